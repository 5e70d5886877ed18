//! Words that stand for actors met before, or link actors.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use crate::error::{Error, parse_toml};
use crate::person::Gender;

/// How many words may modify the noun of "the two Baltic foreign ministers".
const MOST_BETWEEN: usize = 2;

/// The lists of `data/references.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct References {
    groups: HashSet<String>,
    group_openers: HashSet<String>,
    group_persons: HashSet<String>,
    group_states: HashSet<String>,
    group_men: HashSet<String>,
    group_women: HashSet<String>,
    counts: HashMap<String, usize>,
    alliances: HashSet<String>,
    members_of_alliances: HashSet<String>,
    utterances: HashSet<String>,
    deputies: HashSet<String>,
    rebels: HashSet<String>,
    armed_groups: HashSet<String>,
    counterparts: HashSet<String>,
    relations: HashSet<String>,
    country_bodies: HashSet<String>,
    governments: HashSet<String>,
    capitals: HashSet<String>,
    particles: HashSet<String>,
    circumstances: Vec<String>,
    present: HashSet<String>,
    members: Vec<String>,
    leading: HashSet<String>,
    list_joiners: HashSet<String>,
    day_joiners: HashSet<String>,
    deed_joiners: HashSet<String>,
    again: HashSet<String>,
    distributive: HashSet<String>,
    occasions: HashSet<String>,
    held_with_each: HashSet<String>,
    delegations: HashSet<String>,
    venues: Vec<String>,
    motion: HashSet<String>,
    background: HashSet<String>,
    past_modifiers: HashSet<String>,
    landing_places: HashSet<String>,
    ordinals: HashSet<String>,
    carriers: HashSet<String>,
    others: Vec<String>,
    ending: HashSet<String>,
    representatives: HashSet<String>,
    hosting: HashSet<String>,
    private_circles: HashSet<String>,
    sellers: HashSet<String>,
    commerce: HashSet<String>,
    attending: HashSet<String>,
    traded_goods: HashSet<String>,
    trading: HashSet<String>,
    giving: HashSet<String>,
    securities: HashSet<String>,
    assemblies: HashSet<String>,
    standing_bodies: HashSet<String>,
    relatives: HashSet<String>,
    heads_of: HashSet<String>,
    portfolios: HashSet<String>,
    speeches: HashSet<String>,
    latter: HashSet<String>,
    mediating: HashSet<String>,
    answers: HashSet<String>,
    marks_of_origin: HashSet<String>,
    portions: HashSet<String>,
    accompanying: HashSet<String>,
    companies: HashSet<String>,
    topics: HashSet<String>,
    tails: HashSet<String>,
    discussing: HashSet<String>,
    vague_topics: HashSet<String>,
    beneficiaries: Vec<String>,
    pronouns: Pronouns,
    margins: HashSet<String>,
    sidelines: HashSet<String>,
    witnessing: HashSet<String>,
    attendances: HashSet<String>,
    announcing: HashSet<String>,
    journeys: HashSet<String>,
    papers_of_towns: HashSet<String>,
    emissaries: HashSet<String>,
    named_occasions: HashSet<String>,
    occasions_of_officers: HashSet<String>,
    travelling: HashSet<String>,
    arriving: HashSet<String>,
    welcoming: HashSet<String>,
    courtesies: HashSet<String>,
    lands: HashSet<String>,
    chairs: HashSet<String>,
    days_in_order: Vec<String>,
    last_days: HashSet<String>,
    attendees: HashSet<String>,
    first_person: HashSet<String>,
    habitual: HashSet<String>,
    uncounted: HashSet<String>,
    companions: HashSet<String>,
    distant: HashSet<String>,
    vehicles: HashSet<String>,
    summoning: HashSet<String>,
    lifting: HashSet<String>,
    beginning: HashSet<String>,
    helping: HashSet<String>,
    towns: HashSet<String>,
    buildings: HashSet<String>,
}

/// Pronouns by what they stand for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pronouns {
    male: HashSet<String>,
    female: HashSet<String>,
    thing: HashSet<String>,
    plural: HashSet<String>,
}

/// What a pronoun can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pronoun {
    /// He, she.
    Person,
    /// It.
    Thing,
    /// They.
    Plural,
}

