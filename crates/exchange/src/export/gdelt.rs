//! Events in the columns of GDELT 2.0's event files.

use plenipo_ledger::{EventView, Party, short_hash};
use plenipo_record::{ActorKind, codes};

use super::{Stream, tab_separated};
use crate::phrase::CountryName;

/// How many columns a row has; the files have no head.
pub const GDELT_COLUMNS: usize = 61;

/// Events as rows, one for each pair of actors; those of which the year is not known are left out.
///
/// What GDELT takes from lists that the record does not have stays empty: types of actors, tone, coordinates and its own
/// codes of countries in the columns of places. `IsRootEvent` is 1, since a row is an event and not a sentence.
pub struct Gdelt<'a> {
    country: CountryName<'a>,
}

impl<'a> Gdelt<'a> {
    /// Begins a file.
    pub fn new(country: CountryName<'a>) -> Self {
        Gdelt { country }
    }
}

impl Stream for Gdelt<'_> {
    fn event(&mut self, view: &EventView) -> String {
        let event = &view.event;
        let Some(first) = event.when().and_then(|when| when.start.first()) else { return String::new() };
        let pairs = pairs(&event.by, &event.with).into_iter();
        pairs.map(|(one, other)| tab_separated(&row(view, first, one, other, self.country)) + "\n").collect()
    }
}

/// Everybody on one side with everybody on the other; where there is one side only, each two on it.
fn pairs<'p>(by: &'p [Party], with: &'p [Party]) -> Vec<(Option<&'p Party>, Option<&'p Party>)> {
    if !by.is_empty() && !with.is_empty() {
        return by.iter().flat_map(|one| with.iter().map(move |other| (Some(one), Some(other)))).collect();
    }
    match by {
        [] => with.iter().map(|other| (None, Some(other))).collect(),
        [one] => vec![(Some(one), None)],
        all => (0..all.len()).flat_map(|a| (a + 1..all.len()).map(move |b| (Some(&all[a]), Some(&all[b])))).collect(),
    }
}

fn row(
    view: &EventView,
    first: jiff::civil::Date,
    one: Option<&Party>,
    other: Option<&Party>,
    country: CountryName,
) -> Vec<String> {
    let event = &view.event;
    let codes = codes(event.kind, event.status, None);
    let (cameo, base, root) = (codes.cameo, &codes.cameo[..3], &codes.cameo[..2]);
    let name = |party: Option<&Party>| party.map(|party| party.id.clone()).unwrap_or_default();
    let id = short_hash([event.id.as_bytes(), name(one).as_bytes(), name(other).as_bytes()]);
    let fraction = f64::from(first.year()) + (f64::from(first.month()) * 30.0 + f64::from(first.day())) / 365.0;
    let goldstein = format!("{:?}", codes.goldstein);
    let address = view.reports.iter().find_map(|report| report.address.clone());
    let address = address.or_else(|| view.reports.first().map(|report| report.name.clone())).unwrap_or_default();

    let mut row = vec![
        id.to_string(),
        first.strftime("%Y%m%d").to_string(),
        first.strftime("%Y%m").to_string(),
        first.strftime("%Y").to_string(),
        format!("{fraction:.4}"),
    ];
    row.extend(actor(one));
    row.extend(actor(other));
    row.extend(["1", cameo, base, root, quad_class(root), &goldstein].map(str::to_owned));
    row.extend([view.reports.len().to_string(), event.n_outlets.to_string(), event.n_reports.to_string()]);
    row.push(String::new());
    row.extend(vec![String::new(); 16]);
    row.extend(action_place(event.place.as_deref(), event.country.as_deref(), country));
    row.extend([added(view), address]);
    row
}

/// The ten columns of an actor.
fn actor(party: Option<&Party>) -> Vec<String> {
    let code = party.and_then(|party| party.country.clone()).unwrap_or_default();
    let name = party.map(|party| party.name.to_uppercase()).unwrap_or_default();
    let group = party.filter(|party| party.kind == ActorKind::Organization && party.country.is_none());
    // An international organisation has no country; GDELT codes those whose group it does not know `IGO`.
    let kind = group.map_or("", |_| "IGO").to_owned();
    let lead = if code.is_empty() { kind.clone() } else { code.clone() };
    let mut columns = vec![lead, name, code];
    columns.extend(vec![String::new(); 4]);
    columns.push(kind);
    columns.extend(vec![String::new(); 2]);
    columns
}

/// The eight columns of the place: 1 is a country, 4 a town anywhere in the world.
fn action_place(place: Option<&str>, code: Option<&str>, country: CountryName) -> Vec<String> {
    let nation = code.and_then(|code| code.parse().ok()).and_then(country);
    let full = [place.map(str::to_owned), nation].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let kind = match (place, code) {
        (Some(_), _) => "4",
        (None, Some(_)) => "1",
        (None, None) => "0",
    };
    let mut columns = vec![kind.to_owned(), full];
    columns.extend(vec![String::new(); 6]);
    columns
}

/// 1 and 2 are cooperation in words and deeds, 3 and 4 conflict.
fn quad_class(root: &str) -> &'static str {
    match root {
        "01" | "02" | "03" | "04" | "05" => "1",
        "06" | "07" | "08" => "2",
        "09" | "10" | "11" | "12" | "13" => "3",
        _ => "4",
    }
}

/// The day of the first report, at midnight; 0 if no report is dated.
fn added(view: &EventView) -> String {
    let days = view.reports.iter().filter_map(|report| report.published.as_deref()?.split('T').next()?.parse().ok());
    let first: Option<jiff::civil::Date> = days.min();
    first.map_or_else(|| "0".to_owned(), |day| day.strftime("%Y%m%d000000").to_string())
}
