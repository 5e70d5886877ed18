//! The status that a sentence gives to what a noun names: its modifiers, its preposition, what a verb does with it.

use plenipo_language::Pos;
use plenipo_lexicon::StatusCues;
use plenipo_record::Status;

use super::clause::{is_after_what_comes, status_of_clause};
use super::denial::is_of_denied_report;
use super::{applied, effect, is_conditional, is_negated, is_none, is_past};
use crate::document::Passage;
use crate::explain::Note;
use crate::frame::syntax::{clause_of, is_infinitive, is_passive, preposition_of};
use crate::time::TimeMention;

/// Returns the status that the sentence gives to the event reported by a noun.
pub(crate) fn noun_status(passage: &Passage, noun: usize, cues: &StatusCues) -> Status {
    if is_of_denied_report(passage, noun, cues) {
        return Status::Denied;
    }
    if let Some((verb, _)) = new_day(passage, noun, cues) {
        passage.notes.add(|| Note::Cue(verb, Status::Planned));
        return Status::Planned;
    }
    let Some(status) = modifier_status(passage, noun, cues) else { return clause_status_of_noun(passage, noun, cues) };
    // "offered to host the next session" is still an offer.
    match clause_status_of_noun(passage, noun, cues) {
        told @ (Status::Proposed | Status::Cancelled | Status::Denied) if status == Status::Planned => told,
        // "the latest round will begin on Monday": what its own verb says of it wins.
        told if matches!(status, Status::Occurred | Status::Ongoing) && is_part_of_clause(passage, noun) => told,
        _ => status,
    }
}

/// Tells whether a verb says something of an occasion, rather than the occasion is only where or when it happens.
fn is_part_of_clause(passage: &Passage, noun: usize) -> bool {
    matches!(passage.base_relation(noun), "nsubj" | "obj") || passage.dependents(noun, &["cop"]).next().is_some()
}

fn clause_status_of_noun(passage: &Passage, noun: usize, cues: &StatusCues) -> Status {
    if passage.dependents(noun, &["cop"]).next().is_some() {
        return status_of_clause(passage, noun, cues, 0);
    }
    let Some(head) = passage.head(noun) else { return Status::Occurred };
    let relation = passage.base_relation(noun);
    // "a visit is under consideration"
    if relation == "nsubj" && preposition_of(passage, head) == Some("under") && cues.is_pending(passage.lemma(head)) {
        passage.notes.add(|| Note::Cue(head, Status::Proposed));
        return Status::Proposed;
    }
    if relation == "nsubj" && is_under_way(passage, head, cues) {
        passage.notes.add(|| Note::Cue(head, Status::Ongoing));
        return Status::Ongoing;
    }
    if let Some(preposition) = preposition_of(passage, noun) {
        let told = |status| {
            passage.notes.add(|| Note::Cue(passage.extent(noun).start, status));
            status
        };
        if cues.is_before(preposition) || is_ahead(passage, noun) {
            return told(Status::Planned);
        }
        if cues.is_after(preposition) {
            return told(if is_after_what_comes(passage, noun, head, cues) {
                Status::Planned
            } else {
                Status::Occurred
            });
        }
        // "called for a meeting"
        if preposition == "for" && passage.pos(head) == Pos::Verb && cues.is_calling(passage.lemma(head)) {
            return told(Status::Proposed);
        }
        // "pulled out of a trip", "withdrew from the summit"
        let leaves = matches!(preposition, "of" | "out" | "from") && passage.pos(head) == Pos::Verb;
        if leaves && relation == "obl" && effect(passage, head, cues) == Some(Status::Cancelled) {
            return told(Status::Cancelled);
        }
        // "already in Oslo for a meeting": what somebody is there for lies ahead.
        // "was in Oslo on Monday for a meeting"
        let is_over = passage.dependents(head, &["cop"]).any(|copula| is_past(passage, copula));
        if preposition == "for" && matches!(passage.pos(head), Pos::Propn) {
            return told(if is_over { Status::Occurred } else { Status::Planned });
        }
        // "a trip that takes her to Oslo for the summit"
        if preposition == "for" && matches!(passage.tag(head), "VBZ" | "VBP") && relation == "obl" {
            return told(Status::Planned);
        }
    }
    // "The talks had been due on Monday but were called off"
    let is_off = |verb: usize| {
        is_passive(passage, verb)
            && effect(passage, verb, cues) == Some(Status::Cancelled)
            && !is_negated(passage, verb)
    };
    if relation == "nsubj" && goes_on_with(passage, head).any(is_off) {
        return Status::Cancelled;
    }
    if passage.is_verb(head) && matches!(relation, "obj" | "nsubj" | "obl" | "csubj" | "ccomp" | "xcomp") {
        let clause = status_of_clause(passage, outer_verb(passage, noun, head, cues).unwrap_or(head), cues, 0);
        // "The talks did not produce an agreement": they were held.
        let is_active = acts_on_something(passage, noun, head);
        // "The talks have run into difficulties": they go on.
        if clause == Status::Occurred && relation == "nsubj" && is_of_lasting_talks(passage, head, cues) {
            return Status::Ongoing;
        }
        if clause == Status::Denied && is_active && is_negated(passage, head) {
            return Status::Occurred;
        }
        if clause == Status::Denied && relation == "obl" {
            // "declined to comment on the talks", "was not encouraged at the nomination"
            let is_ground = matches!(preposition_of(passage, noun), Some("at" | "by" | "about" | "over"));
            if cues.is_mute(passage.lemma(head)) || is_ground {
                return Status::Occurred;
            }
            // "no date has been set for the talks"
            if is_passive(passage, head) {
                return Status::Planned;
            }
        }
        return match effect(passage, head, cues) {
            // "are expected at the forum"
            Some(Status::Planned) if relation == "obl" && is_passive(passage, head) && clause == Status::Ongoing => {
                Status::Planned
            }
            Some(effect) if relation != "obl" && !is_active => applied(effect, clause, is_negated(passage, head)),
            _ => clause,
        };
    }
    if relation == "conj" && !passage.is_verb(head) {
        return noun_status(passage, head, cues);
    }
    if let Some(effect) = effect(passage, head, cues) {
        // "There are no plans for a meeting"
        return if is_none(passage, head) { applied(effect, Status::Denied, true) } else { effect };
    }
    match clause_of(passage, head) {
        Some(clause) if clause != noun => match status_of_clause(passage, clause, cues, 0) {
            Status::Proposed if is_conditional(passage, clause) => Status::Proposed,
            Status::Planned | Status::Proposed
                if matches!(
                    passage.base_relation(clause),
                    "root" | "conj" | "ccomp" | "xcomp" | "advcl" | "parataxis"
                ) =>
            {
                Status::Planned
            }
            _ => Status::Occurred,
        },
        _ => Status::Occurred,
    }
}

