//! Frames: for each kind of event the patterns that report it, with cases to find and cases to leave alone.
//!
//! A frame is a file in `data/frames/`. The idea that a word evokes an occasion with participants in known
//! grammatical places is that of frame semantics (Fillmore 1976) and of `FrameNet`; the frames here are our own.

mod case;
mod pattern;
mod slot;

use plenipo_record::{EventKind, details};
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};

use crate::error::{Error, parse_toml};
use crate::word_class::WordClasses;
pub use case::{FoundCase, IgnoredCase};
pub use pattern::{Detail, NounPattern, PresencePattern, VerbPattern};
pub use slot::{EventStatus, Needs, Public, Slot};

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

fn kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<EventKind, D::Error> {
    let word = String::deserialize(deserializer)?;
    EventKind::from_word(&word).ok_or_else(|| D::Error::custom(format!("`{word}` is no kind of event")))
}

/// Reads a list that must hold something.
fn some<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    let list = Vec::deserialize(deserializer)?;
    if list.is_empty() { Err(D::Error::custom("an empty list; expected at least one entry")) } else { Ok(list) }
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
