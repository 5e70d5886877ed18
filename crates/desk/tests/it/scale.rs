//! How long pages take on a large ledger; run by hand:
//! `PLENIPO_ARTICLES=100000 cargo test --release -p plenipo-desk -- --ignored --nocapture pages_stay_fast`.

use std::time::{Duration, Instant};

use plenipo_record::EventKind::{Agree, Call, Meet, Visit};
use plenipo_record::Status::{Occurred, Planned};

use crate::make::{Report, Store, article};
use crate::site::Site;

const COUNTRIES: [&str; 12] = ["EST", "NOR", "NLD", "ITA", "FRA", "DEU", "JPN", "KEN", "PER", "CHL", "IDN", "TUN"];
const SOUNDS: [&str; 14] =
    ["ba", "der", "ko", "lim", "mar", "no", "pel", "ris", "sa", "tul", "vor", "wen", "xi", "zan"];
const TOPICS: [&str; 8] = ["fisheries", "trade", "energy", "borders", "visas", "ports", "steel", "climate"];

/// Numbers that the seed alone decides.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % bound
    }
}

/// One of three thousand persons, some of whom are in the news far more often than others.
fn person(dice: &mut Dice) -> String {
    let number = dice.below(3000).min(dice.below(3000)).min(dice.below(3000));
    let word = |mut number: usize, length: usize| {
        let mut word = String::new();
        for _ in 0..length {
            word += SOUNDS[number % SOUNDS.len()];
            number /= SOUNDS.len();
        }
        word[..1].to_uppercase() + &word[1..]
    };
    format!("{} {} {}", word(number, 2), word(number * 7 + 3, 3), COUNTRIES[number % COUNTRIES.len()])
}

fn date(day: usize) -> String {
    format!("2026-{:02}-{:02}", day / 28 % 12 + 1, day % 28 + 1)
}

/// An article of one day among 336, with three events and a quotation.
fn report(number: usize, count: usize, dice: &mut Dice) -> Report {
    let day = number * 336 / count;
    let outlet = format!("Outlet {}", dice.below(60));
    let mut article =
        article(&outlet, &format!("{}T{:02}:00", date(day), number % 24), &format!("News number {number}"));
    for _ in 0..3 {
        let kind = [Meet, Visit, Agree, Call][dice.below(4)];
        let (status, when) = if dice.below(5) == 0 { (Planned, day + 1 + dice.below(20)) } else { (Occurred, day) };
        let (one, other) = (person(dice), person(dice));
        let topic = TOPICS[dice.below(TOPICS.len())];
        let place = ["Oslo NOR", "Rome ITA", "Lima PER", "Tunis TUN"][dice.below(4)];
        let told = format!("{one} and {other} on {topic}, as article {number} has it.");
        let when = if when < 336 { date(when) } else { String::new() };
        article = article.event(kind, status, &format!("{one} | {other}"), &when, place, &told).about(topic);
    }
    let speaker = person(dice);
    let topic = TOPICS[dice.below(TOPICS.len())];
    article.quote(&speaker, &date(day), &format!("We said all there is to say on {topic}, number {number}."))
}

#[test]
#[ignore = "measures; takes a while"]
fn pages_stay_fast() {
    let count: usize = std::env::var("PLENIPO_ARTICLES").ok().and_then(|count| count.parse().ok()).unwrap_or(20_000);
    let mut dice = Dice(7);
    let start = Instant::now();
    let store = Store::new(Vec::new());
    for chunk in 0..count.div_ceil(512) {
        let numbers = chunk * 512..(chunk * 512 + 512).min(count);
        store.add(numbers.map(|number| report(number, count, &mut dice)).collect());
    }
    println!("{count} articles added in {:.0?}", start.elapsed());
    let site = Site::at(store, || jiff::civil::date(2026, 12, 28));
    let found = site.get("/search.json?q=n%3E=1").json();
    let id = |list: &str| found["events"][0][list][0]["id"].as_str().unwrap().to_owned();
    let event = found["events"][0]["id"].as_str().unwrap().to_owned();
    let someone = id("by");
    let article =
        site.get(&format!("/event/{event}.json")).json()["reports"][0]["article"].as_str().unwrap().to_owned();
    let mut slowest = Duration::ZERO;
    for address in [
        "/".to_owned(),
        "/day/2026-06-15".to_owned(),
        format!("/event/{event}"),
        format!("/article/{article}"),
        format!("/person/{someone}"),
        "/country/NOR".to_owned(),
        "/pair/EST-NOR".to_owned(),
        "/calendar".to_owned(),
        "/calendar?month=2026-06".to_owned(),
        "/statements".to_owned(),
        "/statements?q=fisheries&country=NOR".to_owned(),
        "/search".to_owned(),
        "/search?q=fisheries".to_owned(),
        "/search?q=fisheries+kind:visit+country:NOR+date:2026-03..2026-05".to_owned(),
        "/search?q=outlet:%22Outlet+7%22+n%3E=2".to_owned(),
        format!("/search?q=who:{someone}"),
        "/search?q=said:fisheries+country:NOR".to_owned(),
        "/search?q=nothing+like+it".to_owned(),
        "/data".to_owned(),
    ] {
        let mut times: Vec<Duration> = (0..21)
            .map(|_| {
                let start = Instant::now();
                site.page(&address);
                start.elapsed()
            })
            .collect();
        times.sort();
        println!("{:>9.1?} median {:>9.1?} slowest  {address}", times[10], times[20]);
        slowest = slowest.max(times[10]);
    }
    assert!(slowest < Duration::from_millis(50), "the slowest page takes {slowest:.1?}");
}
