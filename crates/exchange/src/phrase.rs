//! An event as one plain line: who did what with whom, and where.

use crate::calendar;
use plenipo_ledger::{EventRow, Party, QuoteRow, StoryRow};
use plenipo_record::{Actor, ActorId, ActorKind, CountryCode, Event, EventKind, Place, Reading, Status, When};

/// Looks up what a country is called.
pub type CountryName<'a> = &'a dyn Fn(CountryCode) -> Option<String>;

/// What an event's line is made of; parties and place as they are to be printed.
pub struct Told<'a> {
    /// What kind of event it is.
    pub kind: EventKind,
    /// How far it has come.
    pub status: Status,
    /// The acting side.
    pub by: Vec<String>,
    /// The other side.
    pub with: Vec<String>,
    /// The place.
    pub place: Option<String>,
    /// Topics.
    pub what: &'a [String],
}

/// Writes an event of one reading as one line without a final stop.
pub fn event(event: &Event, reading: &Reading, country: CountryName) -> String {
    let parties = |ids: &[ActorId]| ids.iter().map(|id| party(reading, id, country)).collect();
    let place = event.place.as_ref().and_then(|place| self::place(place, country));
    let (by, with) = (parties(&event.by), parties(&event.with));
    line(&Told { kind: event.kind, status: event.status, by, with, place, what: &event.what })
}

/// Writes an event of the ledger as one line without a final stop.
pub fn event_row(event: &EventRow, country: CountryName) -> String {
    let parties = |parties: &[Party]| parties.iter().map(|party| party_row(party, country)).collect();
    let place =
        Place { name: event.place.clone(), country: event.country.as_deref().and_then(|code| code.parse().ok()) };
    line(&Told {
        kind: event.kind,
        status: event.status,
        by: parties(&event.by),
        with: parties(&event.with),
        place: self::place(&place, country),
        what: &event.what,
    })
}

/// Writes an event as one line without a final stop.
///
/// The wording claims no more than the record holds: `sanction` covers tariffs as well as expelled envoys, so a
/// sanction is "took measures against", and the topics below the line say which.
pub fn line(event: &Told) -> String {
    let (by, with) = (list(&event.by), list(&event.with));
    let place = &event.place;
    let together = event.by.len() + event.with.len();
    let many = event.by.len() > 1 || event.by.is_empty() && together > 1;
    let act = Act { kind: event.kind, status: event.status, many };

    match event.kind {
        EventKind::Visit => {
            let hosts = if with.is_empty() { String::new() } else { format!(", received by {with}") };
            match place {
                Some(place) => format!("{} {}{hosts}", someone(&by), act.verb(place)),
                None if with.is_empty() => format!("{} {}", someone(&by), act.verb("an unnamed place")),
                None => format!("{} {}", someone(&by), act.verb(&with)),
            }
        }
        EventKind::Gathering => {
            let topic = event.what.first().map_or("a gathering".to_owned(), |topic| with_article(topic));
            let all: Vec<&str> = [by.as_str(), with.as_str()].into_iter().filter(|side| !side.is_empty()).collect();
            let line = match all[..] {
                [] => topic,
                _ => format!("{} {}", all.join(" with "), act.verb(&topic)),
            };
            placed(line, place.as_deref())
        }
        EventKind::Appoint => {
            let office = event.what.first().map_or(String::new(), |office| format!(", {office}"));
            let person = if with.is_empty() { &by } else { &with };
            let line = act.verb(&format!("{}{office}", someone(person)));
            let line = if by.is_empty() || with.is_empty() { line } else { format!("{line} (by {by})") };
            placed(line, place.as_deref())
        }
        EventKind::Meet | EventKind::Negotiate | EventKind::Call | EventKind::Agree => {
            let line = if by.is_empty() || with.is_empty() {
                format!("{} {}", someone(&format!("{by}{with}")), act.alone())
            } else {
                format!("{by} {}", act.verb(&with))
            };
            placed(line, place.as_deref())
        }
        EventKind::Sanction | EventKind::Aid => {
            let other = if with.is_empty() { "an unnamed party" } else { &with };
            placed(format!("{} {}", someone(&by), act.verb(other)), place.as_deref())
        }
        _ if with.is_empty() => placed(format!("{} {}", someone(&by), act.alone()), place.as_deref()),
        _ => placed(format!("{} {}", someone(&by), act.verb(&with)), place.as_deref()),
    }
}

/// Writes a party as a reader knows it: `Mira Talvik (EST)`, `Estonia`, `Ministry of Trade (EST)`.
pub fn party(reading: &Reading, id: &ActorId, country: CountryName) -> String {
    let Some(actor) = reading.actor(id) else { return id.to_string() };
    let name = actor_name(actor, country);
    match (actor.kind, actor.country) {
        (ActorKind::Person | ActorKind::Organization, Some(code)) => format!("{name} ({code})"),
        _ => name,
    }
}

