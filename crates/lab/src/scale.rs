//! The `scale` command: makes a corpus of any size whose truth is known, adds it to a ledger and measures.
//!
//! What is told: articles a second and core time for each tenth of the corpus, how core time grows and what follows for a
//! million articles, the peak of memory, how long each list takes, and which reports of one event were joined.

mod copy;
mod fit;
mod plot;
mod queries;
mod truth;
mod world;

use std::collections::VecDeque;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use clap::Args;

use crate::clock::children_time;
use crate::dice::Dice;
use crate::memory;
use plot::Plot;
use truth::Truth;
use world::World;

/// In how many parts the corpus is added, one after the other.
const PARTS: usize = 10;
/// How many articles of the days before may be recalled.
const RECALLED: usize = 400;

/// What to make and measure.
#[derive(Args)]
pub struct Options {
    /// The program to measure.
    #[arg(long, default_value = "target/release/plenipo")]
    plenipo: PathBuf,
    /// How many articles.
    #[arg(long, default_value_t = 20_000)]
    articles: usize,
    /// Over how many days they are spread.
    #[arg(long, default_value_t = 360)]
    days: usize,
    /// The folder for the corpus and the ledger.
    #[arg(long, default_value = "target/scale")]
    work: PathBuf,
    /// Measure the lists of a ledger that was made before.
    #[arg(long)]
    queries_only: bool,
    /// Make the corpus and measure nothing.
    #[arg(long)]
    make_only: bool,
    /// Fail below so many articles a second on all cores; without it only the growth and the memory are held.
    #[arg(long, default_value_t = 0.0)]
    least_speed: f64,
}

/// The most memory that adding may take.
const MOST_MEGABYTES: u64 = 600;
/// By how many per cent the last tenth of the articles may cost more than the first.
const MOST_GROWTH: f64 = 20.0;

/// Runs the command.
pub fn run(options: &Options) -> anyhow::Result<()> {
    std::fs::create_dir_all(&options.work).with_context(|| format!("cannot make `{}`", options.work.display()))?;
    let ledger = options.work.join("made.db");
    if options.queries_only {
        return queries::measure(&ledger);
    }
    let truth = make(&options.work, options.articles, options.days)?;
    if options.make_only {
        return Ok(());
    }
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{ending}", ledger.display()));
    }
    let (mut whole, mut peak) = (Duration::ZERO, 0);
    let mut costs = Vec::new();
    for part in 0..PARTS {
        let file = part_file(&options.work, part);
        let cores = children_time()?;
        let (time, megabytes) = add(&options.plenipo, &file, &ledger)?;
        let count = truth.articles_of(part) as f64;
        let (speed, cost) =
            (count / time.as_secs_f64(), children_time()?.saturating_sub(cores).as_secs_f64() * 1000.0 / count);
        let size = std::fs::metadata(&ledger)?.len() / 1_000_000;
        println!(
            "part {part}: {count} articles, {speed:.0} a second, {cost:.2} ms of a core each, {size} MB, peak memory \
             {megabytes} MB"
        );
        costs.push(cost);
        whole += time;
        peak = peak.max(megabytes);
    }
    let count: usize = (0..PARTS).map(|part| truth.articles_of(part)).sum();
    let speed = count as f64 / whole.as_secs_f64();
    let mean = costs.iter().sum::<f64>() / PARTS as f64;
    println!("{count} articles in {:.0} s, {speed:.0} a second; {mean:.2} ms of a core each", whole.as_secs_f64());
    let growth = fit::growth(&costs, count);
    truth.judge(&ledger)?;
    queries::measure(&ledger)?;
    ensure!(growth <= MOST_GROWTH, "time per article grew by {growth:.0} %, allowed are {MOST_GROWTH} %");
    ensure!(peak <= MOST_MEGABYTES, "{peak} MB of memory, allowed are {MOST_MEGABYTES}");
    ensure!(speed >= options.least_speed, "{speed:.0} articles a second, expected {}", options.least_speed);
    Ok(())
}

fn part_file(work: &Path, part: usize) -> PathBuf {
    work.join(format!("part-{part}.jsonl"))
}

/// Writes a corpus of so many articles over so many days in parts, and returns which article tells which event.
pub fn make(work: &Path, articles: usize, days: usize) -> anyhow::Result<Truth> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut dice = Dice(17);
    let world = World::new(&project, &mut dice)?;
    // An event gives about four articles, copies counted.
    let mut plot = Plot::new(Dice(18), articles.div_ceil(days * 4));
    let mut truth = Truth::default();
    let mut recalled = VecDeque::new();
    let (mut number, mut day) = (0, plot::FIRST_DAY);
    let per_part = articles.div_ceil(PARTS);
    for part in 0..PARTS {
        let path = part_file(work, part);
        let mut file =
            BufWriter::new(File::create(&path).with_context(|| format!("cannot write `{}`", path.display()))?);
        let mut written = 0;
        while written < per_part {
            for task in plot.day(&world, day) {
                let earlier = recalled.get(dice.below(recalled.len().max(1)));
                for article in copy::write(&world, &task, earlier, day, number, &mut dice) {
                    writeln!(file, "{}", article.line)?;
                    written += 1;
                    truth.add(part, written, article.tells);
                }
                number += 1;
                if task.phase == plot::Phase::Occurred {
                    recalled.push_back(task.event);
                }
                if recalled.len() > RECALLED {
                    recalled.pop_front();
                }
            }
            day += 1;
        }
        file.flush()?;
    }
    println!("{} days of news in `{}`", day - plot::FIRST_DAY, work.display());
    Ok(truth)
}

/// Adds a file to the ledger; returns how long it took and the peak of memory in MB.
fn add(plenipo: &Path, file: &Path, ledger: &Path) -> anyhow::Result<(Duration, u64)> {
    let begun = Instant::now();
    let mut command = Command::new(plenipo);
    command.arg("add").arg(file).arg("--ledger").arg(ledger).stdout(Stdio::null()).stderr(Stdio::inherit());
    let mut child = command.spawn().with_context(|| format!("cannot start `{}`", plenipo.display()))?;
    let mut peak = 0;
    let status = loop {
        peak = peak.max(memory::peak_megabytes(child.id()).unwrap_or(0));
        match child.try_wait()? {
            Some(status) => break status,
            None => std::thread::sleep(Duration::from_millis(50)),
        }
    };
    ensure!(status.success(), "`plenipo add` failed on `{}`", file.display());
    Ok((begun.elapsed(), peak))
}
