//! The file: what goes in comes out, and what is broken is refused.

use std::path::{Path, PathBuf};

use plenipo_ledger::{Added, ErrorKind, Filter, Ledger, Origin};
use plenipo_record::EventKind::Meet;
use plenipo_record::Status::Occurred;
use plenipo_record::{Reading, Span};

use crate::make::{add, article, ledger};

fn meeting() -> Reading {
    article("A", "2026-05-08T10:15")
        .event(Meet, Occurred, "Mira Talvik EST | Osman Reyl NOR", "2026-05-08", "Oslo NOR", "Talvik met Reyl.")
        .about(&["fish"])
        .quote("Mira Talvik EST", "We have talked about fish")
        .done()
}

/// A file of its own for one test, removed when dropped.
pub struct File(pub PathBuf);

impl File {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("plenipo-ledger-{}-{name}", std::process::id()));
        let _ = std::fs::remove_file(&path);
        File(path)
    }
}

impl Drop for File {
    fn drop(&mut self) {
        for ending in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{ending}", self.0.display()));
        }
    }
}

#[test]
fn a_reading_comes_out_as_it_went_in() {
    let reading = meeting();
    let mut seen = Vec::new();
    ledger(std::slice::from_ref(&reading)).each_reading(|reading| seen.push(reading)).unwrap();
    let [mut stored] = <[Reading; 1]>::try_from(seen).unwrap();
    // Events and quotations carry the names that they have in the record.
    stored.events[0].id.clone_from(&reading.events[0].id);
    stored.quotations[0].id.clone_from(&reading.quotations[0].id);
    assert_eq!(stored, reading);
}

#[test]
fn the_same_content_changes_nothing_whatever_it_is_called() {
    let mut ledger = ledger(&[meeting()]);
    let before = ledger.dump().unwrap();
    let mut again = meeting();
    again.article.name = "elsewhere.txt".to_owned();
    let mut batch = ledger.batch().unwrap();
    assert!(matches!(batch.add(&again, &Origin::default()).unwrap(), Added::Known(_)));
    batch.commit().unwrap();
    assert_eq!(ledger.dump().unwrap(), before);
}

#[test]
fn a_batch_that_is_dropped_leaves_no_trace() {
    let mut ledger = Ledger::in_memory().unwrap();
    let mut batch = ledger.batch().unwrap();
    batch.add(&meeting(), &Origin::default()).unwrap();
    drop(batch);
    assert!(ledger.dump().unwrap().is_empty());
    add(&mut ledger, &[meeting()]).unwrap();
    assert_eq!(ledger.events(&Filter::default()).unwrap().len(), 1);
}

#[test]
fn a_broken_reading_is_refused() {
    let broken: [fn(&mut Reading); 5] = [
        |reading| reading.events[0].evidence.clear(),
        |reading| reading.events[0].evidence[0] = Span { start: 3, end: 99_999 },
        |reading| reading.actors.clear(),
        |reading| reading.quotations[0].pieces[0] = Span { start: 5, end: 5 },
        |reading| reading.article.parts[0].span = Span { start: 9, end: 3 },
    ];
    for (at, break_it) in broken.iter().enumerate() {
        let mut reading = meeting();
        break_it(&mut reading);
        let mut ledger = Ledger::in_memory().unwrap();
        let error = add(&mut ledger, &[reading]).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::BadReading(_)), "{at}: {error}");
    }
}

#[test]
fn readers_read_while_a_writer_writes() {
    let file = File::new("readers.db");
    let mut writer = Ledger::open(&file.0).unwrap();
    add(&mut writer, &[meeting()]).unwrap();
    let reader = Ledger::open_for_reading(&file.0).unwrap();
    let mut batch = writer.batch().unwrap();
    let other =
        article("B", "2026-06-01").event(Meet, Occurred, "Lena Hoeve NLD", "2026-06-01", "", "Hoeve met nobody.");
    batch.add(&other.done(), &Origin::default()).unwrap();
    assert_eq!(reader.events(&Filter::default()).unwrap().len(), 1);
    batch.commit().unwrap();
    assert_eq!(reader.events(&Filter::default()).unwrap().len(), 2);
}

