//! Who leads a delegation and who travels with whom: what holds for every journey and all talks of the article.

use plenipo_record::{ActorKind, CountryCode};

use super::site::Site;
use super::syntax::{is_passive, prepositional_near};
use crate::cast::MemberIndex;

/// Facts about delegations that sentences of their own tell.
#[derive(Clone, Debug, Default)]
pub(crate) struct Company {
    /// The states whose delegations somebody leads, and who does.
    pub leaders: Vec<(CountryCode, MemberIndex)>,
    /// Those who travel together, the first of them in front, with the passage that says so.
    pub travellers: Vec<(usize, Vec<MemberIndex>)>,
}

impl Site<'_> {
    /// Adds what a verb tells of delegations.
    pub(super) fn add_company(&mut self, verb: usize, company: &mut Company) {
        let lists = self.lexicon.lists();
        let lemma = self.passage.lemma(verb);
        if lists.is_leading_verb(lemma) {
            company.leaders.extend(self.leader_told(verb));
        } else if lists.is_travelling_verb(lemma) && !is_passive(self.passage, verb) {
            let travellers = self.travelling_with(verb);
            company.travellers.extend((travellers.len() > 1).then_some((self.number, travellers)));
        } else if lists.is_accompanying_verb(lemma) {
            let travellers = self.travelling_together(verb);
            company.travellers.extend((travellers.len() > 1).then_some((self.number, travellers)));
        }
    }

    /// "X heads the Chilean delegation", "the Chilean side is led by X".
    fn leader_told(&mut self, verb: usize) -> Option<(CountryCode, MemberIndex)> {
        let body = self.patient(verb).filter(|&body| {
            let lemma = self.passage.lemma(body);
            self.lexicon.lists().is_delegation(lemma) || lemma == "side"
        })?;
        let leader = self.acting(verb).into_iter().find(|&member| self.is_person(member))?;
        let mut states = self.parties.states_within(self.cast, self.number, body);
        states.truncate(1);
        let state = states.first().and_then(|&state| self.cast.members[state].country);
        Some((state.or(self.cast.members[leader].country)?, leader))
    }

    /// "X travels with Minister Y": companions who hold an office.
    fn travelling_with(&mut self, verb: usize) -> Vec<MemberIndex> {
        let phrases = prepositional_near(self.passage, verb, "with").into_iter();
        let mut companions: Vec<MemberIndex> = phrases.flat_map(|phrase| self.named(Some(phrase))).collect();
        companions.retain(|&member| self.is_person(member) && self.cast.members[member].is_officer());
        if companions.is_empty() {
            return companions;
        }
        let mut together = self.acting(verb);
        together.retain(|&member| self.is_person(member));
        together.extend(companions);
        super::slot::dedupe(&mut together);
        together
    }

    /// "X is accompanied by Y and Z", "accompanied by Y, X".
    fn travelling_together(&mut self, verb: usize) -> Vec<MemberIndex> {
        let passage = self.passage;
        let opens = passage.extent(verb).start == 0 || verb == 0;
        let above = passage.head(verb).filter(|_| opens && passage.base_relation(verb) == "advcl");
        let mut together = match above {
            Some(clause) => self.acting(clause),
            None => self.named(self.patient(verb)),
        };
        let companions = if is_passive(passage, verb) || above.is_some() {
            prepositional_near(passage, verb, "by").into_iter().flat_map(|phrase| self.named(Some(phrase))).collect()
        } else {
            self.acting(verb)
        };
        together.extend(companions);
        together.retain(|&member| self.is_person(member));
        super::slot::dedupe(&mut together);
        together
    }

    fn is_person(&self, member: MemberIndex) -> bool {
        self.cast.members[member].kind == ActorKind::Person
    }
}
