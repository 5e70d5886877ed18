//! What is watched, and how asking it went.

use jiff::Timestamp;
use maud::{Markup, html};
use plenipo_ledger::Watched;
use schemars::JsonSchema;
use serde::Serialize;

use super::admin::second_told;
use crate::asked::Asked;
use crate::format::{Entry, Table};
use crate::refusal::Refusal;
use crate::route::{Rows, View};

/// What the page shows.
#[derive(Serialize, JsonSchema)]
pub struct FeedsPage {
    /// How many addresses answer.
    n_well: usize,
    /// How many fail.
    n_failing: usize,
    /// When the last of them was asked.
    asked: Option<String>,
    /// The addresses: those that fail first, then by address.
    feeds: Vec<FeedLine>,
}

/// An address that is watched.
#[derive(Serialize, JsonSchema)]
struct FeedLine {
    /// The address.
    address: String,
    /// When it was asked last.
    asked: Option<String>,
    /// When it is asked next.
    due: Option<String>,
    /// How often asking failed since it last went well.
    failures: u32,
    /// Why it failed last.
    trouble: Option<String>,
    /// `well`, `failing`, `late` (it should have been asked an hour ago), `not asked yet`.
    state: &'static str,
}

/// After so many seconds something that is due is late: nobody is watching.
const LATE: i64 = 60 * 60;

/// Asks the ledger.
pub fn load(asked: &Asked) -> Result<FeedsPage, Refusal> {
    let now = Timestamp::now().as_second();
    let mut watched = asked.ledger.watched()?;
    let last = watched.iter().filter_map(|feed| feed.asked).max();
    watched.sort_by(|a, b| (a.failures == 0).cmp(&(b.failures == 0)).then_with(|| a.address.cmp(&b.address)));
    let feeds: Vec<FeedLine> = watched.into_iter().map(|feed| line(feed, now)).collect();
    let n_failing = feeds.iter().filter(|feed| feed.failures > 0).count();
    Ok(FeedsPage { n_well: feeds.len() - n_failing, n_failing, asked: last.map(second_told), feeds })
}

fn line(feed: Watched, now: i64) -> FeedLine {
    let state = match (feed.failures, feed.asked) {
        (1.., _) => "failing",
        (_, None) => "not asked yet",
        _ if feed.due + LATE < now => "late",
        _ => "well",
    };
    FeedLine {
        address: feed.address,
        asked: feed.asked.map(second_told),
        due: (feed.due > 0).then(|| second_told(feed.due)),
        failures: feed.failures,
        trouble: feed.trouble,
        state,
    }
}

impl View for FeedsPage {
    fn title(&self) -> String {
        "Feeds".to_owned()
    }

    fn body(&self) -> Markup {
        if self.feeds.is_empty() {
            return html! { p.lede { "Nothing is watched. " code { "plenipo watch ADDRESS" } " follows feeds and pages of the web." } };
        }
        html! {
            p.lede {
                (self.n_well) " well, " (self.n_failing) " failing."
                @if let Some(asked) = &self.asked { " The last one was asked on " (asked) " (Greenwich)." }
            }
            div.wide { table {
                thead { tr { th scope="col" { "Address" } th scope="col" { "State" } th scope="col" { "Asked" } th scope="col" { "Next" } th scope="col" { "What went wrong" } } }
                tbody { @for feed in &self.feeds { tr {
                    th scope="row" { code.long { (feed.address) } }
                    td { span class={ "badge " (feed.state.replace(' ', "-")) } { (feed.state) } }
                    td { (feed.asked.as_deref().unwrap_or("never")) }
                    td { (feed.due.as_deref().unwrap_or("at once")) }
                    td { @if let Some(trouble) = &feed.trouble { (trouble) @if feed.failures > 1 { ", " (feed.failures) " times" } } }
                } } }
            } }
        }
    }
}

impl Rows for FeedsPage {
    fn table(&self) -> Table {
        let row = |feed: &FeedLine| {
            let text = |value: &Option<String>| value.clone().unwrap_or_default();
            let FeedLine { address, asked, due, failures, trouble, state } = feed;
            vec![address.clone(), (*state).to_owned(), text(asked), text(due), failures.to_string(), text(trouble)]
        };
        Table {
            heads: vec!["address", "state", "asked", "due", "failures", "trouble"],
            rows: self.feeds.iter().map(row).collect(),
        }
    }

    fn entries(&self) -> Vec<Entry> {
        let failing = self.feeds.iter().filter(|feed| feed.failures > 0);
        let entry = |feed: &FeedLine| Entry {
            address: "/feeds".to_owned(),
            title: format!("Failing: {}", feed.address),
            summary: feed.trouble.clone().unwrap_or_default(),
            day: feed.asked.as_deref().and_then(|asked| asked.get(..10)).map(str::to_owned),
        };
        failing.map(entry).collect()
    }
}
