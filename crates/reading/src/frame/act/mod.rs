//! Political events of all kinds in one sentence, with the phrases of their parties.
//!
//! The record of diplomacy keeps events of actors whom an article names. Coding asks for less and for more: whoever acts
//! and undergoes, "gunmen" and "protesters" too, as the words that say so, and one event for each word that tells one.
//! The frames are the same. Where no pattern fits, a word that hints at a kind tells the event.

mod apart;
mod condition;
mod detail;
mod headline;
mod phrase;
mod slot;
mod turn;
mod weight;

use plenipo_language::Pos;
use plenipo_lexicon::{Frame, Needs, NounPattern, Slot, VerbPattern};
use plenipo_record::{EventKind, Status};

use super::index::FrameIndex;
use super::site::Site;
use super::status::{noun_status, verb_status};
use super::syntax::{clause_of, is_passive};
use crate::explain::Note;
pub(crate) use phrase::phrase_of;
pub(crate) use weight::weight;

/// A political event in a sentence, in terms of its tokens.
#[derive(Clone, Debug)]
pub(crate) struct Act {
    /// The kind of event.
    pub kind: EventKind,
    /// What sort of event of its kind it is.
    pub detail: Option<String>,
    /// How far it has come.
    pub status: Status,
    /// The token that tells it.
    pub trigger: usize,
    /// The heads of the phrases that name the acting side.
    pub by: Vec<usize>,
    /// The heads of the phrases that name the other side.
    pub with: Vec<usize>,
}

/// How strictly patterns are held against a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rigour {
    /// Everything that a pattern asks for must be there.
    Full,
    /// What is done to whom must be there, what stands near need not.
    Loose,
}

/// Returns the events that a sentence tells, in text order.
pub(crate) fn acts(site: &Site<'_>, index: &FrameIndex<'_>) -> Vec<Act> {
    if site.is_apart() {
        return Vec::new();
    }
    let mut found = told(site, index);
    let mut turns = site.turns(index);
    // "hauled down its flag and sent its staff home": many words together say more than the pattern of one verb, and fewer
    // words do where they are what the sentence is about.
    if !found.is_empty() {
        let lightest = found.iter().map(|act| weight(site.passage, act)).min();
        turns.retain(|turn| {
            let is_said = !found.iter_mut().any(|act| turn.completes(act));
            let is_main = || turn.says_something() && Some(weight(site.passage, &turn.act)) < lightest;
            is_said && (turn.says_much() || is_main())
        });
        found.retain(|act| !turns.iter().any(|turn| turn.tells(act)));
    }
    found.extend(turns.into_iter().map(|turn| turn.act));
    found.sort_by_key(|act| act.trigger);
    if found.is_empty() {
        found = site.headline(index).into_iter().collect();
    }
    if found.is_empty() {
        found = site.told_loosely(index);
    }
    if found.is_empty() {
        found = site.hinted(index);
    }
    found.retain(|act| site.is_public_matter(act) && !site.is_private_matter_of(act));
    found
}

fn told(site: &Site<'_>, index: &FrameIndex<'_>) -> Vec<Act> {
    let passage = site.passage;
    let mut found: Vec<Act> = Vec::new();
    for token in 0..passage.len() {
        let act = match passage.pos(token) {
            // "has given": what helps a verb tells nothing itself.
            Pos::Aux if passage.base_relation(token) == "aux" && passage.tag(token) != "MD" => None,
            Pos::Verb | Pos::Aux => site.verb_forms(token).iter().find_map(|lemma| {
                index.verbs_at(lemma).iter().find_map(|&(frame, pattern)| {
                    passage.notes.add(|| Note::Tried { frame: frame.id.clone(), kind: frame.kind, token });
                    site.act_of_verb(token, frame, pattern, Rigour::Full)
                })
            }),
            Pos::Noun | Pos::Propn | Pos::Adj => {
                let lemma = passage.lemma(token).to_lowercase();
                index.nouns_at(&lemma).iter().find_map(|&(frame, pattern)| {
                    passage.notes.add(|| Note::Tried { frame: frame.id.clone(), kind: frame.kind, token });
                    site.act_of_noun(token, frame, pattern)
                })
            }
            _ => None,
        };
        // "imposed sanctions", "the sanctions imposed": the verb and its noun tell one event.
        let is_told = |act: &Act, before: &Act| {
            act.kind == before.kind
                && (passage.head(act.trigger) == Some(before.trigger)
                    || passage.head(before.trigger) == Some(act.trigger))
        };
        if let Some(act) = act.filter(|act| !found.iter().any(|before| is_told(act, before))) {
            found.push(act);
        }
    }
    found
}

