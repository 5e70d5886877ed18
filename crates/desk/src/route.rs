//! One address: what it takes, which shapes its reply has, and who makes it.

use axum::http::header::HeaderValue;
use maud::Markup;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use crate::access::{Role, Visitor};
use crate::asked::Asked;
use crate::format::{self, Appointment, Entry, Table};
use crate::html;
use crate::refusal::Refusal;

/// What a page shows, apart from how it is asked for and in which shape it leaves.
pub trait View: Serialize + JsonSchema + 'static {
    /// Returns the heading.
    fn title(&self) -> String;

    /// Writes what stands below the heading.
    fn body(&self) -> Markup;

    /// Returns where the list goes on, for what follows `?after=`.
    fn next(&self) -> Option<String> {
        None
    }

    /// Tells whether our own script makes something on the page more comfortable.
    fn uses_script(&self) -> bool {
        false
    }
}

/// A view that is a list.
pub trait Rows: View {
    /// Returns the list as a table.
    fn table(&self) -> Table;

    /// Returns the list as the entries of a feed.
    fn entries(&self) -> Vec<Entry>;
}

/// A view that is a table, but no list of news.
pub trait Tabled: View {
    /// Returns the table.
    fn table(&self) -> Table;
}

/// A view of things with days.
pub trait Agenda: View {
    /// Returns what goes into a calendar.
    fn appointments(&self) -> Vec<Appointment>;
}

/// The shape of a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A page for people.
    Html,
    /// An object for programs.
    Json,
    /// A table.
    Csv,
    /// A feed.
    Atom,
    /// A calendar.
    Ics,
}

impl Format {
    /// All shapes.
    pub const ALL: [Format; 5] = [Format::Html, Format::Json, Format::Csv, Format::Atom, Format::Ics];

    /// Returns what stands behind the address.
    pub fn suffix(self) -> &'static str {
        match self {
            Format::Html => "",
            Format::Json => ".json",
            Format::Csv => ".csv",
            Format::Atom => ".atom",
            Format::Ics => ".ics",
        }
    }

    /// Returns the media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Html => "text/html; charset=utf-8",
            Format::Json => "application/json",
            Format::Csv => "text/csv; charset=utf-8",
            Format::Atom => "application/atom+xml; charset=utf-8",
            Format::Ics => "text/calendar; charset=utf-8",
        }
    }

    /// Returns what people call it.
    pub fn name(self) -> &'static str {
        match self {
            Format::Html => "page",
            Format::Json => "JSON",
            Format::Csv => "CSV",
            Format::Atom => "feed",
            Format::Ics => "calendar",
        }
    }
}

/// A parameter of an address.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// What stands before the `=`.
    pub name: &'static str,
    /// What it does.
    pub about: &'static str,
    /// What it may be.
    pub takes: Takes,
}

/// What a parameter may be, besides empty, which is as if it were missing.
#[derive(Clone, Copy, Debug)]
pub enum Takes {
    /// Any words.
    Words,
    /// One of these.
    OneOf(&'static [&'static str]),
    /// A day, a month or a year.
    Day,
    /// The code of a country.
    Country,
    /// How many rows.
    Rows,
    /// What `next` of a list says.
    Place,
    /// The number of an entry of the log, which is what `next` of the log says.
    Entry,
}

/// Where in the site a reply stands, for links in it.
pub struct Frame {
    /// The scheme and the host by which the request came, for links that must be whole.
    pub site: String,
    /// The address without its suffix, escaped.
    pub path: String,
    /// The parameters, as they came, without `?`.
    pub query: String,
    /// The shapes that this address has.
    pub formats: Vec<Format>,
    /// Who asks.
    pub visitor: Visitor,
    /// Whether people sign in to this desk.
    pub has_users: bool,
}

/// A finished reply.
pub struct Written {
    /// What is sent.
    pub body: String,
    /// What the header `Link` says.
    pub links: Option<HeaderValue>,
}

type Answer = Box<dyn Fn(&Asked, &Frame) -> Result<Written, Refusal> + Send + Sync>;

/// One address and its reply.
pub struct Route {
    /// The address, with a name in braces where one part of it is free: `/event/{id}`.
    pub path: &'static str,
    /// Its name in the description of all addresses.
    pub operation: &'static str,
    /// What it shows, in a sentence.
    pub summary: &'static str,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// Its shapes.
    pub formats: Vec<Format>,
    /// Who may see it; nothing where anybody may.
    pub needs: Option<Role>,
    /// Returns the schema of its JSON.
    pub schema: fn(&mut SchemaGenerator) -> Schema,
    /// Makes the reply.
    pub answer: Answer,
}

