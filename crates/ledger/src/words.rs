//! The words under which kinds are stored, and back.

use plenipo_record::{ActorKind, CountryCode, Day, EventKind, PartKind, QuotationKind, Span, Status, When};

use crate::error::{Error, ErrorKind, Result};

fn damaged(what: &str, word: &str) -> Error {
    Error::new(ErrorKind::Damaged(format!("stored {what} `{word}` is none")))
}

/// Returns the kind of part that a word names.
pub fn part_kind(word: &str) -> Result<PartKind> {
    PartKind::from_word(word).ok_or_else(|| damaged("part", word))
}

/// Returns the kind of actor that a word names.
pub fn actor_kind(word: &str) -> Result<ActorKind> {
    ActorKind::from_word(word).ok_or_else(|| damaged("kind of actor", word))
}

/// Returns the kind of event that a word names.
pub fn event_kind(word: &str) -> Result<EventKind> {
    EventKind::from_word(word).ok_or_else(|| damaged("kind of event", word))
}

/// Returns the status that a word names.
pub fn status(word: &str) -> Result<Status> {
    Status::from_word(word).ok_or_else(|| damaged("status", word))
}

/// Returns the kind of quotation that a word names.
pub fn quotation_kind(word: &str) -> Result<QuotationKind> {
    QuotationKind::from_word(word).ok_or_else(|| damaged("kind of quotation", word))
}

/// Returns a stored day.
pub fn day(text: &str) -> Result<Day> {
    text.parse().map_err(|_| damaged("day", text))
}

/// Returns a stored span of days.
pub fn when(start: Option<&str>, end: Option<&str>) -> Result<Option<When>> {
    let Some(start) = start else { return Ok(None) };
    Ok(Some(When { start: day(start)?, end: end.map(day).transpose()? }))
}

/// Returns a span of days written as [`When`] prints it: `2026-01-29`, `2026-01-29 to 2026-01-30`, `since 2026-01-29`.
pub fn span_of_days(text: &str) -> Result<When> {
    if let Some(start) = text.strip_prefix("since ") {
        return Ok(When::since(day(start)?));
    }
    let (start, end) = text.split_once(" to ").unwrap_or((text, text));
    Ok(When::between(day(start)?, day(end)?))
}

/// Returns a stored country.
pub fn country(text: Option<&str>) -> Result<Option<CountryCode>> {
    text.map(|text| text.parse().map_err(|_| damaged("country", text))).transpose()
}

/// Writes spans as a list of pairs.
pub fn spans_json(spans: &[Span]) -> String {
    let pairs: Vec<(usize, usize)> = spans.iter().map(|span| (span.start, span.end)).collect();
    serde_json::to_string(&pairs).expect("numbers always serialise")
}

/// Reads spans from a list of pairs.
pub fn spans(json: &str) -> Result<Vec<Span>> {
    let pairs: Vec<(usize, usize)> = serde_json::from_str(json)?;
    Ok(pairs.into_iter().map(|(start, end)| Span { start, end }).collect())
}

/// Writes one span, if there is one, as a pair.
pub fn span_json(span: Option<Span>) -> Option<String> {
    span.map(|span| format!("[{},{}]", span.start, span.end))
}

/// Reads one span from a pair.
pub fn span(json: Option<&str>) -> Result<Option<Span>> {
    let Some(json) = json else { return Ok(None) };
    let (start, end) = serde_json::from_str(json)?;
    Ok(Some(Span { start, end }))
}

/// Writes texts as a list.
pub fn texts_json(texts: &[impl serde::Serialize + AsRef<str>]) -> String {
    serde_json::to_string(texts).expect("text always serialises")
}

/// Reads texts from a list.
pub fn texts(json: &str) -> Result<Vec<String>> {
    Ok(serde_json::from_str(json)?)
}
