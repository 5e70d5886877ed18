//! The same article gives the same bytes, wherever it stands among the inputs and however many threads read.

use std::collections::BTreeMap;

use crate::program::{Folder, articles, command, plenipo, plenipo_with_input, root};

#[test]
fn any_order_and_any_number_of_threads_give_the_same_bytes() {
    let paths: Vec<String> = articles().iter().map(|path| path.display().to_string()).collect();
    let mut shuffled = paths.clone();
    shuffled.reverse();
    shuffled.rotate_left(7);
    let straight = lines(&paths, "1");
    assert_eq!(straight.len(), paths.len());
    assert_eq!(straight, lines(&paths, "1"), "a second run");
    for threads in ["2", "5"] {
        let mixed = lines(&shuffled, threads);
        assert_eq!(order(&mixed), shuffled, "the output is in the order of the inputs");
        let by_name =
            |lines: &[String]| lines.iter().map(|line| (name(line), line.clone())).collect::<BTreeMap<_, _>>();
        assert_eq!(by_name(&straight), by_name(&mixed), "{threads} threads");
    }
}

#[test]
fn folders_patterns_and_names_find_the_same_articles() {
    let named: Vec<String> = ["a.txt", "b/c.html", "b/d.txt"].map(String::from).to_vec();
    let folder = Folder::new();
    let text = std::fs::read(root().join("corpus/articles/12-mercosur-eurowire.txt")).unwrap();
    for name in named.iter().map(String::as_str).chain(["b/.hidden.txt", "b/e.gold.json", "b/f.py"]) {
        folder.file(name, &text);
    }
    let read = |inputs: &[&str]| {
        let output = command().current_dir(&folder.0).args(["read", "--format", "json"]).args(inputs).output().unwrap();
        assert!(output.status.success());
        order(&String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect::<Vec<_>>())
    };
    let stripped: Vec<String> = read(&["."]).iter().map(|name| name.trim_start_matches("./").to_owned()).collect();
    assert_eq!(stripped, named);
    assert_eq!(read(&["a.txt", "b/*.html", "b/?.txt"]), named);
    assert_eq!(read(&["a.txt", "b"]), named);
}

#[test]
fn standard_input_is_an_input_like_any_other() {
    let path = "corpus/articles/05-c5plus1-steppe.txt";
    let piped = plenipo_with_input(["read", "--format", "json", "-"], &std::fs::read(root().join(path)).unwrap());
    let named = plenipo(["read", "--format", "json", path]);
    assert_eq!(piped.code, 0);
    assert_eq!(piped.stdout, named.stdout.replace(path, "-"));
}

fn lines(paths: &[String], threads: &str) -> Vec<String> {
    let arguments = ["read", "--format", "json", "--with-text", "--threads", threads].map(String::from);
    let run = plenipo(arguments.iter().chain(paths));
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    run.stdout.lines().map(str::to_owned).collect()
}

fn order(lines: &[String]) -> Vec<String> {
    lines.iter().map(|line| name(line)).collect()
}

fn name(line: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(line).expect("each line is one object");
    value["source"].as_str().expect("a name").to_owned()
}
