//! Which reports are one event.

use plenipo_ledger::{Filter, Record};
use plenipo_record::EventKind::{Meet, Negotiate, Sanction, Visit};
use plenipo_record::Reading;
use plenipo_record::Status::{Occurred, Ongoing, Planned, Proposed};

use crate::make::{article, ledger};

/// Adds one report an article and returns how many events there are.
fn count(readings: &[Reading]) -> usize {
    ledger(readings).events(&Filter::default()).unwrap().len()
}

#[test]
fn two_outlets_tell_of_one_meeting() {
    let one = article("A", "2026-05-08").event(
        Meet,
        Occurred,
        "Mira Talvik EST | Osman Reyl NOR",
        "2026-05-08",
        "Oslo NOR",
        "Talvik met Reyl in Oslo on Friday.",
    );
    let other = article("B", "2026-05-09").event(
        Meet,
        Occurred,
        "Osman Reyl NOR | M. Talvik EST",
        "2026-05-08",
        "Oslo NOR",
        "Reyl received Talvik.",
    );
    assert_eq!(count(&[one.done(), other.done()]), 1);
}

#[test]
fn other_people_or_days_are_other_meetings() {
    let base = || {
        article("A", "2026-05-08")
            .event(
                Meet,
                Occurred,
                "Mira Talvik EST | Osman Reyl NOR",
                "2026-05-08",
                "Oslo NOR",
                "Talvik met Reyl in Oslo on Friday.",
            )
            .done()
    };
    for (who, when) in [
        ("Mira Talvik EST | Lena Hoeve NOR", "2026-05-08"),
        ("Jaan Talvik EST | Osman Reyl NOR", "2026-05-08"),
        ("Mira Talvik EST | Osman Reyl NOR", "2026-05-20"),
    ] {
        let other = article("B", "2026-05-21").event(Meet, Occurred, who, when, "Oslo NOR", "They met.").done();
        assert_eq!(count(&[base(), other]), 2, "{who} {when}");
    }
}

#[test]
fn a_country_stands_for_its_people_where_nobody_is_named() {
    let one = article("A", "2026-05-08")
        .event(
            Negotiate,
            Occurred,
            "Mira Talvik EST | Osman Reyl NOR",
            "2026-05-07..2026-05-08",
            "Oslo NOR",
            "The round ended.",
        )
        .about(&["third round", "fish"]);
    let other = article("B", "2026-05-08")
        .event(Negotiate, Ongoing, "EST | NOR", "2026-05-08", "Oslo NOR", "Estonia and Norway talk.")
        .about(&["third round of talks"]);
    let fourth = article("C", "2026-05-09")
        .event(Negotiate, Occurred, "EST | NOR", "2026-05-08", "Oslo NOR", "Talks.")
        .about(&["fourth round of talks"]);
    assert_eq!(count(&[one.done(), other.done()]), 1);
    let one = article("A", "2026-05-08")
        .event(Negotiate, Occurred, "EST | NOR", "2026-05-07..2026-05-08", "Oslo NOR", "The round ended.")
        .about(&["third round", "fish"]);
    assert_eq!(count(&[one.done(), fourth.done()]), 2);
}

#[test]
fn a_sanction_has_a_direction() {
    let one = article("A", "2026-05-08")
        .event(Sanction, Occurred, "EST | NOR", "2026-05-08", "", "Estonia bans fish.")
        .about(&["ban on fish"]);
    let other = article("B", "2026-05-08")
        .event(Sanction, Occurred, "NOR | EST", "2026-05-08", "", "Norway bans fish.")
        .about(&["ban on fish"]);
    assert_eq!(count(&[one.done(), other.done()]), 2);
}

#[test]
fn a_visit_is_its_traveller_and_its_country() {
    let one = article("A", "2026-05-08").event(
        Visit,
        Planned,
        "Mira Talvik EST",
        "2026-05-11..2026-05-17",
        "Oslo NOR",
        "Talvik will visit Oslo next week.",
    );
    let other = article("B", "2026-05-12").event(
        Visit,
        Ongoing,
        "Mira Talvik EST",
        "2026-05-12",
        "Oslo NOR",
        "Talvik arrived on Tuesday.",
    );
    let third = article("C", "2026-05-12").event(
        Visit,
        Proposed,
        "Mira Talvik EST",
        "2026-05-14",
        "Rome ITA",
        "Talvik may go to Rome.",
    );
    assert_eq!(count(&[one.done(), other.done(), third.done()]), 2);
}

#[test]
fn a_plan_told_after_the_day_is_another_plan() {
    let one = article("A", "2026-05-08").event(
        Visit,
        Occurred,
        "Mira Talvik EST",
        "2026-05-08",
        "Oslo NOR",
        "Talvik visited Oslo.",
    );
    let other =
        article("B", "2026-05-20").event(Visit, Planned, "Mira Talvik EST", "", "Oslo NOR", "Talvik will visit Oslo.");
    assert_eq!(count(&[one.done(), other.done()]), 2);
}

