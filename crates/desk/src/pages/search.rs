//! Search: a query, what it means in plain words, what fits, and how that is spread.

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use jiff::civil::Date;
use maud::{Markup, html};
use plenipo_ledger::{Facets, Filter};
use plenipo_record::{EventKind, Status};
use schemars::JsonSchema;
use serde::Serialize;

use super::pair::month_label;
use super::search_address;
use crate::access::Role;
use crate::asked::Asked;
use crate::format::{Appointment, Entry, Table};
use crate::html::{Bars, bars, event_list, fold, form, heading, party, text_field};
use crate::refusal::Refusal;
use crate::route::{Agenda, Rows, View};
use crate::search::{Field, Term, meaning, parse, written};
use crate::view::{
    Event, Party, actor_address, appointments, country_name, date_of, event_entries, event_table, kind_plural,
    status_name,
};

/// So many of the latest events that fit are counted.
const COUNTED: usize = 2000;
/// How many values of a facet the page shows.
const VALUES: usize = 10;
/// How many persons and organisations the words may name.
const NAMED: usize = 6;
/// The most months that the picture shows, the latest.
const MONTHS: i64 = 36;

/// What the page shows.
#[derive(Serialize, JsonSchema)]
pub struct SearchPage {
    /// The query, tidied.
    q: String,
    /// The query in plain words.
    told: String,
    /// What of it could not be understood.
    notes: Vec<String>,
    /// The terms, each with the query that is left without it.
    terms: Vec<Chip>,
    /// The events that fit, the latest first.
    events: Vec<Event>,
    /// Where the list goes on.
    next: Option<String>,
    /// How many fit; where there are more than 2000, `has_more` says so.
    counted: usize,
    /// Whether more fit than were counted.
    has_more: bool,
    /// How those counted are spread.
    facets: Vec<Facet>,
    /// How many in each month: month, count.
    months: Vec<(String, usize)>,
    /// Persons and organisations that the words may name.
    actors: Vec<Party>,
    /// Where nothing fits: queries with fewer terms, and how many fit them.
    wider: Vec<Wider>,
    /// The key of forms, for those who may keep the search.
    #[serde(skip)]
    key: Option<String>,
}

/// A term of the query.
#[derive(Serialize, JsonSchema)]
struct Chip {
    /// The term.
    term: String,
    /// The query without it.
    without: String,
}

/// How the events are spread over the values of a field.
#[derive(Serialize, JsonSchema)]
struct Facet {
    /// `kind`, `status`, `country`, `outlet`.
    field: &'static str,
    /// The commonest values.
    values: Vec<FacetValue>,
}

/// A value, and how many events have it.
#[derive(Serialize, JsonSchema)]
struct FacetValue {
    /// The value, as queries have it.
    value: String,
    /// The value for people.
    name: String,
    /// How many events.
    count: usize,
    /// The query narrowed to it.
    query: String,
}

/// A query that asks for less.
#[derive(Serialize, JsonSchema)]
struct Wider {
    /// The query.
    query: String,
    /// How many fit, 2000 at most.
    count: usize,
}

/// Asks the ledger.
pub fn load(asked: &Asked) -> Result<SearchPage, Refusal> {
    let mut terms = parse(asked.text("q")?.unwrap_or_default());
    // The form has an input for each field; what is filled in is part of the query.
    for field in Field::ALL {
        let filled = asked.text(field.as_str())?;
        terms.extend(filled.map(|value| Term::Field(field, value.replace('"', ""))));
    }
    let meaning = meaning(&terms);
    let mut query = meaning.query;
    query.filter.limit = Some(asked.limit()?);
    query.after = asked.after()?;
    let (list, facets) = asked.ledger.survey(&query, COUNTED)?;
    let actors = if meaning.words.is_empty() || query.after.is_some() {
        Vec::new()
    } else {
        asked.ledger.actors(&Filter { who: Some(meaning.words), limit: Some(NAMED), ..Filter::default() })?
    };
    let wider = if list.rows.is_empty() { wider(asked, &terms)? } else { Vec::new() };
    let party = |row: plenipo_ledger::ActorRow| Party {
        address: actor_address(&row.kind, &row.id),
        id: row.id,
        kind: row.kind,
        name: row.name,
        country: row.country,
    };
    Ok(SearchPage {
        q: written(&terms),
        told: meaning.told,
        notes: meaning.notes,
        terms: (0..terms.len())
            .map(|at| Chip { term: terms[at].to_string(), without: written(&without(&terms, at)) })
            .collect(),
        events: list.rows.into_iter().map(Event::from).collect(),
        next: list.next.map(|next| next.to_string()),
        counted: facets.counted,
        has_more: facets.more,
        months: months(&facets.days),
        facets: spread(&facets, &terms),
        actors: actors.into_iter().map(party).collect(),
        wider,
        key: asked.visitor.may(Some(Role::Editor)).then(|| asked.visitor.form_key()),
    })
}

