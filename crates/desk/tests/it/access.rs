//! Who may do what: every address with every role, signing in, forms of others, limits.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use plenipo_desk::{Access, People, Policy, Role};

use crate::site::{Browser, Site, sample_store};

const PASSWORD: &str = "a long enough password";

/// What each address needs, by hand: the tables of the desk must say the same.
const NEEDED: [(&str, &str, Option<Role>); 43] = [
    ("get", "/", Some(Role::Reader)),
    ("get", "/day/{day}", Some(Role::Reader)),
    ("get", "/event/{id}", Some(Role::Reader)),
    ("get", "/article/{id}", Some(Role::Reader)),
    ("get", "/person/{id}", Some(Role::Reader)),
    ("get", "/organization/{id}", Some(Role::Reader)),
    ("get", "/country/{code}", Some(Role::Reader)),
    ("get", "/pair/{codes}", Some(Role::Reader)),
    ("get", "/calendar", Some(Role::Reader)),
    ("get", "/stories", Some(Role::Reader)),
    ("get", "/story/{id}", Some(Role::Reader)),
    ("get", "/statements", Some(Role::Reader)),
    ("get", "/search", Some(Role::Reader)),
    ("get", "/saved", Some(Role::Reader)),
    ("get", "/map", Some(Role::Reader)),
    ("get", "/network", Some(Role::Reader)),
    ("get", "/coverage", Some(Role::Reader)),
    ("get", "/codebook", Some(Role::Reader)),
    ("get", "/data", Some(Role::Reader)),
    ("get", "/help", Some(Role::Reader)),
    ("get", "/feeds", Some(Role::Reader)),
    ("get", "/log", Some(Role::Reader)),
    ("get", "/log/{number}", Some(Role::Reader)),
    ("get", "/correct/{id}", Some(Role::Reader)),
    ("get", "/account", Some(Role::Reader)),
    ("get", "/review", Some(Role::Editor)),
    ("get", "/submit", Some(Role::Editor)),
    ("get", "/draft/{id}", Some(Role::Editor)),
    ("get", "/admin", Some(Role::Admin)),
    ("get", "/login", None),
    ("post", "/login", None),
    ("post", "/logout", None),
    ("post", "/account", Some(Role::Reader)),
    ("post", "/note/{id}", Some(Role::Reader)),
    ("post", "/correct/{id}", Some(Role::Editor)),
    ("post", "/moderate/{number}", Some(Role::Editor)),
    ("post", "/undo/{number}", Some(Role::Editor)),
    ("post", "/submit", Some(Role::Editor)),
    ("post", "/saved", Some(Role::Editor)),
    ("post", "/draft/{id}", Some(Role::Editor)),
    ("post", "/admin", Some(Role::Admin)),
    // Read by everybody: what a browser needs before anybody is signed in, and what tells nothing of the record.
    ("get", "/openapi.json", None),
    ("get", "/assets/icon-0.1.0.svg", None),
];

/// A desk with a user of each role.
fn site() -> Site {
    let store = sample_store();
    let access = Access::open(&Access::beside(&store.path())).unwrap();
    for role in Role::ALL {
        access.add_user(role.as_str(), role, PASSWORD, now()).unwrap();
    }
    Site::under(store, Policy { people: People::Users(access), ..Policy::default() }, None)
}

/// The same file of users, opened a second time.
fn users(site: &Site) -> Access {
    Access::open(&Access::beside(&site.store.path())).unwrap()
}

fn now() -> i64 {
    jiff::Timestamp::now().as_second()
}

/// Fills the named part of an address with something that is not there.
fn filled(path: &str) -> String {
    match path.split_once('{') {
        Some((before, rest)) => format!("{before}0{}", rest.split_once('}').unwrap().1),
        None => path.to_owned(),
    }
}

