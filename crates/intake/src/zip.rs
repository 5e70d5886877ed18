//! Zip archives, read from front to back: the directory at the end is not needed.

use std::io::{self, BufRead, Read};

use flate2::Crc;

use crate::Fault;
use crate::open::{Flow, Intake, Level, drain};
use crate::tape::Tape;
use crate::zstd::Frames;

/// The head before each file.
struct Head {
    name: String,
    method: u16,
    encrypted: bool,
    /// Size and checksum, where they do not stand behind the file.
    told: Option<Told>,
}

struct Told {
    packed: u64,
    checksum: u32,
}

/// Reads the files of an archive, each as a stream of its own.
pub(crate) fn entries(intake: &mut Intake, name: &str, mut tape: Tape, level: Level) -> Flow {
    loop {
        let head = match head(&mut tape) {
            Ok(Some(head)) => head,
            Ok(None) => return Flow::Continue(()),
            Err(error) => return intake.fault(name, Fault::of(&error)),
        };
        let entry = format!("{name}#{}", head.name);
        let start = tape.offset();
        if let Some(problem) = unreadable(&head) {
            intake.fault(entry, problem)?;
        } else if is_news(&head.name) {
            file(intake, &entry, &mut tape, &head, level)?;
        }
        if let Err(error) = behind(&mut tape, &head, start) {
            return intake.fault(name, Fault::of(&error));
        }
    }
}

fn unreadable(head: &Head) -> Option<Fault> {
    let what = match head {
        Head { encrypted: true, .. } => "encryption".to_owned(),
        Head { method: 0, told: None, .. } => "a stored file of untold size".to_owned(),
        Head { method: 0 | 8 | 93, .. } => return None,
        Head { method, .. } => format!("compression method {method}"),
    };
    Some(Fault::Unsupported(what))
}

/// Leaves out folders, and what systems put beside files.
fn is_news(name: &str) -> bool {
    let hidden = name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX");
    !hidden && !name.ends_with('/')
}

fn file(intake: &mut Intake, entry: &str, tape: &mut Tape, head: &Head, level: Level) -> Flow {
    let limit = head.told.as_ref().map_or(u64::MAX, |told| told.packed);
    let checksum = head.told.as_ref().map(|told| told.checksum);
    let packed = tape.take(limit);
    let unpacked: Box<dyn Read> = match head.method {
        0 => Box::new(packed),
        93 => Box::new(Frames::new(Tape::new(packed, 0))),
        _ => Box::new(flate2::bufread::DeflateDecoder::new(packed)),
    };
    let checked = Checked { inner: intake.budget.unpacking(unpacked), crc: Crc::new(), checksum };
    intake.stream(entry, Tape::new(checked, 0), level)
}

/// Moves behind a file that was read in part or not at all.
fn behind(tape: &mut Tape, head: &Head, start: u64) -> io::Result<()> {
    if let Some(told) = &head.told {
        let left = (start + told.packed).saturating_sub(tape.offset());
        return drain(&mut tape.take(left));
    }
    // The size stands behind the file: the next head is found by its signature.
    tape.find(b"PK", |here| matches!(here[2..], [3, 4, ..] | [1, 2, ..])).map(drop)
}

/// Reads the next head; `None` at the directory or the end.
fn head(tape: &mut Tape) -> io::Result<Option<Head>> {
    let start = tape.peek(30)?;
    match start {
        [b'P', b'K', 3, 4, ..] if start.len() == 30 => {}
        [] | [b'P', b'K', 1 | 5 | 6, ..] => return Ok(None),
        _ if start.len() < 30 => return Err(io::ErrorKind::UnexpectedEof.into()),
        _ => return Err(Fault::Malformed("no file begins where the last one ends".to_owned()).into()),
    }
    let two = |at: usize| u16::from_le_bytes([start[at], start[at + 1]]);
    let four = |at: usize| u32::from_le_bytes([start[at], start[at + 1], start[at + 2], start[at + 3]]);
    let (flags, method, checksum, mut packed) = (two(6), two(8), four(14), u64::from(four(18)));
    let (name_length, extra_length) = (usize::from(two(26)), usize::from(two(28)));
    tape.consume(30);
    let (mut name, mut extra) = (Vec::new(), Vec::new());
    if !tape.take_exact(name_length, &mut name)? || !tape.take_exact(extra_length, &mut extra)? {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    if packed == u64::from(u32::MAX) {
        packed = long_size(&extra).unwrap_or(packed);
    }
    let told = (flags & 8 == 0).then_some(Told { packed, checksum });
    Ok(Some(Head { name: String::from_utf8_lossy(&name).into_owned(), method, encrypted: flags & 1 != 0, told }))
}

/// Finds the packed size of a large file in the extra field with the number 1, behind the plain size.
fn long_size(mut extra: &[u8]) -> Option<u64> {
    while let [a, b, c, d, rest @ ..] = extra {
        let length = usize::from(u16::from_le_bytes([*c, *d]));
        let field = rest.get(..length)?;
        if u16::from_le_bytes([*a, *b]) == 1 {
            return field.get(8..16).and_then(|bytes| bytes.try_into().ok()).map(u64::from_le_bytes);
        }
        extra = &rest[length..];
    }
    None
}

/// Compares the checksum at the end.
struct Checked<R> {
    inner: R,
    crc: Crc,
    checksum: Option<u32>,
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(target)?;
        self.crc.update(&target[..n]);
        let wrong = self.checksum.is_some_and(|checksum| checksum != self.crc.sum());
        if n == 0 && !target.is_empty() && wrong {
            return Err(Fault::Damaged("the checksum does not fit".to_owned()).into());
        }
        Ok(n)
    }
}
