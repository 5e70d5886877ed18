//! Trains the recognition of names.

use super::learner::{Dice, Learner};
use super::tagger::Tagged;
use crate::treebank::Gold;
use plenipo_language::name::{NAME_CLASSES, NONE, features_at, may_follow};
use plenipo_language::parts::{Score, Word, best};

const NAME_BITS: u32 = 16;

/// Trains on the sentences that `keep` chooses.
pub fn train(
    gold: &[Gold],
    words: &[Vec<Word>],
    tagged: &[Tagged],
    rounds: usize,
    keep: impl Fn(usize) -> bool,
) -> Vec<u8> {
    let mut learner = Learner::<NAME_CLASSES>::new(NAME_BITS);
    let mut dice = Dice::new(3);
    let mut features = Vec::new();
    let chosen: Vec<usize> = (0..gold.len()).filter(|&at| keep(at)).collect();
    for _ in 0..rounds {
        for at in dice.order(chosen.len()) {
            let at = chosen[at];
            let mut classes: Vec<usize> = Vec::with_capacity(words[at].len());
            for (place, &good) in gold[at].names.iter().enumerate() {
                features_at(&words[at], &tagged[at].0, &classes, place, &mut features);
                let last = classes.last().copied().unwrap_or(NONE);
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
