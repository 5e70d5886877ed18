//! From a stream to its items: what it is, unpacked as often as needed.

use std::io::{self, Read};
use std::ops::ControlFlow;

use crate::budget::Budget;
use crate::limits::{DEPTH, FEED_BYTES, ITEM_BYTES};
use crate::sniff::{Format, HEAD, sniff, starts_archive};
use crate::tape::Tape;
use crate::unicode::{Utf8, encoding_of};
use crate::zstd::Frames;
use crate::{Content, Fault, Fields, IntakeError, Item, PAGE_ENDINGS, feed, json, mail, opml, table, warc, zip};

/// Whether more is wanted.
pub(crate) type Flow = ControlFlow<()>;

/// Hands the items of a stream to `take`, in their order, until it breaks off.
///
/// `name` is what the stream is called, a path or an address; its items are called after it. Faults are handed over at
/// their place like items, and reading goes on behind them where it can.
pub fn read(name: &str, stream: impl Read, take: &mut dyn FnMut(Result<Item, IntakeError>) -> ControlFlow<()>) {
    read_from(name, stream, 0, take);
}

/// Does as [`read`] for a stream that begins `offset` bytes behind the start of a web archive.
///
/// See [`is_archive_with_offsets`](crate::is_archive_with_offsets) for which archives allow it.
pub fn read_from(
    name: &str,
    stream: impl Read,
    offset: u64,
    take: &mut dyn FnMut(Result<Item, IntakeError>) -> ControlFlow<()>,
) {
    let budget = Budget::default();
    let counted = Tape::new(budget.taking(stream), offset);
    let mut intake = Intake { take, budget };
    // Whoever breaks off knows it.
    let _ = intake.stream(name, counted, Level { depth: 0, packed: false });
}

/// Where items go, and what the stream may still unpack to.
pub(crate) struct Intake<'t> {
    take: &'t mut dyn FnMut(Result<Item, IntakeError>) -> ControlFlow<()>,
    pub budget: Budget,
}

/// How deep in containers a stream lies.
#[derive(Clone, Copy)]
pub(crate) struct Level {
    pub depth: usize,
    /// One of several files in an archive; those that hold no news are passed over without a word.
    pub packed: bool,
}

impl Intake<'_> {
    /// Hands over an item.
    pub fn item(&mut self, name: String, content: Content, fields: Fields) -> Flow {
        (self.take)(Ok(Item { name, content, fields }))
    }

    /// Hands over a fault.
    pub fn fault(&mut self, name: impl Into<String>, fault: Fault) -> Flow {
        (self.take)(Err(IntakeError { name: name.into(), fault }))
    }

    /// Reads a stream of any format.
    pub fn stream(&mut self, name: &str, mut tape: Tape, level: Level) -> Flow {
        if level.depth > DEPTH {
            return self.fault(name, Fault::TooDeep);
        }
        let (format, archive, encoding) = match tape.peek(HEAD) {
            Ok(head) => (sniff(head), starts_archive(head), encoding_of(head)),
            Err(error) => return self.fault(name, Fault::of(&error)),
        };
        let inside = Level { depth: level.depth + 1, ..level };
        match format {
            Format::Empty | Format::Other if level.packed => Flow::Continue(()),
            Format::Empty => self.fault(name, Fault::Empty),
            Format::Gzip if archive => warc::packed(self, name, tape),
            Format::Gzip => {
                let unpacked = self.budget.unpacking(flate2::bufread::MultiGzDecoder::new(tape));
                self.stream(name, Tape::new(unpacked, 0), inside)
            }
            Format::Zstd => {
                let unpacked = self.budget.unpacking(Frames::new(tape));
                self.stream(name, Tape::new(unpacked, 0), inside)
            }
            Format::Zip => zip::entries(self, name, tape, Level { packed: true, ..inside }),
            Format::Warc => warc::plain(self, name, &mut tape),
            Format::Feed => feed::entries(self, name, Utf8::new(tape.take(FEED_BYTES), encoding)),
            Format::FeedList => match all(&mut tape) {
                Ok(bytes) => self.fault(name, Fault::FeedList(opml::feeds(&bytes).len())),
                Err(fault) => self.fault(name, fault),
            },
            Format::Json => json::values(self, name, Tape::new(Utf8::new(tape, encoding), 0)),
            Format::JsonLines => json::lines(self, name, Tape::new(Utf8::new(tape, encoding), 0)),
            Format::Table(delimiter) => table::rows(self, name, Tape::new(Utf8::new(tape, encoding), 0), delimiter),
            Format::Mail => match all(&mut tape) {
                Ok(bytes) => mail::message(self, name, &bytes),
                Err(fault) => self.fault(name, fault),
            },
            Format::Other => self.fault(name, Fault::NotText),
            Format::Page | Format::Text if level.packed && !is_named_as_page(name) => Flow::Continue(()),
            Format::Page | Format::Text => match all(&mut tape) {
                Ok(bytes) if format == Format::Page => {
                    self.item(name.to_owned(), Content::Page(bytes), Fields::default())
                }
                Ok(bytes) => self.item(name.to_owned(), Content::Text(bytes), Fields::default()),
                Err(fault) => self.fault(name, fault),
            },
        }
    }
}

/// Reads a stream that is one item.
fn all(stream: &mut impl Read) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let read = stream.take(ITEM_BYTES as u64 + 1).read_to_end(&mut bytes);
    match read {
        Ok(_) if bytes.len() > ITEM_BYTES => Err(Fault::TooLarge),
        Ok(_) => Ok(bytes),
        Err(error) => Err(Fault::of(&error)),
    }
}

/// Tells a page from the styles, scripts and notes that are packed with it.
fn is_named_as_page(name: &str) -> bool {
    let file = name.rsplit(['/', '#', '\\']).next().unwrap_or(name);
    let file = file.strip_suffix(".gz").or(file.strip_suffix(".zst")).unwrap_or(file).to_ascii_lowercase();
    file.rsplit_once('.').is_none_or(|(_, ending)| PAGE_ENDINGS.contains(&ending))
}

/// Reads to the end without keeping anything.
pub(crate) fn drain(stream: &mut impl Read) -> io::Result<()> {
    io::copy(stream, &mut io::sink()).map(drop)
}
