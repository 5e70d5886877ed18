//! How the time of adding and asking grows; run by hand: `cargo test --release -p plenipo-ledger -- --ignored --nocapture grows`.

use std::time::Instant;

use plenipo_ledger::{Filter, Ledger, Origin};
use plenipo_record::EventKind::{Agree, Meet, Visit};
use plenipo_record::Status::{Occurred, Planned};

use crate::make::article;

const COUNTRIES: [&str; 12] = ["EST", "NOR", "NLD", "ITA", "FRA", "DEU", "JPN", "KEN", "PER", "CHL", "IDN", "TUN"];
const SOUNDS: [&str; 14] =
    ["ba", "der", "ko", "lim", "mar", "no", "pel", "ris", "sa", "tul", "vor", "wen", "xi", "zan"];

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

#[test]
#[ignore = "measures; takes a while"]
fn grows() {
    let count: usize = std::env::var("PLENIPO_ARTICLES").ok().and_then(|count| count.parse().ok()).unwrap_or(20_000);
    let path = std::env::temp_dir().join(format!("plenipo-scale-{}.db", std::process::id()));
    let mut ledger = Ledger::open(&path).unwrap();
    let mut dice = Dice(7);
    let (mut told, mut start) = (Vec::new(), Instant::now());
    for chunk in 0..count / 64 {
        let mut batch = ledger.batch().unwrap();
        for at in 0..64 {
            let day = (chunk * 64 + at) * 360 / count;
            let date = |day: usize| format!("2026-{:02}-{:02}", day / 30 + 1, day % 30 % 28 + 1);
            let mut article =
                article(["A", "B", "C", "D", "E"][dice.below(5)], &format!("{}T{:02}:00", date(day), at % 24));
            for number in 0..3 {
                // Half of the events were told before, by somebody else.
                if told.len() < 50 || dice.below(2) == 0 {
                    let kind = [Meet, Visit, Agree][dice.below(3)];
                    let who = format!("{} | {}", person(&mut dice), person(&mut dice));
                    told.push((kind, who, date(day), ["Oslo NOR", "Rome ITA", "Lima PER"][dice.below(3)]));
                }
                let (kind, who, when, place) = told[told.len() - 1 - dice.below(told.len().min(50))].clone();
                let status = if dice.below(4) == 0 { Planned } else { Occurred };
                let sentence = format!("Sentence {number} of article {at} of batch {chunk} tells of them.");
                article = article.event(kind, status, &who, &when, place, &sentence).about(&["fish", "cables"]);
            }
            let padding =
                "The two sides spoke of fish and of cables and of the winter that had been a long one. ".repeat(6);
            batch.add(&article.paragraph(&format!("{chunk} {at} {padding}")).done(), &Origin::default()).unwrap();
        }
        batch.commit().unwrap();
        if (chunk + 1) % (count / 64 / 10).max(1) == 0 {
            let size = std::fs::metadata(&path).unwrap().len() / 1_000_000;
            println!(
                "{} articles, {:.2} ms each, {size} MB",
                (chunk + 1) * 64,
                start.elapsed().as_secs_f64() * 1000.0 / (count as f64 / 10.0)
            );
            start = Instant::now();
        }
    }
    let text = |text: &str| Some(text.to_owned());
    for (name, filter) in [
        ("all", Filter::default()),
        ("country", Filter { country: "NOR".parse().ok(), ..Filter::default() }),
        ("country, kind", Filter { country: "NOR".parse().ok(), kinds: vec![Visit], ..Filter::default() }),
        ("who", Filter { who: text(person(&mut Dice(3)).rsplit_once(' ').unwrap().0), ..Filter::default() }),
        ("words", Filter { words: text("batch 17"), ..Filter::default() }),
        ("common words", Filter { words: text("fish"), ..Filter::default() }),
        ("many reports", Filter { reports: Some(9), ..Filter::default() }),
    ] {
        let filter = Filter { limit: Some(100), ..filter };
        let start = Instant::now();
        let rows = ledger.events(&filter).unwrap().len();
        println!("{name}: {rows} rows in {:.1} ms", start.elapsed().as_secs_f64() * 1000.0);
    }
    let start = Instant::now();
    let rows = ledger.actors(&Filter { limit: Some(100), ..Filter::default() }).unwrap().len();
    println!("actors: {rows} rows in {:.1} ms", start.elapsed().as_secs_f64() * 1000.0);
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{ending}", path.display()));
    }
}