/// Writes the days of an event of the ledger; what was told of a plan is "from" a day and not "since" it.
pub fn days(event: &EventRow) -> String {
    let Some(when) = event.when() else { return "no day told".to_owned() };
    let happened = matches!(event.status, Status::Occurred | Status::Ongoing);
    match when.end {
        None if !happened => format!("from {}", calendar::day(when.start)),
        _ => calendar::when(when),
    }
}

/// Writes how many articles report an event: `1 report`, `2 reports in 5 outlets`.
pub fn reports(event: &EventRow) -> String {
    let reports = count(event.n_reports, "report", "reports");
    if event.n_outlets > 1 { format!("{reports} in {} outlets", event.n_outlets) } else { reports }
}

/// Writes how large a story is: `5 articles in 3 outlets`.
pub fn story_size(story: &StoryRow) -> String {
    let articles = count(story.n_articles, "article", "articles");
    if story.n_outlets > 1 { format!("{articles} in {} outlets", story.n_outlets) } else { articles }
}

/// Writes the days of a story.
pub fn story_days(story: &StoryRow) -> String {
    match (story.first_day.parse(), story.last_day.parse()) {
        (Ok(first), Ok(last)) => calendar::when(When { start: first, end: Some(last) }),
        _ => story.first_day.clone(),
    }
}

/// Writes a party of the ledger: `Mira Talvik (EST)`, `Estonia`.
pub fn party_row(party: &Party, country: CountryName) -> String {
    let code = party.country.as_deref();
    let own = code.filter(|code| *code == party.id).and_then(|code| code.parse().ok()).and_then(country);
    match (own, code) {
        (Some(name), _) => name,
        (None, Some(code)) if code != party.id => format!("{} ({code})", party.name),
        _ => party.name.clone(),
    }
}

/// Returns the name of an actor; a country goes by its own name, whatever the article calls it.
pub fn actor_name(actor: &Actor, country: CountryName) -> String {
    let own = (actor.kind == ActorKind::Country).then_some(actor.country).flatten().and_then(country);
    own.or_else(|| actor.names.first().cloned()).unwrap_or_else(|| actor.id.to_string())
}

/// Writes who said a quotation and where: `Mira Talvik (EST), on X`.
pub fn speaker(quote: &QuoteRow, country: CountryName) -> String {
    let name = quote.speaker.as_ref().map_or_else(|| "Somebody unnamed".to_owned(), |party| party_row(party, country));
    match &quote.medium {
        Some(medium) => format!("{name}, {}", in_medium(medium)),
        None => name,
    }
}

/// Writes the day of a quotation.
pub fn said(quote: &QuoteRow) -> String {
    let day = quote.said.as_deref().and_then(|day| day.parse().ok()).map(calendar::day);
    day.unwrap_or_else(|| "no day told".to_owned())
}

/// Writes where a quotation stands: `Harbour Courier, 6 Mar 2026`.
pub fn told_by(quote: &QuoteRow) -> String {
    reported_by(quote.outlet.as_deref(), &quote.name, quote.published.as_deref())
}

