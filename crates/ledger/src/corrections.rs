//! What people said of the record, and how it bears on linking and on fields.
//!
//! The log only grows. A correction names reports and profiles by their public names, so that it holds when events are
//! cut anew and when an article is read again.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::calendar;
use crate::error::{Error, ErrorKind, Result};
use crate::link::{Profile, Tie};
use crate::words;

/// The part of every query that leaves out what was undone.
pub const ACTIVE: &str = "NOT EXISTS (SELECT 1 FROM correction AS undo WHERE undo.undoes = correction.id)";

/// The fields of an event that can be edited.
pub const FIELDS: [&str; 7] = ["status", "when", "place", "country", "what", "by", "with"];

/// One entry of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Correction {
    /// The number of the entry.
    pub id: i64,
    /// When it was made, ISO 8601.
    pub made: String,
    /// Who made it.
    pub who: String,
    /// `reject`, `accept`, `edit`, `edit actor`, `merge event`, `merge actor`, `split event`, `split actor`, `note`,
    /// `suggest note`, `publish note`, `decline note`, `undo`.
    pub action: String,
    /// The public name of what it is about.
    pub target: String,
    /// The field that is edited, the other record, or the number of the note that is decided upon.
    pub argument: Option<String>,
    /// What stood there before.
    pub before: Option<String>,
    /// What stands there now.
    pub after: Option<String>,
    /// The reason given.
    pub why: Option<String>,
    /// The entry that this one undoes.
    pub undoes: Option<i64>,
}

/// Appends an entry to the log and returns its number.
pub fn append(connection: &Connection, entry: &Correction) -> Result<i64> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO correction (made, who, action, target, argument, before, after, why, undoes)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    Ok(insert.insert(params![
        entry.made,
        entry.who,
        entry.action,
        entry.target,
        entry.argument,
        entry.before,
        entry.after,
        entry.why,
        entry.undoes,
    ])?)
}

/// Returns the log, oldest first.
pub fn log(connection: &Connection) -> Result<Vec<Correction>> {
    entries(connection, "TRUE")
}

/// Returns the latest entry that was not undone and is no undoing itself.
pub fn latest(connection: &Connection) -> Result<Option<Correction>> {
    Ok(entries(connection, &format!("undoes IS NULL AND {ACTIVE}"))?.pop())
}

