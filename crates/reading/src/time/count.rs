//! Days counted from another day: "yesterday", "two weeks ago", "a day later", "in three days".

use super::expression::{Expression, Which};
use super::scan::Scan;
use super::words::Unit;

/// Within so many words before "in" something is the first "in three years".
const REACH_OF_RANK: usize = 3;

impl Scan<'_> {
    /// "yesterday", "two weeks ago", "a day earlier", "in three days", "the day before".
    pub(super) fn counted(&self, at: usize) -> Option<(usize, Expression)> {
        let small = self.small();
        if let Some(&count) = self.known.days.get(self.word(at)) {
            let part = usize::from(self.is(at + 1, &small.parts));
            return Some((1 + part, Expression::Shift { count, unit: Unit::Day }));
        }
        if self.is(at, &small.overnight) {
            let is_dated = (1..=2).any(|by| self.known.weekdays.contains_key(self.word(at + by)));
            return (!is_dated).then_some((1, Expression::Overnight));
        }
        if self.is(at, &small.in_) || self.is(at, &small.within) {
            return self.ahead(at);
        }
        let is_the_day = self.is(at, &small.the) && self.one_unit(at + 1) == Some(Unit::Day);
        let (length, count) = if is_the_day { (1, 1) } else { self.count(at)? };
        let (unit, end) = (self.unit(at + length)?, at + length + 1);
        let shift = |count: i32| Expression::Shift { count, unit };
        if self.is(end, &small.ago) {
            return Some((length + 2, shift(-count)));
        }
        if self.is(end, &small.hence) {
            return Some((length + 2, shift(count)));
        }
        if self.is(end, &small.from) && self.is(end + 1, &small.now) {
            return Some((length + 3, shift(count)));
        }
        if self.is(end, &small.earlier) {
            return Some((length + 2, Expression::relative(shift(-count), true)));
        }
        if self.is(end, &small.later) {
            return Some((length + 2, Expression::relative(shift(count), false)));
        }
        let (more, found) = self.beside(at, end, count, unit)?;
        Some((length + 1 + more, found))
    }

    /// What "before" and "after" make of a count that ends before them: "two days after May 1", "the day before".
    fn beside(&self, at: usize, end: usize, count: i32, unit: Unit) -> Option<(usize, Expression)> {
        let small = self.small();
        let sign = match () {
            () if self.is(end, &small.before) => -1,
            () if self.is(end, &small.after) => 1,
            () => return None,
        };
        if let Some((length, base)) = self.point(end + 1) {
            return Some((1 + length, Expression::beside(base, sign * count, unit)));
        }
        let shift = |count: i32| Expression::Shift { count, unit };
        if !self.word(end + 1).starts_with(char::is_alphabetic) {
            return Some((1, Expression::relative(shift(sign * count), sign < 0)));
        }
        // "spoke on Thursday, a day after the two met": they met a day before Thursday.
        let is_aside = at == 0 || !self.back(at, 1).starts_with(char::is_alphanumeric);
        let is_short = matches!(unit, Unit::Day | Unit::Week);
        (is_aside && is_short)
            .then(|| (1, Expression::OfClause(Box::new(Expression::relative(shift(-sign * count), true)))))
    }

    /// A day named without reference to another one.
    fn point(&self, at: usize) -> Option<(usize, Expression)> {
        if let Some(&count) = self.known.days.get(self.word(at)) {
            return Some((1, Expression::Shift { count, unit: Unit::Day }));
        }
        let date = self.date(at).map(|(length, date)| (length, Expression::Date(date)));
        date.or_else(|| self.weekday(at, Which::Any))
    }

    /// "in three days", "in a week's time", "within ten days"; not "the first in three years", "in a day of talks".
    fn ahead(&self, at: usize) -> Option<(usize, Expression)> {
        let small = self.small();
        let (length, count) = self.count(at + 1)?;
        let unit = self.unit(at + 1 + length)?;
        let mut end = at + 2 + length;
        if self.is(at, &small.within) {
            return Some((end - at, Expression::Within { count, unit }));
        }
        let owner = if !matches!(self.word(end), "'" | "’") {
            0
        } else if self.is(end + 1, &small.time) {
            2
        } else {
            3
        };
        let has_time = owner > 0 && self.is(end + owner - 1, &small.time);
        if has_time {
            end += owner;
        }
        let is_ranked = (1..=REACH_OF_RANK).any(|by| {
            let word = self.back(at, by);
            self.known.ordinals.contains_key(word) || small.ranks.contains(word)
        });
        let is_single = self.is(at + 1, &small.articles) && !has_time;
        let is_free = !is_ranked && !is_single && !self.is(end, &small.of);
        is_free.then_some((end - at, Expression::Ahead { count, unit }))
    }

    /// "the same day", "that night", "later in the week": in the day, week, month or year told before.
    pub(super) fn same(&self, at: usize) -> Option<(usize, Expression)> {
        let small = self.small();
        let the = usize::from(self.is(at, &small.the));
        let unit_at = |at: usize| match self.one_unit(at) {
            None if self.is(at, &small.parts) => Some(Unit::Day),
            unit => unit,
        };
        let same = usize::from(self.is(at + the, &small.same) || (the == 0 && self.is(at, &small.that)));
        // "that same night"
        let again = usize::from(same == 1 && self.is(at + 1, &small.same) && the == 0);
        let length = the + same + again;
        if same == 1 {
            return Some((length + 1, Expression::relative(within(unit_at(at + length)?), false)));
        }
        let is_later = self.is_after(at, &small.in_) && small.parts_of_time.contains(self.back(at, 2));
        let unit = self.one_unit(at + 1).filter(|_| the == 1 && is_later && self.closes(at + 2))?;
        // "Earlier in the day" is in that of the copy, where no other is told.
        Some((2, Expression::relative(within(unit), true)))
    }

    /// The "following Monday" of "the following Monday", "previous month".
    pub(super) fn following(&self, at: usize) -> Option<(usize, Expression)> {
        let small = self.small();
        let is_ahead = match () {
            () if self.is(at, &small.following) && self.is_after(at, &small.the) => true,
            () if self.is(at, &small.previous) => false,
            () => return None,
        };
        if let Some(&weekday) = self.known.weekdays.get(self.word(at + 1)) {
            let which = if is_ahead { Which::Coming } else { Which::Past };
            return Some((2, Expression::relative(Expression::Weekday { weekday, which }, !is_ahead)));
        }
        let step = match self.one_unit(at + 1) {
            Some(Unit::Day) => None,
            None if self.is(at + 1, &small.parts) => None,
            unit => Some(unit?),
        };
        let count = if is_ahead { 1 } else { -1 };
        let which = if is_ahead { Which::Next } else { Which::Last };
        let step = step.map_or(Expression::Shift { count, unit: Unit::Day }, |unit| Expression::Period { unit, which });
        Some((2, Expression::relative(step, !is_ahead)))
    }
}

/// The day, week, month or year in which another day lies.
fn within(unit: Unit) -> Expression {
    match unit {
        Unit::Day => Expression::Shift { count: 0, unit },
        _ => Expression::Period { unit, which: Which::This },
    }
}
