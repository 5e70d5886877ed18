//! Corrections, forgetting and reading again: the care of a ledger.
//!
//! Every change that a person makes is written to the log first and then brought to bear; undoing writes again.

mod again;
mod authority;
mod correct;
mod forget;

use plenipo_record::Reading;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::batch::{self, Changed};
use crate::corrections::{self, Correction};
use crate::error::{Error, ErrorKind, Result};
use crate::gather::Gatherer;
use crate::ledger::Ledger;
use crate::{load, standing, story};

pub use authority::Authority;
pub(crate) use authority::settle_by_authority;

/// Who makes a correction, when and why.
#[derive(Clone, Debug, Default)]
pub struct Author {
    /// When it is made, ISO 8601.
    pub made: String,
    /// Who makes it.
    pub who: String,
    /// The reason.
    pub why: Option<String>,
}

impl Ledger {
    /// Runs a change in a transaction of its own.
    pub(crate) fn change<T>(&mut self, change: impl FnOnce(&Connection, &mut Gatherer) -> Result<T>) -> Result<T> {
        self.gatherer.forget();
        let changed = || -> Result<T> {
            let transaction = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
            let done = change(&transaction, &mut self.gatherer)?;
            story::settle(&transaction)?;
            standing::settle(&transaction, &self.moment)?;
            transaction.commit()?;
            Ok(done)
        };
        changed().map_err(|error| error.at(&self.path))
    }

    /// Returns the log of corrections, oldest first.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn log(&self) -> Result<Vec<Correction>> {
        corrections::log(&self.connection)
    }

    /// Reads all articles again that another version read, and returns what is now read differently, by article.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be written; the batches before that are kept.
    pub fn reread(
        &mut self,
        reader: &str,
        read: impl Fn(plenipo_record::Article, Option<String>) -> Reading,
    ) -> Result<Vec<(String, Vec<String>)>> {
        let mut select = self
            .connection
            .prepare("SELECT id, public, as_of FROM article WHERE replaced_by IS NULL AND reader <> ? ORDER BY id")?;
        let rows = select.query_map([reader], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let articles: Vec<(i64, String, Option<String>)> = rows.collect::<rusqlite::Result<_>>()?;
        drop(select);
        let mut differences = Vec::new();
        for chunk in articles.chunks(64) {
            let found = self.change(|connection, gatherer| {
                let (mut changed, mut found) = (Changed::default(), Vec::new());
                for (id, public, as_of) in chunk {
                    let reading = read(load::article(connection, *id)?, as_of.clone());
                    let differs = batch::read_again(connection, *id, &reading, reader, &mut changed)?;
                    if !differs.is_empty() {
                        found.push((public.clone(), differs));
                    }
                }
                batch::link(connection, gatherer, changed)?;
                Ok(found)
            })?;
            differences.extend(found);
        }
        Ok(differences)
    }
}

pub fn by(author: &Author) -> Correction {
    Correction { made: author.made.clone(), who: author.who.clone(), why: author.why.clone(), ..Correction::default() }
}

/// Returns the row of the event that a public name leads to, and the name of its earliest report.
pub fn find_event(connection: &Connection, public: &str) -> Result<(i64, String)> {
    let unknown = || Error::new(ErrorKind::Unknown(public.to_owned()));
    let report = corrections::report_row(connection, public)?.ok_or_else(unknown)?;
    let event: Option<i64> =
        connection.query_row("SELECT event FROM report WHERE id = ?", [report], |row| row.get(0))?;
    let event = event.ok_or_else(unknown)?;
    let name = connection.query_row("SELECT public FROM event WHERE id = ?", [event], |row| row.get(0))?;
    Ok((event, name))
}
