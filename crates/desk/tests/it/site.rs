//! A desk without a network, and the ledger that most tests look at.

use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt as _;
use jiff::civil::{Date, date};
use plenipo_desk::search::SavedSearches;
use plenipo_desk::{Desk, Intake, Options, People, Policy, Role};
use plenipo_record::EventKind::{Agree, Gathering, Meet, Negotiate, Sanction, Visit};
use plenipo_record::Status::{Cancelled, Occurred, Planned};
use serde_json::Value;
use tower::ServiceExt as _;

use crate::make::{Store, article};

/// A desk over a ledger of its own.
pub struct Site {
    router: axum::Router,
    /// The ledger.
    pub store: Store,
}

/// What a request gets.
pub struct Reply {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// What was sent.
    pub body: String,
}

impl Reply {
    /// Returns a header as text, empty if it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Parses the body.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }
}

impl Site {
    /// Makes a desk over a ledger; its clock stands on 20 May 2026.
    pub fn new(store: Store) -> Self {
        Site::at(store, || date(2026, 5, 20))
    }

    /// Makes a desk with a policy of its own, which perhaps takes articles.
    pub fn under(store: Store, policy: Policy, intake: Option<Box<dyn Intake>>) -> Self {
        let options = Options { readers: 2, patience: Duration::from_secs(10), today: || date(2026, 5, 20) };
        let desk = Desk::open(&store.path(), options).unwrap().under(policy);
        let desk = if let Some(intake) = intake { desk.taking(Boxed(intake)) } else { desk };
        Site { router: desk.router(), store }
    }

    /// Makes a desk whose clock stands on another day.
    pub fn at(store: Store, today: fn() -> Date) -> Self {
        let options = Options { readers: 2, patience: Duration::from_secs(10), today };
        let people = People::AtTheMachine { name: "desk".to_owned(), role: Role::Admin };
        let policy = Policy { people, ..Policy::default() };
        let searches = SavedSearches::open(&SavedSearches::beside(&store.path())).unwrap();
        let router = Desk::open(&store.path(), options).unwrap().under(policy).with_searches(searches).router();
        Site { router, store }
    }

    /// Sends a request and waits for the reply.
    pub fn send(&self, request: Request<Body>) -> Reply {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            let bytes = body.collect().await.unwrap().to_bytes();
            let body = String::from_utf8(bytes.to_vec()).expect("all replies are text");
            Reply { status: parts.status, headers: parts.headers, body }
        })
    }

    /// Asks for an address.
    #[track_caller]
    pub fn get(&self, address: &str) -> Reply {
        self.send(Request::get(address).header("host", "localhost:8080").body(Body::empty()).unwrap())
    }

    /// Asks for an address that must be there.
    #[track_caller]
    pub fn page(&self, address: &str) -> String {
        let reply = self.get(address);
        assert_eq!(reply.status, StatusCode::OK, "{address}: {}", reply.body);
        reply.body
    }

    /// Returns the public name of the only event that a query finds.
    #[track_caller]
    pub fn event(&self, query: &str) -> String {
        let found = self.get(&format!("/search.json?q={}", query.replace(' ', "+"))).json();
        let events = found["events"].as_array().expect("a list of events").clone();
        assert_eq!(events.len(), 1, "{query}: {found:#}");
        events[0]["id"].as_str().unwrap().to_owned()
    }
}

/// What reads articles for a desk, whoever it is.
struct Boxed(Box<dyn Intake>);

impl Intake for Boxed {
    fn read(&self, offered: &plenipo_desk::Offered) -> Result<plenipo_desk::Draft, String> {
        self.0.read(offered)
    }
}

/// Somebody with a browser, which keeps a cookie.
pub struct Browser<'a> {
    site: &'a Site,
    cookie: std::cell::RefCell<Option<String>>,
}

impl<'a> Browser<'a> {
    /// Opens a browser that has never been here.
    pub fn new(site: &'a Site) -> Self {
        Browser { site, cookie: std::cell::RefCell::default() }
    }

    /// Opens a browser and signs in.
    #[track_caller]
    pub fn signed_in(site: &'a Site, name: &str, password: &str) -> Self {
        let browser = Browser::new(site);
        let reply = browser.post("/login", &[("name", name), ("password", password)]);
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
        browser
    }

    /// Returns the cookie.
    pub fn cookie(&self) -> Option<String> {
        self.cookie.borrow().clone()
    }

