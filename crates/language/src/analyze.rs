//! From text to sentences with trees and names.

use crate::model::{Model, ModelError};
use crate::parse::{Input, parse};
use crate::token::{Relation, Sentence, Token};
use crate::{name, sentence, tag, tokenize};
use plenipo_record::Span;
use std::sync::OnceLock;

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
        let sentences = sentence::split(text, &tokens);
        sentences.into_iter().map(|range| self.analyze_tokens(text, &tokens[range])).collect()
    }

    /// Analyzes one sentence that is cut into tokens already.
    ///
    /// # Panics
    ///
    /// Panics if there is no token or a token does not lie on character boundaries of `text`.
    pub fn analyze_tokens(&self, text: &str, tokens: &[Span]) -> Sentence {
        let model = &self.model;
        let words = model.forms.words(tokens.iter().map(|span| span.slice(text)));
        let (mut tags, mut pos) = (Vec::with_capacity(words.len()), Vec::with_capacity(words.len()));
        tag::tag(&words, &model.tags, &mut tags);
        tag::coarse(&words, &tags, &model.sure_pos, &model.pos, &mut pos);
        let tree = parse(&Input::new(&words, &tags, &pos), &model.actions, &model.labels);
        let names = name::find(&words, &tags, &model.names);
        let tokens: Vec<Token> = tokens
            .iter()
            .enumerate()
            .map(|(at, &span)| Token {
                span,
                lemma: model.lemmas.lemma(span.slice(text), tags[at]),
                pos: pos[at],
                tag: tags[at],
                head: usize::from(tree.heads[at + 1]).checked_sub(1),
                relation: Relation::from_index(usize::from(tree.labels[at + 1])),
            })
            .collect();
        let span = tokens[0].span.join(tokens[tokens.len() - 1].span);
        Sentence { span, tokens, names }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
