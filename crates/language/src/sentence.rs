//! Groups tokens into sentences.
//!
//! A line break ends a sentence. Within a line a sentence ends behind `.`, `?`, `!` or `…` and the quotes, brackets and
//! marks of notes that close there, unless the next word shows that it goes on.
//!
//! Each token is looked at a fixed number of times: quotes are counted as the sentence grows, and no more than
//! [`NEAR`] tokens are looked at ahead.

use crate::tokenize::{is_apostrophe, is_item_number, is_line_end, is_picture, is_stop};
use crate::vocabulary::{Abbreviation, Vocabulary};
use plenipo_record::Span;
use std::ops::Range;

/// No sentence is longer, so that a text without stops cannot grow a tree without bounds.
const LONGEST: usize = 800;

/// How many tokens ahead decide whether a sentence ends.
const NEAR: usize = 16;

/// Signs that no sentence starts with.
const CONTINUES: [char; 5] = [',', ';', ':', ')', '%'];

/// Returns the token ranges of the sentences; together they hold every token once.
pub fn split(text: &str, tokens: &[Span]) -> Vec<Range<usize>> {
    let mut view = View { text, tokens, vocabulary: Vocabulary::builtin(), start: 0, quotes: Quotes::default() };
    let mut sentences = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        view.quotes.count(view.word(at));
        let longest = view.start + LONGEST;
        let end = view.end_behind(at).unwrap_or(if at + 1 >= longest { at + 1 } else { 0 }).min(longest);
        if end > 0 {
            sentences.push(view.start..end);
            view.start = end;
            view.quotes = Quotes::default();
        }
        at = end.max(at + 1);
    }
    if view.start < tokens.len() {
        sentences.push(view.start..tokens.len());
    }
    sentences
}

/// Which of the quotes that look alike at both ends are open.
#[derive(Clone, Copy, Default)]
struct Quotes {
    double: bool,
    single: bool,
}

impl Quotes {
    fn count(&mut self, word: &str) {
        self.double ^= word == "\"";
        self.single ^= word == "'";
    }

    fn is_open(self, word: &str) -> bool {
        if word == "\"" { self.double } else { self.single }
    }
}

