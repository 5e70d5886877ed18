//! The words of time, from `data/time/words.toml`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

/// Lengths of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Unit {
    Day,
    Week,
    Fortnight,
    Month,
    Year,
    Decade,
}

/// Small words by what they do; the file says what each list is for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Small {
    pub last: HashSet<String>,
    pub past: HashSet<String>,
    pub this: HashSet<String>,
    pub next: HashSet<String>,
    pub coming: HashSet<String>,
    pub following: HashSet<String>,
    pub previous: HashSet<String>,
    pub same: HashSet<String>,
    pub that: HashSet<String>,
    pub ago: HashSet<String>,
    pub hence: HashSet<String>,
    pub now: HashSet<String>,
    pub earlier: HashSet<String>,
    pub later: HashSet<String>,
    pub before: HashSet<String>,
    pub after: HashSet<String>,
    #[serde(rename = "in")]
    pub in_: HashSet<String>,
    pub within: HashSet<String>,
    pub time: HashSet<String>,
    pub ranks: HashSet<String>,
    pub between: HashSet<String>,
    pub joins: HashSet<String>,
    pub and: HashSet<String>,
    pub dashes: HashSet<String>,
    pub since: HashSet<String>,
    pub from: HashSet<String>,
    pub onward: HashSet<String>,
    pub starting: HashSet<String>,
    pub until: HashSet<String>,
    pub delayed: HashSet<String>,
    pub lasting: HashSet<String>,
    pub not: HashSet<String>,
    pub the: HashSet<String>,
    pub articles: HashSet<String>,
    pub pairs: HashSet<String>,
    pub of: HashSet<String>,
    pub on: HashSet<String>,
    pub inside: HashSet<String>,
    pub day_leads: HashSet<String>,
    pub edges: HashSet<String>,
    pub parts_of_time: HashSet<String>,
    pub parts: HashSet<String>,
    pub night: HashSet<String>,
    pub overnight: HashSet<String>,
    pub weekend: HashSet<String>,
    pub half: HashSet<String>,
    pub quarter: HashSet<String>,
    pub names: HashSet<String>,
    pub feasts: HashSet<String>,
    pub named: HashSet<String>,
    pub every: HashSet<String>,
    pub fiscal: HashSet<String>,
    pub counted: HashSet<String>,
    pub closers: HashSet<String>,
}

/// All words of time.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TimeWords {
    pub weekdays: HashMap<String, i8>,
    pub months: HashMap<String, i8>,
    /// Seasons by their first month, as in the north.
    pub seasons: HashMap<String, i8>,
    pub numbers: HashMap<String, i32>,
    pub ordinals: HashMap<String, i32>,
    pub units: HashMap<String, Unit>,
    pub days: HashMap<String, i32>,
    pub words: Small,
}

/// Returns the words inside the program.
pub(super) fn words() -> &'static TimeWords {
    static WORDS: LazyLock<TimeWords> = LazyLock::new(|| {
        toml::from_str(include_str!("../../../../data/time/words.toml"))
            .expect("the file in the program is well-formed")
    });
    &WORDS
}
