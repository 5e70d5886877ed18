//! One entry for every real-world event, however often the article reports it.

mod absorb;
mod company;
mod resumed;
mod same;
mod within;

use plenipo_record::{ActorKind, Day, EventKind, Place, Status, When};

use crate::cast::{Cast, MemberIndex};
use crate::confidence::Rating;
use crate::frame::{EventMention, Reports};
use crate::scene::{address, settle};
use absorb::absorb;
use company::{add_company, is_opening, is_sequel, led};
use resumed::{add_chair, resume};
use same::{agrees, agrees_fully, is_kin, is_same};
use within::date_within;

/// What happened more days ago than this is told with its day.
const NEWS_LASTS: i32 = 14;

/// Where a field of an event comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The report of this number.
    Report(usize),
    /// The event around it, by the number of that event's first report.
    Scene(usize),
    /// What is told without a day is the day's news.
    News,
}

/// An event of the article, still in terms of the cast, with the sentences that report it.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the wording")]
pub(crate) struct MergedEvent {
    /// The kind of event.
    pub kind: EventKind,
    /// How far it has come.
    pub status: Status,
    /// The acting side.
    pub by: Vec<MemberIndex>,
    /// The other side.
    pub with: Vec<MemberIndex>,
    /// The days, where known.
    pub when: Option<When>,
    /// The place, where known.
    pub place: Option<Place>,
    /// Topics or names.
    pub what: Vec<String>,
    /// Indices of the passages that report it, the most telling first.
    pub passages: Vec<usize>,
    /// The token of the first passage that reports it.
    pub trigger: usize,
    /// Whether the occasion is spoken of as known: "the summit".
    pub is_definite: bool,
    /// Whether the report of it is the day's news.
    pub is_news: bool,
    /// Whether it takes back what was imposed.
    pub is_lifting: bool,
    /// Whether "there" places it where the last event was.
    pub is_there: bool,
    /// The numbers of the reports of it, in text order.
    pub reports: Vec<usize>,
    /// Where the status comes from.
    pub status_origin: Origin,
    /// Where the days come from, if they are known.
    pub when_origin: Origin,
    /// Where the place comes from, if it is known.
    pub place_origin: Origin,
    /// The first report of the event of which this is a further round, with the same parties.
    pub round_of: Option<usize>,
    /// How sure the reader is of it, and why; by itself nothing.
    pub rating: Rating,
}

impl MergedEvent {
    /// Returns everybody on either side.
    pub fn parties(&self) -> Vec<MemberIndex> {
        self.by.iter().chain(&self.with).copied().collect()
    }
}

/// Tells whether one of two reports is the day's news without a day, and the other of a day that is long past: "imposed a
/// ban on X … In June it had imposed one".
fn is_news_and_past(event: &MergedEvent, report: &MergedEvent, today: Option<Day>) -> bool {
    let is_fresh = |event: &MergedEvent| event.is_news && event.when.is_none() && event.status == Status::Occurred;
    let is_past = |event: &MergedEvent| {
        let last = event.when.and_then(|when| when.end).and_then(Day::last);
        last.zip(today.and_then(Day::first)).is_some_and(|(last, today)| (today - last).get_days() > NEWS_LASTS)
    };
    let is_deed = matches!(event.kind, EventKind::Sanction | EventKind::Aid | EventKind::Agree | EventKind::Meet);
    is_deed && (is_fresh(event) && is_past(report) || is_fresh(report) && is_past(event))
}

/// Tells whether an event with this status lies ahead, if it happens at all.
pub(crate) fn is_ahead(status: Status) -> bool {
    matches!(status, Status::Planned | Status::Proposed)
}

