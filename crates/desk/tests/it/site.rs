//! A desk without a network, and the ledger that most tests look at.

use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt as _;
use jiff::civil::{Date, date};
use plenipo_desk::{Desk, Options};
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

    /// Makes a desk whose clock stands on another day.
    pub fn at(store: Store, today: fn() -> Date) -> Self {
        let options = Options { readers: 2, patience: Duration::from_secs(10), today };
        let router = Desk::open(&store.path(), options).unwrap().router();
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

/// A small ledger with something of everything: meetings, a visit that moved, one that was called off, one that is overdue, a
/// disagreement, quotations, a copy, an organisation.
pub fn sample() -> Site {
    Site::new(Store::new(vec![
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
    ]))
}
