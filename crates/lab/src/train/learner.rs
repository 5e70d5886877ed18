//! An averaged perceptron over hashed features.

use plenipo_language::parts::Score;

/// Learns a table of weights, `N` classes to a row.
pub struct Learner<const N: usize> {
    weights: Vec<f32>,
    totals: Vec<f32>,
    shift: u32,
    steps: f32,
}

impl<const N: usize> Learner<N> {
    /// Starts with `2^bits` rows of zeros.
    pub fn new(bits: u32) -> Self {
        let len = N << bits;
        Self { weights: vec![0.0; len], totals: vec![0.0; len], shift: 32 - bits, steps: 1.0 }
    }

    /// Counts one example, whether or not it taught anything.
    pub fn step(&mut self) {
        self.steps += 1.0;
    }

    /// Makes `good` likelier than `bad` where these features are present.
    pub fn update(&mut self, features: &[u32], good: usize, bad: usize) {
        for feature in features {
            let row = (feature >> self.shift) as usize * N;
            self.weights[row + good] += 1.0;
            self.totals[row + good] += self.steps;
            self.weights[row + bad] -= 1.0;
            self.totals[row + bad] -= self.steps;
        }
    }

    /// Returns the averaged weights.
    pub fn finish(&self) -> Vec<f32> {
        self.weights.iter().zip(&self.totals).map(|(weight, total)| weight - total / self.steps).collect()
    }
}

impl<const N: usize> Score<N> for Learner<N> {
    #[inline]
    fn score(&self, features: &[u32]) -> [f32; N] {
        let mut sums = [0.0; N];
        for feature in features {
            let row = (feature >> self.shift) as usize * N;
            let row: &[f32; N] = self.weights[row..row + N].try_into().expect("a row is as long as there are classes");
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum += weight;
            }
        }
        sums
    }
}

/// An averaged perceptron of three classes that keeps each feature apart from all others.
pub struct Keyed {
    slots: Vec<Slot>,
    shift: u32,
    taken: usize,
    steps: f64,
}

#[derive(Clone, Copy, Default)]
struct Slot {
    key: u32,
    weights: [f32; 3],
    totals: [f64; 3],
}

impl Keyed {
    /// Starts empty, with room for a good part of `2^bits` features.
    pub fn new(bits: u32) -> Self {
        Self { slots: vec![Slot::default(); 1 << bits], shift: 32 - bits, taken: 0, steps: 1.0 }
    }

    /// Returns where the feature is or would be.
    #[inline]
    fn place(&self, feature: u32) -> usize {
        let feature = feature.max(1);
        let mut at = (feature >> self.shift) as usize;
        while self.slots[at].key != feature && self.slots[at].key != 0 {
            at = (at + 1) & (self.slots.len() - 1);
        }
        at
    }

    /// Counts one example, whether or not it taught anything.
    pub fn step(&mut self) {
        self.steps += 1.0;
    }

    /// Makes `good` likelier than `bad` where these features are present.
    pub fn update(&mut self, features: &[u32], good: usize, bad: usize) {
        for feature in features {
            let at = self.place(*feature);
            if self.slots[at].key == 0 {
                self.taken += 1;
                assert!(self.taken < self.slots.len() / 8 * 7, "the training text has more features than foreseen");
            }
            let slot = &mut self.slots[at];
            slot.key = (*feature).max(1);
            slot.weights[good] += 1.0;
            slot.totals[good] += self.steps;
            slot.weights[bad] -= 1.0;
            slot.totals[bad] -= self.steps;
        }
    }

    /// Returns the averaged weights of all features.
    pub fn finish(&self) -> Vec<(u32, [f32; 3])> {
        let average = |slot: &Slot| {
            let weight = |class: usize| (f64::from(slot.weights[class]) - slot.totals[class] / self.steps) as f32;
            (slot.key, [weight(0), weight(1), weight(2)])
        };
        self.slots.iter().filter(|slot| slot.key != 0).map(average).collect()
    }
}

impl Score<3> for Keyed {
    #[inline]
    fn score(&self, features: &[u32]) -> [f32; 3] {
        let mut sums = [0.0; 3];
        for feature in features {
            let slot = &self.slots[self.place(*feature)];
            for (sum, weight) in sums.iter_mut().zip(slot.weights) {
                *sum += weight;
            }
        }
        sums
    }
}

/// Small numbers that look random and are the same in every run.
pub struct Dice(u64);

impl Dice {
    /// Starts a row of numbers.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// Returns a number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) % limit as u64) as usize
    }

    /// Returns the numbers below `len` in some order.
    pub fn order(&mut self, len: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..len).collect();
        for at in (1..len).rev() {
            order.swap(at, self.below(at + 1));
        }
        order
    }
}
