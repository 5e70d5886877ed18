//! The year of a page that tells none, learnt from other reports of the same events.

use std::collections::BTreeMap;

use plenipo_record::{Article, Day, Reading};

use crate::batch::{self, Changed};
use crate::ledger::Ledger;
use crate::link::Window;
use crate::{Result, calendar, load};

/// An article that tells no year, and the day on which its neighbours show it to have been published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Yearless {
    /// The article's row.
    pub(crate) row: i64,
    /// The name of the article's file or place.
    pub name: String,
    /// The day that the page tells, in the year of its neighbours.
    pub day: Day,
}

impl Ledger {
    /// Returns the articles without a year that share an event with articles that have one, where all of these agree on the
    /// year; in the order in which they were added.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be read.
    pub fn yearless(&self) -> Result<Vec<Yearless>> {
        let mut select = self.connection.prepare(
            "SELECT DISTINCT article.id, article.name, coalesce(article.published, article.dateline_day), other.published_at
             FROM article
             JOIN report ON report.article = article.id
             JOIN report AS neighbour ON neighbour.event = report.event AND neighbour.article <> article.id
             JOIN article AS other ON other.id = neighbour.article
             WHERE article.replaced_by IS NULL AND article.as_of IS NULL AND article.published_at IS NULL
                 AND coalesce(article.published, article.dateline_day) LIKE '--%'
                 AND other.replaced_by IS NULL AND other.published_at IS NOT NULL
             ORDER BY article.id",
        )?;
        let mut days: BTreeMap<i64, (String, Vec<Option<Day>>)> = BTreeMap::new();
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let (told, minutes): (String, i64) = (row.get(2)?, row.get(3)?);
            let published = i32::try_from(minutes.div_euclid(1440)).ok();
            let dated = published.and_then(|published| in_year_near(&told, published));
            days.entry(row.get(0)?).or_insert((row.get(1)?, Vec::new())).1.push(dated);
        }
        let agreed = days.into_iter().filter_map(|(row, (name, days))| {
            let day = days[0]?;
            days.iter().all(|other| *other == Some(day)).then_some(Yearless { row, name, day })
        });
        Ok(agreed.collect())
    }

    /// Reads the articles of [`Ledger::yearless`] again as of the day found for each, so that its weekdays and weeks are
    /// understood too, and returns how many.
    ///
    /// # Errors
    ///
    /// Fails if the ledger cannot be written; nothing is changed then.
    pub fn settle_years(&mut self, read: impl Fn(Article, Day) -> Reading) -> Result<usize> {
        let found = self.yearless()?;
        if found.is_empty() {
            return Ok(0);
        }
        self.change(|connection, gatherer| {
            let mut changed = Changed::default();
            for Yearless { row, day, .. } in &found {
                let reader: String =
                    connection.query_row("SELECT reader FROM article WHERE id = ?", [row], |row| row.get(0))?;
                connection.execute("UPDATE article SET as_of = ? WHERE id = ?", (day.to_string(), row))?;
                let reading = read(load::article(connection, *row)?, *day);
                batch::read_again(connection, *row, &reading, &reader, &mut changed)?;
            }
            batch::link(connection, gatherer, changed)
        })?;
        Ok(found.len())
    }
}

/// Returns a day such as `--01-22` in the year in which it lies nearest to a day given by its number.
fn in_year_near(told: &str, number: i32) -> Option<Day> {
    // A page may tell the hour as well.
    let day: Day = told.get(..7)?.parse().ok()?;
    let Day::MonthDay { month, day } = day else { return None };
    match (Window::Yearless { month, day }).near(number) {
        Window::Days { first, .. } => Some(Day::Date(calendar::date_of(first))),
        Window::Yearless { .. } => None,
    }
}
