//! Where an event happens: venues and destinations in the sentence.

use plenipo_language::Pos;
use plenipo_lexicon::{Lexicon, Slot};
use plenipo_record::Place;

use super::site::Site;
use super::syntax::{clause_of, has_preposition, is_passive, patient, prepositional, prepositional_near};
use crate::document::Passage;
use crate::explain::Note;
use crate::mention::{Mention, Naming};

impl Site<'_> {
    /// Returns every destination that the given slots name, in text order: "will visit Oslo and Bergen".
    pub(super) fn destinations(&self, trigger: usize, slots: &[Slot]) -> Vec<Place> {
        let passage = self.passage;
        let mut places: Vec<Place> = Vec::new();
        for slot in slots {
            for phrase in phrases(passage, trigger, slot).into_iter().chain(self.place_behind(trigger, slot)) {
                for token in std::iter::once(phrase).chain(conjuncts(passage, phrase)) {
                    if let Some(place) = self.place_at(token)
                        && !places.contains(&place)
                    {
                        passage.notes.add(|| Note::Placed(token, place.clone()));
                        places.push(place);
                    }
                }
            }
            if !places.is_empty() {
                break;
            }
        }
        let is_expected = || passage.lemma(trigger) == "expect" && is_passive(passage, trigger);
        let arrives = self.lexicon.lists().is_arrival(passage.lemma(trigger)) || is_expected();
        if places.is_empty() && arrives && passage.pos(trigger) == Pos::Verb {
            let behind = ["in", "on", "to"].map(|word| Slot::Preposition(word.to_owned()));
            let phrases: Vec<usize> = behind.iter().flat_map(|slot| phrases(passage, trigger, slot)).collect();
            places.extend(phrases.into_iter().find_map(|phrase| self.land_meant(phrase)));
        }
        if places.is_empty() && slots.contains(&Slot::Within) && passage.pos(trigger) == Pos::Verb {
            places.extend(patient(passage, trigger, &|_| false).and_then(|seen| self.seat_of(seen)));
        }
        // "travel to Oslo, Norway": the second place is where the first lies.
        if let [first, second] = places.as_slice()
            && second.country == first.country
        {
            places.truncate(1);
        }
        places
    }

    /// Returns the venue that "in" and "at" name for an event.
    pub(super) fn venue(&self, anchors: &[usize]) -> Option<Place> {
        let passage = self.passage;
        let prepositions = self.lexicon.lists().venue_prepositions();
        // What a post tells, it may place as well.
        let is_told_there = anchors.iter().all(|&anchor| passage.quoted[anchor]);
        let mut best: Option<((usize, usize), usize, Place)> = None;
        for (token, _) in passage.tokens().iter().enumerate() {
            let Some(mention) = self.parties.mention_at(self.number, token).filter(|mention| mention.head == token)
            else {
                continue;
            };
            let Some(place) = place_of(mention) else { continue };
            // "in the port city of Oslo"
            let phrase = passage.head(token).filter(|&town| {
                self.lexicon.lists().is_town(passage.lemma(town)) && has_preposition(passage, token, "of")
            });
            // "at the old Oslo airport"
            let building = passage.head(token).filter(|&house| {
                passage.base_relation(token) == "compound"
                    && self.lexicon.lists().is_building(&passage.lemma(house).to_lowercase())
            });
            let phrase = phrase.or(building).unwrap_or(token);
            // "a conference on Chile"
            let is_of_talks = passage.head(token).is_some_and(|noun| anchors.contains(&noun) && !passage.is_verb(noun));
            let is_about = |preposition: &str| {
                preposition == "on" && (is_of_talks || matches!(mention.naming, Naming::Country { .. }))
            };
            if !prepositions
                .iter()
                .any(|preposition| !is_about(preposition) && has_preposition(passage, phrase, preposition))
                || passage.quoted[token] && !is_told_there
            {
                continue;
            }
            let Some(steps) = self.steps_to((phrase, place.name.is_some()), anchors) else { continue };
            let rank = (steps, anchors.iter().map(|&anchor| anchor.abs_diff(token)).min().unwrap_or_default());
            if best.as_ref().is_none_or(|(known, ..)| rank < *known) {
                best = Some((rank, token, place));
            }
        }
        best.map(|(_, token, place)| {
            passage.notes.add(|| Note::Placed(token, place.clone()));
            place
        })
    }

    /// "The next stop is Oslo, where X is to host Y": the place that "where" takes up.
    pub(super) fn place_before_where(&self, anchors: &[usize]) -> Option<Place> {
        let passage = self.passage;
        let is_anchor = |clause: usize| anchors.iter().any(|&anchor| clause_of(passage, anchor) == Some(clause));
        let adverb = (1..passage.len()).find(|&token| {
            passage.lemma(token) == "where"
                && clause_of(passage, token).is_some_and(is_anchor)
                && !passage.quoted[token]
        })?;
        // "in Oslo on Monday, where"
        let is_link = |token: usize| {
            matches!(passage.lemma(token), "," | "on" | "in")
                || passage.times.iter().any(|time| time.span.overlaps(passage.tokens()[token].span))
        };
        let before = (0..adverb).rev().take(6).find(|&token| !is_link(token))?;
        let mention = self.parties.mention_at(self.number, before)?;
        place_of(mention).inspect(|place| passage.notes.add(|| Note::Placed(mention.head, place.clone())))
    }

    /// Tells whether "here" or "there" places the event.
    pub(super) fn adverb_of_place(&self, anchors: &[usize]) -> Option<&str> {
        let passage = self.passage;
        let clauses: Vec<_> = anchors.iter().filter_map(|&anchor| clause_of(passage, anchor)).collect();
        (0..passage.len()).find_map(|token| {
            let lemma = passage.lemma(token);
            let is_here = is_bare_capital(passage, token, self.lexicon) || self.is_this_house(token);
            if is_here && clauses.contains(&clause_of(passage, token).unwrap_or(token)) {
                return Some("here");
            }
            let placed =
                matches!(lemma, "here" | "there") && passage.base_relation(token) != "expl" && !passage.quoted[token];
            (placed && clause_of(passage, token).is_some_and(|clause| clauses.contains(&clause))).then_some(lemma)
        })
    }

    /// "will leave Oslo on Monday *for Lima* to sign": a place behind a preposition further on in the clause of a verb, which
    /// the tree has tied to something else.
    fn place_behind(&self, verb: usize, slot: &Slot) -> Option<usize> {
        let passage = self.passage;
        let Slot::Preposition(preposition) = slot else { return None };
        // "sent its minister, X, to Lima"
        let is_aside = |token: usize| {
            let is_person = |at: usize| {
                self.parties
                    .mention_at(self.number, at)
                    .is_some_and(|mention| matches!(mention.naming, Naming::Person(_)))
            };
            passage.lemma(token) == "," && (is_person(token + 1) || is_person(token - 1))
        };
        let is_end =
            |token: usize| matches!(passage.pos(token), Pos::Verb | Pos::Punct | Pos::Sconj) && !is_aside(token);
        let clause = (verb + 1..passage.len().min(verb + 12))
            .take_while(|&token| passage.lemma(token) == *preposition || !is_end(token));
        let case = clause.into_iter().find(|&token| passage.is_verb(verb) && passage.lemma(token) == *preposition)?;
        let mention = self.parties.mention_at(self.number, case + 1)?;
        place_of(mention).map(|_| mention.head)
    }

    /// Returns the place that a phrase names: "Oslo", "the port city of Oslo".
    fn place_at(&self, phrase: usize) -> Option<Place> {
        let passage = self.passage;
        let named = |token: usize| self.parties.mention_at(self.number, token).and_then(place_of);
        let is_town = self.lexicon.lists().is_town(passage.lemma(phrase));
        // "the old Oslo airport"
        let is_building = self.lexicon.lists().is_building(&passage.lemma(phrase).to_lowercase());
        let of_building = || passage.dependents(phrase, &["compound"]).filter(|_| is_building).find_map(named);
        named(phrase)
            .or_else(of_building)
            .or_else(|| prepositional(passage, phrase, "of").filter(|_| is_town).find_map(named))
    }

    /// "arrived in *the island* this morning … in Oslo": the land of the copy, else the one of which a town is named further on.
    fn land_meant(&self, phrase: usize) -> Option<Place> {
        let passage = self.passage;
        let is_definite = passage.dependents(phrase, &["det"]).any(|article| passage.lemma(article) == "the");
        let is_bare = passage.dependents(phrase, &["nmod", "amod", "compound", "acl", "appos"]).next().is_none();
        if !is_definite || !is_bare || !self.lexicon.lists().is_land(passage.lemma(phrase)) {
            return None;
        }
        let town = || {
            let behind = (phrase + 1..passage.len()).filter(|&token| has_preposition(passage, token, "in"));
            behind.filter_map(|token| self.parties.mention_at(self.number, token)).find_map(place_of)
        };
        let country = self.home.and_then(|home| home.country).or_else(|| town()?.country)?;
        let place = Place { name: None, country: Some(country) };
        passage.notes.add(|| Note::Placed(phrase, place.clone()));
        Some(place)
    }

    /// Returns where something that is visited lies: "a base at Valparaiso", "Chilean shipyards"; people are met, not visited.
    fn seat_of(&self, seen: usize) -> Option<Place> {
        let passage = self.passage;
        let is_person =
            self.parties.mention_at(self.number, seen).is_some() || self.parties.is_representative(self.number, seen);
        if is_person || passage.pos(seen) != Pos::Noun {
            return None;
        }
        let mentions =
            || passage.extent(seen).filter_map(|token| Some((token, self.parties.mention_at(self.number, token)?)));
        let is_venue = |token: usize| {
            self.lexicon
                .lists()
                .venue_prepositions()
                .iter()
                .any(|preposition| has_preposition(passage, token, preposition))
        };
        let town = mentions().filter(|(token, _)| is_venue(*token)).find_map(|(_, mention)| place_of(mention));
        let nation = || {
            let before = mentions().filter(|(token, _)| *token < seen);
            before.into_iter().find_map(|(_, mention)| match mention.naming {
                Naming::Country { code, .. } => Some(Place { name: None, country: Some(code) }),
                _ => None,
            })
        };
        town.or_else(nation)
    }

    /// Tells whether a place belongs to what is talked about, not to the talks: "on the harvest in Chile".
    fn is_place_of_topic(&self, (token, is_town): (usize, bool), anchors: &[usize]) -> bool {
        let passage = self.passage;
        let lists = self.lexicon.lists();
        // "signed a memorandum on salmon in Oslo": of all salmon, a town says nothing.
        let is_bare = |noun: usize| passage.dependents(noun, &["det", "nmod:poss", "amod"]).next().is_none();
        if is_town && passage.head(token).is_some_and(is_bare) {
            return false;
        }
        let nouns = passage.ancestors(token).take_while(|&up| !passage.is_verb(up) && !anchors.contains(&up));
        nouns.into_iter().any(|noun| {
            let topic = passage.dependents(noun, &["case"]).any(|case| lists.is_topic_preposition(passage.lemma(case)));
            let in_time = passage.times.iter().any(|time| time.span.overlaps(passage.tokens()[noun].span));
            topic && !in_time && !lists.is_margin(passage.lemma(noun))
        })
    }

    /// Returns how far a place is from the nearest anchor: 0 below it, 1 in its clause, 2 in the clause above.
    pub(super) fn steps_to(&self, (token, is_town): (usize, bool), anchors: &[usize]) -> Option<usize> {
        let passage = self.passage;
        // "the signing of the deal, scheduled for Friday in Oslo"
        let below = |up: &usize| {
            !anchors.contains(up) && (!passage.is_verb(*up) || passage.dependents(*up, &["nsubj"]).next().is_none())
        };
        let chain: Vec<usize> = passage.ancestors(token).take(4).collect();
        let n_below = chain.iter().take_while(|up| below(up)).count();
        if n_below < 2 && chain.get(n_below).is_some_and(|up| anchors.contains(up)) {
            return Some(0);
        }
        let is_participle = |up: &usize| passage.base_relation(*up) == "acl";
        if chain.get(n_below).is_some_and(|up| anchors.contains(up)) && chain[..n_below].iter().any(is_participle) {
            return Some(0);
        }
        if self.is_place_of_topic((token, is_town), anchors) {
            return None;
        }
        let own = clause_of(passage, passage.head(token)?);
        let clauses: Vec<_> = anchors.iter().map(|&anchor| clause_of(passage, anchor)).collect();
        if clauses.contains(&own) {
            return Some(1);
        }
        let above = clauses.iter().flatten().any(|&clause| {
            let tight = matches!(passage.base_relation(clause), "xcomp" | "advcl" | "acl");
            tight && passage.head(clause).is_some_and(|head| clause_of(passage, head) == own)
        });
        above.then_some(2)
    }
}

