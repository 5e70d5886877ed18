//! Every frame finds what its file says it finds, and leaves alone what it says it leaves alone.

use plenipo_language::Analyzer;
use plenipo_lexicon::Lexicon;
use plenipo_reading::Reader;
use plenipo_reading::cases::broken_cases;

#[test]
fn frames_keep_their_cases() {
    let lexicon = Lexicon::builtin();
    let reader = Reader::new(Analyzer::builtin(), lexicon);
    assert!(!lexicon.frames().is_empty(), "no frame was found");
    let mut failures = Vec::new();
    for frame in lexicon.frames() {
        failures.extend(broken_cases(&reader, frame).into_iter().map(|broken| {
            format!("{}: wanted {}\n    got {:?}\n    in {}", frame.id, broken.wanted, broken.found, broken.text)
        }));
    }
    assert!(failures.is_empty(), "{} cases failed:\n{}", failures.len(), failures.join("\n"));
}
