//! What the network sees of a token: rows of its table for the form, its ends, its shape and what it is listed
//! as.

use crate::gazetteer::MARKS;
use crate::hash::hash;
use std::ops::Range;

/// How many rows stand for one token.
pub const ROWS: usize = 8;

/// Rows shared by the endings and beginnings of words.
const AFFIX_ROWS: usize = 1 << 14;
/// Rows shared by shapes.
const SHAPE_ROWS: usize = 1 << 10;

/// The forms that have a row of their own; all others share the first.
#[derive(Clone, Debug, Default)]
pub struct Forms {
    /// Hashes of folded forms in rising order.
    known: Vec<u32>,
}

impl Forms {
    /// Takes the hashes of the known forms, see [`form_hash`].
    pub fn new(mut known: Vec<u32>) -> Self {
        known.sort_unstable();
        known.dedup();
        Self { known }
    }

    /// Returns the hashes in rising order.
    pub fn known(&self) -> &[u32] {
        &self.known
    }

    /// Returns how many rows the table has for these forms.
    pub fn table_rows(&self) -> usize {
        1 + self.known.len() + AFFIX_ROWS + SHAPE_ROWS + MARKS
    }

    /// Looks at all tokens of a sentence; `marks` holds for each what the [gazetteer](crate::gazetteer) says of it.
    pub fn looks<'t>(
        &self,
        tokens: impl Iterator<Item = &'t str> + Clone,
        marks: &[u16],
        looks: &mut Vec<[u32; ROWS]>,
    ) {
        let style = style_of(tokens.clone());
        let mut folded = String::new();
        looks.extend(tokens.zip(marks).map(|(token, &mark)| self.look(token, mark, style, &mut folded)));
    }

    fn look(&self, token: &str, mark: u16, style: u32, folded: &mut String) -> [u32; ROWS] {
        folded.clear();
        fold(token, folded);
        let form = self.known.binary_search(&hash(0, folded.as_bytes())).map_or(0, |at| at + 1);
        let affixes = 1 + self.known.len();
        let affix = |kind: u32, part: Range<usize>| {
            (affixes + hash(kind, &folded.as_bytes()[part]) as usize % AFFIX_ROWS) as u32
        };
        let front = |count: usize| 0..folded.char_indices().nth(count).map_or(folded.len(), |(at, _)| at);
        let back = |count: usize| folded.char_indices().rev().nth(count - 1).map_or(0, |(at, _)| at)..folded.len();
        [
            form as u32,
            affix(1, back(2)),
            affix(2, back(3)),
            affix(3, back(4)),
            affix(4, front(2)),
            affix(5, front(3)),
            (affixes + AFFIX_ROWS + shape_of(token, style) as usize % SHAPE_ROWS) as u32,
            (affixes + AFFIX_ROWS + SHAPE_ROWS + usize::from(mark)) as u32,
        ]
    }
}

/// Returns the hash under which a form is known: case and digits do not matter.
pub fn form_hash(token: &str) -> u32 {
    let mut folded = String::with_capacity(token.len());
    fold(token, &mut folded);
    hash(0, folded.as_bytes())
}

/// Writes the text in lower case, typographic marks plain and digits as `0`.
fn fold(text: &str, folded: &mut String) {
    for character in text.chars() {
        match character {
            '0'..='9' => folded.push('0'),
            '’' | '‘' => folded.push('\''),
            '“' | '”' | '«' | '»' | '„' => folded.push('"'),
            '–' | '—' => folded.push('-'),
            _ if character.is_ascii() => folded.push(character.to_ascii_lowercase()),
            _ => folded.extend(character.to_lowercase()),
        }
    }
}

/// Hashes upper case, lower case, digits and signs in the order they come, longer repetitions dropped, with the
/// style of the sentence.
fn shape_of(token: &str, style: u32) -> u32 {
    let mut shape = [0u8; 8];
    let mut len = 0;
    for character in token.chars() {
        let class = match character {
            _ if character.is_uppercase() => b'X',
            _ if character.is_alphabetic() => b'x',
            '0'..='9' => b'0',
            _ if character.is_ascii() => character as u8,
            _ => b'~',
        };
        let repeated = len > 1 && shape[len - 1] == class && shape[len - 2] == class;
        if !repeated {
            shape[len] = class;
            len += 1;
            if len == shape.len() {
                break;
            }
        }
    }
    hash(6 + style, &shape[..len])
}

/// Tells how a sentence uses capitals: 0 as prose does, 1 on most words as headlines do, 2 throughout.
fn style_of<'t>(tokens: impl Iterator<Item = &'t str>) -> u32 {
    let (mut long, mut capital, mut upper) = (0, 0, 0);
    for token in tokens {
        let mut letters = token.chars().filter(|c| c.is_alphabetic());
        if letters.nth(3).is_some() {
            long += 1;
            capital += usize::from(token.chars().next().is_some_and(char::is_uppercase));
            upper += usize::from(!token.chars().any(char::is_lowercase));
        }
    }
    if long >= 2 && upper * 5 >= long * 4 { 2 } else { u32::from(long >= 3 && capital * 4 >= long * 3) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looks(words: &[&str]) -> Vec<[u32; ROWS]> {
        let mut looks = Vec::new();
        Forms::new(vec![form_hash("talks"), form_hash("0000")]).looks(
            words.iter().copied(),
            &vec![0; words.len()],
            &mut looks,
        );
        looks
    }

    #[test]
    fn case_and_digits_do_not_change_the_form() {
        let looks = looks(&["Talks", "talks", "1987", "2026", "unknown"]);
        assert_eq!(looks[0][..6], looks[1][..6]);
        assert_ne!(looks[0][6], looks[1][6]);
        assert_eq!(looks[2], looks[3]);
        assert_eq!(looks[4][0], 0);
        assert_eq!(form_hash("’s"), form_hash("'S"));
    }

    #[test]
    fn rows_lie_in_the_table() {
        let forms = Forms::new(vec![5, 5, 9]);
        let mut found = Vec::new();
        let last = MARKS as u16 - 1;
        forms.looks(["", "é", "Zürich", "\u{1f600}", "a-b"].into_iter(), &[last; 5], &mut found);
        assert!(found.iter().flatten().all(|row| (*row as usize) < forms.table_rows()));
    }

    #[test]
    fn headlines_look_otherwise() {
        let prose = looks(&["Ministers", "of", "talks", "meet", "again"]);
        let headline = looks(&["Ministers", "Of", "Talks", "Meet", "Again"]);
        let capitals = looks(&["MINISTERS", "OF", "TALKS", "MEET", "AGAIN"]);
        assert_ne!(prose[0][6], headline[0][6]);
        assert_ne!(headline[1][6], capitals[1][6]);
    }
}
