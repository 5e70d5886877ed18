//! What a pattern demands of the words around its trigger.

use plenipo_language::Pos;

use super::site::Site;
use crate::mention::Naming;

impl Site<'_> {
    pub(super) fn is_followed_by(&self, verb: usize, wanted: &[String]) -> bool {
        let passage = self.passage;
        let is_wanted = |token: usize| wanted.iter().any(|word| word == passage.lemma(token));
        passage.dependents(verb, &["compound:prt", "advmod", "case"]).any(is_wanted)
            || passage.children(verb).iter().any(|&child| passage.dependents(child, &["case", "mark"]).any(is_wanted))
            || (verb + 1 < passage.len() && is_wanted(verb + 1))
    }

    pub(super) fn is_modified_by(&self, noun: usize, wanted: &[String]) -> bool {
        let passage = self.passage;
        let first = noun.saturating_sub(5);
        let before = (first..noun).rev().take_while(|&token| {
            matches!(
                passage.pos(token),
                Pos::Adj | Pos::Noun | Pos::Propn | Pos::Num | Pos::Part | Pos::Punct | Pos::Verb
            ) && !matches!(passage.lemma(token), "," | "\"")
        });
        let lower = |token: usize| passage.lemma(token).to_lowercase();
        before.into_iter().any(|token| {
            wanted.iter().any(|word| {
                if word == "#ordinal" { self.lexicon.is_ordinal(&lower(token)) } else { *word == lower(token) }
            })
        }) || passage.dependents(noun, &["nmod"]).any(|child| wanted.contains(&lower(child)))
    }

    pub(super) fn has_complement(&self, verb: usize, lemmas: &[String]) -> bool {
        !lemmas.is_empty()
            && self
                .passage
                .dependents(verb, &["xcomp", "ccomp", "advcl"])
                .any(|child| lemmas.iter().any(|lemma| lemma == self.passage.lemma(child)))
    }

    /// Returns the token near a verb that is one of some words.
    pub(super) fn near(&self, verb: usize, words: &[String]) -> Option<usize> {
        let last = self.passage.len().min(verb + 25);
        (verb.saturating_sub(6)..last).find(|&token| words.iter().any(|word| word == self.passage.lemma(token)))
    }

    pub(super) fn is_inside_name(&self, noun: usize) -> bool {
        self.parties
            .mention_at(self.number, noun)
            .is_some_and(|mention| matches!(mention.naming, Naming::Person(_) | Naming::Office { .. }))
    }

    pub(super) fn is_definite(&self, noun: usize) -> bool {
        self.passage
            .dependents(noun, &["det"])
            .any(|determiner| matches!(self.passage.lemma(determiner), "the" | "this" | "these" | "those" | "that"))
    }
}
