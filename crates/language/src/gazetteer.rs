//! Forms that are listed beforehand: places, organizations, other names, parts of people's names, and what is no name.
//!
//! A list cannot know what a word stands for here: "Jordan" is a country and a man. So what is listed only adds to the
//! scores of the network, which sees the sentence. The lists lie in `data/`; the laboratory packs them into the model.

use crate::look::form_hash;
use crate::name::{COUNT, NONE, begins, goes_on};
use crate::token::NameKind;

/// What a form is listed as; forms may be several things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Listing {
    /// A country, town, region, river, venue.
    Place = 1,
    /// An organization.
    Organization = 2,
    /// A treaty, event, law, award, ship, work, product.
    Other = 4,
    /// A given name.
    Given = 8,
    /// A family name.
    Family = 16,
    /// A title, an office or a nationality: capitalised, and no name.
    NoName = 32,
    /// Not written in capitals throughout, as an acronym is; stands beside what the form is.
    Small = 64,
}

/// No listed form has more tokens.
const LONGEST: usize = 10;

/// What each listing adds to the scores of its class, in the units of the network's scores; chosen by hand, not yet tuned.
const PLACE: f32 = 3.0;
const ORGANIZATION: f32 = 3.0;
const OTHER: f32 = 3.0;
const GIVEN: f32 = 1.5;
const FAMILY: f32 = 1.0;
const NO_NAME: f32 = 2.0;

/// The listed forms, known by a hash of their tokens.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    /// In rising order of the hash, with the listings of the form; none where it is only the beginning of longer ones.
    entries: Vec<(u32, u8)>,
}

impl Gazetteer {
    /// Takes forms, cut into tokens, with what they are.
    pub fn new<'f>(forms: impl IntoIterator<Item = (Vec<&'f str>, Listing)>) -> Self {
        let mut entries = Vec::new();
        for (tokens, listing) in forms.into_iter().filter(|(tokens, _)| tokens.len() <= LONGEST) {
            let mut hash = 0;
            for (at, token) in tokens.iter().enumerate() {
                hash = step(hash, token);
                let is_whole = at + 1 == tokens.len();
                let small = if tokens.len() == 1 && is_capitals(token) { 0 } else { Listing::Small as u8 };
                entries.push((hash, if is_whole { listing as u8 | small } else { 0 }));
            }
        }
        Self::from_entries(entries)
    }

    /// Takes hashes with their listings; those of one hash are joined.
    pub fn from_entries(mut entries: Vec<(u32, u8)>) -> Self {
        entries.sort_unstable();
        entries.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 |= next.1;
            }
            same
        });
        Self { entries }
    }

    /// Returns the hashes with their listings in rising order.
    pub fn entries(&self) -> &[(u32, u8)] {
        &self.entries
    }

    /// Appends for each token of a sentence what the lists add to the scores of the classes.
    pub fn hints<'t>(&self, tokens: impl Iterator<Item = &'t str>, hints: &mut Vec<[f32; COUNT]>) {
        let tokens: Vec<&str> = tokens.collect();
        let start = hints.len();
        hints.resize(start + tokens.len(), [0.0; COUNT]);
        let hints = &mut hints[start..];
        let mut covered = 0;
        for at in 0..tokens.len() {
            if !tokens[at].starts_with(char::is_uppercase) {
                continue;
            }
            let (alone, length, listings) = self.longest(&tokens[at..]);
            if alone & Listing::Given as u8 != 0 {
                hints[at][begins(NameKind::Person)] += GIVEN;
                hints[at][goes_on(NameKind::Person)] += GIVEN;
            }
            if alone & Listing::Family as u8 != 0 {
                hints[at][begins(NameKind::Person)] += FAMILY;
                hints[at][goes_on(NameKind::Person)] += FAMILY;
            }
            if at < covered || length == 0 {
                continue;
            }
            covered = at + length;
            let kinds = [
                (Listing::Place, NameKind::Place, PLACE),
                (Listing::Organization, NameKind::Organization, ORGANIZATION),
                (Listing::Other, NameKind::Other, OTHER),
            ];
            for (listing, kind, weight) in kinds {
                if listings & listing as u8 != 0 {
                    hints[at][begins(kind)] += weight;
                    for hint in &mut hints[at + 1..covered] {
                        hint[goes_on(kind)] += weight;
                    }
                }
            }
            if listings & Listing::NoName as u8 != 0 {
                for hint in &mut hints[at..covered] {
                    hint[NONE] += NO_NAME;
                }
            }
        }
    }

    /// Tells whether a word is listed as a place or an organization.
    pub fn lists(&self, word: &str) -> bool {
        self.longest(&[word]).2 & (Listing::Place as u8 | Listing::Organization as u8) != 0
    }

    /// Returns what the first token is listed as, and of the longest listed form that begins with it the number of tokens
    /// and what it is, names of people left aside.
    fn longest(&self, tokens: &[&str]) -> (u8, usize, u8) {
        const NAMES: u8 =
            Listing::Place as u8 | Listing::Organization as u8 | Listing::Other as u8 | Listing::NoName as u8;
        let (mut alone, mut length, mut listings) = (0, 0, 0);
        let mut hash = 0;
        for (at, token) in tokens.iter().take(LONGEST).enumerate() {
            hash = step(hash, token);
            let Ok(place) = self.entries.binary_search_by_key(&hash, |entry| entry.0) else { break };
            let mut found = self.entries[place].1;
            if found & Listing::Small as u8 == 0 && !is_capitals(token) {
                found = 0;
            }
            if at == 0 {
                alone = found;
            }
            if found & NAMES != 0 {
                (length, listings) = (at + 1, found);
            }
        }
        (alone, length, listings)
    }
}

