//! Classes of words that several frames speak of.

use std::collections::HashMap;

use crate::error::{Error, parse_toml};

/// The classes of `data/codes/classes.toml` by their names.
pub(crate) struct WordClasses(HashMap<String, Vec<String>>);

impl WordClasses {
    pub fn embedded() -> Result<Self, Error> {
        let text = include_str!("../../../data/codes/classes.toml");
        parse_toml("data/codes/classes.toml", text).map(WordClasses)
    }

    /// Tells whether a class holds a word.
    pub fn holds(&self, class: &str, word: &str) -> bool {
        self.0.get(class).is_some_and(|words| words.iter().any(|known| known == word))
    }

    /// Replaces `@name` in a list by the words of that class; fails with what names no class.
    pub fn expand(&self, list: &mut Vec<String>) -> Result<(), String> {
        if !list.iter().any(|word| word.starts_with('@')) {
            return Ok(());
        }
        let mut words = Vec::new();
        for word in list.drain(..) {
            match word.strip_prefix('@') {
                Some(class) => words.extend_from_slice(self.0.get(class).ok_or_else(|| word.clone())?),
                None => words.push(word),
            }
        }
        *list = words;
        Ok(())
    }
}
