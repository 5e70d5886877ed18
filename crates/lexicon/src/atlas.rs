//! Where towns and countries are, and where land is: for maps, never for reading.

use std::collections::HashMap;
use std::sync::LazyLock;

use plenipo_record::CountryCode;

use crate::error::{Error, rows};
use crate::name::without_accents;

/// A place on the globe, in degrees: north and east are positive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// From -90 to 90.
    pub latitude: f64,
    /// From -180 to 180.
    pub longitude: f64,
}

/// Coordinates by name, and the outlines of land.
///
/// It knows no border: which land belongs to whom is not for a map of meetings to say.
pub struct Atlas {
    towns: HashMap<(String, CountryCode), Point>,
    countries: HashMap<CountryCode, Point>,
    land: Vec<Vec<Point>>,
}

const COORDINATES: &str = "data/places/coordinates.tsv";
const LAND: &str = "data/places/land.txt";

impl Atlas {
    /// Returns the atlas inside the program.
    pub fn builtin() -> &'static Atlas {
        static ATLAS: LazyLock<Atlas> =
            LazyLock::new(|| Atlas::embedded().expect("the files in the program are well-formed: a test reads them"));
        &ATLAS
    }

    /// Reads the files that are embedded in the program.
    ///
    /// # Errors
    ///
    /// Fails where a file is not what it should be; the error names the file and what is wrong in it.
    pub fn embedded() -> Result<Atlas, Error> {
        let mut atlas = Atlas { towns: HashMap::new(), countries: HashMap::new(), land: Vec::new() };
        atlas.read_coordinates(include_str!("../../../data/places/coordinates.tsv"))?;
        atlas.land = outlines(include_str!("../../../data/places/land.txt"))?;
        Ok(atlas)
    }

    /// Returns where a town is.
    pub fn town(&self, name: &str, country: CountryCode) -> Option<Point> {
        self.towns.get(&(key(name), country)).copied()
    }

    /// Returns some place in the middle of a country.
    pub fn country(&self, country: CountryCode) -> Option<Point> {
        self.countries.get(&country).copied()
    }

    /// Returns the outlines of land, corner after corner; one inside another is water.
    pub fn land(&self) -> &[Vec<Point>] {
        &self.land
    }

    fn read_coordinates(&mut self, text: &str) -> Result<(), Error> {
        for (line, columns) in rows(text) {
            let invalid = |what: &str| Error::invalid(COORDINATES, format!("line {line}: {what}"));
            let [name, country, latitude, longitude] = columns[..] else {
                return Err(invalid("expected a name, a country, a latitude and a longitude"));
            };
            let country = country.parse().map_err(|_| invalid("no country code"))?;
            let point = point(latitude, longitude).ok_or_else(|| invalid("no place on the globe"))?;
            if name.is_empty() {
                self.countries.insert(country, point);
            } else {
                self.towns.insert((key(name), country), point);
            }
        }
        Ok(())
    }
}

/// Returns the form in which names are compared: without accents, case, blanks and signs.
fn key(name: &str) -> String {
    without_accents(&name.to_lowercase()).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn point(latitude: &str, longitude: &str) -> Option<Point> {
    let degrees = |text: &str, most: f64| text.parse::<f64>().ok().filter(|value| value.abs() <= most);
    Some(Point { latitude: degrees(latitude, 90.0)?, longitude: degrees(longitude, 180.0)? })
}

fn outlines(text: &str) -> Result<Vec<Vec<Point>>, Error> {
    let outline = |(line, columns): (usize, Vec<&str>)| {
        let corner = |corner: &str| corner.split_once(',').and_then(|(east, north)| point(north, east));
        let corners: Option<Vec<Point>> = columns[0].split(' ').map(corner).collect();
        let corners = corners.filter(|corners| corners.len() > 2);
        corners.ok_or_else(|| Error::invalid(LAND, format!("line {line}: expected corners such as `10.8,59.9`")))
    };
    rows(text).map(outline).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, country: &str, expected: Option<(f64, f64)>) {
        let town = Atlas::builtin().town(name, country.parse().unwrap());
        assert_eq!(town.map(|point| (point.latitude, point.longitude)), expected, "{name}");
    }

    #[test]
    fn towns_are_found_however_they_are_spelt() {
        check("Oslo", "NOR", Some((59.91, 10.75)));
        check("BOGOTÁ", "COL", Some((4.61, -74.08)));
        check("Bogota", "COL", Some((4.61, -74.08)));
        check("Sharm el-Sheikh", "EGY", Some((27.92, 34.33)));
        check("Oslo", "SWE", None);
        check("", "NOR", None);
    }

    #[test]
    fn every_town_and_country_that_is_known_has_a_place() {
        let atlas = Atlas::builtin();
        let code = |code: &str| code.parse::<CountryCode>().unwrap();
        let mut missing: Vec<String> = Vec::new();
        for (_, columns) in rows(include_str!("../../../data/places/cities.tsv")) {
            if atlas.town(columns[0], code(columns[1])).is_none() {
                missing.push(columns.join(" "));
            }
        }
        for (_, columns) in rows(include_str!("../../../data/places/countries.tsv")) {
            let capitals = columns.get(4).copied().unwrap_or_default().split(';').filter(|name| !name.is_empty());
            missing.extend(capitals.filter(|name| atlas.town(name, code(columns[0])).is_none()).map(str::to_owned));
            if atlas.country(code(columns[0])).is_none() {
                missing.push(columns[0].to_owned());
            }
        }
        assert_eq!(missing, Vec::<String>::new());
    }

    #[test]
    fn land_is_where_towns_are() {
        let atlas = Atlas::builtin();
        for (name, country, on_land) in
            [("Nairobi", "KEN", true), ("Madrid", "ESP", true), ("Brasília", "BRA", true), ("Malé", "MDV", false)]
        {
            let town = atlas.town(name, country.parse().unwrap()).unwrap();
            let within = atlas.land().iter().filter(|outline| contains(outline, town)).count();
            assert_eq!(within % 2 == 1, on_land, "{name}");
        }
    }

    /// Counts the sides that a line from the point to the east crosses.
    fn contains(outline: &[Point], point: Point) -> bool {
        let sides = outline.iter().zip(outline.iter().cycle().skip(1));
        let crossed = sides.filter(|(one, other)| {
            let is_beside = (one.latitude > point.latitude) != (other.latitude > point.latitude);
            let share = (point.latitude - one.latitude) / (other.latitude - one.latitude);
            is_beside && one.longitude + share * (other.longitude - one.longitude) > point.longitude
        });
        crossed.count() % 2 == 1
    }
}
