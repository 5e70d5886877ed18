//! What became of each record: since when it is there, when it changed last, and whether it is gone.
//!
//! Triggers note what may have changed; when a batch ends, each of these is compared with how it stood before.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::corrections::present_name;
use crate::digest::short_hash;
use crate::error::Result;
use crate::ledger::Ledger;

/// What became of a record since a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordChange {
    /// The public name.
    pub id: String,
    /// `article`, `event` or `quote`.
    pub kind: String,
    /// `added`, `changed` or `gone`.
    pub change: String,
    /// When, ISO 8601 in Greenwich.
    pub at: String,
    /// How often the record changed since it was first there.
    pub n_changes: i64,
    /// Of a record that is gone: the record that took its place.
    pub now: Option<String>,
    /// Of a record that is gone: why.
    pub why: Option<String>,
}

impl Ledger {
    /// Returns what was added, changed or went after a moment, ISO 8601 in Greenwich, in the order in which it happened.
    ///
    /// What came and went between is not told.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn changes_since(&self, moment: &str) -> Result<Vec<RecordChange>> {
        changes_since(&self.connection, moment).map_err(|error| error.at(&self.path))
    }
}

/// What each kind of record says, as one text; no row where there is none, or where it was rejected.
const SAYS: [(&str, &str); 3] = [
    ("article", "SELECT digest || coalesce(copy_of, '') FROM article WHERE public = ? AND replaced_by IS NULL"),
    (
        "event",
        "SELECT concat_ws(char(31), kind, status, start, end, first_day, last_day, place, country, what, summary,
             n_reports, n_outlets, confidence,
             (SELECT group_concat(concat_ws(char(30), side, ordinal, actor.public, actor.name, actor.country), char(29))
              FROM event_party JOIN profile ON profile.id = event_party.profile JOIN actor ON actor.id = profile.actor
              WHERE event_party.event = event.id),
             (SELECT group_concat(said, char(29)) FROM (
                  SELECT concat_ws(char(30), report.public, report.status, report.evidence, article.digest) AS said
                  FROM report JOIN article ON article.id = report.article
                  WHERE report.event = event.id ORDER BY report.public)),
             (SELECT group_concat(concat_ws(char(30), change, day, planned), char(29)) FROM change
              WHERE change.event = event.id))
         FROM event WHERE public = ? AND rejected = 0",
    ),
    (
        "quote",
        "SELECT concat_ws(char(31), quote.kind, medium, said, pieces, article.public, article.digest, actor.public,
             actor.name, actor.country)
         FROM quote JOIN article ON article.id = quote.article LEFT JOIN profile ON profile.id = quote.profile
         LEFT JOIN actor ON actor.id = profile.actor WHERE quote.public = ?",
    ),
];

/// Notes what became of all that was touched, at a moment.
pub fn settle(connection: &Connection, moment: &str) -> Result<()> {
    let moment = &never_back(connection, moment)?;
    let mut select = connection.prepare_cached("SELECT record, kind FROM touched ORDER BY kind, record")?;
    let touched = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let touched: Vec<(String, String)> = touched.collect::<rusqlite::Result<_>>()?;
    for (record, kind) in touched {
        let print = print(connection, &kind, &record)?;
        let changed = note(connection, &kind, &record, print, moment)?;
        if changed && print.is_some() && kind == "event" {
            count_for_first(connection, &record)?;
        }
    }
    connection.execute("DELETE FROM touched", [])?;
    Ok(())
}

/// Returns a moment, or by a clock that was set back one just behind the latest that a change was marked with: whoever asks
/// what changed since the latest change that they know would never be told else.
fn never_back(connection: &Connection, moment: &str) -> Result<String> {
    let latest = "SELECT coalesce(max(changed), '') FROM standing";
    let latest: String = connection.prepare_cached(latest)?.query_row([], |row| row.get(0))?;
    let behind = || Some(latest.parse::<Timestamp>().ok()? + SignedDuration::from_millis(1));
    let behind = behind().filter(|_| !moment.is_empty() && moment < latest.as_str());
    Ok(behind.map_or_else(|| moment.to_owned(), |behind| behind.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()))
}

fn print(connection: &Connection, kind: &str, record: &str) -> Result<Option<i64>> {
    let (_, says) = SAYS.iter().find(|(known, _)| *known == kind).expect("triggers name only these kinds");
    let text: Option<String> = connection.prepare_cached(says)?.query_row([record], |row| row.get(0)).optional()?;
    Ok(text.map(|text| short_hash([text.as_bytes()])))
}

