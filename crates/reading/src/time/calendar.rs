//! From a time expression to days, by the calendar.

use jiff::civil::{Date as CivilDate, Weekday};
use jiff::{Span as Duration, ToSpan};
use plenipo_record::{Day, When};

use super::Tense;
use super::expression::{Date, Expression, Part, Which};
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

    /// Returns a date as exactly as a count of units tells it; months and years need a known year.
    fn told_by(self, date: CivilDate, unit: Unit) -> Option<Day> {
        match unit {
            Unit::Day | Unit::Week | Unit::Fortnight => Some(self.told(date)),
            Unit::Month if self.has_year => Some(Day::Month { year: date.year(), month: date.month() }),
            Unit::Year | Unit::Decade if self.has_year => Some(Day::Year { year: date.year() }),
            _ => None,
        }
    }

    fn span(self, first: CivilDate, last: CivilDate) -> When {
        When::between(self.told(first), self.told(last))
    }
}

/// Returns the days that an expression means.
pub(super) fn resolve(expression: &Expression, anchor: Option<Anchor>, tense: Tense) -> Option<When> {
    let full = || anchor.filter(|anchor| anchor.has_year);
    match *expression {
        Expression::Date(date) => Some(When::on(dated(date, anchor, tense)?)),
        Expression::EitherDate(one, other) => either(one, other, full()?),
        Expression::Dates(first, last) => dates(first, last, anchor, tense),
        Expression::Weekday { weekday, which } => Some(When::on(weekday_by(full()?.date, weekday, which, tense)?)),
        Expression::Month { month, year, which } => match year.or_else(|| month_year(anchor?, month, which, tense)) {
            Some(year) => Some(When::on(Day::Month { year, month })),
            None => anchor.and_then(|_| yearless_month(month)),
        },
        Expression::Months { first, last, year } => {
            let year = year.map(|year| year - i16::from(last < first));
            let start = year.or_else(|| month_year(anchor?, first, Which::Any, tense))?;
            Some(months(start, first, (last - first).rem_euclid(12)))
        }
        Expression::MonthOfYear { month, which } => {
            Some(When::on(Day::Month { year: full()?.date.year() + step_of(which) as i16, month }))
        }
        Expression::Season { first, year, which } => {
            let year = year.or_else(|| Some(season_year(full()?.date, first, which, tense)))?;
            Some(months(year, first, 2))
        }
        Expression::Year(year) => Some(When::on(Day::Year { year })),
        Expression::Decade(year) => Some(When::between(Day::Year { year }, Day::Year { year: year + 9 })),
        Expression::Part { part, ref whole } => part_of(part, resolve(whole, anchor, tense)?.start),
        Expression::Shift { count, unit } => shifted(anchor?, count, unit),
        // What has happened "in three days" took so long.
        Expression::Ahead { count, unit } => shifted(anchor.filter(|_| tense != Tense::Past)?, count, unit),
        Expression::Within { count, unit } => {
            let anchor = anchor.filter(|_| tense != Tense::Past)?;
            Some(anchor.span(anchor.date, moved(anchor.date, count, unit)?))
        }
        Expression::Running { count, unit, is_ahead } => running(anchor?, count, unit, is_ahead, tense),
        Expression::Period { unit: Unit::Month, which } => shifted(anchor?, step_of(which), Unit::Month),
        Expression::Period { unit, which } => period(full()?, unit, which),
        Expression::Weekend(which) => weekend(full()?.date, which, tense),
        Expression::DayOfMonth { day, month } => day_of_month(anchor?, day, month, tense),
        Expression::Overnight => {
            let anchor = anchor?;
            let (first, last) = if tense == Tense::Future { (0, 1) } else { (-1, 0) };
            Some(anchor.span(moved(anchor.date, first, Unit::Day)?, moved(anchor.date, last, Unit::Day)?))
        }
        Expression::Relative { ref base, stands_alone, ref step } => {
            let told = base.as_ref().and_then(|base| after(resolve(base, anchor, tense)?, step));
            told.or_else(|| if stands_alone { resolve(step, anchor, tense) } else { None })
        }
        Expression::OfClause(ref inner) => resolve(inner, anchor, tense),
        Expression::Span(ref first, ref last) => span(first, last, anchor, tense),
        Expression::Since(ref inner) => Some(When::since(resolve(inner, anchor, Tense::Past)?.start)),
        Expression::From(ref inner) => {
            let when = resolve(inner, anchor, tense)?;
            // "prices rose from last year" compares.
            let compares = tense == Tense::Past && (!is_day(when.start) || is_yearless_month(when));
            Some(if compares { when } else { When::since(when.start) })
        }
        Expression::Until(ref inner) => {
            let of_end = if tense == Tense::Past { tense } else { Tense::Future };
            Some(until(resolve(inner, anchor, of_end)?, anchor, tense))
        }
    }
}

