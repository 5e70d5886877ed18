//! What several pages show, as plain values: they are what `.json` gives, and what pages are written from.

mod day;
mod event;
mod note;
mod party;
mod quote;

pub use day::{When, date_of, day_told, month_name, published_told, weekday_told};
pub use event::{
    ChangeLine, Event, PlanLine, appointments, days_told, event_columns, event_entries, event_table, kind_name,
    kind_plural, status_name,
};
pub use note::{Note, notes, record_address};
pub use party::{Party, actor_address, country_name, country_of};
pub use quote::{Quote, quote_columns, quote_entries, quote_table};
