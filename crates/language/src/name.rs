//! Names: a class for each token tells where a name begins and where it goes on.

use crate::token::{Name, NameKind};

/// The class of tokens outside names.
pub const NONE: usize = 0;
/// How many classes there are.
pub const COUNT: usize = 1 + 2 * NameKind::ALL.len();

/// Returns the class of the first token of a name.
pub fn begins(kind: NameKind) -> usize {
    1 + 2 * kind as usize
}

/// Returns the class of every further token of a name.
pub fn goes_on(kind: NameKind) -> usize {
    2 + 2 * kind as usize
}

/// Finds the classes with the highest sum of scores in which every name has its beginning (Viterbi 1967).
///
/// No name begins right behind another of its kind: a sign or a word stands between two of them.
pub fn decode(scores: &[[f32; COUNT]], classes: &mut Vec<u8>) {
    classes.clear();
    classes.resize(scores.len(), NONE as u8);
    let mut sums = [f32::NEG_INFINITY; COUNT];
    sums[NONE] = 0.0;
    let mut last_of: Vec<[u8; COUNT]> = Vec::with_capacity(scores.len());
    for scores in scores {
        let top = best(&sums, None);
        let mut last = [top as u8; COUNT];
        let mut next = [sums[top]; COUNT];
        for class in (2..COUNT).step_by(2) {
            let other = best(&sums, Some(class - 1));
            (last[class - 1], next[class - 1]) = (other as u8, sums[other]);
            let from = if sums[class] > sums[class - 1] { class } else { class - 1 };
            (last[class], next[class]) = (from as u8, sums[from]);
        }
        for (sum, score) in next.iter_mut().zip(scores) {
            *sum += score;
        }
        sums = next;
        last_of.push(last);
    }
    let mut class = best(&sums, None);
    for (place, last) in classes.iter_mut().zip(&last_of).rev() {
        *place = class as u8;
        class = usize::from(last[class]);
    }
}

/// Returns the class with the best sum; the two classes of the kind that begins with `left_out` do not count.
fn best(sums: &[f32; COUNT], left_out: Option<usize>) -> usize {
    let counts = |class: usize| left_out.is_none_or(|begins| class != begins && class != begins + 1);
    (1..COUNT)
        .filter(|&class| counts(class))
        .fold(NONE, |best, class| if sums[class] > sums[best] { class } else { best })
}

/// Turns classes into names.
pub fn gather(classes: impl IntoIterator<Item = usize>) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for (at, class) in classes.into_iter().enumerate() {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_turn_into_names() {
        let (person, place) = (NameKind::Person, NameKind::Place);
        let names = gather([begins(person), goes_on(person), NONE, begins(place), begins(place)]);
        assert_eq!(names[0], Name { tokens: 0..2, kind: person });
        assert_eq!(names[1..], [Name { tokens: 3..4, kind: place }, Name { tokens: 4..5, kind: place }]);
    }

    #[test]
    fn names_go_on_only_behind_their_beginning() {
        let (person, place) = (NameKind::Person, NameKind::Place);
        let mut scores = [[0.0; COUNT]; 3];
        scores[0][begins(person)] = 2.0;
        scores[1][goes_on(place)] = 3.0;
        scores[1][goes_on(person)] = 2.0;
        scores[2][goes_on(place)] = 0.5;
        let mut classes = Vec::new();
        decode(&scores, &mut classes);
        assert_eq!(classes, [begins(person) as u8, goes_on(person) as u8, NONE as u8]);
        decode(&[], &mut classes);
        assert!(classes.is_empty());
    }

    #[test]
    fn names_of_one_kind_do_not_touch() {
        let (person, place) = (NameKind::Person, NameKind::Place);
        let mut scores = [[0.0; COUNT]; 2];
        scores[0][begins(person)] = 2.0;
        scores[1][begins(person)] = 2.5;
        scores[1][goes_on(person)] = 1.0;
        let mut classes = Vec::new();
        decode(&scores, &mut classes);
        assert_eq!(classes, [begins(person) as u8, goes_on(person) as u8]);
        scores[1][begins(place)] = 2.0;
        decode(&scores, &mut classes);
        assert_eq!(classes, [begins(person) as u8, begins(place) as u8]);
    }
}
