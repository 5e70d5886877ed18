//! Tables as Parquet.

use std::io::Write;

use arrow_array::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use parquet::file::reader::ChunkReader;

use crate::error::{Error, ErrorKind};
use crate::rows::Tables;

/// So much of a group of rows is kept in memory at most.
const GROUP_BYTES: usize = 64 << 20;

/// Writes one table, packed with zstd; memory does not grow with its rows.
pub struct ParquetWriter<W: Write + Send> {
    table: String,
    writer: ArrowWriter<W>,
}

impl<W: Write + Send> ParquetWriter<W> {
    /// Begins the table that has this name.
    ///
    /// # Errors
    ///
    /// Fails if no table has it, or nothing can be written.
    pub fn new(table: &str, out: W) -> Result<Self, Error> {
        let schema = Tables::schema(table).ok_or_else(|| Error::no_table(table))?;
        let level = ZstdLevel::try_new(3).map_err(|error| failed(table, &error))?;
        let properties = WriterProperties::builder().set_compression(Compression::ZSTD(level)).build();
        let writer = ArrowWriter::try_new(out, schema, Some(properties)).map_err(|error| failed(table, &error))?;
        Ok(ParquetWriter { table: table.to_owned(), writer })
    }

    /// Writes rows.
    ///
    /// # Errors
    ///
    /// Fails if the columns are not those of the table, or cannot be written.
    pub fn write(&mut self, batch: &RecordBatch) -> Result<(), Error> {
        let mut write = || {
            self.writer.write(batch)?;
            if self.writer.in_progress_size() > GROUP_BYTES { self.writer.flush() } else { Ok(()) }
        };
        write().map_err(|error| failed(&self.table, &error))
    }

    /// Ends the table and returns what it was written to.
    ///
    /// # Errors
    ///
    /// Fails if the end cannot be written.
    pub fn finish(self) -> Result<W, Error> {
        self.writer.into_inner().map_err(|error| failed(&self.table, &error))
    }
}

/// Adds the rows of a file to the table that has this name.
///
/// # Errors
///
/// Fails if the file is no Parquet or is damaged, and if it does not hold the columns of the table.
pub fn read_parquet(tables: &mut Tables, table: &str, file: impl ChunkReader + 'static) -> Result<(), Error> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).and_then(ParquetRecordBatchReaderBuilder::build);
    for batch in reader.map_err(|error| failed(table, &error))? {
        let batch = batch.map_err(|error| Error::new(table, ErrorKind::File(error.to_string())))?;
        tables.extend(table, &batch)?;
    }
    Ok(())
}

fn failed(table: &str, error: &parquet::errors::ParquetError) -> Error {
    Error::new(table, ErrorKind::File(error.to_string()))
}
