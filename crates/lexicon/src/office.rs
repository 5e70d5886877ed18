//! Offices and titles: the words before and behind a person's name.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use crate::error::{Error, parse_toml};
use crate::person::Gender;

/// An office found at the start of some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficePhrase {
    /// Its length in words.
    pub n_words: usize,
    /// The word that says what the holder is, lower-case and singular: "minister".
    pub head: String,
    /// Whether several holders are meant.
    pub is_plural: bool,
}

/// A title or honorific found at the start of some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Title {
    /// Its length in words.
    pub n_words: usize,
    /// What it tells about its bearer.
    pub gender: Option<Gender>,
}

/// The words of `data/offices.toml`.
pub struct Offices {
    /// Head words, singular and plural, with the word they count as and whether they are plural.
    heads: HashMap<String, (String, bool)>,
    words: OfficeFile,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfficeFile {
    heads: Vec<String>,
    /// Heads that need an "of" behind them: "head of mission", not "head home".
    before_of: HashSet<String>,
    /// Of these, heads that the name of a body may stand before: "UN chief".
    behind_names: HashSet<String>,
    /// Heads before which a bare noun is what the holder is in charge of.
    with_portfolio: HashSet<String>,
    /// Heads whose holders are sent to a place that is part of the office.
    posted: HashSet<String>,
    /// Verbs whose subject holds, or whose object is given, the office behind them.
    holding: HashSet<String>,
    naming: HashSet<String>,
    /// Heads that are a trade, not an office.
    trades: HashSet<String>,
    /// Heads that one person holds at a time.
    sole: HashSet<String>,
    modifiers: HashSet<String>,
    beside: HashSet<String>,
    suffixes: HashSet<String>,
    complements: HashSet<String>,
    bare: HashSet<String>,
    kin: Vec<HashSet<String>>,
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), allow(dead_code, reason = "cases are read with the file and checked by its test"))]
struct Case {
    words: String,
    office: String,
}

impl Offices {
    const FILE: &str = "data/offices.toml";

    fn file() -> Result<OfficeFile, Error> {
        parse_toml(Self::FILE, include_str!("../../../data/offices.toml"))
    }

    pub(crate) fn embedded() -> Result<Self, Error> {
        let file = Self::file()?;
        if let Some(case) =
            file.case.iter().find(|case| !case.office.is_empty() && !case.words.starts_with(&case.office))
        {
            return Err(Error::invalid(Self::FILE, format!("`{}` does not begin with its office", case.words)));
        }
        let mut heads = HashMap::new();
        for head in &file.heads {
            let last = head.rsplit([' ', '-']).next().unwrap_or(head);
            let key = if matches!(last, "general" | "affaires" | "state") {
                head.split([' ', '-']).next().unwrap_or(head)
            } else {
                last
            };
            let key = key.to_owned();
            let key_plural = plural(&key);
            heads.insert(head.replacen(&key, &key_plural, 1), (key.clone(), true));
            heads.insert(head.clone(), (key, false));
        }
        Ok(Offices { heads, words: file })
    }

    /// Tells whether a lower-case word may stand before an office: "trade".
    pub fn is_modifier(&self, word: &str) -> bool {
        self.words.modifiers.contains(word)
    }

    /// Tells whether a modifier, before a nation, tells of its holder only: "visiting Danish minister".
    pub fn is_beside(&self, word: &str) -> bool {
        self.words.beside.contains(word)
    }

    /// Returns the head that counts alone behind the name of a body: "chief" of "UN chief Mira Talvik".
    pub(crate) fn behind_name(&self, words: &[&str]) -> Option<OfficePhrase> {
        let head = words.first()?.to_lowercase();
        let is_closed = words.get(1).is_none_or(|next| !matches!(*next, "-" | "‑" | "–"));
        (is_closed && self.words.behind_names.contains(&head)).then_some(OfficePhrase {
            n_words: 1,
            head,
            is_plural: false,
        })
    }

    /// Tells whether a bare noun before a word is what its holder is in charge of: "irrigation *minister*".
    pub fn has_portfolio(&self, word: &str) -> bool {
        self.words.with_portfolio.contains(&word.to_lowercase())
    }

    /// Tells whether the holder is sent to a place that is part of the office: "*ambassador* in Oslo".
    pub fn is_posted(&self, head: &str) -> bool {
        self.words.posted.contains(head)
    }

    /// Tells whether a verb's subject holds the office behind it: "*serves* as envoy".
    pub fn is_holding_verb(&self, lemma: &str) -> bool {
        self.words.holding.contains(lemma)
    }

    /// Tells whether a verb's object is given the office behind it: "*named* him envoy".
    pub fn is_naming_verb(&self, lemma: &str) -> bool {
        self.words.naming.contains(lemma)
    }

    /// Tells whether one person holds the office at a time: "the *president*", not "the *official*".
    pub fn is_sole(&self, head: &str) -> bool {
        self.words.sole.contains(head)
    }

    /// Tells whether the word of an office that is no nation's tells but a trade: "a *diplomat*".
    pub fn is_trade(&self, word: &str) -> bool {
        self.words.trades.contains(&word.to_lowercase())
    }

    /// Tells whether a preposition leads to what an office is for: "ambassador *to*", "minister *for*".
    pub fn takes_complement(&self, word: &str) -> bool {
        self.words.complements.contains(word)
    }

    /// Tells whether a word is no office by itself: "minister" without a ministry.
    pub fn is_bare(&self, office: &str) -> bool {
        self.words.bare.contains(&office.to_lowercase())
    }

    /// Tells whether two heads may mean the holder of one office: "ambassador" and "envoy".
    pub fn are_kin(&self, one: &str, other: &str) -> bool {
        one == other || self.words.kin.iter().any(|kin| kin.contains(one) && kin.contains(other))
    }

