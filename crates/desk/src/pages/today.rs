//! Today: what most outlets tell, what comes in the next seven days, plans that changed, who deals with whom.

use jiff::ToSpan as _;
use jiff::civil::Date;
use maud::{Markup, html};
use plenipo_ledger::day_number;
use schemars::JsonSchema;
use serde::Serialize;

use super::pair::PairLine;
use crate::asked::Asked;
use crate::format::{Entry, Table};
use crate::html::{event_list, heading, more, plan_list};
use crate::refusal::Refusal;
use crate::route::{Rows, View};
use crate::view::{Event, PlanLine, day_told, event_entries, event_table, weekday_told};

/// How many lead.
const LEADING: usize = 5;
/// So few days back what leads may lie, further back only while there is too little.
const BACK: [i64; 4] = [1, 3, 14, 60];
/// How many days ahead.
const AHEAD: i64 = 7;
/// How many days back plans changed.
const CHANGED: i64 = 14;
/// How many days back pairs are counted.
const PAIRED: i64 = 30;

/// What the page shows.
#[derive(Serialize, JsonSchema)]
pub struct Today {
    /// The day that counts as today: that of the latest news in the ledger.
    day: String,
    /// Whether the ledger's latest news is older than the clock's yesterday.
    is_archive: bool,
    /// What most outlets tell.
    leading: Vec<Event>,
    /// What is planned for the next seven days.
    coming: Vec<PlanLine>,
    /// Plans that moved or were called off in the last two weeks.
    changed: Vec<PlanLine>,
    /// The pairs of countries that share most events of the last thirty days.
    pairs: Vec<PairLine>,
    /// How much the ledger holds.
    ledger: Holdings,
}

/// How much the ledger holds.
#[derive(Serialize, JsonSchema)]
pub struct Holdings {
    /// Articles.
    pub n_articles: i64,
    /// Events.
    pub n_events: i64,
    /// Quotations.
    pub n_quotes: i64,
    /// Persons, organisations, countries and places.
    pub n_actors: i64,
    /// The latest day of publication.
    pub latest: Option<String>,
    /// When the article that came last was fetched.
    pub fetched: Option<String>,
}

/// Asks the ledger.
pub fn load(asked: &Asked) -> Result<Today, Refusal> {
    let holdings = Holdings::load(asked)?;
    let today = asked.news_day()?;
    let number = |days: i64| day_number(today.saturating_add(days.days()));
    let mut leading = Vec::new();
    for back in BACK {
        leading = asked.ledger.leading(number(-back), number(0), LEADING)?;
        if leading.len() == LEADING {
            break;
        }
    }
    let plan = |plan| PlanLine::new(plan, false);
    let coming = asked.ledger.plans_between(number(0), number(AHEAD), 30)?.into_iter().map(plan);
    let since = today.saturating_sub(CHANGED.days()).to_string();
    let changed: Vec<PlanLine> =
        asked.ledger.changed_plans(&since, &today.to_string(), 10)?.into_iter().map(plan).collect();
    // What changed is told once, under its own heading.
    let is_told = |line: &PlanLine| changed.iter().any(|other| other.event.id == line.event.id);
    let coming = coming.filter(|line| line.state != "took place" && !is_told(line)).collect();
    Ok(Today {
        day: today.to_string(),
        is_archive: today < asked.clock.saturating_sub(1.day()),
        leading: leading.into_iter().map(Event::from).collect(),
        coming,
        changed,
        pairs: asked.ledger.busiest_pairs(number(-PAIRED), number(0), 10)?.iter().map(PairLine::from).collect(),
        ledger: holdings,
    })
}

impl Holdings {
    /// Counts what the ledger holds.
    pub fn load(asked: &Asked) -> Result<Self, Refusal> {
        let overview = asked.overview()?;
        Ok(Holdings {
            n_articles: overview.n_articles,
            n_events: overview.n_events,
            n_quotes: overview.n_quotes,
            n_actors: overview.n_actors,
            latest: overview.latest.map(|day| crate::view::date_of(day).to_string()),
            fetched: overview.fetched,
        })
    }

    /// Says how much there is, in a sentence.
    pub fn told(&self) -> String {
        format!("{} articles, {} events, {} quotations", self.n_articles, self.n_events, self.n_quotes)
    }
}

impl View for Today {
    fn title(&self) -> String {
        self.day.parse::<Date>().map_or_else(|_| "Today".to_owned(), weekday_told)
    }

    fn body(&self) -> Markup {
        html! {
            @if self.is_archive {
                p.lede { "The latest news in this ledger is of " a href={ "/day/" (self.day) } { (day_told(&self.day)) } "; the page is as of that day." }
            }
            @if self.ledger.n_articles == 0 {
                p.lede { "The ledger is empty. " code { "plenipo add ARTICLES" } " fills it." }
            }
            div.columns {
                div {
                    (heading("leading", "What most outlets tell"))
                    @if self.leading.is_empty() { p.none { "Nothing is told to have happened in these days." } }
                    (event_list(&self.leading))
                    (more("/search", "All records, the latest first"))
                    @if !self.changed.is_empty() {
                        (heading("changed", "Plans that changed"))
                        (plan_list(&self.changed))
                    }
                }
                div {
                    (heading("coming", "The next seven days"))
                    @if self.coming.is_empty() { p.none { "Nothing is planned for these days." } }
                    (plan_list(&self.coming))
                    (more("/calendar", "The calendar"))
                    @if !self.pairs.is_empty() {
                        (heading("pairs", "Who deals with whom"))
                        p.note { "Events of the last thirty days in which both take part; gatherings do not count." }
                        (super::pair::pair_table(&self.pairs))
                    }
                    (heading("ledger", "This ledger"))
                    p.note {
                        (self.ledger.told()) "."
                        @if let Some(fetched) = &self.ledger.fetched { " The last one came in on " (crate::view::published_told(fetched)) "." }
                    }
                }
            }
        }
    }
}

impl Rows for Today {
    fn table(&self) -> Table {
        event_table(&self.leading)
    }

    fn entries(&self) -> Vec<Entry> {
        event_entries(self.leading.iter().chain(self.changed.iter().map(|plan| &plan.event)))
    }
}
