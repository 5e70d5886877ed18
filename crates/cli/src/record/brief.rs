//! The `brief` command: what a period, a person, a country or a story amounts to.

use clap::{Args, ValueEnum};
use plenipo_exchange::{brief_html, brief_json, brief_markdown, brief_sheet};
use plenipo_ledger::{BriefRequest, Filter, day_number};
use plenipo_record::{CountryCode, Day};

use super::list::country;
use super::{Place, lines, today};
use crate::{batch, exit, pipeline};

/// What to write a brief of.
#[derive(Args)]
#[command(
    after_help = "Without a period, a brief of a person, a country or a story is of all days, any other of today."
)]
pub struct Options {
    #[command(flatten)]
    place: Place,
    /// The first day, as 2026-01-29, 2026-01 or 2026
    #[arg(long, value_name = "DAY")]
    since: Option<Day>,
    /// The last day
    #[arg(long, value_name = "DAY")]
    until: Option<Day>,
    /// A person or an organisation: a name, or an id
    #[arg(long, value_name = "NAME")]
    who: Option<String>,
    /// A country, three letters
    #[arg(long, value_name = "CODE", value_parser = country)]
    country: Option<CountryCode>,
    /// Two countries and what is between them
    #[arg(long, value_name = "CODE,CODE", value_parser = pair, conflicts_with = "country")]
    pair: Option<(CountryCode, CountryCode)>,
    /// A story, by its id
    #[arg(long, value_name = "ID")]
    story: Option<String>,
    /// The day that counts as today [default: today]
    #[arg(long, value_name = "DATE", value_parser = batch::full_date)]
    as_of: Option<Day>,
    /// How it is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A page for a terminal
    Text,
    /// Markdown
    Markdown,
    /// A web page that needs nothing from elsewhere
    Html,
    /// One JSON object
    Json,
}

/// Runs the command.
pub fn run(options: &Options) -> anyhow::Result<u8> {
    let brief = options.place.read()?.brief(&options.request())?;
    let sheet = || brief_sheet(&brief, &pipeline::country);
    lines::print(&match options.format {
        Format::Text => lines::brief(&sheet()),
        Format::Markdown => brief_markdown(&sheet()),
        Format::Html => brief_html(&sheet()),
        Format::Json => format!("{}\n", brief_json(&brief)),
    })?;
    Ok(exit::DONE)
}

impl Options {
    fn request(&self) -> BriefRequest {
        let today = today(self.as_of);
        let of_somebody = self.who.is_some() || self.country.is_some() || self.pair.is_some() || self.story.is_some();
        let number = |day: Option<Day>, end: fn(Day) -> Option<jiff::civil::Date>| day.and_then(end).map(day_number);
        let (since, until) = (number(self.since, Day::first), number(self.until, Day::last));
        let news_of = match (since, until) {
            (None, None) if of_somebody => None,
            (None, None) => Some((today, today)),
            (None, Some(_)) => None,
            (Some(since), until) => Some((since, until.unwrap_or(today.max(since)))),
        };
        let (country, other_country) = match self.pair {
            Some((one, other)) => (Some(one), Some(other)),
            None => (self.country, None),
        };
        let until = until.filter(|_| since.is_none());
        let (who, story) = (self.who.clone(), self.story.clone());
        let filter = Filter { who, country, other_country, story, news_of, until, ..Filter::default() };
        BriefRequest { filter, today }
    }
}

fn pair(codes: &str) -> Result<(CountryCode, CountryCode), String> {
    let (one, other) = codes.split_once(',').ok_or("expected two countries, as EST,NOR")?;
    Ok((country(one.trim())?, country(other.trim())?))
}
