//! Network: who meets whom in the events of a query, as a picture of at most sixty and as a table.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};
use plenipo_ledger::{Company, Spread};
use plenipo_record::{EventKind, Status};
use schemars::JsonSchema;
use serde::Serialize;

use super::subset::{COUNTED, Subset};
use super::{search_address, with_parameter};
use crate::asked::Asked;
use crate::format::Table;
use crate::html::{Graph, Link, Node, graph};
use crate::refusal::Refusal;
use crate::route::{Tabled, View};
use crate::search::{Field, Term};
use crate::view::{Party, country_name};

/// How many a picture shows, those in most events.
const NODES: usize = 60;
/// How many pairs the page lists; the table for programs has all of them.
const ROWS: usize = 100;
/// Where more come together nobody is said to have met everybody.
const COMPANY: usize = 20;
/// What counts as meeting, unless the query asks for kinds; at gatherings everybody is.
const KINDS: [EventKind; 4] = [EventKind::Meet, EventKind::Visit, EventKind::Call, EventKind::Negotiate];

/// What the page shows.
#[derive(Serialize, JsonSchema)]
pub struct NetworkPage {
    #[serde(flatten)]
    subset: Subset,
    /// `countries` or `people`.
    between: &'static str,
    /// Those in most events, sixty at most, each linked with at least one other.
    nodes: Vec<NodeView>,
    /// Which of them meet, the busiest first.
    links: Vec<LinkView>,
    /// How many others there are.
    n_others: usize,
}

/// Somebody who meets somebody.
#[derive(Serialize, JsonSchema)]
struct NodeView {
    #[serde(flatten)]
    party: Party,
    /// In how many of the events.
    n_events: usize,
}

/// Two who meet.
#[derive(Serialize, JsonSchema)]
struct LinkView {
    /// The public name of the one; three letters for a country.
    one: String,
    /// The other.
    other: String,
    /// In how many of the events both take part.
    n_events: usize,
    /// The events, or the page of the two.
    address: String,
}

/// Asks the ledger.
pub fn load(asked: &Asked) -> Result<NetworkPage, Refusal> {
    let (mut subset, mut query) = Subset::of(asked)?;
    let of_somebody = subset.has(Field::Who) || subset.has(Field::With);
    let between = match asked.text("between")? {
        Some("countries") => "countries",
        Some("people") => "people",
        None => {
            if of_somebody {
                "people"
            } else {
                "countries"
            }
        }
        Some(other) => return Err(Refusal::BadRequest(format!("“between” is `countries` or `people`, not “{other}”"))),
    };
    if query.filter.kinds.is_empty() {
        query.filter.kinds = KINDS.to_vec();
    }
    if query.filter.statuses.is_empty() {
        query.filter.statuses = vec![Status::Occurred, Status::Ongoing];
    }
    let companies = if between == "people" {
        counted(&mut subset, asked.ledger.companies(&query, COUNTED)?, Party::from)
    } else {
        counted(&mut subset, asked.ledger.nations(&query, COUNTED)?, country)
    };
    Ok(network(companies, subset, between))
}

/// Those of one event who count, by their names, and in how many events they are together.
type Counted = (BTreeMap<String, Party>, usize);

/// Tells how many events were looked at, and returns who is in them.
fn counted<T>(subset: &mut Subset, spread: Spread<Company<T>>, party: fn(T) -> Party) -> Vec<Counted> {
    (subset.counted, subset.has_more) = (spread.counted, spread.more);
    let company = |company: Company<T>| {
        let parties = company.members.into_iter().map(party).filter(|party| party.kind != "place");
        (parties.map(|party| (party.id.clone(), party)).collect(), company.n_events)
    };
    spread.rows.into_iter().map(company).collect()
}

fn country(code: String) -> Party {
    Party {
        id: code.clone(),
        kind: "country".to_owned(),
        name: country_name(&code),
        address: format!("/country/{code}"),
        country: Some(code),
    }
}

