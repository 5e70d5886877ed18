//! What one request asks.

use jiff::civil::Date;
use plenipo_ledger::{Cursor, Ledger, Overview, day_number};
use plenipo_record::{CountryCode, Day};

use crate::access::Visitor;
use crate::desk::Desk;
use crate::refusal::Refusal;
use crate::route::Format;

/// The rows of one part of a list, if nothing else is asked for.
const ROWS: usize = 50;
/// The rows of a list as a table, which is fetched to be kept.
const TABLE_ROWS: usize = 5000;
/// The most rows that anybody gets at once.
pub const MOST_ROWS: usize = 10_000;
/// The longest value of a parameter, in bytes.
pub const LONGEST_VALUE: usize = 1000;

/// One request, with the ledger that answers it.
pub struct Asked<'a> {
    /// The ledger.
    pub ledger: &'a Ledger,
    /// Who asks.
    pub visitor: &'a Visitor,
    /// The day on the clock.
    pub clock: Date,
    /// The desk that is asked.
    pub desk: &'a Desk,
    /// The shape of the reply.
    pub format: Format,
    /// What stands in the named part of the address, without its suffix.
    pub name: String,
    /// The parameters, in their order.
    pub parameters: Vec<(String, String)>,
}

impl Asked<'_> {
    /// Returns a parameter, nothing if it is missing or empty.
    ///
    /// # Errors
    ///
    /// Fails if it is too long to be meant.
    pub fn text(&self, name: &str) -> Result<Option<&str>, Refusal> {
        let value = self.parameters.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim());
        match value {
            Some(value) if value.len() > LONGEST_VALUE => {
                Err(Refusal::BadRequest(format!("“{name}” is longer than {LONGEST_VALUE} bytes")))
            }
            _ => Ok(value.filter(|value| !value.is_empty())),
        }
    }

    /// Returns a parameter that is a day, a month or a year.
    ///
    /// # Errors
    ///
    /// Fails if it is none of them.
    pub fn day(&self, name: &str) -> Result<Option<Day>, Refusal> {
        let Some(text) = self.text(name)? else { return Ok(None) };
        let day = text.parse::<Day>().ok().filter(|day| day.first().is_some());
        let refused = || Refusal::BadRequest(format!("“{text}” is no day such as 2026-01-29, 2026-01 or 2026"));
        day.map(Some).ok_or_else(refused)
    }

    /// Returns a parameter that is the code of a country.
    ///
    /// # Errors
    ///
    /// Fails if it is none.
    pub fn country(&self, name: &str) -> Result<Option<CountryCode>, Refusal> {
        let Some(text) = self.text(name)? else { return Ok(None) };
        let refused = |_| Refusal::BadRequest(format!("“{text}” is no country code such as FRA"));
        text.to_uppercase().parse().map(Some).map_err(refused)
    }

    /// Returns how many rows a list shows.
    ///
    /// # Errors
    ///
    /// Fails if the parameter is no number of rows.
    pub fn limit(&self) -> Result<usize, Refusal> {
        let usual = if self.format == Format::Csv { TABLE_ROWS } else { ROWS };
        let Some(text) = self.text("limit")? else { return Ok(usual) };
        let limit = text.parse().ok().filter(|limit| (1..=MOST_ROWS).contains(limit));
        limit.ok_or_else(|| Refusal::BadRequest(format!("“limit” is no number from 1 to {MOST_ROWS}")))
    }

    /// Returns where in a list to go on.
    ///
    /// # Errors
    ///
    /// Fails if the parameter was not made by the desk.
    pub fn after(&self) -> Result<Option<Cursor>, Refusal> {
        let Some(text) = self.text("after")? else { return Ok(None) };
        text.parse().map(Some).map_err(|_| Refusal::BadRequest("“after” is no place in this list".to_owned()))
    }

    /// Returns how much the ledger holds.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn overview(&self) -> Result<Overview, Refusal> {
        Ok(self.ledger.overview(day_number(self.clock))?)
    }

    /// Returns the day that counts as today: that of the latest news, so that an archive is read as of its own time.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn news_day(&self) -> Result<Date, Refusal> {
        Ok(self.ledger.latest_news(day_number(self.clock))?.map_or(self.clock, crate::view::date_of))
    }
}