/// Joins the reports of each event; `today` is the day of the copy.
pub(crate) fn merged(reports: &Reports, cast: &Cast, today: Option<Day>) -> Vec<MergedEvent> {
    let mut events: Vec<MergedEvent> = Vec::new();
    // Talks told before those who talk: "Two days of peace talks ended on Thursday."
    let mut open: Option<MergedEvent> = None;
    for (number, mention) in reports.mentions.iter().enumerate() {
        if is_homecoming(mention, cast) {
            continue;
        }
        let mut report = entered(number, mention, cast, today);
        if mention.is_resumption {
            if let Some(talks) = resume(&events, &mut report, cast) {
                absorb(&mut events[talks], report, cast);
                continue;
            }
            if add_chair(&mut events, &report) {
                continue;
            }
        }
        if let Some(day) = mention.day_of_occasion.filter(|_| report.when.is_none()) {
            date_within(&events, &mut report, day, cast);
        }
        let same = if mention.is_anaphoric {
            // The words point back, to the last event of their kind that nothing speaks against.
            let is_party = |event: &MergedEvent| {
                let parties = event.parties();
                !is_with_host(&report) || report.with.iter().any(|member| parties.contains(member))
            };
            events
                .iter_mut()
                .rev()
                .find(|event| is_kin(event.kind, report.kind) && is_party(event) && agrees(event, &report))
        } else {
            let is_apart = |event: &MergedEvent| is_news_and_past(event, &report, today);
            // "a meeting of the committee was put off": none that has been told before.
            let is_other_one = mention.kind == EventKind::Gathering && mention.is_introduced;
            let is_end = matches!(mention.status, Status::Cancelled | Status::Denied);
            // "will resume the talks and has proposed a meeting of the presidents": what is introduced is none of the talks.
            let is_new_kind = |event: &MergedEvent| mention.is_introduced && event.kind != report.kind;
            let may_be =
                |event: &MergedEvent| !(is_other_one && is_end || is_new_kind(event)) || event.status == mention.status;
            events.iter_mut().rev().find(|event| is_same(event, &report, cast) && !is_apart(event) && may_be(event))
        };
        let apart = mention.is_anaphoric && mention.is_other && (report.when.is_some() || report.place.is_some());
        match same {
            Some(event) if !apart || agrees_fully(event, &report) => absorb(event, report, cast),
            _ if mention.is_anaphoric && mention.is_other && is_round(report.kind) => {
                match another(&events, &report, cast) {
                    Some(event) => events.push(event),
                    None => open = open.or_else(|| is_opening(&report).then_some(report)),
                }
            }
            Some(event) => absorb(event, report, cast),
            None if mention.is_posted => {}
            None if !mention.is_anaphoric => {
                let early = open.take_if(|early| is_sequel(early, &report, cast));
                events.push(report);
                if let (Some(early), Some(event)) = (early, events.last_mut()) {
                    event.kind = early.kind;
                    event.passages.insert(0, early.passages[0]);
                    event.reports.splice(0..0, early.reports);
                    if early.when.is_some() {
                        (event.when, event.when_origin) = (early.when, early.when_origin);
                    }
                    if early.place.is_some() {
                        (event.place, event.place_origin) = (early.place, early.place_origin);
                    }
                }
            }
            None if is_with_host(&report) => events.extend(hosted(&events, report, cast)),
            // "The talks will go on in Oslo next week."
            None if is_round(report.kind) && is_ahead(report.status) && report.when.is_some() => {
                events.extend(another(&events, &report, cast));
            }
            None if is_opening(&report) => match led(&report, &reports.company, cast) {
                Some(event) => events.push(event),
                None => open = open.or(Some(report)),
            },
            None => {}
        }
    }
    add_company(&mut events, &reports.company, cast);
    settle(&mut events, cast, today);
    address(&mut events, cast);
    events.retain(|event| !event.by.is_empty() || !event.with.is_empty());
    events
}

/// "Talks with Y are set for Monday": whether only one side of a meeting is told.
fn is_with_host(report: &MergedEvent) -> bool {
    report.kind == EventKind::Meet && report.by.is_empty() && report.with.len() == 1
}

