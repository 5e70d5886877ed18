//! Offices as the article states them: "US Ambassador to India", "deputy foreign minister".

use std::ops::Range;

use plenipo_language::{NameKind, Pos};
use plenipo_lexicon::{Lexicon, NameSense};
use plenipo_record::CountryCode;

use super::name::{in_person_name, is_name_word};
use super::phrase::{is_possessive, organization_at, tells_time};
use crate::document::Passage;
use crate::time::TimeMention;

/// An office phrase, without the name of its holder.
#[derive(Clone, Debug)]
pub(crate) struct Role {
    /// The tokens of the phrase, a leading nation included.
    pub tokens: Range<usize>,
    /// The end of the office itself: "foreign minister" of "foreign minister in Oslo".
    pub office_end: usize,
    /// The office as printed, without possessives.
    pub words: String,
    /// The office without what it is for, and where that begins: "minister" of "minister for Africa".
    pub bare_words: String,
    pub bare_end: usize,
    /// The head word of the office, lower-case.
    pub head: String,
    /// The country whose office it is, where the phrase says so.
    pub country: Option<CountryCode>,
    /// Whether several holders are meant: "ministers".
    pub is_plural: bool,
}

/// Returns the office phrase that starts at token `start`, which is no determiner.
pub(crate) fn role_at(passage: &Passage, words: &[&str], lexicon: &Lexicon, start: usize) -> Option<Role> {
    let mut at = start;
    let mut country = None;
    let mut printed: Vec<&str> = Vec::new();
    for _ in 0..3 {
        if lexicon.office_at(&words[at..]).is_some() {
            break;
        }
        // "Deputy US Trade Representative", "former Danish prime minister"
        if precedes_nation(words, lexicon, at) {
            if !lexicon.offices().is_beside(&words[at].to_lowercase()) {
                printed.push(words[at]);
            }
            at += 1;
        }
        let Some((length, of_country)) = prefix_at(passage, words, lexicon, at) else { break };
        country = country.or(of_country);
        let end = at + length;
        if words.get(end).is_some_and(|word| is_possessive(word)) {
            at = end + 1;
        } else {
            printed.extend(&words[at..end]);
            at = end;
        }
    }
    let rest = words.get(at..)?;
    let named = Some(rest).filter(|_| at > start && lexicon.office_at(rest).is_none());
    let named = named.and_then(|rest| lexicon.head_behind_name(rest));
    if named.is_none() && lexicon.office_at(rest).is_none() {
        let unknown =
            unknown_modifiers(passage, words, lexicon, at).or_else(|| portfolio(passage, words, lexicon, at))?;
        printed.extend(&words[at..at + unknown]);
        at += unknown;
    }
    let office = named.or_else(|| lexicon.office_at(&words[at..]))?;
    let mut end = at + office.n_words;
    printed.extend(&words[at..end]);
    let (bare_words, bare_end) = (join(&printed), end);
    let complement = complement(passage, words, lexicon, end, &office.head);
    printed.extend(&words[complement.clone()]);
    let office_end = complement.end;
    let country = country.or_else(|| country_of_body(passage, words, lexicon, complement));
    end = whereabouts(passage, words, lexicon, office_end);
    Some(Role {
        tokens: start..end,
        office_end,
        words: join(&printed),
        bare_words,
        bare_end,
        head: office.head.clone(),
        country,
        is_plural: office.is_plural,
    })
}

/// Returns the length of a nation or organisation that may precede an office, and its country.
fn prefix_at(passage: &Passage, words: &[&str], lexicon: &Lexicon, at: usize) -> Option<(usize, Option<CountryCode>)> {
    let rest = words.get(at..)?;
    if let Some((length, sense)) = lexicon.name_at(rest) {
        return Some((length, sense.country()));
    }
    organization_at(passage, words, lexicon, at).map(|organization| (organization.tokens.len(), organization.country))
}

