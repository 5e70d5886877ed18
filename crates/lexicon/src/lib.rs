//! Knowledge of the language of diplomacy and of the world: frames, names, offices, cues.
//!
//! All of it is data in the project's `data/` folder, embedded in the program; [`Lexicon::builtin`] reads it once.
//! [`Atlas`] knows where places are, for maps.
//!
//! Words are asked for in the form in which a sentence prints them, one string a token.
//!
//! ```
//! use plenipo_lexicon::{Lexicon, NameSense};
//!
//! let lexicon = Lexicon::builtin();
//! let (length, sense) = lexicon.name_at(&["New", "Zealand", "'s", "minister"]).ok_or("unknown")?;
//! assert_eq!(length, 2);
//! assert!(matches!(sense, NameSense::Country(code) if code.as_str() == "NZL"));
//! # Ok::<(), &str>(())
//! ```

mod atlas;
mod confidence;
mod context;
mod error;
mod frame;
mod name;
mod office;
mod organization;
mod person;
mod reference;
mod sector;
mod speech;
mod standing;
mod status;
mod turn;
mod word_class;
mod word_list;

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

pub use atlas::{Atlas, Point};
pub use confidence::Confidence;
pub use context::Contexts;
pub use error::Error;
pub use frame::{
    Detail, EventStatus, FoundCase, Frame, IgnoredCase, Needs, NounPattern, PresencePattern, Public, Slot, VerbPattern,
};
pub use name::{NameSense, without_accents};
pub use office::{OfficePhrase, Offices, Title};
pub use person::Gender;
pub use reference::{GroupPhrase, Pronoun, References};
pub use sector::{Body, Sectors};
pub use speech::Speech;
pub use standing::{Standing, Standings};
pub use status::StatusCues;
pub use turn::{Step, Turn, TurnWord, Turns};
pub use word_list::WordLists;

use name::Names;
use office::Titles;
use organization::Organizations;
use person::PersonNames;
use plenipo_record::CountryCode;
use word_class::WordClasses;

/// Everything that the reader knows before it reads.
pub struct Lexicon {
    frames: Vec<Frame>,
    references: References,
    lists: WordLists,
    status_cues: StatusCues,
    names: Names,
    offices: Offices,
    titles: Titles,
    organizations: Organizations,
    persons: PersonNames,
    speech: Speech,
    standings: Standings,
    confidence: Confidence,
    contexts: Contexts,
    sectors: Sectors,
    turns: Turns,
    classes: WordClasses,
    /// The dictionary forms of all verbs that some file speaks of.
    verbs: HashSet<String>,
    /// The dictionary forms of all words that frames, contexts and sectors speak of.
    words: HashSet<String>,
    /// Dictionary forms of irregular verbs by their past forms.
    irregular: HashMap<&'static str, &'static str>,
}

