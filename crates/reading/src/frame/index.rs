//! The patterns of the frames by the words that trigger them, and the walk over a document that applies them.

use std::collections::HashMap;

use plenipo_language::Pos;
use plenipo_lexicon::{Frame, Lexicon, NounPattern, PresencePattern, VerbPattern};
use plenipo_record::{EventKind, Place, Status};

use super::company::Company;
use super::party::{Parties, Reach};
use super::post::Posts;
use super::site::Site;
use super::standing::names_firms;
use super::{EventMention, Reports};
use crate::cast::Cast;
use crate::document::{Document, Passage};
use crate::explain::{Miss, Note};

/// The patterns of all frames by the words that trigger them, the most particular first.
pub(crate) struct FrameIndex<'l> {
    verbs: HashMap<&'l str, Vec<(&'l Frame, &'l VerbPattern)>>,
    nouns: HashMap<&'l str, Vec<(&'l Frame, &'l NounPattern)>>,
    presence: Vec<(&'l Frame, &'l PresencePattern)>,
    hints: HashMap<&'l str, &'l Frame>,
    kinds: HashMap<EventKind, &'l Frame>,
}

impl<'l> FrameIndex<'l> {
    /// Indexes frames of diplomacy, those that ask for an object or a particle first.
    pub fn of_diplomacy(frames: &'l [Frame]) -> Self {
        let mut index = FrameIndex::new(frames.iter().filter(|frame| frame.is_for_reading()));
        let verb_rank = |pattern: &VerbPattern| (pattern.objects.is_empty(), pattern.followed_by.is_empty());
        for patterns in index.verbs.values_mut() {
            patterns.sort_by_key(|(_, pattern)| verb_rank(pattern));
        }
        for patterns in index.nouns.values_mut() {
            patterns.sort_by_key(|(_, pattern)| (pattern.modifiers.is_empty(), !pattern.only_supported));
        }
        index
    }

    /// Indexes frames of all kinds, those that ask for most first. A change of office is no political event of PLOVER.
    pub fn of_all(frames: &'l [Frame]) -> Self {
        let mut index =
            FrameIndex::new(frames.iter().filter(|frame| frame.kind != EventKind::Appoint && !frame.only_reading));
        for patterns in index.verbs.values_mut() {
            patterns.sort_by_key(|(_, pattern)| {
                // What is done to whom says more than what stands near.
                let asked = [
                    (&pattern.phrases, 3),
                    (&pattern.subjects, 2),
                    (&pattern.objects, 2),
                    (&pattern.complements, 2),
                    (&pattern.followed_by, 1),
                    (&pattern.near, 1),
                    (&pattern.below, 1),
                ];
                asked.into_iter().filter(|(list, _)| list.is_empty()).map(|(_, weight)| weight).sum::<u32>()
            });
        }
        for patterns in index.nouns.values_mut() {
            patterns.sort_by_key(|(_, pattern)| (pattern.modifiers.is_empty(), !pattern.only_supported));
        }
        index
    }

    fn new(frames: impl IntoIterator<Item = &'l Frame>) -> Self {
        let mut index = FrameIndex {
            verbs: HashMap::new(),
            nouns: HashMap::new(),
            presence: Vec::new(),
            hints: HashMap::new(),
            kinds: HashMap::new(),
        };
        for frame in frames {
            if !frame.details.is_empty() {
                index.kinds.entry(frame.kind).or_insert(frame);
            }
            for pattern in &frame.verbs {
                for lemma in &pattern.lemmas {
                    index.verbs.entry(lemma).or_default().push((frame, pattern));
                }
            }
            for hint in &frame.hints {
                index.hints.entry(hint).or_insert(frame);
            }
            index.presence.extend(frame.presence.iter().map(|pattern| (frame, pattern)));
            for pattern in &frame.nouns {
                for lemma in &pattern.lemmas {
                    index.nouns.entry(lemma).or_default().push((frame, pattern));
                }
            }
        }
        index
    }

