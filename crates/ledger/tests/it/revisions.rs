//! Changed texts, forgetting and reading again.

use plenipo_ledger::{Added, Filter, Ledger, Origin, Record};
use plenipo_record::EventKind::Meet;
use plenipo_record::Reading;
use plenipo_record::Status::Occurred;

use crate::make::{article, ledger};

const PARAGRAPH: &str = "The two spoke about fish, cables and the long winter that lies behind both countries.";

fn report(outlet: &str, published: &str, who: &str, sentence: &str) -> Reading {
    article(outlet, published)
        .event(Meet, Occurred, who, "2026-05-08", "Oslo NOR", sentence)
        .paragraph(PARAGRAPH)
        .done()
}

fn add_at(ledger: &mut Ledger, reading: &Reading, address: &str, fetched: &str) -> Added {
    let mut batch = ledger.batch().unwrap();
    let origin =
        Origin { fetched: fetched.to_owned(), reader: "1".to_owned(), address: Some(address.to_owned()), as_of: None };
    let added = batch.add(reading, &origin).unwrap();
    batch.commit().unwrap();
    added
}

#[test]
fn a_changed_text_replaces_the_former_one() {
    let (first, second) = (
        report("A", "2026-05-08T10:00", "Mira Talvik EST | Osman Reyl NOR", "Talvik met Reyl."),
        report("A", "2026-05-08T12:00", "Mira Talvik EST | Lena Hoeve NOR", "Corrected: Talvik met Hoeve."),
    );
    for order in [[&first, &second], [&second, &first]] {
        let mut ledger = Ledger::in_memory().unwrap();
        let address = "https://a.example/news/1";
        assert!(matches!(add_at(&mut ledger, order[0], address, "2026-05-09T00:00:00Z"), Added::New(_)));
        assert!(matches!(add_at(&mut ledger, order[1], address, "2026-05-09T00:00:01Z"), Added::Revision(_)));
        let events = ledger.events(&Filter::default()).unwrap();
        assert_eq!((events.len(), events[0].n_reports), (1, 1));
        assert_eq!(events[0].with[0].name, "Lena Hoeve");
        assert_eq!(ledger.check().unwrap(), Vec::<String>::new());
        let Record::Event(view) = ledger.show(&events[0].id).unwrap() else { panic!("an event") };
        let Record::Article(article) = ledger.show(&view.reports[0].article).unwrap() else { panic!("an article") };
        assert_eq!((article.revision, article.revisions.len()), (2, 1));
        assert!(matches!(ledger.show(&article.revisions[0].0).unwrap(), Record::Article(_)));
    }
}

#[test]
fn it_does_not_show_whether_a_copy_was_replaced_at_once_or_later() {
    let copy = |outlet: &str, minute: &str, sentence: &str| {
        report(outlet, &format!("2026-05-08T10:{minute}"), "Mira Talvik EST | Osman Reyl NOR", sentence)
    };
    let articles = [
        (copy("A", "00", "Talvik met Reyl."), "https://a.example/news/1"),
        (copy("B", "01", "Talvik met Reyl."), "https://b.example/news/1"),
        (
            report("B", "2026-05-08T12:00", "Mira Talvik EST | Lena Hoeve NOR", "Talvik met Hoeve."),
            "https://b.example/news/1",
        ),
    ];
    let record = |size: usize| {
        let mut ledger = Ledger::in_memory().unwrap();
        for part in articles.chunks(size) {
            let mut batch = ledger.batch().unwrap();
            for (reading, address) in part {
                let address = Some((*address).to_owned());
                let origin = Origin { fetched: "1".to_owned(), reader: "1".to_owned(), address, as_of: None };
                batch.add(reading, &origin).unwrap();
            }
            batch.commit().unwrap();
        }
        ledger.dump().unwrap()
    };
    assert_eq!(record(1), record(3));
}

#[test]
fn differences_are_kept_and_former_names_lead_on() {
    let mut ledger = Ledger::in_memory().unwrap();
    let address = "https://a.example/news/1";
    add_at(
        &mut ledger,
        &report("A", "2026-05-08T10:00", "Mira Talvik EST | Osman Reyl NOR", "Talvik met Reyl."),
        address,
        "1",
    );
    let former = ledger.events(&Filter::default()).unwrap()[0].id.clone();
    add_at(
        &mut ledger,
        &report("A", "2026-05-08T12:00", "Mira Talvik EST | Osman Reyl NOR", "Talvik had met Reyl."),
        address,
        "2",
    );
    let now = ledger.events(&Filter::default()).unwrap()[0].id.clone();
    assert_ne!(former, now);
    let Record::Event(view) = ledger.show(&former).unwrap() else { panic!("an event") };
    assert_eq!(view.event.id, now);
    // A text that takes everything back.
    let withdrawn = article("A", "2026-05-08T14:00").paragraph("This story was withdrawn.").done();
    add_at(&mut ledger, &withdrawn, address, "3");
    assert!(ledger.events(&Filter::default()).unwrap().is_empty());
    assert!(matches!(ledger.show(&now).unwrap(), Record::Gone { .. }));
    assert_eq!(ledger.check().unwrap(), Vec::<String>::new());
}

