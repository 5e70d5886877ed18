//! One story with all that it is made of.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::list::StoryRow;
use crate::brief::{self, Brief, BriefRequest};
use crate::calendar;
use crate::error::Result;
use crate::load;
use crate::query::Filter;

/// How many words a person reads in a minute.
const WORDS_A_MINUTE: usize = 220;

/// A story with its articles and what they amount to.
#[derive(Clone, Debug, PartialEq)]
pub struct StoryView {
    /// The story.
    pub story: StoryRow,
    /// Headline, summary, key points, who met whom, what was said, disagreements, what comes next.
    pub brief: Brief,
    /// The articles, the earliest first.
    pub articles: Vec<StoryArticle>,
    /// The public names of events that were told for the first time on the last day, if the story has several days.
    pub new_events: Vec<String>,
    /// How long it takes to read all articles, copies once.
    pub reading_minutes: usize,
}

/// An article of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryArticle {
    /// The public name.
    pub id: String,
    /// The name of the input.
    pub name: String,
    /// The headline.
    pub title: Option<String>,
    /// The outlet.
    pub outlet: Option<String>,
    /// The language, as the page tells it.
    pub language: Option<String>,
    /// The day, ISO 8601.
    pub day: String,
    /// The public name of the article of which this one is a copy.
    pub copy_of: Option<String>,
    /// The public name of the earlier article that it is most like; none for the first of the story.
    pub follows: Option<String>,
}

/// Returns a story as a whole.
pub fn view(connection: &Connection, id: i64, story: StoryRow) -> Result<StoryView> {
    let mut select = connection.prepare_cached(
        "SELECT article.id, article.public, article.name, article.title, article.outlet, story_article.day,
             original.public, parent.public
         FROM story_article JOIN article ON article.id = story_article.article
         LEFT JOIN article AS original ON original.id = article.copy_of AND original.id <> article.id
         LEFT JOIN article AS parent ON parent.id = story_article.parent
         WHERE story_article.story = ? ORDER BY story_article.published, story_article.public",
    )?;
    let mut rows = select.query([id])?;
    let (mut articles, mut words, mut last) = (Vec::new(), 0, i32::MIN);
    while let Some(row) = rows.next()? {
        let article = load::article(connection, row.get(0)?)?;
        let copy_of: Option<String> = row.get(6)?;
        if copy_of.is_none() {
            words += article.paragraphs().flat_map(|span| span.slice(&article.text).split_whitespace()).count();
        }
        let day: i32 = row.get(5)?;
        last = last.max(day);
        articles.push(StoryArticle {
            id: row.get(1)?,
            name: row.get(2)?,
            title: row.get(3)?,
            outlet: row.get(4)?,
            language: article.language,
            day: calendar::date_of(day).to_string(),
            copy_of,
            follows: row.get(7)?,
        });
    }
    let filter = Filter { story: Some(story.id.clone()), ..Filter::default() };
    Ok(StoryView {
        brief: brief::assemble(connection, &BriefRequest { filter, today: last })?,
        new_events: if story.first_day < story.last_day { new_events(connection, id, last)? } else { Vec::new() },
        articles,
        reading_minutes: words.div_ceil(WORDS_A_MINUTE),
        story,
    })
}

/// Returns the events of a story that no article told before a day.
fn new_events(connection: &Connection, story: i64, day: i32) -> Result<Vec<String>> {
    let mut select = connection.prepare_cached(
        "SELECT event.public FROM story_article JOIN report ON report.article = story_article.article
         JOIN event ON event.id = report.event JOIN report AS told ON told.event = event.id
         JOIN story_article AS teller ON teller.article = told.article
         WHERE story_article.story = ? AND event.rejected = 0
         GROUP BY event.id HAVING min(teller.day) >= ? ORDER BY event.public",
    )?;
    let new = select.query_map((story, day), |row| row.get(0))?.collect::<rusqlite::Result<BTreeSet<String>>>()?;
    Ok(new.into_iter().collect())
}
