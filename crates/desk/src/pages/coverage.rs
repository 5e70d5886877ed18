//! Coverage: what the ledger can know at all, by month and by outlet, so that a gap in the news is not taken for peace.

use jiff::civil::Date;
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Serialize;

use super::pair::month_label;
use super::search_address;
use super::today::Holdings;
use crate::asked::Asked;
use crate::format::Table;
use crate::html::{Bars, bars, heading};
use crate::refusal::Refusal;
use crate::route::{Tabled, View};
use crate::view::day_told;

/// The most months that the picture shows, the latest.
const MONTHS: usize = 36;
/// How many outlets the page lists; programs get all of them.
const OUTLETS: usize = 60;

/// What the page shows.
#[derive(Serialize, JsonSchema)]
pub struct CoveragePage {
    /// How much the ledger holds.
    ledger: Holdings,
    /// Months with articles, the earliest first.
    months: Vec<MonthView>,
    /// Outlets, those with most articles first.
    outlets: Vec<OutletView>,
}

/// How much of a month there is.
#[derive(Serialize, JsonSchema)]
struct MonthView {
    /// `2026-01`.
    month: String,
    /// Articles published in it.
    n_articles: i64,
    /// Days on which at least one was published.
    observed_days: i64,
    /// Days that it has.
    days: i8,
}

/// An outlet.
#[derive(Serialize, JsonSchema)]
struct OutletView {
    /// Its name; nothing for articles that name none.
    outlet: Option<String>,
    /// How many articles, revisions too.
    n_articles: i64,
}

/// Asks the ledger.
pub fn load(asked: &Asked) -> Result<CoveragePage, Refusal> {
    let coverage = asked.ledger.coverage()?;
    let days = |month: &str| format!("{month}-01").parse::<Date>().map_or(0, Date::days_in_month);
    let month = |row: plenipo_ledger::CoveredMonth| MonthView {
        days: days(&row.month),
        month: row.month,
        n_articles: row.n_articles,
        observed_days: row.observed_days,
    };
    let outlet = |(outlet, n_articles)| OutletView { outlet, n_articles };
    Ok(CoveragePage {
        ledger: Holdings::load(asked)?,
        months: coverage.months.into_iter().map(month).collect(),
        outlets: coverage.outlets.into_iter().map(outlet).collect(),
    })
}

impl View for CoveragePage {
    fn title(&self) -> String {
        "Coverage".to_owned()
    }

    fn body(&self) -> Markup {
        let latest = &self.months[self.months.len().saturating_sub(MONTHS)..];
        html! {
            p.lede {
                "What the record can know: it holds what these articles tell, and nothing else. A month without an event is a quiet month only if it "
                "has days with news."
            }
            @if self.months.is_empty() { p.none { "There are no articles with a date yet." } }
            (bars(&Bars {
                title: "Articles in each month",
                axis: "Month",
                columns: latest.iter().map(|month| (month_label(&month.month), None)).collect(),
                series: vec![("Articles".to_owned(), latest.iter().map(|month| month.n_articles as usize).collect())],
            }))
            (heading("months", "Days with news"))
            div.wide {
                table {
                    thead { tr { th scope="col" { "Month" } th.number scope="col" { "Articles" } th.number scope="col" { "Days with news" } } }
                    tbody {
                        @for month in latest.iter().rev() {
                            tr { th scope="row" { (day_told(&month.month)) } td.number { (month.n_articles) } td.number { (month.observed_days) " of " (month.days) } }
                        }
                    }
                }
            }
            (heading("outlets", "Outlets"))
            div.wide {
                table {
                    thead { tr { th scope="col" { "Outlet" } th.number scope="col" { "Articles" } } }
                    tbody {
                        @for outlet in self.outlets.iter().take(OUTLETS) {
                            tr {
                                th scope="row" {
                                    @match &outlet.outlet {
                                        Some(name) => a href=(search_address(&format!("outlet:\"{}\"", name.replace('"', " ")))) { (name) },
                                        None => "no outlet named",
                                    }
                                }
                                td.number { (outlet.n_articles) }
                            }
                        }
                    }
                }
            }
            @if self.outlets.len() > OUTLETS { p.note { (self.outlets.len() - OUTLETS) " more outlets are in the table for programs." } }
        }
    }
}

impl Tabled for CoveragePage {
    fn table(&self) -> Table {
        let row = |outlet: &OutletView| vec![outlet.outlet.clone().unwrap_or_default(), outlet.n_articles.to_string()];
        Table { heads: vec!["outlet", "n_articles"], rows: self.outlets.iter().map(row).collect() }
    }
}
