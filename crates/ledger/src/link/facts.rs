//! What linking looks at: one report, and those who take part in it.

use std::collections::BTreeSet;
use std::sync::Arc;

use plenipo_lexicon::Lexicon;
use plenipo_record::{ActorKind, CountryCode, EventKind, Status};

use super::window::Window;
use crate::name::{Name, folded, organization_key};

/// A name as articles print it, with the kind and the country of its bearer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// The row in the store.
    pub id: i64,
    /// A person, an organisation or a country.
    pub kind: ActorKind,
    /// The fullest form of the name.
    pub name: Name,
    /// For an organisation: one key for all its known names.
    pub key: String,
    /// Whom the bearer represents or belongs to.
    pub country: Option<CountryCode>,
    /// The actor that the authority file or a correction makes this profile, which settles all comparisons.
    pub settled: Option<i64>,
}

impl Profile {
    /// Takes a profile's name apart.
    pub fn new(id: i64, kind: ActorKind, name: &str, country: Option<CountryCode>) -> Self {
        let key = if kind == ActorKind::Organization { organization_key(name) } else { String::new() };
        Profile { id, kind, name: Name::new(name), key, country, settled: None }
    }
}

/// The place of a report among all reports: publication first, then the name, so that it never depends on arrival.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Order {
    /// Minutes since 1970-01-01; articles without a time come last.
    pub published: i64,
    /// The public name of the report.
    pub public: String,
}

/// One report, reduced to what is compared.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The row in the store.
    pub id: i64,
    /// The place of the report among all.
    pub order: Order,
    /// The row of the article.
    pub article: i64,
    /// The article of which this one is a copy; itself if of none.
    pub copy_of: i64,
    /// What kind of event it is.
    pub kind: EventKind,
    /// How far it has come.
    pub status: Status,
    /// The acting side.
    pub by: Vec<Arc<Profile>>,
    /// The other side.
    pub with: Vec<Arc<Profile>>,
    /// The days.
    pub window: Option<Window>,
    /// The day of publication, if the year is known.
    pub published: Option<i32>,
    /// The place, in comparable letters.
    pub place: Option<String>,
    /// The country of the place.
    pub country: Option<CountryCode>,
    /// Stems of the topics.
    pub what: BTreeSet<String>,
    /// Numbers that set one round or session apart from another.
    pub ordinals: BTreeSet<String>,
    /// Fingerprint of the first sentence of evidence.
    pub evidence: i64,
}

/// All that a comparison looks at in a report, but for its article and its text.
#[derive(PartialEq, Eq, Hash)]
pub struct Looks<'f> {
    kind: EventKind,
    status: Status,
    sides: [Vec<i64>; 2],
    window: Option<Window>,
    published: Option<i32>,
    place: Option<&'f str>,
    country: Option<CountryCode>,
    topics: [&'f BTreeSet<String>; 2],
}

impl Facts {
    /// Returns what a comparison looks at.
    pub fn looks(&self) -> Looks<'_> {
        let ids = |side: &[Arc<Profile>]| side.iter().map(|profile| profile.id).collect();
        Looks {
            kind: self.kind,
            status: self.status,
            sides: [ids(&self.by), ids(&self.with)],
            window: self.window,
            published: self.published,
            place: self.place.as_deref(),
            country: self.country,
            topics: [&self.what, &self.ordinals],
        }
    }

    /// Tells whether the report speaks of something that had not happened when it was published.
    pub fn is_plan(&self) -> bool {
        matches!(self.status, Status::Planned | Status::Proposed)
    }

    /// Tells whether the report speaks of something that has happened or is happening.
    pub fn is_fact(&self) -> bool {
        matches!(self.status, Status::Occurred | Status::Ongoing)
    }
}

/// Returns the ordinals and the stems of other words of topics.
///
/// A stem is the first six letters of a word: enough to tell topics apart, and blind to endings.
pub fn ordinals_and_stems<'a>(topics: impl IntoIterator<Item = &'a str>) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut ordinals, mut stems) = (BTreeSet::new(), BTreeSet::new());
    for word in topics.into_iter().flat_map(|topic| topic.split([' ', '-', '\u{2013}', '/'])) {
        let lower = word.to_lowercase();
        let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
        if Lexicon::builtin().is_ordinal(bare) {
            ordinals.insert(bare.to_owned());
            continue;
        }
        let word = folded(word);
        if word.chars().count() > 3 || word.chars().any(|c| c.is_ascii_digit()) {
            stems.insert(word.chars().take(6).collect());
        }
    }
    (ordinals, stems)
}
