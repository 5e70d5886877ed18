//! What is known about the names of persons in general.

use std::collections::HashSet;

/// A person's sex as a title or pronoun tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gender {
    /// He.
    Male,
    /// She.
    Female,
}

/// Common given names, the particles inside surnames, and the ways of spelling a sound.
pub(crate) struct PersonNames {
    given: HashSet<&'static str>,
    particles: HashSet<&'static str>,
    /// Ways of writing a sound, longer ones first, and what stands for all of them.
    spellings: Vec<(&'static str, &'static str)>,
}

impl PersonNames {
    pub fn embedded() -> Self {
        PersonNames {
            given: words(include_str!("../../../data/names/given.txt")),
            particles: words(include_str!("../../../data/names/particles.txt")),
            spellings: spellings(include_str!("../../../data/names/sounds.txt")),
        }
    }

    pub fn sound(&self, word: &str) -> String {
        let mut rest = word;
        let mut sound = String::with_capacity(word.len());
        while let Some(first) = rest.chars().next() {
            let spelling = self.spellings.iter().find(|(spelling, _)| rest.starts_with(spelling));
            if let Some((spelling, letters)) = spelling {
                sound.push_str(letters);
                rest = &rest[spelling.len()..];
            } else {
                sound.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
        // A double letter sounds as a single one.
        let mut last = None;
        sound.retain(|letter| last.replace(letter) != Some(letter));
        sound
    }

    pub fn is_given(&self, word: &str) -> bool {
        self.given.contains(word)
    }

    pub fn is_particle(&self, word: &str) -> bool {
        self.particles.contains(word)
    }
}

fn words(text: &'static str) -> HashSet<&'static str> {
    text.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
}

fn spellings(text: &'static str) -> Vec<(&'static str, &'static str)> {
    let mut rows: Vec<_> =
        text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' ')).collect();
    rows.sort_by_key(|(spelling, _)| std::cmp::Reverse(spelling.len()));
    rows
}
