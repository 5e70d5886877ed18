//! One person or organisation: names, offices, what comes, whom they met, where they went, what they said.

use maud::{Markup, html};
use plenipo_ledger::{EventQuery, Filter, Record, day_number};
use plenipo_record::EventKind;
use schemars::JsonSchema;
use serde::Serialize;

use crate::asked::Asked;
use crate::format::{Entry, Table};
use crate::html::{day_link, event_list, fact, heading, more, party, quote_list, when};
use crate::refusal::Refusal;
use crate::route::{Rows, View};
use crate::view::{Event, Party, Quote, actor_address, country_name, day_told, event_entries, event_table};

/// The sections of events: anchor, heading, kinds.
const SECTIONS: [(&str, &str, &[EventKind]); 4] = [
    ("meetings", "Meetings, calls and talks", &[EventKind::Meet, EventKind::Call, EventKind::Negotiate]),
    ("travels", "Travels", &[EventKind::Visit]),
    ("gatherings", "Gatherings", &[EventKind::Gathering]),
    (
        "acts",
        "Agreements, measures, aid and offices",
        &[EventKind::Agree, EventKind::Sanction, EventKind::Aid, EventKind::Appoint],
    ),
];
/// How many of each list the page shows.
const ROWS: usize = 12;

/// What the page shows.
#[derive(Serialize, JsonSchema)]
pub struct ActorPage {
    /// The public name.
    id: String,
    /// `person`, `organization`, `place`.
    kind: String,
    /// The name.
    name: String,
    /// The country, three letters.
    country: Option<String>,
    /// The id in Wikidata, from the user's authority file.
    wikidata: Option<String>,
    /// How many articles mention it.
    n_articles: i64,
    /// Names under which articles mention it, the commonest first.
    names: Vec<String>,
    /// Offices as articles state them.
    offices: Vec<OfficeLine>,
    /// Why names are held to be one, or two.
    decisions: Vec<Decision>,
    /// What is planned, the nearest first.
    coming: Vec<Event>,
    /// The rest of the record by sections.
    sections: Vec<Section>,
    /// Who takes part in the same events most often.
    most_met: Vec<Met>,
    /// The latest quotations.
    quotes: Vec<Quote>,
}

/// An office as articles state it.
#[derive(Serialize, JsonSchema)]
struct OfficeLine {
    /// The office in the words of the article.
    office: String,
    /// The first publication that states it, or the first day by the authority file.
    from: Option<String>,
    /// The last publication that states it, or the last day by the authority file.
    to: Option<String>,
    /// How many articles state it; 0 for the authority file.
    n_articles: i64,
    /// The first of these articles.
    article: Option<String>,
}

/// Why two names are held to be one, or two.
#[derive(Serialize, JsonSchema)]
struct Decision {
    /// The one name.
    one: String,
    /// The other.
    other: String,
    /// Whether they are one.
    same: bool,
    /// Why.
    why: String,
}

/// Events of some kinds, the latest first.
#[derive(Serialize, JsonSchema)]
struct Section {
    /// What it is called in addresses.
    anchor: &'static str,
    /// The heading.
    heading: &'static str,
    /// The query that lists all of them.
    query: String,
    /// The events.
    events: Vec<Event>,
    /// Whether there are more.
    has_more: bool,
}

/// Somebody who takes part in the same events.
#[derive(Serialize, JsonSchema)]
struct Met {
    /// Who.
    #[serde(flatten)]
    party: Party,
    /// In how many.
    n_events: i64,
}

/// Asks for a person.
pub fn person(asked: &Asked) -> Result<ActorPage, Refusal> {
    load(asked, &["person"])
}

/// Asks for an organisation, or a place that acts.
pub fn organization(asked: &Asked) -> Result<ActorPage, Refusal> {
    load(asked, &["organization", "place"])
}

fn load(asked: &Asked, kinds: &[&str]) -> Result<ActorPage, Refusal> {
    let view = match asked.ledger.show(&asked.name)? {
        Record::Actor(view) => *view,
        Record::Gone { why, .. } => return Err(Refusal::Gone(why)),
        _ => return Err(Refusal::NotFound(format!("person or organisation “{}”", asked.name))),
    };
    let actor = view.actor;
    if actor.id != asked.name || !kinds.contains(&actor.kind.as_str()) {
        let address = actor_address(&actor.kind, &actor.id);
        return Err(Refusal::Elsewhere(format!("{address}{}", asked.format.suffix())));
    }
    let today = day_number(asked.news_day()?);
    let filter = Filter { who: Some(actor.id.clone()), limit: Some(ROWS), ..Filter::default() };
    let ahead = Filter { statuses: super::ahead(), since: Some(today), ..filter.clone() };
    let mut coming = asked.ledger.event_list(&EventQuery { filter: ahead, ..EventQuery::default() })?.rows;
    coming.reverse();
    let mut sections = Vec::new();
    for (anchor, heading, kinds) in SECTIONS {
        let statuses = super::behind();
        let own = Filter { kinds: kinds.to_vec(), statuses, ..filter.clone() };
        let list = asked.ledger.event_list(&EventQuery { filter: own, ..EventQuery::default() })?;
        let kinds: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
        sections.push(Section {
            anchor,
            heading,
            query: format!("who:{} kind:{}", actor.id, kinds.join(",")),
            events: list.rows.into_iter().map(Event::from).collect(),
            has_more: list.next.is_some(),
        });
    }
    let met = asked.ledger.most_met(&actor.id, ROWS)?;
    let quotes = asked.ledger.quote_list(&filter, None)?.rows;
    let mut names: Vec<String> = view.profiles.into_iter().map(|(_, name)| name).collect();
    names.dedup();
    Ok(ActorPage {
        sections,
        names,
        offices: view
            .offices
            .into_iter()
            .map(|row| OfficeLine {
                office: row.office,
                from: row.from,
                to: row.to,
                n_articles: row.n_articles,
                article: row.article,
            })
            .collect(),
        decisions: view
            .decisions
            .into_iter()
            .map(|(one, other, same, why)| Decision { one, other, same, why })
            .collect(),
        coming: coming.into_iter().map(Event::from).collect(),
        most_met: met.into_iter().map(|(party, n_events)| Met { party: party.into(), n_events }).collect(),
        quotes: quotes.into_iter().map(Quote::from).collect(),
        id: actor.id,
        kind: actor.kind,
        name: actor.name,
        country: actor.country,
        wikidata: actor.wikidata,
        n_articles: actor.n_articles,
    })
}

