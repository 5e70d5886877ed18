//! The `serve` command: the record in a browser.

use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use clap::Args;
use plenipo_desk::{Desk, serve};
use plenipo_ledger::{Ledger, Origin};
use plenipo_lexicon::Lexicon;

use super::{Place, now, searches};
use crate::pipeline::Pipeline;
use crate::{demo as samples, exit};

/// How long a request may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// What to serve, and where.
///
/// Every page has its data at the same address plus `.json`. Only this machine reaches it; interrupt it to stop.
#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    place: Place,

    /// The address and the port to listen on; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,

    /// A file of saved searches, shown under /saved
    #[arg(long, value_name = "FILE")]
    searches: Option<PathBuf>,

    /// Serve the sample articles inside the program instead of a ledger
    #[arg(long, conflicts_with = "ledger")]
    demo: bool,
}

/// Runs the command.
pub fn run(options: &Options) -> anyhow::Result<u8> {
    if !options.demo {
        options.place.demand()?;
        return show(&options.place.ledger, options);
    }
    // Several readers need a file; it goes with the program.
    let folder = tempfile::tempdir()?;
    show(&demo(folder.path())?, options)
}

/// Makes a ledger of the sample articles in a folder.
pub fn demo(folder: &Path) -> anyhow::Result<PathBuf> {
    let path = folder.join("demo.db");
    fill(&path)?;
    Ok(path)
}

/// Opens a desk over a ledger, with as many readers as the machine can feed.
pub fn desk(ledger: &Path) -> anyhow::Result<Desk> {
    let readers = thread::available_parallelism().map_or(2, |cores| (cores.get() * 2).clamp(2, 8));
    let today = || jiff::Zoned::now().date();
    Ok(Desk::open(ledger, plenipo_desk::Options { readers, patience: PATIENCE, today })?)
}

fn show(ledger: &Path, options: &Options) -> anyhow::Result<u8> {
    let searches = options.searches.as_deref().map(searches::read).transpose()?.unwrap_or_default();
    let desk = desk(ledger)?.with_searches(searches);
    serve(&desk, options.listen, |address| {
        // The address is what a program that starts this one waits for.
        let _ = writeln!(io::stdout(), "http://{address}/");
        let _ = writeln!(io::stderr(), "serving {} until it is interrupted", ledger.display());
    })?;
    Ok(exit::DONE)
}

/// Reads the sample articles into a new ledger.
fn fill(path: &Path) -> anyhow::Result<()> {
    let pipeline = Pipeline::new(Lexicon::builtin(), None);
    let mut ledger = Ledger::open(path)?;
    let mut batch = ledger.batch()?;
    for item in samples::items() {
        let reading = pipeline.read(&item, |reading| reading);
        let reading = reading.map_err(|failure| anyhow::anyhow!("{}: {failure}", item.name))?;
        let reader = env!("CARGO_PKG_VERSION").to_owned();
        batch.add(&reading, &Origin { fetched: now(), reader, as_of: None, address: None })?;
    }
    batch.commit()?;
    Ok(())
}
