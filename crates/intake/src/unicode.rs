//! Streams of text in any encoding, as UTF-8.

use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Tells the encoding of a text from its first bytes: a mark, zeros, a declaration in XML, or a guess.
pub(crate) fn encoding_of(head: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return encoding;
    }
    let zeros = |first: usize| head.iter().take(1024).skip(first).step_by(2).filter(|&&byte| byte == 0).count();
    let half = head.len().min(1024) / 2;
    if half >= 4 && zeros(1) * 10 > half * 8 && zeros(0) * 10 < half {
        return UTF_16LE;
    }
    if half >= 4 && zeros(0) * 10 > half * 8 && zeros(1) * 10 < half {
        return UTF_16BE;
    }
    // A head may be cut inside a character.
    match std::str::from_utf8(head) {
        Ok(_) => return declared(head).unwrap_or(UTF_8),
        Err(error) if error.error_len().is_none() => return UTF_8,
        Err(_) => {}
    }
    if let Some(encoding) = declared(head) {
        return encoding;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(head, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Returns the encoding that `<?xml … encoding="…"?>` names, if there is such a line and it can be true.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let start = head.trim_ascii_start();
    let line = start.starts_with(b"<?xml").then(|| start.split(|&byte| byte == b'>').next())??;
    let line = String::from_utf8_lossy(line);
    let after = line.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let label: String = after.chars().skip(1).take_while(|c| !matches!(c, '"' | '\'')).collect();
    // What was read as single bytes is no UTF-16, whatever it says.
    Encoding::for_label(label.as_bytes()).filter(|encoding| *encoding != UTF_16LE && *encoding != UTF_16BE)
}

/// Reads a stream as UTF-8; what cannot be decoded becomes replacement characters.
pub(crate) struct Utf8<R> {
    inner: R,
    decoder: Decoder,
    input: Vec<u8>,
    /// The part of `input` that was not decoded yet.
    from: usize,
    output: Vec<u8>,
    /// How much of `output` was handed out.
    given: usize,
    ended: bool,
}

impl<R: Read> Utf8<R> {
    /// Reads `inner`, which is in `encoding`; a mark at its start is left out.
    pub fn new(inner: R, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        Utf8 { inner, decoder, input: Vec::new(), from: 0, output: Vec::new(), given: 0, ended: false }
    }

    fn decode_more(&mut self) -> io::Result<()> {
        if self.from == self.input.len() {
            self.input.resize(16 * 1024, 0);
            let n = self.inner.read(&mut self.input)?;
            self.input.truncate(n);
            self.from = 0;
        }
        let last = self.input.is_empty();
        let mut text = vec![0; 3 * self.input.len() + 32];
        let (result, read, written, _) = self.decoder.decode_to_utf8(&self.input[self.from..], &mut text, last);
        text.truncate(written);
        self.from += read;
        self.output = text;
        self.given = 0;
        self.ended = last && result == encoding_rs::CoderResult::InputEmpty;
        Ok(())
    }
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        while self.given == self.output.len() {
            if self.ended {
                return Ok(0);
            }
            self.decode_more()?;
        }
        let n = target.len().min(self.output.len() - self.given);
        target[..n].copy_from_slice(&self.output[self.given..self.given + n]);
        self.given += n;
        Ok(n)
    }
}
