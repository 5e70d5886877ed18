//! The word lists of `data/language`: abbreviations, sentence openers, what is cut and what is joined.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// How an abbreviation behaves at the end of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// Something always follows in the same sentence.
    Inner,
    /// May be the last word of a sentence.
    Ending,
}

/// The lists, ready for look-up.
#[derive(Debug)]
pub struct Vocabulary {
    abbreviations: HashMap<&'static str, Abbreviation>,
    openers: HashSet<&'static str>,
    affixes: HashSet<&'static str>,
    contractions: HashMap<String, usize>,
    clitics: HashSet<&'static str>,
    bare: HashSet<&'static str>,
    units: HashSet<&'static str>,
    domains: HashSet<&'static str>,
}

impl Vocabulary {
    /// Returns the lists inside the program.
    pub fn builtin() -> &'static Vocabulary {
        static BUILTIN: OnceLock<Vocabulary> = OnceLock::new();
        BUILTIN.get_or_init(|| {
            let mut vocabulary = Vocabulary {
                abbreviations: HashMap::new(),
                openers: lines(include_str!("../../../data/language/openers.txt")).map(|(_, word)| word).collect(),
                affixes: HashSet::new(),
                contractions: HashMap::new(),
                clitics: HashSet::new(),
                bare: HashSet::new(),
                units: HashSet::new(),
                domains: HashSet::new(),
            };
            for (section, word) in lines(include_str!("../../../data/language/abbreviations.txt")) {
                let kind = if section == "ending" { Abbreviation::Ending } else { Abbreviation::Inner };
                vocabulary.abbreviations.insert(word, kind);
            }
            for (section, word) in lines(include_str!("../../../data/language/joined.txt")) {
                let list = match section {
                    "affix" => &mut vocabulary.affixes,
                    "clitic" => &mut vocabulary.clitics,
                    "bare" => &mut vocabulary.bare,
                    "unit" => &mut vocabulary.units,
                    "domain" => &mut vocabulary.domains,
                    _ => {
                        let cut = word.find('|').expect("a contraction shows where it is cut");
                        vocabulary.contractions.insert(word.replace('|', ""), cut);
                        continue;
                    }
                };
                list.insert(word);
            }
            vocabulary
        })
    }

    /// Tells how a word given without its last full stop behaves as an abbreviation, if it is one.
    pub fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        if let Some(&kind) = self.abbreviations.get(word) {
            return Some(kind);
        }
        if is_initials(word) {
            let single = word.chars().count() == 1;
            return Some(if single { Abbreviation::Inner } else { Abbreviation::Ending });
        }
        None
    }

    /// Tells whether a capitalised word opens a sentence even after an abbreviation.
    pub fn opens(&self, word: &str) -> bool {
        self.openers.contains(word)
    }

    /// Tells whether the first part of a hyphenated word keeps its hyphen.
    pub fn is_affix(&self, word: &str) -> bool {
        self.affixes.contains(word.to_ascii_lowercase().as_str())
    }

    /// Returns where a contraction without apostrophe is cut.
    pub fn contraction(&self, word: &str) -> Option<usize> {
        if word.len() > 6 || !word.is_ascii() {
            return None;
        }
        self.contractions.get(word.to_ascii_lowercase().as_str()).copied()
    }

    /// Tells whether the letters behind an apostrophe are a token of their own.
    pub fn is_clitic(&self, word: &str) -> bool {
        self.clitics.contains(word.to_ascii_lowercase().as_str())
    }

    /// Tells whether a word may begin with an apostrophe.
    pub fn is_bare(&self, word: &str) -> bool {
        self.bare.contains(word.to_ascii_lowercase().as_str())
    }

    /// Tells whether letters behind a number are its unit.
    pub fn is_unit(&self, word: &str) -> bool {
        self.units.contains(word.to_ascii_lowercase().as_str())
    }

    /// Tells whether a network address may end like this.
    pub fn is_domain(&self, word: &str) -> bool {
        self.domains.contains(word)
    }
}

/// Tells whether the text is single letters with full stops between them: `J`, `U.S`, `a.m`.
fn is_initials(word: &str) -> bool {
    let mut letters = 0;
    let single = word.split('.').all(|part| {
        letters += 1;
        let mut characters = part.chars();
        characters.next().is_some_and(char::is_alphabetic) && characters.next().is_none()
    });
    single && (letters > 1 || word.chars().all(char::is_uppercase)) && word != "I"
}

/// Yields the entries of a list with the section that each stands in.
fn lines(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut section = "";
    file.lines().filter_map(move |line| {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            return None;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = name;
            return None;
        }
        Some((section, line))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_abbreviations() {
        let vocabulary = Vocabulary::builtin();
        assert_eq!(vocabulary.abbreviation("U.S"), Some(Abbreviation::Ending));
        assert_eq!(vocabulary.abbreviation("K"), Some(Abbreviation::Inner));
        assert_eq!(vocabulary.abbreviation("Gen"), Some(Abbreviation::Inner));
        assert_eq!(vocabulary.abbreviation("I"), None);
        assert_eq!(vocabulary.abbreviation("talks"), None);
    }

    #[test]
    fn lists_name_only_known_sections() {
        let known = ["affix", "contraction", "clitic", "bare", "unit", "domain"];
        for (section, word) in lines(include_str!("../../../data/language/joined.txt")) {
            assert!(known.contains(&section), "`{section}` of `{word}`");
        }
        for (section, word) in lines(include_str!("../../../data/language/abbreviations.txt")) {
            assert!(["title", "inner", "ending"].contains(&section), "`{section}` of `{word}`");
            assert!(!word.ends_with('.'), "`{word}`");
        }
    }
}
