//! The `attributions` command: who said what, beside what people have marked in news articles.
//!
//! `docs/attributions.md` defines the figures and prints them.

mod cases;
mod overlap;
mod polnear;

use std::path::{Path, PathBuf};

use clap::Args;
use plenipo_language::Analyzer;
use plenipo_lexicon::Lexicon;
use plenipo_reading::Reader;

use crate::floors;

/// What to measure.
#[derive(Args)]
pub struct Options {
    /// Folder with the articles of `PolNeAR` and their marked attributions; only the cases of `corpus/speech` if left out.
    #[arg(long)]
    polnear: Option<PathBuf>,
    /// Print what was not right, of the open half of the cases only.
    #[arg(long)]
    misses: bool,
    /// Fail where a figure lies below its floor in `corpus/speech/floors.json`.
    #[arg(long, requires = "polnear")]
    check: bool,
}

/// Runs the command.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let reader = Reader::new(Analyzer::builtin(), Lexicon::builtin());
    let corpus = Path::new("corpus/speech");
    let mut figures = Vec::new();
    for half in ["open", "frozen", "habits-open", "habits-frozen"] {
        let cases = cases::read(&corpus.join(format!("{half}.txt")))?;
        let wrong: Vec<String> = cases.iter().filter_map(|case| case.fault(&reader)).collect();
        println!("cases, {half}: {} of {} right", cases.len() - wrong.len(), cases.len());
        if options.misses && half.ends_with("open") {
            for fault in &wrong {
                println!("\n{fault}");
            }
        }
        figures.push((format!("cases {half}"), overlap::percent(cases.len() - wrong.len(), cases.len())));
    }
    if let Some(folder) = &options.polnear {
        let articles = polnear::read(folder)?;
        let tally = polnear::measure(&reader, &articles, options.misses);
        print!("\n{tally}");
        figures.extend(tally.figures());
    }
    if options.check {
        let count = floors::check(&corpus.join("floors.json"), &figures)?;
        println!("\nall {count} floors of attributions hold");
    }
    Ok(())
}
