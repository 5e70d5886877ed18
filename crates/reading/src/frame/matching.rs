//! Matches the patterns of the frames at verbs and nouns.

use std::collections::HashMap;

use plenipo_language::Pos;
use plenipo_lexicon::{Frame, Lexicon, Needs, NounPattern, PresencePattern, Slot, VerbPattern};
use plenipo_record::{ActorKind, EventKind, Place, Status};

use super::EventMention;
use super::duration::{days_of, stretched};
use super::moment::moment_of;
use super::party::Parties;
use super::place::{adverb_of_place, destinations, place_of, venue};
use super::status::{noun_status, verb_status};
use super::syntax::{
    agent, clause_of, grammatical_subject, has_preposition, is_passive, is_passive_by_auxiliary, patient,
    preposition_of, prepositional, prepositional_near, recipient,
};
use crate::cast::{Cast, MemberIndex};
use crate::document::{Document, Passage};

/// The patterns of all frames by the words that trigger them, the most particular first.
pub(crate) struct FrameIndex<'l> {
    verbs: HashMap<&'l str, Vec<(EventKind, &'l VerbPattern)>>,
    nouns: HashMap<&'l str, Vec<(EventKind, &'l NounPattern)>>,
    presence: Vec<(EventKind, &'l PresencePattern)>,
}

impl<'l> FrameIndex<'l> {
    /// Indexes frames.
    pub fn new(frames: &'l [Frame]) -> Self {
        let mut index = FrameIndex { verbs: HashMap::new(), nouns: HashMap::new(), presence: Vec::new() };
        for frame in frames {
            for pattern in &frame.verbs {
                for lemma in &pattern.lemmas {
                    index.verbs.entry(lemma).or_default().push((frame.kind, pattern));
                }
            }
            index.presence.extend(frame.presence.iter().map(|pattern| (frame.kind, pattern)));
            for pattern in &frame.nouns {
                for lemma in &pattern.lemmas {
                    index.nouns.entry(lemma).or_default().push((frame.kind, pattern));
                }
            }
        }
        let verb_rank = |pattern: &VerbPattern| (pattern.objects.is_empty(), pattern.followed_by.is_empty());
        for patterns in index.verbs.values_mut() {
            patterns.sort_by_key(|(_, pattern)| verb_rank(pattern));
        }
        for patterns in index.nouns.values_mut() {
            patterns.sort_by_key(|(_, pattern)| (pattern.modifiers.is_empty(), !pattern.only_supported));
        }
        index
    }
}

/// Returns every report of an event in the document, in text order; `home` is the place of the dateline.
pub(crate) fn event_mentions(
    document: &Document<'_>,
    parties: &Parties<'_>,
    cast: &mut Cast,
    lexicon: &Lexicon,
    index: &FrameIndex<'_>,
    home: Option<&Place>,
) -> Vec<EventMention> {
    let mut found = Vec::new();
    for (number, passage) in document.passages.iter().enumerate() {
        let mut site = Site { number, passage, document, parties, cast, lexicon, home };
        let mut told: Vec<(usize, EventKind)> = Vec::new();
        for token in 0..passage.len() {
            if passage.quoted[token] {
                continue;
            }
            let mentions = match passage.pos(token) {
                Pos::Verb => index.verbs.get(passage.lemma(token)).and_then(|patterns| {
                    patterns.iter().find_map(|(kind, pattern)| {
                        site.verb(token, *kind, pattern).inspect(|_| told.push((token, *kind)))
                    })
                }),
                Pos::Noun | Pos::Propn => {
                    // "imposed a tariff": the verb has told it.
                    let is_told =
                        |kind: EventKind| passage.head(token).is_some_and(|head| told.contains(&(head, kind)));
                    index.nouns.get(passage.lemma(token).to_lowercase().as_str()).and_then(|patterns| {
                        let open = patterns.iter().filter(|(kind, _)| !is_told(*kind));
                        open.into_iter().find_map(|(kind, pattern)| site.noun(token, *kind, pattern))
                    })
                }
                _ => None,
            };
            let presence = || index.presence.iter().find_map(|(kind, pattern)| site.presence(token, *kind, pattern));
            found.extend(mentions.or_else(presence).into_iter().flatten());
        }
    }
    found
}