#[test]
fn what_is_no_ledger_is_said_in_one_line() {
    let file = File::new("text.db");
    std::fs::write(
        &file.0,
        "This is a letter and no ledger, and it is long enough to hold a header of SQLite's.\n".repeat(9),
    )
    .unwrap();
    let error = Ledger::open(&file.0).err().expect("no ledger");
    assert!(matches!(error.kind(), ErrorKind::NotALedger), "{error}");
    assert_eq!(error.to_string().lines().count(), 1);
    let error = Ledger::open(Path::new("/nowhere/at/all.db")).err().expect("no folder");
    assert!(matches!(error.kind(), ErrorKind::CannotOpen), "{error}");
}

/// Run once for each new version of the schema: `cargo test -p plenipo-ledger -- --ignored this_version`.
#[test]
#[ignore = "writes the fixture of the present version"]
fn writes_the_store_of_this_version() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stores/10.ledger");
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let _ = std::fs::remove_file(&path);
    ledger(&[meeting()]).backup(&path).unwrap();
}

#[test]
fn a_store_of_each_version_opens() {
    for version in 1..=10 {
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/stores/{version}.ledger"));
        let file = File::new(&format!("version-{version}.db"));
        std::fs::copy(&fixture, &file.0).unwrap();
        let mut ledger = Ledger::open(&file.0).unwrap();
        assert_eq!(ledger.check().unwrap(), Vec::<String>::new());
        let opened = ledger.dump().unwrap();
        ledger.repair().unwrap();
        assert_eq!(
            opened,
            ledger.dump().unwrap(),
            "version {version}: what follows from the rest follows as it does today"
        );
        let events = ledger.events(&Filter { who: Some("Talvik".to_owned()), ..Filter::default() }).unwrap();
        assert_eq!(events.len(), 1, "version {version}");
        assert_eq!(ledger.stories(&Filter::default()).unwrap().len(), 1, "version {version}");
    }
}

#[test]
fn a_backup_is_a_ledger() {
    let file = File::new("backup.db");
    let ledger = ledger(&[meeting()]);
    ledger.backup(&file.0).unwrap();
    assert_eq!(Ledger::open(&file.0).unwrap().dump().unwrap(), ledger.dump().unwrap());
}

#[test]
fn lists_are_narrowed_by_who_what_when_and_where() {
    let ledger = ledger(&[
        meeting(),
        article("B", "2026-06-01")
            .event(
                Meet,
                Occurred,
                "Lena Hoeve NLD | Osman Reyl NOR",
                "2026-06-01",
                "Rome ITA",
                "Hoeve met Reyl in Rome.",
            )
            .done(),
    ]);
    let count = |filter: Filter| ledger.events(&filter).unwrap().len();
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(count(Filter { who: text("reyl"), ..Filter::default() }), 2);
    assert_eq!(count(Filter { who: text("Osman Reyl"), with: text("Hoeve"), ..Filter::default() }), 1);
    assert_eq!(count(Filter { who: text("nobody at all"), ..Filter::default() }), 0);
    assert_eq!(count(Filter { country: "ITA".parse().ok(), ..Filter::default() }), 1);
    assert_eq!(count(Filter { country: "NOR".parse().ok(), ..Filter::default() }), 2);
    assert_eq!(count(Filter { words: text("fish"), ..Filter::default() }), 1);
    assert_eq!(count(Filter { words: text("\"met reyl in\""), ..Filter::default() }), 1);
    assert_eq!(count(Filter { words: text("NEAR( \"*"), ..Filter::default() }), 0, "signs of the index are words here");
    assert_eq!(count(Filter { said: text("talked fish"), ..Filter::default() }), 1);
    assert_eq!(count(Filter { limit: Some(1), ..Filter::default() }), 1);
    assert_eq!(
        ledger.quotes(&Filter { said: text("fish"), who: text("Talvik"), ..Filter::default() }).unwrap().len(),
        1
    );
}
