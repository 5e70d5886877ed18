//! The whole record as text, to compare two ledgers: equal records give equal lines, whatever the rows are numbered.

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::error::Result;

/// What is compared. Rows are told by public names; when something was fetched does not count.
const QUERIES: [(&str, &str); 10] = [
    (
        "article",
        "SELECT article.public, article.digest, article.name, article.address, article.revision, now.public,
             original.digest
         FROM article LEFT JOIN article AS now ON now.id = article.replaced_by
         JOIN article AS original ON original.id = article.copy_of",
    ),
    (
        "event",
        "SELECT public, kind, status, start, end, first_day, last_day, place, country, what, summary, n_reports,
             n_outlets, confidence, rejected, countries,
             (SELECT group_concat(name, ' ' ORDER BY name) FROM outlet
              WHERE id IN (SELECT value FROM json_each(event.outlets)))
         FROM event",
    ),
    (
        "report",
        "SELECT report.public, event.public, article.digest, report.ordinal, report.kind, report.status, report.start,
             report.end, report.place, report.country, report.what, report.evidence
         FROM report JOIN article ON article.id = report.article LEFT JOIN event ON event.id = report.event",
    ),
    (
        "party",
        "SELECT event.public, event_party.side, event_party.ordinal, profile.public, actor.public, actor.name
         FROM event_party JOIN event ON event.id = event_party.event
         JOIN profile ON profile.id = event_party.profile JOIN actor ON actor.id = profile.actor",
    ),
    (
        "change",
        "SELECT event.public, change.ordinal, change.change, change.day, change.planned, report.public
         FROM change JOIN event ON event.id = change.event JOIN report ON report.id = change.report",
    ),
    (
        "disagreement",
        "SELECT event.public, disagreement.field, disagreement.value, report.public
         FROM disagreement JOIN event ON event.id = disagreement.event JOIN report ON report.id = disagreement.report",
    ),
    (
        "quote",
        "SELECT quote.public, article.digest, profile.public, quote.kind, quote.medium, quote.said, quote.pieces
         FROM quote JOIN article ON article.id = quote.article LEFT JOIN profile ON profile.id = quote.profile",
    ),
    (
        "story",
        "SELECT story.public, root.digest, lead.digest, story.title, first_day, last_day, n_articles, n_reports, n_outlets
         FROM story JOIN article AS root ON root.id = story.root JOIN article AS lead ON lead.id = story.lead",
    ),
    (
        "story_article",
        "SELECT article.digest, story_article.public, story.public, parent.digest, likeness,
             story_article.published, day, weight
         FROM story_article JOIN article ON article.id = story_article.article
         JOIN story ON story.id = story_article.story LEFT JOIN article AS parent ON parent.id = story_article.parent",
    ),
    (
        "actor",
        "SELECT profile.public, profile.kind, profile.name, actor.public, actor.name, actor.country
         FROM profile JOIN actor ON actor.id = profile.actor",
    ),
];

/// Returns the record as sorted lines.
pub fn dump(connection: &Connection) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    for (name, query) in QUERIES {
        let mut select = connection.prepare(query)?;
        let columns = select.column_count();
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let mut line = name.to_owned();
            for column in 0..columns {
                line.push('\t');
                match row.get_ref(column)? {
                    ValueRef::Null => line.push('-'),
                    ValueRef::Integer(number) => line.push_str(&number.to_string()),
                    ValueRef::Real(number) => line.push_str(&number.to_string()),
                    ValueRef::Text(text) | ValueRef::Blob(text) => {
                        line.push_str(&String::from_utf8_lossy(text).replace(['\t', '\n'], " "));
                    }
                }
            }
            lines.push(line);
        }
    }
    lines.sort_unstable();
    Ok(lines)
}