/// Gives a meeting of which only the host is told the visitor who has come to his country, as told shortly before.
fn hosted(events: &[MergedEvent], report: MergedEvent, cast: &Cast) -> Option<MergedEvent> {
    let host = &cast.members[report.with[0]];
    let is_near =
        |event: &&MergedEvent| event.passages[0] <= report.passages[0] && report.passages[0] <= event.passages[0] + 3;
    let is_traveller = |member: &MemberIndex| {
        let guest = &cast.members[*member];
        guest.kind == ActorKind::Person
            && *member != report.with[0]
            && (guest.country.is_none() || guest.country != host.country)
    };
    let is_guest = |member: &MemberIndex| {
        let guest = &cast.members[*member];
        guest.kind == ActorKind::Person && guest.country.is_some() && guest.country != host.country
    };
    let traveller = |event: &MergedEvent| {
        let country = event.place.as_ref().and_then(|place| place.country);
        let is_here = event.kind == EventKind::Visit && (country == host.country || host.country.is_none());
        event.by.iter().copied().find(is_traveller).filter(|_| is_here)
    };
    let guest_of_compatriot = |event: &MergedEvent| {
        let parties = event.parties();
        let is_compatriot =
            |&member: &MemberIndex| host.country.is_some() && cast.members[member].country == host.country;
        let is_talk = event.kind == EventKind::Meet && parties.len() == 2 && parties.iter().any(is_compatriot);
        parties.into_iter().find(is_guest).filter(|_| is_talk)
    };
    let near = || events.iter().rev().filter(is_near);
    // "flies to Oslo, where the king will receive her": the host is the state that is visited.
    let is_journey = |event: &&MergedEvent| event.kind == EventKind::Visit && event.by.contains(&report.with[0]);
    if let Some(journey) = near().find(is_journey) {
        let country = journey.place.as_ref().and_then(|place| place.country)?;
        let is_state =
            |member: &crate::cast::Member| member.kind == ActorKind::Country && member.country == Some(country);
        let host = cast.members.iter().position(is_state)?;
        return Some(MergedEvent { by: vec![host], ..report });
    }
    let visitor = near().find_map(traveller).or_else(|| near().find_map(guest_of_compatriot))?;
    Some(MergedEvent { by: vec![visitor], ..report })
}

/// Tells whether occasions of a kind come in rounds.
fn is_round(kind: EventKind) -> bool {
    matches!(kind, EventKind::Negotiate | EventKind::Meet)
}

/// "The next round": the same parties once more, their states rather than those who spoke for them.
fn another(events: &[MergedEvent], report: &MergedEvent, cast: &Cast) -> Option<MergedEvent> {
    let n_countries = |event: &MergedEvent| {
        let mut codes: Vec<_> = event.parties().iter().filter_map(|&party| cast.members[party].country).collect();
        codes.sort_unstable();
        codes.dedup();
        codes.len()
    };
    let is_off = |event: &MergedEvent| matches!(event.status, Status::Cancelled | Status::Denied);
    let may_go_on = |event: &&MergedEvent| event.kind.is_symmetric() && !is_off(event) && n_countries(event) >= 2;
    let kin = events.iter().rev().filter(may_go_on).find(|event| event.kind == report.kind);
    let before = kin.or_else(|| events.iter().rev().find(may_go_on))?;
    let parties = before.parties();
    let mut states: Vec<MemberIndex> = parties.iter().filter_map(|&party| cast.state_of(party)).collect();
    states.sort_unstable();
    states.dedup();
    let by = if states.len() >= 2 { states } else { parties };
    let round_of = before.reports.first().copied();
    Some(MergedEvent { by, with: Vec::new(), round_of, ..report.clone() })
}

