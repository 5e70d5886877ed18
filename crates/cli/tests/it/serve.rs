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
    serve_at(arguments, "127.0.0.1:0")
}

fn serve_at(arguments: &[&str], listen: &str) -> Served {
    let mut child = command()
        .arg("serve")
        .args(arguments)
        .args(["--listen", listen])
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
    get_with(address, path, "")
}

fn get_with(address: &str, path: &str, headers: &str) -> String {
    send(address, &format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n{headers}Connection: close\r\n\r\n"))
}

fn post(address: &str, path: &str, token: &str, form: &str) -> String {
    send(
        address,
        &format!(
            "POST {path} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{form}",
            form.len()
        ),
    )
}

fn send(address: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
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
fn a_desk_with_users_asks_who_is_there_and_may_be_reached() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = folder.path().join("a.db");
    let ledger = ledger.to_str().unwrap();
    let article = folder.path().join("a.txt");
    std::fs::write(
        &article,
        "TARTU, May 18, 2026 - Foreign Minister Aino Lepik met envoy Sven Dahl in Tartu on Monday.\n",
    )
    .unwrap();
    assert_eq!(plenipo(["add", "--ledger", ledger, article.to_str().unwrap()]).code, 0);
    let users = |arguments: &[&str], password: &str| {
        let mut child = command()
            .arg("users")
            .args(arguments)
            .args(["--ledger", ledger])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let _ = child.stdin.take().unwrap().write_all(password.as_bytes());
        let output = child.wait_with_output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, _, told) = users(&["add", "mira", "--role", "admin"], "short\n");
    assert!(code == Some(2) && told.contains("at least 12"), "{told}");
    assert_eq!(users(&["add", "mira", "--role", "admin"], "a long enough password\n").0, Some(0));
    let (code, token, _) = users(&["token", "mira", "--for", "a test"], "");
    assert!(code == Some(0) && token.starts_with("plenipo_"), "{token}");
    let (_, list, _) = users(&["list"], "");
    assert!(list.starts_with("mira\tadmin\t") && list.ends_with("\t1\n"), "{list}");
    assert_eq!(users(&["remove", "mira"], "").0, Some(2), "the last admin stays");

    let served = serve_at(&["--ledger", ledger], "0.0.0.0:0");
    let address = served.address.replace("0.0.0.0", "127.0.0.1");
    let page = get(&address, "/search.json");
    assert!(page.starts_with("HTTP/1.1 401 "), "{page}");
    let page = get_with(&address, "/search.json", &format!("Authorization: Bearer {}\r\n", token.trim()));
    assert!(page.starts_with("HTTP/1.1 200 ") && page.contains("Aino Lepik"), "{page}");
    let reply = post(&address, "/submit.json", token.trim(), "address=http://127.0.0.1/");
    assert!(reply.starts_with("HTTP/1.1 400 ") && !reply.contains("draft"), "private addresses are not asked: {reply}");
    let reply = post(
        &address,
        "/submit.json",
        token.trim(),
        "text=Aino+Lepik+met+Sven+Dahl+in+Riga+on+Tuesday.&published=2026-05-20",
    );
    assert!(reply.starts_with("HTTP/1.1 200 ") && reply.contains("/draft/"), "{reply}");
}

#[test]
fn a_ledger_that_is_not_there_is_told() {
    let run = plenipo(["serve", "--ledger", "/nowhere/x.db"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("hint: `plenipo add INPUT…` makes one"), "{}", run.stderr);
}