/// Returns the entries that meet a condition, oldest first.
pub fn entries(connection: &Connection, condition: &str) -> Result<Vec<Correction>> {
    let mut select = connection.prepare_cached(&format!(
        "SELECT id, made, who, action, target, argument, before, after, why, undoes FROM correction
         WHERE {condition} ORDER BY id"
    ))?;
    let rows = select.query_map([], |row| {
        Ok(Correction {
            id: row.get(0)?,
            made: row.get(1)?,
            who: row.get(2)?,
            action: row.get(3)?,
            target: row.get(4)?,
            argument: row.get(5)?,
            before: row.get(6)?,
            after: row.get(7)?,
            why: row.get(8)?,
            undoes: row.get(9)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Follows a former public name to the one of today.
pub fn present_name(connection: &Connection, public: &str) -> Result<String> {
    let mut name = public.to_owned();
    // A chain of revisions is short; the bound ends a circle that nobody should have made.
    for _ in 0..32 {
        let next: Option<Option<String>> = connection
            .prepare_cached("SELECT now FROM former WHERE public = ?")?
            .query_row([&name], |row| row.get(0))
            .optional()?;
        match next.flatten() {
            Some(next) => name = next,
            None => break,
        }
    }
    Ok(name)
}

/// Returns the row of the report with a public name of today or of before.
pub fn report_row(connection: &Connection, public: &str) -> Result<Option<i64>> {
    row(connection, "SELECT id FROM report WHERE public = ?", &present_name(connection, public)?)
}

fn profile_row(connection: &Connection, public: &str) -> Result<Option<i64>> {
    row(connection, "SELECT id FROM profile WHERE public = ?", public)
}

fn row(connection: &Connection, select: &str, public: &str) -> Result<Option<i64>> {
    Ok(connection.prepare_cached(select)?.query_row([public], |row| row.get(0)).optional()?)
}

/// Returns what corrections say of pairs of rows; the later entry wins.
fn pairs(
    connection: &Connection,
    letter: &str,
    row: impl Fn(&str) -> Result<Option<i64>>,
) -> Result<BTreeMap<(i64, i64), Tie>> {
    let mut ties = BTreeMap::new();
    // Asked for every report and every name: most ledgers have no corrections at all.
    let mut select = connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM correction)")?;
    if !select.query_row([], |row| row.get::<_, bool>(0))? {
        return Ok(ties);
    }
    let condition = format!("action IN ('merge {letter}', 'split {letter}') AND {ACTIVE}");
    for entry in entries(connection, &condition)? {
        let tie = if entry.action.starts_with("merge") { Tie::Same } else { Tie::Apart };
        let others = words::texts(entry.before.as_deref().unwrap_or("[]"))?;
        for other in entry.argument.iter().chain(&others) {
            if let (Some(a), Some(b)) = (row(&entry.target)?, row(other)?) {
                ties.insert((a.min(b), a.max(b)), tie);
            }
        }
    }
    Ok(ties)
}

/// Returns what corrections say of the reports of a block.
pub fn ties(connection: &Connection, block: &BTreeSet<i64>) -> Result<BTreeMap<(i64, i64), Tie>> {
    let mut ties = pairs(connection, "event", |public| report_row(connection, public))?;
    ties.retain(|(one, other), _| block.contains(one) && block.contains(other));
    Ok(ties)
}

/// Returns the reports that corrections join to one.
pub fn tied(connection: &Connection, report: i64) -> Result<Vec<i64>> {
    Ok(partners(&pairs(connection, "event", |public| report_row(connection, public))?, report))
}

/// Returns what corrections say of some profiles.
pub fn profile_ties(connection: &Connection, profiles: &[Profile]) -> Result<BTreeMap<(i64, i64), Tie>> {
    let mut ties = pairs(connection, "actor", |public| profile_row(connection, public))?;
    let known = |row: &i64| profiles.iter().any(|profile| profile.id == *row);
    ties.retain(|(one, other), _| known(one) && known(other));
    Ok(ties)
}

/// Returns the profiles that corrections join to one.
pub fn tied_profiles(connection: &Connection, profile: i64) -> Result<Vec<i64>> {
    Ok(partners(&pairs(connection, "actor", |public| profile_row(connection, public))?, profile))
}

/// Returns the first of all profiles that corrections make one with this one, `None` if there are none.
pub fn merged_with(connection: &Connection, profile: i64) -> Result<Option<i64>> {
    let ties = pairs(connection, "actor", |public| profile_row(connection, public))?;
    let (mut group, mut waiting) = (BTreeSet::from([profile]), vec![profile]);
    while let Some(next) = waiting.pop() {
        waiting.extend(partners(&ties, next).into_iter().filter(|other| group.insert(*other)));
    }
    Ok(group.first().copied().filter(|_| group.len() > 1))
}

fn partners(ties: &BTreeMap<(i64, i64), Tie>, row: i64) -> Vec<i64> {
    let same = ties.iter().filter(|(_, tie)| **tie == Tie::Same);
    same.filter_map(|(&(one, other), _)| if one == row { Some(other) } else { (other == row).then_some(one) }).collect()
}

/// Applies rejections and edits to an event that was just made anew.
pub fn apply(connection: &Connection, event: i64) -> Result<()> {
    for entry in entries(connection, &format!("action IN ('reject', 'edit') AND {ACTIVE}"))? {
        let Some(report) = report_row(connection, &entry.target)? else { continue };
        let holder: Option<i64> =
            connection.query_row("SELECT event FROM report WHERE id = ?", [report], |row| row.get(0))?;
        if holder != Some(event) {
            continue;
        }
        if entry.action == "reject" {
            connection.execute("UPDATE event SET rejected = 1 WHERE id = ?", [event])?;
        } else if let (Some(field), Some(value)) = (&entry.argument, &entry.after) {
            edit(connection, event, field, value)?;
        }
    }
    Ok(())
}

/// Returns the country that corrections give to an actor, empty where it is none; the later entry wins.
pub fn country_of(connection: &Connection, actor: &str) -> Result<Option<String>> {
    let mut select =
        connection.prepare_cached("SELECT 1 FROM correction WHERE target = ? AND action = 'edit actor'")?;
    if !select.exists([actor])? {
        return Ok(None);
    }
    let log = entries(connection, &format!("action = 'edit actor' AND {ACTIVE}"))?;
    let latest = log.into_iter().rfind(|entry| entry.target == actor);
    Ok(latest.and_then(|entry| entry.after))
}

/// Checks that a value fits a field.
pub fn check(connection: &Connection, field: &str, value: &str) -> Result<()> {
    let refuse = |why: String| Err(Error::new(ErrorKind::Refused(why)));
    match field {
        "status" if plenipo_record::Status::from_word(value).is_none() => refuse(format!("`{value}` is no status")),
        "when" if parse_when(value).is_none() => {
            refuse(format!("`{value}` is no day: expected 2026-01-29, or two of them with `..` between"))
        }
        "country" if !value.is_empty() && value.parse::<plenipo_record::CountryCode>().is_err() => {
            refuse(format!("`{value}` is no country code: expected three capital letters"))
        }
        "by" | "with" => {
            for name in names(value) {
                if profile_row(connection, name)?.is_none() {
                    return refuse(format!("`{name}` is no actor: expected ids as lists show them, parted by commas"));
                }
            }
            Ok(())
        }
        _ if FIELDS.contains(&field) => Ok(()),
        _ => refuse(format!("no field `{field}`: expected one of {}", FIELDS.join(", "))),
    }
}

/// Returns the stored value of a field of an event.
pub fn value(connection: &Connection, event: i64, field: &str) -> Result<Option<String>> {
    let column = match field {
        "when" => "CASE WHEN end IS NULL OR end = start THEN start ELSE start || '..' || end END",
        "status" => "status",
        "place" => "place",
        "country" => "country",
        "by" | "with" => return side(connection, event, field),
        _ => "what",
    };
    Ok(connection.query_row(&format!("SELECT {column} FROM event WHERE id = ?"), [event], |row| row.get(0))?)
}

/// Returns who stands on a side of an event, by public names parted by commas.
fn side(connection: &Connection, event: i64, side: &str) -> Result<Option<String>> {
    let mut select = connection.prepare_cached(
        "SELECT profile.public FROM event_party JOIN profile ON profile.id = event_party.profile
         WHERE event_party.event = ? AND event_party.side = ? ORDER BY event_party.ordinal",
    )?;
    let names = select.query_map((event, side), |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    Ok(Some(names.join(", ")))
}

/// Returns the names of a list that commas part.
fn names(value: &str) -> impl Iterator<Item = &str> {
    value.split(',').map(str::trim).filter(|name| !name.is_empty())
}

fn edit(connection: &Connection, event: i64, field: &str, value: &str) -> Result<()> {
    let stored = (!value.is_empty()).then_some(value);
    match field {
        "when" => {
            let Some((start, end)) = parse_when(value) else { return Ok(()) };
            let last = end.or(Some(start)).and_then(calendar::last);
            connection.execute(
                "UPDATE event SET start = ?, end = ?, first_day = ?, last_day = ? WHERE id = ?",
                params![start.to_string(), end.map(|end| end.to_string()), calendar::first(start), last, event],
            )?;
        }
        "what" => {
            connection.execute(
                "UPDATE event SET what = ? WHERE id = ?",
                params![words::texts_json(&[value.to_owned()]), event],
            )?;
        }
        "by" | "with" => {
            connection.execute("DELETE FROM event_party WHERE event = ? AND side = ?", (event, field))?;
            // Of names that no article prints any more nothing can be said.
            let known = names(value).map(|name| profile_row(connection, name)).collect::<Result<Vec<_>>>()?;
            for (ordinal, profile) in known.into_iter().flatten().enumerate() {
                connection.execute(
                    "INSERT INTO event_party (event, side, ordinal, profile) VALUES (?, ?, ?, ?)",
                    params![event, field, ordinal as i64, profile],
                )?;
            }
        }
        "status" | "place" | "country" => {
            connection.execute(&format!("UPDATE event SET {field} = ? WHERE id = ?"), params![stored, event])?;
        }
        _ => {}
    }
    Ok(())
}

fn parse_when(value: &str) -> Option<(plenipo_record::Day, Option<plenipo_record::Day>)> {
    match value.split_once("..") {
        Some((start, "")) => Some((start.parse().ok()?, None)),
        Some((start, end)) => Some((start.parse().ok()?, Some(end.parse().ok()?))),
        None => value.parse().ok().map(|day| (day, Some(day))),
    }
}