fn is_day(day: Day) -> bool {
    matches!(day, Day::Date(_) | Day::MonthDay { .. })
}

/// A month of a year that is not known, told by its first and last day.
fn yearless_month(month: i8) -> Option<When> {
    let first = CivilDate::new(SOME_YEAR, month, 1).ok()?;
    let told = |date: CivilDate| Day::MonthDay { month: date.month(), day: date.day() };
    Some(When::between(told(first), told(first.last_of_month())))
}

fn is_yearless_month(when: When) -> bool {
    matches!(when.start, Day::MonthDay { month, .. } if yearless_month(month) == Some(when))
}

/// Returns what a step leads to from days that are told before, where they are as exact as the step.
fn after(base: When, step: &Expression) -> Option<When> {
    let unit = match step {
        Expression::Shift { unit, .. } | Expression::Period { unit, .. } => *unit,
        _ => Unit::Day,
    };
    let anchor = match (base.start, unit) {
        (_, Unit::Day | Unit::Week | Unit::Fortnight) if is_yearless_month(base) => return None,
        (start @ (Day::Date(_) | Day::MonthDay { .. }), _) => Anchor::of(start)?,
        (Day::Month { .. }, Unit::Month | Unit::Year | Unit::Decade)
        | (Day::Year { .. }, Unit::Year | Unit::Decade) => Anchor { date: base.start.first()?, has_year: true },
        _ => return None,
    };
    resolve(step, Some(anchor), Tense::Past)
}

/// A span; the end of one of weekdays is the first such day from its start on, and for what has happened its start is
/// the last such day up to its end.
fn span(first: &Expression, last: &Expression, anchor: Option<Anchor>, tense: Tense) -> Option<When> {
    if let Expression::Weekday { weekday: last, which: Which::Any } = *last
        && let Expression::Weekday { weekday, which } = *first
    {
        let today = anchor.filter(|anchor| anchor.has_year)?.date;
        // Copy of a Monday on what has begun and lasts "from Monday to Friday" speaks of the days to come.
        if (which, tense) == (Which::Any, Tense::Past) && today.weekday().to_monday_one_offset() != weekday {
            let end = weekday_by(today, last, which, tense)?;
            return Some(When::between(weekday_by(end, weekday, which, Tense::Past)?, end));
        }
        let start = weekday_by(today, weekday, which, tense)?;
        return Some(When::between(start, weekday_by(start, last, Which::Any, Tense::Future)?));
    }
    let end = resolve(last, anchor, tense)?.end;
    let last = end.and_then(Day::last);
    let in_order = |start: &Day| start.first().zip(last).is_none_or(|(start, last)| start <= last);
    // "From Sunday till yesterday" began on the last Sunday, whatever the tense.
    let starts = [tense, Tense::Past].into_iter().filter_map(|tense| resolve(first, anchor, tense));
    Some(When { start: starts.map(|first| first.start).find(in_order)?, end })
}

/// Up to a day from now on; of what is over only the last day is told.
fn until(last: When, anchor: Option<Anchor>, tense: Tense) -> When {
    let Some(anchor) = anchor.filter(|_| tense != Tense::Past) else { return last };
    let is_ahead = last.end.and_then(Day::last).is_none_or(|end| end >= anchor.date);
    if is_ahead { When { start: anchor.told(anchor.date), end: last.end } } else { last }
}

