//! Political events of all kinds in one sentence, with the phrases of their parties.
//!
//! The record of diplomacy keeps events of actors whom an article names. Coding asks for less and for more: whoever acts
//! and undergoes, "gunmen" and "protesters" too, as the words that say so, and one event for each word that tells one.
//! The frames are the same.

mod condition;
mod detail;
mod phrase;
mod slot;
mod weight;

use plenipo_language::Pos;
use plenipo_lexicon::{Frame, Needs, NounPattern, VerbPattern};
use plenipo_record::{EventKind, Status};

use super::index::FrameIndex;
use super::site::Site;
use super::status::{noun_status, verb_status};
use super::syntax::is_passive;
use crate::explain::Note;
pub(crate) use phrase::phrase_of;
pub(crate) use weight::weight;

/// A political event in a sentence, in terms of its tokens.
#[derive(Clone, Debug)]
pub(crate) struct Act {
    /// The kind of event.
    pub kind: EventKind,
    /// What sort of event of its kind it is.
    pub detail: Option<String>,
    /// How far it has come.
    pub status: Status,
    /// The token that tells it.
    pub trigger: usize,
    /// The heads of the phrases that name the acting side.
    pub by: Vec<usize>,
    /// The heads of the phrases that name the other side.
    pub with: Vec<usize>,
}

/// Returns the events that a sentence tells, in text order.
pub(crate) fn acts(site: &Site<'_>, index: &FrameIndex<'_>) -> Vec<Act> {
    let passage = site.passage;
    let mut found: Vec<Act> = Vec::new();
    for token in 0..passage.len() {
        let act = match passage.pos(token) {
            Pos::Verb | Pos::Aux => index.verbs_at(passage.lemma(token)).iter().find_map(|&(frame, pattern)| {
                passage.notes.add(|| Note::Tried { frame: frame.id.clone(), kind: frame.kind, token });
                site.act_of_verb(token, frame, pattern)
            }),
            Pos::Noun | Pos::Propn | Pos::Adj => {
                let lemma = passage.lemma(token).to_lowercase();
                index.nouns_at(&lemma).iter().find_map(|&(frame, pattern)| {
                    passage.notes.add(|| Note::Tried { frame: frame.id.clone(), kind: frame.kind, token });
                    site.act_of_noun(token, frame, pattern)
                })
            }
            _ => None,
        };
        // "imposed sanctions", "the sanctions imposed": the verb and its noun tell one event.
        let is_told = |act: &Act, before: &Act| {
            act.kind == before.kind
                && (passage.head(act.trigger) == Some(before.trigger) || passage.head(before.trigger) == Some(act.trigger))
        };
        if let Some(act) = act.filter(|act| !found.iter().any(|before| is_told(act, before))) {
            found.push(act);
        }
    }
    found
}

impl Site<'_> {
    fn act_of_verb(&self, verb: usize, frame: &Frame, pattern: &VerbPattern) -> Option<Act> {
        let passage = self.passage;
        if !self.fits_verb(verb, pattern) {
            return None;
        }
        let object = self.patient(verb);
        let by = self.phrases(&[verb], &pattern.by);
        if !self.is_of_sector(&by, &pattern.sectors) {
            return None;
        }
        let mut governors = vec![verb];
        governors.extend(object);
        let mut with = self.phrases(&governors, &pattern.with);
        with.retain(|head| !by.contains(head));
        let mut status = verb_status(passage, verb, self.lexicon.status_cues());
        if let Some(own) = pattern.status {
            status = if matches!(status, Status::Occurred | Status::Ongoing | Status::Planned) { own.0 } else { status };
        }
        // A destination counts as the other side of a journey.
        if !pattern.place.is_empty() && with.is_empty() {
            with = self.phrases(&[verb], &pattern.place);
            with.retain(|&head| self.is_place(head) && !by.contains(&head));
        }
        let has_other = !with.is_empty() || self.is_filled(&governors, &pattern.with);
        let has_other = has_other || (pattern.needs == Needs::Two && self.is_plural(&by));
        let is_told = suffices(pattern.needs, !by.is_empty(), has_other, is_passive(passage, verb));
        let detail = pattern.detail.clone().or_else(|| self.detail(verb, frame));
        let (by, with) = sides(by, with, pattern.reciprocal || frame.kind.is_symmetric());
        is_told.then_some(Act { kind: frame.kind, detail, status, trigger: verb, by, with })
    }

    fn act_of_noun(&self, noun: usize, frame: &Frame, pattern: &NounPattern) -> Option<Act> {
        let passage = self.passage;
        let carrier = self.fits_noun(noun, pattern)?;
        let mut by = self.phrases(&[noun], &pattern.by);
        if let Some(verb) = carrier.filter(|_| by.is_empty()) {
            by = self.acting_phrases(verb);
        }
        if !self.is_of_sector(&by, &pattern.sectors) {
            return None;
        }
        let mut governors = vec![noun];
        governors.extend(carrier);
        let mut with = self.phrases(&governors, &pattern.with);
        with.retain(|head| !by.contains(head));
        let cues = self.lexicon.status_cues();
        let mut status = match carrier {
            Some(verb) => verb_status(passage, verb, cues),
            None => noun_status(passage, noun, cues),
        };
        if let Some(own) = pattern.status {
            status = if matches!(status, Status::Occurred | Status::Ongoing | Status::Planned) { own.0 } else { status };
        }
        if !pattern.place.is_empty() && with.is_empty() {
            with = self.phrases(&governors, &pattern.place);
            with.retain(|&head| self.is_place(head) && !by.contains(&head));
        }
        let has_other = !with.is_empty() || (pattern.needs == Needs::Two && self.is_plural(&by));
        let is_told = suffices(pattern.needs, !by.is_empty(), has_other, carrier.is_some_and(|verb| is_passive(passage, verb)));
        let detail = pattern.detail.clone().or_else(|| self.detail(noun, frame));
        let (by, with) = sides(by, with, pattern.reciprocal || frame.kind.is_symmetric());
        is_told.then_some(Act { kind: frame.kind, detail, status, trigger: noun, by, with })
    }
}

/// Puts all on one side where both do the same.
fn sides(mut by: Vec<usize>, with: Vec<usize>, is_reciprocal: bool) -> (Vec<usize>, Vec<usize>) {
    if !is_reciprocal {
        return (by, with);
    }
    by.extend(with);
    (by, Vec::new())
}

/// Tells whether enough of the parties is told; a passive may leave out who acts.
fn suffices(needs: Needs, has_by: bool, has_with: bool, is_passive: bool) -> bool {
    let acts = has_by || is_passive;
    match needs {
        Needs::By | Needs::Alliance => has_by || (is_passive && has_with),
        Needs::With => has_with,
        Needs::Both | Needs::Place | Needs::Abroad => has_with && acts,
        Needs::Two => has_with && acts,
        Needs::Nothing => true,
        Needs::Any => has_by || has_with,
    }
}
