//! Which sort of event of its kind the words around a trigger tell.

use plenipo_lexicon::Frame;

use crate::frame::site::Site;

impl Site<'_> {
    /// Returns the detail of which a word stands nearest to the trigger in the tree: first below it, then above.
    pub(super) fn detail(&self, trigger: usize, frame: &Frame) -> Option<String> {
        if frame.details.is_empty() {
            return None;
        }
        let passage = self.passage;
        let told_by = |token: usize| {
            let lemma = passage.lemma(token).to_lowercase();
            let before = token.checked_sub(1).map(|before| format!("{} {lemma}", passage.lemma(before).to_lowercase()));
            let is_told = |word: &String| *word == lemma || before.as_ref() == Some(word);
            frame.details.iter().find(|detail| detail.words.iter().any(is_told)).map(|detail| detail.detail.clone())
        };
        let mut level = vec![trigger];
        let mut seen = vec![trigger];
        while !level.is_empty() {
            let mut tokens = level.clone();
            tokens.sort_by_key(|&token| (token < trigger, token));
            if let Some(detail) = tokens.into_iter().find_map(told_by) {
                return Some(detail);
            }
            level = level.iter().flat_map(|&token| passage.children(token)).copied().filter(|token| !seen.contains(token)).collect();
            seen.extend(&level);
        }
        passage.ancestors(trigger).find_map(told_by)
    }
}
