//! Trains the taggers, and tags the training text with taggers that have not seen it.

use super::learner::{Dice, Learner};
use crate::treebank::Gold;
use plenipo_language::parts::{Score, Table, Word, best};
use plenipo_language::tag::{POS_CLASSES, TAG_CLASSES, coarse, pos_features, tag, tag_features};
use plenipo_language::{Pos, Tag};
use std::borrow::Cow;

const TAG_BITS: u32 = 16;
const POS_BITS: u32 = 14;

/// Weights of both taggers.
pub struct Taggers {
    /// Penn tags.
    pub tags: Vec<u8>,
    /// Universal parts of speech.
    pub pos: Vec<u8>,
}

/// Tags and parts of speech of one sentence.
pub type Tagged = (Vec<Tag>, Vec<Pos>);

/// Trains both taggers on the sentences that `keep` chooses.
pub fn train(gold: &[Gold], words: &[Vec<Word>], rounds: usize, keep: impl Fn(usize) -> bool) -> Taggers {
    let mut tags = Learner::<TAG_CLASSES>::new(TAG_BITS);
    let mut pos = Learner::<POS_CLASSES>::new(POS_BITS);
    let mut dice = Dice::new(1);
    let mut features = Vec::new();
    let chosen: Vec<usize> = (0..gold.len()).filter(|&at| keep(at)).collect();
    for _ in 0..rounds {
        for at in dice.order(chosen.len()) {
            let at = chosen[at];
            let (sentence, words) = (&gold[at], &words[at]);
            let mut guessed: Vec<Tag> = Vec::with_capacity(words.len());
            for place in 0..words.len() {
                tag_features(words, &guessed, place, &mut features);
                let guess = best(&tags.score(&features), |class| class < Tag::COUNT);
                let good = sentence.words[place].tag.index();
                if guess != good {
                    tags.update(&features, good, guess);
                }
                tags.step();
                guessed.push(Tag::from_index(guess));
            }
            let mut coarse: Vec<Pos> = Vec::with_capacity(words.len());
            for place in 0..words.len() {
                pos_features(words, &guessed, &coarse, place, &mut features);
                let guess = best(&pos.score(&features), |class| class < Pos::ALL.len());
                let good = sentence.words[place].pos as usize;
                if guess != good {
                    pos.update(&features, good, guess);
                }
                pos.step();
                coarse.push(Pos::ALL[guess]);
            }
        }
    }
    Taggers { tags: tags.finish(), pos: pos.finish() }
}

impl Taggers {
    /// Tags the sentences that `keep` chooses; the others stay empty.
    pub fn apply(&self, words: &[Vec<Word>], keep: impl Fn(usize) -> bool) -> Vec<Tagged> {
        let tags: Table<TAG_CLASSES> = Table::new(Cow::Owned(self.tags.clone())).expect("a table just made");
        let pos: Table<POS_CLASSES> = Table::new(Cow::Owned(self.pos.clone())).expect("a table just made");
        let tagged = |(at, words): (usize, &Vec<Word>)| {
            let mut sentence = Tagged::default();
            if keep(at) {
                tag(words, &tags, &mut sentence.0);
                coarse(words, &sentence.0, &pos, &mut sentence.1);
            }
            sentence
        };
        words.iter().enumerate().map(tagged).collect()
    }
}

/// Tags the training text in `folds` parts, each by taggers trained on the others.
pub fn jackknife(gold: &[Gold], words: &[Vec<Word>], rounds: usize, folds: usize) -> Vec<Tagged> {
    let fold_of = |at: usize| at / 40 % folds;
    let mut tagged = vec![Tagged::default(); gold.len()];
    let done: Vec<Vec<Tagged>> = std::thread::scope(|scope| {
        let lanes: Vec<_> = (0..2)
            .map(|lane| {
                scope.spawn(move || {
                    let folds = (lane..folds).step_by(2);
                    let one = |fold| {
                        let taggers = train(gold, words, rounds, |at| fold_of(at) != fold);
                        taggers.apply(words, |at| fold_of(at) == fold)
                    };
                    folds.map(one).collect::<Vec<_>>()
                })
            })
            .collect();
        lanes.into_iter().flat_map(|lane| lane.join().expect("training does not panic")).collect()
    });
    for part in done {
        for (at, sentence) in part.into_iter().enumerate() {
            if !sentence.0.is_empty() {
                tagged[at] = sentence;
            }
        }
    }
    tagged
}
