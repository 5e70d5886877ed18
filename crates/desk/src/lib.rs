//! The desk: the record in a browser, and the same for programs.
//!
//! A [`Desk`] answers from one ledger over HTTP. Every page has an address, and the same address plus `.json` gives what the
//! page shows to programs; lists are also `.csv` and `.atom`, what has days is also `.ics`. `/openapi.json` describes them
//! all. Pages come whole from the server, work without script and ask nothing of any other machine.
//!
//! - `routes` is the table of all addresses that show something; `pages` has a file for each: what it shows as plain
//!   values, how it asks the ledger for them, and how it looks. `forms` is the table of all addresses to which something is
//!   sent, with what is done then.
//! - `view` has the values that several pages show, `html` what they have in common on the screen, `format` the other
//!   shapes, `search` the language of queries.
//! - `answer` turns a request into a reply, `act` one that sends something; `pool` keeps readers of the ledger, `drafts`
//!   articles that wait to be kept.
//! - `access` knows who may do what: a [`Policy`] says whose desk it is, [`Access`] keeps users. `security` asks it about
//!   every request.
//! - `answers` gives the same objects to other doors, such as that for agents.
//! - `answer` turns a request into a reply, `pool` keeps readers of the ledger, `security` the rules of who may ask.
//!
//! # What this crate does not do
//!
//! It reads no articles, which an [`Intake`] does for it, and decides nothing about the record: corrections are the
//! ledger's.

mod access;
mod act;
mod answer;
mod answers;
mod asked;
mod assets;
mod desk;
mod drafts;
mod form;
mod format;
mod forms;
mod html;
mod openapi;
mod pages;
mod pool;
mod refusal;
mod route;
mod routes;
pub mod search;
mod security;
mod serve;
mod submission;
mod view;

pub use access::{Access, AccessError, Deed, People, Policy, Role, Token, User};
pub use answers::{Answers, Unanswered};
pub use desk::{Desk, Options};
pub use serve::{ServeError, serve, stop};
pub use submission::{Draft, Intake, Offered};
