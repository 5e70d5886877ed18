//! When two reports are of one event: their parties, days, places and outcomes.

use plenipo_record::{ActorKind, EventKind, Place, Status};

use super::{MergedEvent, is_ahead};
use crate::cast::{Cast, MemberIndex};

/// Tells whether two reports share a day or a place, and disagree in neither.
pub(super) fn agrees_fully(event: &MergedEvent, report: &MergedEvent) -> bool {
    let days = event.when.is_some() && event.when == report.when;
    let places =
        event.place.is_some() && same_place(event.place.as_ref(), report.place.as_ref()) && report.place.is_some();
    days || (places && report.when.is_none())
}

/// Tells whether two reports may be of one event: their parties, days, places and outcomes fit.
pub(super) fn is_same(event: &MergedEvent, report: &MergedEvent, cast: &Cast) -> bool {
    // Talks of another kind are the same only with the same outcome; a meeting that is over is none of the talks that go on.
    let goes_on = |event: &MergedEvent| event.status == Status::Ongoing;
    if event.kind != report.kind
        && (is_ahead(event.status) != is_ahead(report.status) || goes_on(event) != goes_on(report))
    {
        return false;
    }
    if is_content_of_call(event, report, cast) {
        return true;
    }
    if !is_kin(event.kind, report.kind) || !agrees(event, report) {
        return false;
    }
    if event.is_lifting != report.is_lifting {
        return false;
    }
    if names_hosts(event, report, cast) {
        return true;
    }
    match event.kind {
        EventKind::Visit => {
            let travellers = overlap(&event.by, &report.by, cast) >= 0.5;
            let place = |event: &MergedEvent| event.place.clone();
            travellers
                && (place(event).is_none()
                    || place(report).is_none()
                    || same_place(event.place.as_ref(), report.place.as_ref()))
        }
        EventKind::Gathering if report.kind == event.kind && is_same_occasion(event, report, cast) => true,
        // Of those at a gathering, two may meet apart.
        EventKind::Gathering if report.kind == EventKind::Meet => {
            overlap(&event.parties(), &report.parties(), cast) > 0.99
        }
        // Talks of some of those who gather are held beside the gathering.
        EventKind::Gathering if report.kind != event.kind && is_aside(event, report) => false,
        EventKind::Agree if is_signed_together(event, report, cast) || is_signed_for(event, report, cast) => true,
        kind if kind.is_symmetric() => overlap(&event.parties(), &report.parties(), cast) > 0.6,
        _ => {
            let sides = overlap(&event.by, &report.by, cast) >= 0.5 || event.by.is_empty() || report.by.is_empty();
            sides
                && (overlap(&event.with, &report.with, cast) >= 0.5 || event.with.is_empty() || report.with.is_empty())
        }
    }
}

/// "X telephoned Y. In the talks, the two shared the view": what is said to be talked of right behind a call is said in it.
fn is_content_of_call(event: &MergedEvent, report: &MergedEvent, cast: &Cast) -> bool {
    let near = event.passages.iter().any(|&passage| report.passages[0].abs_diff(passage) <= 2);
    event.kind == EventKind::Call
        && report.kind == EventKind::Meet
        && near
        && report.place.is_none()
        && event.status == Status::Occurred
        && report.status == Status::Occurred
        && (report.when.is_none() || report.when == event.when)
        && overlap(&event.parties(), &report.parties(), cast) > 0.99
}

/// Tells whether two reports are of papers that the same states sign on one occasion, whoever puts his name to each:
/// "the accord on ports was signed by X and Y and that on schools by Z and W".
pub(super) fn is_signed_together(event: &MergedEvent, report: &MergedEvent, cast: &Cast) -> bool {
    let states = |event: &MergedEvent| {
        let mut codes: Vec<_> = event.parties().iter().map(|&party| cast.members[party].country).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    };
    let near = event.passages.iter().any(|&passage| report.passages[0].abs_diff(passage) <= 2);
    let ours = states(event);
    near && event.kind == report.kind
        && event.status == report.status
        && event.status == Status::Occurred
        && ours.len() == 2
        && ours.iter().all(Option::is_some)
        && ours == states(report)
}

/// "Norway, Chile and Estonia concluded a pact … Initialled by X, Y and Z, the text": whether a report names, for each of the
/// states that have agreed just before, somebody of whom no state is told.
fn is_signed_for(event: &MergedEvent, report: &MergedEvent, cast: &Cast) -> bool {
    let near = event.passages.iter().any(|&passage| report.passages[0].abs_diff(passage) <= 2);
    let (states, signers) = (event.parties(), report.parties());
    let is_unknown = |&member: &MemberIndex| {
        cast.members[member].kind == ActorKind::Person && cast.members[member].country.is_none()
    };
    near && report.kind == EventKind::Agree
        && report.is_definite
        && event.status == report.status
        && event.status == Status::Occurred
        && states.len() >= 2
        && states.len() == signers.len()
        && states.iter().all(|&state| cast.members[state].kind == ActorKind::Country)
        && signers.iter().all(is_unknown)
}

