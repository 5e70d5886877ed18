//! What could not be taken out of a stream, and where.

use std::fmt;
use std::io;

use crate::limits::{DEPTH, ITEM_BYTES, RATIO};

/// Something at one place of a stream that gave no item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntakeError {
    /// The name of the stream and the place in it, as items are called.
    pub name: String,
    /// What is wrong there.
    pub fault: Fault,
}

/// Why there is no item.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// There are no bytes.
    Empty,
    /// The bytes are a picture, a document or another format that holds no news.
    NotText,
    /// Larger than [`ITEM_BYTES`](crate::limits::ITEM_BYTES).
    TooLarge,
    /// It ends before it is complete.
    Truncated,
    /// Packed bytes do not unpack, or not to what their checksum tells.
    Damaged(String),
    /// It breaks the rules of its format in this way.
    Malformed(String),
    /// A record without text, or a title and something beside it.
    NoArticle,
    /// More than [`DEPTH`](crate::limits::DEPTH) containers in each other.
    TooDeep,
    /// It unpacks to more than [`RATIO`](crate::limits::RATIO) times its size.
    Bomb,
    /// A variant of the format that is not read.
    Unsupported(String),
    /// A list of so many feeds, which holds no news itself.
    FeedList(usize),
    /// The stream could not be read.
    Read(String),
}

impl Fault {
    /// Returns a name for the kind of fault, for counting: `truncated`.
    pub fn code(&self) -> &'static str {
        match self {
            Fault::Empty => "empty",
            Fault::NotText => "not_text",
            Fault::TooLarge => "too_large",
            Fault::Truncated => "truncated",
            Fault::Damaged(_) => "damaged",
            Fault::Malformed(_) => "malformed",
            Fault::NoArticle => "no_article",
            Fault::TooDeep => "too_deep",
            Fault::Bomb => "bomb",
            Fault::Unsupported(_) => "unsupported",
            Fault::FeedList(_) => "feed_list",
            Fault::Read(_) => "read",
        }
    }

    /// Tells what an error of reading means; our own faults travel through readers as they are.
    pub(crate) fn of(error: &io::Error) -> Self {
        if let Some(fault) = error.get_ref().and_then(|inner| inner.downcast_ref::<Fault>()) {
            return fault.clone();
        }
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Fault::Truncated,
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => Fault::Damaged(error.to_string()),
            _ => Fault::Read(error.to_string()),
        }
    }
}

impl From<Fault> for io::Error {
    fn from(fault: Fault) -> Self {
        io::Error::other(fault)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Empty => f.write_str("the input is empty"),
            Fault::NotText => f.write_str("the input is no text: expected a web page or plain text"),
            Fault::TooLarge => write!(f, "too large: the limit is {} MB", ITEM_BYTES / 1_000_000),
            Fault::Truncated => f.write_str("ends before it is complete"),
            Fault::Damaged(how) => write!(f, "damaged: {how}"),
            Fault::Malformed(how) => write!(f, "not well-formed: {how}"),
            Fault::NoArticle => f.write_str("no field with a text, nor a title and a summary or address"),
            Fault::TooDeep => write!(f, "more than {DEPTH} containers in each other"),
            Fault::Bomb => write!(f, "unpacks to more than {RATIO} times its size"),
            Fault::Unsupported(what) => write!(f, "{what} is not supported"),
            Fault::FeedList(feeds) => write!(f, "a list of {feeds} feeds, without news of its own"),
            Fault::Read(reason) => f.write_str(reason),
        }
    }
}

impl std::error::Error for Fault {}

impl fmt::Display for IntakeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name, self.fault)
    }
}

impl std::error::Error for IntakeError {}
