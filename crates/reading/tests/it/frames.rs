//! Every frame finds what its file says it finds, and leaves alone what it says it leaves alone.

use plenipo_language::Analyzer;
use plenipo_lexicon::{FoundCase, Frame, IgnoredCase, Lexicon};
use plenipo_reading::Reader;
use plenipo_record::{ActorId, Article, Event, PartKind, Reading};

fn read(text: &str) -> Reading {
    let mut article = Article::new("case");
    article.push(PartKind::Body, text);
    let day = "2026-05-08".parse().expect("a day");
    Reader::new(Analyzer::builtin(), Lexicon::builtin()).read(article, Some(day))
}

fn names(reading: &Reading, ids: &[ActorId]) -> Vec<String> {
    let mut names: Vec<String> =
        ids.iter().filter_map(|id| reading.actor(id)).map(|actor| actor.names[0].clone()).collect();
    names.sort();
    names
}

fn summary(reading: &Reading, event: &Event) -> String {
    format!(
        "{} {} by {:?} with {:?}",
        event.kind.as_str(),
        event.status.as_str(),
        names(reading, &event.by),
        names(reading, &event.with)
    )
}

fn missed(frame: &Frame, case: &FoundCase) -> Option<String> {
    let reading = read(&case.text);
    let everyone = |by: &[String], with: &[String]| -> Vec<String> {
        let mut all: Vec<String> = by.iter().chain(with).cloned().collect();
        all.sort();
        all
    };
    let is_found = reading.events.iter().any(|event| {
        let (by, with) = (names(&reading, &event.by), names(&reading, &event.with));
        let parties = if frame.kind.is_symmetric() {
            everyone(&by, &with) == everyone(&case.by, &case.with)
        } else {
            everyone(&by, &[]) == everyone(&case.by, &[]) && everyone(&with, &[]) == everyone(&case.with, &[])
        };
        event.kind == frame.kind && event.status == case.status.0 && parties
    });
    let got: Vec<String> = reading.events.iter().map(|event| summary(&reading, event)).collect();
    (!is_found).then(|| {
        format!(
            "{}: wanted {} {} by {:?} with {:?}\n    got {got:?}\n    in {}",
            frame.id,
            frame.kind.as_str(),
            case.status.0.as_str(),
            case.by,
            case.with,
            case.text
        )
    })
}

fn invented(frame: &Frame, case: &IgnoredCase) -> Option<String> {
    let reading = read(&case.text);
    let wrong: Vec<String> =
        reading.events.iter().filter(|event| event.kind == frame.kind).map(|event| summary(&reading, event)).collect();
    (!wrong.is_empty())
        .then(|| format!("{}: wanted nothing ({})\n    got {wrong:?}\n    in {}", frame.id, case.because, case.text))
}

#[test]
fn frames_keep_their_cases() {
    let frames = Lexicon::builtin().frames();
    assert!(!frames.is_empty(), "no frame was found");
    let failures: Vec<String> = frames
        .iter()
        .flat_map(|frame| {
            let missed = frame.finds.iter().filter_map(|case| missed(frame, case));
            missed.chain(frame.ignores.iter().filter_map(|case| invented(frame, case))).collect::<Vec<_>>()
        })
        .collect();
    assert!(failures.is_empty(), "{} cases failed:\n{}", failures.len(), failures.join("\n"));
}
