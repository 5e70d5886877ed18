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
    /// An abbreviation only before a number: `No. 2`, but `No. They left.`
    Numbered,
    /// Leaves its full stop to the sentence that it ends: `etc`.
    Leaving,
}

/// The lists, ready for look-up.
#[derive(Debug)]
pub struct Vocabulary {
    abbreviations: HashMap<&'static str, Abbreviation>,
    openers: HashSet<&'static str>,
    speech: HashSet<&'static str>,
    faces: HashSet<&'static str>,
    affixes: HashSet<&'static str>,
    contractions: HashMap<String, usize>,
    clitics: HashSet<&'static str>,
    bare: HashSet<&'static str>,
    units: HashSet<&'static str>,
    currencies: HashSet<&'static str>,
    slashed: HashSet<&'static str>,
    domains: HashSet<&'static str>,
    files: HashSet<&'static str>,
}

impl Vocabulary {
    /// Returns the lists inside the program.
    pub fn builtin() -> &'static Vocabulary {
        static BUILTIN: OnceLock<Vocabulary> = OnceLock::new();
        BUILTIN.get_or_init(|| {
            let mut vocabulary = Vocabulary {
                abbreviations: HashMap::new(),
                openers: words(include_str!("../../../data/language/openers.txt")),
                speech: words(include_str!("../../../data/language/speech.txt")),
                faces: words(include_str!("../../../data/language/faces.txt")),
                affixes: HashSet::new(),
                contractions: HashMap::new(),
                clitics: HashSet::new(),
                bare: HashSet::new(),
                units: HashSet::new(),
                currencies: HashSet::new(),
                slashed: HashSet::new(),
                domains: HashSet::new(),
                files: HashSet::new(),
            };
            for (section, word) in lines(include_str!("../../../data/language/abbreviations.txt")) {
                let kind = match section {
                    "ending" => Abbreviation::Ending,
                    "numbered" => Abbreviation::Numbered,
                    "leaving" => Abbreviation::Leaving,
                    _ => Abbreviation::Inner,
                };
                vocabulary.abbreviations.insert(word, kind);
            }
            for (section, word) in lines(include_str!("../../../data/language/joined.txt")) {
                let list = match section {
                    "affix" => &mut vocabulary.affixes,
                    "clitic" => &mut vocabulary.clitics,
                    "bare" => &mut vocabulary.bare,
                    "unit" => &mut vocabulary.units,
                    "currency" => &mut vocabulary.currencies,
                    "slashed" => &mut vocabulary.slashed,
                    "domain" => &mut vocabulary.domains,
                    "file" => &mut vocabulary.files,
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

    /// Tells whether a verb says that somebody speaks.
    pub fn is_speech(&self, word: &str) -> bool {
        self.speech.contains(word)
    }

    /// Tells whether the word is a face made of signs: `:-)`.
    pub fn is_face(&self, word: &str) -> bool {
        !word.starts_with(char::is_alphanumeric) && self.faces.contains(word)
    }

    /// Returns the length of the face that `rest` starts with, if nothing but closing signs follows it, or 0.
    pub fn face_len(&self, rest: &str) -> usize {
        if rest.len() < 2 || rest.len() > FACE {
            return 0;
        }
        let face = rest.trim_end_matches(['.', ',', '!', '?', ';', '"', '”', '\'']);
        [rest, face].into_iter().find(|face| self.is_face(face)).map_or(0, str::len)
    }

    /// Tells whether the first part of a hyphenated word keeps its hyphen.
    pub fn is_affix(&self, word: &str) -> bool {
        holds(&self.affixes, word)
    }

    /// Returns where a contraction without apostrophe is cut.
    pub fn contraction(&self, word: &str) -> Option<usize> {
        let mut lower = [0; WORD];
        let lower = lowered(word, &mut lower)?;
        // A short word in capitals is more likely a name or an abbreviation: Im, IM.
        let cut = self.contractions.get(lower).copied()?;
        (word.len() > 3 || !word.starts_with(char::is_uppercase)).then_some(cut)
    }

    /// Tells whether the letters behind an apostrophe are a token of their own.
    pub fn is_clitic(&self, word: &str) -> bool {
        holds(&self.clitics, word)
    }

    /// Tells whether a word may begin with an apostrophe.
    pub fn is_bare(&self, word: &str) -> bool {
        holds(&self.bare, word)
    }

    /// Tells whether letters behind a number are its unit.
    pub fn is_unit(&self, word: &str) -> bool {
        holds(&self.units, word)
    }

    /// Tells whether letters before a number are a currency.
    pub fn is_currency(&self, word: &str) -> bool {
        self.currencies.contains(word)
    }

    /// Tells whether the word keeps its slash.
    pub fn is_slashed(&self, word: &str) -> bool {
        holds(&self.slashed, word)
    }

    /// Tells whether a network address may end like this.
    pub fn is_domain(&self, word: &str) -> bool {
        self.domains.contains(word)
    }

    /// Tells whether the name of a file may end like this.
    pub fn is_file(&self, word: &str) -> bool {
        holds(&self.files, word)
    }
}

/// No word of the lists that are looked up without regard to case is longer.
const WORD: usize = 12;

/// No face with the signs that close behind it is longer.
const FACE: usize = 8;

/// Writes a short word of plain letters and signs in small letters.
fn lowered<'b>(word: &str, room: &'b mut [u8; WORD]) -> Option<&'b str> {
    let room = room.get_mut(..word.len()).filter(|_| word.is_ascii())?;
    room.copy_from_slice(word.as_bytes());
    room.make_ascii_lowercase();
    std::str::from_utf8(room).ok()
}

/// Tells whether the list holds the word, in any case.
fn holds(list: &HashSet<&'static str>, word: &str) -> bool {
    lowered(word, &mut [0; WORD]).is_some_and(|word| list.contains(word))
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

/// Returns the entries of a list without sections.
fn words(file: &'static str) -> HashSet<&'static str> {
    lines(file).map(|(_, word)| word).collect()
}

/// Yields the entries of a list with the section that each stands in.
fn lines(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut section = "";
    file.lines().filter_map(move |line| {
        let line = line.trim();
        if line.is_empty() || line.starts_with("# ") || line == "#" {
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
        let known = ["affix", "contraction", "clitic", "bare", "unit", "currency", "slashed", "domain", "file"];
        for (section, word) in lines(include_str!("../../../data/language/joined.txt")) {
            assert!(known.contains(&section), "`{section}` of `{word}`");
            assert!(word.len() <= WORD, "`{word}` is too long");
        }
        for (section, word) in lines(include_str!("../../../data/language/abbreviations.txt")) {
            assert!(["title", "inner", "ending", "numbered", "leaving"].contains(&section), "`{section}` of `{word}`");
            assert!(!word.ends_with('.'), "`{word}`");
        }
    }
}
