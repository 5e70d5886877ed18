//! Who makes a journey that a noun names, and where it leads, where no slot says so.

use plenipo_language::Pos;
use plenipo_record::{ActorKind, Place, Status};

use crate::cast::MemberIndex;
use crate::frame::place::place_of;
use crate::frame::site::Site;
use crate::frame::status::effect;
use crate::frame::syntax::{is_passive, preposition_of};

impl Site<'_> {
    /// Who travels where no slot of a journey says so.
    pub(super) fn traveller(&mut self, top: usize, governor: Option<usize>) -> Vec<MemberIndex> {
        let mut by = self.traveller_before_comma(top);
        if by.is_empty() {
            by = self.traveller_of_clause(top, governor);
        }
        if by.is_empty() {
            by = self.traveller_who_cancels(top);
        }
        by
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

    /// "Peru announced a visit by X": whoever says so of a foreigner is where he goes.
    pub(super) fn home_of_announcer(&mut self, governor: Option<usize>, travellers: &[MemberIndex]) -> Option<Place> {
        let verb = governor?;
        let countries: Vec<_> = travellers.iter().map(|&member| self.cast.members[member].country).collect();
        let hosts = self.acting(verb);
        let host = hosts.into_iter().find_map(|host| self.cast.members[host].country)?;
        let is_foreign = countries.iter().all(|country| country.is_some_and(|country| country != host));
        is_foreign.then_some(Place { name: None, country: Some(host) })
    }
}
