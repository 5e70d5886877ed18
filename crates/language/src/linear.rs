//! Linear scorers: a table of small integers, one row for each hashed feature.

use std::borrow::Cow;
use std::sync::OnceLock;

/// Gives each of `N` classes a score from the features that are present.
pub trait Score<const N: usize> {
    /// Adds up the rows of the features.
    fn score(&self, features: &[u32]) -> [f32; N];
}

/// The value that each weight of eight bits stands for: steps grow with the size, so that the many small weights
/// stay exact and the few large ones stay large.
fn codebook() -> &'static [f32; 256] {
    static CODEBOOK: OnceLock<[f32; 256]> = OnceLock::new();
    CODEBOOK.get_or_init(|| {
        let mut values = [0.0; 256];
        let mut size = 0.0_f32;
        for code in 1..=127_usize {
            size = size * GROWTH + 1.0;
            values[code] = size;
            values[256 - code] = -size;
        }
        values
    })
}

/// How much longer each step of the codebook is than the one before.
const GROWTH: f32 = 1.05;

/// Returns the weights in eight bits, the largest becoming the largest code.
pub fn encode(weights: &[f32]) -> Vec<u8> {
    let values = codebook();
    let largest = weights.iter().fold(0.0_f32, |largest, weight| largest.max(weight.abs()));
    let scale = if largest > 0.0 { values[127] / largest } else { 0.0 };
    let code = |weight: &f32| {
        let size = weight.abs() * scale;
        let above = values[..128].partition_point(|value| *value < size).min(127);
        let nearer_below = above > 0 && size - values[above - 1] < values[above] - size;
        let code = (above - usize::from(nearer_below)) as u8;
        if *weight < 0.0 { code.wrapping_neg() } else { code }
    };
    weights.iter().map(code).collect()
}

/// How many features share a bucket of a [`Triples`].
const BUCKET: usize = 4;

/// A trained scorer of three classes that knows which features it has seen.
///
/// A bucket holds the heaviest features that fall into it: for each sixteen bits of its hash and the weights of the
/// first two classes, those of the third being taken off. All others weigh nothing.
#[derive(Clone, Debug)]
pub struct Triples {
    bytes: Cow<'static, [u8]>,
    shift: u32,
}

impl Triples {
    /// Takes the buckets over; `None` if their number is not a power of two.
    pub fn new(bytes: Cow<'static, [u8]>) -> Option<Self> {
        let buckets = bytes.len() / (4 * BUCKET);
        let fits = buckets * 4 * BUCKET == bytes.len() && buckets.is_power_of_two() && (2..=1 << 24).contains(&buckets);
        fits.then(|| Self { shift: 32 - buckets.trailing_zeros(), bytes })
    }

    /// Writes the weights of features, given by their hashes, as `2^bits` buckets.
    pub fn write(weights: &[(u32, [f32; 3])], bits: u32) -> Vec<u8> {
        let mut flat = Vec::with_capacity(weights.len() * 2);
        for (_, [first, second, third]) in weights {
            flat.extend([first - third, second - third]);
        }
        let codes = encode(&flat);
        let weight = |at: usize| flat[2 * at].abs().max(flat[2 * at + 1].abs());
        let mut order: Vec<usize> =
            (0..weights.len()).filter(|at| codes[2 * at] != 0 || codes[2 * at + 1] != 0).collect();
        order.sort_by(|a, b| weight(*b).total_cmp(&weight(*a)).then(weights[*a].0.cmp(&weights[*b].0)));
        let mut bytes = vec![0; (4 * BUCKET) << bits];
        for at in order {
            let hash = weights[at].0;
            let start = (hash >> (32 - bits)) as usize * 4 * BUCKET;
            let bucket = &mut bytes[start..start + 4 * BUCKET];
            if let Some(slot) = bucket.chunks_exact_mut(4).find(|slot| slot[2] == 0 && slot[3] == 0) {
                let [low, high] = (hash as u16).to_le_bytes();
                slot.copy_from_slice(&[low, high, codes[2 * at], codes[2 * at + 1]]);
            }
        }
        bytes
    }
}

impl Score<3> for Triples {
    #[inline]
    fn score(&self, features: &[u32]) -> [f32; 3] {
        let values = codebook();
        let mut sums = [0.0; 3];
        for feature in features {
            let start = (feature >> self.shift) as usize * 4 * BUCKET;
            let bucket: &[u8; 4 * BUCKET] =
                self.bytes[start..start + 4 * BUCKET].try_into().expect("buckets are of one size");
            let mark = (*feature as u16).to_le_bytes();
            for slot in bucket.chunks_exact(4) {
                if slot[0] == mark[0] && slot[1] == mark[1] {
                    sums[0] += values[usize::from(slot[2])];
                    sums[1] += values[usize::from(slot[3])];
                    break;
                }
            }
        }
        sums
    }
}

