//! Days that are counted within an occasion or a journey: "on the second day", "on the last day".

use jiff::ToSpan;
use plenipo_record::{Day, EventKind, When};

use super::{MergedEvent, Origin};
use crate::cast::Cast;
use crate::frame::DayOfOccasion;

/// So many sentences back, the occasion has been told.
const NEAR: usize = 3;

/// Gives a report told of a day of an occasion that day: of the last occasion of several days with one of its parties.
pub(super) fn date_within(events: &[MergedEvent], report: &mut MergedEvent, day: DayOfOccasion, cast: &Cast) {
    let parties = report.parties();
    let shares = |event: &MergedEvent| {
        event.parties().iter().any(|&party| {
            let country = cast.members[party].country;
            let is_compatriot = |&member: &usize| country.is_some() && cast.members[member].country == country;
            parties.contains(&party) || parties.iter().any(is_compatriot)
        })
    };
    let day_of = |event: &MergedEvent| {
        let when = event.when?;
        let (Day::Date(first), Some(Day::Date(last))) = (when.start, when.end) else { return None };
        let nth = match day {
            DayOfOccasion::Nth(n) => first.checked_add((i64::from(n) - 1).days()).ok()?,
            DayOfOccasion::Last => last,
        };
        (first < last && nth <= last).then(|| When::on(Day::Date(nth)))
    };
    let is_around = |event: &&MergedEvent| {
        matches!(event.kind, EventKind::Visit | EventKind::Negotiate | EventKind::Gathering)
            && event.kind != report.kind
            && event.passages.iter().any(|&passage| report.passages[0].saturating_sub(passage) <= NEAR)
            && shares(event)
    };
    let told = events.iter().rev().filter(is_around).find_map(|event| Some((day_of(event)?, event.reports[0])));
    if let Some((when, occasion)) = told {
        (report.when, report.when_origin) = (Some(when), Origin::Scene(occasion));
    }
}
