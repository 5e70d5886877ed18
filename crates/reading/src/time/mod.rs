//! Time expressions: which days a sentence names, in words that depend on the day of the copy.
//!
//! The forms and their meaning follow the plain part of ISO-TimeML's `TIMEX3` (dates and spans of dates; no durations,
//! sets or times of day). What a weekday or a day without its year means depends on the tense of what happens on it,
//! so that a [`TimeMention`] is resolved only with a [`Tense`].
//!
//! # What is decided here
//!
//! The GUIDE of the corpus decides first. Where it is silent:
//!
//! - Weeks run from Monday to Sunday. "Last" and "next" Friday are those of the last and next week; "this past" and "this
//!   coming" Friday are the nearest ones.
//! - "Early", "late", "mid-" and "the end of" leave a month, week or year whole. Halves, quarters and counted weeks cut it:
//!   the first week of March is its first seven days, the last one its last seven.
//! - Two days, weekdays or months that follow each other and are joined by "and" are one span.
//! - "From Sunday" has no end. "Until Friday" begins today, unless something is put off or does not happen until then;
//!   of what is over it tells the last day.
//! - The past three days end today, the next three begin tomorrow. "Overnight" is yesterday and today.
//! - "Two days later", "the following month", "the same day" count from the expression before them, and mean nothing
//!   without one; "a day earlier" then counts from the copy. "A day after they met" is the day on which they met.
//! - A clock time moves no day, whatever its zone: "2330 GMT on Tuesday" is Tuesday.
//! - In figures the day goes first, unless it cannot; with slashes it is the reading nearer to the copy.
//! - Left alone: fiscal and academic years, feasts, what comes round ("every Monday"), "the second day of his visit",
//!   years that nothing leads to ("the 1967 borders").

mod calendar;
mod count;
mod date;
mod expression;
mod grammar;
mod guard;
mod period;
mod scan;
mod words;

use plenipo_record::{Day, Span, When};

use calendar::Anchor;
use expression::Expression;
use scan::Scan;

/// Whether what happens lies behind, around or ahead of the day of the copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tense {
    /// It has happened.
    Past,
    /// It is going on.
    Present,
    /// It is to happen.
    Future,
}

impl Tense {
    /// Returns the word for it in exchange formats.
    pub fn as_str(self) -> &'static str {
        match self {
            Tense::Past => "past",
            Tense::Present => "present",
            Tense::Future => "future",
        }
    }
}

/// Words in the text that name days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeMention {
    /// The words, in bytes of the article's text.
    pub span: Span,
    expression: Expression,
    reference: Option<Day>,
}

impl TimeMention {
    /// Lets "the same day" and "two days later" be counted from the expression that stands before them in the text.
    pub(crate) fn follow(&mut self, before: &TimeMention) {
        // "A day earlier" in a new sentence is one before the copy's.
        if let Expression::Relative { stands_alone: false, .. } = self.expression {
            self.expression.follow(&before.expression);
        }
    }

    /// Tells whether the days are those of the clause behind: "a day after the two met".
    pub(crate) fn is_of_clause(&self) -> bool {
        matches!(self.expression, Expression::OfClause(_))
    }

    /// Tells whether the words are a weekday and no more, which may lie on either side of the copy.
    pub(crate) fn is_plain_weekday(&self) -> bool {
        matches!(self.expression, Expression::Weekday { which: expression::Which::Any, .. })
    }

    /// Tells whether the words lie ahead of the copy whatever happens on them: "tomorrow", "next week".
    pub(crate) fn is_ahead(&self) -> bool {
        let assumed = self.assumed_copy();
        let resolved = assumed.and_then(|day| calendar::resolve(&self.expression, Anchor::of(day.into()), Tense::Past));
        resolved.and_then(|when| when.start.first()).zip(assumed).is_some_and(|(start, copy)| start > copy)
    }

    /// Tells whether the words lie behind the copy whatever happens on them: "yesterday", "last month".
    pub(crate) fn is_behind(&self) -> bool {
        let assumed = self.assumed_copy();
        let resolved =
            assumed.and_then(|day| calendar::resolve(&self.expression, Anchor::of(day.into()), Tense::Future));
        resolved.and_then(|when| when.end?.last()).zip(assumed).is_some_and(|(end, copy)| end < copy)
    }

    /// A day for the copy: in which year and on which weekday it was written does not matter to what lies ahead or behind.
    fn assumed_copy(&self) -> Option<jiff::civil::Date> {
        match self.reference {
            Some(Day::MonthDay { month, day }) => jiff::civil::Date::new(2000, month, day).ok(),
            Some(day) => day.first(),
            None => Some(jiff::civil::date(2000, 6, 14)),
        }
    }

    /// Returns the days that are meant, or `None` where they depend on a day that is not known.
    pub fn resolve(&self, tense: Tense) -> Option<When> {
        let anchor = self.reference.and_then(Anchor::of);
        calendar::resolve(&self.expression, anchor, tense)
    }
}

/// Returns the number that a word or figure means: "three", "14".
pub(crate) fn number(word: &str) -> Option<i64> {
    let word = word.to_lowercase();
    word.parse().ok().or_else(|| words::words().numbers.get(&word).map(|&number| i64::from(number)))
}

/// Returns the time expressions of a sentence in text order; they do not overlap.
///
/// `sentence` is a span of `text`; `reference` is the day of the copy, where it is known.
///
/// ```
/// use plenipo_reading::time::{Tense, time_mentions};
/// use plenipo_record::Span;
///
/// let text = "The ministers met on Thursday.";
/// let copy_of = "2026-05-08".parse()?;
/// let times = time_mentions(text, Span::new(0, text.len()), Some(copy_of));
/// assert_eq!(times[0].span.slice(text), "Thursday");
/// assert_eq!(times[0].resolve(Tense::Past).map(|when| when.to_string()).as_deref(), Some("2026-05-07"));
/// # Ok::<(), plenipo_record::ParseDayError>(())
/// ```
pub fn time_mentions(text: &str, sentence: Span, reference: Option<Day>) -> Vec<TimeMention> {
    let scan = Scan::new(text, sentence);
    let mut found: Vec<TimeMention> = Vec::new();
    let mut at = 0;
    while at < scan.len() {
        match scan.expression_at(at) {
            Some((length, mut expression)) => {
                if let Some(before) = found.last() {
                    expression.follow(&before.expression);
                }
                found.push(TimeMention { span: scan.span(at..at + length), expression, reference });
                at += length;
            }
            None => at += 1,
        }
    }
    found
}
