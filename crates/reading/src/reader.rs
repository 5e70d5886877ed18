//! From an article to its reading: the order of the steps.

use plenipo_language::Analyzer;
use plenipo_lexicon::Lexicon;
use plenipo_record::{
    Actor, ActorId, ActorKind, Article, Day, Diagnostic, Event, Place, Quotation, Reading, Statement,
};

use crate::cast::{Cast, Member, MemberIndex};
use crate::coding::{self, CodedEvent};
use crate::confidence::{Evidence, rate};
use crate::document::Document;
use crate::explain::{self, Explanation};
use crate::frame::{FrameIndex, Parties, Posts, event_mentions};
use crate::mention::mentions;
use crate::merge::{MergedEvent, merged};
use crate::speech::{self, Speech};
use crate::unit::parse_mentions;

/// Reads articles one at a time; cheap to share between threads.
///
/// ```
/// use plenipo_language::Analyzer;
/// use plenipo_lexicon::Lexicon;
/// use plenipo_reading::Reader;
/// use plenipo_record::{Article, EventKind, PartKind};
///
/// let mut article = Article::new("note.txt");
/// article.push(PartKind::Body, "Foreign Minister Mira Talvik met President Lena Hoeve in Oslo on Friday.");
/// let reader = Reader::new(Analyzer::builtin(), Lexicon::builtin());
/// let reading = reader.read(article, Some("2026-05-08".parse()?));
/// assert_eq!(reading.events[0].kind, EventKind::Meet);
/// # Ok::<(), plenipo_record::ParseDayError>(())
/// ```
pub struct Reader<'k> {
    analyzer: &'k Analyzer,
    lexicon: &'k Lexicon,
    frames: FrameIndex<'k>,
    /// The frames of all kinds, for coding.
    all_frames: FrameIndex<'k>,
}

impl<'k> Reader<'k> {
    /// Makes a reader from what is known of the language and of the world.
    pub fn new(analyzer: &'k Analyzer, lexicon: &'k Lexicon) -> Self {
        Reader {
            analyzer,
            lexicon,
            frames: FrameIndex::of_diplomacy(lexicon.frames()),
            all_frames: FrameIndex::of_all(lexicon.frames()),
        }
    }

    /// Reads one article; `as_of` is the reference day where the page tells none.
    ///
    /// An article in another language than English is kept apart: its reading is empty but for the reason.
    pub fn read(&self, article: Article, as_of: Option<Day>) -> Reading {
        self.run(article, as_of, false).0
    }

    /// Reads one article and tells how: the reading is that of [`Reader::read`].
    pub fn explain(&self, article: Article, as_of: Option<Day>) -> (Reading, Explanation) {
        let (reading, explanation) = self.run(article, as_of, true);
        (reading, explanation.expect("an explanation was asked for"))
    }

    /// Returns the political events of all kinds that a text of a sentence or a few tells, the main one of each sentence
    /// first; `day` is the day of the copy, where known.
    pub fn code(&self, text: &str, day: Option<Day>) -> Vec<CodedEvent> {
        self.code_each(&[(text, day)]).pop().unwrap_or_default()
    }

    /// Codes many texts as [`Reader::code`] does, faster than one by one; the days are those of their copy.
    pub fn code_each(&self, texts: &[(&str, Option<Day>)]) -> Vec<Vec<CodedEvent>> {
        coding::coded(texts, self.analyzer, self.lexicon, &self.all_frames)
    }

