//! The record over all articles, kept in one `SQLite` file.
//!
//! A [`Ledger`] takes readings in a [`Batch`]: all of it is kept, or nothing. Reports of one event are linked when the
//! batch is committed, names become actors, and each event gets its fields, the history of its plan and what its reports
//! differ on. `docs/ledger.md` describes the tables.
//!
//! [`apart`] links articles that lie on many machines by the same rules.
//!
//! Articles over days that tell of one thing are a story; [`Ledger::brief`] puts together what a period, a person, a
//! country or a story amounts to, each line with its proof.
//!
//! # What this crate does not do
//!
//! It reads no articles and knows no clock: readings and times are handed to it.

pub mod apart;
mod assemble;
mod batch;
mod brief;
mod calendar;
mod care;
mod copies;
mod corrections;
mod coverage;
mod digest;
mod doctor;
mod dump;
mod error;
mod export;
mod fingerprint;
mod gather;
mod groups;
mod history;
mod ledger;
mod link;
mod listing;
mod load;
mod name;
mod named;
mod naming;
mod page;
mod pages;
mod pairs;
mod plans;
mod query;
mod relink;
mod resolve;
mod review;
mod revision;
mod row;
mod schema;
mod show;
mod speech;
mod spread;
mod standing;
mod stopper;
mod story;
mod tie;
mod verify;
mod watched;
mod who;
mod words;
mod write;
mod year;

pub use batch::{Added, Batch, Origin};
pub use brief::{Brief, BriefRequest, Dispute, Headline, Proof, Proven, ProvenPlan};
pub use calendar::{date_of as date_of_day, number as day_number};
pub use care::{Author, Authority};
pub use corrections::{Correction, FIELDS as EDITABLE_FIELDS};
pub use coverage::{Coverage, CoveredMonth};
pub use digest::{digest, short_hash};
pub use error::{Error, ErrorKind, Result};
pub use ledger::Ledger;
pub use listing::{Cursor, EventQuery, Facets, Listed};
pub use named::NamedReading;
pub use pages::{ArticlePage, ArticleRow, DatedPlan, Overview};
pub use pairs::{Pair, PairMonth, PairQuery, PairRow};
pub use plans::{Plan, PlanState};
pub use query::Filter;
pub use review::{Doubtful, Logged, Namesakes};
pub use row::{EventRow, Party};
pub use show::{ActorView, ArticleView, ChangeRow, EventView, OfficeRow, Record, ReportRow};
pub use speech::{QuoteRow, Speech, Wording};
pub use spread::{Company, PlaceRow, Spread};
pub use standing::RecordChange;
pub use stopper::Stopper;
pub use story::{StoryArticle, StoryRow, StoryView};
pub use watched::Watched;
pub use who::ActorRow;
pub use year::Yearless;
