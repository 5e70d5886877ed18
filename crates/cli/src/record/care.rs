//! Care of the ledger: corrections and their log, the authority file, forgetting, reading again, checking, copying.

use std::io::{self, Write as _};
use std::path::PathBuf;

use anyhow::Context as _;
use clap::{Args, Subcommand};
use plenipo_ledger::{Author, Authority, Correction};
use plenipo_record::Day;

use super::{Place, now};
use crate::background::give_way;
use crate::pipeline::Pipeline;
use crate::render::visible;
use crate::{exit, frames};

/// Who makes a correction, and why.
#[derive(Args)]
struct Signed {
    #[command(flatten)]
    place: Place,
    /// The reason, for the log
    #[arg(long, value_name = "TEXT", global = true)]
    why: Option<String>,
    /// Who makes the correction, for the log
    #[arg(long, value_name = "NAME", env = "USER", default_value = "somebody", global = true)]
    who: String,
}

impl Signed {
    fn author(&self) -> Author {
        Author { made: now(), who: self.who.clone(), why: self.why.clone() }
    }
}

/// What to correct.
#[derive(Args)]
pub struct Correct {
    #[command(subcommand)]
    what: What,
    #[command(flatten)]
    signed: Signed,
}

#[derive(Subcommand)]
enum What {
    /// Take an event off all lists
    Reject {
        /// The event
        event: String,
    },
    /// Set a field of an event: status, when, place, country, what, by or with; or the country of an actor
    Edit {
        /// The event, or the actor
        record: String,
        /// The field
        field: String,
        /// The value; days as 2026-01-29 or 2026-01-29..2026-01-31, who takes part as ids parted by commas
        value: String,
    },
    /// Add a note to an event
    Note {
        /// The event
        event: String,
        /// The note
        note: String,
    },
}

/// What to make one.
#[derive(Args)]
pub struct Merge {
    /// An event, or an actor
    one: String,
    /// The other
    other: String,
    #[command(flatten)]
    signed: Signed,
}

/// What to part.
#[derive(Args)]
pub struct Split {
    /// An event, or an actor
    whole: String,
    /// One of its reports, or of its names, by id; `plenipo show` lists them
    part: String,
    #[command(flatten)]
    signed: Signed,
}

/// What to undo.
#[derive(Args)]
pub struct Undo {
    /// The number of the log's entry [default: the latest]
    entry: Option<i64>,
    #[command(flatten)]
    signed: Signed,
}

/// Whose log.
#[derive(Args)]
pub struct Log {
    #[command(flatten)]
    place: Place,
}

/// Which authority file.
#[derive(Args)]
pub struct LoadAuthority {
    /// CSV with a head: name, aliases (parted by |), country, office, from, to, wikidata
    file: PathBuf,
    #[command(flatten)]
    place: Place,
}

/// What to forget.
#[derive(Args)]
pub struct Forget {
    /// The article, or an actor, with whom all articles go that name them
    record: String,
    #[command(flatten)]
    signed: Signed,
}

/// What to read again.
#[derive(Args)]
pub struct Reread {
    #[command(flatten)]
    place: Place,
    /// Read articles again that this version read, too
    #[arg(long)]
    all: bool,
    /// Frames of your own: the .toml files in this folder are used besides those inside the program
    #[arg(long, value_name = "DIR")]
    frames: Option<PathBuf>,
}

/// What to check.
#[derive(Args)]
pub struct Doctor {
    /// Make anew what follows from articles, readings and corrections: indexes, links, events, stories
    #[arg(long)]
    repair: bool,
    #[command(flatten)]
    place: Place,
}

/// Where to copy.
#[derive(Args)]
pub struct Backup {
    /// The file to write
    to: PathBuf,
    #[command(flatten)]
    place: Place,
}

/// Runs `correct`.
pub fn correct(options: &Correct) -> anyhow::Result<u8> {
    let (mut ledger, author) = (options.signed.place.open_existing()?, options.signed.author());
    let entry = match &options.what {
        What::Reject { event } => ledger.reject(event, &author)?,
        What::Edit { record, field, value } => ledger.edit(record, field, value, &author)?,
        What::Note { event, note } => ledger.note(event, note, &author)?,
    };
    done(entry)
}

/// Runs `merge`.
pub fn merge(options: &Merge) -> anyhow::Result<u8> {
    let mut ledger = options.signed.place.open_existing()?;
    done(ledger.merge(&options.one, &options.other, &options.signed.author())?)
}

/// Runs `split`.
pub fn split(options: &Split) -> anyhow::Result<u8> {
    let mut ledger = options.signed.place.open_existing()?;
    done(ledger.split(&options.whole, &options.part, &options.signed.author())?)
}

/// Runs `undo`.
pub fn undo(options: &Undo) -> anyhow::Result<u8> {
    let mut ledger = options.signed.place.open_existing()?;
    let undone = ledger.undo(options.entry, &options.signed.author())?;
    writeln!(io::stdout(), "undone: {}", line(&undone))?;
    Ok(exit::DONE)
}

/// Runs `log`.
pub fn log(options: &Log) -> anyhow::Result<u8> {
    for entry in options.place.read()?.log()? {
        writeln!(io::stdout(), "{}", line(&entry))?;
    }
    Ok(exit::DONE)
}

