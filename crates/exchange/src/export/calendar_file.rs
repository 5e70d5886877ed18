//! Events as a calendar (iCalendar, RFC 5545).

use std::collections::BTreeSet;

use jiff::Span;
use jiff::civil::Date;
use plenipo_ledger::{EventView, RecordChange};
use plenipo_record::Status;

use super::Stream;
use crate::escape::{calendar_line, calendar_text};
use crate::phrase::{self, CountryName};

/// Longer periods are no entries of a calendar: "in 2027".
const LONGEST: i32 = 62;

/// A calendar of events; those without a day, or with a vague one, are left out.
///
/// The UID of an entry is the name under which the event was first known, so that it stays when an earlier report gives
/// the event another name. Its SEQUENCE grows with each change of the event, so that a calendar that has the entry takes
/// the new one.
pub struct Calendar<'a> {
    country: CountryName<'a>,
    written: BTreeSet<String>,
}

impl<'a> Calendar<'a> {
    /// Begins a calendar.
    pub fn new(country: CountryName<'a>) -> Self {
        Calendar { country, written: BTreeSet::new() }
    }
}

impl Stream for Calendar<'_> {
    fn begin(&mut self) -> String {
        let mut out = String::new();
        for text in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Plenipo//Diplomatic record//EN", "CALSCALE:GREGORIAN"]
        {
            calendar_line(&mut out, text);
        }
        out
    }

    fn event(&mut self, view: &EventView) -> String {
        let mut out = String::new();
        entry(&mut out, view, self.country);
        self.written.insert(view.first_known.clone());
        out
    }

    /// Cancels the entry of an event that is gone, unless the event goes on under it.
    fn gone(&mut self, change: &RecordChange) -> String {
        let day = change.at.get(..10).and_then(|day| day.parse().ok());
        let Some(day) = day.filter(|_| change.kind == "event" && !self.written.contains(&change.id)) else {
            return String::new();
        };
        let mut out = String::new();
        let stamp = compact(day);
        for line in [
            "BEGIN:VEVENT",
            &format!("UID:{}@plenipo", change.id),
            &format!("DTSTAMP:{stamp}T000000Z"),
            &format!("DTSTART;VALUE=DATE:{stamp}"),
            &format!("SEQUENCE:{}", change.n_changes),
            "STATUS:CANCELLED",
            "SUMMARY:Withdrawn",
            "END:VEVENT",
        ] {
            calendar_line(&mut out, line);
        }
        out
    }

    fn end(&mut self) -> String {
        let mut out = String::new();
        calendar_line(&mut out, "END:VCALENDAR");
        out
    }
}

fn entry(out: &mut String, view: &EventView, country: CountryName) {
    let event = &view.event;
    let Some((first, after)) = days(view) else { return };
    let status = match event.status {
        Status::Proposed => "TENTATIVE",
        Status::Planned | Status::Occurred | Status::Ongoing => "CONFIRMED",
        Status::Cancelled | Status::Denied => "CANCELLED",
    };
    let place: Vec<String> = event.place.iter().cloned().chain(nation(event.country.as_deref(), country)).collect();
    let proof = view.reports.iter().map(|report| {
        let told_by = phrase::reported_by(report.outlet.as_deref(), &report.name, report.published.as_deref());
        let sentence = report.evidence.first().map_or("", |(sentence, ..)| sentence.as_str());
        format!("“{sentence}” ({told_by})")
    });
    let description = proof.collect::<Vec<_>>().join("\n");
    calendar_line(out, "BEGIN:VEVENT");
    calendar_line(out, &format!("UID:{}@plenipo", view.first_known));
    calendar_line(out, &format!("DTSTAMP:{}", stamp(view)));
    calendar_line(out, &format!("DTSTART;VALUE=DATE:{}", compact(first)));
    calendar_line(out, &format!("DTEND;VALUE=DATE:{}", compact(after)));
    calendar_line(out, &format!("SEQUENCE:{}", view.n_changes));
    calendar_line(out, &format!("STATUS:{status}"));
    calendar_line(out, "TRANSP:TRANSPARENT");
    calendar_line(out, &format!("SUMMARY:{}", calendar_text(&phrase::event_row(event, country))));
    if !place.is_empty() {
        calendar_line(out, &format!("LOCATION:{}", calendar_text(&place.join(", "))));
    }
    calendar_line(out, &format!("CATEGORIES:{}", event.kind.as_str()));
    calendar_line(out, &format!("DESCRIPTION:{}", calendar_text(&description)));
    if let Some(address) = view.reports.iter().find_map(|report| web_address(report.address.as_deref())) {
        calendar_line(out, &format!("URL:{address}"));
    }
    calendar_line(out, "END:VEVENT");
}

/// Returns the first day, and the day after the last one.
fn days(view: &EventView) -> Option<(Date, Date)> {
    let when = view.event.when()?;
    let first = when.start.first()?;
    let last = when.end.unwrap_or(when.start).last()?;
    let length = first.until(last).ok()?.get_days();
    let after = last.checked_add(Span::new().days(1)).ok()?;
    (0..=LONGEST).contains(&length).then_some((first, after))
}

/// The moment of the last report that is dated, so that the same ledger gives the same bytes.
fn stamp(view: &EventView) -> String {
    let last =
        view.reports.iter().filter_map(|report| report.published.as_deref()?.split('T').next()?.parse().ok()).max();
    format!("{}T000000Z", compact(last.unwrap_or(jiff::civil::date(1970, 1, 1))))
}

fn compact(date: Date) -> String {
    date.strftime("%Y%m%d").to_string()
}

fn nation(code: Option<&str>, country: CountryName) -> Option<String> {
    code.and_then(|code| code.parse().ok()).and_then(country)
}

/// Returns an address that can stand in a line by itself.
fn web_address(address: Option<&str>) -> Option<&str> {
    address
        .filter(|address| address.contains("://") && !address.contains(|c: char| c.is_control() || c.is_whitespace()))
}
