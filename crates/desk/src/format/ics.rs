//! Things with days as a calendar file.

use jiff::ToSpan as _;
use jiff::civil::Date;

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
    let mut line = |name: &str, value: &str| fold(&mut file, &format!("{name}:{value}"));
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//Plenipo//Desk//EN");
    line("X-WR-CALNAME", &escape(title));
    for appointment in appointments {
        line("BEGIN", "VEVENT");
        line("UID", &format!("{}@plenipo", appointment.id));
        // When it was last touched is not known; its own first day is the same each time the file is written.
        line("DTSTAMP", &format!("{}T000000Z", day(appointment.start)));
        line("DTSTART;VALUE=DATE", &day(appointment.start));
        // The end of a span of days is the day after.
        line("DTEND;VALUE=DATE", &day(appointment.end.checked_add(1.day()).unwrap_or(appointment.end)));
        line("SUMMARY", &escape(&appointment.title));
        line("DESCRIPTION", &escape(&appointment.summary));
        if let Some(place) = &appointment.place {
            line("LOCATION", &escape(place));
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

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            '\n' => escaped.push_str("\\n"),
            letter if letter.is_control() => escaped.push(' '),
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// Adds a line, broken after 75 bytes; what follows begins with a blank.
fn fold(file: &mut String, line: &str) {
    let mut room = 75;
    for letter in line.chars() {
        if letter.len_utf8() > room {
            file.push_str("\r\n ");
            room = 74;
        }
        file.push(letter);
        room -= letter.len_utf8();
    }
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_between_letters_and_text_stays_text() {
        let mut file = String::new();
        fold(&mut file, &format!("SUMMARY:{}", escape(&"Tallinn; Ōsaka, \nEND:VEVENT ".repeat(5))));
        assert!(file.split("\r\n").all(|line| line.len() <= 75), "{file}");
        assert_eq!(file.replace("\r\n ", "").lines().count(), 1);
    }
}
