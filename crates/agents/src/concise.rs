//! From the desk's objects to what an agent needs of them.

use serde_json::{Map, Value, json};

/// How many entries of lists inside a profile or a brief are told.
const FEW: usize = 6;
/// How many values of each facet.
const VALUES: usize = 12;

/// Returns some fields of an object, by their names.
pub fn pick(object: &Value, names: &[&str]) -> Value {
    let fields = names.iter().filter_map(|name| Some(((*name).to_owned(), object.get(*name)?.clone())));
    Value::Object(fields.collect())
}

/// Returns what a list says of each of its entries.
pub fn each(list: &Value, tell: fn(&Value) -> Value) -> Value {
    list.as_array().into_iter().flatten().map(tell).collect()
}

/// Returns the first entries of a list.
fn few(list: &Value, tell: fn(&Value) -> Value) -> Value {
    list.as_array().into_iter().flatten().take(FEW).map(tell).collect()
}

/// Tells of an event.
pub fn event(event: &Value) -> Value {
    let mut told = pick(event, &["id", "kind", "status", "title", "summary", "n_reports", "n_outlets"]);
    told["when"] = pick(&event["when"], &["start", "end", "precision"]);
    if event["when"].is_null() {
        told["when"] = Value::Null;
    }
    told["where"] = pick(&event["where"], &["place", "country"]);
    if event["where"].is_null() {
        told["where"] = Value::Null;
    }
    told["by"] = each(&event["by"], party);
    told["with"] = each(&event["with"], party);
    told["permalink"] = event["address"].clone();
    told
}

/// Tells of a plan.
pub fn plan(plan: &Value) -> Value {
    let mut told = event(plan);
    told["state"] = plan["state"].clone();
    told["moved_from"] = plan["moved_from"].clone();
    told
}

/// Tells of somebody who takes part or speaks.
pub fn party(party: &Value) -> Value {
    pick(party, &["id", "name", "kind", "country"])
}

/// Tells of a quotation.
pub fn quote(quote: &Value) -> Value {
    let mut told = pick(quote, &["id", "said", "medium", "text", "outlet", "published", "article"]);
    told["speaker"] = if quote["speaker"].is_null() { Value::Null } else { party(&quote["speaker"]) };
    told["permalink"] = quote["address"].clone();
    told
}

/// Tells of a story in a list.
pub fn story_line(story: &Value) -> Value {
    let mut told = pick(story, &["id", "title", "first_day", "last_day", "n_articles", "n_reports", "n_outlets"]);
    told["permalink"] = story["address"].clone();
    told
}

/// Tells of a list of events.
pub fn events(found: &Value) -> Value {
    let mut told = pick(found, &["q", "told", "notes", "counted", "has_more", "next"]);
    told["events"] = each(&found["events"], event);
    told
}

/// Tells of events and people as results to be fetched one by one.
pub fn results(found: &Value) -> Value {
    let hit = |id: &Value, title: &Value, url: &Value, summary: &Value| json!({ "id": id, "title": title, "url": url, "summary": summary });
    let events = found["events"].as_array().into_iter().flatten();
    let events = events.map(|event| hit(&event["id"], &event["title"], &event["address"], &event["summary"]));
    let actors = found["actors"].as_array().into_iter().flatten();
    let actors = actors.map(|actor| hit(&actor["id"], &actor["name"], &actor["address"], &actor["kind"]));
    json!({ "told": found["told"], "results": events.chain(actors).collect::<Vec<_>>(), "next": found["next"] })
}

/// Tells how the events of a query are spread.
pub fn counts(found: &Value) -> Value {
    let mut told = pick(found, &["q", "told", "notes", "counted", "has_more", "months"]);
    let facets = found["facets"].as_array().into_iter().flatten().map(|facet| {
        let values = facet["values"].as_array().into_iter().flatten().take(VALUES);
        let values: Vec<Value> = values.map(|value| pick(value, &["value", "name", "count"])).collect();
        (facet["field"].as_str().unwrap_or_default().to_owned(), Value::Array(values))
    });
    told["by"] = Value::Object(facets.collect::<Map<_, _>>());
    told
}

