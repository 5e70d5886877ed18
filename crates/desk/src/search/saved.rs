//! Searches that somebody keeps.

use serde::Deserialize;

/// A query with a name.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct SavedSearch {
    /// What it is called.
    pub name: String,
    /// The query, as somebody types it.
    pub query: String,
}
