//! One article: the stored text with every record's words marked, the records beside it, and what is not reporting apart.

mod marks;

use std::collections::BTreeMap;

use maud::{Markup, html};
use plenipo_ledger::{ArticlePage, ArticleView as ArticleRecord, Ledger, Party as PartyRow, Record};
use plenipo_record::{ActorId, PartKind, Quotation, Reading, Span, Statement};
use schemars::JsonSchema;
use serde::Serialize;

use crate::asked::Asked;
use crate::html::{badge, fact, fold, heading, party};
use crate::refusal::Refusal;
use crate::route::View;
use crate::view::{Event, Party, kind_name, published_told};

pub use marks::Piece;

/// What the page shows.
#[derive(Serialize, JsonSchema)]
pub struct ArticleView {
    /// The public name.
    id: String,
    /// The headline.
    title: Option<String>,
    /// The outlet.
    outlet: Option<String>,
    /// The agency whose copy it is.
    agency: Option<String>,
    /// Who wrote it.
    byline: Option<String>,
    /// When it was published.
    published: Option<String>,
    /// When it was changed.
    modified: Option<String>,
    /// The address that the page gives itself, or where it was fetched.
    link: Option<String>,
    /// The name of the input that it came in.
    name: String,
    /// When it was fetched.
    fetched: String,
    /// The version of the program that read it.
    reader: String,
    /// SHA-256 of its content.
    digest: String,
    /// The revision, from 1.
    revision: i64,
    /// Whether the outlet took it back.
    withdrawn: bool,
    /// The article with the same text that came first.
    copy_of: Option<String>,
    /// The revision that took its place.
    replaced_by: Option<String>,
    /// Other revisions, with the times at which they were fetched.
    revisions: Vec<(String, String)>,
    /// What it says differently from the revision before: change, what.
    differences: Vec<(String, String)>,
    /// The stored text, into which offsets count, in bytes.
    text: String,
    /// The parts of the text in their order.
    parts: Vec<PartView>,
    /// The records that rest on it, in the order of the text.
    records: Vec<Marked>,
}

/// A part of the text.
#[derive(Serialize, JsonSchema)]
struct PartView {
    /// `headline`, `summary`, `key point`, `credit`, `body`, `link`, `pull quote`, `caption`, `comment`, `post`, `note`,
    /// `related`, `furniture`.
    kind: &'static str,
    /// Where it begins, in bytes.
    start: usize,
    /// Where it ends.
    end: usize,
    /// Who wrote it, for a comment.
    author: Option<String>,
    /// The words, cut where marks begin and end; only for the screen.
    #[serde(skip)]
    pieces: Vec<Piece>,
}

/// A record that rests on words of this article.
#[derive(Serialize, JsonSchema)]
struct Marked {
    /// Its number beside the text, from 1.
    number: usize,
    /// `event`, `quote`, `statement`.
    kind: &'static str,
    /// The public name; statements have none.
    id: Option<String>,
    /// The event.
    event: Option<Event>,
    /// The speaker of a quotation or statement.
    speaker: Option<Party>,
    /// Start and end of its words, in bytes of the text.
    spans: Vec<(usize, usize)>,
}

/// Asks the ledger.
pub fn load(asked: &Asked) -> Result<ArticleView, Refusal> {
    ArticleView::load(asked.ledger, &asked.name)
}

impl ArticleView {
    /// Asks a ledger for an article.
    ///
    /// # Errors
    ///
    /// Fails if there is none of this public name, and if the ledger cannot be read.
    pub fn load(ledger: &Ledger, id: &str) -> Result<Self, Refusal> {
        let missing = || Refusal::NotFound(format!("article “{id}”"));
        let view = match ledger.show(id)? {
            Record::Article(view) => *view,
            Record::Gone { why, .. } => return Err(Refusal::Gone(why)),
            _ => return Err(missing()),
        };
        let page = ledger.article_page(id)?.ok_or_else(missing)?;
        Ok(view_of(view, page))
    }

    /// Leads from its records to their places in the text, for an article whose records have no pages.
    pub fn alone(mut self) -> Self {
        for record in &mut self.records {
            let start = record.spans.first().map_or(0, |(start, _)| *start);
            let place = format!("#{}{start}", marks::letter(record.kind));
            if let Some(event) = &mut record.event {
                event.address.clone_from(&place);
            }
            if let Some(speaker) = &mut record.speaker {
                speaker.address = place;
            }
        }
        self
    }
}