/// A phrase for several actors met before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupPhrase {
    /// Its length in words.
    pub n_words: usize,
    /// The length of what stands before the noun and its modifiers: "the two".
    pub n_opening: usize,
    /// Whether a noun says what they are: "the two *sides*".
    pub has_noun: bool,
    /// How many actors, where the words say so.
    pub count: Option<usize>,
    /// Whether they are states rather than persons.
    pub are_states: bool,
    /// Whether they are men or women.
    pub gender: Option<Gender>,
}

impl References {
    pub(crate) fn embedded() -> Result<Self, Error> {
        parse_toml("data/references.toml", include_str!("../../../data/references.toml"))
    }

    /// Returns the verbs of all lists.
    pub(crate) fn verbs(&self) -> impl Iterator<Item = &str> {
        let all = [&self.leading, &self.motion, &self.ending, &self.beginning, &self.accompanying, &self.helping];
        all.into_iter().flatten().map(String::as_str)
    }

    /// Returns the phrase for several actors met before that the words begin with: "the two sides", "the two Baltic states".
    pub fn group_at(&self, words: &[&str]) -> Option<GroupPhrase> {
        let opener = longest(&self.group_openers, words, 2);
        let told = opener.and_then(|n_words| {
            let noun = (n_words..words.len().min(n_words + MOST_BETWEEN + 1))
                .find(|&at| self.is_group_noun(&words[at].to_lowercase()))?;
            Some(self.group(words, n_words, Some(noun)))
        });
        told.or_else(|| longest(&self.groups, words, 2).map(|n_words| self.group(words, n_words, None)))
    }

    /// Returns the length of the words that open a phrase for several: "the two".
    pub fn group_opener_at(&self, words: &[&str]) -> Option<usize> {
        longest(&self.group_openers, words, 2)
    }

    /// Tells how many the opening words of such a phrase say that there are.
    pub fn count_in(&self, opener: &[&str]) -> Option<usize> {
        let opener = opener.join(" ").to_lowercase();
        self.counts.iter().find(|(word, _)| opener.split(' ').any(|part| part == *word)).map(|(_, count)| *count)
    }

    /// Tells whether a plural noun is one of those for people who act together for states: "*delegations*".
    pub fn is_group_of_persons(&self, noun: &str) -> bool {
        self.group_persons.contains(noun)
    }

    fn is_group_noun(&self, noun: &str) -> bool {
        self.group_persons.contains(noun) || self.group_states.contains(noun)
    }

    fn group(&self, words: &[&str], n_opening: usize, noun: Option<usize>) -> GroupPhrase {
        let last = words[noun.unwrap_or(n_opening - 1)].to_lowercase();
        let gender = [(&self.group_men, Gender::Male), (&self.group_women, Gender::Female)];
        GroupPhrase {
            n_words: noun.map_or(n_opening, |noun| noun + 1),
            n_opening,
            has_noun: noun.is_some(),
            count: self.count_in(&words[..n_opening]),
            are_states: self.group_states.contains(&last),
            gender: gender.into_iter().find(|(words, _)| words.contains(&last)).map(|(_, gender)| gender),
        }
    }

    /// Returns the length in words of a phrase for the holder of the same office elsewhere: "opposite number".
    pub fn counterpart_at(&self, words: &[&str]) -> Option<usize> {
        longest(&self.counterparts, words, 2)
    }

    /// Tells whether a noun before a name tells how another sees its bearer: "her *host*, X".
    pub fn is_related(&self, word: &str) -> bool {
        self.relations.contains(word)
    }

    /// Tells whether a common noun under a nation's name stands for the state: "government".
    pub fn stands_for_country(&self, word: &str) -> bool {
        self.country_bodies.contains(word)
    }

    /// Tells whether a common noun stands for the state of the dateline without a nation's name: "the government".
    pub fn is_government(&self, word: &str) -> bool {
        self.governments.contains(word)
    }

    /// Tells whether a noun under a nation's name means its capital.
    pub fn is_capital(&self, word: &str) -> bool {
        self.capitals.contains(word)
    }

    /// Tells whether a word behind a verb is a part of it that may look like a preposition: "hand *over* supplies".
    pub fn is_particle(&self, word: &str) -> bool {
        self.particles.contains(word)
    }

    /// Returns the prepositions that make an occasion the circumstance of what somebody does: "said *after* talks with".
    pub fn circumstances(&self) -> &[String] {
        &self.circumstances
    }

