//! What became of an event, report by report, and on what its reports differ.

use std::collections::BTreeSet;

use plenipo_record::{ActorKind, Status, When};

use crate::assemble::Report;
use crate::link::{Window, likeness};

/// A step in the life of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// It is planned or proposed.
    Announced,
    /// Somebody else says so too, or a proposal has become a plan.
    Confirmed,
    /// It is planned for other days.
    Moved,
    /// It was called off.
    Cancelled,
    /// Somebody who should know says that it did not or will not happen.
    Denied,
    /// It has happened or is happening.
    Occurred,
}

impl ChangeKind {
    /// Returns the word used in the store and in exchange formats.
    pub fn as_str(self) -> &'static str {
        match self {
            ChangeKind::Announced => "announced",
            ChangeKind::Confirmed => "confirmed",
            ChangeKind::Moved => "moved",
            ChangeKind::Cancelled => "cancelled",
            ChangeKind::Denied => "denied",
            ChangeKind::Occurred => "occurred",
        }
    }
}

/// A step, with its report.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// What happened to the event.
    pub kind: ChangeKind,
    /// The day on which it was told.
    pub day: Option<i32>,
    /// For a plan that moved: the days for which it was planned before.
    pub planned: Option<When>,
    /// The row of the report.
    pub report: i64,
}

/// Returns the steps that the reports tell of, in the order of the reports; what only repeats is left out.
pub fn changes(reports: &[&Report]) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    let (mut planned, mut firm): (Option<(When, Window)>, bool) = (None, false);
    for report in reports {
        let last = changes.last().map(|change| change.kind);
        let mut before = None;
        let kind = match report.facts.status {
            Status::Planned | Status::Proposed if matches!(last, Some(ChangeKind::Occurred)) => None,
            Status::Planned | Status::Proposed => {
                let now = report.when.zip(report.facts.window);
                let was_firm = firm;
                firm = firm || report.facts.status == Status::Planned;
                let moved = planned.zip(now).filter(|((_, old), (_, new))| old.overlap(*new) == 0.0);
                before = moved.map(|((old, _), _)| old);
                planned = now.or(planned);
                match last {
                    None | Some(ChangeKind::Cancelled | ChangeKind::Denied) => Some(ChangeKind::Announced),
                    Some(_) if moved.is_some() => Some(ChangeKind::Moved),
                    Some(_) if firm && !was_firm => Some(ChangeKind::Confirmed),
                    Some(ChangeKind::Announced) if report.facts.status == Status::Planned => {
                        Some(ChangeKind::Confirmed)
                    }
                    Some(_) => None,
                }
            }
            Status::Occurred | Status::Ongoing => Some(ChangeKind::Occurred),
            Status::Cancelled => Some(ChangeKind::Cancelled),
            Status::Denied => Some(ChangeKind::Denied),
        };
        if let Some(kind) = kind.filter(|kind| last != Some(*kind) || *kind == ChangeKind::Moved) {
            let (day, report) = (report.facts.published, report.facts.id);
            changes.push(Change { kind, day, planned: before, report });
        }
    }
    changes
}

/// A value that one report gives where another gives another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// `day`, `place`, `who`, `number` or `status`.
    pub field: &'static str,
    /// The value.
    pub value: String,
    /// The row of the report.
    pub report: i64,
}

/// Returns the values on which reports of what has happened differ, each with its report.
///
/// A month and a day inside it do not differ, nor do a country and a town in it.
pub fn disagreements(reports: &[&Report]) -> Vec<Difference> {
    let told: Vec<&&Report> = reports.iter().filter(|report| !report.facts.is_plan()).collect();
    let mut found = BTreeSet::new();
    for (at, one) in told.iter().enumerate() {
        for other in &told[at + 1..] {
            let mut differ = |field, value: &dyn Fn(&Report) -> String| {
                for report in [one, other] {
                    found.insert(Difference { field, value: value(report), report: report.facts.id });
                }
            };
            if let (Some(a), Some(b)) = (one.facts.window, other.facts.window)
                && a.overlap(b) == 0.0
            {
                differ("day", &|report| report.when.map(|when| when.to_string()).unwrap_or_default());
            }
            let places = one.facts.place.as_ref().zip(other.facts.place.as_ref()).filter(|(a, b)| a != b);
            if places.is_some() {
                differ("place", &|report| report.place.clone().unwrap_or_default());
            }
            if strangers(one, other) && strangers(other, one) {
                differ("who", &names);
            }
            let (a, b) = (numbers(one), numbers(other));
            if !a.is_empty() && !b.is_empty() && a.is_disjoint(&b) {
                differ("number", &|report| numbers(report).into_iter().collect::<Vec<_>>().join(", "));
            }
            let denied = |report: &Report| report.facts.status == Status::Denied;
            if denied(one) != denied(other) {
                differ("status", &|report| report.facts.status.as_str().to_owned());
            }
        }
    }
    found.into_iter().collect()
}

/// Tells whether a report names a person who is nobody in the other, while the other names persons of that country.
fn strangers(one: &Report, other: &Report) -> bool {
    let theirs = || other.facts.by.iter().chain(&other.facts.with).filter(|profile| profile.kind == ActorKind::Person);
    let ours = one.facts.by.iter().chain(&one.facts.with).filter(|profile| profile.kind == ActorKind::Person);
    ours.into_iter().any(|person| {
        person.country.is_some()
            && theirs().any(|other| other.country == person.country)
            && theirs().all(|other| likeness(person, other) < 0.5)
    })
}

fn names(report: &Report) -> String {
    let all = report.facts.by.iter().chain(&report.facts.with);
    all.map(|profile| profile.name.words().join(" ")).collect::<Vec<_>>().join(", ")
}

/// The figures in a report's topics, without the marks that group their digits.
fn numbers(report: &Report) -> BTreeSet<String> {
    let words = report.what.iter().flat_map(|topic| topic.split_whitespace());
    let figures = words.map(|word| word.chars().filter(char::is_ascii_digit).collect::<String>());
    figures.filter(|figure| !figure.is_empty()).collect()
}
