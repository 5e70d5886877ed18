//! The figures that floors are kept for.

use std::collections::BTreeMap;

use serde_json::Value;

/// Parts of the scorer's report whose F1 is guarded.
const BALANCED: [&str; 5] = ["events_found", "events_right", "quotes_found", "quotes_right", "roles"];

/// Parts of the scorer's report that list shares of all articles.
///
/// Shares of the events and quotes that were found are left out: they may fall when more is found.
const SHARES: [&str; 2] = ["article", "evidence"];

/// Takes the figures out of the scorer's report, all between 0 and 1.
///
/// Linking is left out: one article at a time links nothing.
pub fn of(report: &Value) -> BTreeMap<String, f64> {
    let mut figures = BTreeMap::new();
    for name in BALANCED {
        if let Some(value) = report[name]["f1"].as_f64() {
            figures.insert(format!("{name}.f1"), value);
        }
    }
    for name in SHARES {
        for (field, value) in report[name].as_object().into_iter().flatten() {
            if let Some(value) = value.as_f64() {
                figures.insert(format!("{name}.{field}"), value);
            }
        }
    }
    figures
}
