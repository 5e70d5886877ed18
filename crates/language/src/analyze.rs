//! From text to sentences with trees and names.

use crate::model::{Model, ModelError};
use crate::network::{Room, Verdict};
use crate::token::{NameKind, Pos, Relation, Sentence, Tag, Token};
use crate::{name, sentence, tokenize};
use plenipo_record::Span;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::OnceLock;

/// How many words the network sees at a time at least, if there are so many: products of many rows are faster.
const TOGETHER: usize = 192;

/// Finds sentences, tokens, tags, lemmas, trees and names.
#[derive(Clone, Debug)]
pub struct Analyzer {
    model: Model,
}

impl Analyzer {
    /// Returns the analyzer with the model inside the program.
    pub fn builtin() -> &'static Analyzer {
        static BUILTIN: OnceLock<Analyzer> = OnceLock::new();
        BUILTIN.get_or_init(|| {
            let model = Model::from_static(include_bytes!("../../../models/english.plm"));
            Analyzer { model: model.expect("the model inside the program is whole") }
        })
    }

    /// Reads another model.
    ///
    /// # Errors
    ///
    /// Fails if the bytes are not an undamaged model of this version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Analyzer, ModelError> {
        Ok(Analyzer { model: Model::from_bytes(bytes)? })
    }

    /// Analyzes any text; all spans are byte offsets into it.
    pub fn analyze(&self, text: &str) -> Vec<Sentence> {
        let tokens = tokenize::tokenize(text);
        let mut sentences = self.annotate(text, &tokens, &sentence::split(text, &tokens));
        self.agree(text, &mut sentences.iter_mut().collect::<Vec<_>>());
        sentences
    }

    /// Takes single words for persons that are elsewhere in the text the last word of a person's longer name.
    ///
    /// A bare surname tells little by itself; what a text calls a person once it goes on calling a person. Places and
    /// organizations that are listed stay what they are. [`analyze`](Self::analyze) does this for its text; a caller who
    /// analyzes a longer text in pieces does it again for all of them.
    pub fn agree(&self, text: &str, sentences: &mut [&mut Sentence]) {
        let mut surnames = HashSet::new();
        for sentence in sentences.iter() {
            let persons = sentence.names.iter().filter(|name| name.kind == NameKind::Person && name.tokens.len() > 1);
            surnames.extend(persons.map(|name| sentence.tokens[name.tokens.end - 1].span.slice(text)));
        }
        for sentence in sentences {
            for name in &mut sentence.names {
                let word = sentence.tokens[name.tokens.start].span.slice(text);
                if name.tokens.len() == 1 && surnames.contains(word) && !self.model.gazetteer.lists(word) {
                    name.kind = NameKind::Person;
                }
            }
        }
    }

    /// Analyzes one sentence that is cut into tokens already.
    ///
    /// # Panics
    ///
    /// Panics if there is no token or a token does not lie on character boundaries of `text`.
    pub fn analyze_tokens(&self, text: &str, tokens: &[Span]) -> Sentence {
        let whole = 0..tokens.len();
        self.annotate(text, tokens, std::slice::from_ref(&whole)).remove(0)
    }

    /// Analyzes several texts, each by itself; faster than one after the other where they are short.
    pub fn analyze_each(&self, texts: &[&str]) -> Vec<Vec<Sentence>> {
        let tokens: Vec<Vec<Span>> = texts.iter().map(|text| tokenize::tokenize(text)).collect();
        let ranges: Vec<_> = texts.iter().zip(&tokens).map(|(text, tokens)| sentence::split(text, tokens)).collect();
        let mut pieces = Vec::new();
        for ((text, tokens), ranges) in texts.iter().zip(&tokens).zip(&ranges) {
            pieces.extend(ranges.iter().map(|range| (*text, &tokens[range.clone()])));
        }
        let mut sentences = self.annotate_each(&pieces).into_iter();
        let each = texts.iter().zip(&ranges).map(|(text, ranges)| {
            let mut own: Vec<Sentence> = sentences.by_ref().take(ranges.len()).collect();
            self.agree(text, &mut own.iter_mut().collect::<Vec<_>>());
            own
        });
        each.collect()
    }

    /// Annotates sentences of one text, given by the ranges of their tokens.
    fn annotate(&self, text: &str, tokens: &[Span], ranges: &[Range<usize>]) -> Vec<Sentence> {
        self.annotate_each(&ranges.iter().map(|range| (text, &tokens[range.clone()])).collect::<Vec<_>>())
    }

    /// Annotates sentences, given by their texts and tokens.
    fn annotate_each(&self, pieces: &[(&str, &[Span])]) -> Vec<Sentence> {
        let mut sentences = Vec::with_capacity(pieces.len());
        let mut room = Room::default();
        let mut looks = Vec::new();
        let mut rest = pieces;
        while !rest.is_empty() {
            let lengths: Vec<usize> = rest.iter().map(|(_, tokens)| tokens.len()).collect();
            let (together, behind) = rest.split_at(how_many_together(&lengths));
            rest = behind;
            looks.clear();
            for (text, tokens) in together {
                self.model.looks(tokens.iter().map(|span| span.slice(text)), &mut looks);
            }
            let places = places(together.iter().map(|(_, tokens)| tokens.len()));
            let verdicts = self.model.network.annotate(&looks, &places, &mut room);
            for ((text, tokens), place) in together.iter().zip(places) {
                sentences.push(self.sentence(text, tokens, &verdicts[place]));
            }
        }
        sentences
    }

    fn sentence(&self, text: &str, spans: &[Span], verdicts: &[Verdict]) -> Sentence {
        let token = |(&span, verdict): (&Span, &Verdict)| Token {
            span,
            lemma: self.model.lemmas.lemma(span.slice(text), verdict.tag),
            pos: verdict.pos,
            tag: verdict.tag,
            head: usize::from(verdict.head).checked_sub(1),
            relation: verdict.relation,
        };
        Sentence {
            span: spans[0].join(spans[spans.len() - 1]),
            tokens: spans.iter().zip(verdicts).map(token).collect(),
            names: name::gather(verdicts.iter().map(|verdict| usize::from(verdict.name))),
        }
    }

    /// Gives a sentence a new tree in which each unit stands as one proper noun.
    ///
    /// Long names with their titles and appositions are where trees fail most; a caller who knows where they are
    /// gets a better tree. Tags, lemmas and names stay; the head of a unit becomes a proper noun, and its other tokens
    /// depend on it. Units may not overlap and are given in text order.
    ///
    /// # Panics
    ///
    /// Panics if a unit's head lies outside its tokens, or units overlap or leave the sentence.
    pub fn parse_units(&self, text: &str, sentence: &mut Sentence, units: &[Unit]) {
        self.parse_units_of_each(text, &mut [(sentence, units)]);
    }

    /// Gives several sentences of a text new trees as [`parse_units`](Self::parse_units) does, faster than one by one.
    ///
    /// # Panics
    ///
    /// Panics where [`parse_units`](Self::parse_units) does.
    pub fn parse_units_of_each(&self, text: &str, work: &mut [(&mut Sentence, &[Unit])]) {
        let mut room = Room::default();
        let mut looks = Vec::new();
        let mut todo: Vec<(usize, Units)> = Vec::new();
        for (at, (sentence, units)) in work.iter_mut().enumerate() {
            if !units.is_empty() {
                todo.push((at, Units::marked(sentence, units)));
            }
        }
        let mut rest = todo.as_slice();
        while !rest.is_empty() {
            let lengths: Vec<usize> = rest.iter().map(|(_, units)| units.kept.len()).collect();
            let (together, behind) = rest.split_at(how_many_together(&lengths));
            rest = behind;
            looks.clear();
            for (at, units) in together {
                let tokens = &work[*at].0.tokens;
                self.model.looks(units.kept.iter().map(|&kept| tokens[kept].span.slice(text)), &mut looks);
            }
            let places = places(together.iter().map(|(_, units)| units.kept.len()));
            let verdicts = self.model.network.annotate(&looks, &places, &mut room);
            for ((at, units), place) in together.iter().zip(places) {
                let (sentence, all) = &mut work[*at];
                units.apply(sentence, all, &verdicts[place]);
            }
        }
    }
}