impl ActorPage {
    /// Returns the latest event that has happened.
    fn last(&self) -> Option<&Event> {
        let all = self.sections.iter().flat_map(|section| section.events.iter().take(1));
        all.max_by_key(|event| event.when.as_ref().map(|when| when.start.clone()))
    }
}

impl View for ActorPage {
    fn title(&self) -> String {
        self.name.clone()
    }

    fn body(&self) -> Markup {
        html! {
            p.lede {
                @if let Some(office) = self.offices.iter().max_by_key(|office| (office.to.clone(), office.n_articles)) { (office.office) " " }
                @if let Some(country) = &self.country { a href={ "/country/" (country) } { (country_name(country)) } }
                " " span.reports { "in " (self.n_articles) @if self.n_articles == 1 { " article" } @else { " articles" } }
            }
            dl.facts {
                @if let Some(event) = self.last() {
                    (fact("Last told", &html! { (when(event.when.as_ref())) ": " a href=(event.address) { (event.title) } }))
                }
                @if let Some(event) = self.coming.first() {
                    (fact("Next", &html! { (when(event.when.as_ref())) ": " a href=(event.address) { (event.title) } }))
                }
                @if self.names.len() > 1 { (fact("Also called", &html! { (self.names[1..].join(", ")) })) }
                @if let Some(id) = &self.wikidata { (fact("Wikidata", &html! { code { (id) } })) }
            }
            @if !self.offices.is_empty() { (heading("offices", "Offices")) (self.offices_table()) }
            @if !self.coming.is_empty() { (heading("coming", "What comes")) (event_list(&self.coming)) }
            @for section in self.sections.iter().filter(|section| !section.events.is_empty()) {
                (heading(section.anchor, section.heading))
                (event_list(&section.events))
                @if section.has_more { (more(&super::search_address(&section.query), "All of them")) }
            }
            @if !self.most_met.is_empty() {
                (heading("met", "Who takes part in the same events"))
                div.wide {
                    table {
                        thead { tr { th scope="col" { "Who" } th.number scope="col" { "Events" } } }
                        tbody {
                            @for met in &self.most_met {
                                tr {
                                    td { (party(&met.party)) }
                                    td.number { a href=(super::search_address(&format!("who:{} with:{}", self.id, met.party.id))) { (met.n_events) } }
                                }
                            }
                        }
                    }
                }
            }
            @if !self.quotes.is_empty() {
                (heading("statements", "Statements"))
                (quote_list(&self.quotes))
                (more(&format!("/statements?who={}", self.id), "All statements"))
            }
            // That two mentions of one spelling are one needs no telling.
            @let decisions: Vec<&Decision> = self.decisions.iter().filter(|one| one.one != one.other || !one.same).collect();
            @if !decisions.is_empty() {
                (heading("names", "Which names are one"))
                ul.plain {
                    @for one in &decisions {
                        li { "“" (one.one) "” " @if one.same { "is" } @else { "is perhaps not" } " “" (one.other) "”: " (one.why) }
                    }
                }
            }
            (more(&format!("/correct/{}", self.id), "Correct who this is"))
        }
    }
}

impl ActorPage {
    fn offices_table(&self) -> Markup {
        html! {
            div.wide {
                table {
                    thead { tr { th scope="col" { "Office, as articles put it" } th scope="col" { "First" } th scope="col" { "Last" } th scope="col" { "Stated by" } } }
                    tbody {
                        @for office in &self.offices {
                            tr {
                                th scope="row" { (office.office) }
                                td { @if let Some(from) = &office.from { (day_link(from.get(..10).unwrap_or(from))) } }
                                td { @if let Some(to) = &office.to { (day_told(to.get(..10).unwrap_or(to))) } }
                                td {
                                    @match &office.article {
                                        Some(article) => a href={ "/article/" (article) } { (office.n_articles) @if office.n_articles == 1 { " article" } @else { " articles, the first" } },
                                        None => "the authority file",
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn events(&self) -> impl Iterator<Item = &Event> {
        self.coming.iter().chain(self.sections.iter().flat_map(|section| &section.events))
    }
}

impl Rows for ActorPage {
    fn table(&self) -> Table {
        event_table(self.events())
    }

    fn entries(&self) -> Vec<Entry> {
        event_entries(self.events())
    }
}
