//! One event: what it is, the sentences that prove it, what became of it, on what its reports differ.

use maud::{Markup, html};
use plenipo_ledger::{Correction, EventView, Record, ReportRow};
use plenipo_record::{EventKind, Status, codes};
use schemars::JsonSchema;
use serde::Serialize;

use crate::asked::Asked;
use crate::format::{Appointment, Entry, Table};
use crate::html::{badge, day_link, fact, fold, heading, more, note_list, parties, reports, when};
use crate::refusal::Refusal;
use crate::route::{Agenda, Rows, View};
use crate::view::{
    ChangeLine, Event, Note, Party, When, appointments, country_name, days_told, event_entries, event_table, kind_name,
    notes, published_told,
};

/// What the page shows.
#[derive(Serialize, JsonSchema)]
pub struct RecordPage {
    /// The event.
    #[serde(flatten)]
    event: Event,
    /// How other systems code it.
    codes: CodesView,
    /// What each article says of it, the earliest first.
    reports: Vec<ReportView>,
    /// The steps in its life.
    changes: Vec<ChangeLine>,
    /// Values on which reports differ.
    disagreements: Vec<Disagreement>,
    /// What people corrected.
    corrections: Vec<CorrectionView>,
    /// What people noted, the oldest first.
    notes: Vec<Note>,
    /// Whether somebody took it off all lists.
    rejected: bool,
}

/// Codes of the event.
#[derive(Serialize, JsonSchema)]
struct CodesView {
    /// The type of PLOVER 2.0, and its mode after a slash.
    plover: String,
    /// The CAMEO code, digits as text.
    cameo: &'static str,
}

/// What one article says of it.
#[derive(Serialize, JsonSchema)]
struct ReportView {
    /// The public name.
    id: String,
    /// The public name of the article.
    article: String,
    /// The page of the article.
    address: String,
    /// The outlet.
    outlet: Option<String>,
    /// When it was published.
    published: Option<String>,
    /// The headline.
    title: Option<String>,
    /// The article with the same text that came first.
    copy_of: Option<String>,
    /// How far the event had come.
    status: String,
    /// The days that it gives.
    when: Option<When>,
    /// The place that it gives.
    place: Option<String>,
    /// The sentences that prove it.
    evidence: Vec<EvidenceView>,
}

/// A sentence of a stored text.
#[derive(Serialize, JsonSchema)]
struct EvidenceView {
    /// The words.
    text: String,
    /// Where they begin, in bytes of the stored text.
    start: usize,
    /// Where they end.
    end: usize,
    /// Where they are marked.
    address: String,
}

/// A value that one report gives and another does not.
#[derive(Serialize, JsonSchema)]
struct Disagreement {
    /// `day`, `place`, `who`, `number`, `status`.
    field: String,
    /// The value.
    value: String,
    /// The public name of the report.
    report: String,
}

/// An entry of the log of corrections.
#[derive(Serialize, JsonSchema)]
struct CorrectionView {
    /// When it was made.
    made: String,
    /// By whom.
    who: String,
    /// What was done.
    action: String,
    /// The field, or the other record.
    argument: Option<String>,
    /// The value before.
    before: Option<String>,
    /// The value after.
    after: Option<String>,
    /// Why.
    why: Option<String>,
}

/// Asks the ledger.
pub fn load(asked: &Asked) -> Result<RecordPage, Refusal> {
    match asked.ledger.show(&asked.name)? {
        // The name of a report, or one from before, leads to the name of today.
        Record::Event(view) if view.event.id != asked.name => {
            Err(Refusal::Elsewhere(format!("/event/{}{}", view.event.id, asked.format.suffix())))
        }
        Record::Event(view) => {
            let names: Vec<&str> = view.reports.iter().map(|report| report.id.as_str()).collect();
            let notes = notes(asked, &names)?;
            Ok(page(*view, notes))
        }
        Record::Gone { why, .. } => Err(Refusal::Gone(why)),
        _ => Err(Refusal::NotFound(format!("event “{}”", asked.name))),
    }
}

