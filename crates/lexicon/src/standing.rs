//! Who acts for the public: what an office or the name of a body tells.

use std::collections::HashSet;

use serde::Deserialize;

use crate::error::{Error, parse_toml};
use crate::office::Offices;

/// For whom somebody acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// For a state, a body of states, a party or an armed group.
    Public,
    /// For a firm, or for nobody.
    Private,
    /// The words do not tell.
    Unknown,
}

/// The lists of `data/standing.toml`.
pub struct Standings {
    public_offices: HashSet<String>,
    private_offices: HashSet<String>,
    private_words: HashSet<String>,
    states_own: HashSet<String>,
    public_bodies: HashSet<String>,
    private_bodies: HashSet<String>,
    bodies_of_one_state: HashSet<String>,
    signs_of_firms: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), allow(dead_code, reason = "cases are read with the file and checked by its test"))]
struct File {
    public_offices: HashSet<String>,
    private_offices: HashSet<String>,
    private_words: HashSet<String>,
    states_own: HashSet<String>,
    public_bodies: HashSet<String>,
    private_bodies: HashSet<String>,
    bodies_of_one_state: HashSet<String>,
    signs_of_firms: Vec<String>,
    office: Vec<Case>,
    body: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), allow(dead_code, reason = "cases are read with the file and checked by its test"))]
struct Case {
    words: String,
    standing: Standing,
}

impl Standings {
    fn file() -> Result<File, Error> {
        parse_toml("data/standing.toml", include_str!("../../../data/standing.toml"))
    }

    pub(crate) fn embedded() -> Result<Self, Error> {
        let file = Self::file()?;
        Ok(Standings {
            public_offices: file.public_offices,
            private_offices: file.private_offices,
            private_words: file.private_words,
            states_own: file.states_own,
            public_bodies: file.public_bodies,
            private_bodies: file.private_bodies,
            bodies_of_one_state: file.bodies_of_one_state,
            signs_of_firms: file.signs_of_firms,
        })
    }

    pub(crate) fn of_office(&self, offices: &Offices, role: &str) -> Standing {
        if self.states_own.contains(role.trim_end_matches('.')) {
            return Standing::Public;
        }
        let words: Vec<&str> = role.split([' ', '-']).collect();
        let head = (0..words.len()).find_map(|start| offices.at(&words[start..])).map(|office| office.head);
        let Some(head) = head else { return Standing::Unknown };
        if self.public_offices.contains(&head) {
            return Standing::Public;
        }
        let is_private = |word: &&str| self.private_words.contains(&word.to_lowercase());
        if self.private_offices.contains(&head) || words.iter().any(is_private) {
            return Standing::Private;
        }
        Standing::Unknown
    }

    /// Tells whether a text, in lower case with single spaces, speaks of a firm's affairs: "said its *shareholders*".
    pub fn speaks_of_firms(&self, text: &str) -> bool {
        let is_whole = |at: usize, sign: &str| {
            let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
            ends(text[..at].chars().next_back()) && ends(text[at + sign.len()..].chars().next())
        };
        self.signs_of_firms.iter().any(|sign| text.match_indices(sign.as_str()).any(|(at, _)| is_whole(at, sign)))
    }

    /// Tells whether a name is one of a body of one state: "the *National* Salt Council".
    pub fn is_of_one_state(&self, name: &str) -> bool {
        words_of(name).iter().any(|word| self.bodies_of_one_state.contains(word))
    }

    pub(crate) fn of_body(&self, name: &str) -> Standing {
        let words = words_of(name);
        if words.iter().any(|word| self.private_bodies.contains(word)) {
            return Standing::Private;
        }
        if words.iter().any(|word| self.public_bodies.contains(word)) {
            return Standing::Public;
        }
        Standing::Unknown
    }
}

/// The words of a name in lower case: "Salt *Workers*' Union".
fn words_of(name: &str) -> Vec<String> {
    let words = name.split([' ', '-', '/']).map(|word| word.trim_end_matches(['\'', '’']));
    words.map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lexicon;

    #[test]
    fn offices_and_bodies_stand_as_their_file_says() {
        let lexicon = Lexicon::builtin();
        let file = Standings::file().expect("a well-formed file");
        for case in file.office {
            assert_eq!(lexicon.standing_of_office(&case.words), case.standing, "{}", case.words);
        }
        for case in file.body {
            assert_eq!(lexicon.standing_of_body(&case.words), case.standing, "{}", case.words);
        }
    }
}
