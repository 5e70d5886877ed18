//! Verbs that report events: "met", "imposed", "flew to".

use plenipo_lexicon::{Needs, VerbPattern};
use plenipo_record::{ActorKind, EventKind, Status};

use super::EventMention;
use super::party::reach_of;
use super::place::destinations;
use super::site::{Match, Site};
use super::status::{is_negated, verb_status};
use super::syntax::{agent, prepositional};
use crate::explain::{Miss, Note};

impl Site<'_> {
    pub(super) fn verb(&mut self, verb: usize, kind: EventKind, pattern: &VerbPattern) -> Option<Vec<EventMention>> {
        let passage = self.passage;
        self.reach = reach_of(kind);
        if !pattern.followed_by.is_empty() && !self.is_followed_by(verb, &pattern.followed_by) {
            return self.missed(Miss::Particle, &pattern.followed_by);
        }
        let subject = agent(passage, verb);
        let is_subject = |subject: usize| pattern.subjects.iter().any(|lemma| lemma == passage.lemma(subject));
        if !pattern.subjects.is_empty() && !subject.is_some_and(is_subject) {
            return None;
        }
        let object = self.patient(verb);
        let mut object_lemmas = object.map(|object| self.object_lemmas(object)).unwrap_or_default();
        object_lemmas.extend(self.currency_behind(verb));
        let is_object = |wanted: &[String]| object_lemmas.iter().any(|lemma| wanted.contains(lemma));
        if !pattern.objects.is_empty() && !is_object(&pattern.objects) {
            return self.missed(Miss::Object, &object_lemmas);
        }
        let is_behind = |phrase: usize| pattern.except_objects.iter().any(|lemma| lemma == passage.lemma(phrase));
        let behind = pattern.followed_by.iter().flat_map(|word| prepositional(passage, verb, word)).any(is_behind);
        if behind || is_object(&pattern.except_objects) || self.has_complement(verb, &pattern.except_complements) {
            return self.missed(Miss::OtherMeaning, &object_lemmas);
        }
        if !pattern.near.is_empty() && self.near_in_clause(verb, &pattern.near).is_none() {
            return self.missed(Miss::Near, &pattern.near);
        }
        if !pattern.complements.is_empty() && !self.has_complement(verb, &pattern.complements) {
            return None;
        }
        if self.near(verb, &pattern.except_near).is_some() || self.is_void(verb) {
            return None;
        }
        if !pattern.infinitives.is_empty() && self.has_other_infinitive(verb, &pattern.infinitives) {
            return None;
        }
        // "attended the summit" is told by the summit.
        let has_occasion = object.is_some() || self.passage.dependents(verb, &["obl"]).next().is_some();
        if pattern.points_back && has_occasion {
            return None;
        }
        // "The Fund met its target": a body that gathers meets nobody else.
        let is_met = |noun: usize| passage.tag(noun) == "NNS" && passage.relation(noun) == "obj";
        if pattern.needs == Needs::Alliance && object.is_some_and(is_met) {
            return None;
        }
        if pattern.actors_only && object.is_some_and(|object| !self.is_actor(object)) {
            return None;
        }
        if !pattern.below.is_empty() && !self.is_below(verb, &pattern.below) {
            return None;
        }
        if self.is_private_matter(verb, kind, subject, object) {
            return self.missed(Miss::Private, &[]);
        }
        let mut governors = vec![verb];
        governors.extend(object.filter(|_| !pattern.objects.is_empty()));
        let by = self.fill(&governors, &pattern.by);
        // "discussed it by phone with": the partner may hang on the telephone.
        governors.extend(self.near_in_clause(verb, &pattern.near));
        let mut with = self.fill(&governors, &pattern.with);
        with.retain(|member| !by.contains(member));
        if pattern.persons_only {
            with.retain(|&member| self.cast.members[member].kind == ActorKind::Person);
        }
        let places = if pattern.place.is_empty() {
            Vec::new()
        } else {
            destinations(passage, self.number, self.parties, verb, &pattern.place, self.lexicon)
        };
        let mut status = verb_status(passage, verb, self.lexicon.status_cues());
        if let Some(own) = pattern.status {
            passage.notes.add(|| Note::Cue(verb, own.0));
            status =
                if matches!(status, Status::Occurred | Status::Ongoing | Status::Planned) { own.0 } else { status };
        }
        // Of an officer who will not go nobody had said that he would.
        if kind == EventKind::Appoint && status == Status::Cancelled && is_negated(passage, verb) {
            status = Status::Denied;
        }
        if self.is_doubtful(verb, kind, status) {
            return self.missed(Miss::Doubt, &[]);
        }
        let what =
            object.filter(|_| !pattern.objects.is_empty()).map(|object| self.phrase(object)).into_iter().collect();
        let found = Match {
            trigger: verb,
            anchors: governors,
            kind,
            status,
            by,
            with,
            places,
            what,
            is_anaphoric: pattern.points_back,
            is_other: false,
        };
        // "announced $9 million for a wharf": whom it is for is told by the journey or meeting around it.
        let is_open = kind == EventKind::Aid
            && found.with.is_empty()
            && found.by.iter().any(|&giver| self.cast.members[giver].kind == ActorKind::Person)
            && self.is_for_something(verb);
        if is_open {
            let open = |mention| EventMention { is_open: true, ..mention };
            return Some(self.told(found, &pattern.place).into_iter().map(open).collect());
        }
        self.suffices(&found, pattern.needs).then(|| self.told(found, &pattern.place))
    }
}
