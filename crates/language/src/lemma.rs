//! Finds dictionary forms: a learnt change for the longest known ending of a word with its tag.

use crate::hash::hash;
use crate::token::Tag;
use std::collections::HashMap;

/// How many characters of an ending are looked at.
pub const LONGEST_ENDING: usize = 6;

/// What turns a form into its lemma: cut some characters off, put others on.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Change {
    /// How many characters go from the end.
    pub cut: u8,
    /// What is put on instead.
    pub add: Box<str>,
}

impl Change {
    /// Finds the change that leads from one form to another.
    pub fn between(form: &str, lemma: &str) -> Change {
        let shared: usize =
            form.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
        Change { cut: form[shared..].chars().count().min(255) as u8, add: lemma[shared..].into() }
    }

    /// Returns the form after the change.
    pub fn apply(&self, form: &str) -> Box<str> {
        let cut = usize::from(self.cut);
        let end = if cut == 0 { form.len() } else { form.char_indices().nth_back(cut - 1).map_or(0, |(at, _)| at) };
        if self.add.is_empty() && end > 0 {
            return form[..end].into();
        }
        let mut lemma = String::with_capacity(end + self.add.len());
        lemma.push_str(&form[..end]);
        lemma.push_str(&self.add);
        lemma.into_boxed_str()
    }
}

/// The learnt changes.
#[derive(Clone, Debug, Default)]
pub struct Lemmas {
    /// The changes by number.
    pub changes: Vec<Change>,
    /// From the key of an ending, see [`key`], to the number of its change.
    pub rules: HashMap<u32, u16>,
}

/// Returns the key under which the change of an ending is kept; `whole` marks a whole word.
pub fn key(tag: Tag, ending: &str, whole: bool) -> u32 {
    hash(1000 + 2 * tag.index() as u32 + u32::from(whole), ending.as_bytes())
}

/// Returns the form that changes apply to: lower case but for proper nouns, straight apostrophes.
pub fn normal(form: &str, tag: Tag) -> String {
    let keeps_case = matches!(tag.as_str(), "NNP" | "NNPS" | "ADD");
    let cased = if keeps_case { form.to_owned() } else { form.to_lowercase() };
    if cased.is_ascii() { cased } else { cased.replace(['’', 'ʼ'], "'") }
}

impl Lemmas {
    /// Returns the dictionary form.
    pub fn lemma(&self, form: &str, tag: Tag) -> Box<str> {
        let form = normal(form, tag);
        match self.change(&form, tag) {
            Some(change) if usize::from(change.cut) <= form.chars().count() => change.apply(&form),
            _ => form.into_boxed_str(),
        }
    }

    fn change(&self, form: &str, tag: Tag) -> Option<&Change> {
        let found = self
            .rules
            .get(&key(tag, form, true))
            .or_else(|| endings(form).find_map(|ending| self.rules.get(&key(tag, ending, false))))?;
        self.changes.get(usize::from(*found))
    }
}

/// Yields the endings of a form, the longest first, the empty one last.
pub fn endings(form: &str) -> impl Iterator<Item = &str> {
    let mut at = form.char_indices().rev().nth(LONGEST_ENDING - 1).map_or(0, |(at, _)| at);
    let mut done = false;
    std::iter::from_fn(move || {
        if done {
            return None;
        }
        let ending = &form[at..];
        match ending.chars().next() {
            Some(first) => at += first.len_utf8(),
            None => done = true,
        }
        Some(ending)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_longest_ending_wins() {
        let tag = Tag::from_name("VBD").expect("a tag of the list");
        let changes = vec![Change::between("walked", "walk"), Change::between("met", "meet")];
        let rules = HashMap::from([(key(tag, "ed", false), 0), (key(tag, "met", true), 1)]);
        let lemmas = Lemmas { changes, rules };
        assert_eq!(&*lemmas.lemma("Signed", tag), "sign");
        assert_eq!(&*lemmas.lemma("met", tag), "meet");
        assert_eq!(&*lemmas.lemma("put", tag), "put");
    }

    #[test]
    fn endings_grow_shorter() {
        assert_eq!(endings("née").collect::<Vec<_>>(), ["née", "ée", "e", ""]);
    }

    proptest! {
        #[test]
        fn a_change_leads_to_its_lemma(form in "\\PC{0,8}", lemma in "\\PC{0,8}") {
            prop_assert_eq!(&*Change::between(&form, &lemma).apply(&form), lemma);
        }
    }
}
