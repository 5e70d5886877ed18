//! The members of a body of many states, who are company enough for each other: "EC ministers resumed talks".

use plenipo_language::Pos;
use plenipo_record::EventKind;

use super::site::{Match, Site};
use super::syntax::agent;

impl Site<'_> {
    /// Tells whether the members of one body of many states act together, and nobody is named beside them.
    pub(super) fn are_members(&self, found: &Match) -> bool {
        let passage = self.passage;
        let is_paper = found.kind == EventKind::Agree
            && passage.pos(found.trigger) != Pos::Verb
            && !self.lexicon.lists().is_utterance(passage.lemma(found.trigger));
        let is_among_them = (is_paper || found.kind == EventKind::Negotiate) && found.with.is_empty();
        let is_body = matches!(found.by.as_slice(), &[body] if self.is_alliance(body));
        let is_member = |people: usize| {
            passage.tag(people).ends_with('S') && self.lexicon.lists().is_member_of_alliance(passage.lemma(people))
        };
        let mut verbs = std::iter::once(found.trigger)
            .chain(passage.ancestors(found.trigger))
            .filter(|&verb| passage.pos(verb) == Pos::Verb);
        is_among_them && is_body && verbs.next().and_then(|verb| agent(passage, verb)).is_some_and(is_member)
    }
}
