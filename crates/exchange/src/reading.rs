//! One reading as one JSON object: serialisable twins of the record's values, filled by hand.

use plenipo_record::{
    Actor, ActorId, Article, Comment, CountryCode, Dateline, Diagnostic, Event, LiveEntry, PartKind, Place, Post,
    Quotation, Reading, Span, Statement, When, codes,
};
use serde::Serialize;

/// What to put out besides the reading itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Adds the article's plain text, into which all offsets count.
    pub with_text: bool,
}

/// Writes a reading as one line of JSON, without a line break at its end.
///
/// Equal readings give equal bytes: keys stand in a fixed order.
///
/// ```
/// use plenipo_exchange::{Options, reading_json};
/// use plenipo_record::{Article, Reading};
///
/// let article = Article::new("note.txt");
/// let reading = Reading {
///     article,
///     actors: vec![],
///     events: vec![],
///     quotations: vec![],
///     statements: vec![],
///     diagnostics: vec![],
/// };
/// assert!(reading_json(&reading, Options::default()).starts_with(r#"{"source":"note.txt","article":{"title":null,"#));
/// ```
pub fn reading_json(reading: &Reading, options: Options) -> String {
    serde_json::to_string(&ReadingOut::new(reading, options)).expect("text, numbers and lists always serialise")
}

#[derive(Serialize)]
struct ReadingOut<'a> {
    // The one key with this name: the contract of the scorer.
    source: &'a str,
    article: ArticleOut<'a>,
    actors: Vec<ActorOut<'a>>,
    events: Vec<EventOut<'a>>,
    quotes: Vec<QuoteOut<'a>>,
    statements: Vec<StatementOut<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    diagnostics: Vec<DiagnosticOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

#[derive(Serialize)]
struct ArticleOut<'a> {
    title: Option<&'a str>,
    outlet: Option<&'a str>,
    agency: Option<&'a str>,
    byline: Option<&'a str>,
    published: Option<String>,
    dateline: Option<DatelineOut<'a>>,
    first: Option<String>,
    last: Option<String>,
    key_points: &'a [String],
    comments: Vec<CommentOut<'a>>,
    related: &'a [String],
    paragraphs: Vec<&'a str>,
    // What follows came later and is left out where there is nothing to tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    canonical: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reading_minutes: Option<u16>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    summary: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pull_quotes: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    captions: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    posts: Vec<PostOut<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    live: Vec<LiveEntryOut<'a>>,
}

#[derive(Serialize)]
struct PostOut<'a> {
    author: Option<&'a str>,
    handle: Option<&'a str>,
    link: Option<&'a str>,
    text: &'a str,
}

#[derive(Serialize)]
struct LiveEntryOut<'a> {
    time: Option<String>,
    title: Option<&'a str>,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct DatelineOut<'a> {
    place: Option<&'a str>,
    date: Option<String>,
}

#[derive(Serialize)]
struct CommentOut<'a> {
    author: Option<&'a str>,
    text: &'a str,
}

#[derive(Serialize)]
struct ActorOut<'a> {
    id: &'a str,
    kind: &'static str,
    names: &'a [String],
    country: Option<&'a str>,
    roles: &'a [String],
}

#[derive(Serialize)]
struct EventOut<'a> {
    id: &'a str,
    kind: &'static str,
    status: &'static str,
    by: Vec<&'a str>,
    with: Vec<&'a str>,
    when: Option<WhenOut>,
    r#where: Option<PlaceOut<'a>>,
    what: &'a [String],
    evidence: Vec<PieceOut<'a>>,
    plover: String,
    cameo: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
}

#[derive(Serialize)]
pub(crate) struct WhenOut {
    start: String,
    end: Option<String>,
}

#[derive(Serialize)]
pub(crate) struct PlaceOut<'a> {
    place: Option<&'a str>,
    country: Option<&'a str>,
}

