//! What is watched, and how asking went; so that watching goes on where it was stopped.

use rusqlite::{Connection, Row, params};

use crate::error::Result;
use crate::ledger::Ledger;

/// An address that is watched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Watched {
    /// The address of a feed or a page.
    pub address: String,
    /// The `ETag` that the server told.
    pub etag: Option<String>,
    /// The `Last-Modified` that the server told.
    pub last_modified: Option<String>,
    /// When it was asked last, in seconds since 1970-01-01 in Greenwich.
    pub asked: Option<i64>,
    /// When it is to be asked next, in the same seconds.
    pub due: i64,
    /// How often asking failed since it last went well.
    pub failures: u32,
    /// Why it failed last.
    pub trouble: Option<String>,
}

impl Ledger {
    /// Begins to watch an address; one that is watched already stays as it is.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be written.
    pub fn watch(&self, address: &str) -> Result<()> {
        let insert = "INSERT OR IGNORE INTO watched (address, due) VALUES (?, 0)";
        self.ask(|connection| Ok(connection.execute(insert, [address])?)).map(|_| ())
    }

    /// Stops watching an address; tells whether it was watched.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be written.
    pub fn unwatch(&self, address: &str) -> Result<bool> {
        self.ask(|connection| Ok(connection.execute("DELETE FROM watched WHERE address = ?", [address])? > 0))
    }

    /// Returns all that is watched, what is due first in front.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn watched(&self) -> Result<Vec<Watched>> {
        self.ask(|connection| {
            let mut select = connection.prepare_cached(
                "SELECT address, etag, last_modified, asked, due, failures, trouble FROM watched ORDER BY due, address",
            )?;
            Ok(select.query_map([], watched)?.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Notes how asking an address went.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be written.
    pub fn note_watched(&self, watched: &Watched) -> Result<()> {
        let update = "UPDATE watched SET etag = ?, last_modified = ?, asked = ?, due = ?, failures = ?, trouble = ?
                      WHERE address = ?";
        let Watched { address, etag, last_modified, asked, due, failures, trouble } = watched;
        let values = params![etag, last_modified, asked, due, failures, trouble, address];
        self.ask(|connection| Ok(connection.prepare_cached(update)?.execute(values)?)).map(|_| ())
    }

    fn ask<T>(&self, ask: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        ask(&self.connection).map_err(|error| error.at(&self.path))
    }
}

fn watched(row: &Row) -> rusqlite::Result<Watched> {
    Ok(Watched {
        address: row.get(0)?,
        etag: row.get(1)?,
        last_modified: row.get(2)?,
        asked: row.get(3)?,
        due: row.get(4)?,
        failures: row.get(5)?,
        trouble: row.get(6)?,
    })
}
