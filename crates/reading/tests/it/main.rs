//! Tests of the reader as its callers see it.

mod frames;
mod invariants;
mod time;
