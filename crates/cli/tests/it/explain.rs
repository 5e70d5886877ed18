//! The working paper behind a reading: where every field of every record comes from.

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use plenipo_language::Analyzer;
use plenipo_lexicon::Lexicon;
use plenipo_reading::Reader;
use serde_json::Value;

use crate::program::{Folder, articles, command, plenipo, plenipo_with_input, root};

const NOTE: &str = "crates/cli/tests/it/explain.txt";
const PAPER: &str = "crates/cli/tests/it/explain.expected";

/// What a field may come from without words of its own.
const DEFAULTS: [&str; 7] = ["dateline", "scene", "round", "news", "state", "speech", "link"];

#[test]
fn an_invented_article_printed_whole() {
    let run = plenipo_with_input(["explain", "-"], &std::fs::read(root().join(NOTE)).unwrap());
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let expected = std::fs::read_to_string(root().join(PAPER)).unwrap();
    assert!(run.stdout == expected, "the paper is now:\n{}", run.stdout);
}

#[test]
fn every_field_of_every_record_names_where_it_comes_from() {
    let mut failures = Vec::new();
    let mut fields = 0;
    for path in articles() {
        let path = path.to_str().unwrap();
        let reading = one_line(&["read", "--format", "json", "--with-text", path]);
        let paper = one_line(&["explain", "--format", "json", path]);
        let text = reading["text"].as_str().unwrap();
        for (list, wanted) in [
            ("events", &["kind", "status", "by", "with", "when", "where", "what"][..]),
            ("quotes", &["kind", "speaker", "medium", "said", "text"][..]),
            ("statements", &["speaker", "medium", "said", "text"][..]),
            ("actors", &["kind", "names", "country", "roles"][..]),
        ] {
            let (records, papers) = (reading[list].as_array().unwrap(), paper[list].as_array().unwrap());
            assert_eq!(records.len(), papers.len(), "{path}: {list}");
            for (number, (record, paper)) in records.iter().zip(papers).enumerate() {
                for name in wanted {
                    fields += values(&record[name]);
                    let told = paper["fields"].as_array().unwrap().iter().filter(|field| field["field"] == *name);
                    let told: Vec<&Value> = told.collect();
                    if told.len() != values(&record[name]) || !told.iter().all(|field| has_origin(field, text)) {
                        // The place of the miss only: some articles are not to be looked at.
                        failures.push(format!("{path}: {list} {}: {name}", number + 1));
                    }
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} fields have no origin:\n{}", failures.len(), failures.join("\n"));
    assert!(fields > 1000, "{fields} fields seen");
}

/// How many values a field of a record holds.
fn values(value: &Value) -> usize {
    match value {
        Value::Null => 0,
        Value::Array(list) => list.len(),
        _ => 1,
    }
}

/// Tells whether a field comes from exact words of the text, each inside a sentence or a link, or from a default.
fn has_origin(field: &Value, text: &str) -> bool {
    let words = field["words"].as_array().unwrap();
    let exact = words.iter().all(|piece| {
        let at = |key: &str| usize::try_from(piece[key].as_u64().unwrap()).unwrap();
        at("start") < at("end") && text.get(at("start")..at("end")) == piece["text"].as_str()
    });
    let default = field["default"].as_str();
    exact && default.map_or(!words.is_empty(), |default| DEFAULTS.contains(&default))
}

#[test]
fn explaining_changes_no_reading() {
    let reader = Reader::new(Analyzer::builtin(), Lexicon::builtin());
    let as_of = "2026-05-08".parse().ok();
    for path in articles() {
        for article in plenipo_page::read("article", &std::fs::read(&path).unwrap()).unwrap() {
            let (reading, _) = reader.explain(article.clone(), as_of);
            assert!(reading == reader.read(article, as_of), "{}", path.display());
        }
    }
}

#[test]
fn every_sentence_shows_its_tree_and_every_trigger_its_fate() {
    let paper: Value = serde_json::from_slice(
        plenipo_with_input(["explain", "--format", "json", "-"], &std::fs::read(root().join(NOTE)).unwrap())
            .stdout
            .as_bytes(),
    )
    .unwrap();
    let mut outcomes = Vec::new();
    for sentence in paper["sentences"].as_array().unwrap() {
        let tokens = sentence["tokens"].as_array().unwrap();
        let roots = tokens.iter().filter(|token| token["head"].is_null()).count();
        assert_eq!(roots, 1, "{sentence}");
        assert!(tokens.iter().all(|token| token["tag"].is_string() && token["relation"].is_string()));
        for frame in sentence["frames"].as_array().unwrap() {
            outcomes.push(frame["outcome"].as_str().unwrap().to_owned());
            assert!(frame["outcome"] == "fired" || !frame["reasons"].as_array().unwrap().is_empty(), "{frame}");
        }
    }
    assert!(outcomes.iter().any(|outcome| outcome == "fired") && outcomes.iter().any(|outcome| outcome == "missed"));
}

#[test]
fn one_sentence_or_one_event_alone() {
    let note = std::fs::read(root().join(NOTE)).unwrap();
    let run = plenipo_with_input(["explain", "--sentence", "2", "--format", "json", "-"], &note);
    let paper: Value = serde_json::from_str(&run.stdout).unwrap();
    let numbers: Vec<&Value> = paper["sentences"].as_array().unwrap().iter().map(|s| &s["number"]).collect();
    assert_eq!(numbers, [2]);

    for name in ["e1", "1"] {
        let run = plenipo_with_input(["explain", "--event", name, "--format", "json", "-"], &note);
        let paper: Value = serde_json::from_str(&run.stdout).unwrap();
        let ids: Vec<&Value> = paper["events"].as_array().unwrap().iter().map(|event| &event["id"]).collect();
        assert_eq!(ids, ["e1"]);
        assert!(paper["quotes"].as_array().unwrap().is_empty());
        assert!(!paper["sentences"].as_array().unwrap().is_empty());
    }
    for arguments in [["--sentence", "99"], ["--event", "e99"]] {
        let run = plenipo_with_input(["explain", arguments[0], arguments[1], "-"], &note);
        assert_eq!((run.code, run.stdout.as_str()), (1, ""));
        assert!(run.stderr.starts_with("plenipo: -: no "), "{}", run.stderr);
    }
}

#[test]
fn bad_input_is_one_line_and_its_own_code() {
    let run = plenipo(["explain", "no/such/article.txt"]);
    let line = "plenipo: no/such/article.txt: no such file or folder\n";
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (1, "", line));

    let folder = Folder::new();
    let run = plenipo(["explain", &folder.file("empty.txt", b"")]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.ends_with("the input is empty\n"), "{}", run.stderr);

    for arguments in [&["explain"][..], &["explain", "--sentence", "0", NOTE], &["explain", "--event", "x", NOTE]] {
        let run = plenipo(arguments);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments:?}");
    }
}

#[test]
fn a_closed_pipe_ends_it_quietly_and_pipes_get_no_colour() {
    let mut child =
        command().args(["explain", "corpus/articles"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(!first.is_empty());
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap()), (Some(0), String::new()));

    assert!(!plenipo(["explain", NOTE]).stdout.contains('\u{1b}'));
    let coloured = |variable: &str| {
        let output = command().args(["explain", NOTE]).env(variable, "1").output().unwrap();
        String::from_utf8(output.stdout).unwrap().contains('\u{1b}')
    };
    assert!(coloured("CLICOLOR_FORCE"));
    assert!(!coloured("NO_COLOR"));
}

#[test]
fn text_from_strangers_cannot_act_on_the_terminal() {
    let note = "OSLO, May 8 – Minister Mira Talvik met \u{1b}[31mPresident\u{202e} Lena Hoeve in Oslo on Friday.";
    let run = plenipo_with_input(["explain", "--as-of", "2026-05-08", "-"], note.as_bytes());
    assert!(run.code == 0 && !run.stdout.contains(['\u{1b}', '\u{202e}']), "{}", run.stderr);
}

#[track_caller]
fn one_line(arguments: &[&str]) -> Value {
    let run = plenipo(arguments);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    serde_json::from_str(&run.stdout).unwrap()
}
