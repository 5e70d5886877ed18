//! Makes one event of the reports that tell of it, and writes it.
//!
//! Every field is a function of the reports in their order; of copies of one text only the first counts as a voice.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use plenipo_record::{ActorKind, CountryCode, Day, Status, When};
use rusqlite::{Connection, params};

use crate::calendar;
use crate::corrections;
use crate::error::Result;
use crate::history::{changes, disagreements};
use crate::link::{Facts, Profile, Window, likeness};
use crate::words;

/// Profiles at least so alike are one party.
const ONE_PARTY: f32 = 0.9;

/// One report with what the store holds of it besides what linking looks at.
pub struct Report<'f> {
    /// What linking looks at.
    pub facts: &'f Facts,
    /// The days, as printed.
    pub when: Option<When>,
    /// The place, as printed.
    pub place: Option<String>,
    /// The country of the place.
    pub country: Option<CountryCode>,
    /// Topics.
    pub what: Vec<String>,
    /// The most telling sentence.
    pub sentence: String,
    outlet: Option<String>,
    confidence: Option<f64>,
}

/// Writes the event that these reports tell of; they stand in their order and are not empty.
pub fn write(connection: &Connection, members: &[&Facts]) -> Result<()> {
    let reports = members.iter().map(|facts| report(connection, facts)).collect::<Result<Vec<Report>>>()?;
    let voices = voices(&reports);
    let status = status(&reports);
    let when = when(&voices, status).map(|when| with_year(when, &voices));
    let (place, country) = place(&voices);
    let what = voices.iter().map(|report| &report.what).find(|what| !what.is_empty()).cloned().unwrap_or_default();
    let outlets: BTreeSet<&str> = reports.iter().map(|report| report.outlet.as_deref().unwrap_or("")).collect();
    let n_outlets = outlets.len() as i64;
    let sentence = voices.iter().find(|report| report.facts.status == status).unwrap_or(&voices[0]).sentence.clone();
    let confidence = reports.iter().filter_map(|report| report.confidence).reduce(f64::max);
    let (first_day, last_day) = when.map_or((None, None), |when| {
        let (first, last) = calendar::bounds(when);
        (first, last.or(first))
    });
    // Reports without days are listed under the day of their publication.
    let listed = first_day.or(voices.iter().find_map(|report| report.facts.published));
    let event = connection
        .prepare_cached(
            "INSERT INTO event (public, kind, status, start, end, first_day, last_day, place, country, what, summary,
                 n_reports, n_outlets, confidence, outlets)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .insert(params![
            members[0].order.public,
            members[0].kind.as_str(),
            status.as_str(),
            when.map(|when| when.start.to_string()),
            when.and_then(|when| when.end).map(|end| end.to_string()),
            listed,
            last_day,
            place,
            country.map(|country| country.to_string()),
            words::texts_json(&what),
            sentence,
            voices.len() as i64,
            n_outlets,
            confidence,
            numbers(connection, outlets.into_iter().filter(|outlet| !outlet.is_empty()))?,
        ])?;
    for report in &reports {
        connection.prepare_cached("UPDATE report SET event = ? WHERE id = ?")?.execute((event, report.facts.id))?;
    }
    for (side, profiles) in [("by", parties(&voices, true)), ("with", parties(&voices, false))] {
        for (ordinal, profile) in profiles.iter().enumerate() {
            connection
                .prepare_cached("INSERT INTO event_party (event, side, ordinal, profile) VALUES (?, ?, ?, ?)")?
                .execute(params![event, side, ordinal as i64, profile.id])?;
        }
    }
    write_history(connection, event, &voices)?;
    corrections::apply(connection, event)?;
    // What corrections say is found under their words.
    connection
        .prepare_cached(
            "INSERT INTO event_words (rowid, body)
             SELECT event.id, concat_ws(char(10), event.kind, event.summary, event.what, event.place,
                 (SELECT group_concat(profile.name, char(10)) FROM event_party
                  JOIN profile ON profile.id = event_party.profile WHERE event_party.event = event.id))
             FROM event WHERE event.id = ?",
        )?
        .execute([event])?;
    list(connection, event)
}

/// Returns the numbers of outlets as a list in JSON.
fn numbers<'o>(connection: &Connection, outlets: impl Iterator<Item = &'o str>) -> Result<String> {
    let mut enter = connection.prepare_cached("INSERT OR IGNORE INTO outlet (name) VALUES (?)")?;
    let mut find = connection.prepare_cached("SELECT id FROM outlet WHERE name = ?")?;
    let number = |outlet| {
        enter.execute([outlet])?;
        Ok(find.query_row([outlet], |row| row.get(0))?)
    };
    let numbers = outlets.map(number).collect::<Result<BTreeSet<i64>>>()?;
    Ok(serde_json::to_string(&numbers)?)
}