/// Goes one token further in the hash of a form.
fn step(hash: u32, token: &str) -> u32 {
    (hash.rotate_left(5) ^ form_hash(token)).wrapping_mul(0x9e37_79b1)
}

fn is_capitals(token: &str) -> bool {
    !token.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::float_cmp)] // Each sum has one term.

    use super::*;

    fn gazetteer() -> Gazetteer {
        Gazetteer::new([
            (vec!["New", "York"], Listing::Place),
            (vec!["New", "York", "Times"], Listing::Organization),
            (vec!["WHO"], Listing::Organization),
            (vec!["Jordan"], Listing::Place),
            (vec!["Jordan"], Listing::Given),
            (vec!["Foreign", "Minister"], Listing::NoName),
        ])
    }

    fn hints(text: &str) -> Vec<[f32; COUNT]> {
        let mut hints = Vec::new();
        gazetteer().hints(text.split(' '), &mut hints);
        hints
    }

    #[test]
    fn the_longest_form_counts() {
        let found = hints("The New York Times of New York");
        assert_eq!(found[1][begins(NameKind::Organization)], ORGANIZATION);
        assert_eq!(found[3][goes_on(NameKind::Organization)], ORGANIZATION);
        assert_eq!(found[1][begins(NameKind::Place)], 0.0);
        assert_eq!(found[5][begins(NameKind::Place)], PLACE);
        assert_eq!(found[6][goes_on(NameKind::Place)], PLACE);
    }

    #[test]
    fn forms_may_be_several_things() {
        let found = hints("Foreign Minister Jordan");
        assert_eq!((found[0][NONE], found[1][NONE]), (NO_NAME, NO_NAME));
        assert_eq!((found[2][begins(NameKind::Place)], found[2][begins(NameKind::Person)]), (PLACE, GIVEN));
    }

    #[test]
    fn acronyms_are_written_in_capitals() {
        assert_eq!(hints("Who knows")[0], [0.0; COUNT]);
        assert_eq!(hints("WHO knows")[0][begins(NameKind::Organization)], ORGANIZATION);
        assert_eq!(hints("new york")[0], [0.0; COUNT]);
    }
}