/// Tells whether a verb in the perfect says how talks fare while they go on.
fn is_of_lasting_talks(passage: &Passage, verb: usize, cues: &StatusCues) -> bool {
    let has_have = |auxiliary: usize| passage.lemma(auxiliary) == "have" && !is_past(passage, auxiliary);
    let makes_headway = || passage.dependents(verb, &["obj"]).any(|object| cues.is_running(passage.lemma(object)));
    (cues.is_lasting(passage.lemma(verb)) || makes_headway()) && passage.dependents(verb, &["aux"]).any(has_have)
}

/// "discussed the need to cut arms *in talks* with X": the tree ties the talks to the infinitive, which is not theirs.
fn outer_verb(passage: &Passage, noun: usize, verb: usize, cues: &StatusCues) -> Option<usize> {
    let is_venue = passage.base_relation(noun) == "obl" && matches!(preposition_of(passage, noun), Some("in" | "at"));
    let topic = passage.head(verb).filter(|_| is_infinitive(passage, verb) && passage.base_relation(verb) == "acl")?;
    let outer = passage.head(topic).filter(|_| matches!(passage.base_relation(topic), "obj" | "obl"))?;
    let is_open = effect(passage, topic, cues).is_some() || effect(passage, outer, cues).is_some();
    (is_venue && !is_open && passage.tag(outer) == "VBD").then_some(outer)
}

/// "cancelled the tariffs *ahead of* the meeting": what the verb says is not said of the meeting.
fn is_ahead(passage: &Passage, noun: usize) -> bool {
    let first = passage.extent(noun).start;
    (first.saturating_sub(1)..=first + 1).any(|case| case < noun && passage.lemma(case) == "ahead")
}

/// "The talks are under way": unless they will be.
fn is_under_way(passage: &Passage, head: usize, cues: &StatusCues) -> bool {
    let is_in = matches!(preposition_of(passage, head), Some("under" | "in")) || passage.lemma(head) == "underway";
    is_in
        && cues.is_running(passage.lemma(head))
        && passage.dependents(head, &["cop"]).any(|copula| matches!(passage.tag(copula), "VBP" | "VBZ" | "VBD"))
}

