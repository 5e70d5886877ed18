//! Names of countries, their people, towns, regions and organisations.

use std::collections::HashMap;

use plenipo_record::CountryCode;

use crate::error::{Error, rows};
use crate::organization::Organizations;

/// The longest name, in words.
const LONGEST: usize = 9;

/// What a known name names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameSense {
    /// A state or territory.
    Country(CountryCode),
    /// The people of a state, or its adjective: "Norwegian".
    Demonym(CountryCode),
    /// A capital.
    Capital {
        /// The country whose capital it is.
        country: CountryCode,
    },
    /// A town that is no capital.
    City {
        /// The country it lies in.
        country: CountryCode,
    },
    /// A province, sea or part of the world.
    Region {
        /// The country it lies in, where it is one.
        country: Option<CountryCode>,
    },
    /// An organisation.
    Organization {
        /// The country it belongs to; none for international bodies.
        country: Option<CountryCode>,
    },
    /// A house that stands for a government: "the Kremlin".
    Government {
        /// The country that it governs.
        country: CountryCode,
    },
}

impl NameSense {
    /// Returns the country that is named, lived in, belonged to or governed, where it is one.
    pub fn country(&self) -> Option<CountryCode> {
        match *self {
            NameSense::Country(country)
            | NameSense::Demonym(country)
            | NameSense::Capital { country }
            | NameSense::City { country }
            | NameSense::Government { country } => Some(country),
            NameSense::Region { country } | NameSense::Organization { country } => country,
        }
    }
}

/// All known names.
pub(crate) struct Names {
    senses: HashMap<String, NameSense>,
    countries: HashMap<CountryCode, String>,
}

impl Names {
    pub fn embedded(organizations: &Organizations) -> Result<Self, Error> {
        let mut names = Names { senses: HashMap::new(), countries: HashMap::new() };
        names.read_countries("data/places/countries.tsv", include_str!("../../../data/places/countries.tsv"))?;
        names.read_places(
            "data/places/cities.tsv",
            include_str!("../../../data/places/cities.tsv"),
            |file, line, code| {
                let country =
                    code.ok_or_else(|| Error::invalid(file, format!("line {line}: a town lies in a country")))?;
                Ok(NameSense::City { country })
            },
        )?;
        names.read_places(
            "data/places/regions.tsv",
            include_str!("../../../data/places/regions.tsv"),
            |_, _, country| Ok(NameSense::Region { country }),
        )?;
        for (name, country) in organizations.names() {
            names.enter(name, NameSense::Organization { country });
        }
        Ok(names)
    }

    pub fn at(&self, words: &[&str]) -> Option<(usize, &NameSense)> {
        let first = words.first()?;
        if !first.chars().any(|c| c.is_uppercase() || c.is_ascii_digit()) {
            return None;
        }
        let mut key = String::new();
        let mut found = None;
        for (at, word) in words.iter().take(LONGEST).enumerate() {
            push_key(&mut key, word);
            if let Some(sense) = self.senses.get(&key) {
                found = Some((at + 1, sense));
            }
        }
        found
    }

    pub fn country(&self, code: CountryCode) -> &str {
        self.countries.get(&code).map_or("", String::as_str)
    }

    fn read_countries(&mut self, file: &'static str, text: &str) -> Result<(), Error> {
        for (line, columns) in rows(text) {
            let code: CountryCode =
                columns[0].parse().map_err(|error| Error::invalid(file, format!("line {line}: {error}")))?;
            let name = columns.get(1).ok_or_else(|| Error::invalid(file, format!("line {line}: a name is missing")))?;
            self.countries.insert(code, (*name).to_owned());
            self.enter(name, NameSense::Country(code));
            let senses = [
                NameSense::Country(code),
                NameSense::Demonym(code),
                NameSense::Capital { country: code },
                NameSense::Government { country: code },
            ];
            for (values, sense) in columns[2..].iter().zip(senses) {
                for value in values.split(';').filter(|value| !value.is_empty()) {
                    self.enter(value, sense.clone());
                }
            }
        }
        Ok(())
    }

