//! A meeting of which very many tell: what is kept grows with the reports, not with their pairs.

use plenipo_ledger::{Filter, Ledger, Record};
use plenipo_record::EventKind::Meet;
use plenipo_record::Reading;
use plenipo_record::Status::{Occurred, Planned};
use rusqlite::Connection;

use crate::make::{add, article, ledger};
use crate::store::File;

/// Reports of one meeting, in several forms.
fn reports(count: usize) -> Vec<Reading> {
    let report = |at: usize| {
        let published = format!("2026-05-{:02}T{:02}:{:02}", 6 + at % 5, at / 60 % 24, at % 60);
        let status = if at % 5 < 2 { Planned } else { Occurred };
        let who = ["Mira Talvik EST | Osman Reyl NOR", "Osman Reyl NOR | M. Talvik EST", "EST | NOR"][at % 3];
        let place = ["Oslo NOR", " NOR", ""][at % 7 % 3];
        let topics: &[&str] = [&["fish"] as &[&str], &["cables", "fish"], &[]][at % 11 % 3];
        let outlet = format!("Outlet {at}");
        article(&outlet, &published)
            .event(Meet, status, who, "2026-05-08", place, &format!("{outlet} tells of the meeting."))
            .about(topics)
            .done()
    };
    (0..count).map(report).collect()
}

#[test]
fn a_meeting_is_one_event_however_many_tell_of_it() {
    let reports = reports(600);
    let file = File::new("summit.db");
    let mut ledger = Ledger::open(&file.0).unwrap();
    add(&mut ledger, &reports[..400]).unwrap();
    for some in reports[400..].chunks(70) {
        add(&mut ledger, some).unwrap();
    }
    let count = |ledger: &Ledger| {
        let events = ledger.events(&Filter::default()).unwrap();
        events.iter().map(|event| event.n_reports).collect::<Vec<_>>()
    };
    assert_eq!(count(&ledger), [600]);
    let kept = Connection::open(&file.0).unwrap();
    let ties: i64 = kept.query_row("SELECT count(*) / 2 FROM candidate", [], |row| row.get(0)).unwrap();
    assert_eq!(ties, 599, "one fewer than there are reports");
    assert_eq!(ledger.dump().unwrap(), self::ledger(&reports).dump().unwrap());

    // Whoever goes, and whatever hung on him: the others still hang together.
    let Record::Event(view) = ledger.show(&ledger.events(&Filter::default()).unwrap()[0].id).unwrap() else {
        panic!("an event")
    };
    for gone in [0, 1, 300] {
        ledger.forget(&view.reports[gone].article, "a test").unwrap();
    }
    assert_eq!(count(&ledger), [597]);
    assert_eq!(ledger.check().unwrap(), Vec::<String>::new());
}
