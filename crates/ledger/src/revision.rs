//! When the text or the reading of an article is replaced: what it said goes, and names lead to what it says now.

use std::collections::BTreeSet;

use plenipo_record::{ActorId, Event, Reading};
use rusqlite::{Connection, params};

use crate::batch::Changed;
use crate::error::Result;
use crate::{assemble, copies, load, tie};

/// A reading that was taken out of the record.
pub struct Retired {
    /// The digest of the article's content.
    pub digest: String,
    /// What it said; events and quotations carry the public names of reports and quotes.
    reading: Reading,
    reports: Vec<String>,
}

/// Returns the public name of a text that was replaced.
pub fn past_name(root: &str, digest: &str) -> String {
    format!("{root}-{}", &digest[..6])
}

/// Takes all that an article says out of the record; its text stays.
pub fn retire(connection: &Connection, article: i64, changed: &mut Changed) -> Result<Retired> {
    let reading = load::reading(connection, article)?;
    let digest = connection.query_row("SELECT digest FROM article WHERE id = ?", [article], |row| row.get(0))?;
    let mut select = connection.prepare("SELECT id, public, event FROM report WHERE article = ? ORDER BY ordinal")?;
    let rows = select.query_map([article], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let rows: Vec<(i64, String, Option<i64>)> = rows.collect::<rusqlite::Result<_>>()?;
    for &(report, _, event) in &rows {
        changed.shaken.extend(tie::detach(connection, report)?);
        changed.fresh.remove(&report);
        if let Some(event) = event {
            changed.shaken.extend(release(connection, event)?);
        }
    }
    for (report, ..) in &rows {
        connection.execute("DELETE FROM party WHERE report = ?", [report])?;
        connection.execute("DELETE FROM report WHERE id = ?", [report])?;
        changed.shaken.remove(report);
    }
    copies_of(connection, article, changed)?;
    silence(connection, article)?;
    Ok(Retired { digest, reading, reports: rows.into_iter().map(|(_, public, _)| public).collect() })
}

/// Frees the reports of an event and removes it; they find together anew.
fn release(connection: &Connection, event: i64) -> Result<BTreeSet<i64>> {
    let mut select = connection.prepare_cached("SELECT id FROM report WHERE event = ?")?;
    let members = select.query_map([event], |row| row.get(0))?.collect::<rusqlite::Result<BTreeSet<i64>>>()?;
    connection.prepare_cached("UPDATE report SET event = NULL WHERE event = ?")?.execute([event])?;
    assemble::remove(connection, event)?;
    Ok(members)
}

/// Lets the copies of an article that falls silent find out anew whose copies they are.
fn copies_of(connection: &Connection, article: i64, changed: &mut Changed) -> Result<()> {
    changed.articles.extend(copies::alike(connection, article)?.into_keys());
    changed.articles.remove(&article);
    Ok(())
}

/// Deletes what stands in the store of an article's words and speech, but for its text.
pub fn silence(connection: &Connection, article: i64) -> Result<()> {
    connection.execute("DELETE FROM quote_words WHERE rowid IN (SELECT id FROM quote WHERE article = ?)", [article])?;
    connection.execute(
        "DELETE FROM statement_words WHERE rowid IN (SELECT id FROM statement WHERE article = ?)",
        [article],
    )?;
    connection.execute("DELETE FROM article_words WHERE rowid = ?", [article])?;
    connection.execute(
        "UPDATE profile SET seen = seen - (SELECT count(*) FROM mention WHERE article = ?1 AND profile = profile.id)
         WHERE id IN (SELECT profile FROM mention WHERE article = ?1)",
        [article],
    )?;
    for table in ["quote", "statement", "mention", "paragraph"] {
        connection.execute(&format!("DELETE FROM {table} WHERE article = ?"), [article])?;
    }
    // Whose copy it was while it spoke would tell when its successor came.
    connection.execute("UPDATE article SET copy_of = id WHERE id = ?", [article])?;
    Ok(())
}

/// Leads the names of former reports and quotes to those of today, notes the differences and returns them.
pub fn hand_over(connection: &Connection, retired: &Retired, article: i64, why: &str) -> Result<Vec<String>> {
    let now = load::reading(connection, article)?;
    let mut select = connection.prepare("SELECT public FROM report WHERE article = ? ORDER BY ordinal")?;
    let names: Vec<String> = select.query_map([article], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let mut differences = Vec::new();
    for (public, event) in retired.reports.iter().zip(&retired.reading.events) {
        let same = names.iter().position(|name| name == public);
        let heir = same.or_else(|| {
            let free = now.events.iter().enumerate().filter(|(at, _)| !taken.contains(at));
            let ranked = free.map(|(at, other)| (kinship(&retired.reading, event, &now, other), at));
            ranked
                .filter(|(kinship, _)| *kinship >= 2)
                .max_by_key(|(kinship, at)| (*kinship, std::cmp::Reverse(*at)))
                .map(|(_, at)| at)
        });
        let Some(heir) = heir else {
            former(connection, public, None, why)?;
            differences.push(format!("gone: {}", describe(&retired.reading, event)));
            continue;
        };
        taken.insert(heir);
        if names[heir] != *public {
            former(connection, public, Some(&names[heir]), why)?;
        }
        let (before, after) = (describe(&retired.reading, event), describe(&now, &now.events[heir]));
        if before != after {
            differences.push(format!("changed: {before} -> {after}"));
        }
    }
    let new = now.events.iter().enumerate().filter(|(at, _)| !taken.contains(at));
    differences.extend(new.map(|(_, event)| format!("new: {}", describe(&now, event))));
    let words = |reading: &Reading| -> Vec<(String, String)> {
        let quotes = reading.quotations.iter();
        quotes.map(|quote| (quote.id.clone(), quote.text(&reading.article.text))).collect()
    };
    let (before, after) = (words(&retired.reading), words(&now));
    for (public, quote) in &before {
        match after.iter().find(|(_, other)| other == quote) {
            Some((heir, _)) if heir == public => {}
            Some((heir, _)) => former(connection, public, Some(heir), why)?,
            None => {
                former(connection, public, None, why)?;
                differences.push(format!("gone: \u{201c}{quote}\u{201d}"));
            }
        }
    }
    let new = after.iter().filter(|(_, quote)| before.iter().all(|(_, other)| other != quote));
    differences.extend(new.map(|(_, quote)| format!("new: \u{201c}{quote}\u{201d}")));
    note(connection, article, &differences)?;
    Ok(differences)
}

fn note(connection: &Connection, article: i64, differences: &[String]) -> Result<()> {
    connection.execute("DELETE FROM difference WHERE article = ?", [article])?;
    for (ordinal, difference) in differences.iter().enumerate() {
        let (change, what) = difference.split_once(": ").expect("a difference begins with what sort it is");
        connection.execute(
            "INSERT INTO difference (article, ordinal, change, what) VALUES (?, ?, ?, ?)",
            params![article, ordinal as i64, change, what],
        )?;
    }
    Ok(())
}

/// Notes that a public name leads elsewhere, or nowhere.
pub fn former(connection: &Connection, public: &str, now: Option<&str>, why: &str) -> Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO former (public, now, why) VALUES (?, ?, ?)")?
        .execute((public, now, why))?;
    // A name that is in use again leads to itself.
    if let Some(now) = now {
        connection.prepare_cached("DELETE FROM former WHERE public = ?")?.execute([now])?;
    }
    Ok(())
}

/// How likely an event of another reading is this one: 2 and more if it is.
fn kinship(one: &Reading, event: &Event, other: &Reading, candidate: &Event) -> usize {
    if event.kind != candidate.kind {
        return 0;
    }
    let sentence = |reading: &Reading, event: &Event| {
        event.evidence.first().map(|span| span.slice(&reading.article.text).to_owned())
    };
    let named = |reading: &Reading, event: &Event| -> BTreeSet<String> {
        let ids = event.by.iter().chain(&event.with);
        ids.filter_map(|id| reading.actor(id)).filter_map(|actor| actor.names.first().cloned()).collect()
    };
    let common = named(one, event).intersection(&named(other, candidate)).count();
    2 * usize::from(sentence(one, event) == sentence(other, candidate))
        + common.min(3)
        + usize::from(event.when == candidate.when)
}

fn describe(reading: &Reading, event: &Event) -> String {
    let names = |ids: &[ActorId]| {
        let names = ids.iter().filter_map(|id| reading.actor(id)).filter_map(|actor| actor.names.first());
        names.map(String::as_str).collect::<Vec<_>>().join(", ")
    };
    let when = event.when.map(|when| format!(", {when}")).unwrap_or_default();
    let place = event.place.as_ref().and_then(|place| place.name.as_ref()).map(|place| format!(", {place}"));
    let with = if event.with.is_empty() { String::new() } else { format!(" with {}", names(&event.with)) };
    format!(
        "{} {} by {}{with}{when}{}",
        event.kind.as_str(),
        event.status.as_str(),
        names(&event.by),
        place.unwrap_or_default()
    )
}

/// Numbers the revisions of an article by publication, then by fetching.
pub fn number(connection: &Connection, current: i64) -> Result<()> {
    let mut select = connection.prepare_cached(
        "SELECT id FROM article WHERE id = ?1 OR replaced_by = ?1
         ORDER BY id = ?1, published_at, fetched, digest",
    )?;
    let ids: Vec<i64> = select.query_map([current], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for (number, id) in (1_i64..).zip(ids) {
        connection.prepare_cached("UPDATE article SET revision = ? WHERE id = ?")?.execute((number, id))?;
    }
    Ok(())
}
