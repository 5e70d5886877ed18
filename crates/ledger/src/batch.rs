//! Adding articles: all of a batch is kept, or nothing.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use plenipo_record::Reading;
use rusqlite::{Connection, OptionalExtension as _, Transaction};

use crate::care::settle_by_authority;
use crate::copies;
use crate::error::{Error, Result};
use crate::fingerprint::is_revision;
use crate::gather::Gatherer;
use crate::naming;
use crate::relink::relink;
use crate::resolve::resolve;
use crate::revision;
use crate::standing;
use crate::story;
use crate::verify::verify;
use crate::write::{self, Entry};

/// Where an article comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// When it was fetched, ISO 8601.
    pub fetched: String,
    /// The version of the reader that read it.
    pub reader: String,
    /// The reference day given by the caller.
    pub as_of: Option<String>,
    /// The address at which a later text is a revision of this article.
    pub address: Option<String>,
}

/// What became of an article that was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is new, under this public name.
    New(String),
    /// It is a later or earlier state of the article with this public name.
    Revision(String),
    /// The ledger holds it already, under this public name.
    Known(String),
    /// It was forgotten on demand and stays so.
    Forgotten,
}

/// Articles that are added together.
///
/// Links are made when the batch is committed; a batch that is dropped leaves no trace.
pub struct Batch<'l> {
    transaction: Transaction<'l>,
    gatherer: &'l mut Gatherer,
    path: PathBuf,
    moment: &'l str,
    changed: Changed,
}

/// What a batch has touched so far.
#[derive(Default)]
pub(crate) struct Changed {
    /// Reports to link.
    pub fresh: BTreeSet<i64>,
    /// Reports that were tied to one that is gone.
    pub shaken: BTreeSet<i64>,
    /// Profiles that nobody had seen.
    pub profiles: BTreeSet<i64>,
    /// Articles whose copies are to be found.
    pub articles: BTreeSet<i64>,
}

/// The article that speaks for an address now.
struct Current {
    id: i64,
    public: String,
    place: (Option<i64>, String),
}

impl<'l> Batch<'l> {
    pub(crate) fn new(transaction: Transaction<'l>, gatherer: &'l mut Gatherer, path: &Path, moment: &'l str) -> Self {
        Batch { transaction, gatherer, path: path.to_owned(), moment, changed: Changed::default() }
    }

    /// Adds one article with its reading.
    ///
    /// # Errors
    ///
    /// Fails if the reading breaks a promise of the record, and if the ledger cannot be written; the batch should then
    /// be dropped.
    pub fn add(&mut self, reading: &Reading, origin: &Origin) -> Result<Added> {
        add(&self.transaction, reading, origin, &mut self.changed).map_err(|error| error.at(&self.path))
    }

    /// Notes that all articles of an input are added, so that it need not be read again.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be written.
    pub fn input_done(&mut self, digest: &str, name: &str, fetched: &str) -> Result<()> {
        let insert = "INSERT OR IGNORE INTO input (digest, name, fetched) VALUES (?, ?, ?)";
        let done =
            self.transaction.prepare_cached(insert).and_then(|mut insert| insert.execute((digest, name, fetched)));
        done.map(|_| ()).map_err(|error| Error::from(error).at(&self.path))
    }

    /// Links what was added and keeps it.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be written; nothing of the batch is kept then.
    pub fn commit(self) -> Result<()> {
        let Batch { transaction, gatherer, path, moment, changed } = self;
        let commit = || -> Result<()> {
            link(&transaction, gatherer, changed)?;
            story::settle(&transaction)?;
            standing::settle(&transaction, moment)?;
            Ok(transaction.commit()?)
        };
        commit().map_err(|error| error.at(&path))
    }
}

/// Links all that was touched.
pub(crate) fn link(connection: &Connection, gatherer: &mut Gatherer, mut changed: Changed) -> Result<()> {
    let mut settled = BTreeSet::new();
    for &article in &changed.articles {
        settled.extend(copies::settle(connection, article)?);
    }
    for article in settled {
        let mut select = connection.prepare_cached("SELECT id FROM report WHERE article = ?")?;
        let reports = select.query_map([article], |row| row.get::<_, i64>(0))?;
        changed.fresh.extend(reports.collect::<rusqlite::Result<Vec<_>>>()?);
    }
    for &profile in &changed.profiles {
        settle_by_authority(connection, profile)?;
    }
    resolve(connection, &changed.profiles)?;
    relink(connection, gatherer, &changed.fresh, &changed.shaken)
}

