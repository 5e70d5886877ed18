//! Any saved text through the whole way: the ledger, which checks every promise of a reading, takes what was read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plenipo_language::Analyzer;
use plenipo_ledger::{Ledger, Origin};
use plenipo_lexicon::Lexicon;
use plenipo_reading::Reader;

fuzz_target!(|text: &str| {
    let Ok(articles) = plenipo_page::read("x", text.as_bytes()) else { return };
    let reader = Reader::new(Analyzer::builtin(), Lexicon::builtin());
    let mut ledger = Ledger::in_memory().expect("a ledger in memory");
    for article in articles {
        let reading = reader.read(article.clone(), None);
        assert_eq!(reading.events, reader.read(article, None).events, "reading does not repeat");
        let mut batch = ledger.batch().expect("nobody else writes");
        batch.add(&reading, &Origin::default()).expect("a sound reading");
        batch.commit().expect("memory");
    }
});
