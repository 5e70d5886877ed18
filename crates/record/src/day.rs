//! Days as news tells them: a date, a month, a year, or a date whose year nobody gives.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

/// A point on the calendar with the precision that the text gives.
///
/// Written and parsed as ISO 8601: `2026-01-29`, `2026-02`, `2025`, and `--01-22` for a day without a year.
///
/// ```
/// use plenipo_record::Day;
///
/// let day: Day = "2026-02".parse()?;
/// assert_eq!(day, Day::Month { year: 2026, month: 2 });
/// assert_eq!(day.first().unwrap().to_string(), "2026-02-01");
/// assert_eq!(day.last().unwrap().to_string(), "2026-02-28");
/// # Ok::<(), plenipo_record::ParseDayError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Day {
    /// A whole year.
    Year {
        /// The year of the Gregorian calendar.
        year: i16,
    },
    /// A month of a known year.
    Month {
        /// The year of the Gregorian calendar.
        year: i16,
        /// The month, 1 to 12.
        month: i8,
    },
    /// One calendar day.
    Date(Date),
    /// A day and month of a year that the article does not tell.
    MonthDay {
        /// The month, 1 to 12.
        month: i8,
        /// The day of the month, 1 to 31.
        day: i8,
    },
}

impl Day {
    /// Returns the first calendar day that the value covers, or `None` without a year.
    pub fn first(self) -> Option<Date> {
        match self {
            Day::Year { year } => Date::new(year, 1, 1).ok(),
            Day::Month { year, month } => Date::new(year, month, 1).ok(),
            Day::Date(date) => Some(date),
            Day::MonthDay { .. } => None,
        }
    }

    /// Returns the last calendar day that the value covers, or `None` without a year.
    pub fn last(self) -> Option<Date> {
        match self {
            Day::Year { year } => Date::new(year, 12, 31).ok(),
            Day::Month { .. } => self.first().map(Date::last_of_month),
            Day::Date(date) => Some(date),
            Day::MonthDay { .. } => None,
        }
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Day::Date(date)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Day::Year { year } => write!(f, "{year:04}"),
            Day::Month { year, month } => write!(f, "{year:04}-{month:02}"),
            Day::Date(date) => write!(f, "{date}"),
            Day::MonthDay { month, day } => write!(f, "--{month:02}-{day:02}"),
        }
    }
}

/// The error of text that is no [`Day`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseDayError {
    text: String,
}

impl fmt::Display for ParseDayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no day: expected 2026-01-29, 2026-01, 2026 or --01-29", self.text)
    }
}

impl std::error::Error for ParseDayError {}

impl FromStr for Day {
    type Err = ParseDayError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text).ok_or_else(|| ParseDayError { text: text.to_owned() })
    }
}

fn parse(text: &str) -> Option<Day> {
    let number = |digits: &str, width: usize| -> Option<i16> {
        let plain = digits.len() == width && digits.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| digits.parse().ok()).flatten()
    };
    if let Some(rest) = text.strip_prefix("--") {
        let (month, day) = rest.split_once('-')?;
        let (month, day) = (number(month, 2)? as i8, number(day, 2)? as i8);
        // 2024 is a leap year: February 29 exists in some year.
        return Date::new(2024, month, day).ok().map(|_| Day::MonthDay { month, day });
    }
    let mut parts = text.split('-');
    let year = number(parts.next()?, 4)?;
    let Some(month) = parts.next() else { return Some(Day::Year { year }) };
    let month = number(month, 2)? as i8;
    if !(1..=12).contains(&month) {
        return None;
    }
    let Some(day) = parts.next() else { return Some(Day::Month { year, month }) };
    let date = Date::new(year, month, number(day, 2)? as i8).ok()?;
    parts.next().is_none().then_some(Day::Date(date))
}

/// The days over which something happens: the first and the last.
///
/// A single day has equal ends. A missing `end` means open ("since February").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct When {
    /// The first day.
    pub start: Day,
    /// The last day, or `None` where the end is open.
    pub end: Option<Day>,
}

impl When {
    /// Makes the span of a single day, month or year.
    pub fn on(day: impl Into<Day>) -> Self {
        let day = day.into();
        When { start: day, end: Some(day) }
    }

    /// Makes the span from one day to another, both included.
    pub fn between(start: impl Into<Day>, end: impl Into<Day>) -> Self {
        When { start: start.into(), end: Some(end.into()) }
    }

    /// Makes the span that starts on a day and has no told end.
    pub fn since(start: impl Into<Day>) -> Self {
        When { start: start.into(), end: None }
    }

    /// Tells whether the day of `other` lies wholly inside this span; an unknown year is never inside.
    pub fn contains(self, other: When) -> bool {
        let (Some(start), Some(first)) = (self.start.first(), other.start.first()) else { return self == other };
        let last = other.end.and_then(Day::last);
        start <= first
            && match self.end.and_then(Day::last) {
                None => true,
                Some(end) => last.is_some_and(|last| last <= end),
            }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.end {
            Some(end) if end == self.start => write!(f, "{}", self.start),
            Some(end) => write!(f, "{} to {end}", self.start),
            None => write!(f, "since {}", self.start),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_as_they_are_parsed() {
        for text in ["2026-01-29", "2026-02", "2025", "--01-22", "--02-29"] {
            assert_eq!(text.parse::<Day>().map(|day| day.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in ["", "26", "2026-13", "2026-02-30", "--13-01", "2026-1-2", "2026-01-02-03", "+026"] {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_month_contains_its_days_and_an_open_end_all_later_ones() {
        let day = |text: &str| text.parse::<Day>().expect("a day");
        assert!(When::on(day("2026-02")).contains(When::on(day("2026-02-28"))));
        assert!(!When::on(day("2026-02")).contains(When::on(day("2026-03-01"))));
        assert!(When::since(day("2026-02")).contains(When::on(day("2031-03-01"))));
        assert!(!When::on(day("2026")).contains(When::on(day("--03-01"))));
    }
}