fn entered(number: usize, mention: &EventMention, cast: &Cast, today: Option<Day>) -> MergedEvent {
    let when = mention.when;
    let (by, with) = most_specific(&mention.by, &mention.with, cast);
    MergedEvent {
        kind: mention.kind,
        status: timely(mention.kind, mention.status, when, today),
        by,
        with,
        when,
        place: mention.place.clone(),
        what: mention.what.clone(),
        passages: vec![mention.passage],
        trigger: mention.trigger,
        is_definite: mention.is_definite,
        is_news: mention.is_news,
        is_lifting: mention.is_lifting,
        is_there: mention.is_there,
        reports: vec![number],
        status_origin: Origin::Report(number),
        when_origin: Origin::Report(number),
        place_origin: Origin::Report(number),
        round_of: None,
        rating: Rating::default(),
    }
}

/// What lies ahead has not occurred, whatever the tense.
fn timely(kind: EventKind, status: Status, when: Option<When>, today: Option<Day>) -> Status {
    let starts = when.and_then(|when| when.start.first());
    let ends = when.and_then(|when| when.end).and_then(Day::last);
    let over = ends.zip(today.and_then(Day::first)).is_some_and(|(end, today)| end < today);
    if over && status == Status::Ongoing {
        return Status::Occurred;
    }
    // "unless it lifts the ban, introduced last June"
    if over && matches!(kind, EventKind::Sanction | EventKind::Appoint) && status == Status::Planned {
        return Status::Occurred;
    }
    let ahead = starts.zip(today.and_then(Day::last)).is_some_and(|(start, today)| start > today)
        || when.zip(today).is_some_and(|(when, today)| is_later_in_year(when.start, today));
    if ahead && matches!(status, Status::Occurred | Status::Ongoing) { Status::Planned } else { status }
}

/// Tells whether a day without a year comes after another, less than half a year later.
fn is_later_in_year(day: Day, today: Day) -> bool {
    let number = |day: Day| match day {
        Day::MonthDay { month, day } => Some(i32::from(month) * 31 + i32::from(day)),
        _ => None,
    };
    number(day).zip(number(today)).is_some_and(|(day, today)| (1..183).contains(&(day - today)))
}

/// An official who goes to his own country is not visiting.
pub(crate) fn is_homecoming(mention: &EventMention, cast: &Cast) -> bool {
    let destination = mention.place.as_ref().and_then(|place| place.country);
    let mut countries = mention.by.iter().map(|&member| cast.members[member].country);
    mention.kind == EventKind::Visit
        && destination.is_some()
        && countries.clone().any(|country| country == destination)
        && countries.all(|country| country.is_none() || country == destination)
}

/// Persons stand for their countries where both are named as parties.
fn most_specific(by: &[MemberIndex], with: &[MemberIndex], cast: &Cast) -> (Vec<MemberIndex>, Vec<MemberIndex>) {
    let everyone: Vec<MemberIndex> = by.iter().chain(with).copied().collect();
    let represented = |member: MemberIndex| {
        let country = &cast.members[member];
        country.stands_for_its_people()
            && everyone.iter().any(|&other| {
                cast.members[other].kind == ActorKind::Person && cast.members[other].country == country.country
            })
    };
    // "Ministers of Norway and Chile, X and Y": as many names as states.
    let is_state = |member: &&MemberIndex| cast.members[**member].kind == ActorKind::Country;
    let is_unplaced = |member: &&MemberIndex| {
        cast.members[**member].kind == ActorKind::Person && cast.members[**member].country.is_none()
    };
    let n_states = everyone.iter().filter(is_state).count();
    let are_named = n_states >= 2 && n_states == everyone.iter().filter(is_unplaced).count();
    let represented = |member: MemberIndex| represented(member) || are_named && is_state(&&member);
    let keep = |side: &[MemberIndex]| side.iter().copied().filter(|&member| !represented(member)).collect();
    (keep(by), keep(with))
}

/// Tells whether days are only the week, month or year in which something happens.
fn is_vague(when: When) -> bool {
    let (Some(first), Some(last)) = (when.start.first(), when.end.and_then(Day::last)) else { return false };
    (last - first).get_days() >= 6
}
