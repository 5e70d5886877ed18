//! The day's digest as a mail.
//!
//! A [`Letter`] is made of [`Sheet`](plenipo_exchange::Sheet)s, one for each search; it becomes bytes with
//! [`Letter::to_eml`], the same for the same letter, and leaves through a [`Relay`].
//!
//! # What this crate does not do
//!
//! It asks no ledger, reads no file and knows no clock: sheets, passwords and the time are handed to it.

mod html;
mod letter;
mod relay;
mod text;

pub use letter::{Letter, LetterError};
pub use relay::{Relay, RelayError};
