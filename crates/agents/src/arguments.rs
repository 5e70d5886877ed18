//! What an agent hands to a tool, checked against the tool's parameters, and addresses made of it.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

/// A parameter of a tool.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// What it does.
    pub about: &'static str,
    /// What it is.
    pub kind: Kind,
    /// Whether the tool needs it.
    pub is_required: bool,
}

/// What a parameter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number from 0 to a bound.
    Number(u64),
}

/// Arguments that fit the parameters.
#[derive(Clone, Debug, Default)]
pub struct Arguments {
    given: Map<String, Value>,
}

impl Arguments {
    /// Checks arguments.
    ///
    /// # Errors
    ///
    /// Fails, with a sentence for the agent, if one is missing, unknown or not what it should be.
    pub fn check(parameters: &[Parameter], given: Map<String, Value>) -> Result<Self, String> {
        for name in given.keys() {
            if parameters.iter().all(|parameter| parameter.name != name) {
                let known: Vec<&str> = parameters.iter().map(|parameter| parameter.name).collect();
                return Err(format!("there is no parameter `{name}`; there are: {}", known.join(", ")));
            }
        }
        for parameter in parameters {
            let name = parameter.name;
            match (given.get(name), parameter.kind) {
                (None | Some(Value::Null), _) if parameter.is_required => return Err(format!("`{name}` is missing")),
                (None | Some(Value::Null), _) => {}
                (Some(Value::String(text)), Kind::Text) => {
                    if parameter.is_required && text.trim().is_empty() {
                        return Err(format!("`{name}` is empty"));
                    }
                }
                (Some(value), Kind::Text) => return Err(format!("`{name}` is text, not {value}")),
                (Some(value), Kind::Number(most)) => {
                    if value.as_u64().is_none_or(|number| number > most) {
                        return Err(format!("`{name}` is a whole number from 0 to {most}, not {value}"));
                    }
                }
            }
        }
        Ok(Arguments { given })
    }

    /// Returns a text, nothing if it is missing or empty.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.given.get(name).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty())
    }

    /// Returns a number.
    pub fn number(&self, name: &str) -> Option<u64> {
        self.given.get(name).and_then(Value::as_u64)
    }

    /// Returns the same with another number.
    pub fn with_number(&self, name: &str, number: u64) -> Self {
        let mut given = self.given.clone();
        given.insert(name.to_owned(), number.into());
        Arguments { given }
    }
}

/// Returns the schema of parameters.
pub fn schema(parameters: &[Parameter]) -> Map<String, Value> {
    let property = |parameter: &Parameter| {
        let schema = match parameter.kind {
            Kind::Text => json!({ "type": "string", "description": parameter.about }),
            Kind::Number(most) => {
                json!({ "type": "integer", "minimum": 0, "maximum": most, "description": parameter.about })
            }
        };
        (parameter.name.to_owned(), schema)
    };
    let required: Vec<&str> =
        parameters.iter().filter(|parameter| parameter.is_required).map(|parameter| parameter.name).collect();
    let properties: Map<String, Value> = parameters.iter().map(property).collect();
    let schema = json!({
        "type": "object", "properties": properties, "required": required, "additionalProperties": false,
    });
    schema.as_object().cloned().unwrap_or_default()
}

/// An address of the desk under construction.
pub struct Address {
    path: String,
    query: form_urlencoded::Serializer<'static, String>,
}

impl Address {
    /// Begins an address.
    pub fn new(path: &str) -> Self {
        Address { path: path.to_owned(), query: form_urlencoded::Serializer::new(String::new()) }
    }

    /// Begins the address of a record.
    pub fn of(page: &str, name: &str) -> Self {
        Address::new(&format!("/{page}/{}", utf8_percent_encode(name, NON_ALPHANUMERIC)))
    }

    /// Adds a parameter, if it has a value.
    pub fn with(mut self, name: &str, value: Option<impl ToString>) -> Self {
        if let Some(value) = value {
            self.query.append_pair(name, &value.to_string());
        }
        self
    }

    /// Ends the construction.
    pub fn done(mut self) -> String {
        let query = self.query.finish();
        if query.is_empty() { self.path } else { format!("{}?{query}", self.path) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARAMETERS: [Parameter; 2] = [
        Parameter { name: "id", about: "", kind: Kind::Text, is_required: true },
        Parameter { name: "limit", about: "", kind: Kind::Number(25), is_required: false },
    ];

    #[track_caller]
    fn check(given: &Value, expected: &str) {
        let found = Arguments::check(&PARAMETERS, given.as_object().unwrap().clone());
        assert_eq!(found.err().unwrap_or_default(), expected);
    }

    #[test]
    fn arguments_that_do_not_fit_are_told() {
        check(&json!({ "id": "e1", "limit": 25 }), "");
        check(&json!({}), "`id` is missing");
        check(&json!({ "id": " " }), "`id` is empty");
        check(&json!({ "id": 7 }), "`id` is text, not 7");
        check(&json!({ "id": "e1", "limit": 26 }), "`limit` is a whole number from 0 to 25, not 26");
        check(&json!({ "id": "e1", "limit": -1 }), "`limit` is a whole number from 0 to 25, not -1");
        check(&json!({ "id": "e1", "drop": "all" }), "there is no parameter `drop`; there are: id, limit");
    }

    #[test]
    fn names_of_records_stay_names() {
        assert_eq!(Address::of("event", "../x?y=1").done(), "/event/%2E%2E%2Fx%3Fy%3D1");
        assert_eq!(Address::new("/search").with("q", Some("a b&c")).done(), "/search?q=a+b%26c");
    }
}
