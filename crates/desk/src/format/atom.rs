//! Lists as Atom feeds.

use std::fmt::Write as _;

use plenipo_exchange::escape::xml;

use crate::html;
use crate::route::{Format, Frame};

/// One entry of a feed.
pub struct Entry {
    /// The address of its page, from the root of the site.
    pub address: String,
    /// The heading.
    pub title: String,
    /// What it says, as plain text.
    pub summary: String,
    /// The day it is of, ISO 8601 as far as known.
    pub day: Option<String>,
}

/// Writes a feed as RFC 4287 has it.
pub fn atom(title: &str, entries: &[Entry], frame: &Frame) -> String {
    let site = xml(&frame.site);
    let (own, page) = (html::twin_address(frame, Format::Atom), html::twin_address(frame, Format::Html));
    let updated = entries.iter().map(|entry| moment(entry.day.as_deref())).max();
    let mut feed =
        String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
    let _ = writeln!(feed, "<id>{site}{}</id>", xml(&own));
    let _ = writeln!(feed, "<title>{}</title>", xml(title));
    let _ = writeln!(feed, "<author><name>Plenipo</name></author>");
    let _ = writeln!(feed, "<link rel=\"self\" type=\"application/atom+xml\" href=\"{site}{}\"/>", xml(&own));
    let _ = writeln!(feed, "<link rel=\"alternate\" type=\"text/html\" href=\"{site}{}\"/>", xml(&page));
    let _ = writeln!(feed, "<updated>{}</updated>", updated.unwrap_or_else(|| moment(None)));
    for entry in entries {
        let address = xml(&entry.address);
        let _ = writeln!(
            feed,
            "<entry><id>{site}{address}</id><title>{}</title><link rel=\"alternate\" type=\"text/html\" href=\"{site}{address}\"/>\
             <updated>{}</updated><summary type=\"text\">{}</summary></entry>",
            xml(&entry.title),
            moment(entry.day.as_deref()),
            xml(&entry.summary)
        );
    }
    feed.push_str("</feed>\n");
    feed
}

/// Returns the moment that a feed needs, for a day that is perhaps known to the month or not at all.
fn moment(day: Option<&str>) -> String {
    let parsed = day.and_then(|day| day.parse::<plenipo_record::Day>().ok()).and_then(plenipo_record::Day::first);
    parsed.map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), |date| format!("{date}T00:00:00Z"))
}
