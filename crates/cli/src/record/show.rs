//! The `show` command: one record with all that proves it.

use clap::{Args, ValueEnum};
use plenipo_exchange::{actor_json, event_json, quote_json, story_view_json};
use plenipo_ledger::{ActorView, EventView, Record};
use serde_json::{Value, json};

use super::{Place, lines, page};
use crate::exit;

/// Which record.
#[derive(Args)]
pub struct Options {
    /// The id of an event, a story, an article, an actor or a quotation; a former id leads to the record of today
    #[arg(value_name = "ID")]
    id: String,

    #[command(flatten)]
    place: Place,

    /// A page for people, or one JSON object
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A page for people
    Text,
    /// One JSON object
    Json,
}

/// Runs the command.
pub fn run(options: &Options) -> anyhow::Result<u8> {
    let record = options.place.read()?.show(&options.id)?;
    let shown = match options.format {
        Format::Json => object(&record).to_string(),
        Format::Text => page::page(&record),
    };
    lines::print(&format!("{}\n", shown.trim_end()))?;
    Ok(exit::DONE)
}

fn object(record: &Record) -> Value {
    match record {
        Record::Event(view) => event_object(view),
        Record::Article(view) => json!({
            "type": "article", "id": view.id, "name": view.name, "digest": view.digest, "fetched": view.fetched,
            "revision": view.revision, "title": view.title, "outlet": view.outlet, "published": view.published,
            "text": view.text, "events": view.events,
            "differences": view.differences.iter().map(|(change, what)| json!({"change": change, "what": what})).collect::<Vec<_>>(),
            "revisions": view.revisions.iter().map(|(id, fetched)| json!({"id": id, "fetched": fetched})).collect::<Vec<_>>(),
        }),
        Record::Actor(view) => actor_object(view),
        Record::Quote(quote) => quote_json(quote),
        Record::Story(view) => story_view_json(view),
        Record::Gone { id, why } => json!({"type": "gone", "id": id, "why": why}),
    }
}

fn event_object(view: &EventView) -> Value {
    let mut object = event_json(&view.event);
    object["reports"] = view
        .reports
        .iter()
        .map(|report| {
            let days = report.start.as_ref().map(|start| json!({"start": start, "end": report.end}));
            let evidence: Vec<Value> = report
                .evidence
                .iter()
                .map(|(text, start, end)| json!({"text": text, "start": start, "end": end}))
                .collect();
            json!({
                "id": report.id, "article": report.article, "name": report.name, "outlet": report.outlet,
                "published": report.published, "address": report.address, "title": report.title, "copy_of": report.copy_of,
                "status": report.status, "when": days, "place": report.place, "evidence": evidence,
            })
        })
        .collect();
    object["changes"] = view
        .changes
        .iter()
        .map(|change| {
            json!({"change": change.change, "day": change.day, "planned": change.planned, "report": change.report})
        })
        .collect();
    object["disagreements"] = view
        .disagreements
        .iter()
        .map(|(field, value, report)| json!({"field": field, "value": value, "report": report}))
        .collect();
    object["corrections"] = view
        .corrections
        .iter()
        .map(|entry| json!({"id": entry.id, "made": entry.made, "who": entry.who, "action": entry.action, "field": entry.argument, "before": entry.before, "after": entry.after, "why": entry.why}))
        .collect();
    object
}

fn actor_object(view: &ActorView) -> Value {
    let mut object = actor_json(&view.actor);
    object["names"] = view.profiles.iter().map(|(id, name)| json!({"id": id, "name": name})).collect();
    object["offices"] = view
        .offices
        .iter()
        .map(|office| {
            json!({"office": office.office, "from": office.from, "to": office.to, "n_articles": office.n_articles, "article": office.article})
        })
        .collect();
    object["decisions"] = view
        .decisions
        .iter()
        .map(|(one, other, same, why)| json!({"one": one, "other": other, "same": same, "why": why}))
        .collect();
    object["events"] = view.events.iter().map(event_json).collect();
    object
}
