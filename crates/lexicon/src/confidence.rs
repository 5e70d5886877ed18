//! What speaks for an event and what against it, and how much.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::error::{Error, parse_toml};

const FILE: &str = "data/confidence.toml";

/// The weights of `data/confidence.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confidence {
    base: f32,
    least: f32,
    reasons: BTreeMap<String, Reason>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reason {
    weight: f32,
    says: String,
}

impl Confidence {
    pub(crate) fn embedded() -> Result<Self, Error> {
        let file: Confidence = parse_toml(FILE, include_str!("../../../data/confidence.toml"))?;
        match file.reasons.iter().find(|(_, reason)| reason.says.is_empty()) {
            Some((name, _)) => Err(Error::invalid(FILE, format!("`{name}` says nothing"))),
            None => Ok(file),
        }
    }

    /// What an event is worth of which nothing is known.
    pub fn base(&self) -> f32 {
        self.base
    }

    /// Below this an event is not entered.
    pub fn least(&self) -> f32 {
        self.least
    }

    /// Returns what a reason adds.
    pub fn of(&self, reason: &str) -> f32 {
        self.reasons.get(reason).map_or(0.0, |known| known.weight)
    }

    /// Returns a reason in words.
    pub fn words_for(&self, reason: &str) -> &str {
        self.reasons.get(reason).map_or("", |known| &known.says)
    }

    /// Returns the names of all reasons.
    pub fn reasons(&self) -> impl Iterator<Item = &str> {
        self.reasons.keys().map(String::as_str)
    }
}