fn without(terms: &[Term], at: usize) -> Vec<Term> {
    let mut rest = terms.to_vec();
    rest.remove(at);
    rest
}

/// Returns what fits when one term is left out, or where that helps nothing with one term alone; that which gives most first.
fn wider(asked: &Asked, terms: &[Term]) -> Result<Vec<Wider>, Refusal> {
    // Of very many terms nobody wants to read the list.
    let tried = terms.len().min(8);
    if tried < 2 {
        return Ok(Vec::new());
    }
    let mut found = counted(asked, (0..tried).map(|at| without(terms, at)))?;
    if found.is_empty() {
        found = counted(asked, terms[..tried].iter().map(|term| vec![term.clone()]))?;
    }
    found.sort_by_key(|wider| std::cmp::Reverse(wider.count));
    Ok(found)
}

fn counted(asked: &Asked, queries: impl Iterator<Item = Vec<Term>>) -> Result<Vec<Wider>, Refusal> {
    let mut found = Vec::new();
    for terms in queries {
        let count = asked.ledger.count(&meaning(&terms).query, COUNTED)?;
        if count > 0 {
            found.push(Wider { query: written(&terms), count });
        }
    }
    Ok(found)
}

/// Returns the months from the first to the last, those without a record too.
fn months(days: &[(i32, usize)]) -> Vec<(String, usize)> {
    let (Some((first, _)), Some((last, _))) = (days.first(), days.last()) else { return Vec::new() };
    let mut counts: BTreeMap<Date, usize> = BTreeMap::new();
    for (day, count) in days {
        *counts.entry(date_of(*day).first_of_month()).or_default() += count;
    }
    let last = date_of(*last).first_of_month();
    let mut month = date_of(*first).first_of_month().max(last.saturating_sub((MONTHS - 1).months()));
    let mut months = Vec::new();
    while month <= last {
        months.push((month.strftime("%Y-%m").to_string(), counts.get(&month).copied().unwrap_or(0)));
        month = month.saturating_add(1.month());
    }
    months
}

fn spread(facets: &Facets, terms: &[Term]) -> Vec<Facet> {
    let facet = |field: Field, counts: &[(String, usize)], name: fn(&str) -> String| {
        let value = |(value, count): &(String, usize)| {
            let mut narrowed: Vec<Term> = terms.to_vec();
            let term = Term::Field(field, value.clone());
            // Several countries must all be there; several of any other field would widen the query again.
            narrowed
                .retain(|term| field == Field::Country || !matches!(term, Term::Field(other, _) if *other == field));
            if !narrowed.contains(&term) {
                narrowed.push(term);
            }
            FacetValue { name: name(value), value: value.clone(), count: *count, query: written(&narrowed) }
        };
        Facet { field: field.as_str(), values: counts.iter().take(VALUES).map(value).collect() }
    };
    vec![
        facet(Field::Kind, &facets.kinds, |kind| kind_plural(kind).to_owned()),
        facet(Field::Status, &facets.statuses, |status| status_name(status).to_owned()),
        facet(Field::Country, &facets.countries, country_name),
        facet(Field::Outlet, &facets.outlets, str::to_owned),
    ]
}

impl View for SearchPage {
    fn title(&self) -> String {
        "Search".to_owned()
    }