#[test]
fn another_article_in_a_file_of_the_same_name_is_no_revision() {
    let mut ledger = Ledger::in_memory().unwrap();
    let one = report("A", "2026-05-08T10:00", "Mira Talvik EST | Osman Reyl NOR", "Talvik met Reyl.");
    let other = article("A", "2026-05-10")
        .event(
            Meet,
            Occurred,
            "Lena Hoeve NLD",
            "2026-05-10",
            "",
            "Hoeve met somebody else in another place altogether.",
        )
        .done();
    add_at(&mut ledger, &one, "/tmp/page.html", "1");
    assert!(matches!(add_at(&mut ledger, &other, "/tmp/page.html", "2"), Added::New(_)));
    assert_eq!(ledger.events(&Filter::default()).unwrap().len(), 2);
}

#[test]
fn what_is_forgotten_stays_forgotten() {
    let (one, other) = (
        report("A", "2026-05-08T10:00", "Mira Talvik EST | Osman Reyl NOR", "Talvik met Reyl."),
        article("B", "2026-05-09")
            .event(Meet, Occurred, "Mira Talvik EST | Osman Reyl NOR", "2026-05-08", "Oslo NOR", "Reyl met Talvik.")
            .done(),
    );
    let mut ledger = ledger(&[one.clone(), other]);
    let event = ledger.events(&Filter::default()).unwrap().remove(0);
    assert_eq!(event.n_reports, 2);
    let Record::Event(view) = ledger.show(&event.id).unwrap() else { panic!("an event") };
    ledger.forget(&view.reports[0].article, "asked for").unwrap();
    let events = ledger.events(&Filter::default()).unwrap();
    assert_eq!((events.len(), events[0].n_reports), (1, 1));
    assert!(matches!(ledger.show(&event.id).unwrap(), Record::Gone { .. }));
    let mut batch = ledger.batch().unwrap();
    assert_eq!(batch.add(&one, &Origin::default()).unwrap(), Added::Forgotten);
    drop(batch);
    assert_eq!(ledger.check().unwrap(), Vec::<String>::new());
}

#[test]
fn who_is_forgotten_goes_with_all_that_names_them() {
    let both = report("A", "2026-05-08T10:00", "Mira Talvik EST | Osman Reyl NOR", "Talvik met Reyl.");
    let copy = report("B", "2026-05-08T11:00", "Mira Talvik EST | Osman Reyl NOR", "Talvik met Reyl.");
    let other = report("C", "2026-05-12T10:00", "Mira Talvik EST | Lena Hoeve NLD", "Talvik met Hoeve.");
    let mut ledger = ledger(&[both, copy, other.clone()]);
    let reyl = ledger.actors(&Filter { who: Some("Reyl".to_owned()), ..Filter::default() }).unwrap().remove(0);
    assert_eq!(ledger.forget(&reyl.id, "asked for").unwrap(), 2);
    let undisturbed = crate::make::ledger(&[other]);
    assert_eq!(ledger.events(&Filter::default()).unwrap(), undisturbed.events(&Filter::default()).unwrap());
    let dump = ledger.dump().unwrap().join("\n");
    assert!(dump.contains("Talvik") && !dump.contains("Reyl"), "{dump}");
    assert!(ledger.forget(&reyl.id, "again").is_err());
    assert_eq!(ledger.check().unwrap(), Vec::<String>::new());
}

#[test]
fn reading_again_replaces_readings_and_tells_what_differs() {
    let mut ledger = ledger(&[report("A", "2026-05-08T10:00", "Mira Talvik EST | Osman Reyl NOR", "Talvik met Reyl.")]);
    let better =
        report("A", "2026-05-08T10:00", "Mira Talvik EST | Osman Reyl NOR, Lena Hoeve NOR", "Talvik met Reyl.");
    let differences = ledger.reread("2", |article, _| Reading { article, ..better.clone() }).unwrap();
    assert_eq!(differences.len(), 1);
    assert!(
        differences[0].1[0].starts_with("changed: meet occurred by Mira Talvik with Osman Reyl"),
        "{differences:?}"
    );
    assert_eq!(ledger.events(&Filter::default()).unwrap()[0].with.len(), 2);
    assert!(ledger.reread("2", |_, _| panic!("nothing is left to read")).unwrap().is_empty());
}
