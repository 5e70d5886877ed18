//! Who takes part: persons, organisations and countries.

use std::fmt;

use crate::CountryCode;

/// The name of an actor inside one reading: a lower-case slug, or the alpha-3 code of a country.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(String);

impl ActorId {
    /// Makes an identifier; the caller sees to it that it is unique inside the reading.
    pub fn new(id: impl Into<String>) -> Self {
        ActorId(id.into())
    }

    /// Returns the identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ActorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What sort of thing an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActorKind {
    /// A human being.
    Person,
    /// A ministry, party, company, alliance, court, delegation.
    Organization,
    /// A state.
    Country,
    /// A place that stands as a party where no better actor is named.
    Place,
}

impl ActorKind {
    /// All four, in the order in which they are documented.
    pub const ALL: [ActorKind; 4] = [ActorKind::Person, ActorKind::Organization, ActorKind::Country, ActorKind::Place];

    /// Returns the word used in exchange formats.
    pub fn as_str(self) -> &'static str {
        match self {
            ActorKind::Person => "person",
            ActorKind::Organization => "organization",
            ActorKind::Country => "country",
            ActorKind::Place => "place",
        }
    }

    /// Returns the kind that a word of the exchange formats names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// A person, organisation or country that takes part in an event or speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Unique inside the reading.
    pub id: ActorId,
    /// What sort of thing the actor is.
    pub kind: ActorKind,
    /// Every form of the name in the article, the fullest first; never empty.
    pub names: Vec<String>,
    /// The state that the actor is, represents or belongs to.
    pub country: Option<CountryCode>,
    /// Offices as the article states them, without the name, in text order.
    pub roles: Vec<String>,
}
