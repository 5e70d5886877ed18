//! What comes out of every format, sound and broken.

mod fixtures;
mod limits;
mod survival;

use std::ops::ControlFlow;

use plenipo_intake::{IntakeError, Item};

/// Reads a stream to its end.
pub fn read(name: &str, bytes: &[u8]) -> Vec<Result<Item, IntakeError>> {
    let mut items = Vec::new();
    plenipo_intake::read(name, bytes, &mut |item| {
        items.push(item);
        ControlFlow::Continue(())
    });
    items
}
