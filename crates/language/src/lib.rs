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
//! # How it works
//!
//! 1. The text is cut into tokens by rules, after the practice of the English treebanks, and tokens are grouped into
//!    sentences. Tokens and the gaps between them give back the text.
//! 2. Each token is looked up by its form, its ends and its shape; what is found adds up to a row of numbers.
//! 3. A small network reads the rows of a sentence from both sides and scores tags, classes of names, arcs and relations.
//! 4. The best tree, the best row of names and the best tags are taken; dictionary forms follow from form and tag by
//!    learnt endings, tense and number from tags and tree, see [`Sentence::morphology`].
//!
//! # What holds always
//!
//! - Spans are byte offsets into the text that was given, on character boundaries; sentences, tokens and names come in
//!   text order and do not overlap.
//! - Each sentence is one tree: one token has no head, and its relation is `root`.
//! - The same text gives the same result in every run and on every machine: all sums are added up in one fixed order,
//!   without fused operations, however wide the registers are.
//! - Any text can be analyzed, in time and memory that grow with its length: no token is longer than 1,000 bytes and no
//!   sentence than 800 tokens.
//!
//! # Example: names
//!
//! ```
//! use plenipo_language::{Analyzer, NameKind};
//!
//! let text = "Mira Talvik left Oslo on Friday.";
//! let sentence = &Analyzer::builtin().analyze(text)[0];
//! let names: Vec<_> = sentence.names.iter().map(|name| (sentence.span_of(name).slice(text), name.kind)).collect();
//! assert_eq!(names, [("Mira Talvik", NameKind::Person), ("Oslo", NameKind::Place)]);
//! ```
//!
//! # What this crate does not do
//!
//! It does not read pages, does not know who or what a name stands for, and does no I/O: the trained model is
//! inside the program. It knows no language but English.

mod analyze;
#[doc(hidden)]
pub mod gazetteer;
mod hash;
#[doc(hidden)]
pub mod lemma;
#[doc(hidden)]
pub mod look;
mod matrix;
mod model;
mod morphology;
#[doc(hidden)]
pub mod name;
#[doc(hidden)]
pub mod network;
mod sentence;
mod token;
mod tokenize;
mod tree;
mod vocabulary;

pub use analyze::{Analyzer, Unit};
pub use model::{ModelError, ModelErrorKind};
pub use morphology::{Mood, Morphology, Number, Tense, VerbForm};
pub use token::{Name, NameKind, Pos, Relation, Sentence, Tag, Token};

/// What the trainer and the fuzzer share with the analyzer; not part of the stable interface.
#[doc(hidden)]
pub mod parts {
    pub use crate::lemma::{Change, Lemmas};
    pub use crate::model::{Parts, sealed};
    pub use crate::sentence::split;
    pub use crate::tokenize::tokenize;
}
