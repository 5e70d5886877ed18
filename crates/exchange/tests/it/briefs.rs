//! Briefs as text, Markdown, web pages and JSON: every line has its record, and no words of an article mark anything up.

use plenipo_exchange::{brief_html, brief_json, brief_markdown, brief_sheet, story_sheet, story_view_json};
use plenipo_ledger::{Brief, BriefRequest, Filter, Record, day_number};

use crate::hostile::{country, ledger};

fn brief() -> Brief {
    let on = |day: &str| day_number(day.parse().unwrap());
    let filter = Filter { news_of: Some((on("2026-03-05"), on("2026-03-07"))), ..Filter::default() };
    ledger().brief(&BriefRequest { filter, today: on("2026-03-07") }).unwrap()
}

#[test]
fn a_brief_says_what_it_is_about_and_proves_every_line() {
    let sheet = brief_sheet(&brief(), &country);
    assert_eq!(sheet.title, "5–7 Mar 2026");
    let headings: Vec<&str> = sheet.sections.iter().map(|section| section.heading).collect();
    assert_eq!(headings, ["SUMMARY", "WHO MET WHOM", "WHAT WAS SAID", "WHAT COMES NEXT"]);
    for section in &sheet.sections {
        for entry in &section.entries {
            assert!(!entry.record.is_empty() && entry.told_by.is_some(), "{entry:?}");
            assert!(entry.proof.is_some() || section.heading == "SUMMARY", "{entry:?}");
        }
    }
    let met = &sheet.sections[1].entries[0];
    assert_eq!((met.days.as_str(), met.aside.last().map(String::as_str)), ("6 Mar 2026", Some("2 reports")));
    assert!(met.line.starts_with("Osman Reyl (NOR) met "), "{}", met.line);
}

#[test]
fn a_page_holds_no_markup_but_its_own() {
    let page = brief_html(&brief_sheet(&brief(), &country));
    for foreign in ["<script", "<b>", "<i>", "<Norway>", "<Sons>", "\u{1b}"] {
        assert!(!page.contains(foreign), "{foreign}");
    }
    assert!(!page.contains("http://") && !page.contains("https://"), "a page needs nothing from elsewhere");
    // All elements close in their order, but for those that never do.
    let mut open = Vec::new();
    for tag in page.split('<').skip(1).map(|piece| piece.split(['>', ' ']).next().unwrap()) {
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "`{tag}` closes what is open"),
            None if tag.starts_with('!') || tag == "meta" => {}
            None => open.push(tag),
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn markdown_marks_up_nothing_that_an_article_says() {
    let text = brief_markdown(&brief_sheet(&brief(), &country));
    assert!(text.contains(r"\<script\>") && text.contains(r"\[Oslo\](x)") && text.contains(r"\*"), "{text}");
    assert!(!text.contains('\u{1b}'));
    assert!(text.lines().filter(|line| line.starts_with("# ")).count() == 1, "{text}");
}

#[test]
fn programs_get_the_proofs_as_well() {
    let value = brief_json(&brief());
    let met = &value["contacts"][0];
    assert!(met["proof"]["sentence"].as_str().unwrap().contains("=Talvik & Reyl"));
    for field in ["report", "article", "outlet", "published", "start", "end"] {
        assert!(!met["proof"][field].is_null(), "{field}");
    }
    assert_eq!(value["ahead"][0]["state"], "planned");
    assert_eq!((value["since"].as_str(), value["until"].as_str()), (Some("2026-03-05"), Some("2026-03-07")));
}

#[test]
fn a_story_is_its_brief_and_its_articles() {
    let ledger = ledger();
    let stories = ledger.stories(&Filter::default()).unwrap();
    assert_eq!(stories.len(), 1);
    let Record::Story(view) = ledger.show(&stories[0].id).unwrap() else { panic!("a story") };
    let sheet = story_sheet(&view, &country);
    assert_eq!(sheet.title, "5–7 Mar 2026, 2 articles, 1 min to read");
    assert_eq!(sheet.sections.last().map(|section| (section.heading, section.entries.len())), Some(("ARTICLES", 2)));
    let value = story_view_json(&view);
    assert_eq!(value["articles"].as_array().unwrap().len(), 2);
    assert_eq!(value["articles"][1]["follows"], value["articles"][0]["id"]);
}

#[test]
fn an_empty_brief_says_where_news_may_be_found() {
    let on = |day: &str| day_number(day.parse().unwrap());
    let filter = Filter {
        news_of: Some((on("2026-01-01"), on("2026-01-01"))),
        who: Some("Nobody".to_owned()),
        ..Filter::default()
    };
    let brief = ledger().brief(&BriefRequest { filter, today: on("2026-01-01") }).unwrap();
    let sheet = brief_sheet(&brief, &country);
    assert_eq!(sheet.title, "Nobody, 1 Jan 2026");
    assert_eq!(sheet.note.as_deref(), Some("Nothing on record for this. The latest article is of 7 Mar 2026."));
}
