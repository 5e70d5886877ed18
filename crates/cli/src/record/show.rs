//! The `show` command: one record with all that proves it.

use std::fmt::Write as _;

use clap::{Args, ValueEnum};
use plenipo_exchange::{actor_json, calendar, event_json, phrase, quote_json, story_sheet, story_view_json};
use plenipo_ledger::{ActorView, ArticleView, EventView, Record};
use serde_json::{Value, json};

use super::{Place, lines};
use crate::pipeline::country;
use crate::render::{FAINT, PLAIN, Sheet, TITLE, visible};
use crate::{exit, terminal};

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
        Format::Text => page(&record),
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

fn page(record: &Record) -> String {
    let mut page = String::new();
    match record {
        Record::Event(view) => return event_page(view),
        Record::Story(view) => return lines::brief(&story_sheet(view, &country)),
        Record::Article(view) => article_page(&mut page, view),
        Record::Actor(view) => actor_page(&mut page, view),
        Record::Quote(quote) => {
            let (said, speaker) = (phrase::said(quote), phrase::speaker(quote, &country));
            let _ = writeln!(page, "{speaker}, {said}:\n  “{}”", quote.text);
            let _ = writeln!(page, "  {}, article {}", phrase::told_by(quote), quote.article);
        }
        Record::Gone { id, why } => {
            let _ = writeln!(page, "{id} is no more: {why}");
        }
    }
    visible_lines(&page)
}

fn event_page(view: &EventView) -> String {
    let event = &view.event;
    let mut sheet = Sheet::new(terminal::width()).with_days(16);
    sheet.block(0, &phrase::event_row(event, &country), TITLE);
    let (days, reports) = (phrase::days(event), phrase::reports(event));
    sheet.block(0, &[days.as_str(), event.status.as_str(), &reports, &event.id].join(" · "), PLAIN);
    let topics = phrase::topics(event.kind, &event.what).join(", ");
    if !topics.is_empty() {
        sheet.block(0, &format!("about {topics}"), PLAIN);
    }
    let said_by = |id: &str| match view.reports.iter().find(|report| report.id == id) {
        Some(report) => phrase::reported_by(report.outlet.as_deref(), &report.name, report.published.as_deref()),
        None => id.to_owned(),
    };
    for (at, change) in view.changes.iter().enumerate() {
        if at == 0 {
            sheet.section("WHAT BECAME OF IT");
        }
        let day = change.day.as_deref().and_then(|day| day.parse().ok()).map(calendar::day);
        let before = change.planned.as_ref().map(|before| format!(", before it was {before}")).unwrap_or_default();
        sheet.entry(day.as_deref().unwrap_or("no day told"), &format!("{}{before}", change.change));
        sheet.beneath(&said_by(&change.report), FAINT);
    }
    for (at, (field, value, report)) in view.disagreements.iter().enumerate() {
        if at == 0 {
            sheet.section("ON WHAT REPORTS DIFFER");
        }
        sheet.entry(field, value);
        sheet.beneath(&said_by(report), FAINT);
    }
    sheet.section("REPORTS");
    for report in &view.reports {
        let published = report.published.as_deref().and_then(|time| time.split('T').next()?.parse().ok());
        let outlet = phrase::reported_by(report.outlet.as_deref(), &report.name, None);
        let copy = report.copy_of.as_ref().map(|first| format!(", the same text as {first}")).unwrap_or_default();
        sheet.entry(published.map(calendar::day).as_deref().unwrap_or("no day told"), &format!("{outlet}{copy}"));
        for (sentence, ..) in &report.evidence {
            sheet.beneath(&format!("“{sentence}”"), PLAIN);
        }
        sheet.beneath(&format!("{} · article {}", report.id, report.article), FAINT);
    }
    for (at, entry) in view.corrections.iter().enumerate() {
        if at == 0 {
            sheet.section("CORRECTIONS");
        }
        let what = [entry.argument.as_deref(), entry.after.as_deref()].into_iter().flatten().collect::<Vec<_>>();
        let day = entry.made.split('T').next().unwrap_or_default();
        sheet.entry(day, &format!("{} by {}: {}", entry.action, entry.who, what.join(" ")));
    }
    sheet.out
}

fn article_page(page: &mut String, view: &ArticleView) {
    let _ = writeln!(page, "{}  {}", view.id, view.title.as_deref().unwrap_or(&view.name));
    let _ = writeln!(
        page,
        "  {}, {}, fetched {}",
        view.outlet.as_deref().unwrap_or("no outlet"),
        view.published.as_deref().unwrap_or("no day"),
        view.fetched
    );
    let _ = writeln!(page, "  {}, sha256 {}, revision {}", view.name, view.digest, view.revision);
    section(page, "events", view.events.iter().cloned());
    section(
        page,
        "differs from the revision before",
        view.differences.iter().map(|(change, what)| format!("{change}: {what}")),
    );
    section(page, "other revisions", view.revisions.iter().map(|(id, fetched)| format!("{id}, fetched {fetched}")));
    let _ = writeln!(page, "\n{}", view.text);
}

fn actor_page(page: &mut String, view: &ActorView) {
    let actor = &view.actor;
    let _ = writeln!(
        page,
        "{}  {}, {}, {}",
        actor.id,
        actor.name,
        actor.kind,
        actor.country.as_deref().unwrap_or("no country")
    );
    let _ = writeln!(page, "  in {} articles", actor.n_articles);
    section(page, "names", view.profiles.iter().map(|(id, name)| format!("{name}  ({id})")));
    section(
        page,
        "offices",
        view.offices.iter().map(|office| {
            let proof = office.article.as_ref().map_or("authority file".to_owned(), |article| {
                format!("{} articles, first {article}", office.n_articles)
            });
            format!("{}, {}  ({proof})", office.office, days(office.from.as_deref(), office.to.as_deref()))
        }),
    );
    section(
        page,
        "who is who",
        view.decisions.iter().map(|(one, other, same, why)| {
            format!("{one} {} {other}: {why}", if *same { "is" } else { "is perhaps not" })
        }),
    );
    section(
        page,
        "latest events",
        view.events
            .iter()
            .map(|event| format!("{}  {}, {}", event.id, phrase::event_row(event, &country), phrase::days(event))),
    );
}

fn section(page: &mut String, head: &str, lines: impl Iterator<Item = String>) {
    for (at, line) in lines.enumerate() {
        if at == 0 {
            let _ = writeln!(page, "  {head}:");
        }
        let _ = writeln!(page, "    {line}");
    }
}

fn days(start: Option<&str>, end: Option<&str>) -> String {
    match (start, end) {
        (None, _) => String::new(),
        (Some(start), Some(end)) if start == end => start.to_owned(),
        (Some(start), Some(end)) => format!("{start} to {end}"),
        (Some(start), None) => format!("since {start}"),
    }
}

/// Escapes what would disturb a terminal, line by line.
fn visible_lines(text: &str) -> String {
    text.lines().map(visible).collect::<Vec<_>>().join("\n")
}
