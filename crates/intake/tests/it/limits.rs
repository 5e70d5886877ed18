//! Hostile streams: an error or an item, soon, and in little memory.

use std::io::{self, Read};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use plenipo_intake::IntakeError;

/// A stream of the same bytes over and over, up to a length.
struct Endless<'a> {
    piece: &'a [u8],
    at: usize,
    left: u64,
}

impl Read for Endless<'_> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let n = target.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        let mut filled = 0;
        while filled < n {
            let rest = &self.piece[self.at % self.piece.len()..];
            let length = rest.len().min(n - filled);
            target[filled..filled + length].copy_from_slice(&rest[..length]);
            filled += length;
            self.at += length;
        }
        self.left -= n as u64;
        Ok(n)
    }
}

/// Reads a start and then a piece over and over; returns the faults' codes, each once, and the number of items.
fn codes(start: &[u8], piece: &[u8], length: u64) -> (Vec<&'static str>, usize) {
    let begun = Instant::now();
    let (mut codes, mut items) = (Vec::new(), 0);
    plenipo_intake::read("x", start.chain(Endless { piece, at: 0, left: length }), &mut |item| {
        match item {
            Ok(_) => items += 1,
            Err(IntakeError { fault, .. }) if codes.contains(&fault.code()) => {}
            Err(IntakeError { fault, .. }) => codes.push(fault.code()),
        }
        ControlFlow::Continue(())
    });
    assert!(begun.elapsed() < Duration::from_secs(120), "{:?} for {length} bytes", begun.elapsed());
    (codes, items)
}

const MEGA: u64 = 1_000_000;

#[test]
fn endless_lines() {
    assert_eq!(codes(b"", b"x", 60 * MEGA), (vec!["too_large"], 0));
    assert_eq!(codes(b"{\"text\": \"t\"}\n{\"title\": \"", b"x", 60 * MEGA), (vec!["too_large"], 1));
    assert_eq!(codes(b"title,text\na,\"", b"x", 60 * MEGA), (vec!["too_large"], 0));
    assert_eq!(codes(b"[{\"text\": \"t\"}, {\"title\": \"", b"x", 60 * MEGA), (vec!["truncated"], 1));
}

/// Memory does not grow with the line, so that a gigabyte is a matter of time only.
#[test]
fn a_line_of_a_gigabyte() {
    assert_eq!(codes(b"{\"text\": \"t\"}\n{\"title\": \"", &[b'x'; 4096], 1000 * MEGA), (vec!["too_large"], 1));
    assert_eq!(codes(b"", &[b'x'; 4096], 1000 * MEGA), (vec!["too_large"], 0));
}

#[test]
fn endless_nesting() {
    assert_eq!(codes(b"[", b"[", 30 * MEGA).0, ["truncated"]);
    assert_eq!(codes(b"{\"a\":", b"{\"a\":", 10 * MEGA).0, ["malformed"]);
    let feed = codes(b"<rss><channel><item><title>t</title><description>", b"<b>", 80 * MEGA);
    assert_eq!(feed, (vec!["truncated"], 0));
}

#[test]
fn endless_archives() {
    let lie = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 19000000\r\n\r\n";
    assert!(codes(b"", lie, 30 * MEGA).0.contains(&"malformed"));
    assert_eq!(codes(b"WARC/1.0\r\n", b"X-Y: z\r\n", 30 * MEGA), (vec!["malformed"], 0));
    assert_eq!(codes(b"WARC/1.0\r\n\r\n", b"\r\n", 30 * MEGA).0, ["malformed"]);
    let member = gzip(b"WARC/1.0\r\n\r\n");
    assert_eq!(codes(&member, b"\x1f\x8b\x08\0", 5 * MEGA).0.first(), Some(&"malformed"));
}

