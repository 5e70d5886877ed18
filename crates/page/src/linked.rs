//! Reads the linked data (JSON-LD) of a page for what it says about the article.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::block::Meta;
use crate::mend::mended;

/// How many objects of linked data are looked at.
const MAX_OBJECTS: usize = 10_000;

/// Adds to `meta` what the linked data in `text` says, where `meta` says nothing yet; broken JSON is mended first.
pub(crate) fn read(text: &str, meta: &mut Meta) {
    let text = text.trim();
    let Some(value) = serde_json::from_str::<Value>(text).ok().or_else(|| serde_json::from_str(&mended(text)).ok())
    else {
        return;
    };
    let mut queue = vec![&value];
    let mut articles = Vec::new();
    let mut names: HashMap<&str, String> = HashMap::new();
    for _ in 0..MAX_OBJECTS {
        match queue.pop() {
            Some(Value::Array(list)) => queue.extend(list.iter().rev()),
            Some(Value::Object(object)) => {
                if let (Some(id), Some(name)) = (object.get("@id").and_then(Value::as_str), name(object.get("name"))) {
                    names.entry(id).or_insert(name);
                }
                if types(object).contains(&"WebSite") {
                    meta.site = meta.site.take().or_else(|| name(object.get("name")));
                }
                if is_article(object) {
                    articles.push(object);
                } else {
                    queue.extend(object.get("mainEntity"));
                    queue.extend(object.get("@graph"));
                }
            }
            Some(_) => {}
            None => break,
        }
    }
    for object in articles {
        article(object, &names, meta);
    }
}

fn types(object: &Map<String, Value>) -> Vec<&str> {
    match object.get("@type") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn is_article(object: &Map<String, Value>) -> bool {
    types(object).iter().any(|name| name.ends_with("Article") || name.ends_with("Posting") || *name == "Report")
}

fn article(object: &Map<String, Value>, names: &HashMap<&str, String>, meta: &mut Meta) {
    let text = |key: &str| object.get(key).and_then(Value::as_str).map(clean).filter(|text| !text.is_empty());
    meta.title = meta.title.take().or_else(|| text("headline").filter(|title| title.len() <= 2_000));
    meta.published = meta.published.take().or_else(|| text("datePublished"));
    meta.modified = meta.modified.take().or_else(|| text("dateModified"));
    let section = match object.get("articleSection") {
        Some(Value::Array(list)) => list.first().and_then(Value::as_str).map(clean),
        other => other.and_then(Value::as_str).map(clean),
    };
    meta.section = meta.section.take().or(section).filter(|section| !section.is_empty());
    meta.dateline = meta.dateline.take().or_else(|| text("dateline"));
    let holder = |value: &Value| {
        let id = || value.get("@id").and_then(Value::as_str).and_then(|id| names.get(id).cloned());
        name(Some(value)).or_else(id)
    };
    meta.outlet = meta.outlet.take().or_else(|| object.get("publisher").and_then(holder));
    for author in several(object.get("author")) {
        let Some(name) = holder(author) else { continue };
        let organisation = author.as_object().is_some_and(|author| types(author).contains(&"Organization"));
        let list = if organisation { &mut meta.agencies } else { &mut meta.authors };
        if !list.contains(&name) {
            list.push(name);
        }
    }
    meta.bodies.extend(text("articleBody"));
    for entry in several(object.get("liveBlogUpdate")).into_iter().filter_map(Value::as_object) {
        let text = |key: &str| entry.get(key).and_then(Value::as_str).map(clean).unwrap_or_default();
        meta.bodies.push(text("articleBody"));
        meta.entries.push((text("headline"), text("datePublished")));
    }
}

fn several(value: Option<&Value>) -> Vec<&Value> {
    match value {
        Some(Value::Array(list)) => list.iter().collect(),
        one => one.into_iter().collect(),
    }
}

fn name(value: Option<&Value>) -> Option<String> {
    let text = match value? {
        Value::String(text) => text.as_str(),
        Value::Object(object) => object.get("name")?.as_str()?,
        _ => return None,
    };
    Some(clean(text)).filter(|text| !text.is_empty() && !text.starts_with("http"))
}

fn clean(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
