//! The record as a folder of CSV tables with a codebook.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use plenipo_ledger::{EventRow, EventView, OfficeRow, QuoteRow};
use plenipo_record::{EventKind, Status, codes};

/// One table of the bundle: what it is called, what a row is, and what its columns hold.
#[derive(Clone, Copy, Debug)]
pub struct File {
    /// The name of the file without its ending.
    pub name: &'static str,
    /// What one row is.
    pub row: &'static str,
    /// Columns with what they hold, in order.
    pub columns: &'static [(&'static str, &'static str)],
}

/// The tables, in the order of the codebook.
const FILES: [File; 9] = [
    File {
        name: "events",
        row: "an event of the record",
        columns: &[
            ("event_id", "the public name of the event"),
            ("kind", "meet, visit, call, gathering, negotiate, agree, sanction, appoint or aid"),
            ("status", "occurred, ongoing, planned, proposed, cancelled or denied"),
            ("start", "the first day, ISO 8601 as far as known; empty if no report tells one"),
            ("end", "the last day; empty if it is open or no day is told"),
            ("place", "the place"),
            ("country", "the country of the place, ISO 3166-1 alpha-3"),
            ("what", "topics, parted by semicolons"),
            ("summary", "the sentence that tells it"),
            ("n_reports", "independent reports: copies of one text count once"),
            ("n_outlets", "outlets, those with copies too"),
            ("confidence", "how sure the reader is, 0 to 1; empty if it does not say"),
            ("plover", "the event type of PLOVER 2.0"),
            ("plover_mode", "its mode, where one fits"),
            ("cameo", "the CAMEO code; digits that are text, since a leading zero counts"),
        ],
    },
    File {
        name: "event_actors",
        row: "somebody who takes part in an event",
        columns: &[
            ("event_id", "the event"),
            ("side", "by: the acting side; with: the other side"),
            ("ordinal", "the place on that side, from 0"),
            ("actor_id", "the public name of the actor"),
            ("name", "what the actor is called"),
            ("kind", "person, organization, country or place"),
            ("country", "the country that the actor is, represents or belongs to, ISO 3166-1 alpha-3"),
        ],
    },
    File {
        name: "evidence",
        row: "a sentence that proves a report of an event",
        columns: &[
            ("event_id", "the event"),
            ("report_id", "the report"),
            ("article_id", "the article"),
            ("ordinal", "the place among the sentences of the report, from 0"),
            ("start", "where it begins in the article's text, in bytes of UTF-8"),
            ("end", "where it ends"),
            ("sentence", "the words"),
        ],
    },
    File {
        name: "reports",
        row: "an event as one article tells it",
        columns: &[
            ("report_id", "the public name of the report"),
            ("event_id", "the event"),
            ("article_id", "the article"),
            ("address", "the address of the article, or the name of its file"),
            ("outlet", "the outlet"),
            ("published", "when it was published, ISO 8601 as far as known"),
            ("title", "the headline"),
            ("copy_of", "the article of which this one is a copy; empty if of none"),
            ("status", "how far the event had come by this report"),
            ("start", "the first day by this report"),
            ("end", "the last day by this report"),
            ("place", "the place by this report"),
        ],
    },
    File {
        name: "changes",
        row: "a step in the life of an event",
        columns: &[
            ("event_id", "the event"),
            ("ordinal", "the place among the steps, from 0"),
            ("change", "announced, confirmed, moved, cancelled, denied or occurred"),
            ("day", "the day on which it was told"),
            ("planned", "for a plan that moved: when it was planned before"),
            ("report_id", "the report that tells it"),
        ],
    },
    File {
        name: "disagreements",
        row: "a value of one report that another contradicts",
        columns: &[
            ("event_id", "the event"),
            ("field", "day, place, who, number or status"),
            ("value", "the value"),
            ("report_id", "the report that gives it"),
        ],
    },
    File {
        name: "quotes",
        row: "a quotation",
        columns: &[
            ("quote_id", "the public name of the quotation"),
            ("speaker_id", "who spoke; empty if the article does not say"),
            ("speaker", "what the speaker is called"),
            ("country", "the speaker's country, ISO 3166-1 alpha-3"),
            ("kind", "direct: whole sentences; partial: a part of one"),
            ("medium", "where it was said"),
            ("said", "the day on which it was said"),
            ("text", "the words"),
            ("article_id", "the article"),
            ("outlet", "the outlet"),
            ("published", "when the article was published"),
        ],
    },
    File {
        name: "offices",
        row: "an office of an actor, as articles state it or the authority file has it",
        columns: &[
            ("actor_id", "the actor"),
            ("office", "the office in the words of the article"),
            ("from", "the first publication that states it, or the first day by the authority file"),
            ("to", "the last publication that states it, or the last day by the authority file"),
            ("n_articles", "how many articles state it; 0 for the authority file"),
            ("article_id", "the first article that states it"),
        ],
    },
    File {
        name: "pair_month",
        row: "two countries in one month; pairs that have an event in some month have a row for every observed month",
        columns: &[
            ("country_a", "the country that comes first in the alphabet of codes"),
            ("country_b", "the other country"),
            ("month", "the month, as 2026-03"),
            ("n_events", "events in which both take part, by their first day"),
            ("n_reports", "independent reports of these"),
            (
                "observed_days",
                "days of the month on which any article of the ledger was published; few mean that 0 events may be missing news",
            ),
        ],
    },
];