    fn body(&self) -> Markup {
        html! {
            form.ask role="search" method="get" action="/search" {
                label.wide { "Words and fields" input type="search" name="q" value=(self.q) placeholder="fisheries country:NOR kind:visit date:2026-01..2026-03"; }
                button { "Search" }
            }
            (fold("Fill in fields", &self.form()))
            p.note { "Words, " code { "\"a phrase\"" } ", " code { "-without" } ", and fields: "
                @for field in Field::ALL { code { (field.as_str()) ":" } " " }
                code { "n>=2" } " " code { "sure>=70" } ". " a href="/help#search" { "How to search" } " · " a href="/saved" { "Saved searches" }
            }
            @for note in &self.notes { p.warning { (note) } }
            p.told {
                (self.told) ": " strong { (self.counted) @if self.has_more { " and more" } } ", the latest first."
            }
            @if self.terms.len() > 1 {
                ul.chips aria-label="Leave out a term" {
                    @for chip in &self.terms {
                        li { a href=(search_address(&chip.without)) { span.unseen { "leave out " } (chip.term) span aria-hidden="true" { " ×" } } }
                    }
                }
            }
            @if !self.actors.is_empty() {
                p.note { "Perhaps you mean: " @for (at, actor) in self.actors.iter().enumerate() { @if at > 0 { ", " } (party(actor)) } }
            }
            @if let Some(key) = self.key.as_ref().filter(|_| !self.q.is_empty()) { (self.keep(key)) }
            @if self.events.is_empty() {
                (self.nothing())
            } @else {
                div.columns.narrow {
                    div { (event_list(&self.events)) }
                    div { (self.spread()) }
                }
            }
        }
    }

    fn next(&self) -> Option<String> {
        self.next.clone()
    }
}

impl SearchPage {
    fn form(&self) -> Markup {
        html! {
            form.ask method="get" action="/search" {
                label { "Words" input name="q" value=(self.q); }
                @for (name, label, hint) in [
                    ("who", "Who", "a name"), ("with", "With", "another name"), ("country", "Country", "Norway or NOR"),
                    ("date", "Days", "2026-01..2026-03"), ("said", "Said", "words"), ("outlet", "Outlet", "its name"),
                ] {
                    label { (label) input name=(name) placeholder=(hint); }
                }
                (choice("kind", "Kind", EventKind::DIPLOMATIC.map(|kind| (kind.as_str(), kind_plural(kind.as_str())))))
                (choice("status", "How far", Status::ALL.map(|status| (status.as_str(), status_name(status.as_str())))))
                button { "Search" }
            }
        }
    }

    /// Writes the form that keeps the query for everybody.
    fn keep(&self, key: &str) -> Markup {
        let fields = html! {
            input type="hidden" name="action" value="keep";
            input type="hidden" name="query" value=(self.q);
            (text_field("name", "Name", "", "what it is called"))
            button { "Keep" }
        };
        fold("Keep this search", &form("/saved", key, &fields))
    }

    fn nothing(&self) -> Markup {
        html! {
            p.none { "No record fits. All days were searched, unless the query says otherwise." }
            @if !self.wider.is_empty() {
                p { "With fewer terms there is more:" }
                ul.plain {
                    @for wider in &self.wider {
                        li { a href=(search_address(&wider.query)) { code { (wider.query) } } ": " (wider.count) }
                    }
                }
            }
            p {
                "Articles say it in their own words: fewer words, or another spelling of a name, find more. "
                a href="/statements" { "Statements" } " are searched on a page of their own. "
                a href="/search" { "All records" }
            }
        }
    }

    fn spread(&self) -> Markup {
        let column = |(month, _): &(String, usize)| {
            let query = format!("{} date:{month}", self.q);
            (month_label(month), Some(search_address(query.trim())))
        };
        html! {
            (bars(&Bars {
                title: "How many in each month",
                axis: "Month",
                columns: self.months.iter().map(column).collect(),
                series: vec![("Records".to_owned(), self.months.iter().map(|(_, count)| *count).collect())],
            }))
            @for facet in &self.facets {
                @if !facet.values.is_empty() {
                    (heading(facet.field, facet_name(facet.field)))
                    ul.facet {
                        @for value in &facet.values {
                            li { a href=(search_address(&value.query)) { (value.name) } " " span.number { (value.count) } }
                        }
                    }
                }
            }
        }
    }
}

fn choice<'a>(name: &str, label: &str, values: impl IntoIterator<Item = (&'a str, &'a str)>) -> Markup {
    html! {
        label { (label)
            select name=(name) {
                option value="" { "any" }
                @for (value, words) in values { option value=(value) { (words) } }
            }
        }
    }
}

fn facet_name(field: &str) -> &'static str {
    match field {
        "kind" => "Kinds",
        "status" => "How far",
        "country" => "Countries",
        _ => "Outlets",
    }
}

impl Rows for SearchPage {
    fn table(&self) -> Table {
        event_table(&self.events)
    }

    fn entries(&self) -> Vec<Entry> {
        event_entries(&self.events)
    }
}

impl Agenda for SearchPage {
    fn appointments(&self) -> Vec<Appointment> {
        appointments(&self.events)
    }
}
