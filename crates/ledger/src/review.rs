//! What people look at again: uncertain records, names that may be one, notes, and the log of all that was done.

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::care::{Author, by, find_event};
use crate::corrections::{self, ACTIVE, Correction};
use crate::error::{Error, ErrorKind, Result};
use crate::ledger::Ledger;
use crate::row::{EventRow, Party, event, kind_of, party_of};
use crate::story;

/// An event that somebody should look at.
#[derive(Clone, Debug)]
pub struct Doubtful {
    /// The event.
    pub event: EventRow,
    /// The fields on which its reports differ.
    pub disputed: Vec<String>,
}

/// Two names that may be one actor, or are held to be two.
#[derive(Clone, Debug)]
pub struct Namesakes {
    /// The one.
    pub one: Party,
    /// The other.
    pub other: Party,
    /// Why they are left apart.
    pub reason: String,
}

/// An entry of the log, and what became of it.
#[derive(Clone, Debug)]
pub struct Logged {
    /// The entry.
    pub entry: Correction,
    /// The entry that undoes it.
    pub undone_by: Option<i64>,
    /// For a note that waited: the entry that published or declined it.
    pub decided_by: Option<i64>,
}

/// Below this the reader is not sure.
const UNSURE: f64 = 0.7;

/// The part of a query that leaves out events of which an editor has said something.
const UNTOUCHED: &str = "NOT EXISTS (SELECT 1 FROM correction WHERE correction.target = event.public
    AND correction.action NOT IN ('note', 'suggest note', 'publish note', 'decline note', 'undo')
    AND NOT EXISTS (SELECT 1 FROM correction AS undo WHERE undo.undoes = correction.id))";

impl Ledger {
    /// Returns events that no editor has looked at: the least certain first, then those whose reports differ, the latest
    /// first.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn doubtful_events(&self, limit: usize) -> Result<Vec<Doubtful>> {
        doubtful_events(&self.connection, limit).map_err(|error| error.at(&self.path))
    }

    /// Returns names that were left apart although one may stand for the other, those in most articles first.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn namesakes(&self, limit: usize) -> Result<Vec<Namesakes>> {
        namesakes(&self.connection, limit).map_err(|error| error.at(&self.path))
    }

    /// Says that an event was looked at and is right.
    ///
    /// # Errors
    ///
    /// Fails if there is no such event, and if the ledger cannot be written.
    pub fn accept(&mut self, event: &str, author: &Author) -> Result<i64> {
        self.change(|connection, _| {
            let (_, public) = find_event(connection, event)?;
            corrections::append(connection, &Correction { action: "accept".to_owned(), target: public, ..by(author) })
        })
    }

    /// Adds a note to an event or a story.
    ///
    /// # Errors
    ///
    /// Fails if there is no such record, and if the ledger cannot be written.
    pub fn note(&mut self, record: &str, note: &str, author: &Author) -> Result<i64> {
        self.write_note("note", record, note, author)
    }

    /// Hands in a note to an event or a story, which is published when an editor agrees.
    ///
    /// # Errors
    ///
    /// Fails if there is no such record, and if the ledger cannot be written.
    pub fn suggest_note(&mut self, record: &str, note: &str, author: &Author) -> Result<i64> {
        self.write_note("suggest note", record, note, author)
    }

    fn write_note(&mut self, action: &str, record: &str, note: &str, author: &Author) -> Result<i64> {
        self.change(|connection, _| {
            let target = match story::story(connection, record)? {
                Some((_, story)) => story.id,
                None => find_event(connection, record)?.1,
            };
            let after = Some(note.to_owned());
            corrections::append(connection, &Correction { action: action.to_owned(), target, after, ..by(author) })
        })
    }

    /// Publishes a note that waits, or declines it.
    ///
    /// # Errors
    ///
    /// Fails if no such note waits, and if the ledger cannot be written.
    pub fn decide_note(&mut self, entry: i64, publish: bool, author: &Author) -> Result<i64> {
        self.change(|connection, _| {
            let waiting = waiting(connection)?.into_iter().find(|note| note.id == entry);
            let nothing = || Error::new(ErrorKind::Refused(format!("no note waits under number {entry}")));
            let note = waiting.ok_or_else(nothing)?;
            let action = if publish { "publish note" } else { "decline note" };
            let decision = Correction {
                action: action.to_owned(),
                target: note.target,
                argument: Some(entry.to_string()),
                ..by(author)
            };
            corrections::append(connection, &decision)
        })
    }

    /// Returns the notes that wait for an editor, the oldest first.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn waiting_notes(&self) -> Result<Vec<Correction>> {
        waiting(&self.connection).map_err(|error| error.at(&self.path))
    }

    /// Returns the published notes on records, by the public names of these, the oldest first.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn notes(&self, records: &[&str]) -> Result<Vec<Correction>> {
        let notes = || -> Result<Vec<Correction>> {
            let shown = format!("action = 'note' AND {ACTIVE} OR {}", decided("publish note"));
            let mut notes = corrections::entries(&self.connection, &shown)?;
            notes.retain(|note| records.contains(&note.target.as_str()));
            Ok(notes)
        };
        notes().map_err(|error| error.at(&self.path))
    }

    /// Returns the log of corrections before an entry, the latest first.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn latest_log(&self, before: Option<i64>, limit: usize) -> Result<Vec<Logged>> {
        let condition = format!("id < {} ORDER BY id DESC LIMIT {limit}", before.unwrap_or(i64::MAX));
        logged(&self.connection, &condition).map_err(|error| error.at(&self.path))
    }

    /// Returns one entry of the log.
    ///
    /// # Errors
    ///
    /// Fails if there is none of this number, and if the ledger cannot be read.
    pub fn log_entry(&self, id: i64) -> Result<Logged> {
        let found = logged(&self.connection, &format!("id = {id}")).map_err(|error| error.at(&self.path))?;
        let missing = || Error::new(ErrorKind::Unknown(format!("entry {id}"))).at(&self.path);
        found.into_iter().next().ok_or_else(missing)
    }
}

