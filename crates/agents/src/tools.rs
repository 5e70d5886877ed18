//! The table of all tools: what each takes, which address of the desk answers it, and how its object is told.

use serde_json::{Map, Value, json};

use crate::arguments::{Address, Arguments, Kind, Parameter};
use crate::{concise, fetch};

/// One thing that can be asked.
pub struct Tool {
    /// Its name.
    pub name: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// What it does and when to use it.
    pub about: &'static str,
    /// What it takes.
    pub parameters: &'static [Parameter],
    /// The fields of its answer, with the type of each in JSON.
    pub fields: &'static [(&'static str, &'static str)],
    /// The fields whose text comes from articles, and so from strangers.
    pub untrusted: &'static [&'static str],
    /// Returns the addresses that may answer; the first that knows the record does.
    pub addresses: fn(&Arguments) -> Vec<String>,
    /// Tells the object in few words.
    pub tell: fn(&Value, &Arguments) -> Value,
}

impl Tool {
    /// Tells whether its answer comes in parts.
    pub fn is_paged(&self) -> bool {
        self.parameters.iter().any(|parameter| parameter.name == "limit")
    }

    /// Returns the schema of its answer.
    pub fn output_schema(&self) -> Map<String, Value> {
        let property = |(name, kind): &(&str, &str)| {
            let schema = match kind.split_once('?') {
                Some((kind, _)) => json!({ "type": [kind, "null"] }),
                None => json!({ "type": kind }),
            };
            ((*name).to_owned(), schema)
        };
        let mut properties: Map<String, Value> = self.fields.iter().map(property).collect();
        properties.insert(
            "untrusted".to_owned(),
            json!({ "type": "array", "items": { "type": "string" }, "description": "fields that hold words of strangers" }),
        );
        properties.insert(
            "truncated".to_owned(),
            json!({ "type": ["string", "null"], "description": "what was left out, and how to see it" }),
        );
        let schema = json!({
            "type": "object", "properties": properties, "required": ["untrusted", "truncated"],
            "additionalProperties": false,
        });
        schema.as_object().cloned().unwrap_or_default()
    }
}

const fn text(name: &'static str, about: &'static str) -> Parameter {
    Parameter { name, about, kind: Kind::Text, is_required: false }
}

const fn needed(name: &'static str, about: &'static str) -> Parameter {
    Parameter { name, about, kind: Kind::Text, is_required: true }
}

const LIMIT: Parameter = Parameter {
    name: "limit",
    about: "How many rows, 10 if nothing is said.",
    kind: Kind::Number(25),
    is_required: false,
};
const AFTER: Parameter = text("after", "Where to go on: what `next` of the part before says.");
const QUERY: Parameter = text(
    "query",
    "Words, \"phrases\", -without, and fields: who: with: country: kind: status: date:2026-01..2026-03 said: outlet: n>=2 sure>=70. \
     Kinds: meet, visit, call, gathering, negotiate, agree, sanction, appoint, aid. Statuses: occurred, ongoing, planned, \
     proposed, cancelled, denied.",
);
/// Fields of a query by other means.
const FIELDS: [&str; 8] = ["who", "with", "country", "kind", "status", "date", "said", "outlet"];
const EVENT_TEXT: &[&str] = &["events.title", "events.summary", "events.by.name", "events.with.name"];

