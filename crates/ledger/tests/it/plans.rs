//! Plans and what became of them.

use plenipo_ledger::{Filter, Ledger, PlanState, Record, day_number};
use plenipo_record::EventKind::Visit;
use plenipo_record::Status::{Cancelled, Occurred, Planned, Proposed};
use plenipo_record::{Reading, Status};

use crate::make::{article, ledger};

fn visit(published: &str, status: Status, when: &str) -> Reading {
    article("A", published)
        .event(Visit, status, "Mira Talvik EST", when, "Oslo NOR", &format!("Of {published}."))
        .done()
}

fn changes(ledger: &Ledger) -> Vec<String> {
    let events = ledger.events(&Filter::default()).unwrap();
    assert_eq!(events.len(), 1, "{events:?}");
    let Record::Event(view) = ledger.show(&events[0].id).unwrap() else { panic!("an event") };
    view.changes.iter().map(|change| change.change.clone()).collect()
}

#[test]
fn a_plan_is_followed_to_its_outcome() {
    let ledger = ledger(&[
        visit("2026-05-01", Proposed, "2026-05"),
        visit("2026-05-04", Planned, "2026-05-11..2026-05-17"),
        visit("2026-05-12", Occurred, "2026-05-12"),
    ]);
    assert_eq!(changes(&ledger), ["announced", "confirmed", "occurred"]);
    assert_eq!(ledger.events(&Filter::default()).unwrap()[0].start.as_deref(), Some("2026-05-12"));
}

#[test]
fn a_plan_moves_and_keeps_its_former_day() {
    let ledger = ledger(&[
        visit("2026-05-01", Planned, "2026-05-11"),
        visit("2026-05-08", Planned, "2026-05-18"),
        visit("2026-05-19", Occurred, "2026-05-18"),
    ]);
    assert_eq!(changes(&ledger), ["announced", "moved", "occurred"]);
    let id = &ledger.events(&Filter::default()).unwrap()[0].id;
    let Record::Event(view) = ledger.show(id).unwrap() else { panic!("an event") };
    assert_eq!(view.changes[1].planned.as_deref(), Some("2026-05-11"));
}

#[test]
fn a_plan_is_called_off() {
    let ledger = ledger(&[visit("2026-05-01", Planned, "2026-05-11"), visit("2026-05-10", Cancelled, "")]);
    assert_eq!(changes(&ledger), ["announced", "cancelled"]);
    let event = &ledger.events(&Filter::default()).unwrap()[0];
    assert_eq!((event.status.as_str(), event.start.as_deref()), ("cancelled", Some("2026-05-11")));
}

#[test]
fn a_plan_whose_day_has_passed_is_not_yet_reported() {
    let ledger = ledger(&[visit("2026-05-01", Planned, "2026-05-11")]);
    let on = |day: &str| day_number(day.parse().unwrap());
    assert_eq!(ledger.upcoming(&Filter::default(), on("2026-05-11")).unwrap().len(), 1);
    assert!(ledger.overdue(&Filter::default(), on("2026-05-11")).unwrap().is_empty());
    assert!(ledger.upcoming(&Filter::default(), on("2026-05-12")).unwrap().is_empty());
    assert_eq!(ledger.overdue(&Filter::default(), on("2026-05-12")).unwrap().len(), 1);
}

#[test]
fn plans_are_told_apart_by_how_they_stand() {
    let of = |who: &str, published: &str, status, when: &str| {
        let sentence = format!("{who} of {published}.");
        article("A", published).event(Visit, status, who, when, "Oslo NOR", &sentence).done()
    };
    let ledger = ledger(&[
        of("Mira Talvik EST", "2026-05-01", Planned, "2026-05-11"),
        of("Mira Talvik EST", "2026-05-04", Planned, "2026-05-18"),
        of("Lena Hoeve NLD", "2026-05-01", Planned, "2026-05-12"),
        of("Ugo Brandi ITA", "2026-04-01", Planned, "2026-04-08"),
        of("Sanne Holt DNK", "2026-05-01", Planned, "2026-05-20"),
        of("Sanne Holt DNK", "2026-05-05", Cancelled, "2026-05-20"),
    ]);
    let plans = ledger.plans(&Filter::default(), day_number("2026-05-06".parse().unwrap())).unwrap();
    let told: Vec<(PlanState, &str, Option<String>)> = plans
        .iter()
        .map(|plan| {
            (plan.state, plan.event.by[0].name.as_str(), plan.planned_before.map(|before| before.start.to_string()))
        })
        .collect();
    assert_eq!(
        told,
        [
            (PlanState::Planned, "Lena Hoeve", None),
            (PlanState::Moved, "Mira Talvik", Some("2026-05-11".to_owned())),
            (PlanState::NotReported, "Ugo Brandi", None),
            (PlanState::CalledOff, "Sanne Holt", None),
        ]
    );
}
