//! The public names of records: functions of what an article says, the same with a ledger and without one.

use plenipo_lexicon::Lexicon;
use plenipo_record::{Actor, ActorKind, Article, Event, Reading};

use crate::digest::{digest, public_name};
use crate::name::{Name, organization_key};

/// Returns the public name of an article: made of its address on the web if it has one, else of its content.
pub fn article(content_digest: &str, address: Option<&str>) -> String {
    let web = address.filter(|address| address.contains("://"));
    public_name('a', [web.unwrap_or(content_digest)])
}

/// Returns the public name of a report, which an event goes by whose earliest report it is.
pub fn report(article: &str, reading: &Reading, ordinal: usize) -> String {
    let event = &reading.events[ordinal];
    let first = first_sentence(event, &reading.article);
    // The same sentence may tell several events of one kind: they differ in their number.
    let is_twin = |other: &&Event| other.kind == event.kind && first_sentence(other, &reading.article) == first;
    let twins = reading.events[..ordinal].iter().filter(is_twin).count();
    public_name('e', [article, event.kind.as_str(), first, &twins.to_string()])
}

/// Returns the first sentence that proves an event.
pub fn first_sentence<'a>(event: &Event, article: &'a Article) -> &'a str {
    event.evidence.first().map_or("", |span| span.slice(&article.text))
}

/// Returns the public name of a quotation.
pub fn quotation(article: &str, reading: &Reading, ordinal: usize) -> String {
    let text = reading.article.text.as_str();
    let words = reading.quotations[ordinal].text(text);
    let twins = reading.quotations[..ordinal].iter().filter(|other| other.text(text) == words).count();
    public_name('q', [article, &words, &twins.to_string()])
}

/// Returns the digest of all that an article says and how its page lays it out; the name of the input does not count.
pub fn content_digest(article: &Article) -> String {
    let parts = parts_json(article);
    let published = article.published.map(|published| published.to_string());
    let dateline = article.dateline.as_ref().map(|line| format!("{:?}", (&line.place, line.day)));
    let fields = [&article.title, &article.outlet, &article.agency, &article.byline, &published, &dateline];
    let fields = fields.into_iter().map(|field| field.as_deref().unwrap_or_default().as_bytes());
    digest([article.text.as_bytes(), parts.as_bytes()].into_iter().chain(fields))
}

/// Returns what an actor is called in the record: the longest name that is no handle; of an organisation one that is
/// known, of a country that of its code.
pub fn shown(actor: &Actor) -> &str {
    match actor.country {
        Some(country) if actor.kind == ActorKind::Country => Lexicon::builtin().country_name(country),
        _ => fullest(actor.kind, &actor.names),
    }
}

fn fullest(kind: ActorKind, names: &[String]) -> &str {
    let first = names.first().map_or("", String::as_str);
    match kind {
        ActorKind::Person => {
            let words = |name: &String| (!name.starts_with('@'), Name::new(name).words().len());
            // The first of the longest, since the reader puts the fullest form first.
            names.iter().rev().max_by_key(|name| words(name)).map_or(first, String::as_str)
        }
        ActorKind::Organization => {
            let known = |name: &&String| Lexicon::builtin().organization_key(name).is_some();
            names.iter().find(known).map_or(first, String::as_str)
        }
        ActorKind::Country | ActorKind::Place => first,
    }
}

/// Returns the public name of a profile: `mira-talvik-est`, `european-union`, `EST`.
pub fn profile_name(kind: ActorKind, name: &str, country: Option<&str>) -> String {
    let words = match kind {
        ActorKind::Country => match country {
            Some(country) => return country.to_owned(),
            None => Name::new(name).words().join("-"),
        },
        ActorKind::Organization => organization_key(name).replace(' ', "-"),
        ActorKind::Person | ActorKind::Place => Name::new(name).words().join("-"),
    };
    match country {
        Some(country) => format!("{words}-{}", country.to_lowercase()),
        None => words,
    }
}

/// Writes the parts of an article as kinds with offsets.
pub fn parts_json(article: &Article) -> String {
    let parts: Vec<_> = article.parts.iter().map(|part| (part.kind.as_str(), part.span.start, part.span.end)).collect();
    serde_json::to_string(&parts).expect("words and numbers always serialise")
}
