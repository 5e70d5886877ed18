//! Reasons in words: why a frame did not fire, and what stands in for words that the article does not have.

use std::fmt;

use plenipo_lexicon::Needs;

/// Why a frame whose trigger is there reports nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Miss {
    /// The trigger stands inside quotation marks.
    Quoted,
    /// None of the particles that must follow does.
    Particle,
    /// The object is none of those that are asked for.
    Object,
    /// An object, complement or modifier gives the trigger another meaning.
    OtherMeaning,
    /// None of the words that must stand near does.
    Near,
    /// None of the modifiers that are asked for stands there.
    Modifier,
    /// The trigger is only a part of a name or of a longer noun.
    PartOfPhrase,
    /// No verb says that somebody takes part.
    Support,
    /// A noun with nobody beside it and no article names no occasion.
    Indefinite,
    /// Nobody is said to be at the place.
    Traveller,
    /// Those who take part act for no state or other public body.
    Private,
    /// The parties or places that are asked for are not told.
    Lacks(Needs),
}

impl Miss {
    /// Returns the word for it in exchange formats.
    pub fn as_str(self) -> &'static str {
        match self {
            Miss::Quoted => "quoted",
            Miss::Particle => "particle",
            Miss::Object => "object",
            Miss::OtherMeaning => "other_meaning",
            Miss::Near => "near",
            Miss::Modifier => "modifier",
            Miss::PartOfPhrase => "part_of_phrase",
            Miss::Support => "support",
            Miss::Indefinite => "indefinite",
            Miss::Traveller => "traveller",
            Miss::Private => "private",
            Miss::Lacks(_) => "lacks",
        }
    }
}

impl fmt::Display for Miss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Miss::Quoted => "inside quotation marks",
            Miss::Particle => "not followed by one of",
            Miss::Object => "the object is not one of its own",
            Miss::OtherMeaning => "means something else beside",
            Miss::Near => "none near of",
            Miss::Modifier => "not modified by one of",
            Miss::PartOfPhrase => "part of a longer name or noun",
            Miss::Support => "nobody takes part by one of",
            Miss::Indefinite => "names no one occasion",
            Miss::Traveller => "nobody is said to be there",
            Miss::Private => "nobody acts for a state or another public body",
            Miss::Lacks(Needs::Two) => "fewer than two parties",
            Miss::Lacks(Needs::By) => "no acting side",
            Miss::Lacks(Needs::With) => "no other side",
            Miss::Lacks(Needs::Both) => "one of the two sides is missing",
            Miss::Lacks(Needs::Abroad) => "no traveller known to be a stranger there",
            Miss::Lacks(Needs::Place) => "no traveller or no destination",
            Miss::Lacks(Needs::Foreigners) => "no two parties of two countries",
            Miss::Lacks(Needs::Alliance) => "no body of many states acts",
            Miss::Lacks(Needs::Any | Needs::Nothing) => "no party",
        })
    }
}

/// What a field has taken where the sentence does not tell it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fallback {
    /// The place of the dateline.
    Dateline,
    /// The place or days of the event with this identifier, around this one; `None` where no record was made of it.
    Scene(Option<String>),
    /// The parties of the event with this identifier, of which this is a further round.
    Round(Option<String>),
    /// What is told in the past without a day has happened on the day of the copy.
    News,
    /// A state stands for those who speak or act for it.
    State,
    /// The words go on with the speaker, day or medium of those before.
    Speech,
    /// The link beside the words tells where they were posted.
    Link,
}

impl Fallback {
    /// Returns the word for it in exchange formats.
    pub fn as_str(&self) -> &'static str {
        match self {
            Fallback::Dateline => "dateline",
            Fallback::Scene(_) => "scene",
            Fallback::Round(_) => "round",
            Fallback::News => "news",
            Fallback::State => "state",
            Fallback::Speech => "speech",
            Fallback::Link => "link",
        }
    }

    /// Returns the identifier of the record that it leans on.
    pub fn record(&self) -> Option<&str> {
        match self {
            Fallback::Scene(id) | Fallback::Round(id) => id.as_deref(),
            _ => None,
        }
    }
}

impl fmt::Display for Fallback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fallback::Dateline => f.write_str("place of the dateline"),
            Fallback::Scene(Some(id)) => write!(f, "scene of {id}"),
            Fallback::Scene(None) => f.write_str("scene around it"),
            Fallback::Round(Some(id)) => write!(f, "further round of {id}"),
            Fallback::Round(None) => f.write_str("further round"),
            Fallback::News => f.write_str("the day's news"),
            Fallback::State => f.write_str("state for its people"),
            Fallback::Speech => f.write_str("goes on from the words before"),
            Fallback::Link => f.write_str("link beside the words"),
        }
    }
}