impl Route {
    /// Returns the address of a shape; the start page is called `index` where it needs a name.
    pub fn address(&self, format: Format) -> String {
        with_suffix(self.path, format)
    }
}

/// Returns the address of a shape of a page.
pub fn with_suffix(path: &str, format: Format) -> String {
    match (path, format) {
        ("/", Format::Html) => "/".to_owned(),
        ("/", format) => format!("/index{}", format.suffix()),
        (path, format) => format!("{path}{}", format.suffix()),
    }
}

type Writer<V> = fn(&V, &Frame) -> String;

/// A route under construction.
pub struct Page<V> {
    path: &'static str,
    operation: &'static str,
    summary: &'static str,
    load: fn(&Asked) -> Result<V, Refusal>,
    parameters: Vec<Parameter>,
    needs: Option<Role>,
    writers: Vec<(Format, Writer<V>)>,
}

/// Begins the route of a page, which is also an object for programs.
pub fn page<V: View>(
    path: &'static str,
    operation: &'static str,
    summary: &'static str,
    load: fn(&Asked) -> Result<V, Refusal>,
) -> Page<V> {
    let writers: Vec<(Format, Writer<V>)> =
        vec![(Format::Html, |view, frame| html::page(view, frame)), (Format::Json, |view, _| format::json(view))];
    Page { path, operation, summary, load, parameters: Vec::new(), needs: Some(Role::Reader), writers }
}

impl<V: View> Page<V> {
    /// Adds a parameter that is any words.
    pub fn takes(self, name: &'static str, about: &'static str) -> Self {
        self.takes_some(name, Takes::Words, about)
    }

    /// Adds a parameter.
    pub fn takes_some(mut self, name: &'static str, takes: Takes, about: &'static str) -> Self {
        self.parameters.push(Parameter { name, about, takes });
        self
    }

    /// Shows it only to some, or, without a role, to anybody.
    pub fn needs(mut self, role: Option<Role>) -> Self {
        self.needs = role;
        self
    }

    /// Ends the construction.
    pub fn done(self) -> Route {
        let Page { path, operation, summary, load, parameters, needs, writers } = self;
        let formats = writers.iter().map(|(format, _)| *format).collect();
        let answer = move |asked: &Asked, frame: &Frame| {
            let writer = writers.iter().find(|(format, _)| *format == asked.format);
            let (_, write) =
                writer.ok_or_else(|| Refusal::NotFound(format!("{} of this page", asked.format.name())))?;
            let view = load(asked)?;
            let next = view.next().map(|next| html::next_address(frame, asked.format, &next));
            let link = next.and_then(|next| HeaderValue::from_str(&format!("<{next}>; rel=\"next\"")).ok());
            Ok(Written { body: write(&view, frame), links: link })
        };
        Route {
            path,
            operation,
            summary,
            parameters,
            formats,
            needs,
            schema: |generator| generator.subschema_for::<V>(),
            answer: Box::new(answer),
        }
    }
}

impl<V: Rows> Page<V> {
    /// Makes it a table and a feed too.
    pub fn list(mut self) -> Self {
        self.writers.push((Format::Csv, |view, _| format::csv(&view.table())));
        self.writers.push((Format::Atom, |view, frame| format::atom(&view.title(), &view.entries(), frame)));
        self
    }

    /// Makes it a list that comes in parts, which is a table and a feed too.
    pub fn paged(self) -> Self {
        self.paged_by(Takes::Place)
    }

    /// The same of a list that goes on at something else.
    pub fn paged_by(self, place: Takes) -> Self {
        let limited = self.takes_some("limit", Takes::Rows, "How many rows, 10,000 at most.");
        let placed = limited.takes_some("after", place, "Where to go on: what `next` of the part before says.");
        placed.list()
    }
}

impl<V: Tabled> Page<V> {
    /// Makes it a table too.
    pub fn table(mut self) -> Self {
        self.writers.push((Format::Csv, |view, _| format::csv(&view.table())));
        self
    }
}

impl<V: Agenda> Page<V> {
    /// Makes it a calendar too.
    pub fn calendar(mut self) -> Self {
        self.writers.push((Format::Ics, |view, frame| format::ics(&view.title(), &view.appointments(), frame)));
        self
    }
}
