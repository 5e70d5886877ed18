//! Cuts a block of reports into events.
//!
//! Clusters grow by joining the two that go together best on average, until none go together well enough. Equal scores
//! are settled by the order of the reports, so the outcome is a function of the set. Of a summit there are thousands of reports
//! that are alike in all that is compared: these are one cluster to begin with, since nothing goes together better.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::average::Average;
use super::facts::{Facts, Looks};
use super::pair::{Verdict, compare};

/// Two clusters join if their reports score at least this on average.
pub const JOIN: f32 = 0.55;

/// What a correction says of two reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// They tell of one event.
    Same,
    /// They do not.
    Apart,
}

/// Returns the events as lists of positions in `reports`, each list and the list of lists in the order of the reports.
///
/// `ties` holds what corrections say, by the rows of the reports, the smaller row first.
pub fn partition(reports: &[Facts], ties: &BTreeMap<(i64, i64), Tie>) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..reports.len()).collect();
    order.sort_by(|&a, &b| reports[a].order.cmp(&reports[b].order));
    let score = |a: usize, b: usize| -> f32 {
        let (one, other) = (&reports[order[a]], &reports[order[b]]);
        match ties.get(&(one.id.min(other.id), one.id.max(other.id))) {
            Some(Tie::Apart) => return f32::NEG_INFINITY,
            Some(Tie::Same) | None => {}
        }
        match compare(one, other) {
            Verdict::Together(score) => score,
            Verdict::Apart(_) => f32::NEG_INFINITY,
        }
    };
    let ordered: Vec<&Facts> = order.iter().map(|&at| &reports[at]).collect();
    let corrected: BTreeSet<i64> = ties.keys().flat_map(|&(one, other)| [one, other]).collect();
    let begun = alike(&ordered, &corrected, score);
    let mut clusters = Average::new(begun, |one, other| sum(&ordered, one, other, score), JOIN).join();
    let place = |row: i64| order.iter().position(|&at| reports[at].id == row);
    let same = ties.iter().filter(|(_, tie)| **tie == Tie::Same);
    for (one, other) in same.filter_map(|((one, other), _)| place(*one).zip(place(*other))) {
        join_holders(&mut clusters, one, other);
    }
    let mut events: Vec<Vec<usize>> = clusters.into_iter().flatten().collect();
    for event in &mut events {
        event.sort_unstable();
        for at in event.iter_mut() {
            *at = order[*at];
        }
    }
    events
}

/// Joins the clusters of two reports because a correction says so; what they attract stays as it was.
fn join_holders(clusters: &mut [Option<Vec<usize>>], one: usize, other: usize) {
    let holder = |clusters: &[Option<Vec<usize>>], report: usize| {
        clusters.iter().position(|cluster| cluster.as_ref().is_some_and(|members| members.contains(&report)))
    };
    let (Some(a), Some(b)) = (holder(clusters, one), holder(clusters, other)) else { return };
    if a != b {
        let joined = clusters[a.max(b)].take().expect("the holder is alive");
        clusters[a.min(b)].as_mut().expect("the holder is alive").extend(joined);
    }
}

/// Puts reports together that are alike in all that is compared, but for those of which corrections speak; lists of positions.
fn alike(ordered: &[&Facts], corrected: &BTreeSet<i64>, score: impl Fn(usize, usize) -> f32) -> Vec<Vec<usize>> {
    let mut clusters: Vec<Vec<usize>> = Vec::new();
    let mut known: HashMap<Looks, Vec<usize>> = HashMap::new();
    for (at, report) in ordered.iter().enumerate() {
        if corrected.contains(&report.id) {
            clusters.push(vec![at]);
            continue;
        }
        let takes = |cluster: &[usize]| {
            let is_told_once = cluster.iter().all(|&member| ordered[member].article != report.article);
            is_told_once && score(cluster[0], at) >= JOIN
        };
        let homes = known.entry(report.looks()).or_default();
        if let Some(&home) = homes.iter().find(|&&home| takes(&clusters[home])) {
            clusters[home].push(at);
        } else {
            homes.push(clusters.len());
            clusters.push(vec![at]);
        }
    }
    clusters
}

/// Adds up the scores between the members of two clusters of like reports: they are the same for all pairs, but for those of
/// which both carry one text.
fn sum(ordered: &[&Facts], one: &[usize], other: &[usize], score: impl Fn(usize, usize) -> f32) -> f32 {
    let (mut of_one_text, mut n_others, mut usual) = (0.0, 0_usize, None);
    for &a in one {
        for &b in other {
            if ordered[a].copy_of == ordered[b].copy_of {
                of_one_text += score(a.min(b), a.max(b));
            } else {
                n_others += 1;
                usual.get_or_insert((a.min(b), a.max(b)));
            }
        }
    }
    of_one_text + usual.map_or(0.0, |(a, b)| n_others as f32 * score(a, b))
}
