//! Forgetting: an article goes with its text and all that only it said; its name and the reason stay.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::again::remake;
use crate::batch::{self, Changed};
use crate::error::{Error, ErrorKind, Result};
use crate::ledger::Ledger;
use crate::revision;

impl Ledger {
    /// Removes an article, its text and all that only it said; or all articles that name an actor.
    ///
    /// What was removed leaves its name and the reason, and the same content will not be added again. Returns how many
    /// articles were removed.
    ///
    /// # Errors
    ///
    /// Fails if there is no such article or actor, and if the ledger cannot be written.
    pub fn forget(&mut self, record: &str, why: &str) -> Result<usize> {
        self.change(|connection, gatherer| {
            let articles = articles_of(connection, record)?;
            let mut changed = Changed::default();
            for (id, public) in &articles {
                forget_article(connection, *id, public, why, &mut changed)?;
            }
            batch::link(connection, gatherer, changed)?;
            let bereft = forget_unseen(connection)?;
            gatherer.forget();
            remake(connection, gatherer, &bereft)?;
            Ok(articles.len())
        })
    }
}

/// Returns the rows and names of the article of this name, or of those that name the actor of this name.
fn articles_of(connection: &Connection, record: &str) -> Result<Vec<(i64, String)>> {
    let mut select = connection.prepare(
        "SELECT id, public FROM article WHERE public = ?1 AND replaced_by IS NULL
         UNION SELECT article.id, article.public FROM actor
             JOIN profile ON profile.actor = actor.id JOIN mention ON mention.profile = profile.id
             JOIN article ON article.id = mention.article
         WHERE actor.public = ?1 AND article.replaced_by IS NULL ORDER BY 1",
    )?;
    let rows = select.query_map([record], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let articles: Vec<(i64, String)> = rows.collect::<rusqlite::Result<_>>()?;
    if articles.is_empty() { Err(Error::new(ErrorKind::Unknown(record.to_owned()))) } else { Ok(articles) }
}

/// Removes names that no article prints any more; returns the reports of events in which only a correction named them.
fn forget_unseen(connection: &Connection) -> Result<BTreeSet<i64>> {
    let unseen = "SELECT id FROM profile WHERE NOT EXISTS (SELECT 1 FROM mention WHERE mention.profile = profile.id)";
    let mut select = connection.prepare(&format!(
        "SELECT id FROM report WHERE event IN (SELECT event FROM event_party WHERE profile IN ({unseen}))"
    ))?;
    let bereft = select.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<BTreeSet<i64>>>()?;
    for statement in [
        format!("DELETE FROM event_party WHERE profile IN ({unseen})"),
        format!("DELETE FROM decision WHERE one IN ({unseen}) OR other IN ({unseen})"),
        format!("DELETE FROM profile_key WHERE profile IN ({unseen})"),
        format!("DELETE FROM profile WHERE id IN ({unseen})"),
        "DELETE FROM actor WHERE NOT EXISTS (SELECT 1 FROM profile WHERE profile.actor = actor.id)".to_owned(),
    ] {
        connection.execute(&statement, [])?;
    }
    Ok(bereft)
}

/// Removes an article and its former revisions; names and digests stay, with the reason.
fn forget_article(connection: &Connection, id: i64, public: &str, why: &str, changed: &mut Changed) -> Result<()> {
    let mut select = connection.prepare(
        "SELECT public FROM report WHERE article = ?1 UNION ALL SELECT public FROM quote WHERE article = ?1",
    )?;
    let names: Vec<String> = select.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    revision::retire(connection, id, changed)?;
    let mut select = connection.prepare("SELECT digest FROM article WHERE id = ?1 OR replaced_by = ?1")?;
    let digests: Vec<String> = select.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for name in names.iter().chain(&digests).map(String::as_str).chain([public]) {
        revision::former(connection, name, None, why)?;
    }
    connection.execute("UPDATE article SET copy_of = id WHERE copy_of = ?", [id])?;
    connection.execute(
        "DELETE FROM difference WHERE article IN (SELECT id FROM article WHERE id = ?1 OR replaced_by = ?1)",
        [id],
    )?;
    connection.execute("DELETE FROM article WHERE replaced_by = ?", [id])?;
    connection.execute("DELETE FROM article WHERE id = ?", [id])?;
    changed.articles.remove(&id);
    Ok(())
}
