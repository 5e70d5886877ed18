//! Nouns that report events: "held talks", "his visit to Oslo", "the signing of the accord".

use plenipo_language::Pos;
use plenipo_lexicon::{Needs, NounPattern, Slot, Standing};
use plenipo_record::{ActorKind, EventKind, Place, Status};

use super::EventMention;
use super::party::reach_of;
use super::place::{destinations, place_of, venue};
use super::site::{Match, Site};
use super::slot::dedupe;
use super::standing::standing_of_body;
use super::status::{effect, new_day, noun_status, verb_status};
use super::syntax::{agent, grammatical_subject, is_passive, preposition_of, prepositional};
use crate::cast::MemberIndex;
use crate::explain::{Miss, Note};
use crate::mention::Naming;

/// Those who take part in an occasion that a noun names, as far as the words around it tell.
struct Support {
    by: Vec<MemberIndex>,
    /// The noun, what carries it, and the verbs that belong to it.
    anchors: Vec<usize>,
    /// Whether a verb says that somebody takes part.
    is_supported: bool,
}

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
        let is_sent = |people: usize| self.lexicon.references().is_delegation(passage.lemma(people));
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
        if kind == EventKind::Visit && by.is_empty() {
            by = self.traveller(top, governor);
        }
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
        let is_long = top != noun && matches!(passage.lemma(top), "week" | "month" | "year" | "decade");
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
            is_further || [noun, top].iter().any(|&noun| self.is_modified_by(noun, self.lexicon.references().others()));
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

    /// Who travels where no slot of a journey says so.
    fn traveller(&mut self, top: usize, governor: Option<usize>) -> Vec<MemberIndex> {
        let mut by = self.traveller_before_comma(top);
        if by.is_empty() {
            by = self.traveller_of_clause(top, governor);
        }
        if by.is_empty() {
            by = self.traveller_who_cancels(top);
        }
        by
    }

    /// Whoever attends is a party; the body that the occasion is named after is not, but those whose meeting it is are:
    /// "attended a meeting of the Salt Union".
    fn keep_attending(&mut self, anchors: &[usize], by: &mut Vec<MemberIndex>) {
        let gathered = self.gathered(anchors);
        let attends = |member: &MemberIndex| self.cast.members[*member].kind != ActorKind::Organization;
        if by.iter().any(attends) {
            by.retain(|member| attends(member) || gathered.contains(member));
        }
    }

    /// Where an occasion is held, or a journey leads.
    fn places_of_occasion(&mut self, top: usize, anchors: &[usize], pattern: &NounPattern) -> Vec<Place> {
        let passage = self.passage;
        // "cancelled her visit to Chile": the tree may tie the destination to the verb.
        let towards =
            |&anchor: &usize| destinations(passage, self.number, self.parties, anchor, &pattern.place, self.lexicon);
        let mut places = anchors.iter().map(towards).find(|places| !places.is_empty()).unwrap_or_default();
        // "has been moved to May 24 and will now be held in Oslo": where it is held says the clause that goes on.
        if let Some((verb, _)) = new_day(passage, top, self.lexicon.status_cues()) {
            let next = passage.dependents(verb, &["conj"]).filter(|&next| passage.is_verb(next));
            let held: Vec<usize> = next.collect();
            places.extend(venue(passage, self.number, self.parties, &held, self.lexicon));
        }
        places
    }

    /// What kind of occasion those who take part, and the medium, make of it.
    fn kind_by_parties(
        &mut self,
        noun: usize,
        kind: EventKind,
        anchors: &[usize],
        (by, with): (&[MemberIndex], &[MemberIndex]),
    ) -> EventKind {
        let kind = self.kind_by_medium(noun, kind);
        let kind = self.kind_of_talks(noun, kind, by, with);
        let kind = self.kind_of_bodies_meeting(noun, kind, anchors, with);
        let kind = self.kind_of_two_sides(noun, kind, with);
        self.kind_among_bodies(noun, kind, by, with)
    }

    /// "before he attends the Fund meeting": the persons and states who go to the meeting of a body of many states.
    fn attending(&mut self, top: usize, governor: Option<usize>, pattern: &NounPattern) -> Vec<MemberIndex> {
        let passage = self.passage;
        let is_attended = |verb: &usize| {
            passage.base_relation(top) == "obj" && self.lexicon.references().is_attending_verb(passage.lemma(*verb))
        };
        let verb = governor.filter(|verb| pattern.needs == Needs::Alliance && is_attended(verb));
        let mut members = verb.map(|verb| self.acting(verb)).unwrap_or_default();
        members.retain(|&member| self.cast.members[member].kind != ActorKind::Organization);
        members
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
        let is_carrier = self.lexicon.references().is_carrier(passage.lemma(noun));
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
        if self.is_one_of_many(noun) {
            return self.missed(Miss::Indefinite, &[]);
        }
        Some(())
    }

    fn status_of_occasion(&self, noun: usize, kind: EventKind, pattern: &NounPattern) -> Status {
        let passage = self.passage;
        let cues = self.lexicon.status_cues();
        let status = match self.clause_about(noun, pattern) {
            Some(verb) if !passage.children(noun).contains(&verb) => verb_status(passage, verb, cues),
            Some(verb) => self.status_of_paper(noun, verb, kind),
            None => noun_status(passage, noun, cues),
        };
        // "may step down at the summit": the summit is no question.
        let is_certain = kind == EventKind::Gathering && passage.base_relation(noun) == "obl";
        // "opposed the plan at the meeting", "will not speak at the summit": of the occasion nobody denies anything.
        let is_venue =
            is_certain && preposition_of(passage, noun).is_some_and(|word| matches!(word, "at" | "during" | "for"));
        match status {
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
        let is_done = || verb_status(self.passage, verb, cues) == Status::Occurred;
        let is_paper = matches!(kind, EventKind::Agree | EventKind::Call);
        // "came ahead of a visit he will make"
        let told = Some(verb_status(self.passage, verb, cues)).filter(|told| {
            !is_paper
                && outer == Status::Occurred
                && matches!(told, Status::Planned | Status::Proposed | Status::Cancelled)
        });
        if is_paper && is_open && is_done() { Status::Occurred } else { told.unwrap_or(outer) }
    }

    /// Tells whether people of whom the record knows nobody are whom an occasion is held with.
    fn has_unnamed_partner(&self, anchors: &[usize], pattern: &NounPattern) -> bool {
        let passage = self.passage;
        let is_stranger =
            |phrase: &usize| passage.tag(*phrase) == "NNS" && self.parties.mention_at(self.number, *phrase).is_none();
        pattern.with.contains(&Slot::Preposition("with".to_owned()))
            && anchors.iter().any(|&anchor| prepositional(passage, anchor, "with").any(|phrase| is_stranger(&phrase)))
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

    /// The verb above a noun; "is expected to be signed" counts as signing.
    fn supporting_verb(&self, top: usize, pattern: &NounPattern) -> Option<usize> {
        let passage = self.passage;
        let supports = |verb: usize| pattern.support.iter().any(|support| support == passage.lemma(verb));
        let head = passage.head(self.travelling(top).unwrap_or(top)).filter(|&head| passage.pos(head) == Pos::Verb)?;
        let raised = passage.dependents(head, &["xcomp"]).find(|&verb| supports(verb));
        Some(raised.filter(|_| !supports(head)).unwrap_or(head))
    }

    /// The delegation that goes somewhere: "lead the delegation to the summit".
    fn travelling(&self, top: usize) -> Option<usize> {
        let body = self.passage.head(top).filter(|_| self.passage.base_relation(top) == "nmod")?;
        self.lexicon.references().is_delegation(self.passage.lemma(body)).then_some(body)
    }

    fn support(&mut self, noun: usize, top: usize, governor: Option<usize>, pattern: &NounPattern) -> Support {
        let passage = self.passage;
        let supports = |verb: usize| pattern.support.iter().any(|support| support == passage.lemma(verb));
        // "pushed for a meeting" and "pulled out of a trip", not "pushed at a meeting".
        let cues = self.lexicon.status_cues();
        let preposition = preposition_of(passage, top).unwrap_or_default();
        let is_tied = |verb: usize| {
            let asks = cues.is_calling(passage.lemma(verb));
            let leaves = effect(passage, verb, cues) == Some(Status::Cancelled);
            (!asks || preposition == "for") && (!leaves || matches!(preposition, "of" | "out" | "from"))
        };
        let attends =
            |verb: usize| pattern.attended.iter().any(|attended| attended == passage.lemma(verb)) && is_tied(verb);
        // "kicked off a tour", read as if off it.
        let is_particle = |verb: usize| {
            let mut cases = passage.dependents(top, &["case"]);
            let case = cases.next().filter(|&case| case == verb + 1 && cases.next().is_none());
            case.is_some_and(|case| self.lexicon.references().is_particle(passage.lemma(case)))
        };
        let role = match governor {
            _ if self.travelling(top).is_some() => "obl",
            Some(verb) if is_particle(verb) => "obj",
            _ => passage.base_relation(top),
        };
        let mut anchors = if top == noun { vec![noun] } else { vec![noun, top] };
        for preposition in &pattern.through {
            anchors.extend(prepositional(passage, noun, preposition).filter(|&held| passage.pos(held) == Pos::Noun));
        }
        let mut by = self.fill(&anchors, &pattern.by);
        let mut is_supported = false;
        if let Some(verb) = governor {
            if (role == "obj" && supports(verb)) || (role == "obl" && attends(verb)) {
                // "hosted talks between A and B": whoever lends the house is no party.
                // "proposed a meeting between A and B"
                let is_told = pattern.by.contains(&Slot::Preposition("between".to_owned()))
                    && prepositional(passage, noun, "between").next().is_some();
                let is_host =
                    by.len() > 1 && (is_told || self.lexicon.references().is_hosting_verb(passage.lemma(verb)));
                if !is_host {
                    let mut acting = self.acting(verb);
                    // "are locked in talks"
                    if acting.is_empty() && role == "obl" && is_passive(passage, verb) {
                        acting = self.named(grammatical_subject(passage, verb, 0));
                    }
                    by.splice(0..0, acting);
                }
                is_supported = true;
            } else if role == "nsubj" && supports(verb) && is_passive(passage, verb) {
                by.extend(self.named(agent(passage, verb)));
                is_supported = true;
            }
            if is_supported || matches!(role, "nsubj" | "obj") {
                anchors.push(verb);
            }
        }
        // "is on a visit", "has been in talks": the subject takes part.
        if passage.dependents(top, &["cop"]).next().is_some() && pattern.attended.iter().any(|verb| verb == "be") {
            by.splice(0..0, self.named(grammatical_subject(passage, top, 0)));
            is_supported = !by.is_empty();
        }
        if let Some(verb) = self.clause_about(top, pattern) {
            let subjects = passage.dependents(verb, &["nsubj"]).chain(prepositional(passage, verb, "by"));
            let is_actor = |&subject: &usize| {
                self.parties.mention_at(self.number, subject).is_some() || self.is_representative(subject)
            };
            let subject = subjects.into_iter().find(is_actor);
            let actors = self.named(subject);
            is_supported |= !actors.is_empty();
            by.extend(actors);
            anchors.push(verb);
        }
        Support { by, anchors, is_supported }
    }

    /// The verb of a clause about the occasion: "a meeting that X was to have with Y", "a forum, to be held by X".
    fn clause_about(&self, noun: usize, pattern: &NounPattern) -> Option<usize> {
        let passage = self.passage;
        let supports = |verb: usize| pattern.support.iter().any(|support| support == passage.lemma(verb));
        let is_clause = |child: &usize| passage.base_relation(*child) == "acl" && supports(*child);
        let own = passage.children(noun).iter().copied().find(is_clause);
        let of_venue = || {
            let venues = passage.dependents(noun, &["nmod"]);
            venues.flat_map(|venue| passage.children(venue).iter().copied()).find(is_clause)
        };
        // Behind a comma the tree often ties the participle to the verb of the sentence.
        let behind_comma = || {
            (passage.len() > noun + 2 && passage.lemma(noun + 1) == ",").then_some(())?;
            (noun + 2..passage.len().min(noun + 6)).find(|&verb| {
                passage.pos(verb) == Pos::Verb
                    && supports(verb)
                    && passage.extent(verb).start == noun + 2
                    && passage.dependents(verb, &["nsubj"]).next().is_none()
                    && passage.tag(verb) == "VBN"
            })
        };
        // "a deal Norway and Chile struck", where the tree may miss the clause.
        let without_pronoun = || {
            let actor = self.parties.mention_at(self.number, noun + 1)?;
            let end = passage.len().min(actor.tokens.end + 8);
            let verb = (actor.tokens.end..end).find(|&verb| passage.pos(verb) == Pos::Verb)?;
            let subject = passage.dependents(verb, &["nsubj"]).any(|subject| actor.tokens.contains(&subject));
            (subject && supports(verb) && self.relative_object(verb) == Some(noun)).then_some(verb)
        };
        // "Signed by A and B, the treaty opens"
        let before = || {
            let verb = passage.head(noun).filter(|_| passage.base_relation(noun).starts_with("nsubj"))?;
            let participle = passage.dependents(verb, &["advcl", "acl"]).find(|&word| word < noun && supports(word))?;
            (participle == 0 && passage.tag(participle) == "VBN").then_some(participle)
        };
        own.or_else(of_venue).or_else(behind_comma).or_else(without_pronoun).or_else(before)
    }

    /// "the memorandum under which Norway sends gas to Chile": the clause that tells what a paper binds whom to.
    fn clause_of_terms(&self, noun: usize) -> Option<usize> {
        let passage = self.passage;
        let is_paper = |clause: &usize| {
            let which = (noun + 1..*clause).find(|&token| passage.tag(token) == "WDT");
            let case = which.and_then(|which| which.checked_sub(1)).map(|case| passage.lemma(case));
            case.is_some_and(|case| matches!(case, "in" | "under" | "by"))
        };
        passage.dependents(noun, &["acl"]).filter(|_| self.passage.pos(noun) == Pos::Noun).find(is_paper)
    }

    /// "X said after talks with Y", "in a call X told Y": who acts, and who is spoken to, took part.
    fn add_bystanders(
        &mut self,
        top: usize,
        governor: Option<usize>,
        kind: EventKind,
        by: &mut Vec<MemberIndex>,
        with: &mut Vec<MemberIndex>,
    ) {
        let passage = self.passage;
        // "in a speech to the annual meeting he said"
        let speech = passage.head(top).filter(|&speech| {
            kind == EventKind::Gathering
                && passage.base_relation(top) == "nmod"
                && self.lexicon.references().is_speech(passage.lemma(speech))
        });
        let governor = speech.map_or(governor, |speech| passage.head(speech));
        let top = speech.unwrap_or(top);
        let Some(preposition) = preposition_of(passage, top) else { return };
        // "anxious to avoid a deadlock in the meeting": who fears for it need not be there.
        if governor.is_some_and(|verb| self.lexicon.status_cues().is_void(passage.lemma(verb))) {
            return;
        }
        // ", said X after talks with Y": the tree may tie the talks to what was said.
        if let Some(speaker) = self.speaker_before(top).filter(|_| by.is_empty() && kind != EventKind::Agree) {
            *by = self.named(Some(speaker));
            return;
        }
        // "may step down before the summit" says nothing of who goes there.
        let cues = self.lexicon.status_cues();
        let speaks = governor.is_some_and(|verb| {
            let mut auxiliaries = passage.dependents(verb, &["aux"]);
            self.lexicon.is_reporting_verb(passage.lemma(verb))
                && !auxiliaries.any(|auxiliary| cues.modal(passage.lemma(auxiliary)).is_some())
        });
        if kind == EventKind::Gathering && !speaks && cues.is_before(preposition) {
            return;
        }
        // ", after the signing, for talks with Y": the tree ties the talks to the noun before them.
        let first = passage.extent(top).start;
        let is_set_off = passage.base_relation(top) == "nmod" && first > 0 && passage.lemma(first - 1) == ",";
        let governor = if is_set_off { passage.head(top).and_then(|noun| passage.head(noun)) } else { governor };
        let governor = self.clause_behind(top).or(governor);
        let circumstances = self.lexicon.references().circumstances();
        // "Under an accord with Y, X exports": only this makes who acts a party to a paper.
        let is_circumstance = (passage.base_relation(top) == "obl" || is_set_off)
            && circumstances.iter().any(|known| known == preposition)
            && (kind == EventKind::Agree) == (preposition == "under");
        // "at a meeting of the board": the board's own.
        let is_own = with.is_empty() && by.iter().any(|&body| self.cast.members[body].kind == ActorKind::Organization);
        if is_own && kind == EventKind::Meet {
            return;
        }
        // "is due in Oslo for talks with Y"
        let predicate = passage.head(top).filter(|&head| passage.dependents(head, &["cop"]).next().is_some());
        let Some(verb) =
            governor.or(predicate).filter(|_| is_circumstance && (by.is_empty() || by.len() + with.len() < 2))
        else {
            return;
        };
        let mut actors = match governor {
            Some(verb) => self.acting(verb),
            None => self.named(grammatical_subject(passage, verb, 0)),
        };
        actors.retain(|member| !by.contains(member) && !with.contains(member));
        if by.is_empty() && with.is_empty() && actors.len() < 2 && kind != EventKind::Gathering {
            let addressees = self.addressees(verb, top).into_iter().filter(|member| !actors.contains(member));
            with.extend(addressees);
            // Without a partner named, only several who act together can have met.
            if with.is_empty() {
                return;
            }
        }
        if by.is_empty() { *by = actors } else { with.extend(actors) }
    }

    /// The name that stands between a verb of saying and the preposition before an occasion.
    fn speaker_before(&self, top: usize) -> Option<usize> {
        let passage = self.passage;
        let case = passage.extent(top).start.min(top);
        let is_after = matches!(passage.lemma(case), "after" | "following" | "during" | "at" | "before");
        let speaker = self.parties.mention_at(self.number, case.checked_sub(1)?).filter(|_| is_after)?;
        let mut verb = speaker.tokens.start.checked_sub(1)?;
        // "said Norway's X"
        if passage.tag(verb) == "POS" {
            verb = self.parties.mention_at(self.number, verb.checked_sub(1)?)?.tokens.start.checked_sub(1)?;
        }
        self.lexicon.is_reporting_verb(passage.lemma(verb)).then_some(speaker.head)
    }

    /// The verb of the clause that follows an opening phrase: "In talks with Y, *X asked* him, an official said".
    fn clause_behind(&self, top: usize) -> Option<usize> {
        let passage = self.passage;
        let opens = passage.extent(top).start == 0;
        let commas = (top + 1..passage.len()).filter(|&token| opens && passage.lemma(token) == ",");
        let subjects = commas.filter_map(|comma| self.parties.mention_at(self.number, comma + 1));
        subjects.map(|subject| subject.head).find_map(|subject| {
            let verb = passage.head(subject).filter(|_| passage.base_relation(subject) == "nsubj")?;
            (verb > subject && passage.pos(verb) == Pos::Verb).then_some(verb)
        })
    }

    /// The persons and states to whom somebody speaks or gives something.
    fn addressees(&mut self, verb: usize, occasion: usize) -> Vec<MemberIndex> {
        let passage = self.passage;
        let objects = passage.dependents(verb, &["obj", "iobj"]);
        let behind_to = prepositional(passage, verb, "to");
        // "offered condolences to Y in a call"
        let below_object = passage.dependents(verb, &["obj"]).flat_map(|object| prepositional(passage, object, "to"));
        // "raised the dispute with Y at a meeting"
        let behind_with = prepositional(passage, verb, "with");
        let phrases: Vec<usize> = objects
            .chain(behind_to)
            .chain(below_object)
            .chain(behind_with)
            .filter(|&phrase| phrase != occasion)
            .collect();
        let mut members: Vec<MemberIndex> = phrases.into_iter().flat_map(|phrase| self.named(Some(phrase))).collect();
        members.retain(|&member| self.cast.members[member].kind != ActorKind::Organization);
        members
    }

    /// "The first meeting of X and Y" gathers nobody else.
    fn kind_of_meeting(&self, noun: usize, kind: EventKind, by: &[MemberIndex], with: &[MemberIndex]) -> EventKind {
        let is_person = |member: &MemberIndex| self.cast.members[*member].kind == ActorKind::Person;
        let persons = by.iter().chain(with).filter(|member| is_person(member));
        let countries: Vec<_> = persons.clone().map(|&member| self.cast.members[member].country).collect();
        // "Estonia's X and Norway's Y": the owners are no further parties.
        let is_owner = |member: &MemberIndex| countries.contains(&self.cast.members[*member].country);
        let is_bilateral =
            countries.len() == 2 && by.iter().chain(with).all(|member| is_person(member) || is_owner(member));
        let is_meeting = kind == EventKind::Gathering && self.passage.lemma(noun) == "meeting";
        if is_meeting && is_bilateral { EventKind::Meet } else { kind }
    }

    /// "The spring meetings of the Fund and the Bank" gather their members.
    fn kind_among_bodies(&self, noun: usize, kind: EventKind, by: &[MemberIndex], with: &[MemberIndex]) -> EventKind {
        let is_body = |member: &MemberIndex| self.cast.members[*member].kind == ActorKind::Organization;
        let among_bodies = by.len() >= 2 && with.is_empty() && by.iter().all(is_body);
        let is_meeting = matches!(self.passage.lemma(noun), "meeting" | "session");
        if kind == EventKind::Meet && among_bodies && is_meeting { EventKind::Gathering } else { kind }
    }

    /// The bodies of many states whose members gather: "a meeting *of the Salt Union*".
    fn gathered(&mut self, anchors: &[usize]) -> Vec<MemberIndex> {
        let mut bodies = self.fill(anchors, &[Slot::Preposition("of".to_owned())]);
        bodies.retain(|&member| self.is_alliance(member));
        bodies
    }

    /// "a meeting of the Salt Union" is one of all its members, whoever is said to attend.
    fn kind_of_bodies_meeting(
        &mut self,
        noun: usize,
        kind: EventKind,
        anchors: &[usize],
        with: &[MemberIndex],
    ) -> EventKind {
        let is_meeting = matches!(self.passage.lemma(noun), "meeting" | "session");
        let is_theirs = kind == EventKind::Meet && is_meeting && with.is_empty();
        if is_theirs && !self.gathered(anchors).is_empty() { EventKind::Gathering } else { kind }
    }

    /// "a meeting of farm leaders with the ministers": two sides meet, whoever else is called a leader.
    fn kind_of_two_sides(&self, noun: usize, kind: EventKind, with: &[MemberIndex]) -> EventKind {
        let passage = self.passage;
        let is_of_people = prepositional(passage, noun, "of").any(|people| passage.tag(people) == "NNS");
        let is_meeting = kind == EventKind::Gathering && passage.lemma(noun) == "meeting";
        let is_with = !with.is_empty() && prepositional(passage, noun, "with").next().is_some();
        if is_meeting && is_of_people && is_with { EventKind::Meet } else { kind }
    }

    /// Tells whether only bodies meet of which nothing says that they are public, or that are of one state and sit as a
    /// matter of course: an association, a cabinet, a council of growers.
    fn is_own_meeting(&self, by: &[MemberIndex], with: &[MemberIndex]) -> bool {
        let is_own = |member: &MemberIndex| {
            let body = &self.cast.members[*member];
            let words = body.names.iter().flat_map(|name| name.split(' '));
            let sits_always =
                words.into_iter().any(|word| self.lexicon.references().is_standing_body(&word.to_lowercase()));
            let standings = self.lexicon.standings();
            let is_of_one_state = !self.is_alliance(*member)
                && (body.country.is_some() || body.names.iter().any(|name| standings.is_of_one_state(name)));
            body.kind == ActorKind::Organization
                && (sits_always || is_of_one_state || standing_of_body(body, self.lexicon) != Standing::Public)
        };
        !(by.is_empty() && with.is_empty()) && by.iter().chain(with).all(is_own)
    }

    /// "held talks by telephone"
    fn kind_by_medium(&self, noun: usize, kind: EventKind) -> EventKind {
        let passage = self.passage;
        let behind = (noun + 1..passage.len().min(noun + 14))
            .take_while(|&token| !matches!(passage.lemma(token), "," | "." | ";") && passage.pos(token) != Pos::Verb);
        let is_medium = |token: usize| {
            let by = (token.saturating_sub(3)..token)
                .any(|case| matches!(passage.lemma(case), "by" | "over" | "via" | "on"));
            by && self.lexicon.references().is_distant(passage.lemma(token))
        };
        if kind == EventKind::Meet && behind.into_iter().any(is_medium) { EventKind::Call } else { kind }
    }

    /// Talks between states, where no person is named, are negotiations.
    fn kind_of_talks(&self, noun: usize, kind: EventKind, by: &[MemberIndex], with: &[MemberIndex]) -> EventKind {
        let is_person = |member: &MemberIndex| self.cast.members[*member].kind == ActorKind::Person;
        let among_states = by.len() + with.len() >= 2 && !by.iter().chain(with).any(is_person);
        let are_talks = matches!(self.passage.lemma(noun), "talk" | "talks");
        if kind == EventKind::Meet && self.passage.lemma(self.carrier(noun)) == "round" {
            return EventKind::Negotiate;
        }
        // "the semi-annual talks of the Fund and the Bank" gather their members.
        let is_of_alliances = with.is_empty() && by.iter().all(|&member| self.is_alliance(member));
        let may_be = kind == EventKind::Meet || kind == EventKind::Gathering && !is_of_alliances;
        if may_be && among_states && are_talks { EventKind::Negotiate } else { kind }
    }

    /// "Chile has completed a round of Fund talks": a state that talks with a body of many. Tells whether there is one.
    fn add_client(
        &mut self,
        noun: usize,
        governor: Option<usize>,
        pattern: &NounPattern,
        by: &mut Vec<MemberIndex>,
    ) -> bool {
        let are_talks = matches!(self.passage.lemma(noun), "talk" | "talks") && pattern.needs == Needs::Alliance;
        let is_object = self.passage.base_relation(self.carrier(noun)) == "obj";
        let is_body = matches!(by.as_slice(), &[body] if self.is_alliance(body));
        let Some(verb) = governor.filter(|_| are_talks && is_object && is_body) else { return false };
        let mut actors = self.acting(verb);
        actors.retain(|&member| self.cast.members[member].kind == ActorKind::Country);
        by.splice(0..0, actors.iter().copied());
        !actors.is_empty()
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

    /// "X, on a visit to Oslo, said", "X, back home from a trip to Oslo, said": whoever stands before the comma.
    fn traveller_before_comma(&mut self, top: usize) -> Vec<MemberIndex> {
        let passage = self.passage;
        let first = passage.extent(top).start.min(top);
        let is_place = |token: usize| {
            self.parties.mention_at(self.number, token).is_some_and(|mention| place_of(mention).is_some())
        };
        let is_link = |token: usize| matches!(passage.pos(token), Pos::Adv | Pos::Adp | Pos::Adj | Pos::Det);
        let comma = (first.saturating_sub(7)..=first).rev().find(|&token| passage.lemma(token) == ",");
        let opens = comma.is_some_and(|comma| {
            let link = || comma + 1..=first;
            link().any(|token| matches!(passage.lemma(token), "on" | "from" | "during" | "after"))
                && link().all(|token| is_link(token) || is_place(token) || token == top)
        });
        let before = comma.filter(|_| opens).and_then(|comma| comma.checked_sub(1));
        let mention = before.and_then(|before| self.parties.mention_at(self.number, before));
        mention.map(|mention| self.parties.named_by(self.cast, self.number, mention.head)).unwrap_or_default()
    }

    /// "Peru announced a visit by X": whoever says so of a foreigner is where he goes.
    fn home_of_announcer(&mut self, governor: Option<usize>, travellers: &[MemberIndex]) -> Option<Place> {
        let verb = governor?;
        let countries: Vec<_> = travellers.iter().map(|&member| self.cast.members[member].country).collect();
        let hosts = self.acting(verb);
        let host = hosts.into_iter().find_map(|host| self.cast.members[host].country)?;
        let is_foreign = countries.iter().all(|country| country.is_some_and(|country| country != host));
        is_foreign.then_some(Place { name: None, country: Some(host) })
    }

    /// "X said after a visit to Oslo": the person who acts has travelled.
    fn traveller_of_clause(&mut self, top: usize, governor: Option<usize>) -> Vec<MemberIndex> {
        let passage = self.passage;
        // "prepared the ground with a stop in Oslo"
        let object = passage.head(top).filter(|&object| {
            passage.base_relation(top) == "nmod"
                && passage.base_relation(object) == "obj"
                && preposition_of(passage, top) == Some("with")
        });
        let governor = object.and_then(|object| passage.head(object)).or(governor);
        // "a general with two tours behind her" is not on the way.
        let is_stop = passage.lemma(top) == "stop" || preposition_of(passage, top) != Some("with");
        let is_of_clause = is_stop
            && (passage.base_relation(top) == "obl" || object.is_some())
            && preposition_of(passage, top)
                .is_some_and(|word| matches!(word, "after" | "during" | "following" | "on" | "with" | "from"));
        let mut travellers = governor.filter(|_| is_of_clause).map(|verb| self.acting(verb)).unwrap_or_default();
        travellers.retain(|&member| self.cast.members[member].kind == ActorKind::Person);
        travellers
    }

    /// "X called off a trip to Oslo": a person who does away with a journey that is nobody else's.
    fn traveller_who_cancels(&mut self, top: usize) -> Vec<MemberIndex> {
        let passage = self.passage;
        let cues = self.lexicon.status_cues();
        let verb = passage.head(top).filter(|&verb| {
            passage.base_relation(top) == "obj"
                && !is_passive(passage, verb)
                && effect(passage, verb, cues) == Some(Status::Cancelled)
        });
        let mut travellers = verb.map(|verb| self.acting(verb)).unwrap_or_default();
        travellers.retain(|&member| self.cast.members[member].kind == ActorKind::Person);
        travellers
    }

    /// "so many failed conferences", "countless meetings": no occasion of its own.
    fn is_one_of_many(&self, noun: usize) -> bool {
        let passage = self.passage;
        let references = self.lexicon.references();
        passage.tag(noun) == "NNS"
            && passage.dependents(noun, &["amod", "det"]).any(|word| references.is_uncounted(passage.lemma(word)))
    }

    /// "the conference said": a body that is called so.
    fn speaks(&self, noun: usize) -> bool {
        let passage = self.passage;
        let is_said = |verb| self.lexicon.is_reporting_verb(passage.lemma(verb)) && !is_passive(passage, verb);
        passage.relation(noun) == "nsubj" && passage.head(noun).is_some_and(is_said)
    }
}
