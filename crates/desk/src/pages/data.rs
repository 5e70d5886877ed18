//! Data: what the ledger holds, how to fetch it, and what each column means.

use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Serialize;

use super::today::Holdings;
use crate::asked::Asked;
use crate::html::{fact, heading};
use crate::refusal::Refusal;
use crate::route::View;
use crate::view::{event_columns, published_told, quote_columns};

/// What the page shows.
#[derive(Serialize, JsonSchema)]
pub struct DataPage {
    /// How much the ledger holds.
    ledger: Holdings,
    /// The tables that can be fetched.
    tables: Vec<TableView>,
}

/// A table that can be fetched.
#[derive(Serialize, JsonSchema)]
struct TableView {
    /// The name.
    name: &'static str,
    /// Where it is, in parts.
    address: &'static str,
    /// What one row is.
    row: &'static str,
    /// What the columns hold: name, meaning.
    columns: Vec<(&'static str, &'static str)>,
}

/// Asks the ledger.
pub fn load(asked: &Asked) -> Result<DataPage, Refusal> {
    let tables = vec![
        TableView { name: "Events", address: "/search.csv", row: "one event of the record", columns: event_columns() },
        TableView {
            name: "Statements",
            address: "/statements.csv",
            row: "one quotation, or what somebody is reported to have said",
            columns: quote_columns(),
        },
    ];
    Ok(DataPage { ledger: Holdings::load(asked)?, tables })
}

impl View for DataPage {
    fn title(&self) -> String {
        "Data".to_owned()
    }

    fn body(&self) -> Markup {
        let ledger = &self.ledger;
        html! {
            dl.facts {
                (fact("Articles", &html! { (ledger.n_articles) }))
                (fact("Events", &html! { (ledger.n_events) }))
                (fact("Quotations", &html! { (ledger.n_quotes) }))
                (fact("Persons, organisations, countries, places", &html! { (ledger.n_actors) }))
                @if let Some(latest) = &ledger.latest { (fact("Latest news", &html! { a href={ "/day/" (latest) } { (published_told(latest)) } })) }
                @if let Some(fetched) = &ledger.fetched { (fact("Last article came in", &html! { (published_told(fetched)) })) }
            }
            p { a href="/coverage" { "Coverage" } " tells which months and outlets these articles are of." }
            (heading("fetch", "How to fetch it"))
            p { "Every page is also an object for programs: its address with " code { ".json" } ". Lists are also "
                code { ".csv" } " and " code { ".atom" } ", what has days is also " code { ".ics" } ". The parameters are those of the page, "
                "and all of them hold for every shape." }
            p { "A list comes in parts: " code { "limit" } " says how many rows, " code { "after" } " where to go on. The value of "
                code { "next" } " in JSON, and the header " code { "Link" } " with " code { "rel=\"next\"" } " in every shape, lead to the next part; without one it is the last." }
            p { a href="/openapi.json" { "The description of all addresses" } " (OpenAPI 3.1) names every parameter and every field. "
                "Fields stay; new ones may come. The addresses of records stay as long as the record does: a record that was joined to another redirects, "
                "one that is no more answers 410 and says why." }
            p { "More tables: " a href="/stories.csv" { "stories" } ", " a href="/coverage.csv" { "outlets" } ", " a href="/map.csv" { "places" } ", "
                a href="/network.csv" { "who meets whom" } ". For research " code { "plenipo export --format csv --output FOLDER" }
                " writes one row per event with long tables of parties, evidence, offices, reports and months of pairs beside it: the "
                a href="/codebook" { "codebook" } " (" a href="/codebook.csv" { "as a table" } ") tells what each column holds. "
                code { "plenipo backup FILE" } " copies the whole ledger, one SQLite file." }
            @for table in &self.tables {
                (heading(&table.name.to_lowercase(), table.name))
                p { a href=(table.address) { code { (table.address) } } ": one row is " (table.row) ". Text in UTF-8; codes are text, not numbers." }
                div.wide {
                    table {
                        thead { tr { th scope="col" { "Column" } th scope="col" { "What it holds" } } }
                        tbody { @for (column, about) in &table.columns { tr { th scope="row" { code { (column) } } td { (about) } } } }
                    }
                }
            }
        }
    }
}