#[test]
fn entities_are_not_followed() {
    let feed = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"boom\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]>\
                <rss><channel><item><title>x &a; &b; y</title></item></channel></rss>";
    let items = crate::read("x", feed.as_bytes());
    assert_eq!(items[0].as_ref().unwrap().fields.title.as_deref(), Some("x &a; &b; y"));
}

/// Pages and tables that lie about their encoding, hold controls, or end lines in three ways.
#[test]
fn lies_about_encodings_and_line_ends() {
    let page =
        |head: &[u8], words: &[u8]| [b"<html><head>", head, b"</head><body><p>", words, b"</p></body></html>"].concat();
    for bytes in [
        page(b"<meta charset=utf-16>", "The ministers met in Bogotá on Friday.".as_bytes()),
        page(b"<meta charset=utf-8>", b"The ministers met in Bogot\xe1 on Friday."),
        page(b"<meta charset=no-such>", b"The ministers met in Bogot\xe1 on Friday."),
        page(
            b"",
            &[
                b"The ministers\x1b[2J\x07 met in Bogot&aacute; on Friday\x00.",
                " They will meet again.".repeat(9).as_bytes(),
            ]
            .concat(),
        ),
        page(b"", b"The ministers&#0;&#x110000;&bogus; met in Bogot&#225; on Friday."),
        b"The ministers met.\r\n\r\nIn Bogota\rthey signed\n\ron Friday.\r".to_vec(),
    ] {
        let items = crate::read("x", &bytes);
        assert_eq!(items.len(), 1, "{items:?}");
        let (article, _) = items[0].as_ref().expect("an item").article().expect("an article");
        assert!(article.text.contains("The ministers"), "{}", article.text);
    }
    let rows = crate::read("x", b"title,text\r\nFerry,It sails.\rBridge,It stands.\nRoad,It is closed.\r\n");
    assert_eq!(rows.iter().filter(|row| row.is_ok()).count(), 3, "{rows:?}");
}

/// Lengths that a stream tells of itself are never believed further than the bytes reach.
#[test]
fn lies_about_lengths() {
    let record = |length: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {length}\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<p>Words</p>\r\n\r\n"
        )
    };
    for length in ["99999999999999999999", "-1", "18446744073709551615", "3", "0", ""] {
        let items = crate::read("x", record(length).as_bytes());
        assert!(items.iter().all(Result::is_err), "{length}: {items:?}");
        assert!(items.len() <= 2, "{length}: {items:?}");
    }
    // A zip whose entry claims four gigabytes.
    let mut zip = b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\xff\xff\xff\xfe\xff\xff\xff\xfe\x05\0\0\0a.txt".to_vec();
    zip.extend_from_slice(b"The ministers met.");
    let items = crate::read("x", &zip);
    assert!(items.iter().all(Result::is_err) && !items.is_empty(), "{items:?}");
}

#[test]
fn bombs() {
    let zeros = vec![b' '; 100_000_000];
    let once = gzip(&zeros);
    drop(zeros);
    assert_eq!(codes(&once, b"", 0).0, ["too_large"], "an item that is too large ends it before the ratio does");
    // As a table of many rows, nothing but the ratio ends it.
    let mut rows = b"title,text\n".to_vec();
    for _ in 0..120_000 {
        rows.extend_from_slice(b"a,");
        rows.resize(rows.len() + 2000, b'b');
        rows.push(b'\n');
    }
    let rows = gzip(&rows);
    let (faults, items) = codes(&rows, b"", 0);
    assert_eq!(faults, ["bomb"]);
    assert!(items < 120_000);
    // Packed in itself.
    let mut nested = b"title,text\na,b\n".to_vec();
    for _ in 0..8 {
        nested = gzip(&nested);
    }
    assert_eq!(codes(&nested, b"", 0).0, ["too_deep"]);
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    let mut encoder = flate2::write::GzEncoder::new(&mut packed, flate2::Compression::best());
    io::Write::write_all(&mut encoder, bytes).unwrap();
    encoder.finish().unwrap();
    packed
}
