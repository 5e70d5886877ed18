//! The reply of a server, as web archives keep it.

use std::io::{self, Read};

use encoding_rs::{Encoding, UTF_8};

use crate::limits::ITEM_BYTES;
use crate::{Content, Fault};

/// The most header fields of a reply.
const MOST_FIELDS: usize = 256;

/// Returns the page or text in a reply; `None` where it holds something else, such as a picture or a refusal.
pub(crate) fn page(reply: &[u8]) -> Result<Option<Content>, Fault> {
    let mut fields = [httparse::EMPTY_HEADER; MOST_FIELDS];
    let mut head = httparse::Response::new(&mut fields);
    let mut config = httparse::ParserConfig::default();
    config.allow_spaces_after_header_name_in_responses(true);
    config.allow_obsolete_multiline_headers_in_responses(true);
    config.ignore_invalid_headers_in_responses(true);
    let start = match config.parse_response(&mut head, reply) {
        Ok(httparse::Status::Complete(start)) => start,
        Ok(httparse::Status::Partial) => return Err(Fault::Truncated),
        Err(error) => return Err(Fault::Malformed(format!("reply of the server: {error}"))),
    };
    if !matches!(head.code, Some(200 | 203)) {
        return Ok(None);
    }
    let field = |name: &str| {
        let found = head.headers.iter().find(|field| field.name.eq_ignore_ascii_case(name));
        found.map(|field| String::from_utf8_lossy(field.value).trim().to_ascii_lowercase())
    };
    let kind = field("content-type").unwrap_or_default();
    let media = kind.split(';').next().unwrap_or_default().trim();
    let body = &reply[start..];
    let is_page = match media {
        "text/html" | "application/xhtml+xml" => true,
        "text/plain" => false,
        "" if body.trim_ascii_start().starts_with(b"<") => true,
        _ => return Ok(None),
    };
    let mut body = if field("transfer-encoding").is_some_and(|coding| coding.contains("chunked")) {
        unchunked(body).unwrap_or_else(|| body.to_vec())
    } else {
        body.to_vec()
    };
    for coding in field("content-encoding").unwrap_or_default().split(',').map(str::trim).rev() {
        body = decoded(body, coding)?;
    }
    if body.trim_ascii().is_empty() {
        return Ok(None);
    }
    if let Some((_, label)) = kind.split_once("charset=") {
        body = as_utf8(body, label.split(';').next().unwrap_or_default().trim_matches(['"', '\'', ' ']));
    }
    Ok(Some(if is_page { Content::Page(body) } else { Content::Text(body) }))
}

/// Joins chunks; `None` where there are none, since many archives keep the field and drop the chunks.
fn unchunked(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let Ok(httparse::Status::Complete((size_end, size))) = httparse::parse_chunk_size(rest) else {
            // A cut end is no reason to lose what came before.
            return (!body.is_empty()).then_some(body);
        };
        rest = &rest[size_end..];
        let size = usize::try_from(size).unwrap_or(usize::MAX).min(rest.len());
        if size == 0 {
            return Some(body);
        }
        body.extend_from_slice(&rest[..size]);
        rest = rest[size..].strip_prefix(b"\r\n").unwrap_or(&rest[size..]);
    }
}

/// Undoes one content coding; bytes that were not packed, whatever the field says, stay as they are.
fn decoded(body: Vec<u8>, coding: &str) -> Result<Vec<u8>, Fault> {
    match coding {
        "gzip" | "x-gzip" if body.starts_with(&[0x1f, 0x8b]) => limited(flate2::read::MultiGzDecoder::new(&body[..])),
        "deflate" if body.first() == Some(&0x78) => limited(flate2::read::ZlibDecoder::new(&body[..])),
        "deflate" if !body.starts_with(b"<") => limited(flate2::read::DeflateDecoder::new(&body[..])),
        "zstd" if body.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) => {
            limited(crate::zstd::Frames::new(crate::tape::Tape::new(&body[..], 0)))
        }
        "br" if !body.starts_with(b"<") => limited(brotli_decompressor::Decompressor::new(&body[..], 4096)),
        "" | "identity" | "utf-8" | "none" | "gzip" | "x-gzip" | "deflate" | "zstd" | "br" => Ok(body),
        other => Err(Fault::Unsupported(format!("content encoding `{other}`"))),
    }
}

fn limited(stream: impl Read) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    match stream.take(ITEM_BYTES as u64 + 1).read_to_end(&mut bytes) {
        Ok(_) if bytes.len() > ITEM_BYTES => Err(Fault::TooLarge),
        Ok(_) => Ok(bytes),
        // Servers often cut the end of what they pack; pages are read as far as they go.
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof && !bytes.is_empty() => Ok(bytes),
        Err(error) => Err(Fault::of(&error)),
    }
}

/// Decodes what the server declares to be in another encoding; a mark or sound UTF-8 is believed before the server.
fn as_utf8(body: Vec<u8>, label: &str) -> Vec<u8> {
    let sound = Encoding::for_bom(&body).is_some() || std::str::from_utf8(&body).is_ok();
    match Encoding::for_label(label.as_bytes()) {
        Some(encoding) if encoding != UTF_8 && !sound => {
            let (text, had_errors) = encoding.decode_without_bom_handling(&body);
            if had_errors { body } else { text.into_owned().into_bytes() }
        }
        _ => body,
    }
}
