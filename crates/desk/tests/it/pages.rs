//! What each page shows.

use axum::http::StatusCode;

use crate::site::{Site, sample};

/// Asks for a page and looks for words on it, whatever stands around them.
#[track_caller]
fn check(site: &Site, address: &str, expected: &[&str]) {
    let page = site.page(address);
    let text = words(&page);
    for words in expected {
        assert!(text.contains(words), "{address} does not say “{words}”:\n{text}");
    }
}

/// Returns the words of a page without its markup.
fn words(page: &str) -> String {
    let body = page.split_once("<main").expect("a page has a main part").1.split_once('>').unwrap().1;
    let mut text = String::new();
    for piece in body.split('<') {
        text.push_str(piece.split_once('>').map_or(piece, |(_, words)| words));
    }
    text.replace("&quot;", "\"").replace("&amp;", "&")
}

#[test]
fn today_leads_with_what_most_outlets_tell() {
    let site = sample();
    check(
        &site,
        "/",
        &[
            "Friday 15 May 2026",
            "The latest news in this ledger is of",
            "Mira Talvik (EST) met Osman Reyl (NOR) in Oslo, Norway",
        ],
    );
    check(
        &site,
        "/",
        &["Plans that changed", "planned before for 22 May 2026", "Lena Hoeve (NLD) was to visit Tunis, Tunisia"],
    );
    check(&site, "/", &["Who deals with whom", "Estonia – Norway", "4 articles"]);
    let page = site.get("/index.json").json();
    assert_eq!(page["day"], "2026-05-15");
    assert_eq!(page["leading"][0]["n_reports"], 2);
}

#[test]
fn a_day_has_fixed_headings() {
    let site = sample();
    check(
        &site,
        "/day/2026-05-08",
        &["Friday 8 May 2026", "Meetings", "Agreements", "Statements", "Articles published on this day"],
    );
    check(&site, "/day/1999-01-01", &["The record has nothing of this day."]);
    assert_eq!(site.get("/day/2026-13-01").status, StatusCode::NOT_FOUND);
    assert_eq!(site.get("/day/-009999-01-01").status, StatusCode::OK);
    assert_eq!(site.get("/day/9999-12-31").status, StatusCode::OK);
}

#[test]
fn a_record_leads_to_its_proof() {
    let site = sample();
    let id = site.event("kind:meet");
    check(
        &site,
        &format!("/event/{id}"),
        &["Mira Talvik (EST) met", "Parties", "With", "8 May 2026", "(to the day)", "fisheries"],
    );
    check(
        &site,
        &format!("/event/{id}"),
        &["Nordic Courier", "Baltic Ledger", "Talvik met her colleague Osman Reyl in Oslo.", "CONSULT", "CAMEO"],
    );
    let record = site.get(&format!("/event/{id}.json")).json();
    let evidence = &record["reports"][0]["evidence"][0];
    let address = evidence["address"].as_str().unwrap();
    let (article, anchor) = address.split_once('#').unwrap();
    let page = site.page(article);
    assert!(page.contains(&format!("id=\"{anchor}\"")), "{address} is marked in the text");
    let text = site.get(&format!("{article}.json")).json()["text"].as_str().unwrap().to_owned();
    let span = |name: &str| usize::try_from(evidence[name].as_u64().unwrap()).unwrap();
    assert_eq!(&text[span("start")..span("end")], evidence["text"].as_str().unwrap());
}

#[test]
fn a_story_tells_what_it_amounts_to() {
    let site = sample();
    let stories = site.get("/stories.json").json();
    let story = stories["stories"].as_array().unwrap().iter().max_by_key(|story| story["n_articles"].as_i64()).unwrap();
    let (address, title) = (story["address"].as_str().unwrap(), story["title"].as_str().unwrap());
    check(&site, "/stories", &[title, "articles in"]);
    check(&site, address, &[title, "to read", "Who met whom", "Mira Talvik (EST) met", "The articles"]);
    let page = site.get(&format!("{address}.json")).json();
    assert_eq!(page["articles"].as_array().unwrap().len() as i64, story["n_articles"].as_i64().unwrap());
    let reply = site.get("/story/s000000000000");
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
}

#[test]
fn a_plan_that_moved_keeps_the_day_before() {
    let site = sample();
    let id = site.event("kind:visit who:Talvik");
    check(
        &site,
        &format!("/event/{id}"),
        &["What became of it", "announced", "moved", "planned before", "22 May 2026", "25 May 2026"],
    );
}

