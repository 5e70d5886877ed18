//! Who said the words in quotation marks: the reporting verb beside them and its subject.

use plenipo_language::Pos;
use plenipo_lexicon::Lexicon;
use plenipo_record::{ActorKind, Span};

use super::voice::{Voice, can_speak};
use crate::cast::Cast;
use crate::document::{Document, Passage};
use crate::frame::Parties;
use crate::mention::{Naming, Pronoun};

/// A token, by its passage and its place there.
pub(super) type Place = (usize, usize);

/// How some words are attributed.
#[derive(Clone, Debug)]
pub(super) struct Attribution {
    /// The reporting verb, the first word of a reporting phrase, or a colon.
    pub cue: Place,
    /// Who speaks, where the text tells it.
    pub voice: Voice,
    /// Whether the attribution stands behind the words.
    pub follows: bool,
}

/// Finds attributions in a document.
pub(super) struct Attributor<'a> {
    pub document: &'a Document<'a>,
    pub parties: &'a Parties<'a>,
    pub lexicon: &'a Lexicon,
}

impl Attributor<'_> {
    /// Returns the attribution of the words in `span`, from the words between `from` and `to` around it.
    pub fn find(&self, cast: &mut Cast, paragraph: usize, span: Span, from: usize, to: usize) -> Option<Attribution> {
        let before = self.before(paragraph, span, from);
        let after = self.after(paragraph, span, to);
        let said = span.slice(self.document.text);
        let is_cut = said.ends_with([',', '?', '!', '—', '–', '-']) || !said.ends_with('.');
        let reach = if said.ends_with(',') { 40 } else { 14 };
        let behind = after.iter().take(reach).position(|&place| self.is_cue(place));
        let in_front = before.iter().rposition(|&place| self.is_cue(place));
        // Words that end in a comma are attributed behind; a woven phrase by the verb in front of it.
        let opens_sentence = before.is_empty();
        let woven = !opens_sentence && said.starts_with(char::is_lowercase);
        // "told of a call: “…”, X said": the comma may stand outside.
        let is_answered = self.document.text[span.end..].chars().nth(1) == Some(',')
            && before.last().is_some_and(|&place| self.word(place) == ":");
        let closes = said.ends_with([',', '?', '!']) || opens_sentence || is_answered;
        let tight = behind.is_some_and(|at| at <= 8) && closes && !woven;
        if let Some(told) = self.signed(cast, paragraph, span) {
            return Some(told);
        }
        if let Some(told) = self.according(cast, &before).filter(|_| !tight) {
            return Some(told);
        }
        match (in_front, behind) {
            (None, Some(at)) if is_cut || at <= 8 => Some(self.behind(cast, &after, at)),
            (Some(_), Some(at)) if tight && is_cut => Some(self.behind(cast, &after, at)),
            (Some(at), _) => Some(self.in_front(cast, &before, at)),
            (None, _) => self.according(cast, &after).or_else(|| self.announced(cast, &before)),
        }
    }

    /// Returns the last attribution that a paragraph makes outside quotation marks between two places in the text.
    pub fn last_of(&self, cast: &mut Cast, paragraph: usize, from: usize, to: usize) -> Option<Attribution> {
        let is_inside = |&place: &Place| self.span(place).start >= from && self.span(place).end <= to;
        let places: Vec<Place> = self.places(paragraph).filter(is_inside).collect();
        if let Some(told) = self.introduced(cast, &places) {
            return Some(told);
        }
        let at = places.iter().rposition(|&place| self.is_cue(place))?;
        Some(self.in_front(cast, &places, at))
    }

    /// Returns whoever acts in the sentence of the same paragraph that ends before a place in the text, without saying
    /// anything: "She has a think. “…”"
    pub fn acting_before(&self, cast: &mut Cast, paragraph: usize, end: usize) -> Option<Attribution> {
        let is_before = |(_, passage): &(usize, &Passage)| passage.sentence.span.end <= end && !passage.quoted[0];
        let (number, passage) = self.passages(paragraph).filter(is_before).last()?;
        let root = (0..passage.len()).find(|&token| passage.head(token).is_none())?;
        let subject = passage.dependents(root, &["nsubj"]).next().map(|subject| (number, subject))?;
        let is_person = matches!(self.mention(subject)?.naming, Naming::Person(_) | Naming::Pronoun(Pronoun::Person));
        is_person.then(|| Attribution {
            cue: (number, root),
            voice: self.voice(cast, subject, subject),
            follows: false,
        })
    }

    /// Tells whether two places of the text lie in one sentence.
    pub fn is_same_sentence(&self, first: usize, second: usize) -> bool {
        let of = |at: usize| {
            self.document.passages.iter().position(|passage| passage.sentence.span.contains(Span::new(at, at)))
        };
        of(first).is_some() && of(first) == of(second)
    }

    /// Tells whether the words between two places in one sentence only go on with what is said before them: "and that the
    /// loan would be repaid", "and to handle it".
    pub fn is_carried_on(&self, from: usize, to: usize) -> bool {
        let Some(passage) =
            self.document.passages.iter().find(|passage| passage.sentence.span.contains(Span::new(from, from)))
        else {
            return false;
        };
        let between: Vec<&str> = passage
            .tokens()
            .iter()
            .filter(|token| token.span.start >= from && token.span.end <= to)
            .map(|token| token.span.slice(self.document.text))
            .filter(|word| !is_mark(word) && *word != ",")
            .collect();
        let goes_on = matches!(between.as_slice(), ["and" | "but" | "or", "that" | "to", ..]);
        // "marked “a new chapter” in relations and “a signal to the world”": no verb of its own stands in between.
        let is_inside = |token: &usize| {
            let span = passage.tokens()[*token].span;
            span.start >= from && span.end <= to
        };
        let has_verb = (0..passage.len()).filter(is_inside).any(|token| passage.is_verb(token));
        goes_on || !has_verb && matches!(between.as_slice(), [.., "and" | "or"])
    }

    /// Tells whether a token is a dash, behind which the author of the words may sign.
    pub fn is_dash(&self, place: Place) -> bool {
        matches!(self.word(place), "―" | "—" | "–" | "-" | "--")
    }

    /// Returns the words outside quotation marks in the sentences that a span touches, parted by single spaces.
    pub fn words_around(&self, paragraph: usize, span: Span, cue: Option<usize>) -> String {
        let passages = self
            .passages(paragraph)
            .filter(|(number, passage)| passage.sentence.span.overlaps(span) || Some(*number) == cue);
        let words = passages.flat_map(|(_, passage)| {
            (0..passage.len())
                .filter(|&token| !passage.quoted[token])
                .map(move |token| passage.tokens()[token].span.slice(self.document.text))
        });
        words.collect::<Vec<_>>().join(" ")
    }

    fn passages(&self, paragraph: usize) -> impl Iterator<Item = (usize, &Passage)> {
        self.document.passages.iter().enumerate().filter(move |(_, passage)| passage.paragraph == paragraph)
    }

    fn places(&self, paragraph: usize) -> impl Iterator<Item = Place> + '_ {
        self.passages(paragraph).flat_map(|(number, passage)| {
            (0..passage.len()).filter(|&token| !passage.quoted[token]).map(move |token| (number, token))
        })
    }

    pub fn passage(&self, place: Place) -> &Passage {
        &self.document.passages[place.0]
    }

    fn span(&self, place: Place) -> Span {
        self.passage(place).tokens()[place.1].span
    }

    pub fn word(&self, place: Place) -> &str {
        self.span(place).slice(self.document.text)
    }

    /// The words of the sentence in front of a span, quotation marks left out.
    fn before(&self, paragraph: usize, span: Span, from: usize) -> Vec<Place> {
        let mut places: Vec<Place> = self
            .places(paragraph)
            .filter(|&place| self.span(place).start >= from && self.span(place).end <= span.start)
            .collect();
        places.retain(|&place| !is_mark(self.word(place)));
        let start = places.iter().rposition(|&place| self.ends_sentence(place)).map_or(0, |at| at + 1);
        places.split_off(start)
    }

    /// The words behind a span up to the end of the sentence.
    fn after(&self, paragraph: usize, span: Span, to: usize) -> Vec<Place> {
        let places =
            self.places(paragraph).filter(|&place| self.span(place).start >= span.end && self.span(place).end <= to);
        let mut found: Vec<Place> = Vec::new();
        for place in places {
            if is_mark(self.word(place)) || (found.is_empty() && matches!(self.word(place), "," | "." | ";")) {
                continue;
            }
            if self.ends_sentence(place) {
                break;
            }
            found.push(place);
        }
        found
    }

    fn ends_sentence(&self, place: Place) -> bool {
        let last = self.passage(place).len() - 1 == place.1;
        matches!(self.word(place), "." | "!" | "?") && (last || self.passage(place).pos(place.1) == Pos::Punct)
    }

    /// "…," said X; "…," X, who leads the talks, told reporters.
    fn behind(&self, cast: &mut Cast, after: &[Place], at: usize) -> Attribution {
        let cue = after[at];
        if let Some(voice) = self.quoted_as_saying(cast, cue) {
            return Attribution { cue, voice, follows: true };
        }
        let subject = self.mention_between(&after[..at]).or_else(|| self.mention_behind(&after[at + 1..]));
        let voice = match subject {
            Some(place) => self.voice(cast, place, cue),
            None => self.subject(cast, cue),
        };
        Attribution { cue, voice, follows: true }
    }

    /// "State television quoted X as saying": X, whose words others pass on.
    fn quoted_as_saying(&self, cast: &mut Cast, (number, cue): Place) -> Option<Voice> {
        let passage = &self.document.passages[number];
        let is_quoting = |token: &usize| self.lexicon.speech().is_quoting(passage.lemma(*token));
        let verb = std::iter::once(cue).chain(passage.ancestors(cue).take(2)).find(is_quoting)?;
        let spoken = passage.dependents(verb, &["obj"]).find(|&object| object > verb)?;
        let leads = |token: usize| passage.lemma(token) == "as" && matches!(passage.tag(token + 1), "VBG");
        let is_led = (spoken..passage.len() - 1).any(|token| leads(token) && (cue == verb || cue > token));
        is_led.then(|| self.voice(cast, (number, spoken), (number, cue)))
    }

    fn in_front(&self, cast: &mut Cast, before: &[Place], at: usize) -> Attribution {
        if let Some(told) = self.introduced(cast, before) {
            return told;
        }
        let cue = before[at];
        let mut voice = self.quoted_as_saying(cast, cue).unwrap_or_else(|| self.subject(cast, cue));
        if voice.phrase.is_none() {
            // The tree knows no subject: the nearest name in front of the verb.
            let mut names = before[..at].iter().rev().copied();
            let nearest = names.find(|&place| self.mention(place).is_some_and(can_speak));
            if let Some(nearest) = nearest {
                voice = self.voice(cast, nearest, cue);
            }
        }
        self.reported_by(cast, cue, voice).unwrap_or(Attribution { cue, voice, follows: false })
    }

    /// "X said that the treaty calls it “…”", "X said that his country rejected “…”": the words are those of X.
    fn reported_by(&self, cast: &mut Cast, (number, cue): Place, inner: Voice) -> Option<Attribution> {
        let passage = &self.document.passages[number];
        let is_above = |&up: &usize| !passage.quoted[up] && self.is_cue((number, up));
        let outer = passage.ancestors(cue).find(is_above).filter(|&outer| outer < cue)?;
        let is_reported = std::iter::once(cue)
            .chain(passage.ancestors(cue))
            .take_while(|&up| up != outer)
            .any(|up| passage.base_relation(up) == "ccomp");
        let subject = self.cue_subject((number, cue))?;
        let voice = self.subject(cast, (number, outer));
        let speaker = voice.member.map(|member| &cast.members[member]).filter(|_| is_reported)?;
        let belongs = match inner.member {
            Some(member) => {
                let own = &cast.members[member];
                own.kind != ActorKind::Person
                    && speaker.kind == ActorKind::Person
                    && own.country.is_some()
                    && own.country == speaker.country
            }
            None => self.lexicon.speech().is_paper(self.document.passages[subject.0].lemma(subject.1)),
        };
        belongs.then_some(Attribution { cue: (number, outer), voice, follows: false })
    }

    /// "X was blunt when reporters asked: …": what a sentence with a colon leads to is said by its subject, or by the
    /// owner of the words that are its subject.
    fn introduced(&self, cast: &mut Cast, before: &[Place]) -> Option<Attribution> {
        let colon = *before.last().filter(|&&place| self.word(place) == ":")?;
        let passage = self.passage(colon);
        let root = (0..passage.len()).find(|&token| passage.head(token).is_none())?;
        // "Her account, on Facebook: …"
        let is_noun = passage.pos(root) == Pos::Noun && root < colon.1;
        let can_speak_at = |&token: &usize| self.mention((colon.0, token)).is_some_and(can_speak);
        // "One of them, X, put it this way": the tree may take both for subjects, or X for what the one is called.
        let subjects = || passage.dependents(root, &["nsubj"]).filter(|&subject| !passage.quoted[subject]);
        let is_person = |&token: &usize| {
            self.mention((colon.0, token)).is_some_and(|mention| matches!(mention.naming, Naming::Person(_)))
        };
        let apposed = || subjects().flat_map(|subject| passage.dependents(subject, &["appos"])).find(is_person);
        let subject = subjects()
            .find(can_speak_at)
            .or_else(apposed)
            .or_else(|| subjects().next())
            .or(Some(root).filter(|&root| is_noun && !passage.quoted[root]))?;
        let owner = || passage.dependents(subject, &["nmod:poss"]).find(can_speak_at);
        let speaker = Some(subject).filter(|&subject| subject != root && can_speak_at(&subject)).or_else(owner)?;
        let cue = if self.is_cue((colon.0, root)) { (colon.0, root) } else { colon };
        // The last verb of saying of the sentence is its own: "he left, adding: …".
        let is_later = |&&place: &&Place| self.is_cue(place) && place != cue && !self.is_subordinate(place);
        let is_other = before.iter().rev().find(is_later).is_some();
        let voice = self.voice(cast, (colon.0, speaker), cue);
        (!is_other).then_some(Attribution { cue, voice, follows: false })
    }

    /// Tells whether a verb stands in a clause such as "when reporters asked".
    fn is_subordinate(&self, (number, verb): Place) -> bool {
        let passage = &self.document.passages[number];
        let opens = |&child: &usize| {
            child < verb && (passage.base_relation(child) == "mark" || matches!(passage.tag(child), "WRB" | "IN"))
        };
        // "Asked whether he would, X smiled: …"
        let is_fronted = passage.dependents(verb, &["nsubj"]).next().is_none()
            && passage.head(verb).is_some_and(|above| above > verb);
        (passage.children(verb).iter().any(opens) || is_fronted) && passage.base_relation(verb) == "advcl"
    }

    /// "Quote from X: …"
    fn announced(&self, cast: &mut Cast, before: &[Place]) -> Option<Attribution> {
        if let Some(told) = self.introduced(cast, before) {
            return Some(told);
        }
        let colon = *before.last().filter(|&&place| self.word(place) == ":")?;
        let named = before.iter().rev().copied().find(|&place| self.mention(place).is_some_and(can_speak))?;
        let head = self.mention(named).map_or(named.1, |mention| mention.head);
        Some(Attribution { cue: colon, voice: self.voice(cast, (named.0, head), colon), follows: false })
    }

    /// “…” — X
    fn signed(&self, cast: &mut Cast, paragraph: usize, span: Span) -> Option<Attribution> {
        let mut behind = self.places(paragraph).filter(|&place| self.span(place).start >= span.end);
        let dash = behind.find(|&place| !is_mark(self.word(place))).filter(|&place| self.is_dash(place))?;
        let name = behind.next().filter(|&place| self.mention(place).is_some_and(can_speak))?;
        // A dash that a clause follows is only a dash.
        let is_last = behind.all(|place| self.passage(place).pos(place.1) != Pos::Verb);
        is_last.then(|| Attribution { cue: dash, voice: self.voice(cast, name, dash), follows: true })
    }

    fn according(&self, cast: &mut Cast, places: &[Place]) -> Option<Attribution> {
        let cue = places.iter().copied().find(|&place| self.according_at(place) > 0)?;
        let voice = self.according_voice(cast, cue).unwrap_or_default();
        Some(Attribution { cue, voice, follows: false })
    }

    /// Whose words a phrase like "according to" introduces.
    pub fn according_voice(&self, cast: &mut Cast, cue: Place) -> Option<Voice> {
        let passage = self.passage(cue);
        let behind = cue.1 + self.according_at(cue);
        let named: Vec<Place> = (behind..passage.len()).map(|token| (cue.0, token)).collect();
        let tied = (cue.1..behind).find_map(|part| passage.head(part).filter(|&noun| noun >= behind));
        // "According to the readout, he told her that …": a paper tells who spoke.
        let quoting = tied.filter(|&noun| self.lexicon.speech().is_paper(passage.lemma(noun)));
        let quoted = quoting.and_then(|noun| passage.head(noun)).and_then(|verb| {
            let is_person = |&subject: &usize| {
                let mention = self.mention((cue.0, subject));
                mention.is_some_and(|mention| {
                    matches!(mention.naming, Naming::Person(_) | Naming::Pronoun(Pronoun::Person))
                })
            };
            passage
                .dependents(verb, &["nsubj"])
                .find(|subject| *subject > cue.1 && !passage.quoted[*subject])
                .filter(is_person)
        });
        if let Some(speaker) = quoted {
            return Some(self.voice(cast, (cue.0, speaker), cue));
        }
        let noun = self.mention_behind(&named).or(tied.map(|noun| (cue.0, noun)))?;
        Some(self.voice(cast, noun, cue))
    }
}

fn is_mark(word: &str) -> bool {
    matches!(word, "\"" | "“" | "”" | "„" | "«" | "»" | "``" | "''" | "'" | "‘" | "’")
}
