//! What whole pages ask: how much there is, what leads, what is planned, one article with all its marks.

use std::collections::BTreeMap;

use plenipo_record::Reading;
use rusqlite::{Connection, OptionalExtension as _};

use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::query::{self, Filter};
use crate::row::{self, EventReader, EventRow, Party, party_of};
use crate::show::ChangeRow;
use crate::{load, show};

/// How much a ledger holds, and of when it is.
#[derive(Clone, Debug)]
pub struct Overview {
    /// Articles that speak now.
    pub n_articles: i64,
    /// Events.
    pub n_events: i64,
    /// Quotations.
    pub n_quotes: i64,
    /// Persons, organisations, countries and places.
    pub n_actors: i64,
    /// The latest day of publication, counted from 1970-01-01.
    pub latest: Option<i32>,
    /// When the article that came last was fetched.
    pub fetched: Option<String>,
}

/// Something planned, and what became of it.
#[derive(Clone, Debug)]
pub struct DatedPlan {
    /// The event.
    pub event: EventRow,
    /// The steps in its life.
    pub changes: Vec<ChangeRow>,
}

/// An article in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleRow {
    /// The public name.
    pub id: String,
    /// The headline.
    pub title: Option<String>,
    /// The outlet.
    pub outlet: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// How many events it reports.
    pub n_events: i64,
}

/// An article with its reading, and who the people in it are.
#[derive(Clone, Debug)]
pub struct ArticlePage {
    /// The reading; events carry the public names that they are linked under.
    pub reading: Reading,
    /// The actors that the reading's own names stand for.
    pub actors: BTreeMap<String, Party>,
    /// The events that it reports, by their public names.
    pub events: BTreeMap<String, EventRow>,
    /// Where it lies: a web address or a file.
    pub address: Option<String>,
    /// The version of the program that read it.
    pub reader: String,
    /// The public name of the article with the same text that came first.
    pub copy_of: Option<String>,
    /// Whether the outlet took it back.
    pub withdrawn: bool,
    /// The public name of the revision that took its place.
    pub replaced_by: Option<String>,
}

impl Ledger {
    /// Asks several things of the ledger as it is at one moment, whatever another program writes meanwhile.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read, and where `ask` does.
    pub fn at_one_moment<T, E: From<Error>>(
        &self,
        ask: impl FnOnce(&Ledger) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let moment = self.connection.unchecked_transaction().map_err(Error::from)?;
        let answer = ask(self);
        moment.finish().map_err(Error::from)?;
        answer
    }

    /// Returns how much the ledger holds; days of publication after `today` do not count.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read, as all lists do.
    pub fn overview(&self, today: i32) -> Result<Overview> {
        overview(&self.connection, today).map_err(|error| error.at(&self.path))
    }

    /// Returns the latest day of publication up to `today`.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn latest_news(&self, today: i32) -> Result<Option<i32>> {
        latest(&self.connection, today).map_err(|error| error.at(&self.path))
    }

    /// Returns what happened or goes on between two days, that which most outlets tell first; what no report gives a day
    /// comes last.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn leading(&self, since: i32, until: i32, limit: usize) -> Result<Vec<EventRow>> {
        leading(&self.connection, since, until, limit).map_err(|error| error.at(&self.path))
    }

    /// Returns what is or was planned for days between two, the nearest first.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn plans_between(&self, since: i32, until: i32, limit: usize) -> Result<Vec<DatedPlan>> {
        plans_between(&self.connection, since, until, limit).map_err(|error| error.at(&self.path))
    }

    /// Returns plans that were told between two ISO days to have moved, to be called off or to be denied, the latest first.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn changed_plans(&self, since: &str, until: &str, limit: usize) -> Result<Vec<DatedPlan>> {
        changed_plans(&self.connection, since, until, limit).map_err(|error| error.at(&self.path))
    }

    /// Returns plans that should have begun on a day or later, whose days are over, and of which nobody told what became of
    /// them, with their history.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn overdue_plans(&self, since: i32, today: i32, limit: usize) -> Result<Vec<DatedPlan>> {
        let filter = Filter { since: Some(since), limit: Some(limit), ..Filter::default() };
        let overdue = || with_changes(&self.connection, query::overdue_ids(&self.connection, &filter, today)?);
        overdue().map_err(|error| error.at(&self.path))
    }

    /// Returns the articles that were published between two days, the latest first.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn articles(&self, since: i32, until: i32, limit: usize) -> Result<Vec<ArticleRow>> {
        articles(&self.connection, since, until, limit).map_err(|error| error.at(&self.path))
    }

    /// Returns an article with its reading, nothing if there is none of this public name.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn article_page(&self, public: &str) -> Result<Option<ArticlePage>> {
        article_page(&self.connection, public).map_err(|error| error.at(&self.path))
    }

    /// Returns those with whom an actor takes part in events most often, and in how many.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn most_met(&self, public: &str, limit: usize) -> Result<Vec<(Party, i64)>> {
        most_met(&self.connection, public, limit).map_err(|error| error.at(&self.path))
    }
}

