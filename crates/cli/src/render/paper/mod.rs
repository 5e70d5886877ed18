//! An explanation as an analyst's working paper: sentences with what was seen in them, then records with their words.

mod tree;

use std::fmt::Write as _;

use anstyle::Style;
use plenipo_exchange::calendar;
use plenipo_reading::Explanation;
use plenipo_reading::explain::{
    ExplainedField, ExplainedFrame, ExplainedMention, ExplainedRecord, ExplainedReport, ExplainedSentence,
    ExplainedTime, Words,
};
use plenipo_record::{Article, Place, When};

use super::wrap::{pad, wrap};
use super::{FAINT, PLAIN, SECTION, TITLE};

/// Columns of a field's name and of its value.
const FIELD: usize = 9;
const VALUE: usize = 24;

/// Writes how an article was read as text with colours, `width` columns wide.
pub fn paper(article: &Article, explanation: &Explanation, width: usize) -> String {
    let mut paper = Paper { out: String::new(), width: width.max(60), text: &article.text };
    paper.head(article, explanation);
    for sentence in &explanation.sentences {
        paper.sentence(sentence);
    }
    paper.records("EVENTS", &explanation.events);
    paper.records("NEARLY", &explanation.doubted);
    paper.records("QUOTATIONS", &explanation.quotations);
    paper.records("STATEMENTS", &explanation.statements);
    paper.records("ACTORS", &explanation.actors);
    paper.out
}

struct Paper<'a> {
    out: String,
    width: usize,
    text: &'a str,
}

