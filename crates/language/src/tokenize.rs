//! Cuts a text into tokens, after the practice of the English treebanks.
//!
//! Tokens hold no white space and never overlap; tokens and the gaps between them give back the text.
//!
//! # Time
//!
//! What has no gap is cut into pieces of at most [`LONGEST`] bytes before anything looks at it. So no token is longer, and
//! what looks from each sign to the end of its piece (addresses, apostrophes) costs a bounded number of steps for each
//! byte. Only [`Cutter::next_sign`] looks beyond a piece: over the gap behind it, which belongs to no other piece.

mod address;
mod inner;
mod sign;

pub use sign::{is_apostrophe, is_gap, is_line_end, is_picture, is_stop};

use crate::vocabulary::{Abbreviation, Vocabulary};
use address::address_len;
use plenipo_record::Span;
use sign::{is_currency, is_word, leading_dots, run_on, sign_len};

/// No token has more bytes.
const LONGEST: usize = 1000;

/// Cuts the text into tokens.
pub fn tokenize(text: &str) -> Vec<Span> {
    let mut cutter = Cutter {
        text,
        vocabulary: Vocabulary::builtin(),
        tokens: Vec::with_capacity(text.len() / 5),
        tail: Vec::new(),
        opens_line: true,
    };
    let mut start = None;
    for (at, character) in text.char_indices() {
        if is_gap(character) {
            if let Some(from) = start.take() {
                cutter.piece(from, at);
            }
            cutter.opens_line |= is_line_end(character);
        } else if let Some(from) = start {
            if at + character.len_utf8() - from > LONGEST {
                cutter.piece(from, at);
                start = Some(at);
            }
        } else {
            start = Some(at);
        }
    }
    if let Some(from) = start {
        cutter.piece(from, text.len());
    }
    cutter.tokens
}

struct Cutter<'t> {
    text: &'t str,
    vocabulary: &'static Vocabulary,
    tokens: Vec<Span>,
    /// Signs taken off the back of what is being cut, the last one first.
    tail: Vec<Span>,
    /// Whether nothing but gaps stands between the start of the line and what is being cut.
    opens_line: bool,
}

impl<'t> Cutter<'t> {
    fn push(&mut self, start: usize, end: usize) {
        if start < end {
            self.tokens.push(Span::new(start, end));
        }
    }

