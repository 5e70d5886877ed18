//! Lists of what the record holds: filters in, rows out.

use plenipo_record::{CountryCode, EventKind, Status};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::error::Result;
use crate::row::EventRow;
use crate::who::profiles;
use crate::{row, story};

/// What a list is narrowed to; an empty field narrows nothing, and several fields must all fit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Somebody who takes part or speaks: a name, or the public name of an actor.
    pub who: Option<String>,
    /// Somebody else who takes part.
    pub with: Option<String>,
    /// A country that takes part, is represented or is the place; for quotes, the speaker's.
    pub country: Option<CountryCode>,
    /// Another country that must be there too.
    pub other_country: Option<CountryCode>,
    /// A story, by its public name: only what its articles tell.
    pub story: Option<String>,
    /// The first and the last day of a period in which the event happened, or was reported while it was fresh.
    pub news_of: Option<(i32, i32)>,
    /// The kinds of event.
    pub kinds: Vec<EventKind>,
    /// How far they have come.
    pub statuses: Vec<Status>,
    /// The first day, counted from 1970-01-01.
    pub since: Option<i32>,
    /// The last day, counted from 1970-01-01.
    pub until: Option<i32>,
    /// Words that stand in the record, or in the quotation.
    pub words: Option<String>,
    /// Words that a party of the event said, in an article that reports it; for quotes the same as `words`.
    pub said: Option<String>,
    /// At least so many reports.
    pub reports: Option<u32>,
    /// What the reader is at least so sure of, in percent.
    pub confidence: Option<u8>,
    /// Added or changed after this moment, ISO 8601 in Greenwich.
    pub changed_since: Option<String>,
    /// At most so many rows.
    pub limit: Option<usize>,
}

/// The condition on records that changed after a moment.
pub const CHANGED: &str = "{}.public IN (SELECT record FROM standing WHERE changed > ? AND print IS NOT NULL)";

/// For so many days after it an event is still news.
const FRESH: i64 = 3;

/// A query under construction: conditions joined by `AND`, and the values in their order.
#[derive(Default)]
pub struct Conditions {
    text: Vec<String>,
    pub values: Vec<Value>,
}

impl Conditions {
    /// Adds a condition with the values of its question marks.
    pub fn add(&mut self, text: impl Into<String>, values: impl IntoIterator<Item = Value>) {
        self.text.push(text.into());
        self.values.extend(values);
    }

    fn any_of<'a>(&mut self, column: &str, values: impl ExactSizeIterator<Item = &'a str>) {
        if values.len() > 0 {
            let marks = vec!["?"; values.len()].join(", ");
            self.add(format!("{column} IN ({marks})"), values.map(|value| Value::from(value.to_owned())));
        }
    }

    pub fn joined(&self) -> String {
        if self.text.is_empty() { "TRUE".to_owned() } else { self.text.join(" AND ") }
    }

    /// Returns the conditions as one, and the values in their order.
    pub fn into_parts(self) -> (String, Vec<Value>) {
        (self.joined(), self.values)
    }
}

/// Returns the events that fit, the latest first.
pub fn events(connection: &Connection, filter: &Filter) -> Result<Vec<EventRow>> {
    let Some(conditions) = event_conditions(connection, filter)? else { return Ok(Vec::new()) };
    row::events(connection, ids(connection, filter, conditions, "event.first_day DESC, event.id DESC")?)
}

/// Returns what is planned for `today` or later, the nearest first.
pub fn upcoming(connection: &Connection, filter: &Filter, today: i32) -> Result<Vec<EventRow>> {
    let Some(mut conditions) = event_conditions(connection, filter)? else { return Ok(Vec::new()) };
    conditions.add("event.status IN ('planned', 'proposed') AND event.last_day >= ?", [Value::from(i64::from(today))]);
    row::events(connection, ids(connection, filter, conditions, "event.last_day, event.first_day, event.id")?)
}

/// Returns what fits and does not end before `today`, the nearest first.
pub fn not_over(connection: &Connection, filter: &Filter, today: i32) -> Result<Vec<EventRow>> {
    let Some(mut conditions) = event_conditions(connection, filter)? else { return Ok(Vec::new()) };
    conditions.add("event.last_day >= ?", [Value::from(i64::from(today))]);
    row::events(connection, ids(connection, filter, conditions, "event.last_day, event.first_day, event.id")?)
}

/// Returns plans whose last day is over and of which no report tells what became of them, the latest first.
pub fn overdue(connection: &Connection, filter: &Filter, today: i32) -> Result<Vec<EventRow>> {
    row::events(connection, overdue_ids(connection, filter, today)?)
}

/// Returns the numbers of the same.
pub fn overdue_ids(connection: &Connection, filter: &Filter, today: i32) -> Result<Vec<i64>> {
    let Some(mut conditions) = event_conditions(connection, filter)? else { return Ok(Vec::new()) };
    conditions.add("event.status IN ('planned', 'proposed') AND event.last_day < ?", [Value::from(i64::from(today))]);
    ids(connection, filter, conditions, "event.last_day DESC, event.id DESC")
}

