//! Runs the program, and finds files of the repository.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a run gave.
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// Runs `plenipo` in the repository's root folder.
pub fn plenipo<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Run {
    plenipo_with_input(arguments, b"")
}

/// Runs `plenipo` with bytes on its standard input.
pub fn plenipo_with_input<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>, input: &[u8]) -> Run {
    let mut child = command()
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // A program that does not read its input closes it; that is its right.
    let _ = child.stdin.take().expect("piped").write_all(input);
    let output = child.wait_with_output().expect("the program ends");
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    Run { code: output.status.code().expect("no signal"), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// The program, in the repository's root folder.
pub fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plenipo"));
    command.current_dir(root());
    command
}

/// The repository's root folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the repository exists")
}

/// The articles of the project's own corpus, sorted.
pub fn articles() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join("corpus/articles")).expect("the corpus exists");
    let wanted = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "txt" || ending == "html");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).filter(wanted).collect();
    paths.sort();
    assert!(paths.len() >= 32);
    paths
}

/// A folder of its own for one test, removed when dropped.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("plenipo-test-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).expect("a temporary folder");
        Folder(path)
    }

    /// Writes a file and returns its path.
    pub fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().expect("inside the folder")).expect("a subfolder");
        std::fs::write(&path, bytes).expect("a temporary file");
        path.display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
