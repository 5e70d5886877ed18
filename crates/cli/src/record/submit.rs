//! Reads what people hand in on the desk, as `add` and `watch` read.

use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use plenipo_desk::{Draft, Intake, Offered};
use plenipo_fetch::{Answer, Fetcher, Known, Settings};
use plenipo_intake::{Content, Fields, Item};
use plenipo_ledger::Origin;
use plenipo_record::{Day, Published};

use super::add::{address, fingerprint};
use super::now;
use crate::pipeline::Pipeline;

/// How long a page may take.
const PATIENCE: Duration = Duration::from_secs(15);
/// How many bytes it may have.
const MOST_BYTES: u64 = 8 * 1024 * 1024;
/// How an input is called that came without a name.
const HANDED_IN: &str = "handed in";

/// Reads articles that are handed in, one fetched at a time.
pub struct Reading {
    pipeline: Pipeline,
    fetcher: Mutex<Fetcher>,
}

impl Reading {
    /// Makes what reads; only public addresses are fetched.
    pub fn new(pipeline: Pipeline) -> Self {
        let settings = Settings { timeout: PATIENCE, most_bytes: MOST_BYTES, ..Settings::default() };
        Reading { pipeline, fetcher: Mutex::new(Fetcher::new(settings)) }
    }

    fn item(&self, offered: &Offered) -> Result<Item, String> {
        match offered {
            Offered::Text { text, title, outlet, published } => Ok(Item {
                name: HANDED_IN.to_owned(),
                content: Content::Plain(text.clone()),
                fields: Fields {
                    title: title.clone(),
                    outlet: outlet.clone(),
                    published: published.as_deref().and_then(|day| day.parse().ok()).map(on),
                    ..Fields::default()
                },
            }),
            Offered::File { name, bytes } => only(name.rsplit(['/', '\\']).next().unwrap_or(name), bytes),
            Offered::Address(address) => {
                let fetched = {
                    let mut fetcher = self.fetcher.lock().unwrap_or_else(PoisonError::into_inner);
                    fetcher.get(address, &Known::default()).map_err(|error| error.to_string())?
                };
                let Answer::Fresh(page) = fetched else { return Err("the page gives nothing".to_owned()) };
                let mut item = only(address, &page.bytes)?;
                item.fields.address = item.fields.address.or(Some(page.address));
                Ok(item)
            }
        }
    }
}

impl Intake for Reading {
    fn read(&self, offered: &Offered) -> Result<Draft, String> {
        let item = self.item(offered)?;
        let reading = self.pipeline.read(&item, |reading| reading).map_err(|failure| failure.to_string())?;
        // A file on the reader's own machine is no address here; only one of the web is.
        let address = address(&item, &reading.article).filter(|address| address.contains("://"));
        let origin = Origin { fetched: now(), reader: env!("CARGO_PKG_VERSION").to_owned(), as_of: None, address };
        Ok(Draft { digest: fingerprint(&item, None), name: item.name, reading, origin })
    }
}

/// Returns the publication on a day whose time nobody told.
fn on(day: Day) -> Published {
    Published { day, time: None, offset_minutes: None }
}

/// Returns the one article that some bytes hold.
fn only(name: &str, bytes: &[u8]) -> Result<Item, String> {
    let mut items = Vec::new();
    let mut failure = None;
    plenipo_intake::read(name, bytes, &mut |item| {
        match item {
            Ok(item) => items.push(item),
            Err(error) => failure = Some(error.to_string()),
        }
        if items.len() > 1 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    match (items.pop(), items.is_empty()) {
        (Some(item), true) => Ok(item),
        (Some(_), false) => Err("it holds several articles; `plenipo add` takes them".to_owned()),
        (None, _) => Err(failure.unwrap_or_else(|| "it holds no article".to_owned())),
    }
}
