//! The desk as a program: it starts, answers, refuses what it must, and stops when told.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use crate::program::{command, plenipo};

/// A desk that ends with the test.
struct Served {
    child: Child,
    address: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn serve(arguments: &[&str]) -> Served {
    let mut child = command()
        .arg("serve")
        .args(arguments)
        .args(["--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
    Served { child, address }
}

fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut reply = String::new();
    stream.read_to_string(&mut reply).unwrap();
    reply
}

#[test]
fn the_sample_articles_are_served_at_once() {
    let mut served = serve(&["--demo"]);
    let page = get(&served.address, "/");
    assert!(page.starts_with("HTTP/1.1 200 OK\r\n") && page.contains("4 articles"), "{page}");
    let records = get(&served.address, "/search.json");
    assert!(records.contains("\"events\":[{"), "{records}");
    let end = Command::new("kill").args(["-TERM", &served.child.id().to_string()]).status().unwrap();
    assert!(end.success());
    assert_eq!(served.child.wait().unwrap().code(), Some(0), "told to end, it ends well");
}

#[test]
fn addresses_that_others_reach_are_refused() {
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:8080"] {
        let run = plenipo(["serve", "--demo", "--listen", address]);
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert!(run.stderr.contains("can be reached from other machines"), "{}", run.stderr);
    }
}

#[test]
fn a_ledger_that_is_not_there_is_told() {
    let run = plenipo(["serve", "--ledger", "/nowhere/x.db"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("hint: `plenipo add INPUT…` makes one"), "{}", run.stderr);
}
