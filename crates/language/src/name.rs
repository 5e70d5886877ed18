//! Finds names: a class for each token tells where a name begins and where it goes on.

use crate::linear::{Hash, Score, best};
use crate::token::{Name, NameKind, Tag};
use crate::word::Word;

/// Columns of the scorer of names.
pub const NAME_CLASSES: usize = 16;
/// The class of tokens outside names.
pub const NONE: usize = 0;
/// How many classes there are.
const COUNT: usize = 1 + 2 * NameKind::ALL.len();

/// Returns the class of the first token of a name.
pub fn begins(kind: NameKind) -> usize {
    1 + 2 * kind as usize
}

/// Returns the class of every further token of a name.
pub fn goes_on(kind: NameKind) -> usize {
    2 + 2 * kind as usize
}

/// Tells whether `class` may follow `last`: a name goes on only behind its own beginning.
pub fn may_follow(class: usize, last: usize) -> bool {
    class < COUNT && (class == NONE || class % 2 == 1 || last == class || last + 1 == class)
}

/// Finds the names of a tagged sentence.
pub fn find(words: &[Word], tags: &[Tag], scorer: &impl Score<NAME_CLASSES>) -> Vec<Name> {
    let mut classes = Vec::with_capacity(words.len());
    let mut features = Vec::with_capacity(64);
    for at in 0..words.len() {
        let last = classes.last().copied().unwrap_or(NONE);
        if cannot_begin(words, tags, at) && last == NONE {
            classes.push(NONE);
            continue;
        }
        features_at(words, tags, &classes, at, &mut features);
        classes.push(best(&scorer.score(&features), |class| may_follow(class, last)));
    }
    gather(&classes)
}

/// Tells whether no name begins at token `at`, which is neither capitalised nor tagged as a proper noun.
pub fn cannot_begin(words: &[Word], tags: &[Tag], at: usize) -> bool {
    !words[at].capital && !tags[at].as_str().starts_with("NNP")
}

/// Turns classes into names.
pub fn gather(classes: &[usize]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for (at, &class) in classes.iter().enumerate() {
        if class == NONE {
            continue;
        }
        let kind = NameKind::ALL[(class - 1) / 2];
        match names.last_mut() {
            Some(name) if class % 2 == 0 && name.tokens.end == at => name.tokens.end = at + 1,
            _ => names.push(Name { tokens: at..at + 1, kind }),
        }
    }
    names
}

/// Collects what decides the class of token `at`, the classes before it being known.
pub fn features_at(words: &[Word], tags: &[Tag], classes: &[usize], at: usize, features: &mut Vec<u32>) {
    features.clear();
    let blank = Word::default();
    let word = |offset: isize| at.checked_add_signed(offset).and_then(|at| words.get(at)).unwrap_or(&blank);
    let tag =
        |offset: isize| at.checked_add_signed(offset).and_then(|at| tags.get(at)).map_or(99, |tag| tag.index() as u32);
    let class = |back: usize| at.checked_sub(back).map_or(50, |at| classes[at] as u32);
    let this = word(0);
    let mut template = 600;
    let mut put = |values: &[u32]| {
        template += 1;
        features.push(values.iter().fold(Hash::of(template), |hash, &value| hash.with(value)).finish());
    };
    put(&[]);
    put(&[this.form]);
    put(&[this.exact]);
    put(&[this.shape, this.style]);
    put(&[tag(0)]);
    put(&[tag(0), this.shape]);
    for suffix in this.suffix {
        put(&[suffix, u32::from(tag(0) == tag(1))]);
    }
    put(&[this.prefix[2]]);
    put(&[class(1)]);
    put(&[class(1), class(2)]);
    put(&[class(1), this.form]);
    put(&[class(1), tag(0)]);
    put(&[class(1), tag(0), tag(1)]);
    put(&[class(1), this.shape, word(1).shape]);
    put(&[class(1), tag(-1), tag(0)]);
    for offset in [-3, -2, -1, 1, 2, 3] {
        put(&[word(offset).form]);
        put(&[tag(offset)]);
    }
    put(&[class(1), word(-1).form]);
    put(&[class(1), word(1).form]);
    put(&[class(1), word(-2).form, word(-1).form]);
    put(&[tag(-2), tag(-1), tag(0)]);
    put(&[tag(0), tag(1), tag(2)]);
    put(&[tag(-1), tag(0), tag(1)]);
    put(&[word(-1).form, this.form]);
    put(&[this.form, word(1).form]);
    put(&[word(-1).form, tag(0), tag(1)]);
    put(&[word(1).form, word(2).form, tag(0)]);
    put(&[word(-1).suffix[2], tag(0)]);
    put(&[word(1).suffix[2], tag(0)]);
    put(&[word(-1).shape, this.shape, word(1).shape]);
    put(&[this.suffix[2], word(1).suffix[2], tag(0)]);
    // The first word of the run of proper nouns that goes on here, and the word before that run.
    let proper = |at: usize| tags[at].as_str().starts_with("NNP");
    let start = (0..at).rev().take_while(|&i| proper(i)).last().unwrap_or(at);
    let end = (at + 1..words.len()).take_while(|&i| proper(i)).last().unwrap_or(at);
    put(&[words[end].form, u32::from(end == at)]);
    put(&[words[end].suffix[2], class(1)]);
    put(&[words[start].form, u32::from(start == at)]);
    put(&[start.checked_sub(1).map_or(7, |i| words[i].form), class(1)]);
    put(&[words.get(end + 1).map_or(7, |word| word.form), class(1)]);
    put(&[(at - start).min(4) as u32, (end - at).min(4) as u32, class(1)]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_turn_into_names() {
        let (person, place) = (NameKind::Person, NameKind::Place);
        let classes = [begins(person), goes_on(person), NONE, begins(place), begins(place)];
        let names = gather(&classes);
        assert_eq!(names[0], Name { tokens: 0..2, kind: person });
        assert_eq!(names[1..], [Name { tokens: 3..4, kind: place }, Name { tokens: 4..5, kind: place }]);
        assert!(!may_follow(goes_on(place), begins(person)));
        assert!(may_follow(goes_on(place), goes_on(place)));
        assert!(!may_follow(COUNT, NONE));
    }
}
