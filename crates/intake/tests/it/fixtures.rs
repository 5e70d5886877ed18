//! The test files against what must come out of them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use plenipo_intake::{Content, IntakeError, Item};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use crate::read;

/// The frozen files and what is expected of them, in the order of their names.
const FROZEN: &str = "03546e6f7c8dc1567e56cd87b3f09b12def5b7f071cbfd3748a34b95e29672f8";

fn files(half: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(half);
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// Reads all files of a half and returns what differs.
fn differences(half: &str) -> (usize, Vec<String>) {
    let (mut count, mut wrong) = (0, Vec::new());
    for path in files(half).iter().filter(|path| path.extension().unwrap() != "expected") {
        let name = path.file_name().unwrap().to_str().unwrap();
        let wanted = std::fs::read_to_string(path.with_file_name(format!("{name}.expected"))).unwrap();
        let wanted: Vec<Value> = wanted.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let got: Vec<Value> = read(name, &std::fs::read(path).unwrap()).iter().map(shown).collect();
        count += 1;
        // Only what is expected is compared: an item may tell more.
        let fits = |wanted: &Value, got: &Value| {
            wanted.as_object().unwrap().iter().all(|(key, value)| got.get(key) == Some(value))
        };
        if wanted.len() != got.len() || !wanted.iter().zip(&got).all(|(wanted, got)| fits(wanted, got)) {
            let mut report = format!("{name}\n");
            for (what, lines) in [("wanted", &wanted), ("got   ", &got)] {
                for line in lines {
                    writeln!(report, "  {what} {line}").unwrap();
                }
            }
            wrong.push(report);
        }
    }
    (count, wrong)
}

fn shown(result: &Result<Item, IntakeError>) -> Value {
    let item = match result {
        Ok(item) => item,
        Err(error) => return json!({ "error": error.name, "code": error.fault.code() }),
    };
    let text = match &item.content {
        Content::Page(bytes) | Content::Text(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        Content::Html(text) | Content::Plain(text) => text.clone(),
        Content::Nothing => String::new(),
    };
    let text = if matches!(item.content, Content::Text(_) | Content::Plain(_)) { text } else { untagged(&text) };
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut line = Map::new();
    let mut set = |key: &str, value: Option<String>| drop(value.map(|value| line.insert(key.to_owned(), json!(value))));
    let fields = item.fields.clone();
    set("item", Some(item.name.clone()));
    set("kind", Some(item.kind().to_owned()));
    set("title", fields.title);
    set("published", fields.published.map(|published| published.to_string()));
    set("address", fields.address);
    set("outlet", fields.outlet);
    set("byline", fields.byline);
    set("summary", fields.summary);
    set("fetched", fields.fetched.map(|fetched| fetched.to_string()));
    set("first", Some(words[..words.len().min(4)].join(" ")));
    line.insert("words".to_owned(), json!(words.len()));
    Value::Object(line)
}

fn untagged(html: &str) -> String {
    let mut text = String::new();
    for piece in html.split('<') {
        text.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
        text.push(' ');
    }
    text.replace("&amp;", "&")
}

#[test]
fn open_files_give_what_is_expected() {
    let (count, wrong) = differences("open");
    assert!(count >= 20, "{count} files");
    assert!(wrong.is_empty(), "{} of {count} files differ\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn frozen_files_give_what_is_expected() {
    let mut hash = Sha256::new();
    for path in files("frozen") {
        hash.update(std::fs::read(path).unwrap());
    }
    let digest = hash.finalize().iter().fold(String::new(), |mut digest, byte| {
        write!(digest, "{byte:02x}").unwrap();
        digest
    });
    assert_eq!(digest, FROZEN, "the frozen files are not those that were written before the code");
    let (count, wrong) = differences("frozen");
    let names: Vec<&str> = wrong.iter().filter_map(|report| report.lines().next()).collect();
    assert!(wrong.is_empty(), "{} of {count} files differ: {names:?}", wrong.len());
}

/// Some feeds tell the whole text where others tell a summary.
#[test]
fn a_long_description_is_the_text() {
    let item = |words: usize, end: &str| {
        let text = "<p>The ferry sailed on.</p>".repeat(words / 4) + end;
        let entry = format!("<item><title>Ferry</title><description><![CDATA[{text}]]></description></item>");
        let feed = format!("<rss version=\"2.0\"><channel><title>Wire</title>{entry}</channel></rss>");
        crate::read("feed.xml", feed.as_bytes()).pop().expect("an entry").expect("a sound entry")
    };
    let whole = item(160, "");
    assert!(matches!(whole.content, plenipo_intake::Content::Html(_)), "{:?}", whole.content);
    assert_eq!(whole.fields.summary, None);
    for short in [item(80, ""), item(160, " […]")] {
        assert_eq!(short.content, plenipo_intake::Content::Nothing);
        assert!(short.fields.summary.is_some());
    }
}
