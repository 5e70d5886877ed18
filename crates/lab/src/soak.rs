//! The `soak` command: `plenipo watch` on a site whose feeds change and fail, beside readers of the desk and exports.
//!
//! It holds that memory stays flat, that no page of the desk and no export fails, that every line of complaint is about a
//! reply that did go wrong, and that the record is the one that `plenipo add` makes of the same pages without a network.
//! Everything stays on this machine.

mod press;
mod site;

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use clap::Args;
use plenipo_ledger::Ledger;

use crate::dice::Dice;
use crate::load::pages;
use crate::served::{self, Running};
use crate::{memory, scale};
use press::{BEFORE, Press};
use site::{HOSTILE, Site};

/// What to do, and for how long.
#[derive(Args)]
pub struct Options {
    /// The program to measure.
    #[arg(long, default_value = "target/release/plenipo")]
    plenipo: PathBuf,
    /// For how many minutes.
    #[arg(long, default_value_t = 60.0)]
    minutes: f64,
    /// How many articles the ledger holds before: more than what is kept in memory to be quick.
    #[arg(long, default_value_t = 6000, value_parser = clap::value_parser!(u32).range(1..))]
    before: u32,
    /// How many articles are published a minute.
    #[arg(long, default_value_t = 30.0)]
    articles: f64,
    /// The folder for what is made; it is emptied.
    #[arg(long, default_value = "target/soak")]
    work: PathBuf,
    /// Fail where memory grows, an error is unexplained, or the record is another.
    #[arg(long)]
    check: bool,
}

/// By how many per cent memory may be greater in the last quarter than in the second.
const MOST_GROWTH: f64 = 10.0;
/// How many people read the desk.
const READERS: u64 = 2;
/// How long each of them looks at a page.
const LOOK: Duration = Duration::from_millis(500);
/// How often there is an export, and readers look what is new.
const MINUTE: Duration = Duration::from_secs(60);
/// The formats of exports, one after the other.
const FORMATS: [&str; 10] =
    ["readings", "csv", "parquet", "ics", "atom", "gdelt", "polecat", "jsonld", "changes", "ftm"];

/// Runs the command.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let work = &options.work;
    let _ = std::fs::remove_dir_all(work);
    let (news, offline) = (work.join("news"), work.join("offline"));
    std::fs::create_dir_all(&news).with_context(|| format!("cannot make `{}`", news.display()))?;
    let wanted = (options.minutes * options.articles) as usize + 20;
    let n_before = options.before as usize;
    let made = wanted + n_before;
    scale::make(&news, made, made.div_ceil(60), false)?;
    let site = Site::start()?;
    let mut press = Press::new(&site, &news, offline.clone(), n_before)?;
    let ledger = work.join("watched.db");
    add(options, &offline.join(BEFORE), &ledger)?;

    let complaints = work.join("complaints.txt");
    let mut watching = watch(options, &ledger);
    watching.args(press.addresses()).args(hostile(&site)).stderr(File::create(&complaints)?);
    let watching = Running(watching.spawn().with_context(|| format!("cannot start `{}`", options.plenipo.display()))?);
    let (desk, address) = served::serve(&options.plenipo, &ledger)?;
    let others = Others {
        options,
        ledger: &ledger,
        address: &address,
        is_over: AtomicBool::new(false),
        n_pages: AtomicUsize::new(0),
        n_exports: AtomicUsize::new(0),
        failures: Mutex::new(Vec::new()),
    };
    let grown = thread::scope(|scope| {
        for seed in 0..READERS {
            let others = &others;
            scope.spawn(move || others.read(seed));
        }
        scope.spawn(|| others.export());
        let grown = publish(options, &mut press, &[("watch", watching.0.id()), ("desk", desk.0.id())]);
        others.is_over.store(true, Ordering::Relaxed);
        grown
    })?;
    drop((watching, desk));
    site.heal();
    press.keep_feeds()?;
    finish(options, &site, &ledger)?;

    let (faults, n_replies) = site.faults();
    let told = std::fs::read_to_string(&complaints)?;
    let unexplained = unexplained(&told, &site.address, &faults);
    let differences = differences(options, &ledger, &offline)?;
    let failures = others.failures.into_inner().expect("nobody panics");
    println!(
        "{} articles published; {n_replies} replies of the site, {} of them wrong; {} lines of complaint, {} unexplained",
        press.n_published(),
        faults.values().sum::<usize>(),
        told.lines().count(),
        unexplained.len()
    );
    println!(
        "{} pages read and {} exports, {} failed; the record differs from the offline one in {} lines",
        others.n_pages.load(Ordering::Relaxed),
        others.n_exports.load(Ordering::Relaxed),
        failures.len(),
        differences.len()
    );
    for line in unexplained.iter().chain(&failures).chain(&differences).take(20) {
        println!("  {line}");
    }
    if options.check {
        ensure!(grown.is_empty(), "memory grew: {}", grown.join(", "));
        ensure!(unexplained.is_empty() && failures.is_empty(), "something failed without a reason");
        ensure!(differences.is_empty(), "the record is another");
    }
    Ok(())
}

