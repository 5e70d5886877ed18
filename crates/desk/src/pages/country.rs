//! One country: what comes, with whom it deals most, who speaks for it, what it did.

use maud::{Markup, html};
use plenipo_ledger::{EventQuery, Filter, day_number};
use plenipo_lexicon::Lexicon;
use plenipo_record::CountryCode;
use schemars::JsonSchema;
use serde::Serialize;

use super::pair::{PairLine, pair_table};
use crate::asked::Asked;
use crate::format::{Entry, Table};
use crate::html::{event_list, heading, more, quote_list};
use crate::refusal::Refusal;
use crate::route::{Rows, View};
use crate::view::{Event, Party, Quote, actor_address, country_name, event_entries, event_table};

/// How many of each list the page shows.
const ROWS: usize = 15;

/// What the page shows.
#[derive(Serialize, JsonSchema)]
pub struct CountryPage {
    /// Three letters, ISO 3166-1, and `XKX` for Kosovo.
    code: String,
    /// The name.
    name: String,
    /// What is planned, the nearest first.
    coming: Vec<Event>,
    /// What happened, the latest first.
    events: Vec<Event>,
    /// Whether there is more of it.
    has_more: bool,
    /// The countries with which it shares most events.
    pairs: Vec<PairLine>,
    /// Persons and organisations that belong to it, those in most articles first.
    actors: Vec<ActorLine>,
    /// The latest quotations of those who speak for it or belong to it.
    quotes: Vec<Quote>,
}

/// Somebody who belongs to the country.
#[derive(Serialize, JsonSchema)]
struct ActorLine {
    /// Who.
    #[serde(flatten)]
    party: Party,
    /// How many articles mention them.
    n_articles: i64,
}

/// Returns the code that stands in an address, if it is a country's.
pub fn code(text: &str) -> Option<CountryCode> {
    let code = text.to_uppercase().parse::<CountryCode>().ok()?;
    (!Lexicon::builtin().country_name(code).is_empty()).then_some(code)
}

/// Asks the ledger.
pub fn load(asked: &Asked) -> Result<CountryPage, Refusal> {
    let code = code(&asked.name).ok_or_else(|| Refusal::NotFound(format!("country “{}”", asked.name)))?;
    if code.as_str() != asked.name {
        return Err(Refusal::Elsewhere(format!("/country/{code}{}", asked.format.suffix())));
    }
    let today = day_number(asked.news_day()?);
    let filter = Filter { country: Some(code), limit: Some(ROWS), ..Filter::default() };
    let ahead = Filter { statuses: super::ahead(), since: Some(today), ..filter.clone() };
    let behind = Filter { statuses: super::behind(), ..filter.clone() };
    let list = |filter| asked.ledger.event_list(&EventQuery { filter, ..EventQuery::default() });
    let mut coming = list(ahead)?.rows;
    coming.reverse();
    let past = list(behind)?;
    let actors = asked.ledger.actors(&Filter { limit: Some(ROWS + 1), country: Some(code), ..Filter::default() })?;
    let actors = actors.into_iter().filter(|row| row.kind != "country").take(ROWS).map(|row| ActorLine {
        party: Party {
            address: actor_address(&row.kind, &row.id),
            id: row.id,
            kind: row.kind,
            name: row.name,
            country: row.country,
        },
        n_articles: row.n_articles,
    });
    let quotes = asked.ledger.quote_list(&filter, None)?.rows;
    Ok(CountryPage {
        code: code.to_string(),
        name: country_name(code.as_str()),
        coming: coming.into_iter().map(Event::from).collect(),
        has_more: past.next.is_some(),
        events: past.rows.into_iter().map(Event::from).collect(),
        pairs: asked.ledger.partners(code, ROWS)?.iter().map(PairLine::from).collect(),
        actors: actors.collect(),
        quotes: quotes.into_iter().map(Quote::from).collect(),
    })
}

impl View for CountryPage {
    fn title(&self) -> String {
        self.name.clone()
    }

    fn body(&self) -> Markup {
        html! {
            p.lede { "ISO 3166: " code { (self.code) } }
            @if self.events.is_empty() && self.coming.is_empty() && self.quotes.is_empty() {
                p.none { "The record has nothing of this country yet." }
            }
            div.columns {
                div {
                    @if !self.coming.is_empty() { (heading("coming", "What comes")) (event_list(&self.coming)) }
                    @if !self.events.is_empty() { (heading("events", "What happened or came to nothing")) (event_list(&self.events)) }
                    @if self.has_more { (more(&super::search_address(&format!("country:{}", self.code)), "All records")) }
                }
                div {
                    @if !self.pairs.is_empty() { (heading("pairs", "With whom it deals")) (pair_table(&self.pairs)) }
                    @if !self.actors.is_empty() {
                        (heading("actors", "Who stands for it in the news"))
                        div.wide {
                            table {
                                thead { tr { th scope="col" { "Who" } th.number scope="col" { "Articles" } } }
                                tbody {
                                    @for actor in &self.actors {
                                        tr { td { a href=(actor.party.address) { (actor.party.name) } } td.number { (actor.n_articles) } }
                                    }
                                }
                            }
                        }
                    }
                    @if !self.quotes.is_empty() {
                        (heading("statements", "Statements"))
                        (quote_list(&self.quotes))
                        (more(&format!("/statements?country={}", self.code), "All statements"))
                    }
                }
            }
        }
    }
}

impl Rows for CountryPage {
    fn table(&self) -> Table {
        event_table(self.coming.iter().chain(&self.events))
    }

    fn entries(&self) -> Vec<Entry> {
        event_entries(self.coming.iter().chain(&self.events))
    }
}
