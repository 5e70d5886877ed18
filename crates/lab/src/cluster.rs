//! The `cluster` command: reads and links articles under Spark, and holds record, core time and memory against a ledger's.
//!
//! Spark speaks Python (`cluster/cluster.py`), in the environment that `.ci/wheel` makes; it tells a line of JSON for each run.

use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, ensure};
use clap::Args;
use serde::Deserialize;

use crate::clock::children_time;
use crate::python::finish;
use crate::scale;

/// What to make and measure.
#[derive(Args)]
pub struct Options {
    /// The program to compare with.
    #[arg(long, default_value = "target/release/plenipo")]
    plenipo: PathBuf,
    /// A Python that has the wheel and Spark.
    #[arg(long, default_value = "target/wheel/bin/python")]
    python: PathBuf,
    /// How many articles.
    #[arg(long, default_value_t = 20_000)]
    articles: usize,
    /// Let all articles tell of one meeting: no block of reports is larger.
    #[arg(long)]
    summit: bool,
    /// The folder for the corpus, the ledger and the tables.
    #[arg(long, default_value = "target/cluster")]
    work: PathBuf,
    /// Fail where an article costs over 15 % more than on one machine, or an executor takes over 500 MB.
    #[arg(long)]
    check: bool,
}

/// As how many partitions articles are read and linked; at `k` an executor is killed in the middle.
const RUNS: [&str; 3] = ["1", "2", "8k"];
/// A summit is about memory.
const RUNS_OF_SUMMIT: [&str; 1] = ["2"];
/// So many articles are enough to tell what reading costs.
const READ: usize = 2000;
/// By so much an article may cost more on a cluster.
const MOST_COST: f64 = 1.15;
/// The most memory that an executor may take, Java and Python together.
const MOST_MEGABYTES: u64 = 500;

/// What a run took: core time of the executors in milliseconds for an article, memory of the larger executor in MB.
#[derive(Deserialize)]
struct Run {
    #[serde(rename = "run")]
    name: String,
    read: Option<f64>,
    whole: Option<f64>,
    java: u64,
    python: u64,
    both: u64,
}

/// Runs the command.
pub fn run(options: &Options) -> anyhow::Result<()> {
    std::fs::create_dir_all(&options.work).with_context(|| format!("cannot make `{}`", options.work.display()))?;
    let work = options.work.canonicalize()?;
    let (articles, some, ledger) = (work.join("articles.jsonl"), work.join("some.jsonl"), work.join("one.db"));
    scale::make(&work, options.articles, options.articles.div_ceil(50), options.summit)?;
    take(&work, options.articles, &articles)?;
    take(&work, options.articles.min(READ), &some)?;
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{ending}", ledger.display()));
    }
    let program = |words: &[&str], file: &Path| {
        let mut command = Command::new(&options.plenipo);
        command.args(words).args(["--threads", "1"]).arg(file).stdout(Stdio::null());
        command
    };
    let read = cost(&mut program(&["read", "--format", "json"], &some), options.articles.min(READ))?;
    let added = cost(program(&["add"], &articles).arg("--ledger").arg(&ledger), options.articles)?;
    println!(
        "{} articles; of one core each takes `plenipo read` {read:.2} ms, `plenipo add` {added:.2} ms",
        options.articles
    );
    let runs: &[&str] = if options.summit { &RUNS_OF_SUMMIT } else { &RUNS };
    let (mut costly, mut large) = (false, false);
    for run in spark(options, &[&articles, &ledger, &work], runs)? {
        let told = |name: &str, cost: Option<f64>, program: f64| {
            cost.map(|cost| format!(", {name} {cost:.2} ms ({:.2} times)", cost / program)).unwrap_or_default()
        };
        println!(
            "{:>2} partitions: the ledger's record; peak memory {} MB, Java {} and Python {}{}{}",
            run.name,
            run.both,
            run.java,
            run.python,
            told("to read", run.read, read),
            told("to read and link", run.whole, added)
        );
        // The first run warms the executors.
        costly |= run.name == "2" && run.whole.is_some_and(|cost| cost > added * MOST_COST);
        large |= run.both > MOST_MEGABYTES;
    }
    ensure!(!options.check || !costly, "an article costs over {MOST_COST} times what it costs on one machine");
    ensure!(!options.check || !large, "an executor took over {MOST_MEGABYTES} MB");
    Ok(())
}

/// Writes the first articles of a corpus into one file.
fn take(work: &Path, count: usize, to: &Path) -> anyhow::Result<()> {
    let mut out = BufWriter::new(File::create(to).with_context(|| format!("cannot write `{}`", to.display()))?);
    let mut left = count;
    for part in scale::part_files(work) {
        for line in BufReader::new(File::open(part)?).lines().take(left) {
            writeln!(out, "{}", line?)?;
            left -= 1;
        }
    }
    Ok(out.flush()?)
}

/// Runs a program and returns what each article took of a core, in milliseconds.
fn cost(command: &mut Command, articles: usize) -> anyhow::Result<f64> {
    let begun = children_time()?;
    finish(command)?;
    Ok(children_time()?.saturating_sub(begun).as_secs_f64() * 1000.0 / articles as f64)
}

/// Reads and links under Spark, in so many runs.
fn spark(options: &Options, paths: &[&Path], runs: &[&str]) -> anyhow::Result<Vec<Run>> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut command = Command::new(&options.python);
    command
        .arg(project.join("crates/lab/cluster/cluster.py"))
        .args(paths)
        .args(runs)
        .env("PYTHONPATH", project.join("crates/python/tests"))
        .env("SPARK_LOCAL_IP", "127.0.0.1")
        .stdout(Stdio::piped());
    let mut child = command.spawn().with_context(|| format!("cannot run {command:?}"))?;
    let lines = BufReader::new(child.stdout.take().context("piped")?).lines();
    let told = lines.map(|line| {
        let line = line?;
        serde_json::from_str(&line).with_context(|| format!("`cluster.py` told `{line}`"))
    });
    let told = told.collect::<anyhow::Result<Vec<Run>>>()?;
    ensure!(child.wait()?.success(), "{command:?} failed");
    Ok(told)
}
