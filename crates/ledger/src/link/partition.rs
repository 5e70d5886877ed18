//! Cuts a block of reports into events.
//!
//! Clusters grow by joining the two that go together best on average, until none go together well enough. Equal scores
//! are settled by the order of the reports, so the outcome is a function of the set.

use std::collections::BTreeMap;

use super::facts::Facts;
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
    let count = reports.len();
    // Sums of the scores between clusters; a cluster goes by its first member, and only `a < b` is filled.
    let mut sums = vec![vec![0.0_f32; count]; count];
    for (a, row) in sums.iter_mut().enumerate() {
        for (b, sum) in row.iter_mut().enumerate().skip(a + 1) {
            *sum = score(a, b);
        }
    }
    let mut clusters: Vec<Option<Vec<usize>>> = (0..count).map(|at| Some(vec![at])).collect();
    while let Some((a, b)) = best(&clusters, &sums) {
        let joined = clusters[b].take().expect("the best pair is alive");
        clusters[a].as_mut().expect("the best pair is alive").extend(joined);
        for other in 0..count {
            if other != a && clusters[other].is_some() {
                let added = sums[other.min(b)][other.max(b)];
                sums[other.min(a)][other.max(a)] += added;
            }
        }
    }
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

fn best(clusters: &[Option<Vec<usize>>], sums: &[Vec<f32>]) -> Option<(usize, usize)> {
    let mut best: Option<(f32, usize, usize)> = None;
    for (a, one) in clusters.iter().enumerate() {
        let Some(one) = one else { continue };
        for (b, other) in clusters.iter().enumerate().skip(a + 1) {
            let Some(other) = other else { continue };
            let mean = sums[a][b] / (one.len() * other.len()) as f32;
            if mean >= JOIN && best.is_none_or(|(score, ..)| mean > score) {
                best = Some((mean, a, b));
            }
        }
    }
    best.map(|(_, a, b)| (a, b))
}
