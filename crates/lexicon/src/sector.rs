//! Sectors of actors: police, army, parliament, press and the others that PLOVER tells apart.

use std::collections::HashMap;

use serde::Deserialize;

use crate::error::{Error, parse_toml};

/// The words of `data/codes/sectors.toml`.
pub struct Sectors {
    former: Vec<String>,
    counts: Vec<String>,
    agent_endings: Vec<String>,
    no_agents: Vec<String>,
    nouns: HashMap<String, &'static str>,
    offices: HashMap<String, &'static str>,
    names: HashMap<String, &'static str>,
    bodies: HashMap<String, &'static str>,
}

/// What a name of a body tells: the code in the place of a country, or the sector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    /// It stands in the place of a country: `UNO`.
    International(&'static str),
    /// It is one of a country's, of this sector.
    National(&'static str),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    former: Vec<String>,
    counts: Vec<String>,
    agent_endings: Vec<String>,
    no_agents: Vec<String>,
    nouns: HashMap<String, Vec<String>>,
    offices: HashMap<String, Vec<String>>,
    names: HashMap<String, Vec<String>>,
    bodies: HashMap<String, Vec<String>>,
}

/// The codes of PLOVER 2.0: sectors, then what stands in the place of a country. Where two lists have a word, the first
/// code here has it.
const CODES: [&str; 32] = [
    "SPY", "COP", "JUD", "REB", "PRM", "UAF", "CRM", "MIL", "LEG", "OPP", "JRN", "LAB", "AGR", "REF", "MED", "EDU",
    "REL", "SOC", "BUS", "ELI", "PTY", "GOV", "CVL", "UNK", "PRE", "UNO", "EUR", "IGO", "NGO", "IMG", "MNC", "ISM",
];

impl Sectors {
    pub(crate) fn embedded() -> Result<Self, Error> {
        const NAME: &str = "data/codes/sectors.toml";
        let file: File = parse_toml(NAME, include_str!("../../../data/codes/sectors.toml"))?;
        let table = |lists: &HashMap<String, Vec<String>>| {
            if let Some(code) = lists.keys().find(|code| !CODES.contains(&code.as_str())) {
                return Err(Error::invalid(NAME, format!("`{code}` is no code")));
            }
            let mut words = HashMap::new();
            for code in CODES {
                for word in lists.get(code).into_iter().flatten() {
                    words.entry(word.clone()).or_insert(code);
                }
            }
            Ok(words)
        };
        Ok(Sectors {
            nouns: table(&file.nouns)?,
            offices: table(&file.offices)?,
            names: table(&file.names)?,
            bodies: table(&file.bodies)?,
            former: file.former,
            counts: file.counts,
            agent_endings: file.agent_endings,
            no_agents: file.no_agents,
        })
    }

    /// Returns all words of the nouns that describe actors.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.nouns.keys().flat_map(|noun| noun.split(' ')).chain(self.counts.iter().map(String::as_str))
    }

    /// Returns the sector of what a noun describes, by the noun and the one before it, both in dictionary form.
    pub fn of_noun(&self, before: Option<&str>, noun: &str) -> Option<&'static str> {
        let pair = before.and_then(|before| self.nouns.get(&format!("{before} {noun}")));
        pair.or_else(|| self.nouns.get(noun)).copied()
    }

    /// Tells whether a word only counts those whom a phrase describes: "dozens", "several".
    pub fn is_count(&self, word: &str) -> bool {
        self.counts.iter().any(|count| count == word)
    }

    /// Tells whether a noun that no list has is one of people by its ending: "welder", "guitarist".
    pub fn is_agent(&self, noun: &str) -> bool {
        self.agent_endings.iter().any(|ending| noun.len() > ending.len() + 2 && noun.ends_with(ending.as_str()))
            && !self.no_agents.iter().any(|known| known == noun)
    }

    /// Returns the sector of the holder of an office: of the words in it, the last that is known decides.
    pub fn of_office(&self, office: &str) -> Option<&'static str> {
        let lower = office.to_lowercase();
        // "president of the republic": what stands before "of" says what the holder is.
        let head = lower.split(" of ").next().unwrap_or(&lower);
        if head.split(['-', ' ']).any(|word| self.former.iter().any(|former| former == word)) {
            return Some("ELI");
        }
        Self::last_known(&self.offices, head)
    }

    /// Returns what the name of a body tells.
    pub fn of_body(&self, name: &str) -> Option<Body> {
        let lower = name.to_lowercase();
        let plain = lower.strip_prefix("the ").unwrap_or(&lower);
        let international = self.bodies.get(plain).copied().map(Body::International);
        international.or_else(|| Self::last_known(&self.names, plain).map(Body::National))
    }

    fn last_known(table: &HashMap<String, &'static str>, phrase: &str) -> Option<&'static str> {
        let words: Vec<&str> = phrase.split_whitespace().collect();
        (0..words.len()).rev().find_map(|last| {
            let pair = (last > 0).then(|| words[last - 1..=last].join(" "));
            pair.and_then(|pair| table.get(&pair)).or_else(|| table.get(words[last])).copied()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lexicon;

    #[test]
    fn offices_nouns_and_names_have_sectors() {
        let sectors = Lexicon::builtin().sectors();
        assert_eq!(sectors.of_office("Foreign Minister"), Some("GOV"));
        assert_eq!(sectors.of_office("former Foreign Minister"), Some("ELI"));
        assert_eq!(sectors.of_noun(Some("riot"), "police"), Some("COP"));
        assert_eq!(sectors.of_noun(None, "inflation"), None);
        assert_eq!(sectors.of_body("European Union"), Some(Body::International("EUR")));
        assert_eq!(sectors.of_body("Ministry of Salt"), Some(Body::National("GOV")));
    }
}
