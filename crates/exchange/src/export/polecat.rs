//! Events in the columns of POLECAT's weekly files.

use plenipo_ledger::{EventView, Party};
use plenipo_record::{ActorKind, codes, state_numbers};

use super::{Stream, tab_separated};
use crate::phrase::CountryName;

/// The head of the file.
pub const POLECAT_COLUMNS: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

/// Events as one row each, under a head; the date is the first day, and those of which the year is not known are left out.
///
/// Several values are parted by semicolons. Sectors, coordinates and ids of other collections stay empty.
pub struct Polecat<'a> {
    version: &'a str,
    country: CountryName<'a>,
}

impl<'a> Polecat<'a> {
    /// Begins a file that says which version wrote it.
    pub fn new(version: &'a str, country: CountryName<'a>) -> Self {
        Polecat { version, country }
    }
}

impl Stream for Polecat<'_> {
    fn begin(&mut self) -> String {
        POLECAT_COLUMNS.join("\t") + "\n"
    }

    fn event(&mut self, view: &EventView) -> String {
        let row = row(view, self.version, self.country);
        row.map_or_else(String::new, |row| tab_separated(&row) + "\n")
    }
}

fn row(view: &EventView, version: &str, country: CountryName) -> Option<Vec<String>> {
    let event = &view.event;
    let first = event.when()?.start.first()?;
    let codes = codes(event.kind, event.status, None);
    let report = view.reports.first();
    let published = report.and_then(|report| report.published.as_deref()?.split('T').next().map(str::to_owned));
    let nation = event.country.as_deref().and_then(|code| code.parse().ok()).and_then(country);
    let place = event.place.clone().unwrap_or_default();

    let mut row = vec![
        event.id.clone(),
        first.to_string(),
        codes.plover.to_owned(),
        codes.mode.unwrap_or_default().to_owned(),
        codes.score.to_string(),
        codes.quad_name().to_owned(),
        String::new(),
    ];
    row.extend(side(&event.by, country));
    row.extend(side(&event.with, country));
    row.extend([place.clone(), place.clone(), String::new(), String::new(), nation.unwrap_or_default()]);
    row.extend([String::new(), String::new(), String::new(), place, String::new()]);
    row.push(report.and_then(|report| report.outlet.clone()).unwrap_or_default());
    row.push(published.unwrap_or_default());
    row.push(names(event.by.iter().chain(&event.with), ActorKind::Person));
    row.push(names(event.by.iter().chain(&event.with), ActorKind::Organization));
    row.push(names(event.by.iter().chain(&event.with), ActorKind::Country));
    row.extend(["en".to_owned(), version.to_owned()]);
    Some(row)
}

/// The eight columns of a side.
fn side(parties: &[Party], country: CountryName) -> Vec<String> {
    let joined = |values: Vec<String>| values.join(";");
    let nations = parties.iter().map(|party| {
        let code = party.country.as_deref().and_then(|code| code.parse().ok());
        code.and_then(country).unwrap_or_default()
    });
    let numbers = parties.iter().map(|party| {
        let code = party.country.as_deref().and_then(|code| code.parse().ok());
        code.and_then(|code| state_numbers(code).cow).map_or_else(String::new, |number| number.to_string())
    });
    let names: Vec<String> = parties.iter().map(|party| party.name.replace(';', ",")).collect();
    let nations = joined(nations.collect());
    let empty = String::new;
    vec![joined(names.clone()), nations, joined(numbers.collect()), empty(), empty(), empty(), joined(names), empty()]
}

fn names<'p>(parties: impl Iterator<Item = &'p Party>, kind: ActorKind) -> String {
    let wanted = parties.filter(|party| party.kind == kind);
    wanted.map(|party| party.name.replace(';', ",")).collect::<Vec<_>>().join(";")
}
