//! Offsets in characters, as Python counts, out of offsets in bytes.

use plenipo_record::Span;

/// Knows how many characters stand before each byte of a text.
pub struct Offsets {
    /// For each character of more than one byte: where it ends, and how many bytes more than characters there are up to it.
    wide: Vec<(usize, usize)>,
}

impl Offsets {
    /// Walks over a text once.
    pub fn new(text: &str) -> Self {
        let mut surplus = 0;
        let wide = text.char_indices().filter(|(_, c)| c.len_utf8() > 1).map(|(at, c)| {
            surplus += c.len_utf8() - 1;
            (at + c.len_utf8(), surplus)
        });
        Offsets { wide: wide.collect() }
    }

    /// Returns how many characters stand before a byte that begins one.
    pub fn character(&self, byte: usize) -> usize {
        let before = self.wide.partition_point(|&(end, _)| end <= byte);
        byte - before.checked_sub(1).map_or(0, |last| self.wide[last].1)
    }

    /// Returns the first character of a span and the one behind its last.
    pub fn characters(&self, span: Span) -> (usize, usize) {
        (self.character(span.start), self.character(span.end))
    }
}
