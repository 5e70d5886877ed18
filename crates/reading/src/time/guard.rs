//! What looks like a time and is none: names, years of budgets and schools, and what comes round again and again.

use super::expression::Expression;
use super::scan::Scan;

impl Scan<'_> {
    /// Tells whether an expression in its place names no day.
    pub(super) fn is_no_time(&self, at: usize, end: usize, found: &Expression) -> bool {
        match found {
            Expression::Weekday { .. } => self.is_repeated(at) || self.is_name(at, end) || self.is_any(at, end),
            Expression::Date(date) => date.year.is_none() && self.is_name(at, end),
            Expression::Month { .. } => self.is_repeated(at) || self.is_fiscal(at, end) || self.is_name(at, end),
            Expression::Year(_)
            | Expression::Part { .. }
            | Expression::Season { .. }
            | Expression::Period { .. }
            | Expression::Months { .. } => self.is_fiscal(at, end),
            _ => false,
        }
    }

    /// "every Monday".
    fn is_repeated(&self, at: usize) -> bool {
        self.is_after(at, &self.small().every)
    }

    /// "on a Friday", but not "in a Friday interview".
    fn is_any(&self, at: usize, end: usize) -> bool {
        self.is_after(at, &self.small().articles) && self.closes(end)
    }

    /// "Good Friday", "Sunday school", "the Monday Club", "the October 6 Bridge".
    fn is_name(&self, at: usize, end: usize) -> bool {
        let small = self.small();
        let is_of = at > 0 && self.is_after(at, &small.feasts) && self.is_capitalised(at - 1);
        let is_weekday = self.known.weekdays.contains_key(self.word(at));
        let is_title = is_weekday && self.is_after(at, &small.the) && self.is_capitalised(end);
        is_of || is_title || self.is(end, &small.named)
    }

    /// "fiscal 2025", "academic year 2026", "the 2026 financial year".
    fn is_fiscal(&self, at: usize, end: usize) -> bool {
        let is_word = |word: &str| {
            let figures = word.strip_prefix("fy").is_some_and(|year| year.parse::<u16>().is_ok());
            figures || self.small().fiscal.contains(word)
        };
        let is_year = self.known.units.contains_key(self.back(at, 1));
        is_word(self.word(end)) || is_word(self.back(at, 1)) || (is_year && is_word(self.back(at, 2)))
    }

    /// Tells whether a month's name that nothing leads is one all the same: "the January talks", "a March visit".
    pub(super) fn is_month_alone(&self, at: usize, end: usize) -> bool {
        let small = self.small();
        if self.is_capitalised(end) {
            return false;
        }
        if small.names.contains(self.word(at)) {
            let is_led = self.is_after(at, &small.the) || self.is_after(at, &small.articles);
            return is_led && !self.closes(end);
        }
        at <= 1 || !self.is_capitalised(at - 1)
    }

    /// Tells whether a short form of a weekday is a person's name: "Tue Lind".
    pub(super) fn is_given_name(&self, at: usize, end: usize) -> bool {
        self.word(at).len() <= 3
            && end == at + 1
            && self.is_capitalised(end)
            && self.month(end).is_none()
            && !self.is_after(at, &self.small().on)
    }
}