/// "the planned visit", "a stop scheduled for Monday", "the next round".
fn modifier_status(passage: &Passage, noun: usize, cues: &StatusCues) -> Option<Status> {
    let modifiers = passage
        .dependents(noun, &["amod", "acl", "nmod", "compound"])
        .filter(|&child| passage.relation(child) != "nmod:poss");
    let mut found = status_by_day(passage, noun);
    for child in modifiers {
        if passage.relation(child) == "acl:relcl" {
            continue;
        }
        let adjective = cues.modifier(passage.lemma(child)).filter(|_| passage.base_relation(child) == "amod");
        // "a meeting to consider the plan" is for something, a meeting proposed for Monday is proposed.
        let is_participle = || {
            passage.base_relation(child) == "acl"
                && !is_infinitive(passage, child)
                && !cues.is_purpose(passage.lemma(child))
        };
        // "an accord, opposed by fishermen": what others make of it.
        let is_aside = child > 0 && passage.lemma(child - 1) == ",";
        let participle =
            effect(passage, child, cues).filter(|&effect| is_participle() && !(is_aside && effect == Status::Denied));
        // "talks currently held between A and B"
        let adverb = passage.dependents(child, &["advmod"]).find_map(|adverb| cues.modifier(passage.lemma(adverb)));
        let adjective = adjective.or_else(|| adverb.filter(|_| is_participle()));
        adjective.inspect(|&status| passage.notes.add(|| Note::Cue(child, status)));
        match adjective.or(participle) {
            Some(Status::Cancelled) => return Some(Status::Cancelled),
            status => found = found.or(status),
        }
    }
    // "a planned visit has been put off": what the clause says wins.
    let head = passage.head(noun).filter(|&head| passage.is_verb(head) && !acts_on_something(passage, noun, head));
    let Some(head) = head.filter(|_| !is_ahead(passage, noun)) else { return found };
    match effect(passage, head, cues) {
        Some(status @ (Status::Cancelled | Status::Denied)) if !is_negated(passage, head) => Some(status),
        _ => found,
    }
}

/// "has been put off to Thursday", "was due on Monday but has been put off to Thursday": what is moved to a day that is
/// told stays planned. Returns the verb that moves it, and that day.
pub(crate) fn new_day<'p>(passage: &'p Passage, noun: usize, cues: &StatusCues) -> Option<(usize, &'p TimeMention)> {
    let head = passage.head(noun).filter(|_| matches!(passage.base_relation(noun), "nsubj" | "obj"))?;
    std::iter::once(head).chain(goes_on_with(passage, head)).find_map(|verb| {
        let moves = |token: usize| cues.is_moving(&format!("{}_{}", passage.lemma(verb), passage.lemma(token)));
        let is_moving = cues.is_moving(passage.lemma(verb)) || (verb + 1..passage.len().min(verb + 6)).any(moves);
        let is_new_day = |time: &&TimeMention| {
            let before =
                (verb + 1..passage.len()).rev().find(|&token| passage.tokens()[token].span.end <= time.span.start);
            // "until June 3" is one expression.
            let own = passage.tokens().iter().position(|token| token.span.start == time.span.start);
            let is_to = |token: usize| matches!(passage.lemma(token), "to" | "until" | "till" | "for");
            // "postponed his trip, planned for Monday": another verb has that day.
            let is_own = |own: usize| own > verb && !(verb + 1..own).any(|token| passage.pos(token) == Pos::Verb);
            // "from Monday to Thursday" is one as well, and means Thursday.
            let is_inside = |token: usize| time.span.contains(passage.tokens()[token].span);
            let has_to = |own: usize| (own..passage.len()).take_while(|&token| is_inside(token)).any(is_to);
            // "rescheduled for later in the month"
            let is_small =
                |token: &usize| matches!(passage.lemma(*token), "in" | "later" | "early" | "late" | "mid" | "-");
            let before = before.and_then(|last| (verb..=last).rev().find(|token| !is_small(token)));
            own.is_some_and(is_own) && (before.is_some_and(is_to) || own.is_some_and(has_to))
        };
        let is_moved = is_moving && !is_negated(passage, verb);
        passage.times.iter().filter(|_| is_moved).find(is_new_day).map(|day| (verb, day))
    })
}

/// The verbs with which a clause goes on about the same subject: "was due on Monday but *was cancelled*".
pub(super) fn goes_on_with(passage: &Passage, verb: usize) -> impl Iterator<Item = usize> + '_ {
    passage
        .dependents(verb, &["conj"])
        .filter(|&next| passage.pos(next) == Pos::Verb && passage.dependents(next, &["nsubj"]).next().is_none())
}

/// "last month's meeting", "tomorrow's talks": the day before the noun lies behind the copy or ahead of it.
fn status_by_day(passage: &Passage, noun: usize) -> Option<Status> {
    passage.dependents(noun, &["nmod:poss"]).find_map(|day| {
        let span = passage.tokens()[day].span;
        let time = passage.times.iter().find(|time| time.span.overlaps(span))?;
        if time.is_behind() {
            return Some(Status::Occurred);
        }
        time.is_ahead().then_some(Status::Planned)
    })
}

/// "A deal will scrap most duties": what the verb says happens to something else.
fn acts_on_something(passage: &Passage, noun: usize, verb: usize) -> bool {
    // "did not take place"
    let is_idiom = |object: usize| passage.lemma(verb) == "take" && passage.lemma(object) == "place";
    passage.relation(noun) == "nsubj" && passage.dependents(verb, &["obj"]).any(|object| !is_idiom(object))
}
