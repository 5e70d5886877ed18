//! Verbs that report events: "met", "imposed", "flew to".

use plenipo_lexicon::{EventStatus, Needs, Slot, VerbPattern};
use plenipo_record::{ActorKind, EventKind, Place, Status};

use super::EventMention;
use super::party::reach_of;
use super::site::{Match, Site};
use super::status::{is_negated, verb_status};
use super::syntax::{agent, is_passive, prepositional};
use crate::cast::MemberIndex;
use crate::explain::{Miss, Note};
use crate::mention::Naming;

impl Site<'_> {
    pub(super) fn verb(&mut self, verb: usize, kind: EventKind, pattern: &VerbPattern) -> Option<Vec<EventMention>> {
        let passage = self.passage;
        self.reach = reach_of(kind);
        let object = self.patient(verb).map(|object| self.antecedent(verb, object));
        let object = object.or_else(|| self.relative_object(verb).filter(|_| !pattern.objects.is_empty()));
        let object = object.or_else(|| self.object_behind(verb).filter(|_| !pattern.objects.is_empty()));
        let subject = self.subject_asked_for(verb, pattern);
        self.is_meant(verb, (subject, object), pattern)?;
        if self.is_private_matter(verb, kind, subject, object) {
            return self.missed(Miss::Private, &[]);
        }
        let noun_behind = self.noun_behind(verb, &pattern.followed_by, &pattern.behind);
        if kind == EventKind::Call && self.is_part_of_summons(verb) {
            return self.missed(Miss::PartOfPhrase, &[]);
        }
        let mut governors = vec![verb];
        governors.extend(object.filter(|_| !pattern.objects.is_empty()));
        governors.extend(noun_behind);
        let mut by = self.fill(&governors, &pattern.by);
        if !pattern.subjects.is_empty() && subject != agent(passage, verb) {
            by = self.named(subject);
        }
        if by.is_empty() && kind == EventKind::Sanction && is_passive(passage, verb) {
            by = self.answering(verb);
            if by.is_empty() {
                by = self.announcing(verb);
            }
        }
        // "discussed it by phone with": the partner may hang on the telephone.
        governors.extend(self.near_in_clause(verb, &pattern.near));
        let mut with = self.fill(&governors, &pattern.with);
        // "stopped issuing visas to Chileans"
        let is_preposition = |slot: &&Slot| matches!(slot, Slot::Preposition(_));
        let prepositions: Vec<Slot> = pattern.with.iter().filter(is_preposition).cloned().collect();
        let below: Vec<usize> = self.complements_of(verb, &pattern.complements).collect();
        with.extend(self.fill(&below, &prepositions));
        // "recalled its ambassador": from the other country that the sentence speaks of.
        let is_recall = pattern.with.contains(&Slot::Post);
        if is_recall {
            with.retain(|&member| self.cast.members[member].kind != ActorKind::Person);
        }
        if kind == EventKind::Sanction && with.is_empty() {
            with = self.target_around(&by, object, is_recall);
        }
        with.retain(|member| !by.contains(member));
        if pattern.persons_only {
            with.retain(|&member| self.cast.members[member].kind == ActorKind::Person);
        }
        if pattern.in_person {
            let is_person = |member: &usize| self.cast.members[*member].kind == ActorKind::Person;
            by.retain(is_person);
            if !object.is_some_and(|object| self.is_representative(object)) {
                with.retain(is_person);
            }
        }
        let places = self.places_of_deed(verb, kind, pattern, (&by, &with));
        let mut status = verb_status(passage, verb, self.lexicon.status_cues());
        if let Some(own) = pattern.status {
            passage.notes.add(|| Note::Cue(verb, own.0));
            status =
                if matches!(status, Status::Occurred | Status::Ongoing | Status::Planned) { own.0 } else { status };
        }
        // "said it was breaking off relations": such a step is taken when it is announced.
        if kind == EventKind::Sanction && status == Status::Ongoing && passage.tag(verb) == "VBG" {
            status = Status::Occurred;
        }
        // Of an officer who will not go nobody had said that he would.
        if kind == EventKind::Appoint && status == Status::Cancelled && is_negated(passage, verb) {
            status = Status::Denied;
        }
        if self.is_doubtful(verb, kind, status) {
            return self.missed(Miss::Doubt, &[]);
        }
        let kind = if self.gathers(verb, kind, &by, &with) { EventKind::Gathering } else { kind };
        let what = object
            .filter(|&object| !pattern.objects.is_empty() && !self.is_vague(object))
            .map(|object| self.wording(object))
            .into_iter()
            .collect();
        // "The delegations will reconvene": those who talked before.
        let goes_on = pattern.goes_on && by.len() + with.len() < 2 && self.is_said_of_all(verb);
        let found = Match {
            trigger: verb,
            anchors: governors,
            kind,
            status,
            by,
            with,
            places,
            what,
            is_anaphoric: pattern.points_back || goes_on,
            is_other: goes_on,
        };
        // "announced $9 million for a wharf": whom it is for is told by the journey or meeting around it.
        let is_open = kind == EventKind::Aid
            && found.with.is_empty()
            && found.by.iter().any(|&giver| self.gives_abroad(giver))
            && (self.is_for_something(verb) || object.is_some_and(|object| self.has_purpose(object)));
        if is_open {
            let open = |mention| EventMention { is_open: true, ..mention };
            return Some(self.told(found, &pattern.place).into_iter().map(open).collect());
        }
        // "flies to Oslo, where the king will receive her": whose king is told by the journey around it.
        let is_guest = kind == EventKind::Meet && pattern.needs == Needs::Both && found.by.is_empty();
        if is_guest && found.with.len() == 1 && self.has_unnamed_host(verb) {
            return Some(self.told(Match { is_anaphoric: true, ..found }, &pattern.place));
        }
        (goes_on || self.suffices(&found, pattern.needs)).then(|| self.told(found, &pattern.place))
    }

    /// Where a deed is done, or a journey leads.
    fn places_of_deed(
        &mut self,
        verb: usize,
        kind: EventKind,
        pattern: &VerbPattern,
        (by, with): (&[MemberIndex], &[MemberIndex]),
    ) -> Vec<Place> {
        let mut places = self.destinations(verb, &pattern.place);
        if kind == EventKind::Visit && places.is_empty() && pattern.status == Some(EventStatus(Status::Proposed)) {
            places.extend(self.home_of_host(verb, with));
        }
        // "left the Chilean capital with an accord"
        if kind == EventKind::Agree && places.is_empty() && !pattern.behind.is_empty() {
            let left = [Slot::Object, Slot::Preposition("of".to_owned()), Slot::Preposition("from".to_owned())];
            places.extend(self.destinations(verb, &left));
        }
        // "from Oslo, where he had spent two days"
        if kind == EventKind::Visit && places.is_empty() && !pattern.objects.is_empty() {
            places.extend(self.place_before_where(&[verb]));
        }
        // "has no plans to travel there"
        if kind == EventKind::Visit && places.is_empty() {
            places.extend(self.place_of_there(&[verb]));
        }
        // An envoy is called in where those are who call him.
        if kind == EventKind::Meet && pattern.needs == Needs::Foreigners && self.calls_in(verb) {
            let home = by.first().and_then(|&host| self.cast.members[host].country);
            places.extend(home.map(|country| Place { name: None, country: Some(country) }));
        }
        places
    }

    /// Whoever acts in a verb; where a pattern asks for a subject that the tree has lost, it still stands right before its
    /// verb.
    fn subject_asked_for(&self, verb: usize, pattern: &VerbPattern) -> Option<usize> {
        let subject = agent(self.passage, verb);
        if pattern.subjects.is_empty() {
            return subject;
        }
        let is_asked = |&subject: &usize| pattern.subjects.iter().any(|lemma| lemma == self.passage.lemma(subject));
        subject.filter(is_asked).or_else(|| verb.checked_sub(1).filter(is_asked))
    }

    /// "was summoned to the ministry, where X handed him a note": the summons tells it.
    fn is_part_of_summons(&self, verb: usize) -> bool {
        let passage = self.passage;
        let is_summons = |token: usize| {
            passage.is_verb(token)
                && self.lexicon.lists().is_summoning(passage.lemma(token))
                && passage.dependents(token, &["obj", "nsubj:pass"]).any(|envoy| self.is_actor(envoy))
        };
        (0..verb).any(is_summons)
    }

    /// Tells whether a verb is one of calling envoys in and nothing else tells where.
    fn calls_in(&self, verb: usize) -> bool {
        let is_calling = self.lexicon.lists().is_summoning(self.passage.lemma(verb));
        is_calling && self.venue(&[verb]).is_none()
    }

    /// Tells whether the holder of an office acts whom nothing names: "by the *king*".
    fn has_unnamed_host(&self, verb: usize) -> bool {
        let host = agent(self.passage, verb).and_then(|host| self.parties.mention_at(self.number, host));
        host.is_some_and(|host| matches!(host.naming, Naming::Office { .. }))
    }

    /// Tells whether whoever gives may give elsewhere, though nobody says where: a person, a body of many states.
    fn gives_abroad(&self, giver: MemberIndex) -> bool {
        let giver = &self.cast.members[giver];
        giver.kind == ActorKind::Person || giver.kind == ActorKind::Organization && giver.country.is_none()
    }

    /// "a slice of €12 million for a park"
    fn has_purpose(&self, object: usize) -> bool {
        self.passage.extent(object).any(|token| token > object && self.passage.lemma(token) == "for")
    }

    /// Tells whether the words around a verb are those that a pattern asks for.
    fn is_meant(
        &self,
        verb: usize,
        (subject, object): (Option<usize>, Option<usize>),
        pattern: &VerbPattern,
    ) -> Option<()> {
        let passage = self.passage;
        let is_bare = pattern.behind.is_empty() && !pattern.followed_by.is_empty();
        if is_bare && !self.is_followed_by(verb, &pattern.followed_by) {
            return self.missed(Miss::Particle, &pattern.followed_by);
        }
        if !pattern.phrases.is_empty() && !self.has_phrase(verb, &pattern.phrases) {
            return self.missed(Miss::Particle, &pattern.phrases);
        }
        if !pattern.subjects.is_empty() && subject.is_none() {
            return None;
        }
        let is_other = |subject: usize| {
            pattern.except_subjects.iter().any(|lemma| *lemma == passage.lemma(subject).to_lowercase())
        };
        if subject.is_some_and(is_other) {
            return self.missed(Miss::OtherMeaning, &pattern.except_subjects);
        }
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
        let has_no_object = !pattern.except_complement_objects.is_empty()
            && !self.has_complement_without(verb, &pattern.except_complement_objects);
        if has_no_object || pattern.commits && !self.has_commitment(verb) {
            return self.missed(Miss::OtherMeaning, &pattern.except_complement_objects);
        }
        if !pattern.behind.is_empty() && self.noun_behind(verb, &pattern.followed_by, &pattern.behind).is_none() {
            return self.missed(Miss::Near, &pattern.behind);
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
        // "constraints in meeting outside pressure"
        let is_gerund = passage.tag(verb) == "VBG" && passage.dependents(verb, &["mark"]).next().is_some();
        if pattern.needs == Needs::Alliance && (is_gerund || object.is_some_and(is_met)) {
            return None;
        }
        if pattern.actors_only && object.is_some_and(|object| !self.is_actor(object)) {
            return None;
        }
        // "broke with Chile", but not "with tradition"
        let led = pattern.followed_by.iter().flat_map(|word| prepositional(passage, verb, word));
        if pattern.actors_only && object.is_none() && led.into_iter().any(|phrase| !self.is_actor(phrase)) {
            return None;
        }
        if pattern.active && is_passive(passage, verb) {
            return self.missed(Miss::OtherMeaning, &[]);
        }
        if pattern.complete && object.is_some_and(|object| self.has_more_said(verb, object)) {
            return self.missed(Miss::OtherMeaning, &object_lemmas);
        }
        if !pattern.below.is_empty() && !self.is_below(verb, &pattern.below) {
            return None;
        }
        // "will regularly travel to Chile": no journey in particular.
        let mut adverbs = passage.dependents(verb, &["advmod"]).map(|adverb| passage.lemma(adverb));
        if adverbs.any(|adverb| self.lexicon.lists().is_habitual(adverb)) {
            return self.missed(Miss::Indefinite, &[]);
        }
        Some(())
    }

    /// "has invited X for a visit": to the country of whoever invites.
    fn home_of_host(&self, verb: usize, hosts: &[MemberIndex]) -> Option<Place> {
        let is_visit = self.near_in_clause(verb, &["visit".to_owned(), "trip".to_owned()]).is_some();
        let host = hosts.iter().find_map(|&host| self.cast.members[host].country).filter(|_| is_visit)?;
        Some(Place { name: None, country: Some(host) })
    }

    /// "hosts the ministers of Chile and Peru": whoever hosts those of several countries gathers them.
    fn gathers(&self, verb: usize, kind: EventKind, by: &[MemberIndex], with: &[MemberIndex]) -> bool {
        let mut countries: Vec<_> = with.iter().filter_map(|&guest| self.cast.members[guest].country).collect();
        countries.sort_unstable();
        countries.dedup();
        let hosts = self.lexicon.lists().is_hosting_verb(self.passage.lemma(verb));
        kind == EventKind::Meet && hosts && by.len() == 1 && countries.len() >= 2
    }
}