/// Rows of all tables under construction.
#[derive(Debug, Default)]
pub struct Bundle {
    rows: BTreeMap<&'static str, Vec<Vec<String>>>,
    /// Events and reports by pair of countries and month.
    pairs: BTreeMap<(String, String, String), (i64, i64)>,
    /// Actors whose offices belong into the bundle.
    actors: BTreeSet<String>,
}

impl Bundle {
    /// Adds an event with all that proves it.
    pub fn event(&mut self, view: &EventView) {
        let event = &view.event;
        let codes = codes(event.kind, event.status, None);
        let confidence = event.confidence.map(|value| format!("{value:.3}"));
        self.add(
            "events",
            [
                &event.id as &dyn Display,
                &event.kind.as_str(),
                &event.status.as_str(),
                &text(event.start.as_ref()),
                &text(event.end.as_ref()),
                &text(event.place.as_ref()),
                &text(event.country.as_ref()),
                &event.what.join("; "),
                &event.summary,
                &event.n_reports,
                &event.n_outlets,
                &text(confidence.as_ref()),
                &codes.plover,
                &codes.mode.unwrap_or_default(),
                &codes.cameo,
            ],
        );
        for (side, parties) in [("by", &event.by), ("with", &event.with)] {
            for (ordinal, party) in parties.iter().enumerate() {
                let country = text(party.country.as_ref());
                self.add(
                    "event_actors",
                    [
                        &event.id as &dyn Display,
                        &side,
                        &ordinal,
                        &party.id,
                        &party.name,
                        &party.kind.as_str(),
                        &country,
                    ],
                );
                self.actors.insert(party.id.clone());
            }
        }
        self.reports(view);
        self.history(view);
        self.count_pairs(event);
    }

    /// Adds a quotation.
    pub fn quote(&mut self, quote: &QuoteRow) {
        let speaker = quote.speaker.as_ref();
        self.add(
            "quotes",
            [
                &quote.id as &dyn Display,
                &text(speaker.map(|speaker| &speaker.id)),
                &text(speaker.map(|speaker| &speaker.name)),
                &text(speaker.and_then(|speaker| speaker.country.as_ref())),
                &quote.kind,
                &text(quote.medium.as_ref()),
                &text(quote.said.as_ref()),
                &quote.text,
                &quote.article,
                &text(quote.outlet.as_ref()),
                &text(quote.published.as_ref()),
            ],
        );
        self.actors.extend(speaker.map(|speaker| speaker.id.clone()));
    }

    /// Returns the actors of what was added, whose offices are to be added too.
    pub fn actors(&self) -> Vec<String> {
        self.actors.iter().cloned().collect()
    }

    /// Adds an office of an actor.
    pub fn office(&mut self, actor: &str, office: &OfficeRow) {
        let (from, to) = (text(office.from.as_ref()), text(office.to.as_ref()));
        let article = text(office.article.as_ref());
        self.add("offices", [&actor as &dyn Display, &office.office, &from, &to, &office.n_articles, &article]);
    }

