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

#[test]
fn parties_are_edited_and_found_under_their_words() {
    let mut ledger = ledger(&[
        meeting("A", "Mira Talvik EST | Osman Reyl NOR", "2026-05-08"),
        meeting("B", "Lena Hoeve NLD | Osman Reyl NOR", "2026-05-20"),
    ]);
    let found = |ledger: &Ledger, filter: Filter| ledger.events(&filter).unwrap().len();
    let words = |words: &str| Filter { words: Some(words.to_owned()), ..Filter::default() };
    let country = |code: &str| Filter { country: code.parse().ok(), ..Filter::default() };
    let who = |name: &str| Filter { who: Some(name.to_owned()), ..Filter::default() };
    let id = ledger.events(&words("Talvik")).unwrap().remove(0).id;
    assert!(ledger.edit(&id, "with", "nobody-at-all", &author()).is_err());
    ledger.edit(&id, "with", "lena-hoeve-nld, osman-reyl-nor", &author()).unwrap();
    ledger.edit(&id, "place", "Bergen", &author()).unwrap();
    let event = ledger.events(&words("Bergen")).unwrap().remove(0);
    let names: Vec<&str> = event.with.iter().map(|party| party.name.as_str()).collect();
    assert_eq!(names, ["Lena Hoeve", "Osman Reyl"]);
    assert_eq!((found(&ledger, words("Hoeve")), found(&ledger, words("Hoeve Talvik"))), (2, 1));
    assert_eq!((found(&ledger, country("NLD")), found(&ledger, who("Lena Hoeve"))), (2, 2));
    assert_eq!(found(&ledger, words("Oslo Talvik")), 0, "the former place is found no more");
    add(&mut ledger, &[meeting("C", "Mira Talvik EST | Osman Reyl NOR", "2026-05-08")]).unwrap();
    assert_eq!(ledger.events(&words("Bergen")).unwrap()[0].with.len(), 2, "a new report leaves it");
    let log = ledger.log().unwrap();
    assert_eq!(log[0].before.as_deref(), Some("osman-reyl-nor"));
    ledger.edit(&id, "by", "", &author()).unwrap();
    assert!(ledger.events(&words("Bergen")).unwrap()[0].by.is_empty());
    for _ in 0..3 {
        ledger.undo(None, &author()).unwrap();
    }
    assert_eq!(found(&ledger, words("Oslo Talvik")), 1);
    assert_eq!(ledger.check().unwrap(), Vec::<String>::new());
}

#[test]
fn somebody_whose_country_is_edited_moves_to_its_lists() {
    let reading = meeting("A", "Mira Talvik EST | Osman Reyl NOR", "2026-05-08");
    let mut ledger = ledger(std::slice::from_ref(&reading));
    let before = ledger.dump().unwrap();
    let listed = |ledger: &Ledger, code: &str| {
        let filter = Filter { country: code.parse().ok(), ..Filter::default() };
        (ledger.events(&filter).unwrap().len(), ledger.actors(&filter).unwrap().len())
    };
    assert_eq!((listed(&ledger, "EST"), listed(&ledger, "FIN")), ((1, 1), (0, 0)));
    assert!(ledger.edit("mira-talvik-est", "country", "Finland", &author()).is_err());
    assert!(ledger.edit("mira-talvik-est", "name", "Mira", &author()).is_err());
    ledger.edit("mira-talvik-est", "country", "FIN", &author()).unwrap();
    assert_eq!((listed(&ledger, "EST"), listed(&ledger, "FIN")), ((0, 0), (1, 1)));
    ledger.reread("2", |article, _| Reading { article, ..reading.clone() }).unwrap();
    assert_eq!(listed(&ledger, "FIN"), (1, 1), "reading again leaves it");
    add(&mut ledger, &[meeting("B", "Mira Talvik EST | Lena Hoeve NLD", "2026-05-20")]).unwrap();
    assert_eq!((listed(&ledger, "EST"), listed(&ledger, "FIN")), ((0, 0), (2, 1)), "and so does a new report");
    assert_eq!(ledger.check().unwrap(), Vec::<String>::new());
    let article = ledger.show(&ledger.events(&Filter::default()).unwrap()[0].id).unwrap();
    let Record::Event(view) = article else { panic!("an event") };
    ledger.forget(&view.reports[0].article, "a test").unwrap();
    ledger.undo(None, &author()).unwrap();
    assert_eq!(ledger.dump().unwrap(), before);
}

#[test]
fn lists_take_what_the_reader_is_sure_of() {
    let one = article("A", "2026-05-09")
        .event(Meet, Occurred, "Mira Talvik EST | Osman Reyl NOR", "2026-05-08", "", "Talvik met Reyl.")
        .sure(0.9)
        .event(Meet, Occurred, "Lena Hoeve NOR | Ana Rojas CHL", "2026-05-08", "", "Hoeve met Rojas.")
        .sure(0.5);
    let ledger = ledger(&[one.done()]);
    let count = |percent: u8| {
        let events = ledger.events(&Filter { confidence: Some(percent), ..Filter::default() });
        events.unwrap().len()
    };
    assert_eq!([0, 50, 51, 90, 91].map(count), [2, 2, 1, 1, 0]);
}
