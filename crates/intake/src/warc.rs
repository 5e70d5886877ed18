//! Web archives: the pages among their responses, record by record.
//!
//! A record is called after its offset in the file; where one gzip member holds several, `1234+2` is the third record
//! of the member at 1234. Lengths lie and members break: reading then goes on at the next place where a record begins.

use std::io::BufRead as _;
use std::ops::ControlFlow;

use crate::limits::{HEAD_BYTES, ITEM_BYTES};
use crate::moment::moment;
use crate::open::{Flow, Intake};
use crate::tape::Tape;
use crate::{Content, Fault, Fields, http};

/// Reads an archive that is not packed.
pub(crate) fn plain(intake: &mut Intake, name: &str, tape: &mut Tape) -> Flow {
    records(intake, name, tape, None).map_continue(drop)
}

/// Reads an archive of gzip members, each of which holds one record, or several.
pub(crate) fn packed(intake: &mut Intake, name: &str, mut tape: Tape) -> Flow {
    loop {
        tape.set_mark();
        let member = tape.offset();
        match tape.peek(3) {
            Ok([]) => return Flow::Continue(()),
            Ok([0x1f, 0x8b, 8]) => {}
            Ok(_) => {
                intake.fault(format!("{name}#{member}"), Fault::Damaged("no gzip member begins here".to_owned()))?;
                if !tape.find(&[0x1f, 0x8b, 8], |_| true).unwrap_or(false) {
                    return Flow::Continue(());
                }
                continue;
            }
            Err(error) => return intake.fault(format!("{name}#{member}"), Fault::of(&error)),
        }
        let sound = {
            let unpacked = intake.budget.unpacking(flate2::bufread::GzDecoder::new(&mut tape));
            records(intake, name, &mut Tape::new(unpacked, 0), Some(member))?
        };
        // A damaged member may have been read beyond its end.
        if !sound {
            tape.rewind(member + 1);
            if !tape.find(&[0x1f, 0x8b, 8], |_| true).unwrap_or(false) {
                return Flow::Continue(());
            }
        }
    }
}

/// Reads the records of a stream; returns whether the stream itself could be read to its end.
fn records(intake: &mut Intake, name: &str, tape: &mut Tape, member: Option<u64>) -> ControlFlow<(), bool> {
    let mut count = 0_usize;
    loop {
        // Empty lines between records are no fault, however many.
        while matches!(tape.peek(1), Ok([b'\r' | b'\n'])) {
            tape.consume(1);
        }
        tape.set_mark();
        let place = match member {
            None => format!("{name}#{}", tape.offset()),
            Some(member) if count == 0 => format!("{name}#{member}"),
            Some(member) => format!("{name}#{member}+{count}"),
        };
        match record(tape) {
            Ok(None) => return ControlFlow::Continue(true),
            Ok(Some(Record { page: Ok(Some(content)), fields })) => intake.item(place, content, fields)?,
            Ok(Some(Record { page: Ok(None), .. })) => {}
            Ok(Some(Record { page: Err(fault), .. })) => intake.fault(place, fault)?,
            Err(Broken::Stream(fault)) => {
                intake.fault(place, fault)?;
                return ControlFlow::Continue(false);
            }
            Err(Broken::Record(fault, again)) => {
                intake.fault(place, fault)?;
                tape.rewind(again);
                let begins = |here: &[u8]| matches!(here[5..], [b'0'..=b'9', b'.', b'0'..=b'9', b'\r' | b'\n', ..]);
                match tape.find(b"WARC/", begins) {
                    Ok(true) => {}
                    Ok(false) => return ControlFlow::Continue(true),
                    // The record was broken because the member is.
                    Err(_) => return ControlFlow::Continue(false),
                }
            }
        }
        count += 1;
    }
}

/// What a record holds.
struct Record {
    /// The page in a response; `None` for other records.
    page: Result<Option<Content>, Fault>,
    fields: Fields,
}

/// Why there is no record.
enum Broken {
    /// The stream cannot be read on.
    Stream(Fault),
    /// The record is broken; the next one is looked for from this offset on.
    Record(Fault, u64),
}

impl From<std::io::Error> for Broken {
    fn from(error: std::io::Error) -> Self {
        Broken::Stream(Fault::of(&error))
    }
}

/// Reads the record that begins here; `None` at the end.
fn record(tape: &mut Tape) -> Result<Option<Record>, Broken> {
    let start = tape.offset();
    match tape.peek(5)? {
        [] => return Ok(None),
        b"WARC/" => {}
        _ => return Err(Broken::Record(malformed("no record begins here"), start + 1)),
    }
    let head = Head::read(tape)?.map_err(|fault| Broken::Record(fault, start + 5))?;
    let body = tape.offset();
    let length = head.length.ok_or_else(|| Broken::Record(malformed("the record does not tell its length"), body))?;
    if length > ITEM_BYTES as u64 {
        return Err(Broken::Record(Fault::TooLarge, body));
    }
    let mut block = Vec::new();
    if !tape.take_exact(length as usize, &mut block)? {
        return Err(Broken::Record(Fault::Truncated, body));
    }
    // An empty line ends a record, or the next one follows at once, or nothing does; else the length was a lie.
    let behind = tape.peek(7)?;
    let next = behind.trim_ascii_start();
    let is_end =
        behind.starts_with(b"\r\n\r\n") || behind.starts_with(b"\n\n") || next.is_empty() || next.starts_with(b"WARC/");
    if !is_end {
        return Err(Broken::Record(malformed("the record does not end where its length says"), body));
    }
    // Damage that only the checksum of the member shows is seen before the record is handed over.
    tape.peek(16)?;
    let page = if head.is_response { http::page(&block) } else { Ok(None) };
    let fields = Fields { address: head.address, fetched: head.fetched, ..Fields::default() };
    Ok(Some(Record { page, fields }))
}

fn malformed(how: &str) -> Fault {
    Fault::Malformed(how.to_owned())
}

/// The head of a record, as far as it is needed.
#[derive(Default)]
struct Head {
    is_response: bool,
    length: Option<u64>,
    address: Option<String>,
    fetched: Option<plenipo_record::Published>,
}

impl Head {
    fn read(tape: &mut Tape) -> Result<Result<Self, Fault>, Broken> {
        let (mut head, mut size, mut line) = (Head::default(), 0, Vec::new());
        loop {
            line.clear();
            let whole = tape.line(&mut line, HEAD_BYTES)?;
            size += line.len();
            if !whole || size > HEAD_BYTES {
                return Ok(Err(malformed("the head of the record is too long")));
            }
            if !line.ends_with(b"\n") {
                return Ok(Err(Fault::Truncated));
            }
            let text = String::from_utf8_lossy(&line);
            let text = text.trim();
            if text.is_empty() {
                return Ok(Ok(head));
            }
            let Some((name, value)) = text.split_once(':') else { continue };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => head.is_response = value.eq_ignore_ascii_case("response"),
                "content-length" => head.length = value.parse().ok(),
                "warc-target-uri" => head.address = Some(value.trim_matches(['<', '>']).to_owned()),
                "warc-date" => head.fetched = moment(value),
                _ => {}
            }
        }
    }
}