#[test]
fn every_address_with_every_role() {
    let site = site();
    let key = |browser: &Browser| browser.key();
    let people: Vec<(Option<Role>, Browser)> = std::iter::once((None, Browser::new(&site)))
        .chain(Role::ALL.map(|role| (Some(role), Browser::signed_in(&site, role.as_str(), PASSWORD))))
        .collect();
    let keys: Vec<String> = people.iter().map(|(_, browser)| key(browser)).collect();
    let tokens = Role::ALL.map(|role| users(&site).add_token(role.as_str(), "test", now()).unwrap());
    for (method, path, needed) in NEEDED {
        if path == "/logout" || path == "/login" && method == "post" {
            continue;
        }
        let address = filled(path);
        for ((role, browser), key) in people.iter().zip(&keys) {
            let reply = match method {
                "get" => browser.get(&address),
                _ => browser.post_with(key, &address, &[]),
            };
            let seen = format!("{method} {address} as {role:?}: {}", reply.status);
            match (needed.is_none_or(|needed| *role >= Some(needed)), role) {
                (true, _) => assert!(![401, 403].contains(&reply.status.as_u16()) && !leads_to_login(&reply), "{seen}"),
                (false, None) if method == "get" => assert!(leads_to_login(&reply), "{seen}"),
                (false, None) => assert_eq!(reply.status, StatusCode::UNAUTHORIZED, "{seen}"),
                (false, Some(_)) => assert_eq!(reply.status, StatusCode::FORBIDDEN, "{seen}"),
            }
        }
        for (role, token) in Role::ALL.iter().zip(&tokens) {
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            let request = Request::builder()
                .method(method)
                .uri(&address)
                .header("authorization", format!("Bearer {token}"))
                .header("content-type", "application/json");
            let reply = Browser::new(&site).send(request.body(Body::from("{}")).unwrap());
            let may = needed.is_none_or(|needed| *role >= needed);
            assert_eq!(
                reply.status != StatusCode::FORBIDDEN,
                may,
                "{address} with the token of {role}: {}",
                reply.status
            );
            assert_ne!(reply.status, StatusCode::UNAUTHORIZED, "{address}");
        }
    }
}

fn leads_to_login(reply: &crate::site::Reply) -> bool {
    reply.status == StatusCode::SEE_OTHER && reply.header("location").starts_with("/login?next=%2F")
}

#[test]
fn the_table_of_needs_is_whole() {
    let site = site();
    let document = Browser::new(&site).get("/openapi.json").json();
    let mut described = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            let page =
                if path == "/index.json" { "/" } else { path.rsplit_once('.').map_or(path.as_str(), |(page, _)| page) };
            described.insert((method.clone(), page.trim_end_matches("/index").to_owned()));
        }
    }
    described.remove(&("get".to_owned(), String::new()));
    let needed = NEEDED.iter().filter(|(_, path, _)| !path.contains('.'));
    let needed: BTreeSet<_> = needed.map(|(method, path, _)| ((*method).to_owned(), (*path).to_owned())).collect();
    assert_eq!(described, needed);
}

#[test]
fn programs_are_told_to_bring_a_token() {
    let site = site();
    let stranger = Browser::new(&site);
    for address in ["/index.json", "/search.csv", "/statements.atom", "/calendar.ics", "/event/e0.json"] {
        let reply = stranger.get(address);
        assert_eq!(reply.status, StatusCode::UNAUTHORIZED, "{address}");
        assert_eq!(reply.json()["error"]["code"], "sign_in_first");
        assert!(reply.header("www-authenticate").starts_with("Bearer"), "{address}");
    }
    for token in ["plenipo_0", "", "x"] {
        let request = Request::get("/index.json").header("authorization", format!("Bearer {token}"));
        assert_eq!(stranger.send(request.body(Body::empty()).unwrap()).status, StatusCode::UNAUTHORIZED, "{token}");
    }
}

#[test]
fn a_session_begins_under_a_new_secret_and_ends() {
    let site = site();
    let browser = Browser::new(&site);
    browser.key();
    let before = browser.cookie().unwrap();
    let reply = browser.post("/login", &[("name", "reader"), ("password", PASSWORD), ("next", "/help")]);
    assert_eq!((reply.status, reply.header("location")), (StatusCode::SEE_OTHER, "/help"));
    let cookie = reply.header("set-cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    let within = browser.cookie().unwrap();
    assert_ne!(before, within, "a secret that was there before signing in is worth nothing");
    assert_eq!(browser.get("/help").status, StatusCode::OK);
    assert_eq!(browser.post("/logout", &[]).status, StatusCode::SEE_OTHER);
    let request = Request::get("/help").header("cookie", within).header("host", "localhost");
    assert!(leads_to_login(&site.send(request.body(Body::empty()).unwrap())), "the secret is worth nothing any more");
}

#[test]
fn nobody_is_led_elsewhere_by_signing_in() {
    let site = site();
    for next in ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"] {
        let browser = Browser::new(&site);
        let reply = browser.post("/login", &[("name", "reader"), ("password", PASSWORD), ("next", next)]);
        assert_eq!(reply.header("location"), "/", "{next}");
    }
}

#[test]
fn an_unknown_name_and_a_wrong_password_look_the_same() {
    let site = site();
    let browser = Browser::new(&site);
    let key = browser.key();
    let ask = |name: &str| {
        // The quickest of three says most of the work.
        let once = || {
            let start = std::time::Instant::now();
            let reply = browser.post_with(&key, "/login", &[("name", name), ("password", "not this one either")]);
            (start.elapsed(), reply)
        };
        let (took, reply) = (0..3).map(|_| once()).min_by_key(|(took, _)| *took).unwrap();
        (reply.status, reply.body, took)
    };
    ask("warm-up");
    let (known, unknown) = (ask("reader"), ask("nobody"));
    assert_eq!((known.0, &known.1), (StatusCode::FORBIDDEN, &unknown.1));
    // Hashing takes nearly all of the time; a name that needs none of it would take a tenth.
    let (less, more) = (known.2.min(unknown.2), known.2.max(unknown.2));
    assert!(less * 4 > more, "{less:?} and {more:?}");
}

