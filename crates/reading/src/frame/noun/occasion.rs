//! What kind of occasion those who take part make of talks and meetings.

use plenipo_language::Pos;
use plenipo_lexicon::Standing;
use plenipo_record::{ActorKind, EventKind};

use crate::cast::MemberIndex;
use crate::frame::site::Site;
use crate::frame::standing::standing_of_body;
use crate::frame::syntax::prepositional;

impl Site<'_> {
    /// What kind of occasion those who take part, and the medium, make of it.
    pub(super) fn kind_by_parties(
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

    /// "held talks by telephone"
    fn kind_by_medium(&self, noun: usize, kind: EventKind) -> EventKind {
        let passage = self.passage;
        let behind = (noun + 1..passage.len().min(noun + 14))
            .take_while(|&token| !matches!(passage.lemma(token), "," | "." | ";") && passage.pos(token) != Pos::Verb);
        let is_medium = |token: usize| {
            let by = (token.saturating_sub(3)..token)
                .any(|case| matches!(passage.lemma(case), "by" | "over" | "via" | "on"));
            by && self.lexicon.lists().is_distant(passage.lemma(token))
        };
        if kind == EventKind::Meet && behind.into_iter().any(is_medium) { EventKind::Call } else { kind }
    }

    /// Talks between states, where no person is named, are negotiations.
    fn kind_of_talks(&mut self, noun: usize, kind: EventKind, by: &[MemberIndex], with: &[MemberIndex]) -> EventKind {
        let is_person = |member: &MemberIndex| self.cast.members[*member].kind == ActorKind::Person;
        let among_states = by.len() + with.len() >= 2 && !by.iter().chain(with).any(is_person);
        let are_talks = matches!(self.passage.lemma(noun), "talk" | "talks");
        if kind == EventKind::Meet && self.passage.lemma(self.carrier(noun)) == "round" {
            return EventKind::Negotiate;
        }
        // "the Group of Five and Group of Seven talks", "the semi-annual talks of the Fund and the Bank" gather their members.
        let is_of_alliances = with.is_empty() && by.iter().all(|&member| self.is_alliance(member));
        if kind == EventKind::Meet && is_of_alliances && by.len() >= 2 {
            let modifying = self.parties.modifying(self.cast, self.number, noun);
            if by.iter().all(|member| modifying.contains(member)) {
                return EventKind::Gathering;
            }
        }
        let may_be = kind == EventKind::Meet || kind == EventKind::Gathering && !is_of_alliances;
        if may_be && among_states && are_talks { EventKind::Negotiate } else { kind }
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

    /// "The spring meetings of the Fund and the Bank" gather their members.
    fn kind_among_bodies(&self, noun: usize, kind: EventKind, by: &[MemberIndex], with: &[MemberIndex]) -> EventKind {
        let is_body = |member: &MemberIndex| self.cast.members[*member].kind == ActorKind::Organization;
        let among_bodies = by.len() >= 2 && with.is_empty() && by.iter().all(is_body);
        let is_meeting = matches!(self.passage.lemma(noun), "meeting" | "session");
        if kind == EventKind::Meet && among_bodies && is_meeting { EventKind::Gathering } else { kind }
    }

    /// "The first meeting of X and Y" gathers nobody else.
    pub(super) fn kind_of_meeting(
        &self,
        noun: usize,
        kind: EventKind,
        by: &[MemberIndex],
        with: &[MemberIndex],
    ) -> EventKind {
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

    /// Tells whether only bodies meet of which nothing says that they are public, or that are of one state and sit as a
    /// matter of course: an association, a cabinet, a council of growers.
    pub(super) fn is_own_meeting(&self, by: &[MemberIndex], with: &[MemberIndex]) -> bool {
        let is_own = |member: &MemberIndex| {
            let body = &self.cast.members[*member];
            let words = body.names.iter().flat_map(|name| name.split(' '));
            let sits_always = words.into_iter().any(|word| self.lexicon.lists().is_standing_body(&word.to_lowercase()));
            let standings = self.lexicon.standings();
            let is_of_one_state = !self.is_alliance(*member)
                && (body.country.is_some() || body.names.iter().any(|name| standings.is_of_one_state(name)));
            body.kind == ActorKind::Organization
                && (sits_always || is_of_one_state || standing_of_body(body, self.lexicon) != Standing::Public)
        };
        !(by.is_empty() && with.is_empty()) && by.iter().chain(with).all(is_own)
    }
}
