//! A site on this machine whose pages change and whose replies fail now and then.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::Context as _;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::dice::Dice;

/// How many replies of a hundred fail.
const FAILING: usize = 12;
/// The addresses that never give what they should, below `/hostile/`.
pub const HOSTILE: [&str; 8] = ["bomb", "circle", "gone", "head", "markup", "noise", "nothing", "silence"];

/// What goes wrong with a reply that is right at another time.
#[derive(Clone, Copy)]
enum Fault {
    /// The server asks to come back.
    Busy,
    /// The connection ends without a word.
    Reset,
    /// The connection ends in the middle.
    Cut,
    /// What is said to be packed is not.
    Garbled,
    /// It comes slowly, but whole.
    Slow,
}

const FAULTS: [Fault; 5] = [Fault::Busy, Fault::Reset, Fault::Cut, Fault::Garbled, Fault::Slow];

/// The site: what is changed here is served from then on.
#[derive(Clone)]
pub struct Site {
    /// Where it is: scheme, host and port.
    pub address: String,
    state: Arc<Mutex<State>>,
}

struct State {
    /// Each page with the number of the change that put it there.
    pages: BTreeMap<String, (usize, String)>,
    n_changes: usize,
    dice: Dice,
    is_failing: bool,
    /// How often a reply of each path went wrong.
    faults: BTreeMap<String, usize>,
    /// The paths whose present page was sent whole.
    sent: BTreeSet<String>,
    n_replies: usize,
}

impl Site {
    /// Starts serving nothing.
    pub fn start() -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").context("cannot listen")?;
        let state = State {
            pages: BTreeMap::new(),
            n_changes: 0,
            dice: Dice(41),
            is_failing: true,
            faults: BTreeMap::new(),
            sent: BTreeSet::new(),
            n_replies: 0,
        };
        let address = format!("http://{}", listener.local_addr()?);
        let site = Site { address, state: Arc::new(Mutex::new(state)) };
        let served = site.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let site = served.clone();
                thread::spawn(move || site.serve(stream));
            }
        });
        Ok(site)
    }

    /// Puts a page at a path.
    pub fn put(&self, path: &str, page: String) {
        self.with(|state| {
            state.sent.remove(path);
            state.n_changes += 1;
            state.pages.insert(path.to_owned(), (state.n_changes, page));
        });
    }

    /// Tells whether the page that is now at a path was sent whole.
    pub fn was_sent(&self, path: &str) -> bool {
        self.with(|state| state.sent.contains(path))
    }

    /// Lets nothing fail any more.
    pub fn heal(&self) {
        self.with(|state| state.is_failing = false);
    }

    /// Returns how often a reply of each path went wrong, and how many replies there were.
    pub fn faults(&self) -> (BTreeMap<String, usize>, usize) {
        self.with(|state| (state.faults.clone(), state.n_replies))
    }

    fn with<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        act(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn serve(&self, mut stream: TcpStream) {
        let Ok(input) = stream.try_clone() else { return };
        let mut lines = BufReader::new(input).lines().map_while(Result::ok);
        let first = lines.next().unwrap_or_default();
        let path = first.split(' ').nth(1).unwrap_or_default();
        let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
        let known = head.iter().find_map(|line| line.to_lowercase().strip_prefix("if-none-match: ").map(str::to_owned));
        let (wait, reply) = self.with(|state| state.reply(path, known.as_deref()));
        thread::sleep(wait);
        // Whoever asks may have gone.
        let _ = stream.write_all(&reply);
    }
}

impl State {
    /// Returns what is sent, after which time.
    fn reply(&mut self, path: &str, known: Option<&str>) -> (Duration, Vec<u8>) {
        self.n_replies += 1;
        if let Some(kind) = path.strip_prefix("/hostile/") {
            *self.faults.entry(path.to_owned()).or_default() += 1;
            return hostile(kind, path);
        }
        let Some((change, page)) = self.pages.get(path) else {
            return (Duration::ZERO, reply("404 Not Found", "", b""));
        };
        let tag = format!("\"{change}\"");
        let body = page.as_bytes();
        let head = format!("ETag: {tag}\r\nContent-Type: text/html; charset=utf-8\r\n");
        let fault = (self.is_failing && self.dice.chance(FAILING)).then(|| *self.dice.pick(&FAULTS));
        if !matches!(fault, None | Some(Fault::Slow)) {
            *self.faults.entry(path.to_owned()).or_default() += 1;
        }
        match fault {
            Some(Fault::Busy) => (Duration::ZERO, reply("503 Service Unavailable", "Retry-After: 30\r\n", b"")),
            Some(Fault::Reset) => (Duration::ZERO, Vec::new()),
            Some(Fault::Cut) => {
                let mut whole = reply("200 OK", &head, body);
                whole.truncate(whole.len() - body.len() / 2 - 1);
                (Duration::ZERO, whole)
            }
            Some(Fault::Garbled) => {
                (Duration::ZERO, reply("200 OK", &format!("{head}Content-Encoding: gzip\r\n"), body))
            }
            _ if known == Some(tag.as_str()) => (Duration::ZERO, reply("304 Not Modified", &head, b"")),
            slow => {
                self.sent.insert(path.to_owned());
                (Duration::from_secs(if slow.is_some() { 3 } else { 0 }), reply("200 OK", &head, body))
            }
        }
    }
}

fn reply(status: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status}\r\n{head}Content-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

/// Returns what an address sends that never gives what it should.
fn hostile(kind: &str, path: &str) -> (Duration, Vec<u8>) {
    let now = |reply| (Duration::ZERO, reply);
    match kind {
        "bomb" => {
            let mut packed = GzEncoder::new(Vec::new(), Compression::best());
            let spaces = vec![b' '; 1 << 20];
            let filled = (0..64).try_for_each(|_| packed.write_all(&spaces));
            let body = filled.and_then(|()| packed.finish()).unwrap_or_default();
            now(reply("200 OK", "Content-Encoding: gzip\r\n", &body))
        }
        "circle" => now(reply("302 Found", &format!("Location: {path}\r\n"), b"")),
        "gone" => now(reply("410 Gone", "", b"")),
        "head" => now(reply("200 OK", &format!("X-Long: {}\r\n", "x".repeat(1 << 20)), b"")),
        "markup" => {
            let body = format!("<rss version=\"2.0\"><channel>{}", "<item><title>&#x202e;".repeat(50_000));
            now(reply("200 OK", "", body.as_bytes()))
        }
        "noise" => {
            let mut dice = Dice(43);
            let body: Vec<u8> = (0..200_000).map(|_| dice.below(256) as u8).collect();
            now(reply("200 OK", "", &body))
        }
        // Longer than anybody waits.
        "silence" => (Duration::from_secs(40), Vec::new()),
        _ => now(reply("200 OK", "", b"")),
    }
}
