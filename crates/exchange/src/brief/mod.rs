//! Briefs and stories as JSON, Markdown and web pages.
//!
//! All of them print the same [`Sheet`]: headings, and lines with the record and the sentence that prove them. What a
//! brief says is decided once, in [`sheet`]; the renderers only know their marks.

mod html;
mod json;
mod markdown;
mod sheet;

pub use html::brief_html;
pub use json::{brief_json, story_json, story_view_json};
pub use markdown::brief_markdown;
pub use sheet::{Entry, Section, Sheet, brief_sheet, brief_title, story_sheet};
