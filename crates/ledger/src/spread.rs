//! How the events of a list are spread over places, and who takes part in them together.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::types::{FromSql, Value};
use rusqlite::{Connection, params_from_iter};

use crate::calendar;
use crate::error::Result;
use crate::ledger::Ledger;
use crate::listing::{EventQuery, conditions};
use crate::row::{Party, PartyReader};
use crate::words;

/// What was counted over the latest events of a list.
#[derive(Clone, Debug)]
pub struct Spread<T> {
    /// How many events were looked at.
    pub counted: usize,
    /// Whether there are more than were looked at.
    pub more: bool,
    /// What was found in them.
    pub rows: Vec<T>,
}

/// A place, and how many events are there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceRow {
    /// The place as articles have it; nothing where they tell the country alone.
    pub place: Option<String>,
    /// The country of the place.
    pub country: Option<String>,
    /// How many events.
    pub n_events: usize,
    /// The first day of the latest of them, ISO 8601.
    pub latest: Option<String>,
}

/// Those who take part in an event together, and in how many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company<T> {
    /// Who they are, each once.
    pub members: Vec<T>,
    /// How many events.
    pub n_events: usize,
}

impl Ledger {
    /// Counts the places of the latest events of a list, `bound` of them at most, the commonest first; events without a place
    /// are looked at and give no row.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn places(&self, query: &EventQuery, bound: usize) -> Result<Spread<PlaceRow>> {
        places(&self.connection, query, bound).map_err(|error| error.at(&self.path))
    }

    /// Returns who takes part together in the latest events of a list, `bound` of them at most, each actor once an event.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn companies(&self, query: &EventQuery, bound: usize) -> Result<Spread<Company<Party>>> {
        companies(&self.connection, query, bound).map_err(|error| error.at(&self.path))
    }

    /// Returns which countries take part together in the latest events of a list, `bound` of them at most: three letters each,
    /// in the order of the alphabet.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn nations(&self, query: &EventQuery, bound: usize) -> Result<Spread<Company<String>>> {
        nations(&self.connection, query, bound).map_err(|error| error.at(&self.path))
    }
}

/// Returns one column of the latest events of a list, `bound` at most, and whether there are more.
fn latest<T: FromSql>(
    connection: &Connection,
    query: &EventQuery,
    bound: usize,
    column: &str,
) -> Result<(Vec<T>, bool)> {
    let Some((way, mut conditions)) = conditions(connection, query)? else { return Ok((Vec::new(), false)) };
    conditions.values.push(Value::from(bound as i64 + 1));
    let tables = way.tables();
    let mut select = connection.prepare_cached(&format!(
        "SELECT {column} FROM {tables} WHERE {} ORDER BY {} LIMIT ?",
        conditions.joined(),
        way.order()
    ))?;
    let found = select.query_map(params_from_iter(conditions.values), |row| row.get(0))?;
    let mut found = found.collect::<rusqlite::Result<Vec<T>>>()?;
    let more = found.len() > bound;
    found.truncate(bound);
    Ok((found, more))
}

fn places(connection: &Connection, query: &EventQuery, bound: usize) -> Result<Spread<PlaceRow>> {
    let (events, more) = latest::<i64>(connection, query, bound, "event.id")?;
    let mut select = connection.prepare_cached(
        "SELECT place, country, count(*), max(first_day) FROM event
         WHERE id IN (SELECT value FROM json_each(?)) AND (place IS NOT NULL OR country IS NOT NULL)
         GROUP BY place, country ORDER BY 3 DESC, 1, 2",
    )?;
    let rows = select.query_map([serde_json::to_string(&events)?], |row| {
        let latest: Option<i32> = row.get(3)?;
        Ok(PlaceRow {
            place: row.get(0)?,
            country: row.get(1)?,
            n_events: row.get::<_, i64>(2)? as usize,
            latest: latest.map(|day| calendar::date_of(day).to_string()),
        })
    })?;
    Ok(Spread { counted: events.len(), more, rows: rows.collect::<rusqlite::Result<_>>()? })
}

fn companies(connection: &Connection, query: &EventQuery, bound: usize) -> Result<Spread<Company<Party>>> {
    let (events, more) = latest::<i64>(connection, query, bound, "event.id")?;
    let mut select = connection.prepare_cached(
        "SELECT event_party.event, event_party.profile FROM json_each(?) AS wanted
         CROSS JOIN event_party ON event_party.event = wanted.value",
    )?;
    let mut parts: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    let mut rows = select.query([serde_json::to_string(&events)?])?;
    while let Some(row) = rows.next()? {
        parts.entry(row.get(0)?).or_default().insert(row.get(1)?);
    }
    let mut reader = PartyReader::new(connection)?;
    let companies = counted(parts.into_values()).into_iter().map(|(profiles, n_events)| {
        let mut members: Vec<Party> = Vec::new();
        for profile in profiles {
            // Two profiles may have been found to be one actor.
            members.extend(reader.party(profile)?.filter(|party| !members.contains(party)));
        }
        Ok(Company { members, n_events })
    });
    Ok(Spread { counted: events.len(), more, rows: companies.collect::<Result<_>>()? })
}

fn nations(connection: &Connection, query: &EventQuery, bound: usize) -> Result<Spread<Company<String>>> {
    let (events, more) = latest::<String>(connection, query, bound, "event.countries")?;
    let n_events = events.len();
    let company = |(countries, n_events): (String, usize)| Ok(Company { members: words::texts(&countries)?, n_events });
    Ok(Spread { counted: n_events, more, rows: counted(events).into_iter().map(company).collect::<Result<_>>()? })
}

/// Counts how often each value is there.
fn counted<T: Ord>(values: impl IntoIterator<Item = T>) -> BTreeMap<T, usize> {
    let mut counts = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts
}
