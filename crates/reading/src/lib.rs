//! Reads one article into the diplomatic record: who, what, when, where, and which sentence proves it.
//!
//! The principal type is [`Reader`]. It takes an article whose fields and parts are known and gives a reading:
//! actors, events, quotations and statements, all pinned to spans of the article's text.

pub mod cases;
mod cast;
pub mod coding;
mod confidence;
mod document;
pub mod explain;
mod frame;
mod mention;
mod merge;
mod reader;
mod scene;
mod speech;
pub mod time;
mod unit;

pub use explain::Explanation;
pub use reader::Reader;
