//! Patterns: which words report an event, and where in the grammar around them those stand who take part.

use serde::Deserialize;

use super::slot::{EventStatus, Needs, Slot};
use super::some;

/// Verbs that report an event, and where its parties stand.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "each is a yes or no of the file")]
pub struct VerbPattern {
    /// The verbs, in their dictionary form.
    #[serde(deserialize_with = "some")]
    pub lemmas: Vec<String>,
    /// Particles or prepositions of which one must follow: "call *on*".
    #[serde(default)]
    pub followed_by: Vec<String>,
    /// Heads of the subject of which one must be there: "rescue *teams* arrived".
    #[serde(default)]
    pub subjects: Vec<String>,
    /// Heads of the subject that make the verb mean something else: "the *court* summoned X".
    #[serde(default)]
    pub except_subjects: Vec<String>,
    /// Heads of the object of which one must be there: "deliver a *letter*".
    #[serde(default)]
    pub objects: Vec<String>,
    /// Heads of the object that make the verb mean something else: "meet a *target*".
    #[serde(default)]
    pub except_objects: Vec<String>,
    /// Heads of the phrase behind one of `followed_by` of which one must be there: "left with an *accord*".
    #[serde(default)]
    pub behind: Vec<String>,
    /// Words of which one series must stand behind, `*` for any word: "threw *in the towel*", "relieved X *of * duty*".
    #[serde(default)]
    pub phrases: Vec<String>,
    /// Verbs of the complement that make the verb mean something else: "agreed to *meet*".
    #[serde(default)]
    pub except_complements: Vec<String>,
    /// Objects of the complement, which must have one, that make the verb mean something else: "agreed to open *talks*".
    #[serde(default)]
    pub except_complement_objects: Vec<String>,
    /// Whether a clause must say what somebody will do: "agreed that Chile *would* leave", but not "*should*".
    #[serde(default)]
    pub commits: bool,
    /// Verbs of the complement of which one must be there: "told to *leave*".
    #[serde(default)]
    pub complements: Vec<String>,
    /// Words of which one must stand near: "spoke by *phone*".
    #[serde(default)]
    pub near: Vec<String>,
    /// Words near which the verb means something else: "met in the *final*".
    #[serde(default)]
    pub except_near: Vec<String>,
    /// Whether the object, where there is one, must name or describe an actor, not a thing.
    #[serde(default)]
    pub actors_only: bool,
    /// Verbs of which an infinitive behind the verb must be one: "called on him to *brief* him", but not "to *act*".
    #[serde(default)]
    pub infinitives: Vec<String>,
    /// Whether the verb without an object speaks of an occasion told before: "X and Y also *attended*".
    #[serde(default)]
    pub points_back: bool,
    /// Whether groups without a name are those who did the like before, and do it again: "the delegations will reconvene".
    #[serde(default)]
    pub goes_on: bool,
    /// Verbs of which one must govern the verb: "*asked* to see".
    #[serde(default)]
    pub below: Vec<String>,
    /// Where the acting side stands.
    #[serde(default)]
    pub by: Vec<Slot>,
    /// Where the other side stands.
    #[serde(default)]
    pub with: Vec<Slot>,
    /// Where the destination stands.
    #[serde(default)]
    pub place: Vec<Slot>,
    /// What must be known for an event.
    #[serde(default)]
    pub needs: Needs,
    /// Whether the other side must be persons.
    #[serde(default)]
    pub persons_only: bool,
    /// Whether those who act must be persons, and the others persons or people who act for a state: "*saw* X".
    #[serde(default)]
    pub in_person: bool,
    /// Whether the verb must stand in the active voice: "welcomed X", but not "X was welcomed".
    #[serde(default)]
    pub active: bool,
    /// Whether the object must be all that the verb is said of: "saw X", not "saw X win" or "saw X as".
    #[serde(default)]
    pub complete: bool,
    /// The status that the verb itself gives: an invitation is proposed.
    #[serde(default)]
    pub status: Option<EventStatus>,
    /// Sectors of PLOVER of which the acting side must be one; for coding only.
    #[serde(default)]
    pub sectors: Vec<String>,
    /// Whether both sides do the same, so that all stand on the acting side; for coding only.
    #[serde(default)]
    pub reciprocal: bool,
    /// The detail that the verb itself gives.
    #[serde(default)]
    pub detail: Option<String>,
}

/// Nouns that report an event, and where its parties stand.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "each is a yes or no of the file")]
pub struct NounPattern {
    /// The nouns, in their dictionary form.
    #[serde(deserialize_with = "some")]
    pub lemmas: Vec<String>,
    /// Modifiers of which one must stand before the noun; `#ordinal` stands for "third", "24th".
    #[serde(default)]
    pub modifiers: Vec<String>,
    /// Modifiers that make the noun mean something else: "*press* conference".
    #[serde(default)]
    pub except_modifiers: Vec<String>,
    /// Whether the noun counts where it is a name by itself or under a nation's: "in *Congress*".
    #[serde(default = "yes")]
    pub bare_name: bool,
    /// Heads of a phrase behind "of", one of which it must be where there is one: "a round *of talks*", not "of golf".
    #[serde(default)]
    pub of: Vec<String>,
    /// Verbs whose object the noun may be, and whose subject then acts: "*hold* talks".
    #[serde(default)]
    pub support: Vec<String>,
    /// Verbs that tie their subject to the noun by a preposition: "*take part* in talks".
    #[serde(default)]
    pub attended: Vec<String>,
    /// Prepositions of nouns that stand for the occasion and hold its parties: "the signing *of* the accord".
    #[serde(default)]
    pub through: Vec<String>,
    /// Whether the noun counts only with one of these verbs.
    #[serde(default)]
    pub only_supported: bool,
    /// Where the acting side stands.
    #[serde(default)]
    pub by: Vec<Slot>,
    /// Where the other side stands.
    #[serde(default)]
    pub with: Vec<Slot>,
    /// Where the destination stands.
    #[serde(default)]
    pub place: Vec<Slot>,
    /// What must be known for an event.
    #[serde(default)]
    pub needs: Needs,
    /// Whether the other side must be persons.
    #[serde(default)]
    pub persons_only: bool,
    /// The status that the noun itself gives.
    #[serde(default)]
    pub status: Option<EventStatus>,
    /// Sectors of PLOVER of which the acting side must be one; for coding only.
    #[serde(default)]
    pub sectors: Vec<String>,
    /// Whether both sides do the same, so that all stand on the acting side; for coding only.
    #[serde(default)]
    pub reciprocal: bool,
    /// The detail that the noun itself gives.
    #[serde(default)]
    pub detail: Option<String>,
}

/// Words that tell which sort of event of its kind is meant.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Detail {
    /// The name of the sort, one of those for which `data/codes/events.tsv` has codes.
    pub detail: String,
    /// Dictionary forms of words.
    #[serde(deserialize_with = "some")]
    pub words: Vec<String>,
    /// Whether it wins over nearer words of other details.
    #[serde(default)]
    pub wins: bool,
}

/// A place as the predicate: "is in Oslo".
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PresencePattern {
    /// The prepositions before the place.
    #[serde(deserialize_with = "some")]
    pub prepositions: Vec<String>,
    /// Adverbs of which one must stand before the preposition: "*back* from Oslo".
    #[serde(default)]
    pub adverbs: Vec<String>,
    /// The status, where the place is one that somebody has left.
    #[serde(default)]
    pub status: Option<EventStatus>,
    /// Where the traveller stands.
    pub by: Vec<Slot>,
}

fn yes() -> bool {
    true
}
