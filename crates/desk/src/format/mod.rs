//! The shapes in which pages leave besides HTML.

mod atom;
mod csv;
mod ics;

use serde::Serialize;

pub use atom::{Entry, atom};
pub use csv::{Table, csv};
pub use ics::{Appointment, ics};

/// Writes a value as one JSON object.
pub fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("views are plain values with text as keys")
}
