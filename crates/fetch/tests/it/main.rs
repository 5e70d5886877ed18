//! Fetching from a local server that misbehaves in every way that servers do.

mod secure;
mod server;

use std::time::{Duration, Instant};

use plenipo_fetch::{Answer, Fault, Fetcher, Known, Settings};
use server::Server;

fn settings() -> Settings {
    Settings {
        allow_private: true,
        timeout: Duration::from_millis(700),
        most_bytes: 200_000,
        pace: Duration::ZERO,
        ..Settings::default()
    }
}

fn fault(server: &Server, path: &str) -> Fault {
    match Fetcher::new(settings()).get(&server.address(path), &Known::default()) {
        Ok(answer) => panic!("{path}: {answer:?}"),
        Err(error) => error.fault,
    }
}

#[test]
fn a_page_comes_with_what_the_server_tells_of_it_and_not_a_second_time() {
    let server = Server::start();
    let mut fetcher = Fetcher::new(settings());
    let Ok(Answer::Fresh(page)) = fetcher.get(&server.address("/page"), &Known::default()) else { panic!("no page") };
    assert_eq!(page.bytes, b"<p>The ministers met.</p>");
    assert_eq!(page.content_type.as_deref(), Some("text/html"));
    assert_eq!(page.known.etag.as_deref(), Some("\"7\""));
    assert_eq!(fetcher.get(&server.address("/page"), &page.known), Ok(Answer::Unchanged));
}

#[test]
fn packed_pages_are_unpacked_within_the_limit() {
    let server = Server::start();
    let Ok(Answer::Fresh(page)) = Fetcher::new(settings()).get(&server.address("/packed"), &Known::default()) else {
        panic!("no page")
    };
    assert_eq!(page.bytes, b"packed words");
    assert_eq!(fault(&server, "/bomb"), Fault::TooLarge { most: 200_000 });
    assert!(matches!(fault(&server, "/broken-packing"), Fault::Damaged(_)));
}

#[test]
fn redirects_are_followed_but_not_for_ever_and_not_out_of_the_web() {
    let server = Server::start();
    let Ok(Answer::Fresh(page)) = Fetcher::new(settings()).get(&server.address("/moved"), &Known::default()) else {
        panic!("no page")
    };
    assert_eq!(page.address, server.address("/page"));
    assert_eq!(fault(&server, "/circle"), Fault::Redirects);
    assert!(matches!(fault(&server, "/to-a-file"), Fault::BadAddress(_)));
    assert!(matches!(fault(&server, "/to-nowhere"), Fault::Damaged(_)));
}

#[test]
fn refusals_and_waits_are_told_apart() {
    let server = Server::start();
    assert_eq!(fault(&server, "/gone"), Fault::Refused { status: 410 });
    let busy = fault(&server, "/busy");
    assert_eq!(busy, Fault::Busy { status: 429, wait: Some(Duration::from_secs(120)) });
    assert!(busy.may_pass() && !Fault::Refused { status: 410 }.may_pass());
    assert_eq!(fault(&server, "/failing"), Fault::Busy { status: 503, wait: None });
}

#[test]
fn nobody_keeps_us_waiting_or_fills_the_memory() {
    let server = Server::start();
    let begun = Instant::now();
    for path in ["/silent", "/drip"] {
        assert_eq!(fault(&server, path), Fault::TimedOut, "{path}");
    }
    assert!(begun.elapsed() < Duration::from_secs(5));
    assert_eq!(fault(&server, "/endless"), Fault::TooLarge { most: 200_000 });
    assert!(matches!(fault(&server, "/endless-head"), Fault::Damaged(_)));
}

#[test]
fn replies_that_are_none_are_told_as_such() {
    let server = Server::start();
    for path in ["/nonsense", "/cut"] {
        let fault = fault(&server, path);
        assert!(matches!(fault, Fault::Damaged(_) | Fault::Unreachable(_)), "{path}: {fault:?}");
    }
    let secure = Server::without_manners().address("/page").replace("http:", "https:");
    let fault = Fetcher::new(settings()).get(&secure, &Known::default()).map_err(|error| error.fault);
    assert!(matches!(fault, Err(Fault::Untrusted(_))), "{fault:?}");
}

#[test]
fn rules_of_the_site_hold_for_every_hop() {
    let server = Server::start();
    assert_eq!(fault(&server, "/closed/page"), Fault::Forbidden);
    assert_eq!(fault(&server, "/to-closed"), Fault::Forbidden);
    let failing = Server::with_failing_rules();
    assert_eq!(fault(&failing, "/page"), Fault::Forbidden, "rules that cannot be told allow nothing");
}

#[test]
fn the_local_network_is_left_alone() {
    let server = Server::start();
    let mut careful = Fetcher::new(Settings { allow_private: false, ..settings() });
    let spellings = ["127.0.0.1", "localhost", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "127.1", "[::ffff:127.0.0.1]"];
    for address in spellings.map(|spelt| server.address("/page").replace("127.0.0.1", spelt)) {
        let error = careful.get(&address, &Known::default()).expect_err("a private address");
        assert_eq!(error.fault, Fault::Private, "{address}");
    }
    assert_eq!(server.asked(), 0);
}

#[test]
fn a_site_is_asked_at_its_pace() {
    let server = Server::start();
    let mut fetcher = Fetcher::new(Settings { pace: Duration::from_millis(150), ..settings() });
    let begun = Instant::now();
    for _ in 0..3 {
        fetcher.get(&server.address("/page"), &Known::default()).expect("a page");
    }
    assert!(begun.elapsed() >= Duration::from_millis(300), "{:?}", begun.elapsed());
}

#[test]
fn what_is_no_address_is_not_asked_for() {
    for address in ["", "page", "ftp://a.example/", "file:///etc/passwd", "http://", "http://user:word@a.example/"] {
        let error = Fetcher::new(settings()).get(address, &Known::default()).expect_err("no address");
        assert!(matches!(error.fault, Fault::BadAddress(_)), "{address}: {error}");
    }
}
