//! Tests of the reader as its callers see it.

mod actors;
mod events;
mod frames;
mod invariants;
mod languages;
mod plans;
mod quotations;
mod scenes;
mod time;
mod topics;
mod turns;

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// Returns the SHA-256 of a text in hexadecimal digits, which holds frozen cases as they were written.
fn digest(text: &str) -> String {
    Sha256::digest(text).iter().fold(String::new(), |mut written, byte| {
        let _ = write!(written, "{byte:02x}");
        written
    })
}
