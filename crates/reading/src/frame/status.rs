//! How far an event has come, from the grammar around the word that reports it.

use plenipo_language::Pos;
use plenipo_lexicon::StatusCues;
use plenipo_record::Status;

use super::syntax::{clause_of, grammatical_subject, invited, is_infinitive, is_passive, preposition_of};
use crate::document::Passage;
use crate::explain::Note;

/// Returns the status that the sentence gives to the event reported by a verb.
pub(crate) fn verb_status(passage: &Passage, verb: usize, cues: &StatusCues) -> Status {
    if is_of_denied_report(passage, verb, cues) {
        return Status::Denied;
    }
    status_of_clause(passage, verb, cues, 0)
}

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
    if let Some(preposition) = preposition_of(passage, noun) {
        let told = |status| {
            passage.notes.add(|| Note::Cue(passage.extent(noun).start, status));
            status
        };
        if cues.is_before(preposition) {
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
        let clause = status_of_clause(passage, head, cues, 0);
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
            // "declined to comment on the talks"
            if cues.is_mute(passage.lemma(head)) {
                return Status::Occurred;
            }
            // "no date has been set for the talks"
            if is_passive(passage, head) {
                return Status::Planned;
            }
        }
        return match effect(passage, head, cues) {
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
    cues.is_lasting(passage.lemma(verb)) && passage.dependents(verb, &["aux"]).any(has_have)
}

/// "the planned visit", "a stop scheduled for Monday", "the next round".
fn modifier_status(passage: &Passage, noun: usize, cues: &StatusCues) -> Option<Status> {
    let modifiers = passage
        .dependents(noun, &["amod", "acl", "nmod", "compound"])
        .filter(|&child| passage.relation(child) != "nmod:poss");
    let mut found = has_past_day(passage, noun).then_some(Status::Occurred);
    for child in modifiers {
        if passage.relation(child) == "acl:relcl" {
            continue;
        }
        let adjective = cues.modifier(passage.lemma(child)).filter(|_| passage.base_relation(child) == "amod");
        // "a meeting to consider the plan" is for something, a meeting proposed for Monday is proposed.
        let is_participle = || passage.base_relation(child) == "acl" && !is_infinitive(passage, child);
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
    let Some(head) = head else { return found };
    match effect(passage, head, cues) {
        Some(status @ (Status::Cancelled | Status::Denied)) if !is_negated(passage, head) => Some(status),
        _ => found,
    }
}

/// "has been put off to Thursday", "was due on Monday but has been put off to Thursday": what is moved to a day that is
/// told stays planned. Returns the verb that moves it, and that day.
pub(super) fn new_day<'p>(
    passage: &'p Passage,
    noun: usize,
    cues: &StatusCues,
) -> Option<(usize, &'p crate::time::TimeMention)> {
    let head = passage.head(noun).filter(|_| matches!(passage.base_relation(noun), "nsubj" | "obj"))?;
    std::iter::once(head).chain(goes_on_with(passage, head)).find_map(|verb| {
        let moves = |token: usize| cues.is_moving(&format!("{}_{}", passage.lemma(verb), passage.lemma(token)));
        let is_moving = cues.is_moving(passage.lemma(verb)) || (verb + 1..passage.len().min(verb + 6)).any(moves);
        let is_new_day = |time: &&crate::time::TimeMention| {
            let before =
                (verb + 1..passage.len()).rev().find(|&token| passage.tokens()[token].span.end <= time.span.start);
            // "until June 3" is one expression.
            let own = passage.tokens().iter().position(|token| token.span.start == time.span.start);
            let is_to = |token: usize| matches!(passage.lemma(token), "to" | "until" | "till" | "for");
            // "postponed his trip, planned for Monday": another verb has that day.
            let is_own = |own: usize| own > verb && !(verb + 1..own).any(|token| passage.pos(token) == Pos::Verb);
            own.is_some_and(is_own) && (before.is_some_and(is_to) || own.is_some_and(is_to))
        };
        let is_moved = is_moving && !is_negated(passage, verb);
        passage.times.iter().filter(|_| is_moved).find(is_new_day).map(|day| (verb, day))
    })
}

/// The verbs with which a clause goes on about the same subject: "was due on Monday but *was cancelled*".
fn goes_on_with(passage: &Passage, verb: usize) -> impl Iterator<Item = usize> + '_ {
    passage
        .dependents(verb, &["conj"])
        .filter(|&next| passage.pos(next) == Pos::Verb && passage.dependents(next, &["nsubj"]).next().is_none())
}

/// "last month's meeting", "yesterday's talks": the day before the noun lies behind the copy.
fn has_past_day(passage: &Passage, noun: usize) -> bool {
    passage.dependents(noun, &["nmod:poss"]).any(|day| {
        let span = passage.tokens()[day].span;
        passage.times.iter().any(|time| time.span.overlaps(span) && time.is_behind())
    })
}

