//! The `add` command: articles into the ledger, a batch at a time.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

use anyhow::Context as _;
use clap::Args;
use plenipo_intake::{Content, Item};
use plenipo_ledger::{Added, Ledger, Origin, digest};
use plenipo_record::{Article, Reading};

use super::{Place, now, tables};
use crate::background::give_way;
use crate::batch::{Inputs, Knowledge};
use crate::exit;
use crate::pipeline::Failure;
use crate::steps::Tally;

/// How many articles are kept or lost together. A kill costs at most the reading of so many.
const BATCH: usize = 64;

/// What to add.
///
/// An item that was added before is not read again. A changed text at the same web address, or in the same file, is a new
/// revision of its article. A folder of tables, as a cluster or `plenipo export --format parquet` writes them, is added without
/// reading its articles again. Others who want the same cores go first.
#[derive(Args)]
#[command(after_help = exit::HELP)]
pub struct Options {
    #[command(flatten)]
    inputs: Inputs,

    #[command(flatten)]
    place: Place,

    #[command(flatten)]
    knowledge: Knowledge,

    /// How many articles are kept or lost together
    #[arg(long, value_name = "N", default_value_t = BATCH, hide = true)]
    batch: usize,
}

/// An item that is new to the ledger.
pub(super) struct Work {
    pub name: String,
    /// By which the item is known again, if it was read here.
    pub digest: Option<String>,
    pub origin: Origin,
    pub reading: Reading,
}

/// Runs the command.
pub fn run(options: &Options) -> anyhow::Result<u8> {
    give_way();
    let mut ledger = options.place.open()?;
    let known = Mutex::new(options.place.read()?);
    let pipeline = options.knowledge.pipeline()?;
    let as_of = options.knowledge.as_of.map(|day| day.to_string());

    let work = |item: &Item| -> Result<Option<Work>, Failure> {
        let digest = fingerprint(item, as_of.as_deref());
        let seen = known.lock().unwrap_or_else(PoisonError::into_inner).has_input(&digest);
        let failed = |reason| Failure::Unreadable { kind: "unreadable".to_owned(), reason };
        if seen.map_err(|error| failed(error.to_string()))? {
            return Ok(None);
        }
        let reading = pipeline.read(item, |reading| reading)?;
        let origin = Origin {
            fetched: item.fields.fetched.map_or_else(now, |fetched| fetched.to_string()),
            reader: env!("CARGO_PKG_VERSION").to_owned(),
            as_of: as_of.clone(),
            address: address(item, &reading.article),
        };
        Ok(Some(Work { name: item.name.clone(), digest: Some(digest), origin, reading }))
    };

    let (inputs, folders) = options.inputs.without_tables();
    let (mut known_before, mut tally) = (0, Tally::default());
    let mut counts = written_meanwhile(&mut ledger, options.batch, |take| {
        for folder in &folders {
            for (reading, origin) in tables::readings(folder)? {
                take(Work { name: reading.article.name.clone(), digest: None, origin, reading })?;
            }
        }
        if !inputs.is_empty() {
            tally = inputs.each(None, work, |work| {
                let Some(work) = work else {
                    known_before += 1;
                    return Ok(());
                };
                take(work)
            })?;
        }
        Ok(())
    })?;
    counts.known += known_before;
    counts.unreadable = tally.failed();
    counts.dated = ledger.settle_years(|article, day| pipeline.reader().read(article, Some(day)))?;
    writeln!(io::stdout(), "{counts}")?;
    Ok(tally.code())
}

