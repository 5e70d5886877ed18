//! The lists: `events`, `quotes`, `actors`, `upcoming`.

use clap::Args;
use plenipo_exchange::{actor_json, event_json, plan_json, quote_json, story_json};
use plenipo_ledger::{EventRow, Filter, Party, Plan, PlanState, StoryRow, day_number};
use plenipo_record::{CountryCode, Day, EventKind, Status};

use super::Place;
use super::lines;
use super::table::{Format, Row, print};
use crate::{batch, exit};

/// Which events to list.
#[derive(Args)]
pub struct Events {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    narrower: OfEvents,
}

/// Which quotations to list.
#[derive(Args)]
pub struct Quotes {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    common: Common,
    /// Words that were said; a "phrase" as it stands
    #[arg(long, value_name = "WORDS")]
    said: Option<String>,
}

/// Which actors to list.
#[derive(Args)]
pub struct Actors {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    common: Common,
}

/// Which plans to list.
#[derive(Args)]
pub struct Upcoming {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    narrower: OfEvents,
    /// The day that counts as today [default: today]
    #[arg(long, value_name = "DATE", value_parser = batch::full_date)]
    as_of: Option<Day>,
    /// Leave out plans whose day has passed without a report of what became of them
    #[arg(long)]
    no_overdue: bool,
}

/// Which stories to list.
#[derive(Args)]
pub struct Stories {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    narrower: OfEvents,
}

/// Filters and formats of all lists.
#[derive(Args)]
struct Common {
    #[command(flatten)]
    narrowing: Narrowing,
    /// At most so many rows; 0 for all
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: usize,
    /// Lines for people, a table, or one row a line for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Filters of all lists and exports.
#[derive(Args)]
pub struct Narrowing {
    /// Who takes part or speaks: a name, or an id
    #[arg(long, value_name = "NAME")]
    who: Option<String>,
    /// A country, three letters: takes part, is represented or is the place
    #[arg(long, value_name = "CODE", value_parser = country)]
    country: Option<CountryCode>,
    /// The first day, as 2026-01-29, 2026-01 or 2026
    #[arg(long, value_name = "DAY")]
    since: Option<Day>,
    /// The last day
    #[arg(long, value_name = "DAY")]
    until: Option<Day>,
    /// A story, by its id: only what its articles tell
    #[arg(long, value_name = "ID")]
    story: Option<String>,
    /// Only what was added or changed after this moment, as 2026-01-29 or 2026-01-29T14:00:00Z
    #[arg(long, value_name = "MOMENT", value_parser = super::parse_moment)]
    changed_since: Option<String>,
    /// Words in the record; a "phrase" as it stands
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,
}

/// Filters of lists of events.
#[derive(Args)]
pub struct OfEvents {
    /// Who else takes part
    #[arg(long, value_name = "NAME")]
    with: Option<String>,
    /// Kinds of event, as meet,visit
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = kind)]
    kind: Vec<EventKind>,
    /// How far they have come, as planned,proposed
    #[arg(long, value_name = "STATUS", value_delimiter = ',', value_parser = status)]
    status: Vec<Status>,
    /// Words that somebody who takes part said
    #[arg(long, value_name = "WORDS")]
    said: Option<String>,
    /// At least so many independent reports
    #[arg(long, value_name = "N")]
    reports: Option<u32>,
    /// Only what the reader is at least so sure of, in percent
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    confidence: Option<u8>,
}

impl Narrowing {
    /// Returns the filter that these flags stand for.
    pub fn filter(&self) -> Filter {
        Filter {
            who: self.who.clone(),
            country: self.country,
            since: self.since.and_then(Day::first).map(day_number),
            until: self.until.and_then(Day::last).map(day_number),
            story: self.story.clone(),
            changed_since: self.changed_since.clone(),
            words: self.words.clone(),
            ..Filter::default()
        }
    }
}

impl Common {
    fn filter(&self) -> Filter {
        Filter { limit: (self.limit > 0).then_some(self.limit), ..self.narrowing.filter() }
    }

    /// Prints a list; `text` writes it for people, given the limit that cut it short, if one did.
    fn print(&self, heads: &[&str], rows: &[Row], text: impl FnOnce(Option<usize>) -> String) -> anyhow::Result<u8> {
        let full = self.limit > 0 && rows.len() >= self.limit;
        match self.format {
            Format::Text => lines::print(&text(full.then_some(self.limit)))?,
            format => print(format, heads, rows)?,
        }
        Ok(exit::DONE)
    }
}

impl OfEvents {
    /// Narrows a filter further.
    pub fn narrow(&self, filter: Filter) -> Filter {
        Filter {
            with: self.with.clone(),
            kinds: self.kind.clone(),
            statuses: self.status.clone(),
            said: self.said.clone(),
            reports: self.reports,
            confidence: self.confidence,
            ..filter
        }
    }
}

const EVENT_HEADS: [&str; 10] = ["id", "start", "end", "kind", "status", "by", "with", "place", "reports", "summary"];

