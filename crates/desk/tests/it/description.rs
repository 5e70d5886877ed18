//! The description for programs says what the server does.

use plenipo_ledger::Author;
use serde_json::Value;

use crate::site::{Site, sample};

/// Returns an address for each path of the description, with the named part filled in from the sample ledger.
fn example(site: &Site, path: &str) -> String {
    let fill = |name: &str, value: &str| path.replace(&format!("{{{name}}}"), value);
    match path.split('/').nth(1).unwrap_or_default() {
        "day" => fill("day", "2026-05-08"),
        "event" | "correct" => fill("id", &site.event("kind:meet")),
        "article" => {
            let day = site.get("/day/2026-05-08.json").json();
            fill("id", day["articles"][0]["id"].as_str().unwrap())
        }
        "person" => fill("id", "mira-talvik-est"),
        "organization" => {
            let found = site.get("/search.json?q=kind:sanction").json();
            fill("id", found["events"][0]["by"][0]["id"].as_str().unwrap())
        }
        "story" => {
            let found = site.get("/stories.json").json();
            fill("id", found["stories"][0]["id"].as_str().unwrap())
        }
        "country" => fill("code", "NOR"),
        "log" => fill("number", "1"),
        "pair" => fill("codes", "EST-NOR"),
        _ => path.to_owned(),
    }
}

#[test]
fn every_address_of_the_description_answers_as_it_says() {
    let site = sample();
    let document = site.get("/openapi.json").json();
    assert_eq!(document["openapi"], "3.1.0");
    let paths = document["paths"].as_object().unwrap();
    assert!(paths.len() > 40, "{} paths", paths.len());
    let author = Author { who: "desk".to_owned(), made: "2026-05-20T09:00:00Z".to_owned(), why: None };
    site.store.open().accept(&site.event("kind:meet"), &author).unwrap();
    for (path, operations) in paths {
        // What is only sent to, and what waits for whoever handed it in, is tested by itself.
        if operations["get"].is_null() || path.starts_with("/draft/") {
            continue;
        }
        let address = example(&site, path);
        assert!(!address.contains('{'), "{path} has no example");
        let reply = site.get(&address);
        assert_eq!(reply.status, 200, "{address}: {}", reply.body);
        let content = operations["get"]["responses"]["200"]["content"].as_object().unwrap();
        let (media_type, described) = content.iter().next().unwrap();
        assert!(reply.header("content-type").starts_with(media_type.as_str()), "{address}: {media_type}");
        if media_type == "application/json" {
            let troubles = troubles(&document, &described["schema"], &reply.json(), &address);
            assert!(troubles.is_empty(), "{troubles:#?}");
        }
    }
}

#[test]
fn errors_are_as_described() {
    let site = sample();
    let document = site.get("/openapi.json").json();
    let schema =
        &document["paths"]["/event/{id}.json"]["get"]["responses"]["404"]["content"]["application/json"]["schema"];
    let troubles = troubles(&document, schema, &site.get("/event/e0.json").json(), "/event/e0.json");
    assert!(troubles.is_empty(), "{troubles:#?}");
}

#[test]
fn every_operation_has_a_name_of_its_own() {
    let site = sample();
    let document = site.get("/openapi.json").json();
    let paths = document["paths"].as_object().unwrap();
    let operations = paths.values().flat_map(|path| path.as_object().unwrap().values());
    let mut names: Vec<&str> = operations.map(|operation| operation["operationId"].as_str().unwrap()).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
}

#[test]
fn a_reply_that_breaks_the_schema_is_noticed() {
    let site = sample();
    let document = site.get("/openapi.json").json();
    let schema = &document["paths"]["/data.json"]["get"]["responses"]["200"]["content"]["application/json"]["schema"];
    let mut data = site.get("/data.json").json();
    data["ledger"]["n_events"] = "many".into();
    data["surprise"] = 1.into();
    assert_eq!(troubles(&document, schema, &data, "").len(), 2);
}

/// Returns where a value is not what a schema says; a field that the schema does not name is a trouble too.
fn troubles(document: &Value, schema: &Value, value: &Value, place: &str) -> Vec<String> {
    if let Some(reference) = schema["$ref"].as_str() {
        let target =
            document.pointer(reference.trim_start_matches('#')).expect("the description holds what it refers to");
        let mut both = troubles(document, target, value, place);
        // Fields beside a reference belong to the same object.
        both.retain(|trouble| !(trouble.contains("is not described") && described(schema, trouble)));
        return both;
    }
    if let Some(choices) = schema["anyOf"].as_array().or(schema["oneOf"].as_array()) {
        let fits = choices.iter().any(|choice| troubles(document, choice, value, place).is_empty());
        return if fits { Vec::new() } else { vec![format!("{place}: {value} fits no choice")] };
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(many) => many.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let own = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let fits = types.is_empty() || types.contains(&own) || (own == "integer" && types.contains(&"number"));
    if !fits {
        return vec![format!("{place}: {value} is no {types:?}")];
    }
    match value {
        Value::Array(items) => {
            let each = |(at, item): (usize, &Value)| {
                let part = schema["prefixItems"].get(at).unwrap_or(&schema["items"]);
                troubles(document, part, item, &format!("{place}/{at}"))
            };
            items.iter().enumerate().flat_map(each).collect()
        }
        Value::Object(fields) => {
            let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
            let missing = required.filter(|name| !fields.contains_key(*name));
            let mut found: Vec<String> = missing.map(|name| format!("{place}/{name} is missing")).collect();
            for (name, field) in fields {
                let place = format!("{place}/{name}");
                match (&schema["properties"][name], &schema["additionalProperties"]) {
                    (Value::Null, Value::Null) => found.push(format!("{place} is not described")),
                    (Value::Null, other) => found.extend(troubles(document, other, field, &place)),
                    (known, _) => found.extend(troubles(document, known, field, &place)),
                }
            }
            found
        }
        _ => Vec::new(),
    }
}

/// Tells whether the field that a trouble names stands in a schema.
fn described(schema: &Value, trouble: &str) -> bool {
    let name = trouble.split(' ').next().and_then(|place| place.rsplit('/').next()).unwrap_or_default();
    !schema["properties"][name].is_null()
}