/// Adds a file or folder to a ledger.
fn add(options: &Options, what: &Path, ledger: &Path) -> anyhow::Result<()> {
    let mut command = Command::new(&options.plenipo);
    command.arg("add").arg(what).arg("--ledger").arg(ledger).stdout(Stdio::null());
    ensure!(command.status()?.success(), "`plenipo add` failed on `{}`", what.display());
    Ok(())
}

/// Returns `plenipo watch` as it is run here.
fn watch(options: &Options, ledger: &Path) -> Command {
    let mut command = Command::new(&options.plenipo);
    command.args(["watch", "--allow-private", "--every", "1", "--pace", "0", "--ledger"]).arg(ledger);
    command.stdout(Stdio::null());
    command
}

fn hostile(site: &Site) -> Vec<String> {
    HOSTILE.iter().map(|kind| format!("{}/hostile/{kind}", site.address)).collect()
}

/// Publishes until the time is over; prints the memory of the programs and returns which of them grew.
fn publish(options: &Options, press: &mut Press, programs: &[(&str, u32)]) -> anyhow::Result<Vec<String>> {
    let (begun, time) = (Instant::now(), Duration::from_secs_f64(options.minutes * 60.0));
    let mut memories: Vec<Vec<f64>> = vec![Vec::new(); programs.len()];
    while begun.elapsed() < time {
        while (press.n_published() as f64) < begun.elapsed().as_secs_f64() / 60.0 * options.articles {
            press.publish()?;
        }
        for ((name, process), memories) in programs.iter().zip(&mut memories) {
            let now = memory::megabytes(*process).with_context(|| format!("{name} has ended"))?;
            memories.push(now as f64);
        }
        thread::sleep(Duration::from_secs(1));
    }
    let mut grown = Vec::new();
    for ((name, process), memories) in programs.iter().zip(&memories) {
        let quarters: Vec<f64> = memories
            .chunks(memories.len().div_ceil(4).max(1))
            .map(|quarter| quarter.iter().sum::<f64>() / quarter.len() as f64)
            .collect();
        let told: Vec<String> = quarters.iter().map(|megabytes| format!("{megabytes:.0}")).collect();
        let peak = memory::peak_megabytes(*process).unwrap_or(0);
        println!("{name}: MB of memory in each quarter {}, peak {peak}", told.join(", "));
        if let [_, second, .., last] = quarters[..]
            && last > second * (1.0 + MOST_GROWTH / 100.0)
        {
            grown.push(format!("{name} from {second:.0} to {last:.0} MB"));
        }
    }
    Ok(grown)
}

/// What others do meanwhile, and what went wrong with it.
struct Others<'o> {
    options: &'o Options,
    ledger: &'o Path,
    address: &'o str,
    is_over: AtomicBool,
    n_pages: AtomicUsize,
    n_exports: AtomicUsize,
    failures: Mutex<Vec<String>>,
}

