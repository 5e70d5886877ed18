//! Codebook: what every column of the tables of `plenipo export` holds.

use maud::{Markup, html};
use plenipo_tables::codebook;
use schemars::JsonSchema;
use serde::Serialize;

use crate::format::Table;
use crate::html::heading;
use crate::route::{Tabled, View};

/// What the page shows.
#[derive(Serialize, JsonSchema)]
pub struct CodebookPage {
    /// The tables.
    tables: Vec<TableView>,
}

/// A table.
#[derive(Serialize, JsonSchema)]
struct TableView {
    /// Its name, which is that of its file without the suffix.
    table: String,
    /// What one row is.
    row: String,
    /// The columns.
    columns: Vec<ColumnView>,
}

/// A column.
#[derive(Serialize, JsonSchema)]
struct ColumnView {
    /// Its name.
    column: String,
    /// The type of its values.
    kind: String,
    /// What it holds.
    meaning: String,
}

/// Makes the page; it asks nothing of the ledger.
pub fn page() -> CodebookPage {
    let mut tables: Vec<TableView> = Vec::new();
    for [table, column, kind, meaning] in codebook() {
        match tables.last_mut() {
            Some(last) if !column.is_empty() => last.columns.push(ColumnView { column, kind, meaning }),
            _ => tables.push(TableView { table, row: meaning, columns: Vec::new() }),
        }
    }
    CodebookPage { tables }
}

impl View for CodebookPage {
    fn title(&self) -> String {
        "Codebook".to_owned()
    }

    fn body(&self) -> Markup {
        html! {
            p.lede { "The tables that " code { "plenipo export --format csv --output FOLDER" } " writes, and with " code { "--format parquet" } " for programs; all of them or those of a search." }
            p.note { "Text in UTF-8. Codes are text, not numbers: CAMEO 010 is not 10. Days are ISO 8601 as far as they are known. Kosovo has no code of "
                "ISO 3166 and is " code { "XKX" } "." }
            @for table in &self.tables {
                (heading(&table.table, &table.table))
                p { (table.row) "." }
                div.wide tabindex="0" {
                    table {
                        thead { tr { th scope="col" { "Column" } th scope="col" { "Type" } th scope="col" { "What it holds" } } }
                        tbody {
                            @for ColumnView { column, kind, meaning } in &table.columns {
                                tr { th scope="row" { code { (column) } } td { (kind) } td { (meaning) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

impl Tabled for CodebookPage {
    fn table(&self) -> Table {
        let rows = self.tables.iter().flat_map(|table| {
            let head = vec![table.table.clone(), String::new(), String::new(), table.row.clone()];
            let row = |column: &ColumnView| {
                vec![table.table.clone(), column.column.clone(), column.kind.clone(), column.meaning.clone()]
            };
            std::iter::once(head).chain(table.columns.iter().map(row))
        });
        Table { heads: vec!["table", "column", "type", "meaning"], rows: rows.collect() }
    }
}
