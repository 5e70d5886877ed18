//! Frames of the user's own, given by `--frames`.

use crate::program::{Folder, plenipo, root};

/// The blocks of code of the page on frames, each with the word behind its opening marks.
fn blocks() -> Vec<(String, String)> {
    let page = std::fs::read_to_string(root().join("docs/frames.md")).unwrap();
    let blocks = page.split("```").skip(1).step_by(2);
    blocks.filter_map(|block| block.split_once('\n')).map(|(sort, text)| (sort.to_owned(), text.to_owned())).collect()
}

/// The example of the page, in a folder of its own.
fn example() -> (Folder, String) {
    let folder = Folder::new();
    let frame = blocks().into_iter().find(|(sort, _)| sort == "toml").expect("the page has an example").1;
    folder.file("my-frames/anything.toml", frame.as_bytes());
    folder.file("my-frames/notes.md", b"Notes are no frames.");
    let path = folder.0.join("my-frames").display().to_string();
    (folder, path)
}

const NOTE: &str = "OSLO, May 8 (Reuters) - Chilean President Lena Hoeve caucused with Norwegian Prime Minister Osman \
                    Reyl in Oslo on Friday. The talks went on.";

#[test]
fn the_example_of_the_page_keeps_its_cases() {
    let (_folder, frames) = example();
    let shown = blocks().into_iter().find(|(sort, _)| sort == "text").expect("the page shows a check").1;
    let run = plenipo(["frames", "check", &frames]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_eq!(format!("$ plenipo frames check my-frames\n{}", run.stdout), shown);
}

#[test]
fn frames_of_ones_own_are_read_beside_those_of_the_program() {
    let (folder, frames) = example();
    let note = folder.file("note.txt", NOTE.as_bytes());
    let as_of = ["--as-of", "2026-05-08"];
    let run = |more: &[&str]| {
        let run = plenipo([&["read", "--format", "json"][..], &as_of, more, &[&note]].concat());
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
        run.stdout
    };
    assert!(!run(&[]).contains("\"kind\":\"meet\""));
    assert!(run(&["--frames", &frames]).contains("\"kind\":\"meet\",\"status\":\"occurred\",\"by\":[\"hoeve\"]"));

    let paper = plenipo(["explain", "--frames", &frames, "--as-of", "2026-05-08", &note]).stdout;
    assert!(paper.contains("“caucused” caucus: subject Lena Hoeve; with Osman Reyl"), "{paper}");
    // What the program reads by itself it reads all the same.
    let article = "corpus/articles/05-c5plus1-steppe.txt";
    assert_eq!(plenipo(["read", "--frames", &frames, article]).stdout, plenipo(["read", article]).stdout);
}

/// Reads with one file of frames that must be refused.
#[track_caller]
fn check(frame: &str, reason: &str) {
    let folder = Folder::new();
    let path = folder.file("own.toml", frame.as_bytes());
    for command in [&["read", "README.md", "--frames"][..], &["explain", "README.md", "--frames"], &["frames", "check"]]
    {
        let run = plenipo([command, &[folder.0.to_str().unwrap()]].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{command:?}");
        assert!(run.stderr.starts_with(&format!("plenipo: {path}:{reason}")), "{}", run.stderr);
        assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
    }
}

#[test]
fn a_bad_file_is_refused_with_its_place() {
    let good = blocks().into_iter().find(|(sort, _)| sort == "toml").unwrap().1;
    check(&good.replace("lemmas =", "lemma ="), "6:1: unknown field `lemma`, expected one of `lemmas`");
    check(&good.replace("\"meet\"", "\"greet\""), "2:8: `greet` is no kind of event");
    check(&good.replace("\"two\"", "\"three\""), "10:9: unknown variant `three`");
    check(&good.replace("\"caucus\"", "\"meet\""), "1:1: another frame is called `meet`");
    check(&good.replace("lemmas = [\"caucus\"]", "lemmas = []"), "6:10: an empty list");
    check(good.split("[[ignores]]").next().unwrap(), "1:1: missing field `ignores`");
    check("id = \"x", "1:");
    check("\u{0}", "1:");
}

#[test]
fn a_folder_without_frames_is_a_mistake() {
    let folder = Folder::new();
    for path in [folder.0.display().to_string(), "no/such/folder".to_owned()] {
        let run = plenipo(["read", "--frames", &path, "README.md"]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        assert!(run.stderr.starts_with(&format!("plenipo: {path}: no ")), "{}", run.stderr);
    }
}

#[test]
fn a_case_that_is_not_kept_is_shown() {
    let good = blocks().into_iter().find(|(sort, _)| sort == "toml").unwrap().1;
    let folder = Folder::new();
    folder.file("own.toml", good.replace("status = \"occurred\"", "status = \"denied\"").as_bytes());
    let run = plenipo(["frames", "check", folder.0.to_str().unwrap()]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    assert!(run.stdout.starts_with("caucus: 1 of 2 cases kept\n  in      Estonian"), "{}", run.stdout);
    assert!(
        run.stdout.contains("\n  wanted  meet denied by [\"Mira Talvik\"] with [\"Osman Reyl\"]\n"),
        "{}",
        run.stdout
    );
}
