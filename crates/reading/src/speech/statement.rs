//! Reported clauses without quotation marks: "X said that …".

use plenipo_lexicon::Lexicon;
use plenipo_record::{Day, Span, Statement};

use super::attribution::{Attribution, Attributor};
use crate::cast::{Cast, MemberIndex};
use crate::document::Document;
use crate::explain::Note;
use crate::frame::Parties;

/// Returns the reported clauses of the body in text order.
pub(super) fn statements(
    document: &Document<'_>,
    parties: &Parties<'_>,
    cast: &mut Cast,
    lexicon: &Lexicon,
    today: Option<Day>,
) -> Vec<(Statement, Option<MemberIndex>)> {
    let attributor = Attributor { document, parties, lexicon };
    let mut found = Vec::new();
    for (number, passage) in document.passages.iter().enumerate() {
        for cue in 0..passage.len() {
            if passage.quoted[cue] || !passage.is_verb(cue) || !lexicon.speech().takes_clause(passage.lemma(cue)) {
                continue;
            }
            let Some(clause) = passage.dependents(cue, &["ccomp"]).next() else { continue };
            let extent = passage.extent(clause);
            if extent.contains(&cue) || extent.clone().any(|token| passage.quoted[token]) {
                continue;
            }
            let Some(speaker) = attributor.subject(cast, (number, cue)) else { continue };
            let attribution = Attribution { cue: (number, cue), speaker: Some(speaker), follows: false };
            let words: Vec<&str> = passage.words(document.text);
            let statement = Statement {
                speaker: None,
                medium: lexicon.speech().medium_in(&words.join(" ")).map(str::to_owned),
                said: attributor.day(&attribution, today),
                content: bare(document.text, passage.span(extent)),
            };
            passage.notes.add(|| Note::Attributed(statement.content, cue, false));
            found.push((statement, Some(speaker)));
        }
    }
    found
}

/// Leaves out the marks and stops at the ends of a clause.
fn bare(text: &str, span: Span) -> Span {
    let words = span.slice(text);
    let is_edge = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '"' | '“' | '”' | '‘' | '—' | '–');
    let start = span.start + (words.len() - words.trim_start_matches(is_edge).len());
    Span::new(start, start + words.trim_matches(is_edge).len())
}