#[derive(Serialize)]
pub(crate) struct PieceOut<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct QuoteOut<'a> {
    id: &'a str,
    speaker: Option<&'a str>,
    kind: &'static str,
    medium: Option<&'a str>,
    said: Option<String>,
    mention: Option<PieceOut<'a>>,
    cue: Option<PieceOut<'a>>,
    #[serde(flatten)]
    content: ContentOut<'a>,
}

#[derive(Serialize)]
struct StatementOut<'a> {
    speaker: Option<&'a str>,
    medium: Option<&'a str>,
    said: Option<String>,
    mention: Option<PieceOut<'a>>,
    cue: PieceOut<'a>,
    #[serde(flatten)]
    content: ContentOut<'a>,
}

#[derive(Serialize)]
struct ContentOut<'a> {
    text: String,
    start: usize,
    end: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pieces: Vec<PieceOut<'a>>,
}

#[derive(Serialize)]
struct DiagnosticOut<'a> {
    message: &'a str,
    start: Option<usize>,
    end: Option<usize>,
}

impl<'a> ReadingOut<'a> {
    fn new(reading: &'a Reading, options: Options) -> Self {
        let text = reading.article.text.as_str();
        ReadingOut {
            source: &reading.article.name,
            article: ArticleOut::new(&reading.article),
            actors: reading.actors.iter().map(ActorOut::new).collect(),
            events: reading.events.iter().map(|event| EventOut::new(event, text)).collect(),
            quotes: reading.quotations.iter().map(|quotation| QuoteOut::new(quotation, text)).collect(),
            statements: reading.statements.iter().map(|statement| StatementOut::new(statement, text)).collect(),
            diagnostics: reading.diagnostics.iter().map(DiagnosticOut::new).collect(),
            text: options.with_text.then_some(text),
        }
    }
}

impl<'a> ArticleOut<'a> {
    fn new(article: &'a Article) -> Self {
        let paragraphs: Vec<&str> = article.paragraphs().map(|span| span.slice(&article.text)).collect();
        let words: Vec<&str> = paragraphs.iter().flat_map(|paragraph| paragraph.split_whitespace()).collect();
        let edge = |words: &[&str]| (!words.is_empty()).then(|| words.join(" "));
        ArticleOut {
            title: article.title.as_deref(),
            outlet: article.outlet.as_deref(),
            agency: article.agency.as_deref(),
            byline: article.byline.as_deref(),
            published: article.published.map(|published| published.to_string()),
            dateline: article.dateline.as_ref().map(DatelineOut::new),
            first: edge(&words[..words.len().min(5)]),
            last: edge(&words[words.len().saturating_sub(5)..]),
            key_points: &article.key_points,
            comments: article.comments.iter().map(|comment| CommentOut::new(comment, &article.text)).collect(),
            related: &article.related,
            paragraphs,
            modified: article.modified.map(|modified| modified.to_string()),
            language: article.language.as_deref(),
            section: article.section.as_deref(),
            canonical: article.canonical.as_deref(),
            reading_minutes: article.reading_minutes,
            summary: article.words_of(PartKind::Summary).collect(),
            pull_quotes: article.words_of(PartKind::PullQuote).collect(),
            captions: article.words_of(PartKind::Caption).collect(),
            notes: article.words_of(PartKind::Note).collect(),
            posts: article.posts.iter().map(|post| PostOut::new(post, &article.text)).collect(),
            live: article.live.iter().map(LiveEntryOut::new).collect(),
        }
    }
}

impl<'a> PostOut<'a> {
    fn new(post: &'a Post, text: &'a str) -> Self {
        PostOut {
            author: post.author.as_deref(),
            handle: post.handle.as_deref(),
            link: post.link.as_deref(),
            text: post.span.slice(text),
        }
    }
}

impl<'a> LiveEntryOut<'a> {
    fn new(entry: &'a LiveEntry) -> Self {
        LiveEntryOut {
            time: entry.published.map(|published| published.to_string()),
            title: entry.title.as_deref(),
            start: entry.span.start,
            end: entry.span.end,
        }
    }
}

impl<'a> DatelineOut<'a> {
    fn new(dateline: &'a Dateline) -> Self {
        DatelineOut { place: dateline.place.as_deref(), date: dateline.day.map(|day| day.to_string()) }
    }
}

