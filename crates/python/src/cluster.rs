//! What `plenipo/spark.py` asks of one machine of a cluster: rows in, rows out.

#![allow(clippy::needless_pass_by_value, reason = "PyO3 hands values over")]

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use arrow_array::builder::{Int64Builder, ListBuilder, StringBuilder};
use arrow_array::{Array as _, ArrayRef, RecordBatch};
use arrow_ipc::reader::StreamReader;
use arrow_schema::{Field, Schema};
use plenipo_ledger::apart::{self, Entry};
use plenipo_ledger::{EventView, Filter, Ledger, NamedReading};
use plenipo_record::{ActorKind, CountryCode};
use plenipo_tables::{OF_ARTICLES, OF_EVENTS, Tables, from_nested, nested, rows};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::{PyList, PyString};

use crate::error::{PlenipoError, bad_value, of_ledger};
use crate::reading::Reading;
use crate::table::Table;

/// Packs readings, and errors in the place of those that there are none of, into one batch, a row for each.
#[pyfunction]
pub fn nest(py: Python<'_>, names: Vec<String>, readings: &Bound<'_, PyAny>) -> PyResult<Table> {
    let (mut parts, mut heads, mut errors) = (Vec::new(), Vec::new(), Vec::new());
    for reading in readings.try_iter()? {
        let reading = reading?;
        if let Ok(reading) = reading.cast::<Reading>() {
            let (reading, origin) = Arc::unwrap_or_clone(reading.get().parts());
            let (print, fetched) = (apart::print(&reading.article), origin.fetched.clone());
            let alone = NamedReading::alone(reading, origin);
            heads.push(Some((alone.article.clone(), print, fetched)));
            errors.push(None);
            parts.push(Tables::of_readings([alone]));
        } else {
            heads.push(None);
            errors.push(Some(reading.str()?.to_string()));
            parts.push(Tables::default());
        }
    }
    let batch = py.detach(|| {
        let head = |of: &dyn Fn(&(String, apart::Print, String)) -> String| {
            let mut column = StringBuilder::new();
            for head in &heads {
                column.append_option(head.as_ref().map(of));
            }
            Arc::new(column.finish()) as ArrayRef
        };
        let (mut published, mut paragraphs) = (Int64Builder::new(), ListBuilder::new(Int64Builder::new()));
        for head in &heads {
            published.append_option(head.as_ref().and_then(|(_, print, _)| print.published));
            paragraphs.append_value(head.iter().flat_map(|(_, print, _)| &print.paragraphs).map(|&print| Some(print)));
        }
        let texts = |texts: Vec<Option<String>>| Arc::new(texts.into_iter().collect::<arrow_array::StringArray>());
        let columns: [(&str, ArrayRef); 7] = [
            ("name", texts(names.into_iter().map(Some).collect())),
            ("error", texts(errors)),
            ("article_id", head(&|(id, ..)| id.clone())),
            ("digest", head(&|(_, print, _)| print.digest.clone())),
            ("published", Arc::new(published.finish())),
            ("fetched", head(&|(.., fetched)| fetched.clone())),
            ("paragraphs", Arc::new(paragraphs.finish())),
        ];
        batch(columns, nested(parts, &OF_ARTICLES))
    })?;
    Ok(Table::new("readings", batch))
}

/// Returns the traces of the reports of packed articles, once for each key: keys, whether they are entered, whether they are
/// asked, facts. `copies` holds the articles of which others are copies.
#[pyfunction]
#[allow(clippy::type_complexity, reason = "columns of one table")]
pub fn traces(
    py: Python<'_>,
    packed: PyBackedBytes,
    copies: HashMap<String, String>,
) -> PyResult<(Vec<i64>, Vec<bool>, Vec<bool>, Bound<'_, PyList>)> {
    let traces = py.detach(|| {
        let mut traces = Vec::new();
        for named in articles(&packed)? {
            let original = copies.get(&named.article).unwrap_or(&named.article);
            traces.extend(apart::traces(&named, original).map_err(of_ledger)?);
        }
        Ok::<_, PyErr>(traces)
    })?;
    let (mut keys, mut entered, mut asked, facts) = (Vec::new(), Vec::new(), Vec::new(), PyList::empty(py));
    for trace in traces {
        let text = PyString::new(py, &trace.facts);
        let all: BTreeSet<i64> = trace.entered.iter().chain(&trace.asked).copied().collect();
        for key in all {
            keys.push(key);
            entered.push(trace.entered.contains(&key));
            asked.push(trace.asked.contains(&key));
            facts.append(&text)?;
        }
    }
    Ok((keys, entered, asked, facts))
}

/// Returns which reports under one key hang together; an entry is whether it is entered, whether it is asked, facts.
#[pyfunction]
pub fn ties(py: Python<'_>, entries: Vec<(bool, bool, String)>) -> PyResult<Vec<(String, String)>> {
    let entry = |(is_entered, is_asked, facts)| Entry { is_entered, is_asked, facts };
    let entries: Vec<Entry> = entries.into_iter().map(entry).collect();
    py.detach(|| apart::ties(&entries)).map_err(of_ledger)
}

/// Tells whether articles of so many long paragraphs, so many of them alike, carry one text.
#[pyfunction]
pub fn are_copies(one: usize, other: usize, alike: usize) -> bool {
    apart::are_copies(one, other, alike)
}

