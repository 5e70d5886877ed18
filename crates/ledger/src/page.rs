//! What a page tells besides the reporting, as it is stored: one JSON object without the fields that are missing.

use plenipo_record::{Article, LiveEntry, Post, Published, Span};
use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind, Result};

#[derive(Default, Deserialize, Serialize)]
#[serde(default)]
struct Page {
    #[serde(skip_serializing_if = "Option::is_none")]
    modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    canonical: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reading_minutes: Option<u16>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    posts: Vec<StoredPost>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    live: Vec<StoredEntry>,
}

#[derive(Deserialize, Serialize)]
struct StoredPost {
    author: Option<String>,
    handle: Option<String>,
    link: Option<String>,
    start: usize,
    end: usize,
}

#[derive(Deserialize, Serialize)]
struct StoredEntry {
    published: Option<String>,
    title: Option<String>,
    start: usize,
    end: usize,
}

/// Writes what the page of an article tells.
pub fn write(article: &Article) -> String {
    let page = Page {
        modified: article.modified.map(|modified| modified.to_string()),
        language: article.language.clone(),
        section: article.section.clone(),
        canonical: article.canonical.clone(),
        reading_minutes: article.reading_minutes,
        posts: article.posts.iter().map(stored_post).collect(),
        live: article.live.iter().map(stored_entry).collect(),
    };
    serde_json::to_string(&page).expect("text and numbers always serialise")
}

/// Reads into an article what its page told.
pub fn read(stored: &str, article: &mut Article) -> Result<()> {
    let page: Page = serde_json::from_str(stored)?;
    article.modified = page.modified.as_deref().map(published).transpose()?;
    article.language = page.language;
    article.section = page.section;
    article.canonical = page.canonical;
    article.reading_minutes = page.reading_minutes;
    article.posts = page.posts.into_iter().map(post).collect();
    article.live = page.live.into_iter().map(entry).collect::<Result<_>>()?;
    Ok(())
}

fn stored_post(post: &Post) -> StoredPost {
    let Post { author, handle, link, span } = post.clone();
    StoredPost { author, handle, link, start: span.start, end: span.end }
}

fn post(stored: StoredPost) -> Post {
    let StoredPost { author, handle, link, start, end } = stored;
    Post { author, handle, link, span: Span { start, end } }
}

fn stored_entry(entry: &LiveEntry) -> StoredEntry {
    let published = entry.published.map(|published| published.to_string());
    StoredEntry { published, title: entry.title.clone(), start: entry.span.start, end: entry.span.end }
}

fn entry(stored: StoredEntry) -> Result<LiveEntry> {
    let StoredEntry { published: told, title, start, end } = stored;
    let told = told.as_deref().map(published).transpose()?;
    Ok(LiveEntry { published: told, title, span: Span { start, end } })
}

/// Parses what [`Published`] writes.
pub fn published(stored: &str) -> Result<Published> {
    stored.parse().map_err(|_| Error::new(ErrorKind::Damaged(format!("stored publication time `{stored}` is none"))))
}
