//! Linear scorers: a table of small integers, one row for each hashed feature.

use std::borrow::Cow;

/// Gives each of `N` classes a score from the features that are present.
pub trait Score<const N: usize> {
    /// Adds up the rows of the features.
    fn score(&self, features: &[u32]) -> [f32; N];
}

/// A trained scorer: weights of eight bits, `N` to a row.
#[derive(Clone, Debug)]
pub struct Table<const N: usize> {
    weights: Cow<'static, [u8]>,
    shift: u32,
}

impl<const N: usize> Table<N> {
    /// Takes the weights over, `2^bits` rows of `N`; `None` if the length does not fit.
    pub fn new(weights: Cow<'static, [u8]>) -> Option<Self> {
        let rows = weights.len() / N;
        let fits = rows * N == weights.len() && rows.is_power_of_two() && (2..=1 << 26).contains(&rows);
        fits.then(|| Self { shift: 32 - rows.trailing_zeros(), weights })
    }
}

impl<const N: usize> Score<N> for Table<N> {
    #[inline]
    fn score(&self, features: &[u32]) -> [f32; N] {
        let mut sums = [0i16; N];
        for feature in features {
            let row = (feature >> self.shift) as usize * N;
            let row: &[u8; N] = self.weights[row..row + N].try_into().expect("a row is as long as there are classes");
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum += i16::from(weight.cast_signed());
            }
        }
        sums.map(f32::from)
    }
}

/// A hash that grows with each value put into it.
#[derive(Clone, Copy, Debug)]
pub struct Hash(u64);

impl Hash {
    /// Starts a feature of that template.
    #[inline]
    pub fn of(template: u32) -> Self {
        Self(0x9e37_79b9_7f4a_7c15).with(template)
    }

    /// Puts one more value in.
    #[inline]
    pub fn with(self, value: u32) -> Self {
        Self((self.0.rotate_left(23) ^ u64::from(value)).wrapping_mul(0x517c_c1b7_2722_0a95))
    }

    /// Returns the upper half, which is mixed best.
    #[inline]
    pub fn finish(self) -> u32 {
        ((self.0 ^ (self.0 >> 29)).wrapping_mul(0x94d0_49bb_1331_11eb) >> 32) as u32
    }
}

/// Hashes a text.
#[inline]
pub fn hash_bytes(bytes: impl Iterator<Item = u8>) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    Hash(hash).finish()
}

/// Returns the class with the highest score among those allowed; the first wins a draw.
#[inline]
pub fn best<const N: usize>(scores: &[f32; N], allowed: impl Fn(usize) -> bool) -> usize {
    let mut winner = usize::MAX;
    let mut top = f32::NEG_INFINITY;
    for (class, &score) in scores.iter().enumerate() {
        if score > top && allowed(class) {
            winner = class;
            top = score;
        }
    }
    assert!(winner < N, "at least one class is allowed");
    winner
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_add_up() {
        let table = Table::<2>::new(Cow::Owned(vec![1, 255, 10, 20])).expect("two rows of two");
        assert_eq!(table.score(&[0, u32::MAX]), [11.0, 19.0]);
        assert_eq!(best(&[11.0, 19.0], |_| true), 1);
        assert_eq!(best(&[11.0, 19.0], |class| class == 0), 0);
    }

    #[test]
    fn odd_sizes_are_refused() {
        assert!(Table::<2>::new(Cow::Owned(vec![0; 6])).is_none());
        assert!(Table::<4>::new(Cow::Owned(vec![0; 9])).is_none());
        assert!(Table::<4>::new(Cow::Owned(Vec::new())).is_none());
    }
}
