//! The status that a clause gives to what its verb reports: tense, mood, and the verb above.

use plenipo_language::Pos;
use plenipo_lexicon::StatusCues;
use plenipo_record::Status;

use super::denial::{is_content, is_denied_report};
use super::{applied, effect, is_conditional, is_negated, is_none, is_past};
use crate::document::Passage;
use crate::explain::Note;
use crate::frame::syntax::{clause_of, grammatical_subject, invited, is_infinitive, preposition_of};

pub(super) fn status_of_clause(passage: &Passage, verb: usize, cues: &StatusCues, depth: usize) -> Status {
    if depth > 5 {
        return Status::Occurred;
    }
    let own = own_status(passage, verb, cues, depth);
    let negated = is_negated(passage, verb);
    let status = match own {
        Status::Occurred | Status::Proposed | Status::Ongoing if negated => Status::Denied,
        Status::Planned if negated => Status::Cancelled,
        status => status,
    };
    let Some(head) = passage.head(verb) else { return status };
    match (passage.base_relation(verb), effect(passage, head, cues)) {
        ("xcomp" | "ccomp" | "acl" | "csubj" | "advcl", Some(effect @ (Status::Denied | Status::Cancelled)))
            if passage.relation(verb) != "acl:relcl" =>
        {
            if is_negated(passage, head) || (effect == Status::Cancelled && passage.base_relation(verb) == "advcl") {
                status
            } else {
                effect
            }
        }
        // "proposed that Chile host the talks", "demands that he resign"
        ("ccomp" | "acl", Some(Status::Proposed))
            if matches!(passage.tag(verb), "VB" | "VBP") && matches!(status, Status::Occurred | Status::Ongoing) =>
        {
            Status::Proposed
        }
        // "shrugged off demands by the opposition that he resign": where the tree ties the clause to another noun.
        ("ccomp" | "acl", _) if is_wish(passage, verb) && matches!(status, Status::Occurred | Status::Ongoing) => {
            Status::Proposed
        }
        // "expressed the hope that X would visit Oslo"
        ("ccomp" | "acl", _) if status == Status::Planned && is_hoped(passage, verb, head, cues) => Status::Proposed,
        // "denied a report that they had fixed a summit"
        ("acl" | "ccomp", _) if is_content(passage, verb) && is_denied_report(passage, head, cues) => Status::Denied,
        ("conj", _) if has_no_tense(passage, verb) => match status_of_clause(passage, head, cues, depth + 1) {
            above if passage.is_verb(head) => above,
            _ => status,
        },
        _ => status,
    }
}

/// "that he resign": one who does so would ask for an "s".
fn is_wish(passage: &Passage, verb: usize) -> bool {
    let is_one = |subject: usize| matches!(passage.lemma(subject), "he" | "she" | "it");
    passage.tag(verb) == "VB"
        && passage.dependents(verb, &["mark"]).any(|mark| passage.lemma(mark) == "that")
        && passage.dependents(verb, &["nsubj"]).any(is_one)
        && passage.dependents(verb, &["aux"]).next().is_none()
}

