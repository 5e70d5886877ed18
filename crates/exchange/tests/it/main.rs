//! A hand-built reading and the line it becomes.

mod briefs;
mod exports;
mod hostile;

use plenipo_exchange::{Options, reading_json};
use plenipo_record::{
    Actor, ActorId, ActorKind, Article, Comment, Dateline, Diagnostic, Event, EventKind, PartKind, Place, Published,
    Quotation, QuotationKind, Reading, Span, Statement, Status, When,
};

const MET: &str = "Foreign Minister Mira Talvik met Osman Reyl in Tallinn on Friday.";
const SAID: &str = "“The door is open,” Talvik said. “It stays so.”";

#[test]
fn a_reading_becomes_one_line_in_a_fixed_order() {
    check(&reading(), Options::default(), include_str!("reading.expected"));
}

#[test]
fn the_text_comes_last_and_only_when_asked_for() {
    let (without, with) = (reading_json(&reading(), Options::default()), reading_json(&reading(), with_text()));
    let text = serde_json::to_string(&reading().article.text).unwrap();
    assert_eq!(with, format!("{},\"text\":{text}}}", without.strip_suffix('}').unwrap()));
}

#[test]
fn every_offset_slices_the_text() {
    let value: serde_json::Value = serde_json::from_str(&reading_json(&reading(), with_text())).unwrap();
    let text = value["text"].as_str().unwrap();
    let mut seen = 0;
    let pieces = |list: &serde_json::Value| list.as_array().cloned().unwrap_or_default();
    let events = pieces(&value["events"]).into_iter().flat_map(|event| pieces(&event["evidence"]));
    let quotes = pieces(&value["quotes"]).into_iter().flat_map(|quote| pieces(&quote["pieces"]));
    for piece in events.chain(quotes).chain(pieces(&value["statements"])) {
        let at = |key: &str| usize::try_from(piece[key].as_u64().unwrap()).unwrap();
        assert_eq!(&text[at("start")..at("end")], piece["text"].as_str().unwrap());
        seen += 1;
    }
    assert_eq!(seen, 4);
}

#[test]
fn an_article_without_a_body_has_no_edges() {
    let mut empty = reading();
    empty.article = Article::new("-");
    (empty.events, empty.quotations, empty.statements, empty.diagnostics) = (vec![], vec![], vec![], vec![]);
    let value: serde_json::Value = serde_json::from_str(&reading_json(&empty, Options::default())).unwrap();
    assert!(value["article"]["first"].is_null() && value["article"]["last"].is_null());
    assert!(value.get("diagnostics").is_none());
}

/// Compares with a snapshot whose line breaks and indents stand for nothing.
#[track_caller]
fn check(reading: &Reading, options: Options, expected: &str) {
    let expected: String = expected.lines().map(str::trim_start).collect();
    assert_eq!(reading_json(reading, options), expected);
}

fn with_text() -> Options {
    Options { with_text: true }
}

fn find(article: &Article, words: &str) -> Span {
    let start = article.text.find(words).expect("the words stand in the text");
    Span::new(start, start + words.len())
}

fn reading() -> Reading {
    let mut article = Article::new("talks.txt");
    article.push(PartKind::Headline, "Talvik meets Reyl");
    article.push(PartKind::Body, MET);
    article.push(PartKind::Body, SAID);
    article.push(PartKind::Body, "Reyl said the talks would go on.");
    let comment = article.push(PartKind::Comment, "At last.");
    article.title = Some("Talvik meets Reyl".into());
    article.outlet = Some("Harbour Courier".into());
    let day = "2026-03-06".parse().unwrap();
    article.published = Some(Published { day, time: Some((9, 30, 0)), offset_minutes: Some(120) });
    article.dateline = Some(Dateline { place: Some("TALLINN".into()), day: Some(day) });
    article.comments = vec![Comment { author: None, span: comment }];
    article.related = vec!["Ferry late again".into()];

    let (talvik, reyl) = (ActorId::new("talvik"), ActorId::new("reyl"));
    let person = |id: &ActorId, names: &[&str], country: Option<&str>, roles: &[&str]| Actor {
        id: id.clone(),
        kind: ActorKind::Person,
        names: names.iter().map(|name| (*name).to_owned()).collect(),
        country: country.map(|code| code.parse().unwrap()),
        roles: roles.iter().map(|role| (*role).to_owned()).collect(),
    };
    Reading {
        actors: vec![
            person(&talvik, &["Mira Talvik", "Talvik"], Some("EST"), &["Foreign Minister"]),
            person(&reyl, &["Osman Reyl", "Reyl"], None, &[]),
        ],
        events: vec![Event {
            id: "e1".into(),
            kind: EventKind::Visit,
            status: Status::Occurred,
            by: vec![reyl.clone()],
            with: vec![talvik.clone()],
            when: Some(When { start: day, end: None }),
            place: Some(Place { name: Some("Tallinn".into()), country: "EST".parse().ok() }),
            what: vec!["talks".into()],
            evidence: vec![find(&article, MET)],
            detail: None,
            confidence: Some(0.9),
        }],
        quotations: vec![Quotation {
            id: "q1".into(),
            speaker: Some(talvik),
            kind: QuotationKind::Direct,
            medium: None,
            said: Some(day),
            mention: Some(find(&article, "Talvik")),
            cue: Some(find(&article, "said")),
            pieces: vec![find(&article, "The door is open,"), find(&article, "It stays so.")],
        }],
        statements: vec![Statement {
            speaker: Some(reyl),
            medium: None,
            said: None,
            mention: Some(find(&article, "Reyl")),
            cue: find(&article, "said"),
            pieces: vec![find(&article, "the talks would go on")],
        }],
        diagnostics: vec![Diagnostic { message: "a quotation is never closed".into(), span: None }],
        article,
    }
}
