//! Who acts in a verb by where names stand before it, where the tree has failed.

use plenipo_language::Pos;

use super::{Parties, is_adjective};
use crate::cast::before_in;
use crate::frame::syntax::preposition_of;
use crate::mention::Naming;

impl Parties<'_> {
    /// Returns the head of the mention that opens the sentence where only a clause between commas parts it from the verb.
    ///
    /// "X, who is in Oslo for talks, met Y": long parentheses are where trees fail most.
    pub fn interrupted_subject(&self, passage: usize, verb: usize) -> Option<usize> {
        let here = self.passage(passage);
        let word =
            |token: usize| here.sentence.tokens.get(token).map_or("", |token| token.span.slice(self.document.text));
        let start = self.start_of_group(passage, verb);
        if start == 0 || word(start - 1) != "," {
            return None;
        }
        let first = (0..2).find_map(|token| self.mention_at(passage, token))?;
        let opens = first.tokens.start <= 1 && word(first.tokens.end) == "," && first.tokens.end < start - 1;
        let opener = word(first.tokens.end + 1);
        let is_clause =
            matches!(opener, "who" | "which" | "whose" | "a" | "an" | "the") || here.is_verb(first.tokens.end + 1);
        (opens && is_clause && (first.is_named() || matches!(first.naming, Naming::Unknown(_) | Naming::Office { .. })))
            .then_some(first.head)
    }

    /// Returns the head of the mention, or of its relative pronoun's antecedent, that stands right before a verb.
    pub fn subject_before(&self, passage: usize, verb: usize) -> Option<usize> {
        let here = self.passage(passage);
        let word =
            |token: usize| here.sentence.tokens.get(token).map_or("", |token| token.span.slice(self.document.text));
        let mut at = self.start_of_group(passage, verb);
        let is_relative = at > 0 && matches!(word(at - 1), "who" | "which" | "that");
        if is_relative {
            at -= 1;
            at -= usize::from(at > 0 && word(at - 1) == ",");
        }
        let mention = self.mention_at(passage, at.checked_sub(1)?)?;
        // "in the capital, X, Y and Z signed": what a circumstance names is no member of the list behind it.
        let is_circumstance = |other: &crate::mention::Mention| {
            let before = other.tokens.start.checked_sub(1);
            word(other.tokens.end) == "," && before.is_some_and(|before| here.pos(before) == Pos::Adp)
        };
        // The first member of a list stands for all of it.
        let first = self.mentions[before_in(self.mentions, self.mentions.len(), passage)]
            .iter()
            .filter(|other| other.tokens.end < mention.tokens.start)
            .filter(|other| !is_circumstance(other))
            .find(|other| {
                let index = self.index_at(passage, other.tokens.start);
                index.is_some_and(|index| {
                    self.listed_after(passage, index)
                        .iter()
                        .any(|&listed| self.mentions[listed].tokens == mention.tokens)
                })
            });
        let subject = first.unwrap_or(mention);
        // "On Tuesday X and Y sat down", "with X and Y due to meet": the preposition is the day's, or opens a clause.
        let is_of_day = subject.tokens.start > 0 && {
            let before = here.tokens()[subject.tokens.start - 1].span;
            here.times.iter().any(|time| time.span.overlaps(before))
        };
        let is_due = at < verb && here.lemma(at) == "due";
        // "a visit by X, who met Y": what governs X says nothing of what X does.
        let preposition = preposition_of(here, subject.head);
        // "comes after Norway added firms to its list": what the tree takes for a preposition opens a clause.
        let is_finite = (at..=verb).any(|token| matches!(here.tag(token), "VBD" | "VBZ" | "VBP" | "MD"));
        let opens_clause =
            is_finite && preposition.is_some_and(|word| matches!(word, "after" | "before" | "since" | "until"));
        let governed = preposition.is_some() && !is_of_day && !is_due && !is_relative && !opens_clause;
        (!governed && !is_adjective(subject)).then_some(subject.head)
    }

    /// Returns the head of the mention that stands right between "and" or "but" and a finite verb.
    pub fn subject_behind_and(&self, passage: usize, verb: usize) -> Option<usize> {
        let here = self.passage(passage);
        let start = self.start_of_group(passage, verb);
        let mention = self.mention_at(passage, start.checked_sub(1)?)?;
        let before = mention.tokens.start.checked_sub(1)?;
        let is_finite = (start..=verb).any(|token| matches!(here.tag(token), "VBD" | "VBZ" | "VBP" | "MD"));
        let joins = here.pos(before) == Pos::Cconj;
        (joins && is_finite && !is_adjective(mention) && here.base_relation(mention.head) == "conj")
            .then_some(mention.head)
    }

    /// The first auxiliary or adverb before a verb.
    fn start_of_group(&self, passage: usize, verb: usize) -> usize {
        let here = self.passage(passage);
        let mut start = verb;
        while start > 0
            && matches!(here.pos(start - 1), Pos::Aux | Pos::Adv | Pos::Part)
            && self.mention_at(passage, start - 1).is_none()
        {
            start -= 1;
        }
        // "due to meet"
        start -= usize::from(start > 0 && start < verb && here.lemma(start - 1) == "due");
        start
    }
}
