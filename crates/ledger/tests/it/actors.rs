//! Who is who across articles.

use jiff::civil::date;
use plenipo_ledger::{Authority, Filter, Ledger, PairQuery, Record, day_number};
use plenipo_record::EventKind::Meet;
use plenipo_record::Reading;
use plenipo_record::Status::Occurred;

use crate::make::{add, article, ledger};

fn meeting(number: usize, who: &str) -> Reading {
    let published = format!("2026-05-{number:02}");
    article("A", &published).event(Meet, Occurred, who, &published, "Oslo NOR", &format!("Meeting {number}.")).done()
}

fn names(ledger: &Ledger) -> Vec<String> {
    let mut names: Vec<String> =
        ledger.actors(&Filter::default()).unwrap().into_iter().map(|actor| actor.name).collect();
    names.sort();
    names
}

#[test]
fn variants_are_one_and_namesakes_are_two() {
    let ledger = ledger(&[
        meeting(1, "Mira Talvik EST | Osman Reyl NOR"),
        meeting(2, "M. Talvik EST | O. Reyl NOR"),
        meeting(3, "Talvik EST | @OsmanReyl NOR"),
        meeting(4, "Osmann Rejl NOR"),
    ]);
    assert_eq!(names(&ledger), ["Mira Talvik", "Osman Reyl", "Osmann Rejl"]);
}

#[test]
fn a_bare_surname_that_fits_two_stays_by_itself() {
    let mut ledger = ledger(&[meeting(1, "Mira Talvik EST"), meeting(2, "Talvik EST")]);
    assert_eq!(names(&ledger), ["Mira Talvik"]);
    add(&mut ledger, &[meeting(3, "Jaan Talvik EST")]).unwrap();
    assert_eq!(names(&ledger), ["Jaan Talvik", "Mira Talvik", "Talvik"]);
    let Record::Actor(view) = ledger.show("talvik-est").unwrap() else { panic!("an actor") };
    assert!(view.decisions.iter().all(|(.., same, why)| !same && why == "the name fits several"), "{view:?}");
}

#[test]
fn an_event_is_of_the_country_that_another_article_gives_its_party() {
    let told = [meeting(1, "Mira Talvik | Osman Reyl NOR"), meeting(2, "Mira Talvik EST")];
    for order in [[0, 1], [1, 0]] {
        let mut ledger = ledger(&[told[order[0]].clone()]);
        add(&mut ledger, &[told[order[1]].clone()]).unwrap();
        let [one, other] = ["EST", "NOR"].map(|code| code.parse().unwrap());
        let query = PairQuery { one, other, today: day_number(date(2026, 6, 1)), after: None, few: 5, limit: 5 };
        let pair = ledger.pair(&query).unwrap();
        assert_eq!(pair.events.rows.len(), 1, "{order:?}");
        assert!(pair.last.is_some(), "{order:?}");
        assert_eq!(ledger.partners(one, 5).unwrap().len(), 1, "{order:?}");
    }
}

#[test]
fn an_authority_file_wins_over_guesses() {
    let mut ledger = ledger(&[meeting(1, "Mira Talvik EST"), meeting(2, "Mirjam Talvik-Kask EST")]);
    let known = Authority {
        name: "Mirjam Talvik-Kask".to_owned(),
        aliases: vec!["Mira Talvik".to_owned()],
        country: Some("EST".to_owned()),
        office: Some("Foreign Minister".to_owned()),
        from: Some("2025-03-01".to_owned()),
        wikidata: Some("Q1".to_owned()),
        ..Authority::default()
    };
    assert_eq!(ledger.set_authority(&[known]).unwrap(), 2);
    assert_eq!(names(&ledger), ["Mirjam Talvik-Kask"]);
    let Record::Actor(view) = ledger.show("mira-talvik-est").unwrap() else { panic!("an actor") };
    assert_eq!(view.actor.wikidata.as_deref(), Some("Q1"));
    assert_eq!(view.offices[0].from.as_deref(), Some("2025-03-01"));
    add(&mut ledger, &[meeting(5, "M. Talvik EST")]).unwrap();
    assert_eq!(names(&ledger), ["Mirjam Talvik-Kask"]);
}

#[test]
fn offices_are_dated_claims_with_their_proof() {
    let one = article("A", "2026-05-01")
        .event(Meet, Occurred, "Mira Talvik EST", "2026-05-01", "", "One.")
        .office("Mira Talvik", "trade minister");
    let other = article("A", "2026-06-01")
        .event(Meet, Occurred, "Mira Talvik EST", "2026-06-01", "", "Two.")
        .office("Mira Talvik", "prime minister");
    let ledger = ledger(&[one.done(), other.done()]);
    let Record::Actor(view) = ledger.show("mira-talvik-est").unwrap() else { panic!("an actor") };
    let offices: Vec<(&str, Option<&str>)> =
        view.offices.iter().map(|office| (office.office.as_str(), office.from.as_deref())).collect();
    assert_eq!(offices, [("trade minister", Some("2026-05-01")), ("prime minister", Some("2026-06-01"))]);
    assert!(view.offices.iter().all(|office| office.article.is_some()));
}

#[test]
fn an_office_names_the_first_article_that_states_it_and_actors_are_narrowed_to_a_period() {
    let of = |published: &str| {
        article("A", published)
            .event(Meet, Occurred, "Mira Talvik EST", published, "", &format!("Of {published}."))
            .office("Mira Talvik", "Foreign Minister")
            .done()
    };
    let ledger = ledger(&[of("2026-05-09"), of("2026-05-03"), of("2026-05-06")]);
    let Record::Actor(view) = ledger.show("mira-talvik-est").unwrap() else { panic!("an actor") };
    let [office] = view.offices.as_slice() else { panic!("{:?}", view.offices) };
    assert_eq!((office.from.as_deref(), office.to.as_deref()), (Some("2026-05-03"), Some("2026-05-09")));
    let day = |day: &str| Some(plenipo_ledger::day_number(day.parse().unwrap()));
    let count = |filter: &Filter| ledger.actors(filter).unwrap().len();
    assert_eq!(count(&Filter { since: day("2026-05-04"), until: day("2026-05-06"), ..Filter::default() }), 1);
    assert_eq!(count(&Filter { until: day("2026-05-02"), ..Filter::default() }), 0);
    let story = Some(ledger.stories(&Filter::default()).unwrap()[0].id.clone());
    assert_eq!(count(&Filter { story, ..Filter::default() }), 1);
    let Record::Article(first) = ledger.show(office.article.as_deref().unwrap()).unwrap() else { panic!("an article") };
    assert_eq!(first.published.as_deref(), Some("2026-05-03"));
}