/// Tells of one event with all that proves it.
pub fn record(record: &Value) -> Value {
    let mut told = event(record);
    told["codes"] = record["codes"].clone();
    told["confidence"] = record["confidence"].clone();
    told["rejected"] = record["rejected"].clone();
    told["changes"] = each(&record["changes"], |change| pick(change, &["change", "day", "planned"]));
    told["disagreements"] = each(&record["disagreements"], |one| pick(one, &["field", "value", "report"]));
    told["evidence"] = each(&record["reports"], |report| {
        let sentences = each(
            &report["evidence"],
            |one| json!({ "sentence": one["text"], "start": one["start"], "end": one["end"], "permalink": one["address"] }),
        );
        let mut told = pick(report, &["id", "article", "outlet", "published", "status", "copy_of"]);
        told["report"] = told["id"].take();
        told["sentences"] = sentences;
        told
    });
    told
}

/// Tells whom a name may mean.
pub fn candidates(found: &Value) -> Value {
    let actor = |actor: &Value| {
        let mut told = party(actor);
        told["permalink"] = actor["address"].clone();
        told
    };
    json!({ "candidates": each(&found["actors"], actor) })
}

/// Tells of a person, an organisation or a country.
pub fn profile(page: &Value) -> Value {
    let mut told = pick(page, &["id", "code", "kind", "name", "country", "wikidata", "n_articles"]);
    if page["offices"].is_null() {
        told["events"] = few(&page["events"], event);
        told["pairs"] = few(&page["pairs"], |pair| pick(pair, &["one", "other", "n_events", "latest_month"]));
        told["people"] = few(&page["actors"], |actor| pick(actor, &["id", "name", "kind", "n_articles"]));
    } else {
        told["names"] = few(&page["names"], Value::clone);
        told["offices"] =
            few(&page["offices"], |office| pick(office, &["office", "from", "to", "n_articles", "article"]));
        told["most_met"] = few(&page["most_met"], |met| pick(met, &["id", "name", "kind", "country", "n_events"]));
        let sections = page["sections"].as_array().into_iter().flatten();
        let latest: Vec<Value> =
            sections.flat_map(|section| few(&section["events"], event).as_array().cloned()).flatten().collect();
        told["events"] = latest.into();
    }
    told["coming"] = few(&page["coming"], event);
    told["quotes"] = few(&page["quotes"], quote);
    told
}

/// Tells of two countries.
pub fn pair(page: &Value) -> Value {
    let mut told = pick(page, &["one", "other", "months", "next"]);
    for name in ["last", "coming"] {
        told[name] = if page[name].is_null() { Value::Null } else { event(&page[name]) };
    }
    for name in ["agreements", "measures"] {
        told[name] = few(&page[name], event);
    }
    told["events"] = each(&page["events"], event);
    for name in ["quotes_of_one", "quotes_of_other"] {
        told[name] = few(&page[name], quote);
    }
    told
}

/// Tells what a story amounts to.
pub fn story(page: &Value) -> Value {
    let mut told = story_line(&page["story"]);
    told["reading_minutes"] = page["reading_minutes"].clone();
    told["summary"] = each(
        &page["summary"],
        |sentence| json!({ "sentence": sentence["text"], "outlet": sentence["outlet"], "permalink": sentence["address"] }),
    );
    for name in ["key_points", "contacts", "ahead"] {
        told[name] = each(&page[name], event);
    }
    told["quotes"] = each(&page["quotes"], quote);
    told["disagreements"] = page["disagreements"].clone();
    told["articles"] = each(&page["articles"], |article| {
        json!({
            "title": article["title"], "outlet": article["outlet"], "day": article["day"],
            "is_copy": article["is_copy"], "permalink": article["address"],
        })
    });
    told
}

/// Tells what is planned.
pub fn calendar(page: &Value) -> Value {
    let mut told = pick(page, &["month", "today", "from", "until"]);
    for name in ["plans", "changed", "overdue"] {
        told[name] = each(&page[name], plan);
    }
    told
}

/// Tells of a list of quotations.
pub fn quotes(page: &Value) -> Value {
    let mut told = pick(page, &["told", "next"]);
    told["quotes"] = each(&page["quotes"], quote);
    told
}

/// Tells of a list of stories.
pub fn stories(page: &Value) -> Value {
    json!({ "stories": each(&page["stories"], story_line) })
}
