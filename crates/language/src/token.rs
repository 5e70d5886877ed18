//! Words with their tags and heads: the values the analyzer gives back.

use plenipo_record::Span;
use std::fmt;
use std::ops::Range;

/// One sentence of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The bytes of the sentence, from its first to its last token.
    pub span: Span,
    /// The tokens in text order.
    pub tokens: Vec<Token>,
    /// The names in text order; no two overlap.
    pub names: Vec<Name>,
}

impl Sentence {
    /// Returns the bytes of a name of this sentence.
    pub fn span_of(&self, name: &Name) -> Span {
        self.tokens[name.tokens.start].span.join(self.tokens[name.tokens.end - 1].span)
    }
}

/// One syntactic word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The bytes of the token.
    pub span: Span,
    /// The dictionary form, in lower case except for proper nouns.
    pub lemma: Box<str>,
    /// The universal part of speech.
    pub pos: Pos,
    /// The Penn Treebank tag.
    pub tag: Tag,
    /// The index of the governor within the sentence; `None` marks the root.
    pub head: Option<usize>,
    /// The relation to the governor.
    pub relation: Relation,
}

/// A run of tokens that names something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Indices of the tokens within the sentence.
    pub tokens: Range<usize>,
    /// What is named.
    pub kind: NameKind,
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A human being.
    Person,
    /// A body of people: a state organ, a company, a party, an alliance.
    Organization,
    /// Somewhere on the map.
    Place,
    /// Anything else: a treaty, an event, a work, a product.
    Other,
}

impl NameKind {
    /// All kinds, in the order of their numbers in the model.
    pub const ALL: [NameKind; 4] = [Self::Person, Self::Organization, Self::Place, Self::Other];
}

/// A universal part of speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // The names are those of the standard.
pub enum Pos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    X,
}

impl Pos {
    /// All parts of speech, in the order of their numbers in the model.
    pub const ALL: [Pos; 17] = [
        Self::Adj,
        Self::Adp,
        Self::Adv,
        Self::Aux,
        Self::Cconj,
        Self::Det,
        Self::Intj,
        Self::Noun,
        Self::Num,
        Self::Part,
        Self::Pron,
        Self::Propn,
        Self::Punct,
        Self::Sconj,
        Self::Sym,
        Self::Verb,
        Self::X,
    ];

    /// Returns the name used in treebanks, such as `NOUN`.
    pub fn as_str(self) -> &'static str {
        const NAMES: [&str; 17] = [
            "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT",
            "SCONJ", "SYM", "VERB", "X",
        ];
        NAMES[self as usize]
    }

    /// Finds the part of speech of that name.
    pub fn from_name(name: &str) -> Option<Pos> {
        Self::ALL.into_iter().find(|pos| pos.as_str() == name)
    }
}

impl fmt::Display for Pos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Makes a small copyable type out of a closed list of names.
macro_rules! named {
    ($(#[$doc:meta])* $type:ident, $names:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $type(u8);

        impl $type {
            /// How many there are.
            pub const COUNT: usize = $names.len();

            /// Returns the name used in treebanks.
            pub fn as_str(self) -> &'static str {
                $names[self.0 as usize]
            }

            /// Finds the value of that name.
            pub fn from_name(name: &str) -> Option<Self> {
                $names.iter().position(|known| *known == name).map(|at| Self(at as u8))
            }

            /// Returns the value of that number in the model.
            ///
            /// # Panics
            ///
            /// Panics if there is no such number.
            pub fn from_index(index: usize) -> Self {
                assert!(index < Self::COUNT, "numbers come from the model's own classes");
                Self(index as u8)
            }

            /// Returns the number in the model.
            pub fn index(self) -> usize {
                usize::from(self.0)
            }
        }

        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl PartialEq<str> for $type {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl PartialEq<&str> for $type {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }
    };
}

named! {
    /// A Penn Treebank tag, such as `VBD`.
    Tag, TAGS
}

named! {
    /// A relation of Universal Dependencies, such as `nsubj:pass`.
    Relation, RELATIONS
}

impl Relation {
    /// Returns the relation without its subtype: `nsubj` for `nsubj:pass`.
    pub fn base(self) -> &'static str {
        let name = self.as_str();
        name.split_once(':').map_or(name, |(base, _)| base)
    }
}

/// The tags of the English treebanks; the order is part of the model format.
const TAGS: [&str; 51] = [
    "$", "''", ",", "-LRB-", "-RRB-", ".", ":", "ADD", "AFX", "CC", "CD", "DT", "EX", "FW", "GW", "HYPH", "IN", "JJ",
    "JJR", "JJS", "LS", "MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP",
    "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", "XX", "``", "#",
];

/// The relations of the English treebanks; the order is part of the model format.
const RELATIONS: [&str; 55] = [
    "acl",
    "acl:relcl",
    "advcl",
    "advcl:relcl",
    "advmod",
    "amod",
    "appos",
    "aux",
    "aux:pass",
    "case",
    "cc",
    "cc:preconj",
    "ccomp",
    "compound",
    "compound:prt",
    "conj",
    "cop",
    "csubj",
    "csubj:outer",
    "csubj:pass",
    "dep",
    "det",
    "det:predet",
    "discourse",
    "dislocated",
    "expl",
    "fixed",
    "flat",
    "goeswith",
    "iobj",
    "list",
    "mark",
    "nmod",
    "nmod:desc",
    "nmod:poss",
    "nmod:unmarked",
    "nsubj",
    "nsubj:outer",
    "nsubj:pass",
    "nummod",
    "obj",
    "obl",
    "obl:agent",
    "obl:unmarked",
    "orphan",
    "parataxis",
    "punct",
    "reparandum",
    "root",
    "vocative",
    "xcomp",
    "nmod:tmod",
    "obl:tmod",
    "obl:npmod",
    "flat:foreign",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_again() {
        for index in 0..Tag::COUNT {
            let tag = Tag::from_index(index);
            assert_eq!(Tag::from_name(tag.as_str()), Some(tag));
        }
        for index in 0..Relation::COUNT {
            let relation = Relation::from_index(index);
            assert_eq!(Relation::from_name(relation.as_str()), Some(relation));
            assert!(relation.as_str().starts_with(relation.base()));
        }
        for pos in Pos::ALL {
            assert_eq!(Pos::from_name(pos.as_str()), Some(pos));
        }
        assert_eq!(Relation::from_name("subject"), None);
    }

    #[test]
    fn relations_compare_with_text() {
        let relation = Relation::from_name("nsubj:pass").expect("a relation of the list");
        assert!(relation == "nsubj:pass");
        assert_eq!(relation.base(), "nsubj");
    }
}
