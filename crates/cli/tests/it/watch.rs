//! `plenipo watch` against a local site whose feed and pages change.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

use plenipo_ledger::{Filter, Ledger};

use crate::program::{Folder, Run, plenipo};

/// A site: its pages by path; what is not there is answered with 404, and a page that begins with `!` with 503.
#[derive(Clone, Default)]
struct Site {
    pages: Arc<Mutex<HashMap<String, String>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Site {
    fn start() -> (Self, String) {
        let site = Site::default();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = format!("http://{}", listener.local_addr().unwrap());
        let served = site.clone();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut reader = BufReader::new(stream.try_clone().unwrap());
                let (mut first, mut tag, mut line) = (String::new(), String::new(), String::new());
                reader.read_line(&mut first).unwrap();
                while reader.read_line(&mut line).is_ok_and(|count| count > 2) {
                    if let Some(told) = line.to_lowercase().strip_prefix("if-none-match: ") {
                        told.trim().clone_into(&mut tag);
                    }
                    line.clear();
                }
                let path = first.split(' ').nth(1).unwrap().to_owned();
                let page = served.pages.lock().unwrap().get(&path).cloned();
                let now = format!("\"{}\"", page.as_deref().unwrap_or_default().len());
                let (status, body) = match &page {
                    None => ("404 Not Found", ""),
                    Some(page) if page.starts_with('!') => ("503 Unavailable", ""),
                    Some(_) if tag == now => ("304 Not Modified", ""),
                    Some(page) => ("200 OK", page.as_str()),
                };
                served.asked.lock().unwrap().push(format!("{path} {}", &status[..3]));
                let head = format!("ETag: {now}\r\nContent-Length: {}\r\nConnection: close", body.len());
                let _ = write!(stream, "HTTP/1.1 {status}\r\n{head}\r\n\r\n{body}");
            }
        });
        (site, at)
    }

    fn put(&self, path: &str, page: impl Into<String>) {
        self.pages.lock().unwrap().insert(path.to_owned(), page.into());
    }

    /// What was asked since the last call, without the rules of the site.
    fn asked(&self) -> Vec<String> {
        let mut asked = std::mem::take(&mut *self.asked.lock().unwrap());
        asked.retain(|line| !line.starts_with("/robots.txt"));
        asked
    }
}

fn page(title: &str, lead: &str) -> String {
    let body: String = [lead, "The two sides spoke about ferries.", "The talks took two hours."]
        .map(|paragraph| format!("<p>{paragraph}</p>"))
        .concat();
    format!("<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>")
}

fn feed(at: &str, entries: &[(&str, &str)]) -> String {
    let mut feed = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Wire</title>".to_owned();
    for (title, path) in entries {
        let _ = write!(
            feed,
            "<item><title>{title}</title><link>{at}{path}</link><description>In short.</description></item>"
        );
    }
    feed + "</channel></rss>"
}

fn watch(ledger: &str, more: &[&str]) -> Run {
    let base = ["watch", "--once", "--allow-private", "--pace", "0", "--ledger", ledger];
    plenipo(base.iter().chain(more))
}

/// Makes everything due again.
fn later(ledger: &str) {
    let ledger = Ledger::open(std::path::Path::new(ledger)).unwrap();
    for mut watched in ledger.watched().unwrap() {
        watched.due = 0;
        ledger.note_watched(&watched).unwrap();
    }
}

