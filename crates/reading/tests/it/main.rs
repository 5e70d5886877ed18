//! Tests of the reader as its callers see it.

mod events;
mod frames;
mod invariants;
mod languages;
mod quotations;
mod scenes;
mod time;
