//! Trains the recognition of names.

use super::learner::{Dice, Learner};
use super::tagger::Tagged;
use crate::treebank::Gold;
use plenipo_language::name::{NAME_CLASSES, NONE, cannot_begin, features_at, may_follow};
use plenipo_language::parts::{Score, Word, best};

const NAME_BITS: u32 = 18;

/// Trains on the sentences that `keep` chooses.
pub fn train(
    gold: &[Gold],
    words: &[Vec<Word>],
    tagged: &[Tagged],
    rounds: usize,
    seed: u64,
    keep: impl Fn(usize) -> bool,
) -> Vec<f32> {
    let mut learner = Learner::<NAME_CLASSES>::new(NAME_BITS);
    let mut dice = Dice::new(seed);
    let mut features = Vec::new();
    let chosen: Vec<usize> = (0..gold.len()).filter(|&at| keep(at)).collect();
    for _ in 0..rounds {
        for at in dice.order(chosen.len()) {
            let at = chosen[at];
            let mut classes: Vec<usize> = Vec::with_capacity(words[at].len());
            for (place, &good) in gold[at].names.iter().enumerate() {
                let last = classes.last().copied().unwrap_or(NONE);
                if last == NONE && good == NONE && cannot_begin(&words[at], &tagged[at].0, place) {
                    classes.push(NONE);
                    continue;
                }
                features_at(&words[at], &tagged[at].0, &classes, place, &mut features);
                let guess = best(&learner.score(&features), |class| may_follow(class, last));
                if guess != good {
                    learner.update(&features, good, guess);
                }
                learner.step();
                classes.push(guess);
            }
        }
    }
    learner.finish()
}
