//! Who takes part in an occasion besides those whom its noun names.

use plenipo_language::Pos;
use plenipo_lexicon::{Needs, NounPattern, Slot};
use plenipo_record::{ActorKind, EventKind};

use crate::cast::MemberIndex;
use crate::frame::site::Site;
use crate::frame::slot::dedupe;
use crate::frame::syntax::{grammatical_subject, preposition_of, prepositional};
use crate::mention::{Mention, Naming};

/// So many tokens behind a paper, the other side stands: "a declaration on missing persons with Chile".
const REACH: usize = 10;

impl Site<'_> {
    /// Whoever attends is a party; the body that the occasion is named after is not, but those whose meeting it is are:
    /// "attended a meeting of the Salt Union".
    pub(super) fn keep_attending(&mut self, anchors: &[usize], by: &mut Vec<MemberIndex>) {
        let gathered = self.gathered(anchors);
        let attends = |member: &MemberIndex| self.cast.members[*member].kind != ActorKind::Organization;
        if by.iter().any(attends) {
            by.retain(|member| attends(member) || gathered.contains(member));
        }
    }

    /// "before he attends the Fund meeting": the persons and states who go to the meeting of a body of many states.
    pub(super) fn attending(&mut self, top: usize, governor: Option<usize>, pattern: &NounPattern) -> Vec<MemberIndex> {
        let passage = self.passage;
        let is_attended = |verb: &usize| {
            passage.base_relation(top) == "obj" && self.lexicon.lists().is_attending_verb(passage.lemma(*verb))
        };
        let verb = governor.filter(|verb| pattern.needs == Needs::Alliance && is_attended(verb));
        let mut members = verb.map(|verb| self.acting(verb)).unwrap_or_default();
        members.retain(|&member| self.cast.members[member].kind != ActorKind::Organization);
        members
    }

    /// Tells whether people of whom the record knows nobody are whom an occasion is held with.
    pub(super) fn has_unnamed_partner(&self, anchors: &[usize], pattern: &NounPattern) -> bool {
        let passage = self.passage;
        let is_stranger =
            |phrase: &usize| passage.tag(*phrase) == "NNS" && self.parties.mention_at(self.number, *phrase).is_none();
        pattern.with.contains(&Slot::Preposition("with".to_owned()))
            && anchors.iter().any(|&anchor| prepositional(passage, anchor, "with").any(|phrase| is_stranger(&phrase)))
    }

    /// The bodies of many states whose members gather: "a meeting *of the Salt Union*".
    pub(super) fn gathered(&mut self, anchors: &[usize]) -> Vec<MemberIndex> {
        let mut bodies = self.fill(anchors, &[Slot::Preposition("of".to_owned())]);
        bodies.retain(|&member| self.is_alliance(member));
        bodies
    }

    /// "Chile has completed a round of Fund talks": a state that talks with a body of many. Tells whether there is one.
    pub(super) fn add_client(
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

    /// "X said after talks with Y", "in a call X told Y": who acts, and who is spoken to, took part.
    pub(super) fn add_bystanders(
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
                && self.lexicon.lists().is_speech(passage.lemma(speech))
        });
        // "X and Y met on the sidelines of the Union's summit": they attend it.
        let margin = passage.head(top).filter(|&margin| {
            kind == EventKind::Gathering
                && !by.is_empty()
                && passage.base_relation(top) == "nmod"
                && self.lexicon.lists().is_sideline(passage.lemma(margin))
        });
        let governor = speech.map_or(governor, |speech| passage.head(speech));
        let meeting = margin.and_then(|margin| passage.ancestors(margin).take(3).find(|&verb| passage.is_verb(verb)));
        let margin = margin.filter(|_| meeting.is_some_and(|verb| matches!(passage.tag(verb), "VBD" | "VBN")));
        let governor = if margin.is_some() { meeting } else { governor };
        let top = speech.or(margin).unwrap_or(top);
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
        let circumstances = self.lexicon.lists().circumstances();
        // "Under an accord with Y, X exports": only this makes who acts a party to a paper.
        // "said following talks with Y": the tree may take what stands behind a participle for an object.
        let is_led = matches!(passage.base_relation(top), "obl" | "obj");
        let is_circumstance = (is_led || is_set_off || margin.is_some())
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

    /// The parties of a journey, a paper, a joint session or a change of office of whom no slot tells.
    pub(super) fn add_from_around(
        &mut self,
        kind: EventKind,
        (noun, top): (usize, usize),
        governor: Option<usize>,
        by: &mut Vec<MemberIndex>,
        with: &mut Vec<MemberIndex>,
    ) {
        dedupe(by);
        dedupe(with);
        match kind {
            EventKind::Visit if by.is_empty() => *by = self.traveller(top, governor),
            EventKind::Agree if by.is_empty() && with.is_empty() => *by = self.states_of_witnesses(governor),
            EventKind::Agree if by.len() == 1 => {
                self.add_offering(governor, by);
                if by.len() == 1 && with.is_empty() {
                    *with = self.partner_behind(noun);
                }
            }
            EventKind::Negotiate | EventKind::Meet if by.is_empty() && with.len() == 1 => {
                by.extend(self.state_of_speaker(top, with[0]));
                self.part_joint_body(noun, by);
            }
            EventKind::Gathering | EventKind::Meet => self.part_joint_body(noun, by),
            EventKind::Appoint => {
                // "President X's nomination of Y": whose it is has the power.
                let named = self.fill(&[noun], &[Slot::Preposition("of".to_owned())]);
                if !named.is_empty() && with.len() > named.len() {
                    by.extend(with.iter().filter(|member| !named.contains(member)));
                    *with = named;
                }
                if let Some(person) = self.person_addressed(noun, top, governor) {
                    *with = self.named(Some(person));
                }
            }
            _ => {}
        }
    }

    /// "Chilean Minister X said the next talks *with Norway* would be held in Oslo": his state is the other side.
    fn state_of_speaker(&mut self, top: usize, partner: MemberIndex) -> Option<MemberIndex> {
        let passage = self.passage;
        let are_talks = self.lexicon.lists().is_talks(passage.lemma(top));
        let is_told = |verb: &usize| passage.base_relation(*verb) == "ccomp" && passage.base_relation(top) == "nsubj";
        let verb = passage.head(top).filter(is_told).filter(|_| are_talks)?;
        let report = passage.head(verb).filter(|&report| self.lexicon.is_reporting_verb(passage.lemma(report)))?;
        let &[speaker] = self.acting(report).as_slice() else { return None };
        let code = self.cast.members[speaker].country?;
        let is_stranger = self.cast.members[partner].country.is_some_and(|other| other != code);
        is_stranger.then(|| self.cast.country(code, self.lexicon.country_name(code)))
    }

    /// "sign a declaration on missing persons *with Chile*", which the tree ties to the persons.
    fn partner_behind(&mut self, paper: usize) -> Vec<MemberIndex> {
        let passage = self.passage;
        let mut behind = (paper + 1..passage.len().min(paper + REACH))
            .take_while(|&token| !matches!(passage.tag(token), "VBD" | "VBZ" | "VBP" | "MD" | "TO" | "," | ":"));
        let with = behind.find(|&token| passage.lemma(token) == "with");
        let partner = with.and_then(|with| self.parties.mention_at(self.number, with + 1));
        self.named(partner.map(|partner| partner.head))
    }

    /// "*Norway* offered Chile to declare a truce": who offers it is one of the two.
    fn add_offering(&mut self, governor: Option<usize>, by: &mut Vec<MemberIndex>) {
        let passage = self.passage;
        let is_offer = |verb: &usize| self.lexicon.lists().is_offering_verb(passage.lemma(*verb));
        let below = governor.filter(|&verb| passage.base_relation(verb) == "xcomp");
        if let Some(offer) = below.and_then(|verb| passage.head(verb)).filter(is_offer) {
            let offering = self.acting(offer);
            by.splice(0..0, offering.into_iter().filter(|member| !by.contains(member)).collect::<Vec<_>>());
        }
    }

    /// "congratulated X on *his* appointment": whom the verb is about.
    fn person_addressed(&self, noun: usize, top: usize, governor: Option<usize>) -> Option<usize> {
        let passage = self.passage;
        let is_about = preposition_of(passage, top).is_some_and(|word| matches!(word, "on" | "over" | "upon"));
        let is_his = passage.dependents(noun, &["nmod:poss"]).any(|owner| passage.tag(owner) == "PRP$");
        let verb = governor.filter(|_| is_about && is_his)?;
        let mut objects = passage.dependents(verb, &["obj"]);
        objects.find(|&object| self.parties.mention_at(self.number, object).is_some())
    }

    /// "the session of the Norway-Chile Joint Committee": a body named after two states is made of them.
    fn part_joint_body(&mut self, noun: usize, by: &mut Vec<MemberIndex>) {
        let bodies: Vec<usize> = prepositional(self.passage, noun, "of").collect();
        let Some(body) = bodies.into_iter().find_map(|body| self.parties.mention_at(self.number, body)) else { return };
        let hyphen = body.tokens.start.checked_sub(1).filter(|&hyphen| self.passage.lemma(hyphen) == "-");
        let first = hyphen.and_then(|hyphen| self.parties.mention_at(self.number, hyphen.checked_sub(1)?));
        let first = first.and_then(Mention::names_country);
        if let (Naming::Organization(_), Some(first), Some(second)) = (&body.naming, first, body.country) {
            let whole = self.named(Some(body.head));
            by.retain(|member| !whole.contains(member));
            if by.is_empty() {
                let states = [first, second].map(|code| self.cast.country(code, self.lexicon.country_name(code)));
                by.extend(states);
            }
        }
    }

    /// "X and Y witnessed the signing of six memoranda": their states are the parties; whoever is named without a nation is
    /// of the country of the copy.
    fn states_of_witnesses(&mut self, governor: Option<usize>) -> Vec<MemberIndex> {
        let is_witness = |verb: &usize| self.lexicon.lists().is_witnessing_verb(self.passage.lemma(*verb));
        let witnesses = governor.filter(is_witness).map(|verb| self.acting(verb)).unwrap_or_default();
        let home = self.home.and_then(|home| home.country);
        let countries = witnesses.iter().map(|&witness| self.cast.members[witness].country.or(home));
        let Some(mut countries) = countries.collect::<Option<Vec<_>>>() else { return Vec::new() };
        countries.sort_unstable();
        countries.dedup();
        if countries.len() < 2 {
            return Vec::new();
        }
        countries.into_iter().map(|code| self.cast.country(code, self.lexicon.country_name(code))).collect()
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
        // "X told Y during talks": whoever is told something does not speak.
        let has_subject = passage.dependents(verb, &["nsubj"]).any(|subject| subject < verb);
        (self.lexicon.is_reporting_verb(passage.lemma(verb)) && !has_subject).then_some(speaker.head)
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
}
