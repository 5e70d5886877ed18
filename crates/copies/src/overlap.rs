//! How much of two texts is the same, word by word.

use crate::Text;
use crate::text::{Words, shingles};

/// Words to a shingle: shorter runs are shared by chance.
const SHINGLE: usize = 4;
/// Shared runs shorter than this are turns of phrase and forms filled in.
const RUN: usize = 8;

/// What two texts have in common.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Overlap {
    /// Share of the first text's words that stand in the second in runs of eight and more.
    pub of_first: f64,
    /// Share of the second text's words that stand in the first.
    pub of_second: f64,
    /// How many words of the first text stand in the second in such runs.
    pub words: usize,
    /// Of the first text's words that stand in the second in runs of any length, how many stand in long ones. Copies lie
    /// near 1; in a form that is filled in anew the runs end at each blank.
    pub in_long_runs: f64,
}

/// Compares two texts.
pub fn overlap(first: &Text, second: &Text) -> Overlap {
    between(&Words::of(&first.paragraphs), &Words::of(&second.paragraphs))
}

/// Compares the words of two texts.
pub(crate) fn between(first: &Words, second: &Words) -> Overlap {
    let (long, any) = shared(&first.words, &second.words);
    let (back, _) = shared(&second.words, &first.words);
    Overlap {
        of_first: long as f64 / first.words.len().max(1) as f64,
        of_second: back as f64 / second.words.len().max(1) as f64,
        words: long,
        in_long_runs: long as f64 / any.max(1) as f64,
    }
}

/// Returns how many words of `of` stand in `within` in long runs, and in runs of any length.
fn shared(of: &[u32], within: &[u32]) -> (usize, usize) {
    let mut known: Vec<u64> = shingles(within, SHINGLE).collect();
    known.sort_unstable();
    let (mut long, mut any, mut run) = (0, 0, 0_usize);
    let mut end_run = |run: &mut usize| {
        any += *run;
        long += if *run >= RUN { *run } else { 0 };
        *run = 0;
    };
    for shingle in shingles(of, SHINGLE) {
        if known.binary_search(&shingle).is_ok() {
            run = if run == 0 { SHINGLE } else { run + 1 };
        } else {
            end_run(&mut run);
        }
    }
    end_run(&mut run);
    // Runs that touch within a shingle's length count the words between them twice.
    (long.min(of.len()), any.min(of.len()))
}
