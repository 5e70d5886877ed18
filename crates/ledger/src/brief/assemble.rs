//! Puts a brief together from queries.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use plenipo_record::{EventKind, Status};
use rusqlite::Connection;

use super::proof;
use super::{Brief, BriefRequest, Dispute, Headline, Proven, ProvenPlan};
use crate::calendar;
use crate::error::Result;
use crate::plans::{self, PlanState};
use crate::query::{self, Filter};
use crate::speech::{self, QuoteRow};
use crate::story;

/// Events that are looked at, the latest first.
const EVENTS: usize = 200;
/// Sentences of the summary.
const SUMMARY: usize = 3;
/// Events behind so many others of their article are all alike in weight.
const FIRST: i64 = 3;
/// Entries of a section.
const SECTION: usize = 12;
/// Quotations, of which one person has at most two.
const QUOTATIONS: usize = 8;
const OF_ONE_SPEAKER: usize = 2;
/// Fewer words are a catchword and say little by themselves.
const SHORT: usize = 4;
/// For so many days a plan of which nothing was heard is worth a line.
const MISSED: i32 = 30;

/// Returns the brief that was asked for.
pub fn assemble(connection: &Connection, request: &BriefRequest) -> Result<Brief> {
    let filter = Filter { limit: Some(EVENTS), ..request.filter.clone() };
    let events = query::events(connection, &filter)?;
    let events = events.into_iter().map(|event| {
        let proof = proof::of_event(connection, &event, filter.news_of)?;
        Ok(Proven { event, proof })
    });
    let events: Vec<Proven> = events.collect::<Result<_>>()?;
    let (plans, told): (Vec<Proven>, Vec<Proven>) =
        events.into_iter().partition(|proven| matches!(proven.event.status, Status::Planned | Status::Proposed));
    let stories = stories(connection, &filter)?;
    let outcomes: Vec<Proven> = told.iter().filter(|proven| !is_contact(proven)).cloned().collect();
    let contacts: Vec<Proven> = told.iter().filter(|proven| is_contact(proven)).cloned().collect();
    let disagreements = disagreements(connection, &told)?;
    let told_first = if told.is_empty() { &plans } else { &told };
    Ok(Brief {
        request: request.clone(),
        headline: stories.iter().rev().max_by_key(|story| story.n_reports).map(|story| Headline {
            text: story.title.clone(),
            story: story.id.clone(),
            article: story.lead.clone(),
        }),
        summary: summary(told_first),
        key_points: most_told(outcomes, SECTION),
        contacts: by_day(most_told(contacts, SECTION)),
        said: said(connection, &filter)?,
        disagreements,
        ahead: ahead(connection, request)?,
        stories,
        last_published: last_published(connection)?,
    })
}

/// Whether somebody met, visited or spoke with somebody; what did not take place is news of another kind.
fn is_contact(proven: &Proven) -> bool {
    use EventKind::{Call, Gathering, Meet, Negotiate, Visit};
    let took_place = matches!(proven.event.status, Status::Occurred | Status::Ongoing);
    took_place && matches!(proven.event.kind, Meet | Visit | Call | Negotiate | Gathering)
}

/// What most tell comes first, then what names somebody, then what articles begin with, then the latest.
fn most_told(mut events: Vec<Proven>, limit: usize) -> Vec<Proven> {
    events.sort_by(|one, other| rank(one).cmp(&rank(other)).then_with(|| one.event.id.cmp(&other.event.id)));
    events.truncate(limit);
    events
}

fn rank(proven: &Proven) -> (Reverse<i64>, bool, i64, Reverse<Option<String>>) {
    let names_nobody = proof::named(&proven.event, &proven.proof.sentence) == 0;
    let place = proven.proof.ordinal.min(FIRST);
    (Reverse(proven.event.n_reports), names_nobody, place, Reverse(proven.event.start.clone()))
}

fn by_day(mut events: Vec<Proven>) -> Vec<Proven> {
    events.sort_by(|one, other| {
        let key = |proven: &Proven| (proven.event.start.is_none(), proven.event.start.clone(), proven.event.id.clone());
        key(one).cmp(&key(other))
    });
    events
}

