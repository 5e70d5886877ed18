//! What whole pages ask: lists cut into parts that can be followed, counts beside them, one article with all its marks.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use plenipo_record::{CountryCode, Reading};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension as _, params_from_iter};

use crate::error::{Error, ErrorKind, Result};
use crate::ledger::Ledger;
use crate::query::{
    Conditions, EventRow, Filter, Party, QuoteRow, event, event_conditions, match_expression, party_of, profiles, quote,
};
use crate::show::ChangeRow;
use crate::{load, show};

/// Which events a list holds, and where it begins.
#[derive(Clone, Debug, Default)]
pub struct EventQuery {
    /// What the list is narrowed to; its limit is how many rows one part has.
    pub filter: Filter,
    /// More countries, each of which must take part, be represented or be the place.
    pub countries: Vec<CountryCode>,
    /// Words that do not stand in the record.
    pub without: Vec<String>,
    /// An outlet that reports it, in whatever case.
    pub outlet: Option<String>,
    /// Where the part before ended.
    pub after: Option<Cursor>,
}

/// A place in a list, the latest first: the day and the row before which it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub(crate) day: Option<i64>,
    pub(crate) row: i64,
}

/// One part of a list, and where the next one begins.
#[derive(Clone, Debug)]
pub struct Listed<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Where the next part begins; nothing at the end.
    pub next: Option<Cursor>,
}

/// How the events of a list are spread, the commonest first.
#[derive(Clone, Debug, Default)]
pub struct Facets {
    /// How many events were counted.
    pub counted: usize,
    /// Whether there are more than were counted; then the latest were.
    pub more: bool,
    /// Kinds.
    pub kinds: Vec<(String, usize)>,
    /// How far they have come.
    pub statuses: Vec<(String, usize)>,
    /// Countries that take part, are represented or are the place.
    pub countries: Vec<(String, usize)>,
    /// Outlets that report them.
    pub outlets: Vec<(String, usize)>,
    /// Days counted from 1970-01-01, in their order.
    pub days: Vec<(i32, usize)>,
}

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
pub struct Plan {
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

/// A quotation, and who speaks with whom in its article.
#[derive(Clone, Debug)]
pub struct Speech {
    /// The quotation.
    pub quote: QuoteRow,
    /// The headline of its article.
    pub title: Option<String>,
    /// When the article was published.
    pub published: Option<String>,
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

    /// Returns one part of a list of events, the latest first.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn event_list(&self, query: &EventQuery) -> Result<Listed<EventRow>> {
        event_list(&self.connection, query).map_err(|error| error.at(&self.path))
    }

    /// Counts how the latest events of a list are spread, `bound` of them at most.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn facets(&self, query: &EventQuery, bound: usize) -> Result<Facets> {
        facets(&self.connection, query, bound).map_err(|error| error.at(&self.path))
    }

    /// Counts the events of a list, up to a bound.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn count(&self, query: &EventQuery, bound: usize) -> Result<usize> {
        count(&self.connection, query, bound).map_err(|error| error.at(&self.path))
    }

    /// Returns what happened or goes on between two days, that which most outlets tell first.
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
    pub fn plans(&self, since: i32, until: i32, limit: usize) -> Result<Vec<Plan>> {
        plans(&self.connection, since, until, limit).map_err(|error| error.at(&self.path))
    }

    /// Returns plans that were told between two ISO days to have moved, to be called off or to be denied, the latest first.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn changed_plans(&self, since: &str, until: &str, limit: usize) -> Result<Vec<Plan>> {
        changed_plans(&self.connection, since, until, limit).map_err(|error| error.at(&self.path))
    }

    /// Returns plans that should have begun on a day or later, whose days are over, and of which nobody told what became of
    /// them, with their history.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn overdue_plans(&self, since: i32, today: i32, limit: usize) -> Result<Vec<Plan>> {
        let filter = Filter { since: Some(since), limit: Some(limit), ..Filter::default() };
        let events = self.overdue(&filter, today)?;
        events.into_iter().map(|event| with_changes(&self.connection, event)).collect()
    }

    /// Returns one part of a list of quotations, the latest first.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn quote_list(&self, filter: &Filter, after: Option<Cursor>) -> Result<Listed<Speech>> {
        quote_list(&self.connection, filter, after).map_err(|error| error.at(&self.path))
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

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.day {
            Some(day) => write!(f, "{day}.{}", self.row),
            None => write!(f, "x.{}", self.row),
        }
    }
}