/// Tells whether a report names those whom a traveller is to meet in the state that stood for them: "flies to Oslo for
/// talks", then "will meet X and Y".
pub(super) fn names_hosts(event: &MergedEvent, report: &MergedEvent, cast: &Cast) -> bool {
    let [host] = event.with.as_slice() else { return false };
    let is_unplaced = |member: &MemberIndex| {
        cast.members[*member].kind == ActorKind::Person && cast.members[*member].country.is_none()
    };
    let are_talks = event.kind == EventKind::Meet && report.kind == EventKind::Meet;
    let is_state = cast.members[*host].kind == ActorKind::Country;
    are_talks
        && is_state
        && event.by == report.by
        && is_ahead(event.status)
        && event.status == report.status
        && !report.with.is_empty()
        && report.with.iter().all(is_unplaced)
}

/// Tells whether fewer than those who gather talk.
fn is_aside(gathering: &MergedEvent, talks: &MergedEvent) -> bool {
    let n_gathered = gathering.parties().len();
    n_gathered > 2 && talks.parties().len() < n_gathered
}

/// Tells whether two reports of a gathering with different parties are of one: "the summit", or one day or place, told
/// of different people, and no two bodies of which each would have its own.
pub(super) fn is_same_occasion(event: &MergedEvent, report: &MergedEvent, cast: &Cast) -> bool {
    let bodies = |event: &MergedEvent| -> Vec<MemberIndex> {
        let all = event.parties().into_iter();
        all.filter(|&member| cast.members[member].kind == ActorKind::Organization).collect()
    };
    let (ours, theirs) = (bodies(event), bodies(report));
    let bodies_fit = ours.is_empty() || theirs.is_empty() || ours.iter().any(|body| theirs.contains(body));
    let near = event.passages.iter().any(|&passage| report.passages[0].abs_diff(passage) <= 4);
    bodies_fit && (agrees_fully(event, report) || (report.is_definite && near))
}

pub(super) fn is_kin(one: EventKind, other: EventKind) -> bool {
    use EventKind::{Gathering, Meet, Negotiate};
    one == other || matches!((one, other), (Meet, Negotiate) | (Negotiate, Meet) | (Gathering, Meet | Negotiate))
}

/// Tells whether nothing in days, place and outcome speaks against one event.
pub(super) fn agrees(event: &MergedEvent, report: &MergedEvent) -> bool {
    let days = match (event.when, report.when) {
        (Some(one), Some(other)) => one == other || one.contains(other) || other.contains(one),
        _ => true,
    };
    let countries = match (
        event.place.as_ref().and_then(|place| place.country),
        report.place.as_ref().and_then(|place| place.country),
    ) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    days && countries && outcomes_fit(event, report)
}

pub(super) fn outcomes_fit(event: &MergedEvent, report: &MergedEvent) -> bool {
    let is_past = |status: Status| matches!(status, Status::Occurred | Status::Ongoing);
    let starts = |event: &MergedEvent| event.when.map(|when| when.start);
    let dated = event.when.is_some()
        && (event.when == report.when || event.kind == EventKind::Visit && starts(event) == starts(report));
    match (event.status, report.status) {
        (one, other) if is_past(one) && is_past(other) => true,
        (one, other) if is_ahead(one) && is_ahead(other) => true,
        (one, other) if is_ahead(one) != is_ahead(other) && is_past(one) != is_past(other) => {
            dated || event.kind == EventKind::Visit && event.when.is_none() != report.when.is_none()
        }
        // A denial is of another event than what has happened.
        (one, other) => !(is_past(one) && other == Status::Denied || is_past(other) && one == Status::Denied),
    }
}

pub(super) fn same_place(one: Option<&Place>, other: Option<&Place>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => {
            one.country == other.country && (one.name.is_none() || other.name.is_none() || one.name == other.name)
        }
        _ => true,
    }
}

/// Returns the share of parties that two lists have in common; a country or a delegation counts as its people.
pub(super) fn overlap(one: &[MemberIndex], other: &[MemberIndex], cast: &Cast) -> f64 {
    if one.is_empty() || other.is_empty() {
        return 0.0;
    }
    let stands_for = |a: MemberIndex, b: MemberIndex| {
        let (a, b) = (&cast.members[a], &cast.members[b]);
        a.country.is_some() && a.country == b.country && (a.stands_for_its_people() || b.stands_for_its_people())
    };
    let told_in = |these: &[MemberIndex], those: &[MemberIndex]| {
        these.iter().filter(|&&a| those.iter().any(|&b| a == b || stands_for(a, b))).count()
    };
    (told_in(one, other) + told_in(other, one)) as f64 / (one.len() + other.len()) as f64
}
