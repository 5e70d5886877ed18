//! The list of stories, those with the latest news first.

use maud::{Markup, html};
use plenipo_exchange::phrase::count;
use plenipo_ledger::{Filter, StoryRow};
use schemars::JsonSchema;
use serde::Serialize;

use crate::asked::Asked;
use crate::format::{Entry, Table};
use crate::refusal::Refusal;
use crate::route::{Rows, View};
use crate::view::day_told;

/// How many stories the page shows.
const ROWS: usize = 100;

/// What the page shows.
#[derive(Serialize, JsonSchema)]
pub struct StoriesPage {
    /// The stories.
    stories: Vec<StoryLine>,
}

/// A story in a list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StoryLine {
    /// The public name.
    pub id: String,
    /// Its page.
    pub address: String,
    /// The headline of its best article.
    pub title: String,
    /// The day of its first article.
    pub first_day: String,
    /// The day of its last article.
    pub last_day: String,
    /// Articles, copies too.
    pub n_articles: i64,
    /// Articles, of copies of one text only the first.
    pub n_reports: i64,
    /// Outlets.
    pub n_outlets: i64,
}

impl From<StoryRow> for StoryLine {
    fn from(row: StoryRow) -> Self {
        StoryLine {
            address: format!("/story/{}", row.id),
            id: row.id,
            title: row.title,
            first_day: row.first_day,
            last_day: row.last_day,
            n_articles: row.n_articles,
            n_reports: row.n_reports,
            n_outlets: row.n_outlets,
        }
    }
}

impl StoryLine {
    /// Tells over which days and in how many articles it runs.
    pub fn extent(&self) -> String {
        let days = if self.first_day == self.last_day {
            day_told(&self.first_day)
        } else {
            format!("{} to {}", day_told(&self.first_day), day_told(&self.last_day))
        };
        let articles = count(self.n_articles, "article", "articles");
        format!("{days}, {articles} in {}", count(self.n_outlets, "outlet", "outlets"))
    }
}

/// Writes stories, one below the other.
pub fn story_list<'a>(stories: impl IntoIterator<Item = &'a StoryLine>) -> Markup {
    html! {
        ol.events {
            @for story in stories {
                li {
                    p.what { a.title href=(story.address) { (story.title) } }
                    p.note { (story.extent()) }
                }
            }
        }
    }
}

/// Asks the ledger.
pub fn load(asked: &Asked) -> Result<StoriesPage, Refusal> {
    let stories = asked.ledger.stories(&Filter { limit: Some(ROWS), ..Filter::default() })?;
    Ok(StoriesPage { stories: stories.into_iter().map(StoryLine::from).collect() })
}

impl View for StoriesPage {
    fn title(&self) -> String {
        "Stories".to_owned()
    }

    fn body(&self) -> Markup {
        html! {
            p { "Articles over days that tell of one thing." }
            @if self.stories.is_empty() { p.none { "The record has no stories yet." } }
            (story_list(&self.stories))
        }
    }
}

impl Rows for StoriesPage {
    fn table(&self) -> Table {
        story_table(&self.stories)
    }

    fn entries(&self) -> Vec<Entry> {
        self.stories.iter().map(entry).collect()
    }
}

/// Writes stories as a table.
pub fn story_table(stories: &[StoryLine]) -> Table {
    let row = |story: &StoryLine| {
        vec![
            story.id.clone(),
            story.title.clone(),
            story.first_day.clone(),
            story.last_day.clone(),
            story.n_articles.to_string(),
            story.n_reports.to_string(),
            story.n_outlets.to_string(),
        ]
    };
    let heads = vec!["id", "title", "first_day", "last_day", "n_articles", "n_reports", "n_outlets"];
    Table { heads, rows: stories.iter().map(row).collect() }
}

fn entry(story: &StoryLine) -> Entry {
    Entry {
        address: story.address.clone(),
        title: story.title.clone(),
        summary: story.extent(),
        day: Some(story.last_day.clone()),
    }
}
