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
}

/// Small words by what they do.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Small {
    pub last: HashSet<String>,
    pub next: HashSet<String>,
    pub this: HashSet<String>,
    pub earlier: HashSet<String>,
    pub later: HashSet<String>,
    pub before: HashSet<String>,
    pub between: HashSet<String>,
    pub joins: HashSet<String>,
    pub dashes: HashSet<String>,
    pub open: HashSet<String>,
    /// What may stand before a month's name that is also a common word or a person's: "in May".
    pub inside: HashSet<String>,
    pub parts: HashSet<String>,
    pub weekend: HashSet<String>,
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
