//! Whatever somebody asks for, the answer is no failure of ours.

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
