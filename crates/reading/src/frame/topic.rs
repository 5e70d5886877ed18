//! What an event is about, in the article's words: the name of the occasion, paper or measure, and the topics.

use plenipo_language::Pos;
use plenipo_record::EventKind;

use super::site::{Match, Site};
use crate::document::Passage;
use crate::mention::Naming;

/// A name or topic has so many words at most, and an event so many of them.
const LONGEST: usize = 10;
pub(crate) const MOST: usize = 5;

impl Site<'_> {
    /// Returns what an event is about: what names it, unless that says no more than its kind, then the topics.
    pub(super) fn about(&self, found: &Match) -> Vec<String> {
        let is_bare = |words: &String| !words.contains([' ', '-']) && !words.contains(char::is_uppercase);
        // "a summit", "a memorandum" and "a ban" say more than that there was one.
        let says_more =
            matches!(found.kind, EventKind::Gathering | EventKind::Agree | EventKind::Sanction | EventKind::Aid);
        let mut about: Vec<String> = found.what.iter().filter(|words| says_more || !is_bare(words)).cloned().collect();
        if matches!(found.kind, EventKind::Meet | EventKind::Call | EventKind::Negotiate | EventKind::Gathering) {
            for topic in self.topics(found) {
                let is_told = about.iter().any(|told| told.contains(&topic));
                if !is_told && about.len() < MOST {
                    about.push(topic);
                }
            }
        }
        about
    }

    /// Returns the words of a noun's phrase with what it is of, on or for: "memorandum on lithium", "four million crowns for
    /// a wharf".
    pub(super) fn wording(&self, noun: usize) -> String {
        let passage = self.passage;
        let first = self.first_word(noun);
        let mut last = noun;
        let mut tails: Vec<usize> = passage.dependents(noun, &["nmod"]).filter(|&tail| tail > noun).collect();
        // "signed a memorandum on timber": the tree may tie to the verb what stands right behind the noun.
        let close = (noun + 2..passage.len().min(noun + 6)).find(|&tail| {
            passage.extent(tail).start == noun + 1
                && passage.dependents(tail, &["case"]).any(|case| case == noun + 1)
                && matches!(passage.lemma(noun + 1), "on" | "of")
        });
        tails.extend(close);
        tails.sort_unstable();
        tails.dedup();
        for tail in tails {
            let extent = passage.extent(tail);
            let end = (tail + 1..extent.end)
                .find(|&token| {
                    matches!(passage.pos(token), Pos::Verb | Pos::Punct | Pos::Aux | Pos::Sconj)
                        || matches!(passage.lemma(token), "in" | "at")
                })
                .unwrap_or(extent.end);
            let end = (tail + 1..end).rev().find(|&token| is_nominal(passage, token)).map_or(tail + 1, |last| last + 1);
            let leads = passage.dependents(tail, &["case"]).next().is_some_and(|case| {
                case == extent.start && self.lexicon.lists().is_tail_preposition(passage.lemma(case))
            });
            let is_joined = extent.start == last + 1 && end - first <= LONGEST;
            if !leads || !is_joined || !self.is_topic(tail) || self.lexicon.lists().is_margin(passage.lemma(tail)) {
                break;
            }
            last = end - 1;
        }
        passage.span(first..last + 1).slice(self.document.text).to_owned()
    }

    /// The first word of a noun's phrase, without article, possessive pronoun and preposition.
    fn first_word(&self, noun: usize) -> usize {
        let passage = self.passage;
        let is_pronoun = |token: usize| passage.pos(token) == Pos::Pron;
        let own = passage.dependents(noun, &["amod", "compound", "nummod", "nmod:poss"]);
        let first = own.filter(|&token| token < noun && !is_pronoun(token)).map(|token| passage.extent(token).start);
        let first = first.min().unwrap_or(noun).max(noun.saturating_sub(LONGEST - 3));
        let opens = |token: &usize| matches!(passage.pos(*token), Pos::Det | Pos::Adp | Pos::Punct | Pos::Pron);
        let mut first = (first..noun).find(|token| !opens(token)).unwrap_or(noun);
        // "the ferry and visa rules": in lists the tree tears names of two nouns apart.
        let is_part = |token: usize| matches!(passage.pos(token), Pos::Noun | Pos::Propn | Pos::Adj);
        while first > 0 && first == noun && is_part(first - 1) && passage.base_relation(first - 1) == "conj" {
            first -= 1;
        }
        self.start_of_compound(first)
    }

    fn topics(&self, found: &Match) -> Vec<String> {
        let passage = self.passage;
        let lists = self.lexicon.lists();
        let mut heads = Vec::new();
        for &anchor in [found.trigger].iter().chain(&found.anchors) {
            heads.extend(self.behind_preposition(anchor));
            let discussing = (0..passage.len())
                .filter(|&verb| lists.is_discussing(passage.lemma(verb)) && is_of(passage, verb, anchor));
            for verb in discussing {
                let objects = passage.dependents(verb, &["obj", "nsubj:pass"]).filter(|object| *object != anchor);
                heads.extend(objects);
                heads.extend(self.behind_preposition(verb));
            }
        }
        heads.sort_unstable();
        heads.dedup();
        let mut topics: Vec<String> = Vec::new();
        for head in heads.into_iter().flat_map(|head| self.told_by(head)) {
            for one in listed(passage, head) {
                // "talks on ending the dispute"
                let object = passage.dependents(one, &["obj"]).find(|&object| object > one && passage.is_verb(one));
                let topic = match object {
                    Some(object) => passage.span(one..object + 1).slice(self.document.text).to_owned(),
                    None if self.is_topic(one) => self.wording(one),
                    None => continue,
                };
                if !topics.iter().any(|other| other.contains(&topic)) {
                    topics.push(topic);
                }
            }
        }
        topics
    }

    /// The phrases behind "on" and "about" that a verb or noun has.
    fn behind_preposition(&self, governor: usize) -> impl Iterator<Item = usize> + '_ {
        let passage = self.passage;
        passage.dependents(governor, &["obl", "nmod", "acl", "advcl"]).filter(|&phrase| {
            let mut cases = passage.dependents(phrase, &["case", "mark"]);
            cases.any(|case| self.lexicon.lists().is_topic_preposition(passage.lemma(case)))
                && !self.lexicon.lists().is_margin(passage.lemma(phrase))
        })
    }

    /// "exchanged views on trade", "discussed ways to end the dispute": what stands behind a noun that says nothing.
    fn told_by(&self, noun: usize) -> Vec<usize> {
        let passage = self.passage;
        if !self.is_vague(noun) {
            return vec![noun];
        }
        let behind = passage.dependents(noun, &["nmod", "acl"]).filter(|&phrase| phrase > noun);
        let told = behind.flat_map(|phrase| {
            let objects: Vec<usize> = passage.dependents(phrase, &["obj"]).collect();
            if passage.is_verb(phrase) { objects } else { vec![phrase] }
        });
        told.filter(|&told| !self.is_vague(told)).collect()
    }

    /// Tells whether a noun says no more of what is talked about than that there is something.
    pub(super) fn is_vague(&self, noun: usize) -> bool {
        self.lexicon.lists().is_vague_topic(self.passage.lemma(noun))
            && self.passage.dependents(noun, &["compound", "amod"]).next().is_none()
    }

    /// Tells whether a noun can be a topic: no pronoun, no day, nobody who takes part.
    fn is_topic(&self, noun: usize) -> bool {
        let is_person = self.parties.mention_at(self.number, noun).is_some_and(|mention| {
            matches!(mention.naming, Naming::Person(_) | Naming::Unknown(_) | Naming::Office { .. })
        });
        matches!(self.passage.pos(noun), Pos::Noun | Pos::Propn) && !is_person && !self.is_day(noun)
    }

    fn is_day(&self, token: usize) -> bool {
        let span = self.passage.tokens()[token].span;
        self.passage.times.iter().any(|time| time.span.overlaps(span))
    }
}

/// The members of a list that begins with a token, itself included.
fn listed(passage: &Passage, first: usize) -> Vec<usize> {
    let mut members = vec![first];
    let mut at = 0;
    while at < members.len() && members.len() < MOST {
        members.extend(passage.dependents(members[at], &["conj"]));
        at += 1;
    }
    members
}

fn is_nominal(passage: &Passage, token: usize) -> bool {
    matches!(passage.pos(token), Pos::Noun | Pos::Propn | Pos::Num | Pos::Sym)
}

/// Tells whether a verb tells what is discussed at what the anchor names: it is the anchor, governs it as its clause, or stands
/// below it.
fn is_of(passage: &Passage, verb: usize, anchor: usize) -> bool {
    let clause = || passage.ancestors(anchor).find(|&up| passage.is_verb(up)) == Some(verb);
    verb == anchor || clause() || passage.ancestors(verb).any(|up| up == anchor)
}