/// The sentences of the most told events; one sentence may tell several.
fn summary(events: &[Proven]) -> Vec<Proven> {
    let mut seen = BTreeSet::new();
    let mut chosen = most_told(events.to_vec(), EVENTS);
    chosen.retain(|proven| seen.insert(proven.proof.sentence.clone()));
    chosen.truncate(SUMMARY);
    by_day(chosen)
}

/// Quotations of several speakers, the longer ones of each, by day.
fn said(connection: &Connection, filter: &Filter) -> Result<Vec<QuoteRow>> {
    let words = |quote: &QuoteRow| quote.text.split_whitespace().count();
    let mut quotes = speech::quotes(connection, filter)?;
    let mut heard = BTreeSet::new();
    quotes.retain(|quote| quote.speaker.is_some() && words(quote) >= SHORT);
    // Copies and other articles carry the same words.
    quotes
        .retain(|quote| heard.insert((quote.speaker.as_ref().map(|speaker| speaker.id.clone()), letters(&quote.text))));
    quotes.sort_by_key(|quote| (Reverse(words(quote).min(30)), quote.id.clone()));
    let mut chosen: Vec<QuoteRow> = Vec::new();
    for quote in quotes {
        let of_speaker = chosen.iter().filter(|other| other.speaker == quote.speaker).count();
        if of_speaker < OF_ONE_SPEAKER && chosen.len() < QUOTATIONS {
            chosen.push(quote);
        }
    }
    let day = |quote: &QuoteRow| quote.said.clone().or_else(|| quote.published.clone());
    chosen.sort_by(|one, other| (day(one), &one.id).cmp(&(day(other), &other.id)));
    Ok(chosen)
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn disagreements(connection: &Connection, events: &[Proven]) -> Result<Vec<Dispute>> {
    let mut select = connection.prepare_cached(
        "SELECT disagreement.field, disagreement.value, report.public FROM disagreement
         JOIN event ON event.id = disagreement.event JOIN report ON report.id = disagreement.report
         WHERE event.public = ? ORDER BY disagreement.field, disagreement.value, report.public",
    )?;
    let mut disputes: Vec<Dispute> = Vec::new();
    for Proven { event, .. } in events {
        let rows = select.query_map([&event.id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        for (field, value, report) in rows.collect::<rusqlite::Result<Vec<(String, String, String)>>>()? {
            let Some(proof) = proof::of_report(connection, &report)? else { continue };
            match disputes.last_mut().filter(|dispute| dispute.event.id == event.id && dispute.field == field) {
                Some(dispute) => dispute.values.push((value, proof)),
                None => disputes.push(Dispute { event: event.clone(), field, values: vec![(value, proof)] }),
            }
        }
    }
    disputes.truncate(SECTION);
    Ok(disputes)
}

/// Plans of the same people, countries or story, whatever period the brief is of.
fn ahead(connection: &Connection, request: &BriefRequest) -> Result<Vec<ProvenPlan>> {
    let filter = Filter { since: None, until: None, news_of: None, limit: Some(SECTION), ..request.filter.clone() };
    let mut plans = plans::plans(connection, &filter, request.today)?;
    let fresh = |plan: &plans::Plan| {
        let last = plan.event.when().and_then(|when| calendar::last(when.end.unwrap_or(when.start)));
        plan.state != PlanState::NotReported || last.is_some_and(|day| day >= request.today - MISSED)
    };
    plans.retain(fresh);
    let proven = plans.into_iter().map(|plan| {
        let proof = proof::of_event(connection, &plan.event, request.filter.news_of)?;
        Ok(ProvenPlan { plan, proof })
    });
    proven.collect()
}

fn stories(connection: &Connection, filter: &Filter) -> Result<Vec<story::StoryRow>> {
    if let Some(story) = &filter.story {
        return Ok(story::story(connection, story)?.into_iter().map(|(_, row)| row).collect());
    }
    let (since, until) = filter.news_of.unzip();
    let filter = Filter { since, until, news_of: None, limit: Some(SECTION), ..filter.clone() };
    story::stories(connection, &filter)
}

fn last_published(connection: &Connection) -> Result<Option<String>> {
    let last: Option<i64> =
        connection
            .query_row("SELECT max(published_at) FROM article WHERE replaced_by IS NULL", [], |row| row.get(0))?;
    Ok(last.map(|minutes| calendar::date_of(minutes.div_euclid(1440) as i32).to_string()))
}
