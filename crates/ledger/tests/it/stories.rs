//! Articles over days that tell of one thing; that the order of articles does not matter is tested with the whole record.

use plenipo_ledger::{BriefRequest, Filter, Ledger, Origin, PlanState, Record, StoryRow, StoryView, day_number};
use plenipo_record::EventKind::{Agree, Meet, Sanction, Visit};
use plenipo_record::Reading;
use plenipo_record::Status::{Occurred, Planned};

use crate::make::{add, article, ledger};

/// Three days of talks between two people, and a fourth article about others.
fn news() -> [Reading; 4] {
    [
        article("A", "2026-05-04T08:00")
            .event(
                Meet,
                Planned,
                "Mira Talvik EST | Osman Reyl NOR",
                "2026-05-05",
                "Oslo NOR",
                "Talvik will meet Reyl.",
            )
            .done(),
        article("B", "2026-05-05T18:00")
            .event(Meet, Occurred, "Mira Talvik EST | Osman Reyl NOR", "2026-05-05", "Oslo NOR", "Talvik met Reyl.")
            .quote("Mira Talvik EST", "We have talked about fish and cables")
            .done(),
        article("C", "2026-05-06T07:00")
            .event(Agree, Occurred, "EST, NOR", "2026-05-06", "Oslo NOR", "Estonia and Norway agreed on fish.")
            .event(Meet, Occurred, "Mira Talvik EST | Osman Reyl NOR", "2026-05-05", "Oslo NOR", "They met before.")
            .event(Visit, Planned, "Osman Reyl NOR", "2026-05-20", "Tallinn EST", "Reyl will come to Tallinn.")
            .done(),
        article("A", "2026-05-05T09:00")
            .event(Sanction, Occurred, "Lena Hoeve NLD | PER", "2026-05-05", "", "Hoeve put a duty on cocoa.")
            .done(),
    ]
}

fn stories(ledger: &Ledger) -> Vec<StoryRow> {
    ledger.stories(&Filter::default()).unwrap()
}

fn view(ledger: &Ledger, id: &str) -> StoryView {
    let Record::Story(view) = ledger.show(id).unwrap() else { panic!("`{id}` is no story") };
    *view
}

#[test]
fn articles_about_the_same_people_and_events_are_one_story() {
    let ledger = ledger(&news());
    let found = stories(&ledger);
    let sizes: Vec<(&str, &str, i64, i64)> = found
        .iter()
        .map(|story| (story.first_day.as_str(), story.last_day.as_str(), story.n_articles, story.n_outlets))
        .collect();
    assert_eq!(sizes, [("2026-05-04", "2026-05-06", 3, 3), ("2026-05-05", "2026-05-05", 1, 1)]);
    let view = view(&ledger, &found[0].id);
    assert_eq!(view.story.title, "News of 2026-05-04T08:00", "the earliest of those that begin with what most tell");
    assert_eq!(view.articles.iter().filter(|article| article.follows.is_none()).count(), 1);
    assert_eq!(view.new_events.len(), 2, "the agreement and the visit are told on the last day only");
    assert_eq!(view.reading_minutes, 1);
}

#[test]
fn the_same_people_a_month_later_are_another_story() {
    let later = article("B", "2026-06-15")
        .event(Meet, Occurred, "Mira Talvik EST | Osman Reyl NOR", "2026-06-15", "Rome ITA", "They met again.")
        .done();
    let [first, ..] = news();
    assert_eq!(stories(&ledger(&[first, later])).len(), 2);
}

#[test]
fn an_earlier_article_gives_the_story_its_name_and_the_former_name_leads_there() {
    let [first, second, third, _] = news();
    let mut ledger = ledger(&[second, third]);
    let former = stories(&ledger)[0].id.clone();
    add(&mut ledger, &[first]).unwrap();
    let now = stories(&ledger);
    assert_eq!(now.len(), 1);
    assert_ne!(now[0].id, former);
    assert_eq!(view(&ledger, &former).story.id, now[0].id);
}

