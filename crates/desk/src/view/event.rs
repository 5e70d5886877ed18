//! Events, where they stand in lists.

use plenipo_exchange::phrase;
use plenipo_ledger::{ChangeRow, DatedPlan, EventRow};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Party, When, country_name, country_of};
use crate::format::{Appointment, Entry, Table};

/// One event of the record.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Event {
    /// The public name.
    pub id: String,
    /// Its page.
    pub address: String,
    /// `meet`, `visit`, `call`, `gathering`, `negotiate`, `agree`, `sanction`, `appoint`, `aid`.
    pub kind: String,
    /// `occurred`, `ongoing`, `planned`, `proposed`, `cancelled`, `denied`.
    pub status: String,
    /// Who did what with whom, in a line made from the fields.
    pub title: String,
    /// When it is; nothing where no day is told.
    pub when: Option<When>,
    /// Where it is.
    #[serde(rename = "where")]
    pub place: Option<Place>,
    /// The acting side.
    pub by: Vec<Party>,
    /// The other side.
    pub with: Vec<Party>,
    /// Topics.
    pub what: Vec<String>,
    /// The sentence that tells it, as it stands in the article.
    pub summary: String,
    /// Independent reports: copies count once.
    pub n_reports: i64,
    /// Outlets, those with copies too.
    pub n_outlets: i64,
    /// How sure the reader is, 0 to 1.
    pub confidence: Option<f64>,
}

/// Where something is.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Place {
    /// Its name.
    pub place: Option<String>,
    /// Its country, three letters.
    pub country: Option<String>,
}

/// One step in the life of an event.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChangeLine {
    /// `announced`, `confirmed`, `moved`, `cancelled`, `denied`, `occurred`.
    pub change: String,
    /// The day on which it was told.
    pub day: Option<String>,
    /// For a plan that moved: when it was planned before.
    pub planned: Option<String>,
    /// The public name of the report that tells it.
    pub report: String,
}

/// Something planned, and how it stands.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PlanLine {
    /// The event.
    #[serde(flatten)]
    pub event: Event,
    /// `proposed`, `planned`, `confirmed`, `moved`, `cancelled`, `denied`, `took place`, `going on`, `overdue`.
    pub state: &'static str,
    /// For a plan that moved: when it was planned before, for people.
    pub moved_from: Option<String>,
    /// The steps in its life.
    pub changes: Vec<ChangeLine>,
}

impl Place {
    /// Writes it for people: `Oslo, Norway`.
    pub fn told(&self) -> String {
        let nation = self.country.as_deref().map(country_name);
        match (&self.place, nation) {
            (Some(place), Some(nation)) if *place != nation => format!("{place}, {nation}"),
            (Some(place), _) => place.clone(),
            (None, nation) => nation.unwrap_or_default(),
        }
    }
}

impl From<EventRow> for Event {
    fn from(row: EventRow) -> Self {
        let title = phrase::event_row(&row, &country_of);
        Event {
            address: format!("/event/{}", row.id),
            id: row.id,
            kind: row.kind.as_str().to_owned(),
            status: row.status.as_str().to_owned(),
            title,
            when: row.start.as_deref().map(|start| When::new(start, row.end.as_deref())),
            place: (row.place.is_some() || row.country.is_some())
                .then_some(Place { place: row.place, country: row.country }),
            by: row.by.into_iter().map(Party::from).collect(),
            with: row.with.into_iter().map(Party::from).collect(),
            what: row.what,
            summary: row.summary,
            n_reports: row.n_reports,
            n_outlets: row.n_outlets,
            confidence: row.confidence.map(|value| (value * 1000.0).round() / 1000.0),
        }
    }
}

impl From<ChangeRow> for ChangeLine {
    fn from(row: ChangeRow) -> Self {
        ChangeLine { change: row.change, day: row.day, planned: row.planned, report: row.report }
    }
}

impl PlanLine {
    /// Makes it of a plan; `is_over` says whether its day has passed without news.
    pub fn new(plan: DatedPlan, is_over: bool) -> Self {
        let event = Event::from(plan.event);
        let last = plan.changes.iter().rev().find(|change| change.change != "announced");
        let state = match (event.status.as_str(), last.map(|change| change.change.as_str())) {
            ("cancelled", _) => "cancelled",
            ("denied", _) => "denied",
            ("occurred", _) => "took place",
            ("ongoing", _) => "going on",
            _ if is_over => "overdue",
            (_, Some("moved")) => "moved",
            (_, Some("confirmed")) => "confirmed",
            ("proposed", _) => "proposed",
            _ => "planned",
        };
        let moved = plan.changes.iter().rev().find_map(|change| change.planned.as_deref());
        let changes = plan.changes.iter().cloned().map(ChangeLine::from).collect();
        PlanLine { moved_from: moved.map(days_told), event, state, changes }
    }
}

/// Writes for people what history keeps of days: `2026-01-29`, `2026-01-29 to 2026-01-30`, `since 2026-01`.
pub fn days_told(days: &str) -> String {
    if let Some(start) = days.strip_prefix("since ") {
        return When::new(start, None).told;
    }
    let (start, end) = days.split_once(" to ").unwrap_or((days, days));
    When::new(start, Some(end)).told
}

