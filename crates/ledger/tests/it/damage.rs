//! Damaged files: refused or found, never read as if they were whole; and what follows from the rest is made anew.

use plenipo_ledger::{Author, Filter, Ledger};
use plenipo_record::EventKind::Meet;
use plenipo_record::Reading;
use plenipo_record::Status::Occurred;
use rusqlite::Connection;

use crate::disk::{Chance, Disk};
use crate::make::{add, article};
use crate::store::File;

/// The size of a page of the file.
const PAGE: usize = 4096;

fn readings() -> Vec<Reading> {
    let reading = |number: usize| {
        article("Wire", &format!("2026-05-{:02}T08:00", number + 1))
            .event(Meet, Occurred, "Mira Talvik EST | Osman Reyl NOR", "2026-05-08", "Oslo NOR", "Talvik met Reyl.")
            .about(&["ferries"])
            .quote("Mira Talvik EST", "The door is open and stays open")
            .paragraph(&format!("Ferry number {number} is old. ").repeat(400))
            .done()
    };
    (0..6).map(reading).collect()
}

/// Ways to damage a page.
const DAMAGES: [fn(&mut [u8], &mut Chance); 4] = [
    |page, _| page.fill(0),
    |page, chance| page.fill_with(|| chance.below(256) as u8),
    |page, chance| page[PAGE / 2..].fill_with(|| chance.below(256) as u8),
    |page, _| page.rotate_left(16),
];

#[test]
fn a_damaged_page_is_refused_or_found() {
    let disk = Disk::new("pages");
    let mut ledger = Ledger::open(&disk.path()).unwrap();
    add(&mut ledger, &readings()).unwrap();
    let wanted = ledger.dump().unwrap();
    drop(ledger);
    let whole = disk.bytes();
    assert!(whole.len() > 40 * PAGE, "{} bytes", whole.len());
    let mut chance = Chance(7);
    let (mut refused, mut found, mut free) = (0, 0, 0);
    for page in 0..whole.len() / PAGE {
        for damage in DAMAGES {
            let mut bytes = whole.clone();
            damage(&mut bytes[page * PAGE..][..PAGE], &mut chance);
            disk.overwrite(bytes);
            let Ok(ledger) = Ledger::open(&disk.path()) else {
                refused += 1;
                continue;
            };
            match ledger.check() {
                Err(_) => refused += 1,
                Ok(troubles) if !troubles.is_empty() => found += 1,
                Ok(_) => {
                    assert_eq!(ledger.dump().unwrap(), wanted, "page {page} says something else and nobody tells");
                    free += 1;
                }
            }
            // Whatever is asked of it is answered or refused.
            let _ = ledger.events(&Filter { words: Some("ferries".to_owned()), ..Filter::default() });
            let _ = ledger.quotes(&Filter { said: Some("door".to_owned()), ..Filter::default() });
            let _ = ledger.each_reading(drop);
        }
    }
    println!("{refused} refused, {found} found, {free} without harm");
    assert!(refused + found > free * 4, "{refused} refused, {found} found, {free} without harm");
}

#[test]
fn a_text_that_changed_in_the_file_is_found() {
    let file = File::new("text-changed.db");
    add(&mut Ledger::open(&file.0).unwrap(), &readings()).unwrap();
    let change = "UPDATE article SET text = replace(text, 'Ferry number 3', 'Ferry number 8')";
    Connection::open(&file.0).unwrap().execute(change, []).unwrap();
    let troubles = Ledger::open(&file.0).unwrap().check().unwrap();
    assert_eq!(troubles.len(), 1, "{troubles:?}");
    assert!(troubles[0].ends_with("is not the one that was added"), "{troubles:?}");
}

#[test]
fn what_follows_from_the_articles_is_made_anew() {
    let file = File::new("repaired.db");
    let mut ledger = Ledger::open(&file.0).unwrap();
    add(&mut ledger, &readings()).unwrap();
    let author = Author { who: "desk".to_owned(), made: "2026-05-12".to_owned(), why: None };
    let event = ledger.events(&Filter::default()).unwrap().remove(0).id;
    ledger.edit(&event, "place", "Bergen", &author).unwrap();
    let wanted = ledger.dump().unwrap();
    let found = |ledger: &Ledger| {
        let words = |words: &str| Filter { words: Some(words.to_owned()), ..Filter::default() };
        let said = Filter { said: Some("door".to_owned()), ..Filter::default() };
        (ledger.events(&words("ferries")).unwrap().len(), ledger.quotes(&said).unwrap().len())
    };
    let before = found(&ledger);
    assert!(before.0 > 0 && before.1 > 0, "{before:?}");
    drop(ledger);
    Connection::open(&file.0)
        .unwrap()
        .execute_batch(
            "UPDATE report SET event = NULL; UPDATE event SET summary = 'nonsense', n_reports = 99;
             INSERT INTO event_words (event_words) VALUES ('delete-all');
             INSERT INTO quote_words (quote_words) VALUES ('delete-all');
             DELETE FROM candidate; DELETE FROM block;",
        )
        .unwrap();
    let mut ledger = Ledger::open(&file.0).unwrap();
    assert_eq!(ledger.check().unwrap(), ["6 reports belong to no event"]);
    ledger.repair().unwrap();
    assert_eq!(ledger.check().unwrap(), Vec::<String>::new());
    assert_eq!(found(&ledger), before);
    assert_eq!(ledger.dump().unwrap(), wanted);
    ledger.repair().unwrap();
    assert_eq!(ledger.dump().unwrap(), wanted, "of a sound ledger nothing changes");
}

#[test]
fn a_backup_taken_while_somebody_writes_is_whole_and_takes_the_place_of_the_ledger() {
    let (file, copy) = (File::new("kept.db"), File::new("kept-copy.db"));
    let readings = readings();
    let mut writer = Ledger::open(&file.0).unwrap();
    add(&mut writer, &readings[..3]).unwrap();
    let kept = writer.dump().unwrap();
    let reader = Ledger::open_for_reading(&file.0).unwrap();
    let mut batch = writer.batch().unwrap();
    batch.add(&readings[3], &plenipo_ledger::Origin::default()).unwrap();
    reader.backup(&copy.0).unwrap();
    drop(batch);
    drop((reader, writer));
    // The disk takes a page of the ledger; the backup is put in its place, and the same work goes on.
    let mut bytes = std::fs::read(&file.0).unwrap();
    bytes[..PAGE].fill(0);
    std::fs::write(&file.0, bytes).unwrap();
    assert!(Ledger::open(&file.0).is_err(), "a ledger without its first page");
    std::fs::copy(&copy.0, &file.0).unwrap();
    let mut restored = Ledger::open(&file.0).unwrap();
    assert_eq!(restored.check().unwrap(), Vec::<String>::new());
    assert_eq!(restored.dump().unwrap(), kept);
    add(&mut restored, &readings).unwrap();
    assert_eq!(restored.dump().unwrap(), crate::make::ledger(&readings).dump().unwrap());
}
