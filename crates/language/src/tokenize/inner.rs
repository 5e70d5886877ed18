//! What separates tokens inside a word: hyphens, slashes, run-on stops, clitics and units.
//!
//! [`separator`] stops at the first sign that separates, so that together the calls for one piece look at each of its
//! characters once; around a hyphen or slash they look at its neighbours up to the next hyphen, or at [`NUMBER`]
//! characters. The others look at each character of their word once.

use super::sign::{is_apostrophe, is_currency, is_separator, is_word, sign_len};
use crate::vocabulary::{Abbreviation, Vocabulary};

/// How many characters around a hyphen or slash can belong to a number.
const NUMBER: usize = 24;

/// Finds the first sign in `part` that separates two tokens; an empty one cuts without being a token.
pub(super) fn separator(part: &str, vocabulary: &Vocabulary) -> Option<(usize, usize)> {
    let mut before = None;
    for (at, character) in part.char_indices() {
        if at > 0 && !is_word(character) {
            let behind = &part[at + character.len_utf8()..];
            let next = behind.chars().next();
            let digits = before.is_some_and(is_digit) && next.is_some_and(is_digit);
            let run = sign_len(&part[at..]);
            let separates = is_separator(character)
                || match character {
                    '-' | '.' if run > 1 => true,
                    '-' => !keeps_hyphen(part, at, vocabulary),
                    '/' => !keeps_slash(part, at, vocabulary),
                    ',' | ':' => !digits,
                    // Feet and inches, and numbers of things.
                    '\'' => digits,
                    '#' => next.is_some_and(is_digit),
                    '.' if ends_abbreviation(&part[..at], behind, vocabulary) => return Some((at + 1, at + 1)),
                    '.' => ends_sentence(&part[..at], behind),
                    _ if is_currency(character) && next.is_some_and(is_digit) => {
                        let cut = at + character.len_utf8();
                        return Some((cut, cut));
                    }
                    _ => false,
                };
            if separates {
                return Some((at, at + run));
            }
        }
        before = Some(character);
    }
    None
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit()
}

/// Tells whether a full stop without space behind it ends a sentence: `ended.Then`.
fn ends_sentence(before: &str, behind: &str) -> bool {
    let letters = before.chars().rev().take_while(|c| c.is_alphabetic()).take(3).count();
    let mut following = behind.chars();
    letters > 2
        && before.chars().next_back().is_some_and(char::is_lowercase)
        && following.next().is_some_and(char::is_uppercase)
        && following.next().is_some_and(char::is_alphabetic)
}

/// Tells whether a full stop without space behind it ends an abbreviation: `J.D.Talvik`, `Nov.28`.
fn ends_abbreviation(before: &str, behind: &str, vocabulary: &Vocabulary) -> bool {
    let mut following = behind.chars();
    let Some(first) = following.next() else { return false };
    let word = first.is_uppercase() && following.by_ref().take(2).filter(|c| c.is_lowercase()).count() == 2;
    if !(word || is_digit(first)) || !before.starts_with(char::is_uppercase) {
        return false;
    }
    match vocabulary.abbreviation(before) {
        Some(Abbreviation::Numbered) => is_digit(first),
        Some(_) => word || before.len() > 1,
        None => false,
    }
}

/// Tells whether the hyphen at `at` stays inside its word.
fn keeps_hyphen(part: &str, at: usize, vocabulary: &Vocabulary) -> bool {
    let left = part[..at].rsplit('-').next().unwrap_or("");
    let right = part[at + 1..].split('-').next().unwrap_or("");
    if right.is_empty() {
        return false;
    }
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if digits(left.rsplit('/').next().unwrap_or(left)) && digits(right) {
        return is_number(number_around(part, at));
    }
    left.len() == at && vocabulary.is_affix(left)
}

/// Returns the digits, hyphens and slashes around the sign at `at`.
fn number_around(part: &str, at: usize) -> &str {
    let belongs = |b: &u8| b.is_ascii_digit() || matches!(b, b'-' | b'/');
    let bytes = part.as_bytes();
    let from = at - bytes[..at].iter().rev().take(NUMBER).take_while(|b| belongs(b)).count();
    let to = at + bytes[at..].iter().take(NUMBER).take_while(|b| belongs(b)).count();
    &part[from..to]
}

/// Tells whether digits with hyphens and slashes between them are one number: of a telephone, a place or a day.
fn is_number(text: &str) -> bool {
    let count = text.split(['-', '/']).count();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let mut lens = text.split(['-', '/']).map(str::len);
    let (first, second) = (lens.next().unwrap_or(0), lens.next().unwrap_or(0));
    let slashes = text.bytes().filter(|&b| b == b'/').count();
    if count > 2 {
        digits >= 6 || count == 3 && slashes == 2
    } else {
        text.contains('-') && matches!((first, second), (3 | 5, 4))
    }
}

/// Tells whether the slash at `at` stays inside its word.
fn keeps_slash(part: &str, at: usize, vocabulary: &Vocabulary) -> bool {
    let around = number_around(part, at).trim_matches('-');
    if around.starts_with('/') || around.ends_with('/') {
        return vocabulary.is_slashed(part);
    }
    let (left, right) = around.split_once('/').unwrap_or((around, ""));
    is_number(around) || left.len() <= 2 && right.len() <= 2
}

/// Returns where the last clitic starts: `n't`, `'s`, `’ll`.
pub(super) fn clitic(part: &str, vocabulary: &Vocabulary) -> Option<usize> {
    let (at, mark) = part.char_indices().rev().find(|(_, c)| is_apostrophe(*c))?;
    let behind = &part[at + mark.len_utf8()..];
    let front = &part[..at];
    if at == 0 {
        return None;
    }
    if behind.eq_ignore_ascii_case("t") {
        return (front.ends_with(['n', 'N']) && at > 1).then(|| at - 1);
    }
    // The 80's are years, not somebody's.
    let decade = behind == "s" && front.len() <= 4 && front.ends_with('0') && front.bytes().all(|b| b.is_ascii_digit());
    if behind.eq_ignore_ascii_case("all") {
        return matches!(front, "y" | "Y").then_some(at + mark.len_utf8());
    }
    (!decade && vocabulary.is_clitic(behind)).then_some(at)
}

/// Returns where a word without clitics is cut in two, or 0.
pub(super) fn cut(part: &str, vocabulary: &Vocabulary) -> usize {
    if part.bytes().all(|b| b.is_ascii_alphabetic()) {
        return vocabulary.contraction(part).unwrap_or(0);
    }
    unit(part, vocabulary).or_else(|| amount(part, vocabulary)).unwrap_or(0)
}

/// Returns where the unit behind a number starts.
fn unit(part: &str, vocabulary: &Vocabulary) -> Option<usize> {
    let number = part.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b':')).count();
    let starts = part.bytes().next().is_some_and(|b| b.is_ascii_digit());
    (starts && number < part.len() && vocabulary.is_unit(part[number..].trim_end_matches('.'))).then_some(number)
}

/// Returns where the number behind the letters of a currency starts: `Rs500`.
fn amount(part: &str, vocabulary: &Vocabulary) -> Option<usize> {
    let letters = part.bytes().take_while(u8::is_ascii_alphabetic).count();
    let number = part.as_bytes().get(letters).is_some_and(u8::is_ascii_digit);
    (number && vocabulary.is_currency(&part[..letters])).then_some(letters)
}
