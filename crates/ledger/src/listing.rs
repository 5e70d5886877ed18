//! Lists cut into parts that can be followed, and counts beside them.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::str::FromStr;

use plenipo_record::CountryCode;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::error::{Error, ErrorKind, Result};
use crate::ledger::Ledger;
use crate::query::{Conditions, Filter, event_conditions, match_expression};
use crate::row::{self, EventRow};

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

    /// Returns one part of a list of events, and how the latest events of the whole list are spread, `bound` of them at most.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn survey(&self, query: &EventQuery, bound: usize) -> Result<(Listed<EventRow>, Facets)> {
        survey(&self.connection, query, bound).map_err(|error| error.at(&self.path))
    }

    /// Counts the events of a list, up to a bound.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn count(&self, query: &EventQuery, bound: usize) -> Result<usize> {
        number(&self.connection, query, bound).map_err(|error| error.at(&self.path))
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

/// On which way the events of a list are found.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// From the latest day back.
    Day,
    /// From the latest day of one country back, so that the first rows are found without sorting all of them.
    Country,
    /// By words; what lists are made of is read from an index, where many rows lie on a page.
    Words,
}

impl Way {
    /// Returns the tables.
    pub fn tables(self) -> &'static str {
        match self {
            Way::Day => "event",
            Way::Country => "event_country AS listed CROSS JOIN event ON event.id = listed.event",
            Way::Words => "event INDEXED BY event_face",
        }
    }

    /// Returns the order of the list, the latest first.
    pub fn order(self) -> &'static str {
        match self {
            Way::Country => "listed.first_day DESC, listed.event DESC",
            Way::Day | Way::Words => "event.first_day DESC, event.id DESC",
        }
    }
}

/// Returns the way and the conditions of a query; nothing where it names somebody whom nobody knows.
pub fn conditions(connection: &Connection, query: &EventQuery) -> Result<Option<(Way, Conditions)>> {
    let Some(mut conditions) = event_conditions(connection, &query.filter)? else { return Ok(None) };
    let mut way = if query.filter.words.is_some() { Way::Words } else { Way::Day };
    let mut countries = query.filter.country.into_iter().chain(query.countries.iter().copied());
    if let Some(country) = countries.next() {
        way = Way::Country;
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
        let day_column = if way == Way::Country { "listed.first_day" } else { "event.first_day" };
        match day {
            Some(day) => conditions.add(
                format!("({day_column} <= ? AND ({day_column} < ? OR event.id < ?) OR {day_column} IS NULL)"),
                [day, day, row].map(Value::from),
            ),
            None => conditions.add(format!("{day_column} IS NULL AND event.id < ?"), [Value::from(row)]),
        }
    }
    Ok(Some((way, conditions)))
}

fn event_list(connection: &Connection, query: &EventQuery) -> Result<Listed<EventRow>> {
    let Some((way, mut conditions)) = conditions(connection, query)? else {
        return Ok(Listed { rows: Vec::new(), next: None });
    };
    let limit = query.filter.limit.unwrap_or(NO_BOUND);
    conditions.values.push(Value::from(limit as i64 + 1));
    let tables = way.tables();
    let mut select = connection.prepare_cached(&format!(
        "SELECT event.id, event.first_day FROM {tables} WHERE {} ORDER BY {} LIMIT ?",
        conditions.joined(),
        way.order()
    ))?;
    let found = select.query_map(params_from_iter(conditions.values), |row| {
        Ok(Cursor { row: row.get(0)?, day: row.get(1)?, is_reported: false })
    })?;
    part(connection, found.collect::<rusqlite::Result<Vec<_>>>()?, limit)
}

/// Returns the rows of a part, of which one too many was found where there are more.
fn part(connection: &Connection, found: Vec<Cursor>, limit: usize) -> Result<Listed<EventRow>> {
    let (found, next) = cut(found, limit);
    Ok(Listed { rows: row::events(connection, found.iter().map(|found| found.row))?, next })
}

/// Takes the row that is one too many off a part, and returns where the next part begins.
pub fn cut(mut found: Vec<Cursor>, limit: usize) -> (Vec<Cursor>, Option<Cursor>) {
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().copied().filter(|_| more);
    (found, next)
}

