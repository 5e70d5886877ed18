//! What a desk changed: paragraph beside paragraph.

use std::collections::HashMap;

use crate::Text;
use crate::text::{Words, shingles};

/// How alike two paragraphs must be for one to be an edited form of the other.
const ALIKE: f64 = 0.4;

/// What became of a paragraph; paragraphs are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Paragraph `old` stands unchanged as paragraph `new`.
    Same {
        /// Its number in the earlier text.
        old: usize,
        /// Its number in the copy.
        new: usize,
    },
    /// It stands unchanged, but elsewhere in the order.
    Moved {
        /// Its number in the earlier text.
        old: usize,
        /// Its number in the copy.
        new: usize,
    },
    /// It stands with other words in it.
    Edited {
        /// Its number in the earlier text.
        old: usize,
        /// Its number in the copy.
        new: usize,
    },
    /// The copy has a paragraph that the earlier text has not.
    Added {
        /// Its number in the copy.
        new: usize,
    },
    /// The copy leaves a paragraph out.
    Cut {
        /// Its number in the earlier text.
        old: usize,
    },
}

/// Tells what became of each paragraph, in the order of the copy and what it left out at the end.
pub fn changes(earlier: &Text, copy: &Text) -> Vec<Change> {
    let (old, new) = (Words::of(&earlier.paragraphs), Words::of(&copy.paragraphs));
    let old: Vec<&[u32]> = old.paragraphs().collect();
    let new: Vec<&[u32]> = new.paragraphs().collect();
    let partners = partners(&old, &new);
    let kept: Vec<usize> = partners.iter().flatten().copied().collect();
    let in_order = in_order(&kept);
    let mut changes = Vec::new();
    for (i, partner) in partners.iter().enumerate() {
        changes.push(match *partner {
            None => Change::Added { new: i },
            Some(j) if old[j] != new[i] => Change::Edited { old: j, new: i },
            Some(j) if in_order.contains(&j) => Change::Same { old: j, new: i },
            Some(j) => Change::Moved { old: j, new: i },
        });
    }
    let gone = (0..old.len()).filter(|j| !kept.contains(j));
    changes.extend(gone.map(|j| Change::Cut { old: j }));
    changes
}

/// Finds for each new paragraph the old one it is or was made of, the most alike first.
fn partners(old: &[&[u32]], new: &[&[u32]]) -> Vec<Option<usize>> {
    let mut pairs = Vec::new();
    for (i, new) in new.iter().enumerate() {
        for (j, old) in old.iter().enumerate() {
            let alike = likeness(old, new);
            if alike >= ALIKE {
                pairs.push((alike, i, j));
            }
        }
    }
    // Among equals the order of the texts decides, so that repeated paragraphs keep their places.
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut partners = vec![None; new.len()];
    let mut taken = vec![false; old.len()];
    for (_, i, j) in pairs {
        if partners[i].is_none() && !taken[j] {
            partners[i] = Some(j);
            taken[j] = true;
        }
    }
    partners
}

/// The share of pairs of neighbouring words that two paragraphs have in common: 1 for the same, 0 for strangers.
fn likeness(a: &[u32], b: &[u32]) -> f64 {
    if a == b {
        return 1.0;
    }
    let mut counts: HashMap<u64, i32> = HashMap::new();
    shingles(a, 2).for_each(|pair| *counts.entry(pair).or_default() += 1);
    let mut common = 0;
    for pair in shingles(b, 2) {
        if let Some(count) = counts.get_mut(&pair).filter(|count| **count > 0) {
            *count -= 1;
            common += 1;
        }
    }
    // Against the shorter one: a paragraph may have been joined with another.
    f64::from(common) / (a.len().min(b.len()).saturating_sub(1)).max(1) as f64
}

/// Returns the longest part of a list that is in rising order.
fn in_order(list: &[usize]) -> Vec<usize> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(list.len());
    for (i, value) in list.iter().enumerate() {
        let before = (0..i).filter(|&j| list[j] < *value).max_by_key(|&j| (best[j].0, usize::MAX - j));
        best.push((before.map_or(1, |j| best[j].0 + 1), before));
    }
    let mut at = (0..list.len()).max_by_key(|&i| (best[i].0, usize::MAX - i));
    let mut chosen = Vec::new();
    while let Some(i) = at {
        chosen.push(list[i]);
        at = best[i].1;
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_paragraph_has_its_fate() {
        let text = |body: &str| Text { paragraphs: body.lines().map(str::to_owned).collect(), ..Text::default() };
        let old = "The board met on Monday in the hall.\nIt voted for the ferry.\nThe pier must be rebuilt first.\nNobody spoke.";
        let new = "News from the coast.\nThe pier must be rebuilt first.\nThe board met on Tuesday in the hall.\nIt voted for the ferry.";
        assert_eq!(
            changes(&text(old), &text(new)),
            [
                Change::Added { new: 0 },
                Change::Moved { old: 2, new: 1 },
                Change::Edited { old: 0, new: 2 },
                Change::Same { old: 1, new: 3 },
                Change::Cut { old: 3 },
            ]
        );
    }
}
