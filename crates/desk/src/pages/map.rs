//! Map: where the events of a query are, as dots on land without borders, and as a table.

use std::collections::BTreeMap;

use maud::{Markup, html};
use plenipo_ledger::PlaceRow;
use plenipo_lexicon::{Atlas, Point};
use plenipo_record::{CountryCode, EventKind, Status};
use schemars::JsonSchema;
use serde::Serialize;

use super::search_address;
use super::subset::{COUNTED, Subset};
use crate::asked::Asked;
use crate::format::Table;
use crate::html::{Dot, day_link, globe};
use crate::refusal::Refusal;
use crate::route::{Tabled, View};
use crate::search::{Field, Term};
use crate::view::country_name;

/// How many places the page lists; the table for programs has all of them.
const ROWS: usize = 100;

/// What the page shows.
#[derive(Serialize, JsonSchema)]
pub struct MapPage {
    #[serde(flatten)]
    subset: Subset,
    /// The places, the commonest first.
    places: Vec<PlaceView>,
    /// How many of the events have no place.
    n_nowhere: usize,
}

/// A place.
#[derive(Serialize, JsonSchema)]
struct PlaceView {
    /// Its name; nothing where the country alone is told.
    place: Option<String>,
    /// Its country, three letters.
    country: Option<String>,
    /// Degrees, north is positive; nothing where the place is not known.
    latitude: Option<f64>,
    /// Degrees, east is positive.
    longitude: Option<f64>,
    /// `town`, `country` (the dot lies somewhere in its middle), or nothing.
    precision: Option<&'static str>,
    /// How many events.
    n_events: usize,
    /// The first day of the latest of them.
    latest: Option<String>,
    /// The events.
    address: String,
}

/// Asks the ledger.
pub fn load(asked: &Asked) -> Result<MapPage, Refusal> {
    let (mut subset, mut query) = Subset::of(asked)?;
    if query.filter.statuses.is_empty() {
        // What was called off or is only wished for is nowhere.
        query.filter.statuses = vec![Status::Occurred, Status::Ongoing, Status::Planned];
    }
    let spread = asked.ledger.places(&query, COUNTED)?;
    (subset.counted, subset.has_more) = (spread.counted, spread.more);
    let somewhere: usize = spread.rows.iter().map(|row| row.n_events).sum();
    let places = spread.rows.into_iter().map(|row| place(row, &subset)).collect();
    Ok(MapPage { n_nowhere: spread.counted.saturating_sub(somewhere), places, subset })
}

fn place(row: PlaceRow, subset: &Subset) -> PlaceView {
    let atlas = Atlas::builtin();
    let country = row.country.as_deref().and_then(|code| code.parse::<CountryCode>().ok());
    let town = country.and_then(|country| atlas.town(row.place.as_deref()?, country));
    let (point, precision) = match (town, country.and_then(|country| atlas.country(country))) {
        (Some(town), _) => (Some(town), Some("town")),
        (None, Some(middle)) => (Some(middle), Some("country")),
        (None, None) => (None, None),
    };
    let named = row.place.as_deref().map(|place| Term::Phrase(place.replace('"', "")));
    let country = row.country.clone().map(|code| Term::Field(Field::Country, code));
    PlaceView {
        address: search_address(&subset.and(named.into_iter().chain(country))),
        place: row.place,
        country: row.country,
        latitude: point.map(|point| point.latitude),
        longitude: point.map(|point| point.longitude),
        precision,
        n_events: row.n_events,
        latest: row.latest,
    }
}

impl PlaceView {
    fn name(&self) -> String {
        let country = self.country.as_deref().map(country_name);
        match (&self.place, country) {
            (Some(place), Some(country)) if *place != country => format!("{place}, {country}"),
            (Some(place), _) => place.clone(),
            (None, country) => country.unwrap_or_default(),
        }
    }

    fn point(&self) -> Option<Point> {
        Some(Point { latitude: self.latitude?, longitude: self.longitude? })
    }
}

impl MapPage {
    /// Returns one dot for each town, and one for each country whose events have no town that is known.
    fn dots(&self) -> Vec<Dot> {
        let mut dots: BTreeMap<(bool, String), Dot> = BTreeMap::new();
        for place in &self.places {
            let Some(point) = place.point() else { continue };
            let is_exact = place.precision == Some("town");
            let country = place.country.as_deref().unwrap_or_default();
            let name = if is_exact { place.name() } else { country_name(country) };
            let address = if is_exact {
                place.address.clone()
            } else {
                search_address(&self.subset.and([Term::Field(Field::Country, country.to_owned())]))
            };
            let dot = Dot { point, name: name.clone(), address, weight: 0, is_exact };
            dots.entry((is_exact, name)).or_insert(dot).weight += place.n_events;
        }
        dots.into_values().collect()
    }
}

impl View for MapPage {
    fn title(&self) -> String {
        "Map".to_owned()
    }

    fn body(&self) -> Markup {
        let dots = self.dots();
        html! {
            (self.subset.form("/map", None, &EventKind::DIPLOMATIC))
            (self.subset.extent("events"))
            @if self.places.is_empty() {
                p.none { "None of them has a place. " a href="/map" { "The whole record" } }
            } @else {
                figure.picture {
                    (globe("Where the events are", &dots))
                    figcaption {
                        "One dot for each town, the larger the more events. A ring stands for a country whose town is not told. "
                        "The map shows land and no borders. Land: Natural Earth; places: GeoNames (CC BY 4.0)."
                    }
                }
                div.wide {
                    table {
                        caption { "Places, the commonest first" }
                        thead { tr { th scope="col" { "Place" } th.number scope="col" { "Events" } th scope="col" { "Latest" } } }
                        tbody {
                            @for place in self.places.iter().take(ROWS) {
                                tr {
                                    th scope="row" { a href=(place.address) { (place.name()) } }
                                    td.number { (place.n_events) }
                                    td { @if let Some(latest) = &place.latest { (day_link(latest)) } }
                                }
                            }
                        }
                    }
                }
                @if self.places.len() > ROWS { p.note { (self.places.len() - ROWS) " more places are in the table for programs." } }
                @if self.n_nowhere > 0 { p.note { (self.n_nowhere) " of the events have no place." } }
            }
        }
    }
}

impl Tabled for MapPage {
    fn table(&self) -> Table {
        let degrees = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
        let row = |place: &PlaceView| {
            vec![
                place.place.clone().unwrap_or_default(),
                place.country.clone().unwrap_or_default(),
                degrees(place.latitude),
                degrees(place.longitude),
                place.precision.unwrap_or_default().to_owned(),
                place.n_events.to_string(),
                place.latest.clone().unwrap_or_default(),
            ]
        };
        let heads = vec!["place", "country", "latitude", "longitude", "precision", "n_events", "latest"];
        Table { heads, rows: self.places.iter().map(row).collect() }
    }
}
