//! What a pattern demands of the words around its trigger.

use std::ops::Range;

use plenipo_language::Pos;

use super::site::Site;
use super::status::is_negated;
use super::syntax::{clause_of, grammatical_subject, has_preposition, is_passive, prepositional, relative_antecedent};
use crate::mention::Naming;

impl Site<'_> {
    pub(super) fn is_followed_by(&self, verb: usize, wanted: &[String]) -> bool {
        let passage = self.passage;
        let is_wanted = |token: usize| wanted.iter().any(|word| word == passage.lemma(token));
        passage.dependents(verb, &["compound:prt", "advmod", "case"]).any(is_wanted)
            || passage.children(verb).iter().any(|&child| passage.dependents(child, &["case", "mark"]).any(is_wanted))
            || (verb + 1 < passage.len() && is_wanted(verb + 1))
            || wanted.iter().any(|word| self.before_whom(verb, word).is_some())
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

    /// Tells whether one of some series of words stands behind a verb and before the next finite one; trees of set phrases
    /// are often wrong.
    pub(super) fn has_phrase(&self, verb: usize, phrases: &[String]) -> bool {
        self.phrase_behind(verb, phrases).is_some()
    }

    /// Returns the tokens of the first of some series of words behind a verb.
    pub(super) fn phrase_behind(&self, verb: usize, phrases: &[String]) -> Option<Range<usize>> {
        if phrases.is_empty() {
            return None;
        }
        let passage = self.passage;
        let is_end =
            |token: usize| matches!(passage.tag(token), "VBD" | "VBZ" | "VBP" | "MD") || passage.lemma(token) == ";";
        let end = (verb + 1..passage.len().min(verb + 24)).find(|&token| is_end(token));
        let end = end.unwrap_or(passage.len().min(verb + 24));
        let words: Vec<String> =
            self.passage.words(self.document.text).iter().map(|word| word.to_lowercase()).collect();
        let fits =
            |at: usize, wanted: &str| at < end && (wanted == "*" || wanted == words[at] || wanted == passage.lemma(at));
        phrases.iter().find_map(|phrase| {
            let start = (verb + 1..end)
                .find(|start| phrase.split(' ').enumerate().all(|(n, wanted)| fits(start + n, wanted)))?;
            Some(start..start + phrase.split(' ').count())
        })
    }

    /// Tells whether those who act are all who talked before, without their names: "the *delegations* will reconvene".
    pub(super) fn is_said_of_all(&self, verb: usize) -> bool {
        let passage = self.passage;
        let subject = passage.dependents(verb, &["nsubj"]).next();
        subject.is_some_and(|subject| {
            passage.tag(subject) == "NNS"
                && self.is_definite(subject)
                && self
                    .lexicon
                    .references()
                    .is_group_of_persons(&self.passage.words(self.document.text)[subject].to_lowercase())
        })
    }

    /// Returns the verbs below a verb that are some of some.
    pub(super) fn complements_of<'p>(
        &self,
        verb: usize,
        lemmas: &'p [String],
    ) -> impl Iterator<Item = usize> + use<'p, '_> {
        let passage = self.passage;
        let below = passage.dependents(verb, &["xcomp", "ccomp", "advcl"]);
        below.filter(move |&child| lemmas.iter().any(|lemma| lemma == passage.lemma(child)))
    }

    /// Returns the noun, one of some, to which one of some prepositions leads from a verb: "returned on Monday to the *table*".
    pub(super) fn noun_behind(&self, verb: usize, prepositions: &[String], nouns: &[String]) -> Option<usize> {
        let passage = self.passage;
        let goes_on = |token: &usize| passage.pos(*token) != Pos::Verb || passage.base_relation(*token) == "amod";
        (verb + 1..passage.len().min(verb + 14)).take_while(goes_on).find(|&token| {
            let is_one = || self.object_lemmas(token).iter().any(|lemma| nouns.contains(lemma));
            let is_led = || prepositions.iter().any(|preposition| has_preposition(passage, token, preposition));
            is_one() && is_led()
        })
    }

    /// Tells whether an infinitive below a verb has an object, none of some: "agreed to open *crossings*".
    pub(super) fn has_complement_without(&self, verb: usize, objects: &[String]) -> bool {
        let passage = self.passage;
        let below = passage.dependents(verb, &["xcomp", "ccomp", "advcl"]).filter(|&below| below > verb);
        below.into_iter().filter_map(|below| self.patient(below)).any(|object| {
            let heads = std::iter::once(object).chain(prepositional(passage, object, "of"));
            !heads.into_iter().any(|head| objects.iter().any(|known| known == passage.lemma(head)))
        })
    }

    /// Tells whether a clause below a verb says what an actor will do, or what will be done: "agreed that Chile *would* go".
    pub(super) fn has_commitment(&self, verb: usize) -> bool {
        let passage = self.passage;
        passage.dependents(verb, &["ccomp"]).filter(|&below| below > verb).any(|below| {
            let mut auxiliaries = passage.dependents(below, &["aux"]).map(|auxiliary| passage.lemma(auxiliary));
            let is_promise = auxiliaries.any(|auxiliary| matches!(auxiliary, "will" | "would"));
            let is_of_nation = |subject: usize| {
                passage.extent(subject).any(|token| self.parties.mention_at(self.number, token).is_some())
            };
            let is_actors =
                || passage.dependents(below, &["nsubj"]).any(|subject| self.is_actor(subject) || is_of_nation(subject));
            is_promise && (is_passive(passage, below) || is_actors())
        })
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
        // "parted without agreeing on a text"
        let cues = self.lexicon.status_cues();
        if self.passage.dependents(word, &["mark"]).any(|mark| cues.is_without(self.passage.lemma(mark))) {
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
        (verb.saturating_sub(6)..last).find(|&token| self.is_one_near(verb, token, words))
    }

    /// Returns the token below a verb, in its clause or described by it, that is one of some words.
    pub(super) fn near_in_clause(&self, verb: usize, words: &[String]) -> Option<usize> {
        let extent = self.passage.extent(verb);
        let described = relative_antecedent(self.passage, verb);
        let is_own = |token: usize| extent.contains(&token) || clause_of(self.passage, token) == Some(verb);
        if let Some(noun) = described.filter(|&noun| words.iter().any(|word| word == self.passage.lemma(noun))) {
            return Some(noun);
        }
        let last = self.passage.len().min(verb + 25);
        (verb.saturating_sub(6)..last).find(|&token| self.is_one_near(verb, token, words) && is_own(token))
    }

    fn is_title_of_actor(&self, verb: usize, token: usize) -> bool {
        let person_at = |token: usize| {
            self.parties.mention_at(self.number, token).filter(|mention| matches!(mention.naming, Naming::Person(_)))
        };
        let subject = grammatical_subject(self.passage, verb, 0).and_then(person_at);
        let object = self.passage.dependents(verb, &["obj"]).find_map(person_at);
        object.is_some() && subject.is_some_and(|subject| subject.tokens.contains(&token))
    }

    /// Tells whether a token is one of some words, behind the verb in capitals as well: "the Oslo *Declaration*".
    fn is_one_near(&self, verb: usize, token: usize, words: &[String]) -> bool {
        // "President X picked Y to play": the title of whoever acts on somebody else.
        if token < verb && self.is_title_of_actor(verb, token) {
            return false;
        }
        let lemma = self.passage.lemma(token);
        words.iter().any(|word| word == lemma || token > verb && word.eq_ignore_ascii_case(lemma))
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
