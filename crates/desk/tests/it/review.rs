//! Correcting records on the desk: every action, its log, its undoing, and notes that are moderated.

use axum::http::StatusCode;
use plenipo_desk::{Access, People, Policy, Role};

use crate::make::{Store, article};
use crate::site::{Browser, Site, sample, sample_store};

/// Sends a form and returns the number of its entry in the log, from where the browser is led.
#[track_caller]
fn done(browser: &Browser, address: &str, fields: &[(&str, &str)]) -> String {
    let reply = browser.post(address, fields);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{address}: {}", reply.body);
    let place = reply.header("location").to_owned();
    assert_eq!(browser.get(&place).status, StatusCode::OK, "{place}");
    place.trim_start_matches("/log/").to_owned()
}

fn count(site: &Site, query: &str) -> u64 {
    site.get(&format!("/search.json?q={query}")).json()["counted"].as_u64().unwrap()
}

#[test]
fn fields_are_set_and_the_log_tells_before_and_after() {
    let site = sample();
    let browser = Browser::new(&site);
    let event = site.event("kind:meet");
    let form = browser.get(&format!("/correct/{event}")).body;
    for shown in ["value=\"2026-05-08\"", "name=\"was_place\" value=\"Oslo\"", "selected>took place"] {
        assert!(form.contains(shown), "{shown}: {form}");
    }
    let fields = [
        ("action", "edit"),
        ("status", "occurred"),
        ("was_status", "occurred"),
        ("place", "Bergen"),
        ("was_place", "Oslo"),
        ("why", "the outlet corrected it"),
    ];
    let entry = done(&browser, &format!("/correct/{event}"), &fields);
    let logged = site.get(&format!("/log/{entry}.json")).json();
    for (field, value) in
        [("action", "edit"), ("argument", "place"), ("before", "Oslo"), ("after", "Bergen"), ("who", "desk")]
    {
        assert_eq!(logged[field], value, "{logged:#}");
    }
    assert!(site.page(&format!("/event/{event}")).contains("the outlet corrected it"));
    done(&browser, &format!("/undo/{entry}"), &[]);
    assert_eq!(site.get(&format!("/event/{event}.json")).json()["where"]["place"], "Oslo");
    assert!(site.page(&format!("/log/{entry}")).contains("Undone by"));
    let again = browser.post(&format!("/undo/{entry}"), &[]);
    assert_eq!(again.status, StatusCode::BAD_REQUEST);
    assert!(again.body.contains("undone already"));
}

#[test]
fn what_makes_no_sense_is_refused_with_a_page() {
    let site = sample();
    let browser = Browser::new(&site);
    let event = site.event("kind:meet");
    let here = format!("/correct/{event}");
    for (address, fields, status, words) in [
        (here.as_str(), vec![("action", "edit"), ("status", "maybe")], 400, "is no status"),
        (here.as_str(), vec![("action", "edit"), ("when", "soon")], 400, "is no day"),
        (here.as_str(), vec![("action", "edit"), ("by", "nobody-at-all")], 400, "is no actor"),
        (here.as_str(), vec![("action", "edit"), ("place", "Oslo"), ("was_place", "Oslo")], 400, "Nothing was changed"),
        (here.as_str(), vec![("action", "burn")], 400, "is no action"),
        (here.as_str(), vec![], 400, "is missing"),
        (here.as_str(), vec![("action", "merge"), ("other", "e000000000000")], 404, "There is no"),
        ("/correct/e000000000000", vec![("action", "reject")], 404, "There is no"),
        ("/undo/99", vec![], 404, "There is no"),
        ("/undo/x", vec![], 404, "There is no"),
        ("/moderate/1", vec![("action", "publish")], 400, "No note waits"),
        ("/note/e000000000000", vec![("note", "x")], 404, "There is no"),
    ] {
        let reply = browser.post(address, &fields);
        assert_eq!(reply.status.as_u16(), status, "{address} {fields:?}: {}", reply.body);
        assert!(reply.body.contains(words) && reply.body.contains("<h1>"), "{address} {fields:?}: {}", reply.body);
    }
    assert!(site.store.open().log().unwrap().is_empty());
}

