//! What is made anew when a correction is made or undone: events, and who is who.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension as _};

use crate::corrections::{self, Correction};
use crate::error::Result;
use crate::gather::Gatherer;
use crate::relink::relink;
use crate::{resolve, words};

/// Makes the events of some reports anew.
pub(super) fn remake(connection: &Connection, gatherer: &mut Gatherer, reports: &BTreeSet<i64>) -> Result<()> {
    relink(connection, gatherer, reports, &BTreeSet::new())
}

/// Links the reports of all events that an entry speaks of anew.
pub(super) fn link_again(connection: &Connection, gatherer: &mut Gatherer, entry: &Correction) -> Result<()> {
    let others = words::texts(entry.before.as_deref().filter(|_| entry.action.starts_with("split")).unwrap_or("[]"))?;
    let mut reports = BTreeSet::new();
    let argument = entry.argument.iter().filter(|_| entry.action.starts_with("merge"));
    for name in [&entry.target].into_iter().chain(argument).chain(&others) {
        let Some(report) = corrections::report_row(connection, name)? else { continue };
        let event: Option<i64> =
            connection.query_row("SELECT event FROM report WHERE id = ?", [report], |row| row.get(0))?;
        reports.insert(report);
        if let Some(event) = event {
            reports.extend(reports_of(connection, event)?);
        }
    }
    remake(connection, gatherer, &reports)
}

/// Settles anew who the profiles are that an entry speaks of, and makes the events anew that name them.
pub(super) fn resolve_again(connection: &Connection, gatherer: &mut Gatherer, entry: &Correction) -> Result<()> {
    let is_edit = entry.action == "edit actor";
    let others = words::texts(entry.before.as_deref().filter(|_| !is_edit).unwrap_or("[]"))?;
    let mut profiles = BTreeSet::new();
    for name in [&entry.target].into_iter().chain(entry.argument.iter().filter(|_| !is_edit)).chain(&others) {
        let mut select = connection.prepare_cached("SELECT id FROM profile WHERE public = ?")?;
        profiles.extend(select.query_row([name], |row| row.get::<_, i64>(0)).optional()?);
    }
    if is_edit {
        profiles.extend(names_beside(connection, &profiles)?);
        place(connection, &profiles, &entry.target)?;
    }
    resolve::resolve(connection, &profiles)?;
    gatherer.forget();
    let mut reports = BTreeSet::new();
    for profile in profiles {
        let mut select = connection.prepare_cached(
            "SELECT party.report FROM mention JOIN party ON party.mention = mention.id WHERE mention.profile = ?",
        )?;
        reports.extend(select.query_map([profile], |row| row.get::<_, i64>(0))?.collect::<rusqlite::Result<Vec<_>>>()?);
    }
    remake(connection, gatherer, &reports)
}

/// Gives profiles of one actor the country that corrections say, or where none does, the one that articles print.
fn place(connection: &Connection, profiles: &BTreeSet<i64>, actor: &str) -> Result<()> {
    let corrected = corrections::country_of(connection, actor)?;
    for profile in profiles {
        let country = match &corrected {
            Some(code) => Some(code.clone()).filter(|code| !code.is_empty()),
            None => connection
                .prepare_cached("SELECT country FROM mention WHERE profile = ? LIMIT 1")?
                .query_row([profile], |row| row.get(0))
                .optional()?
                .flatten(),
        };
        connection.prepare_cached("UPDATE profile SET country = ? WHERE id = ?")?.execute((country, profile))?;
    }
    Ok(())
}

/// Returns all profiles of the actors of some.
fn names_beside(connection: &Connection, profiles: &BTreeSet<i64>) -> Result<Vec<i64>> {
    let mut select =
        connection.prepare_cached("SELECT id FROM profile WHERE actor = (SELECT actor FROM profile WHERE id = ?)")?;
    let mut beside = Vec::new();
    for profile in profiles {
        beside.extend(select.query_map([profile], |row| row.get::<_, i64>(0))?.collect::<rusqlite::Result<Vec<_>>>()?);
    }
    Ok(beside)
}

pub(super) fn reports_of(connection: &Connection, event: i64) -> Result<BTreeSet<i64>> {
    let mut select = connection.prepare_cached("SELECT id FROM report WHERE event = ?")?;
    Ok(select.query_map([event], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}
