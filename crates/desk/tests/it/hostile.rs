//! Text from strangers is text and nothing else, wherever it goes.

use plenipo_record::EventKind::{Meet, Visit};
use plenipo_record::Status::{Occurred, Planned};

use crate::make::{Store, article};
use crate::site::Site;

const SCRIPT: &str = "<script>alert(1)</script>";
/// The only script that a page may have.
pub const OWN_SCRIPT: &str = concat!("<script src=\"/assets/desk-", env!("CARGO_PKG_VERSION"), ".js\" defer></script>");
const ATTRIBUTE: &str = "\" onmouseover=\"alert(1)\" x=\"";

/// A ledger in which every field that an article fills tries to be more than text.
fn site() -> Site {
    let evil = |what: &str| format!("{what} {SCRIPT} {ATTRIBUTE} ]]> &lt; \u{202e} \u{0} =1+1");
    Site::new(Store::new(vec![
        article(&evil("Outlet"), "2026-05-08T18:00", &evil("Headline"))
            .at("javascript:alert(1)")
            .event(
                Meet,
                Occurred,
                &format!("Mira {SCRIPT} EST | Osman{ATTRIBUTE} Reyl NOR"),
                "2026-05-08",
                &format!("Oslo{SCRIPT} NOR"),
                &evil("They met."),
            )
            .about(&evil("=HYPERLINK(\"http://evil.example\")"))
            .event(Visit, Planned, &format!("Mira {SCRIPT} EST"), "2026-05-12", "Rome\r\nEND:VEVENT ITA", &evil("=cmd"))
            .quote(&format!("Mira {SCRIPT} EST"), "2026-05-08", &evil("@SUM"))
            .statement(&format!("Mira {SCRIPT} EST"), &evil("reported"))
            .aside(&evil("author"), &evil("comment"), &evil("related")),
    ]))
}

/// Tells what in a page is more than text.
pub fn danger(page: &str) -> Option<String> {
    let tags = page.split('<').skip(1).map(|rest| rest.split('>').next().unwrap_or_default());
    tags.into_iter().find(|tag| is_dangerous(tag)).map(str::to_owned)
}

fn is_dangerous(tag: &str) -> bool {
    // Every second piece between marks is the value of an attribute, and only text.
    let names: String = tag.split('"').step_by(2).collect();
    let has_handler = names.split_whitespace().any(|name| name.starts_with("on"));
    (tag.starts_with("script") && !OWN_SCRIPT.starts_with(&format!("<{tag}>")))
        || has_handler
        || tag.contains("=\"javascript:")
}

#[test]
fn danger_is_seen() {
    assert_eq!(danger("<p class=\"a\"><a href=\"/x\">only</a>"), None);
    for page in ["<p><script>", "<a x=\"\" onmouseover=\"alert(1)\">", "<a href=\"javascript:alert(1)\">"] {
        assert!(danger(page).is_some(), "{page}");
    }
}

#[test]
fn script_in_articles_is_inert_on_every_page() {
    let site = site();
    let pages = crate::links::all(&site);
    assert!(pages.len() > 20, "{pages:?}");
    let mut seen = 0;
    for address in pages {
        let page = site.page(&address);
        assert_eq!(danger(&page), None, "{address}");
        seen += usize::from(page.contains("&lt;script&gt;"));
    }
    assert!(seen > 10, "{seen} pages show the text as text");
}

#[test]
fn script_in_queries_is_inert() {
    let site = site();
    for query in
        [SCRIPT, ATTRIBUTE, "who:\"<script>\"", "kind:<script>", "date:\"<script>\"", "country:<script>", "-<script>"]
    {
        let query: String = form_urlencoded::byte_serialize(query.as_bytes()).collect();
        for address in [
            format!("/search?q={query}"),
            format!("/search?who={query}&outlet={query}&after=x.1"),
            format!("/statements?q={query}&who={query}"),
            format!("/statements?country={query}"),
            format!("/calendar?month={query}"),
            format!("/map?q={query}"),
            format!("/network?q={query}&between=people"),
            format!("/network?between={query}"),
            format!("/person/{query}"),
            format!("/event/{query}"),
            format!("/day/{query}"),
            format!("/{query}"),
        ] {
            let reply = site.get(&address);
            assert!(reply.status.as_u16() < 500, "{address}: {}", reply.status);
            assert_eq!(danger(&reply.body), None, "{address}");
        }
    }
}

#[test]
fn script_in_feeds_is_text() {
    let site = site();
    for address in ["/search.atom", "/index.atom", "/statements.atom"] {
        let feed = site.page(address);
        assert_eq!(danger(&feed), None, "{address}");
        assert!(feed.contains("&lt;script&gt;") && !feed.contains('\u{0}'), "{address}");
    }
}

#[test]
fn cells_of_tables_are_no_formulas() {
    let site = site();
    for address in ["/search.csv", "/statements.csv", "/map.csv", "/network.csv?between=people", "/coverage.csv"] {
        let table = site.page(address);
        for cell in cells(&table) {
            assert!(!cell.starts_with(['=', '+', '@', '\t', '\r']), "{address}: {cell}");
        }
    }
}

/// Returns the cells of a table as a spreadsheet takes them.
fn cells(table: &str) -> Vec<String> {
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    for letter in table.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' | '\n' if !quoted => cells.push(std::mem::take(&mut cell)),
            _ => cell.push(letter),
        }
    }
    cells
}

#[test]
fn a_calendar_file_has_as_many_entries_as_events() {
    let site = site();
    let file = site.page("/search.ics");
    assert_eq!(file.matches("\r\nEND:VEVENT\r\n").count(), 2, "{file}");
    assert!(file.split("\r\n").all(|line| !line.contains(['\n', '\r', '\u{0}'])));
}
