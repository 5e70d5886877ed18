//! Tables that leave for Arrow without a copy.

use std::sync::Arc;

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchIterator};
use arrow_schema::ffi::FFI_ArrowSchema;
use plenipo_ledger::NamedReading;
use plenipo_tables::Tables;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict};

use crate::reading::Reading;

/// One table of the record, in the columns of the codebook.
#[pyclass(frozen, module = "plenipo")]
pub struct Table {
    name: &'static str,
    batch: RecordBatch,
}

impl Table {
    /// Names columns.
    pub fn new(name: &'static str, batch: RecordBatch) -> Self {
        Table { name, batch }
    }
}

#[pymethods]
impl Table {
    /// The name of the table.
    #[getter]
    fn name(&self) -> &'static str {
        self.name
    }

    /// The names of the columns.
    #[getter]
    fn columns(&self) -> Vec<String> {
        self.batch.schema().fields().iter().map(|field| field.name().clone()).collect()
    }

    fn __len__(&self) -> usize {
        self.batch.num_rows()
    }

    fn __repr__(&self) -> String {
        format!("<plenipo.Table {}: {} rows, {} columns>", self.name, self.batch.num_rows(), self.batch.num_columns())
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.batch.schema().as_ref());
        let schema = schema.map_err(|error| PyValueError::new_err(error.to_string()))?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // A wish, which the protocol lets us leave to the reader.
        let _ = requested_schema;
        let batches = RecordBatchIterator::new([Ok(self.batch.clone())], self.batch.schema());
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(batches)), c"arrow_array_stream")
    }
}

/// Makes the tables of readings that no ledger has linked.
#[pyfunction]
pub fn tables<'py>(py: Python<'py>, readings: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyDict>> {
    let mut named = Vec::new();
    for reading in readings.try_iter()? {
        named.push(reading?.cast::<Reading>()?.get().parts());
    }
    let tables = py.detach(|| {
        let named = named.into_iter().map(|parts| {
            let (reading, origin) = Arc::unwrap_or_clone(parts);
            NamedReading::alone(reading, origin)
        });
        Tables::of_readings(named)
    });
    by_name(py, &tables)
}

/// Returns tables under their names.
pub fn by_name<'py>(py: Python<'py>, tables: &Tables) -> PyResult<Bound<'py, PyDict>> {
    let named = PyDict::new(py);
    for (name, batch) in py.detach(|| tables.batches()) {
        named.set_item(name, Table { name, batch })?;
    }
    Ok(named)
}