/// The status by tense, mood and the verb that governs an infinitive.
fn own_status(passage: &Passage, verb: usize, cues: &StatusCues, depth: usize) -> Status {
    let auxiliaries: Vec<usize> = passage.dependents(verb, &["aux", "cop"]).collect();
    for &auxiliary in &auxiliaries {
        if let Some(status) = cues.modal(passage.lemma(auxiliary)) {
            passage.notes.add(|| Note::Cue(auxiliary, status));
            // "It was unclear if he would go"
            let is_open =
                passage.dependents(verb, &["mark"]).any(|mark| matches!(passage.lemma(mark), "if" | "whether"));
            return if is_open || is_conditional(passage, verb) { Status::Proposed } else { status };
        }
    }
    let condition = passage.dependents(verb, &["mark"]).find(|&mark| cues.is_condition(passage.lemma(mark)));
    if let Some(mark) = condition {
        passage.notes.add(|| Note::Cue(mark, Status::Proposed));
        return Status::Proposed;
    }
    let infinitive = passage.dependents(verb, &["mark"]).find(|&mark| passage.lemma(mark) == "to");
    if let Some(mark) = infinitive {
        // "has made no decision on whether to appoint him"
        let is_open = passage.dependents(verb, &["mark"]).any(|mark| passage.lemma(mark) == "whether");
        let status = if is_open { Status::Proposed } else { Status::Planned };
        passage.notes.add(|| Note::Cue(mark, status));
        if is_open {
            return status;
        }
        return infinitive_status(passage, verb, cues, depth);
    }
    let finite = auxiliaries.iter().copied().find(|&auxiliary| is_finite(passage, auxiliary));
    // "the minister, who quit a week ago": a form that is the same in the past, under one who would ask for an "s".
    if finite.is_none() && passage.tag(verb) == "VBP" && is_past_in_disguise(passage, verb, cues) {
        return Status::Occurred;
    }
    if finite.is_none() && matches!(passage.tag(verb), "VBZ" | "VBP") && is_yet_to_come(passage, verb, cues, depth) {
        return Status::Planned;
    }
    match (passage.tag(verb), finite) {
        // "said that talks were going on"
        ("VBG", Some(auxiliary)) if is_past(passage, auxiliary) => {
            let is_reported =
                passage.base_relation(verb) == "ccomp" && passage.head(verb).is_some_and(|head| head < verb);
            if is_reported { Status::Ongoing } else { Status::Occurred }
        }
        ("VBG", Some(_)) | ("VBZ" | "VBP", None) => Status::Ongoing,
        ("VBG", None) if is_behind_conjunction(passage, verb, cues) => {
            let head = passage.head(verb).filter(|&head| {
                is_after_what_comes(passage, verb, head, cues) || is_still_to_come(passage, verb, head, cues)
            });
            if head.is_some() { Status::Planned } else { Status::Occurred }
        }
        ("VBG", None) if is_before_report(passage, verb, cues) => Status::Planned,
        ("VBG", None) => match passage.head(verb) {
            // "is considering offering wheat"
            Some(head) if passage.base_relation(verb) == "xcomp" && effect(passage, head, cues).is_some() => {
                infinitive_status(passage, verb, cues, depth)
            }
            Some(head) if passage.is_verb(head) && depth < 4 => status_of_clause(passage, head, cues, depth + 1),
            // "Reyl, travelling to Oslo, said"
            Some(head) if passage.base_relation(verb) == "acl" && passage.pos(head) == Pos::Propn => Status::Ongoing,
            _ => Status::Occurred,
        },
        ("VBN", None) => effect(passage, verb, cues).unwrap_or(Status::Occurred),
        // "has been in talks since": the perfect of a state lasts.
        (_, Some(auxiliary)) if is_lasting(passage, verb, auxiliary) => Status::Ongoing,
        // A copula or auxiliary in the present without a participle of the perfect: "is in Paris", "is held".
        (_, Some(auxiliary))
            if !is_past(passage, auxiliary)
                && passage.lemma(auxiliary) == "be"
                && !has_perfect(passage, &auxiliaries) =>
        {
            Status::Ongoing
        }
        _ => Status::Occurred,
    }
}

