//! Quotations, where they stand in lists.

use plenipo_exchange::phrase::quoted;
use plenipo_ledger::Speech;
use schemars::JsonSchema;
use serde::Serialize;

use super::Party;
use crate::format::{Entry, Table};

/// What somebody said.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Quote {
    /// The public name; that of the article and the place in it for reported speech.
    pub id: String,
    /// Where it stands, marked in the stored text.
    pub address: String,
    /// Who spoke; nothing where nobody is named.
    pub speaker: Option<Party>,
    /// `direct` or `partial` for quotations, `reported` for speech in the words of the article.
    pub kind: String,
    /// Where it was said.
    pub medium: Option<String>,
    /// The day on which it was said, ISO 8601 as far as known.
    pub said: Option<String>,
    /// The words.
    pub text: String,
    /// The public name of the article.
    pub article: String,
    /// The headline of the article.
    pub title: Option<String>,
    /// The outlet.
    pub outlet: Option<String>,
    /// When the article was published.
    pub published: Option<String>,
}

impl Quote {
    /// Tells whether the words are those of the article.
    pub fn is_reported(&self) -> bool {
        self.kind == "reported"
    }

    /// Writes the words, between marks if they were quoted.
    pub fn told(&self) -> String {
        if self.is_reported() { self.text.clone() } else { quoted(&self.text) }
    }
}

impl From<Speech> for Quote {
    fn from(speech: Speech) -> Self {
        let Speech { quote, title } = speech;
        Quote {
            address: format!(
                "/article/{}#{}{}",
                quote.article,
                if quote.kind == "reported" { 't' } else { 'q' },
                quote.start
            ),
            id: quote.id,
            speaker: quote.speaker.map(Party::from),
            kind: quote.kind,
            medium: quote.medium,
            said: quote.said,
            text: quote.text,
            article: quote.article,
            title,
            outlet: quote.outlet,
            published: quote.published,
        }
    }
}

/// The columns of a table of quotations, and what they hold.
const COLUMNS: [(&str, &str); 10] = [
    ("id", "the public name; that of the article and the place in it for reported speech"),
    ("kind", "direct or partial for quotations, reported for speech in the words of the article"),
    ("said", "the day on which it was said, ISO 8601 as far as known"),
    ("speaker", "who spoke; empty where nobody is named"),
    ("speaker_id", "the speaker's public name"),
    ("country", "the speaker's country, three letters"),
    ("medium", "where it was said: an interview, a post, a conference"),
    ("outlet", "the outlet of the article"),
    ("article", "the public name of the article"),
    ("text", "the words"),
];

/// Returns the columns of a table of quotations, and what they hold.
pub fn quote_columns() -> Vec<(&'static str, &'static str)> {
    COLUMNS.to_vec()
}

/// Writes quotations as a table.
pub fn quote_table(quotes: &[Quote]) -> Table {
    let row = |quote: &Quote| {
        let speaker = quote.speaker.as_ref();
        vec![
            quote.id.clone(),
            quote.kind.clone(),
            quote.said.clone().unwrap_or_default(),
            speaker.map(|speaker| speaker.name.clone()).unwrap_or_default(),
            speaker.map(|speaker| speaker.id.clone()).unwrap_or_default(),
            speaker.and_then(|speaker| speaker.country.clone()).unwrap_or_default(),
            quote.medium.clone().unwrap_or_default(),
            quote.outlet.clone().unwrap_or_default(),
            quote.article.clone(),
            quote.text.clone(),
        ]
    };
    Table { heads: COLUMNS.map(|(head, _)| head).to_vec(), rows: quotes.iter().map(row).collect() }
}

/// Writes quotations as entries of a feed.
pub fn quote_entries(quotes: &[Quote]) -> Vec<Entry> {
    let entry = |quote: &Quote| Entry {
        address: quote.address.clone(),
        title: quote.speaker.as_ref().map_or("Somebody", |speaker| speaker.name.as_str()).to_owned(),
        summary: quote.told(),
        day: quote.said.clone(),
    };
    quotes.iter().map(entry).collect()
}
