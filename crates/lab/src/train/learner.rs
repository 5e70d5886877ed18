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

    /// Returns the averaged weights in eight bits.
    pub fn finish(&self) -> Vec<u8> {
        let averaged: Vec<f32> =
            self.weights.iter().zip(&self.totals).map(|(weight, total)| weight - total / self.steps).collect();
        let mut sizes: Vec<f32> = averaged.iter().map(|w| w.abs()).filter(|w| *w > 0.0).collect();
        if sizes.is_empty() {
            return vec![0; averaged.len()];
        }
        let at = sizes.len() - 1 - sizes.len() / 5000;
        let (_, largest, _) = sizes.select_nth_unstable_by(at, f32::total_cmp);
        let scale = 127.0 / *largest;
        averaged.iter().map(|w| (w * scale).round().clamp(-127.0, 127.0) as i8 as u8).collect()
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
