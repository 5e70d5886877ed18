//! The sentence that proves a record, and where it stands.

use std::cmp::Reverse;

use rusqlite::{Connection, OptionalExtension as _, Row};

use crate::error::{Error, ErrorKind, Result};
use crate::row::{EventRow, Party};
use crate::words;

/// A sentence of an article that proves a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The words.
    pub sentence: String,
    /// Where they stand in the article's text, in bytes.
    pub start: usize,
    /// Where they end.
    pub end: usize,
    /// The public name of the report.
    pub report: String,
    /// The public name of the article.
    pub article: String,
    /// The name of the input.
    pub name: String,
    /// The outlet.
    pub outlet: Option<String>,
    /// When it was published, ISO 8601 as far as known.
    pub published: Option<String>,
    /// The place of the report in its article, from 0.
    pub ordinal: i64,
}

/// Whether it tells another status, whether it is of another time, whom it names, its place in the article.
type Rank = (bool, bool, Reverse<usize>, i64);

/// A shorter word of a name is an initial or a particle.
const SHORTEST_NAME: usize = 3;

const COLUMNS: &str = "report.public, report.ordinal, report.evidence, article.text, article.public, article.name,
    article.outlet, article.published, report.status, article.published_at FROM report JOIN article ON article.id = report.article";

/// Returns the proof of an event: of the sentences that tell how far it has come, those of a period before others, the
/// one that names most of those who take part, so that it can be understood by itself; of equals the one that stands
/// first in its article.
pub fn of_event(connection: &Connection, event: &EventRow, period: Option<(i32, i32)>) -> Result<Proof> {
    let mut select = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} WHERE report.event = (SELECT id FROM event WHERE public = ?)
         ORDER BY coalesce(article.published_at, 9223372036854775807), report.public"
    ))?;
    let mut rows = select.query([&event.id])?;
    let mut best: Option<(Rank, Proof)> = None;
    while let Some(row) = rows.next()? {
        let proof = proof(row)?;
        let other_status = row.get::<_, String>(8)? != event.status.as_str();
        let day: Option<i64> = row.get::<_, Option<i64>>(9)?.map(|minutes| minutes.div_euclid(1440));
        let elsewhere = period.zip(day).is_none_or(|((first, last), day)| day < first.into() || day > last.into());
        let key = (other_status, elsewhere, Reverse(named(event, &proof.sentence)), proof.ordinal);
        if best.as_ref().is_none_or(|(known, _)| key < *known) {
            best = Some((key, proof));
        }
    }
    best.map(|(_, proof)| proof).ok_or_else(|| Error::new(ErrorKind::Unknown(event.id.clone())))
}

/// Returns how many of those who take part a sentence names, by any word of their names.
pub fn named(event: &EventRow, sentence: &str) -> usize {
    let words: Vec<&str> = sentence.split(|c: char| !c.is_alphanumeric()).collect();
    let is_named = |party: &&Party| {
        party.name.split(' ').any(|word| word.chars().count() >= SHORTEST_NAME && words.contains(&word))
    };
    event.by.iter().chain(&event.with).filter(is_named).count()
}

/// Returns the proof that one report gives.
pub fn of_report(connection: &Connection, report: &str) -> Result<Option<Proof>> {
    let mut select = connection.prepare_cached(&format!("SELECT {COLUMNS} WHERE report.public = ?"))?;
    select.query_row([report], |row| Ok(proof(row))).optional()?.transpose()
}

fn proof(row: &Row) -> Result<Proof> {
    let span = words::spans(&row.get::<_, String>(2)?)?.into_iter().next();
    let text = row.get_ref(3)?.as_str().unwrap_or_default();
    let sentence = span.and_then(|span| text.get(span.range())).unwrap_or_default();
    Ok(Proof {
        sentence: sentence.to_owned(),
        start: span.map_or(0, |span| span.start),
        end: span.map_or(0, |span| span.end),
        report: row.get(0)?,
        ordinal: row.get(1)?,
        article: row.get(4)?,
        name: row.get(5)?,
        outlet: row.get(6)?,
        published: row.get(7)?,
    })
}
