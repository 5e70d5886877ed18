//! From bytes to readings, by the steps of the command `plenipo read`.

use std::any::Any;
use std::fmt;
use std::ops::ControlFlow;
use std::panic::{self, AssertUnwindSafe};
use std::sync::LazyLock;
use std::thread;

use plenipo_intake::{Content, Item};
use plenipo_language::Analyzer;
use plenipo_ledger::Origin;
use plenipo_lexicon::Lexicon;
use plenipo_reading::Reader;
use plenipo_record::{Day, Published, Reading};

/// Room for the recursion of parsers on hostile, deeply nested pages, as in the command line.
const STACK_BYTES: usize = 16 * 1024 * 1024;

/// The byte order mark of UTF-8, which settles the encoding of a page whatever it declares.
const MARK: [u8; 3] = [0xEF, 0xBB, 0xBF];

static READER: LazyLock<Reader<'static>> = LazyLock::new(|| Reader::new(Analyzer::builtin(), Lexicon::builtin()));

/// One article as Python hands it over.
pub struct Input {
    /// What it is called.
    pub name: String,
    /// A page or a text.
    pub bytes: Vec<u8>,
    /// Whether the bytes are UTF-8 because they were text in Python.
    pub is_decoded: bool,
    /// When it was published, for articles that do not say so themselves.
    pub published: Option<Published>,
    /// Where it was published.
    pub address: Option<String>,
}

/// What holds for all articles of a call.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The day against which articles without a date are understood.
    pub as_of: Option<Day>,
    /// When the articles were fetched, ISO 8601.
    pub fetched: String,
}

/// Why an article gave no reading.
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
            Failure::Bug(what) => write!(f, "a bug in plenipo, please report it with this article: {what}"),
        }
    }
}

/// Reads one article; a panic on the way is told as a bug.
pub fn read(input: Input, settings: &Settings) -> Result<(Reading, Origin), Failure> {
    panic::catch_unwind(AssertUnwindSafe(|| {
        let item = item(input)?;
        let (article, missing) = item.article().map_err(|error| Failure::Unreadable(error.to_string()))?;
        let mut reading = READER.read(article, settings.as_of);
        reading.diagnostics.extend(missing);
        let origin = Origin {
            fetched: item.fields.fetched.map_or_else(|| settings.fetched.clone(), |fetched| fetched.to_string()),
            reader: env!("CARGO_PKG_VERSION").to_owned(),
            as_of: settings.as_of.map(|day| day.to_string()),
            address: item.web_address(&reading.article),
        };
        Ok((reading, origin))
    }))
    .unwrap_or_else(|payload| Err(Failure::Bug(words(payload.as_ref()))))
}

/// Does something on a thread with room for deeply nested pages.
pub fn spawn(work: impl FnOnce() + Send + 'static) -> std::io::Result<()> {
    thread::Builder::new().stack_size(STACK_BYTES).spawn(work).map(drop)
}

/// Takes the one article out of what was handed over, packed or not.
fn item(input: Input) -> Result<Item, Failure> {
    let Input { name, bytes, is_decoded, published, address } = input;
    let mut found = Vec::new();
    plenipo_intake::read(&name, bytes.as_slice(), &mut |item| {
        found.push(item);
        if found.len() > 1 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    if found.len() > 1 {
        return Err(Failure::Unreadable("it holds several articles; hand them over one by one".to_owned()));
    }
    let found = found.pop().ok_or_else(|| Failure::Unreadable("the input is empty".to_owned()))?;
    let mut item = found.map_err(|error| Failure::Unreadable(error.fault.to_string()))?;
    if let Content::Page(page) = &mut item.content
        && is_decoded
    {
        page.splice(..0, MARK);
    }
    item.fields.published = item.fields.published.or(published);
    item.fields.address = address.or(item.fields.address);
    Ok(item)
}

fn words(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_else(|| "a panic without words".to_owned())
}
