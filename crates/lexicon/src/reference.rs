//! Words that stand for actors met before, or link actors.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use crate::error::{Error, parse_toml};
use crate::person::Gender;

/// How many words may modify the noun of "the two Baltic foreign ministers".
const MOST_BETWEEN: usize = 2;

/// The lists of `data/references.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct References {
    groups: HashSet<String>,
    group_openers: HashSet<String>,
    group_persons: HashSet<String>,
    group_states: HashSet<String>,
    group_men: HashSet<String>,
    group_women: HashSet<String>,
    counts: HashMap<String, usize>,
    counterparts: HashSet<String>,
    list_joiners: HashSet<String>,
    latter: HashSet<String>,
    pronouns: Pronouns,
}

/// Pronouns by what they stand for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pronouns {
    male: HashSet<String>,
    female: HashSet<String>,
    thing: HashSet<String>,
    plural: HashSet<String>,
}

/// What a pronoun can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pronoun {
    /// He, she.
    Person,
    /// It.
    Thing,
    /// They.
    Plural,
}

/// A phrase for several actors met before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupPhrase {
    /// Its length in words.
    pub n_words: usize,
    /// The length of what stands before the noun and its modifiers: "the two".
    pub n_opening: usize,
    /// Whether a noun says what they are: "the two *sides*".
    pub has_noun: bool,
    /// How many actors, where the words say so.
    pub count: Option<usize>,
    /// Whether they are states rather than persons.
    pub are_states: bool,
    /// Whether they are men or women.
    pub gender: Option<Gender>,
}

impl References {
    pub(crate) fn embedded() -> Result<Self, Error> {
        parse_toml("data/references.toml", include_str!("../../../data/references.toml"))
    }

    /// Returns the phrase for several actors met before that the words begin with: "the two sides", "the two Baltic states".
    pub fn group_at(&self, words: &[&str]) -> Option<GroupPhrase> {
        let opener = longest(&self.group_openers, words, 2);
        let told = opener.and_then(|n_words| {
            let noun = (n_words..words.len().min(n_words + MOST_BETWEEN + 1))
                .find(|&at| self.is_group_noun(&words[at].to_lowercase()))?;
            Some(self.group(words, n_words, Some(noun)))
        });
        told.or_else(|| longest(&self.groups, words, 2).map(|n_words| self.group(words, n_words, None)))
    }

    /// Returns the length of the words that open a phrase for several: "the two".
    pub fn group_opener_at(&self, words: &[&str]) -> Option<usize> {
        longest(&self.group_openers, words, 2)
    }

    /// Tells how many the opening words of such a phrase say that there are.
    pub fn count_in(&self, opener: &[&str]) -> Option<usize> {
        let opener = opener.join(" ").to_lowercase();
        self.counts.iter().find(|(word, _)| opener.split(' ').any(|part| part == *word)).map(|(_, count)| *count)
    }

    /// Tells whether a plural noun is one of those for people who act together for states: "*delegations*".
    pub fn is_group_of_persons(&self, noun: &str) -> bool {
        self.group_persons.contains(noun)
    }

    fn is_group_noun(&self, noun: &str) -> bool {
        self.group_persons.contains(noun) || self.group_states.contains(noun)
    }

    fn group(&self, words: &[&str], n_opening: usize, noun: Option<usize>) -> GroupPhrase {
        let last = words[noun.unwrap_or(n_opening - 1)].to_lowercase();
        let gender = [(&self.group_men, Gender::Male), (&self.group_women, Gender::Female)];
        GroupPhrase {
            n_words: noun.map_or(n_opening, |noun| noun + 1),
            n_opening,
            has_noun: noun.is_some(),
            count: self.count_in(&words[..n_opening]),
            are_states: self.group_states.contains(&last),
            gender: gender.into_iter().find(|(words, _)| words.contains(&last)).map(|(_, gender)| gender),
        }
    }

    /// Returns the length in words of a phrase for the holder of the same office elsewhere: "opposite number".
    pub fn counterpart_at(&self, words: &[&str]) -> Option<usize> {
        longest(&self.counterparts, words, 2)
    }

    /// Returns the length in words of a link between the last two members of a list; 0 where there is none.
    pub fn list_joiner_at(&self, words: &[&str]) -> usize {
        longest(&self.list_joiners, words, 3).unwrap_or(0)
    }

    /// Returns the length in words of a phrase for the last person named: "the latter".
    pub fn latter_at(&self, words: &[&str]) -> Option<usize> {
        longest(&self.latter, words, 2)
    }

    /// Returns what a lower-case pronoun stands for, and the sex that it tells.
    pub fn pronoun(&self, word: &str) -> Option<(Pronoun, Option<Gender>)> {
        let Pronouns { male, female, thing, plural } = &self.pronouns;
        [
            (male, Pronoun::Person, Some(Gender::Male)),
            (female, Pronoun::Person, Some(Gender::Female)),
            (thing, Pronoun::Thing, None),
            (plural, Pronoun::Plural, None),
        ]
        .into_iter()
        .find(|(words, ..)| words.contains(word))
        .map(|(_, pronoun, gender)| (pronoun, gender))
    }
}

fn longest(phrases: &HashSet<String>, words: &[&str], most: usize) -> Option<usize> {
    (1..=most.min(words.len())).rev().find(|&length| phrases.contains(&words[..length].join(" ").to_lowercase()))
}
