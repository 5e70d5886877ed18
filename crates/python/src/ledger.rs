//! The record over all articles, asked from Python.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use plenipo_exchange::{brief_html, brief_json, brief_markdown, brief_sheet};
use plenipo_ledger::{self as ledger, Added, BriefRequest, Filter, PairQuery, day_number};
use plenipo_lexicon::Lexicon;
use plenipo_record::{CountryCode, Day};
use plenipo_tables::{Tables, each_part};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use crate::error::{LedgerError, of_ledger};
use crate::filter::{country, filter, period};
use crate::read::full_day;
use crate::reading::Reading;
use crate::rows::{self, Evidence};
use crate::table::by_name;

/// So many articles are kept or lost together.
const BATCH: usize = 64;

/// How many agreements and measures a pair shows.
const FEW: usize = 10;

/// Opens a ledger; `_native.pyi` says what the arguments are.
#[pyfunction]
#[pyo3(signature = (path, *, create = false))]
pub fn open(py: Python<'_>, path: PathBuf, create: bool) -> PyResult<Ledger> {
    let opened =
        py.detach(|| if create { ledger::Ledger::open(&path) } else { ledger::Ledger::open_for_reading(&path) });
    let ledger = opened.map_err(of_ledger)?;
    Ok(Ledger { path, is_writable: create, inner: Mutex::new(ledger) })
}

/// The record over all articles.
#[pyclass(frozen, module = "plenipo")]
pub struct Ledger {
    path: PathBuf,
    is_writable: bool,
    inner: Mutex<ledger::Ledger>,
}

impl Ledger {
    /// Asks the ledger while Python does other things.
    fn ask<T: Send>(
        &self,
        py: Python<'_>,
        question: impl FnOnce(&mut ledger::Ledger) -> ledger::Result<T> + Send,
    ) -> PyResult<T> {
        let answer = py.detach(|| question(&mut self.inner.lock().unwrap_or_else(PoisonError::into_inner)));
        answer.map_err(of_ledger)
    }
}

#[pymethods]
impl Ledger {
    /// Returns the events that fit, the latest first.
    #[pyo3(signature = (**filters))]
    fn events<'py>(&self, py: Python<'py>, filters: Option<&Bound<'py, PyDict>>) -> PyResult<Bound<'py, PyTuple>> {
        let filter = filter(filters)?;
        rows::events(py, &self.ask(py, |ledger| ledger.events(&filter))?)
    }

    /// Returns the quotations that fit, the latest first.
    #[pyo3(signature = (**filters))]
    fn quotes<'py>(&self, py: Python<'py>, filters: Option<&Bound<'py, PyDict>>) -> PyResult<Bound<'py, PyTuple>> {
        let filter = filter(filters)?;
        rows::quotes(py, &self.ask(py, |ledger| ledger.quotes(&filter))?)
    }

