//! What exports are made of: whole events one after the other, and figures about the record itself.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension as _};

use crate::error::Result;
use crate::ledger::Ledger;
use crate::query::{self, Filter};
use crate::show::{self, EventView, OfficeRow};
use crate::speech::QuoteRow;
use crate::standing::RecordChange;

impl Ledger {
    /// Hands over the events that fit with all that proves them, the latest first, one at a time.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn each_event(&self, filter: &Filter, mut take: impl FnMut(EventView)) -> Result<()> {
        let mut each = || -> Result<()> {
            for event in query::events(&self.connection, filter)? {
                let mut select = self.connection.prepare_cached("SELECT id FROM event WHERE public = ?")?;
                let row = select.query_row([&event.id], |row| row.get(0))?;
                take(show::event_view(&self.connection, row)?);
            }
            Ok(())
        };
        each().map_err(|error| error.at(&self.path))
    }

    /// Returns the quotations that belong beside the events that fit: those that fit themselves, and where the filter is
    /// about events, only those of the articles that tell one of them.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn quotes_beside(&self, filter: &Filter, articles: &BTreeSet<String>) -> Result<Vec<QuoteRow>> {
        let mut quotes = self.quotes(filter)?;
        let of_events = filter.with.is_some()
            || !filter.kinds.is_empty()
            || !filter.statuses.is_empty()
            || filter.reports.is_some()
            || filter.confidence.is_some();
        quotes.retain(|quote| !of_events || articles.contains(&quote.article));
        Ok(quotes)
    }

    /// Returns what became of records since the moment of the filter, in the order in which it happened: those that fit
    /// now, and all that are gone, of which nobody knows any more what they fitted. Without a moment it is all that ever
    /// was.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn changes(&self, filter: &Filter) -> Result<Vec<RecordChange>> {
        let mut changes = self.changes_since(filter.changed_since.as_deref().unwrap_or_default())?;
        let rest = Filter { changed_since: None, ..filter.clone() };
        if rest == Filter::default() {
            return Ok(changes);
        }
        let (mut fitting, mut articles) = (BTreeSet::new(), BTreeSet::new());
        self.each_event(&rest, |view| {
            articles.extend(view.reports.into_iter().map(|report| report.article));
            fitting.insert(view.event.id);
        })?;
        for quote in self.quotes_beside(&rest, &articles)? {
            articles.insert(quote.article);
            fitting.insert(quote.id);
        }
        fitting.extend(articles);
        changes.retain(|change| change.change == "gone" || fitting.contains(&change.id));
        Ok(changes)
    }

    /// Returns on how many days of each month, as `2026-03`, something was published, so that a month without an event
    /// can be told from a month without news.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn observed_days(&self) -> Result<BTreeMap<String, i64>> {
        observed_days(&self.connection).map_err(|error| error.at(&self.path))
    }

    /// Returns the offices of an actor: those of the authority file first, then those that articles state.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn offices(&self, actor: &str) -> Result<Vec<OfficeRow>> {
        let offices = || -> Result<Vec<OfficeRow>> {
            let mut select = self.connection.prepare_cached("SELECT id FROM actor WHERE public = ?")?;
            let row: Option<i64> = select.query_row([actor], |row| row.get(0)).optional()?;
            row.map_or_else(|| Ok(Vec::new()), |row| show::offices(&self.connection, row))
        };
        offices().map_err(|error| error.at(&self.path))
    }
}

fn observed_days(connection: &Connection) -> Result<BTreeMap<String, i64>> {
    let mut select = connection.prepare_cached(
        "SELECT strftime('%Y-%m', day * 86400, 'unixepoch'), count(*) FROM
             (SELECT DISTINCT published_at / 1440 AS day FROM article
              WHERE replaced_by IS NULL AND published_at IS NOT NULL) GROUP BY 1",
    )?;
    let months = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(months.collect::<rusqlite::Result<_>>()?)
}
