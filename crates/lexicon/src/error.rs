//! What can be wrong with a file of knowledge, and where.

use std::fmt;

use serde::de::DeserializeOwned;

/// A file of knowledge that is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    file: String,
    /// Line and column, both from 1, the column in characters.
    place: Option<(usize, usize)>,
    reason: String,
}

impl Error {
    /// Makes the error of a file, with the reason in words.
    pub(crate) fn invalid(file: &str, reason: impl Into<String>) -> Self {
        Error { file: file.to_owned(), place: None, reason: reason.into() }
    }

    /// Returns the error with the line and column of a byte of the file's text.
    pub(crate) fn at(self, text: &str, byte: usize) -> Self {
        let before = text.get(..byte).unwrap_or(text);
        let line = before.rsplit('\n').next().unwrap_or_default();
        Error { place: Some((before.matches('\n').count() + 1, line.chars().count() + 1)), ..self }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some((line, column)) => write!(f, "{}:{line}:{column}: {}", self.file, self.reason),
            None => write!(f, "{}: {}", self.file, self.reason),
        }
    }
}

impl std::error::Error for Error {}

/// Reads a TOML file into what it describes.
pub(crate) fn parse_toml<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, Error> {
    toml::from_str(text).map_err(|error: toml::de::Error| {
        let byte = error.span().map_or(0, |span| span.start);
        Error::invalid(file, error.message().replace('\n', ", ")).at(text, byte)
    })
}

/// Returns the rows of a file of columns parted by tabs, without comments and empty lines, with their line numbers.
pub(crate) fn rows(text: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line));
    lines
        .filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty())
        .map(|(at, line)| (at, line.split('\t').collect()))
}
