//! Work that nobody waits for lets others go first; how far is asked of Linux.

use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::program::{Folder, command};

/// How nice a process is, by `/proc/PID/stat` of proc(5).
fn niceness(process: u32) -> i64 {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).expect("the process is there");
    let (_, fields) = stat.rsplit_once(") ").expect("the name ends");
    fields.split(' ').nth(16).and_then(|field| field.parse().ok()).expect("a number")
}

#[test]
fn adding_lets_others_go_first() {
    let folder = Folder::new();
    let mut command = command();
    command.args(["add", "-", "--ledger"]).arg(folder.0.join("added.db"));
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().expect("the program starts");
    let wanted = (niceness(std::process::id()) + 5).min(19);
    let begun = Instant::now();
    while niceness(child.id()) != wanted && begun.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(20));
    }
    let found = niceness(child.id());
    drop(child.stdin.take());
    child.wait().expect("the program ends");
    assert_eq!(found, wanted);
}
