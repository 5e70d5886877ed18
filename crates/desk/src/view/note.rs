//! Notes of people on records.

use schemars::JsonSchema;
use serde::Serialize;

use crate::asked::Asked;
use crate::refusal::Refusal;

/// A note on a record.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Note {
    /// The entry of the log.
    pub number: i64,
    /// When it was written.
    pub made: String,
    /// By whom.
    pub who: String,
    /// The note.
    pub text: String,
}

/// Asks for the published notes on records, by the public names of these.
///
/// # Errors
///
/// Fails if the ledger cannot be read.
pub fn notes(asked: &Asked, records: &[&str]) -> Result<Vec<Note>, Refusal> {
    let found = asked.ledger.notes(records)?.into_iter();
    let note = |entry: plenipo_ledger::Correction| Note {
        number: entry.id,
        made: entry.made,
        who: entry.who,
        text: entry.after.unwrap_or_default(),
    };
    Ok(found.map(note).collect())
}

/// Returns the page of an event, a story or an actor, by its public name.
pub fn record_address(public: &str) -> String {
    let is_name = |letter: char| {
        public
            .strip_prefix(letter)
            .is_some_and(|rest| rest.len() >= 12 && rest.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    match public {
        _ if is_name('e') => format!("/event/{public}"),
        _ if is_name('s') => format!("/story/{public}"),
        // An organisation leads to its own page from there.
        _ => super::actor_address("person", public),
    }
}
