//! The sets of sentences that the network learns from, and the forms that it knows.

use super::examples::{Example, UNKNOWN};
use crate::dice::Dice;
use crate::treebank::Gold;
use plenipo_language::NameKind;
use plenipo_language::look::{Forms, form_hash};
use plenipo_language::name::{begins, goes_on};
use std::collections::HashMap;

/// How much one use of a form counts in text that people annotated; a form is known from [`ENOUGH`] on.
const ANNOTATED: usize = 4;
const INVENTED: usize = 2;
const RAW: usize = 1;
const ENOUGH: usize = 7;

/// Takes over what a treebank says.
pub fn annotated(gold: &Gold) -> Example {
    let labels = gold.words.iter().zip(&gold.names).map(|(word, &name)| {
        let name = if gold.marks_names() { name as i16 } else { UNKNOWN };
        [word.tag.index() as i16, word.pos as i16, word.head as i16, word.relation.index() as i16, name]
    });
    Example {
        words: gold.words.iter().map(|word| word.form.clone()).collect(),
        labels: labels.collect(),
        ..Example::default()
    }
}

/// Returns one sentence in six again as a headline would print it: in capitals, or with capitals on longer words.
pub fn recased(examples: &[Example]) -> Vec<Example> {
    let mut dice = Dice(2);
    let mut recased = Vec::new();
    for example in examples {
        let change: fn(&String) -> String = match dice.below(12) {
            0 => |word| word.to_uppercase(),
            1 => |word| capitalised(word),
            _ => continue,
        };
        let words = example.words.iter().map(change).collect();
        recased.push(Example { words, ..example.clone() });
    }
    recased
}

fn capitalised(word: &str) -> String {
    let mut characters = word.chars();
    match characters.next() {
        Some(first) if characters.clone().nth(2).is_some() => {
            first.to_uppercase().collect::<String>() + characters.as_str()
        }
        _ => word.to_owned(),
    }
}

/// Returns the forms that occur often enough to learn something about.
///
/// Names of invented people do not count: most people in the news have names that no list holds, and what the network
/// learns of a name it has never seen it has to learn from such.
pub fn forms(annotated: &[Example], invented: &[Example], raw: &[Example]) -> Forms {
    let person = [begins(NameKind::Person), goes_on(NameKind::Person)].map(|class| class as i16);
    let mut counts: HashMap<u32, usize> = HashMap::new();
    for (examples, count) in [(annotated, ANNOTATED), (invented, INVENTED), (raw, RAW)] {
        for (word, label) in examples.iter().flat_map(|example| example.words.iter().zip(&example.labels)) {
            if count != INVENTED || !person.contains(&label[4]) {
                *counts.entry(form_hash(word)).or_default() += count;
            }
        }
    }
    Forms::new(counts.into_iter().filter(|(_, count)| *count >= ENOUGH).map(|(form, _)| form).collect())
}
