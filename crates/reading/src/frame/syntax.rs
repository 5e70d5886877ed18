//! What stands in which place around a verb or noun: subjects, objects, prepositional phrases.

use plenipo_language::Pos;

use crate::document::Passage;

/// Tells whether a verb is passive, a bare past participle behind a noun included ("talks held in Oslo").
pub(crate) fn is_passive(passage: &Passage, verb: usize) -> bool {
    let marked = is_passive_by_auxiliary(passage, verb);
    let reduced =
        passage.tag(verb) == "VBN" && passage.base_relation(verb) == "acl" && passage.relation(verb) != "acl:relcl";
    marked || (reduced && passage.dependents(verb, &["obj"]).next().is_none())
}

/// Tells whether a verb is passive by its auxiliary or its subject.
pub(crate) fn is_passive_by_auxiliary(passage: &Passage, verb: usize) -> bool {
    // A past form behind "be" is a participle, whatever its tag.
    let is_participle = matches!(passage.tag(verb), "VBD" | "VBN");
    if is_participle && passage.dependents(verb, &["aux", "cop"]).any(|auxiliary| passage.lemma(auxiliary) == "be") {
        return true;
    }
    // "had spoken": the perfect alone is active, whatever the tree says.
    let mut auxiliaries =
        passage.dependents(verb, &["aux", "cop"]).map(|auxiliary| passage.lemma(auxiliary)).peekable();
    if auxiliaries.peek().is_some() && auxiliaries.all(|auxiliary| auxiliary == "have") {
        return false;
    }
    passage
        .children(verb)
        .iter()
        .any(|&child| matches!(passage.relation(child), "nsubj:pass" | "aux:pass" | "csubj:pass"))
}

/// Returns who or what acts in a verb, looking through relative clauses, infinitives and coordinated verbs.
pub(crate) fn agent(passage: &Passage, verb: usize) -> Option<usize> {
    if is_passive(passage, verb) {
        return prepositional_near(passage, verb, "by").into_iter().next();
    }
    grammatical_subject(passage, verb, 0)
}

/// Returns who or what undergoes a verb; `is_particle` knows the parts of verbs that may look like prepositions.
pub(crate) fn patient(passage: &Passage, verb: usize, is_particle: &dyn Fn(&str) -> bool) -> Option<usize> {
    if is_passive(passage, verb) {
        return grammatical_subject(passage, verb, 0);
    }
    if let Some(causer) = causer(passage, verb) {
        let own = passage.dependents(verb, &["nsubj"]).next();
        return own.or_else(|| passage.dependents(causer, &["obj"]).next());
    }
    // Of two objects the first is to whom the second is given; what stands behind a comma says who the first is.
    let is_aside = |object: usize| {
        let start = passage.extent(object).start;
        passage.lemma(start) == "," || start > 0 && passage.lemma(start - 1) == ","
    };
    let mut objects: Vec<usize> = passage.dependents(verb, &["obj"]).collect();
    if objects.len() > 1 {
        objects.retain(|&object| !is_aside(object));
    }
    let own = objects.last().copied().or_else(|| bare_noun_behind(passage, verb));
    let own = own.or_else(|| {
        // "handed over supplies", read as if over them.
        let case = Some(verb + 1).filter(|&case| case < passage.len() && is_particle(passage.lemma(case)))?;
        passage.head(case).filter(|&noun| passage.base_relation(case) == "case" && passage.head(noun) == Some(verb))
    });
    own.or_else(|| {
        // "A met and thanked B": the object of the last verb may be shared.
        passage
            .dependents(verb, &["conj"])
            .filter(|&next| passage.pos(next) == Pos::Verb && next < verb + 4)
            .find_map(|next| passage.dependents(next, &["obj"]).next())
    })
}

/// Returns the verb whose subject has something done: "*had* the envoy called in".
pub(crate) fn causer(passage: &Passage, verb: usize) -> Option<usize> {
    passage.head(verb).filter(|&head| {
        passage.tag(verb) == "VBN" && passage.base_relation(verb) == "xcomp" && passage.lemma(head) == "have"
    })
}

/// Returns to whom something is given without a preposition: "offered Chile a truce".
pub(crate) fn recipient(passage: &Passage, verb: usize) -> Option<usize> {
    let own = passage.dependents(verb, &["iobj"]).next();
    let mut objects = passage.dependents(verb, &["obj"]);
    // "declared the envoy persona non grata", read as if he were the subject of the Latin.
    let of_complement =
        || passage.dependents(verb, &["xcomp"]).find_map(|said| passage.dependents(said, &["nsubj"]).next());
    own.or_else(|| objects.next().filter(|_| objects.next().is_some())).or_else(of_complement)
}

