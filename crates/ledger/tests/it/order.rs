//! The record is a function of the set of articles: no order and no way of batching changes it.

use plenipo_ledger::{Filter, Ledger, Origin};
use plenipo_record::EventKind::{Agree, Gathering, Meet, Negotiate, Visit};
use plenipo_record::Status::{Cancelled, Occurred, Ongoing, Planned, Proposed};
use plenipo_record::{EventKind, Reading, Status};
use proptest::prelude::*;

use crate::make::article;

const PEOPLE: [&str; 9] = [
    "Mira Talvik EST",
    "M. Talvik EST",
    "Talvik EST",
    "Jaan Talvik EST",
    "Osman Reyl NOR",
    "Reyl NOR",
    "Lena Hoeve NLD",
    "EST",
    "NOR",
];
const KINDS: [EventKind; 5] = [Meet, Visit, Negotiate, Gathering, Agree];
const STATUSES: [Status; 5] = [Occurred, Ongoing, Planned, Proposed, Cancelled];
const WORDS: [&str; 4] = [
    "The two sides spoke about fish and cables for a long time.",
    "A ship lay in the harbour while they were speaking there.",
    "Nobody answered the questions of the reporters at the gate.",
    "It rained.",
];

/// One article of up to three events, all of them about the same few people in the same few weeks.
fn reading() -> impl Strategy<Value = Reading> {
    let event = (0..KINDS.len(), 0..STATUSES.len(), 0..PEOPLE.len(), 0..PEOPLE.len(), 0..4_usize, 1..28_u8, 0..3_usize);
    (prop::collection::vec(event, 1..4), 1..28_u8, 0..24_u8, 0..WORDS.len(), 0..WORDS.len()).prop_map(
        |(events, day, hour, first, second)| {
            let mut article =
                article(["A", "B", "C"][usize::from(hour % 3)], &format!("2026-05-{day:02}T{hour:02}:00"));
            for (kind, status, by, with, days, start, place) in events {
                let when = match days {
                    0 => String::new(),
                    1 => "2026-05".to_owned(),
                    2 => format!("--05-{start:02}"),
                    _ => format!("2026-05-{start:02}"),
                };
                let place = ["", "Oslo NOR", "Tallinn EST"][place];
                let who = format!("{} | {}", PEOPLE[by], PEOPLE[with]);
                article = article.event(
                    KINDS[kind],
                    STATUSES[status],
                    &who,
                    &when,
                    place,
                    &format!("Sentence {kind} {start}."),
                );
            }
            article.paragraph(WORDS[first]).paragraph(WORDS[second]).done()
        },
    )
}

fn record(readings: &[Reading], order: &[usize], batch: usize) -> Vec<String> {
    let mut ledger = Ledger::in_memory().unwrap();
    for chunk in order.chunks(batch) {
        let mut batch = ledger.batch().unwrap();
        for &at in chunk {
            batch.add(&readings[at], &Origin::default()).unwrap();
        }
        batch.commit().unwrap();
    }
    assert_eq!(ledger.check().unwrap(), Vec::<String>::new());
    ledger.dump().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn ten_shuffles_one_by_one_and_all_at_once_give_one_record(
        readings in prop::collection::vec(reading(), 2..14),
        seeds in prop::collection::vec(any::<u64>(), 10),
    ) {
        let plain: Vec<usize> = (0..readings.len()).collect();
        let wanted = record(&readings, &plain, readings.len());
        for seed in seeds {
            let mut order = plain.clone();
            order.sort_by_key(|&at| (at as u64 + 1).wrapping_mul(seed | 1).rotate_left(17));
            for batch in [1, 3, readings.len()] {
                prop_assert_eq!(&record(&readings, &order, batch), &wanted);
            }
        }
    }
}

#[test]
fn an_earlier_report_gives_the_event_its_name_and_the_former_name_leads_there() {
    let report = |outlet: &str, published: &str| {
        article(outlet, published)
            .event(Meet, Occurred, "Mira Talvik EST | Osman Reyl NOR", "2026-05-08", "Oslo NOR", "They met.")
            .done()
    };
    let mut ledger = crate::make::ledger(&[report("B", "2026-05-09T12:00")]);
    let former = ledger.events(&Filter::default()).unwrap()[0].id.clone();
    crate::make::add(&mut ledger, &[report("A", "2026-05-09T08:00")]).unwrap();
    let events = ledger.events(&Filter::default()).unwrap();
    assert_eq!(events.len(), 1);
    assert_ne!(events[0].id, former);
    let plenipo_ledger::Record::Event(view) = ledger.show(&former).unwrap() else { panic!("an event") };
    assert_eq!(view.event.id, events[0].id);
}
