//! What a pattern demands of the words around its trigger.

use plenipo_language::Pos;

use super::site::Site;
use super::status::is_negated;
use super::syntax::{clause_of, prepositional};
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
            let is_modifier =
                matches!(passage.pos(token), Pos::Adj | Pos::Noun | Pos::Propn | Pos::Num | Pos::Part | Pos::Punct);
            // "planned talks", but not "held talks".
            let is_participle = passage.pos(token) == Pos::Verb && passage.base_relation(token) == "amod";
            (is_modifier || is_participle) && !matches!(passage.lemma(token), "," | "\"") && !self.is_inside_name(token)
        });
        let lower = |token: usize| passage.lemma(token).to_lowercase();
        before.into_iter().any(|token| {
            wanted.iter().any(|word| {
                if word == "#ordinal" { self.lexicon.is_ordinal(&lower(token)) } else { *word == lower(token) }
            })
        }) || prepositional(passage, noun, "of").any(|child| wanted.contains(&lower(child)))
    }

    pub(super) fn has_complement(&self, verb: usize, lemmas: &[String]) -> bool {
        let passage = self.passage;
        // ", the minister said": who reports the sentence is no part of it.
        let reports = |child: usize| {
            passage.base_relation(child) == "advcl"
                && passage.dependents(child, &["nsubj"]).next().is_some()
                && self.lexicon.is_reporting_verb(passage.lemma(child))
        };
        !lemmas.is_empty()
            && passage
                .dependents(verb, &["xcomp", "ccomp", "advcl"])
                .any(|child| lemmas.iter().any(|lemma| lemma == passage.lemma(child)) && !reports(child))
    }

    /// Tells whether a verb says something of its object: "saw X *win*", "called X *a liar*", "sees X *as* a rival".
    pub(super) fn has_more_said(&self, verb: usize, object: usize) -> bool {
        let passage = self.passage;
        let has = |child: usize, relation: &str| passage.dependents(child, &[relation]).next().is_some();
        let is_said = |child: usize| match passage.base_relation(child) {
            "xcomp" | "obj" => passage.pos(child) == Pos::Adj || passage.pos(child) == Pos::Noun && has(child, "det"),
            "ccomp" => has(child, "nsubj"),
            _ => false,
        };
        let is_bare_verb = |child: usize| {
            matches!(passage.base_relation(child), "xcomp" | "ccomp")
                && matches!(passage.tag(child), "VB" | "VBG" | "VBN")
                && !has(child, "mark")
        };
        let is_time = |child: usize| passage.times.iter().any(|time| time.span.overlaps(passage.tokens()[child].span));
        let says = |child: usize| {
            child > object
                && !is_time(child)
                && (is_said(child) || is_bare_verb(child))
                && passage.pos(child) != Pos::Propn
        };
        let behind = passage.extent(object).end;
        let is_as = behind < passage.len() && passage.lemma(behind) == "as";
        passage.children(verb).iter().any(|&child| says(child)) || is_as
    }

    /// Tells whether a governing word says that nothing came of it: "failed to agree".
    pub(super) fn is_void(&self, word: usize) -> bool {
        // "have not yet agreed": nobody denies that they will.
        let mut adverbs = self.passage.dependents(word, &["advmod"]).map(|adverb| self.passage.lemma(adverb));
        if adverbs.any(|adverb| adverb == "yet") && is_negated(self.passage, word) {
            return true;
        }
        let is_governed = matches!(self.passage.base_relation(word), "xcomp" | "ccomp" | "obj" | "acl");
        let Some(head) = self.passage.head(word).filter(|_| is_governed) else { return false };
        // "failed to reach an agreement"
        let above = self.passage.head(head).filter(|_| self.passage.base_relation(head) == "xcomp");
        let is_void = |verb: usize| self.lexicon.status_cues().is_void(self.passage.lemma(verb));
        is_void(head) || above.is_some_and(is_void)
    }

    /// Tells whether one of some verbs governs a verb's infinitive.
    pub(super) fn is_below(&self, verb: usize, governors: &[String]) -> bool {
        let head = self.passage.head(verb).filter(|_| matches!(self.passage.base_relation(verb), "xcomp" | "ccomp"));
        head.is_some_and(|head| governors.iter().any(|governor| governor == self.passage.lemma(head)))
    }

    /// Tells whether an infinitive follows a verb or its phrases that is none of some.
    pub(super) fn has_other_infinitive(&self, verb: usize, known: &[String]) -> bool {
        let passage = self.passage;
        let is_infinitive = |token: &usize| {
            passage.pos(*token) == Pos::Verb
                && passage.dependents(*token, &["mark"]).any(|mark| passage.lemma(mark) == "to")
        };
        let own = passage.children(verb).iter().copied();
        let of_phrases = own.clone().flat_map(|child| passage.children(child).iter().copied());
        let behind = own.chain(of_phrases).filter(|&token| token > verb).filter(is_infinitive);
        behind.into_iter().any(|token| !known.iter().any(|known| known == passage.lemma(token)))
    }

    /// Tells whether a noun names an actor, or describes one: "officials", "the delegation".
    pub(super) fn is_actor(&self, noun: usize) -> bool {
        if let Some(mention) = self.parties.mention_at(self.number, noun) {
            return !matches!(mention.naming, Naming::Country { is_adjective: true, .. })
                || self.is_representative(noun);
        }
        matches!(self.passage.pos(noun), Pos::Propn | Pos::Pron | Pos::Num | Pos::Det)
            || self.parties.account(self.number, noun).is_some()
            || self.is_representative(noun)
    }

    /// Tells whether a common noun is one of an office, a body or a group of people who act for a state.
    pub(super) fn is_representative(&self, noun: usize) -> bool {
        self.parties.is_representative(self.number, noun)
    }

    /// Returns the token near a verb that is one of some words.
    pub(super) fn near(&self, verb: usize, words: &[String]) -> Option<usize> {
        let last = self.passage.len().min(verb + 25);
        (verb.saturating_sub(6)..last).find(|&token| words.iter().any(|word| word == self.passage.lemma(token)))
    }

    /// Returns the token below a verb, or in its clause, that is one of some words.
    pub(super) fn near_in_clause(&self, verb: usize, words: &[String]) -> Option<usize> {
        let extent = self.passage.extent(verb);
        let is_own = |token: usize| extent.contains(&token) || clause_of(self.passage, token) == Some(verb);
        let last = self.passage.len().min(verb + 25);
        let is_word = |token: usize| words.iter().any(|word| word == self.passage.lemma(token));
        (verb.saturating_sub(6)..last).find(|&token| is_word(token) && is_own(token))
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
