//! Nouns that report events: "held talks", "his visit to Oslo", "the signing of the accord".

mod occasion;
mod partner;
mod support;
mod traveller;

use plenipo_language::Pos;
use plenipo_lexicon::{Needs, NounPattern};
use plenipo_record::{ActorKind, EventKind, Place, Status};

use super::EventMention;
use super::party::reach_of;
use super::site::{Match, Site};
use super::slot::dedupe;
use super::status::{effect, new_day, noun_status, verb_status};
use super::syntax::{agent, is_passive, preposition_of, prepositional};
use crate::explain::{Miss, Note};
use crate::mention::Naming;
use support::Support;

impl Site<'_> {
    pub(super) fn noun(&mut self, noun: usize, kind: EventKind, pattern: &NounPattern) -> Option<Vec<EventMention>> {
        let passage = self.passage;
        self.reach = reach_of(kind);
        self.is_occasion(noun, kind, pattern)?;
        let top = self.carrier(noun);
        // "a sale is not under discussion"
        let is_topic = |word: &str| word == "under" && kind == EventKind::Meet;
        let is_absent = preposition_of(passage, top)
            .is_some_and(|word| self.lexicon.status_cues().is_without(word) || is_topic(word));
        if is_absent || self.is_void(top) {
            return None;
        }
        let governor = self.supporting_verb(top, pattern);
        let Support { mut by, anchors, mut is_supported } = self.support(noun, top, governor, pattern);
        if let Some(clause) = self.clause_of_terms(noun).filter(|_| kind == EventKind::Agree && by.is_empty()) {
            by.extend(self.acting(clause));
            by.extend(self.parties.states_within(self.cast, self.number, clause));
            is_supported = !by.is_empty();
        }
        if pattern.only_supported && !is_supported {
            return self.missed(Miss::Support, &pattern.support);
        }
        // "a World Bank mission held talks": those whom a body sends do not gather it.
        let is_sent = |people: usize| self.lexicon.lists().is_delegation(passage.lemma(people));
        if pattern.needs == Needs::Alliance && governor.and_then(|verb| agent(passage, verb)).is_some_and(is_sent) {
            return None;
        }
        let is_of_alliance = matches!(by.as_slice(), &[body] if self.is_alliance(body));
        let attending = if is_of_alliance { self.attending(top, governor, pattern) } else { Vec::new() };
        let needs = if attending.is_empty() { pattern.needs } else { Needs::Any };
        if !attending.is_empty() {
            by = attending;
            is_supported = true;
        }
        let mut with = self.fill(&anchors, &pattern.with);
        self.add_from_around(kind, (noun, top), governor, &mut by, &mut with);
        dedupe(&mut by);
        with.retain(|member| !by.contains(member));
        if pattern.persons_only {
            with.retain(|&member| self.cast.members[member].kind == ActorKind::Person);
        }
        // "started talks with banks": with nobody whom the record knows.
        let is_with_strangers = with.is_empty() && by.len() < 2 && self.has_unnamed_partner(&anchors, pattern);
        if is_with_strangers {
            return self.missed(Miss::Lacks(pattern.needs), &[]);
        }
        // "signed it after three years of negotiations": they were held in no one place, on no one day.
        let is_long = top != noun && self.lexicon.lists().is_long_time(passage.lemma(top));
        if is_long && by.is_empty() && with.is_empty() && preposition_of(passage, top) == Some("after") {
            return self.missed(Miss::Indefinite, &[]);
        }
        if kind.is_symmetric() {
            self.add_bystanders(top, governor, kind, &mut by, &mut with);
        }
        if kind == EventKind::Gathering && is_supported {
            self.keep_attending(&anchors, &mut by);
        }
        let is_of_body = prepositional(passage, noun, "of").next().is_some();
        let kind = if is_supported && is_of_body { kind } else { self.kind_of_meeting(noun, kind, &by, &with) };
        let kind = self.kind_by_parties(noun, kind, &anchors, (&by, &with));
        let has_client = self.add_client(noun, governor, pattern, &mut by);
        let (kind, needs) = if has_client { (EventKind::Negotiate, Needs::Two) } else { (kind, needs) };
        if kind == EventKind::Gathering && self.is_own_meeting(&by, &with) {
            return self.missed(Miss::Private, &[]);
        }
        let mut places = self.places_of_occasion(top, &anchors, pattern);
        if kind == EventKind::Visit && places.is_empty() && prepositional(passage, noun, "by").next().is_some() {
            places.extend(self.home_of_announcer(governor, &by));
        }
        let mut status = self.status_of_occasion(top, kind, pattern);
        if let Some(own) =
            pattern.status.filter(|_| !matches!(status, Status::Cancelled | Status::Denied | Status::Proposed))
        {
            passage.notes.add(|| Note::Cue(noun, own.0));
            status = own.0;
        }
        if self.is_doubtful(noun, kind, status) {
            return self.missed(Miss::Doubt, &[]);
        }
        let what = vec![self.wording(noun)];
        // "a round of talks planned for Monday": further talks of those who talk.
        let is_further = kind == EventKind::Negotiate && !self.is_definite(top);
        let is_other =
            is_further || [noun, top].iter().any(|&noun| self.is_modified_by(noun, self.lexicon.lists().others()));
        let mut found =
            Match { trigger: noun, anchors, kind, status, by, with, places, what, is_anaphoric: false, is_other };
        // A definite noun without its parties points back: "the meeting".
        found.is_anaphoric = !self.suffices(&found, needs);
        // "the meeting" of nobody in particular is none of a body's own.
        if found.is_anaphoric && needs == Needs::Alliance {
            return None;
        }
        // "Talks with Y are set for Monday": the visitor is told before.
        let is_with_host = kind == EventKind::Meet && found.by.is_empty() && found.with.len() == 1;
        let counts = !found.is_anaphoric
            || self.is_definite(noun)
            || self.is_definite(top)
            || is_supported
            || is_with_host && self.cast.members[found.with[0]].kind == ActorKind::Person;
        let is_anaphoric = found.is_anaphoric;
        if !counts && !is_further {
            return self.missed(Miss::Indefinite, &[]);
        }
        let mut told = self.told(found, &pattern.place);
        told.retain(|mention| counts || !is_anaphoric || mention.when.is_some());
        Some(told)
    }

    /// Where an occasion is held, or a journey leads.
    fn places_of_occasion(&mut self, top: usize, anchors: &[usize], pattern: &NounPattern) -> Vec<Place> {
        let passage = self.passage;
        // "cancelled her visit to Chile": the tree may tie the destination to the verb.
        let towards = |&anchor: &usize| self.destinations(anchor, &pattern.place);
        let mut places = anchors.iter().map(towards).find(|places| !places.is_empty()).unwrap_or_default();
        // "has been moved to May 24 and will now be held in Oslo": where it is held says the clause that goes on.
        if let Some((verb, _)) = new_day(passage, top, self.lexicon.status_cues()) {
            let next = passage.dependents(verb, &["conj"]).filter(|&next| passage.is_verb(next));
            let held: Vec<usize> = next.collect();
            places.extend(self.venue(&held));
        }
        places
    }

    /// Tells whether the words around a noun are those that a pattern asks for.
    fn is_occasion(&self, noun: usize, kind: EventKind, pattern: &NounPattern) -> Option<()> {
        let passage = self.passage;
        let is_wanted = pattern.modifiers.is_empty() || self.is_modified_by(noun, &pattern.modifiers);
        if !is_wanted {
            return self.missed(Miss::Modifier, &pattern.modifiers);
        }
        if self.is_modified_by(noun, &pattern.except_modifiers) {
            return self.missed(Miss::OtherMeaning, &[]);
        }
        let is_of_other = |phrase: usize| {
            self.parties.mention_at(self.number, phrase).is_none()
                && !pattern.of.iter().any(|lemma| lemma == passage.lemma(phrase))
        };
        if !pattern.of.is_empty() && prepositional(passage, noun, "of").any(is_of_other) {
            return self.missed(Miss::OtherMeaning, &[]);
        }
        // "the round of their talks" is told by the talks.
        let is_carrier = self.lexicon.lists().is_carrier(passage.lemma(noun));
        let is_owned = |talks: usize| passage.dependents(talks, &["nmod:poss"]).next().is_some();
        let is_told = is_carrier && prepositional(passage, noun, "of").any(is_owned);
        let is_part = passage.base_relation(noun) == "compound" && !self.is_torn_from_clause(noun);
        if is_told || is_part || self.is_inside_name(noun) {
            return self.missed(Miss::PartOfPhrase, &[]);
        }
        // "the council, a forum of bakers": what somebody is called.
        let is_description = passage.base_relation(noun) == "appos"
            && passage.head(noun).is_some_and(|head| self.parties.mention_at(self.number, head).is_some());
        if kind == EventKind::Gathering && is_description || !pattern.bare_name && self.is_bare_name(noun) {
            return self.missed(Miss::OtherMeaning, &[]);
        }
        if kind == EventKind::Gathering && self.speaks(noun) {
            return self.missed(Miss::OtherMeaning, &[]);
        }
        if kind == EventKind::Gathering && self.is_told_by_verb(noun) {
            return self.missed(Miss::PartOfPhrase, &[]);
        }
        if self.is_one_of_many(noun) {
            return self.missed(Miss::Indefinite, &[]);
        }
        Some(())
    }

    /// "met X at a high-level meeting": the verb tells it with both sides.
    fn is_told_by_verb(&self, noun: usize) -> bool {
        let passage = self.passage;
        let is_meeting = self.lexicon.lists().is_plain_meeting(passage.lemma(noun));
        let is_met = |verb: usize| passage.lemma(verb) == "meet" && passage.dependents(verb, &["obj"]).next().is_some();
        is_meeting
            && passage.base_relation(noun) == "obl"
            && !self.is_definite(noun)
            && passage.head(noun).is_some_and(is_met)
    }

    fn status_of_occasion(&self, noun: usize, kind: EventKind, pattern: &NounPattern) -> Status {
        let passage = self.passage;
        let cues = self.lexicon.status_cues();
        // "talks, mediated by Norway, will take place": who lends a hand says nothing of how far they have come.
        let is_lent =
            |verb: &usize| passage.tag(*verb) == "VBN" && self.lexicon.lists().is_hosting_verb(passage.lemma(*verb));
        let has_auxiliary = |verb: &usize| passage.dependents(*verb, &["aux", "aux:pass"]).next().is_some();
        let clause = self.clause_about(noun, pattern).filter(|verb| !is_lent(verb) || has_auxiliary(verb));
        let status = match clause {
            Some(verb) if !passage.children(noun).contains(&verb) => verb_status(passage, verb, cues),
            Some(verb) => self.status_of_paper(noun, verb, kind),
            None => noun_status(passage, noun, cues),
        };
        // "may step down at the summit": the summit is no question.
        let is_certain = kind == EventKind::Gathering && passage.base_relation(noun) == "obl";
        // "opposed the plan at the meeting", "will not speak at the summit": of the occasion nobody denies anything.
        let is_venue =
            is_certain && preposition_of(passage, noun).is_some_and(|word| matches!(word, "at" | "during" | "for"));
        // "During the call, requested by X, they agreed": it has taken place.
        let is_over = preposition_of(passage, noun) == Some("during");
        match status {
            Status::Proposed if is_over => Status::Occurred,
            Status::Proposed if is_certain => Status::Planned,
            Status::Cancelled if is_venue => Status::Planned,
            Status::Denied if is_venue => Status::Occurred,
            _ => status,
        }
    }

    /// "The treaty that X and Y signed will scrap duties": a paper that has been signed or handed over is, whatever it is
    /// to do.
    fn status_of_paper(&self, noun: usize, verb: usize, kind: EventKind) -> Status {
        let cues = self.lexicon.status_cues();
        let outer = noun_status(self.passage, noun, cues);
        let is_open = matches!(outer, Status::Planned | Status::Proposed | Status::Ongoing);
        // "a pact agreed last year": what is made by it has been made.
        let is_bare = || {
            kind == EventKind::Agree
                && self.passage.tag(verb) == "VBN"
                && self.passage.dependents(verb, &["aux", "mark"]).next().is_none()
                && effect(self.passage, verb, cues) == Some(Status::Planned)
        };
        let is_done = || verb_status(self.passage, verb, cues) == Status::Occurred || is_bare();
        let is_paper = matches!(kind, EventKind::Agree | EventKind::Call);
        // "came ahead of a visit he will make"
        let told = Some(verb_status(self.passage, verb, cues)).filter(|told| {
            !is_paper
                && outer == Status::Occurred
                && matches!(told, Status::Planned | Status::Proposed | Status::Cancelled)
        });
        if is_paper && is_open && is_done() { Status::Occurred } else { told.unwrap_or(outer) }
    }

    /// Tells whether a noun is a name with nothing but a nation beside it: "the Chilean Congress".
    fn is_bare_name(&self, noun: usize) -> bool {
        let passage = self.passage;
        let is_nation = |token: usize| {
            let mention = self.parties.mention_at(self.number, token);
            mention.is_some_and(|mention| matches!(mention.naming, Naming::Country { .. }))
        };
        let parts = passage.dependents(noun, &["compound", "amod", "nummod", "flat"]);
        passage.pos(noun) == Pos::Propn
            && parts.into_iter().all(is_nation)
            && prepositional(passage, noun, "of").next().is_none()
    }

    /// "so many failed conferences", "countless meetings": no occasion of its own.
    fn is_one_of_many(&self, noun: usize) -> bool {
        let passage = self.passage;
        let lists = self.lexicon.lists();
        passage.tag(noun) == "NNS"
            && passage.dependents(noun, &["amod", "det"]).any(|word| lists.is_uncounted(passage.lemma(word)))
    }

    /// "the conference said": a body that is called so.
    fn speaks(&self, noun: usize) -> bool {
        let passage = self.passage;
        let is_said = |verb| self.lexicon.is_reporting_verb(passage.lemma(verb)) && !is_passive(passage, verb);
        passage.relation(noun) == "nsubj" && passage.head(noun).is_some_and(is_said)
    }
}
