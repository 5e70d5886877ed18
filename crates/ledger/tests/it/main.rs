//! The ledger as other crates use it, on readings of invented articles.

mod actors;
mod changes;
mod corrections;
mod linking;
mod make;
mod order;
mod plans;
mod revisions;
mod store;
mod stories;
