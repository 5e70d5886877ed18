//! The body of one article, analysed: passages of one sentence each, with their trees and times.

use plenipo_language::{Analyzer, Pos, Sentence, Tag, Token, Unit};
use plenipo_lexicon::Lexicon;
use plenipo_record::{Article, Day, Span};

use crate::explain::Notes;
use crate::frame::is_of_report;
use crate::time::{TimeMention, time_mentions};

/// So many sentences after a day "two days later" may still count from it.
const REACH_OF_DAYS: usize = 3;

/// One sentence of the body with everything that later steps ask of it.
///
/// All spans are byte offsets into the article's text.
pub(crate) struct Passage {
    /// Tokens, trees and names.
    pub sentence: Sentence,
    /// Index of the paragraph among the body's paragraphs.
    pub paragraph: usize,
    /// Days and spans of days that the sentence tells.
    pub times: Vec<TimeMention>,
    /// For each token, whether it stands inside quotation marks.
    pub quoted: Vec<bool>,
    /// What the reader notes about the sentence, where somebody asks.
    pub notes: Notes,
    children: Vec<Vec<usize>>,
}

/// The analysed body of an article.
pub(crate) struct Document<'a> {
    /// The article's whole text.
    pub text: &'a str,
    /// The sentences of the body in text order.
    pub passages: Vec<Passage>,
}

impl<'a> Document<'a> {
    /// Analyses the body; `reference` is the day against which times are understood, `quoted` the spans inside marks.
    pub fn new(
        article: &'a Article,
        analyzer: &Analyzer,
        lexicon: &Lexicon,
        reference: Option<Day>,
        quoted: &[Span],
    ) -> Self {
        let mut passages = Vec::new();
        for (paragraph, span) in article.paragraphs().enumerate() {
            for mut sentence in analyzer.analyze(span.slice(&article.text)) {
                mend(&mut sentence, span.slice(&article.text), lexicon);
                let mut passage =
                    Passage::new(shifted(sentence, span.start), paragraph, &article.text, reference, quoted);
                // Of the days told before, one on which somebody only spoke is not meant by "the same day".
                let before = passages.iter().rev().take(REACH_OF_DAYS).find_map(|before: &Passage| {
                    before.times.iter().rfind(|time| !is_of_report(before, time, lexicon))
                });
                if let (Some(before), Some(first)) = (before, passage.times.first_mut()) {
                    first.follow(before);
                }
                passages.push(passage);
            }
        }
        let mut sentences: Vec<&mut Sentence> = passages.iter_mut().map(|passage| &mut passage.sentence).collect();
        analyzer.agree(&article.text, &mut sentences);
        Document { text: &article.text, passages }
    }

    /// Analyses lines of which each is a text of its own; `quoted` are the spans inside marks.
    pub fn of_lines(
        text: &'a str,
        lines: &[(Span, Option<Day>)],
        analyzer: &Analyzer,
        lexicon: &Lexicon,
        quoted: &[Span],
    ) -> Self {
        let texts: Vec<&str> = lines.iter().map(|(span, _)| span.slice(text)).collect();
        let mut passages = Vec::new();
        for (line, sentences) in analyzer.analyze_each(&texts).into_iter().enumerate() {
            let (span, day) = lines[line];
            for mut sentence in sentences {
                mend(&mut sentence, texts[line], lexicon);
                find_words(&mut sentence, texts[line], lexicon);
                passages.push(Passage::new(shifted(sentence, span.start), line, text, day, quoted));
            }
        }
        Document { text, passages }
    }

    /// Gives the sentences new trees in which each unit is one noun.
    pub fn parse_units(&mut self, analyzer: &Analyzer, units: &[Vec<Unit>]) {
        let text = self.text;
        let sentences = self.passages.iter_mut().map(|passage| &mut passage.sentence);
        let mut work: Vec<_> = sentences.zip(units).map(|(sentence, units)| (sentence, units.as_slice())).collect();
        analyzer.parse_units_of_each(text, &mut work);
        for passage in &mut self.passages {
            join_compounds(&mut passage.sentence);
            name_prepositions(&mut passage.sentence, text);
            passage.children = children_of(&passage.sentence);
        }
    }

    /// Keeps notes from here on.
    pub fn keep_notes(&mut self) {
        for passage in &mut self.passages {
            passage.notes = Notes::kept();
        }
    }
}

impl Passage {
    fn new(sentence: Sentence, paragraph: usize, text: &str, reference: Option<Day>, quoted: &[Span]) -> Self {
        let times = time_mentions(text, sentence.span, reference);
        let quoted = sentence.tokens.iter().map(|token| quoted.iter().any(|span| span.contains(token.span))).collect();
        let children = children_of(&sentence);
        Passage { sentence, paragraph, times, quoted, notes: Notes::default(), children }
    }

