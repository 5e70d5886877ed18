//! What terms ask of the ledger, and the same in plain words.

use plenipo_ledger::{EventQuery, day_number};
use plenipo_lexicon::Lexicon;
use plenipo_record::{CountryCode, Day, EventKind, Status};

use super::parse::{Field, Term};
use crate::view::{country_name, kind_plural, status_name};

/// What a query means.
#[derive(Debug, Default)]
pub struct Meaning {
    /// What is asked of the ledger.
    pub query: EventQuery,
    /// The free words, for looking up who they may name.
    pub words: String,
    /// The query in plain words.
    pub told: String,
    /// What could not be understood, in sentences.
    pub notes: Vec<String>,
}

/// Returns what terms mean; a term that means nothing narrows nothing, and a note says so.
pub fn meaning(terms: &[Term]) -> Meaning {
    let mut made = Meaning::default();
    let mut told: Vec<String> = Vec::new();
    let (mut words, mut free) = (Vec::new(), Vec::new());
    for term in terms {
        match term {
            Term::Word(word) => {
                words.push(word.clone());
                free.push(word.clone());
            }
            Term::Phrase(phrase) => {
                words.push(format!("\"{phrase}\""));
                free.push(phrase.clone());
            }
            Term::Without(words) => {
                told.push(format!("without “{words}”"));
                made.query.without.push(format!("\"{words}\""));
            }
            Term::Reports(least) => {
                told.push(format!("told by at least {least} independent reports"));
                made.query.filter.reports = Some(*least);
            }
            Term::Confidence(percent) => {
                told.push(format!("of which the reader is sure to {percent} % at least"));
                made.query.filter.confidence = Some(*percent);
            }
            Term::Field(field, value) => match made.field(*field, value) {
                Ok(Some(words)) => told.push(words),
                Ok(None) => {}
                Err(note) => made.notes.push(note),
            },
        }
    }
    if !words.is_empty() {
        let quoted: Vec<String> = free.iter().map(|words| format!("“{words}”")).collect();
        told.insert(0, format!("with the words {}", quoted.join(" and ")));
        made.query.filter.words = Some(words.join(" "));
        made.words = free.join(" ");
    }
    if let Some(kinds) = listed(made.query.filter.kinds.iter().map(|kind| kind_plural(kind.as_str()).to_lowercase())) {
        told.push(format!("of the kind {kinds}"));
    }
    if let Some(statuses) =
        listed(made.query.filter.statuses.iter().map(|status| status_name(status.as_str()).to_owned()))
    {
        told.push(format!("with the status {statuses}"));
    }
    made.told = if told.is_empty() { "All records".to_owned() } else { format!("Records {}", told.join(", ")) };
    made
}

impl Meaning {
    /// Adds a field; returns how it is told, nothing where that waits for others of its kind.
    fn field(&mut self, field: Field, value: &str) -> Result<Option<String>, String> {
        let filter = &mut self.query.filter;
        match field {
            Field::Who if filter.who.is_none() => {
                filter.who = Some(value.to_owned());
                Ok(Some(format!("in which {value} takes part")))
            }
            Field::Who | Field::With if filter.with.is_none() => {
                filter.with = Some(value.to_owned());
                Ok(Some(format!("together with {value}")))
            }
            Field::Who | Field::With => Err(format!("Only two who take part can be asked for; “{value}” is left out.")),
            Field::Country => {
                let code = country(value).ok_or_else(|| format!("“{value}” is no country that I know."))?;
                self.query.countries.push(code);
                Ok(Some(format!("that concern {}", country_name(code.as_str()))))
            }
            Field::Kind => {
                for word in value.split(',') {
                    let kind = EventKind::from_word(&word.to_lowercase()).ok_or_else(|| {
                        let known = EventKind::ALL.map(EventKind::as_str).join(", ");
                        format!("“{word}” is no kind of event; there are {known}.")
                    })?;
                    filter.kinds.push(kind);
                }
                Ok(None)
            }
            Field::Status => {
                for word in value.split(',') {
                    let status = Status::from_word(&word.to_lowercase()).ok_or_else(|| {
                        let known = Status::ALL.map(Status::as_str).join(", ");
                        format!("“{word}” is no status; there are {known}.")
                    })?;
                    filter.statuses.push(status);
                }
                Ok(None)
            }
            Field::Date => {
                let (since, until, told) = span(value)
                    .ok_or_else(|| format!("“{value}” is no day such as 2026-01-29, 2026-01 or 2026-01..2026-03."))?;
                // Two spans of days mean what lies in both.
                filter.since = filter.since.max(since);
                filter.until = [filter.until, until].into_iter().flatten().min();
                Ok(Some(told))
            }
            Field::Said => {
                filter.said = Some(value.to_owned());
                Ok(Some(format!("of which somebody who takes part said “{value}”")))
            }
            Field::Outlet => {
                self.query.outlet = Some(value.to_owned());
                Ok(Some(format!("reported by {value}")))
            }
        }
    }
}

fn country(value: &str) -> Option<CountryCode> {
    let words: Vec<&str> = value.split_whitespace().collect();
    let named = || {
        let (used, sense) = Lexicon::builtin().name_at(&words)?;
        (used == words.len()).then(|| sense.country()).flatten()
    };
    let code = value.to_uppercase().parse::<CountryCode>().ok();
    code.filter(|code| !Lexicon::builtin().country_name(*code).is_empty()).or_else(named)
}

/// Returns the numbers of the first and the last day of `a`, `a..b`, `a..` or `..b`, and how that is told.
fn span(value: &str) -> Option<(Option<i32>, Option<i32>, String)> {
    let day = |text: &str| text.parse::<Day>().ok().filter(|day| day.first().is_some());
    let first = |day: Day| day.first().map(day_number);
    let last = |day: Day| day.last().map(day_number);
    match value.split_once("..") {
        None => {
            let when = day(value)?;
            let preposition = if matches!(when, Day::Date(_)) { "of" } else { "in" };
            Some((first(when), last(when), format!("{preposition} {}", crate::view::day_told(value))))
        }
        Some((start, "")) => Some((first(day(start)?), None, format!("since {}", crate::view::day_told(start)))),
        Some(("", end)) => Some((None, last(day(end)?), format!("until {}", crate::view::day_told(end)))),
        Some((start, end)) => {
            let told = format!("from {} to {}", crate::view::day_told(start), crate::view::day_told(end));
            Some((first(day(start)?), last(day(end)?), told))
        }
    }
}

fn listed(items: impl Iterator<Item = String>) -> Option<String> {
    let items: Vec<String> = items.collect();
    (!items.is_empty()).then(|| items.join(" or "))
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[track_caller]
    fn check(query: &str, told: &str, notes: usize) {
        let meaning = meaning(&parse(query));
        assert_eq!(meaning.told, told);
        assert_eq!(meaning.notes.len(), notes, "{:?}", meaning.notes);
    }

    #[test]
    fn queries_are_told_in_plain_words() {
        check("", "All records", 0);
        check("fisheries", "Records with the words “fisheries”", 0);
        check(
            "country:Norway kind:visit,meet date:2026-01..2026-03 n>=2",
            "Records that concern Norway, from January 2026 to March 2026, told by at least 2 independent reports, \
             of the kind visits or meetings",
            0,
        );
        check("date:2026-01-29", "Records of 29 January 2026", 0);
        check("who:talvik with:reyl", "Records in which talvik takes part, together with reyl", 0);
    }

    #[test]
    fn what_means_nothing_is_said() {
        check("kind:duel", "All records", 1);
        check("date:yesterday country:Atlantis status:late", "All records", 3);
    }
}
