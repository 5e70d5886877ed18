//! The `serve` command: the record in a browser.

use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use clap::Args;
use plenipo_desk::search::SavedSearches;
use plenipo_desk::{Access, Desk, People, Policy, Role, serve};
use plenipo_ledger::{Ledger, Origin};
use plenipo_lexicon::Lexicon;

use super::submit::Reading;
use super::{Place, now};
use crate::pipeline::Pipeline;
use crate::{demo as samples, exit};

/// How long a request may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// What to serve, and where.
///
/// Every page has its data at the same address plus `.json`. Whoever sits at the machine reads and corrects the record;
/// others reach it only where there are users (`plenipo users`), and then everybody signs in. Interrupt it to stop.
#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    place: Place,

    /// The address and the port to listen on; port 0 takes a free one
    #[arg(long, visible_alias = "bind", value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,

    /// The address by which others reach it, such as `https://desk.example.org`, where that is another
    #[arg(long, value_name = "ADDRESS", value_parser = super::parse_site)]
    site: Option<String>,

    /// Let nobody correct anything or add articles, where there are no users
    #[arg(long)]
    read_only: bool,

    /// How many characters a note on a record has at least
    #[arg(long, value_name = "N", default_value_t = 0)]
    note_length: usize,

    /// By whom corrections are signed where there are no users
    #[arg(long, value_name = "NAME", env = "USER", default_value = "somebody")]
    who: String,

    /// The file of saved searches, shown and kept under /saved; beside the ledger if none is named
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

/// Opens a desk over a ledger, a reader for each core: what one has read lately it need not read again.
pub fn desk(ledger: &Path) -> anyhow::Result<Desk> {
    let readers = thread::available_parallelism().map_or(2, |cores| cores.get().clamp(2, 8));
    let today = || jiff::Zoned::now().date();
    Ok(Desk::open(ledger, plenipo_desk::Options { readers, patience: PATIENCE, today })?)
}

fn policy(ledger: &Path, options: &Options) -> anyhow::Result<Policy> {
    let people = match Access::open_existing(&Access::beside(ledger))? {
        Some(access) => People::Users(access),
        None => People::AtTheMachine {
            name: options.who.clone(),
            role: if options.read_only { Role::Reader } else { Role::Editor },
        },
    };
    Ok(Policy { people, site: options.site.clone(), least_note: options.note_length })
}

fn show(ledger: &Path, options: &Options) -> anyhow::Result<u8> {
    let searches = SavedSearches::open(&options.searches.clone().unwrap_or_else(|| SavedSearches::beside(ledger)))?;
    let desk = desk(ledger)?
        .with_searches(searches)
        .under(policy(ledger, options)?)
        .taking(Reading::new(Pipeline::new(Lexicon::builtin(), None)));
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