/// Runs `authority`.
pub fn authority(options: &LoadAuthority) -> anyhow::Result<u8> {
    let file = options.file.display();
    let text = std::fs::read_to_string(&options.file).with_context(|| format!("cannot read `{file}`"))?;
    let rows = authority_rows(&text).with_context(|| format!("`{file}`"))?;
    let known = options.place.open()?.set_authority(&rows)?;
    writeln!(io::stdout(), "{} rows loaded, {known} names of the ledger known by them", rows.len())?;
    Ok(exit::DONE)
}

/// Runs `forget`.
pub fn forget(options: &Forget) -> anyhow::Result<u8> {
    let why = options.signed.why.clone().unwrap_or_else(|| "forgotten on demand".to_owned());
    let count = options.signed.place.open_existing()?.forget(&options.record, &why)?;
    writeln!(io::stdout(), "{count} {} forgotten", if count == 1 { "article" } else { "articles" })?;
    Ok(exit::DONE)
}

/// Runs `reread`.
pub fn reread(options: &Reread) -> anyhow::Result<u8> {
    give_way();
    let mut ledger = options.place.open_existing()?;
    let pipeline = Pipeline::new(frames::lexicon(options.frames.as_deref())?, None);
    let version = env!("CARGO_PKG_VERSION");
    let version = if options.all { format!("{version}+{}", now()) } else { version.to_owned() };
    let differences = ledger.reread(&version, |article, as_of| {
        pipeline.reader().read(article, as_of.and_then(|day| day.parse::<Day>().ok()))
    })?;
    for (article, lines) in &differences {
        for line in lines {
            writeln!(io::stdout(), "{article}  {}", visible(line))?;
        }
    }
    writeln!(io::stdout(), "{} articles are read differently now", differences.len())?;
    Ok(exit::DONE)
}

/// Runs `doctor`.
pub fn doctor(options: &Doctor) -> anyhow::Result<u8> {
    if options.repair {
        options.place.open_existing()?.repair()?;
    }
    let troubles = options.place.read()?.check()?;
    for trouble in &troubles {
        writeln!(io::stdout(), "{trouble}")?;
    }
    if troubles.is_empty() {
        writeln!(io::stdout(), "the ledger is sound")?;
        return Ok(exit::DONE);
    }
    Ok(exit::UNREADABLE)
}

/// Runs `backup`.
pub fn backup(options: &Backup) -> anyhow::Result<u8> {
    options.place.read()?.backup(&options.to)?;
    Ok(exit::DONE)
}

fn done(entry: i64) -> anyhow::Result<u8> {
    writeln!(io::stdout(), "entry {entry} of the log; `plenipo undo {entry}` takes it back")?;
    Ok(exit::DONE)
}

fn line(entry: &Correction) -> String {
    let optional = |value: &Option<String>| value.as_deref().unwrap_or("-").to_owned();
    let fields = [
        entry.id.to_string(),
        entry.made.clone(),
        entry.who.clone(),
        entry.action.clone(),
        entry.target.clone(),
        optional(&entry.argument),
        optional(&entry.before),
        optional(&entry.after),
        optional(&entry.why),
        entry.undoes.map_or("-".to_owned(), |undone| format!("undoes {undone}")),
    ];
    visible(&fields.join("  "))
}

const COLUMNS: [&str; 7] = ["name", "aliases", "country", "office", "from", "to", "wikidata"];

fn authority_rows(text: &str) -> anyhow::Result<Vec<Authority>> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(text.as_bytes());
    let head = reader.headers()?.clone();
    anyhow::ensure!(!head.is_empty(), "the file is empty");
    if let Some(unknown) = head.iter().find(|column| !COLUMNS.contains(column)) {
        anyhow::bail!("no column `{unknown}`: expected {}", COLUMNS.join(", "));
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record?;
        let at = record.position().map_or(0, csv::Position::line);
        anyhow::ensure!(record.len() == head.len(), "line {at}: {} cells under {} heads", record.len(), head.len());
        let cell = |name: &str| {
            let column = head.iter().position(|column| column == name)?;
            Some(record[column].to_owned()).filter(|cell| !cell.is_empty())
        };
        let row = Authority {
            name: cell("name").with_context(|| format!("line {at}: no name"))?,
            aliases: cell("aliases")
                .iter()
                .flat_map(|names| names.split('|'))
                .map(|name| name.trim().to_owned())
                .collect(),
            country: cell("country"),
            office: cell("office"),
            from: cell("from"),
            to: cell("to"),
            wikidata: cell("wikidata"),
        };
        if let Some(country) = &row.country {
            country.parse::<plenipo_record::CountryCode>().with_context(|| format!("line {at}"))?;
        }
        rows.push(row);
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_authority_file_is_read_by_its_head() {
        let text = "name,country,office,aliases\n\"Talvik, Mira\",EST,Foreign Minister,M. Talvik|@MiraTalvik\n";
        let rows = authority_rows(text).expect("well formed");
        assert_eq!(rows[0].name, "Talvik, Mira");
        assert_eq!(rows[0].aliases, ["M. Talvik", "@MiraTalvik"]);
        assert_eq!(rows[0].wikidata, None);
    }

    #[test]
    fn what_is_no_authority_file_is_refused() {
        for text in ["", "name,height\nA,B\n", "name,country\nA\n", "name,country\nA,Estonia\n"] {
            assert!(authority_rows(text).is_err(), "{text}");
        }
    }
}
