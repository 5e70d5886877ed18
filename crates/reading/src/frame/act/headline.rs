//! Verbs of headlines: "Oslo boots out two envoys", where trees of whole sentences see only nouns.

use plenipo_language::Pos;
use plenipo_lexicon::VerbPattern;
use plenipo_record::Status;

use super::Act;
use crate::frame::index::FrameIndex;
use crate::frame::site::Site;

/// The verb of a headline stands among its first words.
const REACH: usize = 9;

impl Site<'_> {
    /// Returns the event that a headline tells: who stands before its verb acts, who stands behind it undergoes.
    pub(super) fn headline(&self, index: &FrameIndex<'_>) -> Option<Act> {
        let passage = self.passage;
        let last = (0..passage.len()).next_back()?;
        let is_sentence = passage.lemma(last) == ".";
        if is_sentence {
            return None;
        }
        let words = passage.words(self.document.text);
        (1..passage.len().min(REACH)).find_map(|token| {
            let by: Vec<usize> = (0..token).filter(|&head| self.is_headline_party(head)).collect();
            let lemma = present(words[token]);
            let patterns = lemma.iter().flat_map(|lemma| index.verbs_at(lemma));
            let fits = |pattern: &VerbPattern| {
                let has = |wanted: &[String]| {
                    wanted.is_empty()
                        || (token + 1..passage.len()).any(|near| {
                            let lemma = passage.lemma(near).to_lowercase();
                            wanted.contains(&lemma)
                        })
                };
                let is_idiom = pattern.phrases.is_empty() || self.has_phrase(token, &pattern.phrases);
                is_idiom
                    && has(&pattern.objects)
                    && has(&pattern.near)
                    && has(&pattern.followed_by)
                    && has(&pattern.complements)
            };
            let (frame, pattern) = patterns.copied().find(|(_, pattern)| fits(pattern)).filter(|_| !by.is_empty())?;
            if !self.is_of_sector(&by, &pattern.sectors) {
                return None;
            }
            let with: Vec<usize> =
                (token + 1..passage.len()).find(|&head| self.is_headline_party(head)).into_iter().collect();
            let detail = pattern.detail.clone().or_else(|| self.detail_among(frame));
            let is_joint = frame.kind.is_symmetric() || pattern.reciprocal;
            let with = if is_joint { Vec::new() } else { with };
            let is_ahead = token > 0 && passage.lemma(token - 1) == "to";
            let status = if is_ahead { Status::Planned } else { Status::Occurred };
            Some(Act { kind: frame.kind, detail, status, trigger: token, by, with })
        })
    }

    /// Tells whether a token heads a phrase of a party, by the mentions alone or as a noun of people.
    fn is_headline_party(&self, head: usize) -> bool {
        match self.parties.mention_at(self.number, head) {
            Some(mention) => mention.head == head && self.is_party(head) && !self.is_adjective_of_next(head),
            None => self.sector_of_noun(head).is_some() && !self.is_adjective_of_next(head),
        }
    }

    /// "police station": the noun behind says what it is.
    fn is_adjective_of_next(&self, head: usize) -> bool {
        let next = head + 1;
        next < self.passage.len()
            && matches!(self.passage.pos(next), Pos::Noun | Pos::Propn)
            && self.sector_of_noun(next).is_some()
    }
}

/// The dictionary forms of a verb in the present, or after "to".
fn present(word: &str) -> Vec<String> {
    let lower = word.to_lowercase();
    let mut forms = vec![lower.clone()];
    if let Some(bare) = lower.strip_suffix('s') {
        forms.push(bare.to_owned());
        forms.extend(bare.strip_suffix('e').map(str::to_owned));
        forms.extend(bare.strip_suffix("ie").map(|stem| format!("{stem}y")));
    }
    forms
}
