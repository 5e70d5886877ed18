//! The language of queries: words, phrases and fields, `kind:visit country:NOR date:2026-01..2026-03 "free trade"`.

mod parse;
mod query;

pub use parse::{Field, Term, parse};
pub use query::meaning;
