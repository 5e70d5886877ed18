//! One sentence as words and marks, and what each may mean.

use std::collections::HashSet;
use std::ops::Range;

use plenipo_record::Span;

use super::words::{Small, TimeWords, Unit, words};

/// Most units that a number may count.
const LARGEST_COUNT: i32 = 1000;

/// The words and marks of one sentence.
pub(super) struct Scan<'t> {
    pieces: Vec<(Span, String)>,
    text: &'t str,
    pub known: &'static TimeWords,
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

    pub fn small(&self) -> &'static Small {
        &self.known.words
    }

    pub fn word(&self, at: usize) -> &str {
        self.pieces.get(at).map_or("", |(_, word)| word)
    }

    /// Returns the word so many pieces before another.
    pub fn back(&self, at: usize, by: usize) -> &str {
        at.checked_sub(by).map_or("", |at| self.word(at))
    }

    pub fn is(&self, at: usize, set: &HashSet<String>) -> bool {
        set.contains(self.word(at))
    }

    /// Tells whether the word right before is one of a set.
    pub fn is_after(&self, at: usize, set: &HashSet<String>) -> bool {
        set.contains(self.back(at, 1))
    }

    pub fn is_capitalised(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|(span, _)| span.slice(self.text).starts_with(char::is_uppercase))
    }

    /// Tells whether no space parts the pieces of a range.
    pub fn is_tight(&self, range: Range<usize>) -> bool {
        self.pieces.get(range).is_some_and(|pieces| pieces.windows(2).all(|pair| pair[0].0.end == pair[1].0.start))
    }

    /// Tells whether a phrase may end before a piece: no noun follows that it would stand before.
    pub fn closes(&self, at: usize) -> bool {
        !self.word(at).starts_with(char::is_alphabetic) || self.is(at, &self.small().closers)
    }

    /// Tells whether a word or two before a piece say that a month or year follows: "in", "mid-".
    pub fn is_led(&self, at: usize) -> bool {
        let inside = &self.small().inside;
        self.is_after(at, inside) || (self.is_after(at, &self.small().dashes) && inside.contains(self.back(at, 2)))
    }

    pub fn number(&self, at: usize) -> Option<i32> {
        let word = self.word(at);
        let number = word.parse().ok().or_else(|| self.known.numbers.get(word).copied());
        number.filter(|number| (0..=LARGEST_COUNT).contains(number))
    }

    /// "three", "a couple of": how many, and in how many pieces.
    pub fn count(&self, at: usize) -> Option<(usize, i32)> {
        let article = usize::from(self.is(at, &self.small().articles));
        if self.is(at + article, &self.small().pairs) {
            let of = usize::from(self.is(at + article + 1, &self.small().of));
            return Some((article + 1 + of, self.number(at + article)?));
        }
        Some((1, self.number(at)?))
    }

    /// "first", "last" (-1).
    pub fn ordinal(&self, at: usize) -> Option<i32> {
        self.known.ordinals.get(self.word(at)).copied()
    }

    pub fn unit(&self, at: usize) -> Option<Unit> {
        self.known.units.get(self.word(at)).copied()
    }

    /// A unit in the singular.
    pub fn one_unit(&self, at: usize) -> Option<Unit> {
        self.unit(at).filter(|_| !self.word(at).ends_with('s'))
    }

    /// "3", "3rd".
    pub fn day(&self, at: usize) -> Option<i8> {
        let word = self.word(at);
        let digits = word.trim_end_matches(char::is_alphabetic);
        let ending = &word[digits.len()..];
        let day = digits.parse().ok()?;
        (matches!(ending, "" | "st" | "nd" | "rd" | "th") && (1..=31).contains(&day)).then_some(day)
    }

    /// A number that can be a year.
    pub fn year_at(&self, at: usize) -> Option<i16> {
        let word = self.word(at);
        (word.len() == 4).then(|| word.parse().ok()).flatten().filter(|year| (1900..2100).contains(year))
    }

    /// ", 2026" or "2026".
    pub fn year_behind(&self, at: usize) -> (usize, Option<i16>) {
        let comma = usize::from(self.word(at) == ",");
        let is_other = self.is_shortened(at + comma) || self.is_counting(at + comma);
        self.year_at(at + comma).filter(|_| !is_other).map_or((0, None), |year| (comma + 1, Some(year)))
    }

    /// A month's name, with the length of its stop: "Jan."
    pub fn month(&self, at: usize) -> Option<(usize, i8)> {
        let month = *self.known.months.get(self.word(at)).filter(|_| self.is_capitalised(at))?;
        Some((1 + self.stop(at, 4), month))
    }

    /// The length of the stop behind a word of at most so many letters, where it does not end the sentence.
    pub fn stop(&self, at: usize, letters: usize) -> usize {
        let stops = self.word(at).len() <= letters && self.word(at + 1) == "." && self.is_tight(at..at + 2);
        usize::from(stops && at + 2 < self.len())
    }

    /// Tells whether a number counts something or is a time of day: "2000 troops", "2026 GMT", "1930 to 2030 hours".
    pub fn is_counting(&self, at: usize) -> bool {
        let last = if self.is(at + 1, &self.small().joins) && self.year_at(at + 2).is_some() { at + 2 } else { at };
        self.is(last + 1, &self.small().counted)
    }

    /// Tells whether a year goes on in two figures, as those of budgets and schools do: "2024-25".
    pub fn is_shortened(&self, at: usize) -> bool {
        let is_mark = self.is(at + 1, &self.small().dashes) || self.word(at + 1) == "/";
        is_mark && self.is_tight(at..at + 3) && self.word(at + 2).len() == 2 && self.word(at + 2).parse::<u8>().is_ok()
    }
}