/// A noun without a preposition behind a verb, which the tree took for something else than the object.
fn bare_noun_behind(passage: &Passage, verb: usize) -> Option<usize> {
    let tied = passage.children(verb).iter().copied().find(|&child| {
        child > verb
            && child < verb + 8
            && matches!(passage.relation(child), "obl" | "nsubj" | "dep" | "nmod" | "iobj" | "flat")
            && matches!(passage.pos(child), Pos::Noun | Pos::Propn)
            && preposition_of(passage, child).is_none()
    });
    tied.filter(|&noun| !(verb + 1..noun).any(|token| matches!(passage.pos(token), Pos::Adp | Pos::Verb)))
}

/// Returns the noun that a clause is about, own or inherited from the clause above.
pub(crate) fn grammatical_subject(passage: &Passage, verb: usize, depth: usize) -> Option<usize> {
    if depth > 6 {
        return None;
    }
    // "is due to see X on Friday, officials said": who acts in an infinitive stands before it.
    let is_raised = passage.base_relation(verb) == "xcomp" && is_infinitive(passage, verb);
    let mut subjects = passage.dependents(verb, &["nsubj"]).filter(|&subject| subject < verb || !is_raised);
    let own = subjects.next().map(|subject| behind_preposition(passage, subject));
    let head = passage.head(verb);
    if let Some(subject) = own {
        let is_relative = matches!(passage.tag(subject), "WP" | "WDT")
            || (passage.lemma(subject) == "that" && passage.pos(subject) == Pos::Pron);
        return if is_relative { relative_antecedent(passage, verb).or(Some(subject)) } else { Some(subject) };
    }
    let head = head?;
    if let Some(invited) = invited(passage, verb) {
        return Some(invited);
    }
    // "said the requests have been received": whoever says so is not what is received.
    if passage.relation(verb) == "ccomp" && is_passive_by_auxiliary(passage, verb) {
        return None;
    }
    match passage.relation(verb) {
        // "quoted X as telling reporters after meeting Y"
        "xcomp" | "advcl" | "ccomp" | "obl" if passage.lemma(head) == "quote" && !is_passive(passage, head) => {
            passage.dependents(head, &["obj"]).next()
        }
        // "dropped plans to impose": who has the plan.
        "acl" if is_infinitive(passage, verb) && passage.head(head).is_some_and(|above| passage.is_verb(above)) => {
            passage.head(head).and_then(|above| grammatical_subject(passage, above, depth + 1))
        }
        "acl:relcl" | "acl" => Some(head),
        "xcomp" => {
            let controlled = passage.dependents(head, &["obj", "iobj"]).next();
            // "has no plans to travel": who has them.
            let is_had = |object: usize| passage.lemma(head) == "have" && passage.tag(object) == "NNS";
            let object =
                controlled.filter(|&object| object < verb && passage.pos(object) != Pos::Verb && !is_had(object));
            object.filter(|_| passage.pos(head) == Pos::Verb).or_else(|| subject_above(passage, head, depth))
        }
        "conj" | "advcl" | "ccomp" | "parataxis" | "obl" | "dep" | "list" | "advcl:relcl" => {
            subject_above(passage, head, depth)
        }
        _ => None,
    }
}

/// "extended an invitation to X to visit Oslo": who is to do what an infinitive says.
pub(crate) fn invited(passage: &Passage, verb: usize) -> Option<usize> {
    let is_asked = |noun: usize| matches!(passage.lemma(noun), "invitation" | "request" | "appeal");
    let noun = (0..verb).rev().take(14).find(|&noun| is_asked(noun)).filter(|_| is_infinitive(passage, verb))?;
    let guest = prepositional(passage, noun, "to").find(|&guest| guest < verb && passage.pos(guest) != Pos::Verb)?;
    let is_clause = |token: usize| passage.pos(token) == Pos::Verb || passage.lemma(token) == ",";
    (!(guest..verb).any(is_clause)).then_some(guest)
}

/// Tells whether "to" stands before a verb.
pub(crate) fn is_infinitive(passage: &Passage, verb: usize) -> bool {
    passage.dependents(verb, &["mark"]).any(|mark| passage.lemma(mark) == "to")
}

/// "According to the ministry, X will": what the tree has listed with a phrase behind a preposition is the subject.
fn behind_preposition(passage: &Passage, subject: usize) -> usize {
    // "Secretary of State X and Y": what stands inside a title opens no phrase.
    let start = passage.extent(subject).start;
    let has_preposition = passage.dependents(subject, &["case"]).any(|case| case < subject && case == start);
    let listed = passage.dependents(subject, &["conj"]).next().filter(|_| has_preposition);
    listed.unwrap_or(subject)
}

