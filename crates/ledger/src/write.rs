//! Writes one article and its reading; no linking here.

use std::collections::HashMap;

use plenipo_record::{ActorId, ActorKind, Article, Event, Reading};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::calendar;
use crate::corrections;
use crate::digest::short_hash;
use crate::error::Result;
use crate::fingerprint::fingerprints;
use crate::name::{Name, folded};
use crate::naming::{self, parts_json, profile_name};
use crate::page;
use crate::words::{span_json, spans_json, texts_json};

/// How an article comes into the ledger.
pub struct Entry<'a> {
    /// The public name.
    pub public: &'a str,
    /// The digest of the content.
    pub digest: &'a str,
    /// The address, where articles at the same address are revisions of one.
    pub address: Option<&'a str>,
    /// 1 for the first revision.
    pub revision: i64,
    /// When it was fetched, ISO 8601.
    pub fetched: &'a str,
    /// The version of the reader.
    pub reader: &'a str,
    /// The reference day given by the caller.
    pub as_of: Option<String>,
}

/// Writes the article without its reading and returns its row.
pub fn article(connection: &Connection, article: &Article, entry: &Entry) -> Result<i64> {
    let comments: Vec<_> =
        article.comments.iter().map(|comment| (&comment.author, comment.span.start, comment.span.end)).collect();
    let published_at = article.published.and_then(minutes);
    let mut insert = connection.prepare_cached(
        "INSERT INTO article (public, digest, name, address, revision, fetched, reader, as_of, title, outlet, agency,
             byline, published, published_at, dateline_place, dateline_day, text, parts, comments, key_points, related,
             page, diagnostics, copy_of)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '[]', 0)",
    )?;
    let dateline = article.dateline.as_ref();
    let id = insert.insert(params![
        entry.public,
        entry.digest,
        article.name,
        entry.address,
        entry.revision,
        entry.fetched,
        entry.reader,
        entry.as_of,
        article.title,
        article.outlet,
        article.agency,
        article.byline,
        article.published.map(|published| published.to_string()),
        published_at,
        dateline.and_then(|line| line.place.as_deref()),
        dateline.and_then(|line| line.day).map(|day| day.to_string()),
        article.text,
        parts_json(article),
        serde_json::to_string(&comments)?,
        texts_json(&article.key_points),
        texts_json(&article.related),
        page::write(article),
    ])?;
    connection.prepare_cached("UPDATE article SET copy_of = id WHERE id = ?")?.execute([id])?;
    fingerprint(connection, id, article)?;
    Ok(id)
}

/// Writes the fingerprints by which copies of an article are found.
pub fn fingerprint(connection: &Connection, id: i64, article: &Article) -> Result<()> {
    let mut insert = connection.prepare_cached("INSERT OR IGNORE INTO paragraph (hash, article) VALUES (?, ?)")?;
    for print in fingerprints(article) {
        insert.execute([print, id])?;
    }
    Ok(())
}

/// What was written of a reading.
#[derive(Default)]
pub struct Written {
    /// The rows of the reports.
    pub reports: Vec<i64>,
    /// Profiles that no article showed before.
    pub new_profiles: Vec<i64>,
}

/// Writes what an article says, under the public name that its records derive theirs from.
pub fn reading(connection: &Connection, article: i64, root: &str, reading: &Reading) -> Result<Written> {
    let mut written = Written::default();
    let mentions = mentions(connection, article, reading, &mut written)?;
    for (ordinal, event) in reading.events.iter().enumerate() {
        let id = report(connection, article, root, ordinal, event, reading)?;
        for (side, actors) in [("by", &event.by), ("with", &event.with)] {
            let mut insert =
                connection.prepare_cached("INSERT INTO party (report, side, ordinal, mention) VALUES (?, ?, ?, ?)")?;
            for (ordinal, actor) in actors.iter().enumerate() {
                insert.execute(params![id, side, ordinal as i64, mentions[actor].0])?;
            }
        }
        written.reports.push(id);
    }
    speech(connection, article, root, reading, &mentions)?;
    let body: Vec<&str> = reading.article.paragraphs().map(|span| span.slice(&reading.article.text)).collect();
    connection.prepare_cached("INSERT INTO article_words (rowid, title, body) VALUES (?, ?, ?)")?.execute(params![
        article,
        reading.article.title,
        body.join("\n")
    ])?;
    let diagnostics: Vec<_> = reading
        .diagnostics
        .iter()
        .map(|diagnostic| (&diagnostic.message, diagnostic.span.map(|span| (span.start, span.end))))
        .collect();
    if !diagnostics.is_empty() {
        connection
            .prepare_cached("UPDATE article SET diagnostics = ? WHERE id = ?")?
            .execute(params![serde_json::to_string(&diagnostics)?, article])?;
    }
    Ok(written)
}

type Mentions<'r> = HashMap<&'r ActorId, (i64, i64)>;

fn mentions<'r>(
    connection: &Connection,
    article: i64,
    reading: &'r Reading,
    written: &mut Written,
) -> Result<Mentions<'r>> {
    let mut mentions = HashMap::new();
    let mut insert = connection.prepare_cached(
        "INSERT INTO mention (article, local, kind, names, country, roles, profile) VALUES (?, ?, ?, ?, ?, ?, ?)",
    )?;
    for actor in &reading.actors {
        let country = actor.country.map(|country| country.to_string());
        let name = naming::shown(actor);
        let (profile, new) = profile(connection, actor.kind, name, country.as_deref())?;
        if new {
            written.new_profiles.push(profile);
        }
        let (names, roles) = (texts_json(&actor.names), texts_json(&actor.roles));
        let kind = actor.kind.as_str();
        let id = insert.insert(params![article, actor.id.as_str(), kind, names, country, roles, profile])?;
        connection.prepare_cached("UPDATE profile SET seen = seen + 1 WHERE id = ?")?.execute([profile])?;
        mentions.insert(&actor.id, (id, profile));
    }
    Ok(mentions)
}

