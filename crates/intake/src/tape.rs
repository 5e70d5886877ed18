//! A stream that knows its offset, shows what comes, and can go back to a mark.

use std::io::{self, BufRead, Read};

use memchr::memmem;

/// How much is asked of the stream at once.
const CHUNK: usize = 64 * 1024;
/// How many bytes may be read a second time whatever the length of the stream, so that time stays linear in it.
const FREE_REWINDS: u64 = 64_000_000;

/// A buffered stream. Bytes behind a mark are kept until the next mark, so keep marks close.
pub(crate) struct Tape<'a> {
    inner: Box<dyn Read + 'a>,
    buffer: Vec<u8>,
    /// Where in the buffer reading goes on.
    at: usize,
    /// Offset of the buffer's first byte in the stream.
    base: u64,
    /// Offset from which bytes are kept.
    mark: Option<u64>,
    rewound: u64,
    ended: bool,
}

impl<'a> Tape<'a> {
    /// Starts at the offset `base`.
    pub fn new(inner: impl Read + 'a, base: u64) -> Self {
        Tape { inner: Box::new(inner), buffer: Vec::new(), at: 0, base, mark: None, rewound: 0, ended: false }
    }

    /// Returns the offset of the next byte.
    pub fn offset(&self) -> u64 {
        self.base + self.at as u64
    }

    /// Returns the next `n` bytes, fewer only at the end, without moving on.
    pub fn peek(&mut self, n: usize) -> io::Result<&[u8]> {
        while self.buffer.len() - self.at < n && !self.ended {
            self.fill()?;
        }
        let end = self.buffer.len().min(self.at + n);
        Ok(&self.buffer[self.at..end])
    }

    /// Keeps everything from here on until the next mark.
    pub fn set_mark(&mut self) {
        self.mark = Some(self.offset());
    }

    /// Goes back to an offset behind the mark; stays where it is when too much was read twice already.
    pub fn rewind(&mut self, to: u64) {
        let way = self.offset().saturating_sub(to);
        let kept = self.mark.is_some_and(|mark| mark <= to) && to >= self.base;
        if kept && self.rewound + way <= FREE_REWINDS + 2 * self.offset() {
            self.rewound += way;
            self.at = (to - self.base) as usize;
        }
    }

    /// Moves to the next place where `needle` stands and `fits` likes what follows within 16 bytes; `false` at the end.
    pub fn find(&mut self, needle: &[u8], fits: impl Fn(&[u8]) -> bool) -> io::Result<bool> {
        self.mark = None;
        loop {
            if self.peek(needle.len() + 16)?.len() < needle.len() {
                self.at = self.buffer.len();
                return Ok(false);
            }
            let here = &self.buffer[self.at..];
            match memmem::find(here, needle) {
                // What follows may not have been read yet.
                Some(place) if here.len() < place + needle.len() + 16 && !self.ended => {
                    self.at += place;
                    self.fill()?;
                }
                Some(place) => {
                    self.at += place;
                    let end = self.buffer.len().min(self.at + needle.len() + 16);
                    if fits(&self.buffer[self.at..end]) {
                        return Ok(true);
                    }
                    self.at += 1;
                }
                None => self.at = self.buffer.len() - (needle.len() - 1),
            }
        }
    }

    /// Appends a line to `line`, with its end, but never more than `limit` bytes; returns whether the line was whole.
    pub fn line(&mut self, line: &mut Vec<u8>, limit: usize) -> io::Result<bool> {
        loop {
            let here = self.fill_buf()?;
            if here.is_empty() {
                return Ok(true);
            }
            let end = memchr::memchr(b'\n', here).map(|at| at + 1);
            let take = end.unwrap_or(here.len());
            let whole = line.len() + take <= limit;
            if whole {
                line.extend_from_slice(&here[..take]);
            }
            self.consume(take);
            if !whole {
                if end.is_none() {
                    self.skip_line()?;
                }
                return Ok(false);
            }
            if end.is_some() {
                return Ok(true);
            }
        }
    }

    /// Appends up to `n` bytes to `bytes`; returns whether there were as many.
    pub fn take_exact(&mut self, n: usize, bytes: &mut Vec<u8>) -> io::Result<bool> {
        let wanted = bytes.len() + n;
        while bytes.len() < wanted {
            let here = self.fill_buf()?;
            if here.is_empty() {
                return Ok(false);
            }
            let take = here.len().min(wanted - bytes.len());
            bytes.extend_from_slice(&here[..take]);
            self.consume(take);
        }
        Ok(true)
    }

    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let here = self.fill_buf()?;
            if here.is_empty() {
                return Ok(());
            }
            let end = memchr::memchr(b'\n', here);
            let take = end.map_or(here.len(), |at| at + 1);
            self.consume(take);
            if end.is_some() {
                return Ok(());
            }
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        // Forget what nobody can come back to, once it is worth the move.
        let keep_from = self.mark.map_or(self.at, |mark| (mark.saturating_sub(self.base) as usize).min(self.at));
        if keep_from == self.buffer.len() || keep_from >= CHUNK.max(self.buffer.len() / 2) {
            self.buffer.drain(..keep_from);
            self.base += keep_from as u64;
            self.at -= keep_from;
        }
        let old = self.buffer.len();
        self.buffer.resize(old + CHUNK, 0);
        let read = loop {
            match self.inner.read(&mut self.buffer[old..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        self.buffer.truncate(old + read.as_ref().copied().unwrap_or(0));
        self.ended = read? == 0;
        Ok(())
    }
}

impl Read for Tape<'_> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let here = self.fill_buf()?;
        let n = here.len().min(target.len());
        target[..n].copy_from_slice(&here[..n]);
        self.consume(n);
        Ok(n)
    }
}

impl BufRead for Tape<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.buffer.len() && !self.ended {
            self.fill()?;
        }
        Ok(&self.buffer[self.at..])
    }

    fn consume(&mut self, n: usize) {
        self.at = (self.at + n).min(self.buffer.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goes_back_to_its_mark_and_finds_what_lies_on_an_edge() {
        let bytes: Vec<u8> = (0..300_000_u32).map(|i| b"abcdefg"[i as usize % 7]).chain(*b"WARC/1.0\r\n").collect();
        let mut tape = Tape::new(bytes.as_slice(), 100);
        let mut first = Vec::new();
        assert!(tape.take_exact(5, &mut first).unwrap());
        tape.set_mark();
        assert!(tape.take_exact(200_000, &mut Vec::new()).unwrap());
        tape.rewind(105);
        assert_eq!((tape.offset(), tape.peek(2).unwrap()), (105, &b"fg"[..]));
        assert!(tape.find(b"WARC/", |here| here.ends_with(b"1.0\r\n")).unwrap());
        assert_eq!(tape.offset(), 300_100);
        assert!(!tape.find(b"nowhere", |_| true).unwrap());
    }

    #[test]
    fn a_long_line_is_passed_over() {
        let text = format!("short\n{}\nlast", "x".repeat(200_000));
        let mut tape = Tape::new(text.as_bytes(), 0);
        let mut next = |limit| {
            let mut line = Vec::new();
            let whole = tape.line(&mut line, limit).unwrap();
            (String::from_utf8(line).unwrap(), whole)
        };
        assert_eq!(next(10), ("short\n".to_owned(), true));
        assert!(!next(10).1);
        assert_eq!(next(10), ("last".to_owned(), true));
    }
}
