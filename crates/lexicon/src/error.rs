//! What can be wrong with a file of knowledge.

use std::fmt;

use serde::de::DeserializeOwned;

/// A file of knowledge that is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    file: &'static str,
    reason: String,
}

impl Error {
    /// Makes the error of a file, with the reason in words.
    pub(crate) fn invalid(file: &'static str, reason: impl Into<String>) -> Self {
        Error { file, reason: reason.into() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: {}", self.file, self.reason)
    }
}

impl std::error::Error for Error {}

/// Reads a TOML file into what it describes.
pub(crate) fn parse_toml<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, Error> {
    toml::from_str(text).map_err(|error| Error::invalid(file, error.to_string()))
}

/// Returns the rows of a file of columns parted by tabs, without comments and empty lines, with their line numbers.
pub(crate) fn rows(text: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line));
    lines
        .filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty())
        .map(|(at, line)| (at, line.split('\t').collect()))
}
