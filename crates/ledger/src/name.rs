//! Names of persons and organisations: when two of them may be one.
//!
//! The comparison looks at two names only, never at what else is known, so that its answer never depends on order.

use plenipo_lexicon::{Lexicon, without_accents};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// How two names of persons go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// They cannot be one.
    Apart,
    /// One is a part of the other: a bare surname.
    Part,
    /// A given name is an initial in one, or left out between others.
    Initial,
    /// Two spellings of the same name.
    Spelling,
    /// The same words.
    Same,
}

impl Match {
    /// Returns the words for a stored reason.
    pub fn as_str(self) -> &'static str {
        match self {
            Match::Apart => "other names",
            Match::Part => "a part of the name",
            Match::Initial => "initials or shortened names",
            Match::Spelling => "another spelling of the name",
            Match::Same => "the same name",
        }
    }
}

/// The words of a name in lower case, without accents, honorifics and the marks inside words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    words: Vec<String>,
    sounds: Vec<String>,
}

impl Name {
    /// Takes a name apart; a handle such as `@MiraTalvik` at its capitals.
    pub fn new(name: &str) -> Self {
        let parted = match name.strip_prefix('@') {
            Some(handle) => part_handle(handle),
            None => name.to_owned(),
        };
        let mut words: Vec<String> = parted.split([' ', '\u{a0}', '.', ',']).map(folded).collect();
        words.retain(|word| !word.is_empty());
        if name.starts_with('@') && words.len() > 2 {
            let lexicon = Lexicon::builtin();
            words.retain(|word| lexicon.title_at(&[&capitalised(word)]).is_none());
        }
        let sounds = words.iter().map(|word| Lexicon::builtin().sound(word)).collect();
        Name { words, sounds }
    }

    /// Returns how the names of two persons go together.
    pub fn compare(&self, other: &Name) -> Match {
        if self.words == other.words {
            return Match::Same;
        }
        if same_words(&self.sounds, &other.sounds) || joined(&self.sounds) == joined(&other.sounds) {
            return Match::Spelling;
        }
        let (short, long) = if self.words.len() <= other.words.len() { (self, other) } else { (other, self) };
        match short.words.len() {
            0 => Match::Apart,
            1 if long.words.len() == 1 => near(&short.sounds[0], &long.sounds[0], Match::Spelling),
            1 => short.part_of(long),
            _ => short.shortened(long),
        }
    }

