//! From tables back to readings.

use std::collections::BTreeMap;

use plenipo_ledger::Origin;
use plenipo_record::{
    self as record, ActorId, ActorKind, CountryCode, Day, EventKind, PartKind, Place, Published, QuotationKind,
    Reading, Span, Status, When,
};

use crate::error::{Error, ErrorKind};
use crate::rows::{Article, Evidence, Mention, Piece, Quote, Report, ReportActor, Statement, Tables};

/// The tables of which readings are made again.
pub const OF_READINGS: [&str; 7] =
    ["articles", "mentions", "reports", "report_actors", "evidence", "quotes", "statements"];

type Result<T> = std::result::Result<T, Error>;

/// Rows of one table by what they belong to.
type By<'a, T> = BTreeMap<&'a str, Vec<&'a T>>;

/// Rows by the article or the report that they belong to.
struct Grouped<'a> {
    mentions: By<'a, Mention>,
    reports: By<'a, Report>,
    actors: By<'a, ReportActor>,
    evidence: By<'a, Evidence>,
    quotes: By<'a, Quote>,
    statements: By<'a, Statement>,
}

impl Tables {
    /// Returns the readings that the rows were made of, with where their articles come from; a ledger takes them as it
    /// takes those of the reader.
    ///
    /// # Errors
    ///
    /// Fails if a cell does not hold what its column says, or a span lies outside its text.
    pub fn readings(&self) -> Result<Vec<(Reading, Origin)>> {
        let grouped = Grouped {
            mentions: grouped(&self.mentions, |row| (&row.article_id, row.ordinal)),
            reports: grouped(&self.reports, |row| (&row.article_id, row.ordinal)),
            actors: grouped(&self.report_actors, |row| (&row.report_id, row.ordinal)),
            evidence: grouped(&self.evidence, |row| (&row.report_id, row.ordinal)),
            quotes: grouped(&self.quotes, |row| (&row.article_id, row.ordinal)),
            statements: grouped(&self.statements, |row| (&row.article_id, row.ordinal)),
        };
        self.articles.iter().map(|article| Ok((reading(article, &grouped)?, origin(article)))).collect()
    }
}

fn grouped<'a, T>(rows: &'a [T], place: impl Fn(&'a T) -> (&'a String, i64)) -> By<'a, T> {
    let mut groups = By::new();
    for row in rows {
        groups.entry(place(row).0.as_str()).or_default().push(row);
    }
    for group in groups.values_mut() {
        group.sort_by_key(|row| place(row).1);
    }
    groups
}

fn of<'a, T>(rows: &By<'a, T>, id: &str) -> Vec<&'a T> {
    rows.get(id).cloned().unwrap_or_default()
}

fn origin(row: &Article) -> Origin {
    Origin {
        fetched: row.fetched.clone(),
        reader: row.reader.clone(),
        as_of: row.as_of.clone(),
        address: row.address.clone(),
    }
}

fn reading(row: &Article, rows: &Grouped) -> Result<Reading> {
    let id = row.article_id.as_str();
    let article = article(row)?;
    let text = article.text.as_str();
    Ok(Reading {
        actors: of(&rows.mentions, id).into_iter().map(actor).collect::<Result<_>>()?,
        events: of(&rows.reports, id).into_iter().map(|row| event(row, rows, text)).collect::<Result<_>>()?,
        quotations: of(&rows.quotes, id).into_iter().map(|row| quotation(row, text)).collect::<Result<_>>()?,
        statements: of(&rows.statements, id).into_iter().map(|row| statement(row, text)).collect::<Result<_>>()?,
        diagnostics: row.diagnostics.iter().map(|row| diagnostic(id, row, text)).collect::<Result<_>>()?,
        article,
    })
}

fn article(row: &Article) -> Result<record::Article> {
    let (id, text) = (row.article_id.as_str(), row.text.as_str());
    let day = row.dateline_day.as_deref().map(|day| self::day(id, day)).transpose()?;
    let minutes = |minutes: i64| u16::try_from(minutes).map_err(|_| bad(id, "reading_minutes", &minutes.to_string()));
    let mut article = record::Article::new(row.name.as_str());
    article.title.clone_from(&row.title);
    article.outlet.clone_from(&row.outlet);
    article.agency.clone_from(&row.agency);
    article.byline.clone_from(&row.byline);
    article.published = published(id, row.published.as_deref())?;
    article.modified = published(id, row.modified.as_deref())?;
    article.language.clone_from(&row.language);
    article.section.clone_from(&row.section);
    article.canonical.clone_from(&row.canonical);
    article.reading_minutes = row.reading_minutes.map(minutes).transpose()?;
    let place = row.dateline_place.clone();
    article.dateline = (place.is_some() || day.is_some()).then_some(record::Dateline { place, day });
    article.key_points.clone_from(&row.key_points);
    article.related.clone_from(&row.related);
    for part in &row.parts {
        let kind = PartKind::from_word(&part.kind).ok_or_else(|| bad(id, "parts", &part.kind))?;
        article.parts.push(record::Part { kind, span: span(id, text, part.start, part.end)? });
    }
    for comment in &row.comments {
        let span = span(id, text, comment.start, comment.end)?;
        article.comments.push(record::Comment { author: comment.author.clone(), span });
    }
    for post in &row.posts {
        let (author, handle, link) = (post.author.clone(), post.handle.clone(), post.link.clone());
        article.posts.push(record::Post { author, handle, link, span: span(id, text, post.start, post.end)? });
    }
    for entry in &row.live {
        article.live.push(record::LiveEntry {
            published: published(id, entry.published.as_deref())?,
            title: entry.title.clone(),
            span: span(id, text, entry.start, entry.end)?,
        });
    }
    article.text.clone_from(&row.text);
    Ok(article)
}

