//! Names of cities: they tell a place that stands alone from a writer, a section or a crosshead.

use std::collections::HashSet;
use std::sync::OnceLock;

const CITIES: &str = include_str!("../../../data/places/cities.tsv");
const COUNTRIES: &str = include_str!("../../../data/places/countries.tsv");

/// The column of `countries.tsv` that holds the capitals.
const CAPITALS: usize = 4;

/// Tells whether `name`, in letters of any case, is a city that the tables of places know.
pub(crate) fn is_city(name: &str) -> bool {
    static NAMES: OnceLock<HashSet<String>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let rows = |table: &'static str| table.lines().filter(|line| !line.starts_with('#'));
        let cities = rows(CITIES).filter_map(|row| row.split('\t').next());
        let capitals = rows(COUNTRIES).filter_map(|row| row.split('\t').nth(CAPITALS));
        let capitals = capitals.flat_map(|names| names.split(';')).filter(|name| !name.is_empty());
        cities.chain(capitals).map(str::to_lowercase).collect()
    });
    names.contains(&name.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::is_city;

    #[test]
    fn capitals_and_towns_are_cities() {
        for name in ["Oslo", "NEW DELHI", "Abidjan", "Port-au-Prince"] {
            assert!(is_city(name), "{name}");
        }
        for name in ["Norway", "Ana Writer", "Politics", ""] {
            assert!(!is_city(name), "{name}");
        }
    }
}