#[test]
fn an_article_shows_its_text_with_marks_and_keeps_comments_apart() {
    let site = sample();
    let id = site.get("/day/2026-05-08.json").json()["articles"][0]["id"].as_str().unwrap().to_owned();
    check(
        &site,
        &format!("/article/{id}"),
        &[
            "Talvik and Reyl talk fish in Oslo",
            "Mira Talvik met Osman Reyl in Oslo on Friday.",
            "Comments of readers (1)",
            "reader one",
            "Other headlines on the page (1)",
            "SHA-256",
            "20 May 2026, 08:00 (UTC)",
        ],
    );
    let page = site.page(&format!("/article/{id}"));
    assert_eq!(page.matches("<mark class=\"event\">").count(), 2, "{page}");
    assert_eq!(page.matches("<mark class=\"quote\">").count(), 1);
    assert_eq!(page.matches("<mark class=\"statement\">").count(), 1);
    assert!(page.contains("href=\"https://courier.example/oslo\""));
}

#[test]
fn a_person_has_offices_meetings_travels_and_words() {
    let site = sample();
    check(
        &site,
        "/person/mira-talvik-est",
        &[
            "Mira Talvik",
            "Foreign Minister",
            "Estonia",
            "What comes",
            "Meetings, calls and talks",
            "Who takes part in the same events",
            "Osman Reyl",
            "Norway is our closest partner at sea.",
        ],
    );
    assert_eq!(site.get("/person/nobody-at-all").status, StatusCode::NOT_FOUND);
    let elsewhere = site.get("/organization/mira-talvik-est.json");
    assert_eq!(elsewhere.status, StatusCode::PERMANENT_REDIRECT);
    assert_eq!(elsewhere.header("location"), "/person/mira-talvik-est.json");
}

#[test]
fn an_organisation_has_a_page() {
    let site = sample();
    let found = site.get("/search.json?q=kind:sanction").json();
    let address = found["events"][0]["by"][0]["address"].as_str().unwrap().to_owned();
    assert!(address.starts_with("/organization/"), "{address}");
    check(&site, &address, &["Union of Fjords", "took measures against Tunisia"]);
}

#[test]
fn a_country_has_its_partners_and_voices() {
    let site = sample();
    check(
        &site,
        "/country/NOR",
        &["Norway", "What happened or came to nothing", "With whom it deals", "Estonia – Norway", "Osman Reyl"],
    );
    check(&site, "/country/FJI", &["Fiji", "The record has nothing of this country yet."]);
    assert_eq!(site.get("/country/QQQ").status, StatusCode::NOT_FOUND);
    assert_eq!(site.get("/country/nor").header("location"), "/country/NOR");
}

#[test]
fn a_pair_has_a_picture_with_its_table() {
    let site = sample();
    check(
        &site,
        "/pair/EST-NOR",
        &[
            "Estonia and Norway",
            "Last",
            "Next",
            "The same as a table",
            "Agreements",
            "Estonia on Norway",
            "Norway is our closest partner at sea.",
        ],
    );
    assert!(site.page("/pair/EST-NOR").contains("<svg viewBox"));
    assert_eq!(site.get("/pair/NOR-EST").header("location"), "/pair/EST-NOR");
    assert_eq!(site.get("/pair/EST-EST").status, StatusCode::NOT_FOUND);
    assert_eq!(site.get("/pair/EST").status, StatusCode::NOT_FOUND);
    let pair = site.get("/pair/EST-NOR.json").json();
    assert_eq!(pair["months"][0]["month"], "2026-05");
    assert_eq!(pair["months"][0]["kinds"]["meet"], 1);
}

#[test]
fn the_calendar_tells_how_plans_stand() {
    let site = sample();
    let states = |address: &str, list: &str| -> Vec<String> {
        let page = site.get(address).json();
        let lines = page[list].as_array().unwrap();
        lines
            .iter()
            .map(|line| format!("{} {}", line["kind"].as_str().unwrap(), line["state"].as_str().unwrap()))
            .collect()
    };
    assert_eq!(states("/calendar.json", "plans"), ["visit cancelled", "visit moved", "gathering planned"]);
    assert_eq!(states("/calendar.json", "overdue"), ["negotiate overdue"]);
    assert_eq!(
        states("/calendar.json?month=2026-05", "plans"),
        ["negotiate overdue", "visit cancelled", "visit moved"]
    );
    check(&site, "/calendar", &["Monday 25 May 2026", "planned before for 22 May 2026", "June 2026", "Overdue"]);
    check(&site, "/calendar?month=2026-06", &["June 2026", "Some time in these days", "Lima"]);
    assert_eq!(site.get("/calendar?month=soon").status, StatusCode::BAD_REQUEST);
}

