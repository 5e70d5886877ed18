//! Lists of what the record holds: filters in, rows out.

use plenipo_record::{ActorKind, CountryCode, EventKind, Status, When};
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use crate::error::Result;
use crate::who::profiles;
use crate::{story, words};

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

/// An actor in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The public name.
    pub id: String,
    /// What the actor is.
    pub kind: ActorKind,
    /// What to call the actor.
    pub name: String,
    /// The country that the actor is, represents or belongs to.
    pub country: Option<String>,
}

/// One event of the record.
#[derive(Clone, Debug, PartialEq)]
pub struct EventRow {
    /// The public name.
    pub id: String,
    /// What kind of event it is.
    pub kind: EventKind,
    /// How far it has come.
    pub status: Status,
    /// The first day, ISO 8601 as far as known.
    pub start: Option<String>,
    /// The last day.
    pub end: Option<String>,
    /// The place.
    pub place: Option<String>,
    /// The country of the place.
    pub country: Option<String>,
    /// Topics.
    pub what: Vec<String>,
    /// The acting side.
    pub by: Vec<Party>,
    /// The other side.
    pub with: Vec<Party>,
    /// The sentence that tells it.
    pub summary: String,
    /// Independent reports: copies count once.
    pub n_reports: i64,
    /// Outlets, those with copies too.
    pub n_outlets: i64,
    /// How sure the reader is, 0 to 1.
    pub confidence: Option<f64>,
}

impl EventRow {
    /// Returns the days, if any are told.
    pub fn when(&self) -> Option<When> {
        words::when(self.start.as_deref(), self.end.as_deref()).ok().flatten()
    }
}

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
    select_events(connection, filter.country, conditions, "event.first_day DESC, event.id DESC", filter.limit)
}

/// Returns what is planned for `today` or later, the nearest first.
pub fn upcoming(connection: &Connection, filter: &Filter, today: i32) -> Result<Vec<EventRow>> {
    let Some(mut conditions) = event_conditions(connection, filter)? else { return Ok(Vec::new()) };
    conditions.add("event.status IN ('planned', 'proposed') AND event.last_day >= ?", [Value::from(i64::from(today))]);
    select_events(connection, filter.country, conditions, "event.last_day, event.first_day, event.id", filter.limit)
}

/// Returns what fits and does not end before `today`, the nearest first.
pub fn not_over(connection: &Connection, filter: &Filter, today: i32) -> Result<Vec<EventRow>> {
    let Some(mut conditions) = event_conditions(connection, filter)? else { return Ok(Vec::new()) };
    conditions.add("event.last_day >= ?", [Value::from(i64::from(today))]);
    select_events(connection, filter.country, conditions, "event.last_day, event.first_day, event.id", filter.limit)
}

/// Returns plans whose last day is over and of which no report tells what became of them, the latest first.
pub fn overdue(connection: &Connection, filter: &Filter, today: i32) -> Result<Vec<EventRow>> {
    let Some(mut conditions) = event_conditions(connection, filter)? else { return Ok(Vec::new()) };
    conditions.add("event.status IN ('planned', 'proposed') AND event.last_day < ?", [Value::from(i64::from(today))]);
    select_events(connection, filter.country, conditions, "event.last_day DESC, event.id DESC", filter.limit)
}

/// Returns the event with a public name.
pub fn event(connection: &Connection, id: i64) -> Result<Option<EventRow>> {
    let mut conditions = Conditions::default();
    conditions.add("event.id = ?", [Value::from(id)]);
    Ok(select_events(connection, None, conditions, "event.id", None)?.pop())
}

/// Returns the conditions on events, but for the country; `None` where the filter names somebody whom nobody knows.
pub fn event_conditions(connection: &Connection, filter: &Filter) -> Result<Option<Conditions>> {
    let mut conditions = Conditions::default();
    conditions.add("event.rejected = 0", []);
    for name in filter.who.iter().chain(&filter.with) {
        let Some(profiles) = profiles(connection, name)? else { return Ok(None) };
        conditions.add(format!("event.id IN (SELECT event FROM event_party WHERE profile IN ({profiles}))"), []);
    }
    conditions.any_of("event.kind", filter.kinds.iter().map(|kind| kind.as_str()));
    // The plus keeps from walking all events of a status where a list is wanted by day.
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

fn select_events(
    connection: &Connection,
    country: Option<CountryCode>,
    mut conditions: Conditions,
    order: &str,
    limit: Option<usize>,
) -> Result<Vec<EventRow>> {
    let (mut from, mut order) = ("event".to_owned(), order.to_owned());
    if let Some(country) = country {
        // Walking one country's events by day finds the first rows without sorting all of them.
        "event_country CROSS JOIN event ON event.id = event_country.event".clone_into(&mut from);
        order = order
            .replace("event.first_day DESC, event.id DESC", "event_country.first_day DESC, event_country.event DESC");
        conditions.add("event_country.country = ?", [Value::from(country.to_string())]);
    }
    let limit = limit.map_or(String::new(), |limit| format!(" LIMIT {limit}"));
    let mut select = connection.prepare_cached(&format!(
        "SELECT event.id, event.public, event.kind, event.status, event.start, event.end, event.place, event.country,
             event.what, event.summary, event.n_reports, event.n_outlets, event.confidence
         FROM {from} WHERE {} ORDER BY {order}{limit}",
        conditions.joined()
    ))?;
    let mut rows = select.query(params_from_iter(conditions.values))?;
    let mut events = Vec::new();
    while let Some(row) = rows.next()? {
        let event: i64 = row.get(0)?;
        events.push(EventRow {
            id: row.get(1)?,
            kind: words::event_kind(&row.get::<_, String>(2)?)?,
            status: words::status(&row.get::<_, String>(3)?)?,
            start: row.get(4)?,
            end: row.get(5)?,
            place: row.get(6)?,
            country: row.get(7)?,
            what: words::texts(&row.get::<_, String>(8)?)?,
            by: parties(connection, event, "by")?,
            with: parties(connection, event, "with")?,
            summary: row.get(9)?,
            n_reports: row.get(10)?,
            n_outlets: row.get(11)?,
            confidence: row.get(12)?,
        });
    }
    Ok(events)
}

fn parties(connection: &Connection, event: i64, side: &str) -> Result<Vec<Party>> {
    let mut select = connection.prepare_cached(
        "SELECT actor.public, actor.kind, actor.name, actor.country FROM event_party
         JOIN profile ON profile.id = event_party.profile JOIN actor ON actor.id = profile.actor
         WHERE event_party.event = ? AND event_party.side = ? ORDER BY event_party.ordinal",
    )?;
    let rows = select.query_map((event, side), party_of)?;
    let mut parties: Vec<Party> = Vec::new();
    for party in rows {
        let party = party?;
        // Two profiles that were found to be one actor since.
        if !parties.contains(&party) {
            parties.push(party);
        }
    }
    Ok(parties)
}

/// Reads a party from the first four columns of a row: public name, kind, name, country.
pub fn party_of(row: &Row) -> rusqlite::Result<Party> {
    Ok(Party { id: row.get(0)?, kind: kind_of(row, 1)?, name: row.get(2)?, country: row.get(3)? })
}

/// Reads what an actor is from a column.
pub fn kind_of(row: &Row, at: usize) -> rusqlite::Result<ActorKind> {
    let damaged = |error| rusqlite::Error::FromSqlConversionFailure(at, rusqlite::types::Type::Text, Box::new(error));
    words::actor_kind(&row.get::<_, String>(at)?).map_err(damaged)
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
