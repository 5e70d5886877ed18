//! Mentions: the phrases of a text that name, describe or stand for an actor or a place.
//!
//! A [`Mention`] is found by looking at one sentence alone; whom it refers to is settled by `cast`.

mod name;
mod phrase;
mod role;
mod scan;

use std::ops::Range;

use plenipo_lexicon::Gender;
use plenipo_record::CountryCode;

pub(crate) use phrase::is_possessive;
pub(crate) use plenipo_lexicon::Pronoun;
pub(crate) use scan::mentions;

/// A phrase that names, describes or stands for an actor or a place.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    /// Index of the sentence among the document's passages.
    pub passage: usize,
    /// The tokens of the whole phrase: offices before and behind the name included.
    pub tokens: Range<usize>,
    /// The tokens of the name itself; those of the whole phrase where there is none.
    pub core: Range<usize>,
    /// The token of the phrase that the rest of the sentence attaches to.
    pub head: usize,
    /// How the phrase refers.
    pub naming: Naming,
    /// Offices that the phrase states, as printed.
    pub roles: Vec<String>,
    /// The country that the phrase says its actor belongs to.
    pub country: Option<CountryCode>,
    /// The organisation that the office belongs to, where the phrase names it, with its country.
    pub body: Option<(String, Option<CountryCode>)>,
    /// Whether the office is told for a list of names of which this is one: "Senators X and Y".
    pub shares_office: bool,
    /// What the pronoun of "her counterpart" tells about the person whose counterpart it is.
    pub owner_gender: Option<Gender>,
    /// Whether a person is told to hold the same office elsewhere as somebody before: "her counterpart X".
    pub is_counterpart: bool,
    /// What a title or pronoun tells about a person.
    pub gender: Option<Gender>,
}

/// How a phrase refers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Naming {
    /// A person by name.
    Person(String),
    /// A capitalised word that may be a person's surname met before.
    Unknown(String),
    /// An organisation by name.
    Organization(String),
    /// A state, by its name, its government's seat or its people.
    Country {
        /// The state.
        code: CountryCode,
        /// The words used.
        name: String,
        /// Whether the words modify another noun: "Turkish".
        is_adjective: bool,
    },
    /// A town, province, sea or continent.
    Place {
        /// The words used.
        name: String,
        /// The country that it lies in.
        country: Option<CountryCode>,
        /// Whether it is that country's capital and may stand for its government.
        is_capital: bool,
    },
    /// A person by office alone: "the minister".
    Office {
        /// The head word of the office, lower-case.
        head: String,
    },
    /// An organisation by a common noun: "the ministry".
    Body {
        /// The common noun, lower-case.
        head: String,
        /// The words used, without a determiner.
        name: String,
    },
    /// A personal or possessive pronoun.
    Pronoun(Pronoun),
    /// Several actors met before: "the two leaders".
    Group {
        /// How many, where the words say so.
        count: Option<usize>,
        /// Whether they are states rather than persons: "the two countries".
        are_states: bool,
        /// The words of the office that all of them hold, its head last: "the two *foreign ministers*".
        office: Vec<String>,
    },
    /// The last person named: "the latter".
    Latter,
    /// A person by nation alone: "the Norwegian".
    Native,
    /// The holder of the same office elsewhere: "his Turkish counterpart".
    Counterpart,
}

impl Mention {
    /// Returns the country that the phrase names, or to which whoever or whatever it names belongs.
    pub fn names_country(&self) -> Option<CountryCode> {
        match &self.naming {
            Naming::Place { country, .. } => *country,
            Naming::Country { code, .. } => Some(*code),
            _ => self.country,
        }
    }

    /// Tells whether the phrase names something by itself, without looking back.
    pub fn is_named(&self) -> bool {
        matches!(
            self.naming,
            Naming::Person(_) | Naming::Organization(_) | Naming::Country { .. } | Naming::Place { .. }
        )
    }
}
