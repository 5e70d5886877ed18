//! What one article says.

use crate::{Actor, ActorId, Article, Event, Quotation, Span, Statement};

/// Something in the text that could not be read; it never stops a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What went wrong, as a lower-case fragment without a final stop.
    pub message: String,
    /// Where in the article's text, if at one place.
    pub span: Option<Span>,
}

/// Everything that the reader found in one article.
///
/// Every identifier in `events`, `quotations` and `statements` names an actor of `actors`, and every span
/// lies inside the article's text.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The article that was read.
    pub article: Article,
    /// Persons, organisations and countries that take part or speak.
    pub actors: Vec<Actor>,
    /// Events in text order of their first evidence.
    pub events: Vec<Event>,
    /// Words inside quotation marks, in text order.
    pub quotations: Vec<Quotation>,
    /// Indirect speech, in text order.
    pub statements: Vec<Statement>,
    /// What could not be read.
    pub diagnostics: Vec<Diagnostic>,
}

impl Reading {
    /// Returns the actor with the given identifier.
    pub fn actor(&self, id: &ActorId) -> Option<&Actor> {
        self.actors.iter().find(|actor| &actor.id == id)
    }
}