fn overview(connection: &Connection, today: i32) -> Result<Overview> {
    let count = |select: &str| connection.prepare_cached(select)?.query_row([], |row| row.get::<_, i64>(0));
    let fetched = connection
        .prepare_cached("SELECT fetched FROM article ORDER BY id DESC LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(Overview {
        n_articles: count("SELECT count(*) FROM article")?,
        n_events: count("SELECT count(*) FROM event")?,
        n_quotes: count("SELECT count(*) FROM quote")?,
        n_actors: count("SELECT count(*) FROM actor")?,
        latest: latest(connection, today)?,
        fetched,
    })
}

fn latest(connection: &Connection, today: i32) -> Result<Option<i32>> {
    let end = i64::from(today) * MINUTES + MINUTES - 1;
    // By the index of those that speak: a walk over the texts of all articles takes a thousand times as long.
    let latest: Option<i64> = connection
        .prepare_cached("SELECT max(published_at) FROM article WHERE published_at <= ? AND replaced_by IS NULL")?
        .query_row([end], |row| row.get(0))?;
    Ok(latest.and_then(|minute| i32::try_from(minute.div_euclid(MINUTES)).ok()))
}

/// Minutes of a day.
const MINUTES: i64 = 24 * 60;

fn leading(connection: &Connection, since: i32, until: i32, limit: usize) -> Result<Vec<EventRow>> {
    let mut select = connection.prepare_cached(
        "SELECT id FROM event WHERE first_day BETWEEN ? AND ? AND +status IN ('occurred', 'ongoing') AND rejected = 0
         ORDER BY start IS NULL, n_outlets DESC, n_reports DESC, first_day DESC, public LIMIT ?",
    )?;
    let found = select.query_map((since, until, limit as i64), |row| row.get(0))?;
    row::events(connection, found.collect::<rusqlite::Result<Vec<i64>>>()?)
}

/// The longest that something planned lasts, in days, as far as a calendar looks back for it.
const LONGEST: i32 = 31;

fn plans_between(connection: &Connection, since: i32, until: i32, limit: usize) -> Result<Vec<DatedPlan>> {
    let mut select = connection.prepare_cached(
        "SELECT id FROM event WHERE first_day BETWEEN ? AND ? AND last_day >= ? AND rejected = 0 AND
             (status IN ('planned', 'proposed', 'cancelled') OR EXISTS
                 (SELECT 1 FROM change WHERE change.event = event.id AND +change.change = 'announced'))
         ORDER BY first_day, id LIMIT ?",
    )?;
    let found = select.query_map((since - LONGEST, until, since, limit as i64), |row| row.get(0))?;
    with_changes(connection, found.collect::<rusqlite::Result<Vec<i64>>>()?)
}

