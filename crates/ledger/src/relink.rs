//! Brings events up to date after reports came or went: finds the blocks that changed and cuts them anew.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension as _};

use crate::assemble;
use crate::corrections;
use crate::error::Result;
use crate::gather::Gatherer;
use crate::link::{Facts, partition};
use crate::tie::{block, detach, tie};

/// Links reports that are new or whose article changed its standing, and all that hangs together with them.
pub fn relink(
    connection: &Connection,
    gatherer: &mut Gatherer,
    fresh: &BTreeSet<i64>,
    shaken: &BTreeSet<i64>,
) -> Result<()> {
    let mut loose = shaken.clone();
    for &report in fresh {
        loose.extend(detach(connection, report)?);
    }
    for report in std::mem::take(&mut loose) {
        if !fresh.contains(&report) && exists(connection, report)? {
            loose.insert(report);
        }
    }
    tie(connection, gatherer, fresh, &loose)?;
    let mut seen = BTreeSet::new();
    for &seed in fresh.union(&loose) {
        if seen.contains(&seed) {
            continue;
        }
        let block = block(connection, seed)?;
        settle(connection, gatherer, &block, fresh)?;
        seen.extend(block);
    }
    Ok(())
}

fn exists(connection: &Connection, report: i64) -> Result<bool> {
    let found =
        connection.prepare_cached("SELECT 1 FROM report WHERE id = ?")?.query_row([report], |_| Ok(())).optional()?;
    Ok(found.is_some())
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