    /// Returns the words by which names that may be one are found together: how their parts sound.
    pub fn keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = self.sounds.iter().filter(|word| word.chars().count() > 2).cloned().collect();
        if keys.is_empty() || self.sounds.len() > 1 {
            keys.push(joined(&self.sounds));
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// Returns the words of the name.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// A single word is a part of a name if it is one of its words, but for initials and first names alone.
    fn part_of(&self, long: &Name) -> Match {
        let at = long.sounds.iter().position(|sound| *sound == self.sounds[0]);
        match at {
            // A Chinese or Korean surname stands first; a Western given name does too and is no surname.
            Some(0) if Lexicon::builtin().is_given_name(&capitalised(&self.words[0])) => Match::Apart,
            Some(_) => Match::Part,
            None => Match::Apart,
        }
    }

    /// Two or more words agree with a longer name if each finds its own, in order, at least one of them in full.
    fn shortened(&self, long: &Name) -> Match {
        let (mut at, mut full, mut initials) = (0, 0, 0);
        for (word, sound) in self.words.iter().zip(&self.sounds) {
            let found = (at..long.words.len()).find(|&i| {
                long.sounds[i] == *sound
                    || near(&long.sounds[i], sound, Match::Spelling) != Match::Apart
                    || is_initial(word, &long.words[i])
            });
            let Some(i) = found else { return Match::Apart };
            if is_initial(word, &long.words[i]) {
                initials += 1;
            } else {
                full += 1;
            }
            at = i + 1;
        }
        // The family name is written out in both, at one end of the name.
        let surname =
            self.sounds.last() == long.sounds.last() || self.sounds.first() == long.sounds.first() || full >= 2;
        match (full, initials, self.words.len() == long.words.len()) {
            (0, ..) => Match::Apart,
            _ if !surname => Match::Apart,
            (_, 0, true) => Match::Spelling,
            _ => Match::Initial,
        }
    }
}

/// Returns one key for all names of an organisation, as far as the lexicon knows them.
pub fn organization_key(name: &str) -> String {
    let known = Lexicon::builtin().organization_key(name).unwrap_or(name);
    let words: Vec<String> = known.split([' ', '-', '\u{2013}', '.', ',']).map(folded).collect();
    words.into_iter().filter(|word| !word.is_empty() && word != "the").collect::<Vec<_>>().join(" ")
}

/// Returns a word in lower case, without accents and marks.
pub fn folded(word: &str) -> String {
    let bare = without_accents(word);
    bare.nfkd().filter(|c| !is_combining_mark(*c) && c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn part_handle(handle: &str) -> String {
    let letters: Vec<char> = handle.chars().filter(|c| !c.is_ascii_digit()).collect();
    let mut parted = String::new();
    for (i, &letter) in letters.iter().enumerate() {
        let after_small = i > 0 && letters[i - 1].is_lowercase();
        let before_small = i > 0 && letters.get(i + 1).is_some_and(|next| next.is_lowercase());
        if letter.is_uppercase() && (after_small || before_small) {
            parted.push(' ');
        }
        parted.push(if letter == '_' { ' ' } else { letter });
    }
    parted
}

fn is_initial(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    short.chars().count() == 1 && long.starts_with(short)
}

fn joined(sounds: &[String]) -> String {
    sounds.concat()
}

fn same_words(one: &[String], other: &[String]) -> bool {
    if one.len() != other.len() || one.len() < 2 {
        return false;
    }
    // Family name first or last: the same words in another order are the same name.
    let sorted = |words: &[String]| {
        let mut words = words.to_vec();
        words.sort_unstable();
        words
    };
    sorted(one) == sorted(other)
}

/// Two long words that differ in one letter are two spellings of one.
fn near(one: &str, other: &str, then: Match) -> Match {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if a == b {
        return then;
    }
    if a.len().min(b.len()) < 6 || a.len().abs_diff(b.len()) > 1 || a[0] != b[0] {
        return Match::Apart;
    }
    let same_start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let same_end = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    if same_start + same_end >= a.len().max(b.len()) - 1 { then } else { Match::Apart }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(one: &str, other: &str, want: Match) {
        let (a, b) = (Name::new(one), Name::new(other));
        assert_eq!(a.compare(&b), want, "{one} / {other}");
        assert_eq!(b.compare(&a), want, "{other} / {one}");
        if want != Match::Apart {
            assert!(a.keys().iter().any(|key| b.keys().contains(key)), "{one} / {other} share no key");
        }
    }

    #[test]
    fn names_that_are_one() {
        check("Mira Talvik", "Mira  Talvik", Match::Same);
        check("Mira Talvik", "Talvik", Match::Part);
        check("M. Talvik", "Mira Talvik", Match::Initial);
        check("Mira K. Talvik", "Mira Talvik", Match::Initial);
        check("Aigul Zhumabayeva", "Aigul Jumabaeva", Match::Spelling);
        check("Osman Yıldız", "Osman Yildiz", Match::Same);
        check("Han Seung-woo", "Han Seung Woo", Match::Spelling);
        check("Nakamura Kenji", "Kenji Nakamura", Match::Spelling);
        check("@MiraTalvik", "Mira Talvik", Match::Same);
        check("@DrMTalvik", "Mira Talvik", Match::Initial);
        check("Han Seung-woo", "Han", Match::Part);
    }

    #[test]
    fn names_that_are_two() {
        check("Mira Talvik", "Jaan Talvik", Match::Apart);
        check("Mira Talvik", "Mira Kask", Match::Apart);
        check("J. Talvik", "Mira Talvik", Match::Apart);
        check("Maria Talvik", "Maria", Match::Apart);
        check("Anders Holm", "Anna Holm", Match::Apart);
    }

    #[test]
    fn organisations_by_their_known_names() {
        assert_eq!(organization_key("the European Union"), organization_key("EU"));
        assert_ne!(organization_key("Ministry of Trade"), organization_key("Ministry of Defence"));
    }
}