    fn read_places(
        &mut self,
        file: &'static str,
        text: &str,
        sense: impl Fn(&'static str, usize, Option<CountryCode>) -> Result<NameSense, Error>,
    ) -> Result<(), Error> {
        for (line, columns) in rows(text) {
            let code = columns.get(1).map(|code| code.parse::<CountryCode>()).transpose();
            let code = code.map_err(|error| Error::invalid(file, format!("line {line}: {error}")))?;
            self.enter(columns[0], sense(file, line, code)?);
        }
        Ok(())
    }

    /// Enters a name, and its form without accents; what was entered first stays.
    fn enter(&mut self, name: &str, sense: NameSense) {
        let mut key = String::new();
        name.split_whitespace().for_each(|word| push_key(&mut key, word));
        let bare = without_accents(&key);
        self.senses.entry(bare).or_insert_with(|| sense.clone());
        self.senses.entry(key).or_insert(sense);
    }
}

/// Adds a word to a key. Spaces are left out, so that "Guinea-Bissau" is found however it is cut into tokens.
fn push_key(key: &mut String, word: &str) {
    key.extend(word.chars().map(|c| if c == '’' { '\'' } else { c }));
}

/// Returns a text without the accents that outlets set or leave out: "Yildiz" for "Yıldız".
pub fn without_accents(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' | 'ă' => 'a',
            'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' => 'e',
            'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' => 'i',
            'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ō' | 'ø' => 'o',
            'ý' => 'y',
            'ú' | 'ù' | 'û' | 'ü' | 'ū' => 'u',
            'ç' | 'č' | 'ć' => 'c',
            'ş' | 'š' | 'ś' | 'ș' => 's',
            'ž' | 'ź' | 'ż' => 'z',
            'ñ' | 'ń' => 'n',
            'ğ' => 'g',
            'ł' => 'l',
            'ţ' | 'ț' => 't',
            'É' => 'E',
            'Å' => 'A',
            'Ö' => 'O',
            'İ' => 'I',
            'Ş' | 'Š' => 'S',
            'Č' | 'Ç' => 'C',
            'Ž' => 'Z',
            'Ł' => 'L',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::NameSense;
    use crate::Lexicon;

    /// Looks up words parted by spaces and writes the length, kind and code of what is found.
    #[track_caller]
    fn check(words: &str, expect: &str) {
        let words: Vec<&str> = words.split(' ').collect();
        let found = Lexicon::builtin().name_at(&words).map(|(length, sense)| match sense {
            NameSense::Country(code) => format!("{length} country {code}"),
            NameSense::Demonym(code) => format!("{length} demonym {code}"),
            NameSense::Capital { country } => format!("{length} capital {country}"),
            NameSense::City { country } => format!("{length} city {country}"),
            NameSense::Region { country } => {
                format!("{length} region {}", country.map_or_else(|| "-".to_owned(), |code| code.to_string()))
            }
            NameSense::Organization { country } => {
                format!("{length} organization {}", country.map_or_else(|| "-".to_owned(), |code| code.to_string()))
            }
            NameSense::Government { country } => format!("{length} government {country}"),
        });
        assert_eq!(found.as_deref().unwrap_or("nothing"), expect, "{words:?}");
    }

    #[test]
    fn the_longest_name_wins() {
        check("Guinea", "1 country GIN");
        check("Guinea - Bissau", "3 country GNB");
        check("New Delhi on Friday", "2 capital IND");
        check("South Korean envoy", "2 demonym KOR");
        check("European Union leaders", "2 organization -");
        check("Pacific Islands Forum", "3 organization -");
        check("Pacific islanders", "1 region -");
    }

    #[test]
    fn spellings_meet() {
        check("U.S.", "1 country USA");
        check("US", "1 country USA");
        check("Türkiye", "1 country TUR");
        check("Turkiye", "1 country TUR");
        check("Brasília", "1 capital BRA");
        check("Bogota", "1 capital COL");
        check("Côte d’Ivoire", "2 country CIV");
        check("N ’ Djamena", "3 capital TCD");
        check("C5 + 1", "3 organization -");
    }

    #[test]
    fn what_is_no_name_is_left_alone() {
        check("us", "nothing");
        check("turkey", "nothing");
        check("Talvik", "nothing");
        check("male", "nothing");
        check("Reading", "nothing");
    }

    #[test]
    fn houses_stand_for_governments() {
        check("Kremlin", "1 government RUS");
        check("White House", "2 government USA");
    }
}
