//! Corrections of events and actors, and their undoing.

use rusqlite::{Connection, OptionalExtension as _};

use super::again::{link_again, remake, reports_of, resolve_again};
use super::{Author, by, find_event};
use crate::corrections::{self, Correction};
use crate::error::{Error, ErrorKind, Result};
use crate::gather::Gatherer;
use crate::ledger::Ledger;
use crate::words;

impl Ledger {
    /// Takes an event off all lists.
    ///
    /// # Errors
    ///
    /// Fails if there is no such event, as all corrections do.
    pub fn reject(&mut self, event: &str, author: &Author) -> Result<i64> {
        self.change(|connection, gatherer| {
            let (event, public) = find_event(connection, event)?;
            let entry = Correction { action: "reject".to_owned(), target: public, ..by(author) };
            let id = corrections::append(connection, &entry)?;
            remake(connection, gatherer, &reports_of(connection, event)?)?;
            Ok(id)
        })
    }

    /// Sets a field of an event: `status`, `when`, `place`, `country`, `what`, `by` or `with`; or the `country` of an actor.
    ///
    /// Parties are given by public names, parted by commas. Somebody whose country is set stands in its lists, with all
    /// events that name them.
    ///
    /// # Errors
    ///
    /// Fails if there is no such record or field, if the value does not fit, and if the ledger cannot be written.
    pub fn edit(&mut self, record: &str, field: &str, value: &str, author: &Author) -> Result<i64> {
        self.change(|connection, gatherer| {
            if let Some(actor) = find_actor(connection, record)? {
                return edit_actor(connection, gatherer, actor, field, value, author);
            }
            let (event, public) = find_event(connection, record)?;
            corrections::check(connection, field, value)?;
            let entry = Correction {
                action: "edit".to_owned(),
                target: public,
                argument: Some(field.to_owned()),
                before: corrections::value(connection, event, field)?,
                after: Some(value.to_owned()),
                ..by(author)
            };
            let id = corrections::append(connection, &entry)?;
            remake(connection, gatherer, &reports_of(connection, event)?)?;
            Ok(id)
        })
    }

    /// Makes two events one, or two actors.
    ///
    /// # Errors
    ///
    /// Fails if one of the two is no record or they are one already, and if the ledger cannot be written.
    pub fn merge(&mut self, one: &str, other: &str, author: &Author) -> Result<i64> {
        self.change(|connection, gatherer| {
            if let (Some(a), Some(b)) = (find_actor(connection, one)?, find_actor(connection, other)?) {
                let entry = Correction { action: "merge actor".to_owned(), target: a, argument: Some(b), ..by(author) };
                let id = corrections::append(connection, &entry)?;
                resolve_again(connection, gatherer, &entry)?;
                return Ok(id);
            }
            let ((_, one), (_, other)) = (find_event(connection, one)?, find_event(connection, other)?);
            if one == other {
                return Err(Error::new(ErrorKind::Refused(format!("`{one}` and `{other}` are one event already"))));
            }
            let entry =
                Correction { action: "merge event".to_owned(), target: one, argument: Some(other), ..by(author) };
            let id = corrections::append(connection, &entry)?;
            link_again(connection, gatherer, &entry)?;
            Ok(id)
        })
    }

    /// Parts a report from its event, named by the report's public name, or a name from its actor.
    ///
    /// # Errors
    ///
    /// Fails if the part is not one of several parts of the whole, and if the ledger cannot be written.
    pub fn split(&mut self, whole: &str, part: &str, author: &Author) -> Result<i64> {
        self.change(|connection, gatherer| {
            if let (Some(actor), Some(profile)) = (find_actor(connection, whole)?, find_actor(connection, part)?) {
                let others = siblings(connection, &actor, &profile)?;
                let entry = Correction {
                    action: "split actor".to_owned(),
                    target: profile,
                    before: Some(words::texts_json(&others)),
                    ..by(author)
                };
                let id = corrections::append(connection, &entry)?;
                resolve_again(connection, gatherer, &entry)?;
                return Ok(id);
            }
            let (event, _) = find_event(connection, whole)?;
            let report = corrections::report_row(connection, part)?;
            let report = report.ok_or_else(|| Error::new(ErrorKind::Unknown(part.to_owned())))?;
            let mut others = Vec::new();
            let reports = reports_of(connection, event)?;
            if !reports.contains(&report) || reports.len() < 2 {
                return Err(Error::new(ErrorKind::Refused(format!(
                    "`{part}` is not one of several reports of `{whole}`"
                ))));
            }
            for other in reports.iter().filter(|other| **other != report) {
                others.push(report_name(connection, *other)?);
            }
            let entry = Correction {
                action: "split event".to_owned(),
                target: report_name(connection, report)?,
                before: Some(words::texts_json(&others)),
                ..by(author)
            };
            let id = corrections::append(connection, &entry)?;
            link_again(connection, gatherer, &entry)?;
            Ok(id)
        })
    }