/// Lists an event anew under the countries of those who take part and of its place.
///
/// Who has no country in one article may have one in another: what counts is the country of the actor.
pub fn list(connection: &Connection, event: i64) -> Result<()> {
    let mut select = connection.prepare_cached(
        "SELECT DISTINCT coalesce(profile.country, actor.country) AS own FROM event_party
         JOIN profile ON profile.id = event_party.profile LEFT JOIN actor ON actor.id = profile.actor
         WHERE event_party.event = ? AND own IS NOT NULL ORDER BY own",
    )?;
    let countries = select.query_map([event], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    connection
        .prepare_cached("UPDATE event SET countries = ? WHERE id = ?")?
        .execute(params![words::texts_json(&countries), event])?;
    connection.prepare_cached("DELETE FROM event_country WHERE event = ?")?.execute([event])?;
    connection
        .prepare_cached(
            "INSERT INTO event_country (country, first_day, event)
             SELECT one.value, event.first_day, event.id FROM event, json_each(event.countries) AS one WHERE event.id = ?1
             UNION SELECT country, first_day, id FROM event WHERE id = ?1 AND country IS NOT NULL",
        )?
        .execute([event])?;
    Ok(())
}

/// Removes an event; its reports are free already.
pub fn remove(connection: &Connection, event: i64) -> Result<()> {
    for statement in [
        "DELETE FROM event_words WHERE rowid = ?",
        "DELETE FROM event_party WHERE event = ?",
        "DELETE FROM event_country WHERE event = ?",
        "DELETE FROM change WHERE event = ?",
        "DELETE FROM disagreement WHERE event = ?",
        "DELETE FROM event WHERE id = ?",
    ] {
        connection.prepare_cached(statement)?.execute([event])?;
    }
    Ok(())
}

fn write_history(connection: &Connection, event: i64, voices: &[&Report]) -> Result<()> {
    for (ordinal, change) in changes(voices).into_iter().enumerate() {
        connection
            .prepare_cached(
                "INSERT INTO change (event, ordinal, change, day, planned, report) VALUES (?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![
                event,
                ordinal as i64,
                change.kind.as_str(),
                change.day.map(|day| calendar::date_of(day).to_string()),
                change.planned.map(|when| when.to_string()),
                change.report
            ])?;
    }
    for difference in disagreements(voices) {
        connection
            .prepare_cached("INSERT OR IGNORE INTO disagreement (event, field, value, report) VALUES (?, ?, ?, ?)")?
            .execute(params![event, difference.field, difference.value, difference.report])?;
    }
    Ok(())
}

fn report<'f>(connection: &Connection, facts: &'f Facts) -> Result<Report<'f>> {
    let mut select = connection.prepare_cached(
        "SELECT report.start, report.end, report.place, report.country, report.what, report.evidence, article.text,
             article.outlet, report.confidence
         FROM report JOIN article ON article.id = report.article WHERE report.id = ?",
    )?;
    let mut rows = select.query([facts.id])?;
    let row = rows.next()?.expect("a report that was just gathered is there");
    let optional = |at: usize| row.get::<_, Option<String>>(at);
    let evidence = words::spans(&row.get::<_, String>(5)?)?;
    let text = row.get_ref(6)?.as_str().unwrap_or_default();
    Ok(Report {
        facts,
        when: words::when(optional(0)?.as_deref(), optional(1)?.as_deref())?,
        place: optional(2)?,
        country: words::country(optional(3)?.as_deref())?,
        what: words::texts(&row.get::<_, String>(4)?)?,
        sentence: evidence.first().and_then(|span| text.get(span.range())).unwrap_or_default().to_owned(),
        outlet: optional(7)?,
        confidence: row.get(8)?,
    })
}

/// Of each text the first report, in order.
fn voices<'r, 'f>(reports: &'r [Report<'f>]) -> Vec<&'r Report<'f>> {
    let mut heard = BTreeSet::new();
    reports.iter().filter(|report| heard.insert(report.facts.copy_of)).collect()
}

/// The last word on how far the event has come; what has happened beats what was planned if nobody knows which is later.
fn status(reports: &[Report]) -> Status {
    let settled = |report: &&Report| !report.facts.is_plan();
    let dated: Vec<&Report> = reports.iter().filter(|report| report.facts.published.is_some()).collect();
    let latest = dated.iter().map(|report| report.facts.order.published).max();
    let last: Vec<&Report> = dated.into_iter().filter(|report| Some(report.facts.order.published) == latest).collect();
    let last = last.iter().copied().find(|report| settled(report)).or(last.last().copied());
    let undated = reports.iter().filter(|report| report.facts.published.is_none()).find(settled);
    match (last, undated) {
        (Some(last), Some(undated)) if last.facts.is_plan() => undated.facts.status,
        (Some(last), _) => last.facts.status,
        (None, Some(undated)) => undated.facts.status,
        (None, None) => reports[0].facts.status,
    }
}

