//! Lists in parts, and what is counted beside them.

use std::collections::BTreeMap;

use plenipo_ledger::{EventQuery, EventRow, Filter, Ledger};
use plenipo_record::EventKind::{Agree, Meet, Visit};
use plenipo_record::Status::{Occurred, Planned};

use crate::make::{article, ledger};

/// Events of three kinds and two states in four countries, told by three outlets, two of them by more than one.
fn record() -> Ledger {
    let meeting = |outlet: &str| {
        let text = "Talvik met Reyl in Rome about fish.";
        article(outlet, "2026-05-08")
            .event(Meet, Occurred, "Mira Talvik EST | Osman Reyl NOR", "2026-05-08", "Rome ITA", text)
            .paragraph(&format!("So says {outlet}."))
    };
    let visit = "Talvik will visit Oslo to talk about fish.";
    let signed = "Hoeve and Reyl signed a treaty in Oslo.";
    ledger(&[
        meeting("A").done(),
        meeting("B").event(Visit, Planned, "Mira Talvik EST", "2026-05-20", "Oslo NOR", visit).done(),
        meeting("C").done(),
        article("B", "2026-06-01")
            .event(Agree, Occurred, "Lena Hoeve NLD | Osman Reyl NOR", "2026-06-01", "Oslo NOR", signed)
            .done(),
        article("C", "2026-06-02")
            .event(Meet, Occurred, "Lena Hoeve NLD | Osman Reyl NOR", "", "", "Hoeve met Reyl.")
            .done(),
    ])
}

fn queries() -> Vec<EventQuery> {
    let words = |words: &str| Filter { words: Some(words.to_owned()), ..Filter::default() };
    let filters = [
        Filter::default(),
        words("fish"),
        words("signed"),
        words("nothing"),
        Filter { kinds: vec![Meet], ..Filter::default() },
        Filter { kinds: vec![Meet, Agree], statuses: vec![Occurred], ..Filter::default() },
        Filter { country: "NOR".parse().ok(), ..Filter::default() },
        Filter { country: "EST".parse().ok(), ..words("fish") },
        Filter { who: Some("Reyl".to_owned()), kinds: vec![Meet], ..Filter::default() },
        Filter { reports: Some(2), ..words("fish") },
    ];
    let limits = [1, 2, 50].map(Some);
    let limited = |limit| filters.iter().map(move |filter| Filter { limit, ..filter.clone() });
    limits.into_iter().flat_map(limited).map(|filter| EventQuery { filter, ..EventQuery::default() }).collect()
}

fn counted<'a>(values: impl Iterator<Item = &'a str>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    values.for_each(|value| *counts.entry(value.to_owned()).or_default() += 1);
    counts
}

/// The countries under which an event is listed.
fn countries(event: &EventRow) -> Vec<&str> {
    let parties = event.by.iter().chain(&event.with).filter_map(|party| party.country.as_deref());
    let mut countries: Vec<&str> = parties.chain(event.country.as_deref()).collect();
    countries.sort_unstable();
    countries.dedup();
    countries
}

#[test]
fn what_is_counted_is_what_is_listed() {
    let ledger = record();
    for query in queries() {
        let all = EventQuery { filter: Filter { limit: None, ..query.filter.clone() }, ..EventQuery::default() };
        let all = ledger.event_list(&all).unwrap().rows;
        for bound in [1, 2, 50] {
            let (list, facets) = ledger.survey(&query, bound).unwrap();
            let alone = ledger.event_list(&query).unwrap();
            assert_eq!((&list.rows, list.next), (&alone.rows, alone.next), "{query:?}");
            let looked_at = &all[..all.len().min(bound)];
            assert_eq!((facets.counted, facets.more), (looked_at.len(), all.len() > bound), "{query:?}");
            let kinds = counted(looked_at.iter().map(|event| event.kind.as_str()));
            assert_eq!(facets.kinds.into_iter().collect::<BTreeMap<_, _>>(), kinds, "{query:?}");
            let countries = counted(looked_at.iter().flat_map(countries));
            assert_eq!(facets.countries.into_iter().collect::<BTreeMap<_, _>>(), countries, "{query:?}");
            let outlets: i64 = looked_at.iter().map(|event| event.n_outlets).sum();
            assert_eq!(facets.outlets.iter().map(|(_, count)| *count as i64).sum::<i64>(), outlets, "{query:?}");
        }
    }
}

#[test]
fn a_list_goes_on_where_a_part_ended() {
    let ledger = record();
    for mut query in queries() {
        let limit = query.filter.limit.take();
        let whole = ledger.event_list(&query).unwrap().rows;
        query.filter.limit = limit;
        let mut parts = Vec::new();
        loop {
            let (part, _) = ledger.survey(&query, 1).unwrap();
            parts.extend(part.rows);
            query.after = part.next;
            if part.next.is_none() {
                break;
            }
        }
        assert_eq!(parts, whole, "{query:?}");
    }
}

#[test]
fn companies_are_those_of_the_events() {
    let ledger = record();
    for query in queries() {
        let rows = ledger
            .event_list(&EventQuery { filter: Filter { limit: None, ..query.filter.clone() }, ..query.clone() })
            .unwrap()
            .rows;
        let names = |event: &EventRow| {
            let mut names: Vec<String> = event.by.iter().chain(&event.with).map(|party| party.id.clone()).collect();
            names.sort();
            names.join(" ")
        };
        let expected: BTreeMap<String, usize> = rows.iter().map(names).fold(BTreeMap::new(), |mut counts, names| {
            *counts.entry(names).or_default() += 1;
            counts
        });
        let found = ledger.companies(&query, 50).unwrap();
        assert_eq!(found.counted, rows.len());
        let mut companies = BTreeMap::new();
        for company in found.rows {
            let mut names: Vec<String> = company.members.into_iter().map(|party| party.id).collect();
            names.sort();
            *companies.entry(names.join(" ")).or_default() += company.n_events;
        }
        assert_eq!(companies, expected, "{query:?}");
        let nations: usize = ledger.nations(&query, 50).unwrap().rows.iter().map(|company| company.n_events).sum();
        assert_eq!(nations, rows.len());
    }
}
