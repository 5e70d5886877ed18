//! Whatever somebody asks for, the answer is no failure of ours.

use axum::body::Body;
use axum::http::Request;

use crate::site::sample;

/// Numbers that the seed alone decides.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % bound
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

const PIECES: [&str; 40] = [
    "who:",
    "with:",
    "country:",
    "kind:",
    "status:",
    "date:",
    "said:",
    "outlet:",
    "n>=",
    "\"",
    "-",
    "*",
    "(",
    ")",
    " ",
    " ",
    " ",
    "Talvik",
    "NOR",
    "visit",
    "planned",
    "2026-05",
    "..",
    "2026-99-99",
    "99999999999999999999",
    "OR",
    "NEAR",
    "AND",
    "^",
    "{",
    "'",
    ";",
    "--",
    "\u{0}",
    "\u{202e}",
    "é",
    "漢字",
    "🇹🇷",
    "%",
    "\\",
];

#[test]
fn no_query_is_a_failure() {
    let site = sample();
    let document = site.get("/openapi.json").json();
    let paths = document["paths"].as_object().unwrap().iter().filter(|(_, methods)| !methods["get"].is_null());
    let paths: Vec<&String> = paths.map(|(path, _)| path).collect();
    let mut dice = Dice(11);
    for round in 0..1000 {
        let path = paths[round % paths.len()];
        let mut value = |longest: usize| -> String {
            let text: String = (0..dice.below(longest)).map(|_| dice.pick(&PIECES)).collect();
            form_urlencoded::byte_serialize(text.as_bytes()).collect()
        };
        let names = document["paths"][path]["get"]["parameters"].as_array().unwrap();
        let queries: Vec<String> = names
            .iter()
            .filter(|parameter| parameter["in"] == "query")
            .map(|parameter| format!("{}={}", parameter["name"].as_str().unwrap(), value(6)))
            .collect();
        let filled = match path.split_once('{') {
            Some((before, rest)) => {
                format!("{before}{}{}", value(4).replace('+', "%20"), rest.split_once('}').unwrap().1)
            }
            None => path.clone(),
        };
        let address = format!("{filled}?{}", queries.join("&"));
        let reply = site.get(&address);
        assert!(reply.status.as_u16() < 500, "{address}: {} {}", reply.status, reply.body);
    }
}

/// Headers that somebody may send.
const HEADERS: [&str; 10] = [
    "if-none-match",
    "accept",
    "accept-language",
    "accept-encoding",
    "range",
    "cookie",
    "authorization",
    "referer",
    "origin",
    "x-forwarded-for",
];

#[test]
fn no_header_is_a_failure() {
    let site = sample();
    let mut dice = Dice(13);
    for round in 0..300 {
        let address = ["/", "/search.json?q=talks", "/map", "/network.csv", "/nowhere", "/openapi.json"][round % 6];
        let mut request = Request::get(address).header("host", "localhost");
        for _ in 0..dice.below(4) {
            // Bytes that a header may hold: all but control characters.
            let value: Vec<u8> =
                (0..dice.below(60)).map(|_| 0x20 + dice.below(0xdf) as u8).filter(|byte| *byte != 0x7f).collect();
            request = request.header(dice.pick(&HEADERS), value);
        }
        let reply = site.send(request.body(Body::empty()).unwrap());
        assert!(reply.status.as_u16() < 500, "{address}: {} {}", reply.status, reply.body);
    }
    // Whatever somebody calls us, a foreign name is refused and nothing breaks.
    for _ in 0..200 {
        let host: Vec<u8> = (0..dice.below(30)).map(|_| 0x20 + dice.below(0x5f) as u8).collect();
        let reply = site.send(Request::get("/").header("host", host).body(Body::empty()).unwrap());
        assert!(reply.status.as_u16() < 500, "{}", reply.status);
    }
}

#[test]
fn no_method_is_a_failure() {
    let site = sample();
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "HEAD", "BREW"] {
        for address in ["/", "/search", "/map.json", "/event/e0", "/nowhere"] {
            let request = Request::builder().method(method).uri(address).header("host", "localhost");
            let reply = site.send(request.body(Body::from("a=b")).unwrap());
            assert!(reply.status.as_u16() < 500, "{method} {address}: {}", reply.status);
        }
    }
}
