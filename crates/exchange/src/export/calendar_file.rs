//! Events as a calendar (iCalendar, RFC 5545).

use jiff::Span;
use jiff::civil::Date;
use plenipo_ledger::EventView;
use plenipo_record::Status;

use super::Stream;
use crate::phrase::{self, CountryName};

/// Longer periods are no entries of a calendar: "in 2027".
const LONGEST: i32 = 62;
/// No line is longer than this, in bytes.
const LINE: usize = 75;

/// A calendar of events; those without a day, or with a vague one, are left out.
///
/// An entry keeps its UID as long as the event keeps its public name. Its SEQUENCE grows with each change that reports
/// tell, so that a calendar that has the entry takes the new one.
pub struct Calendar<'a> {
    country: CountryName<'a>,
}

impl<'a> Calendar<'a> {
    /// Begins a calendar.
    pub fn new(country: CountryName<'a>) -> Self {
        Calendar { country }
    }
}

impl Stream for Calendar<'_> {
    fn begin(&mut self) -> String {
        let mut out = String::new();
        for text in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Plenipo//Diplomatic record//EN", "CALSCALE:GREGORIAN"]
        {
            line(&mut out, text);
        }
        out
    }

    fn event(&mut self, view: &EventView) -> String {
        let mut out = String::new();
        entry(&mut out, view, self.country);
        out
    }

    fn end(&mut self) -> String {
        let mut out = String::new();
        line(&mut out, "END:VCALENDAR");
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
    line(out, "BEGIN:VEVENT");
    line(out, &format!("UID:{}@plenipo", event.id));
    line(out, &format!("DTSTAMP:{}", stamp(view)));
    line(out, &format!("DTSTART;VALUE=DATE:{}", compact(first)));
    line(out, &format!("DTEND;VALUE=DATE:{}", compact(after)));
    line(out, &format!("SEQUENCE:{}", view.changes.len().saturating_sub(1)));
    line(out, &format!("STATUS:{status}"));
    line(out, "TRANSP:TRANSPARENT");
    line(out, &format!("SUMMARY:{}", escaped(&phrase::event_row(event, country))));
    if !place.is_empty() {
        line(out, &format!("LOCATION:{}", escaped(&place.join(", "))));
    }
    line(out, &format!("CATEGORIES:{}", event.kind.as_str()));
    line(out, &format!("DESCRIPTION:{}", escaped(&description)));
    if let Some(address) = view.reports.iter().find_map(|report| web_address(report.address.as_deref())) {
        line(out, &format!("URL:{address}"));
    }
    line(out, "END:VEVENT");
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

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Writes one line, folded so that no line is too long; a fold never parts a character.
fn line(out: &mut String, text: &str) {
    let mut used = 0;
    for c in text.chars() {
        if used + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}
