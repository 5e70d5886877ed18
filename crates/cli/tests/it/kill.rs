//! `plenipo add` killed at random moments: nothing committed is lost, no half article is left, and the same command again
//! completes to the record of an undisturbed run.

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use plenipo_ledger::{Filter, Ledger};

use crate::program::{Folder, command};

/// How often the program is killed; `PLENIPO_KILLS=200` for the long run.
fn kills() -> usize {
    std::env::var("PLENIPO_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(30)
}

/// Adds the corpus in small batches; killed after a while, if one is given.
fn add(ledger: &Path, kill_after: Option<Duration>) {
    let mut command = command();
    command.args(["add", "corpus/articles", "--batch", "3", "--threads", "1", "--ledger"]).arg(ledger);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts");
    if let Some(after) = kill_after {
        std::thread::sleep(after);
        // SIGKILL: the program gets no word of it.
        let _ = child.kill();
    }
    let status = child.wait().expect("the program ends");
    assert!(kill_after.is_some() || status.success());
}

#[test]
fn a_killed_program_loses_nothing_and_completes_when_called_again() {
    let folder = Folder::new();
    let undisturbed = folder.0.join("undisturbed.db");
    let start = Instant::now();
    add(&undisturbed, None);
    let whole = start.elapsed();
    let wanted = Ledger::open(&undisturbed).unwrap().dump().unwrap();
    assert!(wanted.len() > 100);

    let (mut ledger, mut kept, mut seed) = (folder.0.join("killed-0.db"), 0, 0x2545_f491_4f6c_dd1d_u64);
    let mut disturbed = 0;
    for kill in 0..kills() {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        add(&ledger, Some(whole.mul_f64((seed % 1000) as f64 / 1000.0)));
        if !ledger.exists() {
            continue;
        }
        let opened = Ledger::open(&ledger).unwrap();
        assert_eq!(opened.check().unwrap(), Vec::<String>::new(), "kill {kill}");
        let mut articles = 0;
        opened.each_reading(|reading| articles += usize::from(!reading.article.text.is_empty())).unwrap();
        assert!(articles >= kept, "kill {kill}: {articles} of {kept} articles are left");
        disturbed += usize::from(articles > kept && articles < 32);
        kept = articles;
        drop(opened);
        if kept == 32 {
            assert_eq!(Ledger::open(&ledger).unwrap().dump().unwrap(), wanted, "kill {kill}");
            (ledger, kept) = (folder.0.join(format!("killed-{}.db", kill + 1)), 0);
        }
    }
    assert!(disturbed > 0, "no kill met the program at work");
    add(&ledger, None);
    let completed = Ledger::open(&ledger).unwrap();
    assert_eq!(completed.dump().unwrap(), wanted);
    assert!(!completed.events(&Filter::default()).unwrap().is_empty());
    add(&ledger, None);
    assert_eq!(completed.dump().unwrap(), wanted, "adding the same again changes nothing");
}

#[test]
fn what_cannot_be_written_is_said_in_one_line() {
    let folder = Folder::new();
    let run =
        crate::program::plenipo(["add", "corpus/articles/01-tradedeal-gazette.txt", "--ledger", "/nowhere/at/all.db"]);
    assert_eq!((run.code, run.stderr.lines().count()), (2, 1), "{}", run.stderr);
    let run = crate::program::plenipo(["events", "--ledger", &folder.0.join("none.db").display().to_string()]);
    assert_eq!((run.code, run.stderr.lines().count()), (2, 1), "{}", run.stderr);
    // A device that is always full.
    if Path::new("/dev/full").exists() {
        let run = crate::program::plenipo(["add", "corpus/articles/01-tradedeal-gazette.txt", "--ledger", "/dev/full"]);
        assert_eq!((run.code, run.stderr.lines().count()), (2, 1), "{}", run.stderr);
    }
}

/// Runs the program where files may have so many blocks of 512 bytes; one that would grow over them fails to be written, as on
/// a full disk.
#[cfg(unix)]
fn with_little_room(blocks: u64, arguments: &[&str]) -> Output {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
    let mut command = Command::new("sh");
    command.args(["-c", &script, "sh", env!("CARGO_BIN_EXE_plenipo")]).args(arguments);
    command.current_dir(crate::program::root()).output().unwrap()
}

#[cfg(unix)]
#[test]
fn a_disk_that_fills_up_is_said_in_one_line_and_costs_the_batch_alone() {
    let folder = Folder::new();
    let ledger = folder.0.join("x.db");
    let first = "corpus/articles/01-tradedeal-gazette.txt";
    let run = crate::program::plenipo(["add", first, "--ledger", &ledger.display().to_string()]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let blocks = std::fs::metadata(&ledger).unwrap().len() / 512 + 400;
    let ledger_path = ledger.display().to_string();
    let output = with_little_room(blocks, &["add", "corpus/articles", "--batch", "3", "--ledger", &ledger_path]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), told.lines().count()), (Some(2), 1), "{told}");
    assert_eq!(Ledger::open(&ledger).unwrap().check().unwrap(), Vec::<String>::new());
    add(&ledger, None);
    let undisturbed = folder.0.join("undisturbed.db");
    add(&undisturbed, None);
    assert_eq!(Ledger::open(&ledger).unwrap().dump().unwrap(), Ledger::open(&undisturbed).unwrap().dump().unwrap());
}

#[cfg(unix)]
#[test]
fn an_export_that_finds_no_room_says_which_file() {
    let folder = Folder::new();
    let ledger = folder.0.join("x.db");
    add(&ledger, None);
    let (ledger, target) = (ledger.display().to_string(), folder.0.join("exported").display().to_string());
    for format in ["csv", "parquet", "readings", "ics", "atom", "jsonld", "ftm"] {
        // Room for what SQLite keeps beside a ledger that is read, and for no whole export.
        let output = with_little_room(70, &["export", "--format", format, "--output", &target, "--ledger", &ledger]);
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), told.lines().count()), (Some(2), 1), "{format}: {told}");
        assert!(told.contains(&format!("cannot write `{target}")), "{format}: {told}");
        let _ = std::fs::remove_dir_all(&target);
        let _ = std::fs::remove_file(&target);
    }
}