fn changed_plans(connection: &Connection, since: &str, until: &str, limit: usize) -> Result<Vec<DatedPlan>> {
    let mut select = connection.prepare_cached(
        "SELECT event.id, max(change.day) AS told FROM change JOIN event ON event.id = change.event
         WHERE change.change IN ('moved', 'cancelled', 'denied') AND change.day BETWEEN ? AND ? AND event.rejected = 0
         GROUP BY event.id ORDER BY told DESC, event.id DESC LIMIT ?",
    )?;
    let found = select.query_map((since, until, limit as i64), |row| row.get(0))?;
    with_changes(connection, found.collect::<rusqlite::Result<Vec<i64>>>()?)
}

fn with_changes(connection: &Connection, ids: Vec<i64>) -> Result<Vec<DatedPlan>> {
    let mut reader = EventReader::new(connection)?;
    let mut plans = Vec::new();
    for id in ids {
        if let Some(event) = reader.event(id)? {
            plans.push(DatedPlan { event, changes: show::changes(connection, id)? });
        }
    }
    Ok(plans)
}

fn articles(connection: &Connection, since: i32, until: i32, limit: usize) -> Result<Vec<ArticleRow>> {
    let minute = |day: i32| i64::from(day) * MINUTES;
    let mut select = connection.prepare_cached(
        "SELECT public, title, outlet, published, (SELECT count(*) FROM report WHERE report.article = article.id)
         FROM article WHERE published_at BETWEEN ? AND ? AND replaced_by IS NULL
         ORDER BY published_at DESC, id DESC LIMIT ?",
    )?;
    let rows = select.query_map((minute(since), minute(until + 1) - 1, limit as i64), |row| {
        Ok(ArticleRow {
            id: row.get(0)?,
            title: row.get(1)?,
            outlet: row.get(2)?,
            published: row.get(3)?,
            n_events: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn article_page(connection: &Connection, public: &str) -> Result<Option<ArticlePage>> {
    let mut select = connection.prepare_cached(
        "SELECT article.id, article.address, article.reader, article.withdrawn, original.public, newer.public
         FROM article LEFT JOIN article AS newer ON newer.id = article.replaced_by
         LEFT JOIN article AS original ON original.id = article.copy_of AND original.id <> article.id
         WHERE article.public = ?",
    )?;
    let mut rows = select.query([public])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let id: i64 = row.get(0)?;
    let mut select = connection.prepare_cached(
        "SELECT actor.public, actor.kind, actor.name, actor.country, mention.local FROM mention
         JOIN profile ON profile.id = mention.profile JOIN actor ON actor.id = profile.actor WHERE mention.article = ?",
    )?;
    let actors = select.query_map([id], |row| Ok((row.get(4)?, party_of(row)?)))?;
    let mut select =
        connection.prepare_cached("SELECT DISTINCT event FROM report WHERE article = ? AND event IS NOT NULL")?;
    let events = select.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
    let events = row::events(connection, events)?.into_iter().map(|event| (event.id.clone(), event)).collect();
    Ok(Some(ArticlePage {
        reading: load::reading(connection, id)?,
        events,
        actors: actors.collect::<rusqlite::Result<_>>()?,
        address: row.get(1)?,
        reader: row.get(2)?,
        withdrawn: row.get(3)?,
        copy_of: row.get(4)?,
        replaced_by: row.get(5)?,
    }))
}

fn most_met(connection: &Connection, public: &str, limit: usize) -> Result<Vec<(Party, i64)>> {
    let mut select = connection.prepare_cached(
        "SELECT actor.public, actor.kind, actor.name, actor.country, count(DISTINCT own.event) AS shared
         FROM profile JOIN event_party AS own ON own.profile = profile.id
         JOIN event_party AS other ON other.event = own.event
         JOIN profile AS met ON met.id = other.profile AND met.actor <> profile.actor
         JOIN actor ON actor.id = met.actor
         WHERE profile.actor = (SELECT actor FROM profile WHERE public = ?)
         GROUP BY actor.id ORDER BY shared DESC, actor.public LIMIT ?",
    )?;
    let rows = select.query_map((public, limit as i64), |row| Ok((party_of(row)?, row.get(4)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
