//! What a further report adds to an event: its outcome, its days, its place, its people.

use plenipo_record::{ActorKind, EventKind, Status};

use super::same::{is_signed_together, names_hosts};
use super::{MergedEvent, is_vague};
use crate::cast::{Cast, MemberIndex};
use crate::frame::MOST_TOPICS;

pub(super) fn absorb(event: &mut MergedEvent, report: MergedEvent, cast: &Cast) {
    if event.kind == EventKind::Gathering {
        add_attending(event, &report, cast);
    }
    // "met in Oslo for a third round of talks": the round says what sort of meeting it was.
    if event.kind == EventKind::Meet
        && report.kind == EventKind::Negotiate
        && event.passages.contains(&report.passages[0])
    {
        event.kind = EventKind::Negotiate;
    }
    // A dated plan is not fulfilled by words that tell no day: "on a three-day visit to".
    let is_told = report.when.is_some() || report.is_news || event.when.is_none();
    let is_outcome = match (event.status, report.status) {
        (Status::Planned | Status::Proposed, Status::Cancelled | Status::Denied) => true,
        (Status::Planned | Status::Proposed, Status::Ongoing | Status::Occurred) => is_told,
        _ => false,
    };
    if is_outcome {
        (event.status, event.status_origin) = (report.status, report.status_origin);
    }
    let is_finer = match (event.when, report.when) {
        (None, Some(_)) => true,
        (Some(known), Some(told)) => {
            known != told && known.contains(told) && (event.kind != EventKind::Visit || is_vague(known))
        }
        _ => false,
    };
    let is_finer = is_finer || is_whole_journey(event, &report);
    if is_finer {
        (event.when, event.when_origin) = (report.when, report.when_origin);
    }
    event.is_news |= report.is_news;
    let is_nearer = match (&event.place, &report.place) {
        (None, Some(_)) => true,
        (Some(known), Some(told)) => known.name.is_none() && told.name.is_some() && known.country == told.country,
        _ => false,
    };
    if is_nearer {
        event.place.clone_from(&report.place);
        event.place_origin = report.place_origin;
    }
    if names_hosts(event, &report, cast) {
        event.with.clone_from(&report.with);
    }
    if is_wider(event, &report) {
        // "met A", then "met A and B": the longer list is the fuller report.
        let known = event.parties();
        event.with.extend(report.parties().into_iter().filter(|member| !known.contains(member)));
    }
    for topic in &report.what {
        // The first name of an occasion stays its only one.
        let is_name = event.kind == EventKind::Gathering && !event.what.is_empty();
        let is_told = event.what.iter().any(|told| told.contains(topic.as_str()));
        if !is_name && !is_told && event.what.len() < MOST_TOPICS {
            event.what.push(topic.clone());
        }
    }
    event.reports.extend(&report.reports);
    let are_others = is_signed_together(event, &report, cast) && signed_by_others(event, &report, cast);
    if are_others {
        // Papers to which several pairs of ministers put their names are their states'.
        let states: Option<Vec<MemberIndex>> = event.parties().iter().map(|&party| cast.state_of(party)).collect();
        if let Some(mut states) = states {
            states.dedup();
            (event.by, event.with) = (states, Vec::new());
        }
    }
    if event.kind != EventKind::Visit && !are_others {
        name_people(event, report.by.iter().chain(&report.with), cast);
    }
    for passage in report.passages {
        if !event.passages.contains(&passage) {
            // The sentence that tells the day is the most telling.
            let place = if is_finer { 0 } else { event.passages.len() };
            event.passages.insert(place, passage);
        }
    }
}

/// Adds the persons of a report to a gathering, and the states told with them for which nobody is named; they take the
/// place of the body that it is named after.
pub(super) fn add_attending(event: &mut MergedEvent, report: &MergedEvent, cast: &Cast) {
    let is_person = |member: &MemberIndex| cast.members[*member].kind == ActorKind::Person;
    let known = event.parties();
    let mut attending: Vec<MemberIndex> = report.parties().into_iter().filter(is_person).collect();
    attending.retain(|member| !known.contains(member));
    if attending.is_empty() {
        return;
    }
    let is_state_of_nobody = |member: &MemberIndex| {
        let state = &cast.members[*member];
        let is_theirs = |person: &MemberIndex| cast.members[*person].country == state.country;
        state.kind == ActorKind::Country && !known.iter().chain(&attending).any(is_theirs)
    };
    let states: Vec<MemberIndex> = report.parties().into_iter().filter(is_state_of_nobody).collect();
    attending.extend(states);
    if known.iter().any(is_person) {
        event.with.extend(attending);
    } else {
        // "attended the meeting of the Union": those whose meeting it is stay.
        let told = report.parties();
        event.by.retain(|member| told.contains(member));
        event.with.retain(|member| told.contains(member));
        event.by.splice(0..0, attending);
    }
}

/// "arrived on Monday … the visit is scheduled for May 4 to 6": the days of a journey of which the first was told.
fn is_whole_journey(event: &MergedEvent, report: &MergedEvent) -> bool {
    let (Some(known), Some(told)) = (event.when, report.when) else { return false };
    event.kind == EventKind::Visit
        && known.start == told.start
        && known.end.is_none_or(|end| end == known.start)
        && told.end.is_some_and(|end| end != told.start)
}

/// Tells whether a report of talks names all that are known to take part, and more.
fn is_wider(event: &MergedEvent, report: &MergedEvent) -> bool {
    let (known, told) = (event.parties(), report.parties());
    event.kind == EventKind::Meet
        && report.kind == EventKind::Meet
        && told.len() == known.len() + 1
        && known.iter().all(|member| told.contains(member))
}

/// Tells whether an agreement that persons have signed is signed by other persons as well.
fn signed_by_others(event: &MergedEvent, report: &MergedEvent, cast: &Cast) -> bool {
    let known = event.parties();
    let is_person = |member: &MemberIndex| cast.members[*member].kind == ActorKind::Person;
    let told = report.parties();
    event.kind == EventKind::Agree
        && event.reports.len() > 2
        && told.iter().all(is_person)
        && !told.iter().any(|member| known.contains(member))
}

/// Lets persons told later take the place of the country or delegation that stood for them.
pub(super) fn name_people<'m>(event: &mut MergedEvent, told: impl Iterator<Item = &'m MemberIndex>, cast: &Cast) {
    let is_symmetric = event.kind.is_symmetric();
    let mut named = Vec::new();
    for &member in told {
        let person = &cast.members[member];
        if event.parties().contains(&member) || person.kind != ActorKind::Person || !is_symmetric {
            continue;
        }
        let stood_for = |&other: &MemberIndex| {
            cast.members[other].stands_for_its_people() && cast.members[other].country == person.country
        };
        let is_companion =
            |other: &MemberIndex| cast.members[*other].country == person.country && named.contains(other);
        for side in [&mut event.by, &mut event.with] {
            if let Some(place) = side.iter().position(stood_for) {
                side[place] = member;
            } else if side.iter().any(is_companion) {
                side.push(member);
            } else {
                continue;
            }
            named.push(member);
            break;
        }
    }
}
