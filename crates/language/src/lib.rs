//! Sentences, tokens, tags, lemmas, trees and names of English newswire.
//!
//! The principal type is [`Analyzer`]; it takes any text and gives back [`Sentence`]s. A sentence owns no text:
//! its tokens hold byte offsets into the text that was given. Tags and trees follow Universal Dependencies.
//!
//! # Example
//!
//! ```
//! use plenipo_language::Analyzer;
//!
//! let text = "The minister met envoys in Geneva. No date was set.";
//! let sentences = Analyzer::builtin().analyze(text);
//! assert_eq!(sentences.len(), 2);
//! let met = &sentences[0].tokens[2];
//! assert_eq!((met.span.slice(text), &*met.lemma, met.head), ("met", "meet", None));
//! let minister = &sentences[0].tokens[1];
//! assert!(minister.relation == "nsubj" && minister.head == Some(2));
//! ```
//!
//! # What this crate does not do
//!
//! It does not read pages, does not know who or what a name stands for, and does no I/O: the trained model is
//! inside the program.

mod analyze;
#[doc(hidden)]
pub mod lemma;
mod linear;
mod model;
#[doc(hidden)]
pub mod name;
#[doc(hidden)]
pub mod parse;
mod sentence;
#[doc(hidden)]
pub mod tag;
mod token;
mod tokenize;
mod vocabulary;
mod word;

pub use analyze::{Analyzer, Unit};
pub use model::{ModelError, ModelErrorKind};
pub use token::{Name, NameKind, Pos, Relation, Sentence, Tag, Token};

/// What the trainer shares with the analyzer; not part of the stable interface.
#[doc(hidden)]
pub mod parts {
    pub use crate::lemma::{Change, Lemmas};
    pub use crate::linear::{Score, Sparse, Triples, best};
    pub use crate::model::Parts;
    pub use crate::sentence::split;
    pub use crate::tokenize::tokenize;
    pub use crate::word::{Forms, UNSURE, Word};
}