fn infinitive_status(passage: &Passage, verb: usize, cues: &StatusCues, depth: usize) -> Status {
    let Some(head) = passage.head(verb) else { return Status::Planned };
    // "has no plans to travel", with the infinitive tied to "has"
    let plan = passage.dependents(head, &["obj"]).find(|&plan| {
        passage.lemma(head) == "have" && plan < verb && effect(passage, plan, cues).is_some() && is_none(passage, plan)
    });
    if plan.is_some() && passage.base_relation(verb) == "xcomp" {
        return Status::Denied;
    }
    // "ended with an invitation to X to come to Oslo"
    if invited(passage, verb).is_some()
        && !matches!(effect(passage, head, cues), Some(Status::Denied | Status::Cancelled))
    {
        return Status::Proposed;
    }
    // "had to resign", "was forced to resign"
    if cues.is_compelling(passage.lemma(head)) && passage.base_relation(verb) == "xcomp" {
        return status_of_clause(passage, head, cues, depth + 1);
    }
    if let Some(effect) = effect(passage, head, cues) {
        // "had no plans to meet"
        if !passage.is_verb(head) && is_none(passage, head) {
            return applied(effect, Status::Denied, true);
        }
        // "dropped plans to": what became of the plan.
        let is_object = !passage.is_verb(head) && passage.base_relation(head) == "obj";
        let above = passage.head(head).filter(|&above| is_object && passage.is_verb(above));
        let end = above.and_then(|above| self::effect(passage, above, cues));
        if let Some(end @ (Status::Cancelled | Status::Denied)) = end {
            return end;
        }
        let clause =
            if passage.is_verb(head) { status_of_clause(passage, head, cues, depth + 1) } else { Status::Occurred };
        return applied(effect, clause, passage.is_verb(head) && is_negated(passage, head));
    }
    // "had visited Oslo to hold talks": whoever has been there has held them.
    if cues.is_fulfilled(passage.lemma(head)) && passage.base_relation(verb) == "advcl" {
        return status_of_clause(passage, head, cues, depth + 1);
    }
    if passage.is_verb(head) && matches!(passage.base_relation(verb), "xcomp" | "advcl") {
        return match status_of_clause(passage, head, cues, depth + 1) {
            status @ (Status::Cancelled | Status::Denied | Status::Proposed) => status,
            _ => Status::Planned,
        };
    }
    Status::Planned
}

/// "will explain it when he visits Oslo": the present in a clause of time under what lies ahead.
fn is_yet_to_come(passage: &Passage, verb: usize, cues: &StatusCues, depth: usize) -> bool {
    if passage.dependents(verb, &["mark", "advmod"]).any(|mark| cues.is_conjunction_ahead(passage.lemma(mark))) {
        return true;
    }
    let opens = |mark: usize| cues.is_time_conjunction(passage.lemma(mark));
    let is_of_time = passage.dependents(verb, &["mark", "advmod"]).any(opens);
    let ahead =
        |head: usize| matches!(status_of_clause(passage, head, cues, depth + 1), Status::Planned | Status::Proposed);
    is_of_time && passage.head(verb).and_then(|head| clause_of(passage, head)).is_some_and(ahead)
}

/// "After travelling to Chile this week he hopes to visit Norway"
fn is_still_to_come(passage: &Passage, verb: usize, head: usize, cues: &StatusCues) -> bool {
    let clause = passage.span(passage.extent(verb));
    let is_open = passage.times.iter().any(|time| time.span.overlaps(clause) && !time.is_behind());
    is_open && effect(passage, head, cues).is_some()
}

/// "may step down after the summit": where no past day is told, what lies ahead comes after what lies ahead.
pub(super) fn is_after_what_comes(passage: &Passage, noun: usize, verb: usize, cues: &StatusCues) -> bool {
    let is_dated = || {
        let extent = passage.extent(noun);
        let last = passage.span(extent);
        passage.times.iter().any(|time| time.span.overlaps(last) && time.is_behind())
    };
    // "might be forced to step down after"
    let above = passage.head(verb).filter(|_| passage.base_relation(verb) == "xcomp");
    let has_modal = std::iter::once(verb)
        .chain(above)
        .any(|verb| passage.dependents(verb, &["aux"]).any(|auxiliary| cues.modal(passage.lemma(auxiliary)).is_some()));
    // "During his visit he will meet": whatever the day, he is not there yet.
    let is_around = preposition_of(passage, noun).is_some_and(|word| word.eq_ignore_ascii_case("during"));
    passage.pos(verb) == Pos::Verb
        && (has_modal && (is_around || !is_dated())
            || is_around && !is_dated() && is_below_plan(passage, noun, verb, cues))
}

