//! What changed since a moment, and under which name programs know an event.

use plenipo_ledger::{Author, EventView, Filter, Ledger, Record};
use plenipo_record::EventKind::Meet;
use plenipo_record::Reading;
use plenipo_record::Status::{Occurred, Planned};

use crate::make::{add, article};

fn at(hour: usize) -> String {
    format!("2026-06-01T{hour:02}:00:00.000Z")
}

fn meeting(outlet: &str, published: &str) -> Reading {
    let status = if published < "2026-05-08" { Planned } else { Occurred };
    article(outlet, published)
        .event(Meet, status, "Mira Talvik EST | Osman Reyl NOR", "2026-05-08", "Oslo NOR", "They met.")
        .quote("Mira Talvik EST", "Good talks.")
        .done()
}

/// Adds articles at an hour.
fn add_at(ledger: &mut Ledger, hour: usize, readings: &[Reading]) {
    ledger.set_moment(at(hour));
    add(ledger, readings).unwrap();
}

/// Returns what changed since an hour, as lines.
fn since(ledger: &Ledger, hour: usize) -> Vec<String> {
    let changes = ledger.changes_since(&at(hour)).unwrap();
    let mut lines: Vec<String> = changes.iter().map(|change| format!("{} {}", change.kind, change.change)).collect();
    lines.sort();
    lines
}

fn only(ledger: &Ledger) -> EventView {
    let events = ledger.events(&Filter::default()).unwrap();
    assert_eq!(events.len(), 1);
    let Record::Event(view) = ledger.show(&events[0].id).unwrap() else { panic!("an event") };
    *view
}

#[test]
fn an_event_keeps_the_name_under_which_it_was_first_known() {
    let mut ledger = Ledger::in_memory().unwrap();
    add_at(&mut ledger, 1, &[meeting("A", "2026-05-09")]);
    let first = only(&ledger);
    assert_eq!((first.first_known.as_str(), first.n_changes), (first.event.id.as_str(), 0));
    assert_eq!(since(&ledger, 0), ["article added", "event added", "quote added"]);
    assert_eq!(since(&ledger, 1), Vec::<String>::new());

    add_at(&mut ledger, 2, &[meeting("B", "2026-05-01")]);
    let second = only(&ledger);
    assert_ne!(second.event.id, first.event.id, "an earlier report gives the event its name");
    assert_eq!(second.first_known, first.event.id);
    assert!(second.n_changes > first.n_changes);
    assert_eq!(since(&ledger, 1), ["article added", "event added", "event gone", "quote added"]);
    let changes = ledger.changes_since(&at(1)).unwrap();
    let gone = changes.iter().find(|change| change.change == "gone").unwrap();
    assert_eq!((gone.id.as_str(), gone.now.as_deref()), (first.event.id.as_str(), Some(second.event.id.as_str())));

    add_at(&mut ledger, 3, &[meeting("C", "2026-05-10")]);
    let third = only(&ledger);
    assert_eq!((&third.event.id, &third.first_known), (&second.event.id, &first.event.id));
    assert!(third.n_changes > second.n_changes);
    assert_eq!(since(&ledger, 2), ["article added", "event changed", "quote added"]);

    add_at(&mut ledger, 4, &[meeting("C", "2026-05-10")]);
    assert_eq!(since(&ledger, 3), Vec::<String>::new(), "the same again changes nothing");
}

#[test]
fn what_is_rejected_or_forgotten_is_gone_and_may_come_back() {
    let author = Author { made: at(2), who: "tester".to_owned(), why: None };
    let mut ledger = Ledger::in_memory().unwrap();
    add_at(&mut ledger, 1, &[meeting("A", "2026-05-09")]);
    let view = only(&ledger);
    ledger.set_moment(at(2));
    ledger.reject(&view.event.id, &author).unwrap();
    let changes = ledger.changes_since(&at(1)).unwrap();
    assert_eq!(since(&ledger, 1), ["event gone"]);
    assert_eq!((changes[0].now.as_deref(), changes[0].why.as_deref()), (None, Some("rejected")));
    ledger.set_moment(at(3));
    ledger.undo(None, &author).unwrap();
    assert_eq!(since(&ledger, 2), ["event changed"]);
    let lately = Filter { changed_since: Some(at(2)), ..Filter::default() };
    assert_eq!((ledger.events(&lately).unwrap().len(), ledger.quotes(&lately).unwrap().len()), (1, 0));
    ledger.set_moment(at(4));
    ledger.edit(&view.event.id, "place", "Bergen", &author).unwrap();
    assert_eq!(since(&ledger, 3), ["event changed"]);
    ledger.set_moment(at(5));
    ledger.forget(&view.reports[0].article, "asked for").unwrap();
    assert_eq!(since(&ledger, 4), ["article gone", "event gone", "quote gone"]);
    let changes =
        ledger.changes(&Filter { country: "NOR".parse().ok(), changed_since: Some(at(4)), ..Filter::default() });
    assert!(changes.unwrap().iter().all(|change| change.why.as_deref() == Some("asked for")), "no filter hides it");
    assert_eq!(since(&ledger, 0), Vec::<String>::new(), "what came and went between is not told");
}

#[test]
fn a_clock_that_was_set_back_hides_no_change() {
    let mut ledger = Ledger::in_memory().unwrap();
    add_at(&mut ledger, 12, &[meeting("A", "2026-05-09")]);
    assert!(since(&ledger, 12).is_empty());
    add_at(&mut ledger, 3, &[meeting("B", "2026-05-10")]);
    assert!(since(&ledger, 12).contains(&"event changed".to_owned()), "{:?}", since(&ledger, 12));
}
