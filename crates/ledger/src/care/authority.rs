//! The authority file: who is who by a list that wins over guesses.

use std::collections::BTreeSet;

use rusqlite::Connection;

use crate::error::Result;
use crate::ledger::Ledger;
use crate::link::same_person;
use crate::name::Match;
use crate::relink::relink;
use crate::{gather, resolve, words};

/// One row of an authority file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authority {
    /// The name by which the person or organisation is to be called.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// The country represented, three letters.
    pub country: Option<String>,
    /// An office.
    pub office: Option<String>,
    /// Its first day.
    pub from: Option<String>,
    /// Its last day.
    pub to: Option<String>,
    /// The Wikidata id.
    pub wikidata: Option<String>,
}

impl Ledger {
    /// Replaces the authority file and settles anew who is who.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be written.
    pub fn set_authority(&mut self, rows: &[Authority]) -> Result<usize> {
        self.change(|connection, gatherer| {
            connection.execute("UPDATE profile SET authority = NULL", [])?;
            connection.execute("DELETE FROM authority", [])?;
            for row in rows {
                connection.execute(
                    "INSERT INTO authority (name, aliases, country, office, from_day, to_day, wikidata)
                     VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (
                        &row.name,
                        words::texts_json(&row.aliases),
                        &row.country,
                        &row.office,
                        &row.from,
                        &row.to,
                        &row.wikidata,
                    ),
                )?;
            }
            let mut select = connection.prepare("SELECT id FROM profile WHERE kind IN ('person', 'organization')")?;
            let profiles = select.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<BTreeSet<i64>>>()?;
            let mut known = 0;
            for &profile in &profiles {
                known += usize::from(settle_by_authority(connection, profile)?);
            }
            gatherer.forget();
            resolve::resolve(connection, &profiles)?;
            let mut select = connection.prepare("SELECT id FROM report")?;
            let reports = select.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<BTreeSet<i64>>>()?;
            relink(connection, gatherer, &reports, &BTreeSet::new())?;
            Ok(known)
        })
    }
}

/// Looks a profile up in the authority file; a row that fits by name and country settles who it is.
pub fn settle_by_authority(connection: &Connection, profile: i64) -> Result<bool> {
    let own = gather::profile(connection, profile)?;
    let mut select = connection.prepare_cached("SELECT id, name, aliases, country FROM authority ORDER BY id")?;
    let mut rows = select.query([])?;
    let mut fits: Vec<(Match, i64, String)> = Vec::new();
    while let Some(row) = rows.next()? {
        let country = words::country(row.get::<_, Option<String>>(3)?.as_deref())?;
        let mut names = words::texts(&row.get::<_, String>(2)?)?;
        names.push(row.get(1)?);
        let relation = names.iter().map(|name| {
            let theirs = crate::link::Profile::new(0, own.kind, name, country);
            match own.kind {
                plenipo_record::ActorKind::Organization if own.key == theirs.key => Match::Same,
                plenipo_record::ActorKind::Organization => Match::Apart,
                _ => same_person(&own, &theirs),
            }
        });
        if let Some(relation) = relation.max().filter(|relation| *relation > Match::Part) {
            fits.push((relation, row.get(0)?, row.get(1)?));
        }
    }
    let best = fits.iter().map(|(relation, ..)| *relation).max();
    fits.retain(|(relation, ..)| Some(*relation) == best);
    let Some((_, first, name)) = fits.first() else { return Ok(false) };
    // One person has a row for each office; two persons whom the name fits leave it open.
    if fits.iter().any(|(.., other)| other != name) {
        return Ok(false);
    }
    connection.execute("UPDATE profile SET authority = ? WHERE id = ?", (first, profile))?;
    Ok(true)
}
