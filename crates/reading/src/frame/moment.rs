//! When an event happens: the time expression that belongs to the word that reports it.

use plenipo_language::Pos;
use plenipo_lexicon::Lexicon;
use plenipo_record::{Day, Span, Status, When};

use super::status::{effect, new_day};
use super::syntax::{clause_of, preposition_of};
use crate::document::Passage;
use crate::explain::Note;
use crate::time::{Tense, TimeMention};

/// Returns the days that the sentence gives to the event reported at `trigger`.
///
/// `has_tense` tells whether a verb says on which side of the day of the copy the event lies.
/// A time that belongs to a verb that reports speech, as "said", is not the event's.
pub(crate) fn moment_of(
    passage: &Passage,
    trigger: usize,
    status: Status,
    has_tense: bool,
    lexicon: &Lexicon,
) -> Option<When> {
    if let Some((_, time)) = new_day(passage, trigger, lexicon.status_cues()).filter(|_| status == Status::Planned) {
        let when = time.resolve(Tense::Future)?;
        // "a round that was due to begin on Monday has been put off to Thursday"
        let is_opening = passage.extent(trigger).any(|token| {
            token > trigger && passage.is_verb(token) && lexicon.lists().is_beginning_verb(passage.lemma(token))
        });
        let when = if is_opening { When::since(when.start) } else { when };
        passage.notes.add(|| Note::Dated(time.span, Tense::Future, when));
        return Some(when);
    }
    let tense = match status {
        // "the summit on May 26" may lie on either side.
        Status::Occurred if !has_tense => Tense::Present,
        // "denied that X would meet Y on Friday"
        Status::Denied if has_modal(passage, trigger) => Tense::Future,
        Status::Occurred | Status::Denied => Tense::Past,
        Status::Ongoing => Tense::Present,
        // What "had" been called off was due before.
        Status::Cancelled if has_pluperfect(passage, trigger) => Tense::Past,
        Status::Planned | Status::Proposed | Status::Cancelled => Tense::Future,
    };
    let own_clause = clause_of(passage, trigger);
    // "denied that they would meet on Monday"
    let is_would = |auxiliary: usize| passage.lemma(auxiliary) == "would";
    let would = status == Status::Denied && passage.dependents(trigger, &["aux"]).any(is_would);
    let mut best: Option<((usize, usize), Span, Tense, When)> = None;
    for time in &passage.times {
        let Some(token) = token_at(passage, time) else { continue };
        if passage.quoted[token] && !passage.quoted[trigger] {
            continue;
        }
        if is_of_saying(passage, token, trigger, own_clause, lexicon)
            || is_of_last_time(passage, token)
            || is_of_cause(passage, token, trigger)
        {
            continue;
        }
        if status == Status::Cancelled && is_of_calling_off(passage, token, lexicon) {
            continue;
        }
        if is_of_next_verb(passage, time, trigger) {
            continue;
        }
        if status == Status::Occurred && is_of_promise(passage, time, token, trigger) {
            continue;
        }
        // "denied that they had fixed a summit for Monday"
        let is_set = status == Status::Denied && preposition_of(passage, token) == Some("for");
        let is_due = || is_timetable(passage, time, token, lexicon) || is_arranged(passage, time, token, status);
        let tense = if is_set || would || is_due() { Tense::Future } else { tense };
        let Some(mut when) = time.resolve(tense) else { continue };
        let closeness = if time.is_of_clause() {
            verb_behind(passage, time).filter(|&verb| trigger >= verb && own_clause == Some(verb)).map(|_| 0)
        } else {
            closeness(passage, trigger, own_clause, token, lexicon)
        };
        let Some(closeness) = closeness else { continue };
        // "had on Sunday met X, who is on a visit here": what goes on has no day of what is over.
        if status == Status::Ongoing && is_in_clause_above(passage, token, own_clause) {
            continue;
        }
        // "arrived on Saturday to meet those who had toppled X"
        if status == Status::Occurred && is_in_relative_clause_behind(passage, token, own_clause) {
            continue;
        }
        // A plan "to begin on April 6" tells no last day.
        if tense == Tense::Future && begins(passage, token, lexicon) {
            when = When::since(when.start);
        }
        let rank = (closeness, token.abs_diff(trigger));
        // "for the second time this week, on Thursday": the day says more than the week.
        let is_finer = |known: (usize, usize), before: When| {
            known.0 == closeness && before != when && before.contains(when) && when.end == Some(when.start)
        };
        let is_wider = |known: (usize, usize), before: When| {
            known.0 == closeness && before != when && when.contains(before) && before.end == Some(before.start)
        };
        let is_better = best
            .is_none_or(|(known, _, _, before)| is_finer(known, before) || rank < known && !is_wider(known, before));
        if is_better {
            best = Some((rank, time.span, tense, when));
        }
    }
    best.map(|(_, span, tense, when)| {
        passage.notes.add(|| Note::Dated(span, tense, when));
        when
    })
}