/// Runs `events`.
pub fn events(options: &Events) -> anyhow::Result<u8> {
    let events = options.place.read()?.events(&options.narrower.narrow(options.common.filter()))?;
    let rows: Vec<Row> =
        events.iter().map(|event| Row { object: event_json(event), cells: event_cells(event, None) }).collect();
    options.common.print(&EVENT_HEADS, &rows, |limit| lines::events(&events, limit))
}

/// Runs `stories`.
pub fn stories(options: &Stories) -> anyhow::Result<u8> {
    let stories = options.place.read()?.stories(&options.narrower.narrow(options.common.filter()))?;
    let cells = |story: &StoryRow| {
        let (articles, outlets) = (story.n_articles.to_string(), story.n_outlets.to_string());
        let days = [story.first_day.clone(), story.last_day.clone()];
        [vec![story.id.clone()], days.into(), vec![articles, outlets, story.title.clone()]].concat()
    };
    let rows: Vec<Row> = stories.iter().map(|story| Row { object: story_json(story), cells: cells(story) }).collect();
    let heads = ["id", "first_day", "last_day", "articles", "outlets", "title"];
    options.common.print(&heads, &rows, |limit| lines::stories(&stories, limit))
}

/// Runs `upcoming`.
pub fn upcoming(options: &Upcoming) -> anyhow::Result<u8> {
    let ledger = options.place.read()?;
    let filter = options.narrower.narrow(options.common.filter());
    let today = super::today(options.as_of);
    let mut plans = ledger.plans(&filter, today)?;
    plans.retain(|plan| !options.no_overdue || plan.state != PlanState::NotReported);
    let row = |plan: &Plan| {
        let ahead = matches!(plan.state, PlanState::Planned | PlanState::CalledOff);
        let state = (!ahead).then(|| plan.state.as_str());
        Row { object: plan_json(plan), cells: event_cells(&plan.event, state) }
    };
    let rows: Vec<Row> = plans.iter().map(row).collect();
    options.common.print(&EVENT_HEADS, &rows, |limit| lines::plans(&plans, limit))
}

/// Runs `quotes`.
pub fn quotes(options: &Quotes) -> anyhow::Result<u8> {
    let ledger = options.place.read()?;
    let filter = Filter { said: options.said.clone(), ..options.common.filter() };
    let quotes = ledger.quotes(&filter)?;
    let rows: Vec<Row> = quotes
        .iter()
        .map(|quote| Row {
            object: quote_json(quote),
            cells: vec![
                quote.id.clone(),
                quote.said.clone().unwrap_or_default(),
                quote.speaker.as_ref().map(|speaker| speaker.name.clone()).unwrap_or_default(),
                quote.medium.clone().unwrap_or_default(),
                quote.outlet.clone().unwrap_or_default(),
                quote.text.clone(),
            ],
        })
        .collect();
    let heads = ["id", "said", "speaker", "medium", "outlet", "text"];
    options.common.print(&heads, &rows, |limit| lines::quotes(&quotes, limit))
}

/// Runs `actors`.
pub fn actors(options: &Actors) -> anyhow::Result<u8> {
    let ledger = options.place.read()?;
    anyhow::ensure!(options.common.narrowing.words.is_none(), "actors have no words; hint: `--who NAME` finds them");
    let actors = ledger.actors(&options.common.filter())?;
    let rows: Vec<Row> = actors
        .iter()
        .map(|actor| Row {
            object: actor_json(actor),
            cells: vec![
                actor.id.clone(),
                actor.kind.clone(),
                actor.country.clone().unwrap_or_default(),
                actor.n_articles.to_string(),
                actor.name.clone(),
            ],
        })
        .collect();
    options.common.print(&["id", "kind", "country", "articles", "name"], &rows, |limit| lines::actors(&actors, limit))
}

fn event_cells(event: &EventRow, state: Option<&str>) -> Vec<String> {
    let names = |parties: &[Party]| parties.iter().map(|party| party.name.clone()).collect::<Vec<_>>().join("; ");
    let place = event.place.clone().or(event.country.clone()).unwrap_or_default();
    let status = match state {
        Some(state) => format!("{}, {state}", event.status.as_str()),
        None => event.status.as_str().to_owned(),
    };
    vec![
        event.id.clone(),
        event.start.clone().unwrap_or_default(),
        event.end.clone().unwrap_or_default(),
        event.kind.as_str().to_owned(),
        status,
        names(&event.by),
        names(&event.with),
        place,
        event.n_reports.to_string(),
        event.summary.clone(),
    ]
}

/// Parses a country.
pub fn country(code: &str) -> Result<CountryCode, String> {
    code.to_uppercase().parse().map_err(|_| "expected three letters such as FRA".to_owned())
}

fn kind(word: &str) -> Result<EventKind, String> {
    let known = || EventKind::ALL.map(EventKind::as_str).join(", ");
    EventKind::from_word(word).ok_or_else(|| format!("expected one of {}", known()))
}

fn status(word: &str) -> Result<Status, String> {
    let known = || Status::ALL.map(Status::as_str).join(", ");
    Status::from_word(word).ok_or_else(|| format!("expected one of {}", known()))
}
