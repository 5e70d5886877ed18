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

/// Common given names and the particles inside surnames.
pub(crate) struct PersonNames {
    given: HashSet<&'static str>,
    particles: HashSet<&'static str>,
}

impl PersonNames {
    pub fn embedded() -> Self {
        PersonNames {
            given: words(include_str!("../../../data/names/given.txt")),
            particles: words(include_str!("../../../data/names/particles.txt")),
        }
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
