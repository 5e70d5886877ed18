//! What the forms of time expressions look like.

use std::ops::Range;

use plenipo_record::Span;

use super::words::{TimeWords, Unit, words};

/// A time expression, not yet resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expression {
    /// A full or year-less date.
    Date(Date),
    /// "November last year".
    MonthOfYear { month: i8, which: Which },
    /// From one date to another.
    Dates(Date, Date),
    /// "Thursday", "next Thursday".
    Weekday { weekday: i8, which: Which },
    /// "May", "May 2025", "next May".
    Month { month: i8, year: Option<i16>, which: Which },
    /// The first or the second half of a month.
    HalfMonth { month: i8, year: Option<i16>, is_second: bool },
    /// "autumn": three months, by the north.
    Season { first: i8, which: Which },
    /// From one month to another.
    Months { first: i8, last: i8, year: Option<i16> },
    /// "2025".
    Year(i16),
    /// "yesterday", "two weeks ago", "in three days": so many units from the day of the copy.
    Shift { count: i32, unit: Unit },
    /// "last week", "this month", "next year".
    Period { unit: Unit, which: Which },
    /// "the weekend".
    Weekend(Which),
    /// "the 12th".
    DayOfMonth(i8),
    /// "the same day": the day told before.
    Same,
    /// "from Sunday till yesterday".
    Span(Box<Expression>, Box<Expression>),
    /// "since February": from the first day on.
    Since(Box<Expression>),
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
    Last,
    This,
    Next,
}

/// The words and marks of one sentence.
pub(super) struct Scan<'t> {
    pieces: Vec<(Span, String)>,
    text: &'t str,
    known: &'static TimeWords,
}

impl<'t> Scan<'t> {
    pub fn new(text: &'t str, sentence: Span) -> Self {
        let mut pieces: Vec<(Span, String)> = Vec::new();
        let mut open = false;
        for (at, c) in sentence.slice(text).char_indices() {
            let at = sentence.start + at;
            let end = at + c.len_utf8();
            let joins = c.is_alphanumeric();
            match pieces.last_mut() {
                Some((span, word)) if joins && open => {
                    span.end = end;
                    word.extend(c.to_lowercase());
                }
                _ if c.is_whitespace() => {}
                _ => pieces.push((Span::new(at, end), c.to_lowercase().collect())),
            }
            open = joins;
        }
        Scan { pieces, text, known: words() }
    }

    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    pub fn span(&self, pieces: Range<usize>) -> Span {
        self.pieces[pieces.start].0.join(self.pieces[pieces.end - 1].0)
    }

    /// Returns the longest expression that begins at a piece, and its length.
    pub fn expression_at(&self, at: usize) -> Option<(usize, Expression)> {
        if self.known.words.open.contains(self.word(at)) {
            let (length, inner) = self.simple(at + 1)?;
            return Some((length + 1, Expression::Since(Box::new(inner))));
        }
        let (length, first) = self.simple(at)?;
        // "from Sunday till yesterday"
        let small = &self.known.words;
        let opened = at > 0 && small.between.contains(self.word(at - 1));
        let join = at + length;
        if opened
            && small.joins.contains(self.word(join))
            && let Some((more, last)) = self.simple(join + 1)
        {
            return Some((length + 1 + more, Expression::Span(Box::new(first), Box::new(last))));
        }
        Some((length, first))
    }

    fn simple(&self, at: usize) -> Option<(usize, Expression)> {
        self.iso(at)
            .or_else(|| self.dates(at))
            .or_else(|| self.half(at))
            .or_else(|| self.months(at))
            .or_else(|| self.season(at, Which::Any))
            .or_else(|| self.same(at))
            .or_else(|| self.which(at))
            .or_else(|| self.weekday(at, Which::Any))
            .or_else(|| self.shift(at))
            .or_else(|| self.year(at))
            .or_else(|| self.day_of_month(at))
    }

    fn word(&self, at: usize) -> &str {
        self.pieces.get(at).map_or("", |(_, word)| word)
    }

