//! Rows of what articles tell.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::Offset;
use plenipo_ledger::{NamedReading, Party};
use plenipo_record::{self as record, ActorId, CountryCode, Published, Span, codes};

use crate::rows::{
    Actor, Article, Comment, Diagnostic, Event, EventActor, Evidence, LiveEntry, Mention, Part, Piece, Post, Quote,
    Report, ReportActor, Statement, Tables,
};

impl Tables {
    /// Makes the tables of readings that no ledger has linked: each report is an event, each name an actor.
    ///
    /// Actors that are called alike in several articles are one row; nothing else is linked. Where a month or an office
    /// would be counted over the whole record, there are no rows.
    pub fn of_readings(readings: impl IntoIterator<Item = NamedReading>) -> Self {
        let (mut tables, mut actors) = (Tables::default(), BTreeMap::new());
        for named in readings {
            tables.add_reading(&named, |_| true, |_| true);
            for (ordinal, event) in named.reading.events.iter().enumerate() {
                tables.add_lone_event(&named, ordinal, event);
            }
            for party in &named.actors {
                count_actor(&mut actors, party);
            }
        }
        tables.actors = actors.into_values().collect();
        tables
    }

    /// Adds what one article tells, by the names of the record: of its events and quotations those whose public names
    /// are wanted.
    pub fn add_reading(
        &mut self,
        named: &NamedReading,
        is_wanted_event: impl Fn(&str) -> bool,
        is_wanted_quotation: impl Fn(&str) -> bool,
    ) {
        self.articles.push(article(named));
        for (ordinal, (actor, party)) in named.reading.actors.iter().zip(&named.actors).enumerate() {
            self.mentions.push(Mention {
                article_id: named.article.clone(),
                ordinal: ordinal as i64,
                local_id: actor.id.as_str().to_owned(),
                actor_id: party.id.clone(),
                kind: actor.kind.as_str().to_owned(),
                names: actor.names.clone(),
                country: code(actor.country),
                roles: actor.roles.clone(),
            });
        }
        for (ordinal, event) in named.reading.events.iter().enumerate() {
            if is_wanted_event(&named.events[ordinal]) {
                self.add_report(named, ordinal, event);
            }
        }
        for (ordinal, quotation) in named.reading.quotations.iter().enumerate() {
            if is_wanted_quotation(&named.quotations[ordinal]) {
                self.quotes.push(quote(named, ordinal, quotation));
            }
        }
        let statements = named.reading.statements.iter().enumerate();
        self.statements.extend(statements.map(|(ordinal, told)| statement(named, ordinal, told)));
    }

    fn add_report(&mut self, named: &NamedReading, ordinal: usize, event: &record::Event) {
        let article = &named.reading.article;
        let (report_id, event_id) = (&named.reports[ordinal], &named.events[ordinal]);
        let place = event.place.clone().unwrap_or_default();
        self.reports.push(Report {
            report_id: report_id.clone(),
            event_id: event_id.clone(),
            article_id: named.article.clone(),
            ordinal: ordinal as i64,
            local_id: event.id.clone(),
            kind: event.kind.as_str().to_owned(),
            detail: event.detail.clone(),
            status: event.status.as_str().to_owned(),
            start: event.when.map(|when| when.start.to_string()),
            end: event.when.and_then(|when| when.end).map(|day| day.to_string()),
            place: place.name,
            country: code(place.country),
            what: event.what.clone(),
            confidence: event.confidence.map(f64::from),
            address: named.origin.address.clone().unwrap_or_else(|| article.name.clone()),
            outlet: article.outlet.clone(),
            published: article.published.map(|published| published.to_string()),
            title: article.title.clone(),
            copy_of: named.copy_of.clone(),
        });
        for (side, actors) in [("by", &event.by), ("with", &event.with)] {
            for (ordinal, actor) in actors.iter().enumerate() {
                self.report_actors.push(ReportActor {
                    report_id: report_id.clone(),
                    side: side.to_owned(),
                    ordinal: ordinal as i64,
                    local_id: actor.as_str().to_owned(),
                    actor_id: party(named, actor).id.clone(),
                });
            }
        }
        for (ordinal, span) in event.evidence.iter().enumerate() {
            self.evidence.push(Evidence {
                event_id: event_id.clone(),
                report_id: report_id.clone(),
                article_id: named.article.clone(),
                ordinal: ordinal as i64,
                start: span.start as i64,
                end: span.end as i64,
                sentence: span.slice(&article.text).to_owned(),
            });
        }
    }

