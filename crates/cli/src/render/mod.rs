//! A reading as a page that a person likes to read on a terminal.

mod calendar;
mod paper;
mod phrase;
mod wrap;

pub use paper::paper;
pub use phrase::CountryName;
pub use wrap::visible;

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use plenipo_record::{ActorKind, Event, EventKind, Quotation, Reading, Span, Statement, Status};
use unicode_width::UnicodeWidthStr;

use wrap::{pad, wrap};

const TITLE: Style = Style::new().bold();
const SECTION: Style = AnsiColor::Cyan.on_default().bold();
const FAINT: Style = Style::new().dimmed();
const PLAIN: Style = Style::new();

/// Columns before the text of an entry: an indent of two, the days, a gap of two.
const DAYS: usize = 14;
const INDENT: usize = 2 + DAYS + 2;

/// Writes a reading as text with colours, `width` columns wide.
///
/// Colours are escape sequences; whoever prints to something else than a terminal strips them.
pub fn page(reading: &Reading, width: usize, country: CountryName) -> String {
    let mut page = Page { out: String::new(), width: width.max(40), reading, country, proof: None };
    page.head();
    page.events("WHAT HAPPENED", &[Status::Occurred]);
    page.events("UNDER WAY", &[Status::Ongoing]);
    page.events("WHAT IS COMING", &[Status::Planned, Status::Proposed]);
    page.events("CALLED OFF OR DENIED", &[Status::Cancelled, Status::Denied]);
    page.words();
    page.cast();
    page.notes();
    page.out
}

struct Page<'a> {
    out: String,
    width: usize,
    reading: &'a Reading,
    country: CountryName<'a>,
    /// The proof printed last, so that it is not printed twice in a row.
    proof: Option<Span>,
}

impl Page<'_> {
    fn head(&mut self) {
        let article = &self.reading.article;
        let title = article.title.clone().unwrap_or_else(|| "(no headline)".to_owned());
        self.block(0, &title, TITLE);

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
            self.block(0, &credit.join(" · "), PLAIN);
        }
        if article.name != "-" {
            self.block(0, &article.name, FAINT);
        }
        if self.reading.events.is_empty() && self.reading.quotations.is_empty() && self.reading.statements.is_empty() {
            self.out.push('\n');
            self.block(0, "Nothing for the record: no diplomatic event and nobody's words.", PLAIN);
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
        self.section(heading);
        self.proof = None;
        for event in events {
            let days = event.when.map_or_else(|| "no day told".to_owned(), calendar::when);
            let line = phrase::event(event, self.reading, self.country);
            self.entry(&days, &line);

            let mut topics: Vec<&str> = event.what.iter().map(String::as_str).collect();
            let told = matches!(event.kind, EventKind::Gathering | EventKind::Appoint);
            if told && !topics.is_empty() {
                topics.remove(0);
            }
            let mut aside: Vec<&str> = Vec::new();
            if event.status != Status::Occurred {
                aside.push(event.status.as_str());
            }
            aside.extend(topics);
            if !aside.is_empty() {
                self.block(INDENT, &aside.join(" · "), PLAIN);
            }
            if let Some(&span) = event.evidence.first() {
                let same = self.proof.replace(span) == Some(span);
                let proof = span.slice(&self.reading.article.text);
                let proof = if same { "(same sentence)".to_owned() } else { format!("“{proof}”") };
                self.block(INDENT, &proof, FAINT);
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
        self.section("WHO SAID WHAT");
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
                let _ = write!(line, ", {}", in_medium(medium));
            }
            if matches!(said, Said::Reported(_)) {
                line.push_str(", in substance");
            }
            self.entry(&day.map_or_else(|| "no day told".to_owned(), calendar::day), &line);
            self.block(INDENT, &words, PLAIN);
        }
    }

    fn cast(&mut self) {
        let wanted = [ActorKind::Person, ActorKind::Organization];
        let mut cast: Vec<_> = self.reading.actors.iter().filter(|actor| wanted.contains(&actor.kind)).collect();
        cast.sort_by_key(|actor| actor.kind);
        if cast.is_empty() {
            return;
        }
        self.section("WHO IS WHO");
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
            let right = wrap(&about.join(" · "), self.width - column - 4);
            self.columns(&left, column, &right);
        }
    }

    fn notes(&mut self) {
        if self.reading.diagnostics.is_empty() {
            return;
        }
        self.section("NOT UNDERSTOOD");
        for diagnostic in &self.reading.diagnostics {
            self.block(2, &diagnostic.message, PLAIN);
        }
    }

    fn section(&mut self, heading: &str) {
        let _ = writeln!(self.out, "\n{SECTION}{heading}{SECTION:#}");
    }

    /// Writes days in the left column and a line beside them.
    fn entry(&mut self, days: &str, line: &str) {
        let (left, right) = (wrap(days, DAYS), wrap(line, self.width - INDENT));
        self.columns(&left, DAYS, &right);
    }

    fn columns(&mut self, left: &[String], column: usize, right: &[String]) {
        for i in 0..left.len().max(right.len()) {
            let left = left.get(i).map_or("", String::as_str);
            let right = right.get(i).map_or("", String::as_str);
            let line = format!("  {}  {right}", pad(left, column));
            let _ = writeln!(self.out, "{}", line.trim_end());
        }
    }

    fn block(&mut self, indent: usize, text: &str, style: Style) {
        for line in wrap(text, self.width - indent) {
            let _ = writeln!(self.out, "{}{style}{line}{style:#}", " ".repeat(indent));
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

/// Writes a medium as it follows a name: `on X`, `in a statement`.
fn in_medium(medium: &str) -> String {
    match medium {
        "statement" | "speech" | "press conference" | "letter" => format!("in a {medium}"),
        "interview" => "in an interview".to_owned(),
        name => format!("on {name}"),
    }
}

#[cfg(test)]
mod tests;
