//! Organisations named by a run of words with a telling head: "Ministry of External Affairs", "Turkish foreign ministry".

use std::ops::Range;

use plenipo_language::{NameKind, Pos};
use plenipo_lexicon::{Lexicon, NameSense};
use plenipo_record::CountryCode;

use super::name::is_name_word;
use crate::document::Passage;

/// An organisation's name in the text.
#[derive(Clone, Debug)]
pub(crate) struct OrganizationPhrase {
    /// The tokens of the phrase, a leading nation included, a determiner not.
    pub tokens: Range<usize>,
    /// The end of the name in it: "the Mercosur bloc" is called Mercosur.
    pub name_end: usize,
    /// The country that the name tells.
    pub country: Option<CountryCode>,
    /// Whether the name is a proper one, not just a nation and a common noun.
    pub is_proper: bool,
}

/// Returns the organisation whose name starts at token `start`.
pub(crate) fn organization_at(
    passage: &Passage,
    words: &[&str],
    lexicon: &Lexicon,
    start: usize,
) -> Option<OrganizationPhrase> {
    let rest = words.get(start..)?;
    let mut country = None;
    let mut at = start;
    match lexicon.name_at(rest) {
        Some((length, NameSense::Organization { country, .. })) => {
            // "the EU's office"
            let owned = start + length + 1;
            let owns = words.get(owned - 1).is_some_and(|word| is_possessive(word));
            let is_body = words.get(owned).is_some_and(|word| is_owned_body(lexicon, word));
            if owns && is_body {
                let (tokens, name_end) = (start..owned + 1, owned + 1);
                return Some(OrganizationPhrase { tokens, name_end, country: *country, is_proper: true });
            }
            return Some(known(words, lexicon, start, start + length, *country));
        }
        Some((length, NameSense::Country(code) | NameSense::Demonym(code))) => {
            country = Some(*code);
            at += length;
            if words.get(at).is_some_and(|word| is_possessive(word)) {
                at += 1;
            }
            // "the US State Department" is the department.
            if let Some((length, NameSense::Organization { country: own, .. })) = lexicon.name_at(words.get(at..)?) {
                return Some(known(words, lexicon, start, at + length, own.or(country)));
            }
        }
        _ => {}
    }
    let common = || common_at(passage, words, lexicon, at).or_else(|| lone_at(passage, words, lexicon, at));
    proper_at(passage, words, lexicon, at).or_else(common).map(|(end, is_proper)| OrganizationPhrase {
        tokens: start..end,
        name_end: end,
        country: country.or_else(|| country_of(words, lexicon, at..end)),
        is_proper,
    })
}

/// The phrase of an organisation that the lexicon knows, a common noun behind its name included: "the EU bloc".
fn known(
    words: &[&str],
    lexicon: &Lexicon,
    start: usize,
    name_end: usize,
    country: Option<CountryCode>,
) -> OrganizationPhrase {
    let is_called = words.get(name_end).is_some_and(|word| lexicon.is_common_organization_head(word));
    OrganizationPhrase { tokens: start..name_end + usize::from(is_called), name_end, country, is_proper: true }
}

/// Tells whether a common noun under the name of its owner names a body: "the EU's *office*".
fn is_owned_body(lexicon: &Lexicon, word: &str) -> bool {
    word == "office" || lexicon.is_common_organization_head(word)
}

/// Tells whether a token is the mark of the possessive.
pub(crate) fn is_possessive(word: &str) -> bool {
    matches!(word, "'s" | "’s" | "'" | "’" | "'S" | "’S")
}

/// A capitalised run with an organisation's head word in it, and what "of" and "for" add.
fn proper_at(passage: &Passage, words: &[&str], lexicon: &Lexicon, start: usize) -> Option<(usize, bool)> {
    let mut end = start;
    let mut has_head = false;
    while let Some(word) = words.get(end) {
        let joins = matches!(*word, "and" | "&" | "of" | "for" | "on" | "the" | "-") && end > start;
        if joins {
            let mut next = end + 1;
            while words.get(next).is_some_and(|word| matches!(*word, "the" | "of")) {
                next += 1;
            }
            // "the Salt Board on Monday"
            let is_day = *word == "on" && tells_time(passage, next);
            let goes_on = !is_day
                && words.get(next).is_some_and(|word| is_name_word(word))
                && (has_head || *word == "-" || and_before_head(words, lexicon, end));
            if !goes_on || (matches!(*word, "and" | "&") && has_head && starts_other(words, lexicon, next)) {
                break;
            }
            end = next;
        }
        let word = words.get(end)?;
        if !is_name_word(word) || (end > start && has_head && is_other_actor(passage, words, lexicon, end)) {
            break;
        }
        if starts_office(words, lexicon, start..end) && !has_head_ahead(words, lexicon, end) {
            break;
        }
        has_head |= lexicon.is_organization_head(word);
        end += 1;
    }
    while end > start && !is_name_word(words[end - 1]) {
        end -= 1;
    }
    (has_head && end > start + 1 || recognised(passage, start..end)).then_some((end, true))
}

