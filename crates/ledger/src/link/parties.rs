//! Who takes part, according to two reports.

use std::sync::Arc;

use plenipo_record::ActorKind;

use super::facts::Profile;
use crate::name::Match;

/// How far two lists of parties go together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Agreement {
    /// Twice what is common by the length of both lists, 0 to 1.
    pub balanced: f32,
    /// What is common by the length of the shorter list, 0 to 1.
    pub contained: f32,
    /// Whether each list has a member that cannot be anybody of the other.
    pub conflict: bool,
}

/// A country for somebody who represents it.
const REPRESENTATIVE: f32 = 0.6;
/// An organisation for the country that it belongs to, or for one of its people.
const BODY: f32 = 0.45;
/// Two different persons of one country: a delegation named by different members.
const COMPATRIOT: f32 = 0.2;

/// Compares two lists of parties; the best pairs go together, one to one.
pub fn agreement(one: &[Arc<Profile>], other: &[Arc<Profile>]) -> Agreement {
    if one.is_empty() || other.is_empty() {
        let both = one.is_empty() && other.is_empty();
        return Agreement {
            balanced: if both { 1.0 } else { 0.0 },
            contained: if both { 1.0 } else { 0.0 },
            conflict: false,
        };
    }
    let mut pairs = Vec::with_capacity(one.len() * other.len());
    for (i, a) in one.iter().enumerate() {
        for (j, b) in other.iter().enumerate() {
            pairs.push((likeness(a, b), i, j));
        }
    }
    // The best first; equal ones in the order of the lists, which decides nothing but who stands for whom.
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let (mut taken_one, mut taken_other) = (vec![false; one.len()], vec![false; other.len()]);
    let mut common = 0.0;
    for (likeness, i, j) in pairs {
        if likeness >= BODY && !taken_one[i] && !taken_other[j] {
            (taken_one[i], taken_other[j]) = (true, true);
            common += likeness;
        }
    }
    let left = |list: &[Arc<Profile>], taken: &[bool]| -> Vec<Arc<Profile>> {
        list.iter().zip(taken).filter(|(_, taken)| !**taken).map(|(profile, _)| Arc::clone(profile)).collect()
    };
    let (left_one, left_other) = (left(one, &taken_one), left(other, &taken_other));
    // A member left over conflicts only if nobody of the other list, taken or not, could be meant.
    let strange =
        |left: &[Arc<Profile>], all: &[Arc<Profile>]| left.iter().any(|a| all.iter().all(|b| likeness(a, b) < BODY));
    let conflict = strange(&left_one, other) && strange(&left_other, one);
    let compatriots = left_one.iter().filter(|a| left_other.iter().any(|b| likeness(a, b) >= COMPATRIOT)).count();
    let common = common + COMPATRIOT * compatriots.min(left_other.len()) as f32;
    Agreement {
        balanced: 2.0 * common / (one.len() + other.len()) as f32,
        contained: (common / one.len().min(other.len()) as f32).min(1.0),
        conflict,
    }
}

/// Returns how likely two profiles are one party, 0 to 1.
pub fn likeness(one: &Profile, other: &Profile) -> f32 {
    use ActorKind::{Country, Organization, Person};
    if one.id == other.id {
        return 1.0;
    }
    if let (Some(a), Some(b)) = (one.settled, other.settled) {
        return f32::from(a == b);
    }
    let compatriots = one.country.is_some() && one.country == other.country;
    match (one.kind, other.kind) {
        (Person, Person) => match same_person(one, other) {
            Match::Apart if compatriots => COMPATRIOT,
            Match::Apart => 0.0,
            Match::Part => 0.9,
            _ => 1.0,
        },
        (Country, Country) => f32::from(compatriots),
        (Organization, Organization) if one.key == other.key && !one.key.is_empty() => 1.0,
        (Country, Person) | (Person, Country) if compatriots => REPRESENTATIVE,
        (Organization, _) | (_, Organization) if compatriots => BODY,
        _ => 0.0,
    }
}

/// Compares two persons by name and country.
pub fn same_person(one: &Profile, other: &Profile) -> Match {
    let names = one.name.compare(&other.name);
    let foreign = matches!((one.country, other.country), (Some(a), Some(b)) if a != b);
    // The same full name under another flag is more often a slip about the flag than a namesake.
    let full = one.name.words().len() > 1 && names >= Match::Spelling;
    if foreign && !full { Match::Apart } else { names }
}
