//! Rows of what a ledger has made of the articles.

use std::collections::{BTreeMap, BTreeSet};

use plenipo_ledger::{ActorRow, EventRow, EventView, Filter, Ledger, OfficeRow};
use plenipo_record::{EventKind, Status, codes};

use crate::reading::event_actor;
use crate::rows::{Actor, Change, Crosswalk, Disagreement, Event, Office, PairMonth, RecordChange, Tables};

/// Hands over all tables of what fits in a ledger, in parts of about so many rows, so that memory does not grow with it.
///
/// Of quotations and articles there are those that tell what fits; a filter that narrows nothing keeps all.
///
/// # Errors
///
/// Fails if the ledger cannot be read, and where `take` fails.
pub fn each_part<E: From<plenipo_ledger::Error>>(
    ledger: &Ledger,
    filter: &Filter,
    n_rows: usize,
    mut take: impl FnMut(Tables) -> Result<(), E>,
) -> Result<(), E> {
    let mut done = Ok(());
    let mut tables = Tables::default();
    let mut hand_over = |tables: &mut Tables| {
        if done.is_ok() && tables.n_rows() >= n_rows {
            done = take(std::mem::take(tables));
        }
    };
    let (mut events, mut articles, mut actors) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut pairs = PairCounts::default();
    ledger.each_event(filter, |view| {
        articles.extend(view.reports.iter().map(|report| report.article.clone()));
        actors.extend(view.event.by.iter().chain(&view.event.with).map(|party| party.id.clone()));
        pairs.add(&view.event);
        tables.add_event(&view);
        events.insert(view.event.id);
        hand_over(&mut tables);
    })?;
    let quotes = ledger.quotes_beside(filter, &articles)?;
    articles.extend(quotes.iter().map(|quote| quote.article.clone()));
    let quotes: BTreeSet<String> = quotes.into_iter().map(|quote| quote.id).collect();
    let all = *filter == Filter::default();
    if filter.changed_since.is_some() {
        for change in ledger.changes(filter)? {
            if change.kind == "article" {
                articles.insert(change.id.clone());
            }
            tables.record_changes.push(record_change(change));
        }
    }
    ledger.each_named_reading(|named| {
        if all || articles.contains(&named.article) {
            actors.extend(named.actors.iter().map(|actor| actor.id.clone()));
            tables.add_reading(&named, |event| events.contains(event), |quote| quotes.contains(quote));
            hand_over(&mut tables);
        }
    })?;
    done?;
    for actor in ledger.actors(&Filter::default())?.iter().filter(|actor| actors.contains(&actor.id)) {
        tables.add_actor(actor, &ledger.offices(&actor.id)?);
    }
    tables.pair_month = pairs.rows(&ledger.observed_days()?);
    tables.add_crosswalk();
    take(tables)
}

impl Tables {
    /// Adds an event of the record with who takes part, what became of it and what its reports differ on. The reports
    /// themselves come with their articles.
    pub fn add_event(&mut self, view: &EventView) {
        let event = &view.event;
        self.events.push(self::event(event));
        for (side, parties) in [("by", &event.by), ("with", &event.with)] {
            let actors = parties.iter().enumerate();
            self.event_actors.extend(actors.map(|(ordinal, party)| event_actor(&event.id, side, ordinal, party)));
        }
        for (ordinal, change) in view.changes.iter().enumerate() {
            self.changes.push(Change {
                event_id: event.id.clone(),
                ordinal: ordinal as i64,
                change: change.change.clone(),
                day: change.day.clone(),
                planned: change.planned.clone(),
                report_id: change.report.clone(),
            });
        }
        for (field, value, report) in &view.disagreements {
            self.disagreements.push(Disagreement {
                event_id: event.id.clone(),
                field: field.clone(),
                value: value.clone(),
                report_id: report.clone(),
            });
        }
    }

