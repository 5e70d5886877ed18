//! The vocabulary everybody in Plenipo speaks: plain values with their invariants, and no logic beyond them.
//!
//! An [`Article`] is one item of news as the page tells it. A [`Reading`] is what that one article says:
//! [`Actor`]s, [`Event`]s, [`Quotation`]s and [`Statement`]s, each pinned to the article's text by [`Span`]s.
//!
//! # Example
//!
//! ```
//! use plenipo_record::{Article, PartKind};
//!
//! let mut article = Article::new("note.txt");
//! article.push(PartKind::Headline, "Ministers meet in Accra");
//! let body = article.push(PartKind::Body, "The two ministers met on Friday.");
//! assert_eq!(body.slice(&article.text), "The two ministers met on Friday.");
//! assert_eq!(article.paragraphs().count(), 1);
//! ```
//!
//! # What this crate does not do
//!
//! It reads no files, knows no language and decides nothing: what counts as a meeting is settled in `reading`.

mod actor;
mod article;
mod codes;
mod day;
mod event;
mod place;
mod quotation;
mod reading;
mod span;
mod states;

pub use actor::{Actor, ActorId, ActorKind};
pub use article::{Article, Comment, Dateline, LiveEntry, ParsePublishedError, Part, PartKind, Post, Published};
pub use codes::{Codes, codes, details, plover_types};
pub use day::{Day, ParseDayError, When};
pub use event::{Event, EventKind, Status};
pub use place::{CountryCode, ParseCountryCodeError, Place};
pub use quotation::{Quotation, QuotationKind, Statement};
pub use reading::{Diagnostic, Reading};
pub use span::Span;
pub use states::{StateNumbers, state_numbers};
