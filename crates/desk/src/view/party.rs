//! Persons, organisations and countries, where they are only named.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use plenipo_lexicon::Lexicon;
use plenipo_record::{ActorKind, CountryCode};
use schemars::JsonSchema;
use serde::Serialize;

/// Somebody who takes part or speaks.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Party {
    /// The public name.
    pub id: String,
    /// `person`, `organization`, `country`, `place`.
    pub kind: String,
    /// What to call it.
    pub name: String,
    /// The country that it is, represents or belongs to: three letters, ISO 3166-1, and `XKX` for Kosovo.
    pub country: Option<String>,
    /// Its page.
    pub address: String,
}

impl Party {
    /// Tells whether the name leaves open where it belongs.
    pub fn needs_country(&self) -> bool {
        self.kind == "person" || self.kind == "organization"
    }
}

impl From<plenipo_ledger::Party> for Party {
    fn from(party: plenipo_ledger::Party) -> Self {
        let own = (party.kind == ActorKind::Country).then_some(party.country.as_deref()).flatten();
        Party {
            address: actor_address(party.kind.as_str(), &party.id),
            // A country goes by its own name, whatever the articles call it.
            name: own.map(country_name).unwrap_or(party.name),
            id: party.id,
            kind: party.kind.as_str().to_owned(),
            country: party.country,
        }
    }
}

/// Returns the page of an actor.
pub fn actor_address(kind: &str, id: &str) -> String {
    let part = match kind {
        "person" | "country" => kind,
        _ => "organization",
    };
    format!("/{part}/{}", utf8_percent_encode(id, NAME))
}

/// Letters that stand for themselves in addresses.
const NAME: &percent_encoding::AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_');

/// Returns what a country is called, by its code.
pub fn country_name(code: &str) -> String {
    code.parse().ok().and_then(country_of).unwrap_or_else(|| code.to_owned())
}

/// Returns what a country is called, if it has a name.
pub fn country_of(code: CountryCode) -> Option<String> {
    let name = Lexicon::builtin().country_name(code);
    (!name.is_empty()).then(|| name.to_owned())
}
