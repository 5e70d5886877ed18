//! Reports of which somebody says that they are not so.

use plenipo_language::Pos;
use plenipo_lexicon::StatusCues;
use plenipo_record::Status;

use super::{effect, is_negated};
use crate::document::Passage;
use crate::explain::Note;

/// Tells whether a word belongs to what a report tells of which somebody says that it is not so: "poured cold water on a
/// report that X would meet Y", "dismissed rumours of a meeting".
pub(super) fn is_of_denied_report(passage: &Passage, word: usize, cues: &StatusCues) -> bool {
    let is_opened = |noun: usize| matches!(passage.lemma(noun + 1), "that" | "of" | "about");
    let noun = (1..word.saturating_sub(1))
        .rev()
        .find(|&noun| cues.is_of_report(passage.lemma(noun)) && passage.pos(noun) == Pos::Noun && is_opened(noun));
    let Some(noun) = noun else { return false };
    // Only the first clause of what is told is surely of the report.
    let is_finite = |token: usize| matches!(passage.tag(token), "VBD" | "VBZ" | "VBP" | "MD") && !passage.quoted[token];
    let n_finite = (noun + 2..word).filter(|&token| is_finite(token) && passage.head(token) != Some(word)).count();
    if n_finite > 1 {
        return false;
    }
    // "said reports that X had met Y were false"
    let is_untrue = |token: usize| {
        cues.is_untrue(passage.lemma(token))
            && passage.dependents(token, &["cop"]).any(|copula| copula > word)
            && passage.dependents(token, &["nsubj"]).all(|subject| subject == noun)
    };
    if let Some(untrue) = (word + 1..passage.len()).find(|&token| is_untrue(token)) {
        passage.notes.add(|| Note::Cue(untrue, Status::Denied));
        return true;
    }
    let verb = (noun.saturating_sub(8)..noun).rev().find(|&token| passage.pos(token) == Pos::Verb);
    verb.is_some_and(|verb| {
        let denies = cues.denies_reports(passage.lemma(verb)) && !is_negated(passage, verb);
        if denies {
            passage.notes.add(|| Note::Cue(verb, Status::Denied));
        }
        denies
    })
}

/// Tells whether a noun is what somebody denies.
pub(super) fn is_denied_report(passage: &Passage, noun: usize, cues: &StatusCues) -> bool {
    let verb = passage.head(noun).filter(|&verb| {
        passage.pos(noun) == Pos::Noun && passage.base_relation(noun) == "obj" && passage.pos(verb) == Pos::Verb
    });
    verb.is_some_and(|verb| effect(passage, verb, cues) == Some(Status::Denied) && !is_negated(passage, verb))
}

/// Tells whether a clause behind a noun is what the noun says: "reports *that* he would resign", which the tree may take
/// for a relative clause.
pub(super) fn is_content(passage: &Passage, verb: usize) -> bool {
    passage.relation(verb) != "acl:relcl"
        || passage.dependents(verb, &["mark"]).any(|mark| passage.lemma(mark) == "that")
}