impl Lexicon {
    /// Returns the knowledge inside the program.
    pub fn builtin() -> &'static Lexicon {
        static LEXICON: LazyLock<Lexicon> =
            LazyLock::new(|| Lexicon::embedded().expect("the files in the program are well-formed: a test reads them"));
        &LEXICON
    }

    /// Reads the files that are embedded in the program.
    ///
    /// # Errors
    ///
    /// Fails where a file is not what it should be; the error names the file and what is wrong in it.
    pub fn embedded() -> Result<Lexicon, Error> {
        Lexicon::with_frames(&[])
    }

    /// Reads the files that are embedded in the program, and adds frames of the user's own: pairs of a file's name, for
    /// errors, and its text.
    ///
    /// # Errors
    ///
    /// Fails where a file is not what it should be, or two frames have one `id`; the error names the file, the line and
    /// column, and what is wrong there.
    pub fn with_frames(files: &[(String, String)]) -> Result<Lexicon, Error> {
        let organizations = Organizations::embedded()?;
        let (mut frames, references, lists) = (frame::embedded()?, References::embedded()?, WordLists::embedded()?);
        for (file, text) in files {
            let added = frame::frame(file, text)?;
            if frames.iter().any(|known| known.id == added.id) {
                let at = text.find("id").unwrap_or_default();
                return Err(Error::invalid(file, format!("another frame is called `{}`", added.id)).at(text, at));
            }
            frames.push(added);
        }
        let (status_cues, speech) = (StatusCues::embedded()?, Speech::embedded()?);
        let (contexts, sectors) = (Contexts::embedded()?, Sectors::embedded()?);
        let turns = Turns::embedded()?;
        let words = frames.iter().flat_map(Frame::words).chain(contexts.words()).chain(sectors.words());
        let words = words.map(str::to_owned).collect();
        let of_frames = frames.iter().flat_map(Frame::verb_lemmas);
        let verbs = of_frames.chain(lists.verbs()).chain(status_cues.words()).chain(speech.verbs());
        let verbs = verbs.map(str::to_owned).collect();
        Ok(Lexicon {
            irregular: irregular_verbs(),
            frames,
            references,
            lists,
            status_cues,
            verbs,
            names: Names::embedded(&organizations)?,
            offices: Offices::embedded()?,
            titles: Titles::embedded()?,
            organizations,
            persons: PersonNames::embedded(),
            speech,
            standings: Standings::embedded()?,
            confidence: Confidence::embedded()?,
            contexts,
            sectors,
            turns,
            classes: WordClasses::embedded()?,
            words,
        })
    }

    /// Returns the frames, in the order of their files.
    pub fn frames(&self) -> &[Frame] {
        &self.frames
    }

    /// Returns the words that stand for actors or link them.
    pub fn references(&self) -> &References {
        &self.references
    }

    /// Returns the lists of words that rules ask for.
    pub fn lists(&self) -> &WordLists {
        &self.lists
    }

    /// Returns the words that tell how far an event has come.
    pub fn status_cues(&self) -> &StatusCues {
        &self.status_cues
    }

    /// Returns the words of offices.
    pub fn offices(&self) -> &Offices {
        &self.offices
    }

    /// Returns the words that tell of speech.
    pub fn speech(&self) -> &Speech {
        &self.speech
    }

    /// Returns the longest known name that the words begin with, its length in words, and what it names.
    pub fn name_at(&self, words: &[&str]) -> Option<(usize, &NameSense)> {
        self.names.at(words)
    }

    /// Returns the English name of a country, or its code where none is known.
    pub fn country_name(&self, code: CountryCode) -> &str {
        self.names.country(code)
    }

    /// Returns the office that the words begin with: "deputy foreign minister".
    pub fn office_at(&self, words: &[&str]) -> Option<OfficePhrase> {
        self.offices.at(words)
    }

    /// Returns the head of an office that only the name of a body before it makes one: "chief" of "UN chief Mira Talvik".
    pub fn head_behind_name(&self, words: &[&str]) -> Option<OfficePhrase> {
        self.offices.behind_name(words)
    }

    /// Returns the title or honorific that the words begin with: "Dr", "Maj. Gen."
    pub fn title_at(&self, words: &[&str]) -> Option<Title> {
        self.titles.at(words)
    }

    /// Tells whether a word can end or head an organisation's proper name: "Ministry", "Bank".
    pub fn is_organization_head(&self, word: &str) -> bool {
        self.organizations.is_head(word)
    }

    /// Tells whether such a word names an organisation by itself: "Parliament".
    pub fn is_lone_organization_head(&self, word: &str) -> bool {
        self.organizations.is_lone_head(word)
    }

    /// Tells whether a common noun stands for an organisation: "ministry", "embassy".
    pub fn is_common_organization_head(&self, word: &str) -> bool {
        self.organizations.is_common_head(word)
    }

    /// Returns one key for all names of a known organisation: the same for "EU" and "European Union".
    pub fn organization_key(&self, name: &str) -> Option<&str> {
        self.organizations.key(name)
    }

    /// Returns the organisation for which the town it sits in may stand: the European Union for "Brussels".
    pub fn organization_seated_at(&self, town: &str) -> Option<&str> {
        self.organizations.seated_at(town)
    }

    /// Returns what speaks for an event and what against it.
    pub fn confidence(&self) -> &Confidence {
        &self.confidence
    }

    /// Returns the words that tell firms from the public.
    pub fn standings(&self) -> &Standings {
        &self.standings
    }

    /// Returns the words that tell the topics of events.
    pub fn contexts(&self) -> &Contexts {
        &self.contexts
    }

    /// Tells whether the infinitive under a verb is done, not planned: "began to leave".
    pub fn is_achieving_verb(&self, lemma: &str) -> bool {
        self.classes.holds("achieve", lemma)
    }

    /// Tells whether a class of words of the frames holds a word in its dictionary form.
    pub fn is_of_class(&self, class: &str, lemma: &str) -> bool {
        self.classes.holds(class, lemma)
    }

    /// Returns the words that tell the sectors of actors.
    pub fn sectors(&self) -> &Sectors {
        &self.sectors
    }

    /// Returns the turns of phrase that tell events.
    pub fn turns(&self) -> &Turns {
        &self.turns
    }

    /// Returns for whom the holder of an office acts.
    pub fn standing_of_office(&self, office: &str) -> Standing {
        self.standings.of_office(&self.offices, office)
    }

    /// Returns for whom a body of this name acts; known organisations are public.
    pub fn standing_of_body(&self, name: &str) -> Standing {
        match self.organization_key(name) {
            Some(_) => Standing::Public,
            None if self.lists.is_company(name) => Standing::Private,
            None => self.standings.of_body(name),
        }
    }

    /// Tells whether a word is a common given name.
    pub fn is_given_name(&self, word: &str) -> bool {
        self.persons.is_given(word)
    }

    /// Tells whether a lower-case word can stand inside a person's name: "van", "bin".
    pub fn is_particle(&self, word: &str) -> bool {
        self.persons.is_particle(word)
    }

    /// Returns how a lower-case word of a name sounds, in letters that are the same for all its usual spellings.
    pub fn sound(&self, word: &str) -> String {
        self.persons.sound(word)
    }

    /// Returns the dictionary form of an irregular verb from its past or participle: "freeze" for "frozen".
    pub fn irregular_verb(&self, form: &str) -> Option<&str> {
        self.irregular.get(form).copied()
    }

    /// Returns the dictionary form of a verb where a guess at it is only wrong in its last letter: "negotiate" for
    /// "negotiat", "chair" for "chaire", "initial" for "initiall".
    pub fn mended_verb(&self, guess: &str) -> Option<&str> {
        if self.verbs.contains(guess) {
            return None;
        }
        let bare = guess.strip_suffix('e').and_then(|bare| self.verbs.get(bare));
        let silent = || self.verbs.get(&format!("{guess}e"));
        // "initialled": the last letter of the verb is doubled before the ending.
        let mut stem = guess.trim_end_matches('e').chars();
        let is_doubled = stem.next_back().is_some_and(|last| stem.as_str().ends_with(last));
        let single = || self.verbs.get(stem.as_str()).filter(|_| is_doubled);
        bare.or_else(silent).or_else(single).map(String::as_str)
    }

    /// Returns the dictionary form of a word that frames, contexts or sectors speak of, where `lemma`, a guess at it, is none:
    /// "boycott" for "boycotted" with the guess "boycot".
    pub fn word_of(&self, lemma: &str, form: &str) -> Option<&str> {
        if self.words.contains(lemma) {
            return None;
        }
        dictionary_forms(&form.to_lowercase()).iter().find_map(|guess| self.words.get(guess)).map(String::as_str)
    }

    /// Tells whether a verb, in its dictionary form, reports words.
    pub fn is_reporting_verb(&self, lemma: &str) -> bool {
        self.speech.is_verb(lemma)
    }

    /// Tells whether a word numbers something: "third", "24th".
    pub fn is_ordinal(&self, word: &str) -> bool {
        self.lists.is_ordinal(word)
    }
}