#[test]
fn a_story_parts_when_what_held_it_together_goes() {
    let web = |reading: &Reading, address: &str| (reading.clone(), address.to_owned());
    let [first, _, third, other] = news();
    let bridge = article("B", "2026-05-05T20:00")
        .event(Meet, Occurred, "Mira Talvik EST | Osman Reyl NOR", "2026-05-05", "Oslo NOR", "Talvik met Reyl.")
        .event(Sanction, Occurred, "Lena Hoeve NLD | PER", "2026-05-05", "", "Hoeve put a duty on cocoa.")
        .done();
    let mut ledger = Ledger::in_memory().unwrap();
    let mut batch = ledger.batch().unwrap();
    for (reading, address) in [web(&first, "https://a/1"), web(&third, "https://a/2"), web(&bridge, "https://a/3")] {
        let origin = Origin { address: Some(address), ..Origin::default() };
        batch.add(&reading, &origin).unwrap();
    }
    batch.commit().unwrap();
    assert_eq!(stories(&ledger).len(), 1);
    let name = ledger.show(&stories(&ledger)[0].id).unwrap();
    let Record::Story(whole) = name else { panic!("a story") };
    let bridge_article = whole.articles.iter().find(|article| article.name.starts_with("B-")).unwrap().id.clone();
    ledger.forget(&bridge_article, "asked to").unwrap();
    add(&mut ledger, &[other]).unwrap();
    assert_eq!(stories(&ledger).len(), 2);
    assert_eq!(ledger.check().unwrap(), Vec::<String>::new());
}

#[test]
fn stories_are_narrowed_like_events() {
    let ledger = ledger(&news());
    let count = |filter: Filter| ledger.stories(&filter).unwrap().len();
    let day = |day: &str| Some(day_number(day.parse().unwrap()));
    assert_eq!(count(Filter { who: Some("Reyl".to_owned()), ..Filter::default() }), 1);
    assert_eq!(count(Filter { who: Some("Nobody".to_owned()), ..Filter::default() }), 0);
    assert_eq!(count(Filter { country: "PER".parse().ok(), ..Filter::default() }), 1);
    assert_eq!(count(Filter { kinds: vec![Agree], ..Filter::default() }), 1);
    assert_eq!(count(Filter { since: day("2026-05-06"), ..Filter::default() }), 1);
    assert_eq!(count(Filter { until: day("2026-05-04"), ..Filter::default() }), 1);
    assert_eq!(count(Filter { words: Some("cocoa".to_owned()), ..Filter::default() }), 1);
    let story = Some(stories(&ledger)[0].id.clone());
    assert_eq!(ledger.events(&Filter { story, ..Filter::default() }).unwrap().len(), 3);
}

#[test]
fn a_brief_holds_what_happened_what_was_said_and_what_comes_with_proofs() {
    let ledger = ledger(&news());
    let on = |day: &str| day_number(day.parse().unwrap());
    let filter = Filter { news_of: Some((on("2026-05-05"), on("2026-05-06"))), ..Filter::default() };
    let brief = ledger.brief(&BriefRequest { filter: filter.clone(), today: on("2026-05-06") }).unwrap();
    let sentences = |proven: &[plenipo_ledger::Proven]| -> Vec<String> {
        proven.iter().map(|proven| proven.proof.sentence.clone()).collect()
    };
    assert_eq!(brief.headline.as_ref().unwrap().text, "News of 2026-05-04T08:00");
    assert_eq!(sentences(&brief.contacts), ["Talvik met Reyl."]);
    assert_eq!(sentences(&brief.key_points), ["Estonia and Norway agreed on fish.", "Hoeve put a duty on cocoa."]);
    assert_eq!(brief.said[0].text, "We have talked about fish and cables");
    assert_eq!(brief.ahead.len(), 1);
    assert_eq!(
        (brief.ahead[0].plan.state, brief.ahead[0].proof.sentence.as_str()),
        (PlanState::Planned, "Reyl will come to Tallinn.")
    );
    let pair = Filter { country: "EST".parse().ok(), other_country: "NOR".parse().ok(), ..Filter::default() };
    let brief = ledger.brief(&BriefRequest { filter: pair, today: on("2026-05-06") }).unwrap();
    assert_eq!((brief.contacts.len(), brief.key_points.len(), brief.said.len()), (1, 1, 1));
    let quiet = Filter { news_of: Some((on("2026-07-01"), on("2026-07-01"))), ..Filter::default() };
    let brief = ledger.brief(&BriefRequest { filter: quiet, today: on("2026-07-01") }).unwrap();
    assert!(brief.is_empty());
    assert_eq!(brief.last_published.as_deref(), Some("2026-05-06"));
}
