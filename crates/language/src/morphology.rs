//! Tense, number, mood and form of verbs and nouns, as far as tag and tree tell them.

use crate::token::Sentence;

/// Time that a verb form tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tense {
    /// "met", "was", "signed".
    Past,
    /// "meets", "are", "going".
    Present,
}

/// Number of a noun or of the subject that a verb form agrees with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Number {
    /// "talk", "meets".
    Singular,
    /// "talks".
    Plural,
}

/// Mood of a finite verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mood {
    /// "they met".
    Indicative,
    /// "meet them!"
    Imperative,
}

/// Form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VerbForm {
    /// "met", "meets", "will".
    Finite,
    /// "to meet", "will meet".
    Infinitive,
    /// "is meeting", "was signed".
    Participle,
    /// "the meeting of envoys", "kept meeting".
    Gerund,
}

/// What the form of one word tells; features that it does not tell are `None`.
///
/// Names and values are those of Universal Dependencies. The number of verbs is told for the third person singular only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Morphology {
    /// The tense of a verb; modals have none.
    pub tense: Option<Tense>,
    /// The number of a noun or finite verb.
    pub number: Option<Number>,
    /// The mood of a finite verb; modals have none.
    pub mood: Option<Mood>,
    /// The form of a verb.
    pub verb_form: Option<VerbForm>,
}

impl Sentence {
    /// Tells tense, number, mood and verb form of a token.
    ///
    /// # Panics
    ///
    /// Panics if there is no such token.
    ///
    /// # Examples
    ///
    /// ```
    /// use plenipo_language::{Analyzer, Tense, VerbForm};
    ///
    /// let sentence = Analyzer::builtin().analyze("Both ministers will sign what they agreed.").remove(0);
    /// assert_eq!(sentence.morphology(3).verb_form, Some(VerbForm::Infinitive));
    /// assert_eq!(sentence.morphology(6).tense, Some(Tense::Past));
    /// ```
    pub fn morphology(&self, at: usize) -> Morphology {
        let none = Morphology::default();
        let finite = Morphology { verb_form: Some(VerbForm::Finite), ..none };
        let indicative = Morphology { mood: Some(Mood::Indicative), ..finite };
        match self.tokens[at].tag.as_str() {
            "NN" | "NNP" => Morphology { number: Some(Number::Singular), ..none },
            "NNS" | "NNPS" => Morphology { number: Some(Number::Plural), ..none },
            "MD" => finite,
            "VBD" => Morphology { tense: Some(Tense::Past), ..indicative },
            "VBP" => Morphology { tense: Some(Tense::Present), ..indicative },
            "VBZ" => Morphology { tense: Some(Tense::Present), number: Some(Number::Singular), ..indicative },
            "VBN" => Morphology { tense: Some(Tense::Past), verb_form: Some(VerbForm::Participle), ..none },
            "VBG" if self.is_gerund(at) => Morphology { verb_form: Some(VerbForm::Gerund), ..none },
            "VBG" => Morphology { tense: Some(Tense::Present), verb_form: Some(VerbForm::Participle), ..none },
            "VB" if self.is_imperative(at) => Morphology { mood: Some(Mood::Imperative), ..finite },
            "VB" => Morphology { verb_form: Some(VerbForm::Infinitive), ..none },
            _ => none,
        }
    }

    /// Tells whether a form in "-ing" stands where a noun or an adjective may stand.
    fn is_gerund(&self, at: usize) -> bool {
        matches!(
            self.tokens[at].relation.base(),
            "acl" | "amod" | "csubj" | "nsubj" | "obj" | "obl" | "xcomp" | "compound"
        )
    }

    /// Tells whether a bare form commands: nothing before it makes it an infinitive, and no other verb asks for it.
    fn is_imperative(&self, at: usize) -> bool {
        let stands_alone =
            matches!(self.tokens[at].relation.base(), "root" | "conj" | "parataxis" | "ccomp" | "cop" | "list");
        let governor = if self.tokens[at].relation == "cop" { self.tokens[at].head.unwrap_or(at) } else { at };
        let bound = |token: &crate::Token| {
            token.head == Some(governor) && matches!(token.relation.base(), "aux" | "mark" | "nsubj" | "expl")
        };
        let follows_infinitive = || {
            let head = self.tokens[at].head.filter(|_| self.tokens[at].relation == "conj");
            head.is_some_and(|head| self.tokens[head].tag != "VB" || !self.is_imperative(head))
        };
        stands_alone && !self.tokens[..at.max(governor)].iter().any(bound) && !follows_infinitive()
    }
}

#[cfg(test)]
mod tests {
    use crate::Analyzer;

    /// Writes the features of one word.
    #[track_caller]
    fn check(text: &str, word: &str, expect: &str) {
        let sentence = Analyzer::builtin().analyze(text).remove(0);
        let at = sentence.tokens.iter().position(|token| token.span.slice(text) == word).expect("a word of the text");
        let found = sentence.morphology(at);
        let mut names = Vec::new();
        names.extend(found.mood.map(|mood| format!("{mood:?}")));
        names.extend(found.number.map(|number| format!("{number:?}")));
        names.extend(found.tense.map(|tense| format!("{tense:?}")));
        names.extend(found.verb_form.map(|form| format!("{form:?}")));
        assert_eq!(names.join(" "), expect, "{word} in {text}");
    }

    #[test]
    fn forms_tell_their_features() {
        check("The minister met envoys.", "met", "Indicative Past Finite");
        check("The minister met envoys.", "envoys", "Plural");
        check("The minister will meet envoys.", "meet", "Infinitive");
        check("The minister meets envoys.", "meets", "Indicative Singular Present Finite");
        check("The deal was signed.", "signed", "Past Participle");
        check("Talks are going well.", "going", "Present Participle");
        check("Sign the deal now.", "Sign", "Imperative Finite");
        check("They want to sign the deal.", "sign", "Infinitive");
    }
}
