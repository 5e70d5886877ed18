//! Proposes pairs of texts that may be copies: `MinHash` in bands, for whole texts and for paragraphs.

use std::collections::HashSet;

use crate::text::{Words, mixed, shingles};

/// Words to a shingle.
const SHINGLE: usize = 3;
/// Two rows to a band: texts that share a third of their shingles meet in one of 32 bands at 0.97, paragraphs that share
/// half of theirs in one of 8 at 0.9, and a copy has many paragraphs.
const TEXT_BANDS: usize = 32;
const PARAGRAPH_BANDS: usize = 8;
/// Shorter paragraphs are in many texts.
const PARAGRAPH_WORDS: usize = 12;
/// In a band that more texts share, each is compared with the first and the one before it only.
const CROWD: usize = 12;

/// The bands of one text.
pub(crate) struct Sketch {
    text: [u32; TEXT_BANDS],
    paragraphs: Vec<[u32; PARAGRAPH_BANDS]>,
}

impl Sketch {
    pub fn of(words: &Words) -> Self {
        let long = words.paragraphs().filter(|paragraph| paragraph.len() >= PARAGRAPH_WORDS);
        Sketch { text: bands(&words.words), paragraphs: long.map(bands).collect() }
    }
}

/// Returns pairs of texts that share a band, the earlier of `order` first, each pair once and sorted.
pub(crate) fn candidates(sketches: &[Sketch], order: &[u32]) -> Vec<(u32, u32)> {
    let mut pairs = HashSet::new();
    let mut rows: Vec<(u32, u32)> = Vec::new();
    for band in 0..TEXT_BANDS {
        rows.clear();
        rows.extend(order.iter().enumerate().map(|(rank, &text)| (sketches[text as usize].text[band], rank as u32)));
        meet(&mut rows, &mut pairs);
    }
    for band in 0..PARAGRAPH_BANDS {
        rows.clear();
        for (rank, &text) in order.iter().enumerate() {
            rows.extend(sketches[text as usize].paragraphs.iter().map(|bands| (bands[band], rank as u32)));
        }
        meet(&mut rows, &mut pairs);
    }
    let mut pairs: Vec<(u32, u32)> = pairs.into_iter().collect();
    pairs.sort_unstable();
    pairs.iter().map(|&(a, b)| (order[a as usize], order[b as usize])).collect()
}

/// Pairs the ranks that have a band in common.
fn meet(rows: &mut Vec<(u32, u32)>, pairs: &mut HashSet<(u32, u32)>) {
    rows.sort_unstable();
    rows.dedup();
    for bucket in rows.chunk_by(|a, b| a.0 == b.0) {
        for (i, &(_, late)) in bucket.iter().enumerate().skip(1) {
            if bucket.len() <= CROWD {
                pairs.extend(bucket[..i].iter().map(|&(_, early)| (early, late)));
            } else {
                pairs.extend([(bucket[0].1, late), (bucket[i - 1].1, late)]);
            }
        }
    }
}

/// Returns a number for each band: the two smallest values of its two permutations, mixed.
fn bands<const N: usize>(words: &[u32]) -> [u32; N] {
    let mut least = [[u64::MAX; 2]; N];
    // A multiplication by an odd number of its own permutes the numbers anew for each row.
    let factors: [[u64; 2]; N] =
        std::array::from_fn(|band| std::array::from_fn(|row| mixed((band * 2 + row + 1) as u64) | 1));
    let mut add = |shingle: u64| {
        for (rows, factors) in least.iter_mut().zip(&factors) {
            for (least, &factor) in rows.iter_mut().zip(factors) {
                *least = (*least).min(shingle.wrapping_mul(factor).rotate_left(29).wrapping_mul(factor));
            }
        }
    };
    if words.len() < SHINGLE {
        for &word in words {
            add(mixed(u64::from(word)));
        }
    } else {
        shingles(words, SHINGLE).for_each(add);
    }
    let mut bands = [0; N];
    for (band, rows) in bands.iter_mut().zip(&least) {
        *band = (mixed(rows[0] ^ mixed(rows[1])) >> 32) as u32;
    }
    bands
}