/// Writes how a record stands; tells whether that is news.
fn note(connection: &Connection, kind: &str, record: &str, print: Option<i64>, moment: &str) -> Result<bool> {
    let before: Option<Option<i64>> = connection
        .prepare_cached("SELECT print FROM standing WHERE record = ?")?
        .query_row([record], |row| row.get(0))
        .optional()?;
    match (before, print) {
        (None, None) => Ok(false),
        (None, Some(print)) => {
            connection
                .prepare_cached(
                    "INSERT INTO standing (record, kind, print, number, added, changed)
                     VALUES (?1, ?2, ?3, (SELECT coalesce(max(number), 0) + 1 FROM standing), ?4, ?4)",
                )?
                .execute(params![record, kind, print, moment])?;
            Ok(true)
        }
        (Some(before), print) if before == print => Ok(false),
        (Some(_), print) => {
            connection
                .prepare_cached(
                    "UPDATE standing SET print = ?, changed = ?, n_changes = n_changes + 1 WHERE record = ?",
                )?
                .execute(params![print, moment, record])?;
            Ok(true)
        }
    }
}

/// Counts a change for the name under which the event was first known too, so that programs that know it by that name
/// see it grow.
fn count_for_first(connection: &Connection, event: &str) -> Result<()> {
    let row: i64 = connection.query_row("SELECT id FROM event WHERE public = ?", [event], |row| row.get(0))?;
    let (first, _) = first_known(connection, row)?.unwrap_or_default();
    if first != event {
        connection
            .prepare_cached("UPDATE standing SET n_changes = n_changes + 1 WHERE record = ?")?
            .execute([first])?;
    }
    Ok(())
}

/// Returns the name under which an event was first known, of those of its reports, and how often it changed since.
pub fn first_known(connection: &Connection, event: i64) -> Result<Option<(String, i64)>> {
    let mut select = connection.prepare_cached(
        "SELECT standing.record, standing.n_changes FROM report JOIN standing ON standing.record = report.public
         WHERE report.event = ? ORDER BY standing.number LIMIT 1",
    )?;
    Ok(select.query_row([event], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

fn changes_since(connection: &Connection, moment: &str) -> Result<Vec<RecordChange>> {
    let mut select = connection.prepare_cached(
        "SELECT record, kind, print IS NULL, added > ?1, changed, n_changes FROM standing WHERE changed > ?1
         ORDER BY changed, number",
    )?;
    let rows = select.query_map([moment], |row| {
        let (is_gone, is_new): (bool, bool) = (row.get(2)?, row.get(3)?);
        let change = RecordChange {
            id: row.get(0)?,
            kind: row.get(1)?,
            change: if is_gone {
                "gone"
            } else if is_new {
                "added"
            } else {
                "changed"
            }
            .to_owned(),
            at: row.get(4)?,
            n_changes: row.get(5)?,
            now: None,
            why: None,
        };
        Ok((change, is_gone && is_new))
    })?;
    let mut changes = Vec::new();
    for row in rows {
        let (mut change, came_and_went) = row?;
        if came_and_went {
            continue;
        }
        if change.change == "gone" {
            (change.now, change.why) = whither(connection, &change.id)?;
        }
        changes.push(change);
    }
    Ok(changes)
}

/// Returns what took the place of a record that is gone, and why it went.
fn whither(connection: &Connection, record: &str) -> Result<(Option<String>, Option<String>)> {
    let holder = |report: &str| -> Result<Option<(String, bool)>> {
        let mut select = connection.prepare_cached(
            "SELECT event.public, event.rejected FROM report JOIN event ON event.id = report.event
             WHERE report.public = ?",
        )?;
        Ok(select.query_row([report], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    };
    let name = present_name(connection, record)?;
    match holder(&name)? {
        Some((event, true)) if event == record => return Ok((None, Some("rejected".to_owned()))),
        Some((event, false)) => return Ok((Some(event), Some("one event with others".to_owned()))),
        _ => {}
    }
    let mut select = connection.prepare_cached("SELECT why FROM former WHERE public = ?")?;
    let why = select.query_row([record], |row| row.get(0)).optional()?;
    Ok(((name != record).then_some(name), why))
}