/// How many sentences of these lengths the network sees at a time.
fn how_many_together(lengths: &[usize]) -> usize {
    let mut before = 0;
    let count = lengths.iter().take_while(|&&length| {
        let fits = before < TOGETHER;
        before += length;
        fits
    });
    count.count()
}

/// The rows of sentences that stand one behind the other.
fn places(lengths: impl Iterator<Item = usize>) -> Vec<Range<usize>> {
    let mut end = 0;
    lengths
        .map(|length| {
            end += length;
            end - length..end
        })
        .collect()
}

/// The units of one sentence, ready for the network.
struct Units {
    /// For each token the head of its unit, if it is in one.
    of_token: Vec<Option<usize>>,
    /// The tokens that the network sees.
    kept: Vec<usize>,
}

impl Units {
    /// Makes the heads of the units proper nouns, and says what is left to parse.
    fn marked(sentence: &mut Sentence, units: &[Unit]) -> Self {
        let mut of_token = vec![None; sentence.tokens.len()];
        for unit in units {
            assert!(unit.tokens.contains(&unit.head), "the head of a unit is one of its tokens");
            assert!(of_token[unit.tokens.clone()].iter().all(Option::is_none), "units do not overlap");
            of_token[unit.tokens.clone()].fill(Some(unit.head));
            let head = &mut sentence.tokens[unit.head];
            (head.pos, head.tag) = (Pos::Propn, proper_noun());
        }
        let kept = (0..of_token.len()).filter(|&at| of_token[at].is_none_or(|head| head == at) && !is_aside(units, at));
        let kept = kept.collect();
        Units { of_token, kept }
    }

