//! When two forms of a name are one person's, and who may be meant by a name.

use std::collections::HashMap;

use plenipo_lexicon::without_accents;

use super::MemberIndex;

/// The persons of a cast by the words of their names: an article of a thousand names would be searched a thousand times.
#[derive(Default)]
pub(super) struct People {
    by_word: HashMap<String, Vec<MemberIndex>>,
}

impl People {
    /// Notes a new form of a person's name.
    pub fn add(&mut self, member: MemberIndex, name: &str) {
        for word in words(name) {
            self.by_word.entry(word).or_default().push(member);
        }
    }

    /// Returns everybody who has a word of this name in a name, in the order of the cast: two forms of one name share their
    /// first word or their last one.
    pub fn sharing(&self, name: &str) -> Vec<MemberIndex> {
        let mut members: Vec<MemberIndex> =
            words(name).iter().filter_map(|word| self.by_word.get(word)).flatten().copied().collect();
        members.sort_unstable();
        members.dedup();
        members
    }
}

/// Tells whether `short` may name the person who is called `full`.
///
/// ```text
/// Mira Talvik    Talvik        the surname
/// Mira Talvik    M. Talvik     an initial for the given name
/// Mira J Talvik  Mira Talvik   fewer names
/// ```
pub(crate) fn same_person(full: &str, short: &str) -> bool {
    let (full, short) = (words(full), words(short));
    let (full, short) = if full.len() >= short.len() { (full, short) } else { (short, full) };
    if short.len() == 1 {
        return full.contains(&short[0]);
    }
    let mut rest = full.iter();
    let in_order = short
        .iter()
        .all(|word| rest.any(|name| name == word || is_initial_of(word, name) || is_initial_of(name, word)));
    in_order && (full.last() == short.last() || full.starts_with(&short))
}

fn is_initial_of(initial: &str, name: &str) -> bool {
    initial.chars().count() == 1 && name.starts_with(initial)
}

fn words(name: &str) -> Vec<String> {
    name.split(|c: char| c.is_whitespace() || matches!(c, '-' | '“' | '”' | '"'))
        .map(fold)
        .filter(|word| !word.is_empty())
        .collect()
}

/// Returns a word in lower case, without stops and accents.
fn fold(word: &str) -> String {
    without_accents(&word.to_lowercase().replace('.', "").replace('’', "'"))
}

#[cfg(test)]
mod tests {
    use super::same_person;

    #[track_caller]
    fn check(full: &str, short: &str, expect: bool) {
        assert_eq!(same_person(full, short), expect, "{full} / {short}");
        assert_eq!(same_person(short, full), expect, "{short} / {full}");
    }

    #[test]
    fn forms_of_one_name() {
        check("Mira Talvik", "Talvik", true);
        check("Mira Talvik", "M. Talvik", true);
        check("Mira J Talvik", "Mira Talvik", true);
        check("Tarık Yıldız", "Yildiz", true);
        check("Lena van der Hoeve", "van der Hoeve", true);
        check("Han Seo-jin", "Han", true);
        check("Osman “Bo” Reyl Jr.", "Osman Reyl Jr.", true);
    }

    #[test]
    fn forms_of_two_names() {
        check("Mira Talvik", "Osman Talvik", false);
        check("Mira Talvik", "Reyl", false);
        check("Mira Talvik", "Mira Reyl", false);
    }
}
