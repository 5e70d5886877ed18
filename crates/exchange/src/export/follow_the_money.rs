//! Events and who takes part as entities of followthemoney, one a line.

use std::collections::BTreeSet;

use plenipo_ledger::{EventView, Party, QuoteRow, ReportRow};
use plenipo_record::ActorKind;
use serde_json::{Map, Value, json};

use super::Stream;
use crate::phrase::{self, CountryName};

/// The codes of two letters that followthemoney knows countries by.
const TWO_LETTERS: &str = include_str!("../../../../data/places/alpha2.tsv");

/// Entities of followthemoney: `Person`, `Organization`, `PublicBody` for a state, `LegalEntity` for a place that stands
/// as a party, `Event`, `Article`, and `Note` for a quotation.
///
/// An entity goes by the public name of its record, after `plenipo-`. Each is written once, before what refers to it.
pub struct FollowTheMoney<'a> {
    country: CountryName<'a>,
    written: BTreeSet<String>,
}

impl<'a> FollowTheMoney<'a> {
    /// Begins a file.
    pub fn new(country: CountryName<'a>) -> Self {
        FollowTheMoney { country, written: BTreeSet::new() }
    }

    /// Writes an entity, unless it was written before; values that are missing are left out.
    fn entity(&mut self, out: &mut String, schema: &str, id: &str, properties: &[(&str, Vec<String>)]) {
        if !self.written.insert(id.to_owned()) {
            return;
        }
        let filled = properties.iter().filter(|(_, values)| !values.is_empty());
        let properties: Map<String, Value> = filled.map(|(name, values)| ((*name).to_owned(), json!(values))).collect();
        let entity = json!({"id": entity_id(id), "schema": schema, "properties": properties});
        out.push_str(&entity.to_string());
        out.push('\n');
    }

    fn party(&mut self, out: &mut String, party: &Party) {
        let schema = match party.kind {
            ActorKind::Person => "Person",
            ActorKind::Organization => "Organization",
            ActorKind::Country => "PublicBody",
            ActorKind::Place => "LegalEntity",
        };
        let country = two_letters(party.country.as_deref());
        self.entity(out, schema, &party.id, &[("name", vec![party.name.clone()]), ("country", country)]);
    }

    fn article(&mut self, out: &mut String, report: &ReportRow) {
        let title = report.title.clone().unwrap_or_else(|| report.name.clone());
        let properties = [
            ("name", vec![title.clone()]),
            ("title", vec![title]),
            ("publisher", report.outlet.iter().cloned().collect()),
            ("publishedAt", date(report.published.as_deref())),
            ("sourceUrl", web(report.address.as_deref())),
        ];
        self.entity(out, "Article", &report.article, &properties);
    }
}

impl Stream for FollowTheMoney<'_> {
    fn event(&mut self, view: &EventView) -> String {
        let (mut out, event) = (String::new(), &view.event);
        let parties = || event.by.iter().chain(&event.with);
        for party in parties() {
            self.party(&mut out, party);
        }
        for report in &view.reports {
            self.article(&mut out, report);
        }
        let articles: BTreeSet<String> = view.reports.iter().map(|report| entity_id(&report.article)).collect();
        let addresses: BTreeSet<String> =
            view.reports.iter().flat_map(|report| web(report.address.as_deref())).collect();
        let words = [event.kind.as_str().to_owned(), event.status.as_str().to_owned()];
        let properties = [
            ("name", vec![phrase::event_row(event, self.country)]),
            ("summary", vec![event.summary.clone()]),
            ("startDate", date(event.start.as_deref())),
            ("endDate", date(event.end.as_deref())),
            ("location", event.place.iter().cloned().collect()),
            ("country", two_letters(event.country.as_deref())),
            ("keywords", words.into_iter().chain(event.what.iter().cloned()).collect()),
            ("involved", parties().map(|party| entity_id(&party.id)).collect()),
            ("proof", articles.into_iter().collect()),
            ("sourceUrl", addresses.into_iter().collect()),
            ("recordId", vec![event.id.clone()]),
        ];
        self.entity(&mut out, "Event", &event.id, &properties);
        out
    }

    fn quote(&mut self, quote: &QuoteRow) -> String {
        let mut out = String::new();
        if let Some(speaker) = &quote.speaker {
            self.party(&mut out, speaker);
        }
        let speaker = quote.speaker.iter();
        let title = [quote.speaker.as_ref().map(|speaker| speaker.name.clone()), quote.outlet.clone()];
        let title: Vec<String> = title.into_iter().flatten().collect();
        let properties = [
            // A value that is empty is none.
            ("name", (!title.is_empty()).then(|| title.join(", ")).into_iter().collect()),
            ("description", vec![quote.text.clone()]),
            ("entity", speaker.map(|speaker| entity_id(&speaker.id)).collect()),
            ("publisher", quote.outlet.iter().cloned().collect()),
            ("createdAt", date(quote.said.as_deref().or(quote.published.as_deref()))),
        ];
        self.entity(&mut out, "Note", &quote.id, &properties);
        out
    }
}

fn entity_id(id: &str) -> String {
    format!("plenipo-{id}")
}

fn two_letters(code: Option<&str>) -> Vec<String> {
    let rows = || TWO_LETTERS.lines().filter_map(|row| row.split_once('\t'));
    let found = code.and_then(|code| rows().find(|(three, _)| *three == code));
    found.map(|(_, two)| two.to_lowercase()).into_iter().collect()
}

/// Returns a day as far as it is known; followthemoney knows no days without a year.
fn date(day: Option<&str>) -> Vec<String> {
    let day = day.filter(|day| !day.starts_with('-')).map(|day| day.split('T').next().unwrap_or(day).to_owned());
    day.into_iter().collect()
}

fn web(address: Option<&str>) -> Vec<String> {
    address.filter(|address| address.contains("://")).map(str::to_owned).into_iter().collect()
}