fn view_of(view: ArticleRecord, page: ArticlePage) -> ArticleView {
    let ArticlePage { reading, actors, events, address, reader, copy_of, withdrawn, replaced_by } = page;
    let records = records(&reading, &actors, events);
    let spans = records.iter().flat_map(|record| record.spans.iter().map(|span| (record.number, record.kind, *span)));
    let marks: Vec<marks::Mark> =
        spans.map(|(number, kind, (start, end))| marks::Mark { number, kind, start, end }).collect();
    let article = &reading.article;
    let comment_by = |span: Span| article.comments.iter().find(|comment| comment.span == span);
    let parts = article.parts.iter().map(|part| PartView {
        kind: part_name(part.kind),
        start: part.span.start,
        end: part.span.end,
        author: comment_by(part.span).and_then(|comment| comment.author.clone()),
        pieces: marks::pieces(&article.text, part.span, &marks),
    });
    ArticleView {
        parts: parts.collect(),
        id: view.id,
        title: view.title,
        outlet: view.outlet,
        agency: article.agency.clone(),
        byline: article.byline.clone(),
        published: view.published,
        modified: article.modified.map(|modified| modified.to_string()),
        link: article.canonical.clone().or(address).filter(|link| is_web_address(link)),
        name: view.name,
        fetched: view.fetched,
        reader,
        digest: view.digest,
        revision: view.revision,
        withdrawn,
        copy_of,
        replaced_by,
        revisions: view.revisions,
        differences: view.differences,
        text: view.text,
        records,
    }
}

/// Tells whether an address may be followed; articles may hold others, such as `javascript:`.
fn is_web_address(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

fn records(
    reading: &Reading,
    actors: &BTreeMap<String, PartyRow>,
    mut events: BTreeMap<String, plenipo_ledger::EventRow>,
) -> Vec<Marked> {
    let speaker = |id: Option<&ActorId>| id.and_then(|id| actors.get(id.as_str())).cloned().map(Party::from);
    let spans = |spans: &[Span]| spans.iter().map(|span| (span.start, span.end)).collect::<Vec<_>>();
    let mut records: Vec<Marked> = Vec::new();
    for event in &reading.events {
        // Two reports of one article may have been joined by an editor.
        if let Some(known) = records.iter_mut().find(|record| record.id.as_deref() == Some(&event.id)) {
            known.spans.extend(spans(&event.evidence));
        } else {
            let row = events.remove(&event.id).map(Event::from);
            let (id, spans) = (Some(event.id.clone()), spans(&event.evidence));
            records.push(Marked { number: 0, kind: "event", id, event: row, speaker: None, spans });
        }
    }
    for Quotation { id, speaker: who, pieces, .. } in &reading.quotations {
        let (id, spans) = (Some(id.clone()), spans(pieces));
        records.push(Marked { number: 0, kind: "quote", id, event: None, speaker: speaker(who.as_ref()), spans });
    }
    for Statement { speaker: who, pieces, .. } in &reading.statements {
        let spans = spans(pieces);
        records.push(Marked {
            number: 0,
            kind: "statement",
            id: None,
            event: None,
            speaker: speaker(who.as_ref()),
            spans,
        });
    }
    records.sort_by_key(|record| record.spans.first().copied());
    for (at, record) in records.iter_mut().enumerate() {
        record.number = at + 1;
    }
    records
}

fn part_name(kind: PartKind) -> &'static str {
    match kind {
        PartKind::Headline => "headline",
        PartKind::Summary => "summary",
        PartKind::KeyPoint => "key point",
        PartKind::Credit => "credit",
        PartKind::Body => "body",
        PartKind::Link => "link",
        PartKind::PullQuote => "pull quote",
        PartKind::Caption => "caption",
        PartKind::Comment => "comment",
        PartKind::Post => "post",
        PartKind::Note => "note",
        PartKind::Related => "related",
        PartKind::Furniture => "furniture",
    }
}

impl View for ArticleView {
    fn title(&self) -> String {
        self.title.clone().unwrap_or_else(|| "An article without a headline".to_owned())
    }

