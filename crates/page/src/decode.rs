//! Turns bytes into text: byte order marks, declared encodings, and a guess where nothing is declared.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::PageError;

/// The largest input that is read: 20 MB, a hundred times the size of a heavy news page.
pub const MAX_BYTES: usize = 20_000_000;

/// First bytes of formats that are no text.
const SIGNATURES: [&[u8]; 12] = [
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"BZh",
    b"\x7fELF",
    b"7z\xbc\xaf",
    b"RIFF",
    b"\xd0\xcf\x11\xe0",
    b"SQLite format 3",
];

/// Returns the text of `bytes`, decoded by its mark, its declaration or a guess.
pub(crate) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, PageError> {
    if bytes.is_empty() {
        return Err(PageError::Empty);
    }
    if bytes.len() > MAX_BYTES {
        return Err(PageError::TooLarge { bytes: bytes.len() });
    }
    if SIGNATURES.iter().any(|signature| bytes.starts_with(signature)) {
        return Err(PageError::Binary);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return sound(encoding.decode_without_bom_handling(&bytes[mark..]).0);
    }
    if let Some(encoding) = bare_utf16(bytes) {
        return sound(encoding.decode_without_bom_handling(bytes).0);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return sound(Cow::Borrowed(text));
    }
    let sample = &bytes[..bytes.len().min(4096)];
    if sample.split(|&byte| byte == 0).count() * 50 > sample.len() + 50 {
        return Err(PageError::Binary);
    }
    let declared = declared(bytes).filter(|encoding| *encoding != UTF_8);
    if let Some(encoding) = declared {
        let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
        if !had_errors {
            return sound(text);
        }
    }
    let lossy = UTF_8.decode_without_bom_handling(bytes).0;
    if share(&lossy, |c| c == '\u{fffd}') < 0.001 {
        // Nearly all of it is UTF-8, with a few bytes cut or damaged.
        return sound(lossy);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    sound(detector.guess(None, Utf8Detection::Deny).decode_without_bom_handling(bytes).0)
}

/// Refuses text that is mostly replacement characters and controls.
fn sound(text: Cow<'_, str>) -> Result<Cow<'_, str>, PageError> {
    // Controls are these bytes or begin with C2, a replacement character begins with EF: most pages have few of them, and
    // whole rows of bytes are looked at in one step. A character has at most four bytes, so the shares below are not reached.
    let odd =
        |byte: u8| byte < b'\t' || byte == 0x0b || (0x0e..b' ').contains(&byte) || matches!(byte, 0x7f | 0xc2 | 0xef);
    let is_odd = |row: &&[u8]| row.iter().fold(false, |found, byte| found | odd(*byte));
    if text.as_bytes().chunks(64).filter(is_odd).count() * 64 * 200 < text.len() {
        return Ok(text);
    }
    let control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}');
    if text.contains('\0') && share(&text, control) > 0.02 {
        return Err(PageError::Binary);
    }
    if share(&text, |c| c == '\u{fffd}' || control(c)) > 0.05 {
        return Err(PageError::WrongEncoding);
    }
    Ok(text)
}

/// Returns the share of the characters of `text` that `counts`, 0 for no text.
fn share(text: &str, counts: impl Fn(char) -> bool) -> f64 {
    let (mut some, mut all) = (0_usize, 0_usize);
    for c in text.chars() {
        all += 1;
        some += usize::from(counts(c));
    }
    some as f64 / all.max(1) as f64
}

/// Returns UTF-16 without a mark: every other byte of English text is zero.
fn bare_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(1024) & !1];
    if sample.len() < 16 {
        return None;
    }
    let zeros = |first: usize| sample.iter().skip(first).step_by(2).filter(|&&byte| byte == 0).count() * 2;
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 10 > sample.len() * 8 && even * 10 < sample.len() {
        Some(UTF_16LE)
    } else if even * 10 > sample.len() * 8 && odd * 10 < sample.len() {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Returns the encoding that the first 2 kB declare: `charset=windows-1251` or `encoding="iso-8859-1"`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes[..bytes.len().min(2048)].to_ascii_lowercase();
    ["charset=", "encoding="].iter().find_map(|key| {
        let at = start.windows(key.len()).position(|window| window == key.as_bytes())? + key.len();
        let label: Vec<u8> = start[at..]
            .iter()
            .copied()
            .skip_while(|byte| matches!(byte, b'"' | b'\''))
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':'))
            .collect();
        Encoding::for_label(&label)
    })
}
