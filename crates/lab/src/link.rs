//! The `link` command: adds annotated articles to a ledger and measures which events were joined.
//!
//! Two readings are linked: the program's own, and the annotation's, which shows what linking does when nothing was
//! misread. Both are added in the order of their names and in shuffled orders, one by one and all at once; all of these
//! must give the same record.

mod annotation;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, ensure};
use clap::Args;
use plenipo_exchange::reading_json;
use plenipo_ledger::{Ledger, Origin};
use plenipo_record::Reading;

use crate::dice::Dice;
use crate::score::UNSEEN;
use crate::score::floors::{Book, Verdict};
use crate::score::gold::Gold;

/// What to link.
#[derive(Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Options {
    /// Folder with annotated articles: NAME.gold.json beside NAME.txt or NAME.html.
    #[arg(long, default_value = "corpus/articles")]
    corpus: PathBuf,
    /// Link the readings of the annotation instead of the program's own.
    #[arg(long)]
    gold: bool,
    /// The set of floors in `floors.json`; `.gold` is added with `--gold`.
    #[arg(long, default_value = "link")]
    floors: String,
    /// How many shuffled orders must give the same record.
    #[arg(long, default_value_t = 10)]
    shuffles: u64,
    /// Print the pairs of events that are wrongly joined or parted, but for the storylines that are held back.
    #[arg(long)]
    misses: bool,
    /// Write the linked readings to this file, as JSON Lines.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Write the figures reached as new floors.
    #[arg(long)]
    update: bool,
    /// With `--update`: allow a floor to go down. Say in the change why.
    #[arg(long, requires = "update")]
    lower: bool,
}

/// Runs the command; fails where a figure lies below its floor or an order gives another record.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let gold = Gold::find(&options.corpus)?;
    let readings = if options.gold { annotation::readings(&gold)? } else { gold.readings()? };
    let plain: Vec<usize> = (0..readings.len()).collect();
    let linked = link(&readings, &plain, readings.len())?;

    for seed in 1..=options.shuffles {
        let order = shuffled(readings.len(), seed);
        for batch in [1, 7, readings.len()] {
            let other = link(&readings, &order, batch)?;
            let differs = other.iter().zip(&linked).find(|(other, first)| other != first);
            ensure!(other == linked, "shuffle {seed} in batches of {batch} gives another record: {differs:?}");
        }
    }
    println!("{} shuffled orders, in batches of 1, 7 and all: the same record", options.shuffles);

    if let Some(out) = &options.out {
        let readings: Vec<&str> = readings_of(&linked).collect();
        std::fs::write(out, readings.join("\n") + "\n").with_context(|| format!("cannot write `{}`", out.display()))?;
    }
    let report = score(&options.corpus, &linked)?;
    let figures = figures(&report);
    for (name, value) in &figures {
        println!("{name:<28} {value:.4}");
    }
    if options.misses {
        print_misses(&report);
    }
    let set = format!("{}{}", options.floors, if options.gold { ".gold" } else { "" });
    let path = Path::new("corpus/floors.json");
    let mut book = Book::load(path)?;
    if options.update {
        book.update(&set, &gold.basis, &figures, options.lower)?;
        return book.save(path);
    }
    match book.judge(&set, &gold.basis, &figures)? {
        Verdict::Passed { floors } => println!("all {floors} floors of `{set}` hold"),
        Verdict::Failed(reasons) => anyhow::bail!("{}", reasons.join("\n  ")),
    }
    Ok(())
}

/// Adds readings in this order, so many in a batch, and returns what the ledger then says of each article.
fn link(readings: &[Reading], order: &[usize], batch: usize) -> anyhow::Result<Vec<String>> {
    let mut ledger = Ledger::in_memory()?;
    for chunk in order.chunks(batch.max(1)) {
        let mut batch = ledger.batch()?;
        for &at in chunk {
            batch.add(&readings[at], &Origin::default())?;
        }
        batch.commit()?;
    }
    let mut lines = Vec::new();
    ledger.each_reading(|reading| lines.push(reading_json(&reading, plenipo_exchange::Options::default())))?;
    lines.extend(ledger.dump()?);
    Ok(lines)
}

/// The lines that are readings; the others are the record.
fn readings_of(linked: &[String]) -> impl Iterator<Item = &str> {
    linked.iter().map(String::as_str).filter(|line| line.starts_with("{\"source\""))
}

fn score(corpus: &Path, linked: &[String]) -> anyhow::Result<serde_json::Value> {
    let file = std::env::temp_dir().join(format!("plenipo-link-{}.jsonl", std::process::id()));
    let readings: Vec<&str> = readings_of(linked).collect();
    std::fs::write(&file, readings.join("\n")).with_context(|| format!("cannot write `{}`", file.display()))?;
    let mut command = Command::new("python3");
    command.env("PYTHONDONTWRITEBYTECODE", "1").arg("corpus/score.py").arg("--json");
    let output = command.arg("--gold").arg(corpus).arg("--pred").arg(&file).output().context("cannot run `python3`");
    std::fs::remove_file(&file).with_context(|| format!("cannot remove `{}`", file.display()))?;
    let output = output?;
    ensure!(output.status.success(), "`score.py` failed: {}", String::from_utf8_lossy(&output.stderr));
    Ok(serde_json::from_slice(&output.stdout)?)
}

fn figures(report: &serde_json::Value) -> BTreeMap<String, f64> {
    let mut figures = BTreeMap::new();
    for part in ["b_cubed", "pairs", "plan_to_outcome"] {
        for measure in ["p", "r", "f1"] {
            if let Some(value) = report["linking"][part][measure].as_f64() {
                figures.insert(format!("{part}.{measure}"), value);
            }
        }
    }
    figures
}

/// An order of so many things that the seed alone decides.
fn shuffled(count: usize, seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut dice = Dice(seed);
    for at in (1..count).rev() {
        order.swap(at, dice.below(at + 1));
    }
    order
}

/// Prints the pairs of events that are wrongly parted or joined, and those of which one was not read.
fn print_misses(report: &serde_json::Value) {
    for pair in report["wrong_links"].as_array().into_iter().flatten() {
        let words = |field: &str| pair[field].as_array().into_iter().flatten().filter_map(|word| word.as_str());
        if words("articles").any(|name| name.split('-').any(|word| UNSEEN.contains(&word))) {
            continue;
        }
        let mut keys: Vec<&str> = words("keys").collect();
        keys.dedup();
        println!(
            "{}: {} in {}{}",
            pair["why"].as_str().unwrap_or_default(),
            keys.join(" and "),
            words("articles").collect::<Vec<_>>().join(" and "),
            if pair["plan"] == true { ", a plan and its outcome" } else { "" }
        );
    }
}
