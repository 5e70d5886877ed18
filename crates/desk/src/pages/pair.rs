//! Two countries: when they last dealt with each other and when they will next, how often month by month, and all of it.

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use jiff::civil::date;
use maud::{Markup, html};
use plenipo_ledger::{Filter, PairMonth, PairQuery, PairRow, day_number};
use plenipo_record::{CountryCode, EventKind};
use schemars::JsonSchema;
use serde::Serialize;

use super::country;
use crate::asked::Asked;
use crate::format::{Entry, Table};
use crate::html::{Bars, bars, event_list, fact, heading, more, quote_list, when};
use crate::refusal::Refusal;
use crate::route::{Rows, View};
use crate::view::{Event, Quote, country_name, date_of, day_told, event_entries, event_table, kind_plural, month_name};

/// How many agreements, how many measures and how many quotations each way.
const FEW: usize = 8;
/// The most months that the picture shows, the latest.
const MONTHS: usize = 36;

/// What the page shows.
#[derive(Serialize, JsonSchema)]
pub struct PairPage {
    /// The country that comes first in the alphabet of codes.
    one: CountryView,
    /// The other.
    other: CountryView,
    /// The latest event that happened.
    last: Option<Event>,
    /// The next that is planned.
    coming: Option<Event>,
    /// How many events in each month, by kind.
    months: Vec<MonthView>,
    /// The events of both, the latest first.
    events: Vec<Event>,
    /// Agreements of both.
    agreements: Vec<Event>,
    /// Sanctions and other measures between them.
    measures: Vec<Event>,
    /// What those of the one said that names the other.
    quotes_of_one: Vec<Quote>,
    /// What those of the other said that names the one.
    quotes_of_other: Vec<Quote>,
    /// Where the list of events goes on.
    next: Option<String>,
}

/// A country.
#[derive(Serialize, JsonSchema)]
struct CountryView {
    /// Three letters.
    code: String,
    /// The name.
    name: String,
}

/// One month.
#[derive(Serialize, JsonSchema)]
struct MonthView {
    /// `2026-01`.
    month: String,
    /// How many events of each kind.
    kinds: BTreeMap<String, usize>,
}

/// Two countries in a list.
#[derive(Serialize, JsonSchema)]
pub struct PairLine {
    /// Three letters.
    one: String,
    /// Three letters.
    other: String,
    /// Their page.
    address: String,
    /// In how many events both take part.
    n_events: usize,
    /// The month of the latest, such as `2026-01`: not all of them are known to the day.
    latest_month: String,
}

impl From<&PairRow> for PairLine {
    fn from(row: &PairRow) -> Self {
        PairLine {
            address: format!("/pair/{}-{}", row.one, row.other),
            one: row.one.clone(),
            other: row.other.clone(),
            n_events: row.n_events,
            latest_month: date_of(row.latest).strftime("%Y-%m").to_string(),
        }
    }
}

/// Writes pairs as a table.
pub fn pair_table(pairs: &[PairLine]) -> Markup {
    html! {
        div.wide {
            table {
                thead { tr { th scope="col" { "Pair" } th.number scope="col" { "Events" } th scope="col" { "Latest" } } }
                tbody {
                    @for pair in pairs {
                        tr {
                            td { a href=(pair.address) { (country_name(&pair.one)) " – " (country_name(&pair.other)) } }
                            td.number { (pair.n_events) }
                            td { (day_told(&pair.latest_month)) }
                        }
                    }
                }
            }
        }
    }
}

/// Asks the ledger.
pub fn load(asked: &Asked) -> Result<PairPage, Refusal> {
    let missing = || Refusal::NotFound(format!("pair of countries “{}”", asked.name));
    let (one, other) = asked.name.split_once('-').ok_or_else(missing)?;
    let (one, other) = (country::code(one).ok_or_else(missing)?, country::code(other).ok_or_else(missing)?);
    let (first, second) = if one.as_str() < other.as_str() { (one, other) } else { (other, one) };
    if first == second {
        return Err(missing());
    }
    let name = format!("{first}-{second}");
    if name != asked.name {
        return Err(Refusal::Elsewhere(format!("/pair/{name}{}", asked.format.suffix())));
    }
    let today = day_number(asked.news_day()?);
    let query = PairQuery { one: first, other: second, today, few: FEW, limit: asked.limit()?, after: asked.after()? };
    let pair = asked.ledger.pair(&query)?;
    let said = |speaker: CountryCode, about: CountryCode| {
        let words = format!("\"{}\"", country_name(about.as_str()));
        let filter = Filter { country: Some(speaker), words: Some(words), limit: Some(FEW), ..Filter::default() };
        asked.ledger.quote_list(&filter, None)
    };
    let views = |rows: Vec<plenipo_ledger::EventRow>| rows.into_iter().map(Event::from).collect::<Vec<_>>();
    let quotes = |rows: Vec<plenipo_ledger::Speech>| rows.into_iter().map(Quote::from).collect::<Vec<_>>();
    let country = |code: CountryCode| CountryView { code: code.to_string(), name: country_name(code.as_str()) };
    Ok(PairPage {
        one: country(first),
        other: country(second),
        last: pair.last.map(Event::from),
        coming: pair.coming.map(Event::from),
        months: months(&pair.months),
        next: pair.events.next.map(|next| next.to_string()),
        events: views(pair.events.rows),
        agreements: views(pair.agreements),
        measures: views(pair.measures),
        quotes_of_one: quotes(said(first, second)?.rows),
        quotes_of_other: quotes(said(second, first)?.rows),
    })
}

