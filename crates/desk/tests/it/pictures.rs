//! Map, network and the pages beside them: what they draw is what their tables say.

use plenipo_desk::search::{SavedSearch, SavedSearches};
use plenipo_desk::{Answers, Desk, Options};
use plenipo_record::EventKind::{Gathering, Meet};
use plenipo_record::Status::Occurred;
use serde_json::Value;

use crate::make::{Store, article};
use crate::site::{Site, sample};

#[track_caller]
fn one_of<'a>(list: &'a Value, field: &str, value: &str) -> &'a Value {
    let found: Vec<&Value> = list.as_array().unwrap().iter().filter(|row| row[field] == value).collect();
    assert_eq!(found.len(), 1, "{field} {value}: {list:#}");
    found[0]
}

#[test]
fn a_map_has_a_dot_for_each_place_that_is_known() {
    let site = sample();
    let map = site.get("/map.json").json();
    let oslo = one_of(&map["places"], "place", "Oslo");
    assert_eq!(
        (&oslo["country"], &oslo["precision"], &oslo["latitude"]),
        (&"NOR".into(), &"town".into(), &59.91.into())
    );
    // What was called off is nowhere: Tunis has talks that are planned, and no visit.
    assert_eq!(one_of(&map["places"], "place", "Tunis")["n_events"], 1);
    let page = site.page("/map");
    assert_eq!(page.matches("<circle class=\"dot\"").count(), map["places"].as_array().unwrap().len());
    assert!(page.contains("<path class=\"land\""));
    let table = site.page("/map.csv");
    assert!(table.starts_with("place,country,latitude,longitude,precision,n_events,latest\r\n"), "{table}");
    assert!(table.contains("\r\nOslo,NOR,59.91,10.75,town,2,2026-05-08\r\n"), "{table}");
    // The link of a place leads to its events.
    let address = oslo["address"].as_str().unwrap().replacen("/search", "/search.json", 1);
    assert_eq!(site.get(&address).json()["counted"], 2);
    assert_eq!(site.get("/map.json?q=kind:sanction").json()["n_nowhere"], 1);
}

#[test]
fn a_country_without_a_town_has_a_ring() {
    let site = Site::new(Store::new(vec![
        article("Post", "2026-05-08", "They met")
            .event(
                Meet,
                Occurred,
                "Mira Talvik EST | Osman Reyl NOR",
                "2026-05-08",
                "the ministry NOR",
                "They met there.",
            )
            .event(Meet, Occurred, "Lena Hoeve NLD | Osman Reyl NOR", "2026-05-08", " NOR", "They met in Norway."),
    ]));
    let map = site.get("/map.json").json();
    assert!(map["places"].as_array().unwrap().iter().all(|place| place["precision"] == "country"), "{map:#}");
    let page = site.page("/map");
    assert_eq!(page.matches("<circle class=\"dot vague\"").count(), 1, "one ring for both");
}

#[test]
fn a_network_links_those_who_meet() {
    let site = sample();
    let network = site.get("/network.json").json();
    assert_eq!(network["between"], "countries");
    let links = network["links"].as_array().unwrap();
    assert_eq!(links.len(), 1, "plans and what was called off link nobody: {network:#}");
    assert_eq!(
        (&links[0]["one"], &links[0]["other"], &links[0]["n_events"]),
        (&"EST".into(), &"NOR".into(), &1.into())
    );
    assert_eq!(links[0]["address"], "/pair/EST-NOR");
    let people = site.get("/network.json?between=people").json();
    let names: Vec<&str> =
        people["nodes"].as_array().unwrap().iter().filter_map(|node| node["name"].as_str()).collect();
    assert_eq!(names, ["Mira Talvik", "Osman Reyl"]);
    let address = people["links"][0]["address"].as_str().unwrap().replacen("/search", "/search.json", 1);
    assert_eq!(site.get(&address).json()["counted"], 1);
    assert_eq!(site.get("/network.json?q=who:Talvik").json()["between"], "people");
    let table = site.page("/network.csv?between=people");
    assert_eq!(
        table,
        "one_id,one,other_id,other,n_events\r\nmira-talvik-est,Mira Talvik,osman-reyl-nor,Osman Reyl,1\r\n"
    );
    let page = site.page("/network?between=people");
    assert_eq!((page.matches("<circle").count(), page.matches("<line ").count()), (2, 1));
    assert_eq!(site.get("/network.json?between=planets").status, 400);
}

