//! Lists in parts, and their other shapes.

use std::collections::BTreeSet;

use plenipo_record::EventKind::Meet;
use plenipo_record::Status::Occurred;

use crate::make::{Store, article};
use crate::site::{Site, sample};

/// Names that nobody takes for one another.
fn name(number: usize) -> String {
    const SOUNDS: [&str; 12] = ["Bar", "Dok", "Fel", "Gim", "Hus", "Jar", "Kov", "Lem", "Nip", "Pux", "Rit", "Zag"];
    let (first, last) = (SOUNDS[number % 12], SOUNDS[number / 12 % 12]);
    format!("{first}{}o {last}{}en", last.to_lowercase(), first.to_lowercase())
}

/// A ledger with so many meetings, one a day, of which every tenth has no day.
fn long(count: usize) -> Site {
    let report = |number: usize| {
        let day = format!("2026-{:02}-{:02}", number / 28 + 1, number % 28 + 1);
        let told = if number.is_multiple_of(10) { "" } else { day.as_str() };
        let published = if number.is_multiple_of(20) { "" } else { day.as_str() };
        article(&format!("Outlet {}", number % 3), published, &format!("Day {number}"))
            .event(
                Meet,
                Occurred,
                &format!("Mira Talvik EST | {} NOR", name(number)),
                told,
                "Oslo NOR",
                &format!("They met, number {number}."),
            )
            .quote("Mira Talvik EST", told, &format!("This is number {number}."))
    };
    Site::new(Store::new((0..count).map(report).collect()))
}

#[track_caller]
fn walk(site: &Site, first: &str, list: &str) -> (Vec<String>, usize) {
    let (mut ids, mut address, mut parts) = (Vec::new(), first.to_owned(), 0);
    loop {
        let reply = site.get(&address);
        let page = reply.json();
        ids.extend(page[list].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()));
        parts += 1;
        let link = reply.header("link");
        assert_eq!(page["next"].is_null(), link.is_empty(), "{address}: the header says the same");
        match link.strip_prefix('<').and_then(|link| link.split('>').next()) {
            Some(next) => next.clone_into(&mut address),
            None => return (ids, parts),
        }
    }
}

#[test]
fn parts_of_a_list_make_the_whole() {
    let site = long(120);
    for (address, list) in [
        ("/search.json", "events"),
        ("/search.json?q=country:NOR", "events"),
        ("/search.json?q=who:Talvik", "events"),
        ("/statements.json", "quotes"),
        ("/pair/EST-NOR.json", "events"),
    ] {
        let separator = if address.contains('?') { '&' } else { '?' };
        let (ids, parts) = walk(&site, &format!("{address}{separator}limit=7"), list);
        assert_eq!(ids.len(), 120, "{address}");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), 120, "{address}: each once");
        assert_eq!(parts, 18);
        let (whole, _) = walk(&site, &format!("{address}{separator}limit=1000"), list);
        assert_eq!(ids, whole, "{address}: the order does not depend on the parts");
    }
}

#[test]
fn tables_and_feeds_honour_the_query() {
    let site = long(120);
    let rows = |address: &str| site.page(address).trim_end().split("\r\n").count() - 1;
    assert_eq!(rows("/search.csv"), 120);
    // One of the twenty-eight has no day at all.
    assert_eq!(rows("/search.csv?q=date:2026-02"), 27);
    assert_eq!(rows("/search.csv?limit=5"), 5);
    assert_eq!(rows("/statements.csv?q=%22number+7%22"), 1);
    assert_eq!(site.page("/search.atom?q=date:2026-02-04").matches("<entry>").count(), 1);
    assert_eq!(site.page("/search.ics?q=date:2026-02-04").matches("BEGIN:VEVENT").count(), 1);
    let page = site.page("/search?limit=3&q=country:NOR");
    assert!(page.contains("/search?limit=3&amp;q=country%3ANOR&amp;after="), "the page leads on with the same query");
}

#[test]
fn a_calendar_file_is_whole() {
    let site = sample();
    let file = site.page("/calendar.ics");
    assert!(file.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && file.ends_with("END:VCALENDAR\r\n"));
    assert!(file.contains("DTSTART;VALUE=DATE:20260525\r\nDTEND;VALUE=DATE:20260526\r\n"), "{file}");
    assert!(file.contains("STATUS:CANCELLED"));
    assert!(file.replace("\r\n ", "").contains("URL:http://localhost:8080/event/"));
}

#[test]
fn a_feed_is_well_formed() {
    let site = sample();
    let feed = site.page("/search.atom");
    assert!(feed.contains("<id>http://localhost:8080/search.atom</id>"));
    assert_eq!(feed.matches("<entry>").count(), feed.matches("</entry>").count());
    assert!(feed.contains("<updated>2026-06-01T00:00:00Z</updated>"));
}
