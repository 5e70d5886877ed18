//! What events are about: topics, and the names of papers, measures and occasions.

use plenipo_language::Analyzer;
use plenipo_lexicon::Lexicon;
use plenipo_reading::Reader;
use plenipo_record::{Article, PartKind};

/// Reads one paragraph and compares the events, each written as `kind: topic | topic`.
#[track_caller]
fn check(paragraph: &str, expect: &[&str]) {
    let mut article = Article::new("case");
    article.push(PartKind::Body, paragraph);
    let reading = Reader::new(Analyzer::builtin(), Lexicon::builtin()).read(article, "2026-05-08".parse().ok());
    let found: Vec<String> =
        reading.events.iter().map(|event| format!("{}: {}", event.kind.as_str(), event.what.join(" | "))).collect();
    assert_eq!(found, expect, "{paragraph}");
}

#[test]
fn talks_are_about_what_was_discussed() {
    check(
        "Estonian Foreign Minister Mira Talvik met Norwegian Prime Minister Lena Hoeve to discuss cod quotas, the ferry and visa rules.",
        &["meet: cod quotas | ferry | visa rules"],
    );
    check(
        "Foreign Minister Mira Talvik held talks with her Chilean counterpart Osman Reyl on fishing rights in Oslo on Friday.",
        &["meet: fishing rights"],
    );
    check(
        "President Osman Reyl of Chile spoke by phone with Norwegian Prime Minister Lena Hoeve about the price of copper.",
        &["call: price of copper"],
    );
}

#[test]
fn papers_and_measures_go_by_what_they_are_of() {
    check("Estonia and Chile signed a memorandum on timber in Oslo on Friday.", &["agree: memorandum on timber"]);
    check("Norway imposed a ban on salmon from Chile on Friday.", &["sanction: ban on salmon from Chile"]);
}

#[test]
fn a_bare_meeting_or_visit_has_no_topic() {
    check("Foreign Minister Mira Talvik held a meeting with Osman Reyl, president of Chile, on Friday.", &["meet: "]);
    check("Norwegian Prime Minister Lena Hoeve arrived in Chile on Friday on a visit.", &["visit: "]);
}

#[test]
fn places_days_and_margins_are_no_topics() {
    check(
        "Estonian Foreign Minister Mira Talvik met Osman Reyl, president of Chile, on Friday on the sidelines of a summit.",
        &["meet: "],
    );
}
