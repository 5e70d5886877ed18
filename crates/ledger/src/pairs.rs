//! Pairs of countries: how often, when last and about what they deal with each other.

use std::collections::{BTreeMap, HashMap};

use plenipo_record::CountryCode;
use rusqlite::{Connection, Rows};

use crate::calendar;
use crate::error::Result;
use crate::ledger::Ledger;
use crate::listing::{Cursor, Listed, cut};
use crate::row::{self, EventRow};
use crate::words;

/// Two countries, and how often both take part in an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairRow {
    /// The country that comes first in the alphabet of codes.
    pub one: String,
    /// The other.
    pub other: String,
    /// In how many events.
    pub n_events: usize,
    /// The latest day of them, counted from 1970-01-01.
    pub latest: i32,
}

/// How many events of one kind two countries share in one month.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PairMonth {
    /// The year.
    pub year: i16,
    /// The month, 1 to 12.
    pub month: i8,
    /// `meet`, `visit` and so on.
    pub kind: String,
    /// How many.
    pub n_events: usize,
}

/// What two countries share.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The latest event that happened, goes on or came to nothing.
    pub last: Option<EventRow>,
    /// The nearest that is planned.
    pub coming: Option<EventRow>,
    /// How many events in each month, by kind.
    pub months: Vec<PairMonth>,
    /// The latest agreements.
    pub agreements: Vec<EventRow>,
    /// The latest sanctions and other measures.
    pub measures: Vec<EventRow>,
    /// One part of all events, the latest first.
    pub events: Listed<EventRow>,
}

/// Which part of what two countries share is asked for.
#[derive(Clone, Copy, Debug)]
pub struct PairQuery {
    /// The one country.
    pub one: CountryCode,
    /// The other.
    pub other: CountryCode,
    /// The day that counts as today, from 1970-01-01.
    pub today: i32,
    /// How many agreements and how many measures.
    pub few: usize,
    /// How many events one part has.
    pub limit: usize,
    /// Where the part before ended.
    pub after: Option<Cursor>,
}

/// So many events, the latest of a span of days, tell which pairs are the busiest.
const SURVEYED: i64 = 3000;

impl Ledger {
    /// Returns the pairs of countries that share most events between two days; gatherings, where everybody is, do not count.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn busiest_pairs(&self, since: i32, until: i32, limit: usize) -> Result<Vec<PairRow>> {
        busiest_pairs(&self.connection, since, until, limit).map_err(|error| error.at(&self.path))
    }

    /// Returns the countries that share most events with one, in so many of its latest events.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn partners(&self, country: CountryCode, limit: usize) -> Result<Vec<PairRow>> {
        partners(&self.connection, country, limit).map_err(|error| error.at(&self.path))
    }

    /// Returns what two countries share: events in which somebody of each takes part.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn pair(&self, query: &PairQuery) -> Result<Pair> {
        pair(&self.connection, query).map_err(|error| error.at(&self.path))
    }
}

fn busiest_pairs(connection: &Connection, since: i32, until: i32, limit: usize) -> Result<Vec<PairRow>> {
    let mut select = connection.prepare_cached(
        "SELECT first_day, countries FROM event WHERE first_day BETWEEN ? AND ? AND rejected = 0 AND kind <> 'gathering'
         ORDER BY first_day DESC, id DESC LIMIT ?",
    )?;
    Ok(ranked(pairs(select.query((since, until, SURVEYED))?)?, limit))
}

fn partners(connection: &Connection, country: CountryCode, limit: usize) -> Result<Vec<PairRow>> {
    let mut select = connection.prepare_cached(
        "SELECT surveyed.first_day, event.countries FROM
             (SELECT event, first_day FROM event_country WHERE country = ? AND first_day IS NOT NULL
              ORDER BY first_day DESC LIMIT ?) AS surveyed
         CROSS JOIN event ON event.id = surveyed.event",
    )?;
    let mut pairs = pairs(select.query((country.as_str(), SURVEYED))?)?;
    pairs.retain(|(one, other), _| one == country.as_str() || other == country.as_str());
    Ok(ranked(pairs, limit))
}

type Pairs = BTreeMap<(String, String), (usize, i32)>;

