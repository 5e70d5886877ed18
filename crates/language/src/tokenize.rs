//! Cuts a text into tokens, after the practice of the English treebanks.
//!
//! Tokens hold no white space and never overlap; tokens and the gaps between them give back the text.

use crate::vocabulary::Vocabulary;
use plenipo_record::Span;

/// Cuts the text into tokens.
pub fn tokenize(text: &str) -> Vec<Span> {
    let mut cutter = Cutter { text, vocabulary: Vocabulary::builtin(), tokens: Vec::with_capacity(text.len() / 5) };
    let mut start = None;
    let mut opens_line = true;
    for (at, character) in text.char_indices() {
        if is_gap(character) {
            if let Some(from) = start.take() {
                cutter.chunk(from, at, opens_line);
                opens_line = false;
            }
            opens_line |= is_line_end(character);
        } else if start.is_none() {
            start = Some(at);
        }
    }
    if let Some(from) = start {
        cutter.chunk(from, text.len(), opens_line);
    }
    cutter.tokens
}

/// Tells whether the character separates tokens without belonging to one.
pub fn is_gap(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200b}' | '\u{feff}' | '\u{2060}' | '\u{200e}' | '\u{200f}')
}

/// Tells whether the character ends a line.
pub fn is_line_end(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{b}' | '\u{c}')
}

/// Tells whether the character is one of the marks used as an apostrophe.
pub fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | '‘' | '`' | '´' | 'ʼ')
}

fn is_currency(character: char) -> bool {
    matches!(character, '$' | '€' | '£' | '¥' | '₹' | '₽' | '₺' | '₩' | '₦' | '₴' | '¢' | '₪')
}

/// Characters that only change the one before them.
fn is_joiner(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}' | '\u{200d}' | '\u{200c}' | '\u{1f3fb}'..='\u{1f3ff}')
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || is_joiner(character) || matches!(character, '_' | '\u{ad}')
}

/// Characters that repeat within one token: `--`, `...`, `!!!`.
fn repeats(character: char) -> bool {
    matches!(character, '-' | '.' | '!' | '?' | '*' | '=' | '_' | '~' | '\'' | '`' | '…' | '+')
}

