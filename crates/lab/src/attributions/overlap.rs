//! Stretches of text compared by the words that they share.

use std::collections::BTreeSet;

use plenipo_record::Span;

/// Words by the byte at which they begin; a word is a run of letters and digits.
pub type Words = BTreeSet<usize>;

/// Returns the words of some stretches of a text.
pub fn words(text: &str, spans: &[Span]) -> Words {
    let mut words = Words::new();
    for span in spans {
        let mut inside = false;
        for (at, c) in span.slice(text).char_indices() {
            if c.is_alphanumeric() && !inside {
                words.insert(span.start + at);
            }
            inside = c.is_alphanumeric();
        }
    }
    words
}

/// Returns how many words two sides share.
pub fn shared(left: &Words, right: &Words) -> usize {
    left.intersection(right).count()
}

/// Tells whether two sides share at least half of the words of each; two empty sides do.
pub fn agree(left: &Words, right: &Words) -> bool {
    2 * shared(left, right) >= left.len().max(right.len())
}

/// Returns a share in percent; nothing of nothing is all of it.
#[expect(clippy::cast_precision_loss, reason = "counts are small")]
pub fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { 100.0 * part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_where_they_stand() {
        let text = "“We don’t,” she said.";
        let all = words(text, &[Span::new(0, text.len())]);
        assert_eq!(all.len(), 5);
        let she = words(text, &[Span::new(text.find("she").expect("there"), text.len())]);
        assert_eq!(shared(&all, &she), 2);
        assert!(!agree(&all, &she) && agree(&she, &she));
    }
}
