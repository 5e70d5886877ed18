//! Readings under the public names of the record, from a ledger or without one.

use plenipo_record::Reading;
use rusqlite::Connection;

use crate::batch::Origin;
use crate::error::Result;
use crate::ledger::Ledger;
use crate::row::{Party, party_of};
use crate::{load, naming};

/// A reading with the public names of everything that it tells; lists go in the order of the reading's own.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedReading {
    /// The reading, by its own names.
    pub reading: Reading,
    /// Where the article comes from.
    pub origin: Origin,
    /// The public name of the article.
    pub article: String,
    /// The public name of the article of which this one is a copy.
    pub copy_of: Option<String>,
    /// Who each actor is in the record.
    pub actors: Vec<Party>,
    /// The public names of the reports, one for each event of the reading.
    pub reports: Vec<String>,
    /// The public names of the events that these report.
    pub events: Vec<String>,
    /// The public names of the quotations.
    pub quotations: Vec<String>,
}

impl NamedReading {
    /// Names what one article tells as a ledger that holds nothing else would: each report is an event, each name an
    /// actor.
    pub fn alone(reading: Reading, origin: Origin) -> Self {
        let article = naming::article(&naming::content_digest(&reading.article), origin.address.as_deref());
        let actors = reading.actors.iter().map(|actor| {
            let (name, country) = (naming::shown(actor), actor.country.map(|country| country.to_string()));
            Party {
                id: naming::profile_name(actor.kind, name, country.as_deref()),
                kind: actor.kind,
                name: name.to_owned(),
                country,
            }
        });
        let reports: Vec<String> =
            (0..reading.events.len()).map(|ordinal| naming::report(&article, &reading, ordinal)).collect();
        let quotations = 0..reading.quotations.len();
        NamedReading {
            actors: actors.collect(),
            events: reports.clone(),
            reports,
            quotations: quotations.map(|ordinal| naming::quotation(&article, &reading, ordinal)).collect(),
            copy_of: None,
            article,
            origin,
            reading,
        }
    }
}

impl Ledger {
    /// Hands over the readings of all articles that speak, by the names of their inputs, one at a time.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn each_named_reading(&self, mut take: impl FnMut(NamedReading)) -> Result<()> {
        let mut each = || -> Result<()> {
            let mut select =
                self.connection.prepare("SELECT id FROM article WHERE replaced_by IS NULL ORDER BY name, digest")?;
            let articles = select.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
            for article in articles {
                take(named(&self.connection, article)?);
            }
            Ok(())
        };
        each().map_err(|error| error.at(&self.path))
    }
}

fn named(connection: &Connection, id: i64) -> Result<NamedReading> {
    let mut reading = load::reading(connection, id)?;
    let linked = reading.events.iter().map(|event| event.id.clone()).collect();
    let quotations = reading.quotations.iter().map(|quotation| quotation.id.clone()).collect();
    let mut select =
        connection.prepare_cached("SELECT public, local FROM report WHERE article = ? ORDER BY ordinal")?;
    let names = select.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let (reports, locals): (_, Vec<String>) =
        names.collect::<rusqlite::Result<Vec<(String, String)>>>()?.into_iter().unzip();
    for (event, local) in reading.events.iter_mut().zip(locals) {
        event.id = local;
    }
    let mut select = connection.prepare_cached("SELECT local FROM quote WHERE article = ? ORDER BY ordinal")?;
    let locals = select.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    for (quotation, local) in reading.quotations.iter_mut().zip(locals) {
        quotation.id = local;
    }
    let mut select = connection.prepare_cached(
        "SELECT actor.public, actor.kind, actor.name, actor.country FROM mention
         JOIN profile ON profile.id = mention.profile JOIN actor ON actor.id = profile.actor
         WHERE mention.article = ? ORDER BY mention.id",
    )?;
    let actors = select.query_map([id], party_of)?.collect::<rusqlite::Result<_>>()?;
    let mut select = connection.prepare_cached(
        "SELECT article.public, article.fetched, article.reader, article.as_of, article.address, first.public
         FROM article LEFT JOIN article AS first ON first.id = article.copy_of AND first.id <> article.id
         WHERE article.id = ?",
    )?;
    let (article, origin, copy_of) = select.query_row([id], |row| {
        let origin = Origin { fetched: row.get(1)?, reader: row.get(2)?, as_of: row.get(3)?, address: row.get(4)? };
        Ok((row.get(0)?, origin, row.get(5)?))
    })?;
    Ok(NamedReading { reading, origin, article, copy_of, actors, reports, events: linked, quotations })
}