/// All tools.
pub const TOOLS: &[Tool] = &[
    Tool {
        name: "search",
        title: "Search the record",
        about: "Finds events, and persons and organisations that the words may name; `fetch` gives the whole of each result.",
        parameters: &[needed("query", QUERY.about), LIMIT, AFTER],
        fields: &[("told", "string"), ("results", "array"), ("next", "string?")],
        untrusted: &["results.title", "results.summary"],
        addresses: |given| vec![search(given)],
        tell: |found, _| concise::results(found),
    },
    Tool {
        name: "fetch",
        title: "Fetch a record or an article",
        about: "Gives an event, article, story, person or organisation by its id as text, with the sentences that prove it. \
                Long articles come in parts.",
        parameters: &[
            needed("id", "The id, as other tools give it."),
            Parameter {
                name: "offset",
                about: "For an article: the byte of its text to begin at, as `next_offset` says.",
                kind: Kind::Number(100_000_000),
                is_required: false,
            },
        ],
        fields: &[("id", "string"), ("title", "string"), ("text", "string"), ("url", "string"), ("metadata", "object")],
        untrusted: &["title", "text", "metadata"],
        addresses: |given| {
            let id = given.text("id").unwrap_or_default();
            ["event", "article", "story", "person"].map(|page| Address::of(page, id).done()).to_vec()
        },
        tell: fetch::document,
    },
    Tool {
        name: "events_search",
        title: "Search events",
        about: "Lists events that fit a query and fields, the latest first, each with the sentence that tells it.",
        parameters: &[
            QUERY,
            text("who", "Somebody who takes part: a name or an id."),
            text("with", "Somebody else who takes part."),
            text("country", "A country: its name or three letters."),
            text("kind", "Kinds, with commas between."),
            text("status", "Statuses, with commas between."),
            text("date", "A day, month or year, or two of them with `..` between."),
            text("said", "Words that somebody who takes part said."),
            text("outlet", "An outlet that reports it."),
            LIMIT,
            AFTER,
        ],
        fields: &[
            ("q", "string"),
            ("told", "string"),
            ("notes", "array"),
            ("counted", "integer"),
            ("has_more", "boolean"),
            ("events", "array"),
            ("next", "string?"),
        ],
        untrusted: EVENT_TEXT,
        addresses: |given| vec![search(given)],
        tell: |found, _| concise::events(found),
    },
    Tool {
        name: "events_count",
        title: "Count events",
        about: "Tells how the latest events of a query, 2000 at most, are spread over months, kinds, statuses, countries and outlets.",
        parameters: &[QUERY],
        fields: &[
            ("q", "string"),
            ("told", "string"),
            ("notes", "array"),
            ("counted", "integer"),
            ("has_more", "boolean"),
            ("months", "array"),
            ("by", "object"),
        ],
        untrusted: &["by.outlet"],
        addresses: |given| vec![Address::new("/search").with("q", given.text("query")).with("limit", Some(1)).done()],
        tell: |found, _| concise::counts(found),
    },
    Tool {
        name: "event_get",
        title: "One event with its evidence",
        about: "Gives one event with the sentences of every report that prove it, its history, codes and what reports differ on.",
        parameters: &[needed("id", "The id of the event.")],
        fields: &[
            ("id", "string"),
            ("kind", "string"),
            ("status", "string"),
            ("title", "string"),
            ("summary", "string"),
            ("when", "object?"),
            ("where", "object?"),
            ("by", "array"),
            ("with", "array"),
            ("n_reports", "integer"),
            ("n_outlets", "integer"),
            ("permalink", "string"),
            ("codes", "object"),
            ("confidence", "number?"),
            ("rejected", "boolean"),
            ("changes", "array"),
            ("disagreements", "array"),
            ("evidence", "array"),
        ],
        untrusted: &["title", "summary", "by.name", "with.name", "disagreements.value", "evidence.sentences.sentence"],
        addresses: |given| vec![Address::of("event", given.text("id").unwrap_or_default()).done()],
        tell: |record, _| concise::record(record),
    },
    Tool {
        name: "actor_resolve",
        title: "Whom a name means",
        about: "Lists the persons, organisations and countries that a name may mean, with their ids.",
        parameters: &[needed("name", "The name, or part of it.")],
        fields: &[("candidates", "array")],
        untrusted: &["candidates.name"],
        addresses: |given| {
            let name = given.text("name").map(|name| format!("\"{}\"", name.replace('"', " ")));
            vec![Address::new("/search").with("q", name).with("limit", Some(1)).done()]
        },
        tell: |found, _| concise::candidates(found),
    },
    Tool {
        name: "actor_profile",
        title: "A person, organisation or country",
        about: "Gives offices as articles state them, what is planned, the latest events and quotations, and with whom they deal.",
        parameters: &[needed("id", "The id of a person or organisation, or the three letters of a country.")],
        fields: &[
            ("id", "string"),
            ("code", "string"),
            ("kind", "string"),
            ("name", "string"),
            ("country", "string?"),
            ("wikidata", "string?"),
            ("n_articles", "integer"),
            ("names", "array"),
            ("offices", "array"),
            ("most_met", "array"),
            ("events", "array"),
            ("pairs", "array"),
            ("people", "array"),
            ("coming", "array"),
            ("quotes", "array"),
        ],
        untrusted: &[
            "name",
            "names",
            "offices.office",
            "most_met.name",
            "people.name",
            "events",
            "coming",
            "quotes.text",
        ],
        addresses: |given| {
            let id = given.text("id").unwrap_or_default();
            let country = (id.len() == 3).then(|| Address::of("country", &id.to_uppercase()).done());
            country.into_iter().chain([Address::of("person", id).done()]).collect()
        },
        tell: |page, _| concise::profile(page),
    },
    Tool {
        name: "pair_summary",
        title: "Two countries",
        about: "Gives the last and the next contact of two countries, events by month and kind, agreements, measures, and what each \
                says of the other.",
        parameters: &[
            needed("one", "Three letters of the one country, such as EST."),
            needed("other", "Three letters of the other."),
            LIMIT,
            AFTER,
        ],
        fields: &[
            ("one", "object"),
            ("other", "object"),
            ("last", "object?"),
            ("coming", "object?"),
            ("months", "array"),
            ("events", "array"),
            ("agreements", "array"),
            ("measures", "array"),
            ("quotes_of_one", "array"),
            ("quotes_of_other", "array"),
            ("next", "string?"),
        ],
        untrusted: &[
            "last",
            "coming",
            "events",
            "agreements",
            "measures",
            "quotes_of_one.text",
            "quotes_of_other.text",
        ],
        addresses: |given| {
            let code = |name: &str| given.text(name).unwrap_or_default().to_uppercase();
            let codes = format!("{}-{}", code("one"), code("other"));
            vec![paged(Address::of("pair", &codes), given)]
        },
        tell: |page, _| concise::pair(page),
    },
    Tool {
        name: "stories_list",
        title: "Stories",
        about: "Lists stories, articles over days that tell of one thing, those with the latest news first.",
        parameters: &[],
        fields: &[("stories", "array")],
        untrusted: &["stories.title"],
        addresses: |_| vec!["/stories".to_owned()],
        tell: |page, _| concise::stories(page),
    },
    Tool {
        name: "story_brief",
        title: "What a story amounts to",
        about: "Gives a story's summary in sentences of its articles, key points, contacts, quotations, what reports differ on and what \
                comes next; every line has its permalink.",
        parameters: &[needed("id", "The id of the story.")],
        fields: &[
            ("id", "string"),
            ("title", "string"),
            ("first_day", "string"),
            ("last_day", "string"),
            ("n_articles", "integer"),
            ("n_reports", "integer"),
            ("n_outlets", "integer"),
            ("permalink", "string"),
            ("reading_minutes", "integer"),
            ("summary", "array"),
            ("key_points", "array"),
            ("contacts", "array"),
            ("ahead", "array"),
            ("quotes", "array"),
            ("disagreements", "array"),
            ("articles", "array"),
        ],
        untrusted: &["title", "summary.sentence", "key_points", "contacts", "ahead", "quotes.text", "articles.title"],
        addresses: |given| vec![Address::of("story", given.text("id").unwrap_or_default()).done()],
        tell: |page, _| concise::story(page),
    },
    Tool {
        name: "calendar_list",
        title: "What is planned",
        about: "Lists plans from the day of the latest news on, or of one month: planned, confirmed, moved, cancelled, overdue.",
        parameters: &[text("month", "The month, such as 2026-01.")],
        fields: &[
            ("month", "string?"),
            ("today", "string"),
            ("from", "string"),
            ("until", "string"),
            ("plans", "array"),
            ("changed", "array"),
            ("overdue", "array"),
        ],
        untrusted: &["plans", "changed", "overdue"],
        addresses: |given| vec![Address::new("/calendar").with("month", given.text("month")).done()],
        tell: |page, _| concise::calendar(page),
    },
    Tool {
        name: "statements_search",
        title: "Who said what",
        about: "Lists quotations by words, speaker, country and day, the latest first, each with its place in the article.",
        parameters: &[
            text("words", "Words that stand in the quotation; a \"phrase\" in marks."),
            text("who", "Who speaks: a name or an id."),
            text("country", "The country of the speaker, three letters."),
            text("since", "The first day, month or year."),
            text("until", "The last day, month or year."),
            LIMIT,
            AFTER,
        ],
        fields: &[("told", "string"), ("quotes", "array"), ("next", "string?")],
        untrusted: &["quotes.text", "quotes.speaker.name"],
        addresses: |given| {
            let address = Address::new("/statements").with("q", given.text("words"));
            let address = ["who", "country", "since", "until"]
                .into_iter()
                .fold(address, |address, name| address.with(name, given.text(name)));
            vec![paged(address, given)]
        },
        tell: |page, _| concise::quotes(page),
    },
    Tool {
        name: "coverage",
        title: "What the ledger covers",
        about: "Tells how many articles there are, of which months and outlets, and how many days of each month have news at all: \
                use it before concluding that something did not happen.",
        parameters: &[],
        fields: &[("ledger", "object"), ("months", "array"), ("outlets", "array")],
        untrusted: &["outlets.outlet"],
        addresses: |_| vec!["/coverage".to_owned()],
        tell: |page, _| concise::pick(page, &["ledger", "months", "outlets"]),
    },
];

/// How many rows, if nothing is said.
const ROWS: u64 = 10;

fn paged(address: Address, given: &Arguments) -> String {
    let limit = given.number("limit").unwrap_or(ROWS).max(1);
    address.with("limit", Some(limit)).with("after", given.text("after")).done()
}

fn search(given: &Arguments) -> String {
    let address = Address::new("/search").with("q", given.text("query"));
    paged(FIELDS.into_iter().fold(address, |address, name| address.with(name, given.text(name))), given)
}
