//! Rows of the ledger's lists as JSON objects, one a line.

use plenipo_ledger::{ActorRow, EventRow, Party, Plan, QuoteRow, RecordChange};
use serde_json::{Value, json};

/// Writes an event as one object: `id`, `kind`, `status`, `when`, `where`, `by`, `with`, `what`, `summary`, `n_reports`,
/// `n_outlets`, `confidence`.
pub fn event_json(event: &EventRow) -> Value {
    json!({
        "type": "event",
        "id": event.id,
        "kind": event.kind.as_str(),
        "status": event.status.as_str(),
        "when": event.start.as_ref().map(|start| json!({"start": start, "end": event.end})),
        "where": (event.place.is_some() || event.country.is_some())
            .then(|| json!({"place": event.place, "country": event.country})),
        "by": event.by.iter().map(party_json).collect::<Vec<_>>(),
        "with": event.with.iter().map(party_json).collect::<Vec<_>>(),
        "what": event.what,
        "summary": event.summary,
        "n_reports": event.n_reports,
        "n_outlets": event.n_outlets,
        "confidence": event.confidence.map(|value| (value * 1000.0).round() / 1000.0),
    })
}

/// Writes a plan as its event with `state` and, if it was moved, `planned_before`.
pub fn plan_json(plan: &Plan) -> Value {
    let mut object = event_json(&plan.event);
    object["state"] = plan.state.as_str().into();
    if let Some(before) = plan.planned_before {
        object["planned_before"] =
            json!({"start": before.start.to_string(), "end": before.end.map(|end| end.to_string())});
    }
    object
}

/// Writes a quotation as one object: `id`, `speaker`, `kind`, `medium`, `said`, `text`, `article`, `outlet`,
/// `published`.
pub fn quote_json(quote: &QuoteRow) -> Value {
    json!({
        "type": "quote",
        "id": quote.id,
        "speaker": quote.speaker.as_ref().map(party_json),
        "kind": quote.kind,
        "medium": quote.medium,
        "said": quote.said,
        "text": quote.text,
        "article": quote.article,
        "outlet": quote.outlet,
        "published": quote.published,
    })
}

/// Writes what became of a record as one object: `type` (`added`, `changed` or `gone`), `kind`, `id`, `at`, and of what is
/// gone `now` and `why`.
pub fn change_json(change: &RecordChange) -> Value {
    json!({
        "type": change.change,
        "kind": change.kind,
        "id": change.id,
        "at": change.at,
        "now": change.now,
        "why": change.why,
    })
}

/// Writes an actor as one object: `id`, `kind`, `name`, `country`, `wikidata`, `n_articles`.
pub fn actor_json(actor: &ActorRow) -> Value {
    json!({
        "type": "actor",
        "id": actor.id,
        "kind": actor.kind,
        "name": actor.name,
        "country": actor.country,
        "wikidata": actor.wikidata,
        "n_articles": actor.n_articles,
    })
}

/// Writes a party as one object: `id`, `kind`, `name`, `country`.
pub fn party_json(party: &Party) -> Value {
    json!({"id": party.id, "kind": party.kind.as_str(), "name": party.name, "country": party.country})
}