fn network(companies: Vec<Counted>, subset: Subset, between: &'static str) -> NetworkPage {
    let mut nodes: BTreeMap<String, NodeView> = BTreeMap::new();
    let mut pairs: BTreeMap<(String, String), usize> = BTreeMap::new();
    for (company, n_events) in companies.into_iter().filter(|(company, _)| (2..=COMPANY).contains(&company.len())) {
        let ids: Vec<&String> = company.keys().collect();
        for (at, one) in ids.iter().enumerate() {
            for other in &ids[at + 1..] {
                *pairs.entry(((*one).clone(), (*other).clone())).or_default() += n_events;
            }
        }
        for (id, party) in company {
            nodes.entry(id).or_insert(NodeView { party, n_events: 0 }).n_events += n_events;
        }
    }
    let n_all = nodes.len();
    let mut nodes: Vec<NodeView> = nodes.into_values().collect();
    nodes.sort_by(|one, other| other.n_events.cmp(&one.n_events).then_with(|| one.party.id.cmp(&other.party.id)));
    nodes.truncate(NODES);
    let kept: BTreeSet<&String> = nodes.iter().map(|node| &node.party.id).collect();
    let kept_pairs = pairs.into_iter().filter(|((one, other), _)| kept.contains(one) && kept.contains(other));
    let mut links: Vec<LinkView> = kept_pairs
        .map(|((one, other), n_events)| LinkView {
            address: address(&subset, between, &one, &other),
            one,
            other,
            n_events,
        })
        .collect();
    links.sort_by_key(|link| std::cmp::Reverse(link.n_events));
    let linked: BTreeSet<&String> = links.iter().flat_map(|link| [&link.one, &link.other]).collect();
    nodes.retain(|node| linked.contains(&node.party.id));
    NetworkPage { n_others: n_all - nodes.len(), subset, between, nodes, links }
}

fn address(subset: &Subset, between: &str, one: &str, other: &str) -> String {
    if between == "countries" {
        return format!("/pair/{one}-{other}");
    }
    // A query asks for two at most.
    let both = [Term::Field(Field::Who, one.to_owned()), Term::Field(Field::With, other.to_owned())];
    search_address(&subset.without_people().and(both))
}

impl NetworkPage {
    fn graph(&self) -> Graph<'_> {
        let number: BTreeMap<&str, usize> =
            self.nodes.iter().enumerate().map(|(at, node)| (node.party.id.as_str(), at)).collect();
        let layer = |kind: &str| match kind {
            "person" => 1,
            "organization" => 2,
            _ => 0,
        };
        let node = |node: &NodeView| Node {
            name: node.party.name.clone(),
            address: node.party.address.clone(),
            layer: layer(&node.party.kind),
            weight: node.n_events,
        };
        let link = |link: &LinkView| Link {
            one: number[link.one.as_str()],
            other: number[link.other.as_str()],
            weight: link.n_events,
        };
        Graph {
            title: "Who meets whom",
            nodes: self.nodes.iter().map(node).collect(),
            links: self.links.iter().map(link).collect(),
        }
    }

    fn names(&self) -> BTreeMap<&str, &str> {
        self.nodes.iter().map(|node| (node.party.id.as_str(), node.party.name.as_str())).collect()
    }
}

impl View for NetworkPage {
    fn title(&self) -> String {
        "Network".to_owned()
    }

    fn body(&self) -> Markup {
        let names = self.names();
        html! {
            (self.subset.form("/network", Some(("between", self.between)), &EventKind::DIPLOMATIC))
            p.note {
                "Between "
                @for (at, (word, name)) in [("countries", "countries"), ("people", "persons and organisations")].into_iter().enumerate() {
                    @if at > 0 { " or " }
                    a href=(with_parameter(&format!("/network?between={word}&"), "q", &self.subset.q)) aria-current=[(word == self.between).then_some("true")] { (name) }
                }
                ". Meetings, visits, calls and talks count that took place, unless the query says otherwise."
            }
            (self.subset.extent("events"))
            @if self.links.is_empty() {
                p.none { "Nobody meets anybody in them. " a href="/network" { "The whole record" } }
            } @else {
                figure.picture {
                    div.wide { (graph(&self.graph())) }
                    figcaption {
                        (self.nodes.len()) " of those in most events"
                        @if self.n_others > 0 { ", " (self.n_others) " others left out" }
                        ". A circle is the larger the more events somebody is in, a line the wider the more of them two share."
                    }
                }
                div.wide {
                    table {
                        caption { "Who meets whom, the busiest first" }
                        thead { tr { th scope="col" { "One" } th scope="col" { "Other" } th.number scope="col" { "Events" } } }
                        tbody {
                            @for link in self.links.iter().take(ROWS) {
                                tr {
                                    th scope="row" { (names[link.one.as_str()]) }
                                    td { (names[link.other.as_str()]) }
                                    td.number { a href=(link.address) { (link.n_events) } }
                                }
                            }
                        }
                    }
                }
                @if self.links.len() > ROWS { p.note { (self.links.len() - ROWS) " more pairs are in the table for programs." } }
            }
        }
    }
}

impl Tabled for NetworkPage {
    fn table(&self) -> Table {
        let names = self.names();
        let row = |link: &LinkView| {
            let (one, other) = (names[link.one.as_str()], names[link.other.as_str()]);
            vec![link.one.clone(), one.to_owned(), link.other.clone(), other.to_owned(), link.n_events.to_string()]
        };
        let heads = vec!["one_id", "one", "other_id", "other", "n_events"];
        Table { heads, rows: self.links.iter().map(row).collect() }
    }
}