/// Returns the row of a profile and whether it, or how it is spelt, is new.
fn profile(connection: &Connection, kind: ActorKind, name: &str, country: Option<&str>) -> Result<(i64, bool)> {
    let public = profile_name(kind, name, country);
    let known: Option<(i64, String)> = connection
        .prepare_cached("SELECT id, name FROM profile WHERE public = ?")?
        .query_row([&public], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if let Some((id, known)) = known {
        // Of spellings that differ in accents and marks one is shown, whichever came first.
        if (name.len(), name) > (known.len(), known.as_str()) {
            connection.prepare_cached("UPDATE profile SET name = ? WHERE id = ?")?.execute((name, id))?;
            return Ok((id, true));
        }
        return Ok((id, false));
    }
    let id = connection
        .prepare_cached("INSERT INTO profile (public, kind, name, country) VALUES (?, ?, ?, ?)")?
        .insert(params![public, kind.as_str(), name, country])?;
    if let Some(corrected) = corrections::country_of(connection, &public)? {
        connection
            .prepare_cached("UPDATE profile SET country = nullif(?, '') WHERE id = ?")?
            .execute((corrected, id))?;
    }
    let keys = match kind {
        ActorKind::Person => Name::new(name).keys(),
        _ => vec![public],
    };
    let mut insert = connection.prepare_cached("INSERT OR IGNORE INTO profile_key (key, profile) VALUES (?, ?)")?;
    for key in keys {
        insert.execute(params![key, id])?;
    }
    Ok((id, true))
}

fn report(
    connection: &Connection,
    article: i64,
    root: &str,
    ordinal: usize,
    event: &Event,
    reading: &Reading,
) -> Result<i64> {
    let public = naming::report(root, reading, ordinal);
    let place = event.place.as_ref();
    let mut insert = connection.prepare_cached(
        "INSERT INTO report (public, article, ordinal, local, kind, status, start, end, place, country, what, evidence,
             sentence, confidence, detail)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    Ok(insert.insert(params![
        public,
        article,
        ordinal as i64,
        event.id,
        event.kind.as_str(),
        event.status.as_str(),
        event.when.map(|when| when.start.to_string()),
        event.when.and_then(|when| when.end).map(|end| end.to_string()),
        place.and_then(|place| place.name.as_deref()),
        place.and_then(|place| place.country).map(|country| country.to_string()),
        texts_json(&event.what),
        spans_json(&event.evidence),
        sentence_hash(naming::first_sentence(event, &reading.article)),
        event.confidence.map(f64::from),
        event.detail,
    ])?)
}

/// Returns the fingerprint of a sentence.
pub fn sentence_hash(sentence: &str) -> i64 {
    let words: Vec<String> = sentence.split_whitespace().map(folded).collect();
    short_hash(words.iter().map(String::as_bytes))
}

fn speech(connection: &Connection, article: i64, root: &str, reading: &Reading, mentions: &Mentions) -> Result<()> {
    let text = reading.article.text.as_str();
    let mut insert = connection.prepare_cached(
        "INSERT INTO quote (public, article, ordinal, local, speaker, profile, kind, medium, said, first_day, pieces,
             mention_at, cue_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    let mut index = connection.prepare_cached("INSERT INTO quote_words (rowid, body) VALUES (?, ?)")?;
    let published = reading.article.reference_day();
    for (ordinal, quotation) in reading.quotations.iter().enumerate() {
        let words = quotation.text(text);
        let public = naming::quotation(root, reading, ordinal);
        let speaker = quotation.speaker.as_ref().map(|speaker| mentions[speaker]);
        let id = insert.insert(params![
            public,
            article,
            ordinal as i64,
            quotation.id,
            speaker.map(|(mention, _)| mention),
            speaker.map(|(_, profile)| profile),
            quotation.kind.as_str(),
            quotation.medium,
            quotation.said.map(|day| day.to_string()),
            quotation.said.or(published).and_then(calendar::first),
            spans_json(&quotation.pieces),
            span_json(quotation.mention),
            span_json(quotation.cue),
        ])?;
        index.execute(params![id, words])?;
    }
    let mut insert = connection.prepare_cached(
        "INSERT INTO statement (article, ordinal, speaker, profile, medium, said, first_day, content, mention_at, cue_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    let mut index = connection.prepare_cached("INSERT INTO statement_words (rowid, body) VALUES (?, ?)")?;
    for (ordinal, statement) in reading.statements.iter().enumerate() {
        let speaker = statement.speaker.as_ref().map(|speaker| mentions[speaker]);
        let id = insert.insert(params![
            article,
            ordinal as i64,
            speaker.map(|(mention, _)| mention),
            speaker.map(|(_, profile)| profile),
            statement.medium,
            statement.said.map(|day| day.to_string()),
            statement.said.or(published).and_then(calendar::first),
            spans_json(&statement.pieces),
            span_json(statement.mention),
            span_json(Some(statement.cue)),
        ])?;
        let words: Vec<&str> = statement.pieces.iter().map(|piece| piece.slice(text)).collect();
        index.execute(params![id, words.join(" ")])?;
    }
    Ok(())
}

/// Returns the minutes since 1970-01-01 in Greenwich of a publication time whose year is known.
pub fn minutes(published: plenipo_record::Published) -> Option<i64> {
    let day = i64::from(calendar::first(published.day)?);
    let (hour, minute, _) = published.time.unwrap_or_default();
    let offset = published.offset_minutes.unwrap_or_default();
    Some(day * 1440 + i64::from(hour) * 60 + i64::from(minute) - i64::from(offset))
}
