//! Finds from its first bytes what a stream is.

use std::io::Read as _;

use crate::table;
use crate::unicode::{Utf8, encoding_of};

/// How many bytes are looked at.
pub(crate) const HEAD: usize = 16 * 1024;

/// What a stream is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Empty,
    Gzip,
    Zstd,
    Zip,
    Warc,
    Feed,
    FeedList,
    /// One object or list of JSON.
    Json,
    /// An object of JSON on each line.
    JsonLines,
    /// Rows with this sign between the fields.
    Table(u8),
    Mail,
    Page,
    Text,
    /// A picture, a document, a program.
    Other,
}

/// First bytes of formats that hold no news.
const OTHERS: [&[u8]; 11] = [
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"BZh",
    b"\x7fELF",
    b"7z\xbc\xaf",
    b"RIFF",
    b"\xd0\xcf\x11\xe0",
    b"SQLite format 3",
    b"\xfd7zXZ",
];

/// Header fields that mail has and notes in the form of "Subject: …" do not.
const TRANSPORT: [&str; 7] = [
    "received",
    "mime-version",
    "message-id",
    "return-path",
    "delivered-to",
    "content-type",
    "content-transfer-encoding",
];

/// Tells whether the bytes begin something that may hold several items, or fields apart from the text.
///
/// `head` is the start of a file, some thousand bytes or all of it.
pub fn is_container(head: &[u8]) -> bool {
    !matches!(sniff(head), Format::Empty | Format::Page | Format::Text | Format::Other)
}

/// Tells whether items of the archive that begins so are called after offsets in the file, from which reading may start.
pub fn is_archive_with_offsets(head: &[u8]) -> bool {
    match sniff(head) {
        Format::Warc => true,
        Format::Gzip => starts_archive(head),
        _ => false,
    }
}

/// Tells whether gzipped bytes unpack to a web archive.
pub(crate) fn starts_archive(head: &[u8]) -> bool {
    let mut start = [0; 5];
    flate2::read::GzDecoder::new(head).read_exact(&mut start).is_ok() && &start == b"WARC/"
}

/// Finds what a stream is from its first bytes, [`HEAD`] of them or all there are.
pub(crate) fn sniff(head: &[u8]) -> Format {
    match head {
        [] => return Format::Empty,
        [0x1f, 0x8b, ..] => return Format::Gzip,
        [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => return Format::Zstd,
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => return Format::Zip,
        _ if head.starts_with(b"WARC/") => return Format::Warc,
        _ if OTHERS.iter().any(|start| head.starts_with(start)) => return Format::Other,
        _ => {}
    }
    let Some(text) = decoded(head) else { return Format::Other };
    let whole = head.len() < HEAD;
    let start = text.trim_start();
    if start.starts_with('<') {
        return match root(start) {
            Some("rss" | "rdf:RDF" | "feed" | "atom:feed") => Format::Feed,
            Some("opml") => Format::FeedList,
            _ => Format::Page,
        };
    }
    if let Some(format) = json(start, whole) {
        return format;
    }
    if is_mail(&text) {
        return Format::Mail;
    }
    table::delimiter(&text, whole).map_or(Format::Text, Format::Table)
}

/// Decodes the head, and tells bytes that are no text by their control characters.
fn decoded(head: &[u8]) -> Option<String> {
    let mut bytes = Vec::new();
    Utf8::new(head, encoding_of(head)).read_to_end(&mut bytes).ok()?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let controls =
        text.chars().filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{1a}')).count();
    (controls * 50 <= text.chars().count()).then_some(text)
}

/// Returns the name of the first element of an XML document.
fn root(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        rest = if let Some(comment) = rest.strip_prefix("<!--") {
            comment.split_once("-->")?.1
        } else if rest.starts_with("<?") || rest.starts_with("<!") {
            let (declaration, after) = rest.split_once('>')?;
            // A document type may hold declarations of its own in brackets.
            if declaration.contains('[') { rest.split_once("]>").map_or(after, |(_, after)| after) } else { after }
        } else {
            let name = rest.strip_prefix('<')?;
            return name.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next();
        };
    }
}

fn json(start: &str, whole: bool) -> Option<Format> {
    let rest = start.get(1..)?.trim_start();
    if start.starts_with('[') {
        return (rest.is_empty() || rest.starts_with(['{', '[', '"', ']'])).then_some(Format::Json);
    }
    if !start.starts_with('{') || !(rest.starts_with('"') || rest.starts_with('}')) {
        return None;
    }
    // A line break between two objects makes lines of JSON; within an object, what follows it is no brace.
    Some(match start.trim_end().split_once('\n') {
        Some((_, after)) if after.trim_start().starts_with('{') => Format::JsonLines,
        Some(_) => Format::Json,
        None if whole => Format::Json,
        None => Format::JsonLines,
    })
}

/// Tells mail by a block of header fields, one of them added in transport.
fn is_mail(text: &str) -> bool {
    let mut fields = 0;
    let mut transport = false;
    for line in text.lines() {
        if line.is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) && fields > 0 {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { return false };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            return false;
        }
        fields += 1;
        transport |= TRANSPORT.contains(&name.to_ascii_lowercase().as_str());
    }
    fields >= 2 && transport
}
