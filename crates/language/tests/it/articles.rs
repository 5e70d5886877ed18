//! The sentences of `corpus/sentences`, marked by hand.

use plenipo_language::parts::{split, tokenize};
use std::collections::BTreeSet;
use std::path::Path;

/// Splits a text as the program does.
pub fn sentences(text: &str) -> Vec<&str> {
    let tokens = tokenize(text);
    split(text, &tokens).into_iter().map(|range| &text[tokens[range.start].start..tokens[range.end - 1].end]).collect()
}

/// Where the sentences end, each counted in the characters before it that are not white space.
fn ends<'t>(sentences: impl IntoIterator<Item = &'t str>) -> BTreeSet<usize> {
    let mut count = 0;
    let ends = sentences.into_iter().map(|sentence| {
        count += sentence.chars().filter(|c| !c.is_whitespace()).count();
        count
    });
    ends.collect()
}

/// Returns the characters around an end, with a bar where it is.
fn around(paragraph: &str, end: usize) -> String {
    let mut count = 0;
    let (mut before, mut behind) = (String::new(), String::new());
    for character in paragraph.chars() {
        if count < end { &mut before } else { &mut behind }.push(character);
        count += usize::from(!character.is_whitespace());
    }
    let before: Vec<char> = before.chars().rev().take(40).collect();
    let behind = behind.chars().take(40);
    before.into_iter().rev().chain(['|']).chain(behind).collect()
}

/// Wanted, found and right ends of sentences.
#[derive(Default)]
struct Counts {
    wanted: usize,
    found: usize,
    right: usize,
}

impl Counts {
    fn precision(&self) -> f64 {
        self.right as f64 / self.found.max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.right as f64 / self.wanted.max(1) as f64
    }

    fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.wanted + self.found).max(1) as f64
    }
}

/// Compares the sentences of each article that `takes` names; prints misses if they are `told`.
fn measure(told: bool, takes: impl Fn(&str) -> bool) -> Counts {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/sentences");
    let mut counts = Counts::default();
    for entry in std::fs::read_dir(folder).expect("the folder of marked sentences") {
        let path = entry.expect("an entry of the folder").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("a plain name").to_owned();
        if !name.starts_with(|c: char| c.is_ascii_digit()) || !takes(&name) {
            continue;
        }
        let file = std::fs::read_to_string(&path).expect("a readable file");
        for marked in file.trim_end().split("\n\n") {
            let paragraph = marked.replace('\n', " ");
            let (wanted, found) = (ends(marked.lines()), ends(sentences(&paragraph)));
            counts.wanted += wanted.len();
            counts.found += found.len();
            counts.right += wanted.intersection(&found).count();
            for &end in wanted.symmetric_difference(&found).filter(|_| told) {
                let sign = if wanted.contains(&end) { '-' } else { '+' };
                println!("{sign} {name}: {}", around(&paragraph, end));
            }
        }
    }
    println!(
        "sentence ends: precision {:.4}  recall {:.4}  F1 {:.4} ({} wanted)",
        counts.precision(),
        counts.recall(),
        counts.f1(),
        counts.wanted
    );
    counts
}

fn frozen() -> Vec<String> {
    let list = include_str!("../../../../corpus/sentences/frozen.txt");
    list.lines().filter_map(|line| line.split_once("  ")).map(|(_, name)| name.to_owned()).collect()
}

#[test]
fn sentences_of_open_articles_end_where_they_were_marked() {
    let frozen = frozen();
    let counts = measure(true, |name| !frozen.iter().any(|other| other == name));
    assert!(counts.wanted > 100 && counts.f1() >= 0.99);
}

#[test]
fn sentences_of_frozen_articles_end_where_they_were_marked() {
    let frozen = frozen();
    let counts = measure(false, |name| frozen.iter().any(|other| other == name));
    assert!(counts.wanted > 100 && counts.f1() >= 0.99);
}
