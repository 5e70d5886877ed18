//! Byte ranges into the text of one article.

use std::fmt;
use std::ops::Range;

/// A half-open byte range into one article's text.
///
/// Both ends lie on character boundaries of that text, and `start <= end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset just behind the last byte.
    pub end: usize,
}

impl Span {
    /// Makes the span from `start` up to, not including, `end`.
    ///
    /// # Panics
    ///
    /// Panics if `end` lies before `start`.
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span never ends before it starts");
        Self { start, end }
    }

    /// Returns the bytes of `text` inside the span.
    ///
    /// # Panics
    ///
    /// Panics if the span does not lie on character boundaries of `text`.
    pub fn slice(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// Returns the number of bytes inside the span.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Tells whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Tells whether `other` lies wholly inside this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Tells whether the two spans share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Returns the smallest span that holds both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Returns the span moved right by `offset` bytes.
    pub fn shift(self, offset: usize) -> Span {
        Span { start: self.start + offset, end: self.end + offset }
    }

    /// Returns the span as a standard range.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Returns the span without white space at either end of its text.
    pub fn trim(self, text: &str) -> Span {
        let inside = self.slice(text);
        let start = self.start + (inside.len() - inside.trim_start().len());
        let end = start + inside.trim().len();
        Span { start, end }
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Span::new(range.start, range.end)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trimming_keeps_to_the_text() {
        let text = "ab  cd \n";
        assert_eq!(Span::new(2, 8).trim(text), Span::new(4, 6));
        assert!(Span::new(2, 4).trim(text).is_empty());
    }

    #[test]
    fn overlap_needs_a_shared_byte() {
        assert!(!Span::new(0, 2).overlaps(Span::new(2, 3)));
        assert!(Span::new(0, 3).overlaps(Span::new(2, 3)));
        assert_eq!(Span::new(5, 6).join(Span::new(0, 2)), Span::new(0, 6));
    }
}
