//! What can be corrected in a record: an event's fields, what is one and what is two, notes.

use maud::{Markup, html};
use plenipo_ledger::{ActorView, EventQuery, EventRow, EventView, Filter, Party, Record};
use plenipo_record::Status;
use schemars::JsonSchema;
use serde::Serialize;

use crate::access::Role;
use crate::asked::Asked;
use crate::forms::LONGEST_NOTE;
use crate::html::{button_form, form, heading, reason, text_field};
use crate::refusal::Refusal;
use crate::route::View;
use crate::view::{Event, actor_address, status_name};

/// How many other events are offered as the same one.
const NEARBY: usize = 8;

/// What the page shows.
#[derive(Serialize, JsonSchema)]
pub struct CorrectPage {
    /// The public name.
    id: String,
    /// `event`, `actor` or `story`.
    kind: &'static str,
    /// What it is called.
    name: String,
    /// Its page.
    address: String,
    /// The fields that can be set, with their values.
    fields: Vec<(&'static str, String)>,
    /// The parts that can be another's: reports of an event, names of an actor.
    parts: Vec<(String, String)>,
    /// Records that may be the same: public name, what it is called.
    nearby: Vec<(String, String)>,
    /// How many characters a note has at least.
    least_note: usize,
    #[serde(skip)]
    key: String,
    #[serde(skip)]
    may_edit: bool,
    #[serde(skip)]
    may_note: bool,
}

/// Asks the ledger.
pub fn load(asked: &Asked) -> Result<CorrectPage, Refusal> {
    let record = asked.ledger.show(&asked.name)?;
    let mut page = CorrectPage {
        id: asked.name.clone(),
        kind: "story",
        name: String::new(),
        address: String::new(),
        fields: Vec::new(),
        parts: Vec::new(),
        nearby: Vec::new(),
        least_note: asked.desk.policy.least_note,
        key: asked.visitor.form_key(),
        may_edit: asked.visitor.may_send(Some(Role::Editor)),
        may_note: asked.visitor.may_send(Some(Role::Reader)),
    };
    match record {
        Record::Event(view) if view.event.id != asked.name => {
            return Err(Refusal::Elsewhere(format!("/correct/{}{}", view.event.id, asked.format.suffix())));
        }
        Record::Event(view) => page.take_event(asked, *view)?,
        Record::Actor(view) => page.take_actor(*view),
        Record::Story(view) => {
            page.id = view.story.id;
            page.name = view.story.title;
            page.address = format!("/story/{}", page.id);
        }
        Record::Gone { why, .. } => return Err(Refusal::Gone(why)),
        _ => return Err(Refusal::NotFound(format!("event, actor or story “{}”", asked.name))),
    }
    Ok(page)
}

impl CorrectPage {
    fn take_event(&mut self, asked: &Asked, view: EventView) -> Result<(), Refusal> {
        let reports = view.reports.iter().map(|report| {
            let sentence = report.evidence.first().map_or("", |(text, ..)| text.as_str());
            (report.id.clone(), format!("{}: {sentence}", report.outlet.as_deref().unwrap_or("no outlet named")))
        });
        self.kind = "event";
        self.parts = if view.reports.len() > 1 { reports.collect() } else { Vec::new() };
        self.fields = fields(&view.event);
        self.nearby = nearby(asked, &view.event)?;
        let event = Event::from(view.event);
        (self.name, self.address) = (event.title, event.address);
        Ok(())
    }

    fn take_actor(&mut self, view: ActorView) {
        self.kind = "actor";
        self.address = actor_address(&view.actor.kind, &view.actor.id);
        self.parts = if view.profiles.len() > 1 { view.profiles } else { Vec::new() };
        (self.id, self.name) = (view.actor.id, view.actor.name);
    }

    fn here(&self) -> String {
        format!("/correct/{}", self.id)
    }

    fn edit_form(&self) -> Markup {
        html! {
            (heading("fields", "Set fields"))
            (form(&self.here(), &self.key, &html! {
                input type="hidden" name="action" value="edit";
                @for (field, value) in &self.fields { input type="hidden" name={ "was_" (field) } value=(value); }
                div.fields {
                    @for (field, value) in &self.fields {
                        @match *field {
                            "status" => label { "How far it has come"
                                select name="status" {
                                    @for status in Status::ALL {
                                        option value=(status.as_str()) selected[status.as_str() == value] { (status_name(status.as_str())) }
                                    }
                                } },
                            "when" => (text_field("when", "When", value, "2026-01-29 or 2026-01-29..2026-01-31")),
                            "place" => (text_field("place", "Place", value, "Oslo")),
                            "country" => (text_field("country", "Country of the place", value, "NOR")),
                            "by" => (text_field("by", "Who acts", value, "mira-talvik-est, NOR")),
                            "with" => (text_field("with", "With whom", value, "osman-reyl-nor")),
                            _ => (text_field(field, "Topic", value, "fisheries")),
                        }
                    }
                }
                (reason())
                button { "Save" }
            }))
        }
    }

