//! How a table is defined: once, as the struct of its row.

use arrow_array::RecordBatch;
use arrow_schema::{DataType, SchemaRef};

use crate::error::Error;

/// What a table is called, what a row of it is, and what its columns hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The name, which is that of its file without the ending.
    pub name: &'static str,
    /// What one row is.
    pub row: &'static str,
    /// The columns in order.
    pub columns: Vec<Column>,
}

/// One column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The name.
    pub name: &'static str,
    /// What it holds.
    pub meaning: &'static str,
    /// The type of its cells.
    pub data_type: DataType,
    /// Whether cells may be empty.
    pub nullable: bool,
}

/// A row of a table.
pub trait Row: Sized {
    /// Returns the table that the row belongs into.
    fn table() -> Table;

    /// Returns the columns with their types, as Arrow describes them.
    fn schema() -> SchemaRef;

    /// Returns rows as columns.
    fn batch(rows: &[Self]) -> RecordBatch;

    /// Returns the rows of columns, found by their names.
    ///
    /// # Errors
    ///
    /// Fails if a column is missing, is of another type, or has empty cells that may not be empty.
    fn rows(batch: &RecordBatch) -> Result<Vec<Self>, Error>;

    /// Returns the cells as text, in the order of the columns; empty where there is nothing.
    fn texts(&self) -> Vec<String>;
}

/// Defines the values that stand in cells, as structs of cells.
macro_rules! parts {
    ($(#[doc = $doc:literal] $name:ident { $(#[doc = $meaning:literal] $field:ident: $cell:ty,)+ })+) => {
        $(
            #[doc = $doc]
            #[derive(Clone, Debug, PartialEq)]
            pub struct $name {
                $(#[doc = $meaning] pub $field: $cell,)+
            }

            impl $name {
                fn fields() -> arrow_schema::Fields {
                    [$(arrow_schema::Field::new(
                        stringify!($field), <$cell as Cell>::data_type(), <$cell as Cell>::NULLABLE,
                    )),+].into_iter().collect()
                }
            }

            impl Cell for $name {
                fn data_type() -> arrow_schema::DataType {
                    arrow_schema::DataType::Struct(Self::fields())
                }

                fn array(cells: &[&Self]) -> arrow_array::ArrayRef {
                    let columns = vec![$(
                        <$cell as Cell>::array(&cells.iter().map(|cell| &cell.$field).collect::<Vec<_>>())
                    ),+];
                    std::sync::Arc::new(arrow_array::StructArray::new(Self::fields(), columns, None))
                }

                fn cells(array: &dyn arrow_array::Array) -> Option<Vec<Self>> {
                    let parts = arrow_array::cast::AsArray::as_struct_opt(array)?;
                    $(let mut $field =
                        <$cell as Cell>::cells(parts.column_by_name(stringify!($field))?.as_ref())?.into_iter();)+
                    (0..arrow_array::Array::len(parts))
                        .map(|_| Some($name { $($field: $field.next()?),+ }))
                        .collect()
                }

                fn text(&self) -> String {
                    [$(self.$field.text()),+].join(" ").trim().to_owned()
                }
            }
        )+
    };
}

/// Defines tables, each as the struct of its row, and [`Tables`](crate::Tables), which holds rows of all of them.
macro_rules! tables {
    ($(#[doc = $row:literal] $table:ident: $name:ident { $(#[doc = $meaning:literal] $field:ident: $cell:ty,)+ })+) => {
        $(
            #[doc = concat!("One row is", $row)]
            #[derive(Clone, Debug, PartialEq)]
            pub struct $name {
                $(#[doc = $meaning] pub $field: $cell,)+
            }

            impl Row for $name {
                fn table() -> Table {
                    Table {
                        name: stringify!($table),
                        row: $row.trim_ascii(),
                        columns: vec![$(Column {
                            name: stringify!($field),
                            meaning: $meaning.trim_ascii(),
                            data_type: <$cell as Cell>::data_type(),
                            nullable: <$cell as Cell>::NULLABLE,
                        }),+],
                    }
                }

                fn schema() -> arrow_schema::SchemaRef {
                    let meaning = |meaning: &str| [("meaning".to_owned(), meaning.trim().to_owned())].into();
                    std::sync::Arc::new(arrow_schema::Schema::new(vec![$(
                        arrow_schema::Field::new(
                            stringify!($field), <$cell as Cell>::data_type(), <$cell as Cell>::NULLABLE,
                        ).with_metadata(meaning($meaning))
                    ),+]))
                }

                fn batch(rows: &[Self]) -> arrow_array::RecordBatch {
                    let columns = vec![$(
                        <$cell as Cell>::array(&rows.iter().map(|row| &row.$field).collect::<Vec<_>>())
                    ),+];
                    arrow_array::RecordBatch::try_new(Self::schema(), columns)
                        .expect("columns are made by the types of the schema")
                }

                fn rows(batch: &arrow_array::RecordBatch) -> Result<Vec<Self>, Error> {
                    $(let mut $field = crate::error::column::<$cell>(batch, stringify!($table), stringify!($field))?
                        .into_iter();)+
                    let row = |_| $name {
                        $($field: $field.next().expect("columns of a batch are equally long")),+
                    };
                    Ok((0..batch.num_rows()).map(row).collect())
                }

                fn texts(&self) -> Vec<String> {
                    vec![$(self.$field.text()),+]
                }
            }
        )+

        /// Rows of all tables.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Tables {
            $(#[doc = concat!("Each row is", $row)] pub $table: Vec<$name>,)+
        }

        impl Tables {
            /// Returns what all tables are called and hold, in the order of the codebook.
            pub fn all() -> Vec<Table> {
                vec![$(<$name as Row>::table()),+]
            }

            /// Returns how many rows there are.
            pub fn n_rows(&self) -> usize {
                0 $(+ self.$table.len())+
            }

            /// Returns how many rows each table has, under its name.
            pub fn lengths(&self) -> Vec<(&'static str, usize)> {
                vec![$((stringify!($table), self.$table.len())),+]
            }

            /// Adds the rows of other tables behind those that are there.
            pub fn append(&mut self, mut other: Tables) {
                $(self.$table.append(&mut other.$table);)+
            }

            /// Returns every table as columns, under its name.
            pub fn batches(&self) -> Vec<(&'static str, arrow_array::RecordBatch)> {
                vec![$((stringify!($table), <$name as Row>::batch(&self.$table))),+]
            }

            /// Returns every table as rows of text, under its name.
            pub fn texts(&self) -> Vec<(&'static str, Vec<Vec<String>>)> {
                vec![$((stringify!($table), self.$table.iter().map(Row::texts).collect())),+]
            }

            /// Adds the rows of columns to the table that has this name.
            ///
            /// # Errors
            ///
            /// Fails if no table has it, or the columns are not those of the table.
            pub fn extend(&mut self, table: &str, batch: &arrow_array::RecordBatch) -> Result<(), Error> {
                match table {
                    $(stringify!($table) => self.$table.extend(<$name as Row>::rows(batch)?),)+
                    _ => return Err(Error::no_table(table)),
                }
                Ok(())
            }

            /// Returns the columns of the table that has this name, as Arrow describes them.
            pub fn schema(table: &str) -> Option<arrow_schema::SchemaRef> {
                match table {
                    $(stringify!($table) => Some(<$name as Row>::schema()),)+
                    _ => None,
                }
            }
        }
    };
}

pub(crate) use {parts, tables};
