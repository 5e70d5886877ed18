//! A ledger of two articles whose words would like to be markup, formulas and ends of rows.

use plenipo_ledger::{Ledger, Origin};
use plenipo_record::{
    Actor, ActorId, ActorKind, Article, Event, EventKind, PartKind, Place, Published, Quotation, QuotationKind,
    Reading, Span, Status, When,
};

/// Words that break what does not escape them.
pub const SENTENCE: &str =
    "<script>alert(\"1\")</script> =Talvik & Reyl, \tmet; in [Oslo](x) `today` & said: *\u{1b}[31m yes* \\ …";
/// A name that a spreadsheet takes for a formula.
pub const NAME: &str = "=Mira;Talvik\",<b>";

/// Makes the ledger: a meeting that was announced and held, a visit that is proposed, and a quotation.
pub fn ledger() -> Ledger {
    let mut ledger = Ledger::in_memory().unwrap();
    for (day, status, address) in [
        ("2026-03-05", Status::Planned, "https://news.example/1?a=1&b=<2>"),
        ("2026-03-07", Status::Occurred, "b.html"),
    ] {
        let origin = Origin { address: Some(address.to_owned()), ..Origin::default() };
        let mut batch = ledger.batch().unwrap();
        batch.add(&reading(day, status), &origin).unwrap();
        batch.commit().unwrap();
    }
    ledger
}

fn reading(published: &str, status: Status) -> Reading {
    let mut article = Article::new(format!("{published}.html"));
    article.push(PartKind::Headline, "Talks \"<i>\" & =more");
    let met = article.push(PartKind::Body, &format!("{SENTENCE} {published}"));
    let plan = article.push(PartKind::Body, "-Reyl may come to Tallinn in May.");
    let words = article.push(PartKind::Body, "+We have agreed, \"in <principle>\"\non fish");
    article.title = Some("Talks \"<i>\" & =more".into());
    article.outlet = Some("Harbour, \"Courier\" & <Sons>".into());
    let day = published.parse().unwrap();
    article.published = Some(Published { day, time: Some((9, 30, 0)), offset_minutes: Some(120) });
    let (talvik, reyl) = (ActorId::new("talvik"), ActorId::new("reyl"));
    let person = |id: &ActorId, name: &str, country: &str, role: &str| Actor {
        id: id.clone(),
        kind: ActorKind::Person,
        names: vec![name.to_owned()],
        country: country.parse().ok(),
        roles: vec![role.to_owned()],
    };
    let event = |id: &str, kind, status, with: Vec<ActorId>, when: When, place: &str, evidence: Span| Event {
        id: id.into(),
        kind,
        status,
        by: vec![reyl.clone()],
        with,
        when: Some(when),
        place: Some(Place { name: Some(place.into()), country: None }),
        what: vec!["@fish".into(), "cables;\tships".into()],
        evidence: vec![evidence],
        detail: None,
        confidence: Some(0.5),
    };
    let on = |day: &str| When::on(day.parse::<plenipo_record::Day>().unwrap());
    Reading {
        actors: vec![person(&talvik, NAME, "EST", "@Minister"), person(&reyl, "Osman Reyl", "NOR", "-Envoy")],
        events: vec![
            event("e1", EventKind::Meet, status, vec![talvik.clone()], on("2026-03-06"), "Oslo, <Norway>", met),
            event("e2", EventKind::Visit, Status::Proposed, vec![], on("2026-05"), "Tallinn", plan),
        ],
        quotations: vec![Quotation {
            id: "q1".into(),
            speaker: Some(talvik),
            kind: QuotationKind::Direct,
            medium: None,
            said: None,
            mention: None,
            cue: None,
            pieces: vec![words],
        }],
        statements: vec![],
        diagnostics: vec![],
        article,
    }
}

/// Returns what the countries of these articles are called.
pub fn country(code: plenipo_record::CountryCode) -> Option<String> {
    match code.as_str() {
        "EST" => Some("Estonia".to_owned()),
        "NOR" => Some("Norway".to_owned()),
        _ => None,
    }
}
