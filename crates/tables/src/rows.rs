//! The tables: this file is their definition, and the codebook is made of it.
//!
//! What a table and a column hold is said beside them in one line each. Days are ISO 8601 as far as they are known:
//! `2026-01-29`, `2026-01`, `2026`, `--01-29`. Offsets count bytes of UTF-8 of the article's text.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::cell::Cell;
use crate::error::Error;
use crate::table::{Column, Row, Table, parts, tables};

parts! {
    /// A stretch of an article's text.
    Piece {
        /// where it begins
        start: i64,
        /// where it ends
        end: i64,
    }

    /// A part of an article's page.
    Part {
        /// headline, summary, key-point, credit, body, link, pull-quote, caption, comment, post, note, related, furniture
        kind: String,
        /// where it begins
        start: i64,
        /// where it ends
        end: i64,
    }

    /// A comment of a reader.
    Comment {
        /// the name that the reader goes by
        author: Option<String>,
        /// where the words begin
        start: i64,
        /// where they end
        end: i64,
    }

    /// A post on a social network that a page embeds.
    Post {
        /// who wrote it
        author: Option<String>,
        /// the name by which the network knows the author
        handle: Option<String>,
        /// its address
        link: Option<String>,
        /// where the words begin
        start: i64,
        /// where they end
        end: i64,
    }

    /// An entry of a live blog.
    LiveEntry {
        /// when it was put up
        published: Option<String>,
        /// its headline
        title: Option<String>,
        /// where it begins
        start: i64,
        /// where it ends
        end: i64,
    }

    /// Something in an article that could not be read.
    Diagnostic {
        /// what went wrong
        message: String,
        /// where it begins, if at one place
        start: Option<i64>,
        /// where it ends
        end: Option<i64>,
    }
}

