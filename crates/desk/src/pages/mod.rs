//! The pages, a file for each: what it shows, how it asks for it, how it looks.

pub mod account;
pub mod actor;
pub mod admin;
pub mod article;
pub mod calendar;
pub mod codebook;
pub mod correct;
pub mod country;
pub mod coverage;
pub mod data;
pub mod day;
pub mod feeds;
pub mod help;
pub mod log;
pub mod login;
pub mod map;
pub mod network;
pub mod pair;
pub mod record;
pub mod review;
pub mod saved;
pub mod search;
pub mod statements;
pub mod stories;
pub mod story;
pub mod submit;
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

/// Returns an address, which ends in its question mark, with a parameter.
pub fn with_parameter(address: &str, name: &str, value: &str) -> String {
    let mut whole = form_urlencoded::Serializer::for_suffix(address.to_owned(), address.len());
    whole.append_pair(name, value).finish()
}

/// Returns the address of a search.
fn search_address(query: &str) -> String {
    with_parameter("/search?", "q", query)
}
