//! What goes wrong with tables that come from elsewhere.

use std::fmt;

use arrow_array::RecordBatch;

use crate::cell::Cell;

/// An error from reading or writing tables: where, and what is wrong there.
#[derive(Debug)]
pub struct Error {
    place: String,
    kind: ErrorKind,
}

/// What is wrong.
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// No table has this name.
    NoTable,
    /// The table lacks the column.
    NoColumn,
    /// The column is not of the type that the codebook gives.
    OtherType,
    /// A cell does not hold what its column holds.
    BadCell(String),
    /// The file is no Parquet, is damaged, or cannot be written.
    File(String),
}

impl Error {
    /// Returns what is wrong.
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }

    pub(crate) fn new(place: impl Into<String>, kind: ErrorKind) -> Self {
        Error { place: place.into(), kind }
    }

    pub(crate) fn no_table(table: &str) -> Self {
        Error::new(format!("`{table}`"), ErrorKind::NoTable)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.place)?;
        match &self.kind {
            ErrorKind::NoTable => f.write_str("no table has this name"),
            ErrorKind::NoColumn => f.write_str("the column is missing"),
            ErrorKind::OtherType => f.write_str("the column is not of the type that the codebook gives"),
            ErrorKind::BadCell(what) | ErrorKind::File(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for Error {}

/// Returns the cells of a column, found by its name.
pub(crate) fn column<T: Cell>(batch: &RecordBatch, table: &str, name: &str) -> Result<Vec<T>, Error> {
    let place = || format!("{table}.{name}");
    let column = batch.column_by_name(name).ok_or_else(|| Error::new(place(), ErrorKind::NoColumn))?;
    T::cells(column.as_ref()).ok_or_else(|| Error::new(place(), ErrorKind::OtherType))
}