/// Returns the conditions on events, but for the country; `None` where the filter names somebody whom nobody knows.
pub fn event_conditions(connection: &Connection, filter: &Filter) -> Result<Option<Conditions>> {
    let mut conditions = Conditions::default();
    conditions.add("event.rejected = 0", []);
    for name in filter.who.iter().chain(&filter.with) {
        let Some(profiles) = profiles(connection, name)? else { return Ok(None) };
        conditions.add(format!("event.id IN (SELECT event FROM event_party WHERE profile IN ({profiles}))"), []);
    }
    // The plus keeps from sorting all events of some kinds or of a status where a list is wanted by day, or where somebody
    // takes part in few.
    let kind = if filter.kinds.len() == 1 && filter.who.is_none() { "event.kind" } else { "+event.kind" };
    conditions.any_of(kind, filter.kinds.iter().map(|kind| kind.as_str()));
    conditions.any_of("+event.status", filter.statuses.iter().map(|status| status.as_str()));
    if let Some(day) = filter.since {
        conditions.add("event.first_day >= ?", [Value::from(i64::from(day))]);
    }
    if let Some(day) = filter.until {
        conditions.add("event.first_day <= ?", [Value::from(i64::from(day))]);
    }
    if let Some(country) = filter.other_country {
        let there = "event.id IN (SELECT event FROM event_country WHERE country = ?)";
        conditions.add(there, [Value::from(country.to_string())]);
    }
    if let Some(story) = &filter.story {
        let Some((story, _)) = story::story(connection, story)? else { return Ok(None) };
        conditions.add(
            "event.id IN (SELECT report.event FROM story_article JOIN report ON report.article = story_article.article
                 WHERE story_article.story = ?)",
            [Value::from(story)],
        );
    }
    if let Some((first, last)) = filter.news_of {
        let (first, last) = (i64::from(first), i64::from(last));
        conditions.add(
            "event.first_day BETWEEN ? AND ? AND (event.first_day >= ? OR event.id IN
                 (SELECT report.event FROM article JOIN report ON report.article = article.id
                  WHERE article.replaced_by IS NULL AND article.published_at >= ? AND article.published_at < ?))",
            [first - FRESH, last, first, first * 1440, (last + 1) * 1440].map(Value::from),
        );
    }
    if let Some(reports) = filter.reports {
        conditions.add("event.n_reports >= ?", [Value::from(i64::from(reports))]);
    }
    if let Some(percent) = filter.confidence {
        // What was read as 0.9 is stored as a little less.
        conditions.add("round(event.confidence * 100) >= ?", [Value::from(i64::from(percent))]);
    }
    if let Some(moment) = &filter.changed_since {
        conditions.add(CHANGED.replace("{}", "event"), [Value::from(moment.clone())]);
    }
    if let Some(words) = &filter.words {
        let matching = "event.id IN (SELECT rowid FROM event_words WHERE event_words MATCH ?)";
        conditions.add(matching, [Value::from(match_expression(words))]);
    }
    if let Some(words) = &filter.said {
        // Who is named takes part in so few events that each can be looked at; else the words are looked for first.
        let said = if filter.who.is_some() {
            "EXISTS (SELECT 1 FROM report CROSS JOIN quote ON quote.article = report.article
                 CROSS JOIN profile AS speaker ON speaker.id = quote.profile
                 CROSS JOIN event_party ON event_party.event = report.event
                 CROSS JOIN profile AS party ON party.id = event_party.profile AND party.actor = speaker.actor
                 WHERE report.event = event.id AND quote.id IN (SELECT rowid FROM quote_words WHERE quote_words MATCH ?))"
        } else {
            "event.id IN (SELECT report.event FROM quote_words CROSS JOIN quote ON quote.id = quote_words.rowid
                 CROSS JOIN profile AS speaker ON speaker.id = quote.profile
                 CROSS JOIN report ON report.article = quote.article
                 CROSS JOIN event_party ON event_party.event = report.event
                 CROSS JOIN profile AS party ON party.id = event_party.profile AND party.actor = speaker.actor
                 WHERE quote_words MATCH ?)"
        };
        conditions.add(said, [Value::from(match_expression(words))]);
    }
    Ok(Some(conditions))
}

/// Returns the numbers of the events that meet conditions and have to do with the filter's country, as many as it asks for.
fn ids(connection: &Connection, filter: &Filter, mut conditions: Conditions, order: &str) -> Result<Vec<i64>> {
    let (mut from, mut order) = ("event".to_owned(), order.to_owned());
    if let Some(country) = filter.country {
        // Walking one country's events by day finds the first rows without sorting all of them.
        "event_country CROSS JOIN event ON event.id = event_country.event".clone_into(&mut from);
        order = order
            .replace("event.first_day DESC, event.id DESC", "event_country.first_day DESC, event_country.event DESC");
        conditions.add("event_country.country = ?", [Value::from(country.to_string())]);
    }
    let limit = filter.limit.map_or(String::new(), |limit| format!(" LIMIT {limit}"));
    let mut select = connection.prepare_cached(&format!(
        "SELECT event.id FROM {from} WHERE {} ORDER BY {order}{limit}",
        conditions.joined()
    ))?;
    let found = select.query_map(params_from_iter(conditions.values), |row| row.get(0))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// Returns an expression of the full-text index in which every word must stand, in any order; a phrase in quotation marks
/// as it is.
pub fn match_expression(words: &str) -> String {
    let mut terms = Vec::new();
    // SQLite ends an expression at its first zero.
    let words = words.replace('\0', " ");
    for (at, piece) in words.split('"').enumerate() {
        if at % 2 == 1 {
            terms.push(format!("\"{piece}\""));
        } else {
            // In marks of its own each word is a word, whatever signs it holds.
            terms.extend(piece.split_whitespace().map(|word| format!("\"{word}\"")));
        }
    }
    terms.retain(|term| term.chars().any(char::is_alphanumeric));
    if terms.is_empty() { "\"\"".to_owned() } else { terms.join(" ") }
}