/// Tells whether the time nearest to the word that reports an event lies ahead: "his talks next week".
pub(crate) fn is_ahead_of_copy(passage: &Passage, trigger: usize, lexicon: &Lexicon) -> bool {
    let own_clause = clause_of(passage, trigger);
    let near = passage.times.iter().filter(|time| !time.is_of_clause()).filter_map(|time| {
        let token = token_at(passage, time).filter(|&token| !passage.quoted[token])?;
        Some(((closeness(passage, trigger, own_clause, token, lexicon)?, token.abs_diff(trigger)), time))
    });
    near.min_by_key(|(rank, _)| *rank).is_some_and(|(_, time)| time.is_ahead())
}

/// Returns the day on which a speech verb's words were said, where the sentence tells it.
pub(crate) fn day_of_speech(passage: &Passage, cue: usize) -> Option<Day> {
    let clause = clause_of(passage, cue);
    let own = |time: &&TimeMention| {
        token_at(passage, time).is_some_and(|token| clause_of(passage, passage.head(token).unwrap_or(token)) == clause)
    };
    let resolved = |time: &TimeMention| Some((time.span, time.resolve(Tense::Past)?));
    let (span, when) = passage.times.iter().filter(own).find_map(resolved)?;
    passage.notes.add(|| Note::SaidOn(span, when));
    (when.end == Some(when.start)).then_some(when.start)
}

/// Tells whether a time is that of a beginning: "which was to begin on April 6".
fn begins(passage: &Passage, time: usize, lexicon: &Lexicon) -> bool {
    let verb = passage.ancestors(time).find(|&up| passage.pos(up) == Pos::Verb);
    verb.is_some_and(|verb| lexicon.lists().is_beginning_verb(passage.lemma(verb)))
}

/// "imposed sanctions and last week approved a loan": a time between "and" and the verb behind it is of that verb.
fn is_of_next_verb(passage: &Passage, time: &TimeMention, trigger: usize) -> bool {
    let tokens = passage.tokens();
    let first = tokens.iter().position(|token| token.span.end > time.span.start).unwrap_or(0);
    let next = tokens.iter().position(|token| token.span.start >= time.span.end);
    let leads = |token: usize| passage.pos(token) == Pos::Cconj;
    let is_led = first > 0 && (leads(first - 1) || first > 1 && passage.pos(first - 1) == Pos::Adp && leads(first - 2));
    let is_finite = |verb: usize| matches!(passage.tag(verb), "VBD" | "VBZ" | "VBP" | "MD");
    trigger < first && is_led && next.is_some_and(is_finite)
}

/// "agreed to swap prisoners by the end of the month": the term of what has been agreed to is not the day of the accord.
fn is_of_promise(passage: &Passage, time: &TimeMention, token: usize, trigger: usize) -> bool {
    let below = passage.ancestors(token).take_while(|&up| up != trigger).filter(|&up| passage.is_verb(up)).last();
    let Some(verb) = below.filter(|&verb| verb > trigger && token > verb && passage.is_verb(trigger)) else {
        return false;
    };
    let is_own = passage.head(verb) == Some(trigger) && passage.base_relation(verb) == "xcomp";
    let is_infinitive = passage.dependents(verb, &["mark"]).any(|mark| passage.lemma(mark) == "to");
    let is_term = |word: usize| matches!(passage.lemma(word), "by" | "before" | "until" | "within");
    is_own && is_infinitive && (time.is_ahead() || (verb.max(token.saturating_sub(5))..token).any(is_term))
}

