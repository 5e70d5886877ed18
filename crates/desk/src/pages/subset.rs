//! The part of the record that a query names, on pages that draw it, and links to other parts.

use jiff::ToSpan as _;
use jiff::civil::Date;
use maud::{Markup, html};
use plenipo_ledger::EventQuery;
use plenipo_record::EventKind;
use schemars::JsonSchema;
use serde::Serialize;

use crate::asked::Asked;
use crate::refusal::Refusal;
use crate::search::{Field, Term, meaning, parse, written};
use crate::view::kind_plural;

/// So many of the latest events that fit are counted.
pub const COUNTED: usize = 2000;
/// Spans of days up to the latest news that are offered.
const PERIODS: [(&str, i64); 3] = [("30 days", 30), ("90 days", 90), ("a year", 365)];

/// The part of the record that a query names.
#[derive(Clone, Serialize, JsonSchema)]
pub struct Subset {
    /// The query, tidied.
    pub q: String,
    /// The query in plain words.
    pub told: String,
    /// What of it could not be understood.
    pub notes: Vec<String>,
    /// The day that counts as today: that of the latest news in the ledger.
    today: String,
    /// How many events were looked at, the latest that fit.
    pub counted: usize,
    /// Whether there are more that fit.
    pub has_more: bool,
    #[serde(skip)]
    terms: Vec<Term>,
    #[serde(skip)]
    latest: Date,
}

impl Subset {
    /// Reads the query of a request, and returns what it asks of the ledger.
    pub fn of(asked: &Asked) -> Result<(Subset, EventQuery), Refusal> {
        let terms = parse(asked.text("q")?.unwrap_or_default());
        let (meaning, latest) = (meaning(&terms), asked.news_day()?);
        let subset = Subset {
            q: written(&terms),
            told: meaning.told,
            notes: meaning.notes,
            today: latest.to_string(),
            counted: 0,
            has_more: false,
            terms,
            latest,
        };
        Ok((subset, meaning.query))
    }

    /// Tells whether the query has a term for a field.
    pub fn has(&self, field: Field) -> bool {
        self.terms.iter().any(|term| matches!(term, Term::Field(own, _) if *own == field))
    }

    /// Returns the query with one more term.
    pub fn and(&self, terms: impl IntoIterator<Item = Term>) -> String {
        let mut all = self.terms.clone();
        for term in terms {
            if !all.contains(&term) {
                all.push(term);
            }
        }
        written(&all)
    }

    /// Returns the same without those who take part.
    pub fn without_people(&self) -> Subset {
        let is_person = |term: &Term| matches!(term, Term::Field(Field::Who | Field::With, _));
        let terms = self.terms.iter().filter(|term| !is_person(term)).cloned().collect();
        Subset { terms, ..self.clone() }
    }

    /// Returns the query with another value of a field, or without one.
    fn with(&self, field: Field, value: Option<String>) -> String {
        let others = self.terms.iter().filter(|term| !matches!(term, Term::Field(own, _) if *own == field));
        let mut terms: Vec<Term> = others.cloned().collect();
        terms.extend(value.map(|value| Term::Field(field, value)));
        written(&terms)
    }

    /// Writes the form for the query, and links to other periods and kinds; `address` makes the address of a query, `kept` are
    /// parameters that stay as they are.
    pub fn form(&self, path: &str, kept: Option<(&str, &str)>, kinds: &[EventKind]) -> Markup {
        let address = |query: &str| {
            let mut address = form_urlencoded::Serializer::new(String::new());
            if let Some((name, value)) = kept {
                address.append_pair(name, value);
            }
            format!("{path}?{}", address.append_pair("q", query).finish())
        };
        let period = |days: i64| format!("{}..{}", self.latest.saturating_sub((days - 1).days()), self.latest);
        let periods = PERIODS.map(|(name, days)| (name, self.with(Field::Date, Some(period(days)))));
        let all = [("all days", self.with(Field::Date, None))].into_iter().chain(periods);
        let kinds = kinds
            .iter()
            .map(|kind| (kind_plural(kind.as_str()), self.with(Field::Kind, Some(kind.as_str().to_owned()))));
        let kinds = [("all kinds", self.with(Field::Kind, None))].into_iter().chain(kinds);
        let choices = |label: &str, choices: Vec<(&str, String)>| {
            html! {
                ul.chips aria-label=(label) {
                    @for (name, query) in choices {
                        li { a href=(address(&query)) aria-current=[(query == self.q).then_some("true")] { (name) } }
                    }
                }
            }
        };
        html! {
            form.ask method="get" action=(path) {
                @if let Some((name, value)) = kept { input type="hidden" name=(name) value=(value); }
                label.wide { "Words and fields" input type="search" name="q" value=(self.q) placeholder="country:NOR who:Talvik date:2026-01..2026-03"; }
                button { "Show" }
            }
            (choices("Days", all.collect()))
            (choices("Kinds", kinds.collect()))
            @for note in &self.notes { p.warning { (note) } }
        }
    }

    /// Tells how much was looked at.
    pub fn extent(&self, of: &str) -> Markup {
        html! {
            p.told {
                (self.told) ": " strong { (self.counted) } " " (of)
                @if self.has_more { "; there are more, and these are the latest" } "."
            }
        }
    }
}
