//! The world with dots: land without borders, in the projection "Natural Earth", which is made of sums and products alone.

use std::fmt::Write as _;
use std::sync::LazyLock;

use maud::{Markup, html};
use plenipo_lexicon::{Atlas, Point};

/// A dot.
pub struct Dot {
    /// Where it is.
    pub point: Point,
    /// What is there.
    pub name: String,
    /// Where it leads.
    pub address: String,
    /// How much there is: the size of the dot.
    pub weight: usize,
    /// Whether the place is known, and not only the country.
    pub is_exact: bool,
}

/// Of the picture, in its own units.
const WIDTH: f64 = 960.0;
/// The north and the south end of the picture, in degrees; nobody meets beyond.
const NORTH: f64 = 84.0;
const SOUTH: f64 = -58.0;
/// Half the width of the projection, for a sphere of radius 1.
const HALF: f64 = 0.8707 * std::f64::consts::PI;

/// Draws dots on land; the smaller lie above the larger.
pub fn globe(title: &str, dots: &[Dot]) -> Markup {
    static LAND: LazyLock<String> = LazyLock::new(land);
    let mut drawn: Vec<&Dot> = dots.iter().collect();
    drawn.sort_by(|one, other| other.weight.cmp(&one.weight).then_with(|| one.name.cmp(&other.name)));
    let most = drawn.first().map_or(1, |dot| dot.weight.max(1));
    let (_, height) = projected(Point { latitude: SOUTH, longitude: 0.0 });
    html! {
        svg.globe viewBox={ "0 0 " (WIDTH) " " (height.round()) } role="group" aria-label=(title) {
            path.land aria-hidden="true" d=(*LAND) {}
            @for dot in drawn {
                @let (x, y) = projected(dot.point);
                a href=(dot.address) aria-label={ (dot.name) ": " (dot.weight) } {
                    title { (dot.name) ": " (dot.weight) }
                    circle class=(if dot.is_exact { "dot" } else { "dot vague" }) cx=(at(x)) cy=(at(y)) r=(at(radius(dot.weight, most))) {}
                }
            }
        }
    }
}

/// Areas are as the numbers.
fn radius(weight: usize, most: usize) -> f64 {
    (18.0 * (weight as f64 / most as f64).sqrt()).max(2.5)
}

/// Returns the outlines of land as a path of lines, each corner told from the one before.
fn land() -> String {
    let mut path = String::new();
    for outline in Atlas::builtin().land() {
        let (mut last, mut is_first) = ((0, 0), true);
        for point in outline {
            let (x, y) = projected(*point);
            // Tenths of a unit, so that rounding does not add up.
            let corner = ((x * 10.0).round() as i64, (y * 10.0).round() as i64);
            let (dx, dy) = (corner.0 - last.0, corner.1 - last.1);
            if is_first || (dx, dy) != (0, 0) {
                let command = if is_first { 'M' } else { 'l' };
                let _ = write!(path, "{command}{} {}", tenths(dx), tenths(dy));
            }
            (last, is_first) = (corner, false);
        }
        path.push('z');
        // After the end of an outline a path stands at its beginning, and the next one begins anew.
    }
    path
}

fn tenths(value: i64) -> f64 {
    value as f64 / 10.0
}

/// Returns where a place is in the picture.
///
/// The polynomials are those of Šavrič, Jenny, Patterson, Petrovič and Hurni (2011).
fn projected(point: Point) -> (f64, f64) {
    let (x, y) = natural_earth(point);
    let (_, top) = natural_earth(Point { latitude: NORTH, longitude: 0.0 });
    let scale = WIDTH / (2.0 * HALF);
    ((x + HALF) * scale, (top - y) * scale)
}

fn natural_earth(Point { latitude, longitude }: Point) -> (f64, f64) {
    let (phi, lambda) = (latitude.to_radians(), longitude.to_radians());
    let two = phi * phi;
    let four = two * two;
    let length = 0.8707 - 0.131_979 * two - 0.013_791 * four + four * four * two * (0.003_971 - 0.001_529 * two);
    let distance = phi
        * (1.007_226 + 0.015_085 * two - 0.044_475 * four * two + 0.028_874 * four * four
            - 0.005_916 * four * four * two);
    (lambda * length, distance)
}

fn at(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(latitude: f64, longitude: f64, expected: (f64, f64)) {
        let (x, y) = natural_earth(Point { latitude, longitude });
        assert!((x - expected.0).abs() < 1e-4 && (y - expected.1).abs() < 1e-4, "{x} {y}");
    }

    #[test]
    fn the_projection_is_the_published_one() {
        // As PROJ has it, for a sphere of radius 1.
        check(0.0, 0.0, (0.0, 0.0));
        check(0.0, 180.0, (2.735_38, 0.0));
        check(60.0, 90.0, (1.120_013, 1.044_570));
        check(-60.0, -90.0, (-1.120_013, -1.044_570));
        check(80.0, 10.0, (0.102_777, 1.337_035));
    }

    #[test]
    fn land_lies_inside_the_picture() {
        for point in Atlas::builtin().land().iter().flatten() {
            let (x, _) = projected(*point);
            assert!((0.0..=WIDTH).contains(&x), "{point:?}");
        }
        assert!(land().len() < 30_000, "a page stays small: {}", land().len());
    }
}
