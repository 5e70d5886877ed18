//! The `add` command: articles into the ledger, a batch at a time.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};
use std::thread;

use clap::Args;
use plenipo_ledger::{Added, Ledger, Origin, digest};
use plenipo_record::{Day, Reading};

use super::{Place, now};
use crate::input::{self, Input};
use crate::pipeline::{Failure, Pipeline};
use crate::progress::Progress;
use crate::render::visible;
use crate::{exit, pool, read};

/// How many articles are kept or lost together. A kill costs at most the reading of so many.
const BATCH: usize = 64;

/// What to add.
#[derive(Args)]
#[command(after_help = exit::HELP)]
pub struct Options {
    /// Files, folders, patterns such as 'news/*.html', or - for standard input
    ///
    /// An input that was added before is not read again. A changed text in the same file is a new revision of its
    /// article.
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<String>,

    #[command(flatten)]
    place: Place,

    /// The day against which articles without a date are understood, as 2026-01-29
    #[arg(long, value_name = "DATE", value_parser = read::full_date)]
    as_of: Option<Day>,

    /// How many threads to read with [default: one per core]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,

    /// How many articles are kept or lost together
    #[arg(long, value_name = "N", default_value_t = BATCH, hide = true)]
    batch: usize,
}

/// What one input gave.
struct Work {
    name: String,
    digest: String,
    /// Where the input lies, if at a place that may change.
    path: Option<String>,
    /// `None` if the input was added before.
    readings: Option<Vec<Reading>>,
}

/// Runs the command.
pub fn run(options: &Options) -> anyhow::Result<u8> {
    let inputs = input::gather(&options.inputs);
    let mut ledger = options.place.open()?;
    let known = Mutex::new(options.place.read()?);
    let pipeline = Pipeline::new(options.as_of);
    let as_of = options.as_of.map(|day| day.to_string());
    let threads = options.threads.or(thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);

    let work = |input: &Input| -> Result<Work, (String, Failure)> {
        let name = input.name();
        let unreadable = |reason: String| (name.clone(), Failure::Unreadable(reason));
        let bytes = input.bytes().map_err(|trouble| unreadable(trouble.to_string()))?;
        let digest = digest([bytes.as_slice(), as_of.as_deref().unwrap_or_default().as_bytes()]);
        let path = match input {
            Input::File(path) => fs::canonicalize(path).ok().map(|path| path.display().to_string()),
            Input::Stdin | Input::Missing(..) => None,
        };
        let seen = known.lock().unwrap_or_else(PoisonError::into_inner).has_input(&digest);
        let readings = match seen {
            Ok(true) => None,
            Ok(false) => {
                Some(pipeline.each(&name, &bytes, |reading| reading).map_err(|failure| (name.clone(), failure))?)
            }
            Err(error) => return Err(unreadable(error.to_string())),
        };
        Ok(Work { name, digest, path, readings })
    };

    let progress = Progress::start(inputs.len());
    let (mut code, mut counts, mut waiting) = (exit::DONE, Counts::default(), Vec::new());
    pool::in_order(&inputs, threads, work, |result| -> anyhow::Result<()> {
        match result {
            Ok(Work { readings: None, .. }) => counts.known += 1,
            Ok(work) => waiting.push(work),
            Err((name, failure)) => {
                code = code.max(match failure {
                    Failure::Unreadable(_) => exit::UNREADABLE,
                    Failure::Bug(_) => exit::BUG,
                });
                counts.unreadable += 1;
                progress.complain(&format!("{}: {failure}", visible(&name)));
            }
        }
        if waiting.iter().map(|work: &Work| work.readings.as_ref().map_or(0, Vec::len)).sum::<usize>() >= options.batch
        {
            keep(&mut ledger, &mut waiting, as_of.as_ref(), &mut counts)?;
        }
        progress.advance();
        Ok(())
    })?;
    keep(&mut ledger, &mut waiting, as_of.as_ref(), &mut counts)?;
    progress.finish();
    writeln!(io::stdout(), "{counts}")?;
    Ok(code)
}

/// Adds what is waiting as one batch.
fn keep(
    ledger: &mut Ledger,
    waiting: &mut Vec<Work>,
    as_of: Option<&String>,
    counts: &mut Counts,
) -> anyhow::Result<()> {
    if waiting.is_empty() {
        return Ok(());
    }
    let fetched = now();
    let mut added = BTreeMap::<&str, usize>::new();
    let mut batch = ledger.batch()?;
    for work in waiting.iter() {
        for reading in work.readings.iter().flatten() {
            // Of several articles in one file each has an address of its own.
            let within = reading.article.name.strip_prefix(&work.name).unwrap_or(&reading.article.name);
            let origin = Origin {
                fetched: fetched.clone(),
                reader: env!("CARGO_PKG_VERSION").to_owned(),
                as_of: as_of.cloned(),
                address: work.path.as_ref().map(|path| format!("{path}{within}")),
            };
            let kind = match batch.add(reading, &origin)? {
                Added::New(_) => "new",
                Added::Revision(_) => "revision",
                Added::Known(_) => "known",
                Added::Forgotten => "forgotten",
            };
            *added.entry(kind).or_default() += 1;
        }
        batch.input_done(&work.digest, &work.name, &fetched)?;
    }
    batch.commit()?;
    let count = |kind| added.get(kind).copied().unwrap_or(0);
    counts.new += count("new");
    counts.revisions += count("revision");
    counts.known += count("known");
    counts.forgotten += count("forgotten");
    waiting.clear();
    Ok(())
}

#[derive(Default)]
struct Counts {
    new: usize,
    revisions: usize,
    known: usize,
    forgotten: usize,
    unreadable: usize,
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} added", self.new, if self.new == 1 { "article" } else { "articles" })?;
        for (count, what) in [
            (self.revisions, "revised"),
            (self.known, "known already"),
            (self.forgotten, "forgotten before and left out"),
            (self.unreadable, "unreadable"),
        ] {
            if count > 0 {
                write!(f, ", {count} {what}")?;
            }
        }
        Ok(())
    }
}
