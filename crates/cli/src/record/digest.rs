//! The `digest` command: the day's mail.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::Context as _;
use clap::Args;
use jiff::ToSpan as _;
use plenipo_desk::search::{SavedSearch, SavedSearches, meaning, parse};
use plenipo_exchange::{Sheet, brief_sheet, calendar};
use plenipo_ledger::{BriefRequest, Filter, Ledger, date_of_day, day_number};
use plenipo_mail::{Letter, Relay};
use plenipo_record::{Day, When};

use super::{Place, today};
use crate::{batch, exit, pipeline};

/// What to write to whom.
#[derive(Args)]
#[command(
    after_help = "Without a search the digest is of all that the day's articles tell. `-` writes to standard output."
)]
pub struct Options {
    #[command(flatten)]
    place: Place,
    /// A search, in the language of the desk, such as `country:NOR kind:visit`; may be given more than once
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    query: Vec<String>,
    /// A file of saved searches, all of which go into the digest; with --only the one beside the ledger if none is named
    #[arg(long, value_name = "FILE")]
    searches: Option<PathBuf>,
    /// Of the saved searches only the one of this name
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
    /// The day [default: today]
    #[arg(long, value_name = "DATE", value_parser = batch::full_date)]
    day: Option<Day>,
    /// How many days up to it
    #[arg(long, value_name = "NUMBER", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=366))]
    days: u16,
    /// Who sends it
    #[arg(long, value_name = "ADDRESS", default_value = "Plenipo <plenipo@localhost>")]
    from: String,
    /// Who gets it; may be given more than once
    #[arg(long, value_name = "ADDRESS", default_value = "plenipo@localhost")]
    to: Vec<String>,
    /// Where readers find the desk, for links, such as `http://127.0.0.1:8080`
    #[arg(long, value_name = "ADDRESS", value_parser = super::parse_site)]
    site: Option<String>,
    /// Where to write the mail; `-` is standard output
    #[arg(long, short, value_name = "FILE", default_value = "-", conflicts_with = "smtp")]
    output: PathBuf,
    /// Send it through a server instead: `smtps://NAME@HOST`, or `smtp://HOST`
    #[arg(long, value_name = "ADDRESS")]
    smtp: Option<String>,
    /// The file that holds the server's password
    #[arg(long, value_name = "FILE", requires = "smtp")]
    password_file: Option<PathBuf>,
    /// Write or send nothing if there is nothing to tell
    #[arg(long)]
    skip_empty: bool,
}

/// Runs the command.
pub fn run(options: &Options) -> anyhow::Result<u8> {
    let ledger = options.place.read()?;
    let last = date_of_day(today(options.day));
    let first = last.saturating_sub((i64::from(options.days) - 1).days());
    let searches = options.wanted()?;
    let mut sheets = Vec::new();
    for search in &searches {
        sheets.extend(sheet(&ledger, search, (day_number(first), day_number(last)), options.skip_empty)?);
    }
    if sheets.is_empty() {
        writeln!(io::stderr(), "nothing to tell of {last}")?;
        return Ok(exit::DONE);
    }
    let period = calendar::when(When::between(first, last));
    let subject = match &searches[..] {
        [SavedSearch { name, .. }] if !name.is_empty() => format!("{name}, {period}"),
        _ => format!("Diplomatic digest, {period}"),
    };
    let told: Vec<&str> = searches.iter().map(|search| search.query.as_str()).collect();
    let letter = Letter {
        subject,
        from: options.from.clone(),
        to: options.to.clone(),
        date: SystemTime::now(),
        key: format!("{first} {last} {}", told.join("\n")),
        sheets,
        site: options.site.clone(),
    };
    match &options.smtp {
        Some(address) => {
            let password = options.password_file.as_deref().map(password).transpose()?;
            Relay::new(address, password.as_deref())?.send(&letter)?;
            writeln!(io::stderr(), "sent to {}", letter.to.join(", "))?;
        }
        None if options.output == Path::new("-") => io::stdout().lock().write_all(&letter.to_eml()?)?,
        None => fs::write(&options.output, letter.to_eml()?)
            .with_context(|| format!("cannot write `{}`", options.output.display()))?,
    }
    Ok(exit::DONE)
}

impl Options {
    /// Returns the searches of the digest; one of everything where none is asked for.
    fn wanted(&self) -> anyhow::Result<Vec<SavedSearch>> {
        let beside = || self.only.as_ref().map(|_| SavedSearches::beside(&self.place.ledger));
        let mut wanted = match self.searches.clone().or_else(beside) {
            Some(file) => {
                anyhow::ensure!(file.exists(), "there is no file of searches `{}`", file.display());
                SavedSearches::open(&file)?.all()
            }
            None => Vec::new(),
        };
        if let Some(only) = &self.only {
            wanted.retain(|search| search.name == *only);
            anyhow::ensure!(!wanted.is_empty(), "no saved search is called `{only}`");
        }
        let unnamed = |query: &str| SavedSearch { name: String::new(), query: query.to_owned() };
        wanted.extend(self.query.iter().map(|query| unnamed(query)));
        if wanted.is_empty() {
            wanted.push(unnamed(""));
        }
        Ok(wanted)
    }
}

/// Lays out what one search finds in the news of a period.
fn sheet(ledger: &Ledger, search: &SavedSearch, period: (i32, i32), skip_empty: bool) -> anyhow::Result<Option<Sheet>> {
    let meaning = meaning(&parse(&search.query));
    anyhow::ensure!(meaning.notes.is_empty(), "`{}`: {}", search.query, meaning.notes.join(" "));
    let query = meaning.query;
    let is_plain = query.without.is_empty() && query.outlet.is_none() && query.countries.len() <= 2;
    anyhow::ensure!(
        is_plain,
        "`{}`: a digest knows neither `-without` nor `outlet:`, and two countries at most",
        search.query
    );
    let mut countries = query.countries.into_iter();
    let filter = Filter {
        country: countries.next(),
        other_country: countries.next(),
        news_of: Some(period),
        limit: None,
        ..query.filter
    };
    let brief = ledger.brief(&BriefRequest { filter, today: period.1 })?;
    if skip_empty && brief.is_empty() {
        return Ok(None);
    }
    let mut sheet = brief_sheet(&brief, &pipeline::country);
    if !search.query.is_empty() {
        let name = if search.name.is_empty() { &meaning.told } else { &search.name };
        sheet.title = format!("{name}: {}", sheet.title);
    }
    Ok(Some(sheet))
}

fn password(file: &Path) -> anyhow::Result<String> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read `{}`", file.display()))?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}
