//! Finds texts that are copies of each other: which came first, and what each desk changed.
//!
//! One piece of wire copy stands on many sites with another headline, a new lede, a tail cut off. [`copies`] takes texts
//! and returns [`Cluster`]s: the earliest text, and for each other one whom it follows, how much of it stands there, and
//! what became of each paragraph. Independent reports of one event, which may share a quotation, are no copies, nor are
//! yesterday's and today's filling of one form.
//!
//! # Example
//!
//! ```
//! use plenipo_copies::{Text, copies};
//!
//! let wire = "The harbour board of Port Selm voted on Monday to let both of its ferries sail again after a pause of six \
//!             years.\nIts chairman told reporters that the first boat would leave in May if the new pier was ready.";
//! let other = "The river rose by two metres overnight, and the mill had to be closed until the end of the week.";
//! let text = |name: &str, body: &str| Text {
//!     name: name.to_owned(),
//!     paragraphs: body.lines().map(str::to_owned).collect(),
//!     ..Text::default()
//! };
//! let more = format!("Good news from the coast.\n{wire}");
//! let clusters = copies(&[text("wire", wire), text("mill", other), text("post", &more)]);
//! assert_eq!(clusters.len(), 1);
//! assert_eq!(clusters[0].members[1].text, 2);
//! ```
//!
//! # How it is done
//!
//! `MinHash` sketches of whole texts and of paragraphs, in bands, propose pairs in time linear in the number of texts;
//! each pair is then compared word by word, so that no cluster rests on a hash alone.
//!
//! # What this crate does not do
//!
//! It opens nothing, knows no grammar, and does not judge whether copying was allowed.

mod align;
mod cluster;
mod form;
mod overlap;
mod sketch;
mod text;

pub use align::{Change, changes};
pub use cluster::{Cluster, Link, Member, copies};
pub use overlap::{Overlap, overlap};
pub use text::Text;
