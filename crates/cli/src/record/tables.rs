//! The record as a folder of tables, written and read.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use plenipo_exchange::escape::inert;
use plenipo_exchange::export::csv_writer;
use plenipo_ledger::{Filter, Ledger, Origin};
use plenipo_record::Reading;
use plenipo_tables::{OF_READINGS, ParquetWriter, Tables, codebook, each_part, read_parquet};

use super::output::Output;

/// About how many rows are in memory at once.
const PART: usize = 20_000;

/// Tells whether a folder holds tables as Parquet.
pub fn is_folder_of_tables(path: &Path) -> bool {
    path.join("articles.parquet").exists()
}

/// Returns the readings of which the tables in a folder were made. A table is a file, or a folder of files as clusters write
/// them. All of them are in memory at once.
pub fn readings(folder: &Path) -> anyhow::Result<Vec<(Reading, Origin)>> {
    let mut tables = Tables::default();
    for table in OF_READINGS {
        for path in files(&folder.join(format!("{table}.parquet")))? {
            let file = File::open(&path).with_context(|| format!("cannot open `{}`", path.display()))?;
            read_parquet(&mut tables, table, file).with_context(|| path.display().to_string())?;
        }
    }
    tables.readings().with_context(|| folder.display().to_string())
}

/// Returns the files of one table, in the order of their names.
fn files(path: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = fs::read_dir(path).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let entries = entries.with_context(|| format!("cannot read `{}`", path.display()))?;
    let mut files: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "parquet"));
    files.sort();
    Ok(files)
}

/// Writes the tables of what fits as comma-separated values, with a codebook.
pub fn csv(ledger: &Ledger, filter: &Filter, folder: &Path) -> anyhow::Result<()> {
    begin(folder)?;
    let mut files = BTreeMap::new();
    for table in Tables::all() {
        let mut file = csv_writer(Output::create(&folder.join(format!("{}.csv", table.name)))?);
        file.write_record(table.columns.iter().map(|column| column.name))?;
        files.insert(table.name, file);
    }
    each_part(ledger, filter, PART, |part| -> anyhow::Result<()> {
        for (name, rows) in part.texts() {
            let file: &mut csv::Writer<Output> = files.get_mut(name).expect("every table has a file");
            for row in rows {
                file.write_record(row.iter().map(|cell| inert(cell)))?;
            }
        }
        Ok(())
    })?;
    for mut file in files.into_values() {
        file.flush()?;
    }
    Ok(())
}

/// Writes the tables of what fits as Parquet, with a codebook.
pub fn parquet(ledger: &Ledger, filter: &Filter, folder: &Path) -> anyhow::Result<()> {
    begin(folder)?;
    let mut files = BTreeMap::new();
    for table in Tables::all() {
        let file = Output::create(&folder.join(format!("{}.parquet", table.name)))?;
        files.insert(table.name, ParquetWriter::new(table.name, file)?);
    }
    each_part(ledger, filter, PART, |part| -> anyhow::Result<()> {
        for (name, batch) in part.batches() {
            files.get_mut(name).expect("every table has a file").write(&batch)?;
        }
        Ok(())
    })?;
    for file in files.into_values() {
        file.finish()?;
    }
    Ok(())
}

/// Makes the folder and puts the codebook into it.
fn begin(folder: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder `{}`", folder.display()))?;
    let mut out = csv_writer(Output::create(&folder.join("codebook.csv"))?);
    out.write_record(["table", "column", "type", "meaning"])?;
    for row in codebook() {
        out.write_record(row)?;
    }
    Ok(out.flush()?)
}
