//! Review: records that are uncertain, names that may be one, notes that wait.

use maud::{Markup, html};
use plenipo_ledger::{Doubtful, Namesakes};
use schemars::JsonSchema;
use serde::Serialize;

use super::correct::accept_button;
use crate::asked::Asked;
use crate::format::{Entry, Table};
use crate::html::{badge, button_form, heading, party, reports, when};
use crate::refusal::Refusal;
use crate::route::{Rows, View};
use crate::view::{Event, Party, event_entries, event_table, kind_name, published_told, record_address};

/// How many names are shown.
const NAMES: usize = 20;

/// What the page shows.
#[derive(Serialize, JsonSchema)]
pub struct ReviewPage {
    /// Notes that wait, the oldest first.
    notes: Vec<WaitingNote>,
    /// Events that nobody has looked at: the least certain first, then those on which reports differ.
    doubtful: Vec<DoubtfulEvent>,
    /// Names that were left apart although one may stand for the other.
    namesakes: Vec<NamesakePair>,
    #[serde(skip)]
    key: String,
}

/// A note that waits.
#[derive(Serialize, JsonSchema)]
struct WaitingNote {
    /// The number of the entry of the log.
    number: i64,
    /// When it was handed in.
    made: String,
    /// By whom.
    who: String,
    /// The page of the record.
    address: String,
    /// The public name of the record.
    target: String,
    /// The note.
    note: String,
}

/// An event that somebody should look at.
#[derive(Serialize, JsonSchema)]
struct DoubtfulEvent {
    /// The event.
    #[serde(flatten)]
    event: Event,
    /// The fields on which its reports differ.
    disputed: Vec<String>,
}

/// Two names.
#[derive(Serialize, JsonSchema)]
struct NamesakePair {
    /// The one.
    one: Party,
    /// The other.
    other: Party,
    /// Why they are left apart.
    reason: String,
}

/// Asks the ledger.
pub fn load(asked: &Asked) -> Result<ReviewPage, Refusal> {
    let doubtful = |Doubtful { event, disputed }| DoubtfulEvent { event: Event::from(event), disputed };
    let pair = |Namesakes { one, other, reason }| NamesakePair { one: one.into(), other: other.into(), reason };
    let notes = asked.ledger.waiting_notes()?.into_iter().map(|note| WaitingNote {
        number: note.id,
        made: note.made,
        who: note.who,
        address: record_address(&note.target),
        target: note.target,
        note: note.after.unwrap_or_default(),
    });
    Ok(ReviewPage {
        notes: notes.collect(),
        doubtful: asked.ledger.doubtful_events(asked.limit()?)?.into_iter().map(doubtful).collect(),
        namesakes: asked.ledger.namesakes(NAMES)?.into_iter().map(pair).collect(),
        key: asked.visitor.form_key(),
    })
}

impl DoubtfulEvent {
    fn why(&self) -> String {
        let confidence = self.event.confidence.map(|value| format!("confidence {value}"));
        let disputed = (!self.disputed.is_empty()).then(|| format!("reports differ on {}", self.disputed.join(", ")));
        confidence.into_iter().chain(disputed).collect::<Vec<_>>().join("; ")
    }
}

impl View for ReviewPage {
    fn title(&self) -> String {
        "Review".to_owned()
    }

    fn body(&self) -> Markup {
        html! {
            p.lede { "What an editor should look at. Whatever is done here is written into " a href="/log" { "the log" } " and can be undone there." }
            @if !self.notes.is_empty() {
                (heading("notes", "Notes that wait"))
                ol.events {
                    @for note in &self.notes {
                        li {
                            p.line { (note.who) ", " (published_told(&note.made)) ", on " a href=(note.address) { code { (note.target) } } }
                            p { (note.note) }
                            div.buttons {
                                (button_form(&format!("/moderate/{}", note.number), &self.key, &[("action", "publish")], "Publish"))
                                (button_form(&format!("/moderate/{}", note.number), &self.key, &[("action", "decline")], "Decline"))
                            }
                        }
                    }
                }
            }
            (heading("events", "Uncertain records"))
            @if self.doubtful.is_empty() { p.none { "No record is uncertain that nobody has looked at." } }
            ol.events {
                @for one in &self.doubtful {
                    @let event = &one.event;
                    li {
                        p.line { span.kind { (kind_name(&event.kind)) } " " (badge(&event.status)) " " (when(event.when.as_ref())) " · " (one.why()) }
                        p.what { a.title href=(event.address) { (event.title) } }
                        p.proof { a href={ (event.address) "#proof" } { "“" (event.summary) "”" } " " span.reports { (reports(event)) } }
                        div.buttons { (accept_button(&event.id, &self.key)) a href={ "/correct/" (event.id) } { "Correct it" } }
                    }
                }
            }
            (heading("names", "One or two"))
            @if self.namesakes.is_empty() { p.none { "No name is left open." } }
            ol.events {
                @for pair in &self.namesakes {
                    li {
                        p { (party(&pair.one)) " and " (party(&pair.other)) ": " (pair.reason) "." }
                        div.buttons {
                            (button_form(&format!("/correct/{}", pair.one.id), &self.key, &[("action", "merge"), ("other", &pair.other.id)], "They are one"))
                        }
                    }
                }
            }
        }
    }
}

impl Rows for ReviewPage {
    fn table(&self) -> Table {
        event_table(self.doubtful.iter().map(|one| &one.event))
    }

    fn entries(&self) -> Vec<Entry> {
        event_entries(self.doubtful.iter().map(|one| &one.event))
    }
}
