//! Coded sentences: a row of a table or an object of JSON for each event.

use plenipo_reading::coding::{CodedEvent, CodedParty};
use plenipo_record::state_numbers;
use serde_json::{Value, json};

use crate::export::tab_separated;

/// The head of the table that [`coded_row`] makes rows of.
///
/// Several values in one cell are parted by semicolons. Spans are `start-end`, bytes of the sentence's text, the end not
/// included. `main` is 1 for the event that the sentence is about.
pub const CODED_COLUMNS: [&str; 30] = [
    "id",
    "date",
    "main",
    "type",
    "mode",
    "cameo",
    "quad",
    "score",
    "goldstein",
    "kind",
    "detail",
    "status",
    "actor",
    "actor_country",
    "actor_cow",
    "actor_gw",
    "actor_sector",
    "actor_span",
    "recipient",
    "recipient_country",
    "recipient_cow",
    "recipient_gw",
    "recipient_sector",
    "recipient_span",
    "contexts",
    "context_words",
    "marks",
    "trigger",
    "trigger_span",
    "sentence_span",
];

/// What a line of input is called and when it was written.
#[derive(Clone, Copy, Debug, Default)]
pub struct CodedLine<'l> {
    /// The name of the line.
    pub id: &'l str,
    /// The day of the copy, as given.
    pub date: &'l str,
    /// The text into which the spans count.
    pub text: &'l str,
}

/// Writes a coded event as tab-separated values, without the end of the line.
pub fn coded_row(line: CodedLine<'_>, event: &CodedEvent) -> String {
    let codes = &event.codes;
    let words = |start: usize, end: usize| line.text.get(start..end).unwrap_or_default().to_owned();
    let span = |start: usize, end: usize| format!("{start}-{end}");
    let joined = |cells: Vec<String>| cells.join(";");
    let mut row = vec![
        line.id.to_owned(),
        line.date.to_owned(),
        u8::from(event.is_main).to_string(),
        codes.plover.to_owned(),
        codes.mode.unwrap_or_default().to_owned(),
        codes.cameo.to_owned(),
        codes.quad.to_string(),
        codes.score.to_string(),
        codes.goldstein.to_string(),
        event.kind.as_str().to_owned(),
        event.detail.clone().unwrap_or_default(),
        event.status.as_str().to_owned(),
    ];
    for side in [&event.actors, &event.recipients] {
        let cells = |cell: &dyn Fn(&CodedParty) -> String| joined(side.iter().map(cell).collect());
        let number = |number: Option<u16>| number.map_or_else(String::new, |number| number.to_string());
        let numbers = |party: &CodedParty| party.country.map(state_numbers);
        row.push(cells(&|party| words(party.span.start, party.span.end).replace(';', ",")));
        row.push(cells(&|party| place_of(party).unwrap_or_default()));
        row.push(cells(&|party| number(numbers(party).and_then(|state| state.cow))));
        row.push(cells(&|party| number(numbers(party).and_then(|state| state.gw))));
        row.push(cells(&|party| party.sector.unwrap_or_default().to_owned()));
        row.push(cells(&|party| span(party.span.start, party.span.end)));
    }
    row.push(joined(event.contexts.iter().map(|context| context.name.to_owned()).collect()));
    row.push(joined(event.contexts.iter().map(|context| words(context.span.start, context.span.end)).collect()));
    row.push(event.marks.names().join(";"));
    row.push(words(event.trigger.start, event.trigger.end));
    row.push(span(event.trigger.start, event.trigger.end));
    row.push(span(event.sentence.start, event.sentence.end));
    tab_separated(&row)
}

/// Writes a coded event as one line of JSON with the values of [`coded_row`], lists as lists.
pub fn coded_json(line: CodedLine<'_>, event: &CodedEvent) -> String {
    let codes = &event.codes;
    let words = |start: usize, end: usize| line.text.get(start..end).unwrap_or_default();
    let parties = |side: &[CodedParty]| -> Vec<Value> {
        let party = |party: &CodedParty| {
            let numbers = party.country.map(state_numbers);
            json!({
                "text": words(party.span.start, party.span.end),
                "start": party.span.start,
                "end": party.span.end,
                "country": place_of(party),
                "cow": numbers.and_then(|state| state.cow),
                "gw": numbers.and_then(|state| state.gw),
                "sector": party.sector,
            })
        };
        side.iter().map(party).collect()
    };
    let contexts: Vec<Value> = event
        .contexts
        .iter()
        .map(|context| {
            let span = context.span;
            json!({ "name": context.name, "text": words(span.start, span.end), "start": span.start, "end": span.end })
        })
        .collect();
    json!({
        "id": line.id,
        "date": (!line.date.is_empty()).then_some(line.date),
        "main": event.is_main,
        "type": codes.plover,
        "mode": codes.mode,
        "cameo": codes.cameo,
        "quad": codes.quad,
        "score": codes.score,
        "goldstein": codes.goldstein,
        "kind": event.kind.as_str(),
        "detail": event.detail,
        "status": event.status.as_str(),
        "actor": parties(&event.actors),
        "recipient": parties(&event.recipients),
        "contexts": contexts,
        "marks": event.marks.names(),
        "trigger": {
            "text": words(event.trigger.start, event.trigger.end),
            "start": event.trigger.start,
            "end": event.trigger.end,
        },
        "sentence": { "start": event.sentence.start, "end": event.sentence.end },
    })
    .to_string()
}

/// The country's code, or the code that stands in the place of one.
fn place_of(party: &CodedParty) -> Option<String> {
    party.body.map(str::to_owned).or_else(|| party.country.map(|code| code.to_string()))
}
