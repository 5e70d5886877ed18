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

    /// Annotates sentences, given by the ranges of their tokens.
    fn annotate(&self, text: &str, tokens: &[Span], ranges: &[Range<usize>]) -> Vec<Sentence> {
        let mut sentences = Vec::with_capacity(ranges.len());
        let mut room = Room::default();
        let mut looks = Vec::new();
        let mut rest = ranges;
        while let Some(first) = rest.first() {
            let start = first.start;
            let count = rest.iter().take_while(|range| range.start - start < TOGETHER).count();
            let (together, behind) = rest.split_at(count);
            rest = behind;
            looks.clear();
            for range in together {
                self.model.looks(tokens[range.clone()].iter().map(|span| span.slice(text)), &mut looks);
            }
            let places: Vec<Range<usize>> =
                together.iter().map(|range| range.start - start..range.end - start).collect();
            let verdicts = self.model.network.annotate(&looks, &places, &mut room);
            for (range, place) in together.iter().zip(places) {
                sentences.push(self.sentence(text, &tokens[range.clone()], &verdicts[place]));
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
        if units.is_empty() {
            return;
        }
        let mut unit_of = vec![None; sentence.tokens.len()];
        for unit in units {
            assert!(unit.tokens.contains(&unit.head), "the head of a unit is one of its tokens");
            assert!(unit_of[unit.tokens.clone()].iter().all(Option::is_none), "units do not overlap");
            unit_of[unit.tokens.clone()].fill(Some(unit.head));
            let head = &mut sentence.tokens[unit.head];
            (head.pos, head.tag) = (Pos::Propn, proper_noun());
        }
        let asides: Vec<&Unit> = units.iter().filter(|unit| unit.aside_of.is_some()).collect();
        let is_aside = |at: usize| asides.iter().any(|unit| unit.tokens.contains(&at));
        let kept: Vec<usize> =
            (0..unit_of.len()).filter(|&at| unit_of[at].is_none_or(|head| head == at) && !is_aside(at)).collect();
        let mut looks = Vec::with_capacity(kept.len());
        self.model.looks(kept.iter().map(|&at| sentence.tokens[at].span.slice(text)), &mut looks);
        let whole = 0..kept.len();
        let network = &self.model.network;
        let verdicts = network.annotate(&looks, std::slice::from_ref(&whole), &mut Room::default());
        for (verdict, &at) in verdicts.iter().zip(&kept) {
            let token = &mut sentence.tokens[at];
            token.head = usize::from(verdict.head).checked_sub(1).map(|head| kept[head]);
            token.relation = verdict.relation;
        }
        for (at, head) in unit_of.into_iter().enumerate() {
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
        for unit in &asides {
            let governor = unit.aside_of.expect("only units with a governor are put aside");
            assert!(!is_aside(governor), "what is put aside depends on what is parsed");
            let token = &mut sentence.tokens[unit.head];
            (token.head, token.relation) = (Some(governor), relation_named("obl"));
        }
    }
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
