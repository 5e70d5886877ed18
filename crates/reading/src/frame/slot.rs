//! Who stands in the places that a pattern names: subjects, objects, owners, beneficiaries.

mod object;
mod receiver;

use plenipo_language::Pos;
use plenipo_lexicon::Slot;
use plenipo_record::ActorKind;

use super::party::Reach;
use super::site::Site;
use super::syntax::{
    agent, causer, has_preposition, is_infinitive, is_passive, is_passive_by_auxiliary, preposition_of, prepositional,
    prepositional_near, recipient, relative_antecedent,
};
use crate::cast::MemberIndex;
use crate::explain::Note;
use crate::mention::Naming;

impl Site<'_> {
    /// Whom a phrase stands for; nobody where there is no phrase.
    pub(super) fn named(&mut self, phrase: Option<usize>) -> Vec<MemberIndex> {
        let mut members = phrase
            .map(|phrase| self.parties.reached_by(self.cast, self.number, phrase, self.reach))
            .unwrap_or_default();
        members.retain(|&member| !self.is_company(member));
        members
    }

    fn is_company(&self, member: MemberIndex) -> bool {
        self.cast.members[member].names.iter().any(|name| self.lexicon.lists().is_company(name))
    }

    pub(super) fn fill(&mut self, governors: &[usize], slots: &[Slot]) -> Vec<MemberIndex> {
        let mut members = Vec::new();
        for slot in slots {
            // The states inside an object stand in only for an object that is nobody.
            if *slot == Slot::Within && !members.is_empty() {
                continue;
            }
            for &governor in governors {
                let filling = self.slot(governor, slot);
                self.passage.notes.add(|| Note::Filled(slot.clone(), filling.clone()));
                members.extend(filling);
            }
        }
        dedupe(&mut members);
        members
    }

    /// Who acts in a verb: by the tree, else by where names stand before it.
    pub(super) fn acting(&mut self, verb: usize) -> Vec<MemberIndex> {
        let passage = self.passage;
        if let Some(writer) = self.acting_writer(verb) {
            return vec![writer];
        }
        let decider = self.who_decides(verb);
        if decider.is_some() {
            return self.named(decider);
        }
        let has_subject = passage.dependents(verb, &["nsubj"]).next().is_some();
        if !has_subject && !is_passive_by_auxiliary(passage, verb) {
            let subject = self.parties.interrupted_subject(self.number, verb);
            if subject.is_some() {
                return self.named(subject);
            }
        }
        if !has_subject && !is_passive_by_auxiliary(passage, verb) {
            // "in July and Chile hit back": the tree has joined Chile to July.
            let own =
                self.parties.subject_behind_and(self.number, verb).filter(|_| passage.base_relation(verb) == "conj");
            if own.is_some() {
                return self.named(own);
            }
        }
        // "Last Friday X and Y met": the tree may take the day for who acts.
        let is_day = |token: &usize| passage.times.iter().any(|time| time.span.overlaps(passage.tokens()[*token].span));
        if let Some(day) = agent(passage, verb).filter(|token| is_day(token) && !is_passive(passage, verb)) {
            let before = self.parties.subject_before(self.number, verb);
            // "Council ministers Monday agreed"
            let noun = || day.checked_sub(1).filter(|&noun| matches!(passage.pos(noun), Pos::Noun | Pos::Propn));
            return self.named(before.or_else(noun));
        }
        // "Ministry of Trade (MOT) Minister X left": the ministry is only his.
        if let Some(officer) = self.subject_behind_bracket(verb) {
            return self.named(Some(officer));
        }
        // "had the envoy called in": whoever has it done acts.
        if let Some(causer) = causer(passage, verb) {
            return self.acting(causer);
        }
        let actors = match self.last_of_list(verb).or_else(|| self.set_off(verb)) {
            Some(last) => self.named(Some(last)),
            None => self.named(agent(passage, verb)),
        };
        if !actors.is_empty() || is_passive(passage, verb) {
            return actors;
        }
        let before = self.named(self.parties.subject_before(self.number, verb));
        if before.is_empty() { self.named(self.told_behind(verb)) } else { before }
    }

    /// "the decision *of Norway* to ban imports": whose the noun is before an infinitive.
    fn who_decides(&self, verb: usize) -> Option<usize> {
        let passage = self.passage;
        let is_bound = is_infinitive(passage, verb) && passage.base_relation(verb) == "acl";
        let decision = passage.head(verb).filter(|&decision| is_bound && decision < verb)?;
        let mut owners = prepositional(passage, decision, "of");
        owners.find(|&owner| owner < verb && self.parties.mention_at(self.number, owner).is_some())
    }

    /// "Those who attended were *X and Y*", "officials attending included *X*": who they are that act in a clause.
    fn told_behind(&self, verb: usize) -> Option<usize> {
        let passage = self.passage;
        let people = passage.head(verb).filter(|_| passage.base_relation(verb) == "acl")?;
        let is_plural = matches!(passage.tag(people), "NNS" | "DT");
        let told = passage.head(people).filter(|_| is_plural && passage.base_relation(people) == "nsubj")?;
        if passage.dependents(told, &["cop"]).next().is_some() {
            return Some(told);
        }
        passage.dependents(told, &["obj"]).find(|_| passage.lemma(told) == "include")
    }

    fn subject_behind_bracket(&self, verb: usize) -> Option<usize> {
        let passage = self.passage;
        let last = passage.dependents(verb, &["nsubj"]).filter(|&subject| subject < verb).nth(1)?;
        let officer = self.parties.mention_at(self.number, last)?;
        let is_bracketed = officer.tokens.start.checked_sub(1).is_some_and(|before| passage.lemma(before) == ")");
        (is_bracketed && matches!(officer.naming, Naming::Person(_))).then_some(last)
    }

    /// "officials and Minister X, who left": of a list that begins without a name, the clause is about the name before it.
    fn last_of_list(&self, verb: usize) -> Option<usize> {
        let passage = self.passage;
        let relative = passage.dependents(verb, &["nsubj"]).find(|&subject| passage.lemma(subject) == "who")?;
        let first = relative_antecedent(passage, verb)?;
        let comma = relative.checked_sub(1).filter(|&comma| passage.lemma(comma) == ",")?;
        let last = self.parties.mention_at(self.number, comma.checked_sub(1)?)?;
        let is_unnamed = self.parties.mention_at(self.number, first).is_none();
        let is_listed = passage.base_relation(last.head) == "conj" && passage.head(last.head) == Some(first);
        (is_unnamed && is_listed && matches!(last.naming, Naming::Person(_))).then_some(last.head)
    }

    /// "adviser X, now resigned, said": a participle between commas is about the name before it.
    fn set_off(&self, verb: usize) -> Option<usize> {
        let passage = self.passage;
        let is_comma = |token: usize| matches!(passage.lemma(token), "," | ".");
        let is_closed = verb + 1 >= passage.len() || is_comma(verb + 1);
        let adverb =
            verb.checked_sub(1).filter(|&adverb| self.lexicon.lists().is_change_adverb(passage.lemma(adverb)))?;
        let comma = adverb.checked_sub(1).filter(|&comma| is_closed && passage.lemma(comma) == ",")?;
        let mention = self.parties.mention_at(self.number, comma.checked_sub(1)?)?;
        (matches!(passage.tag(verb), "VBD" | "VBN") && mention.is_named()).then_some(mention.head)
    }

    /// The only state named or meant in a sentence beside some: of "the two countries" the other one.
    pub(super) fn other_state(&mut self, known: &[MemberIndex]) -> Vec<MemberIndex> {
        let mut others = self.parties.states_in(self.cast, self.number);
        let codes: Vec<_> = known.iter().filter_map(|&member| self.cast.members[member].country).collect();
        others.retain(|&other| !self.cast.members[other].country.is_some_and(|code| codes.contains(&code)));
        if others.len() == 1 && !codes.is_empty() { others } else { Vec::new() }
    }

    /// The target of a measure that its own words leave out: of an envoy's recall the other state of the sentence, of "imposed
    /// *the duty* in June" the other state that the copy is about.
    pub(super) fn target_around(
        &mut self,
        imposing: &[MemberIndex],
        object: Option<usize>,
        is_recall: bool,
    ) -> Vec<MemberIndex> {
        let of_sentence = if is_recall { self.other_state(imposing) } else { Vec::new() };
        let is_known = object.is_some_and(|object| self.is_definite(object));
        if of_sentence.is_empty() && is_known { self.other_state_of_lede(imposing) } else { of_sentence }
    }

    /// The other of two states, where the first paragraph speaks of one beside those known, and of no third.
    fn other_state_of_lede(&mut self, known: &[MemberIndex]) -> Vec<MemberIndex> {
        let lede = (0..self.document.passages.len()).filter(|&number| self.document.passages[number].paragraph == 0);
        let mut states: Vec<MemberIndex> = lede.flat_map(|number| self.parties.states_in(self.cast, number)).collect();
        dedupe(&mut states);
        let is_known = |state: &MemberIndex| {
            known.iter().any(|&member| self.cast.members[member].country == self.cast.members[*state].country)
        };
        let n_known = states.iter().filter(|state| is_known(state)).count();
        let others: Vec<MemberIndex> = states.iter().copied().filter(|state| !is_known(state)).collect();
        if n_known == 1 && others.len() == 1 { others } else { Vec::new() }
    }

    /// Whose answer a deed is that is told without its doer: "Chile's reply came when two diplomats were expelled".
    pub(super) fn answering(&mut self, verb: usize) -> Vec<MemberIndex> {
        let passage = self.passage;
        let is_answer = |noun: &usize| self.lexicon.lists().is_answer(passage.lemma(*noun));
        let answer = passage.ancestors(verb).flat_map(|up| passage.dependents(up, &["nsubj"])).find(is_answer);
        answer.map(|answer| self.parties.owning(self.cast, self.number, answer)).unwrap_or_default()
    }

    /// "*Norway* announced that ten Chileans are barred": a state or body takes what measures it announces.
    pub(super) fn announcing(&mut self, verb: usize) -> Vec<MemberIndex> {
        let passage = self.passage;
        let above = passage.head(verb).filter(|&above| {
            passage.base_relation(verb) == "ccomp" && self.lexicon.lists().is_announcing_verb(passage.lemma(above))
        });
        let mut members = above.map(|above| self.acting(above)).unwrap_or_default();
        members.retain(|&member| {
            let announcer = &self.cast.members[member];
            announcer.kind != ActorKind::Person && (announcer.country.is_some() || self.is_alliance(member))
        });
        members
    }

    /// Whom a phrase stands for, else, of goods, whose they are: "aircraft *registered in Chile*".
    fn named_or_marked(&mut self, phrase: usize) -> Vec<MemberIndex> {
        let passage = self.passage;
        let named = self.named(Some(phrase));
        let is_marked = || {
            let lists = self.lexicon.lists();
            passage.dependents(phrase, &["acl"]).any(|word| lists.is_mark_of_origin(passage.lemma(word)))
        };
        if named.is_empty() && self.reach == Reach::Goods && is_marked() {
            return self.parties.states_within(self.cast, self.number, phrase);
        }
        named
    }

    fn slot(&mut self, governor: usize, slot: &Slot) -> Vec<MemberIndex> {
        let passage = self.passage;
        let is_verb = passage.is_verb(governor);
        let phrases: Vec<usize> = match slot {
            Slot::Subject if is_verb => return self.acting(governor),
            Slot::Recipient if is_verb => match recipient(passage, governor) {
                Some(phrase) => vec![phrase],
                None => return self.recipient_behind(governor),
            },
            Slot::Object if is_verb => {
                // "met X and then Y": the tree may join Y to the verb.
                let is_person = |&next: &usize| {
                    let mention = self.parties.mention_at(self.number, next);
                    next > governor
                        && mention.is_some_and(crate::mention::Mention::is_named)
                        && !passage.is_verb(next)
                        && preposition_of(passage, next).is_none()
                };
                let object = self.patient(governor).map(|object| self.antecedent(governor, object));
                let object = object.map(|object| self.before_office(object));
                let more = passage.dependents(governor, &["conj"]).filter(is_person).filter(|_| object.is_some());
                let own: Vec<usize> = object.into_iter().chain(more).collect();
                let later = self.object_behind_day(governor, &own);
                own.into_iter().chain(later).collect()
            }
            Slot::ClauseObject if is_verb => {
                let below: Vec<usize> = passage.dependents(governor, &["xcomp", "ccomp", "advcl", "acl"]).collect();
                below.into_iter().filter_map(|below| self.patient(below)).collect()
            }
            Slot::Preposition(preposition) if preposition == "between" => {
                let tied = prepositional_near(passage, governor, preposition);
                let members: Vec<MemberIndex> = tied.into_iter().flat_map(|phrase| self.named(Some(phrase))).collect();
                let in_order = if members.len() < 2 { self.between_in_order(governor) } else { Vec::new() };
                return if in_order.len() < 2 { members } else { in_order };
            }
            Slot::Possessive if !is_verb => {
                let mut members = self.welcomed(governor);
                if members.is_empty() {
                    members = self.parties.owning(self.cast, self.number, governor);
                }
                if members.is_empty() {
                    members = self.owner_told_later(governor);
                }
                members.retain(|&member| !self.is_company(member));
                return members;
            }
            Slot::Modifier if !is_verb => {
                let mut members = self.parties.modifying(self.cast, self.number, governor);
                members.retain(|&member| !self.is_company(member));
                return members;
            }
            Slot::Preposition(preposition) => {
                let is_attendance = |phrase: &usize| self.lexicon.lists().is_attendance(passage.lemma(*phrase));
                let phrases = prepositional_near(passage, governor, preposition).into_iter();
                let phrases = phrases.filter(|phrase| !is_attendance(phrase));
                let mut phrases: Vec<usize> = phrases.map(|phrase| self.antecedent(governor, phrase)).collect();
                if phrases.is_empty() && is_verb {
                    phrases.extend(self.before_whom(governor, preposition));
                }
                return phrases.into_iter().flat_map(|phrase| self.named_or_marked(phrase)).collect();
            }
            Slot::Beneficiary => return self.beneficiaries(governor),
            Slot::Within if is_verb => return self.within_object(governor),
            Slot::Post if is_verb => return self.posted(governor),
            _ => Vec::new(),
        };
        phrases.into_iter().flat_map(|phrase| self.named(Some(phrase))).collect()
    }

    /// "a meeting between X and Chile's Y": the names on both sides of "and", where the tree has torn them.
    fn between_in_order(&mut self, governor: usize) -> Vec<MemberIndex> {
        let passage = self.passage;
        let named_from = |start: usize| {
            let mention = self.parties.mention_at(self.number, start)?;
            let end = mention.tokens.end;
            let is_owner = end < passage.len() && passage.tag(end) == "POS";
            let owned = self.parties.mention_at(self.number, end + 1).filter(|_| is_owner);
            Some(owned.unwrap_or(mention))
        };
        let pair = || {
            let last = passage.len().min(governor + 10);
            let case = (governor + 1..last).find(|&token| passage.lemma(token) == "between")?;
            let first = named_from(case + 1)?;
            // "talks on an aspect of the relations between A and B": the relations are theirs.
            let owner = passage.head(first.head).filter(|owner| (governor + 1..case).contains(owner));
            if owner.is_some_and(|owner| has_preposition(passage, owner, "of") && !self.is_carried_by(governor, owner))
            {
                return None;
            }
            let joins = Some(first.tokens.end).filter(|&end| end < passage.len() && passage.lemma(end) == "and")?;
            Some([first.head, named_from(joins + 1)?.head])
        };
        let heads = pair().into_iter().flatten().collect::<Vec<_>>();
        heads.into_iter().flat_map(|head| self.named(Some(head))).collect()
    }

    fn within_object(&mut self, verb: usize) -> Vec<MemberIndex> {
        let object = self.patient(verb);
        object.map(|object| self.parties.states_within(self.cast, self.number, object)).unwrap_or_default()
    }

    fn posted(&mut self, verb: usize) -> Vec<MemberIndex> {
        let object = self.patient(verb);
        object.and_then(|object| self.parties.posted_to(self.cast, self.number, object)).into_iter().collect()
    }
}

/// Keeps the first of members that stand there twice.
pub(super) fn dedupe(members: &mut Vec<MemberIndex>) {
    let mut seen = Vec::new();
    members.retain(|member| {
        let new = !seen.contains(member);
        seen.push(*member);
        new
    });
}
