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

/// The keys of a report, sorted.
pub struct Keys {
    /// Under which it is found.
    pub entered: Vec<i64>,
    /// Under which it looks for others.
    pub asked: Vec<i64>,
}

/// Returns the keys of a report: who and when, in every combination.
///
/// Days without a year and days of a year have keys of their own and look for each other, so that a report of this May
/// is not held against every May before.
pub fn keys(facts: &Facts) -> Keys {
    let who = who(facts);
    let hash = |stretch: &String| {
        let stretch = stretch.clone();
        let kind = facts.kind.as_str().as_bytes();
        who.iter().map(move |who| short_hash([kind, who.as_bytes(), stretch.as_bytes()])).collect::<Vec<_>>()
    };
    let all = |stretches: &BTreeSet<String>| {
        let keys: BTreeSet<i64> = stretches.iter().flat_map(&hash).collect();
        keys.into_iter().collect()
    };
    let (dated, seasons) = (stretches(facts), seasons(facts));
    let named = |letter: &str| seasons.iter().map(|season| format!("{letter}{season}")).collect::<BTreeSet<String>>();
    let yearless = matches!(facts.window, Some(Window::Yearless { .. }));
    if yearless {
        let entered: BTreeSet<String> = dated.iter().cloned().chain(named("yearless ")).collect();
        let asked = entered.iter().cloned().chain(named("season ")).collect();
        return Keys { entered: all(&entered), asked: all(&asked) };
    }
    let entered: BTreeSet<String> = dated.iter().cloned().chain(named("season ")).collect();
    let asked = dated.into_iter().chain(named("yearless ")).collect();
    Keys { entered: all(&entered), asked: all(&asked) }
}

/// Stretches of the year, whatever year it is, in which the event may lie.
fn seasons(facts: &Facts) -> BTreeSet<i32> {
    let (first, last) = match (facts.window, facts.published) {
        (Some(Window::Yearless { month, day }), _) => {
            // Any leap year has all days.
            let number = jiff::civil::Date::new(2024, month, day).map_or(0, crate::calendar::number);
            (number - SLACK, number + SLACK)
        }
        (Some(Window::Days { first, last }), _) if last - first <= WIDE => (first, last),
        (_, Some(published)) => (published - UNDATED.0, published),
        (_, None) => return BTreeSet::new(),
    };
    (first..=last)
        .map(|number| {
            let (month, day) = crate::calendar::month_and_day(number);
            (i32::from(month) * 31 + i32::from(day)).div_euclid(STRETCH)
        })
        .collect()
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
        // Nothing says when: found with others of that sort, or by the seasons of the year.
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
    if facts.window.is_none() && facts.published.is_none() {
        stretches.insert("no day".to_owned());
    }
    stretches
}
