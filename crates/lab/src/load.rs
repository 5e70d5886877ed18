//! The `load` command: asks a served ledger for mixed pages at a fixed rate, whatever the answers take, while articles may be added.
//!
//! Requests are sent when they are due and not when the one before is answered, and times count from then: a desk that falls
//! behind shows it. Core time is told beside, since others may compute on the machine.

pub mod pages;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use clap::Args;

use crate::clock::program_time;
use crate::dice::Dice;
use crate::memory;
use crate::served::{self, Running};
use pages::Page;

/// How many requests may be under way at once.
const SENDERS: usize = 64;
/// How often the start is measured.
const STARTS: usize = 5;

/// What to ask, and how fast.
#[derive(Args)]
pub struct Options {
    /// The program to measure.
    #[arg(long, default_value = "target/release/plenipo")]
    plenipo: PathBuf,
    /// The ledger; `lab scale` makes one.
    #[arg(long, default_value = "target/scale/made.db")]
    ledger: PathBuf,
    /// Requests a second.
    #[arg(long, default_value_t = 50.0)]
    rate: f64,
    /// For how many seconds.
    #[arg(long, default_value_t = 60.0)]
    seconds: f64,
    /// Articles that `plenipo add` writes into the ledger meanwhile.
    #[arg(long)]
    add: Option<PathBuf>,
    /// Fail where a page is slower than 15 ms in the middle or 120 ms at the 99th percentile, memory is over 300 MB, or the first
    /// page comes later than 300 ms after the start.
    #[arg(long)]
    check: bool,
}

const MOST_MEDIAN: f64 = 15.0;
const MOST_LATE: f64 = 120.0;
const MOST_MEGABYTES: u64 = 300;
const MOST_START: f64 = 300.0;

/// Runs the command.
pub fn run(options: &Options) -> anyhow::Result<()> {
    ensure!(options.rate > 0.0 && options.seconds > 0.0, "a rate and a time are above nothing");
    let mut starts: Vec<f64> = Vec::new();
    for _ in 0..STARTS {
        let begun = Instant::now();
        let (_desk, address) = served::serve(&options.plenipo, &options.ledger)?;
        served::get(&address, "/")?;
        starts.push(milliseconds(begun));
    }
    starts.sort_by(f64::total_cmp);
    println!(
        "start to first page: median {:.0} ms, slowest {:.0} ms of {STARTS}",
        starts[STARTS / 2],
        starts[STARTS - 1]
    );
    let mut dice = Dice(29);
    let pages = pages::mixed(&options.ledger, &mut dice)?;
    let count = (options.rate * options.seconds) as usize;
    let requests: Vec<&Page> = (0..count).map(|_| dice.pick(&pages)).collect();
    let (desk, address) = served::serve(&options.plenipo, &options.ledger)?;
    let adding = options.add.as_deref().map(|file| add(options, file)).transpose()?;
    let begun = program_time(desk.0.id())?;
    let times = send(&address, &requests, options.rate)?;
    let cost = program_time(desk.0.id())?.saturating_sub(begun).as_secs_f64() * 1000.0 / count.max(1) as f64;
    let wrote_throughout = match adding {
        Some(mut adding) => adding.0.try_wait()?.is_none(),
        None => false,
    };
    let slow = report(&times);
    let memory = memory::peak_megabytes(desk.0.id()).unwrap_or(0);
    let writing = match (&options.add, wrote_throughout) {
        (None, _) => "nothing was added",
        (Some(_), true) => "articles were added all the while",
        (Some(_), false) => "articles were added, but not all the while",
    };
    println!(
        "{count} requests, {} a second, {cost:.1} ms of a core each; {writing}; peak memory of the desk {memory} MB",
        options.rate
    );
    if options.check {
        ensure!(slow.is_empty(), "too slow: {}", slow.join(", "));
        ensure!(memory <= MOST_MEGABYTES, "{memory} MB of memory, allowed are {MOST_MEGABYTES}");
        ensure!(starts[STARTS / 2] <= MOST_START, "the first page comes after {:.0} ms", starts[STARTS / 2]);
    }
    Ok(())
}

fn add(options: &Options, file: &Path) -> anyhow::Result<Running> {
    let mut command = Command::new(&options.plenipo);
    command.arg("add").arg(file).arg("--ledger").arg(&options.ledger).stdout(Stdio::null()).stderr(Stdio::null());
    Ok(Running(command.spawn().with_context(|| format!("cannot start `{}`", options.plenipo.display()))?))
}

/// Sends all requests when they are due; returns how long each took from then, in milliseconds, by the kind of page.
fn send(address: &str, requests: &[&Page], rate: f64) -> anyhow::Result<BTreeMap<&'static str, Vec<f64>>> {
    let (next, times) = (AtomicUsize::new(0), Mutex::new(BTreeMap::<&'static str, Vec<f64>>::new()));
    let begun = Instant::now();
    let sender = || -> anyhow::Result<()> {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(page) = requests.get(at) else { return Ok(()) };
            let due = begun + Duration::from_secs_f64(at as f64 / rate);
            thread::sleep(due.saturating_duration_since(Instant::now()));
            served::get(address, &page.address)?;
            let time = milliseconds(due);
            times.lock().expect("no sender panics").entry(page.kind).or_default().push(time);
        }
    };
    thread::scope(|scope| {
        let senders: Vec<_> = (0..SENDERS).map(|_| scope.spawn(sender)).collect();
        senders.into_iter().try_for_each(|sender| sender.join().expect("no sender panics"))
    })?;
    Ok(times.into_inner().expect("no sender panics"))
}

/// Prints the times of each kind of page; returns those that are too slow.
fn report(times: &BTreeMap<&'static str, Vec<f64>>) -> Vec<String> {
    let mut slow = Vec::new();
    let mut line = |name: &str, times: &[f64]| {
        let mut sorted = times.to_vec();
        sorted.sort_by(f64::total_cmp);
        let (median, late) = (sorted[sorted.len() / 2], sorted[sorted.len() * 99 / 100]);
        println!("{name:<14} {:>5} requests   p50 {median:>7.1} ms   p99 {late:>7.1} ms", sorted.len());
        if median > MOST_MEDIAN || late > MOST_LATE {
            slow.push(name.to_owned());
        }
    };
    for (name, times) in times {
        line(name, times);
    }
    line("all", &times.values().flatten().copied().collect::<Vec<f64>>());
    slow
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}
