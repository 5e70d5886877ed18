//! Reads articles and their readings back as they were written.

use plenipo_record::{
    Actor, ActorId, Article, Comment, Dateline, Diagnostic, Event, Part, Place, Quotation, Reading, Span, Statement,
};
use rusqlite::{Connection, Row};

use crate::error::{Error, ErrorKind, Result};
use crate::{page, words};

/// Returns the article of a row.
pub fn article(connection: &Connection, id: i64) -> Result<Article> {
    let mut select = connection.prepare_cached(
        "SELECT name, text, parts, title, outlet, agency, byline, published, dateline_place, dateline_day, key_points,
             comments, related, page
         FROM article WHERE id = ?",
    )?;
    let mut rows = select.query([id])?;
    let row = rows.next()?.ok_or_else(|| Error::new(ErrorKind::Unknown(format!("article {id}"))))?;
    let parts: Vec<(String, usize, usize)> = serde_json::from_str(&text(row, 2)?)?;
    let comments: Vec<(Option<String>, usize, usize)> = serde_json::from_str(&text(row, 11)?)?;
    let (place, day): (Option<String>, Option<String>) = (row.get(8)?, row.get(9)?);
    let dateline = (place.is_some() || day.is_some())
        .then(|| Ok::<_, Error>(Dateline { place, day: day.as_deref().map(words::day).transpose()? }))
        .transpose()?;
    let mut article = Article::new(text(row, 0)?);
    article.text = row.get(1)?;
    article.parts = parts
        .into_iter()
        .map(|(kind, start, end)| Ok(Part { kind: words::part_kind(&kind)?, span: Span { start, end } }))
        .collect::<Result<_>>()?;
    article.title = row.get(3)?;
    article.outlet = row.get(4)?;
    article.agency = row.get(5)?;
    article.byline = row.get(6)?;
    article.published = row.get::<_, Option<String>>(7)?.as_deref().map(page::published).transpose()?;
    article.dateline = dateline;
    article.key_points = words::texts(&text(row, 10)?)?;
    article.comments =
        comments.into_iter().map(|(author, start, end)| Comment { author, span: Span { start, end } }).collect();
    article.related = words::texts(&text(row, 12)?)?;
    page::read(&text(row, 13)?, &mut article)?;
    Ok(article)
}

/// Returns the reading of an article; events carry the public names of the events that they are linked to.
pub fn reading(connection: &Connection, id: i64) -> Result<Reading> {
    let article = self::article(connection, id)?;
    Ok(Reading {
        actors: actors(connection, id)?,
        events: events(connection, id)?,
        quotations: quotations(connection, id)?,
        statements: statements(connection, id)?,
        diagnostics: diagnostics(connection, id)?,
        article,
    })
}

fn actors(connection: &Connection, article: i64) -> Result<Vec<Actor>> {
    let mut select = connection
        .prepare_cached("SELECT local, kind, names, country, roles FROM mention WHERE article = ? ORDER BY id")?;
    let mut rows = select.query([article])?;
    let mut actors = Vec::new();
    while let Some(row) = rows.next()? {
        actors.push(Actor {
            id: ActorId::new(text(row, 0)?),
            kind: words::actor_kind(&text(row, 1)?)?,
            names: words::texts(&text(row, 2)?)?,
            country: words::country(row.get::<_, Option<String>>(3)?.as_deref())?,
            roles: words::texts(&text(row, 4)?)?,
        });
    }
    Ok(actors)
}

fn events(connection: &Connection, article: i64) -> Result<Vec<Event>> {
    let mut select = connection.prepare_cached(
        "SELECT report.id, coalesce(event.public, report.public), report.kind, report.status, report.start, report.end,
             report.place, report.country, report.what, report.evidence, report.confidence, report.detail
         FROM report LEFT JOIN event ON event.id = report.event WHERE report.article = ? ORDER BY report.ordinal",
    )?;
    let mut rows = select.query([article])?;
    let mut events = Vec::new();
    while let Some(row) = rows.next()? {
        let report: i64 = row.get(0)?;
        let optional = |at: usize| row.get::<_, Option<String>>(at);
        let (place, country) = (optional(6)?, words::country(optional(7)?.as_deref())?);
        events.push(Event {
            id: text(row, 1)?,
            kind: words::event_kind(&text(row, 2)?)?,
            status: words::status(&text(row, 3)?)?,
            by: side(connection, report, "by")?,
            with: side(connection, report, "with")?,
            when: words::when(optional(4)?.as_deref(), optional(5)?.as_deref())?,
            place: (place.is_some() || country.is_some()).then_some(Place { name: place, country }),
            what: words::texts(&text(row, 8)?)?,
            evidence: words::spans(&text(row, 9)?)?,
            detail: optional(11)?,
            confidence: row.get::<_, Option<f64>>(10)?.map(|value| value as f32),
        });
    }
    Ok(events)
}