impl Others<'_> {
    /// Reads pages of records that the ledger held a minute ago, or less.
    fn read(&self, seed: u64) {
        let mut dice = Dice(seed);
        let (mut asked, mut known) = (Instant::now(), Vec::new());
        while !self.is_over.load(Ordering::Relaxed) {
            if known.is_empty() || asked.elapsed() > MINUTE {
                // In the beginning the ledger holds too little.
                known = pages::mixed(self.ledger, &mut dice).unwrap_or(known);
                asked = Instant::now();
            }
            if !known.is_empty() {
                let page = dice.pick(&known);
                self.n_pages.fetch_add(1, Ordering::Relaxed);
                if let Err(error) = served::get(self.address, &page.address) {
                    self.fail(format!("{}: {error:#}", page.address));
                }
            }
            thread::sleep(LOOK);
        }
    }

    /// Exports the record, every minute in another format.
    fn export(&self) {
        let mut due = Instant::now() + MINUTE;
        for format in FORMATS.iter().cycle() {
            while Instant::now() < due {
                if self.is_over.load(Ordering::Relaxed) {
                    return;
                }
                thread::sleep(Duration::from_millis(200));
            }
            due += MINUTE;
            self.n_exports.fetch_add(1, Ordering::Relaxed);
            let mut command = Command::new(&self.options.plenipo);
            command.args(["export", "--format", format, "--ledger"]).arg(self.ledger);
            command.arg("--output").arg(self.options.work.join(format!("export-{format}")));
            if *format == "changes" {
                command.args(["--changed-since", "2020-01-01"]);
            }
            match command.output() {
                Ok(output) if output.status.success() && output.stderr.is_empty() => {}
                Ok(output) => self.fail(format!("export {format}: {}", String::from_utf8_lossy(&output.stderr))),
                Err(error) => self.fail(format!("export {format}: {error}")),
            }
        }
    }

    fn fail(&self, what: String) {
        self.failures.lock().expect("nobody panics").push(what);
    }
}

/// Lets `watch` fetch what is left, from a site on which nothing fails any more.
fn finish(options: &Options, site: &Site, path: &Path) -> anyhow::Result<()> {
    let ledger = Ledger::open(path)?;
    for address in hostile(site) {
        ledger.unwatch(&address)?;
    }
    for round in 1..=2 {
        for mut watched in ledger.watched()? {
            watched.due = 0;
            ledger.note_watched(&watched)?;
        }
        let output = watch(options, path).arg("--once").output()?;
        let told = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success() && told.is_empty(), "round {round} over a sound site failed: {told}");
    }
    let troubles = ledger.check()?;
    ensure!(troubles.is_empty(), "the ledger is damaged: {}", troubles.join(", "));
    Ok(())
}

/// Returns the lines about paths of which no reply went wrong, and those that are more than the replies that did.
fn unexplained(told: &str, site: &str, faults: &BTreeMap<String, usize>) -> Vec<String> {
    let mut left = faults.clone();
    let explained = |line: &&str| {
        let path = line.strip_prefix(site).map(|rest| rest.split([':', '#', ' ']).next().unwrap_or_default());
        match path.and_then(|path| left.get_mut(path)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        }
    };
    let (_, unexplained): (Vec<&str>, Vec<&str>) = told.lines().partition(explained);
    unexplained.into_iter().map(str::to_owned).collect()
}

/// Returns the lines of the record that `add` makes of the kept files and `watch` did not, and the other way round.
fn differences(options: &Options, watched: &Path, offline: &Path) -> anyhow::Result<Vec<String>> {
    let path = options.work.join("offline.db");
    add(options, offline, &path)?;
    let [watched, added] = [watched, &path].map(|path| -> anyhow::Result<Vec<String>> {
        let mut lines = Ledger::open_for_reading(path)?.dump()?;
        for line in &mut lines {
            unnamed(line);
        }
        lines.sort_unstable();
        Ok(lines)
    });
    let (watched, added) = (watched?, added?);
    let missing = added.iter().filter(|line| watched.binary_search(line).is_err()).map(|line| format!("- {line}"));
    let extra = watched.iter().filter(|line| added.binary_search(line).is_err()).map(|line| format!("+ {line}"));
    Ok(missing.chain(extra).collect())
}

/// Leaves out of the line of an article what its input was called, and which revision of its page it is: that follows from when
/// each was fetched, which kept files do not tell.
fn unnamed(line: &mut String) {
    let mut cells: Vec<&str> = line.split('\t').collect();
    if cells.first() == Some(&"article") {
        cells.remove(5);
        cells.remove(3);
        *line = cells.join("\t");
    }
}
