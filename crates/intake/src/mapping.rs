//! From named values to an item: which of them is the headline, which the text.

use serde_json::Value;

use crate::markup::{is_marked_up, text_of};
use crate::moment::{epoch, moment};
use crate::names::{bare, names};
use crate::{Content, Fault, Fields};

/// How many values of one object are looked at, and how deep.
const MOST_VALUES: usize = 2000;
const MOST_DEPTH: usize = 6;

/// Named values in their order; a dot in a name goes into an object.
#[derive(Default)]
pub(crate) struct Values {
    values: Vec<(String, Told)>,
}

enum Told {
    Text(String),
    Number(f64),
}

impl Values {
    /// Adds a value under its name.
    pub fn push(&mut self, name: &str, text: &str) {
        self.values.push((bare(name), Told::Text(text.to_owned())));
    }

    /// Adds all values of an object.
    pub fn of(value: &Value) -> Self {
        let mut values = Values::default();
        values.add(String::new(), value, 0);
        values
    }

    fn add(&mut self, path: String, value: &Value, depth: usize) {
        if self.values.len() >= MOST_VALUES || depth > MOST_DEPTH {
            return;
        }
        match value {
            Value::String(text) => self.values.push((path, Told::Text(text.clone()))),
            Value::Number(number) => self.values.extend(number.as_f64().map(|number| (path, Told::Number(number)))),
            Value::Array(items) => items.iter().for_each(|item| self.add(path.clone(), item, depth + 1)),
            Value::Object(map) => {
                for (key, value) in map {
                    let name = bare(key);
                    let wraps = path.is_empty() && value.is_object() && names().wrappers.contains(&name);
                    let inner = match (wraps, path.is_empty()) {
                        // `source` wraps an article in a search engine, and is its publisher elsewhere.
                        (true, _) if name != "source" || key.starts_with('_') => String::new(),
                        (_, true) => name,
                        (_, false) => format!("{path}.{name}"),
                    };
                    self.add(inner, value, depth + 1);
                }
            }
            Value::Null | Value::Bool(_) => {}
        }
    }

    /// Returns the values with the best of the wanted names that has any which `read` can read.
    fn all<T>(&self, wanted: &[String], read: impl Fn(&Told) -> Option<T>) -> Vec<T> {
        for name in wanted {
            let found: Vec<T> =
                self.values.iter().filter(|(path, _)| path == name).filter_map(|(_, told)| read(told)).collect();
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    fn first<T>(&self, wanted: &[String], read: impl Fn(&Told) -> Option<T>) -> Option<T> {
        self.all(wanted, read).into_iter().next()
    }

    /// Makes an item of the values; `outlet` is the publication where they do not tell it.
    pub fn item(&self, outlet: Option<&str>) -> Result<(Content, Fields), Fault> {
        let names = names();
        let line = |told: &Told| Some(text_of(told.text()?)).filter(|text| !text.is_empty());
        let title = self.first(&names.title, line);
        let text = self.all(&names.text, |told| Some(told.text()?.trim().to_owned()).filter(|text| !text.is_empty()));
        let summary = self.first(&names.summary, line);
        let time = |told: &Told| match told {
            Told::Text(text) => moment(text),
            Told::Number(number) => epoch(*number),
        };
        let address = |told: &Told| {
            let text = told.text()?.trim();
            (text.starts_with("http://") || text.starts_with("https://")).then(|| text.to_owned())
        };
        let not_address = |told: &Told| line(told).filter(|text| !text.starts_with("http"));
        let names_of_people: Vec<String> = self
            .all(&names.byline, not_address)
            .iter()
            .map(|name| ["By ", "by ", "BY "].iter().find_map(|by| name.strip_prefix(by)).unwrap_or(name).to_owned())
            .collect();
        let fields = Fields {
            address: self.first(&names.address, address),
            title,
            published: self.first(&names.published, time),
            outlet: self.first(&names.outlet, not_address).or_else(|| outlet.map(str::to_owned)),
            byline: Some(names_of_people.join(" and ")).filter(|names| !names.is_empty()),
            summary,
            fetched: self.first(&names.fetched, time),
        };
        // A title alone is on many things that are no articles.
        let is_listed = fields.title.is_some() && (fields.summary.is_some() || fields.address.is_some());
        if text.is_empty() && !is_listed {
            return Err(Fault::NoArticle);
        }
        let content = match text.join("\n") {
            text if text.is_empty() => Content::Nothing,
            text if is_marked_up(&text) => Content::Html(text),
            text => Content::Plain(text),
        };
        Ok((content, fields))
    }
}

impl Told {
    fn text(&self) -> Option<&str> {
        match self {
            Told::Text(text) => Some(text),
            Told::Number(_) => None,
        }
    }
}
