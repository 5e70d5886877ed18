//! Keys under which reports that may tell of one event are found together.

use std::collections::BTreeSet;

use plenipo_record::{ActorKind, EventKind};

use super::facts::{Facts, Profile};
use super::window::Window;
use crate::digest::short_hash;

/// Days that fall under one key; a window is entered under every stretch that it touches.
const STRETCH: i32 = 8;
/// Days on either side of a window under which a report is found too.
const SLACK: i32 = 4;
/// Days before and after publication to which an event without days may belong.
const UNDATED: (i32, i32) = (24, 40);
/// Windows longer than this many days are entered as undated ones.
const WIDE: i32 = 120;

/// Returns the keys of a report, sorted: who and when, in every combination.
pub fn keys(facts: &Facts) -> Vec<i64> {
    let who = who(facts);
    let mut keys = BTreeSet::new();
    for stretch in stretches(facts) {
        for pair in &who {
            keys.insert(short_hash([facts.kind.as_str().as_bytes(), pair.as_bytes(), stretch.as_bytes()]));
        }
    }
    keys.into_iter().collect()
}

/// Pairs of parties, each by its country where known, else by its name; single parties for what has one only.
fn who(facts: &Facts) -> BTreeSet<String> {
    let place = facts.country.map(|country| format!("in {country}"));
    let mut pairs = BTreeSet::new();
    let parties: Vec<&Profile> = match facts.kind {
        // Hosts are named or left out; the travellers and the destination make the visit.
        EventKind::Visit => facts.by.iter().map(AsRef::as_ref).collect(),
        EventKind::Appoint => facts.with.iter().chain(&facts.by).map(AsRef::as_ref).collect(),
        _ => facts.by.iter().chain(&facts.with).map(AsRef::as_ref).collect(),
    };
    let labels: Vec<String> = parties.iter().flat_map(|party| labels(party)).collect();
    match facts.kind {
        EventKind::Visit => pairs.extend(labels.iter().flat_map(|label| {
            let open = format!("{label} anywhere");
            [place.as_ref().map_or(open.clone(), |place| format!("{label} {place}")), open]
        })),
        EventKind::Gathering => {
            pairs.extend(place);
            pairs.extend(labels);
        }
        EventKind::Appoint | EventKind::Sanction | EventKind::Aid => pairs.extend(labels),
        _ if parties.len() < 2 => pairs.extend(labels),
        _ => {
            for (i, one) in labels.iter().enumerate() {
                pairs.extend(labels[i + 1..].iter().map(|other| {
                    if one <= other { format!("{one} {other}") } else { format!("{other} {one}") }
                }));
            }
        }
    }
    pairs
}

fn labels(profile: &Profile) -> Vec<String> {
    let mut labels: Vec<String> = profile.country.iter().map(ToString::to_string).collect();
    if labels.is_empty() || profile.kind == ActorKind::Organization {
        match profile.kind {
            ActorKind::Organization => labels.push(profile.key.clone()),
            _ => labels.extend(profile.name.keys()),
        }
    }
    labels
}

fn stretches(facts: &Facts) -> BTreeSet<String> {
    let (first, last) = match (facts.window, facts.published) {
        (Some(Window::Days { first, last }), _) if last - first <= WIDE => (first - SLACK, last + SLACK),
        (Some(Window::Days { first, last }), Some(published)) => {
            (first.max(published - UNDATED.0), last.min(published + UNDATED.1).max(published))
        }
        (_, Some(published)) => (published - UNDATED.0, published + UNDATED.1),
        // Nothing says when: found with others of that sort, and through a day without a year below.
        (Some(Window::Days { first, .. }), None) => (first, first + WIDE),
        (Some(Window::Yearless { .. }) | None, None) => (0, -1),
    };
    let mut stretches: BTreeSet<String> =
        (first.div_euclid(STRETCH)..=last.div_euclid(STRETCH)).map(|number| number.to_string()).collect();
    match facts.window {
        Some(Window::Yearless { month, day }) => {
            stretches.insert(format!("--{month:02}-{day:02}"));
        }
        // A dated report of a single day is found by pages that tell no year.
        Some(Window::Days { first, last }) if first == last => {
            let (month, day) = crate::calendar::month_and_day(first);
            stretches.insert(format!("--{month:02}-{day:02}"));
        }
        _ => {}
    }
    if facts.window.is_none() && facts.published.is_none() {
        stretches.insert("no day".to_owned());
    }
    stretches
}
