//! Time expressions: which days a sentence names, in words that depend on the day of the copy.
//!
//! The forms and their meaning follow the plain part of ISO-TimeML's `TIMEX3` (dates and spans of dates; no durations,
//! sets or times of day). What a weekday or a day without its year means depends on the tense of what happens on it,
//! so that a [`TimeMention`] is resolved only with a [`Tense`].

mod calendar;
mod grammar;
mod words;

use plenipo_record::{Day, Span, When};

use calendar::Anchor;
use grammar::{Expression, Scan};

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
    /// Gives "the same day" the meaning of the expression before it.
    pub(crate) fn follow(&mut self, before: &TimeMention) {
        if self.expression == Expression::Same {
            self.expression = before.expression.clone();
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
            Some((length, expression)) => {
                let mut mention = TimeMention { span: scan.span(at..at + length), expression, reference };
                if let Some(before) = found.last() {
                    mention.follow(before);
                }
                found.push(mention);
                at += length;
            }
            None => at += 1,
        }
    }
    found
}
