//! How much a packed stream may unpack to: one account for all layers of packing.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use crate::Fault;
use crate::limits::{FREE_BYTES, RATIO};

/// The account of one stream.
#[derive(Clone, Default)]
pub(crate) struct Budget {
    taken: Rc<Cell<u64>>,
    unpacked: Rc<Cell<u64>>,
}

impl Budget {
    /// Counts the bytes of the stream itself.
    pub fn taking<R: Read>(&self, inner: R) -> Taking<R> {
        Taking { inner, taken: Rc::clone(&self.taken) }
    }

    /// Counts unpacked bytes, and ends with [`Fault::Bomb`] where they are too many.
    pub fn unpacking<R: Read>(&self, inner: R) -> Unpacking<R> {
        Unpacking { inner, budget: self.clone() }
    }
}

pub(crate) struct Taking<R> {
    inner: R,
    taken: Rc<Cell<u64>>,
}

impl<R: Read> Read for Taking<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.taken.set(self.taken.get() + n as u64);
        Ok(n)
    }
}

pub(crate) struct Unpacking<R> {
    inner: R,
    budget: Budget,
}

impl<R: Read> Read for Unpacking<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        let unpacked = self.budget.unpacked.get() + n as u64;
        self.budget.unpacked.set(unpacked);
        if unpacked > FREE_BYTES + self.budget.taken.get() * RATIO { Err(Fault::Bomb.into()) } else { Ok(n) }
    }
}
