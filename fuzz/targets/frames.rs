//! Any file of frames: refused with a reason, or used.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plenipo_lexicon::Lexicon;

fuzz_target!(|text: &str| {
    if let Err(error) = Lexicon::with_frames(&[("own.toml".to_owned(), text.to_owned())]) {
        assert!(!error.to_string().is_empty());
    }
});
