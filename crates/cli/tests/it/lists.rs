//! What the ledger's commands print, for people and for programs.

use std::path::{Path, PathBuf};

use plenipo_tables::{Tables, read_parquet};
use serde_json::Value;

use crate::program::{Run, plenipo, root};

/// A ledger of the articles of one storyline, in a folder of its own that is removed when dropped.
struct Kept(PathBuf);

impl Kept {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("plenipo-lists-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let kept = Kept(folder);
        let articles = ["08-nepal-khabarpatra.txt", "09-nepal-dhakabarta.html", "10-nepal-lankapost.txt"];
        let articles = articles.map(|name| root().join("corpus/articles").join(name).display().to_string());
        let run = kept.run(&[&["add"], &articles.each_ref().map(String::as_str)[..]].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        kept
    }

    fn run(&self, arguments: &[&str]) -> Run {
        let ledger = self.0.join("x.db").display().to_string();
        plenipo(arguments.iter().copied().chain(["--ledger", &ledger]))
    }

    fn output(&self, arguments: &[&str]) -> String {
        let run = self.run(arguments);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{arguments:?}");
        run.stdout
    }

    fn objects(&self, arguments: &[&str]) -> Vec<Value> {
        let lines = self.output(&[arguments, &["--format", "json"]].concat());
        lines.lines().map(|line| serde_json::from_str(line).expect("one object a line")).collect()
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn lists_for_people_fit_the_terminal_and_name_every_record() {
    let kept = Kept::new("people");
    for list in ["events", "quotes", "actors", "stories"] {
        let text = kept.output(&[list]);
        for line in text.lines() {
            assert!(line.chars().count() <= 80, "{list}: {line}");
        }
        let objects = kept.objects(&[list]);
        assert!(!objects.is_empty(), "{list}");
        for object in objects {
            assert!(text.contains(object["id"].as_str().unwrap()), "{list}: {object}");
        }
    }
    assert_eq!(kept.output(&["events", "--who", "nobody at all"]), "No events that fit.\n");
}

#[test]
fn programs_get_the_fields_that_they_know() {
    let kept = Kept::new("programs");
    let fields = |object: &Value, wanted: &[&str]| {
        for field in wanted {
            assert!(object.get(field).is_some(), "{field}: {object}");
        }
    };
    let event =
        ["type", "id", "kind", "status", "when", "where", "by", "with", "what", "summary", "n_reports", "n_outlets"];
    kept.objects(&["events"]).iter().for_each(|object| fields(object, &event));
    let quote = ["type", "id", "speaker", "kind", "medium", "said", "text", "article", "outlet"];
    kept.objects(&["quotes"]).iter().for_each(|object| fields(object, &quote));
    let story = ["type", "id", "title", "lead", "first_day", "last_day", "n_articles", "n_reports", "n_outlets"];
    kept.objects(&["stories"]).iter().for_each(|object| fields(object, &story));
}

#[test]
fn plans_stand_in_groups() {
    let kept = Kept::new("plans");
    let before = kept.output(&["upcoming", "--as-of", "2024-11-16"]);
    assert!(before.starts_with("PLANNED\n"), "{before}");
    let states = kept.objects(&["upcoming", "--as-of", "2025-06-01"]);
    assert!(!states.is_empty() && states.iter().all(|plan| plan["state"] == "not yet reported"), "{states:?}");
    assert_eq!(kept.output(&["upcoming", "--as-of", "2025-06-01", "--no-overdue"]), "No plans that fit.\n");
}

#[test]
fn a_story_and_a_brief_are_shown_and_said_again_in_the_same_bytes() {
    let kept = Kept::new("briefs");
    let story = kept.objects(&["stories"])[0]["id"].as_str().unwrap().to_owned();
    let shown = kept.output(&["show", &story]);
    assert!(shown.contains("SUMMARY") && shown.contains("ARTICLES") && shown.contains("min to read"), "{shown}");
    for format in ["text", "markdown", "html", "json"] {
        let arguments = ["brief", "--story", &story, "--as-of", "2024-11-20", "--format", format];
        assert_eq!(kept.output(&arguments), kept.output(&arguments), "{format}");
    }
    let quiet = kept.output(&["brief", "--as-of", "2020-01-01"]);
    assert!(quiet.ends_with("Nothing on record for this. The latest article is of 20 Nov 2024.\n"), "{quiet}");
    let pair = kept.output(&["brief", "--pair", "npl,bgd", "--as-of", "2024-11-20"]);
    assert!(pair.contains("Nepal and Bangladesh"), "{pair}");
    assert_eq!(kept.run(&["brief", "--pair", "npl"]).code, 2);
}

#[test]
fn every_export_is_written_and_holds_to_the_filter() {
    let kept = Kept::new("exports");
    for format in ["ics", "atom", "gdelt", "polecat", "readings", "jsonld", "ftm"] {
        let all = kept.output(&["export", "--format", format]);
        let none = kept.output(&["export", "--format", format, "--who", "nobody at all"]);
        assert!(all.len() > none.len() + 500, "{format}");
        let file = kept.0.join(format).display().to_string();
        assert_eq!(kept.output(&["export", "--format", format, "--output", &file]), "");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), all, "{format}");
    }
    let folder = kept.0.join("tables");
    kept.output(&["export", "--format", "csv", "--kind", "visit", "--output", &folder.display().to_string()]);
    let events = std::fs::read_to_string(folder.join("events.csv")).unwrap();
    let visits = kept.objects(&["events", "--kind", "visit", "--limit", "0"]);
    assert_eq!(events.matches("\r\ne").count(), visits.len(), "{events}");
    assert!(Path::new(&folder.join("codebook.csv")).exists());
    kept.output(&["export", "--format", "parquet", "--kind", "visit", "--output", &folder.display().to_string()]);
    let mut tables = Tables::default();
    for table in Tables::all() {
        let file = std::fs::File::open(folder.join(format!("{}.parquet", table.name))).unwrap();
        read_parquet(&mut tables, table.name, file).unwrap();
    }
    assert_eq!(tables.events.len(), visits.len());
    assert!(tables.reports.iter().all(|report| report.kind == "visit"));
    assert_eq!(tables.readings().unwrap().len(), tables.articles.len());
    let run = kept.run(&["export", "--format", "csv"]);
    assert!(run.code == 2 && run.stderr.contains("hint: `--output FOLDER`"), "{}", run.stderr);
}

#[test]
fn changes_since_a_moment_are_told_with_what_is_gone() {
    let kept = Kept::new("changes");
    let since = |moment: &str, format: &str| kept.output(&["export", "--format", format, "--changed-since", moment]);
    let changes = |moment: &str| -> Vec<Value> {
        since(moment, "changes").lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let first = changes("2000-01-01");
    assert!(
        first.iter().any(|change| change["kind"] == "event") && first.iter().all(|change| change["type"] == "added")
    );
    let before = first.last().unwrap()["at"].as_str().unwrap().to_owned();
    assert_eq!((changes(&before).len(), since(&before, "ics").matches("BEGIN:VEVENT").count()), (0, 0));
    let event = kept.objects(&["events", "--kind", "visit"]).remove(0)["id"].as_str().unwrap().to_owned();
    let run = plenipo(["correct", "--ledger", &kept.0.join("x.db").display().to_string(), "reject", &event]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let after = changes(&before);
    assert_eq!(
        (after.len(), &after[0]["type"], &after[0]["id"]),
        (1, &"gone".into(), &event.clone().into()),
        "{after:?}"
    );
    assert!(since(&before, "ics").contains("STATUS:CANCELLED"));
    assert!(since(&before, "atom").contains(&format!("ref=\"urn:plenipo:{event}\"")));
    let run = kept.run(&["export", "--format", "gdelt", "--changed-since", &before]);
    assert!(run.code == 0 && run.stderr.contains("--format changes"), "{}", run.stderr);
    assert_eq!(kept.run(&["events", "--changed-since", "yesterday"]).code, 2);
}
