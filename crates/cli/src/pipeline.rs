//! From bytes to readings, whatever the bytes are.

use std::any::Any;
use std::cell::RefCell;
use std::fmt;
use std::panic::{self, AssertUnwindSafe};

use plenipo_intake::{Fault, Item};
use plenipo_language::Analyzer;
use plenipo_lexicon::Lexicon;
use plenipo_page::PageError;
use plenipo_reading::{Explanation, Reader};
use plenipo_record::{CountryCode, Day, Reading};

use crate::input::Trouble;

/// Why an input gave no reading.
#[derive(Debug)]
pub enum Failure {
    /// Nobody could read it. The kind is what failures are counted by.
    Unreadable {
        /// The kind of failure, in a word or a few.
        kind: String,
        /// What is told of this one.
        reason: String,
    },
    /// We could not, and should have.
    Bug(String),
}

impl Failure {
    /// Makes the failure of an input that is not there or cannot be opened.
    pub fn of_input(trouble: &Trouble) -> Self {
        Failure::Unreadable { kind: "unreadable".to_owned(), reason: trouble.to_string() }
    }

    /// Returns what failures are counted by.
    pub fn kind(&self) -> &str {
        match self {
            Failure::Unreadable { kind, .. } => kind,
            Failure::Bug(_) => "bug",
        }
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Failure::Unreadable { kind: fault.code().replace('_', " "), reason: fault.to_string() }
    }
}

impl From<PageError> for Failure {
    fn from(error: PageError) -> Self {
        let kind = match error {
            PageError::NoText | PageError::Empty => "no text",
            _ => "unreadable",
        };
        Failure::Unreadable { kind: kind.to_owned(), reason: error.to_string() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Unreadable { reason, .. } => f.write_str(reason),
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
    pub fn new(lexicon: &'static Lexicon, as_of: Option<Day>) -> Self {
        note_panics();
        Pipeline { reader: Reader::new(Analyzer::builtin(), lexicon), as_of }
    }

    /// Reads the article of one item and returns what `take` makes of it.
    pub fn read<T>(&self, item: &Item, take: impl Fn(Reading) -> T) -> Result<T, Failure> {
        guarded(|| {
            let (article, missing) = item.article()?;
            let mut reading = self.reader.read(article, self.as_of);
            reading.diagnostics.extend(missing);
            Ok(take(reading))
        })
    }

    /// Explains how the article of one item is read and returns what `print` makes of it, or why it makes nothing.
    pub fn explained(
        &self,
        item: &Item,
        print: impl Fn(&Reading, Explanation) -> Result<String, String>,
    ) -> Result<String, Failure> {
        guarded(|| {
            let (article, missing) = item.article()?;
            let (mut reading, explanation) = self.reader.explain(article, self.as_of);
            reading.diagnostics.extend(missing);
            let failed = |reason| Failure::Unreadable { kind: "nothing to show".to_owned(), reason };
            print(&reading, explanation).map_err(failed)
        })
    }

    /// Returns what reads one article; a panic on the way is the caller's.
    pub fn reader(&self) -> &Reader<'static> {
        &self.reader
    }
}

/// Does something that may panic, and tells a panic as a bug.
pub fn guarded<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|payload| {
        let noted = LAST_PANIC.with(|last| last.borrow_mut().take());
        Err(Failure::Bug(noted.unwrap_or_else(|| message(payload.as_ref()))))
    })
}

/// From here on a panic is noted and not printed.
pub fn note_panics() {
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(|at| format!(" at {}:{}", at.file(), at.line())).unwrap_or_default();
        let what = format!("{}{place}", message(info.payload()));
        LAST_PANIC.with(|last| *last.borrow_mut() = Some(what));
    }));
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