fn subject_above(passage: &Passage, head: usize, depth: usize) -> Option<usize> {
    if passage.is_verb(head)
        || passage.dependents(head, &["nsubj", "cop"]).next().is_some()
        || passage.pos(head) == Pos::Adj
    {
        grammatical_subject(passage, head, depth + 1)
    } else {
        Some(head)
    }
}

/// Returns the noun that the relative clause around a verb describes.
pub(crate) fn relative_antecedent(passage: &Passage, verb: usize) -> Option<usize> {
    std::iter::once(verb)
        .chain(passage.ancestors(verb))
        .find(|&up| passage.relation(up) == "acl:relcl")
        .and_then(|up| passage.head(up))
        .map(|noun| apposed_to(passage, noun))
}

/// "Reyl, a member of the council, who met": what is in apposition stands for the name before it.
fn apposed_to(passage: &Passage, noun: usize) -> usize {
    let apposition = passage.relation(noun) == "appos" && passage.pos(noun) == Pos::Noun;
    passage.head(noun).filter(|&head| apposition && head < noun && passage.pos(head) == Pos::Propn).unwrap_or(noun)
}

/// Returns the heads of the phrases that a preposition ties to a verb or noun.
pub(crate) fn prepositional<'p>(
    passage: &'p Passage,
    governor: usize,
    preposition: &'p str,
) -> impl Iterator<Item = usize> + 'p {
    passage
        .dependents(governor, &["obl", "nmod", "advmod", "advcl", "xcomp", "obj", "dep"])
        .filter(move |&child| has_preposition(passage, child, preposition))
}

/// Tells whether a phrase is introduced by a preposition.
pub(crate) fn has_preposition(passage: &Passage, phrase: usize, preposition: &str) -> bool {
    let own =
        passage.dependents(phrase, &["case", "mark"]).any(|case| passage.lemma(case).eq_ignore_ascii_case(preposition));
    own || opening_preposition(passage, phrase).is_some_and(|opening| opening.eq_ignore_ascii_case(preposition))
}

/// Returns the preposition that introduces a phrase.
pub(crate) fn preposition_of(passage: &Passage, phrase: usize) -> Option<&str> {
    let own = passage.dependents(phrase, &["case"]).next().map(|case| passage.lemma(case));
    own.or_else(|| opening_preposition(passage, phrase))
}

/// The preposition that opens a phrase, though the tree may tie it to a title before the name.
fn opening_preposition(passage: &Passage, phrase: usize) -> Option<&str> {
    let first = passage.extent(phrase).start;
    (first < phrase && passage.pos(first) == Pos::Adp).then(|| passage.lemma(first))
}

/// Returns the clause that a token belongs to: the nearest verb, or predicate with a copula, at or above it.
pub(crate) fn clause_of(passage: &Passage, token: usize) -> Option<usize> {
    std::iter::once(token)
        .chain(passage.ancestors(token))
        .find(|&up| passage.pos(up) == Pos::Verb || passage.dependents(up, &["cop", "nsubj"]).next().is_some())
}

/// Returns the phrases that a preposition ties to the governor, else the first such phrase close behind it.
pub(crate) fn prepositional_near(passage: &Passage, governor: usize, preposition: &str) -> Vec<usize> {
    let tied: Vec<usize> = prepositional(passage, governor, preposition).collect();
    if !tied.is_empty() {
        return tied;
    }
    let below_object = if preposition == "to" { receivers_below_object(passage, governor) } else { Vec::new() };
    if !below_object.is_empty() {
        return below_object;
    }
    let mut n_nouns = 0;
    // "an aspect of the relations" says nothing of the talks before it.
    let is_of_other = |phrase: usize| {
        let noun = passage.head(phrase).filter(|_| preposition == "of");
        noun.is_some_and(|noun| noun > governor && noun < phrase && passage.pos(noun) == Pos::Noun)
    };
    (governor + 1..passage.len().min(governor + 8))
        .take_while(|&token| {
            n_nouns += usize::from(passage.pos(token) == Pos::Noun);
            n_nouns < 2 && !matches!(passage.pos(token), Pos::Verb | Pos::Punct)
        })
        .find(|&token| passage.lemma(token) == preposition && passage.pos(token) == Pos::Adp)
        .and_then(|case| passage.head(case))
        .filter(|&head| head > governor && has_preposition(passage, head, preposition) && !is_of_other(head))
        .into_iter()
        .collect()
}

/// "sent two planes of supplies to Chile": the tree may tie to the object's own noun what the verb asks for.
fn receivers_below_object(passage: &Passage, verb: usize) -> Vec<usize> {
    let object = passage.dependents(verb, &["obj"]).next().filter(|_| passage.is_verb(verb));
    let inner = object.and_then(|object| passage.dependents(object, &["nmod"]).last());
    inner.into_iter().flat_map(|noun| prepositional(passage, noun, "to")).collect()
}
