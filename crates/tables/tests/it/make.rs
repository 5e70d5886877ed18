//! Readings with something in every field.

use plenipo_ledger::Origin;
use plenipo_record::{
    Actor, ActorId, ActorKind, Article, Comment, Dateline, Diagnostic, Event, EventKind, LiveEntry, PartKind, Place,
    Post, Quotation, QuotationKind, Reading, Span, Statement, Status, When,
};

const TEXT: [&str; 3] = [
    "Estonia’s Mira Talvik met Osman Reyl in Accra on Friday – “a start”, she said, “no more”.",
    "Reyl said that talks would go on.",
    "Talvik is expected in Quito next week.",
];

/// Returns a reading with something in every field; another number makes another article.
pub fn full(number: usize) -> Reading {
    let mut article = Article::new(format!("in/{number}.html"));
    article.push(PartKind::Headline, &format!("Ministers meet in Accra ({number})"));
    let body = TEXT.map(|paragraph| article.push(PartKind::Body, paragraph));
    let comment = article.push(PartKind::Comment, "“Güte” 🇹🇷");
    let post = article.push(PartKind::Post, "On my way.");
    let day = "2026-01-30".parse().unwrap();
    article.title = Some(format!("Ministers meet in Accra ({number})"));
    article.outlet = Some("The \"Port\", Daily\nNews".to_owned());
    article.agency = Some("Wire".to_owned());
    article.byline = Some("A. Writer".to_owned());
    article.published = "2026-01-30T22:04:09+10:00".parse().ok();
    article.modified = "2026-01-31".parse().ok();
    article.language = Some("en".to_owned());
    article.section = Some("World".to_owned());
    article.canonical = Some(format!("https://example.org/{number}"));
    article.reading_minutes = Some(3);
    article.dateline = Some(Dateline { place: Some("ACCRA".to_owned()), day: "--01-30".parse().ok() });
    article.key_points = vec!["They met; both".to_owned(), String::new()];
    article.related = vec!["Another story".to_owned()];
    article.comments = vec![Comment { author: None, span: comment }];
    article.posts =
        vec![Post { author: Some("Mira".to_owned()), handle: Some("@mira".to_owned()), link: None, span: post }];
    article.live = vec![LiveEntry { published: article.published, title: None, span: body[1] }];
    let at = |paragraph: usize, words: &str| {
        let start = body[paragraph].start + TEXT[paragraph].find(words).expect("words of the paragraph");
        Span::new(start, start + words.len())
    };
    let id = |name: &str| ActorId::new(name);
    let actor = |name: &str, kind, names: &[&str], country: Option<&str>, roles: &[&str]| Actor {
        id: id(name),
        kind,
        names: names.iter().map(|&name| name.to_owned()).collect(),
        country: country.map(|code| code.parse().unwrap()),
        roles: roles.iter().map(|&role| role.to_owned()).collect(),
    };
    let event = |id_: &str, kind, status, by: &str, with: Option<&str>, evidence: Vec<Span>| Event {
        id: id_.to_owned(),
        kind,
        status,
        by: vec![id(by)],
        with: with.map(id).into_iter().collect(),
        when: Some(When::on(day)),
        place: Some(Place { name: Some("Accra".to_owned()), country: "GHA".parse().ok() }),
        what: vec!["trade".to_owned(), "fish; boats".to_owned()],
        evidence,
        detail: Some("talks".to_owned()),
        confidence: Some(0.9),
    };
    Reading {
        actors: vec![
            actor("talvik", ActorKind::Person, &["Mira Talvik", "Talvik"], Some("EST"), &["foreign minister"]),
            actor("reyl", ActorKind::Person, &["Osman Reyl"], None, &[]),
            actor("EST", ActorKind::Country, &["Estonia"], Some("EST"), &[]),
        ],
        events: vec![
            event("e1", EventKind::Meet, Status::Occurred, "talvik", Some("reyl"), vec![body[0], body[1]]),
            Event {
                when: Some(When::since("2026-02".parse::<plenipo_record::Day>().unwrap())),
                place: None,
                what: vec![],
                confidence: None,
                ..event("e2", EventKind::Visit, Status::Planned, "talvik", None, vec![body[2]])
            },
        ],
        quotations: vec![Quotation {
            id: "q1".to_owned(),
            speaker: Some(id("talvik")),
            kind: QuotationKind::Partial,
            medium: Some("X".to_owned()),
            said: Some(day),
            mention: Some(at(0, "she")),
            cue: Some(at(0, "said")),
            pieces: vec![at(0, "a start"), at(0, "no more")],
        }],
        statements: vec![Statement {
            speaker: None,
            medium: None,
            said: None,
            mention: None,
            cue: at(1, "said"),
            pieces: vec![at(1, "talks would go on")],
        }],
        diagnostics: vec![
            Diagnostic { message: "odd".to_owned(), span: Some(body[1]) },
            Diagnostic { message: "long".to_owned(), span: None },
        ],
        article,
    }
}

/// Returns a reading in which there is nothing.
pub fn empty() -> Reading {
    let (actors, events, quotations) = (vec![], vec![], vec![]);
    Reading { article: Article::new("-"), actors, events, quotations, statements: vec![], diagnostics: vec![] }
}

/// Returns where an article comes from.
pub fn origin(address: Option<&str>) -> Origin {
    Origin {
        fetched: "2026-02-01T00:00:00Z".to_owned(),
        reader: "1".to_owned(),
        as_of: Some("2026-02-01".to_owned()),
        address: address.map(str::to_owned),
    }
}