fn actor(row: &Mention) -> Result<record::Actor> {
    let id = row.article_id.as_str();
    Ok(record::Actor {
        id: ActorId::new(row.local_id.as_str()),
        kind: ActorKind::from_word(&row.kind).ok_or_else(|| bad(id, "kind", &row.kind))?,
        names: row.names.clone(),
        country: country(id, row.country.as_deref())?,
        roles: row.roles.clone(),
    })
}

fn event(row: &Report, rows: &Grouped, text: &str) -> Result<record::Event> {
    let id = row.report_id.as_str();
    let side = |side: &str| {
        let actors = of(&rows.actors, id).into_iter().filter(|actor| actor.side == side);
        actors.map(|actor| ActorId::new(actor.local_id.as_str())).collect()
    };
    let evidence = of(&rows.evidence, id);
    let place = Place { name: row.place.clone(), country: country(id, row.country.as_deref())? };
    let end = row.end.as_deref().map(|end| day(id, end)).transpose()?;
    Ok(record::Event {
        id: row.local_id.clone(),
        kind: EventKind::from_word(&row.kind).ok_or_else(|| bad(id, "kind", &row.kind))?,
        detail: row.detail.clone(),
        status: Status::from_word(&row.status).ok_or_else(|| bad(id, "status", &row.status))?,
        by: side("by"),
        with: side("with"),
        when: row.start.as_deref().map(|start| Ok(When { start: day(id, start)?, end })).transpose()?,
        place: (place != Place::default()).then_some(place),
        what: row.what.clone(),
        evidence: evidence.into_iter().map(|row| span(id, text, row.start, row.end)).collect::<Result<_>>()?,
        confidence: row.confidence.map(|value| value as f32),
    })
}

fn quotation(row: &Quote, text: &str) -> Result<record::Quotation> {
    let id = row.quote_id.as_str();
    Ok(record::Quotation {
        id: row.local_id.clone(),
        speaker: row.speaker_local_id.as_deref().map(ActorId::new),
        kind: QuotationKind::from_word(&row.kind).ok_or_else(|| bad(id, "kind", &row.kind))?,
        medium: row.medium.clone(),
        said: row.said.as_deref().map(|said| day(id, said)).transpose()?,
        mention: spot(id, text, row.mention_start, row.mention_end)?,
        cue: spot(id, text, row.cue_start, row.cue_end)?,
        pieces: pieces(id, text, &row.pieces)?,
    })
}

fn statement(row: &Statement, text: &str) -> Result<record::Statement> {
    let id = row.article_id.as_str();
    Ok(record::Statement {
        speaker: row.speaker_local_id.as_deref().map(ActorId::new),
        medium: row.medium.clone(),
        said: row.said.as_deref().map(|said| day(id, said)).transpose()?,
        mention: spot(id, text, row.mention_start, row.mention_end)?,
        cue: span(id, text, row.cue_start, row.cue_end)?,
        pieces: pieces(id, text, &row.pieces)?,
    })
}

fn diagnostic(id: &str, row: &crate::rows::Diagnostic, text: &str) -> Result<record::Diagnostic> {
    Ok(record::Diagnostic { message: row.message.clone(), span: spot(id, text, row.start, row.end)? })
}

fn pieces(id: &str, text: &str, pieces: &[Piece]) -> Result<Vec<Span>> {
    pieces.iter().map(|piece| span(id, text, piece.start, piece.end)).collect()
}

fn spot(id: &str, text: &str, start: Option<i64>, end: Option<i64>) -> Result<Option<Span>> {
    start.zip(end).map(|(start, end)| span(id, text, start, end)).transpose()
}

fn span(id: &str, text: &str, start: i64, end: i64) -> Result<Span> {
    let bounds = usize::try_from(start).ok().zip(usize::try_from(end).ok());
    let inside = bounds.filter(|&(start, end)| text.get(start..end).is_some());
    let (start, end) = inside.ok_or_else(|| bad(id, "start, end", &format!("{start}, {end}")))?;
    Ok(Span { start, end })
}

fn day(id: &str, text: &str) -> Result<Day> {
    text.parse().map_err(|_| bad(id, "a day", text))
}

fn published(id: &str, text: Option<&str>) -> Result<Option<Published>> {
    text.map(|text| text.parse().map_err(|_| bad(id, "a time", text))).transpose()
}

fn country(id: &str, text: Option<&str>) -> Result<Option<CountryCode>> {
    text.map(|text| text.parse().map_err(|_| bad(id, "country", text))).transpose()
}

fn bad(id: &str, what: &str, value: &str) -> Error {
    Error::new(id, ErrorKind::BadCell(format!("`{value}` cannot be {what} of this record")))
}
