//! From a time expression to days, by the calendar.

use jiff::civil::{Date as CivilDate, Weekday};
use jiff::{Span as Duration, ToSpan};
use plenipo_record::{Day, When};

use super::Tense;
use super::grammar::{Date, Expression, Which};
use super::words::Unit;

/// The day of the copy, and whether its year is known.
#[derive(Clone, Copy)]
pub(super) struct Anchor {
    date: CivilDate,
    has_year: bool,
}

/// A year without a leap day that stands in for an unknown one.
const SOME_YEAR: i16 = 2023;

/// Days within which a plan is told without its year.
const MOST_OF_A_YEAR: i32 = 270;

impl Anchor {
    /// Returns the anchor that a day gives; a month or a year gives none.
    pub fn of(day: Day) -> Option<Self> {
        match day {
            Day::Date(date) => Some(Anchor { date, has_year: true }),
            Day::MonthDay { month, day } => {
                Some(Anchor { date: CivilDate::new(SOME_YEAR, month, day).ok()?, has_year: false })
            }
            Day::Month { .. } | Day::Year { .. } => None,
        }
    }

    /// Returns a date as the copy can tell it: without its year where that is not known.
    fn told(self, date: CivilDate) -> Day {
        if self.has_year { Day::Date(date) } else { Day::MonthDay { month: date.month(), day: date.day() } }
    }

    fn span(self, first: CivilDate, last: CivilDate) -> When {
        When::between(self.told(first), self.told(last))
    }
}

/// Returns the days that an expression means.
pub(super) fn resolve(expression: &Expression, anchor: Option<Anchor>, tense: Tense) -> Option<When> {
    match *expression {
        Expression::Date(date) => Some(When::on(dated(date, anchor, tense)?)),
        Expression::Dates(first, last) => dates(first, last, anchor, tense),
        Expression::Weekday { weekday, which } => {
            let anchor = anchor.filter(|anchor| anchor.has_year)?;
            Some(When::on(weekday_by(anchor.date, weekday, which, tense)?))
        }
        Expression::Month { month, year, which } => {
            let year = year.or_else(|| month_year(anchor?, month, which, tense))?;
            Some(When::on(Day::Month { year, month }))
        }
        Expression::Months { first, last, year } => {
            let start = year.or_else(|| month_year(anchor?, first, Which::Any, tense))?;
            let end = if last < first { start + 1 } else { start };
            Some(When::between(Day::Month { year: start, month: first }, Day::Month { year: end, month: last }))
        }
        Expression::MonthOfYear { month, which } => {
            let anchor = anchor.filter(|anchor| anchor.has_year)?;
            Some(When::on(Day::Month { year: anchor.date.year() + step_of(which) as i16, month }))
        }
        Expression::HalfMonth { month, year, is_second } => {
            let year = year.or_else(|| month_year(anchor?, month, Which::Any, tense))?;
            let first = CivilDate::new(year, month, if is_second { 16 } else { 1 }).ok()?;
            let last = if is_second { first.last_of_month() } else { CivilDate::new(year, month, 15).ok()? };
            Some(When::between(first, last))
        }
        Expression::Season { first, which } => {
            let start = month_year(anchor?, first, which, tense)?;
            let end = (first + 1) % 12 + 1;
            let end_year = if end < first { start + 1 } else { start };
            Some(When::between(Day::Month { year: start, month: first }, Day::Month { year: end_year, month: end }))
        }
        Expression::Year(year) => Some(When::on(Day::Year { year })),
        Expression::Shift { count, unit } => shifted(anchor?, count, unit),
        Expression::Period { unit, which } => period(anchor?, unit, which),
        Expression::Weekend(which) => weekend(anchor.filter(|anchor| anchor.has_year)?.date, which, tense),
        Expression::DayOfMonth(day) => day_of_month(anchor?, day, tense),
        Expression::Same => None,
        Expression::Span(ref first, ref last) => {
            let (first, last) = (resolve(first, anchor, tense)?, resolve(last, anchor, tense)?);
            Some(When { start: first.start, end: last.end })
        }
        Expression::Since(ref inner) => Some(When::since(resolve(inner, anchor, Tense::Past)?.start)),
    }
}

fn dated(date: Date, anchor: Option<Anchor>, tense: Tense) -> Option<Day> {
    if let Some(year) = date.year {
        return CivilDate::new(year, date.month, date.day).ok().map(Day::Date);
    }
    // A year-less 29 February is a day all the same.
    CivilDate::new(2024, date.month, date.day).ok()?;
    let Some(anchor) = anchor.filter(|anchor| anchor.has_year) else {
        return Some(Day::MonthDay { month: date.month, day: date.day });
    };
    let today = anchor.date;
    let near = (today.year() - 1..=today.year() + 1).filter_map(|year| CivilDate::new(year, date.month, date.day).ok());
    // A plan told with its date lies ahead, a report behind; a few days of slack for copy that is corrected late.
    let fits = |day: &CivilDate| match tense {
        Tense::Past => *day <= today,
        Tense::Future => *day >= today,
        Tense::Present => true,
    };
    let near: Vec<CivilDate> = near.collect();
    let nearest = near.iter().copied().min_by_key(|day| distance(*day, today))?;
    let fitting = near.into_iter().filter(fits).min_by_key(|day| distance(*day, today));
    // A plan that lies most of a year ahead would be told with its year: "was due on January 19 but called off".
    let is_far = |day: &CivilDate| tense == Tense::Future && distance(*day, today) > MOST_OF_A_YEAR;
    Some(Day::Date(fitting.filter(|day| !is_far(day)).unwrap_or(nearest)))
}