/// "may step down after the summit": where no past day is told, what lies ahead comes after what lies ahead.
fn is_after_what_comes(passage: &Passage, noun: usize, verb: usize, cues: &StatusCues) -> bool {
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

/// "A deal will scrap most duties": what the verb says happens to something else.
fn acts_on_something(passage: &Passage, noun: usize, verb: usize) -> bool {
    // "did not take place"
    let is_idiom = |object: usize| passage.lemma(verb) == "take" && passage.lemma(object) == "place";
    passage.relation(noun) == "nsubj" && passage.dependents(verb, &["obj"]).any(|object| !is_idiom(object))
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

fn status_of_clause(passage: &Passage, verb: usize, cues: &StatusCues, depth: usize) -> Status {
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
        // "proposed that Chile host the talks"
        ("ccomp", Some(Status::Proposed))
            if matches!(passage.tag(verb), "VB" | "VBP") && matches!(status, Status::Occurred | Status::Ongoing) =>
        {
            Status::Proposed
        }
        // "denied a report that they had fixed a summit"
        ("acl" | "ccomp", _) if is_content(passage, verb) && is_denied_report(passage, head, cues) => Status::Denied,
        ("conj", _) if has_no_tense(passage, verb) => match status_of_clause(passage, head, cues, depth + 1) {
            above if passage.is_verb(head) => above,
            _ => status,
        },
        _ => status,
    }
}

/// Tells whether a word belongs to what a report tells of which somebody says that it is not so: "poured cold water on a
/// report that X would meet Y", "dismissed rumours of a meeting".
fn is_of_denied_report(passage: &Passage, word: usize, cues: &StatusCues) -> bool {
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
    let verb = (noun.saturating_sub(8)..noun).rev().find(|&token| passage.pos(token) == Pos::Verb);
    verb.is_some_and(|verb| {
        let denies = cues.denies_reports(passage.lemma(verb)) && !is_negated(passage, verb);
        if denies {
            passage.notes.add(|| Note::Cue(verb, Status::Denied));
        }
        denies
    })
}

/// Tells whether a clause behind a noun is what the noun says: "reports *that* he would resign", which the tree may take
/// for a relative clause.
fn is_content(passage: &Passage, verb: usize) -> bool {
    passage.relation(verb) != "acl:relcl"
        || passage.dependents(verb, &["mark"]).any(|mark| passage.lemma(mark) == "that")
}

/// Tells whether a noun is what somebody denies.
fn is_denied_report(passage: &Passage, noun: usize, cues: &StatusCues) -> bool {
    let verb = passage.head(noun).filter(|&verb| {
        passage.pos(noun) == Pos::Noun && passage.base_relation(noun) == "obj" && passage.pos(verb) == Pos::Verb
    });
    verb.is_some_and(|verb| effect(passage, verb, cues) == Some(Status::Denied) && !is_negated(passage, verb))
}

/// The status by tense, mood and the verb that governs an infinitive.
fn own_status(passage: &Passage, verb: usize, cues: &StatusCues, depth: usize) -> Status {
    let auxiliaries: Vec<usize> = passage.dependents(verb, &["aux", "cop"]).collect();
    for &auxiliary in &auxiliaries {
        if let Some(status) = cues.modal(passage.lemma(auxiliary)) {
            passage.notes.add(|| Note::Cue(auxiliary, status));
            return if is_conditional(passage, verb) { Status::Proposed } else { status };
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

/// "After travelling to Chile this week he hopes to visit Norway"
fn is_still_to_come(passage: &Passage, verb: usize, head: usize, cues: &StatusCues) -> bool {
    let clause = passage.span(passage.extent(verb));
    let is_open = passage.times.iter().any(|time| time.span.overlaps(clause) && !time.is_behind());
    is_open && effect(passage, head, cues).is_some()
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

/// Tells whether what a modal verb says hangs on a clause with "if", wherever the tree has put that.
fn is_conditional(passage: &Passage, verb: usize) -> bool {
    let beside = passage.head(verb).filter(|_| passage.base_relation(verb) == "ccomp");
    std::iter::once(verb).chain(beside).any(|above| {
        passage
            .dependents(above, &["advcl", "ccomp"])
            .any(|clause| passage.dependents(clause, &["mark"]).any(|mark| passage.lemma(mark) == "if"))
    })
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

/// Tells whether a verb that has one form for present and past is told of a single person or thing, without an "s".
fn is_past_in_disguise(passage: &Passage, verb: usize, cues: &StatusCues) -> bool {
    let subject = grammatical_subject(passage, verb, 0);
    cues.is_unchanging(passage.lemma(verb))
        && subject.is_some_and(|subject| {
            matches!(passage.tag(subject), "NN" | "NNP") && passage.dependents(subject, &["conj"]).next().is_none()
        })
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
    if passage.is_verb(head) && matches!(passage.base_relation(verb), "xcomp" | "advcl") {
        return match status_of_clause(passage, head, cues, depth + 1) {
            status @ (Status::Cancelled | Status::Denied | Status::Proposed) => status,
            _ => Status::Planned,
        };
    }
    Status::Planned
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

fn is_finite(passage: &Passage, verb: usize) -> bool {
    matches!(passage.tag(verb), "VBD" | "VBZ" | "VBP" | "MD")
}

fn is_past(passage: &Passage, verb: usize) -> bool {
    passage.tag(verb) == "VBD"
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
