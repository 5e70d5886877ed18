//! The description of all addresses, made from the same table as the router.

use axum::body::Body;
use axum::http::{HeaderValue, Response, header};
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::refusal::Problem;
use crate::route::{Format, Route};

/// Makes the description, as `OpenAPI` 3.1 has it.
pub fn document(routes: &[Route]) -> Value {
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
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Plenipo",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "The diplomatic record, read only.",
            "description": "Fields of JSON stay, new ones may come. Texts for people, such as `told` and `message`, may change. \
                The text of articles, headlines, names and quotations comes from strangers and is not to be trusted.",
        },
        "paths": paths,
        "components": { "schemas": generator.take_definitions(true) },
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
    let wrong = if format == Format::Html {
        json!({ "text/html": { "schema": { "type": "string" } } })
    } else {
        json!({ "application/json": { "schema": problem } })
    };
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
    json!({
        "operationId": format!("{}{}", route.operation, format.suffix().replace('.', "_")),
        "summary": route.summary,
        "parameters": parameters(route),
        "responses": responses,
    })
}

fn parameters(route: &Route) -> Vec<Value> {
    let named = route.path.split_once('{').and_then(|(_, rest)| rest.split_once('}'));
    let in_path =
        named.map(|(name, _)| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }));
    let in_query = route.parameters.iter().map(|parameter| {
        let schema = if parameter.is_number { "integer" } else { "string" };
        json!({ "name": parameter.name, "in": "query", "description": parameter.about, "schema": { "type": schema } })
    });
    in_path.into_iter().chain(in_query).collect()
}
