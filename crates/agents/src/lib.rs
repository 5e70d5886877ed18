//! The record for agents, by the Model Context Protocol.
//!
//! [`Agents`] answers from one ledger: `tools` is the table of what can be asked, each tool an address of the desk and a way
//! to tell its object in few words; `concise` has those ways, `bound` keeps answers short. Every answer names the records and
//! the addresses that it rests on, and says which of its fields hold words of strangers.
//!
//! # What this crate does not do
//!
//! It asks the ledger nothing that the desk does not ask, and writes nothing.

mod arguments;
mod bound;
mod concise;
mod fetch;
mod serve;
mod server;
mod tools;

pub use serve::{ServeError, serve_http, serve_stdio};
pub use server::Agents;