/// "is expected to canvass, during his visit, support": what lies ahead of the copy is around what is planned.
fn is_below_plan(passage: &Passage, noun: usize, verb: usize, cues: &StatusCues) -> bool {
    // Behind an aside the phrase belongs to the sentence.
    let first = passage.extent(noun).start;
    let is_set_off = first > 0 && passage.lemma(first - 1) == ",";
    let own = Some(verb).filter(|_| !is_set_off);
    let verb = own.or_else(|| passage.ancestors(noun).filter(|&up| passage.is_verb(up)).last()).unwrap_or(verb);
    // "failed to conclude it during the talks"
    if passage.head(verb).is_some_and(|above| cues.is_void(passage.lemma(above))) {
        return false;
    }
    let mut clauses = std::iter::once(verb).chain(passage.dependents(verb, &["xcomp"]));
    clauses.any(|clause| {
        is_infinitive(passage, clause)
            || matches!(status_of_clause(passage, clause, cues, 1), Status::Planned | Status::Proposed)
    })
}

/// "announced it after meeting X"
fn is_behind_conjunction(passage: &Passage, verb: usize, cues: &StatusCues) -> bool {
    passage
        .dependents(verb, &["mark"])
        .any(|mark| matches!(passage.lemma(mark), "after" | "since") && cues.is_after(passage.lemma(mark)))
}

/// "was speaking before meeting X": who speaks of it has it before him.
fn is_before_report(passage: &Passage, verb: usize, cues: &StatusCues) -> bool {
    passage.dependents(verb, &["mark"]).any(|mark| cues.is_before(passage.lemma(mark)))
        && passage.head(verb).is_some_and(|head| cues.is_mute(passage.lemma(head)) || passage.lemma(head) == "tell")
}

/// Tells whether a verb that has one form for present and past is told of a single person or thing, without an "s".
fn is_past_in_disguise(passage: &Passage, verb: usize, cues: &StatusCues) -> bool {
    let subject = grammatical_subject(passage, verb, 0);
    cues.is_unchanging(passage.lemma(verb))
        && subject.is_some_and(|subject| {
            matches!(passage.tag(subject), "NN" | "NNP") && passage.dependents(subject, &["conj"]).next().is_none()
        })
}

/// Tells whether a predicate with "has been" is a state that goes on, not a passive, unless it is told since when:
/// "have been negotiating since Monday".
fn is_lasting(passage: &Passage, predicate: usize, auxiliary: usize) -> bool {
    let is_since = || {
        let end = passage.len().min(predicate + 5);
        (predicate + 1..end)
            .any(|token| passage.lemma(token) == "since" && passage.head(token).is_some_and(|day| day < end))
            && passage.dependents(predicate, &["aux"]).any(|been| passage.lemma(been) == "be")
    };
    passage.lemma(auxiliary) == "have"
        && !is_past(passage, auxiliary)
        && (passage.pos(predicate) != Pos::Verb
            && passage.dependents(predicate, &["cop"]).any(|copula| passage.tag(copula) == "VBN")
            || is_since())
}

fn has_perfect(passage: &Passage, auxiliaries: &[usize]) -> bool {
    auxiliaries.iter().any(|&auxiliary| passage.lemma(auxiliary) == "have")
}

fn has_no_tense(passage: &Passage, verb: usize) -> bool {
    let mut auxiliaries = passage.dependents(verb, &["aux", "mark"]).peekable();
    // "is expected to resign or *be* fired"
    let is_bare_passive = passage.tag(verb) == "VBN"
        && auxiliaries.peek().is_some()
        && passage.dependents(verb, &["aux", "mark"]).all(|auxiliary| passage.tag(auxiliary) == "VB");
    passage.pos(verb) == Pos::Verb
        && (is_bare_passive || matches!(passage.tag(verb), "VB" | "VBG") && auxiliaries.next().is_none())
}

fn is_finite(passage: &Passage, verb: usize) -> bool {
    matches!(passage.tag(verb), "VBD" | "VBZ" | "VBP" | "MD")
}

/// Tells whether a clause is what somebody hopes, or calls a hope.
fn is_hoped(passage: &Passage, verb: usize, head: usize, cues: &StatusCues) -> bool {
    let hope = passage.dependents(head, &["obj"]).find(|&hope| hope < verb && passage.base_relation(verb) == "ccomp");
    std::iter::once(head).chain(hope).any(|word| cues.is_hope(passage.lemma(word)))
}
