//! The log of corrections: who changed what, when, from what to what, and why; with a button that undoes it.

use maud::{Markup, html};
use plenipo_ledger::Logged;
use schemars::JsonSchema;
use serde::Serialize;

use crate::access::Role;
use crate::asked::Asked;
use crate::format::{Entry, Table};
use crate::html::{button_form, fact, more};
use crate::refusal::Refusal;
use crate::route::{Rows, View};
use crate::view::{published_told, record_address};

/// The log, the latest entry first.
#[derive(Serialize, JsonSchema)]
pub struct LogPage {
    /// The entries.
    entries: Vec<LogEntry>,
    /// Where the list goes on.
    next: Option<String>,
    #[serde(skip)]
    key: String,
    #[serde(skip)]
    may_undo: bool,
}

/// One entry of the log, as the page that confirms it.
#[derive(Serialize, JsonSchema)]
pub struct LogEntryPage {
    /// The entry.
    #[serde(flatten)]
    entry: LogEntry,
    #[serde(skip)]
    key: String,
    #[serde(skip)]
    may_undo: bool,
}

/// One entry of the log.
#[derive(Serialize, JsonSchema)]
pub struct LogEntry {
    /// The number of the entry.
    number: i64,
    /// When it was made.
    made: String,
    /// By whom.
    who: String,
    /// `reject`, `accept`, `edit`, `merge event`, `merge actor`, `split event`, `split actor`, `note`, `suggest note`,
    /// `publish note`, `decline note`, `undo`.
    action: String,
    /// The public name of the record that it is about.
    target: String,
    /// The page of the record.
    address: String,
    /// The field, the other record, or the number of the note.
    argument: Option<String>,
    /// What stood there before.
    before: Option<String>,
    /// What stands there now. Notes that wait or were declined are told to editors only.
    after: Option<String>,
    /// The reason given.
    why: Option<String>,
    /// The entry that this one undoes.
    undoes: Option<i64>,
    /// The entry that undoes this one.
    undone_by: Option<i64>,
    /// For a note that was handed in: the entry that published or declined it.
    decided_by: Option<i64>,
}

/// Asks for the log.
pub fn load(asked: &Asked) -> Result<LogPage, Refusal> {
    let before = asked.text("after")?.map(str::parse::<i64>).transpose();
    let before = before.map_err(|_| Refusal::BadRequest("“after” is no place in this list".to_owned()))?;
    let limit = asked.limit()?;
    let mut found = asked.ledger.latest_log(before, limit + 1)?;
    let is_more = found.len() > limit;
    found.truncate(limit);
    let entries: Vec<LogEntry> = found.into_iter().map(|logged| entry(asked, logged)).collect();
    let next = entries.last().filter(|_| is_more).map(|last| last.number.to_string());
    let may_undo = asked.visitor.may_send(Some(Role::Editor));
    Ok(LogPage { entries, next, key: key(asked, may_undo), may_undo })
}

/// Asks for one entry.
pub fn one(asked: &Asked) -> Result<LogEntryPage, Refusal> {
    let missing = || Refusal::NotFound(format!("entry “{}” of the log", asked.name));
    let number = asked.name.parse().map_err(|_| missing())?;
    let entry = entry(asked, asked.ledger.log_entry(number).map_err(|_| missing())?);
    let may_undo = asked.visitor.may_send(Some(Role::Editor));
    Ok(LogEntryPage { entry, key: key(asked, may_undo), may_undo })
}

/// A key is made only where a form shows it, so that browsers of readers keep nothing.
fn key(asked: &Asked, may_send: bool) -> String {
    if may_send { asked.visitor.form_key() } else { String::new() }
}

fn entry(asked: &Asked, logged: Logged) -> LogEntry {
    let Logged { entry, undone_by, decided_by } = logged;
    let is_hidden = entry.action == "suggest note" && !asked.visitor.may(Some(Role::Editor));
    LogEntry {
        number: entry.id,
        made: entry.made,
        who: entry.who,
        address: record_address(&entry.target),
        target: entry.target,
        argument: entry.argument,
        // Parting lists all others; their names are for the ledger.
        before: entry.before.filter(|_| !entry.action.starts_with("split")),
        after: entry.after.filter(|_| !is_hidden),
        action: entry.action,
        why: entry.why,
        undoes: entry.undoes,
        undone_by,
        decided_by,
    }
}

impl LogEntry {
    fn line(&self) -> Markup {
        html! {
            a href={ "/log/" (self.number) } { (self.number) } " "
            strong { (self.told()) } " " a href=(self.address) { code { (self.target) } }
            @if let Some(argument) = &self.argument { " " (argument) }
            @if let Some(before) = &self.before { " " del { (before) } }
            @if let Some(after) = &self.after { " " ins { (after) } }
            @if let Some(why) = &self.why { " — " (why) }
        }
    }

