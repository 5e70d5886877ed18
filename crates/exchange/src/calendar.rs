//! Days as a person writes them.

use plenipo_record::{Day, Published, When};

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Writes a day as far as it is known: `29 Jan 2026`, `Jan 2026`, `2026`, `29 Jan`.
pub fn day(day: Day) -> String {
    match parts(day) {
        (Some(d), Some(m), Some(y)) => format!("{d} {m} {y}"),
        (Some(d), Some(m), None) => format!("{d} {m}"),
        (_, Some(m), Some(y)) => format!("{m} {y}"),
        (_, _, y) => y.map(|y| y.to_string()).unwrap_or_default(),
    }
}

/// Writes the days of an event without saying anything twice: `12–13 Mar 2026`, `since 5 Feb 2026`.
pub fn when(when: When) -> String {
    let Some(end) = when.end else { return format!("since {}", day(when.start)) };
    if end == when.start {
        return day(end);
    }
    let ((d1, m1, y1), (d2, m2, y2)) = (parts(when.start), parts(end));
    let year = |y: Option<i16>| y.map(|y| format!(" {y}")).unwrap_or_default();
    match (d1, m1, d2, m2) {
        (Some(d1), Some(m1), Some(d2), Some(m2)) if (m1, y1) == (m2, y2) => format!("{d1}–{d2} {m2}{}", year(y2)),
        (Some(d1), Some(m1), Some(d2), Some(m2)) if y1 == y2 => format!("{d1} {m1} – {d2} {m2}{}", year(y2)),
        (None, Some(m1), None, Some(m2)) if y1 == y2 => format!("{m1} – {m2}{}", year(y2)),
        _ => format!("{} – {}", day(when.start), day(end)),
    }
}

/// Writes when a page was published: `29 Jan 2026, 22:04 (UTC+10)`.
pub fn published(published: Published) -> String {
    let day = day(published.day);
    let Some((hour, minute, _)) = published.time else { return day };
    let zone = match published.offset_minutes {
        None => String::new(),
        Some(0) => " (UTC)".to_owned(),
        Some(offset) => {
            let sign = if offset < 0 { '-' } else { '+' };
            match (offset.abs() / 60, offset.abs() % 60) {
                (hours, 0) => format!(" (UTC{sign}{hours})"),
                (hours, minutes) => format!(" (UTC{sign}{hours}:{minutes:02})"),
            }
        }
    };
    format!("{day}, {hour:02}:{minute:02}{zone}")
}

fn parts(day: Day) -> (Option<i8>, Option<&'static str>, Option<i16>) {
    let name = |month: i8| MONTHS.get(month as usize - 1).copied();
    match day {
        Day::Year { year } => (None, None, Some(year)),
        Day::Month { year, month } => (None, name(month), Some(year)),
        Day::Date(date) => (Some(date.day()), name(date.month()), Some(date.year())),
        Day::MonthDay { month, day } => (Some(day), name(month), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(start: &str, end: Option<&str>, expected: &str) {
        let parsed = |text: &str| text.parse().expect("a day");
        assert_eq!(when(When { start: parsed(start), end: end.map(parsed) }), expected);
    }

    #[test]
    fn days_are_written_without_repetition() {
        check("2026-01-29", Some("2026-01-29"), "29 Jan 2026");
        check("2026-03-12", Some("2026-03-13"), "12–13 Mar 2026");
        check("2026-03-30", Some("2026-04-02"), "30 Mar – 2 Apr 2026");
        check("2025-12-30", Some("2026-01-02"), "30 Dec 2025 – 2 Jan 2026");
        check("2026-02", Some("2026-02"), "Feb 2026");
        check("2025-09", Some("2025-11"), "Sep – Nov 2025");
        check("2025", Some("2025"), "2025");
        check("2026-02", None, "since Feb 2026");
        check("--01-22", Some("--01-22"), "22 Jan");
        check("--01-22", Some("--01-24"), "22–24 Jan");
    }

    #[test]
    fn publication_keeps_its_zone() {
        let mut at =
            Published { day: "2026-01-29".parse().expect("a day"), time: Some((22, 4, 0)), offset_minutes: Some(-210) };
        assert_eq!(published(at), "29 Jan 2026, 22:04 (UTC-3:30)");
        at.offset_minutes = None;
        assert_eq!(published(at), "29 Jan 2026, 22:04");
        at.time = None;
        assert_eq!(published(at), "29 Jan 2026");
    }
}
