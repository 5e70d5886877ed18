//! The annotation as readings: what a reader without faults would hand to the ledger.

use anyhow::Context as _;
use plenipo_record::{
    Actor, ActorId, ActorKind, Article, Day, Event, EventKind, Place, Quotation, QuotationKind, Reading, Span, Status,
    When,
};
use serde_json::Value;

use crate::score::gold::Gold;

/// Returns the annotated articles as readings, in the order of their names.
pub fn readings(gold: &Gold) -> anyhow::Result<Vec<Reading>> {
    let mut readings = Vec::new();
    for (name, path) in gold.texts() {
        let annotation = gold.annotation(name)?;
        let article = plenipo_page::read(name, &std::fs::read(path)?)?.into_iter().next();
        let article = article.with_context(|| format!("no article in `{}`", path.display()))?;
        readings.push(reading(article, &annotation).with_context(|| format!("annotation of `{name}`"))?);
    }
    Ok(readings)
}

fn reading(mut article: Article, annotation: &Value) -> anyhow::Result<Reading> {
    let facts = &annotation["article"];
    article.title = text(facts, "title");
    article.outlet = text(facts, "outlet");
    article.agency = text(facts, "agency");
    let actors = list(annotation, "actors").map(actor).collect::<anyhow::Result<Vec<_>>>()?;
    let events = list(annotation, "events").map(|value| event(&article, value)).collect::<anyhow::Result<Vec<_>>>()?;
    let quotations = list(annotation, "quotes").filter_map(|value| quotation(&article, value)).collect();
    Ok(Reading { actors, events, quotations, statements: Vec::new(), diagnostics: Vec::new(), article })
}

fn actor(value: &Value) -> anyhow::Result<Actor> {
    let kind = match text(value, "kind").as_deref() {
        Some("person") => ActorKind::Person,
        Some("country") => ActorKind::Country,
        Some("place") => ActorKind::Place,
        _ => ActorKind::Organization,
    };
    Ok(Actor {
        id: ActorId::new(text(value, "id").context("an actor without an id")?),
        kind,
        names: texts(value, "names"),
        country: text(value, "country").map(|code| code.parse()).transpose()?,
        roles: texts(value, "roles"),
    })
}

fn event(article: &Article, value: &Value) -> anyhow::Result<Event> {
    let ids = |side| texts(value, side).into_iter().map(ActorId::new).collect();
    let place = &value["where"];
    let evidence: Vec<Span> = texts(value, "evidence").iter().filter_map(|words| find(article, words)).collect();
    Ok(Event {
        id: text(value, "key").context("an event without a key")?,
        kind: EventKind::from_word(&text(value, "kind").unwrap_or_default()).context("an unknown kind")?,
        status: Status::from_word(&text(value, "status").unwrap_or_default()).context("an unknown status")?,
        by: ids("by"),
        with: ids("with"),
        when: when(&value["when"])?,
        place: (!place.is_null())
            .then(|| {
                let country = text(place, "country").map(|code| code.parse()).transpose()?;
                Ok::<_, anyhow::Error>(Place { name: text(place, "place"), country })
            })
            .transpose()?,
        what: texts(value, "what"),
        // Where the page's text differs from the annotated one, the headline stands in.
        evidence: if evidence.is_empty() { vec![article.parts[0].span] } else { evidence },
        detail: None,
        confidence: None,
    })
}

fn quotation(article: &Article, value: &Value) -> Option<Quotation> {
    Some(Quotation {
        id: text(value, "text")?,
        speaker: text(value, "speaker").map(ActorId::new),
        kind: if text(value, "kind").as_deref() == Some("partial") {
            QuotationKind::Partial
        } else {
            QuotationKind::Direct
        },
        medium: text(value, "medium"),
        said: text(value, "said").and_then(|day| day.parse().ok()),
        mention: None,
        cue: None,
        pieces: vec![find(article, &text(value, "text")?)?],
    })
}

fn when(value: &Value) -> anyhow::Result<Option<When>> {
    let day = |field| text(value, field).map(|day| day.parse::<Day>()).transpose();
    Ok(match (day("start")?, day("end")?) {
        (Some(start), end) => Some(When { start, end }),
        (None, Some(end)) => Some(When::on(end)),
        (None, None) => None,
    })
}

fn find(article: &Article, words: &str) -> Option<Span> {
    let start = article.text.find(words)?;
    Some(Span::new(start, start + words.len()))
}

fn list<'v>(value: &'v Value, field: &str) -> impl Iterator<Item = &'v Value> {
    value[field].as_array().into_iter().flatten()
}

fn text(value: &Value, field: &str) -> Option<String> {
    value[field].as_str().map(str::to_owned)
}

fn texts(value: &Value, field: &str) -> Vec<String> {
    list(value, field).filter_map(Value::as_str).map(str::to_owned).collect()
}