    /// Tells whether an adverb says that somebody is somewhere by now: "*already* in Oslo".
    pub fn is_presence_adverb(&self, word: &str) -> bool {
        self.present.contains(word)
    }

    /// Returns the prepositions that lead from a body to those whom it is made of.
    pub fn member_prepositions(&self) -> &[String] {
        &self.members
    }

    /// Tells whether a verb's agent leads a delegation: "led by".
    pub fn is_leading_verb(&self, lemma: &str) -> bool {
        self.leading.contains(lemma)
    }

    /// Returns the length in words of a link between the last two members of a list; 0 where there is none.
    pub fn list_joiner_at(&self, words: &[&str]) -> usize {
        longest(&self.list_joiners, words, 3).unwrap_or(0)
    }

    /// Tells whether a word makes one event several: "separately".
    pub fn is_distributive(&self, lemma: &str) -> bool {
        self.distributive.contains(lemma)
    }

    /// Tells whether the plural of a noun means occasions that may each have a day: "*rounds* on May 3 and June 8".
    pub fn is_occasion(&self, noun: &str) -> bool {
        self.occasions.contains(noun)
    }

    /// Tells whether the plural of a noun means one occasion with each partner: "*meetings* with A and B".
    pub fn is_held_with_each(&self, noun: &str) -> bool {
        self.held_with_each.contains(noun)
    }

    /// Tells whether a name is that of a body of travellers.
    pub fn is_delegation(&self, name: &str) -> bool {
        name.split(' ').any(|word| self.delegations.contains(&word.to_lowercase()))
    }

    /// Returns the prepositions of venues.
    pub fn venue_prepositions(&self) -> &[String] {
        &self.venues
    }

    /// Tells whether a verb is one of motion, whose present progressive tells a plan.
    pub fn is_motion_verb(&self, lemma: &str) -> bool {
        self.motion.contains(lemma)
    }

    /// Tells whether a word ends the name of a place where travellers come in: "Gardermoen *Airport*".
    pub fn is_landing_place(&self, word: &str) -> bool {
        self.landing_places.contains(word)
    }

    /// Tells whether an adjective before an occasion puts it in the past: "his *recent* visit".
    pub fn is_past_modifier(&self, lemma: &str) -> bool {
        self.past_modifiers.contains(lemma)
    }

    /// Tells whether a word marks background rather than the day's news.
    pub fn is_background_cue(&self, lemma: &str) -> bool {
        self.background.contains(lemma)
    }

    /// Tells whether a noun only carries the event below it: "a round of talks", "two days of negotiations".
    pub fn is_carrier(&self, lemma: &str) -> bool {
        self.carriers.contains(lemma)
    }

    /// Returns the modifiers that set an event apart from the one told before; `#ordinal` stands for "third", "24th".
    pub fn others(&self) -> &[String] {
        &self.others
    }

    /// Tells whether a noun means people who act for a state: "officials".
    pub fn is_representative(&self, lemma: &str) -> bool {
        self.representatives.contains(lemma)
    }

    /// Tells whether a noun is one of those who sell: "Chilean *suppliers*".
    pub fn is_seller(&self, lemma: &str) -> bool {
        self.sellers.contains(lemma)
    }

    /// Returns the words of what is sold rather than given.
    pub fn commerce(&self) -> &HashSet<String> {
        &self.commerce
    }

    /// Tells whether somebody takes part in a meeting by what a verb says: "*attended* the session".
    pub fn is_attending_verb(&self, lemma: &str) -> bool {
        self.attending.contains(lemma)
    }

    /// Tells whether a noun is one of goods that are traded by weight: "3,000 *tonnes*".
    pub fn is_traded(&self, lemma: &str) -> bool {
        self.traded_goods.contains(lemma)
    }

    /// Tells whether goods are mostly sold by what a verb says: "*shipped* corn".
    pub fn is_trading_verb(&self, lemma: &str) -> bool {
        self.trading.contains(lemma)
    }

    /// Tells whether a word says that something is given rather than sold: "food *aid*".
    pub fn is_giving(&self, lemma: &str) -> bool {
        self.giving.contains(lemma)
    }

    /// Tells whether a noun is one of papers that are sold for money: "Treasury *bills*".
    pub fn is_security(&self, lemma: &str) -> bool {
        self.securities.contains(lemma)
    }

    /// Tells whether a word, in lower case, is one of a body to which papers are laid: "a letter to the *committee*".
    pub fn is_assembly(&self, word: &str) -> bool {
        self.assemblies.contains(word)
    }

