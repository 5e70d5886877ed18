//! One record as a page that a person likes to read.

use plenipo_exchange::{calendar, phrase, story_sheet};
use plenipo_ledger::{ActorView, ArticleView, EventView, OfficeRow, QuoteRow, Record};

use super::lines;
use crate::pipeline::country;
use crate::render::{FAINT, PLAIN, Sheet, TITLE};
use crate::terminal;

/// Writes a record as text with colours.
pub fn page(record: &Record) -> String {
    match record {
        Record::Event(view) => event_page(view),
        Record::Story(view) => lines::brief(&story_sheet(view, &country)),
        Record::Article(view) => article_page(view),
        Record::Actor(view) => actor_page(view),
        Record::Quote(quote) => quote_page(quote),
        Record::Gone { id, why } => {
            let mut sheet = sheet();
            sheet.block(0, &format!("{id} is no more: {why}"), PLAIN);
            sheet.out
        }
    }
}

fn event_page(view: &EventView) -> String {
    let event = &view.event;
    let mut sheet = sheet();
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

fn article_page(view: &ArticleView) -> String {
    let mut sheet = sheet();
    sheet.block(0, view.title.as_deref().unwrap_or("(no headline)"), TITLE);
    let told_by = phrase::reported_by(view.outlet.as_deref(), &view.name, view.published.as_deref());
    sheet.block(0, &format!("{told_by} · {}", view.id), PLAIN);
    sheet.block(0, &format!("{}, fetched {}, revision {}", view.name, view.fetched, view.revision), FAINT);
    sheet.block(0, &format!("sha256 {}", view.digest), FAINT);
    if !view.events.is_empty() {
        sheet.section("EVENTS");
        sheet.block(2, &view.events.join(" · "), PLAIN);
    }
    for (at, (change, what)) in view.differences.iter().enumerate() {
        if at == 0 {
            sheet.section("DIFFERS FROM THE REVISION BEFORE");
        }
        sheet.entry(change, what);
    }
    for (at, (id, fetched)) in view.revisions.iter().enumerate() {
        if at == 0 {
            sheet.section("OTHER REVISIONS");
        }
        sheet.block(2, &format!("{id}, fetched {fetched}"), PLAIN);
    }
    sheet.section("TEXT");
    for line in view.text.lines() {
        sheet.block(2, line, PLAIN);
    }
    sheet.out
}

fn actor_page(view: &ActorView) -> String {
    let actor = &view.actor;
    let mut sheet = sheet();
    sheet.block(0, &actor.name, TITLE);
    let articles = phrase::count(actor.n_articles, "article", "articles");
    let nation = actor.country.as_deref().filter(|_| actor.kind != "country");
    let nation = nation.and_then(|code| code.parse().ok()).and_then(country);
    let about = [Some(actor.kind.clone()), nation, Some(articles), actor.wikidata.clone(), Some(actor.id.clone())];
    sheet.block(0, &about.into_iter().flatten().collect::<Vec<_>>().join(" · "), PLAIN);
    for (at, office) in view.offices.iter().enumerate() {
        if at == 0 {
            sheet.section("OFFICES");
        }
        sheet.entry(&office_days(office), &office.office);
        let proof = office.article.as_ref().map_or("authority file".to_owned(), |article| {
            format!("{}, first {article}", phrase::count(office.n_articles, "article", "articles"))
        });
        sheet.beneath(&proof, FAINT);
    }
    if view.profiles.len() > 1 {
        sheet.section("NAMES");
        for (id, name) in &view.profiles {
            sheet.block(2, &format!("{name} · {id}"), PLAIN);
        }
    }
    for (at, (one, other, same, why)) in view.decisions.iter().enumerate() {
        if at == 0 {
            sheet.section("WHO IS WHO");
        }
        let relation = if *same { "is" } else { "is perhaps not" };
        sheet.block(2, &format!("{one} {relation} {other}: {why}"), PLAIN);
    }
    for (at, event) in view.events.iter().enumerate() {
        if at == 0 {
            sheet.section("LATEST EVENTS");
        }
        lines::event(&mut sheet, event, None);
    }
    sheet.out
}

fn quote_page(quote: &QuoteRow) -> String {
    let mut sheet = sheet();
    sheet.block(0, &phrase::speaker(quote, &country), TITLE);
    sheet.block(0, &[phrase::said(quote), quote.kind.clone(), quote.id.clone()].join(" · "), PLAIN);
    sheet.gap();
    sheet.block(2, &format!("“{}”", quote.text), PLAIN);
    sheet.block(2, &format!("{} · article {}", phrase::told_by(quote), quote.article), FAINT);
    sheet.out
}

/// Writes from when to when an office is stated: `11–30 Mar 2026`.
fn office_days(office: &OfficeRow) -> String {
    let day = |time: &Option<String>| time.as_deref().and_then(|time| time.split('T').next()?.parse().ok());
    match (day(&office.from), day(&office.to)) {
        (Some(start), end) => calendar::when(plenipo_record::When { start, end }),
        (None, Some(end)) => format!("until {}", calendar::day(end)),
        (None, None) => "no day told".to_owned(),
    }
}

fn sheet() -> Sheet {
    Sheet::new(terminal::width()).with_days(lines::DAYS)
}
