//! Who said what, quoted or reported: the latest first, by speaker, country, day and words.

use maud::{Markup, html};
use plenipo_ledger::{Filter, Wording, day_number};
use plenipo_record::Day;
use schemars::JsonSchema;
use serde::Serialize;

use crate::asked::Asked;
use crate::format::{Entry, Table};
use crate::html::quote_list;
use crate::refusal::Refusal;
use crate::route::{Rows, View};
use crate::view::{Quote, country_name, day_told, quote_entries, quote_table};

/// What the page shows.
#[derive(Serialize, JsonSchema)]
pub struct StatementsPage {
    /// Words that were said.
    q: Option<String>,
    /// Who speaks: a name, or a public name.
    who: Option<String>,
    /// The country of the speaker, three letters.
    country: Option<String>,
    /// The first day.
    since: Option<String>,
    /// The last day.
    until: Option<String>,
    /// `quoted` or `reported`; nothing for both.
    wording: Option<String>,
    /// The question in plain words.
    told: String,
    /// What was said, the latest first.
    quotes: Vec<Quote>,
    /// Where the list goes on.
    next: Option<String>,
}

/// Asks the ledger.
pub fn load(asked: &Asked) -> Result<StatementsPage, Refusal> {
    let text = |name: &str| asked.text(name).map(|text| text.map(str::to_owned));
    let (since, until, country) = (asked.day("since")?, asked.day("until")?, asked.country("country")?);
    let filter = Filter {
        who: text("who")?,
        country,
        words: text("q")?,
        since: since.and_then(Day::first).map(day_number),
        until: until.and_then(Day::last).map(day_number),
        limit: Some(asked.limit()?),
        ..Filter::default()
    };
    let wording = match asked.text("wording")? {
        None => None,
        Some("quoted") => Some(Wording::Quoted),
        Some("reported") => Some(Wording::Reported),
        Some(other) => return Err(Refusal::BadRequest(format!("“{other}” is no wording: quoted or reported"))),
    };
    let list = asked.ledger.speech_list(&filter, wording, asked.after()?)?;
    let mut page = StatementsPage {
        q: filter.words,
        who: filter.who,
        country: country.map(|country| country.to_string()),
        since: since.map(|day| day.to_string()),
        until: until.map(|day| day.to_string()),
        wording: text("wording")?,
        told: String::new(),
        quotes: list.rows.into_iter().map(Quote::from).collect(),
        next: list.next.map(|next| next.to_string()),
    };
    page.told = page.in_words();
    Ok(page)
}

impl StatementsPage {
    fn in_words(&self) -> String {
        let mut words = String::from(match self.wording.as_deref() {
            Some("quoted") => "Quotations",
            Some(_) => "Reported speech",
            None if self.q.is_none() && self.who.is_none() && self.country.is_none() => "All statements",
            None => "Statements",
        });
        let mut add = |before: &str, value: Option<String>, after: &str| {
            if let Some(value) = value {
                words.extend([" ", before, &value, after]);
            }
        };
        add("of ", self.who.clone(), "");
        add("of speakers of ", self.country.as_deref().map(country_name), "");
        add("with the words “", self.q.clone(), "”");
        add("since ", self.since.as_deref().map(day_told), "");
        add("until ", self.until.as_deref().map(day_told), "");
        words
    }

    fn form(&self) -> Markup {
        let field = |name: &str, label: &str, value: &Option<String>, hint: &str| {
            html! { label { (label) input name=(name) value=[value.as_deref()] placeholder=(hint); } }
        };
        html! {
            form.ask method="get" action="/statements" {
                (field("q", "Words", &self.q, "free trade"))
                (field("who", "Speaker", &self.who, "name"))
                (field("country", "Country", &self.country, "FRA"))
                (field("since", "Since", &self.since, "2026-01-29"))
                (field("until", "Until", &self.until, "2026-02"))
                label { "Wording"
                    select name="wording" {
                        @for (value, words) in [("", "quoted or reported"), ("quoted", "quoted"), ("reported", "reported")] {
                            option value=(value) selected[self.wording.as_deref().unwrap_or_default() == value] { (words) }
                        }
                    }
                }
                button { "Show" }
            }
        }
    }
}

impl View for StatementsPage {
    fn title(&self) -> String {
        "Statements".to_owned()
    }

    fn body(&self) -> Markup {
        html! {
            (self.form())
            p.told { (self.told) ", the latest first." }
            @if self.quotes.is_empty() {
                p.none { "Nobody said anything that fits. " a href="/statements" { "All statements" } }
            }
            (quote_list(&self.quotes))
        }
    }

    fn next(&self) -> Option<String> {
        self.next.clone()
    }
}

impl Rows for StatementsPage {
    fn table(&self) -> Table {
        quote_table(&self.quotes)
    }

    fn entries(&self) -> Vec<Entry> {
        quote_entries(&self.quotes)
    }
}
