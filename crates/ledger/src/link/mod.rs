//! Which reports tell of one event: a function of the set of reports, never of the order in which they came.
//!
//! Reports that share a key of `block` are compared in `pair`; those that may go together are tied. What hangs together
//! by ties is a block, and `partition` cuts a block into events. A new report changes its own block only, and the block
//! is cut anew from nothing, so that one by one and all at once give the same.

mod average;
mod blocks;
mod facts;
mod pair;
mod parties;
mod partition;
mod window;

pub use blocks::keys;
pub use facts::{Facts, Order, Profile, ordinals_and_stems};
pub use pair::{Verdict, compare};
pub use parties::{likeness, same_person};
pub use partition::{JOIN, Tie, partition};
pub use window::Window;
