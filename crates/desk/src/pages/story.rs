//! One story: what it amounts to, sentence by sentence, and the articles that it is made of.

use maud::{Markup, html};
use plenipo_ledger::{Brief, Proven, Record, Speech, StoryArticle, StoryView};
use schemars::JsonSchema;
use serde::Serialize;

use super::stories::StoryLine;
use crate::asked::Asked;
use crate::format::{Appointment, Entry, Table};
use crate::html::{day_link, event_list, fold, heading, more, note_list, quote_list};
use crate::refusal::Refusal;
use crate::route::{Agenda, Rows, View};
use crate::view::{Event, Note, Quote, appointments, event_entries, event_table, notes};

/// What the page shows.
#[derive(Serialize, JsonSchema)]
pub struct StoryPage {
    /// The story.
    story: StoryLine,
    /// How many minutes it takes to read all articles, copies once.
    reading_minutes: usize,
    /// The most important events in the words of their articles.
    summary: Vec<Sentence>,
    /// What came of it.
    key_points: Vec<Event>,
    /// Meetings, visits, calls, talks and gatherings, by day.
    contacts: Vec<Event>,
    /// What was said.
    quotes: Vec<Quote>,
    /// On what reports differ.
    disagreements: Vec<Difference>,
    /// What is planned.
    ahead: Vec<Event>,
    /// The articles, the earliest first.
    articles: Vec<Part>,
    /// What people noted, the oldest first.
    notes: Vec<Note>,
}

/// A sentence of an article, with the event that it proves.
#[derive(Serialize, JsonSchema)]
struct Sentence {
    /// The words.
    text: String,
    /// The page of the event.
    address: String,
    /// The outlet.
    outlet: Option<String>,
}

/// A value of an event that another report contradicts.
#[derive(Serialize, JsonSchema)]
struct Difference {
    /// The page of the event.
    address: String,
    /// `day`, `place`, `who`, `number` or `status`.
    field: String,
    /// The values, each with its outlet.
    values: Vec<(String, Option<String>)>,
}

/// An article of the story.
#[derive(Serialize, JsonSchema)]
struct Part {
    /// The page of the article.
    address: String,
    /// The headline.
    title: Option<String>,
    /// The outlet.
    outlet: Option<String>,
    /// The day.
    day: String,
    /// Whether it is a copy of another of the articles.
    is_copy: bool,
}

/// Asks the ledger.
pub fn load(asked: &Asked) -> Result<StoryPage, Refusal> {
    match asked.ledger.show(&asked.name)? {
        // A story that was joined to another leads there.
        Record::Story(view) if view.story.id != asked.name => {
            Err(Refusal::Elsewhere(format!("/story/{}{}", view.story.id, asked.format.suffix())))
        }
        Record::Story(view) => {
            let notes = notes(asked, &[view.story.id.as_str()])?;
            Ok(page(*view, notes))
        }
        Record::Gone { why, .. } => Err(Refusal::Gone(why)),
        _ => Err(Refusal::NotFound(format!("story “{}”", asked.name))),
    }
}

fn page(view: StoryView, notes: Vec<Note>) -> StoryPage {
    let Brief { summary, key_points, contacts, said, disagreements, ahead, .. } = view.brief;
    let events = |proven: Vec<Proven>| proven.into_iter().map(|proven| Event::from(proven.event)).collect();
    StoryPage {
        story: StoryLine::from(view.story),
        reading_minutes: view.reading_minutes,
        summary: summary
            .into_iter()
            .map(|proven| Sentence {
                text: proven.proof.sentence,
                address: format!("/event/{}", proven.event.id),
                outlet: proven.proof.outlet,
            })
            .collect(),
        key_points: events(key_points),
        contacts: events(contacts),
        quotes: said.into_iter().map(|quote| Quote::from(Speech { title: None, quote })).collect(),
        disagreements: disagreements
            .into_iter()
            .map(|dispute| Difference {
                address: format!("/event/{}", dispute.event.id),
                field: dispute.field,
                values: dispute.values.into_iter().map(|(value, proof)| (value, proof.outlet)).collect(),
            })
            .collect(),
        ahead: ahead.into_iter().map(|proven| Event::from(proven.plan.event)).collect(),
        articles: view.articles.into_iter().map(part).collect(),
        notes,
    }
}

fn part(article: StoryArticle) -> Part {
    Part {
        address: format!("/article/{}", article.id),
        title: article.title,
        outlet: article.outlet,
        day: article.day,
        is_copy: article.copy_of.is_some(),
    }
}

impl StoryPage {
    fn events(&self) -> Vec<Event> {
        self.key_points.iter().chain(&self.contacts).chain(&self.ahead).cloned().collect()
    }
}

impl View for StoryPage {
    fn title(&self) -> String {
        self.story.title.clone()
    }

    fn body(&self) -> Markup {
        let minutes = if self.reading_minutes == 1 { "minute" } else { "minutes" };
        html! {
            p.reports { (self.story.extent()) ", " (self.reading_minutes) " " (minutes) " to read" }
            @for sentence in &self.summary {
                p.proof { a href={ (sentence.address) "#proof" } { (sentence.text) } " "
                    span.reports { (sentence.outlet.as_deref().unwrap_or("no outlet named")) } }
            }
            (section("points", "Key points", &self.key_points))
            (section("contacts", "Who met whom", &self.contacts))
            @if !self.quotes.is_empty() { (heading("statements", "What was said")) (quote_list(&self.quotes)) }
            @if !self.disagreements.is_empty() {
                (heading("disagreements", "What reports differ on"))
                ul {
                    @for difference in &self.disagreements {
                        li {
                            a href=(difference.address) { (difference.field) } ": "
                            @for (at, (value, outlet)) in difference.values.iter().enumerate() {
                                @if at > 0 { "; " }
                                (value) " " span.reports { (outlet.as_deref().unwrap_or("no outlet named")) }
                            }
                        }
                    }
                }
            }
            (section("ahead", "What comes next", &self.ahead))
            (heading("articles", "The articles"))
            (articles(self.articles.iter().filter(|part| !part.is_copy)))
            @if self.articles.iter().any(|part| part.is_copy) {
                (fold("Copies of these", &articles(self.articles.iter().filter(|part| part.is_copy))))
            }
            (note_list(&self.notes))
            (more(&format!("/correct/{}", self.story.id), "Add a note"))
        }
    }
}

fn section(anchor: &str, words: &str, events: &[Event]) -> Markup {
    html! { @if !events.is_empty() { (heading(anchor, words)) (event_list(events)) } }
}

fn articles<'a>(parts: impl Iterator<Item = &'a Part>) -> Markup {
    html! {
        ul.articles {
            @for part in parts {
                li {
                    a href=(part.address) { (part.title.as_deref().unwrap_or("without a headline")) } " "
                    span.reports { (part.outlet.as_deref().unwrap_or("no outlet named")) ", " (day_link(&part.day)) }
                }
            }
        }
    }
}

impl Rows for StoryPage {
    fn table(&self) -> Table {
        event_table(&self.events())
    }

    fn entries(&self) -> Vec<Entry> {
        event_entries(&self.events())
    }
}

impl Agenda for StoryPage {
    fn appointments(&self) -> Vec<Appointment> {
        appointments(&self.events())
    }
}
