//! Whether two reports may tell of one event.
//!
//! The answer looks at the two reports only. Something that makes one event impossible says [`Verdict::Apart`] with its
//! reason; else who, when, where and what are weighed into one score.

use std::collections::BTreeSet;

use plenipo_record::{EventKind, Status};

use super::facts::Facts;
use super::parties::{Agreement, agreement};
use super::window::Window;

/// What comes of a comparison.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    /// They cannot be one event, for this reason.
    Apart(&'static str),
    /// How well they go together, about 0 to 1.
    Together(f32),
}

/// What who, when, where and what weigh in a score.
const WHO: f32 = 0.45;
const WHEN: f32 = 0.35;
const WHERE: f32 = 0.1;
const WHAT: f32 = 0.2;

/// Who is named must agree at least so far.
const LEAST_PARTIES: f32 = 0.34;
/// Two accounts of a past day differ by no more than this.
const SLIP: i32 = 3;
/// A plan moves by no more than this many days before it is another plan.
const MOVE: i32 = 45;
/// A plan that moves mostly stays inside this many days.
const FORTNIGHT: i32 = 14;
/// An event without days belongs to the time around its report.
const AROUND: i32 = 30;

/// Compares two reports.
pub fn compare(one: &Facts, other: &Facts) -> Verdict {
    if one.kind != other.kind {
        return Verdict::Apart("another kind");
    }
    if one.article == other.article {
        return Verdict::Apart("one article tells an event once");
    }
    let who = parties(one, other);
    let copied = one.copy_of == other.copy_of && one.evidence == other.evidence;
    if copied && who.balanced >= LEAST_PARTIES {
        return Verdict::Together(1.0);
    }
    if who.conflict && matches!(one.kind, EventKind::Meet | EventKind::Call | EventKind::Visit | EventKind::Appoint) {
        return Verdict::Apart("other parties");
    }
    let who = weight_of_parties(one.kind, who);
    if who < LEAST_PARTIES {
        return Verdict::Apart("other parties");
    }
    let place = match place(one, other) {
        Ok(place) => place,
        Err(reason) => return Verdict::Apart(reason),
    };
    let same_day = one.window.is_some_and(|window| window.width() == 1) && one.window == other.window;
    if !same_day && !one.ordinals.is_empty() && !other.ordinals.is_empty() && one.ordinals.is_disjoint(&other.ordinals)
    {
        return Verdict::Apart("another round or session");
    }
    let time = match time(one, other) {
        Ok(time) => time,
        Err(reason) => return Verdict::Apart(reason),
    };
    let numbered = !one.ordinals.is_disjoint(&other.ordinals);
    let what = topics(&one.what, &other.what).max(if numbered { 1.0 } else { -1.0 });
    // A paper or a sanction is told by what it is about, a meeting hardly.
    let what = if what < 0.0 && !matches!(one.kind, EventKind::Agree | EventKind::Sanction | EventKind::Aid) {
        0.0
    } else {
        what
    };
    Verdict::Together(WHO * who + WHEN * time + WHERE * place + WHAT * what)
}

fn parties(one: &Facts, other: &Facts) -> Agreement {
    match one.kind {
        EventKind::Visit => agreement(&one.by, &other.by),
        EventKind::Appoint => agreement(&one.with, &other.with),
        kind if kind.is_symmetric() => {
            let all = |facts: &Facts| facts.by.iter().chain(&facts.with).cloned().collect::<Vec<_>>();
            agreement(&all(one), &all(other))
        }
        _ => {
            let (by, with) = (agreement(&one.by, &other.by), agreement(&one.with, &other.with));
            let told = |x: bool, y: bool| if x || y { 0.0 } else { 1.0 };
            let (a, b) =
                (told(one.by.is_empty(), other.by.is_empty()), told(one.with.is_empty(), other.with.is_empty()));
            let mean = |x: f32, y: f32| if a + b == 0.0 { 0.0 } else { (x * a + y * b) / (a + b) };
            let sides_agree =
                (a == 0.0 || by.balanced >= LEAST_PARTIES) && (b == 0.0 || with.balanced >= LEAST_PARTIES);
            let most = if sides_agree { 1.0 } else { 0.0 };
            Agreement {
                balanced: most * mean(by.balanced, with.balanced),
                contained: most * mean(by.contained, with.contained),
                conflict: by.conflict || with.conflict,
            }
        }
    }
}

/// At gatherings each report names its own: what counts is that the shorter list is in the longer one.
fn weight_of_parties(kind: EventKind, who: Agreement) -> f32 {
    match kind {
        EventKind::Gathering | EventKind::Negotiate => f32::midpoint(who.balanced, who.contained),
        EventKind::Meet | EventKind::Call if who.contained < 0.55 => 0.0,
        _ => 0.65 * who.balanced + 0.35 * who.contained,
    }
}

