//! One event on the working paper: its fields with their words, and the reports that became one.

use plenipo_record::{EventKind, Place, When};

use super::trail::{Origin, Trail, words_in};
use super::{ExplainedField, ExplainedMerge, ExplainedRecord, Fallback, Words};
use crate::cast::MemberIndex;
use crate::frame::EventMention;
use crate::merge::{self, MergedEvent};

impl Trail<'_> {
    pub(super) fn event(&self, event: &MergedEvent, id: &str) -> ExplainedRecord {
        let first = event.reports[0];
        let mut fields = vec![
            field("kind", event.kind.as_str(), self.trigger_origin(first)),
            field("status", event.status.as_str(), self.status_origin(event)),
        ];
        for (name, side) in [("by", &event.by), ("with", &event.with)] {
            fields.extend(side.iter().map(|&party| field(name, self.name(party), self.party_origin(event, party))));
        }
        fields.extend(event.when.map(|when| field("when", when.to_string(), self.when_origin(event))));
        let place = event.place.as_ref();
        fields.extend(place.map(|place| field("where", place_name(place), self.place_origin(event))));
        fields.extend(event.what.iter().map(|topic| field("what", topic, self.topic_origin(event, topic))));
        let text = self.material.document.text;
        fields.extend(event.passages.iter().map(|&passage| {
            let words = words_in(passage, self.passage(passage).sentence.span.trim(text));
            field("evidence", format!("sentence {}", passage + 1), Origin::words([words], ""))
        }));
        fields.push(self.confidence(event));
        let merges = event.reports.iter().enumerate().map(|(at, &report)| ExplainedMerge {
            report: report + 1,
            trigger: self.trigger(report),
            why: why_merged(event, &self.material.reports[report], at == 0),
        });
        ExplainedRecord { id: id.to_owned(), fields, merges: merges.collect() }
    }

    /// What an event is worth of which nothing is known, and what each reason adds to it.
    fn confidence(&self, event: &MergedEvent) -> ExplainedField {
        let weights = self.material.lexicon.confidence();
        let reasons = event.rating.reasons.iter().map(|reason| (weights.of(reason), weights.words_for(reason)));
        let told =
            reasons.filter(|(weight, _)| weight.abs() >= 0.01).map(|(weight, words)| format!("{weight:+.2} {words}"));
        let how: Vec<String> = std::iter::once(format!("{:.2} at first", weights.base())).chain(told).collect();
        let origin = Origin::words([self.trigger(event.reports[0])], how.join(", "));
        field("confidence", format!("{:.2}", event.rating.confidence), origin)
    }

    fn trigger(&self, report: usize) -> Words {
        let report = &self.material.reports[report];
        self.token(report.passage, report.trigger)
    }

    fn trigger_origin(&self, report: usize) -> Origin {
        let (_, attempt) = self.attempt_of(report);
        Origin::words([self.trigger(report)], format!("frame {}", attempt.frame))
    }

    fn status_origin(&self, event: &MergedEvent) -> Origin {
        match event.status_origin {
            merge::Origin::Scene(report) => self.scene(report, Trail::status_origin),
            merge::Origin::Report(report) if self.material.reports[report].status != event.status => {
                let dated = self.day_of_report(report);
                Origin { how: "the day lies on the other side of the copy's".to_owned(), ..dated }
            }
            merge::Origin::Report(report) => {
                let (_, attempt) = self.attempt_of(report);
                let is_told = !attempt.cues_for(event.status).is_empty();
                Origin::words(self.cues(report, event.status), if is_told { "cue" } else { "tense" })
            }
            merge::Origin::News => Origin::words([self.trigger(event.reports[0])], "").by(Fallback::News),
        }
    }

    fn party_origin(&self, event: &MergedEvent, party: MemberIndex) -> Origin {
        let mentions = self.material.mentions;
        let first = self.mentions_of(party).next().map(|index| self.mention(&mentions[index]));
        let told = |&&report: &&usize| {
            let report = &self.material.reports[report];
            report.by.contains(&party) || report.with.contains(&party)
        };
        if let Some(&report) = event.reports.iter().find(told) {
            let (passage, attempt) = self.attempt_of(report);
            let stood = attempt.stood_for.iter().filter(|(_, members)| members.contains(&party));
            let stood = stood.map(|(index, _)| &mentions[*index]);
            let nearest = stood.min_by_key(|mention| mention.head.abs_diff(attempt.token));
            let mention = nearest.or_else(|| self.mention_in(passage, party, attempt.token));
            let Some(mention) = mention else { return Origin::words(first, "named elsewhere in the text") };
            let slot = attempt.filled.iter().find(|(_, members)| members.contains(&party));
            let how = slot.map_or_else(|| "beside the trigger".to_owned(), |(slot, _)| format!("slot {slot}"));
            return Origin::words([self.mention(mention)], how);
        }
        let company = self.material.company;
        if company.leaders.iter().any(|&(_, leader)| leader == party) {
            return Origin::words(first, "leads the delegation");
        }
        if let Some((passage, _)) = company.travellers.iter().find(|(_, travellers)| travellers.contains(&party)) {
            let mention = self.mention_in(*passage, party, 0).map(|mention| self.mention(mention));
            return Origin::words(mention.or(first), "travels along");
        }
        if event.kind == EventKind::Aid {
            return Origin::words(first, "host of the giver, or whom the giver has just met").by(Fallback::Scene(None));
        }
        let Some(before) = event.round_of else { return Origin::unknown() };
        Origin::words(first, "same parties as before").by(Fallback::Round(self.event_with(before)))
    }

    fn when_origin(&self, event: &MergedEvent) -> Origin {
        match event.when_origin {
            merge::Origin::Report(report) => self.day_of_report(report),
            merge::Origin::Scene(report) => self.scene(report, Trail::when_origin),
            merge::Origin::News => {
                Origin::words(self.cues(event.reports[0], event.status), "told in the past without a day")
                    .by(Fallback::News)
            }
        }
    }

    /// Where the days of one report come from.
    fn day_of_report(&self, report: usize) -> Origin {
        let (passage, attempt) = self.attempt_of(report);
        let how = |(_, tense, when): (_, crate::time::Tense, When)| {
            let stretched = attempt.n_days.map_or_else(String::new, |n_days| format!(", over {n_days} days"));
            format!("{} tense: {when}{stretched}", tense.as_str())
        };
        let words = attempt.dated.map(|(span, ..)| words_in(passage, span));
        Origin::words(words, attempt.dated.map(how).unwrap_or_default())
    }

    fn place_origin(&self, event: &MergedEvent) -> Origin {
        let report = match event.place_origin {
            merge::Origin::Report(report) => report,
            merge::Origin::Scene(report) => return self.scene(report, Trail::place_origin),
            merge::Origin::News => event.reports[0],
        };
        let (passage, attempt) = self.attempt_of(report);
        let place = self.material.reports[report].place.as_ref();
        let named = attempt.placed.iter().rev().find(|(_, told)| Some(told) == place);
        if let Some(&(head, _)) = named {
            let mention = self.mention_at(passage, head).map(|mention| self.mention(mention));
            let words = mention.unwrap_or_else(|| self.token(passage, head));
            let is_town = place.is_some_and(|place| place.name.is_some() && place.country.is_some());
            let how = if is_town { "its country by the list of places" } else { "as named" };
            return Origin::words([words], how);
        }
        if !attempt.is_here {
            return Origin::unknown();
        }
        let here = (0..self.passage(passage).len()).find(|&token| self.passage(passage).lemma(token) == "here");
        let words = here.map(|token| self.token(passage, token));
        Origin::words(words, "where the copy comes from").by(Fallback::Dateline)
    }

    /// What the event around another gives it.
    fn scene(&self, first_report: usize, origin: impl Fn(&Self, &MergedEvent) -> Origin) -> Origin {
        let scene = self.material.events.iter().find(|event| event.reports[0] == first_report);
        let words = scene.map_or_else(|| Origin::words([self.trigger(first_report)], ""), |scene| origin(self, scene));
        words.by(Fallback::Scene(self.event_with(first_report)))
    }

    /// The words of a topic, which stand as they are in one of the sentences.
    fn topic_origin(&self, event: &MergedEvent, topic: &str) -> Origin {
        let text = self.material.document.text;
        let reported = event.reports.iter().map(|&report| self.material.reports[report].passage);
        let found = reported.filter_map(|passage| {
            let sentence = self.passage(passage).sentence.span;
            let at = sentence.slice(text).find(topic)?;
            let start = sentence.start + at;
            Some(words_in(passage, plenipo_record::Span::new(start, start + topic.len())))
        });
        Origin::words(found.take(1), "in the article's words")
    }
}

/// Why a report is of the same event as those before it.
fn why_merged(event: &MergedEvent, report: &EventMention, is_first: bool) -> &'static str {
    match event.kind {
        _ if is_first && event.round_of.is_some() => "a further round with the same parties",
        _ if is_first => "first report",
        _ if report.is_anaphoric => "points back to the last event that it fits",
        EventKind::Visit => "same travellers; no day, country or outcome against it",
        EventKind::Gathering => "same occasion: by its parties, or by its day or place nearby",
        _ => "same parties; no day, country or outcome against it",
    }
}

pub(super) fn field(name: &'static str, value: impl Into<String>, origin: Origin) -> ExplainedField {
    let Origin { words, fallback, how } = origin;
    ExplainedField { field: name, value: value.into(), words, fallback, how }
}

fn place_name(place: &Place) -> String {
    let country = place.country.map(|code| code.to_string());
    let parts: Vec<String> = place.name.iter().cloned().chain(country).collect();
    parts.join(", ")
}
