//! Measures how fast the language core runs, each time in a process of its own.

use super::system::Speed;
use anyhow::{Context, ensure};
use clap::Args;
use plenipo_language::Analyzer;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// What the process that is measured is told.
#[derive(Args)]
pub struct Options {
    /// The text to read.
    text: PathBuf,
    /// How many threads share it.
    #[arg(long, default_value_t = 1)]
    threads: usize,
}

/// How often each thread reads its text.
const ROUNDS: usize = 3;

/// Reads the text and prints how long that took: words, processor seconds, seconds of the clock, seconds to start, MiB.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let text =
        std::fs::read_to_string(&options.text).with_context(|| format!("cannot read `{}`", options.text.display()))?;
    let clock = Instant::now();
    let analyzer = Analyzer::builtin();
    analyzer.analyze("It rained.");
    let start = clock.elapsed().as_secs_f64();
    let (clock, processor) = (Instant::now(), processor_seconds());
    let words = std::thread::scope(|scope| {
        let read = || (0..ROUNDS).map(|_| analyzer.analyze(&text).iter().map(|s| s.tokens.len()).sum::<usize>()).sum();
        let lanes: Vec<_> = (1..options.threads).map(|_| scope.spawn(read)).collect();
        let own: usize = read();
        own + lanes.into_iter().map(|lane| lane.join().expect("reading does not panic")).sum::<usize>()
    });
    let (seconds, processor) = (clock.elapsed().as_secs_f64(), processor_seconds() - processor);
    println!("{words} {processor} {seconds} {start} {}", peak_mib());
    Ok(())
}

/// Runs this program on the text of a file: how it runs on one thread, and how many times faster two are.
pub fn measure(text: &Path) -> anyhow::Result<(Speed, f64)> {
    let call = |threads: &str| -> anyhow::Result<[f64; 5]> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("language-speed").arg(text).args(["--threads", threads]);
        let output = command.output().context("cannot run the laboratory again")?;
        ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let told = String::from_utf8(output.stdout)?;
        let numbers = told.split_whitespace().map(str::parse).collect::<Result<Vec<f64>, _>>()?;
        numbers.try_into().map_err(|_| anyhow::anyhow!("expected five numbers, found `{told}`"))
    };
    let [words, processor, seconds, start_seconds, peak_mib] = call("1")?;
    let [words_of_two, _, seconds_of_two, ..] = call("2")?;
    let speed = Speed { words_per_second: words / processor, start_seconds, peak_mib };
    Ok((speed, words_of_two / seconds_of_two / (words / seconds)))
}

/// Returns the seconds that all threads of this process have spent on processors.
fn processor_seconds() -> f64 {
    const TICKS_IN_A_SECOND: f64 = 100.0;
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program, in brackets, may hold anything; user and system time are the 12th and 13th field behind.
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields).split_whitespace();
    fields.skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / TICKS_IN_A_SECOND
}

/// Returns the most memory that this process has held.
fn peak_mib() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok()).map_or(0.0, |kib| kib / 1024.0)
}
