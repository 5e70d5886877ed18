//! What people correct, and that it survives.

use plenipo_ledger::{Author, Filter, Ledger, Record};
use plenipo_record::EventKind::Meet;
use plenipo_record::Reading;
use plenipo_record::Status::Occurred;

use crate::make::{add, article, ledger};

fn author() -> Author {
    Author { made: "2026-06-01T00:00:00Z".to_owned(), who: "tester".to_owned(), why: None }
}

fn meeting(outlet: &str, who: &str, day: &str) -> Reading {
    article(outlet, day).event(Meet, Occurred, who, day, "Oslo NOR", "They met.").done()
}

fn ids(ledger: &Ledger) -> Vec<String> {
    ledger.events(&Filter::default()).unwrap().into_iter().map(|event| event.id).collect()
}

#[test]
fn a_rejected_event_is_listed_no_more_until_it_is_undone() {
    let mut ledger = ledger(&[meeting("A", "Mira Talvik EST | Osman Reyl NOR", "2026-05-08")]);
    let id = ids(&ledger).remove(0);
    ledger.reject(&id, &author()).unwrap();
    assert!(ids(&ledger).is_empty());
    add(&mut ledger, &[meeting("B", "Mira Talvik EST | Osman Reyl NOR", "2026-05-08")]).unwrap();
    assert!(ids(&ledger).is_empty(), "a new report does not bring it back");
    ledger.undo(None, &author()).unwrap();
    assert_eq!(ids(&ledger).len(), 1);
    assert_eq!(ledger.log().unwrap().len(), 2);
    assert!(ledger.undo(None, &author()).is_err());
}

#[test]
fn an_edit_survives_new_reports_and_reading_again() {
    let reading = meeting("A", "Mira Talvik EST | Osman Reyl NOR", "2026-05-08");
    let mut ledger = ledger(std::slice::from_ref(&reading));
    let id = ids(&ledger).remove(0);
    ledger.edit(&id, "place", "Bergen", &author()).unwrap();
    ledger.edit(&id, "when", "2026-05-07..2026-05-08", &author()).unwrap();
    assert!(ledger.edit(&id, "when", "yesterday", &author()).is_err());
    assert!(ledger.edit(&id, "colour", "red", &author()).is_err());
    add(&mut ledger, &[meeting("B", "Mira Talvik EST | Osman Reyl NOR", "2026-05-08")]).unwrap();
    ledger.reread("2", |article, _| Reading { article, ..reading.clone() }).unwrap_or_default();
    let event = ledger.events(&Filter::default()).unwrap().remove(0);
    assert_eq!(event.place.as_deref(), Some("Bergen"));
    assert_eq!(event.start.as_deref(), Some("2026-05-07"));
    let log = ledger.log().unwrap();
    assert_eq!((log[0].before.as_deref(), log[0].after.as_deref()), (Some("Oslo"), Some("Bergen")));
}

#[test]
fn events_are_merged_and_split_by_one_command() {
    let mut ledger = ledger(&[
        meeting("A", "Mira Talvik EST | Osman Reyl NOR", "2026-05-08"),
        meeting("B", "Lena Hoeve NLD | Osman Reyl NOR", "2026-05-08"),
        meeting("C", "Mira Talvik EST | Osman Reyl NOR", "2026-05-09"),
    ]);
    let before = ledger.dump().unwrap();
    assert_eq!(ids(&ledger).len(), 2);
    let both = ids(&ledger);
    ledger.merge(&both[0], &both[1], &author()).unwrap();
    assert_eq!(ids(&ledger).len(), 1);
    ledger.undo(None, &author()).unwrap();
    assert_eq!(ledger.dump().unwrap(), before);

    let joined = ledger.events(&Filter { reports: Some(2), ..Filter::default() }).unwrap().remove(0);
    let Record::Event(view) = ledger.show(&joined.id).unwrap() else { panic!("an event") };
    ledger.split(&joined.id, &view.reports[1].id, &author()).unwrap();
    assert_eq!(ids(&ledger).len(), 3);
    ledger.undo(None, &author()).unwrap();
    assert_eq!(ledger.dump().unwrap(), before);
    assert_eq!(ledger.check().unwrap(), Vec::<String>::new());
}

#[test]
fn actors_are_merged_and_split_by_one_command() {
    let mut ledger = ledger(&[
        meeting("A", "Mira Talvik EST | Osman Reyl NOR", "2026-05-08"),
        meeting("B", "Mirjam Kask EST | Osman Reyl NOR", "2026-05-08"),
    ]);
    assert_eq!(ids(&ledger).len(), 2);
    ledger.merge("mira-talvik-est", "mirjam-kask-est", &author()).unwrap();
    assert_eq!(ids(&ledger).len(), 1, "one person was at one meeting");
    assert_eq!(ledger.actors(&Filter::default()).unwrap().len(), 2);
    ledger.undo(None, &author()).unwrap();
    assert_eq!(ids(&ledger).len(), 2);
    add(&mut ledger, &[meeting("C", "M. Talvik EST", "2026-05-20")]).unwrap();
    ledger.split("mira-talvik-est", "m-talvik-est", &author()).unwrap();
    assert_eq!(ledger.actors(&Filter::default()).unwrap().len(), 4);
}
