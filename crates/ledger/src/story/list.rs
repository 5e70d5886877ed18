//! The list of stories.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension as _, Row, params_from_iter};

use crate::calendar;
use crate::error::Result;
use crate::ledger::Ledger;
use crate::query::{Conditions, Filter, event_conditions, match_expression};

/// One story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryRow {
    /// The public name.
    pub id: String,
    /// The headline of its best article.
    pub title: String,
    /// The public name of that article.
    pub lead: String,
    /// The day of its first article, ISO 8601.
    pub first_day: String,
    /// The day of its last article, ISO 8601.
    pub last_day: String,
    /// Articles, copies too.
    pub n_articles: i64,
    /// Articles, of copies of one text only the first.
    pub n_reports: i64,
    /// Outlets.
    pub n_outlets: i64,
}

const COLUMNS: &str = "story.public, story.title, lead.public, story.first_day, story.last_day, story.n_articles,
    story.n_reports, story.n_outlets FROM story JOIN article AS lead ON lead.id = story.lead";

impl Ledger {
    /// Returns the stories that fit, those with the latest news first.
    ///
    /// A story fits a period if it has articles on both sides of its bounds or between them, and who takes part, country,
    /// kind and status if one of its events does.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn stories(&self, filter: &Filter) -> Result<Vec<StoryRow>> {
        stories(&self.connection, filter).map_err(|error| error.at(&self.path))
    }
}

/// Returns the stories that fit, those with the latest news first.
pub fn stories(connection: &Connection, filter: &Filter) -> Result<Vec<StoryRow>> {
    let mut conditions = Conditions::default();
    if let Some(day) = filter.since {
        conditions.add("story.last_day >= ?", [Value::from(i64::from(day))]);
    }
    if let Some(day) = filter.until {
        conditions.add("story.first_day <= ?", [Value::from(i64::from(day))]);
    }
    if let Some(words) = &filter.words {
        conditions.add(
            "story.id IN (SELECT story FROM story_article WHERE article IN
                 (SELECT rowid FROM article_words WHERE article_words MATCH ?))",
            [Value::from(match_expression(words))],
        );
    }
    for country in filter.country.iter().chain(&filter.other_country) {
        // The plus keeps SQLite from walking all events of the country for each story.
        conditions.add(
            "EXISTS (SELECT 1 FROM story_article JOIN report ON report.article = story_article.article
                 JOIN event_country ON event_country.event = report.event
                 WHERE story_article.story = story.id AND +event_country.country = ?)",
            [Value::from(country.to_string())],
        );
    }
    let of_events =
        Filter { since: None, until: None, words: None, country: None, other_country: None, ..filter.clone() };
    if of_events != (Filter { limit: filter.limit, ..Filter::default() }) {
        let Some(events) = event_conditions(connection, &of_events)? else { return Ok(Vec::new()) };
        let (text, values) = events.into_parts();
        conditions.add(
            format!(
                "story.id IN (SELECT story_article.story FROM event JOIN report ON report.event = event.id
                     JOIN story_article ON story_article.article = report.article WHERE {text})"
            ),
            values,
        );
    }
    let (text, values) = conditions.into_parts();
    let limit = filter.limit.map_or(String::new(), |limit| format!(" LIMIT {limit}"));
    let mut select = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} WHERE {text} ORDER BY story.last_day DESC, story.n_articles DESC, story.id DESC{limit}"
    ))?;
    let rows = select.query_map(params_from_iter(values), story_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Returns the story that a name leads to, with its row: the name of a story, or one that a story had before.
pub fn story(connection: &Connection, public: &str) -> Result<Option<(i64, StoryRow)>> {
    let mut select = connection.prepare_cached("SELECT story FROM story_article WHERE public = ?")?;
    let Some(id) = select.query_row([public], |row| row.get::<_, i64>(0)).optional()? else { return Ok(None) };
    let mut select = connection.prepare_cached(&format!("SELECT {COLUMNS} WHERE story.id = ?"))?;
    Ok(Some((id, select.query_row([id], story_row)?)))
}

fn story_row(row: &Row) -> rusqlite::Result<StoryRow> {
    let day = |at: usize| Ok::<_, rusqlite::Error>(calendar::date_of(row.get(at)?).to_string());
    Ok(StoryRow {
        id: row.get(0)?,
        title: row.get(1)?,
        lead: row.get(2)?,
        first_day: day(3)?,
        last_day: day(4)?,
        n_articles: row.get(5)?,
        n_reports: row.get(6)?,
        n_outlets: row.get(7)?,
    })
}