/// A trained scorer of many classes: a row holds only the weights that matter, each behind its class.
///
/// The bytes are the number of rows, the end of each row in entries, then the entries of two bytes.
#[derive(Clone, Debug)]
pub struct Sparse<const N: usize> {
    bytes: Cow<'static, [u8]>,
    entries: usize,
    shift: u32,
}

impl<const N: usize> Sparse<N> {
    /// Takes the rows over; `None` if the bytes are not such a table.
    pub fn new(bytes: Cow<'static, [u8]>) -> Option<Self> {
        let rows = word_at(&bytes, 0)? as usize;
        if !N.is_power_of_two() || !rows.is_power_of_two() || !(2..=1 << 26).contains(&rows) {
            return None;
        }
        let entries = 4 + 4 * rows;
        let mut last = 0;
        for row in 0..rows {
            let end = word_at(&bytes, 4 + 4 * row)?;
            if end < last {
                return None;
            }
            last = end;
        }
        (bytes.len() == entries + 2 * last as usize).then(|| Self { bytes, entries, shift: 32 - rows.trailing_zeros() })
    }

    /// Writes rows of `N` weights as such a table, without those smaller than `least`.
    pub fn write(weights: &[f32], least: f32) -> Vec<u8> {
        let codes = encode(weights);
        let mut ends = Vec::new();
        let mut entries = Vec::new();
        for (codes, weights) in codes.chunks(N).zip(weights.chunks(N)) {
            for (class, (code, weight)) in codes.iter().zip(weights).enumerate() {
                if *code != 0 && weight.abs() >= least {
                    entries.extend([class as u8, *code]);
                }
            }
            ends.push((entries.len() / 2) as u32);
        }
        let mut bytes = (ends.len() as u32).to_le_bytes().to_vec();
        bytes.extend(ends.iter().flat_map(|end| end.to_le_bytes()));
        bytes.extend(entries);
        bytes
    }
}

fn word_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

impl<const N: usize> Score<N> for Sparse<N> {
    #[inline]
    fn score(&self, features: &[u32]) -> [f32; N] {
        let values = codebook();
        let mut sums = [0.0; N];
        for feature in features {
            let row = (feature >> self.shift) as usize;
            let end = word_at(&self.bytes, 4 + 4 * row).expect("every row has an end");
            let start = if row == 0 { 0 } else { word_at(&self.bytes, 4 * row).expect("every row has an end") };
            let entries = &self.bytes[self.entries + 2 * start as usize..self.entries + 2 * end as usize];
            for entry in entries.chunks_exact(2) {
                sums[usize::from(entry[0]) & (N - 1)] += values[usize::from(entry[1])];
            }
        }
        sums
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
        let weights = [1.0, -1.0, 10.0, 20.0];
        let sparse = Sparse::<2>::new(Cow::Owned(Sparse::<2>::write(&weights, 0.0))).expect("two rows of two");
        let scores = sparse.score(&[0, u32::MAX]);
        assert!((scores[1] / scores[0] - 19.0 / 11.0).abs() < 0.05, "{scores:?}");
        assert_eq!(best(&scores, |_| true), 1);
        assert_eq!(best(&scores, |class| class == 0), 0);
    }

    #[test]
    fn unseen_features_weigh_nothing() {
        let weights = [(0x1234_5678, [1.0, 2.0, 3.0]), (0x9234_5678, [30.0, 2.0, 3.0])];
        let triples = Triples::new(Cow::Owned(Triples::write(&weights, 2))).expect("four buckets");
        assert!(triples.score(&[0x1234_5679]).iter().all(|score| score.abs() < f32::EPSILON));
        assert_eq!(best(&triples.score(&[0x1234_5678]), |_| true), 2);
        assert_eq!(best(&triples.score(&[0x1234_5678, 0x9234_5678]), |_| true), 0);
    }

    #[test]
    fn small_weights_are_left_out() {
        let sparse = Sparse::<2>::new(Cow::Owned(Sparse::<2>::write(&[1.0, 20.0, 0.0, 5.0], 2.0))).expect("a table");
        assert!(sparse.score(&[0])[0] == 0.0 && sparse.score(&[0])[1] > 0.0);
    }

    #[test]
    fn odd_sizes_are_refused() {
        assert!(Triples::new(Cow::Owned(vec![0; 48])).is_none());
        assert!(Triples::new(Cow::Owned(vec![0; 40])).is_none());
        assert!(Triples::new(Cow::Owned(Vec::new())).is_none());
        let good = Sparse::<2>::write(&[1.0, 2.0, 3.0, 4.0], 0.0);
        assert!(Sparse::<2>::new(Cow::Owned(good[..good.len() - 2].to_vec())).is_none());
        assert!(Sparse::<2>::new(Cow::Owned(vec![3, 0, 0, 0])).is_none());
        let mut falling = good;
        falling[4] = 9;
        assert!(Sparse::<2>::new(Cow::Owned(falling)).is_none());
    }
}
