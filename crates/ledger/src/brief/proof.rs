//! The sentence that proves a record, and where it stands.

use rusqlite::{Connection, OptionalExtension as _, Row};

use crate::error::{Error, ErrorKind, Result};
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

const COLUMNS: &str = "report.public, report.ordinal, report.evidence, article.text, article.public, article.name,
    article.outlet, article.published FROM report JOIN article ON article.id = report.article";

/// Returns the proof of an event: the report whose sentence stands for it.
pub fn of_event(connection: &Connection, event: &str, summary: &str) -> Result<Proof> {
    let mut select = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} WHERE report.event = (SELECT id FROM event WHERE public = ?)
         ORDER BY coalesce(article.published_at, 9223372036854775807), report.public"
    ))?;
    let mut rows = select.query([event])?;
    let mut first = None;
    while let Some(row) = rows.next()? {
        let proof = proof(row)?;
        if proof.sentence == summary {
            return Ok(proof);
        }
        first = first.or(Some(proof));
    }
    first.ok_or_else(|| Error::new(ErrorKind::Unknown(event.to_owned())))
}

/// Returns the proof that one report gives.
pub fn of_report(connection: &Connection, report: &str) -> Result<Option<Proof>> {
    let mut select = connection.prepare_cached(&format!("SELECT {COLUMNS} WHERE report.public = ?"))?;
    Ok(select.query_row([report], |row| Ok(proof(row))).optional()?.transpose()?)
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
