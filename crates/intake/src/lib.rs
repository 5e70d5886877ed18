//! Takes items of news out of whatever holds them.
//!
//! [`read`] takes a stream of bytes, finds from its content what it is, and hands over one [`Item`] after the other:
//! web pages and plain text as they are, entries of feeds (RSS, Atom, JSON Feed), responses of web archives (WARC),
//! objects of JSON and JSON Lines, rows of tables (CSV, TSV), mail, and all of these packed (zip, gzip, zstd), packed
//! twice or in each other. [`Item::article`] makes an article of an item.
//!
//! An item is called after its container and its place there, `x.warc.gz#1234`: the byte offset of a record in a web
//! archive, the line of a row or of a line of JSON, the number of an entry in a feed or list, the name of a packed file.
//! What cannot be taken is an [`IntakeError`] at its place, and the stream goes on behind it if it can.
//!
//! # Example
//!
//! ```
//! use std::ops::ControlFlow;
//!
//! let lines = "{\"title\": \"Ferry to sail\", \"text\": \"The ferry will sail again.\"}\n{\"title\": \"Cut";
//! let mut seen = Vec::new();
//! plenipo_intake::read("news.jsonl", lines.as_bytes(), &mut |item| {
//!     seen.push(match item {
//!         Ok(item) => item.name,
//!         Err(error) => error.to_string(),
//!     });
//!     ControlFlow::Continue(())
//! });
//! assert_eq!(seen[0], "news.jsonl#1");
//! assert!(seen[1].starts_with("news.jsonl#2: not well-formed"));
//! ```
//!
//! # Limits
//!
//! Memory does not grow with the length of a stream, and time grows no faster than its length. [`limits`] has the bounds.
//!
//! # What this crate does not do
//!
//! It opens no file and no connection, and knows nothing of what an article says.

mod budget;
mod error;
mod feed;
mod http;
mod item;
mod json;
pub mod limits;
mod mail;
mod mapping;
mod markup;
mod moment;
mod names;
mod open;
mod opml;
mod sniff;
mod table;
mod tape;
mod unicode;
mod warc;
mod zip;
mod zstd;

pub use error::{Fault, IntakeError};
pub use item::{Content, Fields, Item};
pub use moment::moment;
pub use names::PAGE_ENDINGS;
pub use open::{read, read_from};
pub use opml::{Feed, feeds};
pub use sniff::{is_archive_with_offsets, is_container};
