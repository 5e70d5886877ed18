//! A reading as a page that a person likes to read on a terminal.

mod paper;
mod sheet;
mod wrap;

pub use paper::paper;
pub use sheet::{FAINT, PLAIN, SECTION, Sheet, TITLE};
pub use wrap::{pad, visible, wrap};

use std::fmt::Write as _;

use plenipo_exchange::{calendar, phrase, phrase::CountryName};
use plenipo_record::{ActorKind, Event, Quotation, Reading, Span, Statement, Status};
use unicode_width::UnicodeWidthStr;

/// Writes a reading as text with colours, `width` columns wide.
///
/// Colours are escape sequences; whoever prints to something else than a terminal strips them.
pub fn page(reading: &Reading, width: usize, country: CountryName) -> String {
    let mut page = Page { sheet: Sheet::new(width), reading, country, proof: None };
    page.head();
    page.events("WHAT HAPPENED", &[Status::Occurred]);
    page.events("UNDER WAY", &[Status::Ongoing]);
    page.events("WHAT IS COMING", &[Status::Planned, Status::Proposed]);
    page.events("CALLED OFF OR DENIED", &[Status::Cancelled, Status::Denied]);
    page.words();
    page.cast();
    page.notes();
    page.sheet.out
}

struct Page<'a> {
    sheet: Sheet,
    reading: &'a Reading,
    country: CountryName<'a>,
    /// The proof printed last, so that it is not printed twice in a row.
    proof: Option<Span>,
}

impl Page<'_> {
    fn head(&mut self) {
        let article = &self.reading.article;
        let title = article.title.clone().unwrap_or_else(|| "(no headline)".to_owned());
        self.sheet.block(0, &title, TITLE);

        let mut credit: Vec<String> = [&article.outlet, &article.agency].into_iter().flatten().cloned().collect();
        if let Some(byline) = &article.byline {
            credit.push(format!("by {byline}"));
        }
        if let Some(dateline) = &article.dateline {
            let day = dateline.day.map(calendar::day);
            let parts: Vec<String> = dateline.place.iter().cloned().chain(day).collect();
            credit.push(parts.join(", "));
        }
        if let Some(published) = article.published {
            credit.push(format!("published {}", calendar::published(published)));
        }
        credit.retain(|part| !part.is_empty());
        if !credit.is_empty() {
            self.sheet.block(0, &credit.join(" · "), PLAIN);
        }
        if article.name != "-" {
            self.sheet.block(0, &article.name, FAINT);
        }
        if self.reading.events.is_empty() && self.reading.quotations.is_empty() && self.reading.statements.is_empty() {
            self.sheet.gap();
            self.sheet.block(0, "Nothing for the record: no diplomatic event and nobody's words.", PLAIN);
        }
    }

    fn events(&mut self, heading: &str, wanted: &[Status]) {
        let reading = self.reading;
        let mut events: Vec<&Event> = reading.events.iter().filter(|event| wanted.contains(&event.status)).collect();
        if events.is_empty() {
            return;
        }
        if wanted.contains(&Status::Planned) {
            // What is coming reads as a calendar; the rest keeps the order in which the article tells it.
            let first = |event: &&Event| event.when.and_then(|when| when.start.first());
            events.sort_by_key(|event| (first(event).is_none(), first(event)));
        }
        self.sheet.section(heading);
        self.proof = None;
        for event in events {
            let days = event.when.map_or_else(|| "no day told".to_owned(), calendar::when);
            let line = phrase::event(event, self.reading, self.country);
            self.sheet.entry(&days, &line);

            let mut aside: Vec<&str> = Vec::new();
            if event.status != Status::Occurred {
                aside.push(event.status.as_str());
            }
            aside.extend(phrase::topics(event.kind, &event.what).iter().map(String::as_str));
            if !aside.is_empty() {
                self.sheet.beneath(&aside.join(" · "), PLAIN);
            }
            if let Some(&span) = event.evidence.first() {
                let same = self.proof.replace(span) == Some(span);
                let proof = span.slice(&self.reading.article.text);
                let proof = if same { "(same sentence)".to_owned() } else { format!("“{proof}”") };
                self.sheet.beneath(&proof, FAINT);
            }
        }
    }

    fn words(&mut self) {
        let mut said: Vec<(usize, Said)> = Vec::new();
        said.extend(self.reading.quotations.iter().map(|q| (q.pieces.first().map_or(0, |p| p.start), Said::Quoted(q))));
        said.extend(
            self.reading.statements.iter().map(|s| (s.pieces.first().map_or(0, |p| p.start), Said::Reported(s))),
        );
        said.sort_by_key(|(start, _)| *start);
        if said.is_empty() {
            return;
        }
        self.sheet.section("WHO SAID WHAT");
        for (_, said) in said {
            let (speaker, medium, day, words) = match said {
                Said::Quoted(q) => {
                    (&q.speaker, &q.medium, q.said, format!("“{}”", quoted(q, &self.reading.article.text)))
                }
                Said::Reported(s) => (&s.speaker, &s.medium, s.said, s.text(&self.reading.article.text)),
            };
            let name = speaker.as_ref().map(|id| phrase::party(self.reading, id, self.country));
            let mut line = name.unwrap_or_else(|| "Somebody unnamed".to_owned());
            if let Some(medium) = medium {
                let _ = write!(line, ", {}", phrase::in_medium(medium));
            }
            if matches!(said, Said::Reported(_)) {
                line.push_str(", in substance");
            }
            self.sheet.entry(&day.map_or_else(|| "no day told".to_owned(), calendar::day), &line);
            self.sheet.beneath(&words, PLAIN);
        }
    }

    fn cast(&mut self) {
        let wanted = [ActorKind::Person, ActorKind::Organization];
        let mut cast: Vec<_> = self.reading.actors.iter().filter(|actor| wanted.contains(&actor.kind)).collect();
        cast.sort_by_key(|actor| actor.kind);
        if cast.is_empty() {
            return;
        }
        self.sheet.section("WHO IS WHO");
        let names: Vec<String> = cast.iter().map(|actor| visible(&phrase::actor_name(actor, self.country))).collect();
        let column = names.iter().map(|name| name.width()).max().unwrap_or(0).min(30);
        for (actor, name) in cast.iter().zip(&names) {
            let mut about: Vec<String> = Vec::new();
            about.extend(actor.country.map(|code| (self.country)(code).unwrap_or_else(|| code.to_string())));
            about.extend(actor.roles.iter().cloned());
            let handles: Vec<&str> =
                actor.names.iter().skip(1).map(String::as_str).filter(|name| name.starts_with('@')).collect();
            if !handles.is_empty() {
                about.push(handles.join(", "));
            }
            let left = wrap(name, column);
            let right = wrap(&about.join(" · "), self.sheet.width() - column - 4);
            self.sheet.columns(&left, column, &right);
        }
    }

    fn notes(&mut self) {
        if self.reading.diagnostics.is_empty() {
            return;
        }
        self.sheet.section("NOT UNDERSTOOD");
        for diagnostic in &self.reading.diagnostics {
            self.sheet.block(2, &diagnostic.message, PLAIN);
        }
    }
}

#[derive(Clone, Copy)]
enum Said<'a> {
    Quoted(&'a Quotation),
    Reported(&'a Statement),
}

/// Returns the words of a quotation, with a gap where an attribution breaks them.
fn quoted(quotation: &Quotation, text: &str) -> String {
    quotation.pieces.iter().map(|piece| piece.slice(text)).collect::<Vec<_>>().join("” … “")
}

#[cfg(test)]
mod tests;