impl<'a> CommentOut<'a> {
    fn new(comment: &'a Comment, text: &'a str) -> Self {
        CommentOut { author: comment.author.as_deref(), text: comment.span.slice(text) }
    }
}

impl<'a> ActorOut<'a> {
    fn new(actor: &'a Actor) -> Self {
        ActorOut {
            id: actor.id.as_str(),
            kind: actor.kind.as_str(),
            names: &actor.names,
            country: actor.country.as_ref().map(CountryCode::as_str),
            roles: &actor.roles,
        }
    }
}

impl<'a> EventOut<'a> {
    fn new(event: &'a Event, text: &'a str) -> Self {
        let codes = codes(event.kind, event.status, event.detail.as_deref());
        EventOut {
            id: &event.id,
            kind: event.kind.as_str(),
            status: event.status.as_str(),
            by: event.by.iter().map(ActorId::as_str).collect(),
            with: event.with.iter().map(ActorId::as_str).collect(),
            when: event.when.map(WhenOut::new),
            r#where: event.place.as_ref().map(PlaceOut::new),
            what: &event.what,
            evidence: event.evidence.iter().map(|&span| PieceOut::new(span, text)).collect(),
            plover: codes.plover_path(),
            cameo: codes.cameo,
            // Three digits: more would pretend to a precision that nobody has.
            confidence: event.confidence.map(|value| (f64::from(value) * 1000.0).round() / 1000.0),
        }
    }
}

impl WhenOut {
    pub fn new(when: When) -> Self {
        WhenOut { start: when.start.to_string(), end: when.end.map(|day| day.to_string()) }
    }
}

impl<'a> PlaceOut<'a> {
    pub fn new(place: &'a Place) -> Self {
        PlaceOut { place: place.name.as_deref(), country: place.country.as_ref().map(CountryCode::as_str) }
    }
}

impl<'a> PieceOut<'a> {
    pub fn new(span: Span, text: &'a str) -> Self {
        PieceOut { text: span.slice(text), start: span.start, end: span.end }
    }
}

impl<'a> QuoteOut<'a> {
    fn new(quotation: &'a Quotation, text: &'a str) -> Self {
        QuoteOut {
            id: &quotation.id,
            speaker: quotation.speaker.as_ref().map(ActorId::as_str),
            kind: quotation.kind.as_str(),
            medium: quotation.medium.as_deref(),
            said: quotation.said.map(|day| day.to_string()),
            mention: quotation.mention.map(|span| PieceOut::new(span, text)),
            cue: quotation.cue.map(|span| PieceOut::new(span, text)),
            content: ContentOut::new(quotation.text(text), &quotation.pieces, text),
        }
    }
}

impl<'a> ContentOut<'a> {
    fn new(words: String, pieces: &[Span], text: &'a str) -> Self {
        ContentOut {
            text: words,
            start: pieces.first().map_or(0, |piece| piece.start),
            end: pieces.last().map_or(0, |piece| piece.end),
            pieces: if pieces.len() > 1 {
                pieces.iter().map(|&span| PieceOut::new(span, text)).collect()
            } else {
                Vec::new()
            },
        }
    }
}

impl<'a> StatementOut<'a> {
    fn new(statement: &'a Statement, text: &'a str) -> Self {
        StatementOut {
            speaker: statement.speaker.as_ref().map(ActorId::as_str),
            medium: statement.medium.as_deref(),
            said: statement.said.map(|day| day.to_string()),
            mention: statement.mention.map(|span| PieceOut::new(span, text)),
            cue: PieceOut::new(statement.cue, text),
            content: ContentOut::new(statement.text(text), &statement.pieces, text),
        }
    }
}

impl<'a> DiagnosticOut<'a> {
    fn new(diagnostic: &'a Diagnostic) -> Self {
        DiagnosticOut {
            message: &diagnostic.message,
            start: diagnostic.span.map(|span| span.start),
            end: diagnostic.span.map(|span| span.end),
        }
    }
}