/// Writes who published what and when; an article of no known outlet goes by the name of its input.
pub fn reported_by(outlet: Option<&str>, name: &str, published: Option<&str>) -> String {
    let outlet = outlet.unwrap_or_else(|| name.rsplit('/').next().unwrap_or(name));
    let day = published.and_then(|time| time.split('T').next()?.parse().ok()).map(calendar::day);
    [Some(outlet.to_owned()), day].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Returns the topics that the line itself does not name.
pub fn topics(kind: EventKind, what: &[String]) -> &[String] {
    let named = matches!(kind, EventKind::Gathering | EventKind::Appoint) && !what.is_empty();
    &what[usize::from(named)..]
}

/// Writes a medium as it follows a name: `on X`, `in a statement`.
pub fn in_medium(medium: &str) -> String {
    match medium {
        "statement" | "speech" | "press conference" | "letter" => format!("in a {medium}"),
        "interview" => "in an interview".to_owned(),
        name => format!("on {name}"),
    }
}

/// Sets a sentence in quotation marks; those inside become single ones, as printers do.
pub fn quoted(sentence: &str) -> String {
    let inside = sentence.chars().map(|mark| match mark {
        '“' => '‘',
        '”' => '’',
        '"' => '\'',
        other => other,
    });
    format!("“{}”", inside.collect::<String>())
}

/// Writes a number of things: `1 report`, `2 reports`.
pub fn count(number: i64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Writes a place with its country: `New Delhi, India`.
pub fn place(place: &Place, country: CountryName) -> Option<String> {
    let nation = place.country.map(|code| country(code).unwrap_or_else(|| code.to_string()));
    match (&place.name, nation) {
        (Some(name), Some(nation)) if *name != nation => Some(format!("{name}, {nation}")),
        (Some(name), _) => Some(name.clone()),
        (None, nation) => nation,
    }
}

/// Joins words as in running text: `a, b and c`.
pub fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// Puts the article before a common noun in the singular: `a summit`, but `talks` and `the Oslo Forum`.
fn with_article(topic: &str) -> String {
    let common = topic.starts_with(|c: char| c.is_lowercase()) && !topic.ends_with('s') && !topic.starts_with("the ");
    match common {
        true if topic.starts_with(['a', 'e', 'i', 'o', 'u']) => format!("an {topic}"),
        true => format!("a {topic}"),
        false => topic.to_owned(),
    }
}

fn someone(words: &str) -> &str {
    if words.is_empty() { "Somebody" } else { words }
}

fn placed(line: String, place: Option<&str>) -> String {
    match place {
        Some(place) => format!("{line} in {place}"),
        None => line,
    }
}

struct Act {
    kind: EventKind,
    status: Status,
    many: bool,
}

impl Act {
    /// Returns the verb with the other side after it.
    fn verb(&self, other: &str) -> String {
        use EventKind::{Agree, Appoint, Call, Gathering, Meet, Negotiate, Sanction, Visit};
        if let Some((act, preposition)) = wider_act(self.kind) {
            return format!("{} {preposition} {other}", self.act(act));
        }
        let (past, plain, going) = match self.kind {
            Meet => ("met", "meet", "meeting"),
            Visit => ("visited", "visit", "visiting"),
            Call => ("spoke with", "speak with", "speaking with"),
            Gathering => ("took part in", "take part in", "taking part in"),
            Negotiate => ("held talks with", "hold talks with", "in talks with"),
            Agree => ("reached an agreement with", "reach an agreement with", "reaching an agreement with"),
            Sanction => ("took measures against", "take measures against", "keeping measures against"),
            Appoint => ("Change of office", "Change of office", "Change of office"),
            _ => ("gave or pledged aid to", "give aid to", "giving aid to"),
        };
        if self.kind == Appoint {
            let ahead = match self.status {
                Status::Occurred | Status::Ongoing => "",
                Status::Planned => " ahead",
                Status::Proposed => " proposed",
                Status::Cancelled => " called off",
                Status::Denied => " denied",
            };
            return format!("{past}{ahead}: {other}");
        }
        format!("{} {other}", self.conjugate(past, plain, going))
    }

    /// Returns the verb of parties who all stand on one side.
    fn alone(&self) -> String {
        if let Some((act, _)) = wider_act(self.kind) {
            return self.act(act);
        }
        let (past, plain, going) = match self.kind {
            EventKind::Meet => ("met", "meet", "meeting"),
            EventKind::Call => ("spoke", "speak", "speaking"),
            EventKind::Negotiate => ("held talks", "hold talks", "in talks"),
            _ => ("reached an agreement", "reach an agreement", "reaching an agreement"),
        };
        self.conjugate(past, plain, going)
    }

    /// "made a demand", "is making a demand".
    fn act(&self, (past, plain, going, rest): (&str, &str, &str, &str)) -> String {
        format!("{} {rest}", self.conjugate(past, plain, going))
    }

    fn conjugate(&self, past: &str, plain: &str, going: &str) -> String {
        let (is, was) = if self.many { ("are", "were") } else { ("is", "was") };
        match self.status {
            Status::Occurred => past.to_owned(),
            Status::Ongoing => format!("{is} {going}"),
            Status::Planned => format!("{is} to {plain}"),
            Status::Proposed => format!("may {plain}"),
            Status::Cancelled => format!("{was} to {plain}"),
            Status::Denied => format!("did not or will not {plain}"),
        }
    }
}

/// A verb in its three forms and what stands behind it.
type Wording = (&'static str, &'static str, &'static str, &'static str);

/// Words for a kind beyond the nine of diplomacy, and what joins the other side to them.
fn wider_act(kind: EventKind) -> Option<(Wording, &'static str)> {
    let make = |what| ("made", "make", "making", what);
    let take = |what| ("took", "take", "taking", what);
    let voice = |what| ("voiced", "voice", "voicing", what);
    Some(match kind {
        EventKind::Pledge => (make("a promise"), "to"),
        EventKind::Support => (voice("support"), "for"),
        EventKind::Concede => (make("a concession"), "to"),
        EventKind::Cooperate => (("worked", "work", "working", "together"), "with"),
        EventKind::Retreat => (take("a step back"), "from"),
        EventKind::Request => (make("a demand"), "of"),
        EventKind::Accuse => (make("an accusation"), "against"),
        EventKind::Reject => (voice("a refusal"), "to"),
        EventKind::Threaten => (make("a threat"), "against"),
        EventKind::Protest => (("held", "hold", "holding", "a protest"), "against"),
        EventKind::Mobilize => (("readied", "ready", "readying", "forces"), "against"),
        EventKind::Coerce => (("used", "use", "using", "coercion"), "against"),
        EventKind::Assault => (("used", "use", "using", "violence"), "against"),
        _ => return None,
    })
}
