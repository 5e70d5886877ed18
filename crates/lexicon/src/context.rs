//! Topics of events: the contexts of PLOVER, each with the words that tell it.

use std::collections::HashMap;

use crate::error::{Error, parse_toml};

/// The words of `data/codes/contexts.toml`.
pub struct Contexts {
    /// For the first word of each cue, its other words and the contexts that it tells.
    cues: HashMap<String, Vec<(Vec<String>, &'static str)>>,
}

/// The contexts of PLOVER 2.0, in the order of its codebook.
const NAMES: [&str; 37] = [
    "military",
    "intelligence",
    "executive",
    "legislative",
    "election",
    "political_institutions",
    "pro_democracy",
    "pro_autocracy",
    "economic",
    "legal",
    "reparations",
    "human_rights",
    "rights_freedoms",
    "repression",
    "human_security",
    "gender",
    "lgbt",
    "religion_ethnicity",
    "inequality",
    "diplomatic",
    "territory",
    "peacekeeping",
    "health",
    "asylum",
    "migration",
    "disasters",
    "natural_resource",
    "environment",
    "technology",
    "terrorism",
    "cbrn",
    "cyber",
    "misinformation",
    "crime",
    "corruption",
    "illegal_drugs",
    "trafficking",
];

impl Contexts {
    pub(crate) fn embedded() -> Result<Self, Error> {
        const FILE: &str = "data/codes/contexts.toml";
        let text = include_str!("../../../data/codes/contexts.toml");
        let lists: HashMap<String, Vec<String>> = parse_toml(FILE, text)?;
        if let Some(unknown) = lists.keys().find(|name| !NAMES.contains(&name.as_str())) {
            return Err(Error::invalid(FILE, format!("`{unknown}` is no context")));
        }
        let mut cues: HashMap<String, Vec<(Vec<String>, &str)>> = HashMap::new();
        for name in NAMES {
            let list = lists.get(name).filter(|list| !list.is_empty());
            let list = list.ok_or_else(|| Error::invalid(FILE, format!("no words for `{name}`")))?;
            for cue in list {
                let mut words = cue.split(' ').map(str::to_owned);
                let first = words.next().unwrap_or_default();
                cues.entry(first).or_default().push((words.collect(), name));
            }
        }
        Ok(Contexts { cues })
    }

    /// Returns all words of all cues.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        let rest = self.cues.values().flatten().flat_map(|(rest, _)| rest);
        self.cues.keys().chain(rest).map(String::as_str)
    }

    /// Returns the names of all contexts, in the order of the codebook.
    pub fn names() -> &'static [&'static str] {
        &NAMES
    }

    /// Returns the contexts that a row of dictionary forms tells from its first on, with the number of words that do.
    pub fn at<'c>(&'c self, lemmas: &'c [&str]) -> impl Iterator<Item = (&'static str, usize)> + 'c {
        let known = lemmas.first().and_then(|first| self.cues.get(*first)).into_iter().flatten();
        known.filter_map(|(rest, name)| {
            let follows = lemmas.len() > rest.len() && rest.iter().zip(&lemmas[1..]).all(|(word, lemma)| word == lemma);
            follows.then_some((*name, rest.len() + 1))
        })
    }
}
