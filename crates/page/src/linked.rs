//! Reads the linked data (JSON-LD) of a page for what it says about the article.

use serde_json::{Map, Value};

use crate::block::Meta;

/// Adds to `meta` what the linked data in `text` says, where `meta` says nothing yet.
pub(crate) fn read(text: &str, meta: &mut Meta) {
    let Ok(value) = serde_json::from_str::<Value>(text.trim()) else { return };
    let mut queue = vec![&value];
    while let Some(value) = queue.pop() {
        match value {
            Value::Array(list) => queue.extend(list.iter().rev()),
            Value::Object(object) => {
                if is_article(object) {
                    article(object, meta);
                } else {
                    queue.extend(object.get("mainEntity"));
                    queue.extend(object.get("@graph"));
                }
            }
            _ => {}
        }
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

fn article(object: &Map<String, Value>, meta: &mut Meta) {
    let text = |key: &str| object.get(key).and_then(Value::as_str).map(clean).filter(|text| !text.is_empty());
    meta.title = meta.title.take().or_else(|| text("headline"));
    meta.published = meta.published.take().or_else(|| text("datePublished"));
    let publisher = object.get("publisher").and_then(name);
    meta.outlet = meta.outlet.take().or(publisher);
    let authors = match object.get("author") {
        Some(Value::Array(list)) => list.iter().collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    for author in authors {
        let Some(name) = name(author) else { continue };
        let organisation = author.as_object().is_some_and(|author| types(author).contains(&"Organization"));
        let list = if organisation { &mut meta.agencies } else { &mut meta.authors };
        if !list.contains(&name) {
            list.push(name);
        }
    }
}

fn name(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.as_str(),
        Value::Object(object) => object.get("name")?.as_str()?,
        _ => return None,
    };
    Some(clean(text)).filter(|text| !text.is_empty() && !text.starts_with("http"))
}

fn clean(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
