//! What holds for every reply, whatever it shows.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use plenipo_ledger::Author;

use crate::site::sample;

#[test]
fn every_reply_tells_the_browser_to_be_careful() {
    let site = sample();
    for address in ["/", "/index.json", "/nothing", "/openapi.json", "/search?limit=x", "/assets/icon-0.1.0.svg"] {
        let reply = site.get(address);
        assert!(
            reply.header("content-security-policy").starts_with("default-src 'none'; style-src 'self'"),
            "{address}"
        );
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{address}");
        assert_eq!(reply.header("referrer-policy"), "same-origin", "{address}");
        assert!(reply.header("content-security-policy").contains("frame-ancestors 'none'"), "{address}");
        assert_eq!(reply.header("x-frame-options"), "DENY", "{address}");
        for name in ["cross-origin-resource-policy", "cross-origin-opener-policy"] {
            assert_eq!(reply.header(name), "same-origin", "{address}: {name}");
        }
    }
}

#[test]
fn other_names_of_the_machine_are_refused() {
    let site = sample();
    let ask = |host: &str| site.send(Request::get("/").header("host", host).body(Body::empty()).unwrap()).status;
    for own in ["localhost", "localhost:8080", "127.0.0.1:8080", "[::1]:8080", "LOCALHOST", "127.0.0.2"] {
        assert_eq!(ask(own), StatusCode::OK, "{own}");
    }
    for foreign in
        ["evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1", ""]
    {
        assert_eq!(ask(foreign), StatusCode::MISDIRECTED_REQUEST, "{foreign}");
    }
}

#[test]
fn errors_have_one_shape() {
    let site = sample();
    for (address, status, code) in [
        ("/nothing.json", 404, "not_found"),
        ("/event/e0.json", 404, "not_found"),
        ("/search.json?limit=0", 400, "bad_request"),
        ("/search.json?limit=1000000", 400, "bad_request"),
        ("/search.csv?after=elsewhere", 400, "bad_request"),
        ("/statements.atom?since=soon", 400, "bad_request"),
        ("/country/nor.json", 308, "moved"),
        ("/help.csv", 404, "not_found"),
        ("/article/a0.csv", 404, "not_found"),
    ] {
        let reply = site.get(address);
        assert_eq!(reply.status.as_u16(), status, "{address}");
        let error = &reply.json()["error"];
        assert_eq!((error["status"].as_u64(), error["code"].as_str()), (Some(status.into()), Some(code)), "{address}");
        assert!(error["message"].as_str().unwrap().ends_with('.'), "{address}: {error}");
        assert_eq!(reply.header("content-type"), "application/json", "{address}");
    }
    let long = format!("/search.json?q={}", "a".repeat(9000));
    assert_eq!(site.get(&long).status, StatusCode::URI_TOO_LONG);
    let page = site.get("/event/e0");
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.body.contains("Not in the record"));
}

#[test]
fn nothing_can_be_changed() {
    let site = sample();
    for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
        for address in ["/", "/event/e0.json", "/openapi.json"] {
            let request = Request::builder().method(method.clone()).uri(address).header("host", "localhost");
            let reply = site.send(request.body(Body::from("x".repeat(100_000))).unwrap());
            assert_eq!(reply.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {address}");
        }
    }
    let head = site.send(Request::head("/").header("host", "localhost").body(Body::empty()).unwrap());
    assert_eq!((head.status, head.body.as_str()), (StatusCode::OK, ""));
}

#[test]
fn what_is_known_is_not_sent_again() {
    let site = sample();
    for address in ["/", "/search.json?q=kind:meet", "/calendar.ics"] {
        let first = site.get(address);
        let tag = first.header("etag").to_owned();
        let again = |tag: &str| {
            let request = Request::get(address).header("host", "localhost:8080").header("if-none-match", tag);
            site.send(request.body(Body::empty()).unwrap())
        };
        let same = again(&tag);
        assert_eq!((same.status, same.body.as_str()), (StatusCode::NOT_MODIFIED, ""), "{address}");
        assert_eq!(again("\"other\"").status, StatusCode::OK, "{address}");
        assert_eq!(site.get(address).header("etag"), tag, "{address}: the same is told the same way");
    }
}

#[test]
fn what_editors_change_is_seen_at_once() {
    let site = sample();
    let before = site.get("/search.json?q=kind:meet").header("etag").to_owned();
    let meeting = site.event("kind:meet");
    let author = Author { who: "desk".to_owned(), made: "2026-05-20T09:00:00Z".to_owned(), why: None };
    site.store.open().edit(&meeting, "place", "Bergen", &author).unwrap();
    assert!(site.page(&format!("/event/{meeting}")).contains("Bergen"));
    assert_ne!(site.get("/search.json?q=kind:meet").header("etag"), before);
    site.store.open().reject(&meeting, &author).unwrap();
    assert!(site.page(&format!("/event/{meeting}")).contains("took this record off all lists"));
    assert_eq!(site.get("/search.json?q=kind:meet").json()["counted"], 0);
}

#[test]
fn a_record_that_was_joined_to_another_leads_there() {
    let site = sample();
    let (one, other) = (site.event("kind:visit who:Talvik"), site.event("kind:visit who:Hoeve"));
    let author = Author { who: "desk".to_owned(), made: "2026-05-20T09:00:00Z".to_owned(), why: None };
    site.store.open().merge(&one, &other, &author).unwrap();
    let replies = [site.get(&format!("/event/{one}")), site.get(&format!("/event/{other}"))];
    let statuses: Vec<u16> = replies.iter().map(|reply| reply.status.as_u16()).collect();
    assert!(statuses.contains(&200) && statuses.contains(&308), "{statuses:?}");
    let moved = replies.iter().find(|reply| reply.status.as_u16() == 308).unwrap();
    assert!([format!("/event/{one}"), format!("/event/{other}")].contains(&moved.header("location").to_owned()));
}
