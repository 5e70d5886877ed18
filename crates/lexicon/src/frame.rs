//! Frames: for each kind of event the patterns that report it, with cases to find and cases to leave alone.
//!
//! A frame is a file in `data/frames/`. The idea that a word evokes an occasion with participants in known
//! grammatical places is that of frame semantics (Fillmore 1976) and of `FrameNet`; the frames here are our own.

use std::fmt;

use plenipo_record::{EventKind, Status, details};
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};

use crate::error::{Error, parse_toml};
use crate::word_class::WordClasses;

/// One kind of event: how it is reported.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    /// Name of the frame, unlike that of any other; frames inside the program are called as their files.
    pub id: String,
    /// The kind of event that the patterns report.
    #[serde(deserialize_with = "kind")]
    pub kind: EventKind,
    /// Why the frame exists, in one sentence.
    pub why: String,
    /// Whether the frame is for coding sentences only, where any phrase may be a party, and not for reading articles.
    #[serde(default)]
    pub only_coding: bool,
    /// Whether the frame is for reading articles only: idioms whose words tell little without their parties.
    #[serde(default)]
    pub only_reading: bool,
    /// Which of the parties must act for a state or another public body; what firms do among themselves is no event.
    #[serde(default)]
    pub public: Public,
    /// Patterns of verbs.
    #[serde(default)]
    pub verbs: Vec<VerbPattern>,
    /// Patterns of nouns.
    #[serde(default)]
    pub nouns: Vec<NounPattern>,
    /// Patterns of being somewhere.
    #[serde(default)]
    pub presence: Vec<PresencePattern>,
    /// Words that tell an event of this kind where no pattern of any frame fits; for coding only.
    #[serde(default)]
    pub hints: Vec<String>,
    /// What sorts of event of this kind there are, by the words below and around the trigger; the nearest word decides.
    #[serde(default)]
    pub details: Vec<Detail>,
    /// Sentences in which the frame finds an event.
    #[serde(deserialize_with = "some")]
    pub finds: Vec<FoundCase>,
    /// Sentences in which it finds none.
    #[serde(deserialize_with = "some")]
    pub ignores: Vec<IgnoredCase>,
    /// Sentences in which it should find an event and does not, yet.
    #[serde(default)]
    pub misses: Vec<IgnoredCase>,
}

impl Frame {
    /// Tells whether articles are read with the frame.
    pub fn is_for_reading(&self) -> bool {
        self.kind.is_diplomatic() && !self.only_coding
    }

    /// Replaces names of classes, `@harm`, by the words of the class, in all lists of words.
    fn expand(&mut self, classes: &WordClasses) -> Result<(), String> {
        for pattern in &mut self.verbs {
            let lists = [
                &mut pattern.lemmas,
                &mut pattern.objects,
                &mut pattern.except_objects,
                &mut pattern.behind,
                &mut pattern.except_complements,
                &mut pattern.except_complement_objects,
                &mut pattern.complements,
                &mut pattern.near,
                &mut pattern.except_near,
                &mut pattern.infinitives,
                &mut pattern.below,
                &mut pattern.sectors,
            ];
            lists.into_iter().try_for_each(|list| classes.expand(list))?;
        }
        for pattern in &mut self.nouns {
            let lists = [
                &mut pattern.lemmas,
                &mut pattern.modifiers,
                &mut pattern.except_modifiers,
                &mut pattern.of,
                &mut pattern.support,
                &mut pattern.attended,
                &mut pattern.sectors,
            ];
            lists.into_iter().try_for_each(|list| classes.expand(list))?;
        }
        classes.expand(&mut self.hints)?;
        self.details.iter_mut().try_for_each(|detail| classes.expand(&mut detail.words))
    }

    /// Returns all words that the patterns, details and hints speak of.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        let verbs = self.verbs.iter().flat_map(|pattern| {
            [&pattern.lemmas, &pattern.objects, &pattern.near, &pattern.complements].into_iter().flatten()
        });
        let nouns = self.nouns.iter().flat_map(|pattern| pattern.lemmas.iter().chain(&pattern.support));
        let details = self.details.iter().flat_map(|detail| &detail.words);
        let all = verbs.chain(nouns).chain(details).chain(&self.hints);
        all.flat_map(|words| words.split(' '))
    }

    /// Returns the details that the frame gives.
    fn details_named(&self) -> impl Iterator<Item = &str> {
        let verbs = self.verbs.iter().filter_map(|pattern| pattern.detail.as_deref());
        let nouns = self.nouns.iter().filter_map(|pattern| pattern.detail.as_deref());
        verbs.chain(nouns).chain(self.details.iter().map(|detail| detail.detail.as_str()))
    }

    /// Returns the verbs that report the event or support a noun that does.
    pub(crate) fn verb_lemmas(&self) -> impl Iterator<Item = &str> {
        let of_verbs = self.verbs.iter().flat_map(|pattern| &pattern.lemmas).chain(&self.hints);
        let of_nouns = self.nouns.iter().flat_map(|pattern| pattern.support.iter().chain(&pattern.attended));
        of_verbs.chain(of_nouns).map(String::as_str)
    }
}

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

