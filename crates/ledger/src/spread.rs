//! How the events of a list are spread over places, and who takes part in them together.

use rusqlite::{Connection, params_from_iter, types::Value};

use crate::calendar;
use crate::error::Result;
use crate::ledger::Ledger;
use crate::listing::{EventQuery, conditions, order};
use crate::query::{Party, party_of};

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

    /// Returns who takes part in each of the latest events of a list, `bound` of them at most, each actor once an event.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn companies(&self, query: &EventQuery, bound: usize) -> Result<Spread<Vec<Party>>> {
        companies(&self.connection, query, bound).map_err(|error| error.at(&self.path))
    }
}

/// Returns the latest events of a list, `bound` at most and as a list in JSON, how many they are, and whether there are more.
fn latest(connection: &Connection, query: &EventQuery, bound: usize) -> Result<(String, usize, bool)> {
    let Some((from, mut conditions)) = conditions(connection, query)? else { return Ok(("[]".to_owned(), 0, false)) };
    conditions.values.push(Value::from(bound as i64 + 1));
    let mut select = connection.prepare_cached(&format!(
        "SELECT event.id FROM {from} WHERE {} ORDER BY {} LIMIT ?",
        conditions.joined(),
        order(from)
    ))?;
    let found = select.query_map(params_from_iter(conditions.values), |row| row.get(0))?;
    let mut found = found.collect::<rusqlite::Result<Vec<i64>>>()?;
    let more = found.len() > bound;
    found.truncate(bound);
    Ok((serde_json::to_string(&found)?, found.len(), more))
}

fn places(connection: &Connection, query: &EventQuery, bound: usize) -> Result<Spread<PlaceRow>> {
    let (events, counted, more) = latest(connection, query, bound)?;
    let mut select = connection.prepare_cached(
        "SELECT place, country, count(*), max(first_day) FROM event
         WHERE id IN (SELECT value FROM json_each(?)) AND (place IS NOT NULL OR country IS NOT NULL)
         GROUP BY place, country ORDER BY 3 DESC, 1, 2",
    )?;
    let rows = select.query_map([events], |row| {
        let latest: Option<i32> = row.get(3)?;
        Ok(PlaceRow {
            place: row.get(0)?,
            country: row.get(1)?,
            n_events: row.get::<_, i64>(2)? as usize,
            latest: latest.map(|day| calendar::date_of(day).to_string()),
        })
    })?;
    Ok(Spread { counted, more, rows: rows.collect::<rusqlite::Result<_>>()? })
}

fn companies(connection: &Connection, query: &EventQuery, bound: usize) -> Result<Spread<Vec<Party>>> {
    let (events, counted, more) = latest(connection, query, bound)?;
    let mut select = connection.prepare_cached(
        "SELECT actor.public, actor.kind, actor.name, actor.country, event_party.event FROM json_each(?) AS wanted
         CROSS JOIN event_party ON event_party.event = wanted.value
         JOIN profile ON profile.id = event_party.profile JOIN actor ON actor.id = profile.actor
         ORDER BY wanted.key, event_party.side, event_party.ordinal",
    )?;
    let mut rows = select.query([events])?;
    let (mut companies, mut event): (Vec<Vec<Party>>, Option<i64>) = (Vec::new(), None);
    while let Some(row) = rows.next()? {
        let (party, own): (Party, i64) = (party_of(row)?, row.get(4)?);
        if event.replace(own) != Some(own) {
            companies.push(Vec::new());
        }
        // Two profiles may have been found to be one actor.
        if let Some(company) = companies.last_mut().filter(|company| !company.contains(&party)) {
            company.push(party);
        }
    }
    Ok(Spread { counted, more, rows: companies })
}