    fn part(&self, start: usize, end: usize) -> &'t str {
        &self.text[start..end]
    }

    /// Cuts what stands between two gaps.
    fn piece(&mut self, start: usize, end: usize) {
        let mut at = self.front(start, end);
        if self.is_broken_off(at, end) {
            self.push(at, end);
            at = end;
        }
        at = self.addresses(at, end);
        if at < end {
            let mut tail = std::mem::take(&mut self.tail);
            let core = self.back(at, end, &mut tail);
            self.middle(at, core);
            self.tokens.extend(tail.drain(..).rev());
            self.tail = tail;
        }
        self.opens_line = false;
    }

    /// Takes signs off the front; returns where the rest starts.
    fn front(&mut self, mut start: usize, end: usize) -> usize {
        while start < end {
            let rest = self.part(start, end);
            let mut characters = rest.chars();
            let Some(first) = characters.next() else { break };
            let next = characters.next();
            let face = self.vocabulary.face_len(rest);
            if face > 0 {
                self.push(start, start + face);
                start += face;
                continue;
            }
            if is_word(first) && first != '_' {
                break;
            }
            let holds = match first {
                '@' => next.is_some_and(is_word),
                '#' => next.is_some_and(|next| is_word(next) && !next.is_ascii_digit()),
                '.' | '+' => next.is_some_and(|next| next.is_ascii_digit()),
                _ if is_apostrophe(first) => self.opens_with_apostrophe(&rest[first.len_utf8()..]),
                _ => false,
            };
            if holds {
                break;
            }
            let len = sign_len(rest);
            self.push(start, start + len);
            start += len;
        }
        start
    }

    /// Takes addresses and the signs behind them off the front; returns where the rest starts.
    fn addresses(&mut self, mut start: usize, end: usize) -> usize {
        while let Some(len) = address_len(self.part(start, end), self.vocabulary) {
            self.push(start, start + len);
            start = self.front(start + len, end);
        }
        start
    }

    /// Tells whether the apostrophe before `rest` belongs to the word: `'em`, `'90s`, a lone `'s`.
    fn opens_with_apostrophe(&self, rest: &str) -> bool {
        let word_len = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(word_len);
        let year = word.len() <= 3 && word.bytes().take_while(u8::is_ascii_digit).count() == 2;
        let belongs =
            self.vocabulary.is_bare(word) || self.vocabulary.is_clitic(word) || year && matches!(&word[2..], "" | "s");
        belongs && !behind.chars().any(is_apostrophe)
    }

    /// Takes signs off the back; returns where the rest ends.
    fn back(&self, start: usize, mut end: usize, tail: &mut Vec<Span>) -> usize {
        while start < end {
            let rest = self.part(start, end);
            let Some(last) = rest.chars().next_back() else { break };
            if is_word(last) && last != '_' || is_picture(last) {
                break;
            }
            let run = rest.trim_end_matches(|c| c == last || run_on(c, last));
            let mut from = if run_on(last, last) { start + run.len() } else { end - last.len_utf8() };
            let dots = leading_dots(&self.text[from..end]);
            if from + dots < end {
                from += dots;
            }
            let keeps = self.text[from..end].starts_with('.') && self.keeps_stop(start, from, end);
            from += usize::from(keeps);
            if from == end || self.is_code(start, from, last) {
                break;
            }
            tail.push(Span::new(from, end));
            end = from;
            if keeps {
                break;
            }
        }
        end
    }

    /// Tells whether letters before the sign of a currency belong to it: `US$`.
    fn is_code(&self, start: usize, from: usize, sign: char) -> bool {
        is_currency(sign) && start < from && self.part(start, from).bytes().all(|b| b.is_ascii_uppercase())
    }

    /// Tells whether the full stop at `stop` belongs to the word before it; other stops may follow it up to `end`.
    fn keeps_stop(&self, start: usize, stop: usize, end: usize) -> bool {
        let word = self.part(start, stop);
        // `Jr..` is an abbreviation at the end of a sentence, but `B...` a letter and three dots.
        let dots = self.part(stop, end).bytes().take_while(|&b| b == b'.').count();
        if dots > 2 || dots == 2 && word.len() < 2 {
            return false;
        }
        if self.opens_line && is_item_number(word) || self.is_year_mark(start, word) {
            return true;
        }
        let last = word.rsplit(['/', '(', ')', '—', '–', '"', '“']).next().unwrap_or(word);
        let part = last.rsplit('-').next().unwrap_or(last);
        let Some(kind) = [last, part].into_iter().find_map(|word| self.vocabulary.abbreviation(word)) else {
            return false;
        };
        let next = self.next_sign(end);
        match kind {
            Abbreviation::Numbered => next.is_some_and(|c| c.is_numeric() || c == '#'),
            // "A, B, etc." at the end of a sentence.
            Abbreviation::Leaving => next.is_some_and(|c| !c.is_uppercase()),
            Abbreviation::Inner if part.chars().count() == 1 => next.is_some() || part != last,
            _ => true,
        }
    }

    /// Tells whether a letter in brackets says what happened in a year: `(b. 1990)`.
    fn is_year_mark(&self, start: usize, word: &str) -> bool {
        word.len() == 1 && word.bytes().all(|b| b.is_ascii_lowercase()) && self.text[..start].ends_with('(')
    }

    /// Tells whether the piece is a word broken off by somebody who speaks: `th- the`.
    fn is_broken_off(&self, start: usize, end: usize) -> bool {
        let word = self.part(start, end).as_bytes();
        let letters = |word: &[u8]| matches!(word.len(), 1..=2) && word.iter().all(u8::is_ascii_alphabetic);
        let goes_on = |c: char| c.is_alphabetic() || matches!(c, '–' | '—');
        word.strip_suffix(b"-").is_some_and(letters) && self.next_sign(end).is_some_and(goes_on)
    }

    /// Returns the first character behind the gap that starts at `at`, if the line does not end before it.
    fn next_sign(&self, at: usize) -> Option<char> {
        self.text[at..].chars().find(|&c| is_line_end(c) || !is_gap(c)).filter(|&c| !is_line_end(c))
    }

    /// Cuts what has no signs at its ends.
    fn middle(&mut self, mut start: usize, end: usize) {
        while start < end {
            let part = self.part(start, end);
            let Some((from, to)) = inner::separator(part, self.vocabulary) else { break };
            let mut tail = Vec::new();
            let core = self.back(start, start + from, &mut tail);
            self.word(start, core);
            self.tokens.extend(tail.into_iter().rev());
            self.push(start + from, start + to);
            start = self.front(start + to, end);
            start = self.addresses(start, end);
        }
        self.word(start, end);
    }

    /// Cuts a word that has no signs at its ends and no separators inside.
    fn word(&mut self, start: usize, mut end: usize) {
        let mut clitics = Vec::new();
        while let Some(at) = inner::clitic(self.part(start, end), self.vocabulary) {
            clitics.push(Span::new(start + at, end));
            end = start + at;
        }
        let cut = inner::cut(self.part(start, end), self.vocabulary);
        self.push(start, start + cut);
        self.push(start + cut, end);
        self.tokens.extend(clitics.into_iter().rev());
    }
}

