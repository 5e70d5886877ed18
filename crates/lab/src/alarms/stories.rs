//! Stories drawn at random, the same ones in every run.

use crate::dice::Dice;
use anyhow::{Context, ensure};
use flate2::read::GzDecoder;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// One story.
pub struct Story {
    /// Its number in the file, from 0.
    pub number: usize,
    /// Headline and text.
    pub text: String,
}

/// Draws `skip + count` stories from a file and leaves out the first `skip` drawn; the result is in the order of the file.
pub fn draw(path: &Path, skip: usize, count: usize) -> anyhow::Result<Vec<Story>> {
    let file = File::open(path).with_context(|| format!("cannot open `{}`", path.display()))?;
    let mut text = String::new();
    GzDecoder::new(file).read_to_string(&mut text).with_context(|| format!("cannot read `{}`", path.display()))?;
    let stories: Vec<&str> = text.split("\n\n").map(str::trim).filter(|story| !story.is_empty()).collect();
    let drawn = skip + count;
    ensure!(stories.len() >= drawn, "`{}` holds only {} stories", path.display(), stories.len());
    let mut numbers: Vec<usize> = (0..stories.len()).collect();
    let mut dice = Dice(1987);
    for at in 0..drawn {
        let other = at + dice.below(numbers.len() - at);
        numbers.swap(at, other);
    }
    numbers.truncate(drawn);
    numbers.drain(..skip);
    numbers.sort_unstable();
    Ok(numbers.into_iter().map(|number| Story { number, text: stories[number].to_owned() }).collect())
}
