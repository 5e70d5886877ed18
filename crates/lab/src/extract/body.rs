//! Compares the paragraphs of the body with those that stand on the page.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use serde_json::Value;

use super::page::{strings, words};

/// A paragraph taken may hold so many words more than stand on the page before they count as a leak: a dateline has seven.
const SPARE: usize = 8;

/// What was taken from one page.
pub struct Compared {
    hits: usize,
    gold: usize,
    taken: usize,
    paragraphs: usize,
    lost: Vec<String>,
    leaked: Vec<String>,
}

impl Compared {
    fn f1(&self) -> f64 {
        f1(self.hits, self.gold, self.taken)
    }

    /// Returns what is lost (`-`) and leaked (`+`), shortened.
    pub fn notes(&self) -> impl Iterator<Item = String> + '_ {
        let line = |mark: char| move |text: &String| format!("{mark} {}", text.chars().take(110).collect::<String>());
        self.lost.iter().map(line('-')).chain(self.leaked.iter().map(line('+')))
    }
}

/// Compares the paragraphs taken with those of the gold; crossheads count neither way.
pub fn compare(gold: &Value, taken: &[String]) -> Compared {
    let spaced = |words: &[String]| format!(" {} ", words.join(" "));
    let crossheads: Vec<Vec<String>> = strings(&gold["crossheads"]).iter().map(|text| words(text)).collect();
    let right: Vec<(String, Vec<String>)> =
        strings(&gold["paragraphs"]).into_iter().map(|text| (text.clone(), words(&text))).collect();
    let mine: Vec<(&String, Vec<String>)> =
        taken.iter().map(|text| (text, words(text))).filter(|(_, words)| !crossheads.contains(words)).collect();

    let mut bag: HashMap<&str, usize> = HashMap::new();
    for word in right.iter().flat_map(|(_, words)| words) {
        *bag.entry(word).or_default() += 1;
    }
    let mut hits = 0;
    for word in mine.iter().flat_map(|(_, words)| words) {
        if let Some(left) = bag.get_mut(word.as_str()).filter(|left| **left > 0) {
            *left -= 1;
            hits += 1;
        }
    }
    let all_right = spaced(&right.iter().flat_map(|(_, words)| words.clone()).collect::<Vec<_>>());
    let all_mine = spaced(&mine.iter().flat_map(|(_, words)| words.clone()).collect::<Vec<_>>());
    let is_leak = |words: &[String]| {
        let text = spaced(words);
        let inside: usize =
            right.iter().filter(|(_, part)| text.contains(&spaced(part))).map(|(_, part)| part.len()).sum();
        !words.is_empty() && !all_right.contains(&text) && (inside == 0 || words.len() >= inside + SPARE)
    };
    Compared {
        hits,
        gold: right.iter().map(|(_, words)| words.len()).sum(),
        taken: mine.iter().map(|(_, words)| words.len()).sum(),
        paragraphs: right.len(),
        lost: right
            .iter()
            .filter(|(_, part)| !all_mine.contains(&spaced(part)))
            .map(|(text, _)| text.clone())
            .collect(),
        leaked: mine.iter().filter(|(_, words)| is_leak(words)).map(|(text, _)| (*text).clone()).collect(),
    }
}

fn f1(hits: usize, gold: usize, taken: usize) -> f64 {
    if gold + taken == 0 { 1.0 } else { 2.0 * hits as f64 / (gold + taken) as f64 }
}

/// The sum over pages.
#[derive(Default)]
pub struct Tally {
    pages: usize,
    macro_sum: f64,
    hits: usize,
    gold: usize,
    taken: usize,
    paragraphs: usize,
    lost: usize,
    leaked: usize,
}

impl Tally {
    /// Adds a page.
    pub fn add(&mut self, page: &Compared) {
        self.pages += 1;
        self.macro_sum += page.f1();
        self.hits += page.hits;
        self.gold += page.gold;
        self.taken += page.taken;
        self.paragraphs += page.paragraphs;
        self.lost += page.lost.len();
        self.leaked += page.leaked.len();
    }

    /// Returns what floors are kept for; nothing where no page has paragraphs to compare.
    pub fn figures(&self) -> BTreeMap<String, f64> {
        if self.pages == 0 {
            return BTreeMap::new();
        }
        let share = |part: usize| part as f64 / self.paragraphs.max(1) as f64;
        BTreeMap::from([
            ("body.f1.macro".to_owned(), self.macro_sum / self.pages as f64),
            ("body.f1.micro".to_owned(), f1(self.hits, self.gold, self.taken)),
            ("body.paragraphs.kept".to_owned(), 1.0 - share(self.lost)),
            ("body.paragraphs.clean".to_owned(), 1.0 - share(self.leaked).min(1.0)),
        ])
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pages = self.pages.max(1) as f64;
        write!(
            f,
            "F1 {:.4} by page, {:.4} over all words  {:3} of {} paragraphs lost, {:3} leaked",
            self.macro_sum / pages,
            f1(self.hits, self.gold, self.taken),
            self.lost,
            self.paragraphs,
            self.leaked
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn check(taken: &[&str], f1: f64, lost: usize, leaked: usize) {
        let gold = json!({"paragraphs": ["One two three.", "Four five six seven."], "crossheads": ["Then"]});
        let taken: Vec<String> = taken.iter().map(|text| (*text).to_owned()).collect();
        let found = compare(&gold, &taken);
        assert!((found.f1() - f1).abs() < 1e-9, "{}", found.f1());
        assert_eq!((found.lost.len(), found.leaked.len()), (lost, leaked));
    }

    #[test]
    fn paragraphs_are_kept_lost_or_leaked() {
        check(&["One two three.", "Then", "four five six seven"], 1.0, 0, 0);
        check(&["One two three. Four five six seven."], 1.0, 0, 0);
        check(&["One two three."], 0.6, 1, 0);
        check(&["One two three.", "Four five six seven.", "Read more here"], 14.0 / 17.0, 0, 1);
        check(&[], 0.0, 2, 0);
    }
}
