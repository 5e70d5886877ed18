//! Groups tokens into sentences.
//!
//! A line break ends a sentence. Within a line a sentence ends behind `.`, `?`, `!` or `…` and the quotes and
//! brackets that close there, unless the next word shows that it goes on.

use crate::tokenize::{is_apostrophe, is_line_end};
use crate::vocabulary::{Abbreviation, Vocabulary};
use plenipo_record::Span;
use std::ops::Range;

/// No sentence is longer, so that a text without stops cannot grow a tree without bounds.
const LONGEST: usize = 800;

/// Returns the token ranges of the sentences; together they hold every token once.
pub fn split(text: &str, tokens: &[Span]) -> Vec<Range<usize>> {
    let view = View { text, tokens, vocabulary: Vocabulary::builtin() };
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < tokens.len() {
        let mut end = view.end_behind(start, at);
        if end == 0 && at + 1 - start >= LONGEST {
            end = at + 1;
        }
        if end > 0 {
            sentences.push(start..end);
            start = end;
        }
        at = end.max(at + 1);
    }
    if start < tokens.len() {
        sentences.push(start..tokens.len());
    }
    sentences
}

struct View<'t> {
    text: &'t str,
    tokens: &'t [Span],
    vocabulary: &'static Vocabulary,
}

impl<'t> View<'t> {
    fn word(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |span| span.slice(self.text))
    }

    /// Returns the text between token `at` and the next.
    fn gap_behind(&self, at: usize) -> &'t str {
        let end = self.tokens.get(at + 1).map_or(self.text.len(), |next| next.start);
        &self.text[self.tokens[at].end..end]
    }

    fn line_ends_behind(&self, at: usize) -> bool {
        at + 1 >= self.tokens.len() || self.gap_behind(at).chars().any(is_line_end)
    }

    /// Returns the end of the sentence if token `at` closes it, else 0.
    fn end_behind(&self, start: usize, at: usize) -> usize {
        if self.line_ends_behind(at) {
            return at + 1;
        }
        let word = self.word(at);
        let stop = is_stop(word);
        let abbreviation = if stop { None } else { self.abbreviation(start, at) };
        if !stop && abbreviation.is_none() {
            return 0;
        }
        let mut end = at + 1;
        while end < self.tokens.len() && self.closes(start, end) {
            if self.line_ends_behind(end) {
                return end + 1;
            }
            end += 1;
        }
        let closed = end > at + 1;
        let ends = match abbreviation {
            Some(Abbreviation::Inner) => false,
            Some(Abbreviation::Ending) => self.opens_after_abbreviation(end),
            None => self.opens(end, word, closed),
        };
        if ends { end } else { 0 }
    }

    /// Tells how the token behaves as an abbreviation, if it is one with a full stop.
    fn abbreviation(&self, start: usize, at: usize) -> Option<Abbreviation> {
        let word = self.word(at).strip_suffix('.')?;
        if at == start && word.bytes().all(|b| b.is_ascii_digit()) {
            return Some(Abbreviation::Inner);
        }
        self.vocabulary.abbreviation(word)
    }

    /// Tells whether token `at` is a quote or bracket that closes what stands before it.
    fn closes(&self, start: usize, at: usize) -> bool {
        let word = self.word(at);
        let glued = self.gap_behind(at - 1).is_empty();
        match word {
            ")" | "]" | "}" | "”" | "»" | "’’" | "''" | "’" => glued || word == "”" || word == "»",
            "\"" | "'" => {
                let open = (start..at).filter(|&i| self.word(i) == word).count() % 2 == 1;
                glued || open && !self.gap_behind(at).is_empty()
            }
            _ => is_stop(word) && glued,
        }
    }

    /// Tells whether a sentence can start at token `at` behind the sign `stop`.
    fn opens(&self, at: usize, stop: &str, closed: bool) -> bool {
        let glued = self.gap_behind(at - 1).is_empty();
        let first = self.first_of_word(at);
        let Some(first) = first else { return !glued };
        if glued && !(closed || first.is_uppercase() && stop == ".") {
            return false;
        }
        let soft = stop.starts_with('…') || stop.starts_with("..");
        if first.is_lowercase() {
            return false;
        }
        if soft || closed && stop != "." {
            return first.is_uppercase() || !first.is_alphanumeric() || !soft;
        }
        true
    }

    fn opens_after_abbreviation(&self, at: usize) -> bool {
        let word_at = self.skip_openers(at);
        let quoted = word_at > at && !self.word(at).starts_with(['(', '[']);
        let word = self.word(word_at);
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        capital && (quoted || self.vocabulary.opens(word))
    }

    /// Returns the first character of the first word at or behind `at`, behind opening quotes and brackets.
    fn first_of_word(&self, at: usize) -> Option<char> {
        let word = self.word(self.skip_openers(at));
        let first = word.chars().next()?;
        if is_apostrophe(first) || first == '@' || first == '#' { word.chars().nth(1) } else { Some(first) }
    }

    fn skip_openers(&self, mut at: usize) -> usize {
        while matches!(
            self.word(at),
            "\"" | "'" | "“" | "‘" | "«" | "„" | "(" | "[" | "``" | "`" | "-" | "–" | "—" | "--" | "•" | "*"
        ) {
            at += 1;
        }
        at
    }
}

