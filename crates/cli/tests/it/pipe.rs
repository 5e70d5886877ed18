//! Output into pipes, closed pipes and files.

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use crate::program::{command, plenipo};

#[test]
fn a_closed_pipe_ends_the_program_quietly() {
    for format in ["text", "json"] {
        let mut child = command()
            .args(["read", "--format", format, "corpus/articles", "corpus/articles", "corpus/articles"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(!first.is_empty());
        assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap()), (Some(0), String::new()));
    }
}

#[test]
fn pipes_get_no_colour_and_no_progress_bar() {
    let run = plenipo(["read", "corpus/articles"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(!run.stdout.contains('\u{1b}'));
    let widest = run.stdout.lines().map(|line| line.chars().count()).max();
    assert!(widest <= Some(80), "{widest:?}");
}

#[test]
fn colour_is_there_when_forced_and_never_under_no_color() {
    let coloured = |variable: &str| {
        let output =
            command().args(["read", "corpus/articles/05-c5plus1-steppe.txt"]).env(variable, "1").output().unwrap();
        String::from_utf8(output.stdout).unwrap().contains('\u{1b}')
    };
    assert!(coloured("CLICOLOR_FORCE"));
    assert!(!coloured("NO_COLOR"));
}

#[test]
fn the_demo_reads_its_articles_and_says_what_to_try_next() {
    let run = plenipo(["demo"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    for expected in ["WHAT HAPPENED", "WHAT IS COMING", "WHO SAID WHAT", "WHO IS WHO", "What to try next"] {
        assert!(run.stdout.contains(expected), "{expected}");
    }
}
