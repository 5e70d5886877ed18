//! What the scorers see of a token: hashes of its form, its ends and its shape.

use crate::linear::{Hash, hash_bytes};

/// The hashed looks of one token.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// The form in lower case with every digit as `0`.
    pub form: u32,
    /// The last one to four characters in lower case.
    pub suffix: [u32; 4],
    /// The first one to three characters in lower case.
    pub prefix: [u32; 3],
    /// Upper case, lower case, digits and signs in the order they come, repetitions dropped.
    pub shape: u32,
    /// Like the form, but with its capitals.
    pub exact: u32,
    /// How the whole sentence uses capitals, as `style_of` tells it.
    pub style: u32,
    /// Whether the first character is a capital letter.
    pub capital: bool,
    /// The number of the one tag that the form has, or [`UNSURE`].
    pub sure: u8,
}

/// The hashed forms that are frequent enough to have learnt something about.
#[derive(Clone, Debug, Default)]
pub struct Forms {
    /// In rising order, with the number of the one tag that the form has, or [`UNSURE`].
    known: Vec<(u32, u8)>,
}

/// Stands where a form has no sure tag.
pub const UNSURE: u8 = u8::MAX;

impl Forms {
    /// Takes the hashes of the known forms, each with its one tag or [`UNSURE`].
    pub fn new(mut known: Vec<(u32, u8)>) -> Self {
        known.sort_unstable();
        known.dedup_by_key(|form| form.0);
        Self { known }
    }

    /// Returns the forms in rising order.
    pub fn known(&self) -> &[(u32, u8)] {
        &self.known
    }

    /// Looks at all tokens of a sentence; an unknown form becomes one with all others of its ending and shape.
    pub fn words<'t>(&self, tokens: impl Iterator<Item = &'t str> + Clone) -> Vec<Word> {
        let style = style_of(tokens.clone());
        let look = |token| {
            let mut word = Word { style, ..Word::new(token) };
            if let Ok(at) = self.known.binary_search_by_key(&word.form, |form| form.0) {
                word.sure = self.known[at].1;
            } else {
                word.form = Hash::of(800).with(word.suffix[1]).with(word.shape).finish();
                word.exact = word.form;
            }
            word
        };
        tokens.map(look).collect()
    }
}

/// Tells how a sentence uses capitals: 0 as prose does, 1 on most words as headlines do, 2 throughout.
fn style_of<'t>(tokens: impl Iterator<Item = &'t str>) -> u32 {
    let (mut long, mut capital, mut upper) = (0, 0, 0);
    for token in tokens {
        let letters = token.chars().filter(|c| c.is_alphabetic()).count();
        if letters > 3 {
            long += 1;
            capital += usize::from(token.chars().next().is_some_and(char::is_uppercase));
            upper += usize::from(!token.chars().any(char::is_lowercase));
        }
    }
    if long >= 2 && upper * 5 >= long * 4 { 2 } else { u32::from(long >= 3 && capital * 4 >= long * 3) }
}

impl Word {
    /// Looks at one token.
    pub fn new(text: &str) -> Self {
        let mut lower = String::with_capacity(text.len());
        fold(text, &mut lower);
        let mut shape = [0u8; 8];
        let mut shape_len = 0;
        for character in text.chars() {
            let class = if character.is_uppercase() {
                b'X'
            } else if character.is_alphabetic() {
                b'x'
            } else if character.is_ascii_digit() {
                b'0'
            } else if character.is_ascii() {
                character as u8
            } else {
                b'~'
            };
            let repeated = shape_len > 1 && shape[shape_len - 1] == class && shape[shape_len - 2] == class;
            if !repeated && shape_len < shape.len() {
                shape[shape_len] = class;
                shape_len += 1;
            }
        }
        let bytes = lower.as_bytes();
        let mut word = Word {
            form: hash_bytes(bytes.iter().copied()),
            shape: hash_bytes(shape[..shape_len].iter().copied()),
            exact: hash_bytes(text.bytes()),
            capital: text.chars().next().is_some_and(char::is_uppercase),
            sure: UNSURE,
            ..Word::default()
        };
        for (len, suffix) in word.suffix.iter_mut().enumerate() {
            let start = lower.char_indices().rev().nth(len).map_or(0, |(at, _)| at);
            *suffix = hash_bytes(bytes[start..].iter().copied());
        }
        for (len, prefix) in word.prefix.iter_mut().enumerate() {
            let end = lower.char_indices().nth(len + 1).map_or(lower.len(), |(at, _)| at);
            *prefix = hash_bytes(bytes[..end].iter().copied());
        }
        word
    }
}

/// Writes the text in lower case, typographic apostrophes straight and digits as `0`.
fn fold(text: &str, lower: &mut String) {
    for character in text.chars() {
        match character {
            '0'..='9' => lower.push('0'),
            '’' | '‘' => lower.push('\''),
            '“' | '”' | '«' | '»' | '„' => lower.push('"'),
            '–' | '—' => lower.push('-'),
            _ if character.is_ascii() => lower.push(character.to_ascii_lowercase()),
            _ => lower.extend(character.to_lowercase()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_digits_do_not_change_the_form() {
        assert_eq!(Word::new("Talks").form, Word::new("TALKS").form);
        assert_ne!(Word::new("Talks").shape, Word::new("TALKS").shape);
        assert_eq!(Word::new("1987").form, Word::new("2026").form);
        assert_eq!(Word::new("’s").form, Word::new("'s").form);
        assert_eq!(Word::new("é").suffix[3], Word::new("É").suffix[0]);
    }
}
