//! What a brief says, section by section, before it is marked up.

use plenipo_ledger::{Brief, Dispute, PlanState, Proof, Proven, ProvenPlan, StoryView};
use plenipo_record::{CountryCode, Status, When};

use crate::calendar;
use crate::phrase::{self, CountryName};

/// A brief, ready to be marked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What it is about: `Estonia and Norway, 1–7 Mar 2026`.
    pub title: String,
    /// The headline of what most tell, with the record that it is of.
    pub headline: Option<(String, String)>,
    /// Sections that hold something.
    pub sections: Vec<Section>,
    /// What to say if there is no section, or at the end.
    pub note: Option<String>,
}

/// A heading with its entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading.
    pub heading: &'static str,
    /// The entries.
    pub entries: Vec<Entry>,
}

/// One line with its proof.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The day or days.
    pub days: String,
    /// The line.
    pub line: String,
    /// How far it has come, topics, number of reports.
    pub aside: Vec<String>,
    /// Words in quotation marks: the sentence that proves the line, or what was said.
    pub proof: Option<String>,
    /// Who published it and when.
    pub told_by: Option<String>,
    /// The public name of the record.
    pub record: String,
}

/// Writes a brief.
pub fn brief_sheet(brief: &Brief, country: CountryName) -> Sheet {
    let mut sheet = Sheet {
        title: brief_title(brief, country),
        headline: brief.headline.as_ref().map(|headline| (headline.text.clone(), headline.story.clone())),
        sections: sections(brief, country),
        note: None,
    };
    if brief.request.filter.story.is_none() && brief.stories.len() > 1 {
        sheet.add("STORIES", brief.stories.iter().map(story_entry).collect());
    }
    if brief.key_points.is_empty() && brief.contacts.is_empty() && brief.said.is_empty() {
        let last = brief.last_published.as_deref().map(|day| format!(" The latest article is of {}.", written(day)));
        sheet.note = Some(format!("Nothing on record for this.{}", last.unwrap_or_default()));
    }
    sheet
}

/// Writes a story: its brief, then its articles.
pub fn story_sheet(view: &StoryView, country: CountryName) -> Sheet {
    let story = &view.story;
    let mut sheet = Sheet {
        title: format!(
            "{}, {}, {} min to read",
            phrase::story_days(story),
            phrase::story_size(story),
            view.reading_minutes
        ),
        headline: Some((story.title.clone(), story.id.clone())),
        sections: sections(&view.brief, country),
        note: None,
    };
    for section in &mut sheet.sections {
        for entry in section.entries.iter_mut().filter(|entry| view.new_events.contains(&entry.record)) {
            entry.aside.insert(0, "new".to_owned());
        }
    }
    let articles = view.articles.iter().map(|article| Entry {
        days: written(&article.day),
        line: article.title.clone().unwrap_or_else(|| "(no headline)".to_owned()),
        aside: article.copy_of.iter().map(|original| format!("the same text as {original}")).collect(),
        told_by: Some(phrase::reported_by(article.outlet.as_deref(), &article.name, None)),
        record: article.id.clone(),
        ..Entry::default()
    });
    sheet.add("ARTICLES", articles.collect());
    sheet
}

/// Writes what a brief is about: `Estonia and Norway, 1–7 Mar 2026`.
pub fn brief_title(brief: &Brief, country: CountryName) -> String {
    let filter = &brief.request.filter;
    let name = |code: &CountryCode| country(*code).unwrap_or_else(|| code.to_string());
    let countries: Vec<String> = filter.country.iter().chain(&filter.other_country).map(name).collect();
    let people: Vec<String> = filter.who.iter().chain(&filter.with).cloned().collect();
    let subject = [people, countries].concat();
    let date = |number: i32| plenipo_ledger::date_of_day(number);
    let period = filter.news_of.map(|(first, last)| calendar::when(When::between(date(first), date(last))));
    let period = period.or_else(|| filter.until.map(|last| format!("until {}", calendar::day(date(last).into()))));
    let period = period.or_else(|| filter.story.as_ref().and(brief.stories.first()).map(phrase::story_days));
    let parts: Vec<String> =
        [(!subject.is_empty()).then(|| phrase::list(&subject)), period].into_iter().flatten().collect();
    if parts.is_empty() { "All on record".to_owned() } else { parts.join(", ") }
}

