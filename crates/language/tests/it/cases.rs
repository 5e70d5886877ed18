//! The texts of `cases/`: each with the tokens or sentences that it is cut into.
//!
//! Half of them are frozen: `sha256sum --check frozen.txt` in that folder says whether they are as they were written.

use crate::articles::sentences;
use plenipo_language::parts::tokenize;

/// A text and what it is cut into.
struct Case {
    text: String,
    expect: Vec<String>,
}

fn read(file: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")) {
        if let Some(part) = line.strip_prefix("> ") {
            cases.last_mut().expect("a text stands before what it is cut into").expect.push(part.to_owned());
        } else {
            cases.push(Case { text: line.replace('⏎', "\n"), expect: Vec::new() });
        }
    }
    for case in &cases {
        assert!(!case.expect.is_empty(), "`{}` is cut into nothing", case.text);
    }
    cases
}

fn tokens(text: &str) -> Vec<String> {
    vec![tokenize(text).into_iter().map(|span| span.slice(text)).collect::<Vec<_>>().join(" ")]
}

fn owned_sentences(text: &str) -> Vec<String> {
    sentences(text).into_iter().map(str::to_owned).collect()
}

/// Fails with each case that is cut otherwise.
#[track_caller]
fn check(file: &str, cut: fn(&str) -> Vec<String>) {
    let mut misses = Vec::new();
    for Case { text, expect } in read(file) {
        let found = cut(&text);
        if found != expect {
            misses.push(format!("\n  wanted {}\n  found  {}\n", expect.join(" ¦ "), found.join(" ¦ ")));
        }
    }
    assert!(misses.is_empty(), "{}", misses.concat());
}

/// Fails if more cases than before are cut otherwise, without saying which: nothing is to be fitted to them.
#[track_caller]
fn check_frozen(file: &str, cut: fn(&str) -> Vec<String>, most: usize) {
    let cases = read(file);
    let misses = cases.iter().filter(|case| cut(&case.text) != case.expect).count();
    println!("{misses} of {} frozen cases are cut otherwise", cases.len());
    assert!(misses <= most, "{misses} frozen cases are cut otherwise, not {most}");
}

#[test]
fn texts_are_cut_into_the_tokens_written_down() {
    check(include_str!("cases/tokens.txt"), tokens);
}

#[test]
fn frozen_texts_are_cut_into_the_tokens_written_down() {
    check_frozen(include_str!("cases/tokens-frozen.txt"), tokens, 0);
}

#[test]
fn texts_are_split_into_the_sentences_written_down() {
    check(include_str!("cases/sentences.txt"), owned_sentences);
}

#[test]
fn frozen_texts_are_split_into_the_sentences_written_down() {
    check_frozen(include_str!("cases/sentences-frozen.txt"), owned_sentences, 3);
}
