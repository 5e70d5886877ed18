//! The promises of a reading, checked again before it is written.

use plenipo_record::{ActorId, Reading, Span};

use crate::error::{Error, ErrorKind, Result};

/// Checks that every span lies on characters of the article's text and every name leads to an actor.
pub fn verify(reading: &Reading) -> Result<()> {
    let text = reading.article.text.as_str();
    let broken = |what: &str, at: String| {
        Err(Error::new(ErrorKind::BadReading(format!(
            "a reading of `{}` is broken: {what} {at}",
            reading.article.name
        ))))
    };
    let lies = |span: Span| text.get(span.range()).is_some_and(|slice| !slice.trim().is_empty());
    let known = |id: &ActorId| reading.actor(id).is_some();

    let parts = reading.article.parts.iter().map(|part| part.span);
    let comments = reading.article.comments.iter().map(|comment| comment.span);
    let posts = reading.article.posts.iter().map(|post| post.span);
    let live = reading.article.live.iter().map(|entry| entry.span);
    for span in parts.chain(comments).chain(posts).chain(live) {
        if text.get(span.range()).is_none() {
            return broken("no text at", span.to_string());
        }
    }
    for actor in &reading.actors {
        if actor.names.is_empty() {
            return broken("no name for", actor.id.to_string());
        }
    }
    for event in &reading.events {
        if event.evidence.is_empty() || !event.evidence.iter().copied().all(lies) {
            return broken("no evidence for", event.id.clone());
        }
        if let Some(stranger) = event.by.iter().chain(&event.with).find(|id| !known(id)) {
            return broken("nobody is called", stranger.to_string());
        }
    }
    for quotation in &reading.quotations {
        if quotation.pieces.is_empty() || !quotation.pieces.iter().copied().all(lies) {
            return broken("no words for", quotation.id.clone());
        }
    }
    for (at, statement) in reading.statements.iter().enumerate() {
        if statement.pieces.is_empty() || !statement.pieces.iter().copied().all(lies) {
            return broken("no words for statement", at.to_string());
        }
    }
    let quoted = reading.quotations.iter().flat_map(|quotation| [quotation.mention, quotation.cue]);
    let stated = reading.statements.iter().flat_map(|statement| [statement.mention, Some(statement.cue)]);
    if let Some(span) = quoted.chain(stated).flatten().find(|span| !lies(*span)) {
        return broken("no words at", span.to_string());
    }
    let speakers = reading.quotations.iter().map(|quotation| &quotation.speaker);
    let speakers = speakers.chain(reading.statements.iter().map(|statement| &statement.speaker)).flatten();
    match speakers.into_iter().find(|id| !known(id)) {
        Some(stranger) => broken("nobody is called", stranger.to_string()),
        None => Ok(()),
    }
}
