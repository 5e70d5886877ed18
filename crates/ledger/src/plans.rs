//! What is planned, and what became of plans: the nearest first.

use plenipo_record::{Status, When};
use rusqlite::{Connection, OptionalExtension as _};

use crate::error::Result;
use crate::ledger::Ledger;
use crate::query::{self, Filter};
use crate::row::EventRow;

/// How a plan stands on a given day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlanState {
    /// It lies ahead.
    Planned,
    /// It lies ahead, on other days than were told first.
    Moved,
    /// Its day is over, and no report tells what became of it.
    NotReported,
    /// It would lie ahead, but was cancelled or denied.
    CalledOff,
}

impl PlanState {
    /// Returns the words used in lists and exchange formats.
    pub fn as_str(self) -> &'static str {
        match self {
            PlanState::Planned => "planned",
            PlanState::Moved => "moved",
            PlanState::NotReported => "not yet reported",
            PlanState::CalledOff => "called off",
        }
    }
}

/// A plan with how it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The event.
    pub event: EventRow,
    /// How it stands.
    pub state: PlanState,
    /// The days for which it was planned before it was moved last.
    pub planned_before: Option<When>,
}

impl Ledger {
    /// Returns plans by how they stand on a day, counted from 1970-01-01: what lies ahead, the nearest first; then what
    /// nobody reported on, the latest first; then what was called off. The filter's limit holds for each of the three.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn plans(&self, filter: &Filter, today: i32) -> Result<Vec<Plan>> {
        plans(&self.connection, filter, today).map_err(|error| error.at(&self.path))
    }
}

/// Returns plans by how they stand on a day.
pub fn plans(connection: &Connection, filter: &Filter, today: i32) -> Result<Vec<Plan>> {
    let mut plans = Vec::new();
    for event in query::upcoming(connection, filter, today)? {
        let planned_before = planned_before(connection, &event.id)?;
        let state = if planned_before.is_some() { PlanState::Moved } else { PlanState::Planned };
        plans.push(Plan { event, state, planned_before });
    }
    let as_they_are = |state| move |event| Plan { event, state, planned_before: None };
    plans.extend(query::overdue(connection, filter, today)?.into_iter().map(as_they_are(PlanState::NotReported)));
    if filter.statuses.is_empty() {
        let filter = Filter { statuses: vec![Status::Cancelled, Status::Denied], ..filter.clone() };
        let called_off = query::not_over(connection, &filter, today)?;
        plans.extend(called_off.into_iter().map(as_they_are(PlanState::CalledOff)));
    }
    plans.sort_by_key(|plan| plan.state);
    Ok(plans)
}

fn planned_before(connection: &Connection, event: &str) -> Result<Option<When>> {
    let mut select = connection.prepare_cached(
        "SELECT change.planned FROM change JOIN event ON event.id = change.event
         WHERE event.public = ? AND change.change = 'moved' ORDER BY change.ordinal DESC LIMIT 1",
    )?;
    let planned: Option<Option<String>> = select.query_row([event], |row| row.get(0)).optional()?;
    planned.flatten().as_deref().map(crate::words::span_of_days).transpose()
}
