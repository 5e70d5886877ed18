//! Reading many articles on all cores, in their order.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;

use plenipo_ledger::Origin;
use plenipo_record as record;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::sync::MutexExt as _;
use pyo3::types::PyIterator;

use crate::engine::{self, Failure, Input, Settings};
use crate::error::{BugError, unread};
use crate::read::{any_input, settings};
use crate::reading::Reading;

/// How many articles per thread may be under way; bounds the memory of a long run.
const WAITING_PER_THREAD: usize = 8;

type Read = Result<(record::Reading, Origin), Failure>;

/// An article to read, and where its reading is waited for.
type Work = (Input, mpsc::Sender<Read>);

/// Reads many articles; `_native.pyi` says what the arguments are.
#[pyfunction]
#[pyo3(signature = (articles, *, threads = None, errors = "raise", as_of = None, fetched = None))]
pub fn read_many(
    articles: &Bound<'_, PyAny>,
    threads: Option<usize>,
    errors: &str,
    as_of: Option<&Bound<'_, PyAny>>,
    fetched: Option<&Bound<'_, PyAny>>,
) -> PyResult<Readings> {
    let returns_errors = match errors {
        "raise" => false,
        "return" => true,
        _ => return Err(PyValueError::new_err("errors: expected \"raise\" or \"return\"")),
    };
    let cores = || thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let threads = threads.unwrap_or_else(cores).max(1);
    let state = State {
        articles: Some(articles.try_iter()?.unbind()),
        waiting: VecDeque::new(),
        work: start(threads, &Arc::new(settings(as_of, fetched)?))?,
    };
    Ok(Readings { room: threads * WAITING_PER_THREAD, returns_errors, state: Mutex::new(state) })
}

/// Readings, one after the other, in the order of the articles.
#[pyclass(frozen, module = "plenipo")]
pub struct Readings {
    room: usize,
    returns_errors: bool,
    state: Mutex<State>,
}

struct State {
    /// What is still to come; nothing once it has ended.
    articles: Option<Py<PyIterator>>,
    /// Readings under way, in the order of the articles.
    waiting: VecDeque<mpsc::Receiver<Read>>,
    work: mpsc::Sender<Work>,
}

#[pymethods]
impl Readings {
    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Py<PyAny>>> {
        let next = {
            // Another thread of Python may hold it while it takes articles.
            let mut state = self.state.lock_py_attached(py).unwrap_or_else(PoisonError::into_inner);
            state.fill(py, self.room)?;
            state.waiting.pop_front()
        };
        let Some(next) = next else { return Ok(None) };
        let read = py.detach(move || next.recv());
        let read = read.map_err(|_| BugError::new_err("the thread that read it ended"))?;
        match read.map_err(|failure| unread(&failure)) {
            Ok((reading, origin)) => Ok(Some(Reading::new(reading, origin).into_pyobject(py)?.into_any().unbind())),
            Err(error) if self.returns_errors => Ok(Some(error.into_value(py).into_any())),
            Err(error) => Err(error),
        }
    }
}

impl State {
    /// Takes articles until enough are under way.
    fn fill(&mut self, py: Python<'_>, room: usize) -> PyResult<()> {
        while self.waiting.len() < room {
            let Some(articles) = &self.articles else { break };
            let Some(given) = articles.bind(py).clone().next() else {
                self.articles = None;
                break;
            };
            let (sender, receiver) = mpsc::channel();
            let ended = |_| BugError::new_err("the threads that read have ended");
            self.work.send((any_input(&given?)?, sender)).map_err(ended)?;
            self.waiting.push_back(receiver);
        }
        Ok(())
    }
}

/// Starts threads that read until nobody has work for them any more.
fn start(threads: usize, settings: &Arc<Settings>) -> PyResult<mpsc::Sender<Work>> {
    let (sender, work) = mpsc::channel::<Work>();
    let work = Arc::new(Mutex::new(work));
    for _ in 0..threads {
        let (work, settings) = (Arc::clone(&work), Arc::clone(settings));
        engine::spawn(move || {
            loop {
                let next = work.lock().unwrap_or_else(PoisonError::into_inner).recv();
                let Ok((input, answer)) = next else { break };
                // Whoever has let go of the readings does not want this one either.
                let _ = answer.send(engine::read(input, &settings));
            }
        })?;
    }
    Ok(sender)
}
