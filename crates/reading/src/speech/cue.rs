//! The words that attribute: reporting verbs with their auxiliaries, and phrases like "according to".

use plenipo_language::Pos;
use plenipo_record::Span;

use super::attribution::{Attributor, Place};
use crate::mention::Naming;

impl Attributor<'_> {
    /// Tells whether a token is a verb that may lead to words in quotation marks.
    pub fn is_cue(&self, place: Place) -> bool {
        let passage = self.passage(place);
        let lemma = passage.lemma(place.1);
        let speech = self.lexicon.speech();
        let is_verb = passage.pos(place.1) == Pos::Verb || passage.tag(place.1).starts_with("VB");
        is_verb
            && (speech.is_verb(lemma) || self.is_as_it(place))
            && !self.is_inside_name(place)
            && (!speech.is_close(lemma) || self.leads_to_marks(place))
    }

    /// Tells whether nothing but small words stands between a finite verb and quotation marks: "goes", "went on:".
    fn leads_to_marks(&self, (number, token): Place) -> bool {
        let passage = &self.document.passages[number];
        if passage.tag(token) == "VBG" {
            return false;
        }
        if token + 1 < passage.len() && self.lexicon.speech().attacks(passage.lemma(token + 1)) {
            return true;
        }
        if passage.tag(token) == "VBN" {
            return false;
        }
        let mut behind =
            (token + 1..passage.len()).skip_while(|&other| matches!(passage.pos(other), Pos::Adp | Pos::Adv));
        let leads = behind.next().is_none_or(|other| passage.pos(other) == Pos::Punct || passage.quoted[other]);
        leads || token > 0 && passage.quoted[token - 1]
    }

    /// Tells whether a token is the verb of "as X puts it".
    pub fn is_as_it(&self, (number, token): Place) -> bool {
        let passage = &self.document.passages[number];
        let is_it = |other: usize| other < passage.len() && passage.lemma(other) == "it";
        self.lexicon.speech().is_as_it(passage.lemma(token))
            && is_it(token + 1)
            && (0..token).rev().take(8).any(|other| passage.lemma(other) == "as")
    }

    /// Tells whether a token is part of the name of somebody or something.
    pub fn is_inside_name(&self, place: Place) -> bool {
        self.mention(place).is_some_and(|mention| matches!(mention.naming, Naming::Person(_) | Naming::Organization(_)))
    }

    /// Returns the length in tokens of a phrase like "according to" that begins at a token, or 0.
    pub fn according_at(&self, (number, token): Place) -> usize {
        let passage = &self.document.passages[number];
        let end = passage.len().min(token + 4);
        let words: Vec<&str> = (token..end).map(|other| self.word((number, other))).collect();
        self.lexicon.speech().according_at(&words).unwrap_or(0)
    }

    /// Returns where a cue stands: a verb with its auxiliaries, adverbs and the preposition that leads to what is said.
    pub fn cue_span(&self, (number, token): Place) -> Span {
        let passage = &self.document.passages[number];
        let length = self.according_at((number, token));
        if length > 0 {
            return passage.span(token..token + length);
        }
        if !passage.is_verb(token) {
            return passage.span(token..token + 1);
        }
        let is_part = |other: usize| {
            matches!(passage.pos(other), Pos::Aux | Pos::Adv | Pos::Part)
                && self.mention((number, other)).is_none()
                && !passage.quoted[other]
        };
        let first = (0..token).rev().take_while(|&other| is_part(other)).last().unwrap_or(token);
        let leads = |&other: &usize| {
            other < passage.len()
                && !passage.quoted[other]
                && self.lexicon.speech().takes_preposition(passage.lemma(token), passage.lemma(other))
        };
        let last = Some(token + 1).filter(leads).unwrap_or(token);
        passage.span(first..last + 1)
    }
}