/// The dictionary forms that a regular form of a verb or noun may have, the likeliest first.
fn dictionary_forms(form: &str) -> Vec<String> {
    let mut forms = vec![form.to_owned()];
    let mut stems = |stem: &str, silent: bool| {
        if silent {
            forms.push(format!("{stem}e"));
        }
        forms.push(stem.to_owned());
        // "stopped": the consonant is doubled before the ending.
        let mut letters = stem.chars().rev();
        if let (Some(last), Some(before)) = (letters.next(), letters.next())
            && last == before
        {
            forms.push(stem[..stem.len() - last.len_utf8()].to_owned());
        }
    };
    for (ending, silent) in [("ed", true), ("ing", true), ("es", true), ("s", false)] {
        if let Some(stem) = form.strip_suffix(ending) {
            stems(stem, silent);
        }
    }
    let of_y = ["ied", "ies"].iter().find_map(|ending| form.strip_suffix(ending));
    forms.extend(of_y.map(|stem| format!("{stem}y")));
    forms
}

fn irregular_verbs() -> HashMap<&'static str, &'static str> {
    let lines = include_str!("../../../data/language/irregular-verbs.txt").lines();
    let verbs = lines.filter(|line| !line.starts_with('#')).map(|line| line.split(' '));
    verbs
        .filter_map(|mut forms| Some((forms.next()?, forms)))
        .flat_map(|(verb, forms)| forms.map(move |form| (form, verb)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_in_the_program_are_well_formed() {
        let lexicon = Lexicon::embedded().map_err(|error| error.to_string());
        assert!(lexicon.is_ok(), "{:?}", lexicon.err());
    }

    #[test]
    fn verbs_are_mended_by_the_silent_e_only() {
        let lexicon = Lexicon::builtin();
        assert_eq!(lexicon.mended_verb("negotiat"), Some("negotiate"));
        assert_eq!(lexicon.mended_verb("chaire"), Some("chair"));
        assert_eq!(lexicon.mended_verb("meet"), None);
        assert_eq!(lexicon.mended_verb("swim"), None);
        assert_eq!(lexicon.irregular_verb("frozen"), Some("freeze"));
        assert_eq!(lexicon.irregular_verb("walked"), None);
    }

    #[test]
    fn words_that_files_speak_of_are_found() {
        let lexicon = Lexicon::builtin();
        let check = |lemma, form, expect| assert_eq!(lexicon.word_of(lemma, form), expect, "{form}");
        check("boycot", "boycotted", Some("boycott"));
        check("raped", "raped", Some("rape"));
        check("shel", "shelled", Some("shell"));
        check("militi", "militias", Some("militia"));
        check("condemn", "condemned", None);
        check("xyz", "xyzzed", None);
    }
}
