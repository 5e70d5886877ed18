//! The cases of a frame: whether it finds what its file says it finds, and leaves alone what that says it leaves alone.

use plenipo_lexicon::{FoundCase, Frame, IgnoredCase};
use plenipo_record::{ActorId, Article, Day, Event, PartKind, Reading};

use crate::Reader;
use crate::coding::{CodedEvent, CodedParty};

/// The day of the copy for every case: a Friday.
const DAY: Day = Day::Date(jiff::civil::date(2026, 5, 8));

/// A case that a frame does not keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenCase {
    /// The sentence.
    pub text: String,
    /// What was to be found, or why nothing was.
    pub wanted: String,
    /// The events that were found.
    pub found: Vec<String>,
}

/// Returns the cases that a frame does not keep, read as copy of Friday 8 May 2026 by a reader that knows the frame.
///
/// A frame of diplomacy is held against what an article is read to say, any other against what its sentence is coded as.
pub fn broken_cases(reader: &Reader<'_>, frame: &Frame) -> Vec<BrokenCase> {
    let missed = frame.finds.iter().filter_map(|case| missed(reader, frame, case));
    // A known miss that is found is news: it goes to the sentences that are found.
    let alone = frame.ignores.iter().chain(&frame.misses);
    missed.chain(alone.filter_map(|case| invented(reader, frame, case))).collect()
}

fn read(reader: &Reader<'_>, text: &str) -> Reading {
    let mut article = Article::new("case");
    article.push(PartKind::Body, text);
    reader.read(article, Some(DAY))
}

fn missed(reader: &Reader<'_>, frame: &Frame, case: &FoundCase) -> Option<BrokenCase> {
    if !frame.is_for_reading() {
        return uncoded(reader, frame, case);
    }
    let reading = read(reader, &case.text);
    let wanted = (sorted(&case.by), sorted(&case.with));
    let is_found = reading.events.iter().any(|event| {
        let (by, with) = (names(&reading, &event.by), names(&reading, &event.with));
        let parties = if frame.kind.is_symmetric() {
            sorted(by.iter().chain(&with)) == sorted(case.by.iter().chain(&case.with))
        } else {
            (by, with) == wanted
        };
        event.kind == frame.kind && event.status == case.status.0 && parties
    });
    let (by, with) = &wanted;
    let (kind, status) = (frame.kind.as_str(), case.status.0.as_str());
    let found = || reading.events.iter().map(|event| summary(&reading, event)).collect();
    (!is_found).then(|| BrokenCase {
        text: case.text.clone(),
        wanted: format!("{kind} {status} by {by:?} with {with:?}"),
        found: found(),
    })
}

fn uncoded(reader: &Reader<'_>, frame: &Frame, case: &FoundCase) -> Option<BrokenCase> {
    let wanted = (frame.kind, case.status.0, case.detail.clone(), case.by.clone(), case.with.clone());
    let coded = reader.code(&case.text, Some(DAY));
    let told = |event: &CodedEvent| {
        let detail = event.detail.clone().filter(|_| case.detail.is_some());
        (event.kind, event.status, detail, words(&case.text, &event.actors), words(&case.text, &event.recipients))
    };
    let is_found = coded.iter().any(|event| told(event) == wanted);
    let (kind, status, detail, by, with) = wanted;
    let detail = detail.map(|detail| format!("/{detail}")).unwrap_or_default();
    (!is_found).then(|| BrokenCase {
        text: case.text.clone(),
        wanted: format!("{}{detail} {} by {by:?} with {with:?}", kind.as_str(), status.as_str()),
        found: coded.iter().map(|event| told_as(&case.text, event)).collect(),
    })
}

fn invented(reader: &Reader<'_>, frame: &Frame, case: &IgnoredCase) -> Option<BrokenCase> {
    let found: Vec<String> = if frame.is_for_reading() {
        let reading = read(reader, &case.text);
        let wrong = reading.events.iter().filter(|event| event.kind == frame.kind);
        wrong.map(|event| summary(&reading, event)).collect()
    } else {
        let coded = reader.code(&case.text, Some(DAY));
        coded.iter().filter(|event| event.kind == frame.kind).map(|event| told_as(&case.text, event)).collect()
    };
    let wanted = format!("no {}: {}", frame.kind.as_str(), case.because);
    (!found.is_empty()).then(|| BrokenCase { text: case.text.clone(), wanted, found })
}

fn names(reading: &Reading, ids: &[ActorId]) -> Vec<String> {
    sorted(ids.iter().filter_map(|id| reading.actor(id)).map(|actor| &actor.names[0]))
}

fn sorted<'n>(names: impl IntoIterator<Item = &'n String>) -> Vec<String> {
    let mut names: Vec<String> = names.into_iter().cloned().collect();
    names.sort();
    names
}

fn summary(reading: &Reading, event: &Event) -> String {
    let (by, with) = (names(reading, &event.by), names(reading, &event.with));
    format!("{} {} by {by:?} with {with:?}", event.kind.as_str(), event.status.as_str())
}

fn words(text: &str, side: &[CodedParty]) -> Vec<String> {
    side.iter().map(|party| party.span.slice(text).to_owned()).collect()
}

fn told_as(text: &str, event: &CodedEvent) -> String {
    let detail = event.detail.as_ref().map(|detail| format!("/{detail}")).unwrap_or_default();
    let (by, with) = (words(text, &event.actors), words(text, &event.recipients));
    format!("{}{detail} {} by {by:?} with {with:?}", event.kind.as_str(), event.status.as_str())
}
