//! What holds for every reading, whatever the text.

use plenipo_language::Analyzer;
use plenipo_lexicon::Lexicon;
use plenipo_reading::Reader;
use plenipo_record::{Article, PartKind, Reading, Span};
use proptest::prelude::*;

fn read(paragraphs: &[String]) -> Reading {
    let mut article = Article::new("text");
    for paragraph in paragraphs {
        article.push(PartKind::Body, paragraph);
    }
    Reader::new(Analyzer::builtin(), Lexicon::builtin()).read(article, "2026-05-08".parse().ok())
}

fn check_reading(reading: &Reading) {
    let text = &reading.article.text;
    let spans = reading.events.iter().flat_map(|event| event.evidence.iter().copied());
    let spans = spans.chain(reading.quotations.iter().flat_map(|quotation| quotation.pieces.iter().copied()));
    let spans =
        spans.chain(reading.quotations.iter().flat_map(|quotation| [quotation.mention, quotation.cue]).flatten());
    let spans = spans.chain(reading.statements.iter().flat_map(|statement| statement.pieces.iter().copied()));
    let spans = spans.chain(reading.statements.iter().filter_map(|statement| statement.mention));
    let spans: Vec<Span> = spans.chain(reading.statements.iter().map(|statement| statement.cue)).collect();
    for span in spans {
        assert!(text.get(span.range()).is_some(), "{span} is no slice of the text");
    }
    for event in &reading.events {
        assert!(!event.evidence.is_empty(), "{} has no evidence", event.id);
        for id in event.by.iter().chain(&event.with) {
            assert!(reading.actor(id).is_some(), "{id} is no actor");
        }
    }
    for speaker in reading.quotations.iter().filter_map(|quotation| quotation.speaker.as_ref()) {
        assert!(reading.actor(speaker).is_some(), "{speaker} is no actor");
    }
    for actor in &reading.actors {
        assert!(!actor.names.is_empty(), "{} has no name", actor.id);
    }
}

/// Words of the field in any order, so that the reader's own paths are walked.
fn jumbled() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "Foreign",
        "Minister",
        "Mira",
        "Talvik",
        "met",
        "with",
        "President",
        "Hoeve",
        "in",
        "Oslo",
        "on",
        "Friday",
        ",",
        ".",
        "\"",
        "'",
        "“",
        "”",
        "said",
        "the",
        "two",
        "leaders",
        "he",
        "they",
        "will",
        "visit",
        "Chile",
        "and",
        "Norway",
        "talks",
        "agreement",
        "signed",
        "to",
        "be",
        "not",
        "of",
        "@handle",
        "his",
        "counterpart",
        "-",
        "US",
        "U.S.",
        "ambassador",
        "sanctions",
        "imposed",
        "May",
        "5",
        "2026",
        "\n",
        "who",
        "which",
        "called",
        "off",
        "’s",
        "first",
        "round",
    ]);
    prop::collection::vec(words, 0..60).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn any_text_is_read_without_panic_and_the_same_way_twice(paragraphs in prop::collection::vec("\\PC{0,120}", 0..4)) {
        let reading = read(&paragraphs);
        check_reading(&reading);
        prop_assert_eq!(reading, read(&paragraphs));
    }

    #[test]
    fn jumbled_newswire_is_read_without_panic(paragraphs in prop::collection::vec(jumbled(), 1..4)) {
        check_reading(&read(&paragraphs));
    }
}