    fn body(&self) -> Markup {
        let apart = ["comment", "related", "furniture", "link"];
        let (aside, text): (Vec<_>, Vec<_>) = self.parts.iter().partition(|part| apart.contains(&part.kind));
        html! {
            p.lede {
                strong { (self.outlet.as_ref().or(self.agency.as_ref()).map_or("no outlet named", String::as_str)) }
                @if let Some(published) = &self.published { ", " (published_told(published)) }
                @if let Some(byline) = &self.byline { " · " (byline) }
                @if let Some(link) = &self.link { " · " a href=(link) rel="noopener noreferrer external" { "the page at the outlet" } }
            }
            @if self.withdrawn { p.warning { "The outlet took this article back." } }
            @if let Some(newer) = &self.replaced_by {
                p.warning { "There is a later text of this article: " a href={ "/article/" (newer) } { "read it" } "." }
            }
            div.reading {
                div.text {
                    @for part in &text {
                        // The headline stands above already, unless there is a mark in it.
                        @if part.kind != "headline" || part.pieces.len() > 1 { (part_block(part)) }
                    }
                }
                aside.beside aria-label="Records that rest on this article" {
                    (heading("records", "What rests on it"))
                    @if self.records.is_empty() { p.none { "No record rests on this article." } }
                    ol.marks { @for record in &self.records { (marked(record)) } }
                }
            }
            @for (kind, words) in [("comment", "Comments of readers"), ("related", "Other headlines on the page"), ("furniture", "What else was on the page"), ("link", "Links inside the text")] {
                @let own: Vec<&&PartView> = aside.iter().filter(|part| part.kind == kind).collect();
                @if !own.is_empty() {
                    (fold(&format!("{words} ({})", own.len()), &html! { @for part in own { (part_block(part)) } }))
                }
            }
            (heading("origin", "Where it comes from"))
            (self.origin())
        }
    }
}

impl ArticleView {
    fn origin(&self) -> Markup {
        html! {
            dl.facts {
                @if let Some(agency) = &self.agency { (fact("Agency", &html! { (agency) })) }
                @if let Some(link) = &self.link { (fact("Address", &html! { a href=(link) rel="noopener noreferrer external" { (link) } })) }
                (fact("Input", &html! { code { (self.name) } }))
                (fact("Fetched", &html! { (published_told(&self.fetched)) }))
                @if let Some(modified) = &self.modified { (fact("Changed", &html! { (published_told(modified)) })) }
                (fact("SHA-256", &html! { code.long { (self.digest) } }))
                (fact("Read by", &html! { "plenipo " (self.reader) }))
                (fact("Revision", &html! {
                    (self.revision)
                    @for (id, fetched) in &self.revisions { ", " a href={ "/article/" (id) } { "another, fetched " (published_told(fetched)) } }
                }))
                @if let Some(original) = &self.copy_of {
                    (fact("Copy", &html! { "the same text as " a href={ "/article/" (original) } { "the one that came first" } }))
                }
            }
            @if !self.differences.is_empty() {
                (heading("differences", "What it says differently from the text before"))
                ul.plain { @for (change, what) in &self.differences { li { (change) ": " (what) } } }
            }
        }
    }
}

fn part_block(part: &PartView) -> Markup {
    let class = part.kind.replace(' ', "-");
    html! {
        p class=(class) {
            @if let Some(author) = &part.author { strong { (author) ": " } }
            @for piece in &part.pieces { (piece.markup()) }
        }
    }
}

fn marked(record: &Marked) -> Markup {
    let place = record.spans.first().map(|(start, _)| format!("#{}{start}", marks::letter(record.kind)));
    html! {
        li id={ "r" (record.number) } value=(record.number) {
            @match (&record.event, record.kind) {
                (Some(event), _) => {
                    span.kind { (kind_name(&event.kind)) } " " (badge(&event.status)) br;
                    a href=(event.address) { (event.title) }
                },
                (None, "quote") => {
                    span.kind { "Quotation" } " "
                    @match &record.speaker { Some(speaker) => (party(speaker)), None => "somebody unnamed" }
                },
                (None, "event") => { span.kind { "Event" } " no longer in the record" },
                _ => {
                    span.kind { "Reported speech" } " "
                    @match &record.speaker { Some(speaker) => (party(speaker)), None => "somebody unnamed" }
                },
            }
            @if let Some(place) = place { " " a.back href=(place) { "in the text" } }
        }
    }
}
