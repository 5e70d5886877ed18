//! Cuts a line into words, numbers and marks.

/// A word, a number or a mark of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'t> {
    pub text: &'t str,
    pub start: usize,
    pub end: usize,
}

impl Token<'_> {
    /// Returns the number that the token is, if it has so many digits.
    pub fn number(self, widths: std::ops::RangeInclusive<usize>) -> Option<i16> {
        let digits = self.text.bytes().all(|b| b.is_ascii_digit()) && widths.contains(&self.text.len());
        digits.then(|| self.text.parse().ok()).flatten()
    }

    /// Tells whether the token is this mark or word.
    pub fn is(self, mark: &str) -> bool {
        self.text == mark
    }
}

/// Cuts a line into words, numbers and marks.
pub(super) fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut chars = line.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut end = start + c.len_utf8();
        let same =
            |other: char| c.is_ascii_digit() && other.is_ascii_digit() || c.is_alphabetic() && other.is_alphabetic();
        while let Some((at, _)) = chars.next_if(|(_, other)| same(*other)) {
            end = at + line[at..].chars().next().map_or(0, char::len_utf8);
        }
        // Pages that lose their line breaks glue the hour to the year: `April 9, 20265:12 PM`.
        let glued =
            (5..=6).contains(&(end - start)) && line[start..end].starts_with("20") && line[end..].starts_with(':');
        let cut = if glued && c.is_ascii_digit() { start + 4 } else { end };
        tokens.push(Token { text: &line[start..cut], start, end: cut });
        if cut < end {
            tokens.push(Token { text: &line[cut..end], start: cut, end });
        }
    }
    tokens
}
