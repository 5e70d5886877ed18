//! An event as one line: who did what with whom, and where.

use super::{Event, Party};

/// Writes an event as a line without a final stop.
///
/// The wording claims no more than the record holds: a sanction may be tariffs or an expelled envoy, so it is "took
/// measures against".
pub fn phrase(event: &Event) -> String {
    let mut line = Line::default();
    let topic = event.what.first().map(String::as_str);
    match event.kind.as_str() {
        "visit" => {
            line.side(&event.by);
            line.words(&verb(event));
            match &event.place {
                Some(place) => {
                    line.words(&place.told());
                    if !event.with.is_empty() {
                        line.words(", received by");
                        line.side(&event.with);
                    }
                }
                None if event.with.is_empty() => line.words("an unnamed place"),
                None => line.side(&event.with),
            }
            return line.text;
        }
        "appoint" => {
            line.words("Change of office:");
            line.side(if event.with.is_empty() { &event.by } else { &event.with });
            if let Some(office) = topic {
                line.words(&format!(", {office}"));
            }
            if !event.by.is_empty() && !event.with.is_empty() {
                line.words(", by");
                line.side(&event.by);
            }
        }
        "gathering" => {
            let all: Vec<Party> = event.by.iter().chain(&event.with).cloned().collect();
            if all.is_empty() {
                line.words(topic.unwrap_or("A gathering"));
            } else {
                line.side(&all);
                line.words(&format!("{} {}", verb(event), topic.unwrap_or("a gathering")));
            }
        }
        "meet" | "call" | "negotiate" | "agree" if event.by.is_empty() || event.with.is_empty() => {
            let all = if event.by.is_empty() { &event.with } else { &event.by };
            line.side(all);
            line.words(verb(event).trim_end_matches(" with"));
        }
        _ => {
            line.side(&event.by);
            line.words(&verb(event));
            line.side(&event.with);
        }
    }
    if let Some(place) = &event.place {
        line.words(&format!("in {}", place.told()));
    }
    line.text
}

#[derive(Default)]
struct Line {
    text: String,
}

impl Line {
    fn words(&mut self, words: &str) {
        if !self.text.is_empty() && !words.starts_with(',') {
            self.text.push(' ');
        }
        self.text.push_str(words);
    }

    /// Adds parties as in running text: `a, b and c`.
    fn side(&mut self, parties: &[Party]) {
        let names: Vec<String> = parties.iter().map(name).collect();
        match names.as_slice() {
            [] => self.words(if self.text.is_empty() { "Somebody" } else { "an unnamed party" }),
            [one] => self.words(one),
            [most @ .., last] => self.words(&format!("{} and {last}", most.join(", "))),
        }
    }
}

fn name(party: &Party) -> String {
    match &party.country {
        Some(country) if party.needs_country() => format!("{} ({country})", party.name),
        _ => party.name.clone(),
    }
}

fn verb(event: &Event) -> String {
    let (past, plain, going) = match event.kind.as_str() {
        "meet" => ("met", "meet", "meeting"),
        "visit" => ("visited", "visit", "visiting"),
        "call" => ("spoke with", "speak with", "speaking with"),
        "gathering" => ("took part in", "take part in", "taking part in"),
        "negotiate" => ("held talks with", "hold talks with", "holding talks with"),
        "agree" => ("reached an agreement with", "reach an agreement with", "reaching an agreement with"),
        "sanction" => ("took measures against", "take measures against", "keeping measures against"),
        _ => ("gave or pledged aid to", "give aid to", "giving aid to"),
    };
    let many = event.by.len() > 1 || event.by.is_empty() && event.with.len() > 1;
    let (is, was) = if many { ("are", "were") } else { ("is", "was") };
    match event.status.as_str() {
        "ongoing" => format!("{is} {going}"),
        "planned" => format!("{is} to {plain}"),
        "proposed" => format!("may {plain}"),
        "cancelled" => format!("{was} to {plain}"),
        "denied" => format!("did not or will not {plain}"),
        _ => past.to_owned(),
    }
}