fn add(connection: &Connection, reading: &Reading, origin: &Origin, changed: &mut Changed) -> Result<Added> {
    verify(reading)?;
    let digest = naming::content_digest(&reading.article);
    if let Some(public) = known(connection, &digest)? {
        return Ok(Added::Known(public));
    }
    if is_forgotten(connection, &digest)? {
        return Ok(Added::Forgotten);
    }
    let web = origin.address.as_deref().filter(|address| address.contains("://"));
    let root = naming::article(&digest, web);
    let mut current = origin.address.as_deref().map(|address| current(connection, address)).transpose()?.flatten();
    let entry = |public: &str| -> Result<i64> {
        let entry = Entry {
            public,
            digest: &digest,
            address: origin.address.as_deref(),
            revision: 1,
            fetched: &origin.fetched,
            reader: &origin.reader,
            as_of: origin.as_of.clone(),
        };
        write::article(connection, &reading.article, &entry)
    };
    let id = entry(&revision::past_name(&root, &digest))?;
    if web.is_none()
        && let Some(former) = &current
        && !resembles(connection, id, former.id)?
    {
        // Another article in a file of the same name: the one before stays, and speaks for itself.
        current = None;
    }
    let Some(former) = current else {
        speak(connection, id, &root, reading, changed)?;
        return Ok(Added::New(root));
    };
    let place = (published(connection, id)?, origin.fetched.clone());
    if place < former.place {
        connection.execute(
            "UPDATE article SET public = ?, replaced_by = ? WHERE id = ?",
            (revision::past_name(&former.public, &digest), former.id, id),
        )?;
        revision::silence(connection, id)?;
    } else {
        let retired = revision::retire(connection, former.id, changed)?;
        connection.execute(
            "UPDATE article SET public = ?, replaced_by = ? WHERE id = ?",
            (revision::past_name(&former.public, &retired.digest), id, former.id),
        )?;
        connection
            .execute("UPDATE article SET replaced_by = ?1 WHERE replaced_by = ?2 AND id <> ?1", (id, former.id))?;
        speak(connection, id, &former.public, reading, changed)?;
        revision::hand_over(connection, &retired, id, "a later text of the article does not say it")?;
    }
    revision::number(connection, if place < former.place { former.id } else { id })?;
    Ok(Added::Revision(former.public))
}

/// Lets an article speak under its public name: writes what it says.
fn speak(connection: &Connection, id: i64, public: &str, reading: &Reading, changed: &mut Changed) -> Result<()> {
    connection.prepare_cached("UPDATE article SET public = ? WHERE id = ?")?.execute((public, id))?;
    let written = write::reading(connection, id, public, reading)?;
    changed.fresh.extend(written.reports);
    changed.profiles.extend(written.new_profiles);
    changed.articles.insert(id);
    Ok(())
}

/// Replaces the reading of an article by a newer one of the same text.
pub(crate) fn read_again(
    connection: &Connection,
    article: i64,
    reading: &Reading,
    reader: &str,
    changed: &mut Changed,
) -> Result<Vec<String>> {
    verify(reading)?;
    let public: String =
        connection.query_row("SELECT public FROM article WHERE id = ?", [article], |row| row.get(0))?;
    let retired = revision::retire(connection, article, changed)?;
    write::fingerprint(connection, article, &reading.article)?;
    speak(connection, article, &public, reading, changed)?;
    connection.execute("UPDATE article SET reader = ? WHERE id = ?", (reader, article))?;
    revision::hand_over(connection, &retired, article, "the article is read differently now")
}

fn known(connection: &Connection, digest: &str) -> Result<Option<String>> {
    let mut select = connection.prepare_cached("SELECT public FROM article WHERE digest = ?")?;
    Ok(select.query_row([digest], |row| row.get(0)).optional()?)
}

fn is_forgotten(connection: &Connection, digest: &str) -> Result<bool> {
    let mut select = connection.prepare_cached("SELECT 1 FROM former WHERE public = ?")?;
    Ok(select.query_row([digest], |_| Ok(())).optional()?.is_some())
}

fn current(connection: &Connection, address: &str) -> Result<Option<Current>> {
    let mut select = connection.prepare_cached(
        "SELECT id, public, published_at, fetched FROM article WHERE address = ? AND replaced_by IS NULL
         ORDER BY id DESC LIMIT 1",
    )?;
    let current =
        |row: &rusqlite::Row| Ok(Current { id: row.get(0)?, public: row.get(1)?, place: (row.get(2)?, row.get(3)?) });
    Ok(select.query_row([address], current).optional()?)
}

fn published(connection: &Connection, article: i64) -> Result<Option<i64>> {
    Ok(connection.query_row("SELECT published_at FROM article WHERE id = ?", [article], |row| row.get(0))?)
}

fn resembles(connection: &Connection, one: i64, other: i64) -> Result<bool> {
    let alike = copies::alike(connection, one)?.get(&other).copied().unwrap_or(0);
    Ok(is_revision(copies::paragraphs(connection, one)?, copies::paragraphs(connection, other)?, alike))
}
