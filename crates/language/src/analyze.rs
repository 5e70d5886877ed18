//! From text to sentences with trees and names.

use crate::model::{Model, ModelError};
use crate::parse::{Input, parse};
use crate::token::{Relation, Sentence, Token};
use crate::{name, sentence, tag, tokenize, word};
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
        let words = word::words(tokens.iter().map(|span| span.slice(text)));
        let (mut tags, mut pos) = (Vec::with_capacity(words.len()), Vec::with_capacity(words.len()));
        tag::tag(&words, &model.tags, &mut tags);
        tag::coarse(&words, &tags, &model.pos, &mut pos);
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
