//! The record as tables: one definition for Arrow, Parquet and CSV.
//!
//! [`Tables`] holds rows of all tables: articles, actors, events, who takes part, reports, evidence, quotations and what
//! follows from these. The same tables come from two sides: [`Tables::of_readings`] makes them of readings that no ledger
//! has linked, so that many machines can make them apart from each other; [`each_part`] makes them of
//! what fits in a ledger. Names of records are the same on both sides.
//!
//! [`Tables::batches`] gives Arrow, [`ParquetWriter`] and [`read_parquet`] write and read files, [`Tables::texts`] gives
//! rows for CSV, [`nested`] packs all tables into one batch for a cluster, and [`Tables::readings`] gives back the readings
//! that the rows were made of, without loss. What each table
//! and column holds is said in `rows.rs` alone; [`codebook`] and `docs/tables.md` are made of that.
//!
//! # Example
//!
//! ```
//! use plenipo_ledger::{NamedReading, Origin};
//! use plenipo_record::{Article, PartKind, Reading};
//! use plenipo_tables::Tables;
//!
//! let mut article = Article::new("note.txt");
//! article.push(PartKind::Headline, "Ministers meet in Accra");
//! let (actors, events, quotations) = (vec![], vec![], vec![]);
//! let reading = Reading { article, actors, events, quotations, statements: vec![], diagnostics: vec![] };
//! let tables = Tables::of_readings([NamedReading::alone(reading.clone(), Origin::default())]);
//! let (name, batch) = &tables.batches()[0];
//! assert_eq!((*name, batch.num_rows()), ("articles", 1));
//! assert_eq!(tables.readings()?[0].0, reading);
//! # Ok::<(), plenipo_tables::Error>(())
//! ```
//!
//! # What this crate does not do
//!
//! It opens no file: rows and writers are handed to it. It links nothing; that is the ledger's.

mod back;
mod cell;
mod codebook;
mod error;
mod ledger;
mod nested;
mod parquet;
mod reading;
pub mod rows;
mod table;

pub use back::OF_READINGS;
pub use codebook::codebook;
pub use error::{Error, ErrorKind};
pub use ledger::{PairCounts, each_part};
pub use nested::{OF_ARTICLES, OF_EVENTS, from_nested, nested, nested_fields};
pub use parquet::{ParquetWriter, read_parquet};
pub use rows::Tables;
pub use table::{Column, Row, Table};
