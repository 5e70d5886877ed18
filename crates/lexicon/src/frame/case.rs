//! Cases of a frame: what it finds, and what it leaves alone.

use serde::Deserialize;

use super::slot::EventStatus;

/// A sentence in which a frame finds an event.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FoundCase {
    /// The sentence.
    pub text: String,
    /// Names of the acting side.
    #[serde(default)]
    pub by: Vec<String>,
    /// Names of the other side.
    #[serde(default)]
    pub with: Vec<String>,
    /// The status.
    pub status: EventStatus,
    /// The detail, where one is to be found.
    #[serde(default)]
    pub detail: Option<String>,
}

/// A sentence in which a frame finds nothing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IgnoredCase {
    /// The sentence.
    pub text: String,
    /// Why there is nothing to find.
    pub because: String,
}