tables! {
    /// an article, in the text that speaks now
    articles: Article {
        /// the public name of the article
        article_id: String,
        /// the name of the input: a path or an address
        name: String,
        /// the address under which later texts are revisions
        address: Option<String>,
        /// the headline
        title: Option<String>,
        /// the outlet
        outlet: Option<String>,
        /// the wire that the copy is credited to
        agency: Option<String>,
        /// who wrote it
        byline: Option<String>,
        /// when it was published, ISO 8601 as far as known
        published: Option<String>,
        /// the same moment where the year is known; midnight or Greenwich where the page tells no time or zone
        published_at: Option<Timestamp>,
        /// when the page was last changed, ISO 8601 as far as known
        modified: Option<String>,
        /// the language, ISO 639
        language: Option<String>,
        /// the section of the publication
        section: Option<String>,
        /// the address that the page calls its own
        canonical: Option<String>,
        /// how many minutes the page says that reading takes
        reading_minutes: Option<i64>,
        /// the place that opens the copy
        dateline_place: Option<String>,
        /// the day that opens the copy
        dateline_day: Option<String>,
        /// the article of which this one is a copy; empty if of none
        copy_of: Option<String>,
        /// when it was fetched, ISO 8601
        fetched: String,
        /// the day that the caller gave as the day of the article
        as_of: Option<String>,
        /// the version of the reader
        reader: String,
        /// the key points that the page sets off
        key_points: Vec<String>,
        /// headlines of other stories
        related: Vec<String>,
        /// the text, into which all offsets count
        text: String,
        /// what each stretch of the text is: kind, start, end
        parts: Vec<Part>,
        /// comments of readers: author, start, end
        comments: Vec<Comment>,
        /// posts that the page embeds: author, handle, link, start, end
        posts: Vec<Post>,
        /// entries of a live blog: published, title, start, end
        live: Vec<LiveEntry>,
        /// what could not be read: message, start, end
        diagnostics: Vec<Diagnostic>,
    }

    /// a person, organisation, country or place
    actors: Actor {
        /// the public name of the actor
        actor_id: String,
        /// person, organization, country or place
        kind: String,
        /// what the actor is called
        name: String,
        /// the country that the actor is, represents or belongs to, ISO 3166-1 alpha-3
        country: Option<String>,
        /// the Wikidata id of the authority file
        wikidata: Option<String>,
        /// how many articles mention the actor
        n_articles: i64,
    }

    /// an actor as one article has it
    mentions: Mention {
        /// the article
        article_id: String,
        /// the place among the actors of the article, from 0
        ordinal: i64,
        /// the name inside the article's reading
        local_id: String,
        /// who that is in the record
        actor_id: String,
        /// person, organization, country or place
        kind: String,
        /// every form of the name in the article, the fullest first
        names: Vec<String>,
        /// the country by this article, ISO 3166-1 alpha-3
        country: Option<String>,
        /// offices as the article states them
        roles: Vec<String>,
    }

    /// an event of the record
    events: Event {
        /// the public name of the event
        event_id: String,
        /// meet, visit, call, gathering, negotiate, agree, sanction, appoint or aid
        kind: String,
        /// occurred, ongoing, planned, proposed, cancelled or denied
        status: String,
        /// the first day, ISO 8601 as far as known; empty if no report tells one
        start: Option<String>,
        /// the last day; empty if it is open or no day is told
        end: Option<String>,
        /// the first day that start covers; empty where the year is not known
        first_day: Option<Date>,
        /// the last day that end covers
        last_day: Option<Date>,
        /// the place
        place: Option<String>,
        /// the country of the place, ISO 3166-1 alpha-3
        country: Option<String>,
        /// topics
        what: Vec<String>,
        /// the sentence that tells it
        summary: String,
        /// independent reports: copies of one text count once
        n_reports: i64,
        /// outlets, those with copies too
        n_outlets: i64,
        /// how sure the reader is, 0 to 1; empty if it does not say
        confidence: Option<f64>,
        /// the event type of PLOVER 2.0
        plover: String,
        /// its mode, where one fits
        plover_mode: Option<String>,
        /// the CAMEO code; digits that are text, since a leading zero counts
        cameo: String,
    }

    /// somebody who takes part in an event
    event_actors: EventActor {
        /// the event
        event_id: String,
        /// by: the acting side; with: the other side
        side: String,
        /// the place on that side, from 0
        ordinal: i64,
        /// the actor
        actor_id: String,
        /// what the actor is called
        name: String,
        /// person, organization, country or place
        kind: String,
        /// the country that the actor is, represents or belongs to, ISO 3166-1 alpha-3
        country: Option<String>,
    }

    /// a sentence that proves a report of an event
    evidence: Evidence {
        /// the event
        event_id: String,
        /// the report
        report_id: String,
        /// the article
        article_id: String,
        /// the place among the sentences of the report, from 0
        ordinal: i64,
        /// where it begins in the article's text, in bytes of UTF-8
        start: i64,
        /// where it ends
        end: i64,
        /// the words
        sentence: String,
    }

    /// an event as one article tells it
    reports: Report {
        /// the public name of the report
        report_id: String,
        /// the event
        event_id: String,
        /// the article
        article_id: String,
        /// the place among the events of the article, from 0
        ordinal: i64,
        /// the name inside the article's reading
        local_id: String,
        /// the kind of event by this report
        kind: String,
        /// what sort of event of its kind it is by this report, where the words tell
        detail: Option<String>,
        /// how far the event had come by this report
        status: String,
        /// the first day by this report
        start: Option<String>,
        /// the last day by this report
        end: Option<String>,
        /// the place by this report
        place: Option<String>,
        /// the country of the place by this report, ISO 3166-1 alpha-3
        country: Option<String>,
        /// topics by this report
        what: Vec<String>,
        /// how sure the reader is, 0 to 1; empty if it does not say
        confidence: Option<f64>,
        /// the address of the article, or the name of its file
        address: String,
        /// the outlet
        outlet: Option<String>,
        /// when the article was published, ISO 8601 as far as known
        published: Option<String>,
        /// the headline
        title: Option<String>,
        /// the article of which this one is a copy; empty if of none
        copy_of: Option<String>,
    }

    /// somebody who takes part in an event by one report
    report_actors: ReportActor {
        /// the report
        report_id: String,
        /// by: the acting side; with: the other side
        side: String,
        /// the place on that side, from 0
        ordinal: i64,
        /// the name inside the article's reading
        local_id: String,
        /// who that is in the record
        actor_id: String,
    }

    /// a step in the life of an event
    changes: Change {
        /// the event
        event_id: String,
        /// the place among the steps, from 0
        ordinal: i64,
        /// announced, confirmed, moved, cancelled, denied or occurred
        change: String,
        /// the day on which it was told
        day: Option<String>,
        /// for a plan that moved: when it was planned before
        planned: Option<String>,
        /// the report that tells it
        report_id: String,
    }

    /// a value of one report that another contradicts
    disagreements: Disagreement {
        /// the event
        event_id: String,
        /// day, place, who, number or status
        field: String,
        /// the value
        value: String,
        /// the report that gives it
        report_id: String,
    }

    /// a quotation
    quotes: Quote {
        /// the public name of the quotation
        quote_id: String,
        /// who spoke; empty if the article does not say
        speaker_id: Option<String>,
        /// what the speaker is called
        speaker: Option<String>,
        /// the speaker's country, ISO 3166-1 alpha-3
        country: Option<String>,
        /// direct: whole sentences; partial: a part of one
        kind: String,
        /// where it was said
        medium: Option<String>,
        /// the day on which it was said
        said: Option<String>,
        /// the words
        text: String,
        /// the article
        article_id: String,
        /// the outlet
        outlet: Option<String>,
        /// when the article was published
        published: Option<String>,
        /// the place among the quotations of the article, from 0
        ordinal: i64,
        /// the name inside the article's reading
        local_id: String,
        /// the speaker's name inside the article's reading
        speaker_local_id: Option<String>,
        /// where the words stand in the article's text: start, end of each piece
        pieces: Vec<Piece>,
        /// where the phrase that names the speaker begins
        mention_start: Option<i64>,
        /// where it ends
        mention_end: Option<i64>,
        /// where the words that attribute begin
        cue_start: Option<i64>,
        /// where they end
        cue_end: Option<i64>,
    }

    /// something that a speaker is reported to have said, without quotation marks around all of it
    statements: Statement {
        /// the article
        article_id: String,
        /// the place among the statements of the article, from 0
        ordinal: i64,
        /// who spoke; empty if the article does not say
        speaker_id: Option<String>,
        /// what the speaker is called
        speaker: Option<String>,
        /// the speaker's country, ISO 3166-1 alpha-3
        country: Option<String>,
        /// where it was said
        medium: Option<String>,
        /// the day on which it was said
        said: Option<String>,
        /// the words of the article that report it
        text: String,
        /// the speaker's name inside the article's reading
        speaker_local_id: Option<String>,
        /// where the words stand in the article's text: start, end of each piece
        pieces: Vec<Piece>,
        /// where the phrase that names the speaker begins
        mention_start: Option<i64>,
        /// where it ends
        mention_end: Option<i64>,
        /// where the words that attribute begin
        cue_start: i64,
        /// where they end
        cue_end: i64,
    }

    /// a record that was added, changed or went since a moment; empty if no moment was asked for
    record_changes: RecordChange {
        /// the public name of the article, event or quotation
        record_id: String,
        /// article, event or quote
        kind: String,
        /// added, changed or gone
        change: String,
        /// when, ISO 8601 in Greenwich
        at: String,
        /// of a record that is gone: the record that took its place
        now: Option<String>,
        /// of a record that is gone: why
        why: Option<String>,
    }

    /// an office of an actor, as articles state it or the authority file has it
    offices: Office {
        /// the actor
        actor_id: String,
        /// the office in the words of the article
        office: String,
        /// the first publication that states it, or the first day by the authority file
        from: Option<String>,
        /// the last publication that states it, or the last day by the authority file
        to: Option<String>,
        /// how many articles state it; 0 for the authority file
        n_articles: i64,
        /// the first article that states it
        article_id: Option<String>,
    }

    /// two countries in one month; pairs that have an event in some month have a row for every observed month
    pair_month: PairMonth {
        /// the country that comes first in the alphabet of codes
        country_a: String,
        /// the other country
        country_b: String,
        /// the month, as 2026-03
        month: String,
        /// events in which both take part, by their first day
        n_events: i64,
        /// independent reports of these
        n_reports: i64,
        /// days of the month on which any article of the ledger was published; few mean that 0 events may be missing news
        observed_days: i64,
    }

    /// a kind of event that has come so far, with its usual codes
    crosswalk: Crosswalk {
        /// the kind of event
        kind: String,
        /// how far it has come
        status: String,
        /// the event type of PLOVER 2.0
        plover: String,
        /// its mode, where one fits
        plover_mode: Option<String>,
        /// the CAMEO code
        cameo: String,
    }
}
