//! The names of `data/training` and `data/places`, from which invented sentences are filled.

use crate::dice::Dice;
use anyhow::{Context, ensure};
use std::collections::BTreeMap;
use std::path::Path;

/// Lists of forms by what they name.
pub struct Inventory {
    /// Forms by slot: `L.city`, `O.ministry`, `D`, `T` and so on.
    forms: BTreeMap<String, Vec<String>>,
    cultures: Vec<Culture>,
}

#[derive(Default)]
struct Culture {
    patterns: Vec<String>,
    parts: BTreeMap<String, Vec<String>>,
    /// Whether of two family names the last is the short form.
    last_family: bool,
}

/// An invented person.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// All of the name.
    pub full: String,
    /// What the person is called for short; the whole name where it has no family name.
    pub family: String,
    /// The given name; the whole name where there is none.
    pub given: String,
    /// What stands before the name and is no part of it, `Sri` or `Daw`; mostly empty.
    pub before: String,
    /// What stands behind the name and is no part of it, `ji` or `san`; mostly empty.
    pub behind: String,
}

/// How many people in a hundred have an honorific, where their culture knows some.
const HONOURED: usize = 12;

impl Inventory {
    /// Reads the inventories below `data`.
    pub fn read(data: &Path) -> anyhow::Result<Self> {
        let mut forms: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut add = |slot: &str, form: &str| forms.entry(slot.to_owned()).or_default().push(form.to_owned());
        for row in rows(data, "places/cities.tsv")? {
            add("L.city", &row[0]);
        }
        for row in rows(data, "places/countries.tsv")? {
            // The common name counts three times as often as each of the others.
            for _ in 0..3 {
                add("L.country", &row[1]);
            }
            for (column, slot) in [(2, "L.country"), (3, "D"), (4, "L.city")] {
                for form in
                    row.get(column).into_iter().flat_map(|field| field.split(';')).filter(|form| !form.is_empty())
                {
                    add(slot, form);
                }
            }
        }
        for row in rows(data, "places/regions.tsv")? {
            add("L.region", &row[0]);
        }
        for (file, letter) in [("organizations", 'O'), ("others", 'X'), ("places", 'L')] {
            for row in rows(data, &format!("training/{file}.tsv"))? {
                ensure!(row.len() == 2, "`training/{file}.tsv`: expected kind and form, found {row:?}");
                add(&format!("{letter}.{}", row[0]), &row[1]);
            }
        }
        for row in rows(data, "training/titles.txt")? {
            add("T", &row[0]);
        }
        for row in rows(data, "training/calendar.tsv")? {
            ensure!(row.len() == 2, "`training/calendar.tsv`: expected slot and form, found {row:?}");
            add(&row[0], &row[1]);
        }
        let mut cultures: BTreeMap<String, Culture> = BTreeMap::new();
        for row in rows(data, "training/people.tsv")? {
            ensure!(row.len() == 3, "`training/people.tsv`: expected culture, part and form, found {row:?}");
            let culture = cultures.entry(row[0].clone()).or_default();
            culture.parts.entry(row[1].clone()).or_default().push(row[2].clone());
        }
        for row in rows(data, "training/cultures.tsv")? {
            let culture = cultures.get_mut(&row[0]).with_context(|| format!("no names of culture `{}`", row[0]))?;
            culture.patterns.push(row[1].clone());
            culture.last_family = row[0].contains("Portuguese");
        }
        let cultures: Vec<Culture> = cultures.into_values().filter(|culture| !culture.patterns.is_empty()).collect();
        Ok(Self { forms, cultures })
    }

    /// Draws a form for a slot such as `O.ministry`, or for any kind of `O`.
    pub fn draw(&self, slot: &str, dice: &mut Dice) -> anyhow::Result<&str> {
        let named = match slot {
            "L" => *dice.pick(&["L.country", "L.country", "L.city", "L.city", "L.city", "L.region"]),
            _ => slot,
        };
        if let Some(forms) = self.forms.get(named) {
            return Ok(dice.pick::<String>(forms));
        }
        let kinds: Vec<&Vec<String>> = self
            .forms
            .iter()
            .filter(|(name, _)| name.split('.').next() == Some(named))
            .map(|(_, forms)| forms)
            .collect();
        ensure!(!kinds.is_empty(), "no forms for slot `{slot}`");
        let kind = *dice.pick(&kinds);
        Ok(dice.pick::<String>(kind))
    }

    /// Invents a person.
    pub fn person(&self, dice: &mut Dice) -> Person {
        let culture = dice.pick(&self.cultures);
        let pattern = dice.pick(&culture.patterns);
        let mut person = Person::default();
        let mut drawn = Vec::new();
        let words: Vec<String> =
            pattern.split(' ').map(|word| culture.word(word, dice, &mut person, &mut drawn)).collect();
        person.full = words.join(" ");
        for (part, honorific) in [("honorific", &mut person.before), ("honorific-after", &mut person.behind)] {
            if let Some(forms) = culture.parts.get(part).filter(|_| dice.chance(HONOURED)) {
                honorific.clone_from(dice.pick(forms));
            }
        }
        for part in [&mut person.family, &mut person.given] {
            if part.is_empty() {
                part.clone_from(&person.full);
            }
        }
        person
    }
}

/// Returns the rows of a file of `data`, cut at tabs, without comments.
pub fn rows(data: &Path, file: &str) -> anyhow::Result<Vec<Vec<String>>> {
    let path = data.join(file);
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    Ok(lines.map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}

impl Culture {
    /// Fills one word of a pattern: a part, parts joined by hyphens, an initial, or what stands there.
    fn word(&self, word: &str, dice: &mut Dice, person: &mut Person, drawn: &mut Vec<String>) -> String {
        if word.starts_with("initial") {
            return word.replace("initial", &char::from(b'A' + dice.below(26) as u8).to_string());
        }
        if let Some(forms) = self.parts.get(word) {
            let mut form = dice.pick(forms).clone();
            for _ in 0..4 {
                if !drawn.contains(&form) {
                    break;
                }
                form.clone_from(dice.pick(forms));
            }
            drawn.push(form.clone());
            if word.ends_with("family") && (person.family.is_empty() || self.last_family) {
                person.family.clone_from(&form);
            }
            if word == "given" && person.given.is_empty() {
                person.given.clone_from(&form);
            }
            return form;
        }
        if let Some((front, back)) = word.split_once('-') {
            let joined = self.word(front, dice, person, drawn) + "-" + &self.word(back, dice, person, drawn);
            if front == "family" {
                person.family.clone_from(&joined);
            } else if front == "given" {
                person.given.clone_from(&joined);
            }
            return joined;
        }
        word.to_owned()
    }
}
