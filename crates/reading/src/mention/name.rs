//! Runs of capitalised words that make up a proper name.

use std::ops::Range;

use plenipo_lexicon::{Lexicon, NameSense};

use super::phrase::tells_time;
use crate::document::Passage;

/// Returns the run of name words that starts at token `start`: capitals, initials and particles.
///
/// The run stops before offices, titles and names that the lexicon knows as something else; it is empty where no name starts.
pub(crate) fn name_run(passage: &Passage, words: &[&str], lexicon: &Lexicon, start: usize) -> Range<usize> {
    let mut end = start;
    while end < words.len() {
        if is_name_word(words[end]) && !stops(passage, words, lexicon, start, end) {
            end += 1;
        } else if end > start && (leads_on(words, lexicon, end) || is_hyphenated(passage, words, end)) {
            end += 2;
        } else if end > start && is_article_with_name(passage, words, lexicon, end) {
            end += 3;
        } else if let Some(length) = by_name(words, end).filter(|_| end > start) {
            end += length;
        } else {
            break;
        }
    }
    start..end
}

/// A particle with more of the name behind it: "van der Hoeve".
fn leads_on(words: &[&str], lexicon: &Lexicon, at: usize) -> bool {
    lexicon.is_particle(words[at]) && words.get(at + 1).is_some_and(|word| is_name_word(word))
}

/// What somebody goes by, in quotation marks between his names: "Osman “Bo” Reyl".
fn by_name(words: &[&str], at: usize) -> Option<usize> {
    let opens = |word: &&str| matches!(*word, "“" | "\"" | "``" | "‘" | "'");
    let closes = |word: &&str| matches!(*word, "”" | "\"" | "''" | "’" | "'");
    words.get(at).filter(|word| opens(word))?;
    let length = (2..=3).find(|length| words.get(at + length).is_some_and(closes))?;
    let is_name = words[at + 1..at + length].iter().all(|word| is_name_word(word));
    let goes_on = words.get(at + length + 1).is_some_and(|word| is_name_word(word));
    (is_name && goes_on).then_some(length + 1)
}

/// An Arabic article before its name: "al-Reyl".
fn is_article_with_name(passage: &Passage, words: &[&str], lexicon: &Lexicon, at: usize) -> bool {
    let is_article = lexicon.is_particle(words[at]) || lexicon.is_particle(&format!("{}-", words[at]));
    let is_joined = words.get(at + 1).is_some_and(|word| is_hyphen(word)) && glued(passage, at + 1);
    is_article && is_joined && words.get(at + 2).is_some_and(|word| is_name_word(word))
}

/// A hyphen inside a name: "Seung-min".
fn is_hyphenated(passage: &Passage, words: &[&str], at: usize) -> bool {
    is_hyphen(words[at]) && glued(passage, at) && is_joined_part(words, at + 1)
}

/// Tells whether a word may be part of a name: a capital or an initial.
pub(crate) fn is_name_word(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-'))
}

/// Tells whether a word is a single capital, with or without its stop.
pub(crate) fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && matches!(letters.as_str(), "" | ".")
}

fn stops(passage: &Passage, words: &[&str], lexicon: &Lexicon, start: usize, at: usize) -> bool {
    if is_initial(words[at]) {
        return false;
    }
    // "met X Monday"
    if at > start && tells_time(passage, at) {
        return true;
    }
    let rest = &words[at..];
    if lexicon.office_at(rest).is_some() && (at > start || !in_person_name(passage, at)) {
        return true;
    }
    match lexicon.name_at(rest) {
        None => false,
        // "Jordan" and "Sydney" are also what people are called.
        Some((1, NameSense::City { .. } | NameSense::Region { .. } | NameSense::Country(_))) if at > start => {
            !in_person_name(passage, at)
        }
        // "Minister Santiago Reyl"
        Some((1, NameSense::City { .. } | NameSense::Capital { .. })) if in_person_name(passage, at) => {
            !words.get(at + 1).is_some_and(|word| is_name_word(word))
        }
        Some(_) => true,
    }
}

/// Tells whether the recogniser of names sees a person's name of two words or more around a token.
pub(crate) fn in_person_name(passage: &Passage, token: usize) -> bool {
    use plenipo_language::NameKind;
    let person = |name: &&plenipo_language::Name| name.kind == NameKind::Person && name.tokens.contains(&token);
    passage.sentence.names.iter().find(person).is_some_and(|name| name.tokens.len() > 1)
}

fn is_hyphen(word: &str) -> bool {
    matches!(word, "-" | "‐" | "‑")
}

/// Tells whether no space stands on either side of a token.
fn glued(passage: &Passage, token: usize) -> bool {
    let tokens = passage.tokens();
    token > 0
        && token + 1 < tokens.len()
        && tokens[token - 1].span.end == tokens[token].span.start
        && tokens[token].span.end == tokens[token + 1].span.start
}

/// The part behind a hyphen may be lower-case, as in "Seung-min".
fn is_joined_part(words: &[&str], at: usize) -> bool {
    words.get(at).is_some_and(|word| word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’')))
}