/// Three months or more from the first one on.
fn months(year: i16, first: i8, n_more: i8) -> When {
    let last = (first - 1 + n_more) % 12 + 1;
    let end = year + i16::from(last < first);
    When::between(Day::Month { year, month: first }, Day::Month { year: end, month: last })
}

/// A part of a month, in days, or of a year, in months.
fn part_of(part: Part, whole: Day) -> Option<When> {
    match whole {
        Day::Month { year, month } => {
            let length = CivilDate::new(year, month, 1).ok()?.days_in_month();
            let (first, last) = match part {
                Part::Half(1) => (1, 15),
                Part::Half(_) => (16, length),
                Part::Week(-1) => (length - 6, length),
                Part::Week(number @ 1..=5) => (number as i8 * 7 - 6, length.min(number as i8 * 7)),
                Part::Units { count, unit: Unit::Day, from_end } => ends(count, length, from_end)?,
                _ => return None,
            };
            Some(When::between(CivilDate::new(year, month, first).ok()?, CivilDate::new(year, month, last).ok()?))
        }
        Day::Year { year } => {
            let (first, last) = match part {
                Part::Half(1) => (1, 6),
                Part::Half(_) => (7, 12),
                Part::Quarter(-1) => (10, 12),
                Part::Quarter(number @ 1..=4) => (number as i8 * 3 - 2, number as i8 * 3),
                Part::Units { count, unit: Unit::Month, from_end } => ends(count, 12, from_end)?,
                _ => return None,
            };
            Some(months(year, first, last - first))
        }
        _ => None,
    }
}

/// The first or last `count` of `length`.
fn ends(count: i32, length: i8, from_end: bool) -> Option<(i8, i8)> {
    let count = i8::try_from(count).ok().filter(|count| (1..=length).contains(count))?;
    Some(if from_end { (length - count + 1, length) } else { (1, count) })
}

/// A date that reads both ways is the one nearer to the copy.
fn either(one: Date, other: Date, anchor: Anchor) -> Option<When> {
    let days = [one, other].into_iter().filter_map(|date| match dated(date, None, Tense::Present)? {
        Day::Date(day) => Some(day),
        _ => None,
    });
    days.min_by_key(|day| distance(*day, anchor.date)).map(When::on)
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
    let day = Weekday::from_monday_one_offset(weekday).ok()?;
    let until = i32::from(today.weekday().until(day));
    let since = i32::from(today.weekday().since(day));
    let in_this_week = i32::from(weekday) - i32::from(today.weekday().to_monday_one_offset());
    let days = match (which, tense) {
        (Which::Last, _) => in_this_week - 7,
        (Which::Next, _) => in_this_week + 7,
        (Which::Past, _) if since == 0 => -7,
        (Which::Coming, _) if until == 0 => 7,
        (Which::Coming, _) | (Which::Any | Which::This, Tense::Future) => until,
        (Which::This, Tense::Present) => in_this_week,
        (Which::Past | Which::Any | Which::This, _) => -since,
    };
    moved(today, days, Unit::Day)
}

fn month_year(anchor: Anchor, month: i8, which: Which, tense: Tense) -> Option<i16> {
    if !anchor.has_year {
        return None;
    }
    let (year, now) = (anchor.date.year(), anchor.date.month());
    Some(match (which, tense) {
        (Which::Last | Which::Past, _) => year - i16::from(month >= now),
        (Which::Next | Which::Coming, _) => year + i16::from(month <= now),
        (Which::Any, Tense::Past) => year - i16::from(month > now),
        (Which::Any, Tense::Future) => year + i16::from(month < now),
        (Which::This, _) | (Which::Any, Tense::Present) => year,
    })
}

/// The year in which the three months begin that are meant; a winter under way is "this winter".
fn season_year(today: CivilDate, first: i8, which: Which, tense: Tense) -> i16 {
    let latest = today.year() - i16::from(first > today.month());
    let is_now = (today.month() - first).rem_euclid(12) < 3;
    match (which, tense) {
        (Which::Last | Which::Past, _) => latest - i16::from(is_now),
        (Which::This | Which::Any, _) if is_now => latest,
        (Which::Any, Tense::Past) => latest,
        (Which::Next | Which::Coming, _) | (Which::Any, Tense::Future) => latest + 1,
        (Which::This, _) | (Which::Any, Tense::Present) => today.year(),
    }
}

