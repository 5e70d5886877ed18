//! Things with days as a calendar file.

use jiff::ToSpan as _;
use jiff::civil::Date;
use plenipo_exchange::escape::{calendar_line, calendar_text};

use crate::route::Frame;

/// One thing in a calendar.
pub struct Appointment {
    /// The public name of the event.
    pub id: String,
    /// The first day.
    pub start: Date,
    /// The last day.
    pub end: Date,
    /// What it is.
    pub title: String,
    /// The sentence that tells it.
    pub summary: String,
    /// Where.
    pub place: Option<String>,
    /// The address of its page, from the root of the site.
    pub address: String,
    /// How firm it is, in the calendar's own words: `TENTATIVE`, `CONFIRMED`, `CANCELLED`.
    pub status: &'static str,
}

/// Writes a calendar as RFC 5545 has it: whole days, lines of at most 75 bytes.
pub fn ics(title: &str, appointments: &[Appointment], frame: &Frame) -> String {
    let mut file = String::new();
    let mut line = |name: &str, value: &str| calendar_line(&mut file, &format!("{name}:{value}"));
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//Plenipo//Desk//EN");
    line("X-WR-CALNAME", &calendar_text(title));
    for appointment in appointments {
        line("BEGIN", "VEVENT");
        line("UID", &format!("{}@plenipo", appointment.id));
        // When it was last touched is not known; its own first day is the same each time the file is written.
        line("DTSTAMP", &format!("{}T000000Z", day(appointment.start)));
        line("DTSTART;VALUE=DATE", &day(appointment.start));
        // The end of a span of days is the day after.
        line("DTEND;VALUE=DATE", &day(appointment.end.checked_add(1.day()).unwrap_or(appointment.end)));
        line("SUMMARY", &calendar_text(&appointment.title));
        line("DESCRIPTION", &calendar_text(&appointment.summary));
        if let Some(place) = &appointment.place {
            line("LOCATION", &calendar_text(place));
        }
        line("URL", &format!("{}{}", frame.site, appointment.address));
        line("STATUS", appointment.status);
        line("END", "VEVENT");
    }
    line("END", "VCALENDAR");
    file
}

fn day(date: Date) -> String {
    date.strftime("%Y%m%d").to_string()
}
