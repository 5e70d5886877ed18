//! Sentences of newswire that nobody annotated.

use super::examples::{Example, UNKNOWN};
use anyhow::Context;
use flate2::read::GzDecoder;
use plenipo_language::parts::{split, tokenize};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Longer sentences are mostly tables.
const LONGEST: usize = 80;
/// Shorter ones teach nothing.
const SHORTEST: usize = 4;

/// Reads raw stories, an empty line between two, and cuts them into sentences.
pub fn raw(path: &Path) -> anyhow::Result<Vec<Example>> {
    let text = unpacked(path)?;
    let tokens = tokenize(&text);
    let mut examples = Vec::new();
    for range in split(&text, &tokens) {
        let words: Vec<String> = tokens[range].iter().map(|span| span.slice(&text).to_owned()).collect();
        let lettered = words.iter().filter(|word| word.chars().any(char::is_alphabetic)).count();
        if (SHORTEST..=LONGEST).contains(&words.len()) && lettered * 10 >= words.len() * 6 {
            examples.push(Example { labels: vec![[UNKNOWN; 5]; words.len()], words, ..Example::default() });
        }
    }
    Ok(examples)
}

fn unpacked(path: &Path) -> anyhow::Result<String> {
    let file = File::open(path).with_context(|| format!("cannot open `{}`", path.display()))?;
    let mut text = String::new();
    GzDecoder::new(file).read_to_string(&mut text).with_context(|| format!("cannot read `{}`", path.display()))?;
    Ok(text)
}
