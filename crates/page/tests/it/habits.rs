//! Habits of pages and of text that people save: short cases in `tests/habits`, each with the fields that it shows.
//!
//! `open.txt` is worked against; of `frozen.txt` only the figures are looked at, which
//! `cargo test -p plenipo-page habits -- --nocapture` prints.

use std::collections::BTreeMap;

use plenipo_record::Article;

const OPEN: &str = include_str!("../habits/open.txt");
const FROZEN: &str = include_str!("../habits/frozen.txt");

/// How many fields are read right at least.
const OPEN_RIGHT: usize = 196;
const FROZEN_RIGHT: usize = 175;

#[test]
fn open_habits_are_read() {
    let (right, misses) = score("open", OPEN);
    assert!(right >= OPEN_RIGHT, "{right} of at least {OPEN_RIGHT} fields are right\n{}", misses.join("\n"));
    println!("{}", misses.join("\n"));
}

#[test]
fn frozen_habits_are_read() {
    let (right, _) = score("frozen", FROZEN);
    assert!(right >= FROZEN_RIGHT, "{right} of at least {FROZEN_RIGHT} fields are right");
}

/// Reads all cases; returns how many fields are right, and the misses. Prints the figures of each field.
fn score(name: &str, cases: &str) -> (usize, Vec<String>) {
    let mut tally: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut misses = Vec::new();
    for case in cases.split("\n=== ").skip(1) {
        let (head, fields) = case.split_once("\n---\n").expect("a case has fields");
        let (shows, page) = head.split_once('\n').expect("a case has a page");
        let article = plenipo_page::read("-", page.as_bytes()).expect("a page").remove(0);
        for line in fields.lines().filter(|line| !line.is_empty()) {
            let (field, wanted) = line.split_once(": ").expect("a field has a value");
            let got = value(&article, field);
            let count = tally.entry(field).or_default();
            count.1 += 1;
            if alike(field, wanted, &got) {
                count.0 += 1;
            } else {
                misses.push(format!("{shows}\n    {field}: {got} (wanted: {wanted})"));
            }
        }
    }
    let right = tally.values().map(|(right, _)| right).sum();
    let all: usize = tally.values().map(|(_, all)| all).sum();
    let fields: Vec<String> = tally.iter().map(|(field, (right, all))| format!("{field} {right}/{all}")).collect();
    println!("{name}: {right}/{all} fields; {}", fields.join(", "));
    (right, misses)
}

/// Returns a field of the article as the cases write it.
fn value(article: &Article, field: &str) -> String {
    let none = || "-".to_owned();
    let text = |value: &Option<String>| value.clone().unwrap_or_else(none);
    let mut paragraphs = article.paragraphs().map(|span| span.slice(&article.text));
    match field {
        "title" => text(&article.title),
        "outlet" => text(&article.outlet),
        "agency" => text(&article.agency),
        "byline" => text(&article.byline),
        "published" => article.published.map_or_else(none, |published| published.to_string()),
        "dateline" => article.dateline.as_ref().map_or_else(none, |dateline| {
            let day = dateline.day.map_or_else(none, |day| day.to_string());
            format!("{}, {day}", dateline.place.as_deref().unwrap_or("-"))
        }),
        "points" => article.key_points.len().to_string(),
        "related" => article.related.len().to_string(),
        "comments" => article.comments.len().to_string(),
        "first" => {
            paragraphs.next().map_or_else(none, |text| text.split_whitespace().take(5).collect::<Vec<_>>().join(" "))
        }
        "last" => paragraphs.last().map_or_else(none, |text| {
            let words: Vec<&str> = text.split_whitespace().collect();
            words[words.len().saturating_sub(5)..].join(" ")
        }),
        "paragraphs" => paragraphs.count().to_string(),
        other => panic!("no field is called `{other}`"),
    }
}

/// Compares as `corpus/score.py` does: names without regard to case, an article before them and quotes.
fn alike(field: &str, wanted: &str, got: &str) -> bool {
    let plain = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty());
        words.map(str::to_lowercase).filter(|word| field != "outlet" || word != "the").collect()
    };
    match field {
        "published" => wanted == got,
        "first" => plain(got).starts_with(&plain(wanted)),
        "last" => plain(got).ends_with(&plain(wanted)),
        _ => plain(wanted) == plain(got),
    }
}
