//! From rows of a ledger to the dataclasses of `plenipo/records.py`.

use std::collections::BTreeMap;

use plenipo_ledger::{EventRow, Ledger, Pair, Party, QuoteRow, Record, Result};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::error::LedgerError;
use crate::offsets::Offsets;
use crate::records::{object, texts, tuple};

type Objects<'py> = PyResult<Bound<'py, PyTuple>>;

/// Makes events.
pub fn events<'py>(py: Python<'py>, rows: &[EventRow]) -> Objects<'py> {
    tuple(py, rows, |row| event(py, row))
}

/// Makes quotations.
pub fn quotes<'py>(py: Python<'py>, rows: &[QuoteRow]) -> Objects<'py> {
    tuple(py, rows, |row| quote(py, row))
}

/// Makes what two countries share.
pub fn pair<'py>(py: Python<'py>, pair: &Pair) -> PyResult<Bound<'py, PyAny>> {
    let one = |row: &Option<EventRow>| row.as_ref().map(|row| event(py, row)).transpose();
    let months = tuple(py, &pair.months, |row| {
        let month = format!("{:04}-{:02}", row.year, row.month);
        Ok(object!(py, "PairMonth", { month: month, kind: &row.kind, n_events: row.n_events }))
    })?;
    Ok(object!(py, "Pair", {
        last: one(&pair.last)?,
        coming: one(&pair.coming)?,
        months: months,
        agreements: events(py, &pair.agreements)?,
        measures: events(py, &pair.measures)?,
        events: events(py, &pair.events.rows)?,
    }))
}

/// A record with the texts of the articles that tell it, by their public names.
pub struct Evidence {
    record: Record,
    texts: BTreeMap<String, String>,
}

impl Evidence {
    /// Finds the record that a public name leads to.
    pub fn of(ledger: &Ledger, id: &str) -> Result<Self> {
        let record = ledger.show(id)?;
        let articles: Vec<&String> = match &record {
            Record::Event(view) => view.reports.iter().map(|report| &report.article).collect(),
            Record::Quote(quote) => vec![&quote.article],
            _ => Vec::new(),
        };
        let mut texts = BTreeMap::new();
        for article in articles {
            if let Record::Article(view) = ledger.show(article)? {
                texts.insert(article.clone(), view.text);
            }
        }
        Ok(Evidence { record, texts })
    }

    fn offsets(&self, article: &str) -> Offsets {
        Offsets::new(self.texts.get(article).map_or("", String::as_str))
    }
}

/// Makes the passages that prove an event or a quotation.
pub fn evidence<'py>(py: Python<'py>, evidence: &Evidence) -> Objects<'py> {
    let mut proofs = Vec::new();
    match &evidence.record {
        Record::Event(view) => {
            for report in &view.reports {
                let offsets = evidence.offsets(&report.article);
                for (text, start, end) in &report.evidence {
                    proofs.push(object!(py, "Proof", {
                        record: &report.id,
                        article: &report.article,
                        name: &report.name,
                        outlet: &report.outlet,
                        published: &report.published,
                        copy_of: &report.copy_of,
                        text: text,
                        start: offsets.character(*start),
                        end: offsets.character(*end),
                    }));
                }
            }
        }
        Record::Quote(quote) => {
            let start = evidence.offsets(&quote.article).character(quote.start);
            proofs.push(object!(py, "Proof", {
                record: &quote.id,
                article: &quote.article,
                name: &quote.name,
                outlet: &quote.outlet,
                published: &quote.published,
                copy_of: None::<String>,
                text: &quote.text,
                start: start,
                end: start + quote.text.chars().count(),
            }));
        }
        _ => return Err(LedgerError::new_err("only events and quotations have evidence")),
    }
    PyTuple::new(py, proofs)
}

fn event<'py>(py: Python<'py>, row: &EventRow) -> PyResult<Bound<'py, PyAny>> {
    Ok(object!(py, "EventRow", {
        id: &row.id,
        kind: row.kind.as_str(),
        status: row.status.as_str(),
        start: &row.start,
        end: &row.end,
        place: &row.place,
        country: &row.country,
        what: texts(py, &row.what)?,
        by: tuple(py, &row.by, |party| self::party(py, party))?,
        with_: tuple(py, &row.with, |party| self::party(py, party))?,
        summary: &row.summary,
        n_reports: row.n_reports,
        n_outlets: row.n_outlets,
        confidence: row.confidence.map(|value| (value * 1000.0).round() / 1000.0),
    }))
}

fn quote<'py>(py: Python<'py>, row: &QuoteRow) -> PyResult<Bound<'py, PyAny>> {
    Ok(object!(py, "QuoteRow", {
        id: &row.id,
        speaker: row.speaker.as_ref().map(|party| self::party(py, party)).transpose()?,
        kind: &row.kind,
        medium: &row.medium,
        said: &row.said,
        text: &row.text,
        article: &row.article,
        name: &row.name,
        outlet: &row.outlet,
        published: &row.published,
    }))
}

fn party<'py>(py: Python<'py>, party: &Party) -> PyResult<Bound<'py, PyAny>> {
    Ok(object!(py, "Party", {
        id: &party.id,
        kind: party.kind.as_str(),
        name: &party.name,
        country: &party.country,
    }))
}
