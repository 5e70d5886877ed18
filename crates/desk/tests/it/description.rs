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

/// Values of a parameter that are as its schema says, and such as are not.
fn values(schema: &Value) -> (Vec<String>, Vec<String>) {
    let own = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
    let pattern = schema["pattern"].as_str().unwrap_or_default();
    if let Some(words) = schema["enum"].as_array() {
        return (words.iter().map(|word| word.as_str().unwrap().to_owned()).collect(), own(&["neither"]));
    }
    match schema["type"].as_str() {
        Some("integer") => {
            let [least, most] = ["minimum", "maximum"].map(|bound| schema[bound].as_i64().unwrap());
            (vec![least.to_string(), most.to_string()], vec![(least - 1).to_string(), (most + 1).to_string()])
        }
        None => (own(&["", "2028-02-29", "2026-12", "2026"]), own(&["2026-02-29", "2026-13", "May"])),
        _ if pattern.contains("A-Z") => (own(&["", "NOR", "nor"]), own(&["NO", "47"])),
        _ if pattern.contains('x') => (own(&["", "x.5", "20582.r7", "-3.1"]), own(&["5", "x", "20582."])),
        _ if !pattern.is_empty() => (own(&["", "7"]), own(&["x.5", "seven"])),
        _ => (own(&["", "talks", "\u{1f}%\u{202e}"]), Vec::new()),
    }
}

#[test]
fn parameters_take_what_the_description_says_and_nothing_else() {
    let site = sample();
    let document = site.get("/openapi.json").json();
    let mut tried = 0;
    for (path, operations) in document["paths"].as_object().unwrap() {
        for parameter in operations["get"]["parameters"].as_array().into_iter().flatten() {
            if parameter["in"] != "query" {
                continue;
            }
            let (right, wrong) = values(&parameter["schema"]);
            let path = example(&site, path);
            let status = |value: &str| {
                let value: String = form_urlencoded::byte_serialize(value.as_bytes()).collect();
                site.get(&format!("{path}?{}={value}", parameter["name"].as_str().unwrap())).status
            };
            tried += right.len() + wrong.len();
            for value in right {
                assert_eq!(status(&value), 200, "{path} does not take {}={value}", parameter["name"]);
            }
            for value in wrong {
                assert_eq!(status(&value), 400, "{path} takes {}={value}", parameter["name"]);
            }
        }
    }
    assert!(tried > 200, "{tried} values");
}

#[test]
fn a_form_takes_the_fields_of_its_description_and_must_be_sent_something() {
    let site = sample();
    let document = site.get("/openapi.json").json();
    for (path, operations) in document["paths"].as_object().unwrap() {
        let body = &operations["post"]["requestBody"];
        if body.is_null() {
            continue;
        }
        assert_eq!(body["required"], true, "{path}");
        for (shape, content) in body["content"].as_object().unwrap() {
            assert_eq!(content["schema"]["additionalProperties"], false, "{path}: {shape}");
            assert!(content["schema"]["properties"]["key"].is_object(), "{path}: {shape}");
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