/// Tells whether an office stands behind the first words of a name; in "Ministry of Defence spokesman" it does not, whose
/// head is no capital.
fn starts_office(words: &[&str], lexicon: &Lexicon, name: Range<usize>) -> bool {
    let rest = &words[name.end..];
    let is_led = !name.is_empty() && matches!(words[name.end - 1], "of" | "for");
    lexicon.office_at(rest).is_some_and(|office| {
        let is_lower = rest[office.n_words - 1].starts_with(char::is_lowercase);
        !(is_led && is_lower && office.n_words > 1)
    })
}

/// Tells whether a token is part of a day or time.
pub(super) fn tells_time(passage: &Passage, token: usize) -> bool {
    let span = passage.tokens().get(token).map(|token| token.span);
    span.is_some_and(|span| passage.times.iter().any(|time| time.span.overlaps(span)))
}

fn and_before_head(words: &[&str], lexicon: &Lexicon, at: usize) -> bool {
    matches!(words[at], "and" | "&")
        && !matches!(lexicon.name_at(&words[at + 1..]), Some((_, NameSense::Organization { .. })))
        && words[at + 1..]
            .iter()
            .take(4)
            .take_while(|word| is_name_word(word))
            .any(|word| lexicon.is_organization_head(word))
}

fn has_head_ahead(words: &[&str], lexicon: &Lexicon, at: usize) -> bool {
    words[at..].iter().take(4).take_while(|word| is_name_word(word)).any(|word| lexicon.is_organization_head(word))
}

fn starts_other(words: &[&str], lexicon: &Lexicon, at: usize) -> bool {
    lexicon.name_at(&words[at..]).is_some() || lexicon.office_at(&words[at..]).is_some()
}

fn is_other_actor(passage: &Passage, words: &[&str], lexicon: &Lexicon, at: usize) -> bool {
    let after_of = at > 0 && matches!(words[at - 1], "of" | "for" | "the" | "and" | "&" | "on");
    let person = passage.sentence.names.iter().any(|name| name.kind == NameKind::Person && name.tokens.contains(&at));
    !after_of && (person || lexicon.is_given_name(words[at]))
}

/// Tells whether the recogniser of names sees exactly this organisation.
fn recognised(passage: &Passage, tokens: Range<usize>) -> bool {
    passage
        .sentence
        .names
        .iter()
        .any(|name| name.kind == NameKind::Organization && name.tokens == tokens && tokens.len() > 1)
}

/// A common noun that names an organisation, with its modifiers: "foreign ministry", "embassy".
fn common_at(passage: &Passage, words: &[&str], lexicon: &Lexicon, start: usize) -> Option<(usize, bool)> {
    let mut at = start;
    while at < start + 3 && at < words.len() {
        let word = words[at];
        if lexicon.is_common_organization_head(word) {
            return Some((at + 1, false));
        }
        let modifier =
            matches!(passage.pos(at), Pos::Adj | Pos::Noun | Pos::Propn) && word.chars().all(char::is_alphabetic);
        if !modifier || lexicon.office_at(&words[at..]).is_some() {
            return None;
        }
        at += 1;
    }
    None
}

/// A capitalised head that names a body by itself where its people are told: "members of Parliament". What it does by
/// itself, as ratify a treaty, makes it no party.
fn lone_at(passage: &Passage, words: &[&str], lexicon: &Lexicon, at: usize) -> Option<(usize, bool)> {
    let is_lone = lexicon.is_lone_organization_head(words.get(at)?);
    let has_people = at > 0 && words[at - 1] == "of";
    let goes_on = words.get(at + 1).is_some_and(|next| is_name_word(next));
    let modifies = matches!(passage.base_relation(at), "compound" | "amod");
    (is_lone && has_people && !goes_on && !modifies).then_some((at + 1, false))
}

/// The country that a phrase names inside: "Ministry of Defence of Georgia", "Bank of Japan".
fn country_of(words: &[&str], lexicon: &Lexicon, tokens: Range<usize>) -> Option<CountryCode> {
    tokens.clone().find_map(|at| match lexicon.name_at(&words[at..tokens.end]) {
        Some((_, NameSense::Country(code) | NameSense::Demonym(code))) => Some(*code),
        _ => None,
    })
}
