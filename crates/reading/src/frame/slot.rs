//! Who stands in the places that a pattern names: subjects, objects, owners, beneficiaries.

use plenipo_language::Pos;
use plenipo_lexicon::Slot;

use super::party::Reach;
use super::place::place_of;
use super::site::Site;
use super::syntax::{
    agent, causer, has_preposition, is_passive, is_passive_by_auxiliary, patient, preposition_of, prepositional,
    prepositional_near, recipient, relative_antecedent,
};
use crate::cast::MemberIndex;
use crate::explain::Note;
use crate::mention::Naming;

impl Site<'_> {
    /// Whom a phrase stands for; nobody where there is no phrase.
    pub(super) fn named(&mut self, phrase: Option<usize>) -> Vec<MemberIndex> {
        let mut members = phrase
            .map(|phrase| self.parties.reached_by(self.cast, self.number, phrase, self.reach))
            .unwrap_or_default();
        members.retain(|&member| !self.is_company(member));
        members
    }

    fn is_company(&self, member: MemberIndex) -> bool {
        self.cast.members[member].names.iter().any(|name| self.lexicon.references().is_company(name))
    }

    pub(super) fn fill(&mut self, governors: &[usize], slots: &[Slot]) -> Vec<MemberIndex> {
        let mut members = Vec::new();
        for slot in slots {
            // The states inside an object stand in only for an object that is nobody.
            if *slot == Slot::Within && !members.is_empty() {
                continue;
            }
            for &governor in governors {
                let filling = self.slot(governor, slot);
                self.passage.notes.add(|| Note::Filled(slot.clone(), filling.clone()));
                members.extend(filling);
            }
        }
        dedupe(&mut members);
        members
    }

    /// Who acts in a verb: by the tree, else by where names stand before it.
    pub(super) fn acting(&mut self, verb: usize) -> Vec<MemberIndex> {
        let passage = self.passage;
        if let Some(writer) = self.acting_writer(verb) {
            return vec![writer];
        }
        let has_subject = passage.dependents(verb, &["nsubj"]).next().is_some();
        if !has_subject && !is_passive_by_auxiliary(passage, verb) {
            let subject = self.parties.interrupted_subject(self.number, verb);
            if subject.is_some() {
                return self.named(subject);
            }
        }
        if !has_subject && !is_passive_by_auxiliary(passage, verb) {
            // "in July and Chile hit back": the tree has joined Chile to July.
            let own =
                self.parties.subject_behind_and(self.number, verb).filter(|_| passage.base_relation(verb) == "conj");
            if own.is_some() {
                return self.named(own);
            }
        }
        // "Last Friday X and Y met": the tree may take the day for who acts.
        let is_day = |token: &usize| passage.times.iter().any(|time| time.span.overlaps(passage.tokens()[*token].span));
        if let Some(day) = agent(passage, verb).filter(|token| is_day(token) && !is_passive(passage, verb)) {
            let before = self.parties.subject_before(self.number, verb);
            // "Council ministers Monday agreed"
            let noun = || day.checked_sub(1).filter(|&noun| matches!(passage.pos(noun), Pos::Noun | Pos::Propn));
            return self.named(before.or_else(noun));
        }
        // "Ministry of Trade (MOT) Minister X left": the ministry is only his.
        if let Some(officer) = self.subject_behind_bracket(verb) {
            return self.named(Some(officer));
        }
        // "had the envoy called in": whoever has it done acts.
        if let Some(causer) = causer(passage, verb) {
            return self.acting(causer);
        }
        let actors = match self.last_of_list(verb).or_else(|| self.set_off(verb)) {
            Some(last) => self.named(Some(last)),
            None => self.named(agent(passage, verb)),
        };
        if !actors.is_empty() || is_passive(passage, verb) {
            return actors;
        }
        self.named(self.parties.subject_before(self.number, verb))
    }

    fn subject_behind_bracket(&self, verb: usize) -> Option<usize> {
        let passage = self.passage;
        let last = passage.dependents(verb, &["nsubj"]).filter(|&subject| subject < verb).nth(1)?;
        let officer = self.parties.mention_at(self.number, last)?;
        let is_bracketed = officer.tokens.start.checked_sub(1).is_some_and(|before| passage.lemma(before) == ")");
        (is_bracketed && matches!(officer.naming, Naming::Person(_))).then_some(last)
    }

    /// "officials and Minister X, who left": of a list that begins without a name, the clause is about the name before it.
    fn last_of_list(&self, verb: usize) -> Option<usize> {
        let passage = self.passage;
        let relative = passage.dependents(verb, &["nsubj"]).find(|&subject| passage.lemma(subject) == "who")?;
        let first = relative_antecedent(passage, verb)?;
        let comma = relative.checked_sub(1).filter(|&comma| passage.lemma(comma) == ",")?;
        let last = self.parties.mention_at(self.number, comma.checked_sub(1)?)?;
        let is_unnamed = self.parties.mention_at(self.number, first).is_none();
        let is_listed = passage.base_relation(last.head) == "conj" && passage.head(last.head) == Some(first);
        (is_unnamed && is_listed && matches!(last.naming, Naming::Person(_))).then_some(last.head)
    }

    /// "adviser X, now resigned, said": a participle between commas is about the name before it.
    fn set_off(&self, verb: usize) -> Option<usize> {
        let passage = self.passage;
        let is_comma = |token: usize| matches!(passage.lemma(token), "," | ".");
        let is_closed = verb + 1 >= passage.len() || is_comma(verb + 1);
        let adverb =
            verb.checked_sub(1).filter(|&adverb| matches!(passage.lemma(adverb), "now" | "since" | "recently"))?;
        let comma = adverb.checked_sub(1).filter(|&comma| is_closed && passage.lemma(comma) == ",")?;
        let mention = self.parties.mention_at(self.number, comma.checked_sub(1)?)?;
        (matches!(passage.tag(verb), "VBD" | "VBN") && mention.is_named()).then_some(mention.head)
    }

    pub(super) fn patient(&self, verb: usize) -> Option<usize> {
        let passage = self.passage;
        // "called *Mira Talvik* later": the tree often takes a name for what somebody is called.
        let called = || passage.dependents(verb, &["xcomp"]).find(|&name| passage.pos(name) == Pos::Propn);
        // "X, appointed envoy in March, said"
        let apposed = || {
            let comma =
                verb.checked_sub(1).filter(|&comma| passage.lemma(comma) == "," && passage.tag(verb) == "VBN")?;
            let has_auxiliary = passage.dependents(verb, &["aux"]).next().is_some();
            self.parties
                .mention_at(self.number, comma.checked_sub(1)?)
                .filter(|_| !has_auxiliary)
                .map(|mention| mention.head)
        };
        // "millions, unveiled by the Union on Monday, for schools"
        let amount = || {
            let comma =
                verb.checked_sub(1).filter(|&comma| passage.lemma(comma) == "," && passage.tag(verb) == "VBN")?;
            let last = comma.checked_sub(1)?;
            let head = passage.head(last).filter(|_| passage.base_relation(last) == "nummod").unwrap_or(last);
            self.object_lemmas(head).iter().any(|lemma| lemma.contains(is_currency)).then_some(head)
        };
        let own = patient(passage, verb, &|word| self.lexicon.references().is_particle(word));
        own.or_else(called).or_else(apposed).or_else(amount)
    }

    /// The noun that a relative clause without a pronoun for its object describes: "a ban *Chile imposed*".
    pub(super) fn relative_object(&self, verb: usize) -> Option<usize> {
        let passage = self.passage;
        let subject = passage.dependents(verb, &["nsubj"]).filter(|&subject| subject < verb).last()?;
        if is_passive(passage, verb) || passage.dependents(verb, &["obj"]).next().is_some() {
            return None;
        }
        // Without the pronoun the tree often misses the clause: a noun right before the subject is enough.
        let first = self
            .parties
            .mention_at(self.number, subject)
            .map_or_else(|| passage.extent(subject).start, |mention| mention.tokens.start);
        let before = first.checked_sub(1)?;
        // "the asset freezes that Chile imposed": before a pronoun a noun may pass for a verb.
        if matches!(passage.lemma(before), "that" | "which") {
            return before.checked_sub(1).filter(|&noun| matches!(passage.pos(noun), Pos::Noun | Pos::Verb));
        }
        let is_noun = passage.pos(before) == Pos::Noun
            && (passage.base_relation(before) != "compound" || self.is_torn_from_clause(before));
        is_noun.then_some(before)
    }

    /// "a memorandum *Norway and Chile signed*": the tree takes the noun for a part of the name behind it.
    pub(super) fn is_torn_from_clause(&self, noun: usize) -> bool {
        let passage = self.passage;
        let behind = self.parties.mention_at(self.number, noun + 1).filter(|mention| mention.tokens.start == noun + 1);
        let is_name = behind.is_some_and(|mention| {
            passage.head(noun) == Some(mention.head) && passage.base_relation(mention.head).starts_with("nsubj")
        });
        let is_opened = noun
            .checked_sub(1)
            .is_some_and(|before| passage.pos(before) == Pos::Det || passage.pos(before) == Pos::Adj);
        is_name && is_opened
    }

    /// The only state named or meant in a sentence beside some: of "the two countries" the other one.
    pub(super) fn other_state(&mut self, known: &[MemberIndex]) -> Vec<MemberIndex> {
        let mut others = self.parties.states_in(self.cast, self.number);
        let codes: Vec<_> = known.iter().filter_map(|&member| self.cast.members[member].country).collect();
        others.retain(|&other| !self.cast.members[other].country.is_some_and(|code| codes.contains(&code)));
        if others.len() == 1 && !codes.is_empty() { others } else { Vec::new() }
    }

    /// Whose answer a deed is that is told without its doer: "Chile's reply came when two diplomats were expelled".
    pub(super) fn answering(&mut self, verb: usize) -> Vec<MemberIndex> {
        let passage = self.passage;
        let is_answer = |noun: &usize| self.lexicon.references().is_answer(passage.lemma(*noun));
        let answer = passage.ancestors(verb).flat_map(|up| passage.dependents(up, &["nsubj"])).find(is_answer);
        answer.map(|answer| self.parties.owning(self.cast, self.number, answer)).unwrap_or_default()
    }

    /// The head of an object, and what makes it money: "20 *million* crowns", "A*$*20m".
    pub(super) fn object_lemmas(&self, object: usize) -> Vec<String> {
        let passage = self.passage;
        let is_amount = |token: &usize| {
            matches!(passage.pos(*token), Pos::Num | Pos::Sym)
                && matches!(passage.base_relation(*token), "nummod" | "compound")
        };
        let numbers = passage.extent(object).filter(is_amount).filter(|&token| token < object);
        let mut lemmas: Vec<String> =
            std::iter::once(object).chain(numbers).map(|token| passage.lemma(token).to_lowercase()).collect();
        let signs: Vec<String> =
            lemmas.iter().flat_map(|lemma| lemma.chars()).filter(|c| is_currency(*c)).map(String::from).collect();
        lemmas.extend(signs);
        // "a tranche of €5 million"
        let parts = prepositional(passage, object, "of")
            .filter(|_| self.lexicon.references().is_portion(passage.lemma(object)));
        let of_parts: Vec<String> = parts.flat_map(|part| self.object_lemmas(part)).collect();
        lemmas.extend(of_parts);
        lemmas
    }

    /// What makes money of an amount right behind a verb, whatever the tree makes of it: "pledged another A*$*20m", "left
    /// behind 6 *million* euros".
    pub(super) fn currency_behind(&self, verb: usize) -> Vec<String> {
        let passage = self.passage;
        let mut behind = (verb + 1..passage.len()).skip_while(|&token| {
            let is_particle =
                self.lexicon.references().is_particle(passage.lemma(token)) || passage.lemma(token) == "behind";
            (matches!(passage.pos(token), Pos::Det | Pos::Adj | Pos::Adv) || is_particle)
                && passage.lemma(token).chars().all(char::is_alphabetic)
        });
        let Some(amount) = behind.next() else { return Vec::new() };
        if passage.pos(amount) == Pos::Num {
            let parts = (amount..passage.len().min(amount + 4))
                .take_while(|&token| matches!(passage.pos(token), Pos::Num | Pos::Noun));
            // "a 1985 arms sale": what the last noun only describes is not given.
            let is_described = |&token: &usize| {
                passage.pos(token) == Pos::Noun
                    && token + 1 < passage.len()
                    && passage.tag(token) == "NNS"
                    && passage.pos(token + 1) == Pos::Noun
            };
            return parts
                .filter(|token| !is_described(token))
                .map(|token| passage.lemma(token).to_lowercase())
                .collect();
        }
        passage.lemma(amount).chars().filter(|&c| is_currency(c)).take(1).map(String::from).collect()
    }

    /// Tells whether the clause of a verb goes on with what something is for: "promised a package *for* the treatment".
    pub(super) fn is_for_something(&self, verb: usize) -> bool {
        let passage = self.passage;
        let is_end = |token: usize| passage.pos(token) == Pos::Verb || passage.lemma(token) == ",";
        let mut clause = (verb + 1..passage.len()).take_while(|&token| !is_end(token));
        clause.any(|token| passage.pos(token) == Pos::Adp && passage.lemma(token) == "for")
    }

    /// Whom a phrase stands for, else, of goods, whose they are: "aircraft *registered in Chile*".
    fn named_or_marked(&mut self, phrase: usize) -> Vec<MemberIndex> {
        let passage = self.passage;
        let named = self.named(Some(phrase));
        let is_marked = || {
            let references = self.lexicon.references();
            passage.dependents(phrase, &["acl"]).any(|word| references.is_mark_of_origin(passage.lemma(word)))
        };
        if named.is_empty() && self.reach == Reach::Goods && is_marked() {
            return self.parties.states_within(self.cast, self.number, phrase);
        }
        named
    }

    /// "handed *Chile* ten boats": the tree may take the receiver for a part of the gift's name.
    fn recipient_behind(&mut self, verb: usize) -> Vec<MemberIndex> {
        let passage = self.passage;
        let Some(mention) = self.parties.mention_at(self.number, verb + 1) else { return Vec::new() };
        let Naming::Country { code, .. } = mention.naming else { return Vec::new() };
        let name = self.lexicon.country_name(code);
        let is_name = mention.tokens.start == verb + 1 && passage.lemma(mention.head).eq_ignore_ascii_case(name);
        let is_followed = passage.base_relation(mention.head) == "compound";
        if is_name && is_followed { vec![self.cast.country(code, name)] } else { Vec::new() }
    }

    fn slot(&mut self, governor: usize, slot: &Slot) -> Vec<MemberIndex> {
        let passage = self.passage;
        let is_verb = passage.is_verb(governor);
        let phrases: Vec<usize> = match slot {
            Slot::Subject if is_verb => return self.acting(governor),
            Slot::Recipient if is_verb => match recipient(passage, governor) {
                Some(phrase) => vec![phrase],
                None => return self.recipient_behind(governor),
            },
            Slot::Object if is_verb => {
                // "met X and then Y": the tree may join Y to the verb.
                let is_person = |&next: &usize| {
                    let mention = self.parties.mention_at(self.number, next);
                    next > governor
                        && mention.is_some_and(crate::mention::Mention::is_named)
                        && !passage.is_verb(next)
                        && preposition_of(passage, next).is_none()
                };
                let object = self.patient(governor).map(|object| self.antecedent(governor, object));
                let more = passage.dependents(governor, &["conj"]).filter(is_person).filter(|_| object.is_some());
                let own: Vec<usize> = object.into_iter().chain(more).collect();
                let later = self.object_behind_day(governor, &own);
                own.into_iter().chain(later).collect()
            }
            Slot::ClauseObject if is_verb => {
                let below: Vec<usize> = passage.dependents(governor, &["xcomp", "ccomp", "advcl", "acl"]).collect();
                below.into_iter().filter_map(|below| self.patient(below)).collect()
            }
            Slot::Preposition(preposition) if preposition == "between" => {
                let tied = prepositional_near(passage, governor, preposition);
                let members: Vec<MemberIndex> = tied.into_iter().flat_map(|phrase| self.named(Some(phrase))).collect();
                let in_order = if members.len() < 2 { self.between_in_order(governor) } else { Vec::new() };
                return if in_order.len() < 2 { members } else { in_order };
            }
            Slot::Possessive if !is_verb => {
                let mut members = self.welcomed(governor);
                if members.is_empty() {
                    members = self.parties.owning(self.cast, self.number, governor);
                }
                if members.is_empty() {
                    members = self.owner_told_later(governor);
                }
                members.retain(|&member| !self.is_company(member));
                return members;
            }
            Slot::Modifier if !is_verb => {
                let mut members = self.parties.modifying(self.cast, self.number, governor);
                members.retain(|&member| !self.is_company(member));
                return members;
            }
            Slot::Preposition(preposition) => {
                let phrases = prepositional_near(passage, governor, preposition).into_iter();
                let phrases: Vec<usize> = phrases.map(|phrase| self.antecedent(governor, phrase)).collect();
                return phrases.into_iter().flat_map(|phrase| self.named_or_marked(phrase)).collect();
            }
            Slot::Beneficiary => return self.beneficiaries(governor),
            Slot::Within if is_verb => return self.within_object(governor),
            Slot::Post if is_verb => return self.posted(governor),
            _ => Vec::new(),
        };
        phrases.into_iter().flat_map(|phrase| self.named(Some(phrase))).collect()
    }

    /// "met X on Tuesday and *Y* on Wednesday", which the tree joins to the Tuesday.
    fn object_behind_day(&self, verb: usize, objects: &[usize]) -> Option<usize> {
        let passage = self.passage;
        let is_day = |token: usize| passage.times.iter().any(|time| time.span.overlaps(passage.tokens()[token].span));
        let first = *objects.first()?;
        let and = (first + 1..passage.len().min(first + 8))
            .take_while(|&token| !passage.is_verb(token))
            .find(|&token| passage.lemma(token) == "and" && is_day(token - 1))?;
        let mention =
            self.parties.mention_at(self.number, and + 1).filter(|mention| mention.tokens.start == and + 1)?;
        let behind = passage.lemma(mention.tokens.end.min(passage.len() - 1)) == "on"
            && mention.tokens.end + 1 < passage.len()
            && is_day(mention.tokens.end + 1);
        let is_new = !objects.contains(&mention.head) && passage.head(mention.head) != Some(verb);
        (behind && is_new && mention.is_named()).then_some(mention.head)
    }

    /// "Reyl gave *Talvik* a welcome on her arrival": whoever is welcomed has arrived, whoever "she" may be elsewhere.
    fn welcomed(&mut self, noun: usize) -> Vec<MemberIndex> {
        let passage = self.passage;
        let references = self.lexicon.references();
        let has_owner = passage.dependents(noun, &["nmod:poss"]).any(|owner| passage.tag(owner) == "PRP$");
        let verb = passage.ancestors(noun).find(|&up| passage.is_verb(up));
        let Some(verb) = verb.filter(|_| has_owner && references.is_arrival(passage.lemma(noun))) else {
            return Vec::new();
        };
        if references.is_welcoming(passage.lemma(verb)) {
            let guest = self.patient(verb);
            return self.named(guest);
        }
        let given = passage.dependents(verb, &["obj"]).find(|&object| references.is_welcoming(passage.lemma(object)));
        let guest = given.and_then(|given| {
            recipient(passage, verb).filter(|&guest| guest != given).or_else(|| {
                prepositional_near(passage, given, "to").into_iter().chain(prepositional(passage, verb, "to")).next()
            })
        });
        self.named(guest)
    }

    /// "During *her* visit to Tunis, X said": the pronoun opens the sentence in which its owner acts.
    fn owner_told_later(&mut self, noun: usize) -> Vec<MemberIndex> {
        let passage = self.passage;
        let is_pronoun = |owner: usize| {
            let mention = self.parties.mention_at(self.number, owner);
            mention.is_some_and(|mention| matches!(mention.naming, Naming::Pronoun(_)))
        };
        let has_owner = passage.dependents(noun, &["nmod:poss"]).any(is_pronoun);
        let verb = passage.head(noun).filter(|&verb| {
            has_owner && passage.base_relation(noun) == "obl" && passage.pos(verb) == Pos::Verb && noun < verb
        });
        verb.map(|verb| self.acting(verb)).unwrap_or_default()
    }

    /// "Y, with *whom* he signed": whom a relative pronoun behind a preposition stands for.
    pub(super) fn antecedent(&self, verb: usize, phrase: usize) -> usize {
        let passage = self.passage;
        if !matches!(passage.tag(phrase), "WP" | "WDT") {
            return phrase;
        }
        let before = || {
            let comma = (0..phrase).rev().find(|&token| passage.lemma(token) == ",")?;
            let mention = self.parties.mention_at(self.number, comma.checked_sub(1)?)?;
            Some(mention.head)
        };
        // "A and B, the former minister whom Chile has named": the last of a list, with what he is called.
        let described = || {
            let mention = self.parties.mention_at(self.number, phrase.checked_sub(1)?)?;
            let is_last = passage.base_relation(mention.head) == "conj";
            (is_last && matches!(mention.naming, Naming::Person(_))).then_some(mention.head)
        };
        described().or_else(|| relative_antecedent(passage, verb)).or_else(before).unwrap_or(phrase)
    }

    /// "a meeting between X and Chile's Y": the names on both sides of "and", where the tree has torn them.
    fn between_in_order(&mut self, governor: usize) -> Vec<MemberIndex> {
        let passage = self.passage;
        let named_from = |start: usize| {
            let mention = self.parties.mention_at(self.number, start)?;
            let end = mention.tokens.end;
            let is_owner = end < passage.len() && passage.tag(end) == "POS";
            let owned = self.parties.mention_at(self.number, end + 1).filter(|_| is_owner);
            Some(owned.unwrap_or(mention))
        };
        let pair = || {
            let last = passage.len().min(governor + 10);
            let case = (governor + 1..last).find(|&token| passage.lemma(token) == "between")?;
            let first = named_from(case + 1)?;
            // "talks on an aspect of the relations between A and B": the relations are theirs.
            let owner = passage.head(first.head).filter(|owner| (governor + 1..case).contains(owner));
            if owner.is_some_and(|owner| has_preposition(passage, owner, "of") && !self.is_carried_by(governor, owner))
            {
                return None;
            }
            let joins = Some(first.tokens.end).filter(|&end| end < passage.len() && passage.lemma(end) == "and")?;
            Some([first.head, named_from(joins + 1)?.head])
        };
        let heads = pair().into_iter().flatten().collect::<Vec<_>>();
        heads.into_iter().flat_map(|head| self.named(Some(head))).collect()
    }

    /// Tells whether a noun only carries another: "*round* of talks".
    fn is_carried_by(&self, carrier: usize, noun: usize) -> bool {
        self.passage.head(noun) == Some(carrier) && self.lexicon.references().is_carrier(self.passage.lemma(carrier))
    }

    fn within_object(&mut self, verb: usize) -> Vec<MemberIndex> {
        let object = self.patient(verb);
        object.map(|object| self.parties.states_within(self.cast, self.number, object)).unwrap_or_default()
    }

    fn posted(&mut self, verb: usize) -> Vec<MemberIndex> {
        let object = self.patient(verb);
        object.and_then(|object| self.parties.posted_to(self.cast, self.number, object)).into_iter().collect()
    }

    /// The states and bodies for which something is, or in whose country: "for", "to", then "in" below them.
    fn beneficiaries(&mut self, governor: usize) -> Vec<MemberIndex> {
        let passage = self.passage;
        let prepositions = self.lexicon.references().beneficiary_prepositions();
        let mut phrases: Vec<usize> =
            prepositions.iter().flat_map(|word| prepositional_near(passage, governor, word)).collect();
        phrases.extend(self.helped(governor));
        for phrase in phrases {
            let named = self.named(Some(phrase));
            if !named.is_empty() {
                return named;
            }
            let places = passage.extent(phrase).filter_map(|token| self.parties.mention_at(self.number, token));
            let codes: Vec<_> = places.filter_map(place_of).filter_map(|place| place.country).collect();
            if !codes.is_empty() {
                let mut members: Vec<MemberIndex> =
                    codes.into_iter().map(|code| self.cast.country(code, self.lexicon.country_name(code))).collect();
                dedupe(&mut members);
                return members;
            }
        }
        self.receiver_behind(governor)
    }

    /// "pledged $12 million to *help Fiji* recover"
    fn helped(&self, verb: usize) -> Option<usize> {
        let passage = self.passage;
        let own = passage.children(verb).iter().copied();
        let of_object = passage.dependents(verb, &["obj"]).flat_map(|object| passage.children(object).iter().copied());
        let helping = own.chain(of_object).find(|&child| {
            passage.pos(child) == Pos::Verb && self.lexicon.references().is_helping_verb(passage.lemma(child))
        });
        helping.and_then(|helping| passage.dependents(helping, &["obj", "nsubj"]).next())
    }

    /// "handed over tents for victims to Minister X": an actor behind "to", further on in the clause.
    fn receiver_behind(&mut self, verb: usize) -> Vec<MemberIndex> {
        let passage = self.passage;
        if !passage.is_verb(verb) {
            return Vec::new();
        }
        let prepositions = self.lexicon.references().beneficiary_prepositions();
        let behind = verb + 1..passage.len();
        // "worth" may count as a verb, though it is none.
        let clause = behind.take_while(|&token| !passage.tag(token).starts_with("VB") && passage.lemma(token) != ",");
        let phrases: Vec<usize> = clause
            .filter(|&token| {
                let is_noun = matches!(passage.pos(token), Pos::Noun | Pos::Propn);
                is_noun
                    && preposition_of(passage, token).is_some_and(|word| prepositions.iter().any(|known| known == word))
            })
            .collect();
        let named = phrases.iter().map(|&phrase| self.named(Some(phrase))).find(|named| !named.is_empty());
        // "for a school in Tartu": in whose country the place lies.
        let within = |phrase: &usize| self.parties.states_within(self.cast, self.number, *phrase);
        named.or_else(|| phrases.iter().map(within).find(|states| !states.is_empty())).unwrap_or_default()
    }
}

/// Keeps the first of members that stand there twice.
pub(super) fn dedupe(members: &mut Vec<MemberIndex>) {
    let mut seen = Vec::new();
    members.retain(|member| {
        let new = !seen.contains(member);
        seen.push(*member);
        new
    });
}

/// Tells whether a character is a sign of currency (Unicode category Sc).
fn is_currency(c: char) -> bool {
    matches!(c, '$' | '¢'..='¥' | '\u{20a0}'..='\u{20c0}')
}