/// Returns for each name that stands in a pair the first of all that hang together with it.
#[pyfunction]
pub fn groups(py: Python<'_>, pairs: Vec<(String, String)>) -> BTreeMap<String, String> {
    py.detach(|| apart::groups(&pairs))
}

/// Returns who bears each name, once all names are known. A name is kind, name, country; a row is the public name by itself, and
/// the public name, the kind, the name and the country of the actor.
#[pyfunction]
#[allow(clippy::type_complexity, reason = "rows of one table")]
pub fn who_is_who(
    py: Python<'_>,
    names: Vec<(String, String, Option<String>)>,
) -> PyResult<Vec<(String, String, String, String, Option<String>)>> {
    let name = |(kind, name, country): (String, String, Option<String>)| {
        let known = ActorKind::from_word(&kind).ok_or_else(|| bad_value("kind", &kind, "a kind of actor"))?;
        let code = |code: String| code.parse::<CountryCode>().map_err(|_| bad_value("country", &code, "a code"));
        Ok((known, name, country.map(code).transpose()?))
    };
    let names = names.into_iter().map(name).collect::<PyResult<Vec<_>>>()?;
    let known = py.detach(|| apart::who_is_who(&names)).map_err(of_ledger)?;
    Ok(known
        .into_iter()
        .map(|(by_itself, who)| (by_itself, who.id, who.kind.as_str().into(), who.name, who.country))
        .collect())
}

/// Links articles in a ledger that is gone afterwards and packs the events of some reports into one batch, a row for each event.
/// Articles come packed, one batch after the other, each with the names of the reports whose events are wanted.
///
/// What adds to a ledger stays on one thread, so that Python's lock is held; a worker of Spark has nothing else to do.
#[pyfunction]
pub fn link_part(batches: &Bound<'_, PyAny>) -> PyResult<Table> {
    let mut ledger = Ledger::temporary().map_err(of_ledger)?;
    let mut wanted = HashSet::new();
    let mut batch = ledger.batch().map_err(of_ledger)?;
    for packed in batches.try_iter()? {
        let (packed, reports): (PyBackedBytes, Vec<String>) = packed?.extract()?;
        for named in articles(&packed)? {
            batch.add(&named.reading, &named.origin).map_err(of_ledger)?;
        }
        wanted.extend(reports);
    }
    batch.commit().map_err(of_ledger)?;
    Ok(Table::new("linked", events(&ledger, &wanted)?))
}

/// Packs the events that some reports tell, with the names by which each party goes by itself in the place of actors.
fn events(ledger: &Ledger, reports: &HashSet<String>) -> PyResult<RecordBatch> {
    let mut views = Vec::new();
    let is_wanted = |view: &EventView| view.reports.iter().any(|report| reports.contains(&report.id));
    ledger.each_event(&Filter::default(), |view| views.extend(Some(view).filter(is_wanted))).map_err(of_ledger)?;
    let (mut members, mut parts) = (ListBuilder::new(StringBuilder::new()), Vec::new());
    for view in views {
        let mut part = Tables::default();
        part.add_event(&view);
        let names = ledger.names_in(&view).map_err(of_ledger)?;
        part.event_actors =
            names.into_iter().enumerate().map(|(at, (side, name))| party(&view.event.id, at, side, name)).collect();
        members.append_value(view.reports.iter().map(|report| Some(report.id.as_str())));
        parts.push(part);
    }
    batch([("members", Arc::new(members.finish()) as ArrayRef)], nested(parts, &OF_EVENTS))
}

fn party(event: &str, ordinal: usize, side: String, name: String) -> rows::EventActor {
    rows::EventActor {
        event_id: event.to_owned(),
        side,
        ordinal: ordinal as i64,
        actor_id: name,
        // Who that is in the record is known once all names are.
        name: String::new(),
        kind: String::new(),
        country: None,
    }
}

/// Unpacks articles that came as a stream of Arrow.
fn articles(packed: &[u8]) -> PyResult<Vec<NamedReading>> {
    let bad = |error: &dyn std::fmt::Display| PyValueError::new_err(error.to_string());
    let mut named = Vec::new();
    for batch in StreamReader::try_new(packed, None).map_err(|error| bad(&error))? {
        let tables = from_nested(&batch.map_err(|error| bad(&error))?).map_err(|error| bad(&error))?;
        let readings = tables.readings().map_err(|error| bad(&error))?;
        named.extend(readings.into_iter().map(|(reading, origin)| NamedReading::alone(reading, origin)));
    }
    Ok(named)
}

/// Puts columns and nested tables beside each other.
fn batch<const N: usize>(
    columns: [(&str, ArrayRef); N],
    nested: Result<Vec<(Field, ArrayRef)>, plenipo_tables::Error>,
) -> PyResult<RecordBatch> {
    let failed = |error: &dyn std::fmt::Display| PlenipoError::new_err(error.to_string());
    let columns =
        columns.into_iter().map(|(name, column)| (Field::new(name, column.data_type().clone(), true), column));
    let nested = nested.map_err(|error| failed(&error))?;
    let (fields, arrays): (Vec<Field>, Vec<ArrayRef>) = columns.chain(nested).unzip();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).map_err(|error| failed(&error))
}