    /// Returns what two countries share.
    #[pyo3(signature = (one, other, *, as_of = None, limit = 100))]
    fn pair<'py>(
        &self,
        py: Python<'py>,
        one: &Bound<'py, PyAny>,
        other: &Bound<'py, PyAny>,
        as_of: Option<&Bound<'py, PyAny>>,
        limit: usize,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (one, other, today) = (country(one)?, country(other)?, today(as_of)?);
        let query = PairQuery { one, other, today, few: FEW, limit, after: None };
        rows::pair(py, &self.ask(py, |ledger| ledger.pair(&query))?)
    }

    /// Returns the passages that prove an event or a quotation.
    fn evidence<'py>(&self, py: Python<'py>, id: &str) -> PyResult<Bound<'py, PyTuple>> {
        rows::evidence(py, &self.ask(py, |ledger| Evidence::of(ledger, id))?)
    }

    /// Returns what a period, a person, a country, a pair of countries or a story amounts to.
    #[pyo3(signature = (*, since = None, until = None, who = None, country = None, pair = None, story = None, as_of = None))]
    #[allow(clippy::too_many_arguments, reason = "keywords of one question, all of them optional")]
    fn brief(
        &self,
        py: Python<'_>,
        since: Option<&Bound<'_, PyAny>>,
        until: Option<&Bound<'_, PyAny>>,
        who: Option<String>,
        country: Option<&Bound<'_, PyAny>>,
        pair: Option<(Bound<'_, PyAny>, Bound<'_, PyAny>)>,
        story: Option<String>,
        as_of: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Brief> {
        let (today, (first, last)) = (today(as_of)?, period(since, until)?);
        let (country, other_country) = match pair {
            Some((one, other)) => (Some(self::country(&one)?), Some(self::country(&other)?)),
            None => (country.map(self::country).transpose()?, None),
        };
        let is_of_somebody = who.is_some() || country.is_some() || story.is_some();
        let news_of = match (first, last) {
            (None, None) => (!is_of_somebody).then_some((today, today)),
            (None, Some(_)) => None,
            (Some(first), last) => Some((first, last.unwrap_or(today.max(first)))),
        };
        let until = last.filter(|_| first.is_none());
        let filter = Filter { who, country, other_country, story, news_of, until, ..Filter::default() };
        let brief = self.ask(py, |ledger| ledger.brief(&BriefRequest { filter, today }))?;
        Ok(Brief { brief })
    }

    /// Returns all tables of what fits.
    #[pyo3(signature = (**filters))]
    fn to_arrow<'py>(&self, py: Python<'py>, filters: Option<&Bound<'py, PyDict>>) -> PyResult<Bound<'py, PyDict>> {
        let filter = filter(filters)?;
        let tables = self.ask(py, |ledger| {
            let mut all = Tables::default();
            each_part(ledger, &filter, usize::MAX, |part| {
                all = part;
                Ok::<_, ledger::Error>(())
            })?;
            Ok(all)
        })?;
        by_name(py, &tables)
    }

    /// Adds readings and returns how many articles were new.
    fn add(&self, py: Python<'_>, readings: &Bound<'_, PyAny>) -> PyResult<usize> {
        if !self.is_writable {
            return Err(LedgerError::new_err("the ledger is open for reading only: open it with create=True"));
        }
        let (mut waiting, mut count) = (Vec::with_capacity(BATCH), 0);
        for reading in readings.try_iter()? {
            waiting.push(reading?.cast::<Reading>()?.get().parts());
            if waiting.len() == BATCH {
                count += self.keep(py, &mut waiting)?;
            }
        }
        Ok(count + self.keep(py, &mut waiting)?)
    }

    fn __repr__(&self) -> String {
        format!("<plenipo.Ledger {}>", self.path.display())
    }
}

impl Ledger {
    /// Adds what is waiting as one batch.
    fn keep(
        &self,
        py: Python<'_>,
        waiting: &mut Vec<Arc<(plenipo_record::Reading, ledger::Origin)>>,
    ) -> PyResult<usize> {
        let moment = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string();
        self.ask(py, |ledger| {
            ledger.set_moment(moment);
            let (mut batch, mut count) = (ledger.batch()?, 0);
            for parts in waiting.drain(..) {
                let added = batch.add(&parts.0, &parts.1)?;
                count += usize::from(matches!(added, Added::New(_)));
            }
            batch.commit()?;
            Ok(count)
        })
    }
}

/// What a period, a person, a country or a story amounts to.
#[pyclass(frozen, module = "plenipo")]
pub struct Brief {
    brief: ledger::Brief,
}

#[pymethods]
impl Brief {
    /// Returns it as Markdown.
    fn to_markdown(&self, py: Python<'_>) -> String {
        py.detach(|| brief_markdown(&brief_sheet(&self.brief, &country_name)))
    }

    /// Returns it as a web page that needs nothing from elsewhere.
    fn to_html(&self, py: Python<'_>) -> String {
        py.detach(|| brief_html(&brief_sheet(&self.brief, &country_name)))
    }

    /// Returns it as one object of JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| brief_json(&self.brief).to_string())
    }

    fn __bool__(&self) -> bool {
        !self.brief.is_empty()
    }

    fn __str__(&self, py: Python<'_>) -> String {
        self.to_markdown(py)
    }
}

fn country_name(code: CountryCode) -> Option<String> {
    let name = Lexicon::builtin().country_name(code);
    (!name.is_empty()).then(|| name.to_owned())
}

/// Returns the number of the day that counts as today: the one given, or else today's in Greenwich.
fn today(given: Option<&Bound<'_, PyAny>>) -> PyResult<i32> {
    let given = given.map(|day| full_day("as_of", day)).transpose()?;
    let today = || jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    Ok(day_number(given.and_then(Day::first).unwrap_or_else(today)))
}
