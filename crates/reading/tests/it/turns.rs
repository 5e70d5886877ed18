//! Turns of phrase tell what all their words tell together, of those who stand in their places.

use plenipo_language::Analyzer;
use plenipo_lexicon::Lexicon;
use plenipo_reading::Reader;
use plenipo_reading::coding::{CodedEvent, CodedParty};

#[test]
fn turns_of_phrase_keep_their_cases() {
    let reader = Reader::new(Analyzer::builtin(), Lexicon::builtin());
    let lines = include_str!("turns.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut failures = Vec::new();
    for line in lines {
        let columns: Vec<&str> = line.split('\t').collect();
        let [what, by, with, sentence] = columns[..] else { panic!("four columns: {line}") };
        let told: Vec<[String; 3]> = reader
            .code(sentence, None)
            .iter()
            .filter(|event| event.is_main)
            .map(|event| told(event, sentence))
            .collect();
        let wanted = [what, by, with].map(str::to_owned);
        let is_kept = if what == "-" { told.is_empty() } else { told == [wanted] };
        if !is_kept {
            failures.push(format!("{sentence}\n    wanted {what} by {by} with {with}, got {told:?}"));
        }
    }
    assert!(failures.is_empty(), "{} cases failed:\n{}", failures.len(), failures.join("\n"));
}

fn told(event: &CodedEvent, sentence: &str) -> [String; 3] {
    let detail = event.detail.as_ref().map(|detail| format!("/{detail}")).unwrap_or_default();
    let side =
        |side: &[CodedParty]| side.iter().map(|party| party.span.slice(sentence)).collect::<Vec<_>>().join(" | ");
    [format!("{}{detail}", event.kind.as_str()), side(&event.actors), side(&event.recipients)]
}