#[test]
fn events_are_rejected_merged_and_split() {
    let site = sample();
    let browser = Browser::new(&site);
    let meeting = site.event("kind:meet");
    let entry = done(&browser, &format!("/correct/{meeting}"), &[("action", "reject"), ("why", "never was")]);
    assert_eq!(count(&site, "kind:meet"), 0);
    done(&browser, &format!("/undo/{entry}"), &[]);
    assert_eq!(count(&site, "kind:meet"), 1);

    let form = site.page(&format!("/correct/{meeting}"));
    let report = form.split("name=\"part\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    done(&browser, &format!("/correct/{meeting}"), &[("action", "split"), ("part", &report)]);
    assert_eq!(count(&site, "kind:meet"), 2);
    let found = site.get("/search.json?q=kind:meet").json();
    let ids: Vec<&str> = (0..2).map(|at| found["events"][at]["id"].as_str().unwrap()).collect();
    assert!(site.page(&format!("/correct/{}", ids[0])).contains(ids[1]), "the other is offered as the same");
    let other = format!("http://localhost:8080/event/{}#proof", ids[1]);
    done(&browser, &format!("/correct/{}", ids[0]), &[("action", "merge"), ("other", &other)]);
    assert_eq!(count(&site, "kind:meet"), 1);
}

#[test]
fn actors_are_merged_and_split() {
    let site = sample();
    let browser = Browser::new(&site);
    let entry = done(
        &browser,
        "/correct/mira-talvik-est",
        &[("action", "merge"), ("other", "/person/lena-hoeve-nld"), ("why", "one person")],
    );
    assert_eq!(site.get("/person/lena-hoeve-nld").status, StatusCode::PERMANENT_REDIRECT);
    let form = site.page("/correct/mira-talvik-est");
    assert!(form.contains("value=\"lena-hoeve-nld\""), "{form}");
    done(&browser, "/correct/mira-talvik-est", &[("action", "split"), ("part", "lena-hoeve-nld")]);
    assert_eq!(site.get("/person/lena-hoeve-nld").status, StatusCode::OK);
    assert!(site.page(&format!("/log/{entry}")).contains("one person"));
}

#[test]
fn what_reports_differ_on_waits_until_somebody_says_it_is_right() {
    let telling = |outlet: &str, place: &str| {
        article(outlet, "2026-05-08T18:00", "They met").event(
            plenipo_record::EventKind::Meet,
            plenipo_record::Status::Occurred,
            "Mira Talvik EST | Osman Reyl NOR",
            "2026-05-08",
            place,
            "Mira Talvik met Osman Reyl.",
        )
    };
    let site = Site::new(Store::new(vec![telling("Courier", "Oslo NOR"), telling("Herald", "Bergen NOR")]));
    let waiting = || site.get("/review.json").json()["doubtful"].as_array().unwrap().len();
    let before = waiting();
    assert!(before > 0, "the sample has a disagreement");
    let review = site.get("/review.json").json();
    let event = review["doubtful"][0]["id"].as_str().unwrap().to_owned();
    let browser = Browser::new(&site);
    let entry = done(&browser, &format!("/correct/{event}"), &[("action", "accept")]);
    assert_eq!(waiting(), before - 1);
    done(&browser, &format!("/undo/{entry}"), &[]);
    assert_eq!(waiting(), before);
}

/// A desk with a reader and an editor, which asks for notes of some length.
fn moderated(store: Store) -> Site {
    let access = Access::open(&Access::beside(&store.path())).unwrap();
    for role in [Role::Reader, Role::Editor] {
        access.add_user(role.as_str(), role, "a long enough password", 0).unwrap();
    }
    Site::under(store, Policy { people: People::Users(access), site: None, least_note: 20 }, None)
}

#[test]
fn notes_of_readers_wait_for_an_editor() {
    let site = moderated(sample_store());
    let reader = Browser::signed_in(&site, "reader", "a long enough password");
    let editor = Browser::signed_in(&site, "editor", "a long enough password");
    let event = editor.get("/search.json?q=kind:meet").json()["events"][0]["id"].as_str().unwrap().to_owned();
    let story = editor.get("/stories.json").json()["stories"][0]["id"].as_str().unwrap().to_owned();
    let form = reader.get(&format!("/correct/{event}")).body;
    assert!(form.contains("minlength=\"20\"") && form.contains("At least 20 characters"), "{form}");
    assert!(form.contains(crate::hostile::OWN_SCRIPT) && !form.contains("name=\"was_status\""), "{form}");
    let short = reader.post(&format!("/note/{event}"), &[("note", "  too short          ")]);
    assert_eq!(short.status, StatusCode::BAD_REQUEST);
    assert!(short.body.contains("has 9 characters"), "{}", short.body);

    let note = "They did not meet alone, <script>says</script> the minutes.";
    let entry = done(&reader, &format!("/note/{event}"), &[("note", note)]);
    let seen = |browser: &Browser, address: &str| browser.get(address).body.contains("the minutes.");
    let page = format!("/event/{event}");
    assert!(!seen(&reader, &page) && !seen(&editor, &page), "it waits");
    assert!(!seen(&reader, "/log") && !seen(&reader, &format!("/log/{entry}")) && !seen(&reader, "/log.csv"));
    assert!(seen(&editor, "/review") && seen(&editor, "/log"));
    let verdict = done(&editor, &format!("/moderate/{entry}"), &[("action", "publish")]);
    assert!(seen(&reader, &page) && !editor.get(&page).body.contains("<script>says"));
    assert!(!seen(&editor, "/review"));
    done(&editor, &format!("/undo/{verdict}"), &[]);
    assert!(!seen(&reader, &page) && seen(&editor, "/review"), "it waits again");
    done(&editor, &format!("/moderate/{entry}"), &[("action", "decline"), ("why", "no source")]);
    assert!(!seen(&reader, &page) && !seen(&editor, "/review"));

    done(&editor, &format!("/note/{story}"), &[("note", "More on this in the archive of May.")]);
    assert!(reader.get(&format!("/story/{story}")).body.contains("archive of May"), "an editor's note is published");
}

#[test]
fn script_in_corrections_is_inert() {
    let site = Site::new(Store::new(vec![article("Courier", "2026-05-08T18:00", "They met").event(
        plenipo_record::EventKind::Meet,
        plenipo_record::Status::Occurred,
        "Mira Talvik EST | Osman Reyl NOR",
        "2026-05-08",
        "Oslo NOR",
        "They met.",
    )]));
    let browser = Browser::new(&site);
    let event = site.event("kind:meet");
    let evil = "<script>alert(1)</script>\" onmouseover=\"alert(1)";
    done(&browser, &format!("/correct/{event}"), &[("action", "edit"), ("place", evil), ("why", evil)]);
    done(&browser, &format!("/correct/{event}"), &[("action", "edit"), ("what", "=cmd|'/c calc'!A0"), ("why", "=1+1")]);
    done(&browser, &format!("/note/{event}"), &[("note", evil)]);
    for address in crate::links::all(&site) {
        assert_eq!(crate::hostile::danger(&site.page(&address)), None, "{address}");
    }
    for line in site.page("/log.csv").lines() {
        assert!(line.split(',').all(|cell| !cell.starts_with(['=', '@'])), "{line}");
    }
}

#[test]
fn no_form_is_a_failure_whatever_is_sent() {
    let site = sample();
    let browser = Browser::new(&site);
    let key = browser.key();
    let event = site.event("kind:meet");
    let values = [
        "",
        "e0",
        "\u{0}",
        "\u{202e}x",
        "9999999999999999999999",
        "-1",
        "'; DROP TABLE event; --",
        "%00",
        "2026-99-99..",
        event.as_str(),
    ];
    let document = site.get("/openapi.json").json();
    for (path, methods) in document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .filter(|(path, methods)| !methods["post"].is_null() && !path.contains('.'))
    {
        let fields = &methods["post"]["requestBody"]["content"]["application/json"]["schema"]["properties"];
        let names: Vec<&str> = fields.as_object().unwrap().keys().map(String::as_str).collect();
        for (at, value) in values.iter().enumerate() {
            let escaped: String = form_urlencoded::byte_serialize(value.as_bytes()).collect();
            let address = match path.split_once('{') {
                Some((before, rest)) => {
                    format!("{before}{}{}", escaped.replace('+', "%20"), rest.split_once('}').unwrap().1)
                }
                None => path.clone(),
            };
            for action in ["edit", "merge", "split", "publish", "add"] {
                let filled: Vec<(&str, &str)> = names
                    .iter()
                    .enumerate()
                    .map(
                        |(n, name)| {
                            if *name == "action" { (*name, action) } else { (*name, values[(at + n) % values.len()]) }
                        },
                    )
                    .collect();
                let reply = browser.post_with(&key, &address, &filled);
                assert!(reply.status.as_u16() < 500, "{address} {filled:?}: {} {}", reply.status, reply.body);
            }
        }
    }
}

#[test]
fn searches_are_kept_for_everybody_and_forgotten() {
    let site = sample();
    let browser = Browser::new(&site);
    let keep =
        |name: &str, query: &str| browser.post("/saved", &[("action", "keep"), ("name", name), ("query", query)]);
    let names = || -> Vec<String> {
        let saved = site.get("/saved.json").json();
        saved["searches"].as_array().unwrap().iter().map(|search| search["name"].as_str().unwrap().to_owned()).collect()
    };
    assert!(browser.get("/search?q=kind:meet").body.contains("Keep this search"));
    assert!(!browser.get("/search").body.contains("Keep this search"));
    for (name, query) in [("Meetings <b>", "kind:meet"), ("Oslo", "Oslo"), ("Meetings <b>", "kind:meet Oslo")] {
        let reply = keep(name, query);
        assert_eq!((reply.status, reply.header("location")), (StatusCode::SEE_OTHER, "/saved"), "{}", reply.body);
    }
    assert_eq!(names(), ["Meetings <b>", "Oslo"]);
    let page = browser.get("/saved").body;
    assert!(page.contains("Meetings &lt;b&gt;") && page.contains("Forget"), "{page}");
    for (fields, status) in [
        (vec![("action", "keep"), ("name", "Empty")], 400),
        (vec![("action", "burn"), ("name", "Oslo")], 400),
        (vec![("action", "forget"), ("name", "Nothing")], 404),
    ] {
        assert_eq!(browser.post("/saved", &fields).status.as_u16(), status, "{fields:?}");
    }
    assert_eq!(keep(&"x".repeat(101), "Oslo").status, StatusCode::BAD_REQUEST);
    assert_eq!(browser.post("/saved", &[("action", "forget"), ("name", "Oslo")]).status, StatusCode::SEE_OTHER);
    assert_eq!(names(), ["Meetings <b>"]);
}