    /// Sends a request with the cookie, and keeps what comes back.
    pub fn send(&self, mut request: Request<Body>) -> Reply {
        request.headers_mut().insert("host", "localhost:8080".parse().unwrap());
        if let Some(cookie) = self.cookie() {
            request.headers_mut().insert("cookie", cookie.parse().unwrap());
        }
        let reply = self.site.send(request);
        if let Some((cookie, _)) = reply.header("set-cookie").split_once(';') {
            *self.cookie.borrow_mut() = Some(cookie.to_owned());
        }
        reply
    }

    /// Asks for an address.
    pub fn get(&self, address: &str) -> Reply {
        self.send(Request::get(address).body(Body::empty()).unwrap())
    }

    /// Returns the key that forms carry for this browser.
    pub fn key(&self) -> String {
        // Strangers see a form where they sign in; where nobody does, people at the machine see others.
        let pages = ["/login", "/correct/mira-talvik-est"].map(|address| self.get(address).body);
        let found = pages.iter().find_map(|page| page.split_once("name=\"key\" value=\""));
        let (_, rest) = found.expect("a page has a form");
        rest.split_once('"').unwrap().0.to_owned()
    }

    /// Sends a form with its key.
    pub fn post(&self, address: &str, fields: &[(&str, &str)]) -> Reply {
        self.post_with(&self.key(), address, fields)
    }

    /// Sends a form with some key.
    pub fn post_with(&self, key: &str, address: &str, fields: &[(&str, &str)]) -> Reply {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("key", key).extend_pairs(fields);
        let request = Request::post(address).header("content-type", "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(form.finish())).unwrap())
    }
}

/// A small ledger with something of everything: meetings, a visit that moved, one that was called off, one that is overdue, a
/// disagreement, quotations, a copy, an organisation.
pub fn sample() -> Site {
    Site::new(sample_store())
}

/// The ledger of the sample.
pub fn sample_store() -> Store {
    Store::new(vec![
        article("Nordic Courier", "2026-05-08T18:00", "Talvik and Reyl talk fish in Oslo")
            .at("https://courier.example/oslo")
            .event(
                Meet,
                Occurred,
                "Mira Talvik EST | Osman Reyl NOR",
                "2026-05-08",
                "Oslo NOR",
                "Mira Talvik met Osman Reyl in Oslo on Friday.",
            )
            .about("fisheries")
            .event(Visit, Planned, "Mira Talvik EST", "2026-05-22", "Rome ITA", "She is to visit Rome on May 22.")
            .quote("Mira Talvik EST", "2026-05-08", "Norway is our closest partner at sea.")
            .statement("Osman Reyl NOR", "quotas would stay as they are")
            .aside("reader one", "Well said.", "Storm over Bergen"),
        article("Baltic Ledger", "2026-05-09T09:00", "Foreign ministers meet")
            .event(
                Meet,
                Occurred,
                "Mira Talvik EST | Osman Reyl NOR",
                "2026-05-08",
                "Oslo NOR",
                "Talvik met her colleague Osman Reyl in Oslo.",
            )
            .event(
                Agree,
                Occurred,
                "Estonia EST | Norway NOR",
                "2026-05-08",
                "Oslo NOR",
                "Estonia and Norway signed a fisheries agreement.",
            ),
        article("Evening Post", "2026-05-14T09:00", "Rome visit put off")
            .event(Visit, Planned, "Mira Talvik EST", "2026-05-25", "Rome ITA", "Talvik will now visit Rome on May 25.")
            .event(
                Visit,
                Cancelled,
                "Lena Hoeve NLD",
                "2026-05-21",
                "Tunis TUN",
                "Lena Hoeve has called off her visit to Tunis.",
            ),
        article("Evening Post", "2026-05-15T09:00", "Talks due")
            .event(
                Negotiate,
                Planned,
                "Netherlands NLD | Tunisia TUN",
                "2026-05-12",
                "Tunis TUN",
                "The two sides were to hold talks in Tunis on May 12.",
            )
            .event(
                Sanction,
                Occurred,
                "Union of Fjords NOR | Tunisia TUN",
                "2026-05-13",
                "",
                "The Union of Fjords imposed a ban on Tunisia.",
            )
            .event(
                Gathering,
                Planned,
                "Estonia EST; Norway NOR; Netherlands NLD",
                "2026-06",
                "Lima PER",
                "Ministers gather in Lima in June.",
            )
            .quote("Lena Hoeve NLD", "2026-05-14", "We will find another day."),
    ])
}
