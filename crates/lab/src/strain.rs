//! Finds what grows faster than its input: inputs that an adversary would send, doubled again and again.
//!
//! The time of a linear program doubles with the input: a slope of one between logarithms. Constructions that cost the
//! square of the input show as a slope of two, whatever the machine.

mod inputs;

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use plenipo_exchange::reading_json;
use plenipo_language::Analyzer;
use plenipo_ledger::{Ledger, Origin};
use plenipo_lexicon::Lexicon;
use plenipo_reading::Reader;

use crate::clock::thread_time;
use inputs::{INPUTS, Input};

/// The steepest slope that counts as linear: a cache that no longer holds the input costs some of it.
const STEEPEST: f64 = 1.15;

#[derive(Args)]
pub struct Options {
    /// Strain with these inputs alone.
    names: Vec<String>,
    /// The size of the largest input in kB; each is tried at an eighth, a quarter, a half of it, and whole.
    #[arg(long, default_value_t = 1024)]
    kilobytes: usize,
    /// Fail if the slope of an input is over 1.15.
    #[arg(long)]
    check: bool,
    /// Write each largest input to this folder.
    #[arg(long)]
    keep: Option<PathBuf>,
}

pub fn run(options: &Options) -> anyhow::Result<()> {
    let reader = Reader::new(Analyzer::builtin(), Lexicon::builtin());
    let chosen = |input: &&Input| options.names.is_empty() || options.names.iter().any(|name| name == input.name);
    let mut steep = Vec::new();
    println!("{:<24} {:>9} {:>9} {:>9} {:>9}  slope", "seconds for", "an eighth", "a quarter", "a half", "whole");
    for input in INPUTS.iter().filter(chosen) {
        let sizes = [8, 4, 2, 1].map(|part| options.kilobytes * 1024 / part);
        let texts = sizes.map(|size| (input.make)(size));
        if let Some(folder) = &options.keep {
            std::fs::write(folder.join(input.name), &texts[3])?;
        }
        let mut seconds = [0.0; 4];
        for (second, text) in seconds.iter_mut().zip(&texts) {
            *second = quickest(&reader, text)?.as_secs_f64();
        }
        let slope = slope(&texts.each_ref().map(|text| text.len() as f64), &seconds);
        let [eighth, quarter, half, whole] = seconds;
        println!("{:<24} {eighth:>9.3} {quarter:>9.3} {half:>9.3} {whole:>9.3}  {slope:.2}", input.name);
        if slope > STEEPEST {
            steep.push(input.name);
        }
    }
    anyhow::ensure!(!options.check || steep.is_empty(), "steeper than {STEEPEST}: {}", steep.join(", "));
    Ok(())
}

/// The shorter of two times that the whole way takes on one core, from bytes to a record in a ledger.
fn quickest(reader: &Reader, text: &str) -> anyhow::Result<Duration> {
    let time = || -> anyhow::Result<Duration> {
        let start = thread_time()?;
        let mut ledger = Ledger::in_memory()?;
        let mut batch = ledger.batch()?;
        for article in plenipo_page::read("strain", text.as_bytes()).into_iter().flatten() {
            let reading = reader.read(article, None);
            std::hint::black_box(reading_json(&reading, plenipo_exchange::Options { with_text: true }));
            batch.add(&reading, &Origin::default())?;
        }
        batch.commit()?;
        Ok(thread_time()?.saturating_sub(start))
    };
    Ok(time()?.min(time()?))
}

/// The slope of the line of least squares through the logarithms.
fn slope(sizes: &[f64], seconds: &[f64]) -> f64 {
    let mean = |values: &[f64]| values.iter().map(|value| value.ln()).sum::<f64>() / values.len() as f64;
    let (size, second) = (mean(sizes), mean(seconds));
    let pairs = || sizes.iter().zip(seconds).map(|(x, y)| (x.ln() - size, y.ln() - second));
    pairs().map(|(x, y)| x * y).sum::<f64>() / pairs().map(|(x, _)| x * x).sum::<f64>()
}
