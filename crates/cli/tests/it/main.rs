//! The `plenipo` command as its users meet it, and rules that hold for the whole repository.

mod bad_input;
mod corpus;
mod direction;
mod kill;
mod order;
mod persons;
mod pipe;
mod program;
mod readme;
mod shared;
mod survival;
