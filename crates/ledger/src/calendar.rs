//! Days as numbers, for comparing and for the store.

use jiff::civil::{Date, date};
use plenipo_record::{Day, When};

const EPOCH: Date = date(1970, 1, 1);

/// Returns how many days after 1970-01-01 a date lies.
pub fn number(date: Date) -> i32 {
    (date.duration_since(EPOCH).as_hours() / 24) as i32
}

/// Returns the number of the first day that a value covers.
pub fn first(day: Day) -> Option<i32> {
    day.first().map(number)
}

/// Returns the number of the last day that a value covers.
pub fn last(day: Day) -> Option<i32> {
    day.last().map(number)
}

/// Returns the first and the last day of a span; an open end has no last day.
pub fn bounds(when: When) -> (Option<i32>, Option<i32>) {
    (first(when.start), when.end.and_then(last))
}

/// Returns the date of a day's number.
pub fn date_of(number: i32) -> Date {
    let days = jiff::Span::new().try_days(i64::from(number)).ok();
    let date = days.and_then(|days| EPOCH.checked_add(days).ok());
    date.unwrap_or(if number < 0 { Date::MIN } else { Date::MAX })
}

/// Returns the month and the day of the month of a day's number.
pub fn month_and_day(number: i32) -> (i8, i8) {
    let date = date_of(number);
    (date.month(), date.day())
}