    fn run(&self, article: Article, as_of: Option<Day>, explains: bool) -> (Reading, Option<Explanation>) {
        if article.is_foreign() {
            return (unread(article), explains.then(Explanation::default));
        }
        let today = reference_day(&article, as_of);
        let home = self.home(&article);
        let quoted = speech::quoted_spans(&article, self.lexicon);
        let mut document = Document::new(&article, self.analyzer, self.lexicon, today, &quoted);
        let seen = mentions(&document, self.lexicon);
        if explains {
            document.keep_notes();
        }
        parse_mentions(&mut document, &seen, self.analyzer, self.lexicon);
        let mentions = mentions(&document, self.lexicon);
        let mut cast = Cast::new(&document, &mentions, self.lexicon, home.as_ref().and_then(|place| place.country));
        let parties = Parties::new(&document, &mentions, self.lexicon);
        let speech = speech::speech(&article, &document, &parties, &mut cast, self.lexicon, today);
        let posts = Posts::of(&speech, self.lexicon);
        let reports = event_mentions(&document, &parties, &mut cast, self.lexicon, &self.frames, home.as_ref(), &posts);
        let mut events = merged(&reports, &cast, today);
        events.sort_by_key(|event| event.passages.iter().min().copied());
        let lexicon = self.lexicon;
        let told = Evidence { document: &document, mentions: &mentions, cast: &cast, reports: &reports, lexicon };
        for event in &mut events {
            event.rating = rate(event, &told);
        }
        let least = lexicon.confidence().least();
        let (events, doubted): (Vec<_>, Vec<_>) =
            events.into_iter().partition(|event| event.rating.confidence >= least);
        let records = assemble(&document, &cast, &events, speech, self.lexicon);
        let explanation = explains.then(|| {
            explain::explanation(&explain::Material {
                article: &article,
                document: &document,
                mentions: &mentions,
                cast: &cast,
                reports: &reports.mentions,
                company: &reports.company,
                events: &events,
                doubted: &doubted,
                records: &records,
                lexicon,
                today,
            })
        });
        let Records { actors, events, quotations, statements, diagnostics, .. } = records;
        (Reading { article, actors, events, quotations, statements, diagnostics }, explanation)
    }

    /// The place of the dateline with the country that the lexicon knows it to lie in.
    fn home(&self, article: &Article) -> Option<Place> {
        let name = article.dateline.as_ref()?.place.clone()?;
        let words: Vec<&str> = name.split_whitespace().collect();
        let country = self.lexicon.name_at(&words).and_then(|(_, sense)| sense.country());
        Some(Place { name: Some(name), country })
    }
}

/// The reading of an article in a language that nobody here knows.
fn unread(article: Article) -> Reading {
    let language = article.language.as_deref().unwrap_or_default();
    let message = format!("not English ({language})");
    Reading {
        article,
        actors: Vec::new(),
        events: Vec::new(),
        quotations: Vec::new(),
        statements: Vec::new(),
        diagnostics: vec![Diagnostic { message, span: None }],
    }
}

/// The day against which the article's words are understood; a year-less day takes the year that `as_of` gives.
fn reference_day(article: &Article, as_of: Option<Day>) -> Option<Day> {
    match (article.reference_day(), as_of) {
        (Some(Day::MonthDay { month, day }), Some(as_of)) => {
            let year = as_of.first().map(jiff::civil::Date::year);
            let dated = year.and_then(|year| jiff::civil::Date::new(year, month, day).ok());
            Some(dated.map_or(Day::MonthDay { month, day }, Day::Date))
        }
        (Some(day), _) => Some(day),
        (None, as_of) => as_of,
    }
}

/// What the article says, without the article.
pub(crate) struct Records {
    pub actors: Vec<Actor>,
    pub events: Vec<Event>,
    pub quotations: Vec<Quotation>,
    pub statements: Vec<Statement>,
    pub diagnostics: Vec<Diagnostic>,
    /// The member of the cast that each actor is, in the order of the actors.
    pub members: Vec<MemberIndex>,
}

