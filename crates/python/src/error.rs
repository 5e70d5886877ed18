//! What goes wrong, as Python tells it.

use plenipo_ledger as ledger;
use pyo3::create_exception;
use pyo3::exceptions::{PyException, PyValueError};
use pyo3::prelude::*;

use crate::engine::Failure;

create_exception!(plenipo, PlenipoError, PyException, "Anything that goes wrong in Plenipo.");
create_exception!(plenipo, ReadError, PlenipoError, "What was handed over holds no article, or none that can be read.");
create_exception!(plenipo, LedgerError, PlenipoError, "A ledger cannot be opened, asked or written.");
create_exception!(
    plenipo,
    BugError,
    PlenipoError,
    "Plenipo failed over an article and should not have: please report it."
);

/// Makes the exception of an article that gave no reading.
pub fn unread(failure: &Failure) -> PyErr {
    match failure {
        Failure::Unreadable(_) => ReadError::new_err(failure.to_string()),
        Failure::Bug(_) => BugError::new_err(failure.to_string()),
    }
}

/// Makes the exception of a ledger.
#[allow(clippy::needless_pass_by_value, reason = "fits `map_err`")]
pub fn of_ledger(error: ledger::Error) -> PyErr {
    LedgerError::new_err(error.to_string())
}

/// Makes the exception of an argument that is not what it should be.
pub fn bad_value(name: &str, value: &str, expected: &str) -> PyErr {
    PyValueError::new_err(format!("{name}: `{value}` is not {expected}"))
}
