//! Delegations and openings: those who lead, travel along or are named after the talks.

use plenipo_record::{ActorKind, EventKind};

use super::same::agrees;
use super::{MergedEvent, is_round};
use crate::cast::{Cast, MemberIndex};
use crate::frame::Company;

/// Tells whether a report of talks without their parties may be what the article is about.
pub(super) fn is_opening(report: &MergedEvent) -> bool {
    is_round(report.kind) && report.passages[0] <= 1 && (report.when.is_some() || report.place.is_some())
}

/// Gives talks told without their parties those who lead delegations, where the article tells of two.
pub(super) fn led(report: &MergedEvent, company: &Company, cast: &Cast) -> Option<MergedEvent> {
    let mut states = Vec::new();
    let mut leaders = Vec::new();
    for &(state, leader) in &company.leaders {
        if !states.contains(&state) && cast.members[leader].country == Some(state) {
            states.push(state);
            leaders.push(leader);
        }
    }
    (states.len() == 2).then(|| MergedEvent { by: leaders, with: Vec::new(), ..report.clone() })
}

/// Tells whether a report names those who take part in talks told shortly before without them.
pub(super) fn is_sequel(early: &MergedEvent, report: &MergedEvent, cast: &Cast) -> bool {
    let near = report.passages[0] <= early.passages[0] + 4;
    let states = |event: &MergedEvent| -> Vec<_> {
        event.parties().iter().filter_map(|&party| cast.members[party].country).collect()
    };
    let theirs = states(report);
    near && is_round(report.kind) && agrees(early, report) && states(early).iter().all(|state| theirs.contains(state))
}

/// Lets leaders of delegations stand for their states in negotiations, and adds those who travel along.
pub(super) fn add_company(events: &mut [MergedEvent], company: &Company, cast: &Cast) {
    // Who led one round need not lead the next.
    let rounds = |event: &&mut MergedEvent| event.kind == EventKind::Negotiate && event.round_of.is_none();
    for event in events.iter_mut().filter(rounds) {
        for &(state, leader) in &company.leaders {
            let is_known = event.parties().contains(&leader);
            let stood_for = |member: &&mut MemberIndex| {
                cast.members[**member].kind == ActorKind::Country && cast.members[**member].country == Some(state)
            };
            let place = event.by.iter_mut().chain(&mut event.with).find(stood_for);
            if let Some(place) = place.filter(|_| !is_known) {
                *place = leader;
            }
        }
    }
    for (passage, travellers) in &company.travellers {
        for event in events.iter_mut() {
            let is_meant =
                event.kind == EventKind::Visit || event.kind == EventKind::Meet && event.passages.contains(passage);
            let known = event.parties();
            if is_meant && event.by.contains(&travellers[0]) {
                event.by.extend(travellers.iter().filter(|member| !known.contains(member)));
            }
        }
    }
}
