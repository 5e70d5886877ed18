//! Reading one article.

use std::sync::mpsc;

use jiff::Timestamp;
use plenipo_record::{Day, Published};
use pyo3::exceptions::PyTypeError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};

use crate::engine::{self, Failure, Input, Settings};
use crate::error::{bad_value, unread};
use crate::reading::Reading;
use crate::records;

/// Reads one article; `_native.pyi` says what the arguments are.
#[pyfunction]
#[pyo3(signature = (article, *, name = "-", published = None, address = None, as_of = None, fetched = None))]
pub fn read(
    py: Python<'_>,
    article: &Bound<'_, PyAny>,
    name: &str,
    published: Option<&Bound<'_, PyAny>>,
    address: Option<String>,
    as_of: Option<&Bound<'_, PyAny>>,
    fetched: Option<&Bound<'_, PyAny>>,
) -> PyResult<Reading> {
    let published = published.map(|told| moment("published", told)).transpose()?;
    let input = Input { published, address, ..input(article, name)? };
    let settings = settings(as_of, fetched)?;
    py.detach(move || on_deep_stack(input, settings))
}

/// Takes an article as text, as bytes or as an `Item`, which tells more of it.
pub fn any_input(given: &Bound<'_, PyAny>) -> PyResult<Input> {
    let py = given.py();
    if !given.is_instance(&records::module(py)?.getattr(intern!(py, "Item"))?)? {
        return input(given, "-");
    }
    let told = |field| Ok::<_, PyErr>(Some(given.getattr(field)?).filter(|value| !value.is_none()));
    let published = told(intern!(py, "published"))?.map(|told| moment("published", &told)).transpose()?;
    let address = told(intern!(py, "address"))?.map(|told| told.extract()).transpose()?;
    let name: String = given.getattr(intern!(py, "name"))?.extract()?;
    Ok(Input { published, address, ..input(&given.getattr(intern!(py, "article"))?, &name)? })
}

/// Takes what holds for all articles of a call.
pub fn settings(as_of: Option<&Bound<'_, PyAny>>, fetched: Option<&Bound<'_, PyAny>>) -> PyResult<Settings> {
    let as_of = as_of.map(|day| full_day("as_of", day)).transpose()?;
    let now = || Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let fetched = fetched.map(|told| Ok::<_, PyErr>(moment("fetched", told)?.to_string())).transpose()?;
    Ok(Settings { as_of, fetched: fetched.unwrap_or_else(now) })
}

/// Takes a day as text or as a `datetime.date`.
pub fn day(name: &str, given: &Bound<'_, PyAny>) -> PyResult<Day> {
    let text = given.str()?.to_string();
    text.parse().map_err(|_| bad_value(name, &text, "a day such as 2026-01-29, 2026-01 or 2026"))
}

/// Takes a full date as text or as a `datetime.date`.
pub fn full_day(name: &str, given: &Bound<'_, PyAny>) -> PyResult<Day> {
    match day(name, given)? {
        day @ Day::Date(_) => Ok(day),
        other => Err(bad_value(name, &other.to_string(), "a full date such as 2026-01-29")),
    }
}

fn moment(name: &str, given: &Bound<'_, PyAny>) -> PyResult<Published> {
    let text = given.str()?.to_string();
    plenipo_intake::moment(&text).ok_or_else(|| bad_value(name, &text, "a time such as 2026-01-29T14:00:00Z"))
}

fn input(article: &Bound<'_, PyAny>, name: &str) -> PyResult<Input> {
    let (bytes, is_decoded) = if let Ok(text) = article.cast::<PyString>() {
        (text.to_str()?.as_bytes().to_vec(), true)
    } else if let Ok(bytes) = article.cast::<PyBytes>() {
        (bytes.as_bytes().to_vec(), false)
    } else {
        let kind = article.get_type();
        return Err(PyTypeError::new_err(format!("an article is str or bytes, not {}", kind.name()?)));
    };
    Ok(Input { name: name.to_owned(), bytes, is_decoded, published: None, address: None })
}

/// Reads on a thread of our own, since those of Python have less room than a hostile page may need.
fn on_deep_stack(input: Input, settings: Settings) -> PyResult<Reading> {
    let (sender, receiver) = mpsc::channel();
    engine::spawn(move || {
        // Nobody waits any more if this fails.
        let _ = sender.send(engine::read(input, &settings));
    })?;
    let read = receiver.recv().unwrap_or_else(|_| Err(Failure::Bug("the thread that read it ended".to_owned())));
    read.map(|(reading, origin)| Reading::new(reading, origin)).map_err(|failure| unread(&failure))
}
