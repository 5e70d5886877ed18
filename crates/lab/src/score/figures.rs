//! The figures that floors are kept for.

use std::collections::BTreeMap;

use serde_json::Value;

/// Parts of the scorer's report with precision, recall and F1.
const BALANCED: [&str; 5] = ["events_found", "events_right", "quotes_found", "quotes_right", "roles"];

/// Parts of the scorer's report that list shares.
const SHARES: [&str; 4] = ["slots", "quote_slots", "article", "evidence"];

/// Takes the figures out of the scorer's report, all between 0 and 1.
///
/// Linking is left out: one article at a time links nothing.
pub fn of(report: &Value) -> BTreeMap<String, f64> {
    let mut figures = BTreeMap::new();
    for name in BALANCED {
        for measure in ["f1", "p"] {
            if let Some(value) = report[name][measure].as_f64() {
                figures.insert(format!("{name}.{measure}"), value);
            }
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
