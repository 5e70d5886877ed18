//! Pieces that several pages show: lines of events, names, badges, quotations.

use maud::{Markup, html};
use plenipo_exchange::phrase::{count, quoted};

use crate::view::{Event, Note, Party, PlanLine, Quote, When, day_told, kind_name, published_told, status_name};

/// Writes a name that leads to its page, with the country where the name leaves it open.
pub fn party(party: &Party) -> Markup {
    html! {
        a href=(party.address) { (party.name) }
        @if let (true, Some(country)) = (party.needs_country(), &party.country) { " " span.code { (country) } }
    }
}

/// Writes several names, one after the other.
pub fn parties(parties: &[Party]) -> Markup {
    html! {
        @for (at, one) in parties.iter().enumerate() {
            @if at > 0 { ", " }
            (party(one))
        }
    }
}

/// Writes how far something has come.
pub fn badge(state: &str) -> Markup {
    let class = format!("badge {}", state.replace(' ', "-"));
    html! { span class=(class) { (status_name(state)) } }
}

/// Writes days for people and for programs; a single day leads to its page.
pub fn when(when: Option<&When>) -> Markup {
    html! {
        @match when {
            Some(when) if when.precision == "day" => a.when href={ "/day/" (when.start) } { time datetime=(when.start) { (when.told) } },
            Some(when) => span.when { (when.told) },
            None => span.when { "no day told" },
        }
    }
}

/// Writes one day that leads to its page, where it is known to the day.
pub fn day_link(day: &str) -> Markup {
    html! {
        @if day.parse::<jiff::civil::Date>().is_ok() {
            a href={ "/day/" (day) } { time datetime=(day) { (day_told(day)) } }
        } @else { (day_told(day)) }
    }
}

/// Writes how many reports and outlets tell of an event.
pub fn reports(event: &Event) -> String {
    format!("{}, {}", count(event.n_reports, "report", "reports"), count(event.n_outlets, "outlet", "outlets"))
}

/// Writes events, one below the other.
pub fn event_list<'a>(events: impl IntoIterator<Item = &'a Event>) -> Markup {
    html! {
        ol.events { @for event in events { li { (event_line(event, None, &html! {})) } } }
    }
}

/// Writes plans with how they stand.
pub fn plan_list<'a>(plans: impl IntoIterator<Item = &'a PlanLine>) -> Markup {
    html! {
        ol.events {
            @for plan in plans {
                @let moved = html! {
                    @if let Some(before) = &plan.moved_from { del { span.unseen { "planned before for " } (before) } " " }
                };
                li { (event_line(&plan.event, Some(plan.state), &moved)) }
            }
        }
    }
}

fn event_line(event: &Event, state: Option<&str>, before: &Markup) -> Markup {
    html! {
        p.line {
            span.kind { (kind_name(&event.kind)) } " "
            (badge(state.unwrap_or(&event.status))) " "
            (before) (when(event.when.as_ref()))
        }
        p.what { a.title href=(event.address) { (event.title) } }
        p.proof { a href={ (event.address) "#proof" } { (quoted(&event.summary)) } " " span.reports { (reports(event)) } }
    }
}

/// Writes quotations, one below the other.
pub fn quote_list(quotes: &[Quote]) -> Markup {
    html! {
        ol.quotes {
            @for quote in quotes {
                li {
                    @if quote.is_reported() { p.reported { (quote.text) } } @else { blockquote { p { (quote.told()) } } }
                    p.by {
                        @match &quote.speaker {
                            Some(speaker) => (party(speaker)),
                            None => "somebody unnamed",
                        }
                        @if quote.is_reported() { ", reported" }
                        @if let Some(said) = &quote.said { ", " (day_link(said)) }
                        @if let Some(medium) = &quote.medium { ", " (medium) }
                        " · " a href=(quote.address) { "in " (quote.outlet.as_deref().unwrap_or("the article")) }
                    }
                }
            }
        }
    }
}

/// Writes notes of people, if there are any.
pub fn note_list(notes: &[Note]) -> Markup {
    html! {
        @if !notes.is_empty() {
            (heading("notes", "Notes"))
            ol.history {
                @for note in notes {
                    li { p.said { (note.text) } p.note { (note.who) ", " (published_told(&note.made)) " · " a href={ "/log/" (note.number) } { "in the log" } } }
                }
            }
        }
    }
}

/// Writes one line of a list of facts.
pub fn fact(name: &str, value: &Markup) -> Markup {
    html! { div { dt { (name) } dd { (value) } } }
}

/// Writes a heading with an anchor.
pub fn heading(anchor: &str, words: &str) -> Markup {
    html! { h2 id=(anchor) { (words) } }
}

/// Writes where the rest of a list is.
pub fn more(address: &str, words: &str) -> Markup {
    html! { p.more { a href=(address) { (words) } } }
}

/// Writes something that opens on demand.
pub fn fold(summary: &str, content: &Markup) -> Markup {
    html! { details { summary { (summary) } (content) } }
}
