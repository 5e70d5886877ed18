//! An invented world: countries with those who speak for them, and the material to write about them.

use std::path::Path;

use anyhow::{Context as _, ensure};
use serde::Deserialize;

use crate::dice::Dice;

/// What lines are made of; `corpus/scale/templates.toml` describes it.
#[derive(Deserialize)]
pub struct Material {
    /// Names of publications.
    pub outlets: Vec<String>,
    /// News agencies.
    pub agencies: Vec<String>,
    /// One office of each government.
    pub offices: Vec<String>,
    /// What is talked about.
    pub topics: Vec<String>,
    /// Sentences that tell no event.
    pub fillers: Vec<String>,
    /// Sentences in which a party speaks.
    pub quotes: Vec<String>,
    /// How events are told.
    #[serde(rename = "kind")]
    pub kinds: Vec<Kind>,
}

/// How events of one kind are told.
#[derive(Deserialize)]
pub struct Kind {
    /// `meet`, `visit` and so on.
    pub name: String,
    /// How many take part.
    pub parties: usize,
    /// Sentences for what is to come; none if such events are not announced.
    pub planned: Vec<String>,
    /// Sentences for what has happened.
    pub occurred: Vec<String>,
    /// Sentences for what was called off.
    pub cancelled: Vec<String>,
    /// Headlines.
    pub headlines: Vec<String>,
}

/// A country.
pub struct Country {
    /// What it is called.
    pub name: String,
    /// What its people are called: `Norwegian`.
    pub adjective: String,
    /// Its capital.
    pub capital: String,
}

/// Somebody who speaks for a country.
pub struct Person {
    /// Given and family name.
    pub name: String,
    /// The family name.
    pub last: String,
    /// The office.
    pub office: String,
    /// The country's place in [`World::countries`].
    pub country: usize,
}

/// Everything that can be written about.
pub struct World {
    /// The material.
    pub material: Material,
    /// The countries.
    pub countries: Vec<Country>,
    /// The people, one for each office of each country.
    pub people: Vec<Person>,
}

impl World {
    /// Makes the world that the dice give, from the data of a project's folder.
    pub fn new(project: &Path, dice: &mut Dice) -> anyhow::Result<Self> {
        let read = |name: &str| {
            let path = project.join(name);
            std::fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))
        };
        let material: Material = toml::from_str(&read("corpus/scale/templates.toml")?)?;
        let countries: Vec<Country> = read("data/places/countries.tsv")?.lines().filter_map(country).collect();
        let names = read("data/training/people.tsv")?;
        let parts = |part: &str| -> Vec<(&str, &str)> {
            let cells =
                names.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect::<Vec<_>>());
            cells.filter(|cells| cells.len() == 3 && cells[1] == part).map(|cells| (cells[0], cells[2])).collect()
        };
        let (given, family) = (parts("given"), parts("family"));
        ensure!(!countries.is_empty() && !given.is_empty() && !family.is_empty(), "no countries or no names");
        let mut people = Vec::new();
        for country in 0..countries.len() {
            for office in &material.offices {
                // Both names of one culture, as far as it has family names.
                let (culture, first) = *dice.pick(&given);
                let kin: Vec<&str> =
                    family.iter().filter(|(other, _)| *other == culture).map(|(_, name)| *name).collect();
                let last = if kin.is_empty() { dice.pick(&family).1 } else { *dice.pick(&kin) };
                let name = format!("{first} {last}");
                people.push(Person { name, last: last.to_owned(), office: office.clone(), country });
            }
        }
        Ok(World { material, countries, people })
    }

    /// Picks a person; a few are in the news far more often than the others.
    pub fn person(&self, dice: &mut Dice) -> usize {
        let count = self.people.len();
        dice.below(count).min(dice.below(count)).min(dice.below(count))
    }
}

/// Takes a row of `countries.tsv`, if the country has an adjective and a capital.
fn country(line: &str) -> Option<Country> {
    let cells: Vec<&str> = line.split('\t').collect();
    let first = |at: usize| cells.get(at).and_then(|cell| cell.split(';').next()).filter(|text| !text.is_empty());
    if line.starts_with('#') {
        return None;
    }
    Some(Country { name: first(1)?.to_owned(), adjective: first(3)?.to_owned(), capital: first(4)?.to_owned() })
}