/// Names the members of the cast that take part or speak, and makes the records.
fn assemble(
    document: &Document<'_>,
    cast: &Cast,
    events: &[MergedEvent],
    speech: Speech,
    lexicon: &Lexicon,
) -> Records {
    let mut actors = Actors { cast, lexicon, entered: Vec::new(), listed: Vec::new() };
    let sentence = |&passage: &usize| document.passages[passage].sentence.span.trim(document.text);
    let events = events
        .iter()
        .enumerate()
        .map(|(number, event)| Event {
            id: format!("e{}", number + 1),
            kind: event.kind,
            status: event.status,
            by: event.by.iter().map(|&member| actors.enter(member)).collect(),
            with: event.with.iter().map(|&member| actors.enter(member)).collect(),
            when: event.when,
            place: event.place.clone(),
            what: event.what.clone(),
            evidence: event.passages.iter().map(sentence).collect(),
            detail: None,
            confidence: Some(event.rating.confidence),
        })
        .collect();
    let diagnostics = speech.diagnostics;
    let quotations = speech.quotations.into_iter().map(|(mut quotation, speaker)| {
        quotation.speaker = speaker.map(|member| actors.enter(member));
        quotation
    });
    let quotations = quotations.collect();
    let statements = speech.statements.into_iter().map(|(mut statement, speaker)| {
        statement.speaker = speaker.map(|member| actors.enter(member));
        statement
    });
    let statements = statements.collect();
    // Whoever is named with an office belongs to the record as well, if nothing else of him does.
    for (member, _) in cast.members.iter().enumerate().filter(|(_, member)| member.is_officer()) {
        actors.enter(member);
    }
    let members = actors.entered.iter().map(|(member, _)| *member).collect();
    Records { actors: actors.listed, events, quotations, statements, diagnostics, members }
}

/// Gives members of the cast their identifiers, in the order in which they are needed.
struct Actors<'c> {
    cast: &'c Cast,
    lexicon: &'c Lexicon,
    entered: Vec<(MemberIndex, ActorId)>,
    listed: Vec<Actor>,
}

impl Actors<'_> {
    fn enter(&mut self, member: MemberIndex) -> ActorId {
        if let Some((_, id)) = self.entered.iter().find(|(known, _)| *known == member) {
            return id.clone();
        }
        let id = self.identifier(&self.cast.members[member]);
        self.entered.push((member, id.clone()));
        self.listed.push(self.actor(&self.cast.members[member], id.clone()));
        id
    }

    fn identifier(&self, member: &Member) -> ActorId {
        let names = fullest_first(&member.names);
        let base = match (member.kind, member.country) {
            (ActorKind::Country, Some(code)) => code.to_string(),
            (ActorKind::Person, _) => slug(names[0].split_whitespace().next_back().unwrap_or(&names[0])),
            _ => slug(&names[0]),
        };
        let taken = |id: &str| self.entered.iter().any(|(_, known)| known.as_str() == id);
        let full = slug(&names[0]);
        let candidates =
            std::iter::once(base.clone()).chain(std::iter::once(full)).chain((2..).map(|n| format!("{base}-{n}")));
        ActorId::new(candidates.into_iter().find(|id| !taken(id)).expect("the numbers never end"))
    }

    fn actor(&self, member: &Member, id: ActorId) -> Actor {
        let mut names = fullest_first(&member.names);
        if let (ActorKind::Country, Some(code)) = (member.kind, member.country) {
            let name = self.lexicon.country_name(code).to_owned();
            names.retain(|known| *known != name);
            names.insert(0, name);
        }
        Actor { id, kind: member.kind, names, country: member.country, roles: member.roles.clone() }
    }
}

/// Returns the names with the longest in front, the others in text order.
fn fullest_first(names: &[String]) -> Vec<String> {
    let mut names = names.to_vec();
    let longest =
        (0..names.len()).max_by_key(|&i| (names[i].split_whitespace().count(), names[i].len(), names.len() - i));
    if let Some(longest) = longest {
        let name = names.remove(longest);
        names.insert(0, name);
    }
    names
}

fn slug(name: &str) -> String {
    let lower = name.to_lowercase();
    let parts = lower.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}