/// "which ends on Saturday": what the present tells of a beginning or an end lies ahead.
fn is_timetable(passage: &Passage, time: &TimeMention, token: usize, lexicon: &Lexicon) -> bool {
    let verb = passage.ancestors(token).find(|&up| passage.is_verb(up));
    time.is_plain_weekday()
        && verb.is_some_and(|verb| {
            let lemma = passage.lemma(verb);
            matches!(passage.tag(verb), "VBZ" | "VBP")
                && (lexicon.lists().is_beginning_verb(lemma) || lexicon.lists().is_ending_verb(lemma))
        })
}

/// "flies to Oslo on Saturday", "is meeting X on Saturday": the present with a day is a plan, whatever the day.
fn is_arranged(passage: &Passage, time: &TimeMention, token: usize, status: Status) -> bool {
    let is_present = |verb: usize| matches!(passage.tag(verb), "VBZ" | "VBP");
    let goes_on = |verb: usize| {
        passage.tag(verb) == "VBG"
            && passage
                .dependents(verb, &["aux"])
                .any(|auxiliary| is_present(auxiliary) && passage.lemma(auxiliary) == "be")
    };
    let verb = passage.ancestors(token).find(|&up| passage.is_verb(up));
    status == Status::Ongoing && time.is_plain_weekday() && verb.is_some_and(|verb| is_present(verb) || goes_on(verb))
}

/// Tells whether a time is that of speech: "said in a statement on Wednesday".
pub(crate) fn is_of_report(passage: &Passage, time: &TimeMention, lexicon: &Lexicon) -> bool {
    let clause = token_at(passage, time).and_then(|token| clause_of(passage, token));
    clause.is_some_and(|verb| lexicon.is_reporting_verb(passage.lemma(verb)))
}

/// "said on Monday she would step down": a time between a verb of saying and the subject of what is said.
fn is_of_saying(passage: &Passage, time: usize, trigger: usize, clause: Option<usize>, lexicon: &Lexicon) -> bool {
    let is_between = |token: &usize| matches!(passage.pos(*token), Pos::Adp | Pos::Det | Pos::Adv | Pos::Adj);
    let verb = (0..time).rev().find(|token| !is_between(token));
    let subject = clause.and_then(|clause| passage.dependents(clause, &["nsubj", "mark"]).next());
    // "said on Thursday, hours after expelling them"
    let is_beside =
        passage.tag(trigger) == "VBG" && clause.is_some_and(|clause| passage.base_relation(clause) == "advcl");
    trigger > time
        && !is_beside
        && verb.is_some_and(|verb| passage.pos(verb) == Pos::Verb && lexicon.is_reporting_verb(passage.lemma(verb)))
        && subject.is_some_and(|subject| subject > time && clause > Some(subject))
}

/// "imposed a ban over a May 3 election": the day of what it is about.
fn is_of_cause(passage: &Passage, time: usize, trigger: usize) -> bool {
    let noun = passage.head(time).filter(|&noun| {
        noun != trigger
            && matches!(passage.base_relation(time), "compound" | "amod" | "nummod")
            && !passage.is_verb(noun)
    });
    let preposition = noun.and_then(|noun| preposition_of(passage, noun));
    preposition.is_some_and(|word| matches!(word, "over" | "against" | "about" | "despite" | "regarding"))
}

/// "met for the first talks since October": the day of the time before.
fn is_of_last_time(passage: &Passage, time: usize) -> bool {
    let has_since = (time.saturating_sub(3)..=time).any(|token| passage.lemma(token) == "since");
    has_since && (time.saturating_sub(14)..time).any(|token| passage.lemma(token) == "first")
}

/// Tells whether a relative clause describes somebody in the clause to which a time belongs.
fn is_in_clause_above(passage: &Passage, time: usize, own_clause: Option<usize>) -> bool {
    let above = passage.head(time).and_then(|head| clause_of(passage, head));
    own_clause.is_some_and(|own| {
        let is_relative =
            std::iter::once(own).chain(passage.ancestors(own)).any(|up| passage.relation(up) == "acl:relcl");
        is_relative && above != Some(own) && passage.ancestors(own).any(|up| Some(up) == above)
    })
}

