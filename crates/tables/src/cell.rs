//! What a cell may hold, and how columns of it are written and read.

use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::cast::AsArray as _;
use arrow_array::types::{Date32Type, Float64Type, Int64Type, TimestampMicrosecondType};
use arrow_array::{Array, ArrayRef, Date32Array, Float64Array, Int64Array, ListArray, TimestampMicrosecondArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, Field, TimeUnit};
use jiff::civil::Date;
use jiff::{Span, Timestamp};

/// The content of one cell of a column.
pub trait Cell: Sized {
    /// Whether the cell may be empty.
    const NULLABLE: bool = false;

    /// Returns the type of the column.
    fn data_type() -> DataType;

    /// Returns a column of these cells.
    fn array(cells: &[&Self]) -> ArrayRef;

    /// Returns the cells of a column; nothing if it is of another type, or has empty cells that may not be empty.
    fn cells(array: &dyn Array) -> Option<Vec<Self>>;

    /// Returns the cell as text for tables that know nothing else.
    fn text(&self) -> String;
}

/// A value without parts, which may be missing.
pub trait Plain: Sized {
    /// Returns the type of the column.
    fn data_type() -> DataType;

    /// Returns a column of these values.
    fn array<'a>(values: impl Iterator<Item = Option<&'a Self>>) -> ArrayRef
    where
        Self: 'a;

    /// Returns the values of a column; nothing if it is of another type.
    fn values(array: &dyn Array) -> Option<Vec<Option<Self>>>;

    /// Returns the value as text.
    fn text(&self) -> String;
}

impl<T: Plain> Cell for T {
    fn data_type() -> DataType {
        <T as Plain>::data_type()
    }

    fn array(cells: &[&Self]) -> ArrayRef {
        <T as Plain>::array(cells.iter().copied().map(Some))
    }

    fn cells(array: &dyn Array) -> Option<Vec<Self>> {
        T::values(array)?.into_iter().collect()
    }

    fn text(&self) -> String {
        <T as Plain>::text(self)
    }
}

impl<T: Plain> Cell for Option<T> {
    const NULLABLE: bool = true;

    fn data_type() -> DataType {
        <T as Plain>::data_type()
    }

    fn array(cells: &[&Self]) -> ArrayRef {
        <T as Plain>::array(cells.iter().map(|cell| cell.as_ref()))
    }

    fn cells(array: &dyn Array) -> Option<Vec<Self>> {
        T::values(array)
    }

    fn text(&self) -> String {
        self.as_ref().map_or_else(String::new, <T as Plain>::text)
    }
}

impl<T: Cell> Cell for Vec<T> {
    fn data_type() -> DataType {
        DataType::List(Arc::new(item::<T>()))
    }

    fn array(cells: &[&Self]) -> ArrayRef {
        let offsets = OffsetBuffer::from_lengths(cells.iter().map(|cell| cell.len()));
        let items: Vec<&T> = cells.iter().flat_map(|cell| cell.iter()).collect();
        Arc::new(ListArray::new(Arc::new(item::<T>()), offsets, T::array(&items), None))
    }

    fn cells(array: &dyn Array) -> Option<Vec<Self>> {
        let lists = array.as_list_opt::<i32>()?;
        if lists.null_count() > 0 {
            return None;
        }
        (0..lists.len()).map(|at| T::cells(&lists.value(at))).collect()
    }

    fn text(&self) -> String {
        self.iter().map(T::text).collect::<Vec<_>>().join("; ")
    }
}

fn item<T: Cell>() -> Field {
    Field::new_list_field(T::data_type(), T::NULLABLE)
}

impl Plain for String {
    fn data_type() -> DataType {
        DataType::Utf8
    }

    fn array<'a>(values: impl Iterator<Item = Option<&'a Self>>) -> ArrayRef {
        let mut texts = StringBuilder::new();
        values.for_each(|value| texts.append_option(value));
        Arc::new(texts.finish())
    }

    fn values(array: &dyn Array) -> Option<Vec<Option<Self>>> {
        Some(array.as_string_opt::<i32>()?.iter().map(|text| text.map(str::to_owned)).collect())
    }

    fn text(&self) -> String {
        self.clone()
    }
}

impl Plain for i64 {
    fn data_type() -> DataType {
        DataType::Int64
    }

    fn array<'a>(values: impl Iterator<Item = Option<&'a Self>>) -> ArrayRef {
        Arc::new(values.map(Option::<&i64>::copied).collect::<Int64Array>())
    }

    fn values(array: &dyn Array) -> Option<Vec<Option<Self>>> {
        Some(array.as_primitive_opt::<Int64Type>()?.iter().collect())
    }

    fn text(&self) -> String {
        self.to_string()
    }
}

impl Plain for f64 {
    fn data_type() -> DataType {
        DataType::Float64
    }

    fn array<'a>(values: impl Iterator<Item = Option<&'a Self>>) -> ArrayRef {
        Arc::new(values.map(Option::<&f64>::copied).collect::<Float64Array>())
    }

    fn values(array: &dyn Array) -> Option<Vec<Option<Self>>> {
        Some(array.as_primitive_opt::<Float64Type>()?.iter().collect())
    }

    fn text(&self) -> String {
        format!("{self:.3}")
    }
}

/// The first day of the calendar of columns.
const EPOCH: Date = Date::constant(1970, 1, 1);

impl Plain for Date {
    fn data_type() -> DataType {
        DataType::Date32
    }

    fn array<'a>(values: impl Iterator<Item = Option<&'a Self>>) -> ArrayRef {
        let days = values.map(|date| Some((*date? - EPOCH).get_days()));
        Arc::new(days.collect::<Date32Array>())
    }

    fn values(array: &dyn Array) -> Option<Vec<Option<Self>>> {
        let date = |days: Option<i32>| days.map(|days| EPOCH.checked_add(Span::new().try_days(days)?)).transpose();
        array.as_primitive_opt::<Date32Type>()?.iter().map(|days| date(days).ok()).collect()
    }

    fn text(&self) -> String {
        self.to_string()
    }
}

impl Plain for Timestamp {
    fn data_type() -> DataType {
        DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()))
    }

    fn array<'a>(values: impl Iterator<Item = Option<&'a Self>>) -> ArrayRef {
        let moments = values.map(|moment| moment.map(|moment| moment.as_microsecond()));
        Arc::new(moments.collect::<TimestampMicrosecondArray>().with_timezone("UTC"))
    }

    fn values(array: &dyn Array) -> Option<Vec<Option<Self>>> {
        let moments = array.as_primitive_opt::<TimestampMicrosecondType>()?;
        moments.iter().map(|moment| moment.map(Timestamp::from_microsecond).transpose().ok()).collect()
    }

    fn text(&self) -> String {
        self.to_string()
    }
}
