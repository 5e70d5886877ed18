//! What is planned: an agenda from the day of the latest news on, or one month as a grid of days.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};
use maud::{Markup, html};
use plenipo_ledger::{DatedPlan, day_number};
use plenipo_record::Day;
use schemars::JsonSchema;
use serde::Serialize;

use crate::asked::Asked;
use crate::format::{Appointment, Entry, Table};
use crate::html::{badge, heading, plan_list};
use crate::refusal::Refusal;
use crate::route::{Agenda, Rows, View};
use crate::view::{Event, PlanLine, When, appointments, event_entries, event_table, month_name, weekday_told};

/// How many days ahead the agenda goes.
const AHEAD: i64 = 90;
/// How many days back plans count as changed lately.
const CHANGED: i64 = 14;
/// How many plans each part shows.
const ROWS: usize = 200;
const OVERDUE: usize = 20;
/// So many days after it should have begun nobody waits for news of a plan any more.
const FORGOTTEN: i64 = 120;

/// What the page shows.
#[derive(Serialize, JsonSchema)]
pub struct CalendarPage {
    /// The month, `2026-01`; nothing for the agenda.
    month: Option<String>,
    /// The day that counts as today: that of the latest news in the ledger.
    today: String,
    /// The first day.
    from: String,
    /// The last day.
    until: String,
    /// What is or was planned for these days, the nearest first.
    plans: Vec<PlanLine>,
    /// For the agenda: plans that moved or were called off in the last two weeks.
    changed: Vec<PlanLine>,
    /// For the agenda: plans whose day is over and of which nobody told what became of them.
    overdue: Vec<PlanLine>,
}

/// Asks the ledger.
pub fn load(asked: &Asked) -> Result<CalendarPage, Refusal> {
    let today = asked.news_day()?;
    let is_over = |plan: &DatedPlan| {
        let end = plan.event.end.as_ref().or(plan.event.start.as_ref()).and_then(|day| day.parse::<Day>().ok());
        end.and_then(Day::last).is_some_and(|end| end < today)
    };
    let lines = |plans: Vec<DatedPlan>| {
        plans
            .into_iter()
            .map(|plan| {
                let over = is_over(&plan);
                PlanLine::new(plan, over)
            })
            .collect::<Vec<_>>()
    };
    let month = asked.day("month")?.and_then(Day::first).map(Date::first_of_month);
    let (from, until) = match month {
        Some(first) => (first, first.last_of_month()),
        None => (today, today.saturating_add(AHEAD.days())),
    };
    let (mut changed, mut overdue) = (Vec::new(), Vec::new());
    if month.is_none() {
        let since = today.saturating_sub(CHANGED.days()).to_string();
        changed = lines(asked.ledger.changed_plans(&since, &today.to_string(), OVERDUE)?);
        let forgotten = day_number(today.saturating_sub(FORGOTTEN.days()));
        overdue = lines(asked.ledger.overdue_plans(forgotten, day_number(today), OVERDUE)?);
    }
    let plans = lines(asked.ledger.plans_between(day_number(from), day_number(until), ROWS)?);
    // What stands among the plans already is not told again.
    changed.retain(|line| plans.iter().all(|plan| plan.event.id != line.event.id));
    Ok(CalendarPage {
        month: month.map(|month| month.strftime("%Y-%m").to_string()),
        today: today.to_string(),
        from: from.to_string(),
        until: until.to_string(),
        plans,
        changed,
        overdue,
    })
}

impl View for CalendarPage {
    fn title(&self) -> String {
        match self.first_of_month() {
            Some(first) => format!("{} {}", month_name(first.month()), first.year()),
            None => "Calendar".to_owned(),
        }
    }

    fn body(&self) -> Markup {
        match self.first_of_month() {
            Some(first) => self.grid(first),
            None => self.agenda(),
        }
    }
}

impl CalendarPage {
    fn first_of_month(&self) -> Option<Date> {
        self.month.as_ref().and_then(|month| month.parse::<Day>().ok()).and_then(Day::first)
    }

