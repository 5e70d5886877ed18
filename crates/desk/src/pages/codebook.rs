//! Codebook: what every column of the tables of `plenipo export` holds.

use maud::{Markup, html};
use plenipo_exchange::export::codebook;
use schemars::JsonSchema;
use serde::Serialize;

use crate::format::Table;
use crate::html::heading;
use crate::route::{Tabled, View};

/// What the page shows.
#[derive(Serialize, JsonSchema)]
pub struct CodebookPage {
    /// The tables.
    files: Vec<FileView>,
}

/// A table.
#[derive(Serialize, JsonSchema)]
struct FileView {
    /// The name of its file.
    file: String,
    /// What one row is.
    row: String,
    /// What the columns hold: name, meaning.
    columns: Vec<(String, String)>,
}

/// Makes the page; it asks nothing of the ledger.
pub fn page() -> CodebookPage {
    let mut files: Vec<FileView> = Vec::new();
    for [file, column, meaning] in codebook() {
        match files.last_mut() {
            Some(last) if !column.is_empty() => last.columns.push((column, meaning)),
            _ => files.push(FileView { file, row: meaning, columns: Vec::new() }),
        }
    }
    CodebookPage { files }
}

impl View for CodebookPage {
    fn title(&self) -> String {
        "Codebook".to_owned()
    }

    fn body(&self) -> Markup {
        html! {
            p.lede { "The tables that " code { "plenipo export --format csv --output FOLDER" } " writes, all of them or those of a search." }
            p.note { "Text in UTF-8. Codes are text, not numbers: CAMEO 010 is not 10. Days are ISO 8601 as far as they are known. Kosovo has no code of "
                "ISO 3166 and is " code { "XKX" } "." }
            @for file in &self.files {
                (heading(file.file.trim_end_matches(".csv"), &file.file))
                p { (file.row) "." }
                div.wide {
                    table {
                        thead { tr { th scope="col" { "Column" } th scope="col" { "What it holds" } } }
                        tbody { @for (column, about) in &file.columns { tr { th scope="row" { code { (column) } } td { (about) } } } }
                    }
                }
            }
        }
    }
}

impl Tabled for CodebookPage {
    fn table(&self) -> Table {
        let rows = self.files.iter().flat_map(|file| {
            let head = vec![file.file.clone(), String::new(), file.row.clone()];
            let columns =
                file.columns.iter().map(|(column, about)| vec![file.file.clone(), column.clone(), about.clone()]);
            std::iter::once(head).chain(columns)
        });
        Table { heads: vec!["file", "column", "meaning"], rows: rows.collect() }
    }
}
