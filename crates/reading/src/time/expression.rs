//! What a time expression says, before a day of the copy gives it days.

use super::words::Unit;

/// A time expression, not yet resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expression {
    /// "May 3", "29.01.2026".
    Date(Date),
    /// "03/04/2026": one of two days, told by neither order.
    EitherDate(Date, Date),
    /// "May 3-5", "30 May to 2 June".
    Dates(Date, Date),
    /// "Thursday", "next Thursday".
    Weekday { weekday: i8, which: Which },
    /// "May", "May 2025", "next May".
    Month { month: i8, year: Option<i16>, which: Which },
    /// "November last year".
    MonthOfYear { month: i8, which: Which },
    /// "June to August".
    Months { first: i8, last: i8, year: Option<i16> },
    /// "autumn", "Q3", "spring of 2025": three months.
    Season { first: i8, year: Option<i16>, which: Which },
    /// "2025".
    Year(i16),
    /// "1990s".
    Decade(i16),
    /// "first half of June", "last quarter of next year".
    Part { part: Part, whole: Box<Expression> },
    /// "yesterday", "two weeks ago": so many units from the day.
    Shift { count: i32, unit: Unit },
    /// "in three days": so many units ahead, or how long something took.
    Ahead { count: i32, unit: Unit },
    /// "within ten days".
    Within { count: i32, unit: Unit },
    /// "the past three days", "the next two weeks".
    Running { count: i32, unit: Unit, is_ahead: bool },
    /// "last week", "this month", "next year".
    Period { unit: Unit, which: Which },
    /// "the weekend".
    Weekend(Which),
    /// "the 12th", "the 4th of next month".
    DayOfMonth { day: i8, month: Which },
    /// "overnight".
    Overnight,
    /// "two days later", "the following month", "the same day": counted from a day that is told before.
    Relative { base: Option<Box<Expression>>, stands_alone: bool, step: Box<Expression> },
    /// "a day after" before "the two met": when that was which follows.
    OfClause(Box<Expression>),
    /// "from Sunday till yesterday".
    Span(Box<Expression>, Box<Expression>),
    /// "since February": from the first day on.
    Since(Box<Expression>),
    /// "from Sunday", without an end.
    From(Box<Expression>),
    /// "until Friday", without a start.
    Until(Box<Expression>),
}

/// A day of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Date {
    pub year: Option<i16>,
    pub month: i8,
    pub day: i8,
}

/// Which one of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// As the tense says.
    Any,
    /// "last": that of the week, month or year before.
    Last,
    /// "past": the latest.
    Past,
    This,
    /// "coming": the soonest.
    Coming,
    /// "next": that of the week, month or year after.
    Next,
}

/// A part of a month or a year; -1 is the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Half(i32),
    Quarter(i32),
    Week(i32),
    /// "first ten days", "last three months".
    Units {
        count: i32,
        unit: Unit,
        from_end: bool,
    },
}

/// Most steps from one day to another that are followed back.
const LONGEST_CHAIN: usize = 8;

impl Expression {
    /// Makes an expression that is counted from a day told before, or from the copy's where it `stands_alone`.
    pub fn relative(step: Expression, stands_alone: bool) -> Self {
        Expression::Relative { base: None, stands_alone, step: Box::new(step) }
    }

    /// Makes the days that lie so many units from `base`.
    pub fn beside(base: Expression, count: i32, unit: Unit) -> Self {
        let step = Box::new(Expression::Shift { count, unit });
        Expression::Relative { base: Some(Box::new(base)), stands_alone: false, step }
    }

    /// Gives an expression that is counted from a day told before that day.
    pub fn follow(&mut self, before: &Expression) {
        if let Expression::OfClause(inner) = self {
            inner.follow(before);
        } else if let Expression::Relative { base: base @ None, .. } = self
            && before.chain() < LONGEST_CHAIN
        {
            *base = Some(Box::new(before.clone()));
        }
    }

    fn chain(&self) -> usize {
        match self {
            Expression::Relative { base: Some(base), .. } => 1 + base.chain(),
            _ => 0,
        }
    }

    /// Tells whether one expression names the day or month right after the other.
    pub fn is_followed_by(&self, next: &Expression) -> bool {
        match (self, next) {
            (Expression::Weekday { weekday, .. }, Expression::Weekday { weekday: next, which: Which::Any }) => {
                *next == weekday % 7 + 1
            }
            (
                Expression::Month { month, year: None, which: Which::Any },
                Expression::Month { month: next, which: Which::Any, .. },
            ) => *next == month % 12 + 1,
            _ => false,
        }
    }

    /// Tells whether a dash or "to" between two expressions makes them the ends of a span.
    pub fn spans_to(&self, last: &Expression) -> bool {
        use Expression::{Month, Shift, Weekday, Year};
        matches!(
            (self, last),
            (Weekday { .. }, Weekday { .. } | Shift { .. }) | (Month { .. }, Month { .. }) | (Year(_), Year(_))
        )
    }
}
