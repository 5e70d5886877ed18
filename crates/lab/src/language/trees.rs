//! Measures tags, dictionary forms, trees and names on a development part, on given tokens and from raw text.

use super::names::Counts;
use super::system::Part;
use crate::treebank::{self, Gold};
use plenipo_language::{Analyzer, Mood, Morphology, Name, NameKind, Number, Pos, Sentence, Tense, VerbForm, name};
use plenipo_record::Span;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Measures one part; trees are counted over all words, punctuation too, relations with their subtypes.
pub fn measure(analyzer: &Analyzer, name: &str, gold: &[Gold]) -> Part {
    let (text, spans) = treebank::raw(gold);
    let found: Vec<Sentence> = spans.iter().map(|spans| analyzer.analyze_tokens(&text, spans)).collect();
    let mut counts = [0_usize; 6];
    let (mut inflected, mut features) = (0_u32, 0_u32);
    let mut names = Counts::default();
    let mut is_named = false;
    for (gold, found) in gold.iter().zip(&found) {
        for (at, (word, token)) in gold.words.iter().zip(&found.tokens).enumerate() {
            if let Some(right) = features_are_right(word, found.morphology(at)) {
                inflected += 1;
                features += u32::from(right);
            }
            let head = token.head.map_or(0, |head| head + 1) == word.head;
            let lemma = *token.lemma == *word.lemma;
            let tags = [token.pos == word.pos, token.tag == word.tag];
            let hits = [true, tags[0], tags[1], lemma, head, head && token.relation == word.relation];
            for (count, hit) in counts.iter_mut().zip(hits) {
                *count += usize::from(hit);
            }
        }
        if gold.marks_names() {
            is_named = true;
            names.add(&placed(&name::gather(gold.names.iter().copied())), &placed(&found.names));
        }
    }
    let [words, rest @ ..] = counts;
    let [upos, xpos, lemmas, uas, las] = rest.map(|count| 100.0 * count as f64 / words.max(1) as f64);
    let raw = Raw::count(&analyzer.analyze(&text), gold, &spans);
    Part {
        name: name.to_owned(),
        words,
        upos,
        xpos,
        lemmas: Some(lemmas),
        features: Some(100.0 * f64::from(features) / f64::from(inflected.max(1))),
        uas,
        las,
        name_spans: is_named.then(|| names.span_f1()),
        name_kinds: is_named.then(|| names.kind_f1()),
        raw_tokens: raw.tokens,
        raw_sentences: raw.sentences,
        raw_las: raw.las,
    }
}

/// Tells whether tense, mood and form of a verb, or the number of a noun, are right; `None` for all other words.
fn features_are_right(word: &treebank::Word, found: Morphology) -> Option<bool> {
    let value = |name: &str| word.features.split('|').find_map(|feature| feature.strip_prefix(name)?.strip_prefix('='));
    let tense = found.tense.map(|tense| if tense == Tense::Past { "Past" } else { "Pres" });
    let mood = found.mood.map(|mood| if mood == Mood::Indicative { "Ind" } else { "Imp" });
    let form = found.verb_form.map(|form| match form {
        VerbForm::Finite => "Fin",
        VerbForm::Infinitive => "Inf",
        VerbForm::Participle => "Part",
        VerbForm::Gerund => "Ger",
    });
    let number = found.number.map(|number| if number == Number::Singular { "Sing" } else { "Plur" });
    match word.pos {
        Pos::Verb | Pos::Aux => Some([value("Tense"), value("Mood"), value("VerbForm")] == [tense, mood, form]),
        Pos::Noun | Pos::Propn => Some(value("Number") == number),
        _ => None,
    }
}

/// Returns where the names are, in tokens, and what they name.
fn placed(names: &[Name]) -> Vec<(Range<usize>, NameKind)> {
    names.iter().map(|name| (name.tokens.clone(), name.kind)).collect()
}

/// F1 from raw text, in percent.
struct Raw {
    tokens: f64,
    sentences: f64,
    las: f64,
}

impl Raw {
    fn count(found: &[Sentence], gold: &[Gold], spans: &[Vec<Span>]) -> Self {
        let mut wanted = HashMap::new();
        for (gold, spans) in gold.iter().zip(spans) {
            for (word, span) in gold.words.iter().zip(spans) {
                wanted.insert(*span, (word, word.head.checked_sub(1).map(|head| spans[head])));
            }
        }
        let edges = |spans: &[Span]| (spans[0].start, spans[spans.len() - 1].end);
        let ends: HashSet<_> = spans.iter().map(|spans| edges(spans)).collect();
        let sentences =
            found.iter().filter(|sentence| ends.contains(&(sentence.span.start, sentence.span.end))).count();
        let (mut tokens, mut right, mut labelled) = (0, 0, 0);
        for Sentence { tokens: words, .. } in found {
            tokens += words.len();
            for token in words {
                let Some((word, head)) = wanted.get(&token.span) else { continue };
                right += 1;
                let attached = token.head.map(|head| words[head].span) == *head;
                labelled += usize::from(attached && token.relation == word.relation);
            }
        }
        let f1 = |right: usize, found: usize, wanted: usize| 200.0 * right as f64 / (found + wanted).max(1) as f64;
        Self {
            tokens: f1(right, tokens, wanted.len()),
            sentences: f1(sentences, found.len(), spans.len()),
            las: f1(labelled, tokens, wanted.len()),
        }
    }
}