impl Site<'_> {
    /// The dictionary forms that a verb may have: "rap" and "rape" for "raped".
    fn verb_forms(&self, verb: usize) -> Vec<String> {
        let lemma = self.passage.lemma(verb).to_lowercase();
        let form = self.passage.tokens()[verb].span.slice(self.document.text).to_lowercase();
        let silent = format!("{lemma}e");
        let mut forms = Vec::new();
        // A short vowel would have doubled the consonant before "ed".
        if form == format!("{silent}d") || form == format!("{silent}s") {
            forms.push(silent);
        }
        if let Some(bare) = lemma.strip_suffix('e').filter(|_| form.ends_with("ed") || form.ends_with("ing")) {
            forms.push(lemma.clone());
            forms.push(bare.to_owned());
            return forms;
        }
        forms.push(lemma);
        forms
    }

    fn act_of_verb(&self, verb: usize, frame: &Frame, pattern: &VerbPattern, rigour: Rigour) -> Option<Act> {
        let passage = self.passage;
        if !self.fits_verb(verb, pattern, rigour) {
            return None;
        }
        let idiom = self.phrase_behind(verb, &pattern.phrases).unwrap_or_default();
        let is_modal = passage.tag(verb) == "MD";
        // "must leave": the parties are those of the verb.
        let verb = passage.head(verb).filter(|_| is_modal).unwrap_or(verb);
        let object = self.patient(verb);
        let by = self.phrases(&[verb], &pattern.by);
        // "was picked up at a roadblock": whoever did it goes unsaid.
        let is_unsaid = by.is_empty() && is_passive(passage, verb) && frame.kind != EventKind::Protest;
        if !is_unsaid && !self.is_of_sector(&by, &pattern.sectors) {
            return None;
        }
        let mut governors = vec![verb];
        governors.extend(object);
        // "came to the aid of Chile": the idiom's own nouns lead to the other side.
        governors.extend(idiom.filter(|&token| passage.pos(token) == Pos::Noun));
        let mut with = self.phrases(&governors, &pattern.with);
        // "punched and kicked inmates": the object stands behind the last verb.
        if with.is_empty() && object.is_none() {
            let others = passage.dependents(verb, &["conj"]).filter(|&other| passage.is_verb(other));
            with = self.phrases(&others.collect::<Vec<_>>(), &[Slot::Object]);
        }
        with.retain(|&head| !by.contains(&head) && !self.is_mere_place(head));
        // A destination counts as the other side of a journey.
        if !pattern.place.is_empty() && with.is_empty() {
            with = self.phrases(&governors, &pattern.place);
            with.retain(|&head| self.is_place(head) && !by.contains(&head));
        }
        let has_other = !with.is_empty()
            || self.is_filled(&governors, &pattern.with)
            || (pattern.needs == Needs::Two && self.is_plural(&by));
        if !suffices(pattern.needs, !by.is_empty(), has_other, is_passive(passage, verb)) {
            return None;
        }
        // "would not hear of", "must leave": the words that deny or ask for the rest are what the pattern is about.
        let is_told = is_modal || pattern.near.iter().any(|word| word == "not");
        let status = if is_told { Status::Occurred } else { self.status_of(verb) };
        let status = with_own(status, pattern.status.map(|own| own.0));
        let detail = pattern.detail.clone().or_else(|| self.detail(verb, frame));
        let (by, with) = sides(by, with, pattern.reciprocal || frame.kind.is_symmetric());
        Some(Act { kind: frame.kind, detail, status, trigger: verb, by, with })
    }

    fn act_of_noun(&self, noun: usize, frame: &Frame, pattern: &NounPattern) -> Option<Act> {
        let passage = self.passage;
        let carrier = self.fits_noun(noun, pattern)?;
        let mut by = self.phrases(&[noun], &pattern.by);
        if let Some(verb) = carrier.filter(|_| by.is_empty()) {
            by = self.acting_phrases(verb);
        }
        if !self.is_of_sector(&by, &pattern.sectors) {
            return None;
        }
        let mut governors = vec![noun];
        governors.extend(carrier);
        let mut with = self.phrases(&governors, &pattern.with);
        with.retain(|head| !by.contains(head));
        if !pattern.place.is_empty() && with.is_empty() {
            with = self.phrases(&governors, &pattern.place);
            with.retain(|&head| self.is_place(head) && !by.contains(&head));
        }
        let has_other = !with.is_empty() || (pattern.needs == Needs::Two && self.is_plural(&by));
        let is_passive = carrier.is_some_and(|verb| is_passive(passage, verb));
        if !suffices(pattern.needs, !by.is_empty(), has_other, is_passive) {
            return None;
        }
        let cues = self.lexicon.status_cues();
        let status = carrier.map_or_else(|| noun_status(passage, noun, cues), |verb| verb_status(passage, verb, cues));
        let status = with_own(status, pattern.status.map(|own| own.0));
        let detail = pattern.detail.clone().or_else(|| self.detail(noun, frame));
        let (by, with) = sides(by, with, pattern.reciprocal || frame.kind.is_symmetric());
        Some(Act { kind: frame.kind, detail, status, trigger: noun, by, with })
    }

    /// The status of a verb; "began to leave" has begun.
    fn status_of(&self, verb: usize) -> Status {
        let passage = self.passage;
        let cues = self.lexicon.status_cues();
        let above = passage.head(verb).filter(|&above| {
            matches!(passage.base_relation(verb), "xcomp" | "ccomp")
                && self.lexicon.is_achieving_verb(passage.lemma(above))
        });
        match (verb_status(passage, verb, cues), above) {
            (Status::Planned, Some(above)) => verb_status(passage, above, cues),
            (status, _) => status,
        }
    }

    /// Events of verbs that have the object or the clause that a pattern asks for, whatever stands near.
    fn told_loosely(&self, index: &FrameIndex<'_>) -> Vec<Act> {
        let verbs = (0..self.passage.len()).filter(|&token| self.passage.pos(token) == Pos::Verb);
        let act = |verb: usize| {
            self.verb_forms(verb).iter().find_map(|lemma| {
                let says_enough =
                    |pattern: &VerbPattern| !(pattern.objects.is_empty() && pattern.complements.is_empty());
                let mut patterns = index.verbs_at(lemma).iter().filter(|(_, pattern)| says_enough(pattern));
                patterns.find_map(|&(frame, pattern)| self.act_of_verb(verb, frame, pattern, Rigour::Loose))
            })
        };
        verbs.filter_map(act).filter(|act| act.by.iter().any(|&head| self.bears_power(head))).collect()
    }

    /// Events of words that hint at one, with the parties of their clause.
    fn hinted(&self, index: &FrameIndex<'_>) -> Vec<Act> {
        let passage = self.passage;
        let act = |token: usize| {
            let lemma = passage.lemma(token).to_lowercase();
            let pair =
                (token + 1 < passage.len()).then(|| format!("{lemma} {}", passage.lemma(token + 1).to_lowercase()));
            let frame = pair.and_then(|pair| index.hinted(&pair)).or_else(|| index.hinted(&lemma))?;
            let verb = clause_of(passage, token).filter(|&verb| passage.is_verb(verb));
            let by = verb.map(|verb| self.acting_phrases(verb)).unwrap_or_default();
            let by = if by.is_empty() { self.phrases(&[token], &by_slots()) } else { by };
            let mut governors: Vec<usize> = verb.into_iter().collect();
            governors.push(token);
            let mut with = self.phrases(&governors, &with_slots());
            with.retain(|head| !by.contains(head));
            let cues = self.lexicon.status_cues();
            let status = verb.map_or(Status::Occurred, |verb| verb_status(passage, verb, cues));
            let detail = self.detail(token, frame);
            let (by, with) = sides(by, with, frame.kind.is_symmetric());
            by.iter().any(|head| self.bears_power(*head)).then_some(Act {
                kind: frame.kind,
                detail,
                status,
                trigger: token,
                by,
                with,
            })
        };
        // What somebody does says more than what somebody has to do with; who somebody is says nothing of what he does.
        let (verbs, others): (Vec<usize>, Vec<usize>) = (0..passage.len())
            .filter(|&token| (passage.is_verb(token) || !self.is_party(token)) && !self.is_void(token))
            .partition(|&token| passage.is_verb(token));
        let of_verbs: Vec<Act> = verbs.into_iter().filter_map(act).collect();
        if of_verbs.is_empty() { others.into_iter().filter_map(act).collect() } else { of_verbs }
    }
}