/// Returns the day that lies so many units away.
fn moved(date: CivilDate, count: i32, unit: Unit) -> Option<CivilDate> {
    let count = i64::from(count);
    let by: Duration = match unit {
        Unit::Day => count.days(),
        Unit::Week => count.weeks(),
        Unit::Fortnight => (2 * count).weeks(),
        Unit::Month => count.months(),
        Unit::Year => count.years(),
        Unit::Decade => (10 * count).years(),
    };
    date.checked_add(by).ok()
}

fn shifted(anchor: Anchor, count: i32, unit: Unit) -> Option<When> {
    let date = moved(anchor.date, count, unit)?;
    if unit == Unit::Month && !anchor.has_year {
        return yearless_month(date.month());
    }
    anchor.told_by(date, unit).map(When::on)
}

/// "the past three days" end on the day of the copy, "the next three" begin on the day after it.
fn running(anchor: Anchor, count: i32, unit: Unit, is_ahead: bool, tense: Tense) -> Option<When> {
    if is_ahead && tense == Tense::Past {
        return None;
    }
    let today = anchor.date;
    let far = moved(today, if is_ahead { count } else { -count }, unit)?;
    let near = match unit {
        Unit::Day | Unit::Week | Unit::Fortnight => moved(today, i32::from(is_ahead), Unit::Day)?,
        _ => today,
    };
    let far = match unit {
        Unit::Day | Unit::Week | Unit::Fortnight if !is_ahead => far.tomorrow().ok()?,
        _ => far,
    };
    let (near, far) = (anchor.told_by(near, unit)?, anchor.told_by(far, unit)?);
    Some(if is_ahead { When::between(near, far) } else { When::between(far, near) })
}

fn period(anchor: Anchor, unit: Unit, which: Which) -> Option<When> {
    let step = step_of(which);
    let day = moved(anchor.date, step, unit)?;
    match unit {
        Unit::Week | Unit::Fortnight => {
            let today = moved(anchor.date, step, Unit::Week)?;
            let monday = moved(today, -i32::from(today.weekday().to_monday_zero_offset()), Unit::Day)?;
            Some(anchor.span(monday, moved(monday, 6, Unit::Day)?))
        }
        Unit::Year => anchor.told_by(day, unit).map(When::on),
        Unit::Day | Unit::Month | Unit::Decade => None,
    }
}

fn step_of(which: Which) -> i32 {
    match which {
        Which::Last | Which::Past => -1,
        Which::Next | Which::Coming => 1,
        Which::This | Which::Any => 0,
    }
}

/// Saturday and Sunday: those of this week, or the latest ones for what has happened.
fn weekend(today: CivilDate, which: Which, tense: Tense) -> Option<When> {
    let which = match (which, tense) {
        (Which::Any, Tense::Past) => Which::Past,
        (Which::Any | Which::Coming, _) => Which::This,
        _ => which,
    };
    let saturday = weekday_by(today, 6, which, Tense::Present)?;
    Some(When::between(saturday, saturday.tomorrow().ok()?))
}

fn day_of_month(anchor: Anchor, day: i8, month: Which, tense: Tense) -> Option<When> {
    let today = anchor.date;
    let steps = match (month, tense) {
        (Which::Any, Tense::Past) => vec![0, -1],
        (Which::Any, _) => vec![0, 1],
        _ => vec![step_of(month)],
    };
    let fits = |date: &CivilDate| match tense {
        _ if month != Which::Any => true,
        Tense::Past => *date <= today,
        Tense::Present | Tense::Future => *date >= today,
    };
    let mut candidates = steps.into_iter().filter_map(|step| {
        let month = moved(today.first_of_month(), step, Unit::Month)?;
        CivilDate::new(month.year(), month.month(), day).ok()
    });
    candidates.find(fits).map(|date| When::on(anchor.told(date)))
}

fn distance(one: CivilDate, other: CivilDate) -> i32 {
    (one - other).get_days().abs()
}
