//! What holds for every row of bytes, format by format.
//!
//! [`PROMISES`] is fed by the fuzzer with bytes of its own making (`fuzz/run`), and by the tests of the program with
//! those that once broke a promise (`fuzz/regressions`).

#[path = "stored.rs"]
mod stored;

use std::ops::ControlFlow;
use std::sync::OnceLock;

use plenipo_language::Analyzer;
use plenipo_ledger::{Filter, Ledger, Origin};
use plenipo_lexicon::Lexicon;
use plenipo_reading::Reader;
use plenipo_reading::time::{Tense, time_mentions};
use plenipo_record::{Article, Day, Span};

/// Takes bytes and panics where a promise is broken.
type Promise = fn(&[u8]);

/// Everything that reads bytes, each under the name of what it reads.
pub const PROMISES: [(&str, Promise); 26] = [
    ("any", |bytes| items(b"", bytes)),
    ("gzip", |bytes| items(b"\x1f\x8b\x08", bytes)),
    ("zstd", |bytes| items(b"\x28\xb5\x2f\xfd", bytes)),
    ("zip", |bytes| items(b"PK\x03\x04", bytes)),
    ("warc", |bytes| items(b"WARC/1.", bytes)),
    ("rss", |bytes| items(b"<rss version=\"2.0\"><channel>", bytes)),
    ("atom", |bytes| items(b"<feed xmlns=\"http://www.w3.org/2005/Atom\">", bytes)),
    ("opml", opml),
    ("json-feed", |bytes| items(b"{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [", bytes)),
    ("json", |bytes| items(b"[{\"title\": \"Ferry to sail\", ", bytes)),
    ("json-lines", |bytes| items(b"{\"title\": \"Ferry to sail\"}\n{", bytes)),
    ("csv", |bytes| items(b"title,text,date\nFerry to sail,It will sail.,2026-05-04\n", bytes)),
    ("tsv", |bytes| items(b"title\ttext\tdate\nFerry to sail\tIt will sail.\t2026-05-04\n", bytes)),
    ("mail", |bytes| items(b"MIME-Version: 1.0\nSubject: Ferry to sail\n", bytes)),
    ("html", |bytes| page(b"<!DOCTYPE html>", bytes)),
    ("text", |bytes| page(b"Ferry to sail\n\n", bytes)),
    ("encodings", encodings),
    ("times", |bytes| times(&String::from_utf8_lossy(bytes))),
    ("language", |bytes| language(&String::from_utf8_lossy(bytes))),
    ("reading", reading),
    ("model", model),
    ("frames", frames),
    ("query", |bytes| query(&String::from_utf8_lossy(bytes))),
    ("ledger", stored::ledger),
    ("tables", stored::tables),
    ("batch", stored::batch),
];

/// A stream that begins like a format: every item is called after its place, and becomes an article or an error.
fn items(start: &[u8], bytes: &[u8]) {
    let stream = if bytes.starts_with(start) { bytes.to_vec() } else { [start, bytes].concat() };
    plenipo_intake::read("x", stream.as_slice(), &mut |item| {
        match item {
            Ok(item) => {
                assert!(item.name.starts_with('x'), "{} is not called after its place", item.name);
                if let Ok((article, _)) = item.article() {
                    sound(&article);
                }
            }
            Err(error) => assert!(!error.to_string().is_empty(), "a fault without words"),
        }
        ControlFlow::Continue(())
    });
}

/// A list of feeds: every feed has an address.
fn opml(bytes: &[u8]) {
    for feed in plenipo_intake::feeds(&[b"<opml version=\"2.0\"><body>", bytes].concat()) {
        assert!(!feed.address.is_empty(), "a feed without an address");
    }
}

/// Any page or saved text.
fn page(start: &[u8], bytes: &[u8]) {
    for article in plenipo_page::read("x", &[start, bytes].concat()).into_iter().flatten() {
        sound(&article);
    }
}