    /// Gives the sentence the tree that the network saw.
    fn apply(&self, sentence: &mut Sentence, units: &[Unit], verdicts: &[Verdict]) {
        for (verdict, &at) in verdicts.iter().zip(&self.kept) {
            let token = &mut sentence.tokens[at];
            token.head = usize::from(verdict.head).checked_sub(1).map(|head| self.kept[head]);
            token.relation = verdict.relation;
        }
        for (at, head) in self.of_token.iter().enumerate() {
            let Some(head) = head.filter(|&head| head != at) else { continue };
            let token = &mut sentence.tokens[at];
            let relation = match token.pos {
                Pos::Punct => "punct",
                Pos::Adp if at < head => "case",
                _ if at < head => "compound",
                _ => "flat",
            };
            token.head = Some(head);
            token.relation = relation_named(relation);
        }
        for unit in units {
            let Some(governor) = unit.aside_of else { continue };
            assert!(!is_aside(units, governor), "what is put aside depends on what is parsed");
            let token = &mut sentence.tokens[unit.head];
            (token.head, token.relation) = (Some(governor), relation_named("obl"));
        }
    }
}

/// Tells whether a token is part of a unit that is put aside.
fn is_aside(units: &[Unit], at: usize) -> bool {
    units.iter().any(|unit| unit.aside_of.is_some() && unit.tokens.contains(&at))
}

/// A run of tokens that counts as one proper noun in [`Analyzer::parse_units`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Indices of the tokens within the sentence.
    pub tokens: Range<usize>,
    /// The token that stands for all of them.
    pub head: usize,
    /// The token, outside of all units that are put aside, that the words depend on if they are left out of the parse:
    /// "named" in "was *on Friday* named".
    pub aside_of: Option<usize>,
}

fn relation_named(name: &str) -> Relation {
    Relation::from_name(name).expect("a relation that every treebank has")
}

