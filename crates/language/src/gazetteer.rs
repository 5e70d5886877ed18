//! Forms that are listed beforehand: places, organizations, other names, parts of people's names, and what is no name.
//!
//! A list cannot know what a word stands for here: "Jordan" is a country and a man. So the network is only told what a
//! word is listed as, beside its form, and learns how far to trust it. The lists lie in `data/`; the laboratory packs them
//! into the model.

use crate::look::form_hash;

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

/// How many different sets of [marks](Gazetteer::marks) there are.
pub const MARKS: usize = 1 << 9;

/// Marks of names by kind: the first token of a listed name, and every further one.
const KINDS: [(Listing, u16, u16); 3] =
    [(Listing::Place, 1, 1 << 1), (Listing::Organization, 1 << 2, 1 << 3), (Listing::Other, 1 << 4, 1 << 5)];
const GIVEN: u16 = 1 << 6;
const FAMILY: u16 = 1 << 7;
const NO_NAME: u16 = 1 << 8;

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

    /// Returns for each token of a sentence the marks of what the lists say of it, a number below [`MARKS`].
    ///
    /// Of listed names that begin at a token the longest counts; none begins inside another. Parts of people's names
    /// are marked wherever they stand.
    pub fn marks<'t>(&self, tokens: impl Iterator<Item = &'t str>) -> Vec<u16> {
        let tokens: Vec<&str> = tokens.collect();
        let mut marks = vec![0; tokens.len()];
        let mut covered = 0;
        for at in 0..tokens.len() {
            if !tokens[at].starts_with(char::is_uppercase) {
                continue;
            }
            let (alone, length, listings) = self.longest(&tokens[at..]);
            for (listing, mark) in [(Listing::Given, GIVEN), (Listing::Family, FAMILY)] {
                if alone & listing as u8 != 0 {
                    marks[at] |= mark;
                }
            }
            if at < covered || length == 0 {
                continue;
            }
            covered = at + length;
            for (listing, begins, goes_on) in KINDS {
                if listings & listing as u8 != 0 {
                    marks[at] |= begins;
                    marks[at + 1..covered].iter_mut().for_each(|mark| *mark |= goes_on);
                }
            }
            if listings & Listing::NoName as u8 != 0 {
                marks[at..covered].iter_mut().for_each(|mark| *mark |= NO_NAME);
            }
        }
        marks
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

    fn marks(text: &str) -> Vec<u16> {
        gazetteer().marks(text.split(' '))
    }

    #[test]
    fn the_longest_form_counts() {
        let [(_, place, more_place), (_, organization, more_organization), _] = KINDS;
        let more = more_organization;
        assert_eq!(marks("The New York Times of New York"), [0, organization, more, more, 0, place, more_place]);
    }

    #[test]
    fn forms_may_be_several_things() {
        assert_eq!(marks("Foreign Minister Jordan"), [NO_NAME, NO_NAME, KINDS[0].1 | GIVEN]);
    }

    #[test]
    fn acronyms_are_written_in_capitals() {
        assert_eq!(marks("Who knows"), [0, 0]);
        assert_eq!(marks("WHO knows"), [KINDS[1].1, 0]);
        assert_eq!(marks("new york"), [0, 0]);
    }
}
