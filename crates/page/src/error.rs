//! Why an input cannot be read as a news page.

use std::fmt;

/// The error of an input that holds no readable news page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PageError {
    /// The input has no bytes.
    Empty,
    /// The bytes are a picture, an archive, a document or another format that is no text.
    Binary,
    /// The input is larger than [`MAX_BYTES`](crate::MAX_BYTES).
    TooLarge {
        /// The size of the input in bytes.
        bytes: usize,
    },
    /// No encoding turns the bytes into text.
    WrongEncoding,
    /// The input is text, but without words to read.
    NoText,
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PageError::Empty => write!(f, "the input is empty"),
            PageError::Binary => write!(f, "the input is no text: expected a web page or plain text"),
            PageError::TooLarge { bytes } => {
                write!(f, "the input has {bytes} bytes: at most {} are read", crate::MAX_BYTES)
            }
            PageError::WrongEncoding => write!(f, "the input is in no known text encoding"),
            PageError::NoText => write!(f, "the page holds no text"),
        }
    }
}

impl std::error::Error for PageError {}
