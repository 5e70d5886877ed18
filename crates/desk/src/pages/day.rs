//! One day: what happened on it or is planned for it, under fixed headings, and what was said and published.

use jiff::ToSpan as _;
use jiff::civil::Date;
use maud::{Markup, html};
use plenipo_ledger::{EventQuery, Filter, day_number};
use plenipo_record::EventKind;
use schemars::JsonSchema;
use serde::Serialize;

use crate::asked::Asked;
use crate::format::{Appointment, Entry, Table};
use crate::html::{event_list, heading, more, quote_list};
use crate::refusal::Refusal;
use crate::route::{Agenda, Rows, View};
use crate::view::{Event, Quote, appointments, event_entries, event_table, kind_plural, weekday_told};

/// The order of the headings.
const HEADINGS: [EventKind; 9] = [
    EventKind::Meet,
    EventKind::Visit,
    EventKind::Call,
    EventKind::Negotiate,
    EventKind::Gathering,
    EventKind::Agree,
    EventKind::Sanction,
    EventKind::Appoint,
    EventKind::Aid,
];
/// How much of each list the page shows.
const EVENTS: usize = 300;
const QUOTES: usize = 20;
const ARTICLES: usize = 100;

/// What the page shows.
#[derive(Serialize, JsonSchema)]
pub struct DayPage {
    /// The day.
    day: String,
    /// The days before and after.
    previous: String,
    /// The day after.
    following: String,
    /// Events that begin on it.
    events: Vec<Event>,
    /// What was said on it.
    quotes: Vec<Quote>,
    /// Articles that were published on it.
    articles: Vec<ArticleLine>,
}

/// An article in a list.
#[derive(Serialize, JsonSchema)]
struct ArticleLine {
    /// The public name.
    id: String,
    /// Its page.
    address: String,
    /// The headline.
    title: Option<String>,
    /// The outlet.
    outlet: Option<String>,
    /// When it was published.
    published: Option<String>,
    /// How many events it reports.
    n_events: i64,
}

/// Asks the ledger.
pub fn load(asked: &Asked) -> Result<DayPage, Refusal> {
    let day: Date = asked.name.parse().map_err(|_| Refusal::NotFound(format!("day “{}”", asked.name)))?;
    let number = day_number(day);
    let filter = Filter { since: Some(number), until: Some(number), limit: Some(EVENTS), ..Filter::default() };
    let events = asked.ledger.event_list(&EventQuery { filter: filter.clone(), ..EventQuery::default() })?.rows;
    let quotes = asked.ledger.quote_list(&Filter { limit: Some(QUOTES), ..filter }, None)?.rows;
    let articles = asked.ledger.articles(number, number, ARTICLES)?;
    Ok(DayPage {
        day: day.to_string(),
        previous: day.saturating_sub(1.day()).to_string(),
        following: day.saturating_add(1.day()).to_string(),
        events: events.into_iter().map(Event::from).collect(),
        quotes: quotes.into_iter().map(Quote::from).collect(),
        articles: articles
            .into_iter()
            .map(|row| ArticleLine {
                address: format!("/article/{}", row.id),
                id: row.id,
                title: row.title,
                outlet: row.outlet,
                published: row.published,
                n_events: row.n_events,
            })
            .collect(),
    })
}

impl View for DayPage {
    fn title(&self) -> String {
        self.day.parse::<Date>().map_or_else(|_| self.day.clone(), weekday_told)
    }

    fn body(&self) -> Markup {
        html! {
            nav.turn aria-label="Days" {
                a rel="prev" href={ "/day/" (self.previous) } { "← The day before" }
                a href={ "/calendar?month=" (&self.day[..7]) } { "The month" }
                a rel="next" href={ "/day/" (self.following) } { "The day after →" }
            }
            @if self.events.is_empty() && self.quotes.is_empty() && self.articles.is_empty() {
                p.none { "The record has nothing of this day." }
            }
            @for kind in HEADINGS {
                @let own: Vec<&Event> = self.events.iter().filter(|event| event.kind == kind.as_str()).collect();
                @if !own.is_empty() {
                    (heading(kind.as_str(), kind_plural(kind.as_str())))
                    (event_list(own))
                }
            }
            @if !self.quotes.is_empty() {
                (heading("statements", "Statements"))
                (quote_list(&self.quotes))
                (more(&format!("/statements?since={0}&until={0}", self.day), "All statements of this day"))
            }
            @if !self.articles.is_empty() {
                (heading("articles", "Articles published on this day"))
                ul.articles {
                    @for article in &self.articles {
                        li {
                            a href=(article.address) { (article.title.as_deref().unwrap_or("without a headline")) } " "
                            span.reports { (article.outlet.as_deref().unwrap_or("no outlet named")) ", "
                                (article.n_events) @if article.n_events == 1 { " event" } @else { " events" } }
                        }
                    }
                }
            }
        }
    }
}

impl Rows for DayPage {
    fn table(&self) -> Table {
        event_table(&self.events)
    }

    fn entries(&self) -> Vec<Entry> {
        event_entries(&self.events)
    }
}

impl Agenda for DayPage {
    fn appointments(&self) -> Vec<Appointment> {
        appointments(&self.events)
    }
}
