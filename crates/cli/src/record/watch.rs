//! The `watch` command: feeds and pages of the web into the ledger, again and again.

use std::fs;
use std::io::{self, Write as _};
use std::ops::ControlFlow;
use std::path::Path;
use std::thread;
use std::time::Duration;

use anyhow::Context as _;
use clap::Args;
use jiff::Timestamp;
use plenipo_fetch::{Answer, Fault, Fetcher, Known, Page, Settings};
use plenipo_intake::{Content, Item};
use plenipo_ledger::{Ledger, Origin, Watched, digest};

use super::add::{Counts, Work, address, fingerprint, keep};
use super::{Place, now};
use crate::background::give_way;
use crate::batch::Knowledge;
use crate::exit;
use crate::pipeline::{Failure, Pipeline};
use crate::render::visible;

/// How many articles are kept together.
const BATCH: usize = 32;
/// An address that fails is asked ever more rarely, but at least so often, in seconds.
const RAREST: i64 = 24 * 60 * 60;
/// How long is slept at a time where nothing is due, in seconds.
const NAP: i64 = 30;

/// What to watch.
#[derive(Args)]
#[command(after_help = exit::HELP)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Options {
    /// Addresses of feeds or pages, or files with lists of them: OPML, or one address a line
    ///
    /// They are remembered in the ledger; without any, what is remembered is watched. Of each new entry of a feed the page
    /// is read, unless the feed brings the whole text. A site's robots.txt is kept to.
    #[arg(value_name = "ADDRESS")]
    addresses: Vec<String>,

    #[command(flatten)]
    place: Place,

    #[command(flatten)]
    knowledge: Knowledge,

    /// Ask for what is due once, and end
    #[arg(long)]
    once: bool,

    /// Print what is watched and how it went, and end
    #[arg(long, conflicts_with = "once")]
    list: bool,

    /// Stop watching these addresses
    #[arg(long, requires = "addresses", conflicts_with_all = ["once", "list"])]
    stop: bool,

    /// How many minutes lie between two visits to an address
    #[arg(long, value_name = "MINUTES", default_value_t = 15, value_parser = clap::value_parser!(u16).range(1..))]
    every: u16,

    /// How many seconds a site is left alone between two requests
    #[arg(long, value_name = "SECONDS", default_value_t = 2)]
    pace: u8,

    /// Let addresses of this machine and the local network be fetched
    #[arg(long)]
    allow_private: bool,
}

/// Runs the command.
pub fn run(options: &Options) -> anyhow::Result<u8> {
    give_way();
    let ledger = options.place.open()?;
    for address in addresses(&options.addresses)? {
        if !options.stop {
            ledger.watch(&address)?;
        } else if !ledger.unwatch(&address)? {
            eprintln!("{}: was not watched", visible(&address));
        }
    }
    if options.list {
        return list(&ledger);
    }
    if options.stop {
        return Ok(exit::DONE);
    }
    anyhow::ensure!(!ledger.watched()?.is_empty(), "nothing is watched; hint: `plenipo watch ADDRESS…`");
    let settings = Settings {
        allow_private: options.allow_private,
        pace: Duration::from_secs(u64::from(options.pace)),
        ..Settings::default()
    };
    let mut watcher = Watcher {
        ledger,
        fetcher: Fetcher::new(settings),
        pipeline: options.knowledge.pipeline()?,
        as_of: options.knowledge.as_of.map(|day| day.to_string()),
        every: i64::from(options.every) * 60,
    };
    let mut code = exit::DONE;
    loop {
        let seconds = Timestamp::now().as_second();
        let due: Vec<Watched> =
            watcher.ledger.watched()?.into_iter().filter(|watched| is_due(watched, seconds)).collect();
        let has_worked = !due.is_empty();
        for watched in due {
            code = code.max(watcher.visit(watched)?);
        }
        if options.once {
            return Ok(code);
        }
        if has_worked {
            watcher.ledger.rest()?;
        }
        let next = watcher.ledger.watched()?.first().map_or(seconds + NAP, |watched| watched.due);
        let nap = (next - Timestamp::now().as_second()).clamp(1, NAP);
        thread::sleep(Duration::from_secs(nap.unsigned_abs()));
    }
}