struct Site<'s> {
    number: usize,
    passage: &'s Passage,
    document: &'s Document<'s>,
    parties: &'s Parties<'s>,
    cast: &'s mut Cast,
    lexicon: &'s Lexicon,
    home: Option<&'s Place>,
}

/// What a pattern found around its trigger.
struct Match {
    trigger: usize,
    /// The words around which times and places are looked for.
    anchors: Vec<usize>,
    kind: EventKind,
    status: Status,
    by: Vec<MemberIndex>,
    with: Vec<MemberIndex>,
    places: Vec<Place>,
    what: Vec<String>,
    is_anaphoric: bool,
    is_other: bool,
}

impl Site<'_> {
    fn verb(&mut self, verb: usize, kind: EventKind, pattern: &VerbPattern) -> Option<Vec<EventMention>> {
        let passage = self.passage;
        if !pattern.followed_by.is_empty() && !self.is_followed_by(verb, &pattern.followed_by) {
            return None;
        }
        let object = self.patient(verb);
        let object_lemmas = object.map(|object| self.object_lemmas(object)).unwrap_or_default();
        let is_object = |wanted: &[String]| object_lemmas.iter().any(|lemma| wanted.contains(lemma));
        if !pattern.objects.is_empty() && !is_object(&pattern.objects) {
            return None;
        }
        if is_object(&pattern.except_objects) || self.has_complement(verb, &pattern.except_complements) {
            return None;
        }
        if !pattern.near.is_empty() && !self.is_near(verb, &pattern.near) {
            return None;
        }
        let governors: Vec<usize> =
            if pattern.objects.is_empty() { vec![verb] } else { std::iter::once(verb).chain(object).collect() };
        let by = self.fill(&governors, &pattern.by);
        let mut with = self.fill(&governors, &pattern.with);
        with.retain(|member| !by.contains(member));
        if pattern.persons_only {
            with.retain(|&member| self.cast.members[member].kind == ActorKind::Person);
        }
        let places = if pattern.place.is_empty() {
            Vec::new()
        } else {
            destinations(passage, self.number, self.parties, verb, &pattern.place)
        };
        let mut status = verb_status(passage, verb, self.lexicon.status_cues());
        if let Some(own) = pattern.status {
            status =
                if matches!(status, Status::Occurred | Status::Ongoing | Status::Planned) { own.0 } else { status };
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
            is_anaphoric: false,
            is_other: false,
        };
        self.suffices(&found, pattern.needs).then(|| self.told(found, &pattern.place))
    }

    fn noun(&mut self, noun: usize, kind: EventKind, pattern: &NounPattern) -> Option<Vec<EventMention>> {
        let passage = self.passage;
        if !pattern.modifiers.is_empty() && !self.is_modified_by(noun, &pattern.modifiers) {
            return None;
        }
        if self.is_modified_by(noun, &pattern.except_modifiers) {
            return None;
        }
        if passage.base_relation(noun) == "compound" || self.is_inside_name(noun) {
            return None;
        }
        let top = self.carrier(noun);
        let supports_it = |verb: usize| pattern.support.iter().any(|support| support == passage.lemma(verb));
        let governor = passage.head(top).filter(|&head| passage.pos(head) == Pos::Verb).map(|head| {
            // "is expected to be signed": the signing is what supports the noun.
            let raised = passage.dependents(head, &["xcomp"]).find(|&verb| supports_it(verb));
            raised.filter(|_| !supports_it(head)).unwrap_or(head)
        });
        let role = passage.base_relation(top);
        let mut anchors = if top == noun { vec![noun] } else { vec![noun, top] };
        let mut by = self.fill(&anchors, &pattern.by);
        let mut is_supported = false;
        if let Some(verb) = governor {
            let lemma = passage.lemma(verb);
            let supports = role == "obj" && pattern.support.iter().any(|support| support == lemma);
            let attends = role == "obl" && pattern.attended.iter().any(|support| support == lemma);
            let held =
                is_passive(passage, verb) && role == "nsubj" && pattern.support.iter().any(|support| support == lemma);
            if supports || attends {
                let actors = self.acting(verb);
                by.splice(0..0, actors);
                is_supported = true;
            } else if held {
                by.extend(
                    agent(passage, verb)
                        .map(|by| self.parties.named_by(self.cast, self.number, by))
                        .unwrap_or_default(),
                );
                is_supported = true;
            }
            if is_supported || matches!(role, "nsubj" | "obj") {
                anchors.push(verb);
            }
        }
        // "is on a visit", "has been in talks": the subject takes part.
        if passage.dependents(top, &["cop"]).next().is_some() && pattern.attended.iter().any(|verb| verb == "be") {
            let subject = grammatical_subject(passage, top, 0);
            let actors =
                subject.map(|subject| self.parties.named_by(self.cast, self.number, subject)).unwrap_or_default();
            by.splice(0..0, actors);
            is_supported = !by.is_empty();
        }
        // "a meeting that X was to have with Y", "a conference to be held by X"
        let clause = passage.children(top).iter().copied().find(|&child| {
            passage.base_relation(child) == "acl"
                && pattern.support.iter().any(|support| support == passage.lemma(child))
        });
        if let Some(verb) = clause {
            let subject = passage.dependents(verb, &["nsubj"]).chain(prepositional(passage, verb, "by"));
            let subject = subject.into_iter().find(|&subject| self.parties.mention_at(self.number, subject).is_some());
            let actors =
                subject.map(|subject| self.parties.named_by(self.cast, self.number, subject)).unwrap_or_default();
            is_supported |= !actors.is_empty();
            by.extend(actors);
            anchors.push(verb);
        }
        if pattern.only_supported && !is_supported {
            return None;
        }
        let governors = anchors.clone();
        let mut with = self.fill(&governors, &pattern.with);
        dedupe(&mut by);
        with.retain(|member| !by.contains(member));
        if !is_supported
            && role == "obl"
            && kind.is_symmetric()
            && kind != EventKind::Agree
            && by.len() + with.len() == 1
        {
            // "X said after talks with Y": who acts took part.
            let is_circumstance = preposition_of(passage, top).is_some_and(|preposition| {
                self.lexicon.references().circumstances().iter().any(|known| known == preposition)
            });
            if let Some(verb) = governor.filter(|_| is_circumstance) {
                let mut actors = self.acting(verb);
                actors.retain(|member| !by.contains(member) && !with.contains(member));
                // Without a partner named, only several who act together can have met.
                if by.is_empty() && with.is_empty() && actors.len() < 2 {
                    actors.clear();
                }
                if by.is_empty() { by = actors } else { with.extend(actors) }
            }
        }
        if kind == EventKind::Gathering && is_supported {
            // Whoever attends is a party; the body that the occasion is named after is not.
            let is_person = |member: &MemberIndex| self.cast.members[*member].kind == ActorKind::Person;
            if by.iter().any(is_person) {
                by.retain(is_person);
            }
        }
        // "cancelled her visit to Chile": the tree may tie the destination to the verb.
        let towards = |&anchor: &usize| destinations(passage, self.number, self.parties, anchor, &pattern.place);
        let places = governors.iter().map(towards).find(|places| !places.is_empty()).unwrap_or_default();
        let mut status = noun_status(passage, top, self.lexicon.status_cues());
        if let Some(own) = pattern.status {
            status =
                if matches!(status, Status::Occurred | Status::Ongoing | Status::Planned) { own.0 } else { status };
        }
        let what = vec![self.phrase(noun)];
        let is_other = [noun, top].iter().any(|&noun| self.is_modified_by(noun, self.lexicon.references().others()));
        let mut found =
            Match { trigger: noun, anchors, kind, status, by, with, places, what, is_anaphoric: false, is_other };
        if self.suffices(&found, pattern.needs) {
            return Some(self.told(found, &pattern.place));
        }
        // A definite noun without its parties points back: "the meeting".
        if self.is_definite(noun) || self.is_definite(top) || is_supported {
            found.is_anaphoric = true;
            return Some(self.told(found, &pattern.place));
        }
        None
    }

    /// The noun that carries another: "round" in "a round of talks".
    fn carrier(&self, noun: usize) -> usize {
        let carries = |head: &usize| {
            let is_noun = matches!(self.passage.pos(*head), Pos::Noun | Pos::Num | Pos::Adj);
            is_noun && self.lexicon.references().is_carrier(self.passage.lemma(*head))
        };
        let Some(head) = self.passage.head(noun) else { return noun };
        // A noun has no object: "the fisheries ministers' meeting" is one phrase that the tree has torn.
        let is_torn = self.passage.base_relation(noun) == "obj" && self.passage.pos(head) == Pos::Noun;
        let is_carried = self.passage.base_relation(noun) == "nmod" && carries(&head);
        if is_torn || is_carried { head } else { noun }
    }

    /// "is in Oslo", "was in Dhaka": a place as the predicate.
    fn presence(&mut self, token: usize, kind: EventKind, pattern: &PresencePattern) -> Option<Vec<EventMention>> {
        let passage = self.passage;
        let place =
            self.parties.mention_at(self.number, token).filter(|mention| mention.head == token).and_then(place_of)?;
        if !pattern.prepositions.iter().any(|preposition| has_preposition(passage, token, preposition)) {
            return None;
        }
        let copula = passage.dependents(token, &["cop"]).next();
        let by = match copula {
            Some(copula) => {
                let subject = grammatical_subject(passage, token, 0);
                let named =
                    subject.map(|subject| self.parties.named_by(self.cast, self.number, subject)).unwrap_or_default();
                let before = || self.parties.subject_before(self.number, copula);
                if named.is_empty() {
                    before().map(|subject| self.parties.named_by(self.cast, self.number, subject)).unwrap_or_default()
                } else {
                    named
                }
            }
            None => self.already_there(token)?,
        };
        let is_person = |member: &MemberIndex| self.cast.members[*member].kind == ActorKind::Person;
        let by: Vec<MemberIndex> = by.into_iter().filter(is_person).collect();
        let status = match copula {
            Some(_) => verb_status(passage, token, self.lexicon.status_cues()),
            None => Status::Ongoing,
        };
        let found = Match {
            trigger: token,
            anchors: vec![token],
            kind,
            status,
            by,
            with: Vec::new(),
            places: vec![place],
            what: Vec::new(),
            is_anaphoric: false,
            is_other: false,
        };
        if found.by.is_empty() {
            return None;
        }
        // Whoever is somewhere now is there for days that are not told.
        let told = self.told(found, &pattern.by);
        let undated = |mention| EventMention { when: None, ..mention };
        Some(if status == Status::Ongoing { told.into_iter().map(undated).collect() } else { told })
    }

    /// "X, already in Oslo, said": whoever stands before the comma.
    fn already_there(&mut self, place: usize) -> Option<Vec<MemberIndex>> {
        let case = self.passage.dependents(place, &["case"]).next()?;
        let adverb = case.checked_sub(1)?;
        let comma = adverb.checked_sub(1).filter(|&comma| self.passage.lemma(comma) == ",")?;
        let is_now = self.lexicon.references().is_presence_adverb(self.passage.lemma(adverb));
        let mention = self.parties.mention_at(self.number, comma.checked_sub(1)?).filter(|_| is_now)?;
        Some(self.parties.named_by(self.cast, self.number, mention.head))
    }

    fn told(&mut self, found: Match, slots: &[Slot]) -> Vec<EventMention> {
        let passage = self.passage;
        let lexicon = self.lexicon;
        let reporting = |lemma: &str| lexicon.is_reporting_verb(lemma);
        let mut status = found.status;
        let has_tense = found
            .anchors
            .iter()
            .any(|&anchor| passage.is_verb(anchor) || passage.dependents(anchor, &["cop"]).next().is_some());
        let mut when = moment_of(passage, found.trigger, status, has_tense, &reporting);
        if when.is_none() {
            when = found.anchors.iter().find_map(|&anchor| moment_of(passage, anchor, status, has_tense, &reporting));
        }
        let near = match found.kind {
            EventKind::Visit => 0..passage.len(),
            _ => found.trigger.saturating_sub(8)..found.trigger + 1,
        };
        if let Some(n_days) = days_of(passage, self.document.text, near) {
            let ends = found.anchors.iter().any(|&anchor| lexicon.references().is_ending_verb(passage.lemma(anchor)));
            when = when.map(|when| stretched(when, n_days, ends));
        }
        let is_news = status == Status::Occurred && self.is_news(&found);
        let mut places = found.places;
        if places.is_empty() && slots.is_empty() {
            places.extend(venue(
                passage,
                self.number,
                self.parties,
                &found.anchors,
                self.lexicon.references().venue_prepositions(),
            ));
        }
        let adverb = adverb_of_place(passage, &found.anchors);
        if places.is_empty() && adverb == Some("here") {
            places.extend(self.home.cloned());
        }
        let is_there = places.is_empty() && adverb == Some("there");
        if status == Status::Ongoing && self.lexicon.references().is_motion_verb(passage.lemma(found.trigger)) {
            status = Status::Planned;
            when = moment_of(passage, found.trigger, status, has_tense, &reporting);
        }
        let base = EventMention {
            kind: found.kind,
            passage: self.number,
            trigger: found.trigger,
            status,
            by: found.by,
            with: found.with,
            when,
            place: None,
            what: found.what,
            is_anaphoric: found.is_anaphoric,
            is_other: found.is_other,
            is_there,
            is_news,
        };
        self.split(base, places)
    }

    /// Makes one mention for every destination, and for every partner of separate meetings.
    fn split(&self, base: EventMention, places: Vec<Place>) -> Vec<EventMention> {
        if base.kind == EventKind::Visit && places.len() > 1 {
            return places.into_iter().map(|place| EventMention { place: Some(place), ..base.clone() }).collect();
        }
        let place = places.into_iter().next();
        // Talks with several people "during January 17-19" are several talks.
        let lasts = base.when.is_some_and(|when| when.end != Some(when.start)) && base.by.len() == 1;
        let separate = base.kind == EventKind::Meet && base.with.len() > 1 && (lasts || self.is_separate(base.trigger));
        if separate {
            return base
                .with
                .iter()
                .map(|&partner| EventMention { with: vec![partner], place: place.clone(), ..base.clone() })
                .collect();
        }
        vec![EventMention { place, ..base }]
    }

    fn is_separate(&self, trigger: usize) -> bool {
        let clause = clause_of(self.passage, trigger);
        (0..self.passage.len()).any(|token| {
            self.lexicon.references().is_distributive(self.passage.lemma(token))
                && (clause_of(self.passage, token) == clause || token.abs_diff(trigger) < 12)
        })
    }

    fn is_news(&self, found: &Match) -> bool {
        let clause = found.anchors.iter().copied().find(|&anchor| self.passage.is_verb(anchor));
        let Some(verb) = clause else { return false };
        let tensed = std::iter::once(verb)
            .chain(self.passage.dependents(verb, &["aux", "cop"]))
            .any(|token| self.passage.tag(token) == "VBD");
        let have = self.passage.dependents(verb, &["aux"]).find(|&token| self.passage.lemma(token) == "have");
        // What "has" been done is news in the lede only; what "had" been done is not.
        let is_lede = self.passage.paragraph == 0 && have.is_some_and(|have| self.passage.tag(have) != "VBD");
        let perfect = have.is_some() && !is_lede;
        let tensed = tensed || is_lede;
        let words = self.passage.words(self.document.text);
        let background = words.iter().any(|word| self.lexicon.references().is_background_cue(&word.to_lowercase()));
        tensed && !perfect && !background
    }

    fn fill(&mut self, governors: &[usize], slots: &[Slot]) -> Vec<MemberIndex> {
        let mut members = Vec::new();
        for slot in slots {
            for &governor in governors {
                members.extend(self.slot(governor, slot));
            }
        }
        dedupe(&mut members);
        members
    }

    fn slot(&mut self, governor: usize, slot: &Slot) -> Vec<MemberIndex> {
        let passage = self.passage;
        let is_verb = passage.is_verb(governor);
        let phrases: Vec<usize> = match slot {
            Slot::Subject if is_verb => return self.acting(governor),
            Slot::Recipient if is_verb => recipient(passage, governor).into_iter().collect(),
            Slot::Object if is_verb => self.patient(governor).into_iter().collect(),
            Slot::Possessive if !is_verb => return self.parties.owning(self.cast, self.number, governor),
            Slot::Modifier if !is_verb => return self.parties.modifying(self.cast, self.number, governor),
            Slot::Preposition(preposition) => prepositional_near(passage, governor, preposition),
            Slot::Beneficiary => return self.beneficiaries(governor),
            _ => Vec::new(),
        };
        phrases.into_iter().flat_map(|phrase| self.parties.named_by(self.cast, self.number, phrase)).collect()
    }

    fn patient(&self, verb: usize) -> Option<usize> {
        patient(self.passage, verb, &|word| self.lexicon.references().is_particle(word))
    }

    /// The head of an object, and the numbers that make it money: "20 *million* crowns".
    fn object_lemmas(&self, object: usize) -> Vec<String> {
        let numbers = self
            .passage
            .dependents(object, &["nummod", "compound"])
            .filter(|&child| self.passage.pos(child) == Pos::Num);
        std::iter::once(object).chain(numbers).map(|token| self.passage.lemma(token).to_lowercase()).collect()
    }

    /// Who acts in a verb: by the tree, else by where names stand before it.
    fn acting(&mut self, verb: usize) -> Vec<MemberIndex> {
        let passage = self.passage;
        let has_subject = passage.dependents(verb, &["nsubj"]).next().is_some();
        if !has_subject && !is_passive_by_auxiliary(passage, verb) {
            if let Some(subject) = self.parties.interrupted_subject(self.number, verb) {
                return self.parties.named_by(self.cast, self.number, subject);
            }
        }
        let actors = match agent(passage, verb) {
            Some(subject) => self.parties.named_by(self.cast, self.number, subject),
            None => Vec::new(),
        };
        if !actors.is_empty() || is_passive(passage, verb) {
            return actors;
        }
        match self.parties.subject_before(self.number, verb) {
            Some(subject) => self.parties.named_by(self.cast, self.number, subject),
            None => Vec::new(),
        }
    }

    /// The states and bodies for which something is, or in whose country: "for", "to", then "in" below them.
    fn beneficiaries(&mut self, governor: usize) -> Vec<MemberIndex> {
        let passage = self.passage;
        let phrases: Vec<usize> =
            ["for", "to", "towards"].iter().flat_map(|word| prepositional_near(passage, governor, word)).collect();
        for phrase in phrases {
            let named = self.parties.named_by(self.cast, self.number, phrase);
            if !named.is_empty() {
                return named;
            }
            let places = passage.extent(phrase).filter_map(|token| self.parties.mention_at(self.number, token));
            let codes: Vec<_> = places.filter_map(place_of).filter_map(|place| place.country).collect();
            if !codes.is_empty() {
                let mut members: Vec<MemberIndex> =
                    codes.into_iter().map(|code| self.cast.country(code, self.lexicon.country_name(code))).collect();
                dedupe(&mut members);
                return members;
            }
        }
        Vec::new()
    }

    fn is_followed_by(&self, verb: usize, wanted: &[String]) -> bool {
        let passage = self.passage;
        let is_wanted = |token: usize| wanted.iter().any(|word| word == passage.lemma(token));
        passage.dependents(verb, &["compound:prt", "advmod", "case"]).any(is_wanted)
            || passage.children(verb).iter().any(|&child| passage.dependents(child, &["case", "mark"]).any(is_wanted))
            || (verb + 1 < passage.len() && is_wanted(verb + 1))
    }

    fn is_modified_by(&self, noun: usize, wanted: &[String]) -> bool {
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

    fn has_complement(&self, verb: usize, lemmas: &[String]) -> bool {
        !lemmas.is_empty()
            && self
                .passage
                .dependents(verb, &["xcomp", "ccomp", "advcl"])
                .any(|child| lemmas.iter().any(|lemma| lemma == self.passage.lemma(child)))
    }

    fn is_near(&self, verb: usize, words: &[String]) -> bool {
        let last = self.passage.len().min(verb + 25);
        (verb.saturating_sub(6)..last).any(|token| words.iter().any(|word| word == self.passage.lemma(token)))
    }

    fn is_inside_name(&self, noun: usize) -> bool {
        self.parties.mention_at(self.number, noun).is_some_and(|mention| {
            matches!(mention.naming, crate::mention::Naming::Person(_) | crate::mention::Naming::Office { .. })
        })
    }

    fn is_definite(&self, noun: usize) -> bool {
        self.passage
            .dependents(noun, &["det"])
            .any(|determiner| matches!(self.passage.lemma(determiner), "the" | "this" | "these" | "those" | "that"))
    }

    fn suffices(&self, found: &Match, needs: Needs) -> bool {
        match needs {
            Needs::Two => found.by.len() + found.with.len() >= 2,
            Needs::By => !found.by.is_empty(),
            Needs::With => !found.with.is_empty(),
            Needs::Both => !found.by.is_empty() && !found.with.is_empty(),
            Needs::Place => self.travels(found),
            Needs::Any => !found.by.is_empty() || !found.with.is_empty(),
            Needs::Nothing => true,
        }
    }

    /// A visit leads abroad, or to a capital on official business.
    fn travels(&self, found: &Match) -> bool {
        let here = adverb_of_place(self.passage, &found.anchors) == Some("here");
        let travellers = || found.by.iter().map(|&member| &self.cast.members[member]);
        let can_travel = travellers().any(|member| {
            member.kind != ActorKind::Country
                || self.lexicon.references().is_delegation(member.names.first().map_or("", String::as_str))
        });
        can_travel && (here || !found.places.is_empty())
    }

    /// Returns the words of a noun's phrase up to eight, for `what`.
    fn phrase(&self, noun: usize) -> String {
        let passage = self.passage;
        let mut first = noun;
        for child in passage.dependents(noun, &["amod", "compound", "nummod"]) {
            first = first.min(child);
        }
        let first = first.max(noun.saturating_sub(7));
        passage.span(first..noun + 1).slice(self.document.text).to_owned()
    }
}

fn dedupe(members: &mut Vec<MemberIndex>) {
    let mut seen = Vec::new();
    members.retain(|member| {
        let new = !seen.contains(member);
        seen.push(*member);
        new
    });
}
