//! Organisations by name, and the words that make a name one of an organisation.

use std::collections::{HashMap, HashSet};

use plenipo_record::CountryCode;
use serde::Deserialize;

use crate::error::{Error, parse_toml, rows};

/// Known organisations and the heads of the names of others.
pub(crate) struct Organizations {
    /// Every name with the main one and the country.
    names: HashMap<&'static str, (&'static str, Option<CountryCode>)>,
    /// Towns that stand for the organisation that sits there.
    seats: HashMap<&'static str, &'static str>,
    heads: HashSet<String>,
    lone_heads: HashSet<String>,
    common_heads: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HeadFile {
    heads: HashSet<String>,
    alone: HashSet<String>,
    common: HashSet<String>,
}

impl Organizations {
    pub fn embedded() -> Result<Self, Error> {
        let heads: HeadFile =
            parse_toml("data/organization-heads.toml", include_str!("../../../data/organization-heads.toml"))?;
        let file = "data/organizations.tsv";
        let (mut names, mut seats) = (HashMap::new(), HashMap::new());
        for (line, columns) in rows(include_str!("../../../data/organizations.tsv")) {
            let main = columns[0];
            let country =
                columns.get(2).filter(|code| !code.is_empty()).map(|code| code.parse::<CountryCode>()).transpose();
            let country = country.map_err(|error| Error::invalid(file, format!("line {line}: {error}")))?;
            if let Some(seat) = columns.get(3) {
                seats.insert(*seat, main);
            }
            let others = columns.get(1).into_iter().flat_map(|names| names.split(';')).filter(|name| !name.is_empty());
            for name in std::iter::once(main).chain(others) {
                if names.insert(name, (main, country)).is_some() {
                    return Err(Error::invalid(file, format!("line {line}: `{name}` stands there twice")));
                }
            }
        }
        Ok(Organizations { names, seats, heads: heads.heads, lone_heads: heads.alone, common_heads: heads.common })
    }

    /// Returns every name with the country of its bearer.
    pub fn names(&self) -> impl Iterator<Item = (&'static str, Option<CountryCode>)> + '_ {
        self.names.iter().map(|(name, (_, country))| (*name, *country))
    }

    pub fn key(&self, name: &str) -> Option<&str> {
        self.names.get(name.trim_start_matches("the ").trim_start_matches("The ")).map(|(main, _)| *main)
    }

    pub fn seated_at(&self, town: &str) -> Option<&str> {
        self.seats.get(town).copied()
    }

    pub fn is_head(&self, word: &str) -> bool {
        self.heads.contains(word)
    }

    pub fn is_lone_head(&self, word: &str) -> bool {
        self.lone_heads.contains(word)
    }

    pub fn is_common_head(&self, word: &str) -> bool {
        self.common_heads.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use crate::Lexicon;

    #[test]
    fn names_of_one_organisation_share_a_key() {
        let key = |name: &str| Lexicon::builtin().organization_key(name);
        assert_eq!(key("EU"), key("European Union"));
        assert_eq!(key("the EU"), key("EU"));
        assert_eq!(key("UN"), key("United Nations"));
        assert_ne!(key("EU"), key("UN"));
        assert_eq!(key("Salt Board"), None);
    }

    #[test]
    fn towns_stand_for_who_sits_there() {
        assert_eq!(Lexicon::builtin().organization_seated_at("Brussels"), Some("European Union"));
        assert_eq!(Lexicon::builtin().organization_seated_at("Oslo"), None);
    }

    #[test]
    fn heads_of_proper_names_are_capitalised() {
        let lexicon = Lexicon::builtin();
        assert!(lexicon.is_organization_head("Ministry") && !lexicon.is_organization_head("ministry"));
        assert!(lexicon.is_common_organization_head("ministry") && !lexicon.is_common_organization_head("Ministry"));
    }
}
