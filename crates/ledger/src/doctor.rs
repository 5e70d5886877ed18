//! Checking a ledger from within, and making anew what follows from what it keeps.

use rusqlite::Connection;

use crate::assemble;
use crate::batch::{self, Changed};
use crate::error::Result;
use crate::ledger::Ledger;
use crate::verify::verify;
use crate::{load, naming};

/// The indexes of words, which hold nothing that does not stand elsewhere.
const WORDS: [&str; 4] = ["article_words", "quote_words", "statement_words", "event_words"];

impl Ledger {
    /// Checks the file from within and returns what is wrong, nothing if all is well.
    ///
    /// Looks at the pages of the file, at rows that point to others, at every text, which must be the one that was added,
    /// and at every reading, whose spans must lie in its text.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read at all.
    pub fn check(&self) -> Result<Vec<String>> {
        let troubles = pages(&self.connection)?;
        // In a file whose pages are damaged, anything may be said of the rest.
        if troubles.is_empty() { content(&self.connection) } else { Ok(troubles) }
    }

    /// Makes anew all that follows from articles, their readings and corrections: indexes, links, events, stories, and the
    /// words that are searched. What is kept itself cannot be mended like this; for it there are backups.
    ///
    /// # Errors
    ///
    /// Fails if pages of the file are damaged or it cannot be written; it stays as it was then.
    pub fn repair(&mut self) -> Result<()> {
        self.change(|connection, gatherer| {
            connection
                .execute_batch("REINDEX; UPDATE report SET event = NULL; DELETE FROM candidate; DELETE FROM block;")?;
            for event in events(connection)? {
                assemble::remove(connection, event)?;
            }
            for table in WORDS {
                connection.execute(&format!("INSERT INTO {table} ({table}) VALUES ('delete-all')"), [])?;
            }
            let mut changed = Changed::default();
            for (article, reader) in speaking(connection)? {
                let reading = load::reading(connection, article)?;
                batch::read_again(connection, article, &reading, &reader, &mut changed)?;
            }
            batch::link(connection, gatherer, changed)
        })
    }
}

fn pages(connection: &Connection) -> Result<Vec<String>> {
    let mut select = connection.prepare("PRAGMA integrity_check")?;
    let mut troubles: Vec<String> =
        select.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<_>>()?;
    troubles.retain(|trouble| trouble != "ok");
    Ok(troubles)
}

fn content(connection: &Connection) -> Result<Vec<String>> {
    let mut select = connection.prepare("PRAGMA foreign_key_check")?;
    let broken = select.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    let broken = broken.into_iter().map(|table| format!("`{table}` points to a row that is not there"));
    let mut troubles: Vec<String> = broken.collect();
    let free: i64 = connection.query_row(
        "SELECT count(*) FROM report JOIN article ON article.id = report.article
         WHERE report.event IS NULL AND article.replaced_by IS NULL",
        [],
        |row| row.get(0),
    )?;
    if free > 0 {
        troubles.push(format!("{free} reports belong to no event"));
    }
    let mut select = connection.prepare("SELECT id, public, digest FROM article ORDER BY id")?;
    let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    for (id, public, digest) in rows.collect::<rusqlite::Result<Vec<(i64, String, String)>>>()? {
        match load::article(connection, id) {
            Ok(article) if naming::content_digest(&article) == digest => {}
            Ok(_) => troubles.push(format!("the text of `{public}` is not the one that was added")),
            Err(error) => troubles.push(format!("the text of `{public}` cannot be read: {error}")),
        }
    }
    for (id, _) in speaking(connection)? {
        let sound = load::reading(connection, id).and_then(|reading| verify(&reading));
        troubles.extend(sound.err().map(|error| error.to_string()));
    }
    Ok(troubles)
}

fn events(connection: &Connection) -> Result<Vec<i64>> {
    let mut select = connection.prepare("SELECT id FROM event")?;
    Ok(select.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// Returns the articles that no later text replaced, each with the version of the reader that read it.
fn speaking(connection: &Connection) -> Result<Vec<(i64, String)>> {
    let mut select = connection.prepare("SELECT id, reader FROM article WHERE replaced_by IS NULL ORDER BY id")?;
    Ok(select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
}