fn number(connection: &Connection, query: &EventQuery, bound: usize) -> Result<usize> {
    let Some((way, mut conditions)) = conditions(connection, query)? else { return Ok(0) };
    conditions.values.push(Value::from(bound as i64));
    let tables = way.tables();
    let select = format!("SELECT count(*) FROM (SELECT 1 FROM {tables} WHERE {} LIMIT ?)", conditions.joined());
    let count: i64 =
        connection.prepare_cached(&select)?.query_row(params_from_iter(conditions.values), |row| row.get(0))?;
    Ok(count as usize)
}

fn survey(connection: &Connection, query: &EventQuery, bound: usize) -> Result<(Listed<EventRow>, Facets)> {
    let (facets, mut found) = facets(connection, query, bound)?;
    let limit = query.filter.limit.unwrap_or(NO_BOUND);
    // What was counted begins with the first part of the list.
    let list = if query.after.is_none() && (limit < found.len() || !facets.more) {
        found.truncate(limit.saturating_add(1));
        part(connection, found, limit)?
    } else {
        event_list(connection, query)?
    };
    Ok((list, facets))
}

/// Counts how the latest events are spread; returns them too, with the one after them where there are more.
fn facets(connection: &Connection, query: &EventQuery, bound: usize) -> Result<(Facets, Vec<Cursor>)> {
    let whole = EventQuery { after: None, ..query.clone() };
    let Some((way, mut conditions)) = conditions(connection, &whole)? else { return Ok(Default::default()) };
    conditions.values.push(Value::from(bound as i64 + 1));
    let tables = way.tables();
    let mut select = connection.prepare_cached(&format!(
        "SELECT event.id, event.first_day, event.kind, event.status, event.country, event.countries, event.outlets
         FROM {tables} WHERE {} ORDER BY {} LIMIT ?",
        conditions.joined(),
        way.order()
    ))?;
    let mut rows = select.query(params_from_iter(conditions.values))?;
    let [mut kinds, mut statuses, mut countries, mut outlets] = <[Counts; 4]>::default();
    let (mut days, mut found) = (BTreeMap::new(), Vec::new());
    while let Some(row) = rows.next()? {
        found.push(Cursor { row: row.get(0)?, day: row.get(1)?, is_reported: false });
        if found.len() > bound {
            break;
        }
        if let Some(day) = row.get::<_, Option<i32>>(1)? {
            *days.entry(day).or_insert(0) += 1;
        }
        let text = |at: usize| Ok::<_, rusqlite::Error>(row.get_ref(at)?.as_str_or_null()?.unwrap_or_default());
        count(&mut kinds, text(2)?);
        count(&mut statuses, text(3)?);
        let (place, own) = (text(4)?, text(5)?);
        // Codes need no escapes, so what stands between marks is what is meant.
        own.split('"').skip(1).step_by(2).for_each(|country| count(&mut countries, country));
        if !own.contains(place) {
            count(&mut countries, place);
        }
        count(&mut outlets, text(6)?);
    }
    let facets = Facets {
        counted: found.len().min(bound),
        more: found.len() > bound,
        kinds: commonest(kinds),
        statuses: commonest(statuses),
        countries: commonest(countries),
        outlets: commonest(named(connection, outlets)?),
        days: days.into_iter().collect(),
    };
    Ok((facets, found))
}

/// How often each value was met.
type Counts = HashMap<String, usize>;

fn count(counts: &mut Counts, value: &str) {
    match counts.get_mut(value) {
        Some(count) => *count += 1,
        None => drop(counts.insert(value.to_owned(), 1)),
    }
}

/// Returns how often each outlet was met; there are far fewer lists of their numbers than events.
fn named(connection: &Connection, lists: Counts) -> Result<Counts> {
    let mut numbers: BTreeMap<i64, usize> = BTreeMap::new();
    for (list, n_events) in lists {
        for number in serde_json::from_str::<Vec<i64>>(&list)? {
            *numbers.entry(number).or_default() += n_events;
        }
    }
    let mut select = connection.prepare_cached("SELECT name FROM outlet WHERE id = ?")?;
    let mut name = |(number, count)| Ok((select.query_row([number], |row| row.get(0))?, count));
    numbers.into_iter().map(&mut name).collect()
}

fn commonest(counts: Counts) -> Vec<(String, usize)> {
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by(|(a, m), (b, n)| n.cmp(m).then(a.cmp(b)));
    counts
}