fn dates(first: Date, last: Date, anchor: Option<Anchor>, tense: Tense) -> Option<When> {
    let start = dated(first, anchor, tense)?;
    let end = match (last.year, start) {
        (None, Day::Date(start)) => {
            let years = [start.year(), start.year() + 1];
            years
                .into_iter()
                .filter_map(|year| CivilDate::new(year, last.month, last.day).ok())
                .find(|end| *end >= start)
                .map(Day::Date)?
        }
        _ => dated(last, anchor, tense)?,
    };
    Some(When::between(start, end))
}

fn weekday_by(today: CivilDate, weekday: i8, which: Which, tense: Tense) -> Option<CivilDate> {
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    let until = i32::from(today.weekday().until(weekday));
    let since = i32::from(today.weekday().since(weekday));
    let days = match (which, tense) {
        (Which::Last, _) if since == 0 => -7,
        (Which::Next, _) if until == 0 => 7,
        (Which::Next, _) | (Which::Any | Which::This, Tense::Future) => until,
        _ => -since,
    };
    today.checked_add(i64::from(days).days()).ok()
}

fn month_year(anchor: Anchor, month: i8, which: Which, tense: Tense) -> Option<i16> {
    if !anchor.has_year {
        return None;
    }
    let (year, now) = (anchor.date.year(), anchor.date.month());
    Some(match (which, tense) {
        (Which::Last, _) => year - i16::from(month >= now),
        (Which::Next, _) => year + i16::from(month <= now),
        (Which::Any, Tense::Past) => year - i16::from(month > now),
        (Which::Any, Tense::Future) => year + i16::from(month < now),
        (Which::This, _) | (Which::Any, Tense::Present) => year,
    })
}

fn shifted(anchor: Anchor, count: i32, unit: Unit) -> Option<When> {
    let count = i64::from(count);
    let by: Duration = match unit {
        Unit::Day => count.days(),
        Unit::Week => count.weeks(),
        Unit::Fortnight => (2 * count).weeks(),
        Unit::Month => count.months(),
        Unit::Year => count.years(),
    };
    let date = anchor.date.checked_add(by).ok()?;
    match unit {
        Unit::Day | Unit::Week | Unit::Fortnight => Some(When::on(anchor.told(date))),
        Unit::Month if anchor.has_year => Some(When::on(Day::Month { year: date.year(), month: date.month() })),
        Unit::Year if anchor.has_year => Some(When::on(Day::Year { year: date.year() })),
        Unit::Month | Unit::Year => None,
    }
}

fn period(anchor: Anchor, unit: Unit, which: Which) -> Option<When> {
    let step = step_of(which);
    let today = anchor.date;
    match unit {
        Unit::Week | Unit::Fortnight if anchor.has_year => {
            let monday = today.checked_sub(i64::from(today.weekday().to_monday_zero_offset()).days()).ok()?;
            let first = monday.checked_add(i64::from(step).weeks()).ok()?;
            Some(anchor.span(first, first.checked_add(6.days()).ok()?))
        }
        Unit::Month if anchor.has_year => {
            let month = today.first_of_month().checked_add(i64::from(step).months()).ok()?;
            Some(When::on(Day::Month { year: month.year(), month: month.month() }))
        }
        Unit::Year if anchor.has_year => Some(When::on(Day::Year { year: today.year() + step as i16 })),
        _ => None,
    }
}

fn step_of(which: Which) -> i32 {
    match which {
        Which::Last => -1,
        Which::Next => 1,
        Which::This | Which::Any => 0,
    }
}

/// Saturday and Sunday: those of this week, or of the last one for what has happened.
fn weekend(today: CivilDate, which: Which, tense: Tense) -> Option<When> {
    let saturday = match (which, tense) {
        (Which::Last, _) | (Which::Any, Tense::Past) => weekday_by(today, 6, Which::Last, Tense::Past)?,
        (Which::This, Tense::Past) if today.weekday() == Weekday::Sunday => {
            weekday_by(today, 6, Which::Any, Tense::Past)?
        }
        _ => weekday_by(today, 6, Which::Any, Tense::Future)?,
    };
    Some(When::between(saturday, saturday.tomorrow().ok()?))
}

fn day_of_month(anchor: Anchor, day: i8, tense: Tense) -> Option<When> {
    let today = anchor.date;
    let months = match tense {
        Tense::Past => [0, -1],
        Tense::Present | Tense::Future => [0, 1],
    };
    let candidates = months.into_iter().filter_map(|step: i64| {
        let month = today.first_of_month().checked_add(step.months()).ok()?;
        CivilDate::new(month.year(), month.month(), day).ok()
    });
    let fits = |date: &CivilDate| match tense {
        Tense::Past => *date <= today,
        Tense::Present | Tense::Future => *date >= today,
    };
    candidates.into_iter().find(fits).map(|date| When::on(anchor.told(date)))
}

fn distance(one: CivilDate, other: CivilDate) -> i32 {
    (one - other).get_days().abs()
}
