//! Times as feeds, archives and exports write them.

use jiff::civil::{Date, Time};
use jiff::fmt::{rfc2822, strtime, temporal};
use jiff::tz::{Offset, TimeZone};
use plenipo_record::{Day, Published};

/// Forms of days that are neither ISO 8601 nor RFC 2822. Days in figures with the year last are not read: nobody knows
/// which figure is the month.
const DAYS: [&str; 7] = ["%Y/%m/%d", "%B %d, %Y", "%d %B %Y", "%b %d, %Y", "%d %b %Y", "%A, %B %d, %Y", "%Y%m%d"];
const MINUTES: [&str; 3] = ["%Y/%m/%d %H:%M", "%Y/%m/%d %H:%M:%S", "%Y%m%dT%H%M%S"];

/// Reads a time as feeds, archives and exports write it; `None` where it is in no known form.
///
/// ```
/// let told = plenipo_intake::moment("Mon, 07 Apr 2025 14:10:00 +0200").unwrap();
/// assert_eq!(told.to_string(), "2025-04-07T14:10:00+02:00");
/// ```
pub fn moment(text: &str) -> Option<Published> {
    let text = text.trim();
    if text.is_empty() || text.len() > 80 {
        return None;
    }
    iso(text).or_else(|| mail(text)).or_else(|| loose(text)).or_else(|| epoch(text.parse().ok()?))
}

/// Reads seconds or milliseconds since 1970.
pub(crate) fn epoch(number: f64) -> Option<Published> {
    let seconds = if number.abs() >= 1e11 { number / 1000.0 } else { number };
    // Smaller numbers are years and ids.
    if !(1e8..4e9).contains(&seconds) {
        return None;
    }
    let stamp = jiff::Timestamp::from_second(seconds as i64).ok()?;
    let civil = stamp.to_zoned(TimeZone::UTC).datetime();
    Some(published(civil.date(), Some(civil.time()), Some(Offset::UTC)))
}

fn iso(text: &str) -> Option<Published> {
    let pieces = temporal::Pieces::parse(text).ok()?;
    let offset = pieces.to_numeric_offset();
    // Eight figures are also the start of an epoch in milliseconds, but those have thirteen.
    Some(published(pieces.date(), pieces.time(), offset))
}

fn mail(text: &str) -> Option<Published> {
    let zoned = rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_zoned(text).ok()?;
    Some(published(zoned.date(), Some(zoned.time()), Some(zoned.offset())))
}

fn loose(text: &str) -> Option<Published> {
    let time =
        MINUTES.iter().find_map(|form| strtime::parse(form, text.trim_end_matches('Z')).ok()?.to_datetime().ok());
    if let Some(time) = time {
        return Some(published(time.date(), Some(time.time()), text.ends_with('Z').then_some(Offset::UTC)));
    }
    let day = DAYS.iter().find_map(|form| strtime::parse(form, text).ok()?.to_date().ok())?;
    Some(published(day, None, None))
}

fn published(date: Date, time: Option<Time>, offset: Option<Offset>) -> Published {
    Published {
        day: Day::Date(date),
        time: time.map(|time| (time.hour(), time.minute(), time.second())),
        offset_minutes: offset.filter(|_| time.is_some()).map(|offset| (offset.seconds() / 60) as i16),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn times_of_all_forms() {
        for (told, read) in [
            ("2025-04-07T14:10:00+02:00", "2025-04-07T14:10:00+02:00"),
            ("2025-04-08T10:00:00.000+0200", "2025-04-08T10:00:00+02:00"),
            ("2025-04-08T10:00:00Z", "2025-04-08T10:00:00+00:00"),
            ("2025-04-11T16:00+01:00", "2025-04-11T16:00:00+01:00"),
            ("2025-04-07 14:10:00", "2025-04-07T14:10:00"),
            ("2025-04-07", "2025-04-07"),
            ("Mon, 07 Apr 2025 14:10:00 +0200", "2025-04-07T14:10:00+02:00"),
            ("Sun, 7 Apr 2025 14:10:00 GMT", "2025-04-07T14:10:00+00:00"),
            ("Mon, 07 Apr 2025 14:10:00 EST", "2025-04-07T14:10:00-05:00"),
            ("April 9, 2025", "2025-04-09"),
            ("9 Apr 2025", "2025-04-09"),
            ("2025/04/08", "2025-04-08"),
            ("20250408T093000Z", "2025-04-08T09:30:00+00:00"),
            ("1744200000", "2025-04-09T12:00:00+00:00"),
            ("1744200000123", "2025-04-09T12:00:00+00:00"),
            ("04/05/2025", "-"),
            ("yesterday", "-"),
            ("2025", "-"),
        ] {
            let found = super::moment(told).map_or("-".to_owned(), |moment| moment.to_string());
            assert_eq!(found, read, "{told}");
        }
    }
}
