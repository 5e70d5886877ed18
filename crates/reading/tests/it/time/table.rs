//! The tables of time expressions: whole texts with every day that is meant in them.
//!
//! Both tables tell the same phenomena in different words. Work against `open.tsv`; of `frozen.tsv` only the share is
//! looked at.

use plenipo_reading::time::{Tense, time_mentions};
use plenipo_record::{Day, Span, When};
use sha2::{Digest, Sha256};

const OPEN: &str = include_str!("open.tsv");
const FROZEN: &str = include_str!("frozen.tsv");
const FROZEN_DIGEST: &str = "c47a534ec8b058a14c05e48b60af5890b7d30c2543f0a523c371568db859cbb7";

/// One row: a text and the days that are meant in it.
struct Row<'t> {
    reference: Option<Day>,
    tense: Tense,
    text: &'t str,
    wanted: Vec<(&'t str, When)>,
}

fn rows(table: &str) -> Vec<Row<'_>> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(row).collect()
}

fn row(line: &str) -> Row<'_> {
    let [reference, tense, text, spans, starts, ends] =
        line.split('\t').collect::<Vec<_>>().try_into().unwrap_or_else(|_| panic!("`{line}` has not six columns"));
    let tense = match tense {
        "past" => Tense::Past,
        "none" => Tense::Present,
        "future" => Tense::Future,
        _ => panic!("`{tense}` is no tense"),
    };
    let day = |text: &str| text.parse::<Day>().expect("a day");
    let when = |start: &str, end: &str| match end {
        "" => When::since(day(start)),
        _ => When::between(day(start), day(end)),
    };
    let wanted = match spans {
        "-" => Vec::new(),
        _ => spans
            .split(" ; ")
            .zip(starts.split(" ; ").zip(ends.split(" ; ")))
            .map(|(span, (start, end))| (span, when(start, end)))
            .collect(),
    };
    Row { reference: (reference != "-").then(|| day(reference)), tense, text, wanted }
}

/// Writes each row that is read otherwise.
fn misses(table: &str) -> Vec<String> {
    let told = |found: &[(&str, When)]| {
        let each: Vec<String> = found.iter().map(|(span, when)| format!("{span} = {when}")).collect();
        each.join("; ")
    };
    let miss = |Row { reference, tense, text, wanted }: Row<'_>| {
        let times = time_mentions(text, Span::new(0, text.len()), reference);
        let found: Vec<(&str, When)> =
            times.iter().filter_map(|time| Some((time.span.slice(text), time.resolve(tense)?))).collect();
        (found != wanted).then(|| format!("\n{tense:?} {text}\n  wanted {}\n  found  {}", told(&wanted), told(&found)))
    };
    rows(table).into_iter().filter_map(miss).collect()
}

#[test]
fn open_texts_mean_the_days_written_down() {
    let misses = misses(OPEN);
    println!("{} of {} open texts are read otherwise{}", misses.len(), rows(OPEN).len(), misses.concat());
    assert_eq!(misses.len(), 0);
}

/// Does not say which: nothing is to be fitted to them.
#[test]
fn frozen_texts_mean_the_days_written_down() {
    let misses = misses(FROZEN).len();
    println!("{misses} of {} frozen texts are read otherwise", rows(FROZEN).len());
    assert_eq!(misses, 0);
}

#[test]
fn frozen_texts_are_as_they_were_written() {
    let digest = Sha256::digest(FROZEN.as_bytes());
    let digest = digest.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
    assert_eq!(digest, FROZEN_DIGEST);
}

#[test]
fn the_tables_are_large_and_hold_texts_without_a_day() {
    for table in [OPEN, FROZEN] {
        let rows = rows(table);
        assert!(rows.len() >= 170 && rows.iter().filter(|row| row.wanted.is_empty()).count() >= 30);
    }
}
