//! The ledger as other crates use it, on readings of invented articles.

mod actors;
mod changes;
mod corrections;
mod damage;
mod disk;
mod linking;
mod listing;
mod make;
mod order;
mod plans;
mod power;
mod revisions;
mod store;
mod stories;
mod summit;
mod writers;