/// Tells whether an event is told in a relative clause in the past that begins behind a time of the clause above.
fn is_in_relative_clause_behind(passage: &Passage, time: usize, own_clause: Option<usize>) -> bool {
    let relative = own_clause.and_then(|own| {
        std::iter::once(own).chain(passage.ancestors(own)).find(|&up| passage.relation(up) == "acl:relcl")
    });
    let is_past = |verb: usize| {
        passage.tag(verb) == "VBD" || passage.dependents(verb, &["aux"]).any(|aux| passage.tag(aux) == "VBD")
    };
    relative.is_some_and(|relative| {
        // "the order of May 3 by which it closed the port" tells the day.
        let is_of_antecedent = passage.head(relative) == passage.head(time);
        time < passage.extent(relative).start
            && is_past(relative)
            && passage.dependents(relative, &["nsubj"]).any(|subject| matches!(passage.tag(subject), "WP" | "WDT"))
            && !is_of_antecedent
            && is_in_clause_above(passage, time, own_clause)
    })
}

/// "A trip, planned for May, was called off on Monday": the day on which it was called off is not its own.
fn is_of_calling_off(passage: &Passage, time: usize, lexicon: &Lexicon) -> bool {
    let leads_to_day =
        preposition_of(passage, time).is_some_and(|word| matches!(word, "for" | "to" | "until" | "from"));
    let verb = passage.head(time).filter(|&verb| passage.pos(verb) == Pos::Verb && !leads_to_day);
    verb.is_some_and(|verb| {
        matches!(passage.tag(verb), "VBD" | "VBN")
            && effect(passage, verb, lexicon.status_cues()) == Some(Status::Cancelled)
    })
}

/// Tells whether nothing but names and numbers stands between a trigger and the time behind it: "meeting Y on Monday".
fn is_right_behind(passage: &Passage, trigger: usize, time: usize) -> bool {
    let parts = |token: usize| {
        matches!(passage.pos(token), Pos::Verb | Pos::Punct | Pos::Cconj | Pos::Sconj | Pos::Aux | Pos::Pron)
    };
    trigger < time && !(trigger + 1..time).any(parts)
}

/// "X, who reached Oslo a day earlier, held talks": a relative clause that ends before the event tells of something else.
fn is_of_aside(passage: &Passage, trigger: usize, clause: Option<usize>) -> bool {
    clause.is_some_and(|clause| {
        let extent = passage.extent(clause);
        passage.relation(clause) == "acl:relcl" && extent.end <= trigger && passage.lemma(extent.end) == ","
    })
}

/// Tells whether an occasion is only the one before which something else happens: "will go there ahead of the summit".
fn is_awaited(passage: &Passage, trigger: usize, lexicon: &Lexicon) -> bool {
    let preposition = preposition_of(passage, trigger).filter(|_| !passage.is_verb(trigger));
    preposition.is_some_and(|word| lexicon.status_cues().is_before(word))
}

/// Returns the first verb behind a time: that of the clause which "a day after" opens.
fn verb_behind(passage: &Passage, time: &TimeMention) -> Option<usize> {
    (0..passage.len())
        .find(|&token| passage.tokens()[token].span.start >= time.span.end && clause_of(passage, token) == Some(token))
}

/// Tells whether a verb, or one above its infinitive, has a modal: "*would* slip away to see".
fn has_modal(passage: &Passage, verb: usize) -> bool {
    std::iter::once(verb)
        .chain(passage.ancestors(verb).take(1).filter(|_| passage.pos(verb) == Pos::Verb))
        .any(|up| passage.dependents(up, &["aux"]).any(|auxiliary| passage.tag(auxiliary) == "MD"))
}

/// Tells whether a clause at or above a word is in the past perfect.
fn has_pluperfect(passage: &Passage, token: usize) -> bool {
    std::iter::once(token).chain(passage.ancestors(token).take(3)).any(|up| {
        passage
            .dependents(up, &["aux"])
            .any(|auxiliary| passage.lemma(auxiliary) == "have" && passage.tag(auxiliary) == "VBD")
    })
}

