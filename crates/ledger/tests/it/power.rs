//! Power cuts, full disks and disks that fail, at every operation of the work: what was said to be kept is kept, nothing is
//! half there, and the same work again completes to the same record.

use plenipo_ledger::{Author, ErrorKind, Ledger, Origin, Result};
use plenipo_record::EventKind::{Meet, Visit};
use plenipo_record::Reading;
use plenipo_record::Status::{Occurred, Planned};

use crate::disk::{Chance, Disk, Fault};
use crate::make::article;

/// How many of the operations are tried; `PLENIPO_CUTS=all` tries each.
fn tried() -> usize {
    match std::env::var("PLENIPO_CUTS") {
        Ok(all) if all == "all" => usize::MAX,
        Ok(number) => number.parse().expect("a number, or all"),
        Err(_) => 60,
    }
}

/// Articles that tell of each other's events, so that each changes what the others say.
fn readings() -> Vec<Reading> {
    let meeting = |outlet: &str, published: &str| {
        article(outlet, published)
            .event(
                Meet,
                Occurred,
                "Mira Talvik EST | Osman Reyl NOR",
                "2026-05-08",
                "Oslo NOR",
                "Talvik met Reyl in Oslo.",
            )
            .about(&["ferries"])
            .quote("Mira Talvik EST", "The door is open and stays open")
    };
    vec![
        article("Wire", "2026-05-01T08:00")
            .event(Visit, Planned, "Mira Talvik EST", "2026-05-08", "Oslo NOR", "Talvik will visit Oslo on May 8.")
            .done(),
        meeting("Post", "2026-05-09T10:00").done(),
        meeting("Times", "2026-05-09T07:00").paragraph(&"The ferries were old. ".repeat(900)).done(),
        article("Wire", "2026-05-10T08:00")
            .event(Visit, Occurred, "Mira Talvik EST", "2026-05-08", "Oslo NOR", "Talvik visited Oslo on Friday.")
            .done(),
    ]
}

fn name(reading: &Reading) -> String {
    format!("digest of {}", reading.article.name)
}

/// Adds one article as a batch of its own.
fn keep(ledger: &mut Ledger, reading: &Reading) -> Result<()> {
    let origin = Origin { fetched: "2026-05-11T00:00:00Z".to_owned(), ..Origin::default() };
    let mut batch = ledger.batch()?;
    batch.add(reading, &origin)?;
    batch.input_done(&name(reading), &reading.article.name, &origin.fetched)?;
    batch.commit()
}

/// Adds what is not yet there, an article a batch, closes the ledger after the second, and counts in `kept` what was said
/// to be kept; then a note is written.
fn work(disk: &Disk, readings: &[Reading], kept: &mut usize) -> Result<()> {
    let half = readings.len() / 2;
    for part in [&readings[..half], &readings[half..]] {
        let mut ledger = Ledger::open(&disk.path())?;
        for reading in part {
            if ledger.has_input(&name(reading))? {
                continue;
            }
            keep(&mut ledger, reading)?;
            *kept += 1;
        }
    }
    let mut ledger = Ledger::open(&disk.path())?;
    if ledger.log()?.is_empty() {
        let author = Author { who: "desk".to_owned(), made: "2026-05-12".to_owned(), why: None };
        let event = ledger.events(&plenipo_ledger::Filter::default())?.remove(0).id;
        ledger.note(&event, "Seen by two reporters.", &author)?;
        *kept += 1;
    }
    Ok(())
}

/// The record after each step of the undisturbed work, with the number of entries in the log.
fn steps(name: &str, readings: &[Reading]) -> (Vec<(Vec<String>, usize)>, usize) {
    let state = |disk: &Disk| {
        let ledger = Ledger::open(&disk.path()).unwrap();
        (ledger.dump().unwrap(), ledger.log().unwrap().len())
    };
    let mut steps = Vec::new();
    for count in 0..=readings.len() {
        let disk = Disk::new(&format!("{name}-{count}"));
        let mut ledger = Ledger::open(&disk.path()).unwrap();
        for reading in &readings[..count] {
            keep(&mut ledger, reading).unwrap();
        }
        drop(ledger);
        steps.push(state(&disk));
    }
    let disk = Disk::new(&format!("{name}-whole"));
    work(&disk, readings, &mut 0).unwrap();
    let operations = disk.operations();
    steps.push(state(&disk));
    (steps, operations)
}

#[track_caller]
fn check(fault: Fault) {
    let readings = readings();
    let called = format!("{fault:?}").to_lowercase();
    let (steps, operations) = steps(&called, &readings);
    assert!(operations > 300, "{operations} operations");
    let (mut disturbed, mut halfway) = (0, 0);
    for at in (1..=operations).step_by((operations / tried().min(operations)).max(1)) {
        let disk = Disk::new(&format!("{called}-at-{at}"));
        disk.fails(at, fault);
        let mut kept = 0;
        let failure = work(&disk, &readings, &mut kept).err();
        disk.works_again(&mut Chance((at as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1));
        if let Some(failure) = &failure {
            disturbed += 1;
            assert_eq!(failure.to_string().lines().count(), 1, "{failure}");
            let is_full = matches!(failure.kind(), ErrorKind::Full);
            assert!(fault != Fault::Full || is_full, "operation {at}: {failure}");
        }
        let ledger = Ledger::open(&disk.path()).unwrap_or_else(|error| panic!("operation {at}: {error}"));
        assert_eq!(ledger.check().unwrap(), Vec::<String>::new(), "operation {at}");
        let found = (ledger.dump().unwrap(), ledger.log().unwrap().len());
        let there = (0..steps.len()).rev().find(|step| steps[*step] == found);
        let there = there.unwrap_or_else(|| panic!("operation {at}: half a step is there"));
        assert!(there >= kept, "operation {at}: {kept} steps were said to be kept, {there} are");
        assert!(there <= kept + 1, "operation {at}: {kept} steps were done, {there} are there");
        for (step, reading) in readings.iter().enumerate() {
            assert_eq!(ledger.has_input(&name(reading)).unwrap(), step < there, "operation {at}: input {step}");
        }
        halfway += usize::from(there > 0 && there + 1 < steps.len());
        drop(ledger);
        work(&disk, &readings, &mut 0).unwrap();
        let whole = Ledger::open(&disk.path()).unwrap();
        assert_eq!(Some(&(whole.dump().unwrap(), whole.log().unwrap().len())), steps.last(), "operation {at}");
    }
    assert!(disturbed > 10 && halfway > 10, "{disturbed} runs were disturbed, {halfway} in the middle");
    println!("{called}: {operations} operations, {disturbed} runs disturbed, {halfway} in the middle");
}

#[test]
fn a_power_cut_at_any_moment_loses_nothing_that_was_said_to_be_kept() {
    check(Fault::Power);
}

#[test]
fn a_disk_that_is_full_from_any_moment_on_costs_the_batch_alone() {
    check(Fault::Full);
}

#[test]
fn a_disk_that_fails_from_any_moment_on_costs_the_batch_alone() {
    check(Fault::Broken);
}

#[test]
fn a_single_failure_at_any_moment_costs_the_batch_alone() {
    check(Fault::Hiccup);
}
