//! What a system that annotates language reaches, ours or another, and the tables that compare them.

use serde::Deserialize;
use std::fmt::Write;

/// What a system reached.
#[derive(Debug, Deserialize)]
pub struct System {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// What it reached on each development part.
    pub parts: Vec<Part>,
    /// How it runs.
    #[serde(flatten)]
    pub speed: Speed,
    /// The size of its model in bytes.
    pub model_bytes: u64,
    /// How long its training took on one processor, if it was trained by this command.
    pub train_seconds: Option<f64>,
}

/// How a system runs, on one thread, from raw text to all that it finds.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Speed {
    /// Words in a second of processor time.
    pub words_per_second: f64,
    /// Seconds from its start to its first words.
    pub start_seconds: f64,
    /// The most memory that it held, in MiB.
    pub peak_mib: f64,
}

/// What a system reached on one development part, in percent.
#[derive(Clone, Debug, Deserialize)]
pub struct Part {
    /// The name of the part, such as `ewt-dev`.
    pub name: String,
    /// How many words people found.
    pub words: usize,
    /// Universal parts of speech that are right, where words and sentences are given.
    pub upos: f64,
    /// Penn tags that are right, where words and sentences are given.
    pub xpos: f64,
    /// Dictionary forms that are right, where words and sentences are given, if the system gives any.
    pub lemmas: Option<f64>,
    /// Verbs with the right tense, mood and form and nouns with the right number, where words and sentences are given, if
    /// the system tells them.
    pub features: Option<f64>,
    /// Governors that are right, where words and sentences are given.
    pub uas: f64,
    /// Governors that are right together with the full relation, where words and sentences are given.
    pub las: f64,
    /// F1 of the extents of names, where words are given, if both sides have names.
    pub name_spans: Option<f64>,
    /// F1 of the extents and kinds of names, where words are given, if both sides have names.
    pub name_kinds: Option<f64>,
    /// F1 of the words, from raw text.
    pub raw_tokens: f64,
    /// F1 of the sentences, from raw text.
    pub raw_sentences: f64,
    /// F1 of the words with the right governor and relation, from raw text.
    pub raw_las: f64,
}

/// Writes the systems side by side; the first is ours.
pub fn table(systems: &[System]) -> String {
    let mut text = String::new();
    let mut line = |cells: &[String]| {
        let mut row = String::new();
        for (at, cell) in cells.iter().enumerate() {
            let _ = if at == 0 { write!(row, "{cell:<34}") } else { write!(row, "{cell:>11}") };
        }
        text += row.trim_end();
        text.push('\n');
    };
    let cells = |first: &str, rest: &[&str]| -> Vec<String> {
        [first].into_iter().chain(rest.iter().copied()).map(str::to_owned).collect()
    };
    let percent = |value: f64| format!("{value:.2}");
    let maybe = |value: Option<f64>| value.map_or("-".to_owned(), percent);
    let names: Vec<&str> =
        systems.first().into_iter().flat_map(|system| &system.parts).map(|part| &*part.name).collect();
    for name in names {
        let of = |system: &System| system.parts.iter().find(|part| part.name == name).cloned();
        let words = systems.iter().find_map(of).map_or(0, |part| part.words);
        line(&cells(
            &format!("{name}, {words} words"),
            &[
                "UPOS",
                "XPOS",
                "lemmas",
                "features",
                "UAS",
                "LAS",
                "name span",
                "and kind",
                "raw tokens",
                "sentences",
                "raw LAS",
            ],
        ));
        for (system, part) in systems.iter().filter_map(|system| Some((system, of(system)?))) {
            let mut row = vec![format!("  {} {}", system.name, system.version)];
            row.extend([
                percent(part.upos),
                percent(part.xpos),
                maybe(part.lemmas),
                maybe(part.features),
                percent(part.uas),
                percent(part.las),
            ]);
            row.extend([maybe(part.name_spans), maybe(part.name_kinds)]);
            row.extend([percent(part.raw_tokens), percent(part.raw_sentences), percent(part.raw_las)]);
            line(&row);
        }
        line(&[]);
    }
    line(&cells("raw text, one core", &["words/CPU s", "times", "start ms", "MiB", "model MB", "trained s"]));
    let ours = systems.first().map_or(1.0, |system| system.speed.words_per_second);
    for System { name, version, speed, model_bytes, train_seconds, .. } in systems {
        line(&[
            format!("  {name} {version}"),
            format!("{:.0}", speed.words_per_second),
            format!("{:.1}", ours / speed.words_per_second),
            format!("{:.0}", speed.start_seconds * 1e3),
            format!("{:.0}", speed.peak_mib),
            format!("{:.1}", *model_bytes as f64 / 1e6),
            train_seconds.map_or("-".to_owned(), |seconds| format!("{seconds:.0}")),
        ]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_of_other_programs_are_read() {
        let told = r#"{"name": "x", "version": "1", "words_per_second": 10.0, "start_seconds": 1, "peak_mib": 1.5,
            "model_bytes": 7000000, "train_seconds": 2.0, "parts": [{"name": "ewt-dev", "words": 2, "upos": 1, "xpos": 1,
            "uas": 1, "las": 81.5, "name_spans": null, "name_kinds": null, "raw_tokens": 1, "raw_sentences": 1,
            "raw_las": 1}]}"#;
        let system: System = serde_json::from_str(told).expect("what `peers.py` writes");
        assert_eq!((system.parts[0].words, system.parts[0].name_spans), (2, None));
        let table = table(&[system]);
        assert!(table.contains("81.50") && table.contains("7.0"), "{table}");
    }
}
