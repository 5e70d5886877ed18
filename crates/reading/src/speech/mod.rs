//! Who said what: quotations with their speakers, and reported clauses.

mod attribution;
mod cue;
mod day;
mod house;
mod marks;
mod medium;
mod post;
mod statement;
mod utterance;
mod voice;

use plenipo_lexicon::Lexicon;
use plenipo_record::{Article, Day, Diagnostic, Quotation, Span, Statement};

use crate::cast::{Cast, MemberIndex};
use crate::document::Document;
use crate::frame::Parties;

/// What is said in an article, with the speakers still as members of the cast.
pub(crate) struct Speech {
    /// Words in quotation marks, in text order.
    pub quotations: Vec<(Quotation, Option<MemberIndex>)>,
    /// Reported clauses, in text order.
    pub statements: Vec<(Statement, Option<MemberIndex>)>,
    /// What does not fit together.
    pub diagnostics: Vec<Diagnostic>,
}

/// Returns the spans inside quotation marks in the body, in text order, without the marks.
pub(crate) fn quoted_spans(article: &Article, lexicon: &Lexicon) -> Vec<Span> {
    marks::quoted(article, lexicon).into_iter().map(|quoted| quoted.span).collect()
}

/// Returns what is said in the body; `today` is the day of the copy.
pub(crate) fn speech(
    article: &Article,
    document: &Document<'_>,
    parties: &Parties<'_>,
    cast: &mut Cast,
    lexicon: &Lexicon,
    today: Option<Day>,
) -> Speech {
    let pieces = marks::quoted(article, lexicon);
    let (quotations, diagnostics) = utterance::quotations(article, document, parties, cast, lexicon, today, &pieces);
    let statements = statement::statements(document, parties, cast, lexicon, today);
    Speech { quotations, statements, diagnostics }
}
