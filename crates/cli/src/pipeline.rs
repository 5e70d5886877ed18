//! From bytes to readings, whatever the bytes are.

use std::any::Any;
use std::cell::RefCell;
use std::fmt;
use std::panic::{self, AssertUnwindSafe};

use plenipo_language::Analyzer;
use plenipo_lexicon::Lexicon;
use plenipo_reading::Reader;
use plenipo_record::{CountryCode, Day, Reading};

/// Why an input gave no reading.
#[derive(Debug)]
pub enum Failure {
    /// Nobody could read it.
    Unreadable(String),
    /// We could not, and should have.
    Bug(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Unreadable(reason) => f.write_str(reason),
            Failure::Bug(what) => write!(f, "a bug in plenipo, please report it with this file: {what}"),
        }
    }
}

/// Reads articles; shared by all threads.
pub struct Pipeline {
    reader: Reader<'static>,
    as_of: Option<Day>,
}

thread_local! {
    /// Where the last panic of this thread happened, and its message.
    static LAST_PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

impl Pipeline {
    /// Makes the reader; from here on a panic is noted and not printed.
    pub fn new(as_of: Option<Day>) -> Self {
        panic::set_hook(Box::new(|info| {
            let place = info.location().map(|at| format!(" at {}:{}", at.file(), at.line())).unwrap_or_default();
            let what = format!("{}{place}", message(info.payload()));
            LAST_PANIC.with(|last| *last.borrow_mut() = Some(what));
        }));
        Pipeline { reader: Reader::new(Analyzer::builtin(), Lexicon::builtin()), as_of }
    }

    /// Reads every article of one input and returns what `take` makes of each.
    pub fn each<T>(&self, name: &str, bytes: &[u8], take: impl Fn(Reading) -> T) -> Result<Vec<T>, Failure> {
        let read = || {
            let articles = plenipo_page::read(name, bytes).map_err(|error| Failure::Unreadable(error.to_string()))?;
            Ok(articles.into_iter().map(|article| take(self.reader.read(article, self.as_of))).collect())
        };
        panic::catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|payload| {
            let noted = LAST_PANIC.with(|last| last.borrow_mut().take());
            Err(Failure::Bug(noted.unwrap_or_else(|| message(payload.as_ref()))))
        })
    }
}

impl Pipeline {
    /// Reads one article; a panic on the way is the caller's.
    pub fn reader(&self) -> &Reader<'static> {
        &self.reader
    }
}

/// Returns what a country is called.
pub fn country(code: CountryCode) -> Option<String> {
    let name = Lexicon::builtin().country_name(code);
    (!name.is_empty()).then(|| name.to_owned())
}

fn message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_else(|| "a panic without words".to_owned())
}
