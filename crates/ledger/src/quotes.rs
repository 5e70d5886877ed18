//! Lists of quotations.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::error::Result;
use crate::query::{CHANGED, Conditions, Filter, Party, match_expression, party_of};
use crate::who::profiles;
use crate::{story, words};

/// One quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteRow {
    /// The public name.
    pub id: String,
    /// Who spoke.
    pub speaker: Option<Party>,
    /// Direct or partial.
    pub kind: String,
    /// Where it was said.
    pub medium: Option<String>,
    /// The day on which it was said.
    pub said: Option<String>,
    /// The words.
    pub text: String,
    /// Where they begin in the article's text.
    pub start: usize,
    /// The public name of the article.
    pub article: String,
    /// The outlet.
    pub outlet: Option<String>,
    /// The name of the input.
    pub name: String,
    /// When the article was published, ISO 8601 as far as known.
    pub published: Option<String>,
}

/// Returns the quotations that fit, the latest first.
pub fn quotes(connection: &Connection, filter: &Filter) -> Result<Vec<QuoteRow>> {
    let Some(conditions) = quote_conditions(connection, filter)? else { return Ok(Vec::new()) };
    select_quotes(connection, conditions, filter.limit)
}

/// Returns the conditions on quotations and the profiles of their speakers; `None` where the filter names somebody or
/// something that nobody knows.
pub fn quote_conditions(connection: &Connection, filter: &Filter) -> Result<Option<Conditions>> {
    let mut conditions = Conditions::default();
    if let Some(name) = &filter.who {
        let Some(profiles) = profiles(connection, name)? else { return Ok(None) };
        conditions.add(format!("quote.profile IN ({profiles})"), []);
    }
    match (filter.country, filter.other_country) {
        (Some(one), Some(other)) => {
            // Of two countries: their people, where an article tells of both.
            let both = [one, other, one, other].map(|country| Value::from(country.to_string()));
            conditions.add(
                "profile.country IN (?, ?) AND quote.article IN (SELECT report.article FROM event_country AS one
                     JOIN event_country AS other ON other.event = one.event JOIN report ON report.event = one.event
                     WHERE one.country = ? AND +other.country = ?)",
                both,
            );
        }
        (Some(country), None) => conditions.add("profile.country = ?", [Value::from(country.to_string())]),
        (None, _) => {}
    }
    if let Some(story) = &filter.story {
        let Some((story, _)) = story::story(connection, story)? else { return Ok(None) };
        let told = "quote.article IN (SELECT article FROM story_article WHERE story = ?)";
        conditions.add(told, [Value::from(story)]);
    }
    if let Some((first, last)) = filter.news_of {
        conditions.add("quote.first_day BETWEEN ? AND ?", [first, last].map(|day| Value::from(i64::from(day))));
    }
    if let Some(day) = filter.since {
        conditions.add("quote.first_day >= ?", [Value::from(i64::from(day))]);
    }
    if let Some(day) = filter.until {
        conditions.add("quote.first_day <= ?", [Value::from(i64::from(day))]);
    }
    if let Some(moment) = &filter.changed_since {
        conditions.add(CHANGED.replace("{}", "quote"), [Value::from(moment.clone())]);
    }
    for words in filter.words.iter().chain(&filter.said) {
        let matching = "quote.id IN (SELECT rowid FROM quote_words WHERE quote_words MATCH ?)";
        conditions.add(matching, [Value::from(match_expression(words))]);
    }
    Ok(Some(conditions))
}

/// Returns the quotation of a row.
pub fn quote(connection: &Connection, id: i64) -> Result<Option<QuoteRow>> {
    let mut conditions = Conditions::default();
    conditions.add("quote.id = ?", [Value::from(id)]);
    Ok(select_quotes(connection, conditions, None)?.pop())
}

fn select_quotes(connection: &Connection, conditions: Conditions, limit: Option<usize>) -> Result<Vec<QuoteRow>> {
    let limit = limit.map_or(String::new(), |limit| format!(" LIMIT {limit}"));
    let mut select = connection.prepare_cached(&format!(
        "SELECT actor.public, actor.kind, actor.name, actor.country, quote.public, quote.kind, quote.medium, quote.said,
             quote.pieces, article.text, article.public, article.outlet, article.name, article.published
         FROM quote JOIN article ON article.id = quote.article
         LEFT JOIN profile ON profile.id = quote.profile LEFT JOIN actor ON actor.id = profile.actor
         WHERE {} ORDER BY quote.first_day DESC, quote.id DESC{limit}",
        conditions.joined()
    ))?;
    let mut rows = select.query(params_from_iter(conditions.values))?;
    let mut quotes = Vec::new();
    while let Some(row) = rows.next()? {
        let pieces = words::spans(&row.get::<_, String>(8)?)?;
        let text = row.get_ref(9)?.as_str().unwrap_or_default();
        let start = pieces.first().map_or(0, |piece| piece.start);
        let pieces: Vec<&str> = pieces.iter().filter_map(|piece| text.get(piece.range())).collect();
        quotes.push(QuoteRow {
            id: row.get(4)?,
            speaker: row.get::<_, Option<String>>(0)?.is_some().then(|| party_of(row)).transpose()?,
            kind: row.get(5)?,
            medium: row.get(6)?,
            said: row.get(7)?,
            text: pieces.join(" "),
            start,
            article: row.get(10)?,
            outlet: row.get(11)?,
            name: row.get(12)?,
            published: row.get(13)?,
        });
    }
    Ok(quotes)
}