#[test]
fn guessing_becomes_slow() {
    let site = site();
    let browser = Browser::new(&site);
    let key = browser.key();
    let statuses: Vec<u16> = (0..12)
        .map(|_| browser.post_with(&key, "/login.json", &[("name", "admin"), ("password", "guess")]).status.as_u16())
        .collect();
    assert_eq!(statuses[0], 403);
    assert_eq!(statuses[11], 429, "{statuses:?}");
    let reply = browser.post_with(&key, "/login.json", &[("name", "admin"), ("password", PASSWORD)]);
    assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS, "the right password does not help then");
    assert!(reply.header("retry-after").parse::<u64>().unwrap() > 0);
}

#[test]
fn requests_without_end_are_refused() {
    let site = site();
    let browser = Browser::new(&site);
    let refused = (0..400).any(|_| browser.get("/login").status == StatusCode::TOO_MANY_REQUESTS);
    assert!(refused, "400 requests at once");
    assert_eq!(Browser::new(&site).get("/login").status, StatusCode::TOO_MANY_REQUESTS, "from one place");
}

#[test]
fn forms_of_other_sites_change_nothing() {
    let site = site();
    let editor = Browser::signed_in(&site, "editor", PASSWORD);
    let event = editor.get("/search.json?q=kind:meet").json()["events"][0]["id"].as_str().unwrap().to_owned();
    let address = format!("/correct/{event}");
    let key = editor.key();
    let other = Browser::signed_in(&site, "admin", PASSWORD).key();
    for wrong in ["", "x", other.as_str()] {
        let reply = editor.post_with(wrong, &address, &[("action", "reject")]);
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{wrong}");
        assert!(reply.body.contains("did not come from a page of this desk"));
    }
    for (header, value) in [
        ("origin", "http://evil.example"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "null"),
    ] {
        let body = format!("key={key}&action=reject");
        let request =
            Request::post(&address).header(header, value).header("content-type", "application/x-www-form-urlencoded");
        assert_eq!(
            editor.send(request.body(Body::from(body)).unwrap()).status,
            StatusCode::FORBIDDEN,
            "{header}: {value}"
        );
    }
    assert!(site.store.open().log().unwrap().is_empty());
    let body = format!("key={key}&action=accept");
    let request = Request::post(&address)
        .header("origin", "http://localhost:8080")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded");
    assert_eq!(editor.send(request.body(Body::from(body)).unwrap()).status, StatusCode::SEE_OTHER);
    assert_eq!(site.store.open().log().unwrap()[0].who, "editor");
}

#[test]
fn what_is_too_large_or_no_form_is_refused() {
    let site = site();
    let editor = Browser::signed_in(&site, "editor", PASSWORD);
    let send = |shape: &str, body: String| {
        let request = Request::post("/note/e0").header("content-type", shape);
        editor.send(request.body(Body::from(body)).unwrap()).status.as_u16()
    };
    assert_eq!(send("application/x-www-form-urlencoded", "x".repeat(70_000)), 413);
    assert_eq!(send("text/plain", "key=1".to_owned()), 415);
    assert_eq!(send("application/json", "[1".to_owned()), 400);
    assert_eq!(send("multipart/form-data; boundary=x", "no parts".to_owned()), 400);
}

#[test]
fn users_are_looked_after_by_admins() {
    let site = site();
    let admin = Browser::signed_in(&site, "admin", PASSWORD);
    let post = |fields: &[(&str, &str)]| admin.post("/admin.json", fields);
    assert_eq!(post(&[("action", "add"), ("user", "lena"), ("role", "editor"), ("password", PASSWORD)]).status, 200);
    for (fields, words) in [
        (vec![("action", "add"), ("user", "LENA"), ("role", "editor"), ("password", PASSWORD)], "There is a user"),
        (vec![("action", "add"), ("user", "a b"), ("role", "editor"), ("password", PASSWORD)], "is no name"),
        (vec![("action", "add"), ("user", "kim"), ("role", "editor"), ("password", "short")], "at least 12"),
        (vec![("action", "add"), ("user", "kim"), ("role", "owner"), ("password", PASSWORD)], "no role"),
        (vec![("action", "remove"), ("user", "admin")], "is the last admin"),
        (vec![("action", "role"), ("user", "admin"), ("role", "reader")], "is the last admin"),
        (vec![("action", "remove"), ("user", "nobody")], "No user"),
    ] {
        let reply = post(&fields);
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{fields:?}");
        let message = reply.json()["error"]["message"].as_str().unwrap().to_owned();
        assert!(message.contains(words), "{fields:?}: {message}");
    }
    let lena = Browser::signed_in(&site, "lena", PASSWORD);
    assert_eq!(lena.get("/review").status, StatusCode::OK);
    assert_eq!(post(&[("action", "role"), ("user", "lena"), ("role", "reader")]).status, 200);
    assert_eq!(lena.get("/review").status, StatusCode::FORBIDDEN, "at once");
    assert_eq!(post(&[("action", "remove"), ("user", "lena")]).status, 200);
    assert!(leads_to_login(&lena.get("/help")), "at once");
    let book = admin.get("/admin").body;
    assert!(book.contains("/admin.json add") && book.contains("/login"), "{book}");
    assert!(!book.contains(PASSWORD));
}