    /// Returns the patterns that a verb may trigger.
    pub fn verbs_at(&self, lemma: &str) -> &[(&'l Frame, &'l VerbPattern)] {
        self.verbs.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Returns the frame whose event a word, or two words with a blank, tells where no pattern fits.
    pub fn hinted(&self, words: &str) -> Option<&'l Frame> {
        self.hints.get(words).copied()
    }

    /// Returns the frame whose details tell the sorts of a kind of event.
    pub fn frame_of(&self, kind: EventKind) -> Option<&'l Frame> {
        self.kinds.get(&kind).copied()
    }

    /// Returns the patterns that a noun, in lower case, may trigger.
    pub fn nouns_at(&self, lemma: &str) -> &[(&'l Frame, &'l NounPattern)] {
        self.nouns.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Returns the first frame that a token may report.
    fn frame_triggered_by(&self, passage: &Passage, token: usize) -> Option<&'l Frame> {
        let lemma = passage.lemma(token);
        match passage.pos(token) {
            Pos::Verb => self.verbs.get(lemma).map(|patterns| patterns[0].0),
            Pos::Noun | Pos::Propn => self.nouns.get(lemma.to_lowercase().as_str()).map(|patterns| patterns[0].0),
            _ => None,
        }
    }
}

/// Tells whether a token stands inside quoted words; one or two words in marks are the reporter's own sentence.
fn is_quoted(passage: &Passage, token: usize) -> bool {
    let is_word = |token: &usize| passage.quoted[*token] && passage.pos(*token) != Pos::Punct;
    let before = (0..token).rev().take_while(|&other| passage.quoted[other]).filter(is_word).count();
    let behind = (token + 1..passage.len()).take_while(|&other| passage.quoted[other]).filter(is_word).count();
    passage.quoted[token] && before + behind >= 2
}

/// Tells whether a sentence says of a report told before it that it is not so: "called the story fiction".
fn denies_story(passage: &Passage, lexicon: &Lexicon) -> bool {
    let cues = lexicon.status_cues();
    let is_story = |noun: usize| {
        let is_known = (noun.saturating_sub(2)..noun).any(|word| matches!(passage.lemma(word), "the" | "this"));
        let is_told = noun + 1 < passage.len() && matches!(passage.lemma(noun + 1), "that" | "of" | "about" | "on");
        passage.pos(noun) == Pos::Noun && cues.is_of_report(passage.lemma(noun)) && is_known && !is_told
    };
    let is_denied = |noun: usize| {
        let verb = (noun.saturating_sub(4)..noun).rev().find(|&token| passage.pos(token) == Pos::Verb);
        verb.is_some_and(|verb| {
            let end = passage.len().min(noun + 8);
            let is_untrue = || (noun + 1..end).any(|token| cues.is_untrue(passage.lemma(token)));
            cues.denies_reports(passage.lemma(verb)) || passage.lemma(verb) == "call" && is_untrue()
        })
    };
    (0..passage.len()).any(|noun| !passage.quoted[noun] && is_story(noun) && is_denied(noun))
}

/// Denies what the sentence before tells as somebody's report.
fn deny_hearsay(document: &Document<'_>, found: &mut [EventMention], number: usize, lexicon: &Lexicon) {
    let Some(before) = number.checked_sub(1) else { return };
    let passage = &document.passages[before];
    let is_hearsay = (0..passage.len()).any(|token| {
        let lemma = passage.lemma(token);
        lexicon.status_cues().is_of_report(lemma) || lexicon.status_cues().is_teller(lemma)
    });
    let told = found.iter_mut().filter(|mention| is_hearsay && mention.passage == before);
    for mention in told.filter(|mention| matches!(mention.kind, EventKind::Meet | EventKind::Visit | EventKind::Call)) {
        mention.status = Status::Denied;
    }
}

/// Tells whether a sentence is a question of the writer.
fn asks(passage: &Passage) -> bool {
    let last = (0..passage.len()).rev().find(|&token| passage.lemma(token) != ")");
    last.is_some_and(|last| passage.lemma(last) == "?" && !passage.quoted[last])
}

