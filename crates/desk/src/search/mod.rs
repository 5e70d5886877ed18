//! The language of queries: words, phrases and fields, `kind:visit country:NOR date:2026-01..2026-03 "free trade"`.

mod parse;
mod query;
mod saved;

pub use parse::{Field, Term, parse, written};
pub use query::{Meaning, meaning};
pub use saved::{SavedSearch, SavedSearches, SearchesError};