fn kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<EventKind, D::Error> {
    let word = String::deserialize(deserializer)?;
    EventKind::from_word(&word).ok_or_else(|| D::Error::custom(format!("`{word}` is no kind of event")))
}

fn yes() -> bool {
    true
}

/// Reads a list that must hold something.
fn some<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    let list = Vec::deserialize(deserializer)?;
    if list.is_empty() { Err(D::Error::custom("an empty list; expected at least one entry")) } else { Ok(list) }
}

/// A sentence in which a frame finds an event.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FoundCase {
    /// The sentence.
    pub text: String,
    /// Names of the acting side.
    #[serde(default)]
    pub by: Vec<String>,
    /// Names of the other side.
    #[serde(default)]
    pub with: Vec<String>,
    /// The status.
    pub status: EventStatus,
    /// The detail, where one is to be found.
    #[serde(default)]
    pub detail: Option<String>,
}

/// A sentence in which a frame finds nothing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IgnoredCase {
    /// The sentence.
    pub text: String,
    /// Why there is nothing to find.
    pub because: String,
}

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        [$((
            concat!("data/frames/", $name, ".toml"),
            include_str!(concat!("../../../data/frames/", $name, ".toml")),
        )),*]
    };
}

/// Reads the frames inside the program.
pub(crate) fn embedded() -> Result<Vec<Frame>, Error> {
    let diplomacy = files!["agree", "aid", "appoint", "call", "gathering", "meet", "negotiate", "sanction", "visit"];
    let wider = files![
        "accuse",
        "assault",
        "coerce",
        "concede",
        "consult",
        "contact",
        "convict",
        "cooperate",
        "expel",
        "journey",
        "mobilize",
        "pledge",
        "protest",
        "reject",
        "relief",
        "request",
        "retreat",
        "rupture",
        "summit",
        "support",
        "threaten",
    ];
    let idioms = files!["agree-idiom", "aid-idiom", "appoint-idiom", "entry", "negotiate-idiom", "sanction-idiom"];
    wider.into_iter().chain(diplomacy).chain(idioms).map(|(file, text)| frame(file, text)).collect()
}

/// Reads one file of frames, and refuses one that could never report anything.
pub(crate) fn frame(file: &str, text: &str) -> Result<Frame, Error> {
    let mut frame: Frame = parse_toml(file, text)?;
    frame.expand(&WordClasses::embedded()?).map_err(|class| {
        let at = text.find(&class).unwrap_or_default();
        Error::invalid(file, format!("`{class}` is no class of words")).at(text, at)
    })?;
    if let Some(detail) = frame.details_named().find(|detail| !details(frame.kind).contains(detail)) {
        let at = text.find(detail).unwrap_or_default();
        let reason = format!("`{detail}` is no detail of the kind `{}`", frame.kind.as_str());
        return Err(Error::invalid(file, reason).at(text, at));
    }
    if frame.id.trim().is_empty() {
        return Err(Error::invalid(file, "`id` is empty").at(text, 0));
    }
    if frame.verbs.is_empty() && frame.nouns.is_empty() && frame.presence.is_empty() {
        return Err(Error::invalid(file, "no pattern; expected `[[verbs]]`, `[[nouns]]` or `[[presence]]`").at(text, 0));
    }
    Ok(frame)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASES: &str = "[[finds]]\ntext = 'x'\nstatus = 'occurred'\n[[ignores]]\ntext = 'x'\nbecause = 'y'\n";

    /// Reads a frame with the given lines in its middle.
    #[track_caller]
    fn check(middle: &str, expect: Result<(), &str>) {
        let text = format!("id = 'x'\nkind = 'meet'\nwhy = ''\n{middle}{CASES}");
        let read = frame("x.toml", &text).map(|_| ()).map_err(|error| error.to_string());
        match expect {
            Ok(()) => assert_eq!(read, Ok(())),
            Err(reason) => assert!(read.as_ref().is_err_and(|error| error.starts_with(reason)), "{read:?}"),
        }
    }

    #[test]
    fn what_is_wrong_with_a_file_is_told_with_its_place() {
        check("[[verbs]]\nlemmas = ['meet']\n", Ok(()));
        check("[[verbs]]\nlemma = ['meet']\n", Err("x.toml:5:1: unknown field `lemma`"));
        check("[[verbs]]\nlemmas = []\n", Err("x.toml:5:10: an empty list"));
        check("[[verbs]]\nlemmas = ['meet']\nneeds = 'three'\n", Err("x.toml:6:9: unknown variant `three`"));
        check("[[verbs]]\nlemmas = ['meet']\nstatus = 'done'\n", Err("x.toml:6:10: `done` is no status"));
        check("[[verbs]]\nlemmas = ['meet'\n", Err("x.toml:6:"));
        check("", Err("x.toml:1:1: no pattern"));
    }

    #[test]
    fn a_frame_without_cases_is_refused() {
        let text = "id = 'x'\nkind = 'meet'\nwhy = ''\n[[verbs]]\nlemmas = ['meet']\n";
        let error = frame("x.toml", text).map(|_| ()).map_err(|error| error.to_string());
        assert_eq!(error, Err("x.toml:1:1: missing field `finds`".to_owned()));
    }
}