impl Paper<'_> {
    fn head(&mut self, article: &Article, explanation: &Explanation) {
        self.block(0, article.title.as_deref().unwrap_or("(no headline)"), TITLE);
        if article.name != "-" {
            self.block(0, &article.name, FAINT);
        }
        let day = match explanation.reference {
            Some((day, from)) => format!("Days are understood against {} ({from}).", calendar::day(day)),
            None => "No day is known against which days could be understood.".to_owned(),
        };
        self.block(0, &day, PLAIN);
    }

    fn sentence(&mut self, sentence: &ExplainedSentence) {
        let place = format!("paragraph {}, bytes {}", sentence.paragraph, sentence.span);
        let _ = writeln!(self.out, "\n{SECTION}S{}{SECTION:#}  {FAINT}{place}{FAINT:#}", sentence.number);
        self.block(2, sentence.span.slice(self.text), PLAIN);
        self.out.push('\n');
        for line in tree::lines(sentence, self.text, self.width - 2) {
            let _ = writeln!(self.out, "  {line}");
        }
        let mentions: Vec<String> = sentence.mentions.iter().map(|mention| self.mention(mention)).collect();
        self.list("who and where", &mentions);
        let times: Vec<String> = sentence.times.iter().map(|time| self.time(time)).collect();
        self.list("when", &times);
        let frames: Vec<String> = sentence.frames.iter().flat_map(|frame| self.frame(frame)).collect();
        self.list("frames", &frames);
    }

    fn mention(&self, mention: &ExplainedMention) -> String {
        let words = quoted(self.text, mention.words);
        let mut means = mention.stands_for.join(", ");
        if means.is_empty() {
            means = mention.country.map_or_else(|| "-".to_owned(), |code| code.to_string());
        }
        let earlier = mention.earlier.map(|words| format!(", as {}", self.located(words)));
        format!("{words} {}: {means} ({}{})", mention.kind, mention.rule, earlier.unwrap_or_default())
    }

    fn time(&self, time: &ExplainedTime) -> String {
        let day = |when: Option<When>| when.map_or_else(|| "unknown".to_owned(), |when| when.to_string());
        let [past, present, future] = time.meanings;
        let meaning = if past == present && present == future {
            day(past)
        } else {
            format!("past {}, present {}, future {}", day(past), day(present), day(future))
        };
        format!("{}: {meaning}", quoted(self.text, time.words))
    }

    fn frame(&self, frame: &ExplainedFrame) -> Vec<String> {
        let trigger = quoted(self.text, frame.trigger);
        if frame.reports.is_empty() {
            let reasons = frame.misses.iter().map(|(miss, words)| {
                if words.is_empty() { miss.to_string() } else { format!("{miss}: {}", listed(words)) }
            });
            return vec![format!("{trigger} not {}: {}", frame.frame, reasons.collect::<Vec<_>>().join("; "))];
        }
        let slots = frame.slots.iter().map(|(slot, names)| format!("{slot} {}", names.join(" and ")));
        let slots: Vec<String> = slots.collect();
        let slots = if slots.is_empty() { "parties from the words around".to_owned() } else { slots.join("; ") };
        let mut lines = vec![format!("{trigger} {}: {slots}", frame.frame)];
        lines.extend(frame.reports.iter().map(|report| self.report(report)));
        lines
    }

    fn report(&self, report: &ExplainedReport) -> String {
        let cues: Vec<String> = report.cues.iter().map(|&words| quoted(self.text, words)).collect();
        let mut parts = vec![format!("{} by {}", report.status.as_str(), cues.join(" "))];
        for (side, names) in [("by", &report.by), ("with", &report.with)] {
            if !names.is_empty() {
                parts.push(format!("{side} {}", names.join(", ")));
            }
        }
        if let Some(when) = report.when {
            let dated =
                report.dated.map(|(words, tense)| format!("{}, {} tense", quoted(self.text, words), tense.as_str()));
            let n_days = report.n_days.map(|n_days| format!("{n_days} days"));
            let how: Vec<String> = dated.into_iter().chain(n_days).collect();
            parts.push(format!("on {when} ({})", how.join(", ")));
        }
        parts.extend(report.place.as_ref().map(|place| format!("in {}", place_name(place))));
        let fate = match &report.fate {
            Ok(event) => format!("→ {event}"),
            Err(why) => format!("dropped: {why}"),
        };
        format!("  report {}: {} {fate}", report.number, parts.join("; "))
    }

    fn records(&mut self, heading: &str, records: &[ExplainedRecord]) {
        if records.is_empty() {
            return;
        }
        let _ = writeln!(self.out, "\n{SECTION}{heading}{SECTION:#}");
        for record in records {
            let _ = writeln!(self.out, "\n  {TITLE}{}{TITLE:#}", record.id);
            for field in &record.fields {
                self.field(field);
            }
            for merge in &record.merges {
                let line = format!("report {}, {}: {}", merge.report, self.located(merge.trigger), merge.why);
                self.row("merged", "", &line);
            }
        }
    }

    fn field(&mut self, field: &ExplainedField) {
        let words = field.words.iter().map(|&words| self.located(words));
        let how = (!field.how.is_empty()).then(|| format!("({})", field.how));
        let fallback = field.fallback.as_ref().map(|fallback| format!("by default, {fallback}:"));
        let parts: Vec<String> = fallback.into_iter().chain(words).chain(how).collect();
        self.row(field.field, &field.value, &parts.join(" "));
    }

    /// Writes a name, a value and where it comes from, side by side.
    fn row(&mut self, name: &str, value: &str, origin: &str) {
        let (values, origins) = (wrap(value, VALUE), wrap(origin, self.width - 4 - FIELD - VALUE - 3));
        for i in 0..values.len().max(origins.len()) {
            let name = if i == 0 { name } else { "" };
            let value = values.get(i).map_or("", String::as_str);
            let origin = origins.get(i).map_or("", String::as_str);
            let line = format!("    {} {}  {origin}", pad(name, FIELD), pad(value, VALUE));
            let _ = writeln!(self.out, "{}", line.trim_end());
        }
    }

    /// Words with the sentence and the bytes where they stand.
    fn located(&self, words: Words) -> String {
        let place = words.sentence.map_or_else(String::new, |number| format!("S{number} "));
        format!("{} [{place}{}]", quoted(self.text, words), words.span)
    }

    fn list(&mut self, heading: &str, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        let _ = writeln!(self.out, "\n  {FAINT}{heading}{FAINT:#}");
        for line in lines {
            let indent = 4 + line.len() - line.trim_start().len();
            for (at, part) in wrap(line, self.width - indent - 2).iter().enumerate() {
                let hang = if at == 0 { indent } else { indent + 2 };
                let _ = writeln!(self.out, "{}{part}", " ".repeat(hang));
            }
        }
    }

    fn block(&mut self, indent: usize, text: &str, style: Style) {
        for line in wrap(text, self.width - indent) {
            let _ = writeln!(self.out, "{}{style}{line}{style:#}", " ".repeat(indent));
        }
    }
}

fn quoted(text: &str, words: Words) -> String {
    format!("“{}”", words.span.slice(text))
}

/// At most six words of a list.
fn listed(words: &[String]) -> String {
    let shown: Vec<&str> = words.iter().take(6).map(String::as_str).collect();
    let more = if words.len() > shown.len() { " …" } else { "" };
    format!("{}{more}", shown.join(", "))
}

fn place_name(place: &Place) -> String {
    let country = place.country.map(|code| code.to_string());
    place.name.iter().cloned().chain(country).collect::<Vec<_>>().join(", ")
}
