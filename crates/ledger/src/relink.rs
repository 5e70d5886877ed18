//! Brings events up to date after reports came or went: finds the blocks that changed and cuts them anew.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension as _};

use crate::assemble;
use crate::corrections;
use crate::error::Result;
use crate::gather::Gatherer;
use crate::link::{Facts, JOIN, Verdict, compare, keys, partition};

/// Links reports that are new or whose article changed its standing, and all that hangs together with them.
pub fn relink(
    connection: &Connection,
    gatherer: &mut Gatherer,
    fresh: &BTreeSet<i64>,
    shaken: &BTreeSet<i64>,
) -> Result<()> {
    let mut seeds = shaken.clone();
    for &report in fresh {
        seeds.extend(detach(connection, report)?);
    }
    for &report in fresh {
        attach(connection, gatherer, report)?;
    }
    seeds.extend(fresh);
    let mut seen = BTreeSet::new();
    for &seed in &seeds {
        if seen.contains(&seed) || !exists(connection, seed)? {
            continue;
        }
        let block = block(connection, seed)?;
        settle(connection, gatherer, &block, fresh)?;
        seen.extend(block);
    }
    Ok(())
}

/// Takes a report out of its block and returns those that it was tied to.
pub fn detach(connection: &Connection, report: i64) -> Result<Vec<i64>> {
    let ties = neighbours(connection, report)?;
    connection.prepare_cached("DELETE FROM candidate WHERE one = ?")?.execute([report])?;
    for &other in &ties {
        connection.prepare_cached("DELETE FROM candidate WHERE one = ? AND other = ?")?.execute([other, report])?;
    }
    connection.prepare_cached("DELETE FROM block WHERE report = ?")?.execute([report])?;
    Ok(ties)
}

/// Enters a report under its keys and ties it to those that may tell of the same event.
fn attach(connection: &Connection, gatherer: &mut Gatherer, report: i64) -> Result<()> {
    let facts = gatherer.facts(connection, report)?;
    let mut others = BTreeSet::new();
    {
        let mut insert = connection.prepare_cached("INSERT OR IGNORE INTO block (key, report) VALUES (?, ?)")?;
        let mut select = connection.prepare_cached("SELECT report FROM block WHERE key = ? AND report <> ?")?;
        let keys = keys(&facts);
        for key in keys.entered {
            insert.execute((key, report))?;
        }
        for key in keys.asked {
            let found = select.query_map((key, report), |row| row.get::<_, i64>(0))?;
            others.extend(found.collect::<rusqlite::Result<Vec<_>>>()?);
        }
    }
    for other in corrections::tied(connection, report)? {
        tie(connection, report, other)?;
    }
    for other in others {
        let theirs = gatherer.facts(connection, other)?;
        if matches!(compare(&facts, &theirs), Verdict::Together(score) if score >= JOIN) {
            tie(connection, report, other)?;
        }
    }
    Ok(())
}

fn tie(connection: &Connection, one: i64, other: i64) -> Result<()> {
    let mut insert = connection.prepare_cached("INSERT OR IGNORE INTO candidate (one, other) VALUES (?, ?)")?;
    insert.execute((one, other))?;
    insert.execute((other, one))?;
    Ok(())
}

fn exists(connection: &Connection, report: i64) -> Result<bool> {
    let found =
        connection.prepare_cached("SELECT 1 FROM report WHERE id = ?")?.query_row([report], |_| Ok(())).optional()?;
    Ok(found.is_some())
}

fn neighbours(connection: &Connection, report: i64) -> Result<Vec<i64>> {
    let mut select = connection.prepare_cached("SELECT other FROM candidate WHERE one = ?")?;
    Ok(select.query_map([report], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// Returns all reports that hang together with one.
fn block(connection: &Connection, report: i64) -> Result<BTreeSet<i64>> {
    let mut block = BTreeSet::from([report]);
    let mut waiting = vec![report];
    while let Some(next) = waiting.pop() {
        for other in neighbours(connection, next)? {
            if block.insert(other) {
                waiting.push(other);
            }
        }
    }
    Ok(block)
}

/// Cuts one block into events and writes those that changed.
fn settle(
    connection: &Connection,
    gatherer: &mut Gatherer,
    block: &BTreeSet<i64>,
    fresh: &BTreeSet<i64>,
) -> Result<()> {
    let reports = block.iter().map(|&report| gatherer.facts(connection, report)).collect::<Result<Vec<Facts>>>()?;
    let ties = corrections::ties(connection, block)?;
    let events = partition(&reports, &ties);

    let mut before: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    for report in &reports {
        let event: Option<i64> = connection
            .prepare_cached("SELECT event FROM report WHERE id = ?")?
            .query_row([report.id], |row| row.get(0))?;
        if let Some(event) = event {
            before.entry(event).or_default();
        }
    }
    for (event, members) in &mut before {
        let mut select = connection.prepare_cached("SELECT id FROM report WHERE event = ?")?;
        members.extend(select.query_map([event], |row| row.get::<_, i64>(0))?.collect::<rusqlite::Result<Vec<_>>>()?);
    }
    let after: Vec<BTreeSet<i64>> =
        events.iter().map(|event| event.iter().map(|&at| reports[at].id).collect()).collect();
    let kept = |members: &BTreeSet<i64>| after.contains(members) && members.is_disjoint(fresh);
    for (&event, members) in before.iter().filter(|(_, members)| !kept(members)) {
        for report in members {
            connection.prepare_cached("UPDATE report SET event = NULL WHERE id = ?")?.execute([report])?;
        }
        assemble::remove(connection, event)?;
    }
    for (event, members) in events.iter().zip(&after) {
        if before.values().any(|old| old == members) && kept(members) {
            continue;
        }
        let members: Vec<&Facts> = event.iter().map(|&at| &reports[at]).collect();
        assemble::write(connection, &members)?;
    }
    Ok(())
}
