//! Talks that are taken up again: "the talks", "the two sides will meet again in Oslo".

use plenipo_record::{ActorKind, CountryCode, EventKind, Status};

use super::same::agrees;
use super::{MergedEvent, is_ahead};
use crate::cast::{Cast, MemberIndex};

/// So many sentences back, talks have been told that "the talks" are.
const NEAR: usize = 4;

/// Makes a meeting that the words take for known one of the negotiations told before: between the same states, by those who
/// speak for them, on days that fit; or, where only states meet, a round yet to come. Returns the negotiations of which it
/// tells no other round.
pub(super) fn resume(events: &[MergedEvent], report: &mut MergedEvent, cast: &Cast) -> Option<usize> {
    let ours = states(report, cast);
    let is_person = |member: &MemberIndex| cast.members[*member].kind == ActorKind::Person;
    let told = report.parties();
    let names_persons = told.iter().any(is_person);
    // "the talks with her counterpart, X": of whom no state is told.
    let is_of_none = |member: &MemberIndex| is_person(member) && cast.members[*member].country.is_none();
    let n_states = ours.len() + told.iter().filter(|member| is_of_none(member)).count();
    let are_of_states =
        |theirs: &[CountryCode]| theirs.len() >= 2 && n_states == 2 && ours.iter().all(|code| theirs.contains(code));
    let are_theirs =
        |event: &MergedEvent| event.parties().iter().all(|party| !is_person(party) || told.contains(party));
    let is_round_of = |event: &MergedEvent| event.status == Status::Occurred && is_ahead(report.status);
    let is_told = |event: &MergedEvent| {
        event.kind == EventKind::Negotiate
            && !matches!(event.status, Status::Cancelled | Status::Denied)
            && are_of_states(&states(event, cast))
            && if is_round_of(event) { !names_persons } else { are_theirs(event) && agrees(event, report) }
    };
    if report.kind != EventKind::Meet || ours.is_empty() {
        return None;
    }
    let talks = events.iter().rposition(is_told)?;
    report.kind = EventKind::Negotiate;
    let is_other = is_round_of(&events[talks]);
    report.round_of = events[talks].reports.first().copied().filter(|_| is_other);
    (!is_other).then_some(talks)
}

/// Adds to talks that were told shortly before whoever chairs them: "*the talks* were chaired by X". Tells whether there are
/// such talks.
pub(super) fn add_chair(events: &mut [MergedEvent], report: &MergedEvent) -> bool {
    let is_chaired = |event: &&mut MergedEvent| {
        event.kind == EventKind::Negotiate
            && matches!(event.status, Status::Occurred | Status::Ongoing)
            && event.passages.iter().any(|&passage| report.passages[0].abs_diff(passage) <= NEAR)
    };
    let chair = report.parties();
    let is_by_one = report.kind == EventKind::Gathering && chair.len() == 1;
    let Some(talks) = events.iter_mut().rev().find(is_chaired).filter(|_| is_by_one) else { return false };
    let known = talks.parties();
    talks.with.extend(chair.into_iter().filter(|member| !known.contains(member)));
    talks.reports.extend(&report.reports);
    if !talks.passages.contains(&report.passages[0]) {
        talks.passages.push(report.passages[0]);
    }
    true
}

/// The states for which the parties of an event stand, in order.
fn states(event: &MergedEvent, cast: &Cast) -> Vec<CountryCode> {
    let mut codes: Vec<_> = event.parties().iter().filter_map(|&party| cast.members[party].country).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}
