//! A tagged sentence as the parser sees it.

use crate::linear::Hash;
use crate::token::{Pos, Tag};
use crate::word::Word;

/// What the parser sees of a sentence; place 0 is the root, place `n + 1` is outside.
#[derive(Clone, Debug)]
pub struct Input {
    /// Hashed forms.
    pub form: Vec<u32>,
    /// Tags and parts of speech in one number.
    pub tag: Vec<u32>,
    /// Forms and tags in one number.
    pub both: Vec<u32>,
    /// Hashed ends of three characters.
    pub suffix: Vec<u32>,
    /// How many commas and the like stand before each place.
    pub commas: Vec<u32>,
    /// How many verbs stand before each place.
    pub verbs: Vec<u32>,
}

impl Input {
    /// Prepares a tagged sentence.
    pub fn new(words: &[Word], tags: &[Tag], pos: &[Pos]) -> Self {
        let n = words.len();
        let mut input = Input {
            form: vec![1; n + 2],
            tag: vec![0; n + 2],
            both: vec![1; n + 2],
            suffix: vec![1; n + 2],
            commas: vec![0; n + 2],
            verbs: vec![0; n + 2],
        };
        input.form[n + 1] = 2;
        input.tag[n + 1] = 1;
        input.both[n + 1] = 2;
        for (at, coarse) in pos.iter().enumerate() {
            let tag = (tags[at].index() as u32 + 1) * 32 + *coarse as u32;
            input.form[at + 1] = words[at].form;
            input.tag[at + 1] = tag;
            input.both[at + 1] = Hash::of(tag).with(words[at].form).finish();
            input.suffix[at + 1] = words[at].suffix[2];
        }
        let (mut commas, mut verbs) = (0, 0);
        for (at, pos) in pos.iter().enumerate() {
            input.commas[at + 1] = commas;
            input.verbs[at + 1] = verbs;
            commas += u32::from(*pos == Pos::Punct);
            verbs += u32::from(*pos == Pos::Verb);
        }
        input.commas[n + 1] = commas;
        input.verbs[n + 1] = verbs;
        input
    }

    /// Returns the number of words.
    #[allow(clippy::len_without_is_empty)] // A sentence has words.
    pub fn len(&self) -> usize {
        self.form.len() - 2
    }
}
