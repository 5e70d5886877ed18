//! What a pattern asks of the words around its trigger, and of those who take part.

use std::fmt;

use plenipo_record::Status;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};

/// A place in the grammar around a trigger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    /// Who acts: the subject, or the agent of a passive.
    Subject,
    /// Who undergoes: the object, or the subject of a passive.
    Object,
    /// To whom something is given, without a preposition.
    Recipient,
    /// For whom or for whose place something is given: "for schools in Chile".
    Beneficiary,
    /// The states named inside the object's phrase: "the assets of *Chilean* ministers".
    Within,
    /// The state to which the object, an envoy, is sent: "its ambassador to *Chile*".
    Post,
    /// The subject, where it is a state or a body of one; this slot and the next ones are for kinds beyond diplomacy.
    State,
    /// The subject of the clause below: "demanded that *Chile* leave".
    Clause,
    /// The same, where it belongs to a state.
    ClauseOfState,
    /// The object of the clause below: "threatened to bomb *Chile*".
    ClauseObject,
    /// Whose deed or word the object is: "condemned *Chile's* raid", "rejected a plea by *Chile*".
    Doer,
    /// Of whom an adjective is said: "*Chile* is ready".
    Described,
    /// Who says the clause of the trigger: "the hostages must be freed, *the Pope* said"; for coding only.
    Speaker,
    /// The owner of a noun: "Turkey's visit".
    Possessive,
    /// Nations and organisations before a noun: "India-US talks".
    Modifier,
    /// The phrase behind this preposition.
    Preposition(String),
}

impl<'de> Deserialize<'de> for Slot {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        Ok(match word.as_str() {
            "subject" => Slot::Subject,
            "object" => Slot::Object,
            "recipient" => Slot::Recipient,
            "beneficiary" => Slot::Beneficiary,
            "within" => Slot::Within,
            "post" => Slot::Post,
            "state" => Slot::State,
            "clause" => Slot::Clause,
            "clause_of_state" => Slot::ClauseOfState,
            "clause_object" => Slot::ClauseObject,
            "doer" => Slot::Doer,
            "described" => Slot::Described,
            "speaker" => Slot::Speaker,
            "possessive" => Slot::Possessive,
            "modifier" => Slot::Modifier,
            _ => Slot::Preposition(word),
        })
    }
}

impl fmt::Display for Slot {
    /// Writes the slot as files spell it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Slot::Subject => "subject",
            Slot::Object => "object",
            Slot::Recipient => "recipient",
            Slot::Beneficiary => "beneficiary",
            Slot::Within => "within",
            Slot::Post => "post",
            Slot::State => "state",
            Slot::Clause => "clause",
            Slot::ClauseOfState => "clause_of_state",
            Slot::ClauseObject => "clause_object",
            Slot::Doer => "doer",
            Slot::Described => "described",
            Slot::Speaker => "speaker",
            Slot::Possessive => "possessive",
            Slot::Modifier => "modifier",
            Slot::Preposition(word) => word,
        })
    }
}

/// What must be known for an event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Needs {
    /// Two parties, on whichever side.
    #[default]
    Two,
    /// The acting side.
    By,
    /// The other side.
    With,
    /// Both sides.
    Both,
    /// A traveller and a destination.
    Place,
    /// A traveller and a destination in another country than the traveller is known to belong to.
    Abroad,
    /// Some party.
    Any,
    /// One body of many states as the acting side.
    Alliance,
    /// Two parties of two countries, or one of whom no country is known.
    Foreigners,
    /// Nothing.
    Nothing,
}

/// Which of the parties must act for a state or another public body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Public {
    /// One of them, on whichever side: a state buys from a firm, a minister meets an author.
    #[default]
    One,
    /// The acting side.
    By,
    /// The other side.
    With,
    /// One on each side.
    Both,
    /// Nobody.
    Nobody,
}

/// A status named in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventStatus(pub Status);

impl<'de> Deserialize<'de> for EventStatus {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        Status::from_word(&word).map(EventStatus).ok_or_else(|| D::Error::custom(format!("`{word}` is no status")))
    }
}