/// Tells whether a word that modifies offices stands right before a nation and its office: "chief" of "chief US negotiator".
fn precedes_nation(words: &[&str], lexicon: &Lexicon, at: usize) -> bool {
    let is_modifier = words.get(at).is_some_and(|word| lexicon.offices().is_modifier(&word.to_lowercase()));
    let nation = words.get(at + 1..).and_then(|rest| lexicon.name_at(rest));
    nation.is_some_and(|(length, sense)| {
        is_modifier
            && matches!(sense, NameSense::Country(_) | NameSense::Demonym(_))
            && words.get(at + 1 + length..).is_some_and(|rest| lexicon.office_at(rest).is_some())
    })
}

/// The country that the words behind an office tell: "of Kazakhstan", "of the Swiss delegation"; not "to Kenya".
fn country_of_body(
    passage: &Passage,
    words: &[&str],
    lexicon: &Lexicon,
    complement: Range<usize>,
) -> Option<CountryCode> {
    let preposition = words.get(complement.start).filter(|_| !complement.is_empty())?;
    let start = complement.start + 1;
    let start = start + usize::from(words.get(start).is_some_and(|word| word.eq_ignore_ascii_case("the")));
    if let Some((length, NameSense::Country(code))) = lexicon.name_at(words.get(start..complement.end)?)
        && *preposition == "of"
        && start + length == complement.end
    {
        return Some(*code);
    }
    let leads = matches!(*preposition, "of" | "for" | "at" | "in");
    organization_at(passage, words, lexicon, start).filter(|body| leads && body.tokens.end <= complement.end)?.country
}

/// Returns how many capitalised words that no list knows stand directly before an office: "Rural Development" Minister.
fn unknown_modifiers(passage: &Passage, words: &[&str], lexicon: &Lexicon, at: usize) -> Option<usize> {
    let mut length = 0;
    while length < 5 {
        if length > 0 && lexicon.office_at(&words[at + length..]).is_some() {
            return Some(length);
        }
        let word = words.get(at + length)?;
        // "On Tuesday Minister X": a day is no part of an office.
        let is_day = |time: &TimeMention| time.span.overlaps(passage.tokens()[at + length].span);
        if passage.times.iter().any(is_day) {
            return None;
        }
        // "Receiving Estonian envoy X, Y said": a participle opens the sentence.
        if at + length == 0 && passage.tag(0) == "VBG" && !lexicon.offices().is_modifier(&word.to_lowercase()) {
            return None;
        }
        let joins = length > 0 && matches!(*word, "and" | "&");
        // "X and Foreign Minister Y", "X and Chilean Minister Y" are two persons, "Rural Affairs and Water Minister" one.
        if joins {
            let next = &words[at + length + 1..];
            let is_portfolio = |word: &&str| lexicon.offices().is_modifier(&word.to_lowercase());
            let is_other = lexicon.name_at(next).is_some() || lexicon.office_at(next).is_some();
            if is_other && !words[at..at + length].iter().any(is_portfolio) {
                return None;
            }
        }
        let names =
            !matches!(passage.pos(at + length), Pos::Cconj | Pos::Sconj | Pos::Adp | Pos::Det | Pos::Pron | Pos::Adv);
        let is_modifier = joins || (names && is_name_word(word) && word.len() > 2);
        if !is_modifier || lexicon.is_given_name(word) || in_person_name(passage, at + length) {
            return None;
        }
        length += 1;
    }
    None
}

/// Returns the length of a lower-case portfolio that no list knows before a minister: "former *irrigation*" minister.
fn portfolio(passage: &Passage, words: &[&str], lexicon: &Lexicon, at: usize) -> Option<usize> {
    let mut length = 0;
    while lexicon.offices().is_modifier(&words.get(at + length)?.to_lowercase()) {
        length += 1;
    }
    let word = words.get(at + length)?;
    let is_noun = passage.pos(at + length) == Pos::Noun && word.chars().all(char::is_lowercase);
    length += 1;
    let head = words.get(at + length..)?;
    let is_minister = head.first().is_some_and(|head| lexicon.offices().has_portfolio(head));
    (is_noun && is_minister && lexicon.office_at(head).is_some()).then_some(length)
}

