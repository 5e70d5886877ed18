//! Turns of phrase that tell an event by all their words together: "take to task", "throw in the towel".

use std::collections::HashMap;

use plenipo_record::{EventKind, details};

use crate::error::{Error, rows};

/// The turns of `data/codes/turns.tsv` by their first words.
pub struct Turns {
    /// All words of turns.
    words: HashMap<String, TurnWord>,
    by_first: HashMap<TurnWord, Vec<Turn>>,
}

/// A word that some turn has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TurnWord(usize);

/// A turn of phrase, and what it tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The kind of event.
    pub kind: EventKind,
    /// What sort of event of its kind it is, where the turn says so.
    pub detail: Option<String>,
    /// Whether the subject is the other side: "drew fire from".
    pub is_undergone: bool,
    /// What follows its first word.
    pub steps: Vec<Step>,
}

/// What stands at one place of a turn behind its first word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// One of some words, in their dictionary forms.
    Words(Vec<TurnWord>),
    /// `~`: a few words of any sort.
    Gap,
    /// `&`: the other side.
    Other,
    /// `@`: who acts.
    Actor,
}

impl Turns {
    pub(crate) fn embedded() -> Result<Self, Error> {
        Turns::of(include_str!("../../../data/codes/turns.tsv"))
    }

    fn of(text: &str) -> Result<Self, Error> {
        let mut turns = Turns { words: HashMap::new(), by_first: HashMap::new() };
        for (line, columns) in rows(text) {
            let invalid = |reason: &str| Error::invalid("data/codes/turns.tsv", format!("line {line}: {reason}"));
            let [kind, detail, phrases] = columns[..] else { return Err(invalid("expected three columns")) };
            let kind = EventKind::from_word(kind).ok_or_else(|| invalid("no kind of event"))?;
            let detail = Some(detail).filter(|&detail| detail != "-");
            if detail.is_some_and(|detail| !details(kind).contains(&detail)) {
                return Err(invalid("no detail of this kind"));
            }
            for phrase in phrases.split("; ") {
                let is_undergone = phrase.starts_with("& ");
                let mut words = phrase.strip_prefix("& ").unwrap_or(phrase).split(' ');
                let first = words.next().filter(|first| !matches!(*first, "" | "~" | "&" | "@"));
                let first = turns.alternatives(first.ok_or_else(|| invalid("a turn begins with a word"))?);
                let steps = words.map(|word| turns.step(word)).collect();
                let turn = Turn { kind, detail: detail.map(str::to_owned), is_undergone, steps };
                for first in first {
                    turns.by_first.entry(first).or_default().push(turn.clone());
                }
            }
        }
        // The longest turn says most.
        for of_word in turns.by_first.values_mut() {
            of_word.sort_by_key(|turn| std::cmp::Reverse(turn.words().count()));
        }
        Ok(turns)
    }

    fn step(&mut self, word: &str) -> Step {
        match word {
            "~" => Step::Gap,
            "&" => Step::Other,
            "@" => Step::Actor,
            words => Step::Words(self.alternatives(words)),
        }
    }

    fn alternatives(&mut self, words: &str) -> Vec<TurnWord> {
        let mut word = |word: &str| {
            let next = TurnWord(self.words.len());
            *self.words.entry(word.to_owned()).or_insert(next)
        };
        words.split('/').map(&mut word).collect()
    }

    /// Returns a word in its dictionary form, if some turn has it.
    pub fn word(&self, word: &str) -> Option<TurnWord> {
        self.words.get(word).copied()
    }

    /// Returns the turns that begin with a word, the longest first.
    pub fn at(&self, word: TurnWord) -> &[Turn] {
        self.by_first.get(&word).map_or(&[], Vec::as_slice)
    }
}

impl Turn {
    /// Returns the words behind the first one, each with those that may stand for it.
    pub fn words(&self) -> impl Iterator<Item = &[TurnWord]> {
        self.steps.iter().filter_map(|step| match step {
            Step::Words(words) => Some(words.as_slice()),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_have_words_gaps_and_sides() {
        let turns =
            Turns::of("accuse\t-\ttake/haul & to task; & come in for stick\n").unwrap_or_else(|e| panic!("{e}"));
        let word = |word: &str| turns.word(word).unwrap_or_else(|| panic!("no turn has {word}"));
        let of = |first: &str| turns.at(word(first));
        assert_eq!(of("take"), of("haul"));
        let (to, task) = (vec![word("to")], vec![word("task")]);
        assert_eq!(of("take")[0].steps, [Step::Other, Step::Words(to), Step::Words(task)]);
        assert!(of("come")[0].is_undergone);
        assert_eq!(of("come")[0].words().count(), 3);
        assert_eq!(turns.word("xyzzy"), None);
    }

    #[test]
    fn what_is_no_turn_is_refused() {
        for text in ["accuse\t-\n", "scold\t-\trap &\n", "accuse\tdrone\trap &\n", "accuse\t-\t~ rap\n"] {
            assert!(Turns::of(text).is_err(), "{text}");
        }
    }
}
