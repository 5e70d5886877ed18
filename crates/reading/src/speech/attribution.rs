//! Who said the words in quotation marks: the reporting verb beside them and its subject.

use plenipo_language::Pos;
use plenipo_lexicon::Lexicon;
use plenipo_record::{ActorKind, Day, Span};

use crate::cast::{Cast, MemberIndex};
use crate::document::{Document, Passage};
use crate::explain::Note;
use crate::frame::{Parties, agent, day_of_speech};
use crate::mention::{Mention, Naming, Pronoun};

/// How some words are attributed.
#[derive(Clone, Debug)]
pub(super) struct Attribution {
    /// The passage and token of the reporting verb or phrase.
    pub cue: (usize, usize),
    /// Who speaks, where the text tells it.
    pub speaker: Option<MemberIndex>,
    /// Whether the attribution stands behind the words.
    pub follows: bool,
}

/// Finds attributions in a document.
pub(super) struct Attributor<'a> {
    pub document: &'a Document<'a>,
    pub parties: &'a Parties<'a>,
    pub lexicon: &'a Lexicon,
}

/// A token outside quotation marks.
type Place = (usize, usize);

impl Attributor<'_> {
    /// Returns the attribution of the words in `span`, from the words between `from` and `to` around it.
    pub fn find(&self, cast: &mut Cast, paragraph: usize, span: Span, from: usize, to: usize) -> Option<Attribution> {
        let before = self.before(paragraph, span, from);
        let after = self.after(paragraph, span, to);
        let said = span.slice(self.document.text);
        let is_cut = said.ends_with([',', '?', '!', '—', '–', '-']) || !said.ends_with('.');
        let behind = after.iter().take(14).position(|&place| self.is_cue(place));
        let in_front = before.iter().rposition(|&place| self.is_cue(place));
        // Words that end in a comma are attributed behind; a woven phrase by the verb in front of it.
        let opens_sentence = before.is_empty();
        let woven = !opens_sentence && said.starts_with(char::is_lowercase);
        let tight = behind.is_some_and(|at| at <= 8) && (said.ends_with([',', '?', '!']) || opens_sentence) && !woven;
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

    /// Returns the last attribution that a paragraph makes anywhere outside quotation marks.
    pub fn last_of(&self, cast: &mut Cast, paragraph: usize) -> Option<Attribution> {
        let places: Vec<Place> = self.places(paragraph).collect();
        let at = places.iter().rposition(|&place| self.is_cue(place))?;
        Some(self.in_front(cast, &places, at))
    }

    /// Returns the day on which words were said: the sentence's own, else that of the copy for what is told as its news.
    pub fn day(&self, attribution: &Attribution, today: Option<Day>) -> Option<Day> {
        let (number, cue) = attribution.cue;
        let passage = &self.document.passages[number];
        let verb = tensed(passage, cue);
        if let Some(day) = day_of_speech(passage, cue).or_else(|| day_of_speech(passage, verb)) {
            return Some(day);
        }
        let auxiliaries = || passage.dependents(verb, &["aux"]);
        let perfect = auxiliaries().any(|auxiliary| passage.lemma(auxiliary) == "have");
        // "According to X" has no tense of its own.
        let is_told = matches!(passage.tag(verb), "VBD" | "VBZ" | "VBP" | "VBN") || !self.is_cue(attribution.cue);
        let background = passage
            .children(verb)
            .iter()
            .any(|&child| self.lexicon.references().is_background_cue(passage.lemma(child)));
        let ahead = auxiliaries().any(|auxiliary| self.lexicon.status_cues().modal(passage.lemma(auxiliary)).is_some());
        today.filter(|_| is_told && !perfect && !background && !ahead)
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

    fn passage(&self, place: Place) -> &Passage {
        &self.document.passages[place.0]
    }

    fn span(&self, place: Place) -> Span {
        self.passage(place).tokens()[place.1].span
    }

    fn word(&self, place: Place) -> &str {
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

    fn is_cue(&self, place: Place) -> bool {
        let passage = self.passage(place);
        let is_verb = passage.pos(place.1) == Pos::Verb || passage.tag(place.1).starts_with("VB");
        is_verb && self.lexicon.speech().is_verb(passage.lemma(place.1)) && !self.is_inside_name(place)
    }

    fn is_inside_name(&self, place: Place) -> bool {
        self.parties
            .mention_at(place.0, place.1)
            .is_some_and(|mention| matches!(mention.naming, Naming::Person(_) | Naming::Organization(_)))
    }

    /// "…," said X; "…," X, who leads the talks, told reporters.
    fn behind(&self, cast: &mut Cast, after: &[Place], at: usize) -> Attribution {
        let cue = after[at];
        let subject = self.mention_between(&after[..at]).or_else(|| self.mention_behind(&after[at + 1..]));
        let speaker = subject.and_then(|place| self.speaker(cast, place));
        let speaker = speaker.or_else(|| self.subject(cast, cue).filter(|_| subject.is_none()));
        Attribution { cue, speaker, follows: true }
    }

    fn in_front(&self, cast: &mut Cast, before: &[Place], at: usize) -> Attribution {
        let cue = before[at];
        let subject = self.subject(cast, cue);
        let speaker = subject.or_else(|| {
            // The tree knows no subject: the nearest name in front of the verb.
            let names =
                before[..at].iter().rev().filter_map(|&place| self.mention(place).map(|mention| (place, mention)));
            let nearest = names.into_iter().find(|(_, mention)| can_speak(mention))?.0;
            self.speaker(cast, nearest)
        });
        Attribution { cue, speaker, follows: false }
    }

    /// "Quote from X: …"
    fn announced(&self, cast: &mut Cast, before: &[Place]) -> Option<Attribution> {
        let colon = *before.last().filter(|&&place| self.word(place) == ":")?;
        let named = before.iter().rev().copied().find(|&place| self.mention(place).is_some_and(can_speak))?;
        let head = self.mention(named).map_or(named.1, |mention| mention.head);
        Some(Attribution { cue: colon, speaker: self.speaker(cast, (named.0, head)), follows: false })
    }

    fn according(&self, cast: &mut Cast, places: &[Place]) -> Option<Attribution> {
        let words: Vec<&str> = places.iter().map(|&place| self.word(place)).collect();
        let (at, length) = (0..words.len())
            .find_map(|at| self.lexicon.speech().according_at(&words[at..]).map(|length| (at, length)))?;
        let behind = &places[(at + length).min(places.len())..];
        let speaker = self.mention_behind(behind).and_then(|place| self.speaker(cast, place));
        Some(Attribution { cue: places[at], speaker, follows: false })
    }

    /// Who the tree says acts in a verb; participles share the subject of the verb above them.
    pub fn subject(&self, cast: &mut Cast, cue: Place) -> Option<MemberIndex> {
        let subject = self.cue_subject(cue)?;
        self.speaker(cast, subject)
    }

    fn cue_subject(&self, cue: Place) -> Option<Place> {
        let passage = self.passage(cue);
        let passive = passage.dependents(cue.1, &["nsubj:pass"]).next();
        let own = passive.or_else(|| passage.dependents(cue.1, &["nsubj"]).next());
        let open = |subject: &usize| !passage.quoted[*subject];
        // A name right in front of the verb says more than a subject that the tree lends it from another clause.
        let subject = own
            .filter(open)
            .and_then(|_| agent(passage, cue.1).filter(open).or(own))
            .or_else(|| self.parties.interrupted_subject(cue.0, cue.1))
            .or_else(|| self.parties.subject_before(cue.0, cue.1))
            .or_else(|| agent(passage, cue.1).filter(open))?;
        Some((cue.0, subject))
    }

    fn mention(&self, place: Place) -> Option<&Mention> {
        self.parties.mention_at(place.0, place.1)
    }

    /// The first mention in some words that can speak, as the place of its head.
    fn mention_between(&self, places: &[Place]) -> Option<Place> {
        let named = places.iter().copied().find(|&place| self.mention(place).is_some_and(can_speak));
        let described = || places.iter().copied().find(|&place| self.passage(place).base_relation(place.1) == "nsubj");
        named.map(|place| (place.0, self.mention(place).map_or(place.1, |mention| mention.head))).or_else(described)
    }

    /// The mention that begins right behind a verb, a determiner left out.
    fn mention_behind(&self, places: &[Place]) -> Option<Place> {
        let near = places.iter().copied().take(3);
        let place = near.into_iter().find(|&place| self.mention(place).is_some_and(can_speak))?;
        Some((place.0, self.mention(place).map_or(place.1, |mention| mention.head)))
    }

    /// The member of the cast that a phrase means; nobody for a nameless person or a group.
    fn speaker(&self, cast: &mut Cast, place: Place) -> Option<MemberIndex> {
        let passage = self.passage(place);
        let mention = self.mention(place).filter(|mention| can_speak(mention));
        if let Some(pronoun) = mention.filter(|mention| mention.naming == Naming::Pronoun(Pronoun::Person))
            && let Some(member) = self.told_before(cast, place, pronoun)
        {
            passage.notes.add(|| Note::Spoke(place.1, member));
            return Some(member);
        }
        if mention.is_none() && self.lexicon.speech().is_nameless(passage.lemma(place.1)) {
            let of_body = self.parties.named_by(cast, place.0, place.1).into_iter();
            return of_body.into_iter().find(|&member| cast.members[member].kind == ActorKind::Organization);
        }
        let members = self.parties.named_by(cast, place.0, place.1);
        let speaker = match members.as_slice() {
            [] => None,
            [one] => Some(*one),
            [first, ..] => mention.filter(|mention| mention.is_named()).map(|_| *first),
        };
        speaker.inspect(|&member| passage.notes.add(|| Note::Spoke(place.1, member)))
    }
}

impl Attributor<'_> {
    /// Whoever was said to speak last before a pronoun: "she said" mostly goes on with the same speaker.
    fn told_before(&self, cast: &mut Cast, place: Place, pronoun: &Mention) -> Option<MemberIndex> {
        let first = place.0.saturating_sub(3);
        for number in (first..=place.0).rev() {
            let passage = &self.document.passages[number];
            let last = if number == place.0 { place.1 } else { passage.len() };
            for token in (0..last).rev().filter(|&token| !passage.quoted[token]) {
                if self.is_cue((number, token)) {
                    let Some(subject) = self.cue_subject((number, token)) else { continue };
                    let Some(mention) = self.mention(subject) else { continue };
                    if matches!(mention.naming, Naming::Pronoun(_)) {
                        continue;
                    }
                    let member = self.speaker(cast, subject)?;
                    let gender = cast.members[member].gender;
                    let fits = gender.is_none() || pronoun.gender.is_none() || gender == pronoun.gender;
                    let speaks = cast.members[member].kind == ActorKind::Person
                        || matches!(mention.naming, Naming::Office { .. });
                    return (speaks && fits).then_some(member);
                }
                // Another person has come in between.
                let mention = self.mention((number, token)).filter(|mention| mention.head == token);
                let person = mention.is_some_and(|mention| matches!(mention.naming, Naming::Person(_)));
                if person
                    && (number == place.0 || passage.base_relation(token) == "nsubj")
                    && !self.tells(number, token)
                {
                    return None;
                }
            }
        }
        None
    }

    /// Tells whether a token is the subject of a reporting verb.
    fn tells(&self, number: usize, token: usize) -> bool {
        self.document.passages[number].head(token).is_some_and(|head| self.is_cue((number, head)))
    }
}

/// The verb that carries the tense: "said, adding …" was said when it was said.
fn tensed(passage: &Passage, cue: usize) -> usize {
    let mut verb = cue;
    while passage.tag(verb) == "VBG" && passage.dependents(verb, &["aux"]).next().is_none() {
        match passage.head(verb) {
            Some(head) if passage.is_verb(head) => verb = head,
            _ => break,
        }
    }
    verb
}

fn can_speak(mention: &Mention) -> bool {
    !matches!(mention.naming, Naming::Country { is_adjective: true, .. } | Naming::Place { is_capital: false, .. })
}

fn is_mark(word: &str) -> bool {
    matches!(word, "\"" | "“" | "”" | "„" | "«" | "»" | "``" | "''" | "'" | "‘" | "’")
}
