//! Where and when events happen that are told without place or day: in the scene that is set around them.
//!
//! A visitor's talks are where he is; a deal signed by those who have just met is signed where they met.

use jiff::ToSpan;
use plenipo_record::{ActorKind, Day, EventKind, Status, When};

use crate::cast::{Cast, MemberIndex};
use crate::merge::{MergedEvent, Origin, is_ahead};

/// Gives events without a place that of the scene, plans without a day that of the journey they belong to, and what is
/// told without a day as the day's news `today`.
pub(crate) fn settle(events: &mut [MergedEvent], cast: &Cast, today: Option<Day>) {
    for at in 0..events.len() {
        date_journey(events, at);
    }
    for at in 0..events.len() {
        if events[at].when.is_none() && events[at].is_news && !is_ahead(events[at].status) {
            let meeting = meeting_before(events, at, cast);
            let told = meeting.and_then(|meeting| Some((events[meeting].when?, scene_origin(&events[meeting]))));
            let told = told.or_else(|| day_of_journey(events, at, cast));
            let told = told.or_else(|| Some((When::on(today?), Origin::News)));
            if let Some((when, origin)) = told {
                (events[at].when, events[at].when_origin) = (Some(when), origin);
            }
        }
    }
    for at in 0..events.len() {
        if events[at].place.is_some() || !needs_scene(events[at].kind) {
            date_by_journey(events, at, cast);
            continue;
        }
        if let Some(journey) = lost_journey(events, at) {
            // What was to happen on a journey that is off is off.
            let journey = events[journey].clone();
            let event = &mut events[at];
            let origin = scene_origin(&journey);
            (event.status, event.status_origin) = (journey.status, origin);
            (event.place, event.place_origin) = (journey.place, origin);
            (event.when, event.when_origin) = (journey.when, origin);
            continue;
        }
        if is_nowhere_yet(&events[at]) {
            continue;
        }
        let Some(scene) = scene_of(events, at, cast) else { continue };
        let scene = events[scene].clone();
        let event = &mut events[at];
        (event.place, event.place_origin) = (scene.place.clone(), scene_origin(&scene));
        let same_sentence = event.passages.iter().any(|passage| scene.passages.contains(passage));
        let same_side = is_ahead(event.status) == is_ahead(scene.status);
        let is_around = matches!(scene.kind, EventKind::Visit | EventKind::Gathering);
        if event.when.is_none() && is_around && same_sentence && same_side {
            (event.when, event.when_origin) = (scene.when, scene_origin(&scene));
        }
        date_by_journey(events, at, cast);
    }
}

/// Gives a journey that is told without days those of the talks that the traveller held on it for days on end: "a visit by
/// X, who met Y and Z during January 17-19".
fn date_journey(events: &mut [MergedEvent], at: usize) {
    let journey = &events[at];
    if journey.kind != EventKind::Visit || journey.when.is_some() || is_ahead(journey.status) {
        return;
    }
    let is_on_it = |talks: &&MergedEvent| {
        talks.kind == EventKind::Meet
            && talks.passages[0] == journey.passages[0]
            && talks.by.iter().any(|member| journey.by.contains(member))
            && talks.when.is_some_and(|when| when.end.is_some_and(|end| end != when.start))
    };
    let talks = events.iter().find(is_on_it).map(|talks| (talks.when, scene_origin(talks)));
    if let Some((when, origin)) = talks {
        (events[at].when, events[at].when_origin) = (when, origin);
    }
}

/// Gives talks planned for a journey that is planned as well, told just after it, the days of the journey.
fn date_by_journey(events: &mut [MergedEvent], at: usize, cast: &Cast) {
    let talks = &events[at];
    if talks.kind != EventKind::Meet || talks.status != Status::Planned || talks.when.is_some() {
        return;
    }
    let is_around = |journey: &&MergedEvent| {
        let near = journey.passages[0] <= talks.passages[0] && talks.passages[0] <= journey.passages[0] + 2;
        let country = journey.place.as_ref().and_then(|place| place.country);
        let is_there = talks.place.as_ref().is_some_and(|place| place.country == country);
        journey.kind == EventKind::Visit
            && journey.status == Status::Planned
            && journey.when.is_some()
            && near
            && (is_there || hosts_are_home(journey, talks, cast))
            && talks.parties().iter().any(|member| journey.by.contains(member))
    };
    let journey = events.iter().rev().find(is_around).map(|journey| (journey.when, scene_origin(journey)));
    if let Some((when, origin)) = journey {
        (events[at].when, events[at].when_origin) = (when, origin);
    }
}

/// "flew to Oslo on Saturday. He sat down with Y there": the day of a journey of one day, for a meeting told with it or in
/// the next sentence.
fn day_of_journey(events: &[MergedEvent], at: usize, cast: &Cast) -> Option<(When, Origin)> {
    let meeting = &events[at];
    let is_of_day = |journey: &&MergedEvent| {
        let near = journey.passages[0] <= meeting.passages[0] && meeting.passages[0] <= journey.passages[0] + 1;
        let on_a_day = journey.when.is_some_and(|when| when.end == Some(when.start));
        journey.kind == EventKind::Visit
            && journey.status == Status::Occurred
            && journey.when_origin != Origin::News
            && near
            && on_a_day
            && meeting.parties().iter().any(|member| journey.by.contains(member))
            && hosts_fit(journey, meeting, cast)
    };
    let journey = events.iter().rev().filter(|_| meeting.kind == EventKind::Meet).find(is_of_day)?;
    Some((journey.when?, scene_origin(journey)))
}