    /// Adds an actor of the record with the offices that it has.
    pub fn add_actor(&mut self, actor: &ActorRow, offices: &[OfficeRow]) {
        self.actors.push(Actor {
            actor_id: actor.id.clone(),
            kind: actor.kind.clone(),
            name: actor.name.clone(),
            country: actor.country.clone(),
            wikidata: actor.wikidata.clone(),
            n_articles: actor.n_articles,
        });
        self.offices.extend(offices.iter().map(|office| Office {
            actor_id: actor.id.clone(),
            office: office.office.clone(),
            from: office.from.clone(),
            to: office.to.clone(),
            n_articles: office.n_articles,
            article_id: office.article.clone(),
        }));
    }

    /// Adds the usual codes of every kind of event, however far it has come.
    pub fn add_crosswalk(&mut self) {
        for kind in EventKind::ALL {
            for status in Status::ALL {
                let codes = codes(kind, status, None);
                self.crosswalk.push(Crosswalk {
                    kind: kind.as_str().to_owned(),
                    status: status.as_str().to_owned(),
                    plover: codes.plover.to_owned(),
                    plover_mode: codes.mode.map(str::to_owned),
                    cameo: codes.cameo.to_owned(),
                });
            }
        }
    }
}

fn record_change(change: plenipo_ledger::RecordChange) -> RecordChange {
    let plenipo_ledger::RecordChange { id: record_id, kind, change, at, now, why, .. } = change;
    RecordChange { record_id, kind, change, at, now, why }
}

fn event(event: &EventRow) -> Event {
    let (when, codes) = (event.when(), codes(event.kind, event.status, None));
    Event {
        event_id: event.id.clone(),
        kind: event.kind.as_str().to_owned(),
        status: event.status.as_str().to_owned(),
        start: event.start.clone(),
        end: event.end.clone(),
        first_day: when.and_then(|when| when.start.first()),
        last_day: when.and_then(|when| when.end?.last()),
        place: event.place.clone(),
        country: event.country.clone(),
        what: event.what.clone(),
        summary: event.summary.clone(),
        n_reports: event.n_reports,
        n_outlets: event.n_outlets,
        confidence: event.confidence,
        plover: codes.plover.to_owned(),
        plover_mode: codes.mode.map(str::to_owned),
        cameo: codes.cameo.to_owned(),
    }
}

/// Counts the events of two countries by months.
#[derive(Clone, Debug, Default)]
pub struct PairCounts {
    counts: BTreeMap<(String, String, String), (i64, i64)>,
}

impl PairCounts {
    /// Counts an event for each pair of countries that take part, under the month of its first day.
    pub fn add(&mut self, event: &EventRow) {
        let month = event.start.as_deref().filter(|day| !day.starts_with('-')).and_then(|day| day.get(..7));
        let Some(month) = month else { return };
        let parties = event.by.iter().chain(&event.with);
        let countries: BTreeSet<&String> = parties.filter_map(|party| party.country.as_ref()).collect();
        let countries: Vec<&String> = countries.into_iter().collect();
        for (at, one) in countries.iter().enumerate() {
            for other in &countries[at + 1..] {
                let pair = ((*one).clone(), (*other).clone(), month.to_owned());
                let count = self.counts.entry(pair).or_default();
                count.0 += 1;
                count.1 += event.n_reports;
            }
        }
    }

    /// Returns a row for each pair and each observed month; `observed` holds days with news by month.
    pub fn rows(&self, observed: &BTreeMap<String, i64>) -> Vec<PairMonth> {
        let pairs: BTreeSet<(&String, &String)> = self.counts.keys().map(|(a, b, _)| (a, b)).collect();
        let months: BTreeSet<&String> = observed.keys().chain(self.counts.keys().map(|(.., month)| month)).collect();
        let row = |(a, b): (&String, &String), month: &String| {
            let key = (a.clone(), b.clone(), month.clone());
            let (n_events, n_reports) = self.counts.get(&key).copied().unwrap_or_default();
            let observed_days = observed.get(month).copied().unwrap_or_default();
            let (country_a, country_b, month) = key;
            PairMonth { country_a, country_b, month, n_events, n_reports, observed_days }
        };
        pairs.iter().flat_map(|&pair| months.iter().map(move |month| row(pair, month))).collect()
    }
}
