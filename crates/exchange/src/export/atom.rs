//! Events as a feed (Atom, RFC 4287).

use std::fmt::Write as _;

use plenipo_ledger::{EventView, RecordChange};

use super::Stream;
use crate::escape::xml;
use crate::phrase::{self, CountryName};

/// A feed of events under a title.
///
/// Ids are `urn:plenipo:` and the public name; an entry is updated when its last report was published, the feed when its
/// last entry was.
pub struct Feed<'a> {
    title: &'a str,
    country: CountryName<'a>,
    updated: String,
}

impl<'a> Feed<'a> {
    /// Begins a feed.
    pub fn new(title: &'a str, country: CountryName<'a>) -> Self {
        Feed { title, country, updated: EPOCH.to_owned() }
    }
}

impl Stream for Feed<'_> {
    fn begin(&mut self) -> String {
        let title = xml(self.title);
        format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n\
             <id>urn:plenipo:events</id>\n<title>{title}</title>\n<author><name>Plenipo</name></author>\n\
             <generator>Plenipo</generator>\n"
        )
    }

    fn event(&mut self, view: &EventView) -> String {
        let mut out = String::new();
        entry(&mut out, view, self.country);
        self.updated = updated(view).max(std::mem::take(&mut self.updated));
        out
    }

    fn gone(&mut self, change: &RecordChange) -> String {
        if change.kind != "event" {
            return String::new();
        }
        let (id, at) = (xml(&change.id), xml(&change.at));
        format!("<at:deleted-entry xmlns:at=\"{TOMBSTONES}\" ref=\"urn:plenipo:{id}\" when=\"{at}\"/>\n")
    }

    /// When the feed was updated is known once all entries are; Atom does not mind the order.
    fn end(&mut self) -> String {
        format!("<updated>{}</updated>\n</feed>\n", self.updated)
    }
}

/// The names of deleted entries (RFC 6721).
const TOMBSTONES: &str = "http://purl.org/atompub/tombstones/1.0";

const EPOCH: &str = "1970-01-01T00:00:00Z";

fn entry(out: &mut String, view: &EventView, country: CountryName) {
    let event = &view.event;
    let (line, days) = (phrase::event_row(event, country), phrase::days(event));
    let _ = writeln!(out, "<entry>\n<id>urn:plenipo:{}</id>\n<title>{}</title>", xml(&event.id), xml(&line));
    let _ = writeln!(out, "<updated>{}</updated>", updated(view));
    for term in [event.kind.as_str(), event.status.as_str()] {
        let _ = writeln!(out, "<category term=\"{term}\"/>");
    }
    let address = view.reports.iter().filter_map(|report| report.address.as_deref());
    for address in address.filter(|address| address.contains("://")) {
        let _ = writeln!(out, "<link rel=\"via\" href=\"{}\"/>", xml(address));
    }
    let mut content = format!("<p>{}. {}.</p>", xml(&days), xml(&phrase::reports(event)));
    for report in &view.reports {
        let told_by = phrase::reported_by(report.outlet.as_deref(), &report.name, report.published.as_deref());
        for (sentence, ..) in &report.evidence {
            let _ = write!(content, "<blockquote>“{}”</blockquote><p>{}</p>", xml(sentence), xml(&told_by));
        }
    }
    // Markup inside the feed is text that was escaped once more.
    let _ = writeln!(out, "<content type=\"html\">{}</content>\n</entry>", xml(&content));
}

/// Returns when the last report was published, in Greenwich as far as the page lets it be known.
fn updated(view: &EventView) -> String {
    let last = view.reports.iter().filter_map(|report| moment(report.published.as_deref()?)).max();
    last.unwrap_or_else(|| EPOCH.to_owned())
}

fn moment(published: &str) -> Option<String> {
    let zoned: Option<jiff::Timestamp> = published.parse().ok();
    if let Some(moment) = zoned {
        return Some(moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
    }
    let local: jiff::civil::DateTime = published.parse().ok()?;
    Some(local.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}
