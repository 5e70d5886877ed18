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
        for byte in &mut target[..n] {
            *byte = self.piece[self.at % self.piece.len()];
            self.at += 1;
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
