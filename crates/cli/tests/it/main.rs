//! The `plenipo` command as its users meet it, and rules that hold for the whole repository.

#[cfg(target_os = "linux")]
mod background;
mod bad_input;
mod containers;
mod corpus;
mod digest;
mod direction;
mod explain;
mod guarantees;
mod kill;
mod lists;
#[cfg(unix)]
mod manual;
mod mcp;
mod order;
mod own_frames;
mod persons;
mod pipe;
mod program;
mod promises;
mod readme;
mod serve;
mod shared;
mod supply;
mod survival;
mod watch;
