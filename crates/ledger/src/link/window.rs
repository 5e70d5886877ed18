//! Days of two reports side by side.

use plenipo_record::{Day, When};

use crate::calendar;

/// The days that a report gives its event, as numbers, or a day without its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Window {
    /// From the first to the last day, both included.
    Days {
        /// The first day.
        first: i32,
        /// The last day; the first where the end is open.
        last: i32,
    },
    /// Month and day of an untold year.
    Yearless {
        /// The month, 1 to 12.
        month: i8,
        /// The day, 1 to 31.
        day: i8,
    },
}

impl Window {
    /// Takes the days of a report.
    pub fn new(when: When) -> Option<Self> {
        if let Day::MonthDay { month, day } = when.start {
            return Some(Window::Yearless { month, day });
        }
        let (first, last) = calendar::bounds(when);
        let first = first?;
        Some(Window::Days { first, last: last.unwrap_or(first).max(first) })
    }

    /// Returns the window with the year in which it lies nearest to a day; a window of known days is returned as it is.
    pub fn near(self, number: i32) -> Self {
        let Window::Yearless { month, day } = self else { return self };
        let year = calendar::date_of(number).year();
        let years = [year - 1, year, year + 1].into_iter();
        let days = years.filter_map(|year| jiff::civil::Date::new(year, month, day).ok()).map(calendar::number);
        match days.min_by_key(|first| (first - number).abs()) {
            Some(first) => Window::Days { first, last: first },
            None => self,
        }
    }

    /// Returns how many days the window covers.
    pub fn width(self) -> i32 {
        match self {
            Window::Days { first, last } => last - first + 1,
            Window::Yearless { .. } => 1,
        }
    }

    /// Returns how many days lie between two windows; 0 if they share a day, `None` where a year is missing.
    pub fn gap(self, other: Window) -> Option<i32> {
        match (self, other) {
            (Window::Days { first: a, last: b }, Window::Days { first: c, last: d }) => Some((c - b).max(a - d).max(0)),
            _ => None,
        }
    }

    /// Returns the share of days that two windows have in common among those that either has; a day without a year
    /// agrees with the same day of any year.
    pub fn overlap(self, other: Window) -> f32 {
        match (self, other) {
            (Window::Days { first: a, last: b }, Window::Days { first: c, last: d }) => {
                let common = (b.min(d) - a.max(c) + 1).max(0);
                common as f32 / (b.max(d) - a.min(c) + 1) as f32
            }
            (Window::Yearless { month, day }, Window::Days { first, last })
            | (Window::Days { first, last }, Window::Yearless { month, day }) => {
                let inside =
                    (first..=last.min(first + 366)).any(|number| calendar::month_and_day(number) == (month, day));
                if inside { 1.0 / (last - first + 1) as f32 } else { 0.0 }
            }
            (one, other) => f32::from(one == other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(start: &str, end: &str) -> Window {
        let when = When::between(start.parse::<Day>().expect("a day"), end.parse::<Day>().expect("a day"));
        Window::new(when).expect("days")
    }

    #[test]
    fn a_week_meets_its_tuesday() {
        let (week, tuesday) = (window("2026-03-09", "2026-03-15"), window("2026-03-10", "2026-03-10"));
        assert_eq!(week.gap(tuesday), Some(0));
        assert!((week.overlap(tuesday) - 1.0 / 7.0).abs() < 1e-6);
        assert_eq!(week.gap(window("2026-03-18", "2026-03-18")), Some(3));
    }

    #[test]
    fn a_day_without_a_year_meets_the_same_day_only() {
        let bare = window("--01-22", "--01-22");
        assert!(bare.overlap(window("2026-01-22", "2026-01-22")) > 0.9);
        assert!(bare.overlap(window("2026-01-23", "2026-01-23")) < 0.1);
        assert!(bare.overlap(window("2026-01", "2026-01")) > 0.0);
        assert_eq!(bare.gap(window("2026-01-23", "2026-01-23")), None);
    }
}
