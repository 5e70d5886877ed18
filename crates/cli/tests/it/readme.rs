//! The examples of the README are true.

use crate::program::{plenipo_with_input, root};

#[test]
fn the_first_example_is_the_real_output() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let mut blocks = readme.split("```").skip(1).step_by(2);
    let wire = blocks.next().and_then(|block| block.strip_prefix("text\n")).expect("the wire copy comes first");
    let shown = blocks.next().and_then(|block| block.strip_prefix("text\n")).expect("then what is made of it");
    let run = plenipo_with_input(["read", "-"], wire.as_bytes());
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(run.stdout == shown, "the output is now:\n{}", run.stdout);
}

#[test]
fn every_command_of_the_readme_exists() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let mut seen = 0;
    for line in readme.lines().filter_map(|line| line.trim().strip_prefix("plenipo ")) {
        let name = line.split_whitespace().next().unwrap();
        let run = plenipo_with_input([name, "--help"], b"");
        assert_eq!(run.code, 0, "plenipo {name}");
        seen += 1;
    }
    assert!(seen >= 3, "{seen}");
}