    /// Ties a token to another governor.
    pub fn tie(&mut self, token: usize, head: usize, relation: &str) {
        let Some(relation) = plenipo_language::Relation::from_name(relation) else { return };
        let token = &mut self.sentence.tokens[token];
        (token.head, token.relation) = (Some(head), relation);
        self.children = children_of(&self.sentence);
    }

    /// Returns the tokens of the sentence.
    pub fn tokens(&self) -> &[Token] {
        &self.sentence.tokens
    }

    /// Returns the number of tokens.
    pub fn len(&self) -> usize {
        self.sentence.tokens.len()
    }

    /// Returns the words of the sentence as printed.
    pub fn words<'t>(&self, text: &'t str) -> Vec<&'t str> {
        self.tokens().iter().map(|token| token.span.slice(text)).collect()
    }

    /// Returns the dictionary form of a token.
    pub fn lemma(&self, token: usize) -> &str {
        &self.sentence.tokens[token].lemma
    }

    /// Returns the part of speech of a token, by its Treebank tag where the two differ on nouns and verbs.
    pub fn pos(&self, token: usize) -> Pos {
        let pos = self.sentence.tokens[token].pos;
        if self.is_mistaken_verb(token) {
            return Pos::Verb;
        }
        if self.is_mistaken_noun(token) {
            return Pos::Noun;
        }
        match (self.tag(token), pos) {
            ("VB" | "VBD" | "VBG" | "VBN" | "VBP" | "VBZ", Pos::Verb | Pos::Adj) => pos,
            ("VB" | "VBD" | "VBG" | "VBN" | "VBP" | "VBZ", Pos::Aux)
                if matches!(self.lemma(token), "be" | "have" | "do" | "get") =>
            {
                pos
            }
            ("VB" | "VBD" | "VBG" | "VBN" | "VBP" | "VBZ", _) => Pos::Verb,
            ("NN" | "NNS", Pos::Verb | Pos::Aux | Pos::Pron) => Pos::Noun,
            _ => pos,
        }
    }

    /// Returns the Penn Treebank tag of a token.
    pub fn tag(&self, token: usize) -> &'static str {
        match self.sentence.tokens[token].tag.as_str() {
            "NNS" if self.is_mistaken_verb(token) => "VBZ",
            "NN" if self.is_mistaken_verb(token) => "VBP",
            tag => tag,
        }
    }

    /// A finite verb that the tree has as a subject or object is a noun: "ferry talks have ended".
    fn is_mistaken_noun(&self, token: usize) -> bool {
        let token = &self.sentence.tokens[token];
        token.tag.as_str() == "VBZ" && matches!(token.relation.base(), "nsubj" | "obj" | "nmod")
    }

    /// A noun with a subject of its own and no copula is a verb: "the minister heads to Oslo".
    fn is_mistaken_verb(&self, token: usize) -> bool {
        matches!(self.sentence.tokens[token].pos, Pos::Noun)
            && self.dependents(token, &["nsubj"]).next().is_some_and(|subject| subject < token)
            && self.dependents(token, &["cop", "det", "amod", "case"]).next().is_none()
    }

    /// Returns the full relation of a token to its head.
    pub fn relation(&self, token: usize) -> &'static str {
        self.sentence.tokens[token].relation.as_str()
    }

    /// Returns the relation of a token to its head without its subtype.
    pub fn base_relation(&self, token: usize) -> &'static str {
        self.sentence.tokens[token].relation.base()
    }

    /// Returns the governor of a token.
    pub fn head(&self, token: usize) -> Option<usize> {
        self.sentence.tokens[token].head
    }

    /// Returns the tokens that depend on a token, in text order.
    pub fn children(&self, token: usize) -> &[usize] {
        &self.children[token]
    }

    /// Returns the dependents whose relation, with or without its subtype, is one of `relations`.
    pub fn dependents<'p>(&'p self, token: usize, relations: &'p [&str]) -> impl Iterator<Item = usize> + 'p {
        self.children(token).iter().copied().filter(move |&child| {
            relations.contains(&self.base_relation(child)) || relations.contains(&self.relation(child))
        })
    }

    /// Returns the governors of a token from its head up to the root.
    pub fn ancestors(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.head(token), move |&up| self.head(up)).take(self.len())
    }

    /// Returns the token of `range` whose head lies outside it.
    pub fn root_of(&self, range: std::ops::Range<usize>) -> usize {
        let outside = |&i: &usize| self.head(i).is_none_or(|head| !range.contains(&head));
        let punctuation = |&i: &usize| self.pos(i) == Pos::Punct;
        range
            .clone()
            .find(|i| outside(i) && !punctuation(i))
            .or_else(|| range.clone().find(outside))
            .unwrap_or(range.start)
    }

    /// Returns the first and the last token that a token governs, itself included.
    pub fn extent(&self, token: usize) -> std::ops::Range<usize> {
        let (mut first, mut last) = (token, token);
        let mut open = vec![token];
        while let Some(next) = open.pop() {
            first = first.min(next);
            last = last.max(next);
            open.extend(self.children(next));
        }
        first..last + 1
    }

    /// Tells whether a token is a verb or an auxiliary.
    pub fn is_verb(&self, token: usize) -> bool {
        matches!(self.pos(token), Pos::Verb | Pos::Aux)
    }

    /// Returns the span of a range of tokens.
    pub fn span(&self, range: std::ops::Range<usize>) -> Span {
        let tokens = &self.sentence.tokens[range];
        let (first, last) =
            (tokens.first().expect("a phrase has a token"), tokens.last().expect("a phrase has a token"));
        first.span.join(last.span)
    }
}