    /// Tells whether a word, in lower case, is one of a state's own body that sits as a matter of course.
    pub fn is_standing_body(&self, word: &str) -> bool {
        self.standing_bodies.contains(word)
    }

    /// Tells whether a noun is one behind which a person is named: "his *wife* Florence".
    pub fn is_relative(&self, lemma: &str) -> bool {
        self.relatives.contains(lemma)
    }

    /// Tells whether a noun makes the government behind it nobody's in particular: "*heads* of government".
    pub fn is_head_of(&self, lemma: &str) -> bool {
        self.heads_of.contains(lemma)
    }

    /// Tells whether a private circle's name before a word is but a portfolio: "farm *ministers*".
    pub fn has_portfolio(&self, lemma: &str) -> bool {
        self.portfolios.contains(lemma)
    }

    /// Tells whether a noun is one of what is said to those who gather: "a *speech* to the meeting".
    pub fn is_speech(&self, lemma: &str) -> bool {
        self.speeches.contains(lemma)
    }

    /// Tells whether a word makes people act for nobody's state: "*business* leaders".
    pub fn is_private_circle(&self, word: &str) -> bool {
        self.private_circles.contains(word)
    }

    /// Tells whether a verb's subject may only have lent the occasion its house: "*host* talks between".
    pub fn is_hosting_verb(&self, lemma: &str) -> bool {
        self.hosting.contains(lemma)
    }

    /// Returns the length in words of a phrase for the last person named: "the latter".
    pub fn latter_at(&self, words: &[&str]) -> Option<usize> {
        longest(&self.latter, words, 2)
    }

    /// Tells whether a participle says that those before it only made the occasion possible: "EU-*mediated* talks".
    pub fn is_mediating(&self, participle: &str) -> bool {
        self.mediating.contains(participle)
    }

    /// Tells whether a noun means what one does in return: "Chile's *answer* came on Monday".
    pub fn is_answer(&self, lemma: &str) -> bool {
        self.answers.contains(lemma)
    }

    /// Tells whether a participle's dictionary form says whose goods are: "ships *registered* in Chile".
    pub fn is_mark_of_origin(&self, lemma: &str) -> bool {
        self.marks_of_origin.contains(lemma)
    }

    /// Tells whether a noun only measures what stands behind "of": "a *slice* of $12 million".
    pub fn is_portion(&self, lemma: &str) -> bool {
        self.portions.contains(lemma)
    }

    /// Tells whether a name is that of a company: "Salt Supply *Inc*".
    pub fn is_company(&self, name: &str) -> bool {
        name.split(' ').next_back().is_some_and(|word| self.companies.contains(word.trim_end_matches('.')))
    }

    /// Returns what a lower-case pronoun stands for, and the sex that it tells.
    pub fn pronoun(&self, word: &str) -> Option<(Pronoun, Option<Gender>)> {
        let Pronouns { male, female, thing, plural } = &self.pronouns;
        [
            (male, Pronoun::Person, Some(Gender::Male)),
            (female, Pronoun::Person, Some(Gender::Female)),
            (thing, Pronoun::Thing, None),
            (plural, Pronoun::Plural, None),
        ]
        .into_iter()
        .find(|(words, ..)| words.contains(word))
        .map(|(_, pronoun, gender)| (pronoun, gender))
    }

    /// Returns the prepositions of those for whom something is.
    pub fn beneficiary_prepositions(&self) -> &[String] {
        &self.beneficiaries
    }

    /// Tells whether a preposition leads to what is talked about: "*on* the harvest".
    pub fn is_topic_preposition(&self, word: &str) -> bool {
        self.topics.contains(word)
    }

    /// Tells whether a preposition goes on with the name of a paper, measure or occasion: "memorandum *on* lithium".
    pub fn is_tail_preposition(&self, word: &str) -> bool {
        self.tails.contains(word)
    }

    /// Tells whether the object of a verb is talked about: "*discuss* trade".
    pub fn is_discussing(&self, lemma: &str) -> bool {
        self.discussing.contains(lemma)
    }

    /// Tells whether a noun says of what is talked about no more than that there is something: "*matters*".
    pub fn is_vague_topic(&self, lemma: &str) -> bool {
        self.vague_topics.contains(lemma)
    }

