//! Files that hold several articles: their order, their names, what is told of broken items, going on.

use std::io::Write as _;

use serde_json::Value;

use crate::program::{Folder, Run, plenipo, plenipo_with_input};

const BODY: &str =
    "The ministers of both islands met in Oslo on Monday and agreed to open the ferry line again, officials said.";

fn line(i: usize) -> String {
    format!(
        "{{\"title\": \"Ferry {i} to sail again\", \"text\": \"{BODY}\", \"date\": \"2025-04-07\", \"publisher\": \"Harbour Post\"}}\n"
    )
}

fn names(run: &Run) -> Vec<String> {
    let name = |line: &str| serde_json::from_str::<Value>(line).unwrap()["source"].as_str().unwrap().to_owned();
    run.stdout.lines().map(name).collect()
}

/// A web archive with a broken record in the middle, and the offsets of its records.
fn archive() -> (Vec<u8>, Vec<usize>) {
    let (mut bytes, mut offsets) = (Vec::new(), Vec::new());
    for i in 0..5 {
        let page =
            format!("<html><body><article><h1>Ferry {i} to sail again</h1><p>{BODY}</p></article></body></html>");
        let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
        let head = format!("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {}\r\n\r\n", block.len());
        let mut member = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        member.write_all(format!("{head}{block}\r\n\r\n").as_bytes()).unwrap();
        let mut member = member.finish().unwrap();
        if i == 2 {
            member.truncate(member.len() - 40);
        }
        offsets.push(bytes.len());
        bytes.extend(member);
    }
    (bytes, offsets)
}

#[test]
fn items_are_called_after_their_place_and_keep_their_order() {
    let folder = Folder::new();
    let path = folder.file("news", (0..40).map(line).collect::<String>().as_bytes());
    let wanted: Vec<String> = (1..=40).map(|i| format!("{path}#{i}")).collect();
    let one = plenipo(["read", "--format", "json", "--threads", "1", &path]);
    assert_eq!((one.code, one.stderr.as_str(), names(&one)), (0, "", wanted));
    let five = plenipo(["read", "--format", "json", "--threads", "5", &path]);
    assert_eq!(one.stdout, five.stdout);
    let first: Value = serde_json::from_str(one.stdout.lines().next().unwrap()).unwrap();
    let article = &first["article"];
    assert_eq!((&article["outlet"], &article["published"]), (&"Harbour Post".into(), &"2025-04-07".into()));
    assert_eq!(article["paragraphs"][0], BODY);
    let piped = plenipo_with_input(["read", "--format", "json", "-"], &std::fs::read(&path).unwrap());
    assert_eq!(piped.stdout, one.stdout.replace(&path, "-"));
}

#[test]
fn broken_records_are_told_and_counted() {
    let folder = Folder::new();
    let (bytes, offsets) = archive();
    let path = folder.file("x.warc.gz", &bytes);
    let run = plenipo(["read", "--format", "json", &path]);
    let wanted: Vec<String> = [0, 1, 3, 4].iter().map(|&i| format!("{path}#{}", offsets[i])).collect();
    assert_eq!((run.code, names(&run)), (1, wanted));
    assert!(run.stderr.starts_with(&format!("plenipo: {path}#{}: ", offsets[2])), "{}", run.stderr);
    assert_eq!(run.stderr.lines().count(), 1);

    let lines = folder.file("x.jsonl", format!("{}{{]\n{}{{\"a\": 1}}\n", line(1), line(2)).as_bytes());
    let run = plenipo(["read", "--format", "json", &lines]);
    let last = run.stderr.lines().last().unwrap();
    assert_eq!(last, format!("plenipo: {lines}: 2 articles read, 2 items passed over: 1 malformed, 1 no article"));
}

#[test]
fn reading_goes_on_behind_any_item() {
    let folder = Folder::new();
    let (bytes, _) = archive();
    let inputs =
        [folder.file("a.jsonl", (0..3).map(line).collect::<String>().as_bytes()), folder.file("b.warc.gz", &bytes)];
    let read = |more: &[&str]| {
        let run = plenipo(
            ["read", "--format", "json"]
                .into_iter()
                .chain(more.iter().copied())
                .chain(inputs.iter().map(String::as_str)),
        );
        (names(&run), run.code)
    };
    let (whole, _) = read(&[]);
    assert_eq!(whole.len(), 7);
    for (i, name) in whole.iter().enumerate() {
        assert_eq!(read(&["--after", name]).0, whole[i + 1..], "{name}");
    }
    assert_eq!(plenipo(["read", "--after", "other#1", &inputs[0]]).code, 2);
    let none = plenipo(["read", "--after", &format!("{}#99", inputs[0]), &inputs[0]]);
    assert_eq!((none.code, none.stdout.as_str()), (1, ""));
}

#[test]
fn a_folder_holds_what_its_content_says() {
    let folder = Folder::new();
    folder.file("a/export", line(1).as_bytes());
    folder.file("a/settings.json", b"{\n \"colour\": \"red\"\n}");
    folder.file("a/notes.md", BODY.as_bytes());
    folder.file("a/page.html", format!("<h1>Ferry</h1><p>{BODY}</p>").as_bytes());
    let run = plenipo(["read", "--format", "json", &folder.0.display().to_string()]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let ends: Vec<String> = names(&run).iter().map(|name| name.rsplit('/').next().unwrap().to_owned()).collect();
    assert_eq!(ends, ["export", "page.html"]);
}

#[test]
fn an_entry_without_text_says_so_and_guesses_nothing() {
    let feed = format!(
        "<rss version=\"2.0\"><channel><title>Harbour Post</title><item><title>Ferry line to open again</title>\
         <description>{BODY}</description><pubDate>Mon, 07 Apr 2025 14:10:00 GMT</pubDate></item></channel></rss>"
    );
    let run = plenipo_with_input(["read", "--format", "json", "-"], feed.as_bytes());
    let value: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(value["source"], "-#1");
    assert_eq!(value["article"]["title"], "Ferry line to open again");
    assert_eq!(value["article"]["published"], "2025-04-07T14:10:00+00:00");
    assert_eq!(value["article"]["paragraphs"], Value::Array(vec![]));
    assert_eq!(value["events"], Value::Array(vec![]));
    assert_eq!(value["diagnostics"][0]["message"], "the item has no text, only a title and a summary");
}

#[test]
fn copies_are_found_across_files() {
    let folder = Folder::new();
    let more = "A joint board will set the fares every second year, and Dublin will pay for most of the new pier.";
    let wire = format!(
        "{{\"title\": \"Ferry\", \"text\": \"{BODY}\\n{more}\", \"date\": \"2025-04-07T10:00:00Z\", \"site\": \"wire.example\"}}\n"
    );
    let post = format!(
        "{{\"title\": \"Boat\", \"text\": \"It is done at last.\\n{BODY}\\n{more}\", \"date\": \"2025-04-07T12:00:00Z\"}}\n"
    );
    let (b, a) = (folder.file("b.jsonl", wire.as_bytes()), folder.file("a.jsonl", post.as_bytes()));
    let run = plenipo(["copies", "--format", "json", &a, &b]);
    let value: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((run.code, value["texts"][0]["source"].as_str()), (0, Some(b.as_str())));
    assert_eq!(value["texts"][1]["follows"]["source"], b.as_str());
    assert_eq!(value["texts"][1]["follows"]["changes"][0]["change"], "added");
    let run = plenipo(["copies", &a, &b]);
    assert!(run.stdout.contains("2 texts: Ferry\n") && run.stdout.contains("headline now: Boat"), "{}", run.stdout);
}