/// Adds what `read` hands over, batch by batch, in a thread of its own: on two cores half of the time would else be spent
/// waiting for either.
fn written_meanwhile(
    ledger: &mut Ledger,
    size: usize,
    read: impl FnOnce(&mut dyn FnMut(Work) -> anyhow::Result<()>) -> anyhow::Result<()>,
) -> anyhow::Result<Counts> {
    thread::scope(|scope| {
        // One batch is written, one waits, one is filled.
        let (sender, batches) = mpsc::sync_channel::<Vec<Work>>(1);
        let writer = scope.spawn(move || -> anyhow::Result<Counts> {
            let mut counts = Counts::default();
            for mut batch in batches {
                keep(ledger, &mut batch, &mut counts)?;
            }
            Ok(counts)
        });
        let mut waiting = Vec::new();
        let hand_over = |batch: Vec<Work>| sender.send(batch).context("nothing more is written");
        let done = read(&mut |work| {
            waiting.push(work);
            if waiting.len() >= size { hand_over(std::mem::take(&mut waiting)) } else { Ok(()) }
        });
        // What was read before reading failed is kept.
        let rest = hand_over(waiting);
        drop(sender);
        // Why nothing is written any more, if that is why reading stopped.
        let counts = writer.join().unwrap_or_else(|panic| resume_unwind(panic))?;
        done.and(rest).map(|()| counts)
    })
}

/// Returns the digest of all that decides what is read from an item.
pub(super) fn fingerprint(item: &Item, as_of: Option<&str>) -> String {
    let (kind, content) = match &item.content {
        Content::Page(bytes) => ("page", bytes.as_slice()),
        Content::Text(bytes) => ("text", bytes.as_slice()),
        Content::Html(html) => ("html", html.as_bytes()),
        Content::Plain(plain) => ("plain", plain.as_bytes()),
        Content::Nothing => ("nothing", [].as_slice()),
    };
    let fields = &item.fields;
    let published = fields.published.map(|published| published.to_string());
    let told = [&fields.address, &fields.title, &published, &fields.outlet, &fields.byline, &fields.summary];
    let told = told.into_iter().map(|field| field.as_deref().unwrap_or_default());
    digest([kind.as_bytes(), content, as_of.unwrap_or_default().as_bytes()].into_iter().chain(told.map(str::as_bytes)))
}

/// Returns the address at which a later text is a revision of this article, if it has one.
///
/// Places in feeds and archives are none: what lies there tomorrow is another article.
pub(super) fn address(item: &Item, article: &Article) -> Option<String> {
    let file = || (item.name != "-").then(|| fs::canonicalize(&item.name).ok()).flatten();
    item.web_address(article).or_else(|| file().map(|path| path.display().to_string()))
}

/// Adds what is waiting as one batch.
pub(super) fn keep(ledger: &mut Ledger, waiting: &mut Vec<Work>, counts: &mut Counts) -> anyhow::Result<()> {
    if waiting.is_empty() {
        return Ok(());
    }
    let mut added = BTreeMap::<&str, usize>::new();
    ledger.set_moment(super::moment());
    let mut batch = ledger.batch()?;
    for work in waiting.iter() {
        let kind = match batch.add(&work.reading, &work.origin)? {
            Added::New(_) => "new",
            Added::Revision(_) => "revision",
            Added::Known(_) => "known",
            Added::Forgotten => "forgotten",
        };
        *added.entry(kind).or_default() += 1;
        if let Some(digest) = &work.digest {
            batch.input_done(digest, &work.name, &work.origin.fetched)?;
        }
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

/// What became of items.
#[derive(Default)]
pub(super) struct Counts {
    pub new: usize,
    pub revisions: usize,
    pub known: usize,
    pub forgotten: usize,
    pub unreadable: usize,
    pub dated: usize,
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} added", self.new, if self.new == 1 { "article" } else { "articles" })?;
        for (count, what) in [
            (self.revisions, "revised"),
            (self.known, "known already"),
            (self.forgotten, "forgotten before and left out"),
            (self.unreadable, "unreadable"),
            (self.dated, "read again in the year of other reports"),
        ] {
            if count > 0 {
                write!(f, ", {count} {what}")?;
            }
        }
        Ok(())
    }
}