/// Returns what people call a kind of event: `Meeting`.
pub fn kind_name(kind: &str) -> &str {
    match kind {
        "meet" => "Meeting",
        "visit" => "Visit",
        "call" => "Call",
        "gathering" => "Gathering",
        "negotiate" => "Talks",
        "agree" => "Agreement",
        "sanction" => "Measures",
        "appoint" => "Office",
        "aid" => "Aid",
        other => other,
    }
}

/// Returns what people call several events of a kind: `Meetings`.
pub fn kind_plural(kind: &str) -> &str {
    match kind {
        "meet" => "Meetings",
        "visit" => "Visits",
        "call" => "Calls",
        "gathering" => "Gatherings",
        "negotiate" => "Talks",
        "agree" => "Agreements",
        "sanction" => "Sanctions and other measures",
        "appoint" => "Changes of office",
        "aid" => "Aid",
        other => other,
    }
}

/// Returns what people call how far an event has come: `took place`.
pub fn status_name(status: &str) -> &str {
    match status {
        "occurred" => "took place",
        "ongoing" => "going on",
        other => other,
    }
}

/// The columns of a table of events, and what they hold.
const COLUMNS: [(&str, &str); 15] = [
    ("id", "the public name; it leads to the event as long as there is one"),
    ("kind", "meet, visit, call, gathering, negotiate, agree, sanction, appoint or aid"),
    ("status", "occurred, ongoing, planned, proposed, cancelled or denied"),
    ("start", "the first day, ISO 8601 as far as known: 2026-01-29, 2026-01, 2026, --01-29; empty where none is told"),
    ("end", "the last day; empty where the end is open"),
    ("precision", "day, days, month, year, span, since (an open end) or yearless"),
    ("by", "names of the acting side"),
    ("by_ids", "their public names"),
    ("with", "names of the other side"),
    ("with_ids", "their public names"),
    ("place", "the place, as articles have it"),
    ("country", "the country of the place: ISO 3166-1, three letters; XKX for Kosovo"),
    ("n_reports", "independent reports: copies of one text count once"),
    ("n_outlets", "outlets, those with copies too"),
    ("summary", "the sentence that tells it, as it stands in the earliest report"),
];

/// Returns the columns of a table of events, and what they hold.
pub fn event_columns() -> Vec<(&'static str, &'static str)> {
    COLUMNS.to_vec()
}

/// Writes events as a table.
pub fn event_table<'a>(events: impl IntoIterator<Item = &'a Event>) -> Table {
    let joined = |parties: &[Party], field: fn(&Party) -> &String| {
        parties.iter().map(|party| field(party).as_str()).collect::<Vec<_>>().join("; ")
    };
    let row = |event: &Event| {
        let when = event.when.as_ref();
        vec![
            event.id.clone(),
            event.kind.clone(),
            event.status.clone(),
            when.map(|when| when.start.clone()).unwrap_or_default(),
            when.and_then(|when| when.end.clone()).unwrap_or_default(),
            when.map(|when| when.precision.to_owned()).unwrap_or_default(),
            joined(&event.by, |party| &party.name),
            joined(&event.by, |party| &party.id),
            joined(&event.with, |party| &party.name),
            joined(&event.with, |party| &party.id),
            event.place.as_ref().and_then(|place| place.place.clone()).unwrap_or_default(),
            event.place.as_ref().and_then(|place| place.country.clone()).unwrap_or_default(),
            event.n_reports.to_string(),
            event.n_outlets.to_string(),
            event.summary.clone(),
        ]
    };
    Table { heads: COLUMNS.map(|(head, _)| head).to_vec(), rows: events.into_iter().map(row).collect() }
}

/// Writes events as entries of a feed.
pub fn event_entries<'a>(events: impl IntoIterator<Item = &'a Event>) -> Vec<Entry> {
    let entry = |event: &Event| Entry {
        address: event.address.clone(),
        title: format!("{}: {}", kind_name(&event.kind), event.title),
        summary: event.summary.clone(),
        day: event.when.as_ref().map(|when| when.start.clone()),
    };
    events.into_iter().map(entry).collect()
}

/// Writes events with known days as appointments.
pub fn appointments<'a>(events: impl IntoIterator<Item = &'a Event>) -> Vec<Appointment> {
    let appointment = |event: &Event| {
        let (start, end) = event.when.as_ref()?.bounds()?;
        Some(Appointment {
            id: event.id.clone(),
            start,
            end: end.max(start),
            title: format!("{}: {}", kind_name(&event.kind), event.title),
            summary: event.summary.clone(),
            place: event.place.as_ref().map(Place::told),
            address: event.address.clone(),
            status: match event.status.as_str() {
                "cancelled" | "denied" => "CANCELLED",
                "proposed" => "TENTATIVE",
                _ => "CONFIRMED",
            },
        })
    };
    events.into_iter().filter_map(appointment).collect()
}
