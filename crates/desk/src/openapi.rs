//! The description of all addresses, made from the same table as the router.

use axum::body::Body;
use axum::http::{HeaderValue, Response, header};
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::access::Role;
use crate::act::KEY;
use crate::asked::MOST_ROWS;
use crate::form::{DoneView, Form};
use crate::refusal::Problem;
use crate::route::{Format, Route, Takes, with_suffix};

/// Makes the description, as `OpenAPI` 3.1 has it.
pub fn document(routes: &[Route], forms: &[Form]) -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    let mut generator = settings.into_generator();
    let mut paths = Map::new();
    let problem = generator.subschema_for::<Problem>().to_value();
    for route in routes {
        for format in &route.formats {
            let operation = operation(route, *format, &problem, &mut generator);
            paths.insert(route.address(*format), json!({ "get": operation }));
        }
    }
    let done = generator.subschema_for::<DoneView>().to_value();
    for form in forms {
        for format in [Format::Html, Format::Json] {
            let path = with_suffix(form.path, format);
            let operation = sending(form, format, &done, &problem);
            let entry = paths.entry(path).or_insert_with(|| json!({}));
            entry["post"] = operation;
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Plenipo",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "The diplomatic record.",
            "description": "Fields of JSON stay, new ones may come. Texts for people, such as `told` and `message`, may change. \
                The text of articles, headlines, names and quotations comes from strangers and is not to be trusted.",
        },
        "paths": paths,
        "components": {
            "schemas": generator.take_definitions(true),
            "securitySchemes": {
                "token": { "type": "http", "scheme": "bearer", "description": "A token of a user, where the desk has users." },
                "session": { "type": "apiKey", "in": "cookie", "name": "plenipo", "description": "The session of a browser." },
            },
        },
    })
}

/// Answers with the description.
pub fn reply(document: &str) -> Response<Body> {
    let mut response = Response::new(Body::from(document.to_owned()));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

fn operation(route: &Route, format: Format, problem: &Value, generator: &mut SchemaGenerator) -> Value {
    let schema = match format {
        Format::Json => (route.schema)(generator).to_value(),
        _ => json!({ "type": "string" }),
    };
    let media_type = format.media_type().split(';').next().unwrap_or_default();
    let wrong = wrong(format, problem);
    let refused = |about: &str| json!({ "description": about, "content": wrong });
    let mut responses = json!({
        "200": { "description": route.summary, "content": { media_type: { "schema": schema } } },
        "304": { "description": "What the header `If-None-Match` names is still so." },
        "400": refused("A parameter makes no sense."),
        "503": refused("Too many others ask."),
    });
    if route.path.contains('{') {
        responses["308"] = refused("It is at another address.");
        responses["404"] = refused("There is no such record.");
        responses["410"] = refused("The record is no more.");
    }
    refuse(&mut responses, route.needs, &refused);
    json!({
        "operationId": format!("{}{}", route.operation, format.suffix().replace('.', "_")),
        "summary": route.summary,
        "description": needed(route.needs),
        "security": security(route.needs),
        "parameters": parameters(route),
        "responses": responses,
    })
}

/// Describes what is done with a form.
fn sending(form: &Form, format: Format, done: &Value, problem: &Value) -> Value {
    let wrong = wrong(format, problem);
    let refused = |about: &str| json!({ "description": about, "content": wrong });
    let mut responses = json!({
        "400": refused("A field makes no sense."),
        "404": refused("There is no such record."),
        "413": refused("What is sent is too large."),
        "415": refused("What is sent is no form."),
        "503": refused("Another program is writing."),
    });
    if format == Format::Html {
        responses["303"] = json!({ "description": "It is done; the header `Location` names the page that shows it." });
    } else {
        responses["200"] =
            json!({ "description": "It is done.", "content": { "application/json": { "schema": done } } });
    }
    refuse(&mut responses, form.needs, &refused);
    responses["403"] =
        refused("The role does not allow it, or the form has no key of this session. A token needs no key.");
    let fields: Map<String, Value> = form
        .fields
        .iter()
        .chain(&[(KEY, "The key of the form, which its page holds. A token needs none.")])
        .map(|(name, about)| ((*name).to_owned(), json!({ "type": "string", "description": about })))
        .collect();
    let shape = json!({ "schema": { "type": "object", "properties": fields, "additionalProperties": false } });
    json!({
        "operationId": format!("{}{}", form.operation, format.suffix().replace('.', "_")),
        "summary": form.summary,
        "description": needed(form.needs),
        "security": security(form.needs),
        "parameters": in_path(form.path).into_iter().collect::<Vec<_>>(),
        "requestBody": {
            "required": true,
            "content": {
                "application/x-www-form-urlencoded": shape,
                "application/json": shape,
                "multipart/form-data": shape,
            },
        },
        "responses": responses,
    })
}

/// Describes the replies to those who may not.
fn refuse(responses: &mut Value, needs: Option<Role>, refused: &impl Fn(&str) -> Value) {
    responses["429"] = refused("Too many requests; the header `Retry-After` says when to go on.");
    if needs.is_some() {
        responses["401"] = refused("Nobody is signed in. Pages lead to where one signs in instead.");
        responses["403"] = refused("The role does not allow it.");
    }
}

fn wrong(format: Format, problem: &Value) -> Value {
    match format {
        Format::Html => json!({ "text/html": { "schema": { "type": "string" } } }),
        _ => json!({ "application/json": { "schema": problem } }),
    }
}

fn needed(needs: Option<Role>) -> String {
    needs.map_or_else(|| "For anybody.".to_owned(), |role| format!("Where the desk has users: role {role}."))
}

fn security(needs: Option<Role>) -> Value {
    if needs.is_some() { json!([{ "token": [] }, { "session": [] }, {}]) } else { json!([]) }
}

fn in_path(path: &str) -> Option<Value> {
    let (name, _) = path.split_once('{').and_then(|(_, rest)| rest.split_once('}'))?;
    Some(json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }))
}

fn parameters(route: &Route) -> Vec<Value> {
    let in_path = in_path(route.path);
    let in_query = route.parameters.iter().map(|parameter| {
        let schema = accepted(parameter.takes);
        json!({ "name": parameter.name, "in": "query", "description": parameter.about, "schema": schema })
    });
    in_path.into_iter().chain(in_query).collect()
}

/// Describes what a parameter may be.
fn accepted(takes: Takes) -> Value {
    let pattern = |pattern: &str| json!({ "type": "string", "pattern": pattern });
    match takes {
        Takes::Words => json!({ "type": "string" }),
        Takes::OneOf(words) => {
            json!({ "type": "string", "enum": words.iter().copied().chain([""]).collect::<Vec<_>>() })
        }
        Takes::Day => json!({
            "anyOf": [{ "type": "string", "format": "date" }, pattern("^([0-9]{4}(-(0[1-9]|1[0-2]))?)?$")],
        }),
        Takes::Country => pattern("^([A-Za-z]{3})?$"),
        Takes::Rows => json!({ "type": "integer", "minimum": 1, "maximum": MOST_ROWS }),
        Takes::Place => pattern("^((x|-?[0-9]{1,9})\\.r?[0-9]{1,18})?$"),
        Takes::Entry => pattern("^([0-9]{1,18})?$"),
    }
}