#[test]
fn copies_count_once_as_reports_and_still_as_outlets() {
    let copy = |outlet: &str| {
        article(outlet, "2026-05-08")
            .event(
                Meet,
                Occurred,
                "Mira Talvik EST | Osman Reyl NOR",
                "2026-05-08",
                "Oslo NOR",
                "Talvik met her colleague Osman Reyl in Oslo on Friday, the ministry said.",
            )
            .paragraph("The two spoke about fish, cables and the long winter that lies behind both countries.")
            .done()
    };
    let own = article("C", "2026-05-09").event(
        Meet,
        Occurred,
        "Mira Talvik EST | Osman Reyl NOR",
        "2026-05-08",
        "Oslo NOR",
        "Reyl received Talvik.",
    );
    let ledger = ledger(&[copy("A"), copy("B"), own.done()]);
    let events = ledger.events(&Filter::default()).unwrap();
    assert_eq!((events.len(), events[0].n_reports, events[0].n_outlets), (1, 2, 3));
}

#[test]
fn a_year_less_page_takes_the_year_of_its_neighbour() {
    let one = article("A", "").event(
        Meet,
        Occurred,
        "Mira Talvik EST | Osman Reyl NOR",
        "--05-08",
        "Oslo NOR",
        "Talvik met Reyl.",
    );
    let other = article("B", "2026-05-09").event(
        Meet,
        Occurred,
        "Mira Talvik EST | Osman Reyl NOR",
        "2026-05-08",
        "Oslo NOR",
        "Talvik met Reyl on Friday.",
    );
    let ledger = ledger(&[one.done(), other.done()]);
    let events = ledger.events(&Filter::default()).unwrap();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].start.as_deref(), Some("2026-05-08"));
}

#[test]
fn a_year_less_page_takes_its_year_from_a_neighbour_that_tells_no_day() {
    let who = "Mira Talvik EST | Osman Reyl NOR, Lena Hoeve NLD";
    let one = article("A", "2026-05-20").event(Meet, Occurred, who, "", "", "Earlier Talvik met Reyl and Hoeve.");
    let other = article("B", "").event(Meet, Occurred, who, "--05-08..--05-10", "", "Talvik met Reyl and Hoeve.");
    let ledger = ledger(&[one.done(), other.done()]);
    let events = ledger.events(&Filter::default()).unwrap();
    assert_eq!((events.len(), events[0].n_reports), (1, 2));
    assert_eq!(events[0].start.as_deref(), Some("2026-05-08"));
}

#[test]
fn a_year_less_page_is_read_again_in_the_year_on_which_its_neighbours_agree() {
    let who = "Mira Talvik EST | Osman Reyl NOR";
    let yearless = article("A", "--05-09").event(Meet, Occurred, who, "--05-08", "Oslo NOR", "Talvik met Reyl.").done();
    let dated =
        |outlet, day| article(outlet, day).event(Meet, Occurred, who, "", "Oslo NOR", "Talvik met Reyl.").done();
    // Read with a year, the page tells the day of a call as well.
    let in_year = |text: plenipo_record::Article, day: plenipo_record::Day| {
        let again =
            article("A", "--05-09").event(Meet, Occurred, who, &day.to_string(), "Oslo NOR", "Talvik met Reyl.");
        Reading { article: text, ..again.done() }
    };
    let mut ledger = ledger(&[yearless.clone(), dated("B", "2026-05-10")]);
    let found = ledger.yearless().unwrap();
    assert_eq!(found.iter().map(|article| article.day.to_string()).collect::<Vec<_>>(), ["2026-05-09"]);
    assert_eq!(ledger.settle_years(in_year).unwrap(), 1);
    assert_eq!(ledger.settle_years(in_year).unwrap(), 0, "once");
    let events = ledger.events(&Filter::default()).unwrap();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].start.as_deref(), Some("2026-05-09"));

    // Two events of the page, told elsewhere in two years.
    let other = "Lena Hoeve NLD | Ivo Sand DNK";
    let two = article("A", "--05-09").event(Meet, Occurred, who, "--05-08", "Oslo NOR", "Talvik met Reyl.").event(
        Visit,
        Occurred,
        other,
        "--05-08",
        "Riga LVA",
        "Hoeve was in Riga.",
    );
    let elsewhere = article("C", "2024-05-10").event(Visit, Occurred, other, "", "Riga LVA", "Hoeve was in Riga.");
    let disagreeing = crate::make::ledger(&[two.done(), dated("B", "2026-05-10"), elsewhere.done()]);
    assert_eq!(disagreeing.events(&Filter::default()).unwrap().len(), 2);
    assert!(disagreeing.yearless().unwrap().is_empty());
}

#[test]
fn reports_that_differ_are_kept_differing() {
    let one = article("A", "2026-05-09").event(
        Meet,
        Occurred,
        "Mira Talvik EST | Osman Reyl NOR",
        "2026-05-08",
        "Oslo NOR",
        "Talvik met Reyl on Friday.",
    );
    let other = article("B", "2026-05-09T10:00").event(
        Meet,
        Occurred,
        "Mira Talvik EST | Osman Reyl NOR",
        "2026-05-07",
        "Bergen NOR",
        "Talvik met Reyl in Bergen on Thursday.",
    );
    let ledger = ledger(&[one.done(), other.done()]);
    let events = ledger.events(&Filter::default()).unwrap();
    assert_eq!(events.len(), 1);
    let Record::Event(view) = ledger.show(&events[0].id).unwrap() else { panic!("an event") };
    let fields: Vec<(&str, &str)> =
        view.disagreements.iter().map(|(field, value, _)| (field.as_str(), value.as_str())).collect();
    assert_eq!(fields, [("day", "2026-05-07"), ("day", "2026-05-08"), ("place", "Bergen"), ("place", "Oslo")]);
}
