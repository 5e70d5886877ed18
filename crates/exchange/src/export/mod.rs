//! The record in the formats of other programs.
//!
//! Each module writes one format from events with all that proves them; none decides anything. What a format has no
//! place for is left out, what the record does not know is left empty.

mod atom;
mod bundle;
mod calendar_file;
mod gdelt;
mod linked;
mod polecat;
mod table;

pub use atom::atom;
pub use bundle::{Bundle, File, codebook, crosswalk};
pub use calendar_file::calendar_file;
pub use gdelt::{GDELT_COLUMNS, gdelt_rows};
pub use linked::linked_data;
pub use polecat::{POLECAT_COLUMNS, polecat_row};
pub use table::{csv_writer, inert, tab_separated};
