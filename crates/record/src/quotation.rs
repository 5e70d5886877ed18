//! What was said, by whom and where.

use crate::{ActorId, Day, Span};

/// How much of an utterance stands inside the quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuotationKind {
    /// A clause or more.
    Direct,
    /// A phrase woven into the reporter's sentence.
    Partial,
}

impl QuotationKind {
    /// Returns the word used in exchange formats.
    pub fn as_str(self) -> &'static str {
        match self {
            QuotationKind::Direct => "direct",
            QuotationKind::Partial => "partial",
        }
    }
}

/// Words inside quotation marks that a speaker said or wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Unique inside the reading and stable for equal input.
    pub id: String,
    /// Who spoke, or `None` for a person whom the article does not name.
    pub speaker: Option<ActorId>,
    /// Direct or partial.
    pub kind: QuotationKind,
    /// Where it was said: `X`, `statement`, `interview` and the like.
    pub medium: Option<String>,
    /// The day on which it was said.
    pub said: Option<Day>,
    /// The pieces of the utterance in text order, without the outer marks; more than one where an attribution breaks it.
    pub pieces: Vec<Span>,
}

impl Quotation {
    /// Returns the words of the quotation, its pieces joined by single spaces.
    pub fn text(&self, article_text: &str) -> String {
        self.pieces.iter().map(|piece| piece.slice(article_text)).collect::<Vec<_>>().join(" ")
    }
}

/// Words that a speaker is reported to have said, without quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Who spoke, or `None` for a person whom the article does not name.
    pub speaker: Option<ActorId>,
    /// Where it was said: `X`, `statement`, `interview` and the like.
    pub medium: Option<String>,
    /// The day on which it was said.
    pub said: Option<Day>,
    /// The reported clause.
    pub content: Span,
}
