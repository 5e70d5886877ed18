//! Reads the bytes of one news page into an [`Article`](plenipo_record::Article): its fields, and its parts in page order.
//!
//! [`read`] takes a saved HTML page or saved plain text in any common encoding. What the page says about the
//! reporting (headline, outlet, agency, byline, dateline, time) goes into fields, and every stretch of the page
//! becomes a part that says whether it is reporting, a comment, the headline of another story or furniture.
//!
//! # Example
//!
//! ```
//! use plenipo_record::PartKind;
//!
//! let page = "Ministers reopen the road\n\nACCRA, May 3, 2024 (AFP) - The ministers reopened the coast road on \
//!             Friday, an official said after the talks in the port.\n";
//! let article = &plenipo_page::read("note.txt", page.as_bytes())?[0];
//! assert_eq!(article.title.as_deref(), Some("Ministers reopen the road"));
//! assert_eq!(article.agency.as_deref(), Some("AFP"));
//! let body = article.paragraphs().next().unwrap();
//! assert!(body.slice(&article.text).starts_with("The ministers reopened"));
//! assert!(article.parts.iter().any(|part| part.kind == PartKind::Credit));
//! # Ok::<(), plenipo_page::PageError>(())
//! ```
//!
//! # What this crate does not do
//!
//! It opens no file and no connection, knows no grammar, and does not look for events. One input is one article.

mod article;
mod block;
mod credit;
mod cues;
mod dateline;
mod decode;
mod error;
mod gazetteer;
mod head;
mod language;
mod linked;
mod live;
mod markup;
mod masthead;
mod mend;
mod plain;
mod post;
mod region;
mod signoff;
mod sorter;
mod stamp;
mod words;

pub use article::read;
pub use decode::MAX_BYTES;
pub use error::PageError;
