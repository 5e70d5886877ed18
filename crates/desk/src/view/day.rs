//! Days as people and programs have them.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday, date};
use plenipo_record::Day;
use schemars::JsonSchema;
use serde::Serialize;

/// When something is, as exactly as it is known.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct When {
    /// The first day, ISO 8601 as far as known: `2026-01-29`, `2026-01`, `2026`, `--01-29`.
    pub start: String,
    /// The last day; nothing where the end is open.
    pub end: Option<String>,
    /// `day`, `days`, `month`, `year`, `span` (months or years), `since` (an open end), `yearless`.
    pub precision: &'static str,
    /// The same for people.
    pub told: String,
}

impl When {
    /// Makes it of stored days.
    pub fn new(start: &str, end: Option<&str>) -> Self {
        let first = start.parse::<Day>().ok();
        let last = end.and_then(|end| end.parse::<Day>().ok());
        let precision = match (first, last) {
            (Some(Day::MonthDay { .. }) | None, _) => "yearless",
            (_, None) => "since",
            (Some(a), Some(b)) if a == b => match a {
                Day::Date(_) => "day",
                Day::Month { .. } => "month",
                _ => "year",
            },
            (Some(Day::Date(_)), Some(Day::Date(_))) => "days",
            _ => "span",
        };
        let told = match (first, last) {
            (Some(first), Some(last)) => between(first, last),
            (Some(first), None) => format!("from {}", one(first)),
            _ => start.to_owned(),
        };
        When { start: start.to_owned(), end: end.map(str::to_owned), precision, told }
    }

    /// Says in words how exact it is, where that is not plain.
    pub fn precision_told(&self) -> &'static str {
        match self.precision {
            "day" => "to the day",
            "days" => "several days",
            "month" => "known to the month",
            "year" => "known to the year",
            "span" => "known to months or years",
            "since" => "the end is not told",
            _ => "the year is not told",
        }
    }

    /// Returns the first and the last calendar day; an open end ends where it begins.
    pub fn bounds(&self) -> Option<(Date, Date)> {
        let first = self.start.parse::<Day>().ok()?;
        let last = self.end.as_ref().and_then(|end| end.parse::<Day>().ok()).unwrap_or(first);
        first.first().zip(last.last())
    }
}

/// Returns the date of a day counted from 1970-01-01.
pub fn date_of(number: i32) -> Date {
    date(1970, 1, 1).saturating_add(i64::from(number).days())
}

/// Writes a stored day for people: `29 January 2026`, `January 2026`.
pub fn day_told(day: &str) -> String {
    day.parse::<Day>().map_or_else(|_| day.to_owned(), one)
}

/// Writes a date with the day of the week: `Thursday 29 January 2026`.
pub fn weekday_told(date: Date) -> String {
    let name = match date.weekday() {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    };
    format!("{name} {}", one(Day::Date(date)))
}

/// Writes a stored time of publication for people: `29 January 2026, 22:04 (UTC+10)`.
pub fn published_told(published: &str) -> String {
    let Some((day, time)) = published.split_once('T') else { return day_told(published) };
    let (clock, offset) = (time.get(..5).unwrap_or(time), time.get(8..).unwrap_or_default());
    let zone = match offset {
        "" => String::new(),
        "Z" | "+00:00" => " (UTC)".to_owned(),
        offset => format!(" (UTC{})", offset.trim_end_matches(":00")),
    };
    format!("{}, {clock}{zone}", day_told(day))
}

/// Returns the name of a month, 1 to 12.
pub fn month_name(month: i8) -> &'static str {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    usize::try_from(month - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or_default()
}

fn one(day: Day) -> String {
    match day {
        Day::Year { year } => year.to_string(),
        Day::Month { year, month } => format!("{} {year}", month_name(month)),
        Day::Date(date) => format!("{} {} {}", date.day(), month_name(date.month()), date.year()),
        Day::MonthDay { month, day } => format!("{day} {}", month_name(month)),
    }
}

/// Writes a span without saying anything twice: `12–13 March 2026`.
fn between(first: Day, last: Day) -> String {
    match (first, last) {
        _ if first == last => one(first),
        (Day::Date(a), Day::Date(b)) if (a.year(), a.month()) == (b.year(), b.month()) => {
            format!("{}–{}", a.day(), one(last))
        }
        (Day::Date(a), Day::Date(b)) if a.year() == b.year() => {
            format!("{} {} – {}", a.day(), month_name(a.month()), one(last))
        }
        (Day::Month { year: a, month }, Day::Month { year: b, .. }) if a == b => {
            format!("{} – {}", month_name(month), one(last))
        }
        _ => format!("{} – {}", one(first), one(last)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(start: &str, end: Option<&str>, told: &str, precision: &str) {
        let when = When::new(start, end);
        assert_eq!((when.told.as_str(), when.precision), (told, precision));
    }

    #[test]
    fn days_tell_how_exact_they_are() {
        check("2026-01-29", Some("2026-01-29"), "29 January 2026", "day");
        check("2026-03-12", Some("2026-03-13"), "12–13 March 2026", "days");
        check("2026-03-30", Some("2026-04-02"), "30 March – 2 April 2026", "days");
        check("2025-12-30", Some("2026-01-02"), "30 December 2025 – 2 January 2026", "days");
        check("2026-02", Some("2026-02"), "February 2026", "month");
        check("2025-09", Some("2025-11"), "September – November 2025", "span");
        check("2025", Some("2025"), "2025", "year");
        check("2026-02-05", None, "from 5 February 2026", "since");
        check("--01-29", Some("--01-29"), "29 January", "yearless");
    }

    #[test]
    fn times_of_publication_keep_their_zone() {
        assert_eq!(published_told("2026-01-29T22:04:00+10:00"), "29 January 2026, 22:04 (UTC+10)");
        assert_eq!(published_told("2026-01-29T22:04:00+05:30"), "29 January 2026, 22:04 (UTC+05:30)");
        assert_eq!(published_told("2026-01-29"), "29 January 2026");
    }
}
