//! Tables in one batch: a row for each article or event, and in it a list of the rows of each table.
//!
//! A cluster hands on one table at a time; this way one table holds all of them.

use std::sync::Arc;

use arrow_array::cast::AsArray as _;
use arrow_array::{Array as _, ArrayRef, ListArray, RecordBatch, StructArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, Field, Fields};

use crate::error::{Error, ErrorKind};
use crate::rows::Tables;

/// The tables that articles give by themselves, linked or not.
pub const OF_ARTICLES: [&str; 10] = [
    "articles",
    "actors",
    "mentions",
    "events",
    "event_actors",
    "evidence",
    "reports",
    "report_actors",
    "quotes",
    "statements",
];

/// The tables that come of linking reports.
pub const OF_EVENTS: [&str; 4] = ["events", "event_actors", "changes", "disagreements"];

/// Returns the columns that hold some tables as lists, as Arrow describes them.
///
/// # Errors
///
/// Fails if no table has one of the names.
pub fn nested_fields(names: &[&str]) -> Result<Vec<Field>, Error> {
    let field = |name: &&str| {
        let schema = Tables::schema(name).ok_or_else(|| Error::no_table(name))?;
        // What the columns mean stands in the codebook; a schema with notes differs from the same one without.
        let fields: Fields = schema.fields().iter().map(|field| plain(field)).collect();
        let row = Field::new("item", DataType::Struct(fields), false);
        Ok(Field::new(*name, DataType::List(Arc::new(row)), false))
    };
    names.iter().map(field).collect()
}

/// Returns the columns that hold some of the tables of each part, a row for each part.
///
/// # Errors
///
/// Fails if no table has one of the names.
pub fn nested(parts: Vec<Tables>, names: &[&str]) -> Result<Vec<(Field, ArrayRef)>, Error> {
    let lengths: Vec<Vec<(&str, usize)>> = parts.iter().map(Tables::lengths).collect();
    let mut all = Tables::default();
    for part in parts {
        all.append(part);
    }
    let batches = all.batches();
    let mut columns = Vec::with_capacity(names.len());
    for field in nested_fields(names)? {
        let DataType::List(row) = field.data_type() else { continue };
        let DataType::Struct(fields) = row.data_type() else { continue };
        let length = |lengths: &Vec<(&str, usize)>| {
            lengths.iter().find(|(name, _)| name == field.name()).map_or(0, |(_, length)| *length)
        };
        let offsets = OffsetBuffer::from_lengths(lengths.iter().map(length));
        let batch = batches.iter().find(|(name, _)| name == field.name()).map(|(_, batch)| batch);
        let batch = batch.ok_or_else(|| Error::no_table(field.name()))?;
        let rows = StructArray::new(fields.clone(), batch.columns().to_vec(), None);
        let list = ListArray::new(Arc::clone(row), offsets, Arc::new(rows), None);
        columns.push((field, Arc::new(list) as ArrayRef));
    }
    Ok(columns)
}

/// Returns the rows of all tables that a batch holds as lists; other columns are passed over.
///
/// # Errors
///
/// Fails if a list does not hold the columns of its table.
pub fn from_nested(batch: &RecordBatch) -> Result<Tables, Error> {
    let mut tables = Tables::default();
    for (field, column) in batch.schema().fields().iter().zip(batch.columns()) {
        let name = field.name();
        let Some(list) = column.as_list_opt::<i32>().filter(|_| Tables::schema(name).is_some()) else { continue };
        let offsets = list.value_offsets();
        let (start, end) = (offsets[0] as usize, offsets[offsets.len() - 1] as usize);
        let rows = list.values().slice(start, end - start);
        let rows = rows.as_struct_opt().ok_or_else(|| Error::new(name, ErrorKind::OtherType))?;
        tables.extend(name, &RecordBatch::from(rows))?;
    }
    Ok(tables)
}

fn plain(field: &Field) -> Field {
    Field::new(field.name(), field.data_type().clone(), field.is_nullable())
}

#[cfg(test)]
mod tests {
    use arrow_schema::Schema;

    use super::*;
    use crate::rows::Statement;

    #[test]
    fn lists_give_their_rows_back_wherever_they_are_cut() {
        let part = |texts: &[&str]| {
            let row = |text: &&str| Statement {
                article_id: "a1".to_owned(),
                ordinal: 0,
                speaker_id: None,
                speaker: None,
                country: None,
                medium: None,
                said: None,
                text: (*text).to_owned(),
                speaker_local_id: None,
                pieces: Vec::new(),
                mention_start: None,
                mention_end: None,
                cue_start: 0,
                cue_end: 1,
            };
            Tables { statements: texts.iter().map(row).collect(), ..Tables::default() }
        };
        let columns = nested(vec![part(&["a"]), part(&[]), part(&["b", "c"])], &["statements"]).expect("a table");
        let (fields, arrays): (Vec<Field>, Vec<ArrayRef>) = columns.into_iter().unzip();
        let batch = RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).expect("columns of three rows");
        let texts = |batch: &RecordBatch| {
            let tables = from_nested(batch).expect("lists of rows");
            tables.statements.into_iter().map(|row| row.text).collect::<Vec<_>>()
        };
        assert_eq!(texts(&batch), ["a", "b", "c"]);
        assert_eq!(texts(&batch.slice(1, 2)), ["b", "c"]);
    }
}
