//! Any words as a question to the ledger: an answer, never an error of the index.
#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use plenipo_ledger::{Filter, Ledger};

fuzz_target!(|text: &str| {
    thread_local! {
        static LEDGER: OnceLock<Ledger> = const { OnceLock::new() };
    }
    LEDGER.with(|ledger| {
        let ledger = ledger.get_or_init(|| Ledger::in_memory().expect("a ledger in memory"));
        let said = |words: &str| Some(words.to_owned());
        let filters = [
            Filter { words: said(text), ..Filter::default() },
            Filter { said: said(text), ..Filter::default() },
            Filter { who: said(text), ..Filter::default() },
        ];
        for filter in filters {
            ledger.events(&filter).expect("a question is no error");
            ledger.quotes(&filter).expect("a question is no error");
            ledger.actors(&filter).expect("a question is no error");
        }
    });
});