    /// Tells whether a noun behind "on" is a place or time, not a topic: "on the *sidelines*".
    pub fn is_margin(&self, noun: &str) -> bool {
        self.margins.contains(noun)
    }

    /// Tells whether the subject of a verb looks on while others sign: "*witnessed* the signing".
    pub fn is_witnessing_verb(&self, lemma: &str) -> bool {
        self.witnessing.contains(lemma)
    }

    /// Tells whether a noun says only that somebody is there: "in the *presence* of X".
    pub fn is_attendance(&self, noun: &str) -> bool {
        self.attendances.contains(noun)
    }

    /// Tells whether the subject of a verb makes known what it has decided.
    pub fn is_announcing_verb(&self, lemma: &str) -> bool {
        self.announcing.contains(lemma)
    }

    /// Tells whether those who do something on this part of an occasion attend it: "on the *sidelines* of the summit".
    pub fn is_sideline(&self, noun: &str) -> bool {
        self.sidelines.contains(noun)
    }

    /// Tells whether a verb says that somebody travels: those with whom he does travel along.
    pub fn is_travelling_verb(&self, lemma: &str) -> bool {
        self.travelling.contains(lemma)
    }

    /// Tells whether a name that ends in this noun may be that of an occasion.
    pub fn is_named_occasion(&self, noun: &str) -> bool {
        self.named_occasions.contains(noun)
    }

    /// Tells whether a noun behind officers names what they gather for: "Foreign Ministers Meeting".
    pub fn is_occasion_of_officers(&self, noun: &str) -> bool {
        self.occasions_of_officers.contains(noun)
    }

    /// Tells whether a noun means people whom others send.
    pub fn is_emissary(&self, noun: &str) -> bool {
        self.emissaries.contains(noun)
    }

    /// Tells whether a noun means a paper that is called after the town in which it is adopted.
    pub fn is_paper_of_town(&self, noun: &str) -> bool {
        self.papers_of_towns.contains(noun)
    }

    /// Tells whether a noun means a journey or stay.
    pub fn is_journey(&self, noun: &str) -> bool {
        self.journeys.contains(noun)
    }

    /// Tells whether a verb's parties travel together: "*accompanied* by".
    pub fn is_accompanying_verb(&self, lemma: &str) -> bool {
        self.accompanying.contains(lemma)
    }

    /// Tells whether a word tells of a journey's end, which is here where no place is named.
    pub fn is_arrival(&self, lemma: &str) -> bool {
        self.arriving.contains(lemma)
    }

    /// Tells whether a noun is of whom somebody meets, whose name may stand behind it: "their *host*, X".
    pub fn is_companion(&self, lemma: &str) -> bool {
        self.companions.contains(lemma)
    }

    /// Tells whether a verb is one by which envoys are called in.
    pub fn is_summoning(&self, lemma: &str) -> bool {
        self.summoning.contains(lemma)
    }

    /// Tells whether a noun is of what somebody travels in: "X's *plane* landed".
    pub fn is_vehicle(&self, lemma: &str) -> bool {
        self.vehicles.contains(lemma)
    }

    /// Tells whether a word is of what people talk by who do not meet: "by *telephone*".
    pub fn is_distant(&self, lemma: &str) -> bool {
        self.distant.contains(lemma)
    }

    /// Tells whether a word says that of several occasions none is meant by itself: "*countless* meetings".
    pub fn is_uncounted(&self, lemma: &str) -> bool {
        self.uncounted.contains(lemma)
    }

    /// Tells whether a verb or noun tells how somebody meets whoever arrives: "*welcomed* X on his arrival".
    pub fn is_welcoming(&self, lemma: &str) -> bool {
        self.welcoming.contains(lemma)
    }

    /// Tells whether a verb mostly has a guest and a host, of two states: "*called* on the president".
    pub fn is_courtesy(&self, lemma: &str) -> bool {
        self.courtesies.contains(lemma)
    }

    /// Tells whether a noun stands for the land that was named before: "arrived in the *island*".
    pub fn is_land(&self, noun: &str) -> bool {
        self.lands.contains(noun)
    }

    /// Tells whether a noun means that somebody leads an occasion: "under Norway's *chairmanship*".
    pub fn is_chair(&self, noun: &str) -> bool {
        self.chairs.contains(noun)
    }

    /// Returns which day of an occasion a word means: "the *second* day".
    pub fn nth_day(&self, word: &str) -> Option<u8> {
        let at = self.days_in_order.iter().position(|known| known == word)?;
        u8::try_from(at + 1).ok()
    }

