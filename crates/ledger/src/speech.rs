//! What was said: quotations and reported speech, filters in, rows out.

use plenipo_record::{CountryCode, Span};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::error::Result;
use crate::ledger::Ledger;
use crate::listing::{Cursor, Listed, NO_BOUND, cut};
use crate::query::{CHANGED, Conditions, Filter, match_expression};
use crate::row::{Party, party_of};
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

/// How words of somebody reach the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wording {
    /// Between marks, as they were said.
    Quoted,
    /// In the words of the article.
    Reported,
}

/// Words of somebody, with the head of their article.
#[derive(Clone, Debug)]
pub struct Speech {
    /// The words. Reported speech has the kind `reported`, and for a public name that of its article and its place there.
    pub quote: QuoteRow,
    /// The headline of the article.
    pub title: Option<String>,
}

impl Wording {
    /// Both, in the order in which they stand in a list of one day.
    const ALL: [Wording; 2] = [Wording::Quoted, Wording::Reported];

    fn table(self) -> &'static str {
        match self {
            Wording::Quoted => "quote",
            Wording::Reported => "statement",
        }
    }

    fn index(self) -> &'static str {
        match self {
            Wording::Quoted => "quote_words",
            Wording::Reported => "statement_words",
        }
    }

    /// The public name, the kind and the pieces of the text.
    fn columns(self) -> &'static str {
        match self {
            Wording::Quoted => "speech.public, speech.kind, speech.pieces",
            Wording::Reported => "NULL, 'reported', speech.content",
        }
    }
}

impl Ledger {
    /// Returns one part of a list of quotations, the latest first.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn quote_list(&self, filter: &Filter, after: Option<Cursor>) -> Result<Listed<Speech>> {
        self.speech_list(filter, Some(Wording::Quoted), after)
    }

    /// Returns one part of a list of what was said, in one wording or in both, the latest first.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn speech_list(
        &self,
        filter: &Filter,
        wording: Option<Wording>,
        after: Option<Cursor>,
    ) -> Result<Listed<Speech>> {
        speech_list(&self.connection, filter, wording, after).map_err(|error| error.at(&self.path))
    }
}

/// Returns the quotations that fit, the latest first.
pub fn quotes(connection: &Connection, filter: &Filter) -> Result<Vec<QuoteRow>> {
    let list = speech_list(connection, filter, Some(Wording::Quoted), None)?;
    Ok(list.rows.into_iter().map(|speech| speech.quote).collect())
}

fn speech_list(
    connection: &Connection,
    filter: &Filter,
    wording: Option<Wording>,
    after: Option<Cursor>,
) -> Result<Listed<Speech>> {
    let limit = filter.limit.unwrap_or(NO_BOUND);
    let mut found = Vec::new();
    for one in Wording::ALL.into_iter().filter(|one| wording.is_none_or(|wording| wording == *one)) {
        let Some(mut conditions) = conditions(connection, filter, one)? else { continue };
        if let Some(after) = after {
            go_on(&mut conditions, one, after);
        }
        conditions.values.push(Value::from(limit as i64 + 1));
        let mut select = connection.prepare_cached(&format!(
            "SELECT speech.id, speech.first_day FROM {} AS speech LEFT JOIN profile ON profile.id = speech.profile
             LEFT JOIN actor ON actor.id = profile.actor
             WHERE {} ORDER BY speech.first_day DESC, speech.id DESC LIMIT ?",
            one.table(),
            conditions.joined()
        ))?;
        let rows = select.query_map(params_from_iter(conditions.values), |row| {
            Ok(Cursor { row: row.get(0)?, day: row.get(1)?, is_reported: one == Wording::Reported })
        })?;
        found.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
    }
    // Each list is in order already; of one day quotations come first.
    found.sort_by_key(|at| (std::cmp::Reverse(at.day), at.is_reported, std::cmp::Reverse(at.row)));
    let (found, next) = cut(found, limit);
    let wording = |at: &Cursor| if at.is_reported { Wording::Reported } else { Wording::Quoted };
    let speech = |at: &Cursor| one(connection, wording(at), at.row);
    let rows = found.iter().filter_map(|at| speech(at).transpose()).collect::<Result<_>>()?;
    Ok(Listed { rows, next })
}

/// Lets a list of one wording go on behind a row of either.
fn go_on(conditions: &mut Conditions, wording: Wording, after: Cursor) {
    let own = after.is_reported == (wording == Wording::Reported);
    // Behind a quotation all reported speech of its day is to come; behind reported speech no quotation of its day is.
    let rest_of_day = match (own, wording) {
        (true, _) => "speech.id < ?",
        (false, Wording::Reported) => "? IS NOT NULL",
        (false, Wording::Quoted) => "? IS NULL",
    };
    match after.day {
        Some(day) => conditions.add(
            format!("(speech.first_day <= ? AND (speech.first_day < ? OR {rest_of_day}) OR speech.first_day IS NULL)"),
            [day, day, after.row].map(Value::from),
        ),
        None => conditions.add(format!("speech.first_day IS NULL AND {rest_of_day}"), [Value::from(after.row)]),
    }
}

