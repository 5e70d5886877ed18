//! How far an event has come, from the grammar around the word that reports it.

mod clause;
mod denial;
mod noun;

use plenipo_language::Pos;
use plenipo_lexicon::StatusCues;
use plenipo_record::Status;

use crate::document::Passage;
use crate::explain::Note;
use clause::status_of_clause;
use denial::is_of_denied_report;
use noun::goes_on_with;
pub(crate) use noun::{new_day, noun_status};

/// Returns the status that the sentence gives to the event reported by a verb.
pub(crate) fn verb_status(passage: &Passage, verb: usize, cues: &StatusCues) -> Status {
    if is_of_denied_report(passage, verb, cues) {
        return Status::Denied;
    }
    match status_of_clause(passage, verb, cues, 0) {
        Status::Planned if is_given_up(passage, verb, cues) => Status::Cancelled,
        status => status,
    }
}

/// "had been due to visit Oslo but called off the trip": who had a plan gives it up in the same sentence.
fn is_given_up(passage: &Passage, verb: usize, cues: &StatusCues) -> bool {
    let is_plan = |&up: &usize| passage.is_verb(up) && up < verb;
    let plans = std::iter::once(verb).chain(passage.ancestors(verb).take_while(is_plan));
    let is_the_same = |object: usize| {
        passage.lemma(object) == "it"
            || passage
                .dependents(object, &["det", "nmod:poss"])
                .any(|article| matches!(passage.lemma(article), "the" | "his" | "her" | "its" | "their" | "that"))
    };
    let gives_up = |next: usize| {
        next > verb
            && matches!(passage.tag(next), "VBD" | "VBN")
            && effect(passage, next, cues) == Some(Status::Cancelled)
            && !is_negated(passage, next)
            && passage.dependents(next, &["obj", "obl"]).any(is_the_same)
    };
    plans.flat_map(|plan| goes_on_with(passage, plan)).any(gives_up)
}

/// What a governing word makes of the event below it, its particle included: "called off".
pub(super) fn effect(passage: &Passage, word: usize, cues: &StatusCues) -> Option<Status> {
    let particle = passage
        .dependents(word, &["compound:prt", "advmod"])
        .find_map(|particle| cues.effect(&format!("{}_{}", passage.lemma(word), passage.lemma(particle))));
    // "fell through last week": the tree may tie the particle to what follows.
    let behind = || {
        let next = Some(word + 1).filter(|&next| next < passage.len() && passage.pos(word) == Pos::Verb)?;
        cues.effect(&format!("{}_{}", passage.lemma(word), passage.lemma(next)))
    };
    let effect = particle.or_else(behind).or_else(|| cues.effect(passage.lemma(word)));
    effect.inspect(|&status| passage.notes.add(|| Note::Cue(word, status)))
}

/// Tells whether what a modal verb says hangs on a clause with "if", wherever the tree has put that.
fn is_conditional(passage: &Passage, verb: usize) -> bool {
    let beside = passage.head(verb).filter(|_| passage.base_relation(verb) == "ccomp");
    std::iter::once(verb).chain(beside).any(|above| {
        passage
            .dependents(above, &["advcl", "ccomp"])
            .any(|clause| passage.dependents(clause, &["mark"]).any(|mark| passage.lemma(mark) == "if"))
    })
}

fn is_none(passage: &Passage, noun: usize) -> bool {
    passage.dependents(noun, &["det"]).any(|determiner| passage.lemma(determiner) == "no")
}

/// The effect of a governing verb, seen through what became of that verb's own clause.
fn applied(effect: Status, clause: Status, negated: bool) -> Status {
    match (effect, clause) {
        (Status::Planned, Status::Cancelled) => Status::Cancelled,
        (Status::Planned | Status::Proposed, Status::Denied) => Status::Denied,
        (Status::Cancelled | Status::Denied, _) if negated => Status::Planned,
        (Status::Cancelled, Status::Proposed) => Status::Planned,
        (effect, _) => effect,
    }
}

/// Tells whether "not", "never" or "no" negates a verb.
pub(crate) fn is_negated(passage: &Passage, verb: usize) -> bool {
    let is_adverb = |&adverb: &usize| matches!(passage.lemma(adverb), "not" | "never" | "n't" | "n’t");
    let determiners =
        || passage.dependents(verb, &["nsubj", "obj"]).flat_map(|noun| passage.dependents(noun, &["det"]));
    // "X, no relation to Y, was": an aside denies nothing.
    let is_aside = |determiner: usize| determiner > 0 && passage.lemma(determiner - 1) == ",";
    let is_no = |&determiner: &usize| passage.lemma(determiner) == "no" && !is_aside(determiner);
    // "will no longer travel"
    let is_over = |adverb: &usize| *adverb > 0 && passage.lemma(*adverb) == "long" && passage.lemma(adverb - 1) == "no";
    let adverb = passage.dependents(verb, &["advmod"]).find(|adverb| is_adverb(adverb) || is_over(adverb));
    let word = adverb.or_else(|| determiners().find(is_no));
    word.inspect(|&word| passage.notes.add(|| Note::Cue(word, Status::Denied))).is_some()
}

fn is_past(passage: &Passage, verb: usize) -> bool {
    passage.tag(verb) == "VBD"
}
