//! Pairs of countries: how often, when last and about what they deal with each other.

use std::collections::{BTreeMap, BTreeSet};

use plenipo_record::CountryCode;
use rusqlite::Connection;

use crate::calendar;
use crate::error::Result;
use crate::ledger::Ledger;

/// Two countries, and how often both take part in an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairRow {
    /// The country that comes first in the alphabet of codes.
    pub one: String,
    /// The other.
    pub other: String,
    /// In how many events.
    pub n_events: usize,
    /// The latest day of them, counted from 1970-01-01.
    pub latest: i32,
}

/// How many events of one kind two countries share in one month.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PairMonth {
    /// The year.
    pub year: i16,
    /// The month, 1 to 12.
    pub month: i8,
    /// `meet`, `visit` and so on.
    pub kind: String,
    /// How many.
    pub n_events: usize,
}

/// So many events, the latest of a span of days, tell which pairs are the busiest.
const SURVEYED: i64 = 10_000;

impl Ledger {
    /// Returns the pairs of countries that share most events between two days; gatherings, where everybody is, do not count.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn busiest_pairs(&self, since: i32, until: i32, limit: usize) -> Result<Vec<PairRow>> {
        busiest_pairs(&self.connection, since, until, limit).map_err(|error| error.at(&self.path))
    }

    /// Returns the countries that share most events with one, in so many of its latest events.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn partners(&self, country: CountryCode, limit: usize) -> Result<Vec<PairRow>> {
        partners(&self.connection, country, limit).map_err(|error| error.at(&self.path))
    }

    /// Returns how many events two countries share, month by month and kind by kind, called off or not.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn pair_months(&self, one: CountryCode, other: CountryCode) -> Result<Vec<PairMonth>> {
        pair_months(&self.connection, one, other).map_err(|error| error.at(&self.path))
    }
}

fn busiest_pairs(connection: &Connection, since: i32, until: i32, limit: usize) -> Result<Vec<PairRow>> {
    let mut select = connection.prepare_cached(
        "SELECT surveyed.id, surveyed.first_day, profile.country FROM
             (SELECT id, first_day FROM event WHERE first_day BETWEEN ? AND ? AND rejected = 0 AND kind <> 'gathering'
              ORDER BY first_day DESC, id DESC LIMIT ?) AS surveyed
         JOIN event_party ON event_party.event = surveyed.id JOIN profile ON profile.id = event_party.profile
         WHERE profile.country IS NOT NULL",
    )?;
    let rows = select.query_map((since, until, SURVEYED), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(ranked(pairs(rows.collect::<rusqlite::Result<Vec<_>>>()?), limit))
}

fn partners(connection: &Connection, country: CountryCode, limit: usize) -> Result<Vec<PairRow>> {
    let mut select = connection.prepare_cached(
        "SELECT surveyed.event, surveyed.first_day, profile.country FROM
             (SELECT event, first_day FROM event_country WHERE country = ? AND first_day IS NOT NULL
              ORDER BY first_day DESC LIMIT ?) AS surveyed
         JOIN event_party ON event_party.event = surveyed.event JOIN profile ON profile.id = event_party.profile
         WHERE profile.country IS NOT NULL",
    )?;
    let rows = select.query_map((country.as_str(), SURVEYED), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let mut pairs = pairs(rows.collect::<rusqlite::Result<Vec<_>>>()?);
    pairs.retain(|(one, other), _| one == country.as_str() || other == country.as_str());
    Ok(ranked(pairs, limit))
}

type Pairs = BTreeMap<(String, String), (usize, i32)>;

/// Counts the pairs of the countries of each event; rows are event, day, country.
fn pairs(rows: Vec<(i64, i32, String)>) -> Pairs {
    let mut events: BTreeMap<i64, (i32, BTreeSet<String>)> = BTreeMap::new();
    for (event, day, country) in rows {
        events.entry(event).or_insert_with(|| (day, BTreeSet::new())).1.insert(country);
    }
    let mut pairs = Pairs::new();
    for (day, countries) in events.into_values() {
        let countries: Vec<String> = countries.into_iter().collect();
        for (at, one) in countries.iter().enumerate() {
            for other in &countries[at + 1..] {
                let (count, latest) = pairs.entry((one.clone(), other.clone())).or_insert((0, day));
                *count += 1;
                *latest = day.max(*latest);
            }
        }
    }
    pairs
}

fn ranked(pairs: Pairs, limit: usize) -> Vec<PairRow> {
    let row = |((one, other), (n_events, latest))| PairRow { one, other, n_events, latest };
    let mut rows: Vec<PairRow> = pairs.into_iter().map(row).collect();
    // The sort keeps the alphabet among equals.
    rows.sort_by(|a, b| b.n_events.cmp(&a.n_events).then(b.latest.cmp(&a.latest)));
    rows.truncate(limit);
    rows
}

fn pair_months(connection: &Connection, one: CountryCode, other: CountryCode) -> Result<Vec<PairMonth>> {
    let mut select = connection.prepare_cached(
        "SELECT event.kind, event.first_day FROM event_country AS listed JOIN event ON event.id = listed.event
         WHERE listed.country = ?1 AND listed.first_day IS NOT NULL AND event.rejected = 0
             AND EXISTS (SELECT 1 FROM event_party JOIN profile ON profile.id = event_party.profile
                 WHERE event_party.event = event.id AND profile.country = ?1)
             AND EXISTS (SELECT 1 FROM event_party JOIN profile ON profile.id = event_party.profile
                 WHERE event_party.event = event.id AND profile.country = ?2)",
    )?;
    let mut counts: BTreeMap<(i16, i8, String), usize> = BTreeMap::new();
    let mut rows = select.query((one.as_str(), other.as_str()))?;
    while let Some(row) = rows.next()? {
        let date = calendar::date_of(row.get(1)?);
        *counts.entry((date.year(), date.month(), row.get(0)?)).or_default() += 1;
    }
    let month = |((year, month, kind), n_events)| PairMonth { year, month, kind, n_events };
    Ok(counts.into_iter().map(month).collect())
}