    fn is_capitalised(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|(span, _)| span.slice(self.text).starts_with(char::is_uppercase))
    }

    fn number(&self, at: usize) -> Option<i32> {
        let word = self.word(at);
        word.parse().ok().or_else(|| self.known.numbers.get(word).copied())
    }

    /// "3", "3rd".
    fn day(&self, at: usize) -> Option<i8> {
        let word = self.word(at);
        let digits = word.trim_end_matches(char::is_alphabetic);
        let ending = &word[digits.len()..];
        let day = digits.parse().ok()?;
        (matches!(ending, "" | "st" | "nd" | "rd" | "th") && (1..=31).contains(&day)).then_some(day)
    }

    fn year_at(&self, at: usize) -> Option<i16> {
        let word = self.word(at);
        (word.len() == 4).then(|| word.parse().ok()).flatten().filter(|year| (1900..2100).contains(year))
    }

    /// A month's name, with the length of its stop: "Jan."
    fn month(&self, at: usize) -> Option<(usize, i8)> {
        let month = *self.known.months.get(self.word(at)).filter(|_| self.is_capitalised(at))?;
        let abbreviated = self.word(at).len() <= 4
            && self.word(at + 1) == "."
            && self.pieces[at + 1].0.start == self.pieces[at].0.end
            && at + 2 < self.pieces.len();
        Some((1 + usize::from(abbreviated), month))
    }

    fn iso(&self, at: usize) -> Option<(usize, Expression)> {
        let year = self.year_at(at)?;
        if self.word(at + 1) != "-" || self.word(at + 3) != "-" {
            return None;
        }
        let (month, day) = (self.word(at + 2).parse().ok()?, self.day(at + 4)?);
        (1..=12).contains(&month).then_some((5, Expression::Date(Date { year: Some(year), month, day })))
    }

    /// One date or a span of dates.
    fn dates(&self, at: usize) -> Option<(usize, Expression)> {
        let joins = |at: usize| self.known.words.joins.contains(self.word(at));
        let (length, first) = self.date(at).or_else(|| self.first_day_of_span(at))?;
        let end = at + length;
        if !joins(end) {
            return Some((length, Expression::Date(first)));
        }
        // A bare "and" joins the ends of a span only behind "between".
        let is_span = self.word(end) != "and" || (at > 0 && self.known.words.between.contains(self.word(at - 1)));
        if let Some((more, last)) = self.date(end + 1).filter(|_| is_span) {
            let year = first.year.or(last.year);
            return Some((
                length + 1 + more,
                Expression::Dates(Date { year, ..first }, Date { year: last.year.or(year), ..last }),
            ));
        }
        // "May 3-5", "May 3 to 5, 2026"
        if let Some(day) =
            self.day(end + 1).filter(|day| *day > first.day && first.year.is_none() && self.word(end + 1).len() <= 4)
        {
            let (more, year) = self.year_behind(end + 2);
            return Some((
                length + 2 + more,
                Expression::Dates(Date { year, ..first }, Date { year, month: first.month, day }),
            ));
        }
        Some((length, Expression::Date(first)))
    }

    fn date(&self, at: usize) -> Option<(usize, Date)> {
        if let Some((length, month)) = self.month(at) {
            let mut end = at + length;
            end += usize::from(self.word(end) == "the");
            let day = self.day(end)?;
            if self.year_at(end).is_some() || self.unit(end + 1).is_some() {
                return None;
            }
            let (more, year) = self.year_behind(end + 1);
            return Some((end + 1 + more - at, Date { year, month, day }));
        }
        let day = self.day(at)?;
        let of = usize::from(self.word(at + 1) == "of");
        let (length, month) = self.month(at + 1 + of)?;
        let end = at + 1 + of + length;
        let (more, year) = self.year_behind(end);
        Some((end + more - at, Date { year, month, day }))
    }

    /// The "3" of "3-5 May" and "3 to 5 May".
    fn first_day_of_span(&self, at: usize) -> Option<(usize, Date)> {
        let day = self.day(at)?;
        let joined = self.known.words.joins.contains(self.word(at + 1));
        let (_, last) = self.date(at + 2).filter(|(_, last)| joined && last.day > day)?;
        Some((1, Date { day, ..last }))
    }

    /// ", 2026" or "2026".
    fn year_behind(&self, at: usize) -> (usize, Option<i16>) {
        let comma = usize::from(self.word(at) == ",");
        self.year_at(at + comma).map_or((0, None), |year| (comma + 1, Some(year)))
    }

    /// A month, or a span of months.
    fn months(&self, at: usize) -> Option<(usize, Expression)> {
        let (length, first) = self.month(at)?;
        let (more, year) = self.year_behind(at + length);
        let led = at > 0 && (self.known.words.inside.contains(self.word(at - 1)) || self.is_led(at));
        if year.is_none() && !led {
            return None;
        }
        let end = at + length + more;
        if self.known.words.joins.contains(self.word(end))
            && at > 0
            && self.known.words.between.contains(self.word(at - 1))
            && let Some((last_length, last)) = self.month(end + 1)
        {
            let (more, last_year) = self.year_behind(end + 1 + last_length);
            return Some((
                end + 1 + last_length + more - at,
                Expression::Months { first, last, year: year.or(last_year) },
            ));
        }
        // "November last year"
        let (period, which) = self.year_word(at + length).filter(|_| year.is_none()).unwrap_or((0, Which::Any));
        let expression = match which {
            Which::Any => Expression::Month { month: first, year, which },
            _ => Expression::MonthOfYear { month: first, which },
        };
        Some((length + more + period, expression))
    }

    /// "last year", "this year".
    fn year_word(&self, at: usize) -> Option<(usize, Which)> {
        let which = self.which_word(at)?;
        (self.unit(at + 1) == Some(Unit::Year) && !self.word(at + 1).ends_with('s')).then_some((2, which))
    }

    /// "first half of May".
    fn half(&self, at: usize) -> Option<(usize, Expression)> {
        let is_second = match self.word(at) {
            "first" => false,
            "second" => true,
            _ => return None,
        };
        if self.word(at + 1) != "half" || self.word(at + 2) != "of" {
            return None;
        }
        let (length, month) = self.month(at + 3)?;
        let (more, year) = self.year_behind(at + 3 + length);
        Some((3 + length + more, Expression::HalfMonth { month, year, is_second }))
    }

    /// "in the autumn", "last spring".
    fn season(&self, at: usize, which: Which) -> Option<(usize, Expression)> {
        let &first = self.known.seasons.get(self.word(at))?;
        // "the fall of a government" is none.
        let is_of = self.word(at + 1) == "of" && self.year_at(at + 2).is_none();
        let led = which != Which::Any
            || (at > 0 && matches!(self.word(at - 1), "the" | "in" | "this" | "by" | "early" | "late"));
        (led && !is_of).then_some((1, Expression::Season { first, which }))
    }

    /// "mid-May" is cut at the hyphen.
    fn is_led(&self, at: usize) -> bool {
        at > 1
            && self.known.words.dashes.contains(self.word(at - 1))
            && self.known.words.inside.contains(self.word(at - 2))
    }

    /// "last week", "next Thursday", "this May", "the coming weekend".
    fn which(&self, at: usize) -> Option<(usize, Expression)> {
        let small = &self.known.words;
        let which = match self.word(at) {
            "the" | "over" | "at" if small.weekend.contains(self.word(at + 1)) => Which::Any,
            _ => self.which_word(at)?,
        };
        // "this morning"
        if which == Which::This && small.parts.contains(self.word(at + 1)) {
            return Some((2, Expression::Shift { count: 0, unit: Unit::Day }));
        }
        if self.word(at) == "last" && self.word(at + 1) == "night" {
            return Some((2, Expression::Shift { count: -1, unit: Unit::Day }));
        }
        if let Some((length, season)) = self.season(at + 1, which) {
            return Some((1 + length, season));
        }
        if small.weekend.contains(self.word(at + 1)) {
            return Some((2, Expression::Weekend(which)));
        }
        if let Some((length, month)) = self.month(at + 1) {
            return Some((1 + length, Expression::Month { month, year: None, which }));
        }
        if let Some((length, weekday)) = self.weekday(at + 1, which) {
            return Some((1 + length, weekday));
        }
        let unit = self.unit(at + 1).filter(|unit| *unit != Unit::Day && !self.word(at + 1).ends_with('s'))?;
        Some((2, Expression::Period { unit, which }))
    }

    /// "the same day", "that night".
    fn same(&self, at: usize) -> Option<(usize, Expression)> {
        let small = &self.known.words;
        let is_day = |at: usize| self.word(at) == "day" || small.parts.contains(self.word(at));
        match (self.word(at), self.word(at + 1)) {
            ("the", "same") if is_day(at + 2) => Some((3, Expression::Same)),
            ("that" | "same", _) if is_day(at + 1) => Some((2, Expression::Same)),
            _ => None,
        }
    }

    fn which_word(&self, at: usize) -> Option<Which> {
        let small = &self.known.words;
        match self.word(at) {
            word if small.last.contains(word) => Some(Which::Last),
            word if small.next.contains(word) => Some(Which::Next),
            word if small.this.contains(word) => Some(Which::This),
            _ => None,
        }
    }

    /// "Thursday", "Thursday morning"; a date behind it says more: "Thursday, May 3".
    fn weekday(&self, at: usize, which: Which) -> Option<(usize, Expression)> {
        let &weekday = self.known.weekdays.get(self.word(at)).filter(|_| self.is_capitalised(at))?;
        let mut end = at + 1;
        if self.word(at).len() <= 5 && self.word(end) == "." {
            end += 1;
        }
        end += usize::from(self.known.words.parts.contains(self.word(end)));
        let comma = usize::from(matches!(self.word(end), "," | "("));
        if let Some((length, date)) = self.date(end + comma) {
            return Some((end + comma + length - at, Expression::Date(date)));
        }
        // "Thursday last week" is that week's.
        let which = match self.word(end) {
            word if self.known.words.last.contains(word) && self.word(end + 1) == "week" => {
                end += 2;
                Which::Last
            }
            _ => which,
        };
        Some((end - at, Expression::Weekday { weekday, which }))
    }

    fn unit(&self, at: usize) -> Option<Unit> {
        self.known.units.get(self.word(at)).copied()
    }

    /// "yesterday", "two weeks ago", "a day earlier", "in three days", "the day before".
    fn shift(&self, at: usize) -> Option<(usize, Expression)> {
        let small = &self.known.words;
        if let Some(&count) = self.known.days.get(self.word(at)) {
            return Some((1, Expression::Shift { count, unit: Unit::Day }));
        }
        if self.word(at) == "the" && self.unit(at + 1) == Some(Unit::Day) && small.before.contains(self.word(at + 2)) {
            let twice = self.known.days.get(self.word(at + 3)).copied();
            return Some((
                3 + usize::from(twice.is_some()),
                Expression::Shift { count: twice.unwrap_or(0) - 1, unit: Unit::Day },
            ));
        }
        if self.word(at) == "in" {
            let (count, unit) = (self.number(at + 1)?, self.unit(at + 2)?);
            let counts = !matches!(self.word(at + 1), "a" | "an" | "one") && self.word(at + 3) != "of";
            return counts.then_some((3, Expression::Shift { count, unit }));
        }
        let (count, unit) = (self.number(at)?, self.unit(at + 1)?);
        let sign = match self.word(at + 2) {
            word if small.earlier.contains(word) => -1,
            word if small.later.contains(word) => 1,
            _ => return None,
        };
        Some((3, Expression::Shift { count: count * sign, unit }))
    }

    fn year(&self, at: usize) -> Option<(usize, Expression)> {
        let year = self.year_at(at)?;
        let led = at > 0 && self.known.words.inside.contains(self.word(at - 1));
        let counts = self.word(at + 1).chars().all(char::is_alphabetic)
            && self.pieces.get(at + 1).is_some_and(|(span, _)| span.start == self.pieces[at].0.end);
        (led && !counts).then_some((1, Expression::Year(year)))
    }

    /// "on the 12th".
    fn day_of_month(&self, at: usize) -> Option<(usize, Expression)> {
        if self.word(at) != "the" || at == 0 || !matches!(self.word(at - 1), "on" | "until" | "by") {
            return None;
        }
        let is_numbered = self.word(at + 1).ends_with(char::is_alphabetic);
        let closes = self.pieces.get(at + 2).is_none_or(|(_, word)| !word.starts_with(char::is_alphabetic));
        let day = self.day(at + 1).filter(|_| is_numbered && closes)?;
        Some((2, Expression::DayOfMonth(day)))
    }
}