fn is_stop(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| matches!(c, '.' | '!' | '?' | '…' | '。'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokenize::tokenize;
    use proptest::prelude::*;

    fn sentences(text: &str) -> Vec<&str> {
        let tokens = tokenize(text);
        let ranges = split(text, &tokens);
        ranges.iter().map(|range| &text[tokens[range.start].start..tokens[range.end - 1].end]).collect()
    }

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        assert_eq!(sentences(text), expect);
    }

    #[test]
    fn full_stops_end_sentences() {
        check("Talks ended. Both left!\nNo date was set", &["Talks ended.", "Both left!", "No date was set"]);
        check("It rose 3.5 percent to 1.2 million.", &["It rose 3.5 percent to 1.2 million."]);
    }

    #[test]
    fn closing_quotes_stay() {
        check("“We agree.” Talks go on.", &["“We agree.”", "Talks go on."]);
        check("'We agree.' Talks go on.", &["'We agree.'", "Talks go on."]);
        check("\"We agree.\" \"So do we.\"", &["\"We agree.\"", "\"So do we.\""]);
        check(
            "“Why now?” he asked. (Nobody knew.) It ended.",
            &["“Why now?” he asked.", "(Nobody knew.)", "It ended."],
        );
    }

    #[test]
    fn abbreviations_do_not_end_sentences() {
        check("Lt. Gen. J. D. Talvik met Mr. Reyl.", &["Lt. Gen. J. D. Talvik met Mr. Reyl."]);
        check(
            "U.S. President Talvik left the U.S. The visit ended.",
            &["U.S. President Talvik left the U.S.", "The visit ended."],
        );
        check("He left at 5 p.m. Friday.", &["He left at 5 p.m. Friday."]);
        check("Talvik Corp. said so.", &["Talvik Corp. said so."]);
    }

    #[test]
    fn dots_inside_do_not_end_sentences() {
        check("We are… not done. Well... Yes.", &["We are… not done.", "Well...", "Yes."]);
        check("It ended.Then it began.", &["It ended.", "Then it began."]);
    }

    proptest! {
        #[test]
        fn every_token_is_in_one_sentence(text in "(\\PC|[ \n.?!'\"“”()]|[A-Z][a-z]+ |U\\.S\\. ){0,60}") {
            let tokens = tokenize(&text);
            let mut at = 0;
            for range in split(&text, &tokens) {
                prop_assert_eq!(range.start, at);
                prop_assert!(range.end > at);
                at = range.end;
            }
            prop_assert_eq!(at, tokens.len());
        }
    }
}
