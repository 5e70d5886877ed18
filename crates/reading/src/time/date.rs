//! Days by their number: "May 3", "29.01.2026", "17-19 January", "the 12th".

use super::expression::{Date, Expression, Which};
use super::scan::Scan;
use super::words::Unit;

impl Scan<'_> {
    /// "2026-01-29".
    pub(super) fn iso(&self, at: usize) -> Option<(usize, Expression)> {
        let year = self.year_at(at)?;
        let mark = self.word(at + 1);
        if !matches!(mark, "-" | "/") || self.word(at + 3) != mark || !self.is_tight(at..at + 5) {
            return None;
        }
        let month = self.word(at + 2).parse().ok()?;
        // The time of day may follow a "T".
        let day = self.word(at + 4).split('t').next()?.parse().ok()?;
        let is_date = (1..=12).contains(&month) && (1..=31).contains(&day);
        is_date.then_some((5, Expression::Date(Date { year: Some(year), month, day })))
    }

    /// "29-01-2026", "29.01.2026", "01/29/2026", "14-Apr-2026": in points and dashes the day goes first.
    pub(super) fn figures(&self, at: usize) -> Option<(usize, Expression)> {
        let mark = self.word(at + 1);
        if !matches!(mark, "-" | "." | "/") || self.word(at + 3) != mark || !self.is_tight(at..at + 5) {
            return None;
        }
        let is_longer =
            (self.word(at + 5) == mark && self.is_tight(at + 4..at + 7)) || (at > 0 && self.back(at, 1) == mark);
        let year = self.year_at(at + 4).filter(|_| !is_longer)?;
        let date = |month: i8, day: i8| Date { year: Some(year), month, day };
        let first = self.day(at)?;
        if let Some((1, month)) = self.month(at + 2) {
            return Some((5, Expression::Date(date(month, first))));
        }
        let second = self.day(at + 2)?;
        let (day_first, month_first) = (second <= 12, first <= 12);
        let found = match (day_first, month_first) {
            (true, true) if mark == "/" && first != second => {
                Expression::EitherDate(date(second, first), date(first, second))
            }
            (true, _) => Expression::Date(date(second, first)),
            (false, true) => Expression::Date(date(first, second)),
            (false, false) => return None,
        };
        Some((5, found))
    }

    /// One date or a span of dates.
    pub(super) fn dates(&self, at: usize) -> Option<(usize, Expression)> {
        let small = self.small();
        let (length, first) = self.date(at).or_else(|| self.first_day_of_span(at))?;
        let end = at + length;
        if let Some((more, day)) = self.days_in_a_row(end, first.day).filter(|_| first.year.is_none()) {
            let (years, year) = self.year_behind(end + more);
            return Some((length + more + years, to_day(first, day, year)));
        }
        if !self.is(end, &small.joins) {
            return Some((length, Expression::Date(first)));
        }
        // A bare "and" joins the ends of a span only behind "between", and days that follow each other.
        let is_span = |last: Date| {
            !self.is(end, &small.and)
                || self.is_after(at, &small.between)
                || (last.month == first.month && last.day == first.day + 1)
                || is_next_day(first, last)
        };
        if let Some((more, last)) = self.date(end + 1).filter(|(_, last)| is_span(*last)) {
            let year = first.year.or(last.year);
            let last = Date { year: last.year.or(year), ..last };
            return Some((length + 1 + more, Expression::Dates(Date { year, ..first }, last)));
        }
        // "May 3-5", "May 3 to 5, 2026"
        let last_day = self.day(end + 1).filter(|&day| {
            let last = Date { day, ..first };
            day > first.day && first.year.is_none() && self.word(end + 1).len() <= 4 && is_span(last)
        });
        if let Some(day) = last_day {
            let (more, year) = self.year_behind(end + 2);
            return Some((length + 2 + more, to_day(first, day, year)));
        }
        Some((length, Expression::Date(first)))
    }

    /// The ", 18 and 19" of "January 17, 18 and 19" and the "and 12" of "March 11 and 12": their length and last day.
    fn days_in_a_row(&self, at: usize, first: i8) -> Option<(usize, i8)> {
        let (mut end, mut last) = (at, first);
        loop {
            let is_and = self.is(end, &self.small().and);
            let is_next = self.day(end + 1) == Some(last + 1) && self.month(end + 2).is_none();
            if !is_next || !(is_and || self.word(end) == ",") {
                return None;
            }
            (end, last) = (end + 2, last + 1);
            if is_and {
                return self.closes(end).then_some((end - at, last));
            }
        }
    }

    /// "May 3", "3rd of May, 2026".
    pub(super) fn date(&self, at: usize) -> Option<(usize, Date)> {
        let small = self.small();
        if let Some((length, month)) = self.month(at) {
            let mut end = at + length;
            end += usize::from(self.is(end, &small.the));
            let day = self.day(end)?;
            if self.unit(end + 1).is_some() || self.is(end + 1, &small.counted) {
                return None;
            }
            let (more, year) = self.year_behind(end + 1);
            return Some((end + 1 + more - at, Date { year, month, day }));
        }
        let day = self.day(at)?;
        let of = usize::from(self.is(at + 1, &small.of));
        let (length, month) = self.month(at + 1 + of)?;
        let end = at + 1 + of + length;
        let (more, year) = self.year_behind(end);
        Some((end + more - at, Date { year, month, day }))
    }

    /// The "3" of "3-5 May" and "3 to 5 May".
    fn first_day_of_span(&self, at: usize) -> Option<(usize, Date)> {
        let day = self.day(at)?;
        let joined = self.is(at + 1, &self.small().joins);
        let (_, last) = self.date(at + 2).filter(|(_, last)| joined && last.day > day)?;
        Some((1, Date { day, ..last }))
    }

    /// "on the 12th", "the 4th of next month".
    pub(super) fn day_of_month(&self, at: usize) -> Option<(usize, Expression)> {
        let small = self.small();
        if !self.is(at, &small.the) || !self.is_after(at, &small.day_leads) {
            return None;
        }
        let is_numbered = self.word(at + 1).ends_with(char::is_alphabetic);
        let day = self.day(at + 1).filter(|_| is_numbered)?;
        if self.is(at + 2, &small.of)
            && let Some((length, month)) = self.which_word(at + 3)
            && self.one_unit(at + 3 + length) == Some(Unit::Month)
        {
            return Some((4 + length, Expression::DayOfMonth { day, month }));
        }
        let closes = !self.word(at + 2).starts_with(char::is_alphabetic);
        closes.then_some((2, Expression::DayOfMonth { day, month: Which::Any }))
    }
}

/// "April 30 and May 1"; a February may have 28 days or 29.
fn is_next_day(first: Date, last: Date) -> bool {
    [2023, 2024].into_iter().any(|year| {
        let day = |date: Date| jiff::civil::Date::new(date.year.unwrap_or(year), date.month, date.day).ok();
        day(first).and_then(|day| day.tomorrow().ok()).is_some_and(|next| Some(next) == day(last))
    })
}

fn to_day(first: Date, day: i8, year: Option<i16>) -> Expression {
    Expression::Dates(Date { year, ..first }, Date { year, month: first.month, day })
}
