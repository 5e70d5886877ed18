//! On which day words were said.

use plenipo_record::Day;

use super::attribution::{Attribution, Attributor, Place};
use crate::document::Passage;
use crate::frame::day_of_speech;
use crate::time::{Tense, TimeMention};

impl Attributor<'_> {
    /// Returns the day on which words were said: the sentence's own, else that of the copy for what is told as its news.
    pub fn day(&self, attribution: &Attribution, today: Option<Day>) -> Option<Day> {
        let (number, cue) = attribution.cue;
        let passage = &self.document.passages[number];
        let verb = tensed(passage, cue);
        if let Some(day) = day_of_speech(passage, cue).or_else(|| day_of_speech(passage, verb)) {
            return Some(day);
        }
        if let Some(day) = self.day_of_medium(attribution.cue) {
            return Some(day);
        }
        if self.is_dash(attribution.cue) {
            let when = passage.times.last().and_then(|time| time.resolve(Tense::Past));
            return when.map(|when| when.start);
        }
        if let Some(day) = self.day_around(attribution.cue, today) {
            return Some(day);
        }
        let auxiliaries = || passage.dependents(verb, &["aux"]);
        let perfect = auxiliaries().any(|auxiliary| passage.lemma(auxiliary) == "have");
        // "According to X" has no tense of its own; what somebody "says" may have been said on any day.
        let is_told = matches!(passage.tag(verb), "VBD" | "VBN") || !self.is_cue(attribution.cue);
        let background =
            passage.children(verb).iter().any(|&child| self.lexicon.lists().is_background_cue(passage.lemma(child)));
        let ahead = auxiliaries().any(|auxiliary| self.lexicon.status_cues().modal(passage.lemma(auxiliary)).is_some());
        // Nobody knows when somebody nameless was asked, unless it was before the press.
        let is_datable =
            attribution.voice.member.is_some() || self.lexicon.speech().takes_listener(passage.lemma(verb));
        let is_news = is_told && !perfect && !background && !ahead && is_datable && !self.tells_of_past(number, today);
        today.filter(|_| is_news)
    }

    /// The day of what the words were said in: "said in a statement issued on Thursday", "at Monday's briefing".
    fn day_of_medium(&self, (number, cue): Place) -> Option<Day> {
        let passage = &self.document.passages[number];
        passage.times.iter().find_map(|time| {
            let token = passage.tokens().iter().position(|token| time.span.contains(token.span))?;
            let way: Vec<usize> = passage.ancestors(token).take_while(|&up| up != cue).collect();
            let leads = passage.ancestors(token).any(|up| up == cue) && !passage.quoted[token];
            let is_close = way.iter().all(|&up| {
                matches!(passage.relation(up), "obl" | "nmod" | "nmod:poss" | "obl:tmod" | "acl" | "advcl" | "compound")
            });
            let is_medium = |&noun: &usize| {
                let words: Vec<&str> = passage.extent(noun).map(|at| self.word((number, at))).collect();
                matches!(passage.base_relation(noun), "obl" | "nmod")
                    && self.lexicon.speech().medium_in(&words.join(" ")).is_some()
            };
            let when = time.resolve(Tense::Past).filter(|when| when.end == Some(when.start))?;
            (leads && is_close && way.iter().any(is_medium)).then_some(when.start)
        })
    }

    /// The day of the sentence around a cue: "in talks on Saturday she asked him to come, to which he replied …".
    fn day_around(&self, (number, cue): Place, today: Option<Day>) -> Option<Day> {
        let passage = &self.document.passages[number];
        let above: Vec<usize> = passage.ancestors(cue).collect();
        let speaking = |clause: usize| {
            let beside = passage.head(clause).filter(|&head| head == cue || passage.head(head) == Some(cue));
            passage.tag(clause) == "VBG" && beside.is_some() && clause < cue
        };
        passage.times.iter().find_map(|time| {
            let token = passage.tokens().iter().position(|token| time.span.contains(token.span))?;
            let clause = passage.ancestors(token).find(|&up| passage.is_verb(up))?;
            let is_around = above.contains(&clause) || speaking(clause);
            recent(time, today).filter(|_| is_around && !passage.quoted[token] && !in_relative_clause(passage, token))
        })
    }

    /// Tells whether a sentence stands in a paragraph that tells of a day shortly before that of the copy.
    fn tells_of_past(&self, number: usize, today: Option<Day>) -> bool {
        let passages = &self.document.passages;
        let near = (0..=number).rev().take(3).filter(|&near| passages[near].paragraph == passages[number].paragraph);
        near.flat_map(|near| passages[near].times.iter().map(move |time| (&passages[near], time))).any(
            |(passage, time)| {
                let token = passage.tokens().iter().position(|token| time.span.contains(token.span));
                recent(time, today).is_some() && token.is_some_and(|token| !in_relative_clause(passage, token))
            },
        )
    }
}

/// Returns the one day that a time means if it lies in the two weeks before that of the copy.
fn recent(time: &TimeMention, today: Option<Day>) -> Option<Day> {
    let when = time.resolve(Tense::Past).filter(|when| when.end == Some(when.start))?;
    let (Day::Date(day), Some(Day::Date(today))) = (when.start, today) else { return None };
    let days = day.until(today).ok()?.get_days();
    (1..=14).contains(&days).then_some(when.start)
}

fn in_relative_clause(passage: &Passage, token: usize) -> bool {
    passage.ancestors(token).any(|up| passage.relation(up) == "acl:relcl")
}

/// The verb that carries the tense: "said, adding …" was said when it was said.
fn tensed(passage: &Passage, cue: usize) -> usize {
    let mut verb = cue;
    while passage.tag(verb) == "VBG" && passage.dependents(verb, &["aux"]).next().is_none() {
        match passage.head(verb) {
            Some(head) if passage.is_verb(head) => verb = head,
            _ => break,
        }
    }
    verb
}