#[test]
fn new_entries_are_read_once_and_changed_pages_again() {
    let (site, at) = Site::start();
    let folder = Folder::new();
    let ledger = folder.0.join("watched.db").display().to_string();
    let first = "TALLINN, March 6, 2026 (BNS) - Estonian Foreign Minister Mira Talvik met her Norwegian counterpart Osman Reyl on Friday.";
    let second = "OSLO, March 7, 2026 (BNS) - Norwegian Prime Minister Lena Hoeve arrived in Riga on Saturday.";
    site.put("/feed", feed(&at, &[("Talvik meets Reyl", "/1")]));
    site.put("/1", page("Talvik meets Reyl", first));
    let run = watch(&ledger, &[&format!("{at}/feed")]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    assert!(run.stdout.contains("1 article added"), "{}", run.stdout);
    assert_eq!(site.asked(), ["/feed 200", "/1 200"]);

    // Nothing is due; then the feed has not changed; then it has one more entry, of which the page is late.
    assert_eq!(watch(&ledger, &[]).stdout, "");
    assert!(site.asked().is_empty());
    later(&ledger);
    assert_eq!(watch(&ledger, &[]).stdout, "");
    assert_eq!(site.asked(), ["/feed 304"]);
    site.put("/feed", feed(&at, &[("Hoeve in Riga", "/2"), ("Talvik meets Reyl", "/1")]));
    site.put("/2", "!");
    later(&ledger);
    let run = watch(&ledger, &[]);
    assert!(
        run.stdout.is_empty() && run.stderr.contains("/2: asks to come back later"),
        "{}{}",
        run.stdout,
        run.stderr
    );
    assert_eq!(site.asked(), ["/feed 200", "/2 503"]);
    site.put("/2", page("Hoeve in Riga", second));
    later(&ledger);
    assert!(watch(&ledger, &[]).stdout.contains("1 article added"));
    assert_eq!(site.asked(), ["/feed 200", "/2 200"], "the known page is not asked for again");

    let kept = Ledger::open(std::path::Path::new(&ledger)).unwrap();
    assert_eq!(kept.events(&Filter::default()).unwrap().len(), 2);

    // A page that is watched itself is read again when it changes, as a revision of what it was.
    site.put("/1", page("Talvik meets Reyl", &first.replace("Friday", "Thursday")));
    let run = watch(&ledger, &[&format!("{at}/1")]);
    assert!(run.stdout.contains("1 revised"), "{}{}", run.stdout, run.stderr);
    let events = kept.events(&Filter { who: Some("Talvik".to_owned()), ..Filter::default() }).unwrap();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].start.as_deref(), Some("2026-03-05"));
}

#[test]
fn trouble_is_told_noted_and_waited_for() {
    let (site, at) = Site::start();
    let folder = Folder::new();
    let ledger = folder.0.join("watched.db").display().to_string();
    let list = folder.0.join("feeds.opml");
    let outlines =
        format!("<outline text=\"Wire\" xmlUrl=\"{at}/feed\"/><outline text=\"Gone\" xmlUrl=\"{at}/gone\"/>");
    std::fs::write(&list, format!("<opml version=\"2.0\"><body>{outlines}</body></opml>")).unwrap();
    site.put("/feed", "<rss version=\"2.0\"><channel><title>Wire</title></channel></rss>");
    let run = watch(&ledger, &[&list.display().to_string()]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("/gone: refused with status 404"), "{}", run.stderr);
    assert!(run.stderr.contains("a feed without entries"), "{}", run.stderr);
    let listed = plenipo(["watch", "--list", "--ledger", &ledger]).stdout;
    assert_eq!(listed.lines().count(), 2, "{listed}");
    assert!(listed.contains("refused with status 404"), "{listed}");
    let kept = Ledger::open(std::path::Path::new(&ledger)).unwrap();
    let gone = kept.watched().unwrap().into_iter().find(|watched| watched.address.ends_with("/gone")).unwrap();
    assert_eq!(gone.failures, 1);
    assert!(gone.due - gone.asked.unwrap() >= 30 * 60, "twice the usual time");
    assert_eq!(plenipo(["watch", "--stop", &format!("{at}/gone"), "--ledger", &ledger]).code, 0);
    assert_eq!(kept.watched().unwrap().len(), 1);
    assert_eq!(plenipo(["watch", "--once", "--ledger", &folder.0.join("empty.db").display().to_string()]).code, 2);
}

#[test]
fn a_clock_that_was_wrong_stops_nothing() {
    let (site, at) = Site::start();
    let folder = Folder::new();
    let ledger = folder.0.join("watched.db").display().to_string();
    site.put("/feed", feed(&at, &[]));
    watch(&ledger, &[&format!("{at}/feed")]);
    assert_eq!(site.asked().len(), 1);
    assert_eq!(watch(&ledger, &[]).code, 0);
    assert!(site.asked().is_empty(), "it is not yet due");
    {
        let kept = Ledger::open(std::path::Path::new(&ledger)).unwrap();
        let mut watched = kept.watched().unwrap().remove(0);
        let years = 20 * 365 * 24 * 60 * 60;
        (watched.asked, watched.due) = (watched.asked.map(|asked| asked + years), watched.due + years);
        kept.note_watched(&watched).unwrap();
    }
    watch(&ledger, &[]);
    assert_eq!(site.asked().len(), 1, "it was asked by a clock of twenty years from now");
}