struct View<'t> {
    text: &'t str,
    tokens: &'t [Span],
    vocabulary: &'static Vocabulary,
    /// The first token of the sentence.
    start: usize,
    /// The quotes between there and the token that is looked at.
    quotes: Quotes,
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
        at + 1 >= self.tokens.len() || self.gap_behind(at).contains(is_line_end)
    }

    /// Tells whether nothing stands between token `at` and the one before it.
    fn is_glued(&self, at: usize) -> bool {
        self.gap_behind(at - 1).is_empty()
    }

    /// Returns the end of the sentence if token `at` closes it.
    fn end_behind(&self, at: usize) -> Option<usize> {
        if self.line_ends_behind(at) {
            return Some(at + 1);
        }
        let word = self.word(at);
        if self.is_face(word) || is_address(word) {
            return (self.starts_upper(at + 1) && !self.is_glued(at + 1)).then_some(at + 1);
        }
        if self.ends_stamp(at) || is_ruler(word) || is_ruler(self.word(at + 1)) {
            return Some(at + 1);
        }
        let stop = is_stop_token(word);
        let abbreviation = if stop { None } else { self.abbreviation(at) };
        if !stop && abbreviation.is_none() || stop && self.goes_on(at) {
            return None;
        }
        // `U.S.-Chilean talks`
        if abbreviation.is_some() && self.is_glued(at + 1) && matches!(self.word(at + 1), "-" | "‐" | "‑" | "–" | "/")
        {
            return None;
        }
        let (end, closed) = self.closers(at);
        if self.line_ends_behind(end - 1) {
            return Some(end);
        }
        let ends = match abbreviation {
            Some(Abbreviation::Inner | Abbreviation::Numbered) => false,
            Some(Abbreviation::Ending | Abbreviation::Leaving) => self.opens_after_abbreviation(end),
            None => self.opens(at, end, closed),
        };
        ends.then_some(end)
    }

    /// Tells whether a sentence parts here from the day and hour of a message: `Lund 10/26/2026 11:07 AM Please reply.`
    fn ends_stamp(&self, at: usize) -> bool {
        let stamp = |at: usize| {
            matches!(self.word(at + 2), "AM" | "PM")
                && self.word(at + 1).contains(':')
                && self.word(at).bytes().filter(|&b| b == b'/').count() == 2
        };
        let lower = |at: usize| self.word(at).starts_with(char::is_lowercase);
        stamp(at + 1) && !lower(at) || at >= self.start + 2 && stamp(at - 2) && !lower(at + 1)
    }

    /// Tells whether the stop at `at` is that of a number in a list, or a dot of `. . .` with others to come.
    fn goes_on(&self, at: usize) -> bool {
        let first = self.word(self.start);
        let listed = at == self.start + 1 && first.len() <= 2 && first.bytes().all(|b| b.is_ascii_digit());
        self.word(at) == "." && (listed || self.word(at + 1).starts_with('.') && !self.is_glued(at + 1))
    }

    /// Tells how the token behaves as an abbreviation, if it is one with a full stop.
    fn abbreviation(&self, at: usize) -> Option<Abbreviation> {
        let word = self.word(at).strip_suffix('.')?;
        if at == self.start && is_item_number(word) {
            return Some(Abbreviation::Inner);
        }
        self.vocabulary.abbreviation(word)
    }

    /// Returns the end of what closes behind the stop at `at`, and whether a quote or bracket does.
    fn closers(&self, at: usize) -> (usize, bool) {
        let mut quotes = self.quotes;
        let (mut end, mut closed) = (at + 1, false);
        while end < self.tokens.len() && end <= at + NEAR && !self.line_ends_behind(end - 1) {
            let word = self.word(end);
            if self.is_note(end) {
                end += 3;
                continue;
            }
            if !self.closes(quotes, end) {
                break;
            }
            closed |= !is_stop_token(word) && !self.is_face(word);
            quotes.count(word);
            end += 1;
        }
        (end, closed)
    }

    /// Tells whether the mark of a note stands at `at`: `[2]`.
    fn is_note(&self, at: usize) -> bool {
        let number = self.word(at + 1);
        self.word(at) == "["
            && self.word(at + 2) == "]"
            && number.len() <= 3
            && number.bytes().all(|b| b.is_ascii_digit())
    }

    /// Tells whether token `at` is a quote or bracket that closes what stands before it.
    fn closes(&self, quotes: Quotes, at: usize) -> bool {
        let word = self.word(at);
        match word {
            "”" | "»" | "?" | "!" => true,
            ")" | "]" | "}" | "’’" | "''" | "’" | "*" => self.is_glued(at),
            "\"" | "'" => self.is_glued(at) || quotes.is_open(word) && !self.gap_behind(at).is_empty(),
            _ => is_stop_token(word) && self.is_glued(at) || self.is_face(word),
        }
    }

    /// Tells whether a sentence can start at token `at` behind the stop at `stop_at`.
    fn opens(&self, stop_at: usize, at: usize, closed: bool) -> bool {
        let stop = self.word(stop_at);
        let glued = self.is_glued(at);
        if self.word(at).starts_with(CONTINUES) {
            return false;
        }
        let Some(first) = self.first_of_word(at) else { return !glued };
        if glued && !(closed || first.is_uppercase() && stop == "." || !stop.is_ascii()) {
            return false;
        }
        let soft = stop.starts_with('…') || stop.starts_with("..");
        if first.is_lowercase() {
            let capital = self.word(at).chars().nth(1).is_some_and(char::is_uppercase);
            return !closed && !glued && !soft && (capital || !self.quotes.double && self.ends_plainly(stop_at));
        }
        if closed && stop != "." && self.tells_who_spoke(at) {
            return false;
        }
        !soft || first.is_uppercase() || !first.is_alphanumeric()
    }

    /// Tells whether a stop stands behind a word that looks like no abbreviation and no name: then even a small letter
    /// may start a sentence.
    fn ends_plainly(&self, stop_at: usize) -> bool {
        let Some(before) = stop_at.checked_sub(1).filter(|&at| at >= self.start) else { return false };
        let word = self.word(before);
        let plain = word.chars().all(char::is_lowercase) && word.contains(['a', 'e', 'i', 'o', 'u', 'y']);
        self.is_glued(stop_at) && plain
    }

    /// Tells whether the words at `at` say who spoke the words before: `Talvik asked`, `I said`.
    fn tells_who_spoke(&self, at: usize) -> bool {
        if self.word(at) != "I" && self.vocabulary.opens(self.word(at)) {
            return false;
        }
        let name = (at..at + NEAR / 2).take_while(|&at| self.starts_upper(at) || self.word(at) == "-").count();
        name > 0 && self.vocabulary.is_speech(self.word(at + name))
    }

    fn opens_after_abbreviation(&self, at: usize) -> bool {
        let word_at = self.skip_openers(at);
        let quoted = word_at > at && !self.word(at).starts_with(['(', '[']);
        self.starts_upper(word_at) && (quoted || self.vocabulary.opens(self.word(word_at)))
    }

    fn starts_upper(&self, at: usize) -> bool {
        self.word(at).starts_with(char::is_uppercase)
    }

    /// Returns the first character of the first word at or behind `at`, behind opening quotes and brackets.
    fn first_of_word(&self, at: usize) -> Option<char> {
        let word = self.word(self.skip_openers(at));
        let first = word.chars().next()?;
        if is_apostrophe(first) || first == '@' || first == '#' { word.chars().nth(1) } else { Some(first) }
    }

    fn skip_openers(&self, at: usize) -> usize {
        let opener = |&at: &usize| {
            matches!(
                self.word(at),
                "\"" | "'" | "“" | "‘" | "«" | "„" | "(" | "[" | "``" | "`" | "-" | "–" | "—" | "--" | "•" | "*"
            )
        };
        at + (at..at + NEAR).take_while(opener).count()
    }

    fn is_face(&self, word: &str) -> bool {
        self.vocabulary.is_face(word) || word.starts_with(is_picture)
    }
}

fn is_stop_token(word: &str) -> bool {
    !word.is_empty() && word.chars().all(is_stop)
}

/// Tells whether the token is a line drawn across the page.
fn is_ruler(word: &str) -> bool {
    word.len() > 4 && word.bytes().all(|b| matches!(b, b'-' | b'=' | b'_' | b'*' | b'~' | b'+' | b'#'))
}

fn is_address(word: &str) -> bool {
    word.starts_with("http") && word.contains("://") || word.starts_with("www.")
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
        check("A U.S.-Chile summit and U.S./Chile talks.", &["A U.S.-Chile summit and U.S./Chile talks."]);
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