fn proper_noun() -> Tag {
    Tag::from_name("NNP").expect("the tag of proper nouns")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::Name;
    use proptest::prelude::*;

    /// Writes each token as `form/lemma/tag>head form:relation`.
    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let sentences = Analyzer::builtin().analyze(text);
        let form = |sentence: &Sentence, at: usize| sentence.tokens[at].span.slice(text).to_owned();
        let mut found = Vec::new();
        for sentence in &sentences {
            for (at, token) in sentence.tokens.iter().enumerate() {
                let head = token.head.map_or("-".to_owned(), |head| form(sentence, head));
                found.push(format!("{}/{}/{}>{head}:{}", form(sentence, at), token.lemma, token.tag, token.relation));
            }
        }
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn a_plain_sentence_has_the_plain_tree() {
        check(
            "The ministers signed two agreements.",
            &[
                "The/the/DT>ministers:det",
                "ministers/minister/NNS>signed:nsubj",
                "signed/sign/VBD>-:root",
                "two/two/CD>agreements:nummod",
                "agreements/agreement/NNS>signed:obj",
                "././.>signed:punct",
            ],
        );
    }

    fn unit(tokens: Range<usize>, head: usize) -> Unit {
        Unit { tokens, head, aside_of: None }
    }

    #[test]
    fn bare_surnames_are_persons_where_the_whole_name_is_one() {
        let text = "Mira Talvik left Oslo on Friday. Later Talvik said no.";
        let mut sentences = Analyzer::builtin().analyze(text);
        let names = |kind, tokens| vec![Name { tokens, kind }];
        sentences[0].names = names(NameKind::Person, 0..2);
        sentences[1].names = names(NameKind::Place, 1..2);
        Analyzer::builtin().agree(text, &mut sentences.iter_mut().collect::<Vec<_>>());
        assert_eq!(sentences[1].names, names(NameKind::Person, 1..2));
    }

    #[test]
    fn asides_do_not_come_between() {
        let text = "Mira Talvik was on Friday named envoy.";
        let mut sentence = Analyzer::builtin().analyze(text).remove(0);
        let units = [unit(0..2, 1), Unit { aside_of: Some(5), ..unit(3..5, 4) }];
        Analyzer::builtin().parse_units(text, &mut sentence, &units);
        let heads: Vec<Option<usize>> = sentence.tokens[..6].iter().map(|token| token.head).collect();
        assert_eq!(heads, [Some(1), Some(5), Some(5), Some(4), Some(5), None]);
    }

    #[test]
    fn units_stand_as_one_noun() {
        let text = "Deputy Minister Mira Talvik met Osman Reyl, the envoy.";
        let mut sentence = Analyzer::builtin().analyze(text).remove(0);
        let units = [unit(0..4, 3), unit(5..7, 6)];
        Analyzer::builtin().parse_units(text, &mut sentence, &units);
        let heads: Vec<Option<usize>> = sentence.tokens[..7].iter().map(|token| token.head).collect();
        assert_eq!(heads, [Some(3), Some(3), Some(3), Some(4), None, Some(6), Some(4)]);
        assert!(sentence.tokens[3].relation == "nsubj" && sentence.tokens[6].relation == "obj");
    }

    #[test]
    fn the_model_inside_the_program_is_whole() {
        let bytes = include_bytes!("../../../models/english.plm");
        assert!(bytes.len() <= 16 << 20, "the model has {} bytes", bytes.len());
        let text = "It rained.";
        let other = Analyzer::from_bytes(bytes).expect("the same model");
        assert_eq!(other.analyze(text), Analyzer::builtin().analyze(text));
    }

    #[test]
    fn texts_without_words_have_no_sentences() {
        assert_eq!(Analyzer::builtin().analyze(""), []);
        assert_eq!(Analyzer::builtin().analyze(" \n\u{feff}\t"), []);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn every_sentence_is_a_tree(text in "(\\PC|[ \n.?!'\"“”()]|[A-Z][a-z]+ |said |of |the |and ){0,80}") {
            for sentence in Analyzer::builtin().analyze(&text) {
                let n = sentence.tokens.len();
                prop_assert_eq!(sentence.tokens.iter().filter(|token| token.head.is_none()).count(), 1);
                for token in &sentence.tokens {
                    prop_assert!(sentence.span.contains(token.span));
                    prop_assert_eq!(token.head.is_none(), token.relation == "root");
                    let mut at = token.head;
                    for _ in 0..n {
                        at = at.and_then(|head| sentence.tokens[head].head);
                    }
                    prop_assert_eq!(at, None, "a circle of heads");
                }
                for pair in sentence.names.windows(2) {
                    prop_assert!(pair[0].tokens.end <= pair[1].tokens.start);
                }
            }
        }
    }
}