fn page(view: EventView, notes: Vec<Note>) -> RecordPage {
    let is_undone = |entry: &Correction| view.corrections.iter().any(|other| other.undoes == Some(entry.id));
    let rejected = view.corrections.iter().any(|entry| entry.action == "reject" && !is_undone(entry));
    RecordPage {
        codes: codes_of(view.event.kind.as_str(), view.event.status.as_str()),
        event: Event::from(view.event),
        reports: view.reports.into_iter().map(report).collect(),
        changes: view.changes.into_iter().map(ChangeLine::from).collect(),
        disagreements: view
            .disagreements
            .into_iter()
            .map(|(field, value, report)| Disagreement { field, value, report })
            .collect(),
        corrections: view
            .corrections
            .into_iter()
            // Notes stand apart, and only those that are published.
            .filter(|entry| !entry.action.ends_with("note"))
            .map(|entry| CorrectionView {
                made: entry.made,
                who: entry.who,
                action: entry.action,
                argument: entry.argument,
                before: entry.before,
                after: entry.after,
                why: entry.why,
            })
            .collect(),
        notes,
        rejected,
    }
}

fn codes_of(kind: &str, status: &str) -> CodesView {
    let kind = EventKind::from_word(kind).unwrap_or(EventKind::Meet);
    let codes = codes(kind, Status::from_word(status).unwrap_or(Status::Occurred), None);
    let mode = codes.mode.map(|mode| format!("/{mode}")).unwrap_or_default();
    CodesView { plover: format!("{}{mode}", codes.plover), cameo: codes.cameo }
}

fn report(row: ReportRow) -> ReportView {
    let evidence = |(text, start, end): (String, usize, usize)| EvidenceView {
        address: format!("/article/{}#s{start}", row.article),
        text,
        start,
        end,
    };
    ReportView {
        address: format!("/article/{}", row.article),
        evidence: row.evidence.into_iter().map(evidence).collect(),
        when: row.start.as_deref().map(|start| When::new(start, row.end.as_deref())),
        id: row.id,
        article: row.article,
        outlet: row.outlet,
        published: row.published,
        title: row.title,
        copy_of: row.copy_of,
        status: row.status,
        place: row.place,
    }
}

/// Returns the sides of an event, each with its role in a word that fits the kind, whether or not it came to it.
fn sides(event: &Event) -> Vec<(&'static str, Vec<Party>)> {
    let (by, with) = match event.kind.as_str() {
        // Whoever is at a gathering is there on one side.
        "gathering" => return vec![("Participants", event.by.iter().chain(&event.with).cloned().collect())],
        "visit" => ("Traveller", "Host"),
        "sanction" => ("Imposed by", "Imposed on"),
        "appoint" => ("Appointed by", "Office holder"),
        "aid" => ("Giver", "Receiver"),
        _ => ("Parties", "With"),
    };
    vec![(by, event.by.clone()), (with, event.with.clone())]
}

impl View for RecordPage {
    fn title(&self) -> String {
        self.event.title.clone()
    }

