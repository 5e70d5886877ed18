//! Any file in place of the model: it is refused, or it is the model.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plenipo_language::Analyzer;

fuzz_target!(|bytes: &[u8]| {
    // With a checksum of its own nearly nothing would get as far as the parser.
    if let Ok(analyzer) = Analyzer::from_bytes(&plenipo_language::parts::sealed(bytes)) {
        let _ = analyzer.analyze("The ministers met.");
    }
});