fn place(one: &Facts, other: &Facts) -> Result<f32, &'static str> {
    let located = matches!(
        one.kind,
        EventKind::Meet | EventKind::Visit | EventKind::Gathering | EventKind::Negotiate | EventKind::Agree
    );
    if !located {
        return Ok(0.0);
    }
    let same_name = match (&one.place, &other.place) {
        (Some(a), Some(b)) => Some(a == b),
        _ => None,
    };
    let dated = one.window.is_some() && other.window.is_some();
    match (one.country, other.country) {
        (Some(a), Some(b)) if a != b && same_name != Some(true) => {
            if one.kind == EventKind::Agree {
                Ok(-1.0)
            } else {
                Err("another country")
            }
        }
        _ if same_name == Some(true) => Ok(1.0),
        // Two towns of one country are a slip if the days agree, and two occasions if nobody tells the days.
        (Some(_), Some(_)) if same_name == Some(false) => Ok(if dated { -0.3 } else { -1.0 }),
        (Some(_), Some(_)) => Ok(0.7),
        _ => Ok(0.0),
    }
}

/// Weighs the days, -1 to 1.
fn time(one: &Facts, other: &Facts) -> Result<f32, &'static str> {
    if told_too_late(one, other) || told_too_late(other, one) {
        return Err("announced after it had happened");
    }
    let (Some(a), Some(b)) = (one.window, other.window) else { return undated(one, other) };
    let overlap = a.overlap(b);
    if overlap > 0.0 {
        let exact = a.width().max(b.width()) <= 1;
        return Ok(if exact { 1.0 } else { 0.6 + 0.4 * overlap });
    }
    let Some(gap) = a.gap(b) else { return Err("another day") };
    let both_past = one.is_fact() && other.is_fact();
    match gap {
        1 => Ok(0.4),
        2 => Ok(0.15),
        gap if both_past && gap > SLIP => Err("another day"),
        gap if gap <= MOVE && moved(one, other) => Ok(if gap <= FORTNIGHT { 0.2 } else { 0.0 }),
        gap if gap <= MOVE && !both_past => Ok(if gap <= FORTNIGHT { 0.0 } else { -0.4 }),
        gap if gap <= SLIP => Ok(0.0),
        _ => Err("another time"),
    }
}

/// Other days that are told before the former ones have come are those of the same plan, moved.
fn moved(one: &Facts, other: &Facts) -> bool {
    let (Some(a), Some(b)) = (one.published, other.published) else { return false };
    let (former, latter) = if a <= b { (one, other) } else { (other, one) };
    let Some(Window::Days { last, .. }) = former.window else { return false };
    former.is_plan() && !latter.is_fact() && latter.published.is_some_and(|told| told <= last)
}

/// A plan cannot be announced after the day on which another report says that it was carried out; without a day that
/// was before that report.
fn told_too_late(plan: &Facts, fact: &Facts) -> bool {
    let last = match fact.window {
        Some(Window::Days { last, .. }) => fact.published.map_or(last, |published| last.min(published)),
        Some(Window::Yearless { .. }) => return false,
        None => match fact.published {
            Some(published) => published,
            None => return false,
        },
    };
    plan.is_plan() && fact.status == Status::Occurred && plan.published.is_some_and(|told| told > last + 1)
}

fn undated(one: &Facts, other: &Facts) -> Result<f32, &'static str> {
    let around = |dated: Option<Window>, published: Option<i32>| match (
        dated.zip(published).map(|(window, day)| window.near(day)),
        published,
    ) {
        (Some(Window::Days { first, last }), Some(day)) => Some((first - day).max(day - last).max(0)),
        _ => None,
    };
    let gap = match (one.window, other.window) {
        (None, None) => one.published.zip(other.published).map(|(a, b)| (a - b).abs()),
        (a, None) => around(a, other.published),
        (None, b) => around(b, one.published),
        (Some(_), Some(_)) => None,
    };
    let open = !(one.is_fact() && other.is_fact());
    match gap {
        None => Ok(0.2),
        Some(gap) if open && gap <= AROUND => Ok(0.5),
        Some(gap) if gap <= FORTNIGHT => Ok(0.5),
        Some(gap) if gap <= AROUND => Ok(0.3),
        Some(gap) if gap <= 3 * AROUND => Ok(0.2),
        Some(_) => Err("another time"),
    }
}

/// Weighs the topics, -1 to 1: 0 where one tells none.
fn topics(one: &BTreeSet<String>, other: &BTreeSet<String>) -> f32 {
    if one.is_empty() || other.is_empty() {
        return 0.0;
    }
    let common = one.intersection(other).count() as f32;
    let share = common / one.len().min(other.len()) as f32;
    if common == 0.0 { -0.3 } else { share }
}
