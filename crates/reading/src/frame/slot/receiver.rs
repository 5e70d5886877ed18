//! For whom something is done, and who receives it, where no plain object says so.

use plenipo_language::Pos;

use super::dedupe;
use crate::cast::MemberIndex;
use crate::frame::place::place_of;
use crate::frame::site::Site;
use crate::frame::syntax::{preposition_of, prepositional, prepositional_near, recipient};
use crate::mention::Naming;

impl Site<'_> {
    /// "pledged $12 million to *help Fiji* recover"
    pub(super) fn helped(&self, verb: usize) -> Option<usize> {
        let passage = self.passage;
        let own = passage.children(verb).iter().copied();
        let of_object = passage.dependents(verb, &["obj"]).flat_map(|object| passage.children(object).iter().copied());
        let helping = own.chain(of_object).find(|&child| {
            passage.pos(child) == Pos::Verb && self.lexicon.lists().is_helping_verb(passage.lemma(child))
        });
        helping.and_then(|helping| passage.dependents(helping, &["obj", "nsubj"]).next())
    }

    /// The states and bodies for which something is, or in whose country: "for", "to", then "in" below them.
    pub(super) fn beneficiaries(&mut self, governor: usize) -> Vec<MemberIndex> {
        let passage = self.passage;
        let prepositions = self.lexicon.lists().beneficiary_prepositions();
        let mut phrases: Vec<usize> =
            prepositions.iter().flat_map(|word| prepositional_near(passage, governor, word)).collect();
        phrases.extend(self.helped(governor));
        for phrase in phrases {
            let named = self.named(Some(phrase));
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
        self.receiver_behind(governor)
    }

    /// "handed over tents for victims to Minister X": an actor behind "to", further on in the clause.
    pub(super) fn receiver_behind(&mut self, verb: usize) -> Vec<MemberIndex> {
        let passage = self.passage;
        if !passage.is_verb(verb) {
            return Vec::new();
        }
        let prepositions = self.lexicon.lists().beneficiary_prepositions();
        let behind = verb + 1..passage.len();
        // "worth" may count as a verb, though it is none, and "totalling 12 million" only measures.
        let measures = |token: usize| passage.tag(token) == "VBG" && passage.base_relation(token) == "acl";
        let is_verb = |token: usize| passage.tag(token).starts_with("VB") && !measures(token);
        let clause = behind.take_while(|&token| !is_verb(token) && passage.lemma(token) != ",");
        let phrases: Vec<usize> = clause
            .filter(|&token| {
                let is_noun = matches!(passage.pos(token), Pos::Noun | Pos::Propn);
                is_noun
                    && preposition_of(passage, token).is_some_and(|word| prepositions.iter().any(|known| known == word))
            })
            .collect();
        let named = phrases.iter().map(|&phrase| self.named(Some(phrase))).find(|named| !named.is_empty());
        // "for a school in Tartu": in whose country the place lies.
        let within = |phrase: &usize| self.parties.states_within(self.cast, self.number, *phrase);
        named.or_else(|| phrases.iter().map(within).find(|states| !states.is_empty())).unwrap_or_default()
    }

    /// "handed *Chile* ten boats": the tree may take the receiver for a part of the gift's name.
    pub(super) fn recipient_behind(&mut self, verb: usize) -> Vec<MemberIndex> {
        let passage = self.passage;
        let Some(mention) = self.parties.mention_at(self.number, verb + 1) else { return Vec::new() };
        let Naming::Country { code, .. } = mention.naming else { return Vec::new() };
        let name = self.lexicon.country_name(code);
        let is_name = mention.tokens.start == verb + 1 && passage.lemma(mention.head).eq_ignore_ascii_case(name);
        let is_followed = passage.base_relation(mention.head) == "compound";
        if is_name && is_followed { vec![self.cast.country(code, name)] } else { Vec::new() }
    }

    /// "Reyl gave *Talvik* a welcome on her arrival": whoever is welcomed has arrived, whoever "she" may be elsewhere.
    pub(super) fn welcomed(&mut self, noun: usize) -> Vec<MemberIndex> {
        let passage = self.passage;
        let lists = self.lexicon.lists();
        let has_owner = passage.dependents(noun, &["nmod:poss"]).any(|owner| passage.tag(owner) == "PRP$");
        let verb = passage.ancestors(noun).find(|&up| passage.is_verb(up));
        let Some(verb) = verb.filter(|_| has_owner && lists.is_arrival(passage.lemma(noun))) else {
            return Vec::new();
        };
        if lists.is_welcoming(passage.lemma(verb)) {
            let guest = self.patient(verb);
            return self.named(guest);
        }
        let given = passage.dependents(verb, &["obj"]).find(|&object| lists.is_welcoming(passage.lemma(object)));
        let guest = given.and_then(|given| {
            recipient(passage, verb).filter(|&guest| guest != given).or_else(|| {
                prepositional_near(passage, given, "to").into_iter().chain(prepositional(passage, verb, "to")).next()
            })
        });
        self.named(guest)
    }

    /// "During *her* visit to Tunis, X said": the pronoun opens the sentence in which its owner acts.
    pub(super) fn owner_told_later(&mut self, noun: usize) -> Vec<MemberIndex> {
        let passage = self.passage;
        let is_pronoun = |owner: usize| {
            let mention = self.parties.mention_at(self.number, owner);
            mention.is_some_and(|mention| matches!(mention.naming, Naming::Pronoun(_)))
        };
        let has_owner = passage.dependents(noun, &["nmod:poss"]).any(is_pronoun);
        let verb = passage.head(noun).filter(|&verb| {
            has_owner && passage.base_relation(noun) == "obl" && passage.pos(verb) == Pos::Verb && noun < verb
        });
        verb.map(|verb| self.acting(verb)).unwrap_or_default()
    }
}