/// A page in an encoding that it declares, or not in that encoding.
fn encodings(bytes: &[u8]) {
    const STARTS: [&[u8]; 14] = [
        b"\xef\xbb\xbf<p>",
        b"\xff\xfe<\0p\0>\0",
        b"\xfe\xff\0<\0p\0>",
        b"<\0p\0>\0T\0h\0e\0 \0m\0e\0n\0",
        b"<meta charset=utf-8><p>",
        b"<meta charset=windows-1252><p>",
        b"<meta charset=koi8-r><p>",
        b"<meta charset=shift_jis><p>",
        b"<meta charset=gb18030><p>",
        b"<meta charset=big5><p>",
        b"<meta charset=iso-2022-jp><p>",
        b"<meta charset=utf-16><p>",
        b"<meta charset=x-user-defined><p>",
        b"<?xml version=\"1.0\" encoding=\"EUC-KR\"?><p>",
    ];
    if let Some((which, rest)) = bytes.split_first() {
        page(STARTS[usize::from(*which) % STARTS.len()], rest);
    }
}

/// Parts lie inside the text, in order, and do not overlap.
fn sound(article: &Article) {
    let mut end = 0;
    for part in &article.parts {
        assert!(part.span.start >= end, "parts overlap");
        assert!(article.text.get(part.span.range()).is_some(), "a part lies outside the text");
        end = part.span.end;
    }
    let comments = article.comments.iter().map(|comment| comment.span);
    let posts = article.posts.iter().map(|post| post.span);
    for span in comments.chain(posts).chain(article.live.iter().map(|entry| entry.span)) {
        assert!(article.text.get(span.range()).is_some(), "words lie outside the text");
    }
}

/// Expressions of time lie in the sentence in order, and no span of days ends before it begins.
fn times(text: &str) {
    let days: [Option<Day>; 3] = [None, "2026-05-08".parse().ok(), "--02-29".parse().ok()];
    for day in days {
        let mut end = 0;
        for mention in time_mentions(text, Span::new(0, text.len()), day) {
            assert!(mention.span.start >= end, "expressions overlap");
            assert!(text.get(mention.span.range()).is_some_and(|words| !words.is_empty()), "words outside the text");
            end = mention.span.end;
            for tense in [Tense::Past, Tense::Present, Tense::Future] {
                let Some(when) = mention.resolve(tense) else { continue };
                if let (Some(first), Some(last)) = (when.start.first(), when.end.and_then(Day::first)) {
                    assert!(first <= last, "{when} ends before it begins");
                }
            }
        }
    }
}

/// Tokens lie in the text in order, and between them is nothing but space; heads make a tree.
fn language(text: &str) {
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
}

/// Any saved text through the whole way: the ledger, which checks every promise of a reading, takes what was read.
fn reading(bytes: &[u8]) {
    let Ok(articles) = plenipo_page::read("x", bytes) else { return };
    let reader = Reader::new(Analyzer::builtin(), Lexicon::builtin());
    let mut ledger = Ledger::in_memory().expect("a ledger in memory");
    for article in articles {
        let reading = reader.read(article.clone(), None);
        assert_eq!(reading.events, reader.read(article, None).events, "reading does not repeat");
        let mut batch = ledger.batch().expect("nobody else writes");
        batch.add(&reading, &Origin::default()).expect("a sound reading");
        batch.commit().expect("memory");
    }
}

/// Any file in place of the model: it is refused, or it is the model.
fn model(bytes: &[u8]) {
    // With a checksum of its own nearly nothing would get as far as the parser.
    if let Ok(analyzer) = Analyzer::from_bytes(&plenipo_language::parts::sealed(bytes)) {
        let _ = analyzer.analyze("The ministers met.");
    }
}

/// Any file of frames: refused with a reason, or used.
fn frames(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    if let Err(error) = Lexicon::with_frames(&[("own.toml".to_owned(), text)]) {
        assert!(!error.to_string().is_empty(), "a fault without words");
    }
}

/// Any words as a question to the ledger: an answer, never an error of the index.
fn query(text: &str) {
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
}
