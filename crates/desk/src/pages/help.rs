//! Help: how to read the record, and how to ask for parts of it.

use maud::{Markup, html};
use plenipo_record::{EventKind, Status, codes};
use schemars::JsonSchema;
use serde::Serialize;

use super::search_address;
use crate::html::{badge, heading};
use crate::route::View;
use crate::view::kind_plural;

/// What the page shows.
#[derive(Serialize, JsonSchema)]
pub struct HelpPage {
    /// The kinds of event, with their codes.
    kinds: Vec<KindView>,
    /// How far an event may have come, and what that means.
    statuses: Vec<(&'static str, &'static str)>,
    /// Examples of queries, and what they ask for.
    queries: Vec<(&'static str, &'static str)>,
}

/// A kind of event.
#[derive(Serialize, JsonSchema)]
struct KindView {
    /// The word that queries have.
    kind: &'static str,
    /// What people call several of them.
    name: String,
    /// The type of PLOVER 2.0 when it took place.
    plover: &'static str,
    /// The CAMEO code when it took place.
    cameo: &'static str,
}

/// Queries that show what can be asked.
const QUERIES: [(&str, &str); 11] = [
    ("fisheries agreement", "both words stand in the record"),
    ("\"free trade\"", "the words as they stand, one after the other"),
    ("trade -tariffs", "the one word, and not the other"),
    ("who:Talvik", "somebody of this name takes part"),
    ("who:Talvik with:\"Osman Reyl\"", "both take part"),
    ("country:NOR", "a country, by its name or its three letters"),
    ("kind:visit,meet status:planned", "one of several kinds, and how far it has come"),
    ("date:2026-01..2026-03", "from the first day to the last; also a day, a month, a year, or one end left open"),
    ("said:\"red line\"", "somebody who takes part said this, in an article that reports it"),
    ("outlet:\"Nordic Courier\" n>=2", "reported by this outlet, and by at least two that do not copy each other"),
    ("kind:sanction sure>=70", "of which the reader is at least so sure, in percent"),
];

/// What the words for how far an event has come mean.
const STATUSES: [(Status, &str); 6] = [
    (Status::Occurred, "It is over, or it is a single act that was done."),
    (Status::Ongoing, "It has begun and is not over."),
    (Status::Planned, "Somebody who decides on it says that it will be."),
    (Status::Proposed, "It is offered, wished or thought of; nobody says that it will be."),
    (Status::Cancelled, "It was planned and was called off."),
    (Status::Denied, "Somebody who should know says that it was not or will not be."),
];

/// Makes the page; it asks nothing of the ledger.
pub fn page() -> HelpPage {
    let kind = |kind: EventKind| {
        let codes = codes(kind, Status::Occurred, None);
        KindView {
            kind: kind.as_str(),
            name: kind_plural(kind.as_str()).to_owned(),
            plover: codes.plover,
            cameo: codes.cameo,
        }
    };
    HelpPage {
        kinds: EventKind::ALL.into_iter().map(kind).collect(),
        statuses: STATUSES.map(|(status, about)| (status.as_str(), about)).to_vec(),
        queries: QUERIES.to_vec(),
    }
}

impl View for HelpPage {
    fn title(&self) -> String {
        "Help".to_owned()
    }

    fn body(&self) -> Markup {
        html! {
            (heading("reading", "How to read the record"))
            p { "Plenipo reads news articles and keeps what they report of diplomacy. A program read the sentences, and programs err: "
                "each entry leads to the sentences that it rests on, marked in the text as it was stored. Look at them before you rely on an entry." }
            p { "One event is one entry, however many articles report it. Beside it stand the independent reports, in which copies of one text count once, "
                "and the outlets, in which they all count." }
            p { "Days are as exact as the articles are: a day, several days, a month or a year. A plan that moved shows the day before struck out." }
            p { "Where outlets differ on the day, the place, who was there or how many, the record keeps all values, each with who tells it." }
            (heading("status", "How far an event has come"))
            dl.facts { @for (status, about) in &self.statuses { div { dt { (badge(status)) } dd { (about) } } } }
            (heading("kinds", "Kinds of event"))
            div.wide {
                table {
                    thead { tr { th scope="col" { "Kind" } th scope="col" { "Word" } th scope="col" { "PLOVER" } th scope="col" { "CAMEO" } } }
                    tbody {
                        @for kind in &self.kinds {
                            tr {
                                th scope="row" { (kind.name) }
                                td { a href=(search_address(&format!("kind:{}", kind.kind))) { code { (kind.kind) } } }
                                td { code { (kind.plover) } }
                                td { code { (kind.cameo) } }
                            }
                        }
                    }
                }
            }
            (heading("search", "How to search"))
            p { "All terms of a query must fit. The address of a search is the search: it can be kept and sent to others." }
            div.wide {
                table {
                    thead { tr { th scope="col" { "Query" } th scope="col" { "What it asks for" } } }
                    tbody { @for (query, about) in &self.queries { tr { td { a href=(search_address(query)) { code { (query) } } } td { (about) } } } }
                }
            }
            (heading("text", "Marks in a stored text"))
            p { mark.event { "Words that prove an event" } ", " mark.quote { "quoted words" } " and " mark.statement { "words reported without marks" }
                " are marked, and the small number leads to the record beside the text. Comments of readers, other headlines and the rest of the page stand apart; nothing is read from them." }
            (heading("programs", "For programs"))
            p { "Each page has its data at the same address with " code { ".json" } ": see " a href="/data" { "Data" } "." }
        }
    }
}
