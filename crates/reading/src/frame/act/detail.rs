//! Which sort of event of its kind the words around a trigger tell.

use plenipo_lexicon::{Detail, Frame};

use crate::frame::site::Site;

impl Site<'_> {
    /// Returns the detail of which a word stands nearest to the trigger in the tree: first below it, then above.
    pub(super) fn detail(&self, trigger: usize, frame: &Frame) -> Option<String> {
        if frame.details.is_empty() {
            return None;
        }
        let passage = self.passage;
        let told_by = |token: usize| self.detail_told_by(token, frame, |_| true);
        let wins = |token: usize| self.detail_told_by(token, frame, |detail| detail.wins);
        if let Some(detail) = passage.extent(trigger).find_map(wins) {
            return Some(detail);
        }
        let mut level = vec![trigger];
        let mut seen = vec![trigger];
        while !level.is_empty() {
            let mut tokens = level.clone();
            tokens.sort_by_key(|&token| (token < trigger, token));
            if let Some(detail) = tokens.into_iter().find_map(told_by) {
                return Some(detail);
            }
            level = level
                .iter()
                .flat_map(|&token| passage.children(token))
                .copied()
                .filter(|token| !seen.contains(token))
                .collect();
            seen.extend(&level);
        }
        passage.ancestors(trigger).find_map(told_by)
    }

    /// Returns the detail that the first word of the sentence that tells one gives.
    pub(super) fn detail_among(&self, frame: &Frame) -> Option<String> {
        (0..self.passage.len()).find_map(|token| self.detail_told_by(token, frame, |_| true))
    }

    fn detail_told_by(&self, token: usize, frame: &Frame, counts: impl Fn(&Detail) -> bool) -> Option<String> {
        let passage = self.passage;
        let lemma = passage.lemma(token).to_lowercase();
        let before = token.checked_sub(1).map(|before| format!("{} {lemma}", passage.lemma(before).to_lowercase()));
        let is_told = |word: &String| *word == lemma || before.as_ref() == Some(word);
        let detail = frame.details.iter().find(|detail| counts(detail) && detail.words.iter().any(is_told));
        detail.map(|detail| detail.detail.clone())
    }
}
