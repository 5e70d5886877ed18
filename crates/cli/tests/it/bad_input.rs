//! Inputs that cannot be read: one clear line each, and nothing else stops.

use crate::program::{Folder, articles, plenipo, plenipo_with_input};

const GOOD: &str = "corpus/articles/05-c5plus1-steppe.txt";

/// Reads one input that must fail, alone and among others.
#[track_caller]
fn check(input: &str, reason: &str) {
    let line = format!("plenipo: {input}: {reason}\n");
    let alone = plenipo(["read", "--format", "json", input]);
    assert_eq!((alone.code, alone.stdout.as_str(), alone.stderr.as_str()), (1, "", line.as_str()));

    let among = plenipo(["read", "--format", "json", GOOD, input, GOOD]);
    let good = plenipo(["read", "--format", "json", GOOD]);
    assert_eq!((among.code, among.stderr.as_str()), (1, line.as_str()));
    assert_eq!(among.stdout, good.stdout.repeat(2));
}

#[test]
fn missing_file() {
    check("no/such/article.txt", "no such file or folder");
}

#[test]
fn pattern_without_match() {
    check("corpus/articles/*.docx", "no file matches this pattern");
}

#[test]
fn broken_pattern() {
    check("corpus/a**b/[", "not a valid pattern: recursive wildcards must form a single path component");
}

#[test]
fn empty_file() {
    let folder = Folder::new();
    check(&folder.file("empty.txt", b""), "the input is empty");
}

#[test]
fn white_space_only() {
    let folder = Folder::new();
    check(&folder.file("blank.txt", b"  \n\n\t\n"), "the page holds no text");
}

#[test]
fn binary_file() {
    let folder = Folder::new();
    let picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";
    check(&folder.file("picture.txt", picture), "the input is no text: expected a web page or plain text");
}

#[test]
fn folder_without_articles() {
    let folder = Folder::new();
    folder.file("notes.docx", b"x");
    let path = folder.0.display().to_string();
    check(&path, "no articles in this folder (files ending in .txt, .html, .htm, .xhtml, feeds, archives and exports)");
}

#[test]
fn too_large() {
    let folder = Folder::new();
    let path = folder.file("large.txt", b"");
    // A sparse file: nothing of it may be read.
    std::fs::File::options().write(true).open(&path).and_then(|file| file.set_len(50_000_000)).unwrap();
    check(&path, "too large: 50 MB, the limit is 20 MB");
}

#[test]
fn all_together_and_in_order() {
    let folder = Folder::new();
    let (empty, binary) = (folder.file("empty.txt", b""), folder.file("picture.html", &[0, 159, 146, 150, 0, 0, 7]));
    let run = plenipo(["read", "--format", "json", "missing.txt", GOOD, &empty, &binary, GOOD]);
    let lines: Vec<&str> = run.stderr.lines().collect();
    assert_eq!(run.code, 1);
    assert_eq!(run.stdout.lines().count(), 2);
    assert_eq!(lines.len(), 3, "{lines:?}");
    for (line, name) in lines.iter().zip(["missing.txt", &empty, &binary]) {
        assert!(line.starts_with(&format!("plenipo: {name}: ")), "{line}");
    }
}

#[test]
fn an_article_cut_off_anywhere_is_read_as_far_as_it_goes() {
    let html = std::fs::read(articles().into_iter().find(|path| path.extension().unwrap() == "html").unwrap()).unwrap();
    for share in [2, 3, 5] {
        let run = plenipo_with_input(["read", "--format", "json", "-"], &html[..html.len() * (share - 1) / share]);
        assert_eq!((run.code, run.stdout.lines().count()), (0, 1), "{}", run.stderr);
    }
}

#[test]
fn usage_errors_have_their_own_code() {
    for arguments in [
        &["read"][..],
        &["read", "--as-of", "yesterday", GOOD],
        &["read", "--as-of", "2026-02", GOOD],
        &["read", "--format", "xml", GOOD],
        &["read", "--threads", "0", GOOD],
        &["reed"],
        &[],
    ] {
        let run = plenipo(arguments);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(!run.stderr.is_empty());
    }
}

#[test]
fn names_cannot_act_on_the_terminal() {
    let run = plenipo(["read", "evil\u{1b}c\u{202e}name"]);
    assert_eq!(run.stderr, "plenipo: evil\\u{1b}c\\u{202e}name: no such file or folder\n");
}