/// Tells whether a word is the number of a paragraph: `1`, `12.3`.
pub fn is_item_number(word: &str) -> bool {
    matches!(word.len(), 1..=5)
        && word.split('.').all(|part| matches!(part.len(), 1..=3) && part.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let tokens: Vec<&str> = tokenize(text).into_iter().map(|span| span.slice(text)).collect();
        assert_eq!(tokens.join(" "), expect, "{text}");
    }

    #[test]
    fn words_and_signs() {
        check("Talks resumed, he said.", "Talks resumed , he said .");
        check("“Yes,” she said—then left…", "“ Yes , ” she said — then left …");
        check("'Not now,' he said", "' Not now , ' he said");
        check("«Oui» (sic) [sic]", "« Oui » ( sic ) [ sic ]");
        check("wait... what?! no--never", "wait ... what ?! no -- never");
        check("end.Start of it", "end . Start of it");
    }

    #[test]
    fn contractions() {
        check("don't can't Won’t cannot", "do n't ca n't Wo n’t can not");
        check("the minister's ministers' it's we've I'd", "the minister 's ministers ' it 's we 've I 'd");
        check("O'Reyl Qur'an o'clock", "O'Reyl Qur'an o'clock");
        check("the '90s, ask 'em 's", "the '90s , ask 'em 's");
    }

    #[test]
    fn abbreviations_keep_their_stop() {
        check("Lt. Gen. J. D. Talvik of the U.S. and St. Ives.", "Lt. Gen. J. D. Talvik of the U.S. and St. Ives .");
        check("K R Reyl came at 5 p.m. (U.S.-led).", "K R Reyl came at 5 p.m. ( U.S. - led ) .");
        check("1. First\nin 1987. Then", "1. First in 1987 . Then");
    }

    #[test]
    fn numbers_and_money() {
        check("$3.5bn, US$1,200 or €5 (50%)", "$ 3.5 bn , US$ 1,200 or € 5 ( 50 % )");
        check("at 10:30am on 2026-01-29, 9/11", "at 10:30 am on 2026-01-29 , 9/11");
        check("5pm 10km 21st 2-3 2005–2006", "5 pm 10 km 21st 2 - 3 2005 – 2006");
    }

    #[test]
    fn hyphens() {
        check("oil-rich non-aligned co-chair vice-minister", "oil - rich non-aligned co-chair vice-minister");
        check("F-16 COVID-19 Franco-German and/or", "F - 16 COVID - 19 Franco - German and / or");
    }

    #[test]
    fn addresses() {
        check("See https://t.co/aB1, @mofa_x and #peace!", "See https://t.co/aB1 , @mofa_x and #peace !");
        check("(www.example.org) a.b@example.org.", "( www.example.org ) a.b@example.org .");
        check("at example.com, said", "at example.com , said");
    }

    proptest! {
        #[test]
        fn tokens_and_gaps_give_back_the_text(text in "(\\PC|[ \n.,'’\"“”$@#/()-]|don't|U\\.S\\.|3\\.5bn){0,60}") {
            let mut at = 0;
            for span in tokenize(&text) {
                prop_assert!(span.start >= at && span.end > span.start);
                prop_assert!(text[at..span.start].chars().all(is_gap));
                prop_assert!(!span.slice(&text).chars().any(is_gap));
                at = span.end;
            }
            prop_assert!(text[at..].chars().all(is_gap));
        }
    }
}