/// Returns the conditions on what was said and on the profiles of the speakers; `None` where the filter names somebody or
/// something that nobody knows.
fn conditions(connection: &Connection, filter: &Filter, wording: Wording) -> Result<Option<Conditions>> {
    let mut conditions = Conditions::default();
    if let Some(name) = &filter.who {
        let Some(profiles) = profiles(connection, name)? else { return Ok(None) };
        conditions.add(format!("speech.profile IN ({profiles})"), []);
    }
    match (filter.country, filter.other_country) {
        (Some(one), Some(other)) => {
            // Of two countries: their people, where an article tells of both.
            let both = [one, other, one, other].map(|country| Value::from(country.to_string()));
            conditions.add(
                "coalesce(profile.country, actor.country) IN (?, ?) AND speech.article IN (SELECT report.article FROM event_country AS one
                     JOIN event_country AS other ON other.event = one.event JOIN report ON report.event = one.event
                     WHERE one.country = ? AND +other.country = ?)",
                both,
            );
        }
        (Some(country), None) => {
            let (speakers, are_few) = speakers(connection, country)?;
            // The plus keeps from gathering and sorting all that they said.
            let plus = if are_few { "" } else { "+" };
            let said_by = format!("{plus}speech.profile IN (SELECT value FROM json_each(?))");
            conditions.add(said_by, [Value::from(speakers)]);
        }
        (None, _) => {}
    }
    if let Some(story) = &filter.story {
        let Some((story, _)) = story::story(connection, story)? else { return Ok(None) };
        let told = "speech.article IN (SELECT article FROM story_article WHERE story = ?)";
        conditions.add(told, [Value::from(story)]);
    }
    if let Some((first, last)) = filter.news_of {
        conditions.add("speech.first_day BETWEEN ? AND ?", [first, last].map(|day| Value::from(i64::from(day))));
    }
    if let Some(day) = filter.since {
        conditions.add("speech.first_day >= ?", [Value::from(i64::from(day))]);
    }
    if let Some(day) = filter.until {
        conditions.add("speech.first_day <= ?", [Value::from(i64::from(day))]);
    }
    if let Some(moment) = &filter.changed_since {
        match wording {
            Wording::Quoted => conditions.add(CHANGED.replace("{}", "speech"), [Value::from(moment.clone())]),
            // Reported speech has no name of its own by which to ask what became of it.
            Wording::Reported => return Ok(None),
        }
    }
    let index = wording.index();
    for words in filter.words.iter().chain(&filter.said) {
        let matching = format!("speech.id IN (SELECT rowid FROM {index} WHERE {index} MATCH ?)");
        conditions.add(matching, [Value::from(match_expression(words))]);
    }
    Ok(Some(conditions))
}

/// Who is named in fewer articles says so little that all of it can be sorted sooner than a walk over the speech of all, from
/// the latest day back, finds enough of it.
const FEW: i64 = 10_000;

/// Returns the profiles of those who speak for a country, as a list of JSON, and whether articles name them seldom.
fn speakers(connection: &Connection, country: CountryCode) -> Result<(String, bool)> {
    let mut select = connection.prepare_cached(
        "SELECT json_group_array(profile.id), coalesce(sum(profile.seen), 0)
         FROM profile LEFT JOIN actor ON actor.id = profile.actor WHERE coalesce(profile.country, actor.country) = ?",
    )?;
    Ok(select.query_row([country.as_str()], |row| Ok((row.get(0)?, row.get::<_, i64>(1)? < FEW)))?)
}

/// Returns what stands in one row.
fn one(connection: &Connection, wording: Wording, row: i64) -> Result<Option<Speech>> {
    let mut select = connection.prepare_cached(&format!(
        "SELECT actor.public, actor.kind, actor.name, actor.country, {}, speech.medium, speech.said, article.text,
             article.public, article.outlet, article.name, article.published, article.title
         FROM {} AS speech JOIN article ON article.id = speech.article
         LEFT JOIN profile ON profile.id = speech.profile LEFT JOIN actor ON actor.id = profile.actor
         WHERE speech.id = ?",
        wording.columns(),
        wording.table(),
    ))?;
    let mut rows = select.query([row])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let pieces: Vec<Span> = words::spans(&row.get::<_, String>(6)?)?;
    let text = row.get_ref(9)?.as_str().unwrap_or_default();
    let start = pieces.first().map_or(0, |piece| piece.start);
    let pieces: Vec<&str> = pieces.iter().filter_map(|piece| text.get(piece.range())).collect();
    let article: String = row.get(10)?;
    let quote = QuoteRow {
        id: row.get::<_, Option<String>>(4)?.unwrap_or_else(|| format!("{article}-t{start}")),
        speaker: row.get::<_, Option<String>>(0)?.is_some().then(|| party_of(row)).transpose()?,
        kind: row.get(5)?,
        medium: row.get(7)?,
        said: row.get(8)?,
        text: pieces.join(" "),
        start,
        article,
        outlet: row.get(11)?,
        name: row.get(12)?,
        published: row.get(13)?,
    };
    Ok(Some(Speech { quote, title: row.get(14)? }))
}
