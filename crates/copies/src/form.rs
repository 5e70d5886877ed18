//! Forms filled in anew: daily fixings, read-outs of calls, diaries. They share whole paragraphs and are no copies.

use std::collections::HashSet;

use crate::Text;
use crate::align::{Change, changes};

/// In how many of the paragraphs that two texts share, at least, names and figures must be replaced by others.
const REPLACED: f64 = 0.5;

/// Tells whether two texts are one form filled in twice: in many paragraphs that they share, figures and names were
/// replaced by others. Desks replace words, and correct a figure here and there.
pub(crate) fn is_form(earlier: &Text, later: &Text) -> bool {
    let (mut shared, mut replaced) = (0_usize, 0_usize);
    for change in changes(earlier, later) {
        match change {
            Change::Same { .. } | Change::Moved { .. } => shared += 1,
            Change::Edited { old, new } => {
                shared += 1;
                let (old, new) = (facts(&earlier.paragraphs[old]), facts(&later.paragraphs[new]));
                replaced += usize::from(!old.is_subset(&new) && !new.is_subset(&old));
            }
            Change::Added { .. } | Change::Cut { .. } => {}
        }
    }
    replaced >= 2 && replaced as f64 >= REPLACED * shared as f64
}

/// Returns the figures of a paragraph, and the words with a capital that do not open it.
fn facts(paragraph: &str) -> HashSet<String> {
    let words = paragraph.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—')).enumerate();
    let facts = words.filter(|(i, word)| {
        word.contains(|c: char| c.is_ascii_digit())
            || *i > 0 && word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
    });
    // As words are compared elsewhere: small, without signs.
    facts.map(|(_, word)| word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()).collect()
}
