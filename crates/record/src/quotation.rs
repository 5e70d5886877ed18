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

    /// Returns the kind that a word of the exchange formats names.
    pub fn from_word(word: &str) -> Option<Self> {
        [QuotationKind::Direct, QuotationKind::Partial].into_iter().find(|kind| kind.as_str() == word)
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
    /// The phrase that names the speaker where the words are attributed: "she", "the port's master, Mira Talvik".
    pub mention: Option<Span>,
    /// The words that attribute: a verb with its auxiliaries, "according to", a colon.
    pub cue: Option<Span>,
    /// The pieces of the utterance in text order, without the outer marks; more than one where an attribution breaks it.
    pub pieces: Vec<Span>,
}

impl Quotation {
    /// Returns the words of the quotation, its pieces joined by single spaces.
    pub fn text(&self, article_text: &str) -> String {
        joined(&self.pieces, article_text)
    }
}

/// What a speaker is reported to have said; quotation marks may stand around some of the words, not around all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Who spoke, or `None` for a person whom the article does not name.
    pub speaker: Option<ActorId>,
    /// Where it was said: `X`, `statement`, `interview` and the like.
    pub medium: Option<String>,
    /// The day on which it was said.
    pub said: Option<Day>,
    /// The phrase that names the speaker where the words are attributed.
    pub mention: Option<Span>,
    /// The words that attribute: a verb with its auxiliaries, "according to", a noun.
    pub cue: Span,
    /// The pieces of what is reported in text order; more than one where the attribution breaks it.
    pub pieces: Vec<Span>,
}

impl Statement {
    /// Returns what is reported, its pieces joined by single spaces.
    pub fn text(&self, article_text: &str) -> String {
        joined(&self.pieces, article_text)
    }
}

fn joined(pieces: &[Span], text: &str) -> String {
    pieces.iter().map(|piece| piece.slice(text)).collect::<Vec<_>>().join(" ")
}
