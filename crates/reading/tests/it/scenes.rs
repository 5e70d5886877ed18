//! Where and when events are placed that are told without place or day, and which reports are one event.

use plenipo_language::Analyzer;
use plenipo_lexicon::Lexicon;
use plenipo_reading::Reader;
use plenipo_record::{Article, PartKind};

/// Reads paragraphs of Friday 8 May 2026 and writes each event as `kind status day place`.
#[track_caller]
fn check(paragraphs: &[&str], expect: &[&str]) {
    let mut article = Article::new("case");
    for paragraph in paragraphs {
        article.push(PartKind::Body, paragraph);
    }
    let reader = Reader::new(Analyzer::builtin(), Lexicon::builtin());
    let reading = reader.read(article, "2026-05-08".parse().ok());
    let found: Vec<String> = reading
        .events
        .iter()
        .map(|event| {
            let when = event.when.map_or_else(|| "-".to_owned(), |when| when.to_string());
            let place = event
                .place
                .as_ref()
                .and_then(|place| place.country)
                .map_or_else(|| "-".to_owned(), |code| code.to_string());
            format!("{} {} {when} {place}", event.kind.as_str(), event.status.as_str())
        })
        .collect();
    assert_eq!(found, expect, "{paragraphs:#?}");
}

#[test]
fn talks_are_where_the_traveller_is() {
    check(
        &[
            "Norwegian Foreign Minister Osman Reyl arrived in Santiago on Thursday.",
            "He will meet Chilean President Lena Hoeve on Friday.",
        ],
        &["visit occurred 2026-05-07 CHL", "meet planned 2026-05-08 CHL"],
    );
    check(
        &["Osman Reyl will travel to Santiago on Monday to meet Chilean President Lena Hoeve."],
        &["visit planned 2026-05-11 CHL", "meet planned 2026-05-11 CHL"],
    );
}

#[test]
fn papers_are_signed_where_the_signers_met() {
    check(
        &[
            "Estonian Foreign Minister Mira Talvik met Norwegian Foreign Minister Osman Reyl in Oslo on Thursday.",
            "Talvik and Reyl signed an agreement on ferries.",
        ],
        &["meet occurred 2026-05-07 NOR", "agree occurred 2026-05-07 NOR"],
    );
}

#[test]
fn what_was_to_happen_on_a_lost_journey_is_off() {
    check(
        &[
            "Minister Mira Talvik's visit to Oslo has been put off.",
            "She was to meet Norwegian Prime Minister Osman Reyl.",
        ],
        &["visit cancelled - NOR", "meet cancelled - NOR"],
    );
}

#[test]
fn durations_stretch_days() {
    check(
        &["Mira Talvik began a three-day visit to Norway on Monday."],
        &["visit occurred 2026-05-04 to 2026-05-06 NOR"],
    );
    check(
        &["Chile and Norway ended two days of trade talks on Thursday."],
        &["negotiate occurred 2026-05-06 to 2026-05-07 -"],
    );
}

#[test]
fn further_rounds_are_events_of_their_own() {
    check(
        &[
            "Chile and Norway held a second round of peace talks in Oslo on Thursday.",
            "The next round will be held in Geneva in June.",
        ],
        &["negotiate occurred 2026-05-07 NOR", "negotiate planned 2026-06 CHE"],
    );
}

#[test]
fn repeated_reports_are_one_event() {
    check(
        &[
            "Estonian Foreign Minister Mira Talvik met Norwegian Foreign Minister Osman Reyl on Thursday.",
            "The meeting lasted an hour.",
            "Talvik and Reyl also met the press.",
        ],
        &["meet occurred 2026-05-07 -"],
    );
}
