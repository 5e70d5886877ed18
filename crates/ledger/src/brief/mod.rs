//! Briefs: what a period, a person, a country or a story amounts to.
//!
//! A [`Brief`] is put together from queries and holds nothing but extracts: each line names its record, and each record
//! of an event comes with the sentence that proves it. How a brief looks is for others to decide.

mod assemble;
mod proof;

pub use assemble::assemble;
pub use proof::Proof;

use crate::error::Result;
use crate::ledger::Ledger;
use crate::plans::Plan;
use crate::query::Filter;
use crate::row::EventRow;
use crate::speech::QuoteRow;
use crate::story::StoryRow;

/// What a brief is to be about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BriefRequest {
    /// Period (`news_of`), person, country, pair of countries or story; `limit` is not looked at.
    pub filter: Filter,
    /// The day that counts as today, counted from 1970-01-01.
    pub today: i32,
}

/// What happened, what was said, and what comes next.
#[derive(Clone, Debug, PartialEq)]
pub struct Brief {
    /// What was asked for.
    pub request: BriefRequest,
    /// The headline of what most tell.
    pub headline: Option<Headline>,
    /// The most important events in the words of their articles, by day.
    pub summary: Vec<Proven>,
    /// What came of it: agreements, measures, appointments, aid, what was called off or denied; the most told first.
    pub key_points: Vec<Proven>,
    /// Meetings, visits, calls, talks and gatherings, by day.
    pub contacts: Vec<Proven>,
    /// Quotations, by day.
    pub said: Vec<QuoteRow>,
    /// On what reports differ.
    pub disagreements: Vec<Dispute>,
    /// Plans by how they stand today.
    pub ahead: Vec<ProvenPlan>,
    /// The stories that it is about, those with the latest news first.
    pub stories: Vec<StoryRow>,
    /// The last day on which anything was published, ISO 8601, for saying where news may be found if this is empty.
    pub last_published: Option<String>,
}

impl Brief {
    /// Tells whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.key_points.is_empty() && self.contacts.is_empty() && self.said.is_empty() && self.ahead.is_empty()
    }
}

/// A headline with the article that bears it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// The words.
    pub text: String,
    /// The public name of the story.
    pub story: String,
    /// The public name of the article.
    pub article: String,
}

/// An event with its proof.
#[derive(Clone, Debug, PartialEq)]
pub struct Proven {
    /// The event.
    pub event: EventRow,
    /// The sentence that proves it.
    pub proof: Proof,
}

/// A plan with its proof.
#[derive(Clone, Debug, PartialEq)]
pub struct ProvenPlan {
    /// The plan.
    pub plan: Plan,
    /// The sentence that proves it.
    pub proof: Proof,
}

/// A field of an event on which its reports differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Dispute {
    /// The event.
    pub event: EventRow,
    /// `day`, `place`, `who`, `number` or `status`.
    pub field: String,
    /// Each value with the sentence of a report that gives it.
    pub values: Vec<(String, Proof)>,
}

impl Ledger {
    /// Puts together what a period, a person, a country, a pair of countries or a story amounts to.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn brief(&self, request: &BriefRequest) -> Result<Brief> {
        assemble(&self.connection, request).map_err(|error| error.at(&self.path))
    }
}