    /// Adds a report as an event of which there is no other report.
    fn add_lone_event(&mut self, named: &NamedReading, ordinal: usize, event: &record::Event) {
        let (event_id, codes) = (&named.events[ordinal], codes(event.kind, event.status, event.detail.as_deref()));
        let (when, place) = (event.when, event.place.clone().unwrap_or_default());
        let first = event.evidence.first().map_or("", |span| span.slice(&named.reading.article.text));
        self.events.push(Event {
            event_id: event_id.clone(),
            kind: event.kind.as_str().to_owned(),
            status: event.status.as_str().to_owned(),
            start: when.map(|when| when.start.to_string()),
            end: when.and_then(|when| when.end).map(|day| day.to_string()),
            first_day: when.and_then(|when| when.start.first()),
            last_day: when.and_then(|when| when.end?.last()),
            place: place.name,
            country: code(place.country),
            what: event.what.clone(),
            summary: first.to_owned(),
            n_reports: 1,
            n_outlets: 1,
            confidence: event.confidence.map(f64::from),
            plover: codes.plover.to_owned(),
            plover_mode: codes.mode.map(str::to_owned),
            cameo: codes.cameo.to_owned(),
        });
        for (side, actors) in [("by", &event.by), ("with", &event.with)] {
            for (ordinal, actor) in actors.iter().enumerate() {
                self.event_actors.push(event_actor(event_id, side, ordinal, party(named, actor)));
            }
        }
    }
}

/// Returns somebody who takes part in an event.
pub fn event_actor(event: &str, side: &str, ordinal: usize, party: &Party) -> EventActor {
    EventActor {
        event_id: event.to_owned(),
        side: side.to_owned(),
        ordinal: ordinal as i64,
        actor_id: party.id.clone(),
        name: party.name.clone(),
        kind: party.kind.as_str().to_owned(),
        country: party.country.clone(),
    }
}

/// Counts an article for an actor. Of spellings that differ in accents and marks the longest is shown, whichever came
/// first, as in a ledger.
fn count_actor(actors: &mut BTreeMap<String, Actor>, party: &Party) {
    let actor = actors.entry(party.id.clone()).or_insert_with(|| Actor {
        actor_id: party.id.clone(),
        kind: party.kind.as_str().to_owned(),
        name: party.name.clone(),
        country: party.country.clone(),
        wikidata: None,
        n_articles: 0,
    });
    actor.n_articles += 1;
    if (party.name.len(), &party.name) > (actor.name.len(), &actor.name) {
        actor.name.clone_from(&party.name);
    }
}

fn article(named: &NamedReading) -> Article {
    let article = &named.reading.article;
    let dateline = article.dateline.as_ref();
    let live = |entry: &record::LiveEntry| LiveEntry {
        published: entry.published.map(|published| published.to_string()),
        title: entry.title.clone(),
        start: entry.span.start as i64,
        end: entry.span.end as i64,
    };
    Article {
        article_id: named.article.clone(),
        name: article.name.clone(),
        address: named.origin.address.clone(),
        title: article.title.clone(),
        outlet: article.outlet.clone(),
        agency: article.agency.clone(),
        byline: article.byline.clone(),
        published: article.published.map(|published| published.to_string()),
        published_at: article.published.and_then(moment),
        modified: article.modified.map(|modified| modified.to_string()),
        language: article.language.clone(),
        section: article.section.clone(),
        canonical: article.canonical.clone(),
        reading_minutes: article.reading_minutes.map(i64::from),
        dateline_place: dateline.and_then(|line| line.place.clone()),
        dateline_day: dateline.and_then(|line| line.day).map(|day| day.to_string()),
        copy_of: named.copy_of.clone(),
        fetched: named.origin.fetched.clone(),
        as_of: named.origin.as_of.clone(),
        reader: named.origin.reader.clone(),
        key_points: article.key_points.clone(),
        related: article.related.clone(),
        text: article.text.clone(),
        parts: article.parts.iter().map(part).collect(),
        comments: article.comments.iter().map(comment).collect(),
        posts: article.posts.iter().map(post).collect(),
        live: article.live.iter().map(live).collect(),
        diagnostics: named.reading.diagnostics.iter().map(diagnostic).collect(),
    }
}

