//! Words that tell of speech: reporting verbs and the media through which something was said.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use crate::error::{Error, parse_toml};

/// The words of `data/speech.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Speech {
    verbs: HashSet<String>,
    irregular: HashSet<String>,
    only_direct: HashSet<String>,
    views: HashSet<String>,
    with_object: HashSet<String>,
    with_infinitive: HashSet<String>,
    nouns: HashSet<String>,
    as_it: HashSet<String>,
    with_preposition: HashMap<String, Vec<String>>,
    judging: HashSet<String>,
    according: HashSet<String>,
    nameless: HashSet<String>,
    officials: HashSet<String>,
    offices: HashSet<String>,
    desks: HashSet<String>,
    of_head_of_state: HashSet<String>,
    heads_of_state: HashSet<String>,
    quoting: HashSet<String>,
    close: HashSet<String>,
    attacking: HashSet<String>,
    papers: HashSet<String>,
    of_house: HashSet<String>,
    of_content: HashSet<String>,
    to_listener: HashSet<String>,
    post: HashSet<String>,
    asking: HashSet<String>,
    media: Vec<Medium>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Medium {
    name: String,
    /// Where links to such posts lead.
    #[serde(default)]
    hosts: Vec<String>,
    phrases: Vec<String>,
    /// Whether all that somebody says there on one day is said there.
    #[serde(default)]
    is_occasion: bool,
    /// Whether its members go by handles.
    #[serde(default)]
    has_handles: bool,
    /// Whether it is where somebody speaks whom the outlet or agency quotes as having told it.
    #[serde(default)]
    is_asking: bool,
}

impl Speech {
    pub(crate) fn embedded() -> Result<Self, Error> {
        parse_toml("data/speech.toml", include_str!("../../../data/speech.toml"))
    }

    /// Returns the reporting verbs.
    pub(crate) fn verbs(&self) -> impl Iterator<Item = &str> {
        self.verbs.iter().map(String::as_str)
    }

    /// Tells whether the subject of a verb, given in its dictionary form, speaks or writes.
    pub fn is_verb(&self, lemma: &str) -> bool {
        self.verbs.contains(lemma)
    }

    /// Tells whether a word, as printed, may be a form of a reporting verb; for text that is not analysed yet.
    pub fn may_report(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        let stems = ["ed", "d", "s", "es", "ing"].iter().filter_map(|ending| word.strip_suffix(ending));
        self.irregular.contains(&word) || stems.into_iter().any(|stem| self.verbs.contains(stem))
    }

    /// Tells whether a clause below the verb reports what was said or thought: "said that", not "called that".
    pub fn takes_clause(&self, lemma: &str) -> bool {
        (self.is_verb(lemma) && !self.only_direct.contains(lemma)) || self.views.contains(lemma)
    }

    /// Tells whether the object of the verb is what is said: "announced the closing".
    pub fn takes_object(&self, lemma: &str) -> bool {
        self.with_object.contains(lemma)
    }

    /// Tells whether an infinitive below the verb is what is said: "promised to rebuild".
    pub fn takes_infinitive(&self, lemma: &str) -> bool {
        self.with_infinitive.contains(lemma)
    }

    /// Tells whether a preposition behind the verb leads to what is said: "called for".
    pub fn takes_preposition(&self, lemma: &str, preposition: &str) -> bool {
        self.with_preposition.get(lemma).is_some_and(|known| known.iter().any(|other| other == preposition))
    }

    /// Tells whether the owner of the noun says what stands behind it: "the ministry's claim that".
    pub fn is_noun(&self, lemma: &str) -> bool {
        self.nouns.contains(lemma)
    }

    /// Tells whether the verb lends its subject the words beside it in "as X puts it".
    pub fn is_as_it(&self, lemma: &str) -> bool {
        self.as_it.contains(lemma)
    }

    /// Tells whether a single quoted word behind the verb is a judgement of the speaker.
    pub fn is_judging(&self, lemma: &str) -> bool {
        self.judging.contains(lemma)
    }

    /// Returns the length in words of a phrase whose noun speaks: "according to".
    pub fn according_at(&self, words: &[&str]) -> Option<usize> {
        (2..=4.min(words.len()))
            .rev()
            .find(|&length| self.according.contains(&words[..length].join(" ").to_lowercase()))
    }

    /// Tells whether a noun means somebody who is nobody in particular.
    pub fn is_nameless(&self, lemma: &str) -> bool {
        self.nameless.contains(lemma)
    }

    /// Tells whether a noun means somebody unnamed who speaks for a house or a state.
    pub fn is_official(&self, lemma: &str) -> bool {
        self.officials.contains(lemma)
    }

    /// Tells whether a noun, owned by somebody who acts for a state, speaks for the state: "her *office* said".
    pub fn is_office(&self, lemma: &str) -> bool {
        self.offices.contains(lemma)
    }

    /// Tells whether a noun, of a house, speaks for it: "the ministry's press *service* said".
    pub fn is_desk(&self, lemma: &str) -> bool {
        self.desks.contains(lemma)
    }

    /// Tells whether a word says that an office is that of the head of state: "the *presidential* office".
    pub fn is_of_head_of_state(&self, lemma: &str) -> bool {
        self.of_head_of_state.contains(lemma)
    }

