//! The record in the formats of other programs.
//!
//! Each module writes one format from events with all that proves them; none decides anything. What a format has no
//! place for is left out, what the record does not know is left empty.
//!
//! Each is a [`Stream`]: written one record after the other, so that memory does not grow with the ledger. Tables have a
//! crate of their own, `tables`.

mod atom;
mod calendar_file;
mod follow_the_money;
mod gdelt;
mod linked;
mod polecat;
mod table;

pub use atom::Feed;
pub use calendar_file::Calendar;
pub use follow_the_money::FollowTheMoney;
pub use gdelt::{GDELT_COLUMNS, Gdelt};
pub use linked::LinkedData;
pub use polecat::{POLECAT_COLUMNS, Polecat};
pub use table::{csv_writer, tab_separated};

use plenipo_ledger::{EventView, QuoteRow, RecordChange};

/// A format that is written one record after the other.
pub trait Stream {
    /// Returns what stands before all records.
    fn begin(&mut self) -> String {
        String::new()
    }

    /// Returns an event as it is written.
    fn event(&mut self, view: &EventView) -> String;

    /// Returns a quotation as it is written; nothing where the format has no place for it.
    fn quote(&mut self, _quote: &QuoteRow) -> String {
        String::new()
    }

    /// Returns how a record that is gone is taken back; nothing where the format has no place for it.
    fn gone(&mut self, _change: &RecordChange) -> String {
        String::new()
    }

    /// Returns what stands after all records.
    fn end(&mut self) -> String {
        String::new()
    }
}
