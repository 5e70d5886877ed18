//! Who travels at all, and whether the way leads abroad or home.

use plenipo_language::Pos;
use plenipo_record::ActorKind;

use super::site::{Match, Site};
use super::syntax::{agent, prepositional};
use crate::cast::{Member, MemberIndex};

impl Site<'_> {
    /// A visit leads abroad, or to a capital on official business.
    pub(super) fn travels(&self, found: &Match) -> bool {
        let here = self.adverb_of_place(&found.anchors) == Some("here");
        let travellers = || found.by.iter().map(|&member| &self.cast.members[member]);
        // "Chilean officials flew to Oslo"
        let are_people = || {
            let subject = Some(found.trigger).filter(|&trigger| self.passage.pos(trigger) == Pos::Verb);
            let subject = subject.and_then(|verb| agent(self.passage, verb));
            let is_people = |people: usize| self.passage.pos(people) == Pos::Noun && self.is_representative(people);
            // "Chile will send a delegation to Oslo"
            let is_sent = || {
                let sent = self.patient(found.trigger).filter(|_| self.passage.pos(found.trigger) == Pos::Verb);
                sent.is_some_and(is_people)
            };
            subject.is_some_and(is_people) || is_sent()
        };
        let can_travel = travellers().any(|member| {
            member.kind != ActorKind::Country
                || self.lexicon.lists().is_delegation(member.names.first().map_or("", String::as_str))
        });
        let arrives = || {
            let home = self.home.and_then(|home| home.country);
            let is_stranger = |member: &Member| member.country.is_some() && member.country != home;
            home.is_some() && self.ends_here(found) && travellers().all(is_stranger)
        };
        (can_travel || are_people()) && !self.comes_home(found) && (here || !found.places.is_empty() || arrives())
    }

    /// Tells whether a journey without a destination ends here: "arrived on Monday", "a visit by Senator X".
    pub(super) fn ends_here(&self, found: &Match) -> bool {
        let passage = self.passage;
        self.lexicon.lists().is_arrival(passage.lemma(found.trigger))
            || (passage.pos(found.trigger) == Pos::Noun && prepositional(passage, found.trigger, "by").next().is_some())
    }

    /// Tells whether ministers travel within the country of the copy whose own they are: they are named without a nation,
    /// and the lede names no other state.
    fn comes_home(&self, found: &Match) -> bool {
        let home = self.home.and_then(|home| home.country);
        let destination = found.places.first().and_then(|place| place.country);
        let is_own = |&member: &MemberIndex| {
            let member = &self.cast.members[member];
            let is_states_own = |role: &String| {
                matches!(role.as_str(), "President" | "Prime Minister") || role.to_lowercase().ends_with("minister")
            };
            member.kind == ActorKind::Person
                && member.country.is_none()
                && member.roles.iter().any(is_states_own)
                && self.is_lede_domestic()
        };
        // A place of which nothing is known is more likely a province of theirs than another country.
        let is_home = destination == home || destination.is_none() && !found.places.is_empty();
        home.is_some() && is_home && !found.by.is_empty() && found.by.iter().all(is_own)
    }

    /// Tells whether the first paragraph names no state but that of the dateline.
    fn is_lede_domestic(&self) -> bool {
        let home = self.home.and_then(|home| home.country);
        let lede = self.document.passages.iter().enumerate().filter(|(_, passage)| passage.paragraph == 0);
        let mut mentions = lede.flat_map(|(number, passage)| {
            (0..passage.len()).filter_map(move |token| self.parties.mention_at(number, token))
        });
        !mentions.any(|mention| mention.names_country().is_some_and(|code| Some(code) != home))
    }

    /// Tells whether a traveller is known to be no citizen of where the journey leads.
    pub(super) fn is_abroad(&self, found: &Match) -> bool {
        let travellers = found.by.iter().filter_map(|&member| self.cast.members[member].country);
        let destination = found.places.first().and_then(|place| place.country);
        destination.is_some() && travellers.into_iter().any(|country| Some(country) != destination)
    }
}
