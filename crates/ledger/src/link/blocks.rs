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

/// Countries in pairs, since each alone is in the news every day; persons and organisations by their names alone, since
/// not every page tells whom they represent.
fn who(facts: &Facts) -> BTreeSet<String> {
    let place = facts.country.map(|country| format!("in {country}"));
    let parties: Vec<&Profile> = match facts.kind {
        // Hosts are named or left out; the travellers and the destination make the visit.
        EventKind::Visit => facts.by.iter().map(AsRef::as_ref).collect(),
        EventKind::Appoint => facts.with.iter().map(AsRef::as_ref).collect(),
        _ => facts.by.iter().chain(&facts.with).map(AsRef::as_ref).collect(),
    };
    let mut labels: BTreeSet<String> = parties.iter().flat_map(|party| names(party)).collect();
    let countries: Vec<String> =
        parties.iter().filter_map(|party| party.country).map(|code| code.to_string()).collect();
    match facts.kind {
        EventKind::Visit => labels.extend(countries.iter().flat_map(|country| {
            let open = format!("{country} anywhere");
            [place.as_ref().map_or(open.clone(), |place| format!("{country} {place}")), open]
        })),
        EventKind::Gathering => {
            labels.extend(place);
            labels.extend(countries);
        }
        _ if countries.len() < 2 => labels.extend(countries),
        _ => {
            for (i, one) in countries.iter().enumerate() {
                labels.extend(
                    countries[i + 1..]
                        .iter()
                        .map(|other| if one <= other { format!("{one} {other}") } else { format!("{other} {one}") }),
                );
            }
        }
    }
    labels
}

fn names(profile: &Profile) -> Vec<String> {
    match profile.kind {
        ActorKind::Person => profile.name.keys(),
        ActorKind::Organization => vec![profile.key.clone()],
        ActorKind::Country | ActorKind::Place => Vec::new(),
    }
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
    // What is told without days is looked for around its publication, and so are new days of a plan.
    if let Some(published) = facts.published {
        let before = if facts.is_fact() { 0 } else { UNDATED.0 };
        let (first, last) = ((published - before).div_euclid(STRETCH), published.div_euclid(STRETCH));
        stretches.extend((first..=last).map(|number| number.to_string()));
    }
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