#[test]
fn tokens_are_shown_once_and_kept_as_digests() {
    let site = site();
    let editor = Browser::signed_in(&site, "editor", PASSWORD);
    let page = editor.post("/account", &[("action", "token"), ("label", "<script>nightly")]);
    assert_eq!(page.status, StatusCode::OK);
    let token = page.body.split_once("plenipo_").unwrap().1;
    let token = format!("plenipo_{}", &token[..64]);
    assert!(!editor.get("/account").body.contains(&token));
    assert!(editor.get("/account").body.contains("&lt;script&gt;nightly"));
    let ask = || {
        let request = Request::get("/review.json").header("authorization", format!("Bearer {token}"));
        Browser::new(&site).send(request.body(Body::empty()).unwrap()).status
    };
    assert_eq!(ask(), StatusCode::OK);
    let file = std::fs::read(Access::beside(&site.store.path())).unwrap();
    let text = String::from_utf8_lossy(&file);
    assert!(!text.contains(&token[8..]) && !text.contains(PASSWORD) && text.contains("$argon2id$"));
    let number = editor.get("/account.json").json()["tokens"][0]["number"].to_string();
    assert_eq!(editor.post("/account", &[("action", "revoke"), ("token", &number)]).status, StatusCode::SEE_OTHER);
    assert_eq!(ask(), StatusCode::UNAUTHORIZED);
}

#[test]
fn sessions_end_by_themselves() {
    let site = site();
    let access = users(&site);
    let secret = access.begin_session("reader", 1_000_000).unwrap();
    let hours = |count: i64| 1_000_000 + count * 3600;
    assert!(access.session(&secret, hours(1)).unwrap().is_some());
    assert!(access.session(&secret, hours(12)).unwrap().is_some(), "used eleven hours ago");
    assert!(access.session(&secret, hours(25)).unwrap().is_none(), "used thirteen hours ago");
    for hour in (13..24 * 7).step_by(6) {
        access.session(&secret, hours(hour)).unwrap();
    }
    assert!(access.session(&secret, hours(24 * 7)).unwrap().is_none(), "a week old");
}

#[test]
fn whoever_only_reads_at_the_machine_changes_nothing() {
    let site = Site::under(sample_store(), Policy::default(), None);
    let browser = Browser::new(&site);
    for (method, path, _) in NEEDED.iter().filter(|(method, ..)| *method == "post") {
        assert_eq!(browser.post_with("", &filled(path), &[]).status, StatusCode::FORBIDDEN, "{method} {path}");
    }
    let event = site.event("kind:meet");
    assert!(!browser.get(&format!("/correct/{event}")).body.contains("<form class=\"deed\""));
}

#[test]
fn others_reach_the_desk_by_its_own_names_only() {
    let store = sample_store();
    let access = Access::open(&Access::beside(&store.path())).unwrap();
    access.add_user("admin", Role::Admin, PASSWORD, now()).unwrap();
    let policy = Policy { people: People::Users(access), site: Some("https://desk.example".to_owned()), least_note: 0 };
    let site = Site::under(store, policy, None);
    let ask = |host: &str| site.send(Request::get("/login").header("host", host).body(Body::empty()).unwrap());
    for own in ["desk.example", "192.0.2.7:8080", "[2001:db8::1]:8080", "localhost"] {
        assert_eq!(ask(own).status, StatusCode::OK, "{own}");
    }
    for other in ["evil.example", "desk.example.evil.example", "desk.example:8081"] {
        assert_eq!(ask(other).status, StatusCode::MISDIRECTED_REQUEST, "{other}");
    }
    let reply = ask("desk.example");
    assert!(reply.header("set-cookie").ends_with("; Secure"), "{}", reply.header("set-cookie"));
    assert!(reply.header("strict-transport-security").starts_with("max-age="));
}