    /// Tells whether the last word of an office makes its holder a head of state: "South Korean *President*".
    pub fn is_head(&self, word: &str) -> bool {
        self.heads_of_state.contains(&word.to_lowercase())
    }

    /// Tells whether the object of a verb, followed by "as saying", is who speaks: "television *quoted* X as saying".
    pub fn is_quoting(&self, lemma: &str) -> bool {
        self.quoting.contains(lemma)
    }

    /// Tells whether a verb only attributes the words right behind it: "the saying *goes*: “…”".
    pub fn is_close(&self, lemma: &str) -> bool {
        self.close.contains(lemma)
    }

    /// Tells whether a preposition behind such a verb leads to who is spoken of: "went *after* X as a “leech”".
    pub fn attacks(&self, preposition: &str) -> bool {
        self.attacking.contains(preposition)
    }

    /// Tells whether a noun means something written, for which those speak who issued it.
    pub fn is_paper(&self, lemma: &str) -> bool {
        self.papers.contains(lemma)
    }

    /// Tells whether a preposition leads from such a noun to the house: "a spokesman for".
    pub fn leads_to_house(&self, preposition: &str) -> bool {
        self.of_house.contains(preposition)
    }

    /// Tells whether a preposition only leads from a noun of saying to what is said: "the call for".
    pub fn leads_to_content(&self, preposition: &str) -> bool {
        self.of_content.contains(preposition)
    }

    /// Tells whether the object of the verb is the listener: "told reporters".
    pub fn takes_listener(&self, lemma: &str) -> bool {
        self.to_listener.contains(lemma)
    }

    /// Returns the medium that a link leads to.
    pub fn medium_of_link(&self, address: &str) -> Option<&str> {
        let host = address.split("//").nth(1)?.split('/').next()?.trim_start_matches("www.");
        self.media
            .iter()
            .find(|medium| medium.hosts.iter().any(|known| known == host))
            .map(|medium| medium.name.as_str())
    }

    /// Tells whether people post in a medium under accounts of their own: one that has an address.
    pub fn is_posted(&self, medium: &str) -> bool {
        self.media.iter().any(|known| !known.hosts.is_empty() && known.name == medium)
    }

    /// Tells whether all that somebody says in a medium on one day is said there: a press conference.
    pub fn is_occasion(&self, medium: &str) -> bool {
        self.media.iter().any(|known| known.is_occasion && known.name == medium)
    }

    /// Returns the medium in which people go by handles, where the words hold one.
    pub fn medium_of_handle(&self, words: &str) -> Option<&str> {
        let handled = words.split_whitespace().any(|word| word.starts_with('@'));
        self.media.iter().find(|medium| handled && medium.has_handles).map(|medium| medium.name.as_str())
    }

    /// Returns the medium of what was told to one of the given outlets: "told the Harbour Courier".
    pub fn medium_of_asking(&self, words: &str, outlets: [Option<&str>; 2]) -> Option<&str> {
        let padded = format!(" {} ", words.to_lowercase().replace('.', ""));
        let told = outlets.iter().flatten().any(|outlet| {
            let outlet = outlet.to_lowercase();
            self.asking
                .iter()
                .any(|verb| ["", "the "].iter().any(|the| padded.contains(&format!(" {verb} {the}{outlet} "))))
        });
        self.media.iter().find(|medium| told && medium.is_asking).map(|medium| medium.name.as_str())
    }

    /// Tells whether words speak of one more of the posts told before: "in his own post", "responding".
    pub fn is_another_of_its_kind(&self, words: &str) -> bool {
        words.split_whitespace().any(|word| self.post.contains(&word.to_lowercase()))
    }

    /// Returns the medium that the words of a sentence name, parted by single spaces.
    pub fn medium_in(&self, words: &str) -> Option<&str> {
        // A stop may cling to a last word of one letter: "on X."
        let padded = format!(" {} ", words.to_lowercase().replace('.', ""));
        let names = |medium: &&Medium| medium.phrases.iter().any(|phrase| padded.contains(&format!(" {phrase} ")));
        self.media.iter().find(names).map(|medium| medium.name.as_str())
    }
}

#[cfg(test)]
mod tests {
    use crate::Lexicon;

    #[test]
    fn media_are_told_by_their_phrases() {
        let medium = |words: &str| Lexicon::builtin().speech().medium_in(words);
        assert_eq!(medium("In a post on X the minister said"), Some("X"));
        assert_eq!(medium("she told a news conference in Oslo"), Some("press conference"));
        assert_eq!(medium("the ministry said in a statement"), Some("statement"));
        assert_eq!(medium("she told reporters"), None);
        assert_eq!(medium("he worked on xylophones"), None);
    }

    #[test]
    fn links_tell_where_a_post_stands() {
        let medium = |address: &str| Lexicon::builtin().speech().medium_of_link(address);
        assert_eq!(medium("https://x.com/someone/status/1"), Some("X"));
        assert_eq!(medium("https://box.com/someone"), None);
    }

    #[test]
    fn forms_of_reporting_verbs_are_known_by_their_endings() {
        let speech = Lexicon::builtin().speech();
        assert!(speech.may_report("said") && speech.may_report("added") && speech.may_report("announces"));
        assert!(!speech.may_report("walked") && !speech.may_report("sad"));
    }
}
