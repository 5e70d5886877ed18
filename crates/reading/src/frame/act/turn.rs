//! Turns of phrase: events that all words of a phrase tell together, whatever each of them says by itself.
//!
//! Trees of figurative language fail often. A turn is therefore found by the order of its words, articles and adjectives
//! between them left aside, and its sides by where they stand.

use plenipo_language::Pos;
use plenipo_lexicon::{Step, Turn, TurnWord};
use plenipo_record::{EventKind, Status};

use super::phrase::heads;
use super::{Act, FrameIndex, sides};
use crate::frame::site::Site;
use crate::frame::syntax::{agent, clause_of, grammatical_subject, is_passive};

/// So many words may stand in a gap of a turn, a side with its description included.
const GAP: usize = 8;

/// A turn of so many words and sides says more than the pattern of a single verb.
const MUCH: usize = 4;

/// A turn of so many says more than what stands below it.
const SOMETHING: usize = 3;

/// A turn in a sentence.
pub(super) struct Told {
    /// What it tells.
    pub act: Act,
    /// The tokens of its words.
    words: Vec<usize>,
    /// How many words and sides it has.
    n_places: usize,
}

/// Where the rest of a turn stands.
#[derive(Default)]
struct Found {
    words: Vec<usize>,
    actor: Option<usize>,
    other: Option<usize>,
}

impl Told {
    /// Tells whether an act is one of a word of the turn.
    pub fn tells(&self, act: &Act) -> bool {
        self.words.contains(&act.trigger) || self.act.trigger == act.trigger
    }

    /// Tells whether so much of a turn stands there that nothing else can be meant.
    pub fn says_much(&self) -> bool {
        self.n_places >= MUCH
    }

    /// Tells whether more than a verb and a side of a turn stands there.
    pub fn says_something(&self) -> bool {
        self.n_places >= SOMETHING
    }

    /// Adds to an act of the same kind what the turn knows better; tells whether the act says all that the turn does.
    pub fn completes(&self, act: &mut Act) -> bool {
        // A threat to do something stays a threat.
        if self.tells(act) && act.kind == EventKind::Threaten && self.act.status == Status::Planned {
            return true;
        }
        if !self.tells(act) || self.act.kind != act.kind {
            return false;
        }
        if act.detail.is_none() || self.says_much() {
            act.detail = self.act.detail.clone().or(act.detail.take());
        }
        if act.with.is_empty() {
            act.with.clone_from(&self.act.with);
            act.with.retain(|head| !act.by.contains(head));
        }
        if act.by.is_empty() {
            act.by.clone_from(&self.act.by);
            act.by.retain(|head| !act.with.contains(head));
        }
        true
    }
}

