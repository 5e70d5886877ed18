//! Weekdays, weeks, months, seasons, quarters and years, and which of them is meant.

use super::expression::{Expression, Part, Which};
use super::scan::Scan;
use super::words::Unit;

impl Scan<'_> {
    /// "last", "next", "this past": their meaning and length.
    pub(super) fn which_word(&self, at: usize) -> Option<(usize, Which)> {
        let small = self.small();
        let narrowed = |at: usize| match () {
            () if self.is(at, &small.past) => Some(Which::Past),
            () if self.is(at, &small.coming) => Some(Which::Coming),
            () => None,
        };
        if let Some(which) = narrowed(at) {
            return Some((1, which));
        }
        if self.is(at, &small.this) {
            return Some(narrowed(at + 1).map_or((1, Which::This), |which| (2, which)));
        }
        if self.is(at, &small.last) {
            return Some((1, Which::Last));
        }
        self.is(at, &small.next).then_some((1, Which::Next))
    }

    /// "last week", "next Thursday", "this May", "coming weekend", "past three days".
    pub(super) fn which(&self, at: usize) -> Option<(usize, Expression)> {
        let small = self.small();
        let is_the = self.is(at, &small.the);
        if is_the && self.is(at + 1, &small.weekend) {
            return Some((2, Expression::Weekend(Which::Any)));
        }
        // "by the end of the month", "later in the year"
        let is_edge = self.is_after(at, &small.of) && small.edges.contains(self.back(at, 2));
        if is_the && is_edge {
            let unit = self.one_unit(at + 1).filter(|unit| *unit != Unit::Day && self.closes(at + 2))?;
            return Some((2, Expression::Period { unit, which: Which::This }));
        }
        let (length, which) = self.which_word(at)?;
        let next = at + length;
        if self.is(next, &small.parts) && matches!(which, Which::This | Which::Last) {
            let is_night = which == Which::This || self.is(next, &small.night);
            let count = if which == Which::This { 0 } else { -1 };
            return is_night.then_some((length + 1, Expression::Shift { count, unit: Unit::Day }));
        }
        if self.is(next, &small.weekend) {
            return Some((length + 1, Expression::Weekend(which)));
        }
        let found = self
            .season(next, which)
            .or_else(|| self.month(next).map(|(more, month)| (more, Expression::Month { month, year: None, which })))
            .or_else(|| self.weekday(next, which))
            .or_else(|| self.unit_of(next, which, self.is_after(at, &small.the)));
        found.map(|(more, found)| (length + more, found))
    }

    /// The unit of "next week", or the count and unit of "the next three weeks"; `has_the` makes "the next week" run.
    fn unit_of(&self, at: usize, which: Which, has_the: bool) -> Option<(usize, Expression)> {
        let is_ahead = matches!(which, Which::Next | Which::Coming);
        if which != Which::This
            && let Some((length, count)) = self.count(at)
            && let Some(unit) = self.unit(at + length)
        {
            // "the visit will last two days"
            if which == Which::Last && self.is(at.saturating_sub(2), &self.small().lasting) {
                return None;
            }
            return Some((length + 1, Expression::Running { count, unit, is_ahead }));
        }
        let unit = self.one_unit(at)?;
        if unit == Unit::Day {
            let next_day = Expression::Shift { count: 1, unit };
            return (which == Which::Next).then(|| (1, Expression::relative(next_day, false)));
        }
        let is_running = which == Which::Past || (has_the && matches!(which, Which::Last | Which::Next));
        let found = if is_running {
            Expression::Running { count: 1, unit, is_ahead }
        } else {
            Expression::Period { unit, which }
        };
        Some((1, found))
    }

    /// "Thursday", "Thursday morning", "Thursday last week"; a date behind it says more: "Thursday, May 3".
    pub(super) fn weekday(&self, at: usize, which: Which) -> Option<(usize, Expression)> {
        let small = self.small();
        let &weekday = self.known.weekdays.get(self.word(at)).filter(|_| self.is_capitalised(at))?;
        let mut end = at + 1 + self.stop(at, 5);
        if self.is_given_name(at, end) {
            return None;
        }
        end += usize::from(self.is(end, &small.parts));
        let mark = usize::from(matches!(self.word(end), "," | "("));
        if let Some((length, date)) = self.date(end + mark) {
            let date_end = end + mark + length;
            let closing = usize::from(self.word(end) == "(" && self.word(date_end) == ")");
            return Some((date_end + closing - at, Expression::Date(date)));
        }
        let of = usize::from(self.is(end, &small.of));
        if let Some((length, week)) = self.which_word(end + of)
            && self.one_unit(end + of + length) == Some(Unit::Week)
        {
            return Some((end + of + length + 1 - at, Expression::Weekday { weekday, which: week }));
        }
        Some((end - at, Expression::Weekday { weekday, which }))
    }

    /// A month, or "November last year".
    pub(super) fn month_or_year_of(&self, at: usize, is_led: bool) -> Option<(usize, Expression)> {
        let (length, month) = self.month(at)?;
        let end = at + length;
        let (more, year) = self.year_behind(end);
        if year.is_some() {
            return Some((length + more, Expression::Month { month, year, which: Which::Any }));
        }
        let of = usize::from(self.is(end, &self.small().of));
        if let Some((more, which)) = self.which_word(end + of)
            && self.one_unit(end + of + more) == Some(Unit::Year)
        {
            return Some((length + of + more + 1, Expression::MonthOfYear { month, which }));
        }
        let is_month = is_led || self.is_led(at) || self.is_month_alone(at, end);
        is_month.then_some((length, Expression::Month { month, year: None, which: Which::Any }))
    }

    /// "autumn", "spring of 2025"; "the fall of a government" and "the winter session" are none.
    pub(super) fn season(&self, at: usize, which: Which) -> Option<(usize, Expression)> {
        let small = self.small();
        let &first = self.known.seasons.get(self.word(at))?;
        let of = usize::from(self.is(at + 1, &small.of));
        let (more, year) = self.year_behind(at + 1 + of);
        if year.is_some() {
            return Some((1 + of + more, Expression::Season { first, year, which }));
        }
        let is_led = self.is_led(at) || self.is_after(at, &small.the);
        let is_season = which != Which::Any || (is_led && self.closes(at + 1) && !self.is_capitalised(at));
        (is_season && of == 0).then_some((1, Expression::Season { first, year, which }))
    }

    /// "first half of May", "last quarter of this year", "second week of next month", "first ten days of June".
    pub(super) fn part(&self, at: usize) -> Option<(usize, Expression)> {
        let small = self.small();
        let ordinal = self.ordinal(at)?;
        let (length, part) =
            match self.count(at + 1).and_then(|(length, count)| Some((length, count, self.unit(at + 1 + length)?))) {
                Some((length, count, unit)) if ordinal.abs() == 1 => {
                    (length + 2, Part::Units { count, unit, from_end: ordinal < 0 })
                }
                _ if self.is(at + 1, &small.half) => (2, Part::Half(ordinal)),
                _ if self.is(at + 1, &small.quarter) => (2, Part::Quarter(ordinal)),
                _ if self.one_unit(at + 1) == Some(Unit::Week) => (2, Part::Week(ordinal)),
                _ => return None,
            };
        let end = at + length;
        if self.is(end, &small.of) {
            let (more, whole) = self.whole(end + 1)?;
            return Some((length + 1 + more, Expression::Part { part, whole: Box::new(whole) }));
        }
        // "in the first quarter"
        let Part::Quarter(number @ 1..) = part else { return None };
        (self.is_after(at, &small.the) && self.closes(end)).then_some((length, quarter(number, None)))
    }

    /// "the week of May 18": from Monday to Sunday.
    pub(super) fn week_of(&self, at: usize) -> Option<(usize, Expression)> {
        let is_week = self.one_unit(at) == Some(Unit::Week) && self.is(at + 1, &self.small().of);
        let (length, date) = self.date(at + 2).filter(|_| is_week && self.is_after(at, &self.small().the))?;
        let week = Expression::Period { unit: Unit::Week, which: Which::This };
        Some((
            2 + length,
            Expression::Relative {
                base: Some(Box::new(Expression::Date(date))),
                stands_alone: false,
                step: Box::new(week),
            },
        ))
    }

    /// The month or year of which there is a part.
    fn whole(&self, at: usize) -> Option<(usize, Expression)> {
        if self.month(at).is_some() {
            return self.month_or_year_of(at, true);
        }
        if let Some(year) = self.year_at(at) {
            return Some((1, Expression::Year(year)));
        }
        let (length, which) = if self.is(at, &self.small().the) { (1, Which::This) } else { self.which_word(at)? };
        let unit = self.one_unit(at + length).filter(|unit| matches!(unit, Unit::Month | Unit::Year))?;
        Some((length + 1, Expression::Period { unit, which }))
    }

    /// "Q3", "Q4 2025", "Q1 of next year".
    pub(super) fn quarter(&self, at: usize) -> Option<(usize, Expression)> {
        let number: i32 = self.word(at).strip_prefix('q')?.parse().ok()?;
        if !(1..=4).contains(&number) || !self.is_capitalised(at) {
            return None;
        }
        let of = usize::from(self.is(at + 1, &self.small().of));
        if let (more @ 1.., year) = self.year_behind(at + 1 + of) {
            return Some((1 + of + more, quarter(number, year)));
        }
        if let Some((more, whole)) = self.whole(at + 1 + of) {
            return Some((1 + of + more, Expression::Part { part: Part::Quarter(number), whole: Box::new(whole) }));
        }
        Some((1, quarter(number, None)))
    }

    /// "1990s".
    pub(super) fn decade(&self, at: usize) -> Option<(usize, Expression)> {
        let year: i16 = self.word(at).strip_suffix('s')?.parse().ok()?;
        (year % 10 == 0 && (1900..2100).contains(&year)).then_some((1, Expression::Decade(year)))
    }

    /// "2026", where something says that it is a year.
    pub(super) fn year(&self, at: usize, is_led: bool) -> Option<(usize, Expression)> {
        let year = self.year_at(at)?;
        let is_led = is_led || self.is_led(at) || self.known.units.get(self.back(at, 1)) == Some(&Unit::Year);
        (is_led && !self.is_counting(at) && !self.is_shortened(at)).then_some((1, Expression::Year(year)))
    }
}

/// A quarter of the calendar's year.
fn quarter(number: i32, year: Option<i16>) -> Expression {
    Expression::Season { first: (number * 3 - 2) as i8, year, which: Which::Any }
}
