//! The topics of an event: the words of its sentence that tell one, those of its own clause first.

use super::CodedContext;
use crate::frame::{Act, Site};

/// How many contexts an event has at most.
const MOST: usize = 3;

/// Returns up to three contexts: those with most words that tell them, then those whose words stand nearest.
pub(super) fn contexts(site: &Site<'_>, act: &Act) -> Vec<CodedContext> {
    let passage = site.passage;
    let lower: Vec<String> = (0..passage.len()).map(|token| passage.lemma(token).to_lowercase()).collect();
    let lemmas: Vec<&str> = lower.iter().map(String::as_str).collect();
    let own = passage.extent(act.trigger);
    // Each context with the number of its words, how far the nearest is, and that word's tokens.
    let mut found: Vec<(&str, usize, usize, std::ops::Range<usize>)> = Vec::new();
    for token in own {
        for (name, length) in site.lexicon.contexts().at(&lemmas[token..]) {
            let distance = token.abs_diff(act.trigger);
            let words = token..token + length;
            match found.iter_mut().find(|(known, ..)| *known == name) {
                Some((_, count, nearest, tokens)) => {
                    *count += 1;
                    if distance < *nearest {
                        (*nearest, *tokens) = (distance, words);
                    }
                }
                None => found.push((name, 1, distance, words)),
            }
        }
    }
    found.sort_by_key(|(_, count, distance, _)| (std::cmp::Reverse(*count), *distance));
    let chosen = found.into_iter().take(MOST);
    chosen.map(|(name, _, _, tokens)| CodedContext { name, span: passage.span(tokens) }).collect()
}