/// Returns the tokens of "to India", "for South and Central Asia", "of the European Commission" behind an office.
fn complement(passage: &Passage, words: &[&str], lexicon: &Lexicon, start: usize, head: &str) -> Range<usize> {
    let mut end = start;
    while words.get(end).is_some_and(|word| lexicon.offices().takes_complement(word)) {
        let mut at = end + 1;
        if words.get(at).is_some_and(|word| matches!(*word, "the" | "The")) {
            at += 1;
        }
        if at >= words.len() || tells_time(passage, at) || is_beside_office(passage, words, lexicon, end, head) {
            break;
        }
        let body = complement_body(passage, words, lexicon, at);
        if body == at {
            break;
        }
        end = without_holder(passage, words, lexicon, at..body);
    }
    start..end
}

/// Tells whether a preposition behind an office leads to where its holder is or who is with him, not to what he holds:
/// "minister *in* Oslo", "mediator *in* the conflict", "ministers *with* envoy X". Envoys are posted to places.
fn is_beside_office(passage: &Passage, words: &[&str], lexicon: &Lexicon, preposition: usize, head: &str) -> bool {
    let has_article = words.get(preposition + 1).is_some_and(|word| *word == "the");
    let at = preposition + 1 + usize::from(has_article);
    let is_body = organization_at(passage, words, lexicon, at).is_some();
    match words[preposition] {
        "in" => {
            let is_place = words.get(at..).is_some_and(|rest| lexicon.name_at(rest).is_some());
            let is_named = words.get(at).is_some_and(|word| is_name_word(word));
            let is_post = lexicon.offices().is_posted(head) && is_named;
            !is_body && !is_post && (has_article || is_place)
        }
        "with" => !is_body || role_at(passage, words, lexicon, at).is_some(),
        _ => false,
    }
}

/// The end of "in Oslo", "in the conflict" behind an office, which are no part of it.
fn whereabouts(passage: &Passage, words: &[&str], lexicon: &Lexicon, start: usize) -> usize {
    if words.get(start).is_none_or(|word| *word != "in") || tells_time(passage, start + 1) {
        return start;
    }
    if let Some((length, _)) = lexicon.name_at(&words[start + 1..]) {
        return start + 1 + length;
    }
    let has_article = words.get(start + 1).is_some_and(|word| *word == "the");
    let noun = start + 2;
    let is_noun = noun < words.len() && passage.pos(noun) == Pos::Noun && !tells_time(passage, noun);
    if has_article && is_noun { noun + 1 } else { start }
}

/// The end of a body's name without the name of whoever holds the office in it: "Secretary in the Department of Commerce
/// Mira Talvik". Words that make up the names of offices are nobody's name.
fn without_holder(passage: &Passage, words: &[&str], lexicon: &Lexicon, body: Range<usize>) -> usize {
    let is_name = |&at: &usize| {
        let word = words[at].to_lowercase();
        is_name_word(words[at])
            && !lexicon.offices().is_modifier(&word)
            && !lexicon.is_organization_head(words[at])
            && lexicon.name_at(&words[at..body.end]).is_none()
    };
    let n_names = body.clone().rev().take_while(is_name).count();
    let first = (body.end - n_names).max(body.start + 1);
    // The first word behind "of" is the body's own: "Ministry of Steel".
    let first = first + usize::from(matches!(words[first - 1], "of" | "for" | "the" | "and" | "&"));
    let has_holder_behind = words.get(body.end).is_some_and(|word| is_name_word(word));
    // Somebody holds the office only where the sentence goes on with what he does.
    let goes_on =
        words.get(body.end).is_none_or(|word| matches!(*word, "," | "." | "and" | "(")) || passage.is_verb(body.end);
    let is_person = (2..=4).contains(&body.end.saturating_sub(first)) && !has_holder_behind && goes_on;
    if is_person { first } else { body.end }
}

