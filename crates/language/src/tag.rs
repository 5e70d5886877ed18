//! Gives each token its Penn tag and its universal part of speech.

use crate::linear::{Hash, Score, best};
use crate::token::{Pos, Tag};
use crate::word::{UNSURE, Word};

/// Columns of the scorer of Penn tags.
pub const TAG_CLASSES: usize = 64;
/// Columns of the scorer of universal parts of speech.
pub const POS_CLASSES: usize = 32;

/// Number of the tag outside the sentence.
const OUTSIDE: u32 = 99;

/// Tags a sentence from left to right.
pub fn tag(words: &[Word], scorer: &impl Score<TAG_CLASSES>, tags: &mut Vec<Tag>) {
    tags.clear();
    let mut features = Vec::with_capacity(64);
    for at in 0..words.len() {
        if words[at].sure != UNSURE {
            tags.push(Tag::from_index(usize::from(words[at].sure)));
            continue;
        }
        tag_features(words, tags, at, &mut features);
        tags.push(Tag::from_index(best(&scorer.score(&features), |class| class < Tag::COUNT)));
    }
}

/// Gives each token its universal part of speech, its Penn tags being known; `sure` holds for each tag the number of
/// its one part of speech, or `UNSURE`.
pub fn coarse(words: &[Word], tags: &[Tag], sure: &[u8], scorer: &impl Score<POS_CLASSES>, pos: &mut Vec<Pos>) {
    pos.clear();
    let mut features = Vec::with_capacity(32);
    for at in 0..words.len() {
        let known = sure[tags[at].index()];
        if known != UNSURE {
            pos.push(Pos::ALL[usize::from(known)]);
            continue;
        }
        pos_features(words, tags, pos, at, &mut features);
        pos.push(Pos::ALL[best(&scorer.score(&features), |class| class < Pos::ALL.len())]);
    }
}

/// Collects what the tagger sees of token `at`, the tags before it being known.
pub fn tag_features(words: &[Word], tags: &[Tag], at: usize, features: &mut Vec<u32>) {
    features.clear();
    let blank = Word::default();
    let word = |offset: isize| at.checked_add_signed(offset).and_then(|at| words.get(at)).unwrap_or(&blank);
    let tag = |back: usize| at.checked_sub(back).map_or(OUTSIDE, |at| tags[at].index() as u32);
    let (this, before, after) = (word(0), word(-1), word(1));
    let first = u32::from(at == 0);
    let mut template = 0;
    let mut put = |values: &[u32]| {
        template += 1;
        features.push(values.iter().fold(Hash::of(template), |hash, &value| hash.with(value)).finish());
    };
    put(&[]);
    put(&[this.form]);
    put(&[this.exact]);
    for suffix in this.suffix {
        put(&[suffix]);
    }
    for prefix in this.prefix {
        put(&[prefix]);
    }
    put(&[this.shape, this.style, first]);
    put(&[this.shape, this.suffix[2]]);
    put(&[tag(1)]);
    put(&[tag(1), tag(2)]);
    put(&[tag(1), this.form]);
    put(&[tag(1), this.suffix[2]]);
    put(&[tag(1), this.suffix[1], after.suffix[1]]);
    put(&[tag(1), tag(2), this.form]);
    put(&[tag(2), before.form]);
    put(&[before.form]);
    put(&[before.form, this.form]);
    put(&[before.suffix[2]]);
    put(&[before.shape, this.shape]);
    put(&[word(-2).form]);
    put(&[word(-2).form, before.form]);
    put(&[after.form]);
    put(&[after.form, this.form]);
    put(&[after.form, tag(1)]);
    put(&[after.suffix[2]]);
    put(&[after.suffix[1], this.suffix[2]]);
    put(&[after.suffix[0], tag(1)]);
    put(&[after.shape, this.shape, this.style]);
    put(&[word(2).form]);
    put(&[word(2).suffix[2]]);
    put(&[after.form, word(2).form]);
    put(&[before.form, after.form]);
    put(&[word(3).suffix[2]]);
}

/// Collects what decides a universal part of speech.
pub fn pos_features(words: &[Word], tags: &[Tag], pos: &[Pos], at: usize, features: &mut Vec<u32>) {
    features.clear();
    let blank = Word::default();
    let word = |offset: isize| at.checked_add_signed(offset).and_then(|at| words.get(at)).unwrap_or(&blank);
    let tag = |offset: isize| {
        at.checked_add_signed(offset).and_then(|at| tags.get(at)).map_or(OUTSIDE, |tag| tag.index() as u32)
    };
    let last = at.checked_sub(1).map_or(OUTSIDE, |at| pos[at] as u32);
    let this = tag(0);
    let mut template = 100;
    let mut put = |values: &[u32]| {
        template += 1;
        features.push(values.iter().fold(Hash::of(template), |hash, &value| hash.with(value)).finish());
    };
    put(&[this]);
    put(&[this, word(0).form]);
    put(&[this, word(0).suffix[2]]);
    put(&[this, word(0).form, tag(1)]);
    put(&[this, word(0).form, tag(-1)]);
    put(&[this, word(0).form, tag(1), tag(2)]);
    put(&[this, tag(1), tag(2)]);
    put(&[this, tag(1), tag(2), tag(3)]);
    put(&[this, tag(-1), tag(1)]);
    put(&[this, word(0).form, word(1).form]);
    put(&[this, word(0).form, word(2).form]);
    put(&[this, word(0).form, word(-1).form]);
    put(&[this, last, tag(1)]);
    put(&[this, word(0).form, last]);
    put(&[this, word(0).shape]);
    put(&[this, word(1).form]);
    put(&[this, word(0).form, tag(2), tag(3)]);
}