fn part(part: &record::Part) -> Part {
    Part { kind: part.kind.as_str().to_owned(), start: part.span.start as i64, end: part.span.end as i64 }
}

fn comment(comment: &record::Comment) -> Comment {
    Comment { author: comment.author.clone(), start: comment.span.start as i64, end: comment.span.end as i64 }
}

fn post(post: &record::Post) -> Post {
    let record::Post { author, handle, link, span } = post.clone();
    Post { author, handle, link, start: span.start as i64, end: span.end as i64 }
}

fn diagnostic(diagnostic: &record::Diagnostic) -> Diagnostic {
    let (start, end) = bounds(diagnostic.span);
    Diagnostic { message: diagnostic.message.clone(), start, end }
}

fn quote(named: &NamedReading, ordinal: usize, quotation: &record::Quotation) -> Quote {
    let article = &named.reading.article;
    let speaker = quotation.speaker.as_ref().map(|speaker| party(named, speaker));
    let ((mention_start, mention_end), (cue_start, cue_end)) = (bounds(quotation.mention), bounds(quotation.cue));
    Quote {
        quote_id: named.quotations[ordinal].clone(),
        speaker_id: speaker.map(|speaker| speaker.id.clone()),
        speaker: speaker.map(|speaker| speaker.name.clone()),
        country: speaker.and_then(|speaker| speaker.country.clone()),
        kind: quotation.kind.as_str().to_owned(),
        medium: quotation.medium.clone(),
        said: quotation.said.map(|day| day.to_string()),
        text: quotation.text(&article.text),
        article_id: named.article.clone(),
        outlet: article.outlet.clone(),
        published: article.published.map(|published| published.to_string()),
        ordinal: ordinal as i64,
        local_id: quotation.id.clone(),
        speaker_local_id: quotation.speaker.as_ref().map(|speaker| speaker.as_str().to_owned()),
        pieces: pieces(&quotation.pieces),
        mention_start,
        mention_end,
        cue_start,
        cue_end,
    }
}

fn statement(named: &NamedReading, ordinal: usize, statement: &record::Statement) -> Statement {
    let speaker = statement.speaker.as_ref().map(|speaker| party(named, speaker));
    let (mention_start, mention_end) = bounds(statement.mention);
    Statement {
        article_id: named.article.clone(),
        ordinal: ordinal as i64,
        speaker_id: speaker.map(|speaker| speaker.id.clone()),
        speaker: speaker.map(|speaker| speaker.name.clone()),
        country: speaker.and_then(|speaker| speaker.country.clone()),
        medium: statement.medium.clone(),
        said: statement.said.map(|day| day.to_string()),
        text: statement.text(&named.reading.article.text),
        speaker_local_id: statement.speaker.as_ref().map(|speaker| speaker.as_str().to_owned()),
        pieces: pieces(&statement.pieces),
        mention_start,
        mention_end,
        cue_start: statement.cue.start as i64,
        cue_end: statement.cue.end as i64,
    }
}

fn party<'a>(named: &'a NamedReading, actor: &ActorId) -> &'a Party {
    let place = named.reading.actors.iter().position(|known| known.id == *actor);
    &named.actors[place.expect("a reading names only actors that it lists")]
}

fn pieces(spans: &[Span]) -> Vec<Piece> {
    spans.iter().map(|span| Piece { start: span.start as i64, end: span.end as i64 }).collect()
}

fn bounds(span: Option<Span>) -> (Option<i64>, Option<i64>) {
    span.map(|span| (span.start as i64, span.end as i64)).unzip()
}

fn code(country: Option<CountryCode>) -> Option<String> {
    country.map(|country| country.to_string())
}

fn moment(published: Published) -> Option<Timestamp> {
    let record::Day::Date(date) = published.day else { return None };
    let (hour, minute, second) = published.time.unwrap_or_default();
    let time = Time::new(hour, minute, second, 0).ok()?;
    let offset = Offset::from_seconds(i32::from(published.offset_minutes.unwrap_or_default()) * 60).ok()?;
    offset.to_timestamp(date.to_datetime(time)).ok()
}