/// Returns one entry for each month between the first and the last, those without an event too.
fn months(rows: &[PairMonth]) -> Vec<MonthView> {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Vec::new() };
    let end = date(last.year, last.month, 1);
    let mut day = date(first.year, first.month, 1).max(end.saturating_sub((MONTHS as i64 - 1).months()));
    let mut months = Vec::new();
    while day <= end {
        let own = rows.iter().filter(|row| (row.year, row.month) == (day.year(), day.month()));
        let kinds = own.map(|row| (row.kind.clone(), row.n_events)).collect();
        months.push(MonthView { month: day.strftime("%Y-%m").to_string(), kinds });
        day = day.saturating_add(1.month());
    }
    months
}

impl View for PairPage {
    fn title(&self) -> String {
        format!("{} and {}", self.one.name, self.other.name)
    }

    fn body(&self) -> Markup {
        let (one, other) = (&self.one, &self.other);
        html! {
            p.lede { a href={ "/country/" (one.code) } { (one.name) } " and " a href={ "/country/" (other.code) } { (other.name) } }
            dl.facts {
                @for (name, event) in [("Last", &self.last), ("Next", &self.coming)] {
                    @match event {
                        Some(event) => (fact(name, &html! { (when(event.when.as_ref())) ": " a href=(event.address) { (event.title) } })),
                        None => (fact(name, &html! { span.note { "nothing in the record" } })),
                    }
                }
            }
            (self.chart())
            @for (anchor, words, events) in [("agreements", "Agreements", &self.agreements), ("measures", "Sanctions and other measures", &self.measures)] {
                @if !events.is_empty() { (heading(anchor, words)) (event_list(events)) }
            }
            @for (anchor, speaker, about, quotes) in [("said-one", one, other, &self.quotes_of_one), ("said-other", other, one, &self.quotes_of_other)] {
                @if !quotes.is_empty() {
                    (heading(anchor, &format!("{} on {}", speaker.name, about.name)))
                    (quote_list(quotes))
                    (more(&format!("/statements?country={}&q={}", speaker.code, about.name.replace(' ', "+")), "All of them"))
                }
            }
            (heading("events", "All that both take part in"))
            @if self.events.is_empty() { p.none { "The record has nothing of the two together yet." } }
            (event_list(&self.events))
        }
    }

    fn next(&self) -> Option<String> {
        self.next.clone()
    }
}

impl PairPage {
    fn chart(&self) -> Markup {
        let count = |month: &MonthView, kind: EventKind| month.kinds.get(kind.as_str()).copied().unwrap_or(0);
        let of_kind = |kind: EventKind| self.months.iter().map(|month| count(month, kind)).collect::<Vec<_>>();
        let series =
            EventKind::DIPLOMATIC.into_iter().map(|kind| (kind_plural(kind.as_str()).to_owned(), of_kind(kind)));
        let column = |month: &MonthView| {
            let query = format!("country:{} country:{} date:{}", self.one.code, self.other.code, month.month);
            (month_label(&month.month), Some(super::search_address(&query)))
        };
        bars(&Bars {
            title: "Events in which both take part, month by month",
            axis: "Month",
            columns: self.months.iter().map(column).collect(),
            series: series.filter(|(_, values)| values.iter().any(|count| *count > 0)).collect(),
        })
    }
}

/// Writes a month in little room: `Jan 26`.
pub fn month_label(month: &str) -> String {
    let (year, month) = month.split_once('-').unwrap_or((month, ""));
    let name = month.parse().map_or("", month_name);
    format!("{} {}", name.get(..3).unwrap_or(name), year.get(2..).unwrap_or(year)).trim().to_owned()
}

impl Rows for PairPage {
    fn table(&self) -> Table {
        event_table(&self.events)
    }

    fn entries(&self) -> Vec<Entry> {
        event_entries(&self.events)
    }
}
