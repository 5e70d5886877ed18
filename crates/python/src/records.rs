//! From the values of the record to the dataclasses of `plenipo/records.py`.

use std::collections::HashMap;

use plenipo_record::{
    Actor, ActorId, Article, CountryCode, Event, Place, Quotation, Reading, Span, Statement, When, codes,
};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyModule, PyTuple};

use crate::offsets::Offsets;

/// What an article says, as objects of Python.
pub struct Records {
    pub article: Py<PyAny>,
    pub actors: Py<PyAny>,
    pub events: Py<PyAny>,
    pub quotes: Py<PyAny>,
    pub statements: Py<PyAny>,
    pub diagnostics: Py<PyAny>,
}

/// Makes an object of a dataclass, its fields given by their names.
macro_rules! object {
    ($py:expr, $class:literal, { $($field:ident: $value:expr),+ $(,)? }) => {{
        let fields = pyo3::types::PyDict::new($py);
        $(fields.set_item(pyo3::intern!($py, stringify!($field)), $value)?;)+
        $crate::records::module($py)?.getattr(pyo3::intern!($py, $class))?.call((), Some(&fields))?
    }};
}
pub(crate) use object;

/// Returns the module that holds the dataclasses.
pub fn module(py: Python<'_>) -> PyResult<&Bound<'_, PyModule>> {
    static MODULE: PyOnceLock<Py<PyModule>> = PyOnceLock::new();
    let module = MODULE.get_or_try_init(py, || Ok::<_, PyErr>(py.import("plenipo.records")?.unbind()))?;
    Ok(module.bind(py))
}

/// Makes a tuple of what is made of each value.
pub fn tuple<'py, T>(
    py: Python<'py>,
    values: impl IntoIterator<Item = T>,
    make: impl FnMut(T) -> PyResult<Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyTuple>> {
    PyTuple::new(py, values.into_iter().map(make).collect::<PyResult<Vec<_>>>()?)
}

/// Makes a tuple of texts.
pub fn texts<'py>(py: Python<'py>, texts: &[String]) -> PyResult<Bound<'py, PyTuple>> {
    PyTuple::new(py, texts)
}

/// Makes all records of a reading.
pub fn records(py: Python<'_>, reading: &Reading) -> PyResult<Records> {
    let text = reading.article.text.as_str();
    let maker = Maker { py, text, offsets: Offsets::new(text) };
    let mut actors = HashMap::new();
    for actor in &reading.actors {
        actors.insert(&actor.id, maker.actor(actor)?);
    }
    let diagnostics = tuple(py, &reading.diagnostics, |diagnostic| {
        let span = diagnostic.span.map(|span| maker.passage(span)).transpose()?;
        Ok(object!(py, "Diagnostic", { message: &diagnostic.message, passage: span }))
    })?;
    Ok(Records {
        article: maker.article(&reading.article)?.unbind(),
        actors: tuple(py, &reading.actors, |actor| Ok(actors[&actor.id].clone()))?.into_any().unbind(),
        events: tuple(py, &reading.events, |event| maker.event(event, &actors))?.into_any().unbind(),
        quotes: tuple(py, &reading.quotations, |quote| maker.quote(quote, &actors))?.into_any().unbind(),
        statements: tuple(py, &reading.statements, |told| maker.statement(told, &actors))?.into_any().unbind(),
        diagnostics: diagnostics.into_any().unbind(),
    })
}

type Actors<'r, 'py> = HashMap<&'r ActorId, Bound<'py, PyAny>>;

/// Makes objects that stand in one text.
struct Maker<'t, 'py> {
    py: Python<'py>,
    text: &'t str,
    offsets: Offsets,
}

