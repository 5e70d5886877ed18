//! How time expressions are put together: alone, in spans, and with open ends.

use super::expression::{Expression, Which};
use super::scan::Scan;

/// How far before "until" a word may stand that says that something begins only then.
const REACH_OF_DELAY: usize = 6;

impl Scan<'_> {
    /// Returns the longest expression that begins at a piece, and its length.
    pub fn expression_at(&self, at: usize) -> Option<(usize, Expression)> {
        let small = self.small();
        if self.is(at, &small.since) {
            let (length, inner) = self.simple(at + 1, true)?;
            return Some((length + 1, Expression::Since(Box::new(inner))));
        }
        if self.is(at, &small.until) {
            let (length, inner) = self.simple(at + 1, true)?;
            // "will not arrive until Sunday": then it does.
            let inner = if self.is_put_off(at) { inner } else { Expression::Until(Box::new(inner)) };
            return Some((length + 1, inner));
        }
        if self.is(at, &small.from) {
            return self.open(at);
        }
        let (length, found) = self.span_of_time(at)?;
        // "starting Monday"
        let on = usize::from(small.on.contains(self.back(at, 1)));
        let starts = small.starting.contains(self.back(at, 1 + on));
        Some((length, if starts { Expression::From(Box::new(found)) } else { found }))
    }

    /// "from Sunday", "from June 1 onwards"; a span has no open end.
    fn open(&self, at: usize) -> Option<(usize, Expression)> {
        // "put off from Monday to Thursday"
        let (length, inner) = self.span_of_time(at + 1).filter(|(length, _)| {
            let is_moved = (at + 1..at + 1 + length).any(|word| self.is(word, &self.small().joins));
            !(is_moved && self.is_put_off(at + 1))
        })?;
        let end = at + 1 + length;
        let is_span = matches!(inner, Expression::Span(..) | Expression::Dates(..) | Expression::Months { .. });
        let is_owner = matches!(self.word(end), "'" | "’");
        if is_span || is_owner {
            return None;
        }
        let onward = usize::from(self.is(end, &self.small().onward));
        Some((1 + length + onward, Expression::From(Box::new(inner))))
    }

    fn span_of_time(&self, at: usize) -> Option<(usize, Expression)> {
        let small = self.small();
        let (length, first) = self.simple(at, false)?;
        let join = at + length;
        if !self.is(join, &small.joins) {
            return Some((length, first));
        }
        let Some((more, last)) = self.simple(join + 1, true) else { return Some((length, first)) };
        let is_opened = self.is_after(at, &small.between);
        let is_span = if self.is(join, &small.and) {
            is_opened || first.is_followed_by(&last)
        } else {
            is_opened || first.spans_to(&last)
        };
        if !is_span {
            return Some((length, first));
        }
        let span = match (first, last) {
            // "moved from Monday to Thursday"
            (_, last) if self.is_put_off(at) => last,
            (Expression::Month { month: first, year: None, .. }, Expression::Month { month: last, year, .. }) => {
                Expression::Months { first, last, year }
            }
            (first, last) => Expression::Span(Box::new(first), Box::new(last)),
        };
        Some((length + 1 + more, span))
    }

    /// An expression that is no span; `is_led` tells that a month or year may stand here without more.
    pub(super) fn simple(&self, at: usize, is_led: bool) -> Option<(usize, Expression)> {
        let (length, found) = self
            .iso(at)
            .or_else(|| self.figures(at))
            .or_else(|| self.dates(at))
            .or_else(|| self.part(at))
            .or_else(|| self.week_of(at))
            .or_else(|| self.month_or_year_of(at, is_led))
            .or_else(|| self.season(at, Which::Any))
            .or_else(|| self.quarter(at))
            .or_else(|| self.same(at))
            .or_else(|| self.following(at))
            .or_else(|| self.which(at))
            .or_else(|| self.weekday(at, Which::Any))
            .or_else(|| self.counted(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.year(at, is_led))
            .or_else(|| self.day_of_month(at))?;
        (!self.is_no_time(at, at + length, &found)).then_some((length, found))
    }

    /// Tells whether words before say that something begins only at what follows: "not", "postponed".
    fn is_put_off(&self, at: usize) -> bool {
        let small = self.small();
        (1..=REACH_OF_DELAY).filter_map(|by| at.checked_sub(by)).any(|word| {
            let phrase = || format!("{} {}", self.word(word), self.word(word + 1));
            // "didn't" is cut at its apostrophe.
            let is_contracted = self.word(word) == "t" && matches!(self.back(word, 1), "'" | "’");
            is_contracted
                || self.is(word, &small.not)
                || self.is(word, &small.delayed)
                || small.delayed.contains(&phrase())
        })
    }
}
