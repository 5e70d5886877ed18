//! What pages have in common on the screen. Everything that comes from outside passes through templates that escape it.

mod chart;
mod form;
mod globe;
mod graph;
mod layout;
mod parts;

pub use chart::{Bars, bars};
pub use form::{button_form, form, reason, text_field};
pub use globe::{Dot, globe};
pub use graph::{Graph, Link, Node, graph};
pub use layout::{next_address, page, plain_page, twin_address};
pub use parts::{
    badge, day_link, event_list, fact, fold, heading, more, note_list, parties, party, plan_list, quote_list, reports,
    when,
};
