//! The ledger as a file: opening it, and adding articles in batches.

use std::path::{Path, PathBuf};
use std::time::Duration;

use plenipo_record::Reading;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _, Transaction, TransactionBehavior};

use crate::batch::Batch;
use crate::error::{Error, Result};
use crate::gather::Gatherer;
use crate::stopper::Stopper;
use crate::{dump, load, schema};

/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(10);

/// The record over all articles, in one file.
///
/// One writer at a time; readers go on reading what was there when they began.
pub struct Ledger {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
    pub(crate) gatherer: Gatherer,
    pub(crate) moment: String,
    pub(crate) stopper: Stopper,
}

impl Ledger {
    /// Opens a ledger for writing, and makes it if there is none.
    ///
    /// # Errors
    ///
    /// Fails if the file is no ledger, was written by a newer program, or cannot be written.
    pub fn open(path: &Path) -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Self::with(path, flags, |connection| {
            // The log beside the file lets readers read while a writer writes; each commit is on the disk before it is
            // said to be kept, so that a power cut does not take it back.
            connection.pragma_update(None, "journal_mode", "wal")?;
            connection.pragma_update(None, "synchronous", "full")?;
            connection.pragma_update(None, "wal_autocheckpoint", 4000)?;
            // Linking looks at pages all over a large ledger.
            connection.pragma_update(None, "cache_size", -128_000)?;
            schema::migrate(connection)
        })
    }

    /// Makes a ledger in memory, for trying something out.
    ///
    /// # Errors
    ///
    /// Fails only where `SQLite` does.
    pub fn in_memory() -> Result<Self> {
        Self::open(Path::new(":memory:"))
    }

    /// Makes a ledger that is gone once it is let go: in memory while it is small, then in a file without a name.
    ///
    /// # Errors
    ///
    /// Fails only where `SQLite` does.
    pub fn temporary() -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Self::with(Path::new(""), flags, schema::migrate)
    }

    /// Opens a ledger for reading only.
    ///
    /// # Errors
    ///
    /// Fails if there is none, or it is of another version.
    pub fn open_for_reading(path: &Path) -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Self::with(path, flags, |connection| {
            let version = schema::version(connection)?;
            if version == schema::VERSION {
                return Ok(());
            }
            // An older ledger is brought to the present version by whoever may write it.
            drop(Ledger::open(path)?);
            Ok(())
        })
    }

    fn with(path: &Path, flags: OpenFlags, prepare: impl FnOnce(&mut Connection) -> Result<()>) -> Result<Self> {
        let open = || -> Result<Connection> {
            let mut connection = Connection::open_with_flags(path, flags)?;
            connection.busy_timeout(PATIENCE)?;
            connection.set_prepared_statement_cache_capacity(512);
            // Else SQLite makes a plan anew each time that a cached statement is handed another value.
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
            connection.pragma_update(None, "foreign_keys", true)?;
            connection.pragma_update(None, "cache_size", -32_000)?;
            connection.pragma_update(None, "temp_store", "memory")?;
            prepare(&mut connection)?;
            Ok(connection)
        };
        let mut connection = open().map_err(|error| error.at(path))?;
        let stopper = Stopper::default();
        stopper.watch(&mut connection).map_err(|error| error.at(path))?;
        let gatherer = Gatherer::default();
        Ok(Ledger { connection, path: path.to_owned(), gatherer, moment: String::new(), stopper })
    }

    /// Lets go of the pages that are only kept to be quicker next time, for programs that wait long between two batches.
    ///
    /// # Errors
    ///
    /// Fails only where `SQLite` does.
    pub fn rest(&self) -> Result<()> {
        Ok(self.connection.execute_batch("PRAGMA shrink_memory")?)
    }

    /// Says when what follows is done, ISO 8601 in Greenwich, since a ledger knows no clock; by this programs ask what
    /// changed since a moment.
    pub fn set_moment(&mut self, moment: impl Into<String>) {
        self.moment = moment.into();
    }

    /// Tells whether an input with this digest was added before, so that it need not be read again.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn has_input(&self, digest: &str) -> Result<bool> {
        let found = self
            .connection
            .prepare_cached("SELECT 1 FROM input WHERE digest = ?")?
            .query_row([digest], |_| Ok(()))
            .optional()?;
        Ok(found.is_some())
    }

    /// Begins a batch; nothing of it is kept unless it is committed.
    ///
    /// # Errors
    ///
    /// Fails if another program is writing for too long, or the ledger cannot be written.
    pub fn batch(&mut self) -> Result<Batch<'_>> {
        // What a batch that came to nothing has seen may not be there any more.
        self.gatherer.forget();
        let transaction = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)
            .map_err(|error| Error::from(error).at(&self.path))?;
        Ok(Batch::new(transaction, &mut self.gatherer, &self.path, &self.moment))
    }

    /// Hands over the readings of all articles that speak, by the names of their inputs; events carry the public names
    /// that they are linked under.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn each_reading(&self, mut take: impl FnMut(Reading)) -> Result<()> {
        let mut select =
            self.connection.prepare("SELECT id FROM article WHERE replaced_by IS NULL ORDER BY name, digest")?;
        let articles = select.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
        for article in articles {
            take(load::reading(&self.connection, article)?);
        }
        Ok(())
    }

    /// Returns the whole record as sorted lines of text; equal records give equal lines in whatever order they came.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn dump(&self) -> Result<Vec<String>> {
        dump::dump(&self.connection)
    }

    /// Copies the ledger to another file while it is in use.
    ///
    /// # Errors
    ///
    /// Fails if the other file cannot be written.
    pub fn backup(&self, to: &Path) -> Result<()> {
        let copy = || -> Result<()> {
            let mut target = Connection::open(to)?;
            let backup = rusqlite::backup::Backup::new(&self.connection, &mut target)?;
            Ok(backup.run_to_completion(1000, Duration::ZERO, None)?)
        };
        copy().map_err(|error| error.at(to))
    }
}
