//! A reading as Python holds it.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use plenipo_exchange::{Options, reading_json};
use plenipo_ledger::Origin;
use plenipo_record as record;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyDict;

use crate::records::{self, Records};
use crate::table::tables;

/// What one article says; `_native.pyi` says what its fields are.
#[pyclass(frozen, module = "plenipo")]
pub struct Reading {
    parts: Arc<(record::Reading, Origin)>,
    records: PyOnceLock<Records>,
}

impl Reading {
    /// Keeps a reading; the objects of Python are made when somebody looks at them.
    pub fn new(reading: record::Reading, origin: Origin) -> Self {
        Reading { parts: Arc::new((reading, origin)), records: PyOnceLock::new() }
    }

    /// Returns the reading with where its article comes from.
    pub fn parts(&self) -> Arc<(record::Reading, Origin)> {
        Arc::clone(&self.parts)
    }

    fn records(&self, py: Python<'_>) -> PyResult<&Records> {
        self.records.get_or_try_init(py, || records::records(py, &self.parts.0))
    }
}

#[pymethods]
impl Reading {
    #[getter]
    fn article(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Ok(self.records(py)?.article.clone_ref(py))
    }

    #[getter]
    fn actors(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Ok(self.records(py)?.actors.clone_ref(py))
    }

    #[getter]
    fn events(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Ok(self.records(py)?.events.clone_ref(py))
    }

    #[getter]
    fn quotes(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Ok(self.records(py)?.quotes.clone_ref(py))
    }

    #[getter]
    fn statements(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Ok(self.records(py)?.statements.clone_ref(py))
    }

    #[getter]
    fn diagnostics(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Ok(self.records(py)?.diagnostics.clone_ref(py))
    }

    /// Returns the line of `plenipo read --format json`.
    #[pyo3(signature = (*, with_text = false))]
    fn to_json(&self, py: Python<'_>, with_text: bool) -> String {
        py.detach(|| reading_json(&self.parts.0, Options { with_text }))
    }

    /// Returns the tables of this one article.
    fn to_arrow(this: Bound<'_, Self>) -> PyResult<Bound<'_, PyDict>> {
        let py = this.py();
        tables(py, pyo3::types::PyTuple::new(py, [this])?.as_any())
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Reading>().is_ok_and(|other| other.get().parts.0 == self.parts.0)
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        let article = &self.parts.0.article;
        (&article.name, &article.text).hash(&mut hasher);
        hasher.finish()
    }

    fn __repr__(&self) -> String {
        let reading = &self.parts.0;
        format!(
            "<plenipo.Reading {}: {} actors, {} events, {} quotes, {} statements>",
            reading.article.name,
            reading.actors.len(),
            reading.events.len(),
            reading.quotations.len(),
            reading.statements.len()
        )
    }
}
