//! Which articles carry the same text: wire copy in the dress of several outlets.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use crate::error::Result;
use crate::fingerprint::{are_copies, may_be_copies};

/// Finds the copies of an article and names one of them, the earliest, in each; returns the articles whose answer changed.
pub fn settle(connection: &Connection, article: i64) -> Result<Vec<i64>> {
    let mut group = BTreeSet::from([article]);
    let mut waiting = vec![article];
    while let Some(next) = waiting.pop() {
        for copy in copies(connection, next)? {
            if group.insert(copy) {
                waiting.push(copy);
            }
        }
    }
    let mut first: Option<(i64, String, i64)> = None;
    for &member in &group {
        let key = connection
            .prepare_cached("SELECT coalesce(published_at, ?), digest, id FROM article WHERE id = ?")?
            .query_row((i64::MAX, member), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        first = Some(first.map_or(key.clone(), |first| first.min(key)));
    }
    let original = first.map_or(article, |(.., id)| id);
    let mut changed = Vec::new();
    for member in group {
        let updated = connection
            .prepare_cached("UPDATE article SET copy_of = ?1 WHERE id = ?2 AND copy_of <> ?1")?
            .execute((original, member))?;
        if updated > 0 {
            changed.push(member);
        }
    }
    Ok(changed)
}

/// Returns how many long paragraphs each article shares with this one; of articles that do not speak none is kept.
pub fn alike(connection: &Connection, article: i64) -> Result<BTreeMap<i64, usize>> {
    let mut select = connection.prepare_cached(
        "SELECT other.article, count(*) FROM paragraph JOIN paragraph AS other ON other.hash = paragraph.hash
         WHERE paragraph.article = ?1 AND other.article <> ?1 GROUP BY other.article",
    )?;
    let rows = select.query_map([article], |row| Ok((row.get(0)?, row.get::<_, i64>(1)? as usize)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Returns how many long paragraphs an article has.
pub fn paragraphs(connection: &Connection, article: i64) -> Result<usize> {
    let count: i64 = connection
        .prepare_cached("SELECT count(*) FROM paragraph WHERE article = ?")?
        .query_row([article], |row| row.get(0))?;
    Ok(count as usize)
}

fn copies(connection: &Connection, article: i64) -> Result<Vec<i64>> {
    let own = paragraphs(connection, article)?;
    let mut copies = Vec::new();
    for (other, alike) in alike(connection, article)? {
        if may_be_copies(own, alike) && are_copies(own, paragraphs(connection, other)?, alike) {
            copies.push(other);
        }
    }
    Ok(copies)
}
