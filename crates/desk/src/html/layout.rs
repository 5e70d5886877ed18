//! The frame around every page.

use maud::{DOCTYPE, Markup, html};

use crate::access::Role;
use crate::assets;
use crate::route::{Format, Frame, View, with_suffix};

/// Where the head of every page leads.
const PLACES: [(&str, &str); 9] = [
    ("/", "Today"),
    ("/stories", "Stories"),
    ("/calendar", "Calendar"),
    ("/statements", "Statements"),
    ("/map", "Map"),
    ("/network", "Network"),
    ("/search", "Search"),
    ("/data", "Data"),
    ("/help", "Help"),
];

/// Writes a whole page.
pub fn page(view: &impl View, frame: &Frame) -> String {
    let (title, body, next) = (view.title(), view.body(), view.next());
    let next = next.as_deref();
    let twins: Vec<Format> = frame.formats.iter().copied().filter(|format| *format != Format::Html).collect();
    let links = html! {
        @for format in &twins {
            link rel="alternate" type=(format.media_type().split(';').next().unwrap_or_default())
                href=(twin_address(frame, *format)) title=(format.name());
        }
        @if let Some(next) = next { link rel="next" href=(next_address(frame, Format::Html, next)); }
        @if view.uses_script() { script src=(assets::SCRIPT_ADDRESS) defer {} }
    };
    let foot = html! {
        @if let Some(next) = next {
            p.next { a rel="next" href=(next_address(frame, Format::Html, next)) { "Go on to earlier entries" } }
        }
    };
    let twins = html! {
        p { "This page for programs: "
            @for (at, format) in twins.iter().enumerate() {
                @if at > 0 { " · " }
                a href=(twin_address(frame, *format)) { (format.name()) }
            }
        }
    };
    document(&title, Some(frame), &links, &html! { (body) (foot) }, &html! { (twins) (own_places(frame)) })
}

/// Writes a page that has no other shapes.
pub fn plain_page(title: &str, body: &Markup) -> String {
    document(title, None, &html! {}, body, &html! {})
}

/// Writes where whoever asks can do something besides reading.
fn own_places(frame: &Frame) -> Markup {
    let visitor = &frame.visitor;
    html! {
        p {
            @if visitor.may(Some(Role::Editor)) { a href="/submit" { "Add an article" } " · " }
            a href="/log" { "Log of corrections" } " · " a href="/feeds" { "Feeds" }
            @if frame.has_users && visitor.role.is_some() {
                " · signed in as " a href="/account" { (visitor.signature()) }
                @if visitor.may(Some(Role::Admin)) { " · " a href="/admin" { "Users" } }
            }
        }
    }
}

fn document(title: &str, frame: Option<&Frame>, links: &Markup, body: &Markup, foot: &Markup) -> String {
    let path = frame.map_or("", |frame| frame.path.as_str());
    let is_stranger = frame.is_some_and(|frame| frame.visitor.role.is_none());
    let reviews = frame.is_some_and(|frame| frame.visitor.may(Some(Role::Editor)));
    let places = PLACES.into_iter().chain(reviews.then_some(("/review", "Review")));
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · Plenipo" }
                link rel="stylesheet" href=(assets::STYLE_ADDRESS);
                link rel="icon" type="image/svg+xml" href=(assets::ICON_ADDRESS);
                (links)
            }
            body {
                a.skip href="#main" { "Skip to the content" }
                header.head {
                    a.name href="/" { "Plenipo" }
                    @if !is_stranger { nav aria-label="Pages" {
                        ul {
                            @for (address, name) in places {
                                li { a href=(address) aria-current=[(address == path).then_some("page")] { (name) } }
                            }
                        }
                    } }
                    @if path != "/search" && !is_stranger {
                        form.find action="/search" method="get" role="search" {
                            input type="search" name="q" aria-label="Search the record" placeholder="Search the record";
                            button { "Search" }
                        }
                    }
                }
                main id="main" { h1 { (title) } (body) }
                footer.foot {
                    (foot)
                    p { "Every entry rests on the sentences that it links to. " a href="/help" { "How to read this" } }
                }
            }
        }
    }
    .into_string()
}

/// Returns the address of a shape of a page, with its parameters.
pub fn twin_address(frame: &Frame, format: Format) -> String {
    let query = if frame.query.is_empty() { String::new() } else { format!("?{}", frame.query) };
    format!("{}{query}", with_suffix(&frame.path, format))
}

/// Returns the address at which a list goes on.
pub fn next_address(frame: &Frame, format: Format, next: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    let kept = form_urlencoded::parse(frame.query.as_bytes()).filter(|(key, _)| key != "after");
    query.extend_pairs(kept).append_pair("after", next);
    format!("{}?{}", with_suffix(&frame.path, format), query.finish())
}
