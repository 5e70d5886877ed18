//! Where an event happens when no place is named for it: the town after which an occasion or a paper is called, the country
//! whose house it is held in.

use plenipo_language::Pos;
use plenipo_lexicon::NameSense;
use plenipo_record::Place;

use super::place::place_of;
use super::site::Site;
use super::syntax::{clause_of, has_preposition};
use crate::explain::Note;
use crate::mention::{Mention, Naming};

impl Site<'_> {
    /// "at the Oslo Security Conference", "on the sidelines of the Lima Forum": the town after which an occasion is called.
    pub(super) fn town_of_occasion(&self, anchors: &[usize]) -> Option<Place> {
        let passage = self.passage;
        (0..passage.len()).find_map(|token| {
            let mention = self.parties.mention_at(self.number, token).filter(|mention| mention.head == token)?;
            let Naming::Organization(name) = &mention.naming else { return None };
            let words: Vec<&str> = name.trim_start_matches("the ").split(' ').collect();
            let is_occasion = self.lexicon.lists().is_named_occasion(&words.last()?.to_lowercase());
            let is_beside = || {
                let margin =
                    passage.head(token).is_some_and(|head| self.lexicon.lists().is_margin(passage.lemma(head)));
                has_preposition(passage, token, "at") || margin && has_preposition(passage, token, "of")
            };
            let (length, sense) = self.lexicon.name_at(&words).filter(|_| is_occasion && is_beside())?;
            self.steps_to((token, true), anchors)?;
            let is_town = matches!(sense, NameSense::City { .. } | NameSense::Capital { .. });
            let place = Place { name: Some(words[..length].join(" ")), country: sense.country() };
            is_town.then(|| {
                passage.notes.add(|| Note::Placed(token, place.clone()));
                place
            })
        })
    }

    /// "the Oslo Declaration": a paper that is adopted in a town is called after it.
    pub(super) fn town_of_paper(&self, anchors: &[usize]) -> Option<Place> {
        let passage = self.passage;
        let paper = (1..passage.len()).find(|&token| {
            let is_near = anchors.iter().any(|&anchor| {
                anchor == token
                    || clause_of(passage, anchor) == clause_of(passage, token)
                    || passage.head(anchor) == Some(token)
            });
            is_near
                && passage.pos(token) == Pos::Propn
                && self.lexicon.lists().is_paper_of_town(&passage.lemma(token).to_lowercase())
        })?;
        let mention = self.parties.mention_at(self.number, paper - 1).filter(|mention| mention.tokens.end == paper)?;
        let is_town = matches!(mention.naming, Naming::Place { country: Some(_), .. });
        place_of(mention).filter(|_| is_town).inspect(|place| passage.notes.add(|| Note::Placed(paper, place.clone())))
    }

    /// "in a wing of the Treasury", "at the Norwegian foreign ministry": in whose country a house stands.
    pub(super) fn house_of_state(&self, anchors: &[usize]) -> Option<Place> {
        let passage = self.passage;
        (0..passage.len()).find_map(|token| {
            let mention = self.parties.mention_at(self.number, token).filter(|mention| mention.head == token)?;
            let country = mention.country.filter(|_| matches!(mention.naming, Naming::Organization(_)))?;
            let is_in = |house: usize| has_preposition(passage, house, "in") || has_preposition(passage, house, "at");
            let house = passage.head(token).filter(|&house| {
                has_preposition(passage, token, "of") && self.lexicon.lists().is_building(passage.lemma(house))
            });
            let placed = [Some(token), house].into_iter().flatten().find(|&house| is_in(house))?;
            self.steps_to((placed, true), anchors)?;
            let place = Place { name: None, country: Some(country) };
            passage.notes.add(|| Note::Placed(token, place.clone()));
            Some(place)
        })
    }

    /// Tells whether an event is placed in a building that is not said to stand elsewhere: "at the presidential palace".
    pub(super) fn is_in_building(&self, anchors: &[usize]) -> bool {
        let passage = self.passage;
        let lists = self.lexicon.lists();
        let is_building = |token: usize| lists.is_building(&passage.lemma(token).to_lowercase());
        (0..passage.len()).any(|token| {
            let case = passage.dependents(token, &["case"]).next().filter(|&case| case < token);
            let is_at = case.is_some_and(|case| lists.venue_prepositions().iter().any(|at| at == passage.lemma(case)));
            is_at
                && !passage.quoted[token]
                && (case.unwrap_or(token)..=token).any(is_building)
                && self.steps_to((token, true), anchors).is_some()
                && passage
                    .extent(token)
                    .all(|part| self.parties.mention_at(self.number, part).and_then(Mention::names_country).is_none())
        })
    }

    /// "in this hotel", "in this port city": whoever writes is there.
    pub(super) fn is_this_house(&self, token: usize) -> bool {
        let passage = self.passage;
        let lists = self.lexicon.lists();
        let lemma = passage.lemma(token).to_lowercase();
        let is_this = passage.dependents(token, &["det"]).any(|determiner| passage.lemma(determiner) == "this");
        let is_in = lists.venue_prepositions().iter().any(|preposition| has_preposition(passage, token, preposition));
        is_this && is_in && (lists.is_building(&lemma) || lists.is_town(&lemma)) && !passage.quoted[token]
    }
}