    /// Tells whether a word means the last day of an occasion: "the *final* day".
    pub fn is_last_day(&self, word: &str) -> bool {
        self.last_days.contains(word)
    }

    /// Tells whether a noun means those who are at an occasion: "was a *guest* at the forum".
    pub fn is_attendee(&self, noun: &str) -> bool {
        self.attendees.contains(noun)
    }

    /// Tells whether an adverb says that something happens again and again: "they meet *regularly*".
    pub fn is_habitual(&self, adverb: &str) -> bool {
        self.habitual.contains(adverb)
    }

    /// Tells whether a pronoun stands for whoever writes or speaks.
    pub fn is_first_person(&self, pronoun: &str) -> bool {
        self.first_person.contains(pronoun.to_lowercase().as_str())
    }

    /// Tells whether words join the days of several occasions: "rounds on Monday *and on* Friday".
    pub fn joins_days(&self, words: &str) -> bool {
        self.day_joiners.contains(words) || self.again.contains(words)
    }

    /// Tells whether words join the days on which one verb says that something was done: "met on Monday *and* Friday". A
    /// comma alone parts a day from what is said of it.
    pub fn joins_days_of_deed(&self, words: &str) -> bool {
        self.deed_joiners.contains(words) || self.again.contains(words)
    }

    /// Tells whether words between two days say that something was done once more: "*and again on*".
    pub fn tells_again(&self, words: &str) -> bool {
        self.again.contains(words)
    }

    /// Tells whether a verb takes back what was imposed: "*lift* sanctions".
    pub fn is_lifting_verb(&self, lemma: &str) -> bool {
        self.lifting.contains(lemma)
    }

    /// Tells whether a common noun means a body of many states: "the bloc".
    pub fn is_alliance(&self, noun: &str) -> bool {
        self.alliances.contains(noun)
    }

    /// Tells whether a paper is one in which such members only speak with one voice: "issued a statement".
    pub fn is_utterance(&self, noun: &str) -> bool {
        self.utterances.contains(noun)
    }

    /// Tells whether a common noun means the states of such a body or those who sit for them: "the bloc's ministers".
    pub fn is_member_of_alliance(&self, noun: &str) -> bool {
        self.members_of_alliances.contains(noun)
    }

    /// Tells whether a word of an office says that somebody else holds the whole of it: "deputy".
    pub fn is_deputy(&self, word: &str) -> bool {
        self.deputies.contains(word)
    }

    /// Tells whether a common noun means an armed group: "the rebels".
    pub fn is_rebels(&self, noun: &str) -> bool {
        self.rebels.contains(noun)
    }

    /// Tells whether an organisation, by its main name, is an armed group.
    pub fn is_armed_group(&self, key: &str) -> bool {
        self.armed_groups.contains(key)
    }

    /// Tells whether a verb brings its object to an end.
    pub fn is_ending_verb(&self, lemma: &str) -> bool {
        self.ending.contains(lemma)
    }

    /// Tells whether a verb tells a beginning.
    pub fn is_beginning_verb(&self, lemma: &str) -> bool {
        self.beginning.contains(lemma)
    }

    /// Tells whether a verb's object is whom something is for: "pledged $12 million to *help* Fiji".
    pub fn is_helping_verb(&self, lemma: &str) -> bool {
        self.helping.contains(lemma)
    }

    /// Tells whether a noun with "of" only introduces the name of a place: "the port *city* of Oslo".
    pub fn is_town(&self, lemma: &str) -> bool {
        self.towns.contains(lemma)
    }

    /// Tells whether a noun means a building in which people of state meet: "at the presidential *palace*".
    pub fn is_building(&self, lemma: &str) -> bool {
        self.buildings.contains(lemma)
    }

    /// Tells whether a word numbers something: "third", "24th".
    pub fn is_ordinal(&self, word: &str) -> bool {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let numbered = !digits.is_empty()
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && matches!(&word[digits.len()..], "st" | "nd" | "rd" | "th");
        numbered || self.ordinals.contains(word)
    }
}

fn longest(phrases: &HashSet<String>, words: &[&str], most: usize) -> Option<usize> {
    (1..=most.min(words.len())).rev().find(|&length| phrases.contains(&words[..length].join(" ").to_lowercase()))
}