fn scene_origin(scene: &MergedEvent) -> Origin {
    Origin::Scene(scene.reports[0])
}

/// Returns the dated meeting of the same parties, told just before, from which an undated deal comes.
fn meeting_before(events: &[MergedEvent], at: usize, cast: &Cast) -> Option<usize> {
    let event = &events[at];
    (0..events.len()).rev().find(|&other| {
        let meeting = &events[other];
        let near = meeting.passages[0] < event.passages[0] && event.passages[0] <= meeting.passages[0] + 2;
        event.kind == EventKind::Agree
            && matches!(meeting.kind, EventKind::Meet | EventKind::Negotiate)
            && meeting.status == Status::Occurred
            && meeting.when.is_some()
            && near
            && shared_parties(meeting, event, cast)
    })
}

/// Returns the journey told last before, if it is off, on which an undated plan of the same traveller was to happen.
fn lost_journey(events: &[MergedEvent], at: usize) -> Option<usize> {
    let event = &events[at];
    if event.status != Status::Planned || event.when.is_some() {
        return None;
    }
    let travels = |member: &usize| event.by.contains(member) || event.with.contains(member);
    let is_journey = |other: &usize| {
        let journey = &events[*other];
        let near = journey.passages[0] <= event.passages[0] && event.passages[0] <= journey.passages[0] + 4;
        journey.kind == EventKind::Visit && near && journey.by.iter().any(travels)
    };
    let last = (0..events.len()).filter(is_journey).max_by_key(|&other| (events[other].passages[0], other));
    last.filter(|&journey| events[journey].status == Status::Cancelled)
}

/// Gives aid that is told without a receiver the state that the giver visits, or whose people he has just met, and drops
/// what is left without one.
pub(crate) fn address(events: &mut Vec<MergedEvent>, cast: &Cast) {
    for at in 0..events.len() {
        if events[at].kind == EventKind::Aid && events[at].with.is_empty() {
            events[at].with = receiver(events, at, cast).into_iter().collect();
        }
    }
    // What a body of many states gives, or its officer, goes to somebody, whoever that is.
    let is_of_many = |event: &MergedEvent| event.by.iter().all(|&giver| cast.members[giver].country.is_none());
    events.retain(|event| event.kind != EventKind::Aid || !event.with.is_empty() || is_of_many(event));
}

fn receiver(events: &[MergedEvent], at: usize, cast: &Cast) -> Option<MemberIndex> {
    let aid = &events[at];
    let giver = *aid.by.first()?;
    let home = cast.members[giver].country;
    let is_real = |status: Status| !matches!(status, Status::Cancelled | Status::Denied);
    let around = events.iter().rev().filter(|event| event.passages[0] <= aid.passages[0] && is_real(event.status));
    around.filter(|event| event.by.contains(&giver) || event.with.contains(&giver)).find_map(|event| {
        let code = match event.kind {
            EventKind::Visit => event.place.as_ref().and_then(|place| place.country),
            EventKind::Meet | EventKind::Call if event.passages[0] + 1 >= aid.passages[0] => {
                let partners = event.parties().into_iter().filter(|&member| member != giver);
                partners.filter_map(|member| cast.members[member].country).find(|&code| Some(code) != home)
            }
            _ => None,
        };
        let code = code.filter(|&code| Some(code) != home)?;
        cast.members.iter().position(|member| member.kind == ActorKind::Country && member.country == Some(code))
    })
}

/// "proposed a meeting before the end of the year", "said no meeting was being prepared": what has no day, and may never
/// have one, is nowhere.
fn is_nowhere_yet(event: &MergedEvent) -> bool {
    let is_of_year = event.when.is_some_and(|when| matches!(when.start, Day::Year { .. }));
    match event.status {
        Status::Denied => event.when.is_none(),
        Status::Planned | Status::Proposed => is_of_year,
        _ => false,
    }
}

fn needs_scene(kind: EventKind) -> bool {
    use EventKind::{Agree, Gathering, Meet, Negotiate};
    matches!(kind, Meet | Negotiate | Agree | Gathering)
}

/// Returns the event that sets the scene of another: the last one before it, else the next one after it.
fn scene_of(events: &[MergedEvent], at: usize, cast: &Cast) -> Option<usize> {
    let event = &events[at];
    let position = |event: &MergedEvent| (event.passages[0], event.trigger);
    let mut fitting: Vec<usize> =
        (0..events.len()).filter(|&other| other != at && fits(&events[other], event, cast)).collect();
    fitting.sort_by_key(|&other| position(&events[other]));
    let before = fitting.iter().rev().copied().find(|&other| position(&events[other]) <= position(event));
    let same_sentence = |&other: &usize| events[other].passages[0] == event.passages[0];
    let is_scene_to_come = |other: &usize| {
        let later = &events[*other];
        let is_visit = later.kind == EventKind::Visit;
        is_visit && hosts_are_home(later, event, cast)
            || same_sentence(other)
            || !is_visit && same_person_same_day(later, event, cast)
    };
    before.or_else(|| fitting.into_iter().find(is_scene_to_come))
}

