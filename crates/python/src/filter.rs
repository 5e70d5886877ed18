//! What a list is narrowed to, as keywords of Python.

use plenipo_ledger::{Filter, day_number};
use plenipo_record::{CountryCode, Day, EventKind, Status};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};

use crate::error::bad_value;
use crate::read::day;

/// Takes the keywords that `Filters` of `_native.pyi` lists.
pub fn filter(given: Option<&Bound<'_, PyDict>>) -> PyResult<Filter> {
    let mut filter = Filter::default();
    for (name, value) in given.into_iter().flatten() {
        if value.is_none() {
            continue;
        }
        let name: String = name.extract()?;
        match name.as_str() {
            "who" => filter.who = Some(value.extract()?),
            "with_" => filter.with = Some(value.extract()?),
            "country" => filter.country = Some(country(&value)?),
            "other_country" => filter.other_country = Some(country(&value)?),
            "story" => filter.story = Some(value.extract()?),
            "kind" => filter.kinds = words(&value, "kind", EventKind::from_word, "a kind of event")?,
            "status" => filter.statuses = words(&value, "status", Status::from_word, "a status")?,
            "since" => filter.since = day("since", &value)?.first().map(day_number),
            "until" => filter.until = day("until", &value)?.last().map(day_number),
            "words" => filter.words = Some(value.extract()?),
            "said" => filter.said = Some(value.extract()?),
            "reports" => filter.reports = Some(value.extract()?),
            "confidence" => filter.confidence = Some(value.extract()?),
            "limit" => filter.limit = Some(value.extract()?),
            _ => return Err(PyTypeError::new_err(format!("no filter is called `{name}`"))),
        }
    }
    Ok(filter)
}

/// Takes a country by its three letters.
pub fn country(given: &Bound<'_, PyAny>) -> PyResult<CountryCode> {
    let code: String = given.extract()?;
    code.to_uppercase().parse().map_err(|_| bad_value("country", &code, "a code of three letters such as FRA"))
}

/// Returns the first and the last day of what `since` and `until` name.
pub fn period(
    since: Option<&Bound<'_, PyAny>>,
    until: Option<&Bound<'_, PyAny>>,
) -> PyResult<(Option<i32>, Option<i32>)> {
    let number = |name, given: Option<&Bound<'_, PyAny>>, end: fn(Day) -> Option<jiff::civil::Date>| {
        given.map(|given| Ok::<_, PyErr>(end(day(name, given)?).map(day_number))).transpose().map(Option::flatten)
    };
    Ok((number("since", since, Day::first)?, number("until", until, Day::last)?))
}

/// Takes one word or several.
fn words<T>(
    given: &Bound<'_, PyAny>,
    name: &str,
    parse: impl Fn(&str) -> Option<T>,
    expected: &str,
) -> PyResult<Vec<T>> {
    let words: Vec<String> =
        if given.is_instance_of::<PyString>() { vec![given.extract()?] } else { given.extract()? };
    words.iter().map(|word| parse(word).ok_or_else(|| bad_value(name, word, expected))).collect()
}