struct Cutter<'t> {
    text: &'t str,
    vocabulary: &'static Vocabulary,
    tokens: Vec<Span>,
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
    fn chunk(&mut self, mut start: usize, mut end: usize, opens_line: bool) {
        start = self.front(start, end);
        if start == end {
            return;
        }
        if let Some(address_end) = self.address(start, end) {
            self.push(start, address_end);
            if address_end < end {
                self.chunk(address_end, end, false);
            }
            return;
        }
        let mut tail = Vec::new();
        end = self.back(start, end, opens_line, &mut tail);
        self.middle(start, end);
        self.tokens.extend(tail.into_iter().rev());
    }

    /// Takes signs off the front; returns where the rest starts.
    fn front(&mut self, mut start: usize, end: usize) -> usize {
        while start < end {
            let rest = self.part(start, end);
            let mut characters = rest.chars();
            let Some(first) = characters.next() else { break };
            let next = characters.next();
            if is_word(first) {
                break;
            }
            let holds = match first {
                '@' | '#' => next.is_some_and(is_word),
                '.' | '-' | '+' | '−' => next.is_some_and(|next| next.is_ascii_digit()),
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

    /// Tells whether the apostrophe before `rest` belongs to the word: `'em`, `'90s`, a lone `'s`.
    fn opens_with_apostrophe(&self, rest: &str) -> bool {
        let word_len = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(word_len);
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let closes = behind.chars().any(is_apostrophe);
        !closes
            && (self.vocabulary.is_bare(word)
                || self.vocabulary.is_clitic(word)
                || digits == 2 && matches!(&word[2..], "" | "s"))
    }

    /// Returns the end of a network address, handle or mail address that starts here.
    fn address(&self, start: usize, end: usize) -> Option<usize> {
        let chunk = self.part(start, end);
        if let Some(rest) = chunk.strip_prefix(['@', '#']) {
            let len = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            return Some(start + 1 + len);
        }
        let mut core =
            chunk.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '}', '\'', '"', '”', '’', '»', '>', '…']);
        if core.len() < chunk.len() && chunk[core.len()..].starts_with(')') && core.contains('(') {
            core = &chunk[..=core.len()];
        }
        let scheme = core.contains("://") || core.starts_with("www.");
        if scheme {
            // A sign such as a quote before the scheme was taken off already; a bracket inside ends the address.
            let stop = core.find(['<', '>', '"', '“', '”']).unwrap_or(core.len());
            return (stop > 0).then_some(start + stop);
        }
        let host = core.rsplit_once('@').map_or(core, |(_, host)| host);
        let host = host.split(['/', '?', ':']).next().unwrap_or(host);
        let (front, domain) = host.rsplit_once('.')?;
        let plain = |part: &str| {
            !part.is_empty()
                && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'+'))
        };
        let mail = core.contains('@') && plain(front) && plain(domain);
        let site = self.vocabulary.is_domain(domain) && plain(front) && !front.ends_with('.') && front.len() > 1;
        (mail || site).then_some(start + core.len())
    }

    /// Takes signs off the back; returns where the rest ends.
    fn back(&self, start: usize, mut end: usize, opens_line: bool, tail: &mut Vec<Span>) -> usize {
        while start < end {
            let rest = self.part(start, end);
            let Some(last) = rest.chars().next_back() else { break };
            if is_word(last) {
                break;
            }
            let mut from = end - last.len_utf8();
            if repeats(last) {
                let mixed = |c: char| c == last || matches!((c, last), ('!', '?') | ('?', '!'));
                from = start + rest.trim_end_matches(mixed).len();
            }
            if last == '.' && from == end - 1 && self.keeps_stop(&rest[..rest.len() - 1], opens_line) {
                break;
            }
            if is_currency(last) && self.part(start, from).bytes().all(|b| b.is_ascii_uppercase()) && start < from {
                break;
            }
            tail.push(Span::new(from, end));
            end = from;
        }
        end
    }

    /// Tells whether the full stop behind `word` belongs to it.
    fn keeps_stop(&self, word: &str, opens_line: bool) -> bool {
        if opens_line && word.len() <= 3 && !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()) {
            return true;
        }
        let last = word.rsplit(['-', '/', '(', '—', '–', '"', '“']).next().unwrap_or(word);
        self.vocabulary.abbreviation(word).is_some() || self.vocabulary.abbreviation(last).is_some()
    }

    /// Cuts a chunk that has no signs at its ends.
    fn middle(&mut self, start: usize, end: usize) {
        if start >= end {
            return;
        }
        let part = self.part(start, end);
        if part.bytes().all(|b| b.is_ascii_alphabetic()) {
            let cut = self.vocabulary.contraction(part).unwrap_or(0);
            self.push(start, start + cut);
            self.push(start + cut, end);
        } else if let Some((from, to)) = self.separator(part) {
            self.again(start, start + from);
            self.push(start + from, start + to);
            self.again(start + to, end);
        } else if let Some(cut) = self.clitic(part).or_else(|| self.amount(part)) {
            self.middle(start, start + cut);
            self.push(start + cut, end);
        } else {
            self.push(start, end);
        }
    }

    /// Cuts one side of a separator, which may have signs at its ends again.
    fn again(&mut self, start: usize, end: usize) {
        if start < end {
            self.chunk(start, end, false);
        }
    }

    /// Finds the first sign inside that separates two tokens; an empty one cuts without being a token.
    fn separator(&self, part: &str) -> Option<(usize, usize)> {
        let mut before = None;
        for (at, character) in part.char_indices() {
            let len = character.len_utf8();
            let behind = &part[at + len..];
            let next = behind.chars().next();
            let digits = before.is_some_and(|c: char| c.is_ascii_digit()) && next.is_some_and(|c| c.is_ascii_digit());
            let run = sign_len(&part[at..]);
            let separates = match character {
                _ if is_word(character) || at == 0 => false,
                '—' | '–' | '…' | '"' | '“' | '”' | '«' | '»' | '„' | '(' | ')' | '[' | ']' | '{' | '}' | ';' | '|'
                | '<' | '>' | '!' | '?' | '•' | '·' => true,
                '-' | '.' if run > 1 => true,
                '-' => !self.keeps_hyphen(part, at),
                '/' => !part.bytes().all(|b| b.is_ascii_digit() || b == b'/'),
                ',' | ':' => !digits,
                '.' => {
                    let word_before = part[..at].rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
                    let lower = word_before.chars().count() > 2 && before.is_some_and(char::is_lowercase);
                    let mut following = behind.chars();
                    lower
                        && following.next().is_some_and(char::is_uppercase)
                        && following.next().is_some_and(char::is_alphabetic)
                }
                _ if is_currency(character) && next.is_some_and(|c| c.is_ascii_digit()) => {
                    return Some((at + len, at + len));
                }
                _ => false,
            };
            if separates {
                return Some((at, at + run));
            }
            before = Some(character);
        }
        None
    }

    /// Tells whether the hyphen at `at` stays inside its word.
    fn keeps_hyphen(&self, part: &str, at: usize) -> bool {
        let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let groups: Vec<&str> = part.split('-').collect();
        if groups.iter().all(|group| number(group)) {
            return groups.len() > 2 || groups[0].len() == 3 && groups[1].len() == 4;
        }
        let left = part[..at].rsplit('-').next().unwrap_or("");
        let right = part[at + 1..].split('-').next().unwrap_or("");
        let code = !left.is_empty() && left.len() <= 6 && left.bytes().all(|b| b.is_ascii_uppercase());
        let after_affix = left.len() == at && self.vocabulary.is_affix(left) && !right.is_empty();
        after_affix || code && right.bytes().next().is_some_and(|b| b.is_ascii_digit())
    }

    /// Returns where the last clitic starts: `n't`, `'s`, `’ll`.
    fn clitic(&self, part: &str) -> Option<usize> {
        let (at, mark) = part.char_indices().rev().find(|(_, c)| is_apostrophe(*c))?;
        let behind = &part[at + mark.len_utf8()..];
        if at == 0 {
            return None;
        }
        if behind.eq_ignore_ascii_case("t") {
            let before = part[..at].chars().next_back()?;
            return (matches!(before, 'n' | 'N') && at > 1).then(|| at - 1);
        }
        self.vocabulary.is_clitic(behind).then_some(at)
    }

    /// Returns where the unit behind a number starts.
    fn amount(&self, part: &str) -> Option<usize> {
        let number = part.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')).count();
        let starts = part.bytes().next().is_some_and(|b| b.is_ascii_digit());
        (starts
            && number < part.len()
            && part.is_char_boundary(number)
            && self.vocabulary.is_unit(part[number..].trim_end_matches('.')))
        .then_some(number)
    }
}

/// Returns the length of the sign token at the start of `rest`.
fn sign_len(rest: &str) -> usize {
    let mut characters = rest.char_indices();
    let Some((_, first)) = characters.next() else { return 0 };
    let mut previous = first;
    for (at, character) in characters {
        let mixed = matches!((first, character), ('!' | '?', '!' | '?'));
        let together =
            is_joiner(character) || previous == '\u{200d}' || (repeats(first) && character == first) || mixed;
        if !together {
            return at;
        }
        previous = character;
    }
    rest.len()
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
        check("at 10:30am on 2026-01-29, 9/11", "at 10:30am on 2026-01-29 , 9/11");
        check("5pm 10km 21st 2-3 2005–2006", "5 pm 10 km 21st 2 - 3 2005 – 2006");
    }

    #[test]
    fn hyphens() {
        check("oil-rich non-aligned co-chair vice-minister", "oil - rich non-aligned co-chair vice-minister");
        check("F-16 COVID-19 Franco-German and/or", "F-16 COVID-19 Franco - German and / or");
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
