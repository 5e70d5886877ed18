//! Commands that keep the ledger and ask it.

pub mod add;
pub mod brief;
pub mod care;
pub mod digest;
pub mod export;
mod lines;
pub mod list;
pub mod mcp;
mod output;
mod page;
pub mod serve;
pub mod show;
mod submit;
mod table;
pub mod tables;
pub mod users;
pub mod watch;

use std::path::{Path, PathBuf};

use clap::Args;
use plenipo_ledger::{Ledger, day_number};
use plenipo_record::Day;

/// Which ledger.
#[derive(Args)]
pub struct Place {
    /// The ledger's file
    #[arg(long, value_name = "FILE", default_value = "plenipo.db", global = true)]
    ledger: PathBuf,
}

impl Place {
    /// Opens the ledger for writing, and makes it if there is none.
    fn open(&self) -> anyhow::Result<Ledger> {
        let mut ledger = Ledger::open(&self.ledger)?;
        ledger.set_moment(moment());
        Ok(ledger)
    }

    /// Opens the ledger for writing, if there is one.
    fn open_existing(&self) -> anyhow::Result<Ledger> {
        self.demand()?;
        self.open()
    }

    /// Opens the ledger for reading.
    fn read(&self) -> anyhow::Result<Ledger> {
        self.demand()?;
        Ok(Ledger::open_for_reading(&self.ledger)?)
    }

    /// Returns the file of the ledger, if there is one.
    fn existing(&self) -> anyhow::Result<&Path> {
        self.demand()?;
        Ok(&self.ledger)
    }

    fn demand(&self) -> anyhow::Result<()> {
        let path = self.ledger.display();
        anyhow::ensure!(self.ledger.exists(), "no ledger `{path}`; hint: `plenipo add INPUT…` makes one");
        Ok(())
    }
}

/// Returns the number of the day that counts as today: the one given, or else today's in Greenwich.
fn today(given: Option<Day>) -> i32 {
    let today = || jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    day_number(given.and_then(Day::first).unwrap_or_else(today))
}

/// Returns the present moment to the millisecond, as records are marked with it when they change.
fn moment() -> String {
    written(jiff::Timestamp::now())
}

/// Parses the address by which a desk is reached: a scheme and a host, without a path.
fn parse_site(text: &str) -> Result<String, String> {
    let site = text.trim_end_matches('/');
    let host = site.strip_prefix("https://").or_else(|| site.strip_prefix("http://"));
    let is_odd = |c: char| c.is_control() || c.is_whitespace() || "/?#@\"<>\\".contains(c);
    match host {
        Some(host) if !host.is_empty() && !host.contains(is_odd) => Ok(site.to_owned()),
        _ => Err("expected http:// or https:// and a host, such as https://desk.example.org".to_owned()),
    }
}

/// Parses a moment, or the first moment of a day in Greenwich.
fn parse_moment(text: &str) -> Result<String, String> {
    let day = || Some(text.parse::<jiff::civil::Date>().ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp());
    let moment = text.parse().ok().or_else(day);
    moment.map(written).ok_or_else(|| "expected a moment as 2026-01-29 or 2026-01-29T14:00:00Z".to_owned())
}

fn written(moment: jiff::Timestamp) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

/// Returns the present moment, ISO 8601 in Greenwich.
fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