impl FromStr for Cursor {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let parsed = || {
            let (day, row) = text.split_once('.')?;
            let day = if day == "x" { None } else { Some(day.parse::<i32>().ok()?.into()) };
            Some(Cursor { day, row: row.parse().ok()? })
        };
        parsed().ok_or_else(|| Error::new(ErrorKind::Refused("no place in a list".to_owned())))
    }
}

fn overview(connection: &Connection, today: i32) -> Result<Overview> {
    let count = |select: &str| connection.prepare_cached(select)?.query_row([], |row| row.get::<_, i64>(0));
    let end = i64::from(today) * MINUTES + MINUTES - 1;
    let latest: Option<i64> = connection
        .prepare_cached("SELECT max(published_at) FROM article WHERE published_at <= ?")?
        .query_row([end], |row| row.get(0))?;
    let fetched = connection
        .prepare_cached("SELECT fetched FROM article ORDER BY id DESC LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(Overview {
        n_articles: count("SELECT count(*) FROM article")?,
        n_events: count("SELECT count(*) FROM event")?,
        n_quotes: count("SELECT count(*) FROM quote")?,
        n_actors: count("SELECT count(*) FROM actor")?,
        latest: latest.and_then(|minute| i32::try_from(minute.div_euclid(MINUTES)).ok()),
        fetched,
    })
}

/// More rows than any table has, with room for one more.
const NO_BOUND: usize = u32::MAX as usize;
/// Minutes of a day.
const MINUTES: i64 = 24 * 60;

/// Returns the tables and the conditions of a query; nothing where it names somebody whom nobody knows.
fn conditions(connection: &Connection, query: &EventQuery) -> Result<Option<(&'static str, Conditions)>> {
    let Some(mut conditions) = event_conditions(connection, &query.filter)? else { return Ok(None) };
    let mut from = "event";
    let mut countries = query.filter.country.into_iter().chain(query.countries.iter().copied());
    if let Some(country) = countries.next() {
        // Walking one country's events by day finds the first rows without sorting all of them.
        from = "event_country AS listed CROSS JOIN event ON event.id = listed.event";
        conditions.add("listed.country = ?", [Value::from(country.to_string())]);
    }
    for country in countries {
        let listed = "event.id IN (SELECT event FROM event_country WHERE country = ?)";
        conditions.add(listed, [Value::from(country.to_string())]);
    }
    for words in &query.without {
        let matching = "event.id NOT IN (SELECT rowid FROM event_words WHERE event_words MATCH ?)";
        conditions.add(matching, [Value::from(match_expression(words))]);
    }
    if let Some(outlet) = &query.outlet {
        let reported = "event.id IN (SELECT report.event FROM article JOIN report ON report.article = article.id
             WHERE article.outlet = ? COLLATE NOCASE)";
        conditions.add(reported, [Value::from(outlet.clone())]);
    }
    if let Some(Cursor { day, row }) = query.after {
        let day_column = if from == "event" { "event.first_day" } else { "listed.first_day" };
        match day {
            Some(day) => conditions.add(
                format!("({day_column} <= ? AND ({day_column} < ? OR event.id < ?) OR {day_column} IS NULL)"),
                [day, day, row].map(Value::from),
            ),
            None => conditions.add(format!("{day_column} IS NULL AND event.id < ?"), [Value::from(row)]),
        }
    }
    Ok(Some((from, conditions)))
}

fn order(from: &str) -> &'static str {
    if from == "event" { "event.first_day DESC, event.id DESC" } else { "listed.first_day DESC, listed.event DESC" }
}

fn event_list(connection: &Connection, query: &EventQuery) -> Result<Listed<EventRow>> {
    let Some((from, mut conditions)) = conditions(connection, query)? else {
        return Ok(Listed { rows: Vec::new(), next: None });
    };
    let limit = query.filter.limit.unwrap_or(NO_BOUND);
    conditions.values.push(Value::from(limit as i64 + 1));
    let mut select = connection.prepare_cached(&format!(
        "SELECT event.id, event.first_day FROM {from} WHERE {} ORDER BY {} LIMIT ?",
        conditions.joined(),
        order(from)
    ))?;
    let found = select
        .query_map(params_from_iter(conditions.values), |row| Ok(Cursor { row: row.get(0)?, day: row.get(1)? }))?;
    let (found, next) = cut(found.collect::<rusqlite::Result<Vec<_>>>()?, limit);
    let rows = found.iter().filter_map(|found| event(connection, found.row).transpose()).collect::<Result<_>>()?;
    Ok(Listed { rows, next })
}