fn doubtful_events(connection: &Connection, limit: usize) -> Result<Vec<Doubtful>> {
    let mut select = connection.prepare_cached(&format!(
        "SELECT id FROM event WHERE confidence < {UNSURE} AND rejected = 0 AND {UNTOUCHED} ORDER BY confidence, id LIMIT ?"
    ))?;
    let mut ids = select.query_map([limit as i64], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
    let mut select = connection.prepare_cached(&format!(
        "SELECT id FROM event WHERE id IN (SELECT event FROM disagreement) AND rejected = 0 AND {UNTOUCHED}
         ORDER BY first_day DESC, id DESC LIMIT ?"
    ))?;
    let disputed = select.query_map([limit as i64], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
    for id in disputed {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids.truncate(limit);
    let doubtful = |id: i64| -> Result<Option<Doubtful>> {
        let Some(event) = event(connection, id)? else { return Ok(None) };
        let mut select =
            connection.prepare_cached("SELECT DISTINCT field FROM disagreement WHERE event = ? ORDER BY 1")?;
        let disputed = select.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(Some(Doubtful { event, disputed }))
    };
    ids.into_iter().filter_map(|id| doubtful(id).transpose()).collect()
}

fn namesakes(connection: &Connection, limit: usize) -> Result<Vec<Namesakes>> {
    let mut select = connection.prepare_cached(
        "SELECT a.public, a.kind, a.name, a.country, b.public, b.kind, b.name, b.country, decision.reason
         FROM decision JOIN profile AS one ON one.id = decision.one JOIN profile AS other ON other.id = decision.other
         JOIN actor AS a ON a.id = one.actor JOIN actor AS b ON b.id = other.actor
         WHERE decision.same = 0 AND one.actor <> other.actor
         ORDER BY one.seen DESC, other.seen DESC, one.public, other.public LIMIT ?",
    )?;
    let rows = select.query_map([limit as i64], |row| {
        let other = Party { id: row.get(4)?, kind: kind_of(row, 5)?, name: row.get(6)?, country: row.get(7)? };
        Ok(Namesakes { one: party_of(row)?, other, reason: row.get(8)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Returns the condition on notes that were handed in and decided upon in one way.
fn decided(action: &str) -> String {
    format!(
        "action = 'suggest note' AND {ACTIVE} AND EXISTS (SELECT 1 FROM correction AS decision
             WHERE decision.action = '{action}' AND decision.argument = CAST(correction.id AS TEXT)
             AND NOT EXISTS (SELECT 1 FROM correction AS undo WHERE undo.undoes = decision.id))"
    )
}

fn waiting(connection: &Connection) -> Result<Vec<Correction>> {
    let (published, declined) = (decided("publish note"), decided("decline note"));
    let open = format!("action = 'suggest note' AND {ACTIVE} AND NOT ({published}) AND NOT ({declined})");
    corrections::entries(connection, &open)
}

fn logged(connection: &Connection, condition: &str) -> Result<Vec<Logged>> {
    let mut select = connection.prepare(&format!("SELECT id FROM correction WHERE {condition}"))?;
    let ids = select.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
    let one = |id: i64| -> Result<Option<Logged>> {
        let Some(entry) = corrections::entries(connection, &format!("id = {id}"))?.pop() else { return Ok(None) };
        let later = |condition: &str, value: String| {
            let mut select = connection.prepare_cached(&format!("SELECT max(id) FROM correction WHERE {condition}"))?;
            Ok::<_, Error>(select.query_row(params![value], |row| row.get(0)).optional()?.flatten())
        };
        let undone_by = later("undoes = CAST(? AS INTEGER)", id.to_string())?;
        let decision = format!("argument = ? AND action IN ('publish note', 'decline note') AND {ACTIVE}");
        let decided_by = if entry.action == "suggest note" { later(&decision, id.to_string())? } else { None };
        Ok(Some(Logged { entry, undone_by, decided_by }))
    };
    ids.into_iter().filter_map(|id| one(id).transpose()).collect()
}
