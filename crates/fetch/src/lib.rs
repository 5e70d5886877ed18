//! Fetches addresses of the web politely and safely.
//!
//! A [`Fetcher`] asks a site no more often than its pace allows and nothing that the site's `robots.txt` forbids; it
//! connects to public addresses only, whatever a name resolves to and wherever a reply leads; it takes no more bytes,
//! redirects and seconds than its [`Settings`] say, packed or unpacked. A page that has not changed is not sent again:
//! what a server told of its state is handed back to it as [`Known`].
//!
//! ```no_run
//! use plenipo_fetch::{Answer, Fetcher, Known, Settings};
//!
//! let mut fetcher = Fetcher::new(Settings::default());
//! match fetcher.get("https://wire.example/feed.xml", &Known::default())? {
//!     Answer::Fresh(page) => println!("{} bytes from {}", page.bytes.len(), page.address),
//!     Answer::Unchanged => println!("nothing new"),
//! }
//! # Ok::<(), plenipo_fetch::FetchError>(())
//! ```

mod address;
mod client;
mod error;
mod fetcher;
mod pace;
mod robots;

pub use address::is_public;
pub use client::{Known, Page, Settings};
pub use error::{Fault, FetchError};
pub use fetcher::{Answer, Fetcher};
