//! Hangs articles on the earlier ones that they are most like.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension as _, params};

use super::features::{Node, node};
use super::write;
use crate::error::Result;

/// How much an earlier article is alike, and its place: the earlier, the better.
type Rank = (i64, Reverse<(i64, String)>);

/// An article hangs on one that is published at most so many days earlier, unless they tell of one event.
const DAYS: i64 = 7;
/// Two articles are alike from here on: the square of the cosine of their features, in thousandths.
const ALIKE: i64 = 75;
/// One person whom both name proves nothing.
const SHARED: i64 = 2;
/// So many events that both tell are enough, whatever else each tells.
const SHARED_EVENTS: i64 = 2;

/// Brings stories up to date with all articles of which something changed.
pub fn settle(connection: &Connection) -> Result<()> {
    let mut select = connection.prepare_cached("SELECT article FROM story_stale ORDER BY article")?;
    let stale: Vec<i64> = select.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    if stale.is_empty() {
        return Ok(());
    }
    connection.prepare_cached("DELETE FROM story_stale")?.execute([])?;
    let (mut told, mut unsettled, mut changed) = (BTreeSet::new(), BTreeSet::new(), BTreeMap::new());
    for article in stale {
        told.extend(story_of(connection, article)?);
        let (before, after) = (stored(connection, article)?, node(connection, article)?);
        if before != after {
            // What hung on it looks for another, and will come back if it is still the best.
            unsettled.extend(children(connection, article)?);
            remove(connection, article)?;
            changed.extend(after.map(|after| (article, after)));
        }
    }
    // Only now, since a later revision has the name of the one before it.
    for (&article, node) in &changed {
        insert(connection, article, node)?;
        unsettled.insert(article);
    }
    for &article in changed.keys() {
        for (other, likeness) in alike(connection, article)? {
            let better = likeness >= likeness_to_parent(connection, other)?;
            if better && place(connection, article)? < place(connection, other)? {
                unsettled.insert(other);
            }
        }
    }
    let mut moved = BTreeSet::new();
    for article in unsettled {
        if exists(connection, article)? {
            hang(connection, article)?;
            moved.insert(article);
        }
    }
    told.extend(gather(connection, &moved)?);
    for story in told {
        write::write(connection, story)?;
    }
    Ok(())
}

/// Returns the features of an article as they were written last.
fn stored(connection: &Connection, article: i64) -> Result<Option<Node>> {
    let found: Option<(String, i64)> = connection
        .prepare_cached("SELECT public, published FROM story_article WHERE article = ?")?
        .query_row([article], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((public, published)) = found else { return Ok(None) };
    let mut select = connection.prepare_cached("SELECT feature, day, weight FROM story_feature WHERE article = ?")?;
    let features = select.query_map([article], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?;
    Ok(Some(Node { public, published, features: features.collect::<rusqlite::Result<BTreeMap<_, _>>>()? }))
}

fn insert(connection: &Connection, article: i64, node: &Node) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO story_article (article, public, likeness, published, day, weight) VALUES (?, ?, 0, ?, ?, ?)",
        )?
        .execute(params![article, node.public, node.published, node.day(), node.weight()])?;
    let mut insert =
        connection.prepare_cached("INSERT INTO story_feature (feature, day, article, weight) VALUES (?, ?, ?, ?)")?;
    for ((feature, day), weight) in &node.features {
        insert.execute(params![feature, day, article, weight])?;
    }
    Ok(())
}

fn remove(connection: &Connection, article: i64) -> Result<()> {
    connection
        .prepare_cached("UPDATE story_article SET parent = NULL, likeness = 0 WHERE parent = ?")?
        .execute([article])?;
    connection.prepare_cached("DELETE FROM story_feature WHERE article = ?")?.execute([article])?;
    connection.prepare_cached("DELETE FROM story_article WHERE article = ?")?.execute([article])?;
    Ok(())
}