/// Tells whether a sentence answers a question with no: "He did not, the ministry insists."
fn denies(passage: &Passage) -> bool {
    let lemma = |token: usize| if token < passage.len() { passage.lemma(token) } else { "" };
    let is_not = |token: usize| matches!(lemma(token), "not" | "n't" | "n’t");
    lemma(0).eq_ignore_ascii_case("no") || passage.pos(0) == Pos::Pron && passage.len() > 2 && is_not(2)
}

/// Returns every report of an event in the document, in text order; `home` is the place of the dateline. Of what stands in
/// quotation marks only what the writers of `posts` tell of themselves counts.
pub(crate) fn event_mentions(
    document: &Document<'_>,
    parties: &Parties<'_>,
    cast: &mut Cast,
    lexicon: &Lexicon,
    index: &FrameIndex<'_>,
    home: Option<&Place>,
    posts: &Posts,
) -> Reports {
    let mut company = Company::default();
    let mut found: Vec<EventMention> = Vec::new();
    let is_among_firms = names_firms(document, parties, lexicon);
    for (number, passage) in document.passages.iter().enumerate() {
        let reach = Reach::Actors;
        let mut site =
            Site { number, passage, document, parties, cast, lexicon, home, reach, is_among_firms, writer: None };
        let mut told: Vec<(usize, EventKind)> = Vec::new();
        if denies_story(passage, lexicon) {
            deny_hearsay(document, &mut found, number, lexicon);
        }
        for token in 0..passage.len() {
            let tried = |frame: &Frame| {
                passage.notes.add(|| Note::Tried { frame: frame.id.clone(), kind: frame.kind, token });
            };
            let is_quoted = is_quoted(passage, token);
            site.writer = posts.writer_at(passage, token).filter(|_| is_quoted);
            if is_quoted && site.writer.is_none() {
                if let Some(frame) = index.frame_triggered_by(passage, token) {
                    tried(frame);
                    passage.notes.add(|| Note::Missed(Miss::Quoted, Vec::new()));
                }
                continue;
            }
            if passage.pos(token) == Pos::Verb {
                site.add_company(token, &mut company);
            }
            let mentions = match passage.pos(token) {
                Pos::Verb => index.verbs.get(passage.lemma(token)).and_then(|patterns| {
                    patterns.iter().find_map(|(frame, pattern)| {
                        tried(frame);
                        let reports = site.verb(token, frame.kind, pattern);
                        let reports = reports.map(|told| site.with_gapped(token, pattern, told));
                        let reports = reports.and_then(|told| site.public(told, frame.public));
                        reports.inspect(|_| told.push((token, frame.kind)))
                    })
                }),
                Pos::Noun | Pos::Propn => {
                    // "imposed a tariff": the verb has told it.
                    let is_told =
                        |kind: EventKind| passage.head(token).is_some_and(|head| told.contains(&(head, kind)));
                    index.nouns.get(passage.lemma(token).to_lowercase().as_str()).and_then(|patterns| {
                        let open = patterns.iter().filter(|(frame, _)| !is_told(frame.kind));
                        open.into_iter().find_map(|(frame, pattern)| {
                            tried(frame);
                            site.noun(token, frame.kind, pattern).and_then(|told| site.public(told, frame.public))
                        })
                    })
                }
                _ => None,
            };
            let presence = || {
                index.presence.iter().find_map(|(frame, pattern)| {
                    tried(frame);
                    site.presence(token, frame.kind, pattern).and_then(|told| site.public(told, frame.public))
                })
            };
            let mentions = mentions.or_else(presence).unwrap_or_default();
            let mut mentions = site.own_reports(mentions);
            if asks(passage) {
                let status = document.passages.get(number + 1).filter(|next| denies(next)).map(|_| Status::Denied);
                mentions.retain(|_| status.is_some());
                for mention in &mut mentions {
                    mention.status = Status::Denied;
                }
            }
            passage.notes.add(|| Note::Reported(found.len()..found.len() + mentions.len()));
            found.extend(mentions);
        }
    }
    Reports { mentions: found, company, is_among_firms }
}
