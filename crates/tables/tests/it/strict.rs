//! Files hold for a strict reader of another make, where one is at hand.

use std::process::Command;

use plenipo_ledger::NamedReading;
use plenipo_tables::{ParquetWriter, Tables};

use crate::make::{empty, full, origin};

/// Reads every file with pyarrow, checks each column from within, and prints table, rows and columns.
const CHECK: &str = "
import sys, pathlib, pyarrow.parquet as parquet
for path in sorted(pathlib.Path(sys.argv[1]).glob('*.parquet')):
    table = parquet.read_table(path)
    table.validate(full=True)
    assert all(field.nullable or table[field.name].null_count == 0 for field in table.schema), path
    print(path.stem, table.num_rows, table.num_columns)
";

#[test]
fn pyarrow_reads_every_table() {
    let python = std::env::var("PLENIPO_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let present = Command::new(&python).args(["-c", "import pyarrow.parquet"]).output();
    if !present.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: `{python}` has no pyarrow; PLENIPO_PYTHON names one that has");
        return;
    }
    let readings = [full(1), empty(), full(2)].map(|reading| NamedReading::alone(reading, origin(None)));
    let mut tables = Tables::of_readings(readings);
    tables.add_crosswalk();
    let folder = tempfile::tempdir().unwrap();
    let mut expected = Vec::new();
    for (name, batch) in tables.batches() {
        let mut writer = ParquetWriter::new(name, Vec::new()).unwrap();
        writer.write(&batch).unwrap();
        std::fs::write(folder.path().join(format!("{name}.parquet")), writer.finish().unwrap()).unwrap();
        expected.push(format!("{name} {} {}", batch.num_rows(), batch.num_columns()));
    }
    expected.sort();
    let output = Command::new(&python).args(["-c", CHECK]).arg(folder.path()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().collect::<Vec<_>>(), expected);
}