#[test]
fn statements_are_found_by_speaker_country_day_and_words() {
    let site = sample();
    let count = |address: &str| site.get(address).json()["quotes"].as_array().unwrap().len();
    assert_eq!(count("/statements.json"), 3);
    assert_eq!((count("/statements.json?wording=quoted"), count("/statements.json?wording=reported")), (2, 1));
    assert_eq!(count("/statements.json?q=quotas"), 1);
    check(&site, "/statements?wording=reported", &["Reported speech", "quotas would stay as they are", "reported"]);
    assert_eq!(site.get("/statements?wording=sung").status, StatusCode::BAD_REQUEST);
    // Part by part, whatever they hold, the list is the same.
    let (mut address, mut parts) = ("/statements.json?limit=1".to_owned(), Vec::new());
    loop {
        let part = site.get(&address).json();
        parts.extend(part["quotes"].as_array().unwrap().iter().map(|quote| quote["id"].clone()));
        let Some(next) = part["next"].as_str() else { break };
        address = format!("/statements.json?limit=1&after={next}");
    }
    let whole = site.get("/statements.json").json();
    assert_eq!(parts, whole["quotes"].as_array().unwrap().iter().map(|quote| quote["id"].clone()).collect::<Vec<_>>());
    assert_eq!(count("/statements.json?who=Talvik"), 1);
    assert_eq!(count("/statements.json?country=NLD"), 1);
    assert_eq!(count("/statements.json?since=2026-05-10&until=2026-05"), 1);
    assert_eq!(count("/statements.json?q=%22closest+partner%22"), 1);
    assert_eq!(count("/statements.json?q=nothing"), 0);
    check(&site, "/statements?who=Talvik&since=2026-05", &["Statements of Talvik since May 2026", "interview"]);
}

#[test]
fn a_search_is_told_in_plain_words_and_helps_when_it_finds_nothing() {
    let site = sample();
    check(
        &site,
        "/search?q=fisheries+country:Norway",
        &[
            "Records with the words “fisheries”, that concern Norway: 2",
            "Kinds",
            "Countries",
            "Outlets",
            "Nordic Courier",
        ],
    );
    check(
        &site,
        "/search?q=fisheries+kind:visit",
        &["No record fits.", "With fewer terms there is more:", "kind:visit"],
    );
    check(&site, "/search?q=kind:duel", &["“duel” is no kind of event"]);
    check(&site, "/search?q=Talvik", &["Perhaps you mean:"]);
    let count = |query: &str| site.get(&format!("/search.json?q={query}")).json()["counted"].as_u64().unwrap();
    assert_eq!(count(""), 7);
    assert_eq!(count("who:Talvik+with:Reyl"), 1);
    assert_eq!(count("n%3E=2"), 2);
    assert_eq!(count("outlet:%22baltic+ledger%22"), 2);
    assert_eq!(count("country:EST+country:NOR+date:2026-05"), 2);
    assert_eq!(count("fisheries+-signed"), 1);
    assert_eq!(count("said:%22closest+partner%22+kind:meet"), 1);
    assert_eq!(site.get("/search.json?kind=meet&who=Mira+Talvik").json()["q"], "who:\"Mira Talvik\" kind:meet");
}

#[test]
fn data_and_help_say_what_there_is() {
    let site = sample();
    check(&site, "/data", &["4", "/search.csv", "n_outlets", "OpenAPI"]);
    check(&site, "/help", &["How to search", "kind:visit,meet status:planned", "It was planned and was called off."]);
}

#[test]
fn every_page_is_whole_and_brings_nothing_from_elsewhere() {
    let site = sample();
    for address in crate::links::all(&site) {
        let page = site.page(&address);
        for (what, count) in [("<h1>", 1), ("<main id=\"main\">", 1), ("<html lang=\"en\">", 1), ("</html>", 1)] {
            assert_eq!(page.matches(what).count(), count, "{address}: {what}");
        }
        for banned in ["<script", " style=", "javascript:", "<iframe", "@import"] {
            let page = page.replace(crate::hostile::OWN_SCRIPT, "");
            assert!(!page.contains(banned), "{address} holds {banned}");
        }
        for resource in page.split(" src=\"").skip(1).chain(page.split("<link ").skip(1)) {
            assert!(!resource.split('>').next().unwrap().contains("//"), "{address} brings {resource:.80}");
        }
    }
}
