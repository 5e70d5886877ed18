//! A record or an article as one text, for agents that only know how to search and to fetch.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::arguments::Arguments;

/// How much of an article's text comes at once, in bytes.
const PART: usize = 12_000;

/// Tells an event, an article, a story or an actor as a document.
pub fn document(object: &Value, given: &Arguments) -> Value {
    if object["text"].is_string() {
        article(object, given)
    } else if object["reports"].is_array() {
        event(object)
    } else if object["story"].is_object() {
        story(object)
    } else {
        actor(object)
    }
}

/// A part of an article's text that begins and ends between letters.
fn article(object: &Value, given: &Arguments) -> Value {
    let text = object["text"].as_str().unwrap_or_default();
    let offset = usize::try_from(given.number("offset").unwrap_or(0)).unwrap_or(usize::MAX).min(text.len());
    let start = boundary(text, offset);
    let end = boundary(text, (start + PART).min(text.len()));
    let id = object["id"].as_str().unwrap_or_default();
    json!({
        "id": id, "title": said(&object["title"]), "text": &text[start..end], "url": format!("/article/{id}"),
        "metadata": {
            "kind": "article", "outlet": object["outlet"], "published": object["published"], "link": object["link"],
            "copy_of": object["copy_of"], "withdrawn": object["withdrawn"], "offset": start, "length": text.len(),
            "next_offset": (end < text.len()).then_some(end),
        },
    })
}

/// Returns the last place between letters that is not behind this one.
fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn event(object: &Value) -> Value {
    let mut text = String::new();
    let _ = writeln!(text, "{} ({}, {}).", said(&object["title"]), said(&object["kind"]), said(&object["status"]));
    let _ = writeln!(text, "When: {}.", object["when"]["told"].as_str().unwrap_or("no day told"));
    for report in list(&object["reports"]) {
        for one in list(&report["evidence"]) {
            let (outlet, published) = (said(&report["outlet"]), said(&report["published"]));
            let _ = writeln!(text, "“{}” ({outlet}, {published}; {})", said(&one["text"]), said(&one["address"]));
        }
    }
    for change in list(&object["changes"]) {
        let _ = writeln!(text, "{}: {}", said(&change["day"]), said(&change["change"]));
    }
    json!({
        "id": object["id"], "title": said(&object["title"]), "text": text, "url": said(&object["address"]),
        "metadata": {
            "kind": "event", "status": object["status"], "n_reports": object["n_reports"],
            "n_outlets": object["n_outlets"], "codes": object["codes"],
        },
    })
}

fn story(object: &Value) -> Value {
    let story = &object["story"];
    let mut text = String::new();
    for sentence in list(&object["summary"]) {
        let (outlet, address) = (said(&sentence["outlet"]), said(&sentence["address"]));
        let _ = writeln!(text, "“{}” ({outlet}; {address})", said(&sentence["text"]));
    }
    for name in ["key_points", "contacts", "ahead"] {
        for event in list(&object[name]) {
            let _ = writeln!(text, "{}", line(event));
        }
    }
    for quote in list(&object["quotes"]) {
        let (speaker, address) = (said(&quote["speaker"]["name"]), said(&quote["address"]));
        let _ = writeln!(text, "{speaker}: “{}” ({address})", said(&quote["text"]));
    }
    json!({
        "id": story["id"], "title": said(&story["title"]), "text": text, "url": said(&story["address"]),
        "metadata": {
            "kind": "story", "first_day": story["first_day"], "last_day": story["last_day"],
            "n_articles": story["n_articles"], "n_outlets": story["n_outlets"],
        },
    })
}

fn actor(object: &Value) -> Value {
    let mut text = String::new();
    for office in list(&object["offices"]) {
        let (from, to) = (said(&office["from"]), said(&office["to"]));
        let _ = writeln!(text, "Office: {} ({from} to {to}; {})", said(&office["office"]), said(&office["article"]));
    }
    let sections = list(&object["sections"]).flat_map(|section| list(&section["events"]));
    for event in list(&object["coming"]).chain(sections) {
        let _ = writeln!(text, "{}", line(event));
    }
    for quote in list(&object["quotes"]) {
        let _ = writeln!(text, "Said: “{}” ({})", said(&quote["text"]), said(&quote["address"]));
    }
    let kind = said(&object["kind"]);
    let page = if kind == "person" { "person" } else { "organization" };
    json!({
        "id": object["id"], "title": said(&object["name"]), "text": text, "url": format!("/{page}/{}", said(&object["id"])),
        "metadata": { "kind": kind, "country": object["country"], "n_articles": object["n_articles"] },
    })
}

/// Writes an event in a line with the sentence that tells it.
fn line(event: &Value) -> String {
    let when = event["when"]["told"].as_str().unwrap_or("no day told");
    let (title, status) = (said(&event["title"]), said(&event["status"]));
    format!("{when}: {title} ({status}): “{}” ({})", said(&event["summary"]), said(&event["address"]))
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn said(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