    fn body(&self) -> Markup {
        let event = &self.event;
        let sides = sides(event);
        let outlet_of = |id: &str| {
            let report = self.reports.iter().find(|report| report.id == id);
            html! {
                @match report {
                    Some(report) => a href={ "#" (report.id) } { (report.outlet.as_deref().unwrap_or("an article")) },
                    None => (id),
                }
            }
        };
        let (first, copies): (Vec<_>, Vec<_>) = self.reports.iter().partition(|report| report.copy_of.is_none());
        html! {
            @if self.rejected { p.warning { "An editor took this record off all lists; the log below says why." } }
            p.lede { span.kind { (kind_name(&event.kind)) } " " (badge(&event.status)) " " (reports(event)) }
            dl.facts {
                @for (role, side) in &sides { @if !side.is_empty() { (fact(role, &parties(side))) } }
                (fact("When", &html! {
                    (when(event.when.as_ref()))
                    @if let Some(when) = &event.when { " " span.note { "(" (when.precision_told()) ")" } }
                }))
                @if let Some(place) = &event.place {
                    (fact("Where", &html! {
                        @if let Some(name) = &place.place { (name) }
                        @if let (Some(_), Some(_)) = (&place.place, &place.country) { ", " }
                        @if let Some(country) = &place.country { a href={ "/country/" (country) } { (country_name(country)) } }
                    }))
                }
                @if !event.what.is_empty() { (fact("About", &html! { (event.what.join("; ")) })) }
            }
            (heading("proof", "The sentences that prove it"))
            @for report in &first { (report_block(report)) }
            @if !copies.is_empty() {
                (fold(&format!("{} with the same text", copies.len()), &html! { @for report in copies { (report_block(report)) } }))
            }
            @if !self.changes.is_empty() {
                (heading("history", "What became of it"))
                ol.history {
                    @for change in &self.changes {
                        li {
                            (badge(&change.change)) " "
                            @if let Some(day) = &change.day { (day_link(day)) } @else { "no day told" }
                            @if let Some(planned) = &change.planned { ", planned before for " del { (days_told(planned)) } }
                            " — " (outlet_of(&change.report))
                        }
                    }
                }
            }
            @if !self.disagreements.is_empty() {
                (heading("differences", "On what the reports differ"))
                div.wide {
                    table {
                        thead { tr { th scope="col" { "Field" } th scope="col" { "Value" } th scope="col" { "Told by" } } }
                        tbody {
                            @for one in &self.disagreements {
                                tr { th scope="row" { (one.field) } td { (one.value) } td { (outlet_of(&one.report)) } }
                            }
                        }
                    }
                }
            }
            (heading("codes", "Codes"))
            dl.facts {
                (fact("PLOVER", &html! { code { (self.codes.plover) } }))
                (fact("CAMEO", &html! { code { (self.codes.cameo) } }))
                (fact("Record", &html! { code { (event.id) } }))
                @if let Some(confidence) = event.confidence { (fact("Confidence", &html! { (confidence) })) }
            }
            @if !self.corrections.is_empty() {
                (heading("corrections", "Corrections"))
                ol.history { @for entry in &self.corrections { li { (correction_line(entry)) } } }
            }
            (note_list(&self.notes))
            (more(&format!("/correct/{}", event.id), "Correct this record, or add a note"))
        }
    }
}

fn report_block(report: &ReportView) -> Markup {
    html! {
        article.report id=(report.id) {
            p.outlet {
                strong { (report.outlet.as_deref().unwrap_or("no outlet named")) }
                @if let Some(published) = &report.published { ", " (published_told(published)) }
                " " (badge(&report.status))
            }
            @for evidence in &report.evidence {
                blockquote { p { a.evidence href=(evidence.address) { (evidence.text) } } }
            }
            p.note {
                "In " a href=(report.address) { (report.title.as_deref().unwrap_or("the article")) }
                @if let Some(when) = &report.when { " · when: " (when.told) }
                @if let Some(place) = &report.place { " · where: " (place) }
                @if let Some(original) = &report.copy_of { " · the same text as " a href={ "/article/" (original) } { "the first" } }
            }
        }
    }
}

fn correction_line(entry: &CorrectionView) -> Markup {
    html! {
        (published_told(&entry.made)) ": " (entry.who) " — " (entry.action)
        @if let Some(argument) = &entry.argument { " " (argument) }
        @if let Some(before) = &entry.before { " " del { (before) } }
        @if let Some(after) = &entry.after { " " ins { (after) } }
        @if let Some(why) = &entry.why { ": " (why) }
    }
}

impl Rows for RecordPage {
    fn table(&self) -> Table {
        event_table([&self.event])
    }

    fn entries(&self) -> Vec<Entry> {
        event_entries([&self.event])
    }
}

impl Agenda for RecordPage {
    fn appointments(&self) -> Vec<Appointment> {
        appointments([&self.event])
    }
}