/// Returns the articles that are alike, with how much.
fn alike(connection: &Connection, article: i64) -> Result<Vec<(i64, i64)>> {
    let mut select = connection.prepare_cached(
        "SELECT theirs.article, sum(own.weight * theirs.weight), mine.weight, node.weight, count(*), sum(own.day = 0)
         FROM story_article AS mine JOIN story_feature AS own ON own.article = mine.article
         JOIN story_feature AS theirs ON theirs.feature = own.feature AND theirs.day BETWEEN own.day - ?2 AND own.day + ?2
         JOIN story_article AS node ON node.article = theirs.article
         WHERE mine.article = ?1 AND theirs.article <> ?1 GROUP BY theirs.article",
    )?;
    let mut rows = select.query((article, DAYS))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (other, shared, mine, theirs): (i64, i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        // Whole numbers are the same on every machine.
        let likeness = shared * shared * 1000 / (mine * theirs);
        let (features, events): (i64, i64) = (row.get(4)?, row.get(5)?);
        if events >= SHARED_EVENTS || likeness >= ALIKE && (features >= SHARED || events > 0) {
            found.push((other, likeness));
        }
    }
    Ok(found)
}

/// Hangs an article on the earlier one that it is most like; of equals on the earliest.
fn hang(connection: &Connection, article: i64) -> Result<()> {
    let own = place(connection, article)?;
    let mut best: Option<(Rank, i64)> = None;
    for (other, likeness) in alike(connection, article)? {
        let theirs = place(connection, other)?;
        if theirs < own {
            best = best.max(Some(((likeness, Reverse(theirs)), other)));
        }
    }
    let (likeness, parent) = best.map_or((0, None), |((likeness, _), parent)| (likeness, Some(parent)));
    connection
        .prepare_cached("UPDATE story_article SET parent = ?, likeness = ? WHERE article = ?")?
        .execute((parent, likeness, article))?;
    Ok(())
}

/// Puts moved articles, and all that hang on them, into the stories of those at the top; returns all stories concerned.
fn gather(connection: &Connection, moved: &BTreeSet<i64>) -> Result<BTreeSet<i64>> {
    let mut touched = BTreeSet::new();
    let mut done = BTreeSet::new();
    for &article in moved {
        let top = top(connection, article)?;
        let story = story_begun_by(connection, top)?;
        touched.insert(story);
        let mut waiting = vec![article];
        while let Some(next) = waiting.pop() {
            if !done.insert(next) {
                continue;
            }
            touched.extend(story_of(connection, next)?);
            connection
                .prepare_cached("UPDATE story_article SET story = ? WHERE article = ?")?
                .execute((story, next))?;
            waiting.extend(children(connection, next)?);
        }
    }
    Ok(touched)
}

/// Returns the row of the story that an article begins, and makes it if there is none.
fn story_begun_by(connection: &Connection, root: i64) -> Result<i64> {
    Ok(connection
        .prepare_cached(
            "INSERT INTO story (public, root, lead, title, first_day, last_day, n_articles, n_reports, n_outlets)
             SELECT public, article, article, '', day, day, 0, 0, 0 FROM story_article WHERE article = ?
             ON CONFLICT (public) DO UPDATE SET root = excluded.root RETURNING id",
        )?
        .query_row([root], |row| row.get(0))?)
}

fn top(connection: &Connection, article: i64) -> Result<i64> {
    let mut top = article;
    let mut select = connection.prepare_cached("SELECT parent FROM story_article WHERE article = ?")?;
    while let Some(parent) = select.query_row([top], |row| row.get(0))? {
        top = parent;
    }
    Ok(top)
}

fn children(connection: &Connection, article: i64) -> Result<Vec<i64>> {
    let mut select = connection.prepare_cached("SELECT article FROM story_article WHERE parent = ?")?;
    Ok(select.query_map([article], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

fn place(connection: &Connection, article: i64) -> Result<(i64, String)> {
    let mut select = connection.prepare_cached("SELECT published, public FROM story_article WHERE article = ?")?;
    Ok(select.query_row([article], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

fn likeness_to_parent(connection: &Connection, article: i64) -> Result<i64> {
    let mut select = connection.prepare_cached("SELECT likeness FROM story_article WHERE article = ?")?;
    Ok(select.query_row([article], |row| row.get(0))?)
}

fn story_of(connection: &Connection, article: i64) -> Result<Option<i64>> {
    let mut select = connection.prepare_cached("SELECT story FROM story_article WHERE article = ?")?;
    Ok(select.query_row([article], |row| row.get(0)).optional()?.flatten())
}

fn exists(connection: &Connection, article: i64) -> Result<bool> {
    let mut select = connection.prepare_cached("SELECT 1 FROM story_article WHERE article = ?")?;
    Ok(select.query_row([article], |_| Ok(())).optional()?.is_some())
}
