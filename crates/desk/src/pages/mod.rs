//! The pages, a file for each: what it shows, how it asks for it, how it looks.

pub mod actor;
pub mod article;
pub mod calendar;
pub mod codebook;
pub mod country;
pub mod coverage;
pub mod data;
pub mod day;
pub mod help;
pub mod map;
pub mod network;
pub mod pair;
pub mod record;
pub mod saved;
pub mod search;
pub mod statements;
pub mod stories;
pub mod story;
mod subset;
pub mod today;

use plenipo_record::Status;

/// Returns the statuses of what has not happened yet.
fn ahead() -> Vec<Status> {
    vec![Status::Planned, Status::Proposed]
}

/// Returns the statuses of what has happened, goes on, or came to nothing.
fn behind() -> Vec<Status> {
    Status::ALL.into_iter().filter(|status| !ahead().contains(status)).collect()
}

/// Returns the address of a search.
fn search_address(query: &str) -> String {
    let query: String = form_urlencoded::byte_serialize(query.as_bytes()).collect();
    format!("/search?q={query}")
}