fn side(connection: &Connection, report: i64, side: &str) -> Result<Vec<ActorId>> {
    let mut select = connection.prepare_cached(
        "SELECT mention.local FROM party JOIN mention ON mention.id = party.mention
         WHERE party.report = ? AND party.side = ? ORDER BY party.ordinal",
    )?;
    let names = select.query_map((report, side), |row| row.get::<_, String>(0))?;
    Ok(names.map(|name| name.map(ActorId::new)).collect::<rusqlite::Result<_>>()?)
}

fn quotations(connection: &Connection, article: i64) -> Result<Vec<Quotation>> {
    let mut select = connection.prepare_cached(
        "SELECT quote.public, mention.local, quote.kind, quote.medium, quote.said, quote.pieces,
             quote.mention_at, quote.cue_at
         FROM quote LEFT JOIN mention ON mention.id = quote.speaker WHERE quote.article = ? ORDER BY quote.ordinal",
    )?;
    let mut rows = select.query([article])?;
    let mut quotations = Vec::new();
    while let Some(row) = rows.next()? {
        quotations.push(Quotation {
            id: text(row, 0)?,
            speaker: row.get::<_, Option<String>>(1)?.map(ActorId::new),
            kind: words::quotation_kind(&text(row, 2)?)?,
            medium: row.get(3)?,
            said: row.get::<_, Option<String>>(4)?.as_deref().map(words::day).transpose()?,
            pieces: words::spans(&text(row, 5)?)?,
            mention: words::span(row.get::<_, Option<String>>(6)?.as_deref())?,
            cue: words::span(row.get::<_, Option<String>>(7)?.as_deref())?,
        });
    }
    Ok(quotations)
}

fn statements(connection: &Connection, article: i64) -> Result<Vec<Statement>> {
    let mut select = connection.prepare_cached(
        "SELECT mention.local, statement.medium, statement.said, statement.content,
             statement.mention_at, statement.cue_at
         FROM statement LEFT JOIN mention ON mention.id = statement.speaker
         WHERE statement.article = ? ORDER BY statement.ordinal",
    )?;
    let mut rows = select.query([article])?;
    let mut statements = Vec::new();
    while let Some(row) = rows.next()? {
        let pieces = words::spans(&text(row, 3)?)?;
        let start = pieces.first().map_or(0, |piece| piece.start);
        statements.push(Statement {
            speaker: row.get::<_, Option<String>>(0)?.map(ActorId::new),
            medium: row.get(1)?,
            said: row.get::<_, Option<String>>(2)?.as_deref().map(words::day).transpose()?,
            pieces,
            mention: words::span(row.get::<_, Option<String>>(4)?.as_deref())?,
            // Stores of the first version do not know it.
            cue: words::span(row.get::<_, Option<String>>(5)?.as_deref())?.unwrap_or(Span { start, end: start }),
        });
    }
    Ok(statements)
}

fn diagnostics(connection: &Connection, article: i64) -> Result<Vec<Diagnostic>> {
    let json: String = connection
        .prepare_cached("SELECT diagnostics FROM article WHERE id = ?")?
        .query_row([article], |row| row.get(0))?;
    let stored: Vec<(String, Option<(usize, usize)>)> = serde_json::from_str(&json)?;
    let diagnostic = |(message, span): (String, Option<(usize, usize)>)| Diagnostic {
        message,
        span: span.map(|(start, end)| Span { start, end }),
    };
    Ok(stored.into_iter().map(diagnostic).collect())
}

fn text(row: &Row, at: usize) -> Result<String> {
    Ok(row.get(at)?)
}
