//! Lists cut into parts that can be followed, and counts beside them.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use plenipo_record::CountryCode;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::error::{Error, ErrorKind, Result};
use crate::ledger::Ledger;
use crate::query::{Conditions, EventRow, Filter, event, event_conditions, match_expression};

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
    /// In a list of what was said: whether the row is reported speech.
    pub(crate) is_reported: bool,
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

impl Ledger {
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
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if self.is_reported { "r" } else { "" };
        match self.day {
            Some(day) => write!(f, "{day}.{mark}{}", self.row),
            None => write!(f, "x.{mark}{}", self.row),
        }
    }
}

impl FromStr for Cursor {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let parsed = || {
            let (day, row) = text.split_once('.')?;
            let day = if day == "x" { None } else { Some(day.parse::<i32>().ok()?.into()) };
            let (row, is_reported) = row.strip_prefix('r').map_or((row, false), |row| (row, true));
            Some(Cursor { day, row: row.parse().ok()?, is_reported })
        };
        parsed().ok_or_else(|| Error::new(ErrorKind::Refused("no place in a list".to_owned())))
    }
}

/// More rows than any table has, with room for one more.
pub const NO_BOUND: usize = u32::MAX as usize;

/// Returns the tables and the conditions of a query; nothing where it names somebody whom nobody knows.
pub fn conditions(connection: &Connection, query: &EventQuery) -> Result<Option<(&'static str, Conditions)>> {
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
    if let Some(Cursor { day, row, .. }) = query.after {
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

/// Returns the order of such a list, the latest first.
pub fn order(from: &str) -> &'static str {
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
    let found = select.query_map(params_from_iter(conditions.values), |row| {
        Ok(Cursor { row: row.get(0)?, day: row.get(1)?, is_reported: false })
    })?;
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
            // The index holds no texts, where a row of the table lies on a page of its own.
            "SELECT article.outlet, count(DISTINCT report.event) FROM report
             JOIN article INDEXED BY article_outlet ON article.id = report.article
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