    fn verdict_forms(&self) -> Markup {
        html! {
            (heading("right", "Right or wrong"))
            (form(&self.here(), &self.key, &html! {
                p { "The record is right as it stands; it leaves the list of what is to be reviewed." }
                input type="hidden" name="action" value="accept";
                (reason())
                button { "It is right" }
            }))
            (form(&self.here(), &self.key, &html! {
                p { "No article says this. The record leaves all lists; its page stays and says who took it off and why." }
                input type="hidden" name="action" value="reject";
                (reason())
                button.grave { "Reject the record" }
            }))
        }
    }

    fn merge_form(&self) -> Markup {
        html! {
            (heading("same", "The same as another"))
            (form(&self.here(), &self.key, &html! {
                input type="hidden" name="action" value="merge";
                @if !self.nearby.is_empty() {
                    fieldset {
                        legend { "Of the same kind, in the same days" }
                        @for (id, name) in &self.nearby {
                            label.choice { input type="radio" name="other" value=(id); " " a href={ "/event/" (id) } { (name) } }
                        }
                    }
                }
                (text_field("other", if self.nearby.is_empty() { "The other" } else { "Or another" }, "", "its address, or its name at the end of it"))
                (reason())
                button { "Make them one" }
            }))
        }
    }

    fn split_form(&self) -> Markup {
        let words = if self.kind == "event" {
            "A report that tells of something else"
        } else {
            "A name that is somebody else's"
        };
        html! {
            (heading("other", words))
            (form(&self.here(), &self.key, &html! {
                input type="hidden" name="action" value="split";
                fieldset {
                    legend { "Which one" }
                    @for (id, name) in &self.parts {
                        label.choice { input type="radio" name="part" value=(id) required; " " (name) }
                    }
                }
                (reason())
                button { "Part it from the others" }
            }))
        }
    }

    fn note_form(&self) -> Markup {
        let least = self.least_note;
        html! {
            (heading("note", "Add a note"))
            (form(&format!("/note/{}", self.id), &self.key, &html! {
                label { "The note"
                    textarea name="note" rows="5" required maxlength=(LONGEST_NOTE)
                        minlength=[(least > 0).then_some(least)] aria-describedby=[(least > 0).then_some("count")] {}
                }
                @if least > 0 { p.note id="count" role="status" { "At least " (least) " characters." } }
                @if !self.may_edit { p.note { "It is published when an editor agrees." } }
                button { "Add the note" }
            }))
        }
    }
}

fn fields(event: &EventRow) -> Vec<(&'static str, String)> {
    let when = match (event.start.as_deref(), event.end.as_deref()) {
        (None, _) => String::new(),
        (Some(start), Some(end)) if start == end => start.to_owned(),
        (Some(start), end) => format!("{start}..{}", end.unwrap_or_default()),
    };
    vec![
        ("status", event.status.as_str().to_owned()),
        ("when", when),
        ("place", event.place.clone().unwrap_or_default()),
        ("country", event.country.clone().unwrap_or_default()),
        ("what", event.what.join("; ")),
        ("by", ids(&event.by)),
        ("with", ids(&event.with)),
    ]
}

/// Returns the names of actors as the ledger takes them.
fn ids(parties: &[Party]) -> String {
    let ids: Vec<&str> = parties.iter().map(|party| party.id.as_str()).collect();
    ids.join(", ")
}

/// Returns events of the same kind that begin a day before, on, or a day after the first day of an event.
fn nearby(asked: &Asked, event: &EventRow) -> Result<Vec<(String, String)>, Refusal> {
    let day = event.when().and_then(|when| when.start.first()).map(plenipo_ledger::day_number);
    let Some(day) = day else { return Ok(Vec::new()) };
    let filter = Filter {
        kinds: vec![event.kind],
        since: Some(day - 1),
        until: Some(day + 1),
        limit: Some(NEARBY + 1),
        ..Filter::default()
    };
    let found = asked.ledger.event_list(&EventQuery { filter, ..EventQuery::default() })?.rows;
    let others = found.into_iter().filter(|other| other.id != event.id).take(NEARBY).map(Event::from);
    Ok(others.map(|other| (other.id, other.title)).collect())
}

impl View for CorrectPage {
    fn title(&self) -> String {
        if self.may_edit { "Correct".to_owned() } else { "Add a note".to_owned() }
    }

    fn body(&self) -> Markup {
        html! {
            p.lede { a href=(self.address) { (self.name) } }
            @if self.may_edit {
                p.note { "Whatever is done here is written into " a href="/log" { "the log" } " with your name, and can be undone there." }
                @if self.kind == "event" { (self.edit_form()) (self.verdict_forms()) }
                @if self.kind != "story" { (self.merge_form()) }
                @if !self.parts.is_empty() { (self.split_form()) }
            }
            @if self.may_note && self.kind != "actor" { (self.note_form()) }
            @if !self.may_note || !self.may_edit && self.kind == "actor" {
                p.none { "Your role does not let you change this record." }
            }
        }
    }

    fn uses_script(&self) -> bool {
        self.may_note && self.least_note > 0
    }
}

/// Writes a button that says that a record is right, for lists.
pub fn accept_button(event: &str, key: &str) -> Markup {
    button_form(&format!("/correct/{event}"), key, &[("action", "accept")], "It is right")
}
