//! Handing in articles: read first, shown, kept only then.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use plenipo_desk::{Draft, Intake, Offered, People, Policy, Role};
use plenipo_ledger::Origin;
use plenipo_record::EventKind::Meet;
use plenipo_record::Status::Occurred;

use crate::make::article;
use crate::site::{Browser, Site, sample_store};

/// Reads whatever it is offered as the same report under another headline, and remembers nothing.
struct Clerk;

impl Intake for Clerk {
    fn read(&self, offered: &Offered) -> Result<Draft, String> {
        let title = match offered {
            Offered::Text { text, .. } if text.contains("nothing") => {
                return Err("There is no article in it".to_owned());
            }
            Offered::Text { title, .. } => title.clone().unwrap_or_else(|| "A text".to_owned()),
            Offered::File { name, bytes } => format!("{name}, {} bytes", bytes.len()),
            Offered::Address(address) => format!("From {address}"),
        };
        let report = article("Handed Courier", "2026-05-19T09:00", &title)
            .event(
                Meet,
                Occurred,
                "Aino Lepik EST | Sven Dahl SWE",
                "2026-05-18",
                "Tartu EST",
                "Lepik met Dahl in Tartu.",
            )
            .quote("Aino Lepik EST", "2026-05-18", "We see eye to eye.");
        let origin =
            Origin { fetched: "2026-05-20T08:00:00Z".to_owned(), reader: "0.1.0".to_owned(), ..Origin::default() };
        Ok(Draft {
            digest: format!("digest of {title}"),
            name: "handed in".to_owned(),
            reading: report.reading,
            origin,
        })
    }
}

fn site() -> Site {
    let people = People::AtTheMachine { name: "desk".to_owned(), role: Role::Editor };
    Site::under(sample_store(), Policy { people, ..Policy::default() }, Some(Box::new(Clerk)))
}

/// Follows where a form leads.
#[track_caller]
fn led(reply: &crate::site::Reply) -> String {
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    reply.header("location").to_owned()
}

#[test]
fn an_article_is_shown_before_it_is_kept() {
    let site = site();
    let browser = Browser::new(&site);
    let count = || site.get("/data.json").json()["ledger"]["n_articles"].as_i64().unwrap();
    let before = count();
    let draft = led(&browser.post("/submit", &[("text", "Lepik met Dahl."), ("title", "Two <b>met</b>")]));
    let page = browser.get(&draft);
    assert_eq!(page.status, StatusCode::OK);
    for words in
        ["not kept yet", "Two &lt;b&gt;met&lt;/b&gt;", "<mark class=\"event\">", "Aino Lepik (EST) met Sven Dahl (SWE)"]
    {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    assert!(!page.body.contains("href=\"/event/"), "its records have no pages yet");
    assert_eq!((count(), site.get("/search.json?q=who:Lepik").json()["counted"].as_i64()), (before, Some(0)));
    let article = led(&browser.post(&draft, &[("action", "keep")]));
    assert!(site.page(&article).contains("We see eye to eye."));
    assert_eq!(count(), before + 1);
    assert_eq!(browser.get(&draft).status, StatusCode::NOT_FOUND, "it waits no more");
    let again = led(&browser.post("/submit", &[("text", "Lepik met Dahl."), ("title", "Two <b>met</b>")]));
    assert!(browser.get(&again).body.contains(&format!("href=\"{article}\"")), "the ledger holds it already");
    led(&browser.post(&again, &[("action", "keep")]));
    assert_eq!(count(), before + 1, "the same article is kept once");
}

#[test]
fn an_article_that_is_let_go_leaves_no_trace() {
    let site = site();
    let browser = Browser::new(&site);
    let draft = led(&browser.post("/submit", &[("address", "https://courier.example/a")]));
    assert!(browser.get(&draft).body.contains("From https://courier.example/a"));
    assert_eq!(led(&browser.post(&draft, &[("action", "drop")])), "/submit");
    assert_eq!(browser.get(&draft).status, StatusCode::NOT_FOUND);
}

#[test]
fn a_file_is_handed_in_as_browsers_do() {
    let site = site();
    let browser = Browser::new(&site);
    let key = browser.key();
    let body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\n{key}\r\n--x\r\nContent-Disposition: form-data; \
         name=\"file\"; filename=\"page.html\"\r\nContent-Type: text/html\r\n\r\n<p>Lepik\r\n--x--\r\n"
    );
    let request = Request::post("/submit").header("content-type", "multipart/form-data; boundary=x");
    let draft = led(&browser.send(request.body(Body::from(body)).unwrap()));
    assert!(browser.get(&draft).body.contains("page.html, 8 bytes"));
}

#[test]
fn what_cannot_be_read_is_told() {
    let site = site();
    let browser = Browser::new(&site);
    for (fields, words) in [
        (vec![("text", "nothing at all")], "There is no article in it."),
        (vec![], "There is nothing to read"),
        (vec![("text", "Lepik met Dahl."), ("published", "yesterday")], "is no day"),
    ] {
        let reply = browser.post("/submit", &fields);
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{fields:?}");
        assert!(reply.body.contains(words), "{fields:?}: {}", reply.body);
    }
    assert_eq!(browser.get("/draft/0123456789abcdef").status, StatusCode::NOT_FOUND);
}

#[test]
fn a_program_hands_in_and_keeps() {
    let site = site();
    let browser = Browser::new(&site);
    let reply = browser.post("/submit.json", &[("text", "Lepik met Dahl."), ("title", "By a program")]);
    let draft = reply.json()["address"].as_str().unwrap().to_owned();
    let shown = browser.get(&format!("{draft}.json")).json();
    assert_eq!(shown["article"]["records"].as_array().unwrap().len(), 2, "{shown:#}");
    let kept = browser.post(&format!("{draft}.json"), &[("action", "keep")]).json();
    assert_eq!(site.get(kept["address"].as_str().unwrap()).status, StatusCode::OK);
}
