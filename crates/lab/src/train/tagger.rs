//! Trains the taggers, and tags the training text with taggers that have not seen it.

use super::LEAST;
use super::learner::{Dice, Learner};
use crate::treebank::Gold;
use plenipo_language::parts::{Score, Sparse, UNSURE, Word, best};
use plenipo_language::tag::{POS_CLASSES, TAG_CLASSES, coarse, pos_features, tag, tag_features};
use plenipo_language::{Pos, Tag};
use std::borrow::Cow;

const TAG_BITS: u32 = 19;
const POS_BITS: u32 = 16;

/// Both taggers.
pub struct Taggers {
    tags: Vec<u8>,
    pos: Vec<u8>,
}

/// Tags and parts of speech of one sentence.
pub type Tagged = (Vec<Tag>, Vec<Pos>);

/// Trains both taggers on the sentences that `keep` chooses; as many runs as there are seeds are averaged.
pub fn train(
    gold: &[Gold],
    words: &[Vec<Word>],
    sure: &[u8],
    rounds: usize,
    seeds: &[u64],
    keep: impl Fn(usize) -> bool,
) -> Taggers {
    let chosen: Vec<usize> = (0..gold.len()).filter(|&at| keep(at)).collect();
    let mut sums: Option<(Vec<f32>, Vec<f32>)> = None;
    for &seed in seeds {
        let (tags, pos) = run(gold, words, sure, rounds, seed, &chosen);
        match &mut sums {
            None => sums = Some((tags, pos)),
            Some(sums) => {
                super::add(&mut sums.0, &tags);
                super::add(&mut sums.1, &pos);
            }
        }
    }
    let (tags, pos) = sums.expect("there is a seed");
    let least = LEAST * seeds.len() as f32;
    Taggers { tags: Sparse::<TAG_CLASSES>::write(&tags, least), pos: Sparse::<POS_CLASSES>::write(&pos, least) }
}

fn run(
    gold: &[Gold],
    words: &[Vec<Word>],
    sure: &[u8],
    rounds: usize,
    seed: u64,
    chosen: &[usize],
) -> (Vec<f32>, Vec<f32>) {
    let mut tags = Learner::<TAG_CLASSES>::new(TAG_BITS);
    let mut pos = Learner::<POS_CLASSES>::new(POS_BITS);
    let mut dice = Dice::new(seed);
    let mut features = Vec::new();
    for _ in 0..rounds {
        for at in dice.order(chosen.len()) {
            let at = chosen[at];
            let (sentence, words) = (&gold[at], &words[at]);
            let mut guessed: Vec<Tag> = Vec::with_capacity(words.len());
            for place in 0..words.len() {
                if words[place].sure != UNSURE {
                    guessed.push(Tag::from_index(usize::from(words[place].sure)));
                    continue;
                }
                tag_features(words, &guessed, place, &mut features);
                let guess = best(&tags.score(&features), |class| class < Tag::COUNT);
                let wanted = sentence.words[place].tag.index();
                if guess != wanted {
                    tags.update(&features, wanted, guess);
                }
                tags.step();
                guessed.push(Tag::from_index(guess));
            }
            let mut coarse: Vec<Pos> = Vec::with_capacity(words.len());
            for place in 0..words.len() {
                let known = sure[guessed[place].index()];
                if known != UNSURE {
                    coarse.push(Pos::ALL[usize::from(known)]);
                    continue;
                }
                pos_features(words, &guessed, &coarse, place, &mut features);
                let guess = best(&pos.score(&features), |class| class < Pos::ALL.len());
                let wanted = sentence.words[place].pos as usize;
                if guess != wanted {
                    pos.update(&features, wanted, guess);
                }
                pos.step();
                coarse.push(Pos::ALL[guess]);
            }
        }
    }
    (tags.finish(), pos.finish())
}

impl Taggers {
    /// Tags the sentences that `keep` chooses; the others stay empty.
    pub fn apply(&self, words: &[Vec<Word>], sure: &[u8], keep: impl Fn(usize) -> bool) -> Vec<Tagged> {
        let tags: Sparse<TAG_CLASSES> = Sparse::new(Cow::Owned(self.tags.clone())).expect("a table just made");
        let pos: Sparse<POS_CLASSES> = Sparse::new(Cow::Owned(self.pos.clone())).expect("a table just made");
        let tagged = |(at, words): (usize, &Vec<Word>)| {
            let mut sentence = Tagged::default();
            if keep(at) {
                tag(words, &tags, &mut sentence.0);
                coarse(words, &sentence.0, sure, &pos, &mut sentence.1);
            }
            sentence
        };
        words.iter().enumerate().map(tagged).collect()
    }

    /// Returns both tables as bytes.
    pub fn into_bytes(self) -> [Vec<u8>; 2] {
        [self.tags, self.pos]
    }
}

/// Tags the training text in `folds` parts, each by taggers trained on the others.
pub fn jackknife(gold: &[Gold], words: &[Vec<Word>], sure: &[u8], rounds: usize, folds: usize) -> Vec<Tagged> {
    let fold_of = |at: usize| at / 40 % folds;
    let mut tagged = vec![Tagged::default(); gold.len()];
    let done: Vec<Vec<Tagged>> = std::thread::scope(|scope| {
        let lanes: Vec<_> = (0..2)
            .map(|lane| {
                scope.spawn(move || {
                    let folds = (lane..folds).step_by(2);
                    let one = |fold| {
                        let taggers = train(gold, words, sure, rounds, &[1], |at| fold_of(at) != fold);
                        taggers.apply(words, sure, |at| fold_of(at) == fold)
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
