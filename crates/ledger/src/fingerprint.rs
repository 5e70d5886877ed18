//! Fingerprints of paragraphs, by which copies of one text are known in whatever page they stand.

use plenipo_record::{Article, PartKind};

use crate::digest::short_hash;

/// Paragraphs with fewer words stand in many articles and tell nothing.
const MIN_WORDS: usize = 8;

/// The share of the shorter article's long paragraphs that stand in the longer one too, from which the two are copies.
const COPY_SHARE: f64 = 0.6;

/// Returns the fingerprints of an article's long paragraphs, sorted.
///
/// Case, punctuation and spaces do not count, since outlets set them anew.
pub fn fingerprints(article: &Article) -> Vec<i64> {
    let bodies = article.parts.iter().filter(|part| part.kind == PartKind::Body);
    let mut prints: Vec<i64> = bodies.filter_map(|part| fingerprint(part.span.slice(&article.text))).collect();
    prints.sort_unstable();
    prints.dedup();
    prints
}

fn fingerprint(paragraph: &str) -> Option<i64> {
    let words: Vec<String> = paragraph
        .split_whitespace()
        .map(|word| word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect();
    (words.len() >= MIN_WORDS).then(|| short_hash(words.iter().map(String::as_bytes)))
}

/// Tells whether two articles of so many long paragraphs, so many of them alike, carry one text.
pub fn are_copies(one: usize, other: usize, alike: usize) -> bool {
    let shorter = one.min(other);
    shorter >= 2 && alike as f64 >= COPY_SHARE * shorter as f64 || shorter == 1 && alike == 1 && one.max(other) <= 3
}

/// Tells whether an article of so many long paragraphs may be a copy of one, however long, with which it shares so many.
///
/// A paragraph that outlets print under every article is shared by ever more of them, each of which would have to be looked at.
pub fn may_be_copies(one: usize, alike: usize) -> bool {
    alike >= 2 || one <= 3
}

/// Tells whether a text at the same address is likely a later state of the same article, and not another article.
pub fn is_revision(one: usize, other: usize, alike: usize) -> bool {
    alike * 3 >= one.min(other).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(paragraphs: &[&str]) -> Article {
        let mut article = Article::new("x");
        for paragraph in paragraphs {
            article.push(PartKind::Body, paragraph);
        }
        article
    }

    #[test]
    fn dress_does_not_count() {
        let one = article(&["The two ministers met on Friday in the old town hall, officials said."]);
        let other = article(&["Share", "The two  Ministers met on Friday in the old town-hall -- officials said"]);
        assert_ne!(fingerprints(&one), fingerprints(&other), "a hyphen makes one word of two");
        let other = article(&["Share", "The two  Ministers met on Friday, in the old town hall -- officials said"]);
        assert_eq!(fingerprints(&one), fingerprints(&other));
    }

    #[test]
    fn copies_share_most_of_the_shorter_text() {
        assert!(are_copies(5, 12, 4));
        assert!(!are_copies(5, 12, 2));
        assert!(are_copies(1, 1, 1));
        assert!(!are_copies(1, 12, 1), "one quoted paragraph makes no copy");
        assert!(!are_copies(0, 0, 0));
    }

    #[test]
    fn what_may_be_a_copy_is_no_less_than_what_is() {
        for one in 0..12 {
            for other in 0..12 {
                for alike in 0..=one.min(other) {
                    assert!(may_be_copies(one, alike) || !are_copies(one, other, alike), "{one} {other} {alike}");
                }
            }
        }
        assert!(!may_be_copies(8, 1));
    }
}
