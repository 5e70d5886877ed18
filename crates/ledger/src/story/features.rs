//! What an article tells of, as far as it makes two articles alike.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension as _};

use crate::digest::{public_name, short_hash};
use crate::error::Result;

/// What the parts of an article's news weigh against each other: a shared event says most, a shared organisation least.
const EVENT: i64 = 4;
const PERSON: i64 = 3;
const PAIR_OF_COUNTRIES: i64 = 3;
const ORGANIZATION: i64 = 2;

/// An article as stories see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The name of the story that it would begin.
    pub public: String,
    /// Minutes since 1970-01-01; the day of its earliest event where no publication is told.
    pub published: i64,
    /// Fingerprints with their days and weights.
    pub features: BTreeMap<(i64, i64), i64>,
}

impl Node {
    /// Returns the day of the article.
    pub fn day(&self) -> i64 {
        self.published.div_euclid(1440)
    }

    /// Returns the sum of the squares of all weights.
    pub fn weight(&self) -> i64 {
        self.features.values().map(|weight| weight * weight).sum()
    }
}

/// Returns what an article tells of; nothing if it does not speak, tells of nothing, or of no day.
pub fn node(connection: &Connection, article: i64) -> Result<Option<Node>> {
    let found: Option<(String, Option<i64>)> = connection
        .prepare_cached(
            "SELECT public, coalesce(published_at, (SELECT min(event.first_day) * 1440 FROM report
                 JOIN event ON event.id = report.event WHERE report.article = article.id))
             FROM article WHERE id = ? AND replaced_by IS NULL AND withdrawn = 0",
        )?
        .query_row([article], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((public, Some(published))) = found else { return Ok(None) };
    let mut node = Node { public: public_name('s', [public.as_str()]), published, features: BTreeMap::new() };
    let day = node.day();
    for event in events(connection, article)? {
        node.features.insert((fingerprint("event", &event), 0), EVENT);
    }
    let mut countries: BTreeMap<i64, BTreeSet<String>> = BTreeMap::new();
    for Party { report, actor, kind, country } in parties(connection, article)? {
        let weight = match kind.as_str() {
            "person" => Some(PERSON),
            "organization" => Some(ORGANIZATION),
            _ => None,
        };
        if let Some(weight) = weight {
            node.features.insert((fingerprint("actor", &actor), day), weight);
        }
        if let (Some(report), Some(country)) = (report, country) {
            countries.entry(report).or_default().insert(country);
        }
    }
    for pair in countries.values().filter(|countries| countries.len() == 2) {
        let pair = pair.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
        node.features.insert((fingerprint("pair", &pair), day), PAIR_OF_COUNTRIES);
    }
    Ok((!node.features.is_empty()).then_some(node))
}

fn fingerprint(kind: &str, name: &str) -> i64 {
    short_hash([kind.as_bytes(), name.as_bytes()])
}

fn events(connection: &Connection, article: i64) -> Result<Vec<String>> {
    let mut select = connection.prepare_cached(
        "SELECT DISTINCT event.public FROM report JOIN event ON event.id = report.event
         WHERE report.article = ? AND event.rejected = 0",
    )?;
    Ok(select.query_map([article], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// Somebody who takes part in an event, or speaks.
struct Party {
    report: Option<i64>,
    actor: String,
    kind: String,
    country: Option<String>,
}

fn parties(connection: &Connection, article: i64) -> Result<Vec<Party>> {
    let mut select = connection.prepare_cached(
        "SELECT report.id, actor.public, actor.kind, actor.country FROM report
         JOIN party ON party.report = report.id JOIN mention ON mention.id = party.mention
         JOIN profile ON profile.id = mention.profile JOIN actor ON actor.id = profile.actor WHERE report.article = ?1
         UNION ALL
         SELECT NULL, actor.public, actor.kind, NULL FROM quote
         JOIN profile ON profile.id = quote.profile JOIN actor ON actor.id = profile.actor WHERE quote.article = ?1",
    )?;
    let parties = select.query_map([article], |row| {
        Ok(Party { report: row.get(0)?, actor: row.get(1)?, kind: row.get(2)?, country: row.get(3)? })
    })?;
    Ok(parties.collect::<rusqlite::Result<_>>()?)
}
