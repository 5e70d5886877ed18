//! Saved searches: how many records each finds now, and its feed and calendar.

use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Serialize;

use super::search_address;
use super::subset::COUNTED;
use crate::access::Role;
use crate::asked::Asked;
use crate::format::Table;
use crate::html::button_form;
use crate::refusal::Refusal;
use crate::route::{Tabled, View};
use crate::search::{meaning, parse, written};

/// What the page shows.
#[derive(Serialize, JsonSchema)]
pub struct SavedPage {
    /// The searches, in the order in which they are kept.
    searches: Vec<SavedView>,
    /// The key of forms, for those who may change the list.
    #[serde(skip)]
    key: Option<String>,
}

/// A saved search.
#[derive(Serialize, JsonSchema)]
struct SavedView {
    /// What it is called.
    name: String,
    /// The query, tidied.
    q: String,
    /// The query in plain words.
    told: String,
    /// What of it could not be understood.
    notes: Vec<String>,
    /// How many records fit, 2000 at most.
    counted: usize,
    /// Its page.
    address: String,
}

/// Asks the ledger.
pub fn load(asked: &Asked) -> Result<SavedPage, Refusal> {
    let view = |saved: &crate::search::SavedSearch| -> Result<SavedView, Refusal> {
        let terms = parse(&saved.query);
        let meaning = meaning(&terms);
        let q = written(&terms);
        Ok(SavedView {
            name: saved.name.clone(),
            address: search_address(&q),
            q,
            told: meaning.told,
            notes: meaning.notes,
            counted: asked.ledger.count(&meaning.query, COUNTED)?,
        })
    };
    Ok(SavedPage {
        searches: asked.desk.searches.all().iter().map(view).collect::<Result<_, _>>()?,
        key: asked.visitor.may(Some(Role::Editor)).then(|| asked.visitor.form_key()),
    })
}

impl SavedView {
    /// Returns the address of another shape of its page.
    fn twin(&self, path: &str) -> String {
        self.address.replacen("/search", path, 1)
    }
}

impl View for SavedPage {
    fn title(&self) -> String {
        "Saved searches".to_owned()
    }

    fn body(&self) -> Markup {
        html! {
            @if self.searches.is_empty() {
                p.none { "No searches are kept here." }
            }
            ol.events {
                @for saved in &self.searches {
                    li {
                        p.what { a.title href=(saved.address) { (saved.name) } }
                        p.proof { (saved.told) ": " (saved.counted) @if saved.counted == COUNTED { " and more" } }
                        p.note {
                            a href=(saved.twin("/search.atom")) { "feed" } " · "
                            a href=(saved.twin("/search.ics")) { "calendar" } " · "
                            a href=(saved.twin("/search.csv")) { "table" } " · "
                            a href=(saved.twin("/map")) { "map" } " · "
                            a href=(saved.twin("/network")) { "network" }
                        }
                        @for note in &saved.notes { p.warning { (note) } }
                        @if let Some(key) = &self.key {
                            (button_form("/saved", key, &[("action", "forget"), ("name", &saved.name)], "Forget"))
                        }
                    }
                }
            }
            p {
                "The address of a " a href="/search" { "search" } " holds the whole query: keep it as a bookmark, or subscribe to its feed. "
                @if self.key.is_some() { "Below each search stands a form that keeps it here, for everybody. " }
                "Kept searches make the day's mail: " code { "plenipo digest --only NAME" } "."
            }
        }
    }
}

impl Tabled for SavedPage {
    fn table(&self) -> Table {
        let row = |saved: &SavedView| {
            vec![saved.name.clone(), saved.q.clone(), saved.told.clone(), saved.counted.to_string()]
        };
        Table { heads: vec!["name", "q", "told", "counted"], rows: self.searches.iter().map(row).collect() }
    }
}