    /// Returns the tables with their rows; `observed` holds days with news by month.
    pub fn finish(mut self, observed: &BTreeMap<String, i64>) -> Vec<(File, Vec<Vec<String>>)> {
        let pairs: BTreeSet<(String, String)> = self.pairs.keys().map(|(a, b, _)| (a.clone(), b.clone())).collect();
        let told = self.pairs.keys().map(|(.., month)| month);
        let months: BTreeSet<String> = observed.keys().chain(told).cloned().collect();
        for (a, b) in &pairs {
            for month in &months {
                let key = (a.clone(), b.clone(), month.clone());
                let (events, reports) = self.pairs.get(&key).copied().unwrap_or_default();
                let days = observed.get(month).copied().unwrap_or_default();
                self.add("pair_month", [a as &dyn Display, b, month, &events, &reports, &days]);
            }
        }
        FILES.iter().map(|file| (*file, self.rows.remove(file.name).unwrap_or_default())).collect()
    }

    fn reports(&mut self, view: &EventView) {
        let event = &view.event.id;
        for report in &view.reports {
            let address = report.address.as_ref().unwrap_or(&report.name);
            self.add(
                "reports",
                [
                    &report.id as &dyn Display,
                    event,
                    &report.article,
                    address,
                    &text(report.outlet.as_ref()),
                    &text(report.published.as_ref()),
                    &text(report.title.as_ref()),
                    &text(report.copy_of.as_ref()),
                    &report.status,
                    &text(report.start.as_ref()),
                    &text(report.end.as_ref()),
                    &text(report.place.as_ref()),
                ],
            );
            for (ordinal, (sentence, start, end)) in report.evidence.iter().enumerate() {
                self.add(
                    "evidence",
                    [event as &dyn Display, &report.id, &report.article, &ordinal, start, end, sentence],
                );
            }
        }
    }

    fn history(&mut self, view: &EventView) {
        let event = &view.event.id;
        for (ordinal, change) in view.changes.iter().enumerate() {
            let (day, planned) = (text(change.day.as_ref()), text(change.planned.as_ref()));
            self.add("changes", [event as &dyn Display, &ordinal, &change.change, &day, &planned, &change.report]);
        }
        for (field, value, report) in &view.disagreements {
            self.add("disagreements", [event as &dyn Display, field, value, report]);
        }
    }

    /// Counts an event for each pair of countries that take part, under the month of its first day.
    fn count_pairs(&mut self, event: &EventRow) {
        let month = event.start.as_deref().filter(|day| !day.starts_with('-')).and_then(|day| day.get(..7));
        let Some(month) = month else { return };
        let parties = event.by.iter().chain(&event.with);
        let countries: BTreeSet<&String> = parties.filter_map(|party| party.country.as_ref()).collect();
        let countries: Vec<&String> = countries.into_iter().collect();
        for (at, one) in countries.iter().enumerate() {
            for other in &countries[at + 1..] {
                let pair = ((*one).clone(), (*other).clone(), month.to_owned());
                let count = self.pairs.entry(pair).or_default();
                count.0 += 1;
                count.1 += event.n_reports;
            }
        }
    }

    fn add<'a>(&mut self, table: &'static str, cells: impl IntoIterator<Item = &'a dyn Display>) {
        self.rows.entry(table).or_default().push(cells.into_iter().map(ToString::to_string).collect());
    }
}

/// Returns the codebook: file, column, what it holds; a row without a column says what a row of the file is.
pub fn codebook() -> Vec<[String; 3]> {
    let mut rows = Vec::new();
    let all = FILES.iter().chain(std::iter::once(&CROSSWALK));
    for file in all {
        let name = format!("{}.csv", file.name);
        rows.push([name.clone(), String::new(), format!("one row is {}", file.row)]);
        for (column, meaning) in file.columns {
            rows.push([name.clone(), (*column).to_owned(), (*meaning).to_owned()]);
        }
    }
    rows
}

const CROSSWALK: File = File {
    name: "crosswalk",
    row: "a kind of event that has come so far, with its usual codes",
    columns: &[
        ("kind", "the kind of event"),
        ("status", "how far it has come"),
        ("plover", "the event type of PLOVER 2.0"),
        ("plover_mode", "its mode, where one fits"),
        ("cameo", "the CAMEO code"),
    ],
};

/// Returns the table of codes by kind and status.
pub fn crosswalk() -> (File, Vec<Vec<String>>) {
    let mut rows = Vec::new();
    for kind in EventKind::ALL {
        for status in Status::ALL {
            let codes = codes(kind, status, None);
            let cells = [kind.as_str(), status.as_str(), codes.plover, codes.mode.unwrap_or_default(), codes.cameo];
            rows.push(cells.map(str::to_owned).to_vec());
        }
    }
    (CROSSWALK, rows)
}

fn text(value: Option<&String>) -> String {
    value.cloned().unwrap_or_default()
}