fn children_of(sentence: &Sentence) -> Vec<Vec<usize>> {
    let mut children = vec![Vec::new(); sentence.tokens.len()];
    for (at, token) in sentence.tokens.iter().enumerate() {
        if let Some(head) = token.head {
            children[head].push(at);
        }
    }
    children
}

/// Gives plural nouns that the tagger took for singulars their dictionary form: "tariffs".
fn singular(token: &mut Token) {
    let lemma = &token.lemma;
    let unchanging = include_str!("../../../data/language/unchanging.txt");
    let stays = || {
        unchanging
            .lines()
            .filter(|line| !line.starts_with('#'))
            .any(|line| line.split(' ').any(|word| word == &**lemma))
    };
    let is_plural = matches!(token.tag.as_str(), "NN" | "NNS") && lemma.len() > 4 && lemma.ends_with('s');
    if is_plural && !stays() && !["ss", "us", "is", "ws"].iter().any(|ending| lemma.ends_with(ending)) {
        let stem = &lemma[..lemma.len() - 1];
        token.lemma = stem.strip_suffix("ie").map_or_else(|| stem.to_owned(), |stem| format!("{stem}y")).into();
    }
}

/// Mends dictionary forms that the model gets wrong, with the help of the lexicon.
fn mend(sentence: &mut Sentence, text: &str, lexicon: &Lexicon) {
    join_compounds(sentence);
    for token in &mut sentence.tokens {
        singular(token);
        let is_verb = token.tag.as_str().starts_with("VB");
        let form = token.span.slice(text).to_lowercase();
        if let Some(verb) = lexicon.irregular_verb(&form).filter(|verb| is_verb && *verb != form) {
            token.lemma = verb.into();
            // What is no dictionary form is no infinitive either.
            if let ("VB" | "VBP", Some(past)) = (token.tag.as_str(), Tag::from_name("VBD")) {
                token.tag = past;
            }
            continue;
        }
        if let Some(mended) = lexicon.mended_verb(&token.lemma).filter(|_| is_verb) {
            token.lemma = mended.into();
        }
    }
}

/// Gives words that no file of the lexicon speaks of the dictionary form that one does: "boycott" for "boycotted".
fn find_words(sentence: &mut Sentence, text: &str, lexicon: &Lexicon) {
    for token in &mut sentence.tokens {
        if matches!(token.pos, Pos::Verb | Pos::Noun | Pos::Adj)
            && let Some(word) = lexicon.word_of(&token.lemma, token.span.slice(text))
        {
            token.lemma = word.into();
        }
    }
}

/// "Following the talks": what stands as a preposition has no dictionary form of a verb.
fn name_prepositions(sentence: &mut Sentence, text: &str) {
    for token in sentence.tokens.iter_mut().filter(|token| token.relation == "case" && token.tag.as_str() == "VBG") {
        token.lemma = token.span.slice(text).to_lowercase().into();
    }
}

/// "Ferry talks": a bare noun right before a noun that no copula makes a predicate is no subject but a part of it.
fn join_compounds(sentence: &mut Sentence) {
    let Some(compound) = plenipo_language::Relation::from_name("compound") else { return };
    for at in 1..sentence.tokens.len() {
        let is_noun = |token: usize| sentence.tokens[token].pos == Pos::Noun;
        let is_subject = sentence.tokens[at - 1].relation.base() == "nsubj" && sentence.tokens[at - 1].head == Some(at);
        let has_copula = sentence.tokens.iter().any(|token| token.head == Some(at) && token.relation == "cop");
        if is_subject && is_noun(at - 1) && is_noun(at) && !has_copula {
            sentence.tokens[at - 1].relation = compound;
        }
    }
}

fn shifted(mut sentence: Sentence, offset: usize) -> Sentence {
    sentence.span = sentence.span.shift(offset);
    for token in &mut sentence.tokens {
        token.span = token.span.shift(offset);
    }
    sentence
}
