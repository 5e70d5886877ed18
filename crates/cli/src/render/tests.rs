//! The page of a hand-built reading, line by line.

use plenipo_record::{
    Actor, ActorId, ActorKind, Article, Dateline, Event, EventKind, PartKind, Place, Published, Quotation,
    QuotationKind, Reading, Span, Statement, Status, When,
};

use super::page;

const MET: &str = "Foreign Minister Mira Talvik met Karelian envoy Osman Reyl in Tallinn on Friday to talk about ferries and the price of herring.";
const WILL: &str = "She will travel to Accra on March 12 and stay for two days.";
const OFF: &str = "A call with Ghana planned for Monday was called off.";
const SAID: &str = "“The door is open,” Talvik said. “It stays so.”";
const WENT: &str = "Reyl said the talks would go on.";

#[test]
fn a_page_reads_like_a_briefing() {
    check(&reading(), include_str!("page.expected"));
}

#[test]
fn an_article_without_diplomacy_says_so() {
    let mut article = Article::new("-");
    article.push(PartKind::Body, "It rained.");
    let empty = Reading {
        article,
        actors: vec![],
        events: vec![],
        quotations: vec![],
        statements: vec![],
        diagnostics: vec![],
    };
    check(&empty, "(no headline)\n\nNothing for the record: no diplomatic event and nobody's words.\n");
}

#[test]
fn no_line_is_wider_than_the_page() {
    for width in [40, 57, 80, 100] {
        for line in plain(&reading(), width).lines() {
            assert!(unicode_width::UnicodeWidthStr::width(line) <= width, "{width}: {line}");
        }
    }
}

#[track_caller]
fn check(reading: &Reading, expected: &str) {
    let page = plain(reading, 80);
    assert!(page == expected, "the page is now:\n{page}");
}

fn plain(reading: &Reading, width: usize) -> String {
    let country = |code: plenipo_record::CountryCode| match code.as_str() {
        "EST" => Some("Estonia".to_owned()),
        "GHA" => Some("Ghana".to_owned()),
        _ => None,
    };
    anstream::adapter::strip_str(&page(reading, width, &country)).to_string()
}

fn reading() -> Reading {
    let mut article = Article::new("talks.txt");
    article.title = Some("Talvik meets Reyl".into());
    article.outlet = Some("Harbour Courier".into());
    article.agency = Some("BNS".into());
    article.published = Some(Published { day: day("2026-03-06"), time: Some((17, 30, 0)), offset_minutes: Some(120) });
    article.dateline = Some(Dateline { place: Some("TALLINN".into()), day: Some(day("2026-03-06")) });
    let [met, will, off, said, went] = [MET, WILL, OFF, SAID, WENT].map(|text| article.push(PartKind::Body, text));
    let inside = |words: &str| {
        let start = article.text.find(words).expect("the words stand in the text");
        Span::new(start, start + words.len())
    };
    let (talvik, reyl, ghana) = (ActorId::new("talvik"), ActorId::new("reyl"), ActorId::new("GHA"));
    let event =
        |kind, status, with: &[&ActorId], when: Option<When>, place: Option<Place>, what: &[&str], proof| Event {
            id: String::new(),
            kind,
            status,
            by: vec![talvik.clone()],
            with: with.iter().map(|&id| id.clone()).collect(),
            when,
            place,
            what: what.iter().map(|&topic| topic.to_owned()).collect(),
            evidence: vec![proof],
            detail: None,
            confidence: None,
        };
    let place = |name: &str, code: &str| Some(Place { name: Some(name.into()), country: code.parse().ok() });
    let events = vec![
        event(
            EventKind::Meet,
            Status::Occurred,
            &[&reyl],
            Some(When::on(day("2026-03-06"))),
            place("Tallinn", "EST"),
            &["ferries", "price of herring"],
            met,
        ),
        event(
            EventKind::Visit,
            Status::Planned,
            &[],
            Some(When::between(day("2026-03-12"), day("2026-03-13"))),
            place("Accra", "GHA"),
            &[],
            will,
        ),
        event(EventKind::Call, Status::Cancelled, &[&ghana], Some(When::on(day("2026-03-09"))), None, &[], off),
        event(EventKind::Visit, Status::Denied, &[], None, place("Accra", "GHA"), &[], off),
    ];
    let quotations = vec![Quotation {
        id: "q1".into(),
        speaker: Some(talvik.clone()),
        kind: QuotationKind::Direct,
        medium: Some("X".into()),
        said: Some(day("2026-03-06")),
        mention: None,
        cue: None,
        pieces: vec![inside("The door is open,"), inside("It stays so.")],
    }];
    assert!(said.contains(quotations[0].pieces[0]));
    let content = Span::new(went.start + "Reyl said ".len(), went.end - 1);
    let reported = Statement {
        speaker: Some(reyl.clone()),
        medium: None,
        said: None,
        mention: None,
        cue: inside("said"),
        pieces: vec![content],
    };
    let statements = vec![reported];
    let actor = |id, kind, names: &[&str], country: &str, roles: &[&str]| Actor {
        id,
        kind,
        names: names.iter().map(|&name| name.to_owned()).collect(),
        country: country.parse().ok(),
        roles: roles.iter().map(|&role| role.to_owned()).collect(),
    };
    let actors = vec![
        actor(talvik, ActorKind::Person, &["Mira Talvik", "Talvik", "@mtalvik"], "EST", &["Foreign Minister"]),
        actor(reyl, ActorKind::Person, &["Osman Reyl", "Reyl"], "", &["Karelian envoy"]),
        actor(ghana, ActorKind::Country, &["Accra"], "GHA", &[]),
    ];
    Reading { article, actors, events, quotations, statements, diagnostics: vec![] }
}

fn day(text: &str) -> plenipo_record::Day {
    text.parse().expect("a day")
}