/// Returns the addresses that the command line names, those in files too.
fn addresses(named: &[String]) -> anyhow::Result<Vec<String>> {
    let mut addresses = Vec::new();
    for name in named {
        if name.contains("://") {
            addresses.push(name.clone());
            continue;
        }
        let bytes = fs::read(Path::new(name)).with_context(|| format!("cannot read `{}`", visible(name)))?;
        let listed = plenipo_intake::feeds(&bytes);
        if listed.is_empty() {
            let text = String::from_utf8_lossy(&bytes);
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
            addresses.extend(lines.map(str::to_owned));
        } else {
            addresses.extend(listed.into_iter().map(|feed| feed.address));
        }
    }
    Ok(addresses)
}

fn list(ledger: &Ledger) -> anyhow::Result<u8> {
    let mut out = io::stdout().lock();
    for watched in ledger.watched()? {
        let moment = |seconds: i64| {
            Timestamp::from_second(seconds)
                .map_or_else(|_| "-".to_owned(), |at| at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
        };
        let asked = watched.asked.map_or("-".to_owned(), moment);
        let went = watched.trouble.unwrap_or_else(|| "well".to_owned());
        writeln!(
            out,
            "{}\t{asked}\t{}\t{}\t{}",
            visible(&watched.address),
            moment(watched.due),
            watched.failures,
            visible(&went)
        )?;
    }
    Ok(exit::DONE)
}

struct Watcher {
    ledger: Ledger,
    fetcher: Fetcher,
    pipeline: Pipeline,
    as_of: Option<String>,
    /// Seconds between two visits.
    every: i64,
}

/// What came of the entries of one address.
#[derive(Default)]
struct Round {
    counts: Counts,
    waiting: Vec<Work>,
    /// Whether an entry is to be tried again next time.
    unfinished: bool,
}

impl Watcher {
    /// Asks one address, adds what is new there, and notes how it went; returns the exit code for it.
    fn visit(&mut self, mut watched: Watched) -> anyhow::Result<u8> {
        let known = Known { etag: watched.etag.clone(), last_modified: watched.last_modified.clone() };
        let answer = self.fetcher.get(&watched.address, &known);
        let seconds = Timestamp::now().as_second();
        watched.asked = Some(seconds);
        watched.due = seconds + self.every;
        let code = match answer {
            Ok(answer) => {
                (watched.failures, watched.trouble) = (0, None);
                let Answer::Fresh(page) = answer else {
                    self.ledger.note_watched(&watched)?;
                    return Ok(exit::DONE);
                };
                let mut round = self.take(&watched.address, &page)?;
                let pipeline = &self.pipeline;
                round.counts.dated =
                    self.ledger.settle_years(|article, day| pipeline.reader().read(article, Some(day)))?;
                // Where an entry is still to be had, the server must not say next time that nothing has changed.
                let known = if round.unfinished { Known::default() } else { page.known };
                (watched.etag, watched.last_modified) = (known.etag, known.last_modified);
                if round.counts.new + round.counts.revisions + round.counts.unreadable > 0 {
                    writeln!(io::stdout(), "{}: {}", visible(&watched.address), round.counts)?;
                }
                if round.counts.unreadable > 0 { exit::UNREADABLE } else { exit::DONE }
            }
            Err(error) => {
                complain(&error.to_string());
                watched.failures += 1;
                watched.due = seconds + pause(&error.fault, self.every, watched.failures);
                watched.trouble = Some(error.to_string());
                exit::UNREADABLE
            }
        };
        self.ledger.note_watched(&watched)?;
        Ok(code)
    }

    /// Adds what a page or the entries of a feed say.
    fn take(&mut self, watched: &str, page: &Page) -> anyhow::Result<Round> {
        let (mut items, mut lists, mut round) = (Vec::new(), 0, Round::default());
        plenipo_intake::read(watched, page.bytes.as_slice(), &mut |item| {
            match item {
                Ok(item) => items.push(item),
                Err(error) if matches!(error.fault, plenipo_intake::Fault::FeedList(_)) => lists += 1,
                Err(error) => {
                    complain(&error.to_string());
                    round.counts.unreadable += 1;
                }
            }
            ControlFlow::Continue(())
        });
        if lists > 0 {
            for feed in plenipo_intake::feeds(&page.bytes) {
                self.ledger.watch(&feed.address)?;
            }
        }
        for mut item in items {
            let is_page = item.name == watched;
            if is_page {
                item.fields.address = Some(page.address.clone());
            }
            self.entry(item, is_page, &mut round)?;
            if round.waiting.len() >= BATCH {
                keep(&mut self.ledger, &mut round.waiting, &mut round.counts)?;
            }
        }
        keep(&mut self.ledger, &mut round.waiting, &mut round.counts)?;
        Ok(round)
    }

    /// Reads one entry, or the page behind it, unless it is known.
    fn entry(&mut self, mut item: Item, is_page: bool, round: &mut Round) -> anyhow::Result<()> {
        // A page is known by its content, which may change; an entry by its address.
        let known = match &item.fields.address {
            Some(address) if !is_page => digest([b"address".as_slice(), address.as_bytes()]),
            _ => fingerprint(&item, self.as_of.as_deref()),
        };
        if self.ledger.has_input(&known)? {
            round.counts.known += 1;
            return Ok(());
        }
        if let (Content::Nothing, Some(address)) = (&item.content, item.fields.address.clone()) {
            match self.fetcher.get(&address, &Known::default()) {
                Ok(Answer::Fresh(page)) => item.content = Content::Page(page.bytes),
                Ok(Answer::Unchanged) => {}
                Err(error) if error.fault.may_pass() => {
                    complain(&error.to_string());
                    round.unfinished = true;
                    return Ok(());
                }
                // What the feed told of it is all that there is to be had.
                Err(error) => complain(&error.to_string()),
            }
        }
        match self.pipeline.read(&item, |reading| reading) {
            Ok(reading) => {
                let origin = Origin {
                    fetched: now(),
                    reader: env!("CARGO_PKG_VERSION").to_owned(),
                    as_of: self.as_of.clone(),
                    address: address(&item, &reading.article),
                };
                round.waiting.push(Work { name: item.name, digest: Some(known), origin, reading });
            }
            Err(failure) => {
                complain(&unreadable(&item, &failure));
                round.counts.unreadable += 1;
                let mut batch = self.ledger.batch()?;
                batch.input_done(&known, &item.name, &now())?;
                batch.commit()?;
            }
        }
        Ok(())
    }
}

fn unreadable(item: &Item, failure: &Failure) -> String {
    format!("{}: {failure}", item.fields.address.as_deref().unwrap_or(&item.name))
}

fn complain(line: &str) {
    eprintln!("{}", visible(line));
}

/// Tells whether an address is to be asked now: when its time has come, and when it was asked at a time that is yet to come,
/// because the clock was wrong then and has been set right.
fn is_due(watched: &Watched, now: i64) -> bool {
    watched.due <= now || watched.asked.is_some_and(|asked| asked > now + NAP)
}

/// Returns how many seconds an address that failed is left alone: as long as the server asks, else twice as long each time.
fn pause(fault: &Fault, every: i64, failures: u32) -> i64 {
    let doubled = every.saturating_mul(1 << failures.min(10));
    let asked = match fault {
        Fault::Busy { wait: Some(wait), .. } => i64::try_from(wait.as_secs()).unwrap_or(RAREST),
        _ => 0,
    };
    doubled.min(RAREST).max(asked.min(7 * RAREST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_fails_is_asked_ever_more_rarely() {
        let gone = Fault::Refused { status: 410 };
        assert_eq!(pause(&gone, 900, 1), 1800);
        assert_eq!(pause(&gone, 900, 3), 7200);
        assert_eq!(pause(&gone, 900, 40), RAREST);
        let busy = Fault::Busy { status: 429, wait: Some(Duration::from_secs(40_000)) };
        assert_eq!(pause(&busy, 900, 1), 40_000, "as long as the server asks");
    }
}
