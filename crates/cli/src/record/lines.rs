//! The lists as people read them: days, a line, and beneath it how sure it is and where it leads.

use std::io::{self, Write as _};

use plenipo_exchange::{calendar, phrase};
use plenipo_ledger::{ActorRow, EventRow, Plan, PlanState, QuoteRow, StoryRow};
use plenipo_record::Status;
use unicode_width::UnicodeWidthStr as _;

use crate::pipeline::country;
use crate::render::{FAINT, PLAIN, Sheet, TITLE, pad, visible, wrap};
use crate::terminal;

/// Groups of plans in the order in which they are printed, with their headings.
const GROUPS: [(PlanState, &str); 4] = [
    (PlanState::Planned, "PLANNED"),
    (PlanState::Moved, "MOVED"),
    (PlanState::NotReported, "DAY PASSED, NOT YET REPORTED"),
    (PlanState::CalledOff, "CALLED OFF OR DENIED"),
];

/// Columns of days in lists: `from 16 Apr 2026`.
pub const DAYS: usize = 16;

/// Prints text with colours where a terminal shows them.
pub fn print(text: &str) -> io::Result<()> {
    let mut out = anstream::AutoStream::auto(io::stdout());
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Writes events.
pub fn events(events: &[EventRow], limit: Option<usize>) -> String {
    let mut sheet = Sheet::new(terminal::width()).with_days(DAYS);
    for event in events {
        self::event(&mut sheet, event, None);
    }
    foot(&mut sheet, "events", "event", events.first().map(|event| event.id.as_str()), limit);
    sheet.out
}

/// Writes plans in groups.
pub fn plans(plans: &[Plan], limit: Option<usize>) -> String {
    let mut sheet = Sheet::new(terminal::width()).with_days(DAYS);
    for (state, heading) in GROUPS {
        for (at, plan) in plans.iter().filter(|plan| plan.state == state).enumerate() {
            if at == 0 {
                sheet.section(heading);
            }
            let before = plan.planned_before.map(|before| format!("before: {}", calendar::when(before)));
            event(&mut sheet, &plan.event, before.as_deref());
        }
    }
    foot(&mut sheet, "plans", "plan", plans.first().map(|plan| plan.event.id.as_str()), limit);
    sheet.out
}

/// Writes stories.
pub fn stories(stories: &[StoryRow], limit: Option<usize>) -> String {
    let mut sheet = Sheet::new(terminal::width()).with_days(DAYS);
    for story in stories {
        sheet.entry(&phrase::story_days(story), &story.title);
        sheet.beneath(&format!("{} · {}", phrase::story_size(story), story.id), FAINT);
    }
    foot(&mut sheet, "stories", "story", stories.first().map(|story| story.id.as_str()), limit);
    sheet.out
}

/// Writes a brief.
pub fn brief(brief: &plenipo_exchange::Sheet) -> String {
    let mut sheet = Sheet::new(terminal::width()).with_days(DAYS);
    match &brief.headline {
        Some((headline, record)) => {
            sheet.block(0, headline, TITLE);
            sheet.block(0, &format!("{} · {record}", brief.title), FAINT);
        }
        None => sheet.block(0, &brief.title, TITLE),
    }
    for section in &brief.sections {
        sheet.section(section.heading);
        for entry in &section.entries {
            sheet.entry(&entry.days, &entry.line);
            if let Some(proof) = &entry.proof {
                sheet.beneath(&format!("“{proof}”"), PLAIN);
            }
            let parts: Vec<&str> =
                entry.aside.iter().chain(&entry.told_by).chain([&entry.record]).map(String::as_str).collect();
            sheet.beneath(&parts.join(" · "), FAINT);
        }
    }
    if let Some(note) = &brief.note {
        sheet.gap();
        sheet.block(0, note, PLAIN);
    }
    sheet.out
}

/// Writes quotations.
pub fn quotes(quotes: &[QuoteRow], limit: Option<usize>) -> String {
    let mut sheet = Sheet::new(terminal::width()).with_days(DAYS);
    for quote in quotes {
        sheet.entry(&phrase::said(quote), &phrase::speaker(quote, &country));
        sheet.beneath(&format!("“{}”", quote.text), PLAIN);
        sheet.beneath(&format!("{} · {}", phrase::told_by(quote), quote.id), FAINT);
    }
    foot(&mut sheet, "quotations", "quotation", quotes.first().map(|quote| quote.id.as_str()), limit);
    sheet.out
}

/// Writes actors in columns: name, what it is, articles, id.
pub fn actors(actors: &[ActorRow], limit: Option<usize>) -> String {
    let mut sheet = Sheet::new(terminal::width());
    let rows: Vec<[String; 4]> = actors
        .iter()
        .map(|actor| {
            let nation = actor.country.as_deref().filter(|_| actor.kind != "country");
            let nation = nation.and_then(|code| code.parse().ok()).and_then(country);
            let what = [Some(actor.kind.clone()), nation].into_iter().flatten().collect::<Vec<_>>().join(", ");
            let articles = phrase::count(actor.n_articles, "article", "articles");
            [visible(&actor.name), what, articles, actor.id.clone()]
        })
        .collect();
    let widest = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
    let (name, what, articles) = (widest(0).min(34), widest(1), widest(2));
    for [named, is, counted, id] in &rows {
        let rest = format!("{}  {}{counted}", pad(is, what), " ".repeat(articles - counted.width()));
        let named = wrap(named, name);
        let used = 2 + name + 2 + rest.width();
        // An id that does not fit beside the rest stands beneath it, since it is there to be copied.
        if named.len() == 1 && used + 2 + id.width() <= sheet.width() {
            sheet.columns(&named, name, &[format!("{rest}  {FAINT}{id}{FAINT:#}")]);
        } else {
            sheet.columns(&named, name, &[rest]);
            sheet.block(4, id, FAINT);
        }
    }
    foot(&mut sheet, "actors", "actor", actors.first().map(|actor| actor.id.as_str()), limit);
    sheet.out
}

/// Writes one event; `aside` stands beneath its line before all else.
pub fn event(sheet: &mut Sheet, event: &EventRow, aside: Option<&str>) {
    sheet.entry(&phrase::days(event), &phrase::event_row(event, &country));
    let status = (event.status != Status::Occurred).then(|| event.status.as_str().to_owned());
    let topics = phrase::topics(event.kind, &event.what).join(", ");
    let parts = [status, aside.map(str::to_owned), Some(topics), Some(phrase::reports(event)), Some(event.id.clone())];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    sheet.beneath(&parts.join(" · "), FAINT);
}

/// Says what a reader may do next, or that there is nothing.
fn foot(sheet: &mut Sheet, many: &str, one: &str, example: Option<&str>, limit: Option<usize>) {
    let Some(example) = example else {
        sheet.block(0, &format!("No {many} that fit."), PLAIN);
        return;
    };
    sheet.gap();
    if let Some(limit) = limit {
        sheet.block(0, &format!("There may be more than {limit}: `--limit 0` lists all."), FAINT);
    }
    sheet.block(0, &format!("`plenipo show {example}` shows one {one} with all that proves it."), FAINT);
}