impl<'py> Maker<'_, 'py> {
    fn passage(&self, span: Span) -> PyResult<Bound<'py, PyAny>> {
        let (start, end) = self.offsets.characters(span);
        Ok(object!(self.py, "Passage", { text: span.slice(self.text), start: start, end: end }))
    }

    fn passages(&self, spans: impl IntoIterator<Item = Span>) -> PyResult<Bound<'py, PyTuple>> {
        tuple(self.py, spans, |span| self.passage(span))
    }

    fn article(&self, article: &Article) -> PyResult<Bound<'py, PyAny>> {
        let py = self.py;
        let dateline = match &article.dateline {
            Some(line) => {
                Some(object!(py, "Dateline", { place: &line.place, day: line.day.map(|day| day.to_string()) }))
            }
            None => None,
        };
        let comments = tuple(py, &article.comments, |comment| {
            Ok(object!(py, "Comment", { author: &comment.author, passage: self.passage(comment.span)? }))
        })?;
        Ok(object!(py, "Article", {
            name: &article.name,
            title: &article.title,
            outlet: &article.outlet,
            agency: &article.agency,
            byline: &article.byline,
            published: article.published.map(|published| published.to_string()),
            modified: article.modified.map(|modified| modified.to_string()),
            language: &article.language,
            section: &article.section,
            canonical: &article.canonical,
            dateline: dateline,
            key_points: texts(py, &article.key_points)?,
            related: texts(py, &article.related)?,
            comments: comments,
            paragraphs: self.passages(article.paragraphs())?,
            text: &article.text,
        }))
    }

    fn actor(&self, actor: &Actor) -> PyResult<Bound<'py, PyAny>> {
        Ok(object!(self.py, "Actor", {
            id: actor.id.as_str(),
            kind: actor.kind.as_str(),
            names: texts(self.py, &actor.names)?,
            country: actor.country.as_ref().map(CountryCode::as_str),
            roles: texts(self.py, &actor.roles)?,
        }))
    }

    fn event(&self, event: &Event, actors: &Actors<'_, 'py>) -> PyResult<Bound<'py, PyAny>> {
        let py = self.py;
        let codes = codes(event.kind, event.status, event.detail.as_deref());
        let side = |side: &[ActorId]| tuple(py, side, |id| Ok(actors[id].clone()));
        Ok(object!(py, "Event", {
            id: &event.id,
            kind: event.kind.as_str(),
            detail: &event.detail,
            status: event.status.as_str(),
            by: side(&event.by)?,
            with_: side(&event.with)?,
            when: event.when.map(|when| self.when(when)).transpose()?,
            place: event.place.as_ref().map(|place| self.place(place)).transpose()?,
            what: texts(py, &event.what)?,
            evidence: self.passages(event.evidence.iter().copied())?,
            plover: codes.plover_path(),
            cameo: codes.cameo,
            confidence: event.confidence.map(|value| (f64::from(value) * 1000.0).round() / 1000.0),
        }))
    }

    fn when(&self, when: When) -> PyResult<Bound<'py, PyAny>> {
        let end = when.end.map(|day| day.to_string());
        Ok(object!(self.py, "When", { start: when.start.to_string(), end: end }))
    }

    fn place(&self, place: &Place) -> PyResult<Bound<'py, PyAny>> {
        let country = place.country.as_ref().map(CountryCode::as_str);
        Ok(object!(self.py, "Place", { name: &place.name, country: country }))
    }

    fn quote(&self, quote: &Quotation, actors: &Actors<'_, 'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(object!(self.py, "Quote", {
            id: &quote.id,
            speaker: quote.speaker.as_ref().map(|id| actors[id].clone()),
            kind: quote.kind.as_str(),
            medium: &quote.medium,
            said: quote.said.map(|day| day.to_string()),
            text: quote.text(self.text),
            mention: quote.mention.map(|span| self.passage(span)).transpose()?,
            cue: quote.cue.map(|span| self.passage(span)).transpose()?,
            pieces: self.passages(quote.pieces.iter().copied())?,
        }))
    }

    fn statement(&self, told: &Statement, actors: &Actors<'_, 'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(object!(self.py, "Statement", {
            speaker: told.speaker.as_ref().map(|id| actors[id].clone()),
            medium: &told.medium,
            said: told.said.map(|day| day.to_string()),
            text: told.text(self.text),
            mention: told.mention.map(|span| self.passage(span)).transpose()?,
            cue: self.passage(told.cue)?,
            pieces: self.passages(told.pieces.iter().copied())?,
        }))
    }
}
