//! What is told of a story as a whole: a function of its articles.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use rusqlite::{Connection, params};

use crate::error::Result;

/// An article as far as its story's title and figures depend on it.
struct Member {
    article: i64,
    copy_of: i64,
    day: i64,
    title: Option<String>,
    outlet: Option<String>,
    /// How many reports there are of the event that the article tells first.
    told_by: i64,
}

/// Writes the figures and the title of a story, or removes it if nothing is left of it.
pub fn write(connection: &Connection, story: i64) -> Result<()> {
    let members = members(connection, story)?;
    let (Some(first), Some(last)) = (members.first(), members.iter().map(|member| member.day).max()) else {
        connection.prepare_cached("DELETE FROM story WHERE id = ?")?.execute([story])?;
        return Ok(());
    };
    let lead = lead(&members).unwrap_or(first);
    let title = match &lead.title {
        Some(title) => title.clone(),
        None => untitled(connection, lead.article)?,
    };
    let reports: BTreeSet<i64> = members.iter().map(|member| member.copy_of).collect();
    let outlets: BTreeSet<&str> = members.iter().map(|member| member.outlet.as_deref().unwrap_or("")).collect();
    connection
        .prepare_cached(
            "UPDATE story SET lead = ?, title = ?, first_day = ?, last_day = ?, n_articles = ?, n_reports = ?,
                 n_outlets = ? WHERE id = ?",
        )?
        .execute(params![
            lead.article,
            title,
            first.day,
            last,
            members.len() as i64,
            reports.len() as i64,
            outlets.len() as i64,
            story,
        ])?;
    Ok(())
}

/// The article that tells first what most tell, of equals the earliest; an original before its copies.
fn lead(members: &[Member]) -> Option<&Member> {
    let titled = members.iter().enumerate().filter(|(_, member)| member.title.is_some());
    titled
        .max_by_key(|(at, member)| (member.copy_of == member.article, member.told_by, Reverse(*at)))
        .map(|(_, member)| member)
}

/// The articles of a story, the earliest first.
fn members(connection: &Connection, story: i64) -> Result<Vec<Member>> {
    let mut select = connection.prepare_cached(
        "SELECT article.id, article.copy_of, story_article.day, article.title, article.outlet,
             coalesce((SELECT event.n_reports FROM report JOIN event ON event.id = report.event
                       WHERE report.article = article.id ORDER BY report.ordinal LIMIT 1), 0)
         FROM story_article JOIN article ON article.id = story_article.article
         WHERE story_article.story = ? ORDER BY story_article.published, story_article.public",
    )?;
    let members = select.query_map([story], |row| {
        Ok(Member {
            article: row.get(0)?,
            copy_of: row.get(1)?,
            day: row.get(2)?,
            title: row.get(3)?,
            outlet: row.get(4)?,
            told_by: row.get(5)?,
        })
    })?;
    Ok(members.collect::<rusqlite::Result<_>>()?)
}

/// What an article without a headline says first of all, or else what its input is called.
fn untitled(connection: &Connection, article: i64) -> Result<String> {
    let mut select = connection.prepare_cached(
        "SELECT coalesce((SELECT event.summary FROM report JOIN event ON event.id = report.event
             WHERE report.article = article.id ORDER BY report.ordinal LIMIT 1), name) FROM article WHERE id = ?",
    )?;
    Ok(select.query_row([article], |row| row.get(0))?)
}
