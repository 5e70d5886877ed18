//! Words that tell how far an event has come.

use std::collections::{HashMap, HashSet};

use plenipo_record::Status;
use serde::Deserialize;

use crate::error::{Error, parse_toml};

const FILE: &str = "data/status.toml";

/// What governing words, modals, adjectives and prepositions make of an event.
pub struct StatusCues {
    effects: HashMap<String, Status>,
    modifiers: HashMap<String, Status>,
    modals: HashMap<String, Status>,
    before: HashSet<String>,
    after: HashSet<String>,
    without: HashSet<String>,
    conditions: HashSet<String>,
    conjunctions: HashSet<String>,
    conjunctions_ahead: HashSet<String>,
    compelling: HashSet<String>,
    void: HashSet<String>,
    lasting: HashSet<String>,
    mute: HashSet<String>,
    moving: HashSet<String>,
    calling: HashSet<String>,
    pending: HashSet<String>,
    running: HashSet<String>,
    purposes: HashSet<String>,
    fulfilled: HashSet<String>,
    hopes: HashSet<String>,
    unchanging: HashSet<String>,
    reports: Reports,
    doubt: Doubt,
}

/// Words of what is only asked, guessed or called for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Doubt {
    asking: HashSet<String>,
    needless: HashSet<String>,
    guesses: HashSet<String>,
    opinions: HashSet<String>,
    guessers: HashSet<String>,
    wishes: HashSet<String>,
    demands: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mute {
    verbs: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reports {
    nouns: HashSet<String>,
    deny: HashSet<String>,
    untrue: HashSet<String>,
    tellers: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    mute: Mute,
    moving: HashSet<String>,
    calling: HashSet<String>,
    pending: HashSet<String>,
    running: HashSet<String>,
    purposes: HashSet<String>,
    fulfilled: HashSet<String>,
    hopes: HashSet<String>,
    unchanging: HashSet<String>,
    reports: Reports,
    doubt: Doubt,
    void: HashSet<String>,
    lasting: HashSet<String>,
    compelling: HashSet<String>,
    effects: HashMap<String, Vec<String>>,
    modifiers: HashMap<String, Vec<String>>,
    modals: HashMap<String, Vec<String>>,
    prepositions: Prepositions,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Prepositions {
    conjunctions: HashSet<String>,
    conjunctions_ahead: HashSet<String>,
    before: HashSet<String>,
    after: HashSet<String>,
    without: HashSet<String>,
    conditions: HashSet<String>,
}

impl StatusCues {
    pub(crate) fn embedded() -> Result<Self, Error> {
        let file: File = parse_toml(FILE, include_str!("../../../data/status.toml"))?;
        Ok(StatusCues {
            effects: by_word(file.effects)?,
            modifiers: by_word(file.modifiers)?,
            modals: by_word(file.modals)?,
            before: file.prepositions.before,
            after: file.prepositions.after,
            without: file.prepositions.without,
            conditions: file.prepositions.conditions,
            compelling: file.compelling,
            conjunctions: file.prepositions.conjunctions,
            conjunctions_ahead: file.prepositions.conjunctions_ahead,
            void: file.void,
            lasting: file.lasting,
            mute: file.mute.verbs,
            moving: file.moving,
            calling: file.calling,
            pending: file.pending,
            running: file.running,
            purposes: file.purposes,
            fulfilled: file.fulfilled,
            hopes: file.hopes,
            unchanging: file.unchanging,
            reports: file.reports,
            doubt: file.doubt,
        })
    }

    /// Returns the governing words, without particles.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.effects.keys().map(|word| word.split('_').next().unwrap_or(word))
    }

    /// Tells whether a verb is one of saying, so that nothing is denied of what it speaks of: "declined to *comment* on".
    pub fn is_mute(&self, lemma: &str) -> bool {
        self.mute.contains(lemma)
    }

    /// Tells whether a verb, its particle behind `_`, moves an event to another day: "*put off* to Thursday".
    pub fn is_moving(&self, lemma: &str) -> bool {
        self.moving.contains(lemma)
    }

    /// Tells whether a word makes a plan below it a wish: "the *hope* that X would visit".
    pub fn is_hope(&self, lemma: &str) -> bool {
        self.hopes.contains(lemma)
    }

    /// Tells whether a verb's purpose is reached with it: "*visited* Oslo to hold talks".
    pub fn is_fulfilled(&self, lemma: &str) -> bool {
        self.fulfilled.contains(lemma)
    }

    /// Tells whether a noun behind "under" leaves an event open: "under *consideration*".
    pub fn is_pending(&self, lemma: &str) -> bool {
        self.pending.contains(lemma)
    }

    /// Tells whether a participle says what a thing is for: "an accord *aimed* at peace".
    pub fn is_purpose(&self, lemma: &str) -> bool {
        self.purposes.contains(lemma)
    }

    /// Tells whether what is "under" or "in" this goes on: "talks are under way", and "have made progress".
    pub fn is_running(&self, lemma: &str) -> bool {
        self.running.contains(lemma)
    }

    /// Tells whether a noun behind "no" says that nobody wants an event: "no *need* for a session".
    pub fn is_needless(&self, lemma: &str) -> bool {
        self.doubt.needless.contains(lemma)
    }

    /// Tells whether the past of a verb looks like its present: "the minister *quit*".
    pub fn is_unchanging(&self, lemma: &str) -> bool {
        self.unchanging.contains(lemma)
    }

    /// Tells whether a verb only asks for what stands behind "for": "*called* for a meeting".
    pub fn is_calling(&self, lemma: &str) -> bool {
        self.calling.contains(lemma)
    }

    /// Tells whether a noun is of what somebody has told: "a *report* that".
    pub fn is_of_report(&self, lemma: &str) -> bool {
        self.reports.nouns.contains(lemma)
    }

    /// Tells whether a word says of a story that it is not so: "called the story *fiction*".
    pub fn is_untrue(&self, lemma: &str) -> bool {
        self.reports.untrue.contains(lemma)
    }

    /// Tells whether a noun is of who tells stories that others may deny: "a private *channel* had it".
    pub fn is_teller(&self, lemma: &str) -> bool {
        self.reports.tellers.contains(lemma)
    }

    /// Tells whether a verb says of a report that it is not so: "*dismissed* a report".
    pub fn denies_reports(&self, lemma: &str) -> bool {
        self.reports.deny.contains(lemma)
    }

    /// Tells whether a verb is one of asking, or of saying what may be left open: "did not *say* whether they had met".
    pub fn is_asking(&self, lemma: &str) -> bool {
        self.doubt.asking.contains(lemma)
    }

    /// Tells whether a verb or noun makes what it says a guess: "*predicted* that he would resign".
    pub fn is_guess(&self, lemma: &str) -> bool {
        self.doubt.guesses.contains(lemma)
    }

    /// Tells whether those who are called so only guess what is to come: "*analysts*".
    pub fn is_guesser(&self, lemma: &str) -> bool {
        self.doubt.guessers.contains(lemma)
    }

    /// Tells whether a verb makes what such people say a guess: "analysts *believe* that he will resign".
    pub fn is_opinion(&self, lemma: &str) -> bool {
        self.doubt.opinions.contains(lemma)
    }

    /// Tells whether a modal verb says what somebody wishes rather than what may come: "he *should* resign".
    pub fn is_wish(&self, lemma: &str) -> bool {
        self.doubt.wishes.contains(lemma)
    }

    /// Tells whether a verb asks somebody else to do what its infinitive says: "*urged* him to resign".
    pub fn is_demand(&self, lemma: &str) -> bool {
        self.doubt.demands.contains(lemma)
    }

    /// Tells whether a word opens a clause of time whose present tense tells what is to come: "after he steps down".
    pub fn is_conjunction_ahead(&self, word: &str) -> bool {
        self.conjunctions_ahead.contains(word)
    }

    /// Tells whether a word opens a clause of time: "when he visits".
    pub fn is_time_conjunction(&self, word: &str) -> bool {
        self.conjunctions.contains(word)
    }

    /// Returns what a governing verb or noun makes of the event below it; a particle follows after `_`: `call_off`.
    pub fn effect(&self, lemma: &str) -> Option<Status> {
        self.effects.get(lemma).copied()
    }

    /// Returns what an adjective before the noun makes of the event: "planned".
    pub fn modifier(&self, lemma: &str) -> Option<Status> {
        self.modifiers.get(lemma).copied()
    }

    /// Returns what a modal verb makes of the event.
    pub fn modal(&self, lemma: &str) -> Option<Status> {
        self.modals.get(lemma).copied()
    }

    /// Tells whether a governing verb says that nothing came of the event below it: "*fail* to agree".
    pub fn is_void(&self, lemma: &str) -> bool {
        self.void.contains(lemma)
    }

    /// Tells whether a preposition places its event ahead: "ahead of the summit".
    pub fn is_before(&self, preposition: &str) -> bool {
        self.before.contains(preposition)
    }

    /// Tells whether a conjunction makes its clause a condition: "*unless* he resigns".
    pub fn is_condition(&self, word: &str) -> bool {
        self.conditions.contains(word)
    }

    /// Tells whether what a verb makes somebody do is done as far as the verb is: "*had* to resign".
    pub fn is_compelling(&self, lemma: &str) -> bool {
        self.compelling.contains(lemma)
    }

    /// Tells whether a preposition tells that its event has not come about: "parted *without* an agreement".
    pub fn is_without(&self, preposition: &str) -> bool {
        self.without.contains(preposition)
    }

    /// Tells whether talks that a verb says something of are going on: "the talks have *stalled*".
    pub fn is_lasting(&self, lemma: &str) -> bool {
        self.lasting.contains(lemma)
    }

    /// Tells whether a preposition tells that its event is past: "after the talks".
    pub fn is_after(&self, preposition: &str) -> bool {
        self.after.contains(preposition)
    }
}

fn by_word(lists: HashMap<String, Vec<String>>) -> Result<HashMap<String, Status>, Error> {
    let mut words = HashMap::new();
    for (name, list) in lists {
        let status = Status::from_word(&name).ok_or_else(|| Error::invalid(FILE, format!("`{name}` is no status")))?;
        for word in list {
            if words.insert(word.clone(), status).is_some_and(|other| other != status) {
                return Err(Error::invalid(FILE, format!("`{word}` stands in two lists")));
            }
        }
    }
    Ok(words)
}
