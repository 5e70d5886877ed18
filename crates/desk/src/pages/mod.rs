//! The pages, a file for each: what it shows, how it asks for it, how it looks.

pub mod account;
pub mod actor;
pub mod admin;
pub mod article;
pub mod calendar;
pub mod correct;
pub mod country;
pub mod data;
pub mod day;
pub mod feeds;
pub mod help;
pub mod log;
pub mod login;
pub mod pair;
pub mod record;
pub mod review;
pub mod search;
pub mod statements;
pub mod stories;
pub mod story;
pub mod submit;
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
    let mut address = form_urlencoded::Serializer::new("/search?".to_owned());
    address.append_pair("q", query).finish()
}
