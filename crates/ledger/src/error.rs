//! What can go wrong with a ledger.

use std::fmt;
use std::path::{Path, PathBuf};

/// An error from opening, reading or writing a ledger.
#[derive(Debug)]
pub struct Error {
    path: PathBuf,
    kind: ErrorKind,
}

/// What went wrong, for callers that branch on it.
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The file is no ledger, or damaged.
    NotALedger,
    /// A newer program wrote the ledger.
    Newer {
        /// The version of its schema.
        version: i64,
    },
    /// The disk is full.
    Full,
    /// The file, or its folder, may not be written.
    ReadOnly,
    /// The file cannot be opened.
    CannotOpen,
    /// Another program holds the ledger for writing.
    Busy,
    /// It was stopped because it took too long.
    Stopped,
    /// A reading points outside its article, or breaks another promise of the record.
    BadReading(String),
    /// What was asked for does not exist.
    Unknown(String),
    /// The request makes no sense for this record.
    Refused(String),
    /// A stored value is not what the schema says.
    Damaged(String),
    /// `SQLite` says something else.
    Store(String),
}

/// A result with an [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub(crate) fn new(kind: ErrorKind) -> Self {
        Error { path: PathBuf::new(), kind }
    }

    /// Says which file it was, where that is not yet said.
    pub(crate) fn at(mut self, path: &Path) -> Self {
        if self.path.as_os_str().is_empty() {
            path.clone_into(&mut self.path);
        }
        self
    }

    /// Returns what went wrong.
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.as_os_str().is_empty() {
            write!(f, "{}: ", self.path.display())?;
        }
        match &self.kind {
            ErrorKind::NotALedger => f.write_str("not a ledger, or a damaged one"),
            ErrorKind::Newer { version } => {
                write!(f, "written by a newer plenipo (schema {version}); please upgrade")
            }
            ErrorKind::Full => f.write_str("no space left on the disk; nothing of this batch was kept"),
            ErrorKind::ReadOnly => f.write_str("the ledger or its folder is read-only"),
            ErrorKind::CannotOpen => f.write_str("cannot be opened or created"),
            ErrorKind::Busy => f.write_str("another program is writing to the ledger"),
            ErrorKind::Stopped => f.write_str("stopped before it was done"),
            ErrorKind::Unknown(what) => write!(f, "no record `{what}`"),
            ErrorKind::BadReading(what)
            | ErrorKind::Refused(what)
            | ErrorKind::Damaged(what)
            | ErrorKind::Store(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for Error {}

// Crate-private in effect: `rusqlite` is no part of the public interface, and `?` needs a `From`.
impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let kind = match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => ErrorKind::NotALedger,
            Some(ErrorCode::DiskFull) => ErrorKind::Full,
            Some(ErrorCode::ReadOnly) => ErrorKind::ReadOnly,
            Some(ErrorCode::CannotOpen) => ErrorKind::CannotOpen,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => ErrorKind::Busy,
            Some(ErrorCode::OperationInterrupted) => ErrorKind::Stopped,
            // Writing the log beside the file fails like this where the disk is full.
            Some(ErrorCode::SystemIoFailure) => ErrorKind::Store(format!("the disk fails: {error}")),
            _ => ErrorKind::Store(error.to_string()),
        };
        Error::new(kind)
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Error::new(ErrorKind::Damaged(format!("a stored list is damaged: {error}")))
    }
}
