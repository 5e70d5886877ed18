//! The lists: `events`, `quotes`, `actors`, `upcoming`.

use clap::Args;
use plenipo_exchange::{actor_json, event_json, quote_json};
use plenipo_ledger::{EventRow, Filter, Party, day_number};
use plenipo_record::{CountryCode, Day, EventKind, Status};

use super::Place;
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

/// Filters of all lists.
#[derive(Args)]
struct Common {
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
    /// Words in the record; a "phrase" as it stands
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,
    /// At most so many rows; 0 for all
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: usize,
    /// A table for people, or one row a line for programs
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

/// Filters of lists of events.
#[derive(Args)]
struct OfEvents {
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
}

impl Common {
    fn filter(&self) -> Filter {
        Filter {
            who: self.who.clone(),
            country: self.country,
            since: self.since.and_then(Day::first).map(day_number),
            until: self.until.and_then(Day::last).map(day_number),
            words: self.words.clone(),
            limit: (self.limit > 0).then_some(self.limit),
            ..Filter::default()
        }
    }
}

impl OfEvents {
    fn narrow(&self, filter: Filter) -> Filter {
        Filter {
            with: self.with.clone(),
            kinds: self.kind.clone(),
            statuses: self.status.clone(),
            said: self.said.clone(),
            reports: self.reports,
            ..filter
        }
    }
}

const EVENT_HEADS: [&str; 10] = ["id", "start", "end", "kind", "status", "by", "with", "place", "reports", "summary"];

/// Runs `events`.
pub fn events(options: &Events) -> anyhow::Result<u8> {
    let ledger = options.place.read()?;
    let events = ledger.events(&options.narrower.narrow(options.common.filter()))?;
    print(options.common.format, &EVENT_HEADS, &events.iter().map(|event| event_row(event, None)).collect::<Vec<_>>())?;
    Ok(exit::DONE)
}

/// Runs `upcoming`.
pub fn upcoming(options: &Upcoming) -> anyhow::Result<u8> {
    let ledger = options.place.read()?;
    let filter = options.narrower.narrow(options.common.filter());
    let today = match options.as_of.and_then(Day::first) {
        Some(day) => day,
        None => jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date(),
    };
    let today = day_number(today);
    let mut rows: Vec<Row> = ledger.upcoming(&filter, today)?.iter().map(|event| event_row(event, None)).collect();
    if !options.no_overdue {
        let overdue = ledger.overdue(&filter, today)?;
        rows.extend(overdue.iter().map(|event| event_row(event, Some("not yet reported"))));
    }
    print(options.common.format, &EVENT_HEADS, &rows)?;
    Ok(exit::DONE)
}

/// Runs `quotes`.
pub fn quotes(options: &Quotes) -> anyhow::Result<u8> {
    let ledger = options.place.read()?;
    let filter = Filter { said: options.said.clone(), ..options.common.filter() };
    let rows: Vec<Row> = ledger
        .quotes(&filter)?
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
    print(options.common.format, &["id", "said", "speaker", "medium", "outlet", "text"], &rows)?;
    Ok(exit::DONE)
}

/// Runs `actors`.
pub fn actors(options: &Actors) -> anyhow::Result<u8> {
    let ledger = options.place.read()?;
    let rows: Vec<Row> = ledger
        .actors(&options.common.filter())?
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
    print(options.common.format, &["id", "kind", "country", "articles", "name"], &rows)?;
    Ok(exit::DONE)
}

fn event_row(event: &EventRow, state: Option<&str>) -> Row {
    let names = |parties: &[Party]| parties.iter().map(|party| party.name.clone()).collect::<Vec<_>>().join("; ");
    let mut object = event_json(event);
    if let Some(state) = state {
        object["state"] = state.into();
    }
    let place = event.place.clone().or(event.country.clone()).unwrap_or_default();
    let status = match state {
        Some(state) => format!("{}, {state}", event.status),
        None => event.status.clone(),
    };
    let cells = vec![
        event.id.clone(),
        event.start.clone().unwrap_or_default(),
        event.end.clone().unwrap_or_default(),
        event.kind.clone(),
        status,
        names(&event.by),
        names(&event.with),
        place,
        event.n_reports.to_string(),
        event.summary.clone(),
    ];
    Row { object, cells }
}

fn country(code: &str) -> Result<CountryCode, String> {
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