/// Where those stand who do what a hint tells.
fn by_slots() -> [Slot; 2] {
    [Slot::Preposition("by".to_owned()), Slot::Possessive]
}

/// Where those stand to whom it is done.
fn with_slots() -> [Slot; 6] {
    let preposition = |word: &str| Slot::Preposition(word.to_owned());
    [Slot::Object, Slot::Within, preposition("on"), preposition("against"), preposition("to"), preposition("at")]
}

/// The status that a pattern gives by itself holds unless the sentence takes the event back.
fn with_own(status: Status, own: Option<Status>) -> Status {
    match own {
        Some(own) if matches!(status, Status::Occurred | Status::Ongoing | Status::Planned) => own,
        _ => status,
    }
}

/// Puts all on one side where both do the same.
fn sides(mut by: Vec<usize>, with: Vec<usize>, is_reciprocal: bool) -> (Vec<usize>, Vec<usize>) {
    if !is_reciprocal {
        return (by, with);
    }
    by.extend(with);
    (by, Vec::new())
}

/// Tells whether enough of the parties is told; a passive may leave out who acts.
fn suffices(needs: Needs, has_by: bool, has_with: bool, is_passive: bool) -> bool {
    let acts = has_by || is_passive;
    match needs {
        Needs::By | Needs::Alliance => has_by || (is_passive && has_with),
        Needs::With => has_with,
        Needs::Both | Needs::Two | Needs::Foreigners | Needs::Place | Needs::Abroad => has_with && acts,
        Needs::Nothing => true,
        Needs::Any => has_by || has_with,
    }
}
