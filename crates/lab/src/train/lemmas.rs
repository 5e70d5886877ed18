//! Learns which endings change how.

use crate::treebank::Gold;
use plenipo_language::Tag;
use plenipo_language::lemma::{Change, Lemmas, endings, key, normal};
use std::collections::{BTreeMap, HashMap};

/// Learns the changes of forms into lemmas.
pub fn train(gold: &[Gold]) -> Lemmas {
    let mut words: BTreeMap<(Tag, String), BTreeMap<Change, usize>> = BTreeMap::new();
    let mut parts: BTreeMap<(Tag, String), BTreeMap<Change, usize>> = BTreeMap::new();
    for word in gold.iter().flat_map(|sentence| &sentence.words) {
        let form = normal(&word.form, word.tag);
        let lemma =
            if word.tag == "NNP" || word.tag == "NNPS" { word.lemma.clone() } else { word.lemma.to_lowercase() };
        if lemma == "_" && word.form != "_" || lemma.len() > 200 {
            continue;
        }
        let change = Change::between(&form, &lemma);
        for ending in endings(&form) {
            *parts.entry((word.tag, ending.to_owned())).or_default().entry(change.clone()).or_default() += 1;
        }
        *words.entry((word.tag, form)).or_default().entry(change).or_default() += 1;
    }
    let mut lemmas = Lemmas::default();
    let mut numbers: HashMap<Change, u16> = HashMap::new();
    let mut by_length: Vec<_> =
        parts.iter().map(|((tag, ending), changes)| (*tag, ending.as_str(), changes, false)).collect();
    by_length.sort_by_key(|(tag, ending, ..)| (ending.chars().count(), *tag, *ending));
    by_length.extend(words.iter().map(|((tag, form), changes)| (*tag, form.as_str(), changes, true)));
    for (tag, ending, changes, whole) in by_length {
        let (change, count) =
            changes.iter().max_by_key(|(change, count)| (**count, std::cmp::Reverse(*change))).expect("seen");
        let total: usize = changes.values().sum();
        let inherited = inherited(&lemmas, tag, ending);
        let unchanged = Change { cut: 0, add: "".into() };
        let current = inherited.unwrap_or(&unchanged);
        if current == change || !whole && (*count < 3 || count * 10 < total * 6) {
            continue;
        }
        let next = numbers.len() as u16;
        let number = *numbers.entry(change.clone()).or_insert(next);
        if number == next {
            lemmas.changes.push(change.clone());
        }
        lemmas.rules.insert(key(tag, ending, whole), number);
    }
    lemmas
}

fn inherited<'l>(lemmas: &'l Lemmas, tag: Tag, ending: &str) -> Option<&'l Change> {
    let number = endings(ending).find_map(|ending| lemmas.rules.get(&key(tag, ending, false)))?;
    lemmas.changes.get(usize::from(*number))
}
