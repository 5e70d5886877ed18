//! Texts that nobody would write: whatever comes in is cut, nothing is lost, and length alone costs no time.

use plenipo_language::Analyzer;
use plenipo_language::parts::{split, tokenize};
use proptest::prelude::*;

/// No token has more bytes, no sentence more tokens.
const LONGEST_TOKEN: usize = 1000;
const LONGEST_SENTENCE: usize = 800;

/// What is repeated without end: each has once been, or could be, what a look ahead or back runs over.
const REPEATED: &[&str] = &[
    "a",
    "A",
    "1",
    "漢",
    "é",
    "e\u{301}",
    "\u{301}",
    "\u{200d}",
    "\u{ad}",
    "_",
    ".",
    "!",
    "?!",
    "…",
    "。",
    ",",
    ";",
    "\"",
    "'",
    "’",
    "‘’",
    "“",
    "”",
    "«",
    "`",
    "(",
    ")",
    "[",
    "]",
    "([",
    "-",
    "–",
    "—",
    "+",
    "*",
    "=>",
    "/",
    "|",
    "<",
    "@",
    "#",
    "$",
    "%",
    "&",
    "°",
    "👍🏽",
    "🇳🇴",
    "🇳",
    ":)",
    "a-",
    "1-",
    "1-a",
    "1/",
    "a/",
    "1.",
    "a.",
    "A.",
    "A.Bcd",
    "1,",
    "1:",
    "'s",
    "n't",
    "'a",
    "\"a",
    "(a",
    "a(",
    "a—",
    "ab.Cd",
    "@a",
    "a@b.",
    "#1",
    "http://",
    "www.",
    "a.com/",
    "a.pdf",
    "Rs1",
    "US$1",
    "5pm",
    "can",
    "cannot",
    "-'",
    "'\"",
    "'(",
    "a. ",
    "A. ",
    "U.S. ",
    "etc. ",
    "No. ",
    "No.\u{a0}",
    "1. ",
    ". ",
    "! ",
    "? ",
    ".\" ",
    ".” ",
    "\" ",
    "' ",
    "“ ",
    "( ",
    ") ",
    "- ",
    "[2] ",
    ". [2] ",
    "。 ",
    ":) ",
    "http://a ",
    "AM ",
    "1/1/1 1:1 AM ",
    "A ",
    "\"A! ",
    "th- ",
    " ",
    "\n",
    "\r\n",
    "a\n",
    ".\n",
    "\u{feff}",
    "\0",
];

/// Cuts the text and says how the result breaks a promise, if it does.
fn broken(text: &str) -> Option<String> {
    let tokens = tokenize(text);
    let is_gap = |c: char| c.is_whitespace() || "\u{200b}\u{feff}\u{2060}\u{200e}\u{200f}".contains(c);
    let mut at = 0;
    for token in &tokens {
        if token.start < at || token.end <= token.start {
            return Some(format!("token {token:?} overlaps or is empty"));
        }
        if !text[at..token.start].chars().all(is_gap) || token.slice(text).chars().any(is_gap) {
            return Some(format!("token {token:?} takes or leaves the wrong characters"));
        }
        if token.len() > LONGEST_TOKEN {
            return Some(format!("token {token:?} is too long"));
        }
        at = token.end;
    }
    if !text[at..].chars().all(is_gap) {
        return Some("the end of the text is lost".to_owned());
    }
    let mut at = 0;
    for sentence in split(text, &tokens) {
        if sentence.start != at || sentence.is_empty() || sentence.len() > LONGEST_SENTENCE {
            return Some(format!("sentence {sentence:?} follows token {at}"));
        }
        at = sentence.end;
    }
    (at != tokens.len()).then(|| format!("tokens from {at} are in no sentence"))
}

/// Cuts each thing repeated to `bytes` bytes. No clock is read: a scan of the whole text for each token would take hours.
#[track_caller]
fn check_repeated(units: &[&str], bytes: usize) {
    for unit in units {
        let text = unit.repeat(bytes / unit.len()) + "a";
        assert_eq!(broken(&text), None, "{unit:?}");
    }
}

#[test]
fn a_megabyte_of_one_thing_is_cut() {
    let units = ["a", "1", "漢", "\u{301}", ".", "“", "'", "@", "(", "-", "a/", "#1", "\"a", "a. ", ".” ", " ", "\n"];
    check_repeated(&units, 1 << 20);
}

#[test]
fn much_of_anything_is_cut() {
    check_repeated(REPEATED, 1 << 17);
}

#[test]
fn what_is_long_is_analyzed_too() {
    for unit in REPEATED {
        let text = unit.repeat(4000 / unit.len());
        let tokens: usize = Analyzer::builtin().analyze(&text).iter().map(|sentence| sentence.tokens.len()).sum();
        assert_eq!(tokens, tokenize(&text).len(), "{unit:?}");
    }
}

#[test]
fn a_megabyte_without_a_space_is_analyzed() {
    for (unit, bytes) in [("a", 1 << 20), ("漢", 1 << 20), ("A.", 1 << 17), ("(", 1 << 16), ("\"a", 1 << 16)] {
        let text = unit.repeat(bytes / unit.len());
        let tokens: usize = Analyzer::builtin().analyze(&text).iter().map(|sentence| sentence.tokens.len()).sum();
        assert_eq!(tokens, tokenize(&text).len(), "{unit:?}");
    }
}

proptest! {
    #[test]
    fn any_bytes_are_analyzed(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let text = String::from_utf8_lossy(&bytes);
        let sentences = Analyzer::builtin().analyze(&text);
        prop_assert_eq!(&sentences, &Analyzer::builtin().analyze(&text));
        let tokens: Vec<_> = sentences.iter().flat_map(|sentence| &sentence.tokens).map(|token| token.span).collect();
        prop_assert_eq!(tokens, tokenize(&text));
    }

    #[test]
    fn any_bytes_are_cut(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert_eq!(broken(&String::from_utf8_lossy(&bytes)), None);
    }

    #[test]
    fn any_characters_are_cut(text in "\\PC{0,200}|(\\PC|\\s){0,200}") {
        prop_assert_eq!(broken(&text), None);
    }

    #[test]
    fn any_mixture_of_hard_things_is_cut(units in prop::collection::vec(prop::sample::select(REPEATED), 0..120)) {
        prop_assert_eq!(broken(&units.concat()), None);
    }

    #[test]
    fn cutting_twice_gives_the_same(units in prop::collection::vec(prop::sample::select(REPEATED), 0..60)) {
        let text = units.concat();
        prop_assert_eq!(tokenize(&text), tokenize(&text));
    }
}