    fn agenda(&self) -> Markup {
        let mut days: Vec<(Option<&str>, Vec<&PlanLine>)> = Vec::new();
        for plan in &self.plans {
            let start = plan.event.when.as_ref().map(|when| when.start.as_str());
            match days.last_mut() {
                Some((day, plans)) if *day == start => plans.push(plan),
                _ => days.push((start, vec![plan])),
            }
        }
        html! {
            p.lede {
                "What is planned from " (told(&self.today)) " on, for three months. "
                a href={ "/calendar?month=" (&self.today[..7]) } { "The month as a grid" } " · "
                a href="/calendar.ics" { "for your calendar" }
            }
            @if self.plans.is_empty() { p.none { "The record knows of nothing that is planned for these days." } }
            @for (day, plans) in &days {
                h2.day { (day.map_or("No day told".to_owned(), told)) }
                (plan_list(plans.iter().copied()))
            }
            @if !self.changed.is_empty() {
                (heading("changed", "Plans that changed lately"))
                (plan_list(&self.changed))
            }
            @if !self.overdue.is_empty() {
                (heading("overdue", "Overdue"))
                p.note { "The day is over, and no article told what became of it." }
                (plan_list(&self.overdue))
            }
        }
    }

    fn grid(&self, first: Date) -> Markup {
        let month = |date: Date| date.strftime("%Y-%m").to_string();
        let mut day = first.saturating_sub(i64::from(first.weekday().to_monday_zero_offset()).days());
        let mut weeks: Vec<Vec<Date>> = Vec::new();
        while day <= first.last_of_month() {
            weeks.push((0..7).map(|at: i64| day.saturating_add(at.days())).collect());
            day = day.saturating_add(7.days());
        }
        let (exact, vague): (Vec<&PlanLine>, Vec<&PlanLine>) =
            self.plans.iter().partition(|plan| is_of_days(&plan.event));
        let exact: Vec<Dated> = exact.into_iter().filter_map(dated).collect();
        html! {
            nav.turn aria-label="Months" {
                a rel="prev" href={ "/calendar?month=" (month(first.saturating_sub(1.month()))) } { "← The month before" }
                a href="/calendar" { "The agenda" }
                a rel="next" href={ "/calendar?month=" (month(first.saturating_add(1.month()))) } { "The month after →" }
            }
            @if self.plans.is_empty() { p.none { "The record knows of nothing that was or is planned for this month." } }
            table.month {
                caption { "What was or is planned, day by day" }
                thead {
                    tr { @for day in weeks.first().into_iter().flatten() { th scope="col" { (weekday(*day)) } } }
                }
                tbody {
                    @for week in &weeks {
                        tr { @for day in week { (self.cell(*day, first, &exact)) } }
                    }
                }
            }
            @if !vague.is_empty() {
                (heading("vague", "Some time in these days"))
                (plan_list(vague))
            }
        }
    }

    fn cell(&self, day: Date, first: Date, plans: &[Dated]) -> Markup {
        if day.month() != first.month() {
            return html! { td.other {} };
        }
        let own = plans.iter().filter(|((start, end), _)| *start <= day && day <= *end.max(start));
        let class = if day.to_string() == self.today { "today" } else { "" };
        html! {
            td class=(class) {
                a.number href={ "/day/" (day) } aria-label=(weekday_told(day)) { (day.day()) }
                ul { @for (_, plan) in own { li { (badge(plan.state)) " " a href=(plan.event.address) { (plan.event.title) } } } }
            }
        }
    }

    fn events(&self) -> impl Iterator<Item = &Event> {
        self.plans.iter().chain(&self.overdue).map(|plan| &plan.event)
    }
}

/// A plan with its first and its last day.
type Dated<'a> = ((Date, Date), &'a PlanLine);

fn dated(plan: &PlanLine) -> Option<Dated<'_>> {
    Some((plan.event.when.as_ref().and_then(When::bounds)?, plan))
}

/// Tells whether an event is known to the day, so that it has a place in a grid of days.
fn is_of_days(event: &Event) -> bool {
    event.when.as_ref().is_some_and(|when| matches!(when.precision, "day" | "days" | "since"))
}

fn told(day: &str) -> String {
    day.parse::<Date>().map_or_else(|_| crate::view::day_told(day), weekday_told)
}

fn weekday(day: Date) -> &'static str {
    match day.weekday() {
        Weekday::Monday => "Mon",
        Weekday::Tuesday => "Tue",
        Weekday::Wednesday => "Wed",
        Weekday::Thursday => "Thu",
        Weekday::Friday => "Fri",
        Weekday::Saturday => "Sat",
        Weekday::Sunday => "Sun",
    }
}

impl Rows for CalendarPage {
    fn table(&self) -> Table {
        event_table(self.events())
    }

    fn entries(&self) -> Vec<Entry> {
        event_entries(self.events())
    }
}

impl Agenda for CalendarPage {
    fn appointments(&self) -> Vec<Appointment> {
        appointments(self.events())
    }
}