impl Sheet {
    fn add(&mut self, heading: &'static str, entries: Vec<Entry>) {
        if !entries.is_empty() {
            self.sections.push(Section { heading, entries });
        }
    }
}

fn sections(brief: &Brief, country: CountryName) -> Vec<Section> {
    let mut sheet = Sheet { title: String::new(), headline: None, sections: Vec::new(), note: None };
    let proven = |events: &[Proven]| events.iter().map(|proven| event_entry(proven, country)).collect();
    sheet.add("SUMMARY", brief.summary.iter().map(summary_entry).collect());
    sheet.add("KEY POINTS", proven(&brief.key_points));
    sheet.add("WHO MET WHOM", proven(&brief.contacts));
    let said = brief.said.iter().map(|quote| Entry {
        days: phrase::said(quote),
        line: phrase::speaker(quote, country),
        proof: Some(quote.text.clone()),
        told_by: Some(phrase::told_by(quote)),
        record: quote.id.clone(),
        ..Entry::default()
    });
    sheet.add("WHAT WAS SAID", said.collect());
    sheet.add(
        "ON WHAT REPORTS DIFFER",
        brief.disagreements.iter().flat_map(|dispute| dispute_entries(dispute, country)).collect(),
    );
    let plans = |wanted: &[PlanState]| -> Vec<Entry> {
        let plans = brief.ahead.iter().filter(|plan| wanted.contains(&plan.plan.state));
        plans.map(|plan| plan_entry(plan, country)).collect()
    };
    sheet.add("WHAT COMES NEXT", plans(&[PlanState::Planned, PlanState::Moved]));
    sheet.add("DAY PASSED, NOT YET REPORTED", plans(&[PlanState::NotReported]));
    sheet.add("CALLED OFF OR DENIED", plans(&[PlanState::CalledOff]));
    sheet.sections
}

/// A sentence of the summary is its own proof.
fn summary_entry(proven: &Proven) -> Entry {
    Entry {
        days: phrase::days(&proven.event),
        line: proven.proof.sentence.clone(),
        told_by: Some(told_by(&proven.proof)),
        record: proven.event.id.clone(),
        ..Entry::default()
    }
}

fn event_entry(proven: &Proven, country: CountryName) -> Entry {
    let event = &proven.event;
    let mut aside = Vec::new();
    if event.status != Status::Occurred {
        aside.push(event.status.as_str().to_owned());
    }
    aside.extend(phrase::topics(event.kind, &event.what).iter().cloned());
    aside.push(phrase::reports(event));
    Entry {
        days: phrase::days(event),
        line: phrase::event_row(event, country),
        aside,
        proof: Some(proven.proof.sentence.clone()),
        told_by: Some(told_by(&proven.proof)),
        record: event.id.clone(),
    }
}

fn plan_entry(plan: &ProvenPlan, country: CountryName) -> Entry {
    let proven = Proven { event: plan.plan.event.clone(), proof: plan.proof.clone() };
    let mut entry = event_entry(&proven, country);
    if let Some(before) = plan.plan.planned_before {
        entry.aside.insert(1, format!("before: {}", calendar::when(before)));
    }
    entry
}

/// One entry for each value that reports of an event give.
fn dispute_entries<'a>(dispute: &'a Dispute, country: CountryName<'a>) -> impl Iterator<Item = Entry> + 'a {
    let line = phrase::event_row(&dispute.event, country);
    dispute.values.iter().map(move |(value, proof)| Entry {
        days: dispute.field.clone(),
        line: format!("{line}: {value}"),
        aside: Vec::new(),
        proof: Some(proof.sentence.clone()),
        told_by: Some(told_by(proof)),
        record: proof.report.clone(),
    })
}

fn story_entry(story: &plenipo_ledger::StoryRow) -> Entry {
    Entry {
        days: phrase::story_days(story),
        line: story.title.clone(),
        aside: vec![phrase::story_size(story)],
        record: story.id.clone(),
        ..Entry::default()
    }
}

fn told_by(proof: &Proof) -> String {
    phrase::reported_by(proof.outlet.as_deref(), &proof.name, proof.published.as_deref())
}

fn written(day: &str) -> String {
    day.parse().map_or_else(|_| day.to_owned(), calendar::day)
}