/// Counts the pairs of the countries of each event; rows are the day and the countries in the order of the alphabet.
fn pairs(mut rows: Rows) -> Result<Pairs> {
    // The same countries come together again and again.
    let mut companies: HashMap<String, (usize, i32)> = HashMap::new();
    while let Some(row) = rows.next()? {
        let day: i32 = row.get(0)?;
        let countries = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
        match companies.get_mut(countries) {
            Some(known) => *known = (known.0 + 1, day.max(known.1)),
            None => drop(companies.insert(countries.to_owned(), (1, day))),
        }
    }
    let mut pairs = Pairs::new();
    for (countries, (count, day)) in companies {
        let countries = words::texts(&countries)?;
        for (at, one) in countries.iter().enumerate() {
            for other in &countries[at + 1..] {
                let (shared, latest) = pairs.entry((one.clone(), other.clone())).or_insert((0, day));
                *shared += count;
                *latest = day.max(*latest);
            }
        }
    }
    Ok(pairs)
}

fn ranked(pairs: Pairs, limit: usize) -> Vec<PairRow> {
    let row = |((one, other), (n_events, latest))| PairRow { one, other, n_events, latest };
    let mut rows: Vec<PairRow> = pairs.into_iter().map(row).collect();
    // The sort keeps the alphabet among equals.
    rows.sort_by(|a, b| b.n_events.cmp(&a.n_events).then(b.latest.cmp(&a.latest)));
    rows.truncate(limit);
    rows
}

/// An event that two countries share, with what is asked of all of them.
struct Shared {
    at: Cursor,
    kind: String,
    is_ahead: bool,
}

fn pair(connection: &Connection, query: &PairQuery) -> Result<Pair> {
    let shared = shared(connection, query.one, query.other)?;
    let today = i64::from(query.today);
    let rows = |rows: &[&Shared]| row::events(connection, rows.iter().map(|shared| shared.at.row));
    let of_kind = |kind: &str| {
        let own: Vec<&Shared> = shared.iter().filter(|shared| shared.kind == kind).take(query.few).collect();
        rows(&own)
    };
    let last = shared.iter().find(|shared| !shared.is_ahead && shared.at.day.is_some_and(|day| day <= today));
    let coming = shared.iter().rfind(|shared| shared.is_ahead && shared.at.day.is_some_and(|day| day >= today));
    let is_behind = |at: Cursor| query.after.is_none_or(|after| (at.day, at.row) < (after.day, after.row));
    let part = shared.iter().map(|shared| shared.at).filter(|at| is_behind(*at)).take(query.limit + 1).collect();
    let (part, next) = cut(part, query.limit);
    Ok(Pair {
        last: rows(&Vec::from_iter(last))?.pop(),
        coming: rows(&Vec::from_iter(coming))?.pop(),
        months: months(&shared),
        agreements: of_kind("agree")?,
        measures: of_kind("sanction")?,
        events: Listed { rows: row::events(connection, part.iter().map(|at| at.row))?, next },
    })
}

/// Returns all events that two countries share, the latest first, those without a day last.
fn shared(connection: &Connection, one: CountryCode, other: CountryCode) -> Result<Vec<Shared>> {
    let mut count = connection.prepare_cached("SELECT count(*) FROM event_country WHERE country = ?")?;
    let mut count = |country: CountryCode| count.query_row([country.as_str()], |row| row.get::<_, i64>(0));
    // The list of the country with fewer events is walked.
    let (few, many) = if count(one)? <= count(other)? { (one, other) } else { (other, one) };
    let mut select = connection.prepare_cached(
        "SELECT event.id, listed.first_day, event.kind, event.status IN ('planned', 'proposed')
         FROM event_country AS listed CROSS JOIN event ON event.id = listed.event
         WHERE listed.country = ?1 AND event.rejected = 0
             AND instr(event.countries, ?1) > 0 AND instr(event.countries, ?2) > 0
         ORDER BY listed.first_day DESC, listed.event DESC",
    )?;
    let rows = select.query_map((few.as_str(), many.as_str()), |row| {
        let at = Cursor { row: row.get(0)?, day: row.get(1)?, is_reported: false };
        Ok(Shared { at, kind: row.get(2)?, is_ahead: row.get(3)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn months(shared: &[Shared]) -> Vec<PairMonth> {
    let mut counts: BTreeMap<(i16, i8, &str), usize> = BTreeMap::new();
    for Shared { at, kind, .. } in shared {
        if let Some(day) = at.day.and_then(|day| i32::try_from(day).ok()) {
            let date = calendar::date_of(day);
            *counts.entry((date.year(), date.month(), kind)).or_default() += 1;
        }
    }
    let month = |((year, month, kind), n_events): ((i16, i8, &str), usize)| PairMonth {
        year,
        month,
        kind: kind.to_owned(),
        n_events,
    };
    counts.into_iter().map(month).collect()
}