    pub(crate) fn at(&self, words: &[&str]) -> Option<OfficePhrase> {
        let mut start = 0;
        let mut found = self.head_at(words, 0);
        while start < 6 {
            let Some(length) = self.modifier_at(&words[start.min(words.len())..]) else { break };
            start += length;
            if let Some(office) = self.head_at(words, start) {
                found = Some(office);
            }
        }
        found
    }

    /// The head at `start`, one behind it that it modifies ("president minister" is none) and a suffix included.
    fn head_at(&self, words: &[&str], start: usize) -> Option<OfficePhrase> {
        let rest = words.get(start..)?;
        let mut key = String::new();
        let mut best: Option<(usize, &(String, bool))> = None;
        for (at, word) in rest.iter().take(4).enumerate() {
            push_word(&mut key, word);
            if let Some(head) = self.heads.get(&key) {
                best = Some((at + 1, head));
            }
        }
        let (length, (head, is_plural)) = best?;
        let next = |at: usize| rest.get(at).copied().unwrap_or_default();
        if self.words.before_of.contains(head) && start == 0 && next(length) != "of" {
            return None;
        }
        let mut end = length;
        if matches!(next(end), "-" | "‑" | "–") {
            // "minister-level talks" are no minister's.
            if !self.words.suffixes.contains(next(end + 1)) {
                return None;
            }
            end += 2;
        } else if self.words.suffixes.contains(next(end)) {
            end += 1;
        }
        Some(OfficePhrase { n_words: start + end, head: head.clone(), is_plural: *is_plural })
    }

    fn modifier_at(&self, words: &[&str]) -> Option<usize> {
        let mut found = None;
        let mut phrase = String::new();
        for (at, word) in words.iter().take(4).enumerate() {
            if at > 0 {
                phrase.push(' ');
            }
            phrase += &word.to_lowercase();
            if self.words.modifiers.contains(&phrase) {
                found = Some(at + 1);
            }
        }
        // "vice-president", "ex-minister"
        let joins = |at: usize| words.get(at).is_some_and(|word| matches!(*word, "-" | "‑"));
        found.map(|length| if joins(length) { length + 1 } else { length })
    }
}

fn plural(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("man").filter(|_| word.len() > 3) {
        return format!("{stem}men");
    }
    match word.strip_suffix('y') {
        Some(stem) if !word.ends_with("ey") => format!("{stem}ies"),
        _ if word.ends_with("ch") => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

/// Adds a word to a key; hyphens and endings after an apostrophe stand close: "secretary-general", "prime minister's".
fn push_word(key: &mut String, word: &str) {
    // "Sen." is "Sen".
    let word = word.to_lowercase().replace('’', "'");
    let word = word.strip_suffix('.').unwrap_or(&word);
    let close = matches!(word, "-" | "‑") || word.starts_with('\'') || key.ends_with(['-', '‑']);
    if !close && !key.is_empty() {
        key.push(' ');
    }
    key.push_str(word);
}

/// The words of `data/titles.toml`.
pub(crate) struct Titles {
    titles: HashMap<String, Option<Gender>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TitleFile {
    male: Vec<String>,
    female: Vec<String>,
    any: Vec<String>,
}

impl Titles {
    pub fn embedded() -> Result<Self, Error> {
        let file: TitleFile = parse_toml("data/titles.toml", include_str!("../../../data/titles.toml"))?;
        let lists = [(file.male, Some(Gender::Male)), (file.female, Some(Gender::Female)), (file.any, None)];
        let titles = lists.into_iter().flat_map(|(words, gender)| words.into_iter().map(move |word| (word, gender)));
        Ok(Titles { titles: titles.collect() })
    }

    pub fn at(&self, words: &[&str]) -> Option<Title> {
        (1..=3.min(words.len())).rev().find_map(|n_words| {
            let phrase = words[..n_words].join(" ").replace(" - ", "-").replace('.', "");
            self.titles.get(&phrase).map(|&gender| Title { n_words, gender })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lexicon;

    #[test]
    fn offices_are_found_as_their_file_says() {
        let offices = Offices::embedded().expect("a well-formed file");
        for case in Offices::file().expect("a well-formed file").case {
            let words: Vec<&str> = case.words.split(' ').collect();
            let found = offices.at(&words).map(|office| words[..office.n_words].join(" "));
            assert_eq!(found.unwrap_or_default(), case.office, "in `{}`", case.words);
        }
    }

    #[test]
    fn heads_are_singular() {
        let offices = Offices::embedded().expect("a well-formed file");
        let head = |words: &str| {
            offices.at(&words.split(' ').collect::<Vec<_>>()).map(|office| (office.head, office.is_plural))
        };
        assert_eq!(head("deputy foreign ministers"), Some(("minister".to_owned(), true)));
        assert_eq!(head("UN Secretary - General"), None);
        assert_eq!(head("Secretary - General"), Some(("secretary".to_owned(), false)));
        assert_eq!(head("spokesmen"), Some(("spokesman".to_owned(), true)));
    }

    #[test]
    fn titles_tell_the_sex_where_they_do() {
        let title = |words: &[&str]| Lexicon::builtin().title_at(words);
        assert_eq!(title(&["Ms", "Talvik"]), Some(Title { n_words: 1, gender: Some(Gender::Female) }));
        assert_eq!(title(&["Lt.", "Gen.", "Reyl"]), Some(Title { n_words: 2, gender: None }));
        assert_eq!(title(&["Her", "Excellency"]), Some(Title { n_words: 2, gender: Some(Gender::Female) }));
        assert_eq!(title(&["general", "talk"]), None);
    }
}
