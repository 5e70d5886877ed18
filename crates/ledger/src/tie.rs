//! Ties between reports: which hang together, and so are looked at together.
//!
//! Of the pairs that may be one event only enough are kept to join all that hang together, at most one fewer than there are
//! reports. Where a report goes, those that hung together with it are tied anew.

use std::collections::{BTreeSet, HashMap};

use rusqlite::Connection;

use crate::corrections;
use crate::error::Result;
use crate::gather::Gatherer;
use crate::groups::Groups;
use crate::link::{JOIN, Verdict, compare, keys};

/// Takes a report out of what hangs together with it and returns the others, whose ties are gone with it.
pub fn detach(connection: &Connection, report: i64) -> Result<BTreeSet<i64>> {
    let mut block = block(connection, report)?;
    for &member in &block {
        connection.prepare_cached("DELETE FROM candidate WHERE one = ?")?.execute([member])?;
    }
    connection.prepare_cached("DELETE FROM block WHERE report = ?")?.execute([report])?;
    block.remove(&report);
    Ok(block)
}

/// Returns all reports that hang together with one, itself included.
pub fn block(connection: &Connection, report: i64) -> Result<BTreeSet<i64>> {
    let mut select = connection.prepare_cached("SELECT other FROM candidate WHERE one = ?")?;
    let mut block = BTreeSet::from([report]);
    let mut waiting = vec![report];
    while let Some(next) = waiting.pop() {
        for other in select.query_map([next], |row| row.get(0))? {
            let other = other?;
            if block.insert(other) {
                waiting.push(other);
            }
        }
    }
    Ok(block)
}

/// Enters reports that are `fresh` under their keys, and ties them to what may be the same event; those that are `loose` have
/// lost their ties and are tied anew.
pub fn tie(
    connection: &Connection,
    gatherer: &mut Gatherer,
    fresh: &BTreeSet<i64>,
    loose: &BTreeSet<i64>,
) -> Result<()> {
    let mut asked = Vec::new();
    let mut known = Known::default();
    {
        let mut insert = connection.prepare_cached("INSERT OR IGNORE INTO block (key, report) VALUES (?, ?)")?;
        for &report in fresh.union(loose) {
            let keys = keys(&gatherer.facts(connection, report)?);
            for key in keys.entered {
                insert.execute((key, report))?;
            }
            asked.push(keys.asked);
            known.place(report);
        }
    }
    let n_asking = asked.len();
    for (own, keys) in asked.into_iter().enumerate() {
        let report = known.reports[own];
        // Of two that both ask, the later one does. What hung together with a loose one is loose too.
        let is_fresh = fresh.contains(&report);
        let asks = |other: usize| if other < n_asking { other < own } else { is_fresh };
        for other in corrections::tied(connection, report)? {
            let other = known.place(other);
            known.join(connection, own, other, n_asking)?;
        }
        let mut others = BTreeSet::new();
        for key in keys {
            known.look_under(connection, key)?;
            known.strangers(own, key, asks, &mut others);
        }
        let facts = if others.is_empty() { continue } else { gatherer.facts(connection, report)? };
        for other in others {
            if known.hang_together(own, other) {
                continue;
            }
            let theirs = gatherer.facts(connection, known.reports[other])?;
            if matches!(compare(&facts, &theirs), Verdict::Together(score) if score >= JOIN) {
                known.join(connection, own, other, n_asking)?;
            }
        }
    }
    Ok(())
}

/// Reports that were looked at, and what hangs together among them; the first places are those of reports that ask.
#[derive(Default)]
struct Known {
    reports: Vec<i64>,
    places: HashMap<i64, usize>,
    groups: Groups,
    under: HashMap<i64, Vec<usize>>,
}

impl Known {
    fn place(&mut self, report: i64) -> usize {
        *self.places.entry(report).or_insert_with(|| {
            self.reports.push(report);
            self.groups.add()
        })
    }

    /// Notes who is found under a key.
    fn look_under(&mut self, connection: &Connection, key: i64) -> Result<()> {
        if !self.under.contains_key(&key) {
            let mut select = connection.prepare_cached("SELECT report FROM block WHERE key = ?")?;
            let found = select.query_map([key], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
            let places = found.into_iter().map(|report| self.place(report)).collect();
            self.under.insert(key, places);
        }
        Ok(())
    }

    /// Adds those under a key that are to be asked and do not hang together with a report yet.
    fn strangers(&mut self, own: usize, key: i64, asks: impl Fn(usize) -> bool, found: &mut BTreeSet<usize>) {
        let first = self.groups.first(own);
        for &place in &self.under[&key] {
            if asks(place) && self.groups.first(place) != first {
                found.insert(place);
            }
        }
    }

    fn hang_together(&mut self, one: usize, other: usize) -> bool {
        self.groups.first(one) == self.groups.first(other)
    }

    /// Ties two reports, unless they hang together.
    fn join(&mut self, connection: &Connection, own: usize, other: usize, n_asking: usize) -> Result<()> {
        if other >= n_asking {
            // Who was tied before brings along all that hang together with it.
            for member in block(connection, self.reports[other])? {
                let member = self.place(member);
                self.groups.join(member, other);
            }
        }
        if !self.hang_together(own, other) {
            let (one, two) = (self.reports[own], self.reports[other]);
            let mut insert = connection.prepare_cached("INSERT OR IGNORE INTO candidate (one, other) VALUES (?, ?)")?;
            insert.execute((one, two))?;
            insert.execute((two, one))?;
            self.groups.join(own, other);
        }
        Ok(())
    }
}
