//! Any stream of bytes, as one of the formats that it may be in: every item becomes an article or an error.
#![no_main]

use std::ops::ControlFlow;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    plenipo_intake::read("x", bytes, &mut |item| {
        if let Ok(item) = item {
            assert!(item.name.starts_with('x'), "{} is not called after its place", item.name);
            let _ = item.article();
        }
        ControlFlow::Continue(())
    });
});