/// Tells whether one event may happen in the scene that another sets.
fn fits(scene: &MergedEvent, event: &MergedEvent, cast: &Cast) -> bool {
    // "dismissed reports that X would fly to Oslo to see Y"
    let shares_fate = scene.status == event.status && scene.passages[0] == event.passages[0];
    let is_open = matches!(scene.status, Status::Cancelled | Status::Denied | Status::Proposed);
    if scene.place.is_none() || is_open && !shares_fate {
        return false;
    }
    // Talks that have been going on for months are in no one place.
    if event.status == Status::Ongoing && event.when.is_some_and(|when| when.end.is_none()) {
        return false;
    }
    if event.is_there {
        return scene.passages[0] <= event.passages[0] && days_fit(scene, event);
    }
    let shares = shared_parties(scene, event, cast);
    match scene.kind {
        EventKind::Visit => shares && days_fit(scene, event) && hosts_fit(scene, event, cast),
        EventKind::Meet | EventKind::Negotiate | EventKind::Gathering => {
            let same_side = is_ahead(scene.status) == is_ahead(event.status);
            same_side && (shares && same_days(scene.when, event.when) || same_person_same_day(scene, event, cast))
        }
        _ => false,
    }
}

/// Tells whether one of those whom a traveller meets is at home where he travels, or the sentence says so.
fn hosts_fit(scene: &MergedEvent, event: &MergedEvent, cast: &Cast) -> bool {
    let country = scene.place.as_ref().and_then(|place| place.country);
    let mut hosts = event.by.iter().chain(&event.with).filter(|member| !scene.by.contains(member)).peekable();
    let unknown = hosts.clone().all(|&host| cast.members[host].country.is_none());
    hosts.peek().is_none()
        || unknown
        || scene.passages.iter().any(|passage| event.passages.contains(passage))
        || hosts.any(|&host| cast.members[host].country == country)
}

/// Tells whether one of those whom a traveller meets is known to be at home where he travels.
fn hosts_are_home(scene: &MergedEvent, event: &MergedEvent, cast: &Cast) -> bool {
    let country = scene.place.as_ref().and_then(|place| place.country);
    let mut hosts = event.by.iter().chain(&event.with).filter(|member| !scene.by.contains(member));
    hosts.any(|&host| country.is_some() && cast.members[host].country == country)
}

/// Tells whether somebody takes part in both events, in person or as the state that is named for him.
fn shared_parties(scene: &MergedEvent, event: &MergedEvent, cast: &Cast) -> bool {
    let (ours, theirs) = (event.parties(), scene.parties());
    let common = |member: usize| {
        theirs.iter().any(|&other| {
            let (one, two) = (&cast.members[member], &cast.members[other]);
            let represents = one.country.is_some()
                && one.country == two.country
                && (one.kind == ActorKind::Country) != (two.kind == ActorKind::Country);
            member == other || represents
        })
    };
    let n_common = ours.into_iter().filter(|&member| common(member)).count();
    let is_beside = scene.kind == EventKind::Gathering
        && event.kind != EventKind::Gathering
        && scene.passages.iter().any(|passage| event.passages.contains(passage));
    // "on the margins of the Union's summit"
    let is_of_bodies = || theirs.iter().all(|&body| cast.members[body].kind == ActorKind::Organization);
    is_beside && is_of_bodies() || n_common >= if scene.kind == EventKind::Visit || is_beside { 1 } else { 2 }
}

/// Tells whether the days of an event lie within a journey, with some slack where its length is not told.
fn days_fit(scene: &MergedEvent, event: &MergedEvent) -> bool {
    let first = |when: Option<When>| when.and_then(|when| when.start.first());
    let last = |when: Option<When>| when.and_then(|when| when.end).and_then(Day::last);
    match (first(scene.when), first(event.when)) {
        (Some(arrival), Some(day)) => {
            let leaves = last(scene.when).and_then(|day| day.checked_add(4.days()).ok());
            arrival <= day && leaves.is_none_or(|leaves| day <= leaves)
        }
        _ => is_ahead(scene.status) == is_ahead(event.status) || event.status == Status::Cancelled,
    }
}

/// Nobody is in two countries on one day, as a rule.
fn same_person_same_day(scene: &MergedEvent, event: &MergedEvent, cast: &Cast) -> bool {
    let theirs = event.parties();
    let is_common = |member: &usize| theirs.contains(member) && cast.members[*member].kind == ActorKind::Person;
    let single = event.when.filter(|when| when.end == Some(when.start));
    single.is_some() && scene.when == single && scene.parties().iter().any(is_common)
}

fn same_days(one: Option<When>, other: Option<When>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one == other || one.contains(other) || other.contains(one),
        (_, None) => true,
        (None, Some(_)) => false,
    }
}