fn complement_body(passage: &Passage, words: &[&str], lexicon: &Lexicon, start: usize) -> usize {
    if let Some(body) = organization_at(passage, words, lexicon, start) {
        let end = body.tokens.end;
        // "envoy of the UN Secretary-General"
        let office = words.get(end..).and_then(|rest| lexicon.office_at(rest)).map(|office| end + office.n_words);
        return owned_body(words, lexicon, end).or(office).unwrap_or(end);
    }
    let mut at = start;
    while at < words.len() {
        if at > start
            && let Some(end) = owned_body(words, lexicon, at)
        {
            return end;
        }
        if let Some((length, sense)) = lexicon.name_at(&words[at..]) {
            at += length;
            // "for Pacific affairs"
            at += usize::from(words.get(at).is_some_and(|word| lexicon.offices().is_modifier(&word.to_lowercase())));
            let whole = !matches!(sense, NameSense::Demonym(_));
            let continues = words.get(at).is_some_and(|word| *word == "and")
                && words.get(at + 1).is_some_and(|word| is_name_word(word));
            if whole && (!continues || starts_person(passage, lexicon, words, at + 1)) {
                return at;
            }
            continue;
        }
        let word = words[at];
        let joins = at > start
            && matches!(word, "and" | "&" | "of")
            && words.get(at + 1).is_some_and(|next| is_name_word(next))
            && !(word != "of" && starts_other_office(passage, words, lexicon, at + 1));
        let capital = is_name_word(word) && !starts_person(passage, lexicon, words, at);
        let common = matches!(passage.pos(at), Pos::Noun | Pos::Adj)
            && word.chars().all(char::is_alphabetic)
            && !is_name_word(word)
            && at < start + 3;
        if !(joins || capital || common) {
            break;
        }
        at += 1;
    }
    at
}

/// The end of the body that the name before a possessive owns: "head of Chile*'s delegation*".
fn owned_body(words: &[&str], lexicon: &Lexicon, at: usize) -> Option<usize> {
    let owns = words.get(at).is_some_and(|word| is_possessive(word));
    let is_body = words.get(at + 1).is_some_and(|word| lexicon.is_common_organization_head(word));
    (owns && is_body).then_some(at + 2)
}

/// Tells whether the office of somebody else, with a name behind it, starts at a token: "State *and African Union envoy* X".
fn starts_other_office(passage: &Passage, words: &[&str], lexicon: &Lexicon, at: usize) -> bool {
    let prefix = prefix_at(passage, words, lexicon, at).map_or(0, |(length, _)| length);
    let office = words.get(at + prefix..).and_then(|rest| lexicon.office_at(rest));
    office.is_some_and(|office| words.get(at + prefix + office.n_words).is_some_and(|word| is_name_word(word)))
}

/// Tells whether a person's name, rather than more of the office, starts at a token.
fn starts_person(passage: &Passage, lexicon: &Lexicon, words: &[&str], at: usize) -> bool {
    if lexicon.offices().is_modifier(&words[at].to_lowercase()) {
        return false;
    }
    let named = passage
        .sentence
        .names
        .iter()
        .any(|name| name.kind == NameKind::Person && name.tokens.start == at && name.tokens.len() > 1);
    let given = lexicon.is_given_name(words[at]) && words.get(at + 1).is_some_and(|next| is_name_word(next));
    named || given || lexicon.title_at(&words[at..]).is_some()
}

/// Joins words as they are printed: no space before a comma, around a hyphen or inside marks.
pub(crate) fn join(words: &[&str]) -> String {
    let mut text = String::new();
    for word in words {
        let is_open = text.matches('"').count() % 2 == 1;
        let glue = text.is_empty()
            || text.ends_with(['-', '“'])
            || is_open && (*word == "\"" || text.ends_with('"'))
            || matches!(*word, "," | "-" | "'s" | "’s" | "'" | "’" | "”");
        if !glue {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}
