//! The record as a folder of tables.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;

use anyhow::Context as _;
use plenipo_exchange::escape::inert;
use plenipo_exchange::export::csv_writer;
use plenipo_ledger::{Filter, Ledger};
use plenipo_tables::{ParquetWriter, Tables, codebook, each_part};

use super::export::create;

/// About how many rows are in memory at once.
const PART: usize = 20_000;

/// Writes the tables of what fits as comma-separated values, with a codebook.
pub fn csv(ledger: &Ledger, filter: &Filter, folder: &Path) -> anyhow::Result<()> {
    begin(folder)?;
    let mut files = BTreeMap::new();
    for table in Tables::all() {
        let mut file = csv_writer(create(&folder.join(format!("{}.csv", table.name)))?);
        file.write_record(table.columns.iter().map(|column| column.name))?;
        files.insert(table.name, file);
    }
    each_part(ledger, filter, PART, |part| -> anyhow::Result<()> {
        for (name, rows) in part.texts() {
            let file: &mut csv::Writer<File> = files.get_mut(name).expect("every table has a file");
            for row in rows {
                file.write_record(row.iter().map(|cell| inert(cell)))?;
            }
        }
        Ok(())
    })?;
    for (name, mut file) in files {
        file.flush().with_context(|| format!("cannot write `{}`", folder.join(name).display()))?;
    }
    Ok(())
}

/// Writes the tables of what fits as Parquet, with a codebook.
pub fn parquet(ledger: &Ledger, filter: &Filter, folder: &Path) -> anyhow::Result<()> {
    begin(folder)?;
    let mut files = BTreeMap::new();
    for table in Tables::all() {
        let file = create(&folder.join(format!("{}.parquet", table.name)))?;
        files.insert(table.name, ParquetWriter::new(table.name, file)?);
    }
    each_part(ledger, filter, PART, |part| -> anyhow::Result<()> {
        for (name, batch) in part.batches() {
            files.get_mut(name).expect("every table has a file").write(&batch)?;
        }
        Ok(())
    })?;
    for (name, file) in files {
        file.finish().with_context(|| format!("cannot write `{}`", folder.join(name).display()))?;
    }
    Ok(())
}

/// Makes the folder and puts the codebook into it.
fn begin(folder: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder `{}`", folder.display()))?;
    let path = folder.join("codebook.csv");
    let mut out = csv_writer(create(&path)?);
    out.write_record(["table", "column", "type", "meaning"])?;
    for row in codebook() {
        out.write_record(row)?;
    }
    out.flush().with_context(|| format!("cannot write `{}`", path.display()))
}