impl Site<'_> {
    /// Returns what the turns of phrase in a sentence tell, the longest first where several share words.
    pub(super) fn turns(&self, index: &FrameIndex<'_>) -> Vec<Told> {
        let turns = self.lexicon.turns();
        let words: Vec<Vec<TurnWord>> = (0..self.passage.len()).map(|token| self.turn_words(token)).collect();
        let is_anywhere = |wanted: &[TurnWord]| words.iter().flatten().any(|word| wanted.contains(word));
        let mut told: Vec<Told> = Vec::new();
        for (token, of_token) in words.iter().enumerate() {
            if told.iter().any(|other| other.words.contains(&token)) {
                continue;
            }
            let here = of_token.iter().flat_map(|&word| turns.at(word));
            let mut possible = here.filter(|turn| turn.words().all(is_anywhere));
            told.extend(possible.find_map(|turn| self.turn_at(token, turn, &words, index)));
        }
        told
    }

    /// The words of turns that a token may be, by its dictionary forms and as it is printed.
    fn turn_words(&self, token: usize) -> Vec<TurnWord> {
        let turns = self.lexicon.turns();
        let printed = self.passage.tokens()[token].span.slice(self.document.text).to_lowercase();
        let forms = self.verb_forms(token).into_iter().chain([printed]);
        forms.filter_map(|form| turns.word(&form)).collect()
    }

    fn turn_at(&self, token: usize, turn: &Turn, words: &[Vec<TurnWord>], index: &FrameIndex<'_>) -> Option<Told> {
        let passage = self.passage;
        let mut found = self.follow(&turn.steps, token + 1, words)?;
        found.words.insert(0, token);
        // "a trade surplus with Chile", "the Paris Club": nouns that look like the verbs of a turn.
        if !found.words.iter().any(|&word| passage.is_verb(word)) {
            return None;
        }
        // "will host talks": the verb, not its auxiliary.
        let verb = found.words.iter().copied().find(|&word| passage.pos(word) == Pos::Verb);
        let verb = verb.or_else(|| clause_of(passage, token)).filter(|&verb| passage.is_verb(verb));
        let trigger = verb.unwrap_or(token);
        let (by, with) = self.sides_of_turn(trigger, turn, &found)?;
        let is_known = |&head: &usize| self.bears_power(head) || self.parties.mention_at(self.number, head).is_some();
        if turn.kind != EventKind::Protest && !by.iter().chain(&with).any(is_known) {
            return None;
        }
        // "turned 60 on Sunday": two words say nothing without the side that they ask for.
        if found.words.len() < 3 && with.is_empty() && turn.steps.contains(&Step::Other) {
            return None;
        }
        let detail = turn.detail.clone().or_else(|| self.detail(trigger, index.frame_of(turn.kind)?));
        let status = self.status_of(trigger);
        let (by, with) = sides(by, with, turn.kind.is_symmetric());
        let act = Act { kind: turn.kind, detail, status, trigger, by, with };
        let n_places = 1 + turn.steps.iter().filter(|step| **step != Step::Gap).count();
        Some(Told { act, words: found.words, n_places })
    }

    /// Who acts in a turn and who undergoes it; `None` where its subject is no party.
    fn sides_of_turn(&self, trigger: usize, turn: &Turn, found: &Found) -> Option<(Vec<usize>, Vec<usize>)> {
        let passage = self.passage;
        let is_passive = passage.is_verb(trigger) && is_passive(passage, trigger);
        let parties = |head: Option<usize>| head.map(|head| self.parties_at(head)).unwrap_or_default();
        let (mut by, mut with) = (parties(found.actor), parties(found.other));
        // "flew to the border": in the active voice somebody stands where a turn has the other side in its midst.
        let is_gone =
            found.other.is_none() && turn.steps.split_last().is_some_and(|(_, rest)| rest.contains(&Step::Other));
        if is_gone && !is_passive {
            return None;
        }
        if turn.is_undergone {
            with = self.subjects_of_turn(trigger)?;
        } else if found.actor.is_none() && is_passive {
            by = self.acting_phrases(trigger);
            if with.is_empty() && turn.steps.contains(&Step::Other) {
                with = parties(grammatical_subject(passage, trigger, 0));
            }
        } else if found.actor.is_none() {
            by = self.subjects_of_turn(trigger)?;
        }
        with.retain(|head| !by.contains(head) && !self.is_mere_place(*head));
        Some((by, with))
    }

    /// Follows the steps of a turn from a token on.
    fn follow(&self, steps: &[Step], at: usize, words: &[Vec<TurnWord>]) -> Option<Found> {
        let Some((step, rest)) = steps.split_first() else { return Some(Found::default()) };
        let behind_gap = || self.gap(at).find_map(|start| self.follow(rest, start, words));
        match step {
            Step::Words(wanted) => {
                let end = words.len().min(at + GAP);
                let last = (at..end).find(|&token| !self.is_aside(token)).unwrap_or(end);
                let is_wanted = |token: &usize| words[*token].iter().any(|word| wanted.contains(word));
                let token = (at..words.len().min(last + 1)).find(is_wanted)?;
                let mut found = self.follow(rest, token + 1, words)?;
                found.words.insert(0, token);
                Some(found)
            }
            Step::Gap => behind_gap(),
            Step::Other | Step::Actor => {
                let mut found = behind_gap()?;
                let end = found.words.first().copied().unwrap_or(at + GAP);
                let side = self.side_between(at, end);
                // "took its case to task", "fly to Lima to sign": what stands in the place of a side is nobody.
                let is_nobody = side.is_none() || self.passage.pos(at) == Pos::Adp;
                if is_nobody && !rest.is_empty() && end > at {
                    return None;
                }
                *(if *step == Step::Other { &mut found.other } else { &mut found.actor }) = side;
                Some(found)
            }
        }
    }

    /// Returns where the words behind a gap may begin; it ends with its clause.
    fn gap(&self, at: usize) -> impl Iterator<Item = usize> {
        let passage = self.passage;
        let is_end = |token: &usize| {
            let is_finite = matches!(passage.tag(*token), "VBD" | "VBZ" | "VBP" | "MD");
            is_finite || matches!(passage.lemma(*token), "," | ";" | ":" | "." | "\"")
        };
        let reach = passage.len().min(at + GAP);
        at..=(at..reach).find(is_end).unwrap_or(reach)
    }

    /// Returns the head of the first phrase of a party between two tokens.
    fn side_between(&self, start: usize, end: usize) -> Option<usize> {
        let passage = self.passage;
        let end = self.gap(start).last().map_or(start, |last| last.min(end));
        let is_modifier = |token: usize| {
            let is_inside = matches!(passage.base_relation(token), "compound" | "amod" | "nmod" | "flat");
            let is_before_head = passage.head(token).is_some_and(|head| head > token && head < end);
            is_inside && is_before_head || token + 1 < end && passage.base_relation(token + 1) == "flat"
        };
        let is_head = |token: usize| {
            let mention = self.parties.mention_at(self.number, token);
            !is_modifier(token) && mention.is_none_or(|mention| mention.head == token)
        };
        // "bombed a wedding in Lima": only the first phrase is the side.
        let first = (start..end).take_while(|&token| token == start || passage.pos(token) != Pos::Adp);
        first.into_iter().find(|&head| is_head(head) && !self.parties_at(head).is_empty())
    }

    /// The parties that a phrase names or, where it is none itself, those whose it is.
    fn parties_at(&self, head: usize) -> Vec<usize> {
        let parties: Vec<usize> = heads(self, head).into_iter().filter(|&head| self.is_party(head)).collect();
        if !parties.is_empty() || self.passage.pos(head) != Pos::Noun {
            return parties;
        }
        self.doers(head).into_iter().filter(|&owner| self.is_party(owner)).collect()
    }

    /// Who is the subject of a turn; `None` where something else than a party is.
    fn subjects_of_turn(&self, trigger: usize) -> Option<Vec<usize>> {
        let passage = self.passage;
        let parties = if passage.is_verb(trigger) { self.acting_phrases(trigger) } else { Vec::new() };
        if !parties.is_empty() {
            return Some(parties);
        }
        // The tree of a headline may have no subject: whoever stands before the turn.
        let is_headline = passage.lemma(passage.len() - 1) != ".";
        match agent(passage, trigger).or_else(|| grammatical_subject(passage, trigger, 0)) {
            Some(subject) if passage.pos(subject) == Pos::Pron => Some(Vec::new()),
            Some(subject) => Some(self.parties_at(subject)).filter(|parties| !parties.is_empty()),
            None => Some((0..trigger).find(|&head| is_headline && self.is_party(head)).into_iter().collect()),
        }
    }

    /// Tells whether a token may stand between two words of a turn: an article, an adjective, a noun before a noun.
    fn is_aside(&self, token: usize) -> bool {
        let passage = self.passage;
        let is_denial = matches!(passage.lemma(token), "not" | "n't" | "n’t" | "never" | "no");
        let is_before_noun = token + 1 < passage.len() && matches!(passage.pos(token + 1), Pos::Noun | Pos::Propn);
        match passage.pos(token) {
            Pos::Det | Pos::Adj | Pos::Adv | Pos::Num => !is_denial,
            Pos::Noun | Pos::Propn => is_before_noun,
            _ => passage.tag(token) == "PRP$",
        }
    }
}