/// Returns the place that a mention names; the name of a country is a place without a name of its own.
pub(crate) fn place_of(mention: &Mention) -> Option<Place> {
    match &mention.naming {
        Naming::Place { name, country, .. } => Some(Place { name: Some(name.clone()), country: *country }),
        Naming::Country { code, is_adjective: false, .. } => Some(Place { name: None, country: Some(*code) }),
        _ => None,
    }
}

/// "in the capital" of the dateline's country; another's capital is a mention of its own.
pub(crate) fn is_bare_capital(passage: &Passage, token: usize, lexicon: &Lexicon) -> bool {
    let is_definite = passage.dependents(token, &["det"]).any(|determiner| passage.lemma(determiner) == "the");
    let others = passage.dependents(token, &["nmod", "amod", "compound"]).next();
    let is_national = others.is_none_or(|other| passage.lemma(other) == "national");
    lexicon.lists().is_capital(passage.lemma(token))
        && is_definite
        && is_national
        && has_preposition(passage, token, "in")
        && !passage.quoted[token]
}

fn phrases(passage: &Passage, trigger: usize, slot: &Slot) -> Vec<usize> {
    match slot {
        Slot::Object => patient(passage, trigger, &|_| false).into_iter().collect(),
        Slot::Preposition(preposition) => prepositional_near(passage, trigger, preposition),
        Slot::Subject
        | Slot::Possessive
        | Slot::Modifier
        | Slot::Recipient
        | Slot::Beneficiary
        | Slot::Within
        | Slot::Post
        | Slot::State
        | Slot::Clause
        | Slot::ClauseOfState
        | Slot::ClauseObject
        | Slot::Doer
        | Slot::Described
        | Slot::Speaker => Vec::new(),
    }
}

fn conjuncts(passage: &Passage, token: usize) -> impl Iterator<Item = usize> + '_ {
    passage.dependents(token, &["conj", "appos"])
}