/// The days that most voices give, the more exact ones first; of a plan, the latest that were told.
fn when(voices: &[&Report], status: Status) -> Option<When> {
    let dated = |report: &&&Report| report.when.is_some();
    let happened = matches!(status, Status::Occurred | Status::Ongoing);
    if !happened {
        let latest = voices.iter().rev().filter(dated).find(|report| report.facts.published.is_some());
        return latest.or(voices.iter().find(dated)).and_then(|report| report.when);
    }
    let mut facts: Vec<&&Report> = voices.iter().filter(dated).filter(|report| report.facts.is_fact()).collect();
    if facts.is_empty() {
        facts = voices.iter().filter(dated).collect();
    }
    let width = |report: &&&Report| {
        let window = report.facts.window;
        (!matches!(window, Some(Window::Days { .. })), window.map_or(i32::MAX, Window::width))
    };
    let narrowest = facts.iter().map(width).min()?;
    let mut votes: BTreeMap<When, (usize, std::cmp::Reverse<usize>)> = BTreeMap::new();
    for (at, report) in facts.iter().enumerate().filter(|(_, report)| width(report) == narrowest) {
        if let Some(when) = report.when {
            votes.entry(when).or_insert((0, std::cmp::Reverse(at))).0 += 1;
        }
    }
    votes.into_iter().max_by_key(|(_, vote)| *vote).map(|(when, _)| when)
}

/// A page that tells no year is understood in the year of its neighbours: the nearest to the first of their publications.
fn with_year(when: When, voices: &[&Report]) -> When {
    let Some(published) = voices.iter().find_map(|report| report.facts.published) else { return when };
    let dated = |day: Day| match day {
        Day::MonthDay { month, day: number } => match (Window::Yearless { month, day: number }).near(published) {
            Window::Days { first, .. } => Day::Date(calendar::date_of(first)),
            Window::Yearless { .. } => day,
        },
        told => told,
    };
    When { start: dated(when.start), end: when.end.map(dated) }
}

/// The place that most voices name, the first of them on a tie, with a name before without.
fn place(voices: &[&Report]) -> (Option<String>, Option<CountryCode>) {
    // Whether it has a name, how many name it, who was first.
    type Vote = (bool, usize, std::cmp::Reverse<usize>);
    let mut votes: BTreeMap<(Option<&str>, Option<CountryCode>), Vote> = BTreeMap::new();
    for (at, report) in
        voices.iter().enumerate().filter(|(_, report)| report.place.is_some() || report.country.is_some())
    {
        let key = (report.facts.place.as_deref(), report.country);
        votes.entry(key).or_insert((report.place.is_some(), 0, std::cmp::Reverse(at))).1 += 1;
    }
    let Some((_, (.., first))) = votes.into_iter().max_by_key(|(_, vote)| *vote) else { return (None, None) };
    (voices[first.0].place.clone(), voices[first.0].country)
}

/// Everybody whom some voice names, each once under the fullest name, on the side where it is first named.
///
/// A country stands back behind somebody who represents it.
fn parties(voices: &[&Report], by: bool) -> Vec<Arc<Profile>> {
    let mut all: Vec<(Arc<Profile>, bool)> = Vec::new();
    let named = voices.iter().flat_map(|report| {
        let acting = report.facts.by.iter().map(|profile| (profile, true));
        acting.chain(report.facts.with.iter().map(|profile| (profile, false)))
    });
    for (profile, side) in named {
        match all.iter_mut().find(|(known, _)| likeness(known, profile) >= ONE_PARTY) {
            Some((known, _)) => {
                if fullness(profile) > fullness(known) {
                    *known = Arc::clone(profile);
                }
            }
            None => all.push((Arc::clone(profile), side)),
        }
    }
    let represented = |country: &Profile| {
        country.kind == ActorKind::Country
            && all.iter().any(|(other, _)| other.kind == ActorKind::Person && other.country == country.country)
    };
    let wanted = all.iter().filter(|(profile, side)| *side == by && !represented(profile));
    wanted.map(|(profile, _)| Arc::clone(profile)).collect()
}

fn fullness(profile: &Profile) -> (usize, usize, bool) {
    let words = profile.name.words();
    (words.len(), words.iter().map(String::len).sum(), profile.country.is_some())
}
