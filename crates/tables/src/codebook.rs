//! What each table and each column holds, for people.

use arrow_schema::DataType;

use crate::rows::Tables;

/// Returns the codebook: table, column, type, meaning; a row without a column says what a row of the table is.
pub fn codebook() -> Vec<[String; 4]> {
    let mut rows = Vec::new();
    for table in Tables::all() {
        let name = table.name.to_owned();
        rows.push([name.clone(), String::new(), String::new(), format!("one row is {}", table.row)]);
        for column in table.columns {
            let empty = if column.nullable { " or empty" } else { "" };
            let kind = format!("{}{empty}", type_name(&column.data_type));
            rows.push([name.clone(), column.name.to_owned(), kind, column.meaning.to_owned()]);
        }
    }
    rows
}

fn type_name(data_type: &DataType) -> String {
    match data_type {
        DataType::Utf8 => "text".to_owned(),
        DataType::Int64 => "whole number".to_owned(),
        DataType::Float64 => "number".to_owned(),
        DataType::Date32 => "day".to_owned(),
        DataType::Timestamp(..) => "moment".to_owned(),
        DataType::List(item) => format!("list of {}", type_name(item.data_type())),
        DataType::Struct(fields) => {
            let names: Vec<&str> = fields.iter().map(|field| field.name().as_str()).collect();
            format!("({})", names.join(", "))
        }
        other => other.to_string(),
    }
}
