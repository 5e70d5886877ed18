//! Whatever the bytes are, reading them never panics, and what comes out slices the text.

use std::sync::OnceLock;

use plenipo_exchange::{Options, reading_json};
use plenipo_language::Analyzer;
use plenipo_lexicon::Lexicon;
use plenipo_reading::Reader;
use proptest::prelude::*;

use crate::program::articles;

/// Reads bytes twice; both readings must be equal. Slicing for the JSON proves every offset.
fn check(bytes: &[u8]) {
    static READER: OnceLock<Reader<'static>> = OnceLock::new();
    let reader = READER.get_or_init(|| Reader::new(Analyzer::builtin(), Lexicon::builtin()));
    let Ok(articles) = plenipo_page::read("-", bytes) else { return };
    for article in articles {
        let lines = [article.clone(), article].map(|article| {
            let reading = reader.read(article, None);
            let ids = |id: &plenipo_record::ActorId| assert!(reading.actor(id).is_some(), "{id}");
            reading.events.iter().flat_map(|event| event.by.iter().chain(&event.with)).for_each(ids);
            reading.quotations.iter().filter_map(|quotation| quotation.speaker.as_ref()).for_each(ids);
            assert!(reading.events.iter().all(|event| !event.evidence.is_empty()));
            reading_json(&reading, Options { with_text: true })
        });
        assert_eq!(lines[0], lines[1]);
    }
}

fn corpus() -> &'static [Vec<u8>] {
    static CORPUS: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    CORPUS.get_or_init(|| articles().iter().map(|path| std::fs::read(path).unwrap()).collect())
}

/// Ways to damage an article: cut, repeat, drop, overwrite, insert.
#[derive(Clone, Debug)]
enum Damage {
    Cut(usize),
    Repeat(usize, usize),
    Drop(usize, usize),
    Write(usize, u8),
    Insert(usize, String),
}

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        any::<usize>().prop_map(Damage::Cut),
        (any::<usize>(), 1usize..200).prop_map(|(at, length)| Damage::Repeat(at, length)),
        (any::<usize>(), 1usize..200).prop_map(|(at, length)| Damage::Drop(at, length)),
        (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Damage::Write(at, byte)),
        (any::<usize>(), "[“”‘’\"'()—…<>&@#/ .,0-9A-Za-zé🇹\\n]{1,30}").prop_map(|(at, text)| Damage::Insert(at, text)),
    ]
}

fn apply(bytes: &mut Vec<u8>, damage: &Damage) {
    let size = bytes.len().max(1);
    let range = |at: usize, length: usize| at % size..(at % size + length).min(size);
    match damage {
        Damage::Cut(at) => bytes.truncate((at % size).max(size / 2)),
        Damage::Repeat(at, length) if !bytes.is_empty() => {
            let piece = bytes[range(*at, *length)].to_vec();
            bytes.splice(at % size..at % size, piece);
        }
        Damage::Drop(at, length) if !bytes.is_empty() => drop(bytes.drain(range(*at, *length))),
        Damage::Write(at, byte) if !bytes.is_empty() => bytes[at % size] = *byte,
        Damage::Insert(at, text) => drop(bytes.splice(at % size..at % size, text.bytes())),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        check(&bytes);
    }

    #[test]
    fn random_text(text in "\\PC{0,400}") {
        check(text.as_bytes());
    }

    #[test]
    fn damaged_articles(which in any::<prop::sample::Index>(), damages in prop::collection::vec(damage(), 1..6)) {
        let mut bytes = which.get(corpus()).clone();
        for damage in &damages {
            apply(&mut bytes, damage);
        }
        check(&bytes);
    }
}