/// Takes the row that is one too many off a part, and returns where the next part begins.
pub fn cut(mut found: Vec<Cursor>, limit: usize) -> (Vec<Cursor>, Option<Cursor>) {
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().copied().filter(|_| more);
    (found, next)
}

fn count(connection: &Connection, query: &EventQuery, bound: usize) -> Result<usize> {
    let Some((from, mut conditions)) = conditions(connection, query)? else { return Ok(0) };
    conditions.values.push(Value::from(bound as i64));
    let select = format!("SELECT count(*) FROM (SELECT 1 FROM {from} WHERE {} LIMIT ?)", conditions.joined());
    let count: i64 =
        connection.prepare_cached(&select)?.query_row(params_from_iter(conditions.values), |row| row.get(0))?;
    Ok(count as usize)
}

fn facets(connection: &Connection, query: &EventQuery, bound: usize) -> Result<Facets> {
    let whole = EventQuery { after: None, ..query.clone() };
    let Some((from, mut conditions)) = conditions(connection, &whole)? else { return Ok(Facets::default()) };
    conditions.values.push(Value::from(bound as i64 + 1));
    let mut select = connection.prepare_cached(&format!(
        "SELECT event.id, event.kind, event.status, event.first_day FROM {from} WHERE {} ORDER BY {} LIMIT ?",
        conditions.joined(),
        order(from)
    ))?;
    let mut rows = select.query(params_from_iter(conditions.values))?;
    let (mut kinds, mut statuses, mut days) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let (mut events, mut more) = (Vec::new(), false);
    while let Some(row) = rows.next()? {
        if events.len() == bound {
            more = true;
            break;
        }
        events.push(row.get::<_, i64>(0)?);
        *kinds.entry(row.get::<_, String>(1)?).or_insert(0) += 1;
        *statuses.entry(row.get::<_, String>(2)?).or_insert(0) += 1;
        if let Some(day) = row.get::<_, Option<i32>>(3)? {
            *days.entry(day).or_insert(0) += 1;
        }
    }
    let counted = serde_json::to_string(&events)?;
    let count = |select: &str| -> Result<Vec<(String, usize)>> {
        let mut select = connection.prepare_cached(select)?;
        let rows = select.query_map([&counted], |row| Ok((row.get(0)?, row.get::<_, i64>(1)? as usize)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    };
    Ok(Facets {
        counted: events.len(),
        more,
        kinds: commonest(kinds),
        statuses: commonest(statuses),
        countries: count(
            "SELECT country, count(*) FROM event_country WHERE event IN (SELECT value FROM json_each(?))
             GROUP BY country ORDER BY 2 DESC, 1",
        )?,
        outlets: count(
            "SELECT article.outlet, count(DISTINCT report.event) FROM report JOIN article ON article.id = report.article
             WHERE report.event IN (SELECT value FROM json_each(?)) AND article.outlet IS NOT NULL
             GROUP BY article.outlet ORDER BY 2 DESC, 1",
        )?,
        days: days.into_iter().collect(),
    })
}

fn commonest(counts: BTreeMap<String, usize>) -> Vec<(String, usize)> {
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by(|(a, m), (b, n)| n.cmp(m).then(a.cmp(b)));
    counts
}

fn leading(connection: &Connection, since: i32, until: i32, limit: usize) -> Result<Vec<EventRow>> {
    let mut select = connection.prepare_cached(
        "SELECT id FROM event WHERE first_day BETWEEN ? AND ? AND +status IN ('occurred', 'ongoing') AND rejected = 0
         ORDER BY n_outlets DESC, n_reports DESC, first_day DESC, public LIMIT ?",
    )?;
    let found = select.query_map((since, until, limit as i64), |row| row.get(0))?;
    events_of(connection, found.collect::<rusqlite::Result<Vec<i64>>>()?)
}

pub fn events_of(connection: &Connection, ids: Vec<i64>) -> Result<Vec<EventRow>> {
    ids.into_iter().filter_map(|id| event(connection, id).transpose()).collect()
}

/// The longest that something planned lasts, in days, as far as a calendar looks back for it.
const LONGEST: i32 = 31;

fn plans(connection: &Connection, since: i32, until: i32, limit: usize) -> Result<Vec<Plan>> {
    let mut select = connection.prepare_cached(
        "SELECT id FROM event WHERE first_day BETWEEN ? AND ? AND last_day >= ? AND rejected = 0 AND
             (status IN ('planned', 'proposed', 'cancelled') OR EXISTS
                 (SELECT 1 FROM change WHERE change.event = event.id AND +change.change = 'announced'))
         ORDER BY first_day, id LIMIT ?",
    )?;
    let found = select.query_map((since - LONGEST, until, since, limit as i64), |row| row.get(0))?;
    let events = events_of(connection, found.collect::<rusqlite::Result<Vec<i64>>>()?)?;
    events.into_iter().map(|event| with_changes(connection, event)).collect()
}

fn changed_plans(connection: &Connection, since: &str, until: &str, limit: usize) -> Result<Vec<Plan>> {
    let mut select = connection.prepare_cached(
        "SELECT event.id, max(change.day) AS told FROM change JOIN event ON event.id = change.event
         WHERE change.change IN ('moved', 'cancelled', 'denied') AND change.day BETWEEN ? AND ? AND event.rejected = 0
         GROUP BY event.id ORDER BY told DESC, event.id DESC LIMIT ?",
    )?;
    let found = select.query_map((since, until, limit as i64), |row| row.get(0))?;
    let events = events_of(connection, found.collect::<rusqlite::Result<Vec<i64>>>()?)?;
    events.into_iter().map(|event| with_changes(connection, event)).collect()
}

fn with_changes(connection: &Connection, event: EventRow) -> Result<Plan> {
    let id: i64 =
        connection.prepare_cached("SELECT id FROM event WHERE public = ?")?.query_row([&event.id], |row| row.get(0))?;
    Ok(Plan { changes: show::changes(connection, id)?, event })
}

fn quote_list(connection: &Connection, filter: &Filter, after: Option<Cursor>) -> Result<Listed<Speech>> {
    let nothing = Listed { rows: Vec::new(), next: None };
    let mut conditions = Conditions::default();
    if let Some(name) = &filter.who {
        let Some(profiles) = profiles(connection, name)? else { return Ok(nothing) };
        conditions.add(format!("quote.profile IN ({profiles})"), []);
    }
    if let Some(country) = filter.country {
        let speaker = "EXISTS (SELECT 1 FROM profile WHERE profile.id = quote.profile AND profile.country = ?)";
        conditions.add(speaker, [Value::from(country.to_string())]);
    }
    if let Some(day) = filter.since {
        conditions.add("quote.first_day >= ?", [Value::from(i64::from(day))]);
    }
    if let Some(day) = filter.until {
        conditions.add("quote.first_day <= ?", [Value::from(i64::from(day))]);
    }
    for words in filter.words.iter().chain(&filter.said) {
        let matching = "quote.id IN (SELECT rowid FROM quote_words WHERE quote_words MATCH ?)";
        conditions.add(matching, [Value::from(match_expression(words))]);
    }
    match after {
        Some(Cursor { day: Some(day), row }) => conditions.add(
            "(quote.first_day <= ? AND (quote.first_day < ? OR quote.id < ?) OR quote.first_day IS NULL)",
            [day, day, row].map(Value::from),
        ),
        Some(Cursor { day: None, row }) => {
            conditions.add("quote.first_day IS NULL AND quote.id < ?", [Value::from(row)]);
        }
        None => {}
    }
    let limit = filter.limit.unwrap_or(NO_BOUND);
    conditions.values.push(Value::from(limit as i64 + 1));
    let mut select = connection.prepare_cached(&format!(
        "SELECT quote.id, quote.first_day FROM quote WHERE {} ORDER BY quote.first_day DESC, quote.id DESC LIMIT ?",
        conditions.joined()
    ))?;
    let found = select
        .query_map(params_from_iter(conditions.values), |row| Ok(Cursor { row: row.get(0)?, day: row.get(1)? }))?;
    let (found, next) = cut(found.collect::<rusqlite::Result<Vec<_>>>()?, limit);
    let speech = |found: &Cursor| -> Result<Option<Speech>> {
        let Some(quote) = quote(connection, found.row)? else { return Ok(None) };
        let mut select = connection.prepare_cached("SELECT title, published FROM article WHERE public = ?")?;
        let (title, published) = select.query_row([&quote.article], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Some(Speech { quote, title, published }))
    };
    let rows = found.iter().filter_map(|found| speech(found).transpose()).collect::<Result<_>>()?;
    Ok(Listed { rows, next })
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
    let events = events_of(connection, events)?.into_iter().map(|event| (event.id.clone(), event)).collect();
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
