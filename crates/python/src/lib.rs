//! The wheel `plenipo`: the same reader and the same ledger in Python.
//!
//! This crate converts, calls and converts back; it decides nothing. `read` and `many` go from what Python hands over to
//! readings, `reading` and `records` from readings to the dataclasses of `plenipo/records.py`, `table` to Arrow,
//! `ledger` asks a ledger, and `cluster` does the part of one machine among many. What Python sees is said in `plenipo/_native.pyi`.
//!
//! # What this crate does not do
//!
//! It holds the lock of Python only to convert: everything that takes time is done without it.

mod cluster;
mod engine;
mod error;
mod filter;
mod ledger;
mod many;
mod offsets;
mod read;
mod reading;
mod records;
mod rows;
mod table;

use pyo3::prelude::*;

#[pymodule(gil_used = false)]
mod _native {
    use pyo3::prelude::*;

    #[pymodule_export]
    use crate::cluster::{are_copies, groups, link_part, nest, ties, traces, who_is_who};
    #[pymodule_export]
    use crate::error::{BugError, LedgerError, PlenipoError, ReadError};
    #[pymodule_export]
    use crate::ledger::{Brief, Ledger, open};
    #[pymodule_export]
    use crate::many::{Readings, read_many};
    #[pymodule_export]
    use crate::read::read;
    #[pymodule_export]
    use crate::reading::Reading;
    #[pymodule_export]
    use crate::table::{Table, tables};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
