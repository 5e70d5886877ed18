//! The `export` command: the record in the formats of other programs.

use std::collections::BTreeSet;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use plenipo_exchange::export::{Calendar, Feed, FollowTheMoney, Gdelt, LinkedData, Polecat, Stream};
use plenipo_exchange::{change_json, reading_json};
use plenipo_ledger::{Filter, Ledger};

use super::Place;
use super::list::{Narrowing, OfEvents};
use super::output::Output;
use super::tables;
use crate::exit;
use crate::pipeline::country;

/// What to write, and where.
#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    place: Place,
    /// The format
    #[arg(long, value_enum)]
    format: Format,
    /// Where to write: a folder for `csv` and `parquet`, else a file; `-` is standard output
    #[arg(long, short, value_name = "PATH", default_value = "-")]
    output: PathBuf,
    /// With `readings`: add each article's text, into which the offsets count
    #[arg(long)]
    with_text: bool,
    #[command(flatten)]
    narrowing: Narrowing,
    #[command(flatten)]
    narrower: OfEvents,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A folder of tables with a codebook, as comma-separated values
    Csv,
    /// The same folder of tables as Parquet, for pandas, polars, R, `DuckDB` and Spark
    Parquet,
    /// A calendar (iCalendar)
    Ics,
    /// A feed (Atom)
    Atom,
    /// Rows in the columns of GDELT 2.0's event files, parted by tabs
    Gdelt,
    /// Rows in the columns of POLECAT's files, parted by tabs
    Polecat,
    /// What the articles say, as `read --format json` prints it, with events linked over all articles
    Readings,
    /// Linked data in the words of schema.org (JSON-LD)
    Jsonld,
    /// What was added, changed or went, with `--changed-since`; one record a line (JSON Lines)
    Changes,
    /// Entities of followthemoney, one a line, for Aleph and `OpenAleph`
    Ftm,
}

/// Runs the command.
pub fn run(options: &Options) -> anyhow::Result<u8> {
    let ledger = options.place.read()?;
    let filter = options.narrower.narrow(options.narrowing.filter());
    if matches!(options.format, Format::Csv | Format::Parquet) {
        anyhow::ensure!(options.output != Path::new("-"), "tables are written into a folder; hint: `--output FOLDER`");
        match options.format {
            Format::Csv => tables::csv(&ledger, &filter, &options.output)?,
            _ => tables::parquet(&ledger, &filter, &options.output)?,
        }
        return Ok(exit::DONE);
    }
    let mut out: Box<dyn Write> = if options.output == Path::new("-") {
        Box::new(BufWriter::new(io::stdout().lock()))
    } else {
        Box::new(BufWriter::new(Output::create(&options.output)?))
    };
    let version = concat!("plenipo ", env!("CARGO_PKG_VERSION"));
    match options.format {
        Format::Csv | Format::Parquet => unreachable!("tables were written above"),
        Format::Readings => readings(&ledger, &filter, options.with_text, &mut out)?,
        Format::Ics => stream(&ledger, &filter, &mut Calendar::new(&country), &mut out)?,
        Format::Atom => stream(&ledger, &filter, &mut Feed::new("Diplomatic events", &country), &mut out)?,
        Format::Gdelt => stream(&ledger, &filter, &mut Gdelt::new(&country), &mut out)?,
        Format::Polecat => stream(&ledger, &filter, &mut Polecat::new(version, &country), &mut out)?,
        Format::Changes => {
            for change in ledger.changes(&filter)? {
                writeln!(out, "{}", change_json(&change))?;
            }
        }
        Format::Ftm => stream(&ledger, &filter, &mut FollowTheMoney::new(&country), &mut out)?,
        Format::Jsonld => stream(&ledger, &filter, &mut LinkedData::new(&country), &mut out)?,
    }
    out.flush()?;
    Ok(exit::DONE)
}

/// Writes events and quotations one after the other until one cannot be written.
fn stream(ledger: &Ledger, filter: &Filter, format: &mut dyn Stream, out: &mut impl Write) -> anyhow::Result<()> {
    out.write_all(format.begin().as_bytes())?;
    let (mut done, mut articles) = (Ok(()), BTreeSet::new());
    ledger.each_event(filter, |view| {
        articles.extend(view.reports.iter().map(|report| report.article.clone()));
        if done.is_ok() {
            done = out.write_all(format.event(&view).as_bytes());
        }
    })?;
    done?;
    for quote in ledger.quotes_beside(filter, &articles)? {
        out.write_all(format.quote(&quote).as_bytes())?;
    }
    if filter.changed_since.is_some() {
        gone(ledger, filter, format, out)?;
    }
    Ok(out.write_all(format.end().as_bytes())?)
}

/// Writes what is gone, and says so where the format has no place for it.
fn gone(ledger: &Ledger, filter: &Filter, format: &mut dyn Stream, out: &mut impl Write) -> anyhow::Result<()> {
    let (mut gone, mut told) = (0, 0);
    for change in ledger.changes(filter)?.iter().filter(|change| change.change == "gone") {
        let text = format.gone(change);
        gone += 1;
        told += usize::from(!text.is_empty());
        out.write_all(text.as_bytes())?;
    }
    if gone > 0 && told == 0 {
        writeln!(
            io::stderr(),
            "plenipo: {gone} records are gone, which `--format changes` tells and this format cannot"
        )?;
    }
    Ok(())
}

/// Writes the readings of articles that tell one of the events that fit; of all articles if nothing narrows them.
fn readings(ledger: &Ledger, filter: &Filter, with_text: bool, out: &mut impl Write) -> anyhow::Result<()> {
    let all = *filter == Filter::default();
    let events = if all { Vec::new() } else { ledger.events(filter)? };
    let wanted: BTreeSet<String> = events.into_iter().map(|event| event.id).collect();
    let mut done = Ok(());
    ledger.each_reading(|reading| {
        if done.is_ok() && (all || reading.events.iter().any(|event| wanted.contains(&event.id))) {
            done = writeln!(out, "{}", reading_json(&reading, plenipo_exchange::Options { with_text }));
        }
    })?;
    Ok(done?)
}