/// Returns how far, in steps of syntax, a time is from a trigger; `None` where it belongs to something else.
fn closeness(
    passage: &Passage,
    trigger: usize,
    own_clause: Option<usize>,
    time: usize,
    lexicon: &Lexicon,
) -> Option<usize> {
    let head = passage.head(time);
    if head == Some(trigger) || passage.ancestors(time).any(|up| up == trigger) {
        // Another verb between the two, or a clause beside it such as "while they have been at odds since", is more likely
        // what the time belongs to.
        let is_relative = |word: usize| matches!(passage.tag(word), "WDT" | "WP");
        let is_beside = |up: usize| {
            let subject = passage.dependents(up, &["nsubj"]).next();
            passage.base_relation(up) == "advcl" && subject.is_some_and(|subject| !is_relative(subject))
        };
        let between: Vec<usize> = passage
            .ancestors(time)
            .take_while(|&up| up != trigger)
            .filter(|&up| passage.pos(up) == Pos::Verb || is_beside(up))
            .collect();
        // "a summit that opens on Friday"
        let is_opening = |verb: usize| {
            let lemma = passage.lemma(verb);
            lexicon.lists().is_beginning_verb(lemma) || lexicon.lists().is_taking_place(lemma)
        };
        // "a trip that had been planned for May"
        let is_about = |verb: usize| {
            let is_relative = |subject: usize| matches!(passage.lemma(subject), "that" | "which");
            let described = passage.head(verb);
            // "the session of the council, which opens on Friday"
            let is_trigger = |noun: usize| {
                noun == trigger || passage.head(noun) == Some(trigger) && passage.base_relation(noun) == "nmod"
            };
            described.is_some_and(is_trigger)
                && passage.dependents(verb, &["nsubj"]).all(is_relative)
                && (matches!(effect(passage, verb, lexicon.status_cues()), Some(Status::Planned)) || is_opening(verb))
        };
        // "will receive X, having spoken to him on Tuesday"
        let has_perfect =
            |verb: usize| passage.dependents(verb, &["aux"]).any(|auxiliary| passage.tag(auxiliary) == "VBG");
        let has_subject = |&verb: &usize| {
            (passage.dependents(verb, &["nsubj"]).next().is_some() && !is_about(verb)) || has_perfect(verb)
        };
        if between.iter().any(has_subject) {
            return None;
        }
        // What a clause says of the occasion itself is as near as what stands right beside it.
        return Some(2 * between.iter().filter(|&&verb| !is_about(verb)).count());
    }
    let clause = head.and_then(|head| clause_of(passage, head));
    // "had talked, over a line that failed twice, in May": a comma parts the day from the clause in between.
    let first = passage.extent(time).start;
    let is_set_off = first > 0 && passage.lemma(first - 1) == "," && first > trigger;
    let clause = clause
        .filter(|&verb| is_set_off && verb < first && passage.relation(verb) == "acl:relcl")
        .and_then(|verb| passage.head(verb))
        .and_then(|noun| clause_of(passage, noun))
        .or(clause);
    let is_report = clause.is_some_and(|verb| lexicon.is_reporting_verb(passage.lemma(verb)));
    if is_awaited(passage, trigger, lexicon) {
        return is_right_behind(passage, trigger, time).then_some(2);
    }
    if clause == own_clause {
        return Some(1);
    }
    if clause.is_none() {
        // "Earlier on Friday, the envoy": what opens the sentence was taken for its root.
        return Some(2);
    }
    // "said on Thursday, hours after expelling two diplomats"
    let is_beside_report = own_clause.is_some_and(|own| {
        passage.tag(own) == "VBG" && passage.base_relation(own) == "advcl" && passage.head(own) == clause
    });
    if is_report && is_beside_report {
        return Some(1);
    }
    if is_report {
        return is_right_behind(passage, trigger, time).then_some(2);
    }
    let above = own_clause.is_some_and(|own| passage.ancestors(own).any(|up| Some(up) == clause));
    if above {
        return Some(2);
    }
    // A time in another clause is only this event's if it stands right beside it, or nothing but nouns stands in between:
    // "who met X on the margins of a conference in May, would".
    let is_near = time.abs_diff(trigger) <= 6 && !is_of_aside(passage, trigger, clause);
    (is_near || is_right_behind(passage, trigger, time)).then_some(3)
}

fn token_at(passage: &Passage, time: &TimeMention) -> Option<usize> {
    let inside = |token: &plenipo_language::Token| time.span.overlaps(token.span);
    let first = passage.tokens().iter().position(inside)?;
    let last = passage.tokens().iter().rposition(inside)?;
    Some(passage.root_of(first..last + 1))
}
