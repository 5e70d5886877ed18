//! What the ledger can know: which outlets and which months its articles are of.

use rusqlite::Connection;

use crate::error::Result;
use crate::ledger::Ledger;

/// Where articles come from, and when they were published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Months, the earliest first.
    pub months: Vec<CoveredMonth>,
    /// Outlets with their numbers of articles, the largest first; articles without an outlet are under nothing.
    pub outlets: Vec<(Option<String>, i64)>,
}

/// How much of a month there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoveredMonth {
    /// `2026-01`.
    pub month: String,
    /// Articles published in it.
    pub n_articles: i64,
    /// Days on which at least one was published.
    pub observed_days: i64,
}

impl Ledger {
    /// Returns which outlets and which months the articles are of.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn coverage(&self) -> Result<Coverage> {
        coverage(&self.connection).map_err(|error| error.at(&self.path))
    }
}

fn coverage(connection: &Connection) -> Result<Coverage> {
    // Both are answered by indexes alone: the rows hold whole texts.
    let mut select = connection.prepare_cached(
        "SELECT strftime('%Y-%m', day * 86400, 'unixepoch'), sum(n), count(*) FROM
             (SELECT published_at / 1440 AS day, count(*) AS n FROM article
              WHERE replaced_by IS NULL AND published_at IS NOT NULL GROUP BY 1) GROUP BY 1 ORDER BY 1",
    )?;
    let months = select.query_map([], |row| {
        Ok(CoveredMonth { month: row.get(0)?, n_articles: row.get(1)?, observed_days: row.get(2)? })
    })?;
    let months = months.collect::<rusqlite::Result<_>>()?;
    let mut select = connection
        .prepare_cached("SELECT outlet, count(*) FROM article GROUP BY outlet COLLATE NOCASE ORDER BY 2 DESC, 1")?;
    let outlets = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Coverage { months, outlets: outlets.collect::<rusqlite::Result<_>>()? })
}
