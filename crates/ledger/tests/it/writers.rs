//! Several programs that write to one ledger.

use std::thread;

use plenipo_ledger::{Added, Ledger, Origin};
use plenipo_record::EventKind::Meet;
use plenipo_record::Reading;
use plenipo_record::Status::Occurred;

use crate::make::article;
use crate::store::File;

/// Articles of several outlets that tell of the same days.
fn readings() -> Vec<Reading> {
    let reading = |number: usize| {
        let day = format!("2026-05-{:02}", number / 3 + 1);
        article(&format!("Outlet {}", number % 3), &format!("{day}T08:00"))
            .event(Meet, Occurred, "Mira Talvik EST | Osman Reyl NOR", &day, "Oslo NOR", "Talvik met Reyl in Oslo.")
            .paragraph(&format!("This is report {number}."))
            .done()
    };
    (0..24).map(reading).collect()
}

/// Adds all readings, from one of them on and around, an article a batch; returns how many were new.
fn add_from(ledger: &mut Ledger, readings: &[Reading], from: usize) -> usize {
    let mut new = 0;
    for reading in readings[from..].iter().chain(&readings[..from]) {
        let mut batch = ledger.batch().expect("the other waits for a moment at most");
        new += usize::from(matches!(batch.add(reading, &Origin::default()).unwrap(), Added::New(_)));
        batch.commit().unwrap();
    }
    new
}

#[test]
fn writers_at_the_same_time_make_one_record() {
    let readings = readings();
    let alone = crate::make::ledger(&readings).dump().unwrap();
    let file = File::new("writers.db");
    // Whoever comes first makes the file, and the others find it made.
    let new: usize = thread::scope(|scope| {
        let add = |from| {
            let (file, readings) = (&file, &readings);
            scope.spawn(move || add_from(&mut Ledger::open(&file.0).expect("a ledger"), readings, from))
        };
        let writers = [0, 8, 16].map(add);
        let reader = Ledger::open(&file.0).unwrap();
        // Events may become fewer, when two are found to be one; articles only become more.
        let mut seen = 0;
        while !writers.iter().all(thread::ScopedJoinHandle::is_finished) {
            let mut now = 0;
            reader.each_reading(|_| now += 1).unwrap();
            assert!(now >= seen, "{seen} articles were there, {now} are");
            seen = now;
        }
        writers.into_iter().map(|writer| writer.join().expect("no panic")).sum()
    });
    assert_eq!(new, readings.len(), "each article is new to one of them");
    let ledger = Ledger::open(&file.0).unwrap();
    assert_eq!(ledger.check().unwrap(), Vec::<String>::new());
    assert_eq!(ledger.dump().unwrap(), alone);
}
