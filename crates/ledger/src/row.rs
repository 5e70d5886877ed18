//! Events and who takes part in them, as lists show them.

use std::collections::HashMap;

use plenipo_record::{ActorKind, EventKind, Status, When};
use rusqlite::{CachedStatement, Connection, OptionalExtension as _, Row};

use crate::error::Result;
use crate::words;

/// An actor in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The public name.
    pub id: String,
    /// What the actor is.
    pub kind: ActorKind,
    /// What to call the actor.
    pub name: String,
    /// The country that the actor is, represents or belongs to.
    pub country: Option<String>,
}

/// One event of the record.
#[derive(Clone, Debug, PartialEq)]
pub struct EventRow {
    /// The public name.
    pub id: String,
    /// What kind of event it is.
    pub kind: EventKind,
    /// How far it has come.
    pub status: Status,
    /// The first day, ISO 8601 as far as known.
    pub start: Option<String>,
    /// The last day.
    pub end: Option<String>,
    /// The place.
    pub place: Option<String>,
    /// The country of the place.
    pub country: Option<String>,
    /// Topics.
    pub what: Vec<String>,
    /// The acting side.
    pub by: Vec<Party>,
    /// The other side.
    pub with: Vec<Party>,
    /// The sentence that tells it.
    pub summary: String,
    /// Independent reports: copies count once.
    pub n_reports: i64,
    /// Outlets, those with copies too.
    pub n_outlets: i64,
    /// How sure the reader is, 0 to 1.
    pub confidence: Option<f64>,
}

impl EventRow {
    /// Returns the days, if any are told.
    pub fn when(&self) -> Option<When> {
        words::when(self.start.as_deref(), self.end.as_deref()).ok().flatten()
    }
}

/// Returns the events of these numbers, in their order; what is no event is passed over.
pub fn events(connection: &Connection, ids: impl IntoIterator<Item = i64>) -> Result<Vec<EventRow>> {
    let mut reader = EventReader::new(connection)?;
    ids.into_iter().filter_map(|id| reader.event(id).transpose()).collect()
}

/// Returns the event of a number.
pub fn event(connection: &Connection, id: i64) -> Result<Option<EventRow>> {
    EventReader::new(connection)?.event(id)
}

/// Reads events one by one.
pub struct EventReader<'c> {
    event: CachedStatement<'c>,
    parties: PartyReader<'c>,
}

impl<'c> EventReader<'c> {
    /// Prepares to read.
    pub fn new(connection: &'c Connection) -> Result<Self> {
        let event = connection.prepare_cached(
            "SELECT public, kind, status, start, end, place, country, what, summary, n_reports, n_outlets, confidence
             FROM event WHERE id = ?",
        )?;
        Ok(EventReader { event, parties: PartyReader::new(connection)? })
    }

    /// Returns the event of a number.
    pub fn event(&mut self, id: i64) -> Result<Option<EventRow>> {
        let mut rows = self.event.query([id])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let mut sides = (Vec::new(), Vec::new());
        for (side, party) in self.parties.of_event(id)? {
            let side = if side == Side::By { &mut sides.0 } else { &mut sides.1 };
            // Two profiles may have been found to be one actor since.
            if !side.contains(&party) {
                side.push(party);
            }
        }
        Ok(Some(EventRow {
            id: row.get(0)?,
            kind: words::event_kind(row.get_ref(1)?.as_str().unwrap_or_default())?,
            status: words::status(row.get_ref(2)?.as_str().unwrap_or_default())?,
            start: row.get(3)?,
            end: row.get(4)?,
            place: row.get(5)?,
            country: row.get(6)?,
            what: words::texts(row.get_ref(7)?.as_str().unwrap_or_default())?,
            by: sides.0,
            with: sides.1,
            summary: row.get(8)?,
            n_reports: row.get(9)?,
            n_outlets: row.get(10)?,
            confidence: row.get(11)?,
        }))
    }
}

/// The side on which somebody takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The acting side.
    By,
    /// The other side.
    With,
}

/// Reads who takes part in events; each actor is looked up once, since few people make most of the news.
pub struct PartyReader<'c> {
    sides: CachedStatement<'c>,
    actor: CachedStatement<'c>,
    known: HashMap<i64, Option<Party>>,
}

impl<'c> PartyReader<'c> {
    /// Prepares to read.
    pub fn new(connection: &'c Connection) -> Result<Self> {
        let sides = "SELECT side, profile FROM event_party WHERE event = ? ORDER BY side, ordinal";
        let actor = "SELECT actor.public, actor.kind, actor.name, actor.country
             FROM profile JOIN actor ON actor.id = profile.actor WHERE profile.id = ?";
        Ok(PartyReader {
            sides: connection.prepare_cached(sides)?,
            actor: connection.prepare_cached(actor)?,
            known: HashMap::new(),
        })
    }

    /// Returns who takes part in an event, the acting side first, each in the order of the reports.
    pub fn of_event(&mut self, event: i64) -> Result<Vec<(Side, Party)>> {
        let sides = self.sides.query_map([event], |row| {
            let side = if row.get_ref(0)?.as_str()? == "by" { Side::By } else { Side::With };
            Ok((side, row.get(1)?))
        })?;
        let sides = sides.collect::<rusqlite::Result<Vec<(Side, i64)>>>()?;
        let parties = sides.into_iter().map(|(side, profile)| Ok(self.party(profile)?.map(|party| (side, party))));
        parties.filter_map(Result::transpose).collect()
    }

    /// Returns whom a profile stands for.
    pub fn party(&mut self, profile: i64) -> Result<Option<Party>> {
        if let Some(known) = self.known.get(&profile) {
            return Ok(known.clone());
        }
        let party = self.actor.query_row([profile], party_of).optional()?;
        self.known.insert(profile, party.clone());
        Ok(party)
    }
}

/// Reads a party from the first four columns of a row: public name, kind, name, country.
pub fn party_of(row: &Row) -> rusqlite::Result<Party> {
    Ok(Party { id: row.get(0)?, kind: kind_of(row, 1)?, name: row.get(2)?, country: row.get(3)? })
}

/// Reads what an actor is from a column.
pub fn kind_of(row: &Row, at: usize) -> rusqlite::Result<ActorKind> {
    let damaged = |error| rusqlite::Error::FromSqlConversionFailure(at, rusqlite::types::Type::Text, Box::new(error));
    words::actor_kind(row.get_ref(at)?.as_str()?).map_err(damaged)
}
