//! What carries a noun that names an occasion: the verb above it, and clauses about it.

use plenipo_language::Pos;
use plenipo_lexicon::{NounPattern, Slot};
use plenipo_record::Status;

use crate::cast::MemberIndex;
use crate::frame::site::Site;
use crate::frame::status::effect;
use crate::frame::syntax::{agent, grammatical_subject, is_passive, preposition_of, prepositional};

/// Those who take part in an occasion that a noun names, as far as the words around it tell.
pub(super) struct Support {
    pub by: Vec<MemberIndex>,
    /// The noun, what carries it, and the verbs that belong to it.
    pub anchors: Vec<usize>,
    /// Whether a verb says that somebody takes part.
    pub is_supported: bool,
}

impl Site<'_> {
    /// The verb above a noun; "is expected to be signed" counts as signing.
    pub(super) fn supporting_verb(&self, top: usize, pattern: &NounPattern) -> Option<usize> {
        let passage = self.passage;
        if let Some(verb) = self.playing_host(top) {
            return Some(verb);
        }
        let supports = |verb: usize| pattern.support.iter().any(|support| support == passage.lemma(verb));
        let head = passage.head(self.travelling(top).unwrap_or(top)).filter(|&head| passage.pos(head) == Pos::Verb)?;
        let raised = passage.dependents(head, &["xcomp"]).find(|&verb| supports(verb));
        Some(raised.filter(|_| !supports(head)).unwrap_or(head))
    }

    pub(super) fn support(
        &mut self,
        noun: usize,
        top: usize,
        governor: Option<usize>,
        pattern: &NounPattern,
    ) -> Support {
        let passage = self.passage;
        let supports = |verb: usize| pattern.support.iter().any(|support| support == passage.lemma(verb));
        // "pushed for a meeting" and "pulled out of a trip", not "pushed at a meeting".
        let cues = self.lexicon.status_cues();
        let preposition = preposition_of(passage, top).unwrap_or_default();
        let is_tied = |verb: usize| {
            let asks = cues.is_calling(passage.lemma(verb));
            let leaves = effect(passage, verb, cues) == Some(Status::Cancelled);
            (!asks || preposition == "for") && (!leaves || matches!(preposition, "of" | "out" | "from"))
        };
        let attends =
            |verb: usize| pattern.attended.iter().any(|attended| attended == passage.lemma(verb)) && is_tied(verb);
        // "kicked off a tour", read as if off it.
        let is_particle = |verb: usize| {
            let mut cases = passage.dependents(top, &["case"]);
            let case = cases.next().filter(|&case| case == verb + 1 && cases.next().is_none());
            case.is_some_and(|case| self.lexicon.lists().is_particle(passage.lemma(case)))
        };
        let role = match governor {
            _ if self.travelling(top).is_some() => "obl",
            Some(verb) if is_particle(verb) => "obj",
            _ => passage.base_relation(top),
        };
        let mut anchors = if top == noun { vec![noun] } else { vec![noun, top] };
        for preposition in &pattern.through {
            anchors.extend(prepositional(passage, noun, preposition).filter(|&held| passage.pos(held) == Pos::Noun));
        }
        let mut by = self.fill(&anchors, &pattern.by);
        let mut is_supported = false;
        if let Some(verb) = governor {
            let plays_host = self.playing_host(top).is_some();
            if plays_host || (role == "obj" && supports(verb)) || (role == "obl" && attends(verb)) {
                // "hosted talks between A and B": whoever lends the house is no party.
                // "proposed a meeting between A and B"
                let is_told = pattern.by.contains(&Slot::Preposition("between".to_owned()))
                    && prepositional(passage, noun, "between").next().is_some();
                let is_host = by.len() > 1
                    && (is_told || plays_host || self.lexicon.lists().is_hosting_verb(passage.lemma(verb)));
                if !is_host {
                    let mut acting = self.acting(verb);
                    // "are locked in talks"
                    if acting.is_empty() && role == "obl" && is_passive(passage, verb) {
                        acting = self.named(grammatical_subject(passage, verb, 0));
                    }
                    by.splice(0..0, acting);
                }
                is_supported = true;
            } else if role == "nsubj" && supports(verb) && is_passive(passage, verb) {
                by.extend(self.named(agent(passage, verb)));
                is_supported = true;
            }
            if is_supported || matches!(role, "nsubj" | "obj") {
                anchors.push(verb);
            }
        }
        // "is on a visit", "has been in talks": the subject takes part.
        if passage.dependents(top, &["cop"]).next().is_some() && pattern.attended.iter().any(|verb| verb == "be") {
            by.splice(0..0, self.named(grammatical_subject(passage, top, 0).map(|subject| self.before_who(subject))));
            is_supported = !by.is_empty();
        }
        if let Some(verb) = self.accepting(top) {
            by.splice(0..0, self.acting(verb));
            is_supported = !by.is_empty();
        }
        if let Some(people) = self.attendees(top) {
            by.splice(0..0, self.named(grammatical_subject(passage, people, 0)));
            is_supported = !by.is_empty();
        }
        let chairing = self.chairing(&anchors);
        by.splice(0..0, chairing);
        if let Some(verb) = self.clause_about(top, pattern) {
            let subjects = passage.dependents(verb, &["nsubj"]).chain(prepositional(passage, verb, "by"));
            let is_actor = |&subject: &usize| {
                self.parties.mention_at(self.number, subject).is_some() || self.is_representative(subject)
            };
            let subject = subjects.into_iter().find(is_actor);
            let mut actors = self.named(subject);
            // "an accord signed on Monday between X and Y": the tree ties them to the participle.
            if actors.is_empty() && by.is_empty() && passage.tag(verb) == "VBN" {
                actors = self.fill(&[verb], &pattern.by);
            }
            // "Under a pact signed with Y, X must": who is bound has signed.
            if actors.is_empty() && by.is_empty() && matches!(preposition, "in" | "under") {
                let bound = passage.ancestors(top).find(|&bound| passage.is_verb(bound) && bound > verb);
                actors = bound.map(|bound| self.acting(bound)).unwrap_or_default();
            }
            // "OPEC's accord forged in December"
            let is_bare = || passage.dependents(verb, &["aux", "nsubj"]).next().is_none();
            let is_owned = !by.is_empty() && passage.tag(verb) == "VBN" && verb > noun && is_bare();
            is_supported |= !actors.is_empty() || is_owned;
            // "talks between A and B, mediated by C"
            if by.len() < 2 || !self.lexicon.lists().is_hosting_verb(passage.lemma(verb)) {
                by.extend(actors);
            }
            anchors.push(verb);
            let chairing = self.chairing(&[verb]);
            by.splice(0..0, chairing);
        }
        Support { by, anchors, is_supported }
    }

    /// "will play host *to the summit*": the verb.
    fn playing_host(&self, top: usize) -> Option<usize> {
        let passage = self.passage;
        let above = passage.head(top).filter(|_| preposition_of(passage, top) == Some("to"))?;
        let verb = if passage.lemma(above) == "host" { passage.head(above)? } else { above };
        let host = passage.dependents(verb, &["obj"]).any(|host| passage.lemma(host) == "host");
        (host && passage.lemma(verb) == "play").then_some(verb)
    }

    /// "*accepted* an invitation to the summit"
    fn accepting(&self, top: usize) -> Option<usize> {
        let passage = self.passage;
        let is_to = preposition_of(passage, top) == Some("to") && passage.base_relation(top) == "nmod";
        let invitation = passage.head(top).filter(|&word| is_to && passage.lemma(word) == "invitation")?;
        let is_object = passage.base_relation(invitation) == "obj";
        passage.head(invitation).filter(|&verb| is_object && passage.lemma(verb) == "accept")
    }

    /// "X and Y were among the *leaders* at the forum": what those are called who are said to be there.
    fn attendees(&self, top: usize) -> Option<usize> {
        let passage = self.passage;
        let is_there = preposition_of(passage, top).is_some_and(|word| matches!(word, "at" | "in"));
        let people = passage.head(top).filter(|_| is_there && passage.base_relation(top) == "nmod")?;
        let is_said = passage.dependents(people, &["cop"]).next().is_some();
        (is_said && self.lexicon.lists().is_attendee(passage.lemma(people))).then_some(people)
    }

    /// Those under whose chairmanship an occasion is held.
    fn chairing(&mut self, anchors: &[usize]) -> Vec<MemberIndex> {
        let passage = self.passage;
        let under = anchors.iter().flat_map(|&anchor| prepositional(passage, anchor, "under"));
        let chairs: Vec<usize> = under.filter(|&chair| self.lexicon.lists().is_chair(passage.lemma(chair))).collect();
        let of = [Slot::Possessive, Slot::Modifier, Slot::Preposition("of".to_owned())];
        self.fill(&chairs, &of)
    }

    /// The delegation that goes somewhere: "lead the delegation to the summit".
    fn travelling(&self, top: usize) -> Option<usize> {
        let body = self.passage.head(top).filter(|_| self.passage.base_relation(top) == "nmod")?;
        self.lexicon.lists().is_delegation(self.passage.lemma(body)).then_some(body)
    }

    /// "X, *who* is on a visit to Oslo", where the tree misses that the clause is X's: the head of the name before it.
    fn before_who(&self, subject: usize) -> usize {
        let is_who = self.passage.tag(subject) == "WP";
        let before = subject
            .checked_sub(1)
            .filter(|_| is_who)
            .map(|before| if self.passage.lemma(before) == "," { before.saturating_sub(1) } else { before });
        before.and_then(|before| self.parties.mention_at(self.number, before)).map_or(subject, |mention| mention.head)
    }

    /// The verb of a clause about the occasion: "a meeting that X was to have with Y", "a forum, to be held by X".
    pub(super) fn clause_about(&self, noun: usize, pattern: &NounPattern) -> Option<usize> {
        let passage = self.passage;
        let supports = |verb: usize| pattern.support.iter().any(|support| support == passage.lemma(verb));
        let is_clause = |child: &usize| passage.base_relation(*child) == "acl" && supports(*child);
        let own = passage.children(noun).iter().copied().find(is_clause);
        let of_venue = || {
            let venues = passage.dependents(noun, &["nmod"]);
            venues.flat_map(|venue| passage.children(venue).iter().copied()).find(is_clause)
        };
        // Behind a comma the tree often ties the participle to the verb of the sentence.
        let behind_comma = || {
            (passage.len() > noun + 2 && passage.lemma(noun + 1) == ",").then_some(())?;
            (noun + 2..passage.len().min(noun + 6)).find(|&verb| {
                passage.pos(verb) == Pos::Verb
                    && supports(verb)
                    && passage.extent(verb).start == noun + 2
                    && passage.dependents(verb, &["nsubj"]).next().is_none()
                    && passage.tag(verb) == "VBN"
            })
        };
        let right_behind = || {
            let verb = Some(noun + 1).filter(|&verb| verb < passage.len() && passage.tag(verb) == "VBN")?;
            (supports(verb) && passage.dependents(verb, &["nsubj", "aux"]).next().is_none()).then_some(verb)
        };
        // "a deal Norway and Chile struck", where the tree may miss the clause.
        let without_pronoun = || {
            let actor = self.parties.mention_at(self.number, noun + 1)?;
            let end = passage.len().min(actor.tokens.end + 8);
            let verb = (actor.tokens.end..end).find(|&verb| passage.pos(verb) == Pos::Verb)?;
            let subject = passage.dependents(verb, &["nsubj"]).any(|subject| actor.tokens.contains(&subject));
            (subject && supports(verb) && self.relative_object(verb) == Some(noun)).then_some(verb)
        };
        // "Signed by A and B, the treaty opens"
        let before = || {
            let verb = passage.head(noun).filter(|_| passage.base_relation(noun).starts_with("nsubj"))?;
            let participle = passage.dependents(verb, &["advcl", "acl"]).find(|&word| word < noun && supports(word))?;
            (participle == 0 && passage.tag(participle) == "VBN").then_some(participle)
        };
        // "lead the delegation at the summit, *which* is to gather": the tree may tie the clause to another noun.
        let behind_which = || {
            let which = Some(noun + 2).filter(|&which| which < passage.len() && passage.tag(which) == "WDT")?;
            let verb = passage.head(which).filter(|&verb| passage.lemma(noun + 1) == "," && verb > which)?;
            (supports(verb) && passage.base_relation(verb) == "acl").then_some(verb)
        };
        let own = own.or_else(of_venue).or_else(behind_which).or_else(right_behind);
        own.or_else(behind_comma).or_else(without_pronoun).or_else(before)
    }

    /// "the memorandum under which Norway sends gas to Chile": the clause that tells what a paper binds whom to.
    pub(super) fn clause_of_terms(&self, noun: usize) -> Option<usize> {
        let passage = self.passage;
        let is_paper = |clause: &usize| {
            let which = (noun + 1..*clause).find(|&token| passage.tag(token) == "WDT");
            let case = which.and_then(|which| which.checked_sub(1)).map(|case| passage.lemma(case));
            case.is_some_and(|case| matches!(case, "in" | "under" | "by"))
        };
        passage.dependents(noun, &["acl"]).filter(|_| self.passage.pos(noun) == Pos::Noun).find(is_paper)
    }

    /// The noun that carries another: "round" in "a round of talks".
    pub(super) fn carrier(&self, noun: usize) -> usize {
        let carries = |head: &usize| {
            let is_noun = matches!(self.passage.pos(*head), Pos::Noun | Pos::Num | Pos::Adj);
            is_noun && self.lexicon.lists().is_carrier(self.passage.lemma(*head))
        };
        let Some(head) = self.passage.head(noun) else { return noun };
        // A noun has no object: "the fisheries ministers' meeting" is one phrase that the tree has torn.
        let is_torn = self.passage.base_relation(noun) == "obj" && self.passage.pos(head) == Pos::Noun;
        let is_carried = self.passage.base_relation(noun) == "nmod" && carries(&head);
        if is_torn || is_carried { head } else { noun }
    }
}