    fn told(&self) -> &str {
        match self.action.as_str() {
            "accept" => "found right",
            "reject" => "rejected",
            "edit" => "edited",
            "merge event" | "merge actor" => "made one",
            "split event" | "split actor" => "parted",
            "note" => "noted",
            "suggest note" => "note handed in",
            "publish note" => "note published",
            "decline note" => "note declined",
            "undo" => "undone",
            other => other,
        }
    }

    fn can_be_undone(&self) -> bool {
        self.undoes.is_none() && self.undone_by.is_none()
    }
}

fn undo_button(entry: &LogEntry, key: &str) -> Markup {
    button_form(&format!("/undo/{}", entry.number), key, &[], "Undo")
}

impl View for LogPage {
    fn title(&self) -> String {
        "Log of corrections".to_owned()
    }

    fn body(&self) -> Markup {
        html! {
            p.lede { "What people said of the record, the latest first. Entries are never changed; undoing one adds another." }
            @if self.entries.is_empty() { p.none { "Nobody has corrected anything yet." } }
            ol.history.log {
                @for entry in &self.entries {
                    li {
                        p { (entry.line()) }
                        p.note {
                            (entry.who) ", " (published_told(&entry.made))
                            @if let Some(number) = entry.undone_by { " · undone by " a href={ "/log/" (number) } { (number) } }
                            @if let Some(number) = entry.decided_by { " · decided by " a href={ "/log/" (number) } { (number) } }
                        }
                        @if self.may_undo && entry.can_be_undone() { (undo_button(entry, &self.key)) }
                    }
                }
            }
        }
    }

    fn next(&self) -> Option<String> {
        self.next.clone()
    }
}

impl Rows for LogPage {
    fn table(&self) -> Table {
        let heads = vec![
            "number",
            "made",
            "who",
            "action",
            "target",
            "argument",
            "before",
            "after",
            "why",
            "undoes",
            "undone_by",
        ];
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let number = |value: Option<i64>| value.map(|value| value.to_string()).unwrap_or_default();
        let row = |entry: &LogEntry| {
            vec![
                entry.number.to_string(),
                entry.made.clone(),
                entry.who.clone(),
                entry.action.clone(),
                entry.target.clone(),
                text(&entry.argument),
                text(&entry.before),
                text(&entry.after),
                text(&entry.why),
                number(entry.undoes),
                number(entry.undone_by),
            ]
        };
        Table { heads, rows: self.entries.iter().map(row).collect() }
    }

    fn entries(&self) -> Vec<Entry> {
        let entry = |entry: &LogEntry| Entry {
            address: format!("/log/{}", entry.number),
            title: format!("{}: {}", entry.who, entry.told()),
            summary: [Some(&entry.target), entry.argument.as_ref(), entry.after.as_ref(), entry.why.as_ref()]
                .into_iter()
                .flatten()
                .cloned()
                .collect::<Vec<_>>()
                .join(" · "),
            day: entry.made.get(..10).map(str::to_owned),
        };
        self.entries.iter().map(entry).collect()
    }
}

impl View for LogEntryPage {
    fn title(&self) -> String {
        format!("Entry {}: {}", self.entry.number, self.entry.told())
    }

    fn body(&self) -> Markup {
        let entry = &self.entry;
        html! {
            dl.facts {
                (fact("Record", &html! { a href=(entry.address) { code { (entry.target) } } }))
                @if let Some(argument) = &entry.argument { (fact("Field, or other record", &html! { (argument) })) }
                @if let Some(before) = &entry.before { (fact("Before", &html! { del { (before) } })) }
                @if let Some(after) = &entry.after { (fact("After", &html! { ins { (after) } })) }
                @if let Some(why) = &entry.why { (fact("Reason", &html! { (why) })) }
                (fact("By", &html! { (entry.who) ", " (published_told(&entry.made)) }))
                @if let Some(number) = entry.undoes { (fact("Undoes", &html! { a href={ "/log/" (number) } { "entry " (number) } })) }
                @if let Some(number) = entry.undone_by { (fact("Undone by", &html! { a href={ "/log/" (number) } { "entry " (number) } })) }
                @if let Some(number) = entry.decided_by { (fact("Decided by", &html! { a href={ "/log/" (number) } { "entry " (number) } })) }
            }
            @if entry.action == "suggest note" && entry.decided_by.is_none() && entry.undone_by.is_none() {
                p.note { "The note is published when an editor agrees." }
            }
            @if self.may_undo && entry.can_be_undone() { (undo_button(entry, &self.key)) }
            (more(&entry.address, "To the record"))
            @if self.may_undo { (more("/review", "What else is to be reviewed")) }
            (more("/log", "The whole log"))
        }
    }
}
