//! What sounds like politics and is none: sport, markets, fiction, nature, rules.

use plenipo_language::Pos;
use plenipo_record::EventKind;

use super::Act;
use crate::frame::site::Site;
use crate::frame::syntax::{agent, grammatical_subject, is_passive_by_auxiliary};
use crate::mention::{Mention, Naming};

impl Site<'_> {
    /// Tells whether the whole sentence is of sport, of what a book or film tells, or of what a law lets anybody do.
    pub(super) fn is_apart(&self) -> bool {
        let passage = self.passage;
        let is_of = |class: &str, token: usize| self.lexicon.is_of_class(class, &passage.lemma(token).to_lowercase());
        if (0..passage.len()).any(|token| is_of("sport", token)) {
            return true;
        }
        // "In the film, a spy kills a king."
        let opening = (0..passage.len()).take_while(|&token| passage.lemma(token) != ",");
        if passage.lemma(0).eq_ignore_ascii_case("in") && opening.into_iter().take(6).any(|token| is_of("works", token))
        {
            return true;
        }
        let root = (0..passage.len()).find(|&token| passage.relation(token) == "root");
        let Some(root) = root.filter(|&root| !is_passive_by_auxiliary(passage, root)) else { return self.is_rule() };
        let subject = grammatical_subject(passage, root, 0);
        subject.is_some_and(|subject| is_of("works", subject) && !self.is_party(subject)) || self.is_rule()
    }

    /// "Under the constitution the president may dissolve parliament."
    fn is_rule(&self) -> bool {
        let passage = self.passage;
        let is_code = |token: usize| self.lexicon.is_of_class("codes", passage.lemma(token));
        let may = (0..passage.len()).any(|token| passage.tag(token) == "MD" && passage.lemma(token) == "may");
        let under = (0..passage.len()).find(|&token| passage.lemma(token).eq_ignore_ascii_case("under"));
        // "Any member may call a summit."
        let is_of_any = passage.lemma(0).eq_ignore_ascii_case("any");
        may && (is_of_any || under.is_some_and(|under| (under + 1..passage.len().min(under + 4)).any(is_code)))
    }

    /// Tells whether something in the sentence is named, or one of the parties bears power or arms, or people stand up in
    /// public: the rest is sport and weather.
    pub(super) fn is_public_matter(&self, act: &Act) -> bool {
        let passage = self.passage;
        let is_name = |token: usize| token > 0 && passage.pos(token) == Pos::Propn && !self.is_in_time(token);
        let is_named =
            |token: usize| is_name(token) || self.parties.mention_at(self.number, token).is_some_and(Mention::is_named);
        act.kind == EventKind::Protest
            || (0..passage.len()).any(is_named)
            || act.by.iter().chain(&act.with).any(|&head| self.bears_power(head))
    }

    /// Tells whether an act is one of nature, or of firms and those who deal with them on a market.
    pub(super) fn is_private_matter_of(&self, act: &Act) -> bool {
        let passage = self.passage;
        let is_of = |class: &str, token: usize| self.lexicon.is_of_class(class, &passage.lemma(token).to_lowercase());
        let doer = agent(passage, act.trigger).filter(|_| passage.is_verb(act.trigger));
        let target = self.patient(act.trigger).filter(|_| passage.is_verb(act.trigger));
        if doer.into_iter().chain(target).any(|token| is_of("nature", token)) {
            return true;
        }
        let is_between_all = matches!(
            act.kind,
            EventKind::Assault
                | EventKind::Meet
                | EventKind::Visit
                | EventKind::Call
                | EventKind::Gathering
                | EventKind::Negotiate
        );
        let is_of_persons = !act.by.is_empty() && act.by.iter().chain(&act.with).all(|&head| self.is_private(head));
        if is_of_persons && !is_between_all {
            return true;
        }
        let is_business = |&head: &usize| self.sector_of(head) == Some("BUS");
        let is_of_market = || (0..passage.len()).any(|token| is_of("markets", token));
        let is_of_firms = !act.by.is_empty() && act.by.iter().all(is_business) && is_of_market();
        is_of_firms && !act.with.iter().any(|&head| self.bears_power(head))
    }

    /// Tells whether a party is one person without an office, or one firm or thing without a name: "Lena", "the waiter".
    fn is_private(&self, head: usize) -> bool {
        let passage = self.passage;
        let mention = self.parties.mention_at(self.number, head);
        if let Some(mention) = mention {
            return matches!(mention.naming, Naming::Person(_))
                && mention.roles.is_empty()
                && mention.tokens.len() == 1;
        }
        // A lone name that no list has: "Lena".
        let is_given = self.lexicon.is_given_name(&passage.lemma(head).to_lowercase());
        let is_of_people = matches!(self.sector_of(head), None | Some("CVL" | "BUS" | "AGR"));
        is_of_people && (passage.tag(head) == "NN" || is_given)
    }

    /// Tells whether a party is of the state, of a party, a court, an army: somebody whose acts are political.
    pub(super) fn bears_power(&self, head: usize) -> bool {
        let is_private = |sector| matches!(sector, "CVL" | "BUS" | "SOC" | "LAB" | "AGR" | "CRM");
        self.sector_of(head).is_some_and(|sector| !is_private(sector))
    }
}
