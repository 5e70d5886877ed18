//! Zstandard: all frames of a stream, one behind the other.

use std::io::{self, Read};

use ruzstd::decoding::StreamingDecoder;
use ruzstd::decoding::errors::FrameDecoderError;

use crate::tape::Tape;

/// Unpacks frame after frame.
pub(crate) struct Frames<'a> {
    state: State<'a>,
}

enum State<'a> {
    Between(Tape<'a>),
    Inside(Box<StreamingDecoder<Tape<'a>, ruzstd::decoding::FrameDecoder>>),
    Ended,
}

impl<'a> Frames<'a> {
    pub fn new(tape: Tape<'a>) -> Self {
        Frames { state: State::Between(tape) }
    }

    /// Opens the next frame; skippable frames are passed over.
    fn next(mut tape: Tape<'a>) -> io::Result<State<'a>> {
        loop {
            let head = tape.peek(8)?;
            match *head {
                [] => return Ok(State::Ended),
                [0x50..=0x5f, 0x2a, 0x4d, 0x18, a, b, c, d] => {
                    let length = 8 + u64::from(u32::from_le_bytes([a, b, c, d]));
                    if io::copy(&mut (&mut tape).take(length), &mut io::sink())? < length {
                        return Err(io::ErrorKind::UnexpectedEof.into());
                    }
                }
                _ => {
                    let decoder = StreamingDecoder::new(tape).map_err(|error| frame_error(&error))?;
                    return Ok(State::Inside(Box::new(decoder)));
                }
            }
        }
    }
}

impl Read for Frames<'_> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        loop {
            match std::mem::replace(&mut self.state, State::Ended) {
                State::Ended => return Ok(0),
                State::Between(tape) => self.state = Frames::next(tape)?,
                State::Inside(mut decoder) => {
                    let n = decoder.read(target).map_err(|error| unpacking_error(&error))?;
                    if n > 0 || target.is_empty() {
                        self.state = State::Inside(decoder);
                        return Ok(n);
                    }
                    self.state = State::Between(decoder.into_inner());
                }
            }
        }
    }
}

fn frame_error(error: &FrameDecoderError) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error.to_string())
}

/// The decoder wraps what its own source said; a stream that ends is told apart from one that is damaged.
fn unpacking_error(error: &io::Error) -> io::Error {
    let text = error.to_string();
    let mut cause: Option<&(dyn std::error::Error + 'static)> = error.get_ref().map(|inner| inner as _);
    while let Some(inner) = cause {
        if inner.downcast_ref::<io::Error>().is_some_and(|inner| inner.kind() == io::ErrorKind::UnexpectedEof) {
            return io::ErrorKind::UnexpectedEof.into();
        }
        cause = inner.source();
    }
    io::Error::new(io::ErrorKind::InvalidData, text)
}
