//! Events and quotations as linked data (JSON-LD in the words of schema.org).

use plenipo_ledger::{EventView, Party, QuoteRow, RecordChange};
use plenipo_record::{ActorKind, Status};
use serde_json::{Map, Value, json};

use super::Stream;
use crate::phrase::{self, CountryName};

/// Events and quotations as one document; what is not known is left out.
pub struct LinkedData<'a> {
    country: CountryName<'a>,
    is_first: bool,
}

impl<'a> LinkedData<'a> {
    /// Begins a document.
    pub fn new(country: CountryName<'a>) -> Self {
        LinkedData { country, is_first: true }
    }

    fn node(&mut self, node: &Value) -> String {
        let comma = if std::mem::take(&mut self.is_first) { "" } else { "," };
        format!("{comma}\n{node}")
    }
}

impl Stream for LinkedData<'_> {
    fn begin(&mut self) -> String {
        "{\"@context\":\"https://schema.org\",\"@graph\":[".to_owned()
    }

    fn event(&mut self, view: &EventView) -> String {
        let node = event(view, self.country);
        self.node(&node)
    }

    fn quote(&mut self, quote: &QuoteRow) -> String {
        let node = quotation(quote, self.country);
        self.node(&node)
    }

    fn gone(&mut self, change: &RecordChange) -> String {
        let object = json!({"@id": urn(&change.id)});
        let node = json!({"@type": "DeleteAction", "object": object, "endTime": change.at, "description": change.why});
        self.node(&without_nothing(node))
    }

    fn end(&mut self) -> String {
        "\n]}\n".to_owned()
    }
}

fn event(view: &EventView, country: CountryName) -> Value {
    let event = &view.event;
    let moved = view.changes.iter().any(|change| change.change == "moved");
    let status = match event.status {
        Status::Cancelled | Status::Denied => "EventCancelled",
        Status::Planned | Status::Proposed if moved => "EventRescheduled",
        _ => "EventScheduled",
    };
    // Schema.org knows whole days and months of a year, but no days of no year.
    let day = |day: &Option<String>| day.clone().filter(|day| !day.starts_with('-'));
    let place = [event.place.clone(), nation(event.country.as_deref(), country)];
    let place = place.into_iter().flatten().collect::<Vec<_>>().join(", ");
    without_nothing(json!({
        "@type": "Event",
        "@id": urn(&event.id),
        "identifier": event.id,
        "name": phrase::event_row(event, country),
        "description": event.summary,
        "startDate": day(&event.start),
        "endDate": day(&event.end),
        "eventStatus": format!("https://schema.org/{status}"),
        "keywords": (!event.what.is_empty()).then(|| event.what.clone()),
        "location": (!place.is_empty()).then(|| json!({"@type": "Place", "name": place})),
        "organizer": parties(&event.by, country),
        "attendee": parties(&event.with, country),
        "subjectOf": view.reports.iter().map(|report| article(
            &report.article, report.title.as_deref(), report.outlet.as_deref(), report.published.as_deref(),
            report.address.as_deref(),
        )).collect::<Vec<_>>(),
    }))
}

fn quotation(quote: &QuoteRow, country: CountryName) -> Value {
    without_nothing(json!({
        "@type": "Quotation",
        "@id": urn(&quote.id),
        "identifier": quote.id,
        "text": quote.text,
        "creator": quote.speaker.as_ref().map(|speaker| party(speaker, country)),
        "dateCreated": quote.said.clone().filter(|day| !day.starts_with('-')),
        "isPartOf": article(&quote.article, None, quote.outlet.as_deref(), quote.published.as_deref(), None),
    }))
}

fn parties(parties: &[Party], country: CountryName) -> Option<Vec<Value>> {
    (!parties.is_empty()).then(|| parties.iter().map(|party| self::party(party, country)).collect())
}

fn party(party: &Party, country: CountryName) -> Value {
    let kind = match party.kind {
        ActorKind::Person => "Person",
        ActorKind::Organization => "Organization",
        ActorKind::Country => "Country",
        ActorKind::Place => "Place",
    };
    // Whom a person represents is not always whose citizen the person is, so no nationality is claimed.
    let affiliation = nation(party.country.as_deref(), country).filter(|_| party.kind == ActorKind::Person);
    without_nothing(json!({
        "@type": kind,
        "@id": urn(&party.id),
        "name": party.name,
        "affiliation": affiliation.map(|name| json!({"@type": "Country", "name": name})),
    }))
}

fn article(
    id: &str,
    title: Option<&str>,
    outlet: Option<&str>,
    published: Option<&str>,
    address: Option<&str>,
) -> Value {
    without_nothing(json!({
        "@type": "NewsArticle",
        "@id": urn(id),
        "headline": title,
        "datePublished": published,
        "publisher": outlet.map(|outlet| json!({"@type": "Organization", "name": outlet})),
        "url": address.filter(|address| address.contains("://")),
    }))
}

fn nation(code: Option<&str>, country: CountryName) -> Option<String> {
    code.and_then(|code| code.parse().ok()).and_then(country)
}

fn urn(id: &str) -> String {
    format!("urn:plenipo:{id}")
}

fn without_nothing(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            Value::Object(fields.into_iter().filter(|(_, value)| !value.is_null()).collect::<Map<_, _>>())
        }
        other => other,
    }
}