    /// Undoes an entry of the log, the latest where none is named, and returns it.
    ///
    /// # Errors
    ///
    /// Fails if there is nothing to undo, and if the ledger cannot be written.
    pub fn undo(&mut self, entry: Option<i64>, author: &Author) -> Result<Correction> {
        self.change(|connection, gatherer| {
            let log = corrections::log(connection)?;
            let nothing = || Error::new(ErrorKind::Refused("there is nothing to undo".to_owned()));
            let undone = match entry {
                Some(id) => log.iter().find(|entry| entry.id == id).cloned(),
                None => corrections::latest(connection)?,
            };
            let undone = undone.ok_or_else(nothing)?;
            if undone.undoes.is_some() || log.iter().any(|entry| entry.undoes == Some(undone.id)) {
                return Err(Error::new(ErrorKind::Refused(format!(
                    "entry {} is undone already, or undoes one",
                    undone.id
                ))));
            }
            let entry = Correction {
                action: "undo".to_owned(),
                target: undone.target.clone(),
                undoes: Some(undone.id),
                ..by(author)
            };
            corrections::append(connection, &entry)?;
            match undone.action.as_str() {
                "merge actor" | "split actor" | "edit actor" => resolve_again(connection, gatherer, &undone)?,
                "note" | "suggest note" | "publish note" | "decline note" | "accept" => {}
                _ => link_again(connection, gatherer, &undone)?,
            }
            Ok(undone)
        })
    }
}

fn siblings(connection: &Connection, actor: &str, profile: &str) -> Result<Vec<String>> {
    let mut select = connection.prepare_cached(
        "SELECT public FROM profile WHERE actor = (SELECT actor FROM profile WHERE public = ?) AND public <> ? ORDER BY public",
    )?;
    let siblings: Vec<String> =
        select.query_map((actor, profile), |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    if siblings.is_empty() {
        return Err(Error::new(ErrorKind::Refused(format!("`{profile}` is not one of several names of `{actor}`"))));
    }
    Ok(siblings)
}

fn report_name(connection: &Connection, report: i64) -> Result<String> {
    Ok(connection.query_row("SELECT public FROM report WHERE id = ?", [report], |row| row.get(0))?)
}

/// Sets the country of an actor, under all names that the actor has.
fn edit_actor(
    connection: &Connection,
    gatherer: &mut Gatherer,
    actor: String,
    field: &str,
    value: &str,
    author: &Author,
) -> Result<i64> {
    if field != "country" {
        return Err(Error::new(ErrorKind::Refused(format!("no field `{field}` of an actor: expected country"))));
    }
    corrections::check(connection, field, value)?;
    let mut select = connection.prepare_cached(
        "SELECT actor.country FROM profile JOIN actor ON actor.id = profile.actor WHERE profile.public = ?",
    )?;
    let entry = Correction {
        action: "edit actor".to_owned(),
        before: select.query_row([&actor], |row| row.get(0))?,
        target: actor,
        argument: Some(field.to_owned()),
        after: Some(value.to_owned()),
        ..by(author)
    };
    let id = corrections::append(connection, &entry)?;
    resolve_again(connection, gatherer, &entry)?;
    Ok(id)
}

/// Returns the public name of a profile, if there is one of that name.
fn find_actor(connection: &Connection, public: &str) -> Result<Option<String>> {
    let mut select = connection.prepare_cached("SELECT public FROM profile WHERE public = ?")?;
    Ok(select.query_row([public], |row| row.get(0)).optional()?)
}
