//! Any text: tokens lie in it in order, and between them is nothing but space; heads make a tree.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plenipo_language::Analyzer;

fuzz_target!(|text: &str| {
    let mut end = 0;
    for sentence in Analyzer::builtin().analyze(text) {
        for token in &sentence.tokens {
            let gap = text.get(end..token.span.start).expect("tokens are in order");
            assert!(gap.chars().all(|letter| letter.is_whitespace() || letter.is_control()), "{gap:?} is lost");
            assert!(text.get(token.span.range()).is_some_and(|word| !word.is_empty()), "a token without letters");
            assert!(token.head.is_none_or(|head| head < sentence.tokens.len()), "a head outside the sentence");
            end = token.span.end;
        }
    }
});
