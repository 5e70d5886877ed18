//! Nothing is lost on the way to tables and back.

use plenipo_ledger::{Filter, Ledger, NamedReading, Origin};
use plenipo_record::Reading;
use plenipo_tables::{Error, ErrorKind, ParquetWriter, Tables, each_part, read_parquet};

use crate::make::{empty, full, origin};

fn written() -> Vec<(Reading, Origin)> {
    vec![
        (full(1), origin(Some("https://example.org/one"))),
        (empty(), origin(None)),
        (full(2), origin(Some("in/2.html"))),
    ]
}

fn tables(readings: &[(Reading, Origin)]) -> Tables {
    Tables::of_readings(readings.iter().map(|(reading, origin)| NamedReading::alone(reading.clone(), origin.clone())))
}

/// Writes all tables as Parquet and reads them again.
fn through_parquet(tables: &Tables) -> Tables {
    let mut again = Tables::default();
    for (name, batch) in tables.batches() {
        let mut writer = ParquetWriter::new(name, Vec::new()).unwrap();
        writer.write(&batch).unwrap();
        let file = writer.finish().unwrap();
        read_parquet(&mut again, name, bytes::Bytes::from(file)).unwrap();
    }
    again
}

/// Returns the tables of a ledger, put together from parts of so many rows.
fn of_ledger(ledger: &Ledger, n_rows: usize) -> Tables {
    let mut whole = Tables::default();
    let take = |part: Tables| -> Result<(), plenipo_ledger::Error> {
        for (name, batch) in part.batches() {
            whole.extend(name, &batch).expect("what was written is read");
        }
        Ok(())
    };
    each_part(ledger, &Filter::default(), n_rows, take).unwrap();
    whole
}

#[test]
fn readings_come_back_from_parquet() {
    let readings = written();
    let tables = tables(&readings);
    let again = through_parquet(&tables);
    assert_eq!(again, tables);
    assert_eq!(again.readings().unwrap(), readings);
}

#[test]
fn a_ledger_takes_what_another_gave() {
    let fill = |readings: &[(Reading, Origin)]| {
        let mut ledger = Ledger::in_memory().unwrap();
        let mut batch = ledger.batch().unwrap();
        for (reading, origin) in readings {
            batch.add(reading, origin).unwrap();
        }
        batch.commit().unwrap();
        ledger
    };
    let one = fill(&written());
    let first = of_ledger(&one, 1000);
    let two = fill(&through_parquet(&first).readings().unwrap());
    assert_eq!(of_ledger(&two, 3), first);
    assert_eq!(two.dump().unwrap(), one.dump().unwrap());
    assert!(first.events.len() == 2 && first.reports.len() == 4, "{:?}", first.events);
}

#[test]
fn names_are_those_of_a_ledger() {
    let mut ledger = Ledger::in_memory().unwrap();
    let (reading, origin) = (full(1), origin(Some("https://example.org/one")));
    let mut batch = ledger.batch().unwrap();
    batch.add(&reading, &origin).unwrap();
    batch.commit().unwrap();
    let mut from_ledger = Vec::new();
    ledger.each_named_reading(|named| from_ledger.push(named)).unwrap();
    assert_eq!(from_ledger, [NamedReading::alone(reading, origin)]);
}

#[test]
fn only_what_is_wanted_is_there() {
    let named = NamedReading::alone(full(1), origin(None));
    let mut tables = Tables::default();
    tables.add_reading(&named, |event| event == named.events[1], |_| false);
    let reports: Vec<&str> = tables.reports.iter().map(|report| report.report_id.as_str()).collect();
    assert_eq!(reports, [named.reports[1].as_str()]);
    assert!(tables.evidence.iter().all(|row| row.report_id == named.reports[1]) && tables.evidence.len() == 1);
    assert!(tables.quotes.is_empty() && tables.mentions.len() == 3);
}

#[test]
fn what_does_not_fit_is_refused_with_its_place() {
    let good = tables(&written());
    let check = |spoil: &dyn Fn(&mut Tables), place: &str| {
        let mut bad = good.clone();
        spoil(&mut bad);
        let error = bad.readings().unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::BadCell(_)), "{error}");
        assert!(error.to_string().contains(place), "{error}");
    };
    check(&|tables| tables.evidence[0].end = 10_000, "10000");
    // Inside a character: “ has three bytes.
    check(&|tables| tables.quotes[0].pieces[0].start -= 1, &good.quotes[0].quote_id);
    check(&|tables| "dance".clone_into(&mut tables.reports[0].kind), "`dance`");
    check(&|tables| tables.articles[0].published = Some("soon".to_owned()), "`soon`");
    check(&|tables| tables.mentions[0].country = Some("Estonia".to_owned()), "`Estonia`");

    let actors = good.batches().into_iter().find(|(name, _)| *name == "actors").unwrap().1;
    let refused = |result: Result<(), Error>| result.unwrap_err().to_string();
    let mut tables = Tables::default();
    assert_eq!(refused(tables.extend("people", &actors)), "`people`: no table has this name");
    assert_eq!(refused(tables.extend("events", &actors)), "events.event_id: the column is missing");
    let junk = bytes::Bytes::from_static(b"no parquet at all");
    assert!(refused(read_parquet(&mut tables, "events", junk)).starts_with("events: "));
}