#[test]
fn a_network_shows_sixty_at_most_and_nobody_meets_a_crowd() {
    let codes = ["EST", "NOR", "NLD", "ITA", "FRA", "DEU", "JPN", "KEN", "PER", "CHL", "IDN", "TUN"];
    let name = |number: usize| {
        let sound = |at: usize| ["Bar", "Dok", "Fel", "Gim", "Hus", "Jar", "Kov", "Lem", "Nip", "Pux"][at % 10];
        format!("{}o {}en {}", sound(number), sound(number / 10), codes[number % 12])
    };
    let mut news = article("Post", "2026-05-08", "A busy day");
    for number in 0..90 {
        let told = format!("They met, number {number}.");
        let who = format!("{} | {}", name(number), name((number + 1) % 90));
        news = news.event(Meet, Occurred, &who, "2026-05-08", "Oslo NOR", &told);
    }
    let crowd: Vec<String> = (0..90).map(name).collect();
    let news = news.event(Gathering, Occurred, &crowd.join("; "), "2026-05-08", "Lima PER", "All of them gathered.");
    let site = Site::new(Store::new(vec![news]));
    let network = site.get("/network.json?between=people").json();
    let nodes = network["nodes"].as_array().unwrap().len();
    assert!((40..=60).contains(&nodes), "{nodes}");
    assert_eq!(network["n_others"], 90 - nodes);
    let page = site.page("/network?between=people");
    assert_eq!(page, site.page("/network?between=people"), "the picture is the same each time");
    let gathered = site.get("/network.json?between=people&q=kind:gathering").json();
    assert_eq!(gathered["links"].as_array().unwrap().len(), 0, "{gathered:#}");
}

#[test]
fn coverage_tells_months_and_outlets() {
    let coverage = sample().get("/coverage.json").json();
    let month = one_of(&coverage["months"], "month", "2026-05");
    assert_eq!((&month["n_articles"], &month["observed_days"], &month["days"]), (&4.into(), &4.into(), &31.into()));
    assert_eq!(one_of(&coverage["outlets"], "outlet", "Evening Post")["n_articles"], 2);
}

#[test]
fn saved_searches_are_counted() {
    let store = sample().store;
    let saved = |name: &str, query: &str| SavedSearch { name: name.to_owned(), query: query.to_owned() };
    let options =
        Options { readers: 1, patience: std::time::Duration::from_secs(10), today: || jiff::civil::date(2026, 5, 20) };
    let desk = Desk::open(&store.path(), options).unwrap();
    let searches = SavedSearches::open(&SavedSearches::beside(&store.path())).unwrap();
    for search in [saved("Oslo <b>", "Oslo kind:meet"), saved("Odd", "kind:duel")] {
        searches.keep(&search).unwrap();
    }
    let desk = desk.with_searches(searches);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let answers = Answers::new(desk);
    let page = runtime.block_on(answers.object("/saved")).unwrap();
    assert_eq!((&page["searches"][0]["name"], &page["searches"][0]["counted"]), (&"Oslo <b>".into(), &1.into()));
    assert_eq!(page["searches"][1]["notes"].as_array().unwrap().len(), 1);
    // The same door answers every address, follows names that moved, and refuses as HTTP does.
    let pair = runtime.block_on(answers.object("/pair/NOR-EST?limit=1")).unwrap();
    assert_eq!(pair["one"]["code"], "EST");
    for (address, code) in
        [("/event/e0", "not_found"), ("/nowhere", "not_found"), ("/calendar?month=soon", "bad_request")]
    {
        assert_eq!(runtime.block_on(answers.object(address)).unwrap_err().code, code, "{address}");
    }
}
