//! Lists of words that rules ask for: verbs of motion, nouns for papers, prepositions of venues.

use std::collections::HashSet;

use serde::Deserialize;

use crate::error::{Error, parse_toml};

/// Makes the type that holds `data/word-lists.toml`: each list that only asks whether a word is in it is named once, with its
/// question.
macro_rules! word_lists {
    ($($(#[doc = $doc:literal])+ $question:ident: $list:ident,)+ others { $($other:ident: $type:ty,)+ }) => {
        /// The lists of `data/word-lists.toml`.
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct WordLists {
            $($list: HashSet<String>,)+
            $($other: $type,)+
        }

        impl WordLists {
            $($(#[doc = $doc])+
            pub fn $question(&self, word: &str) -> bool {
                self.$list.contains(word)
            })+
        }
    };
}

word_lists! {
    /// Tells whether a noun before a name tells how another sees its bearer: "her *host*, X".
    is_related: relations,
    /// Tells whether a common noun under a nation's name stands for the state: "government".
    stands_for_country: country_bodies,
    /// Tells whether a common noun stands for the state of the dateline without a nation's name: "the government".
    is_government: governments,
    /// Tells whether a noun under a nation's name means its capital.
    is_capital: capitals,
    /// Tells whether a word behind a verb is a part of it that may look like a preposition: "hand *over* supplies".
    is_particle: particles,
    /// Tells whether an adverb says that somebody is somewhere by now: "*already* in Oslo".
    is_presence_adverb: present,
    /// Tells whether a verb's agent leads a delegation: "led by".
    is_leading_verb: leading,
    /// Tells whether a word makes one event several: "separately".
    is_distributive: distributive,
    /// Tells whether the plural of a noun means occasions that may each have a day: "*rounds* on May 3 and June 8".
    is_occasion: occasions,
    /// Tells whether the plural of a noun means one occasion with each partner: "*meetings* with A and B".
    is_held_with_each: held_with_each,
    /// Tells whether a verb is one of motion, whose present progressive tells a plan.
    is_motion_verb: motion,
    /// Tells whether a word ends the name of a place where travellers come in: "Gardermoen *Airport*".
    is_landing_place: landing_places,
    /// Tells whether an adjective before an occasion puts it in the past: "his *recent* visit".
    is_past_modifier: past_modifiers,
    /// Tells whether a word marks background rather than the day's news.
    is_background_cue: background,
    /// Tells whether a noun only carries the event below it: "a round of talks", "two days of negotiations".
    is_carrier: carriers,
    /// Tells whether a noun means people who act for a state: "officials".
    is_representative: representatives,
    /// Tells whether a noun is one of those who sell: "Chilean *suppliers*".
    is_seller: sellers,
    /// Tells whether somebody takes part in a meeting by what a verb says: "*attended* the session".
    is_attending_verb: attending,
    /// Tells whether a noun is one of goods that are traded by weight: "3,000 *tonnes*".
    is_traded: traded_goods,
    /// Tells whether goods are mostly sold by what a verb says: "*shipped* corn".
    is_trading_verb: trading,
    /// Tells whether a word says that something is given rather than sold: "food *aid*".
    is_giving: giving,
    /// Tells whether a noun is one of papers that are sold for money: "Treasury *bills*".
    is_security: securities,
    /// Tells whether a word, in lower case, is one of a body to which papers are laid: "a letter to the *committee*".
    is_assembly: assemblies,
    /// Tells whether a word, in lower case, is one of a state's own body that sits as a matter of course.
    is_standing_body: standing_bodies,
    /// Tells whether a noun is one behind which a person is named: "his *wife* Florence".
    is_relative: relatives,
    /// Tells whether a noun makes the government behind it nobody's in particular: "*heads* of government".
    is_head_of: heads_of,
    /// Tells whether a private circle's name before a word is but a portfolio: "farm *ministers*".
    has_portfolio: portfolios,
    /// Tells whether a noun is one of what is said to those who gather: "a *speech* to the meeting".
    is_speech: speeches,
    /// Tells whether a word makes people act for nobody's state: "*business* leaders".
    is_private_circle: private_circles,
    /// Tells whether a verb's subject may only have lent the occasion its house: "*host* talks between".
    is_hosting_verb: hosting,
    /// Tells whether a participle says that those before it only made the occasion possible: "EU-*mediated* talks".
    is_mediating: mediating,
    /// Tells whether a noun means what one does in return: "Chile's *answer* came on Monday".
    is_answer: answers,
    /// Tells whether a participle's dictionary form says whose goods are: "ships *registered* in Chile".
    is_mark_of_origin: marks_of_origin,
    /// Tells whether a noun only measures what stands behind "of": "a *slice* of $12 million".
    is_portion: portions,
    /// Tells whether a preposition leads to what is talked about: "*on* the harvest".
    is_topic_preposition: topics,
    /// Tells whether a preposition goes on with the name of a paper, measure or occasion: "memorandum *on* lithium".
    is_tail_preposition: tails,
    /// Tells whether the object of a verb is talked about: "*discuss* trade".
    is_discussing: discussing,
    /// Tells whether a noun says of what is talked about no more than that there is something: "*matters*".
    is_vague_topic: vague_topics,
    /// Tells whether a noun behind "on" is a place or time, not a topic: "on the *sidelines*".
    is_margin: margins,
    /// Tells whether the subject of a verb looks on while others sign: "*witnessed* the signing".
    is_witnessing_verb: witnessing,
    /// Tells whether a noun says only that somebody is there: "in the *presence* of X".
    is_attendance: attendances,
    /// Tells whether the subject of a verb makes known what it has decided.
    is_announcing_verb: announcing,
    /// Tells whether those who do something on this part of an occasion attend it: "on the *sidelines* of the summit".
    is_sideline: sidelines,
    /// Tells whether a verb says that somebody travels: those with whom he does travel along.
    is_travelling_verb: travelling,
    /// Tells whether a name that ends in this noun may be that of an occasion.
    is_named_occasion: named_occasions,
    /// Tells whether a noun behind officers names what they gather for: "Foreign Ministers Meeting".
    is_occasion_of_officers: occasions_of_officers,
    /// Tells whether a noun means people whom others send.
    is_emissary: emissaries,
    /// Tells whether a noun means a paper that is called after the town in which it is adopted.
    is_paper_of_town: papers_of_towns,
    /// Tells whether a noun means a journey or stay.
    is_journey: journeys,
    /// Tells whether a verb's parties travel together: "*accompanied* by".
    is_accompanying_verb: accompanying,
    /// Tells whether a word tells of a journey's end, which is here where no place is named.
    is_arrival: arriving,
    /// Tells whether a noun is of whom somebody meets, whose name may stand behind it: "their *host*, X".
    is_companion: companions,
    /// Tells whether a verb is one by which envoys are called in.
    is_summoning: summoning,
    /// Tells whether a noun is of what somebody travels in: "X's *plane* landed".
    is_vehicle: vehicles,
    /// Tells whether a word is of what people talk by who do not meet: "by *telephone*".
    is_distant: distant,
    /// Tells whether a word says that of several occasions none is meant by itself: "*countless* meetings".
    is_uncounted: uncounted,
    /// Tells whether a verb or noun tells how somebody meets whoever arrives: "*welcomed* X on his arrival".
    is_welcoming: welcoming,
    /// Tells whether a verb mostly has a guest and a host, of two states: "*called* on the president".
    is_courtesy: courtesies,
    /// Tells whether a noun stands for the land that was named before: "arrived in the *island*".
    is_land: lands,
    /// Tells whether a noun means that somebody leads an occasion: "under Norway's *chairmanship*".
    is_chair: chairs,
    /// Tells whether a word means the last day of an occasion: "the *final* day".
    is_last_day: last_days,
    /// Tells whether a noun means those who are at an occasion: "was a *guest* at the forum".
    is_attendee: attendees,
    /// Tells whether an adverb says that something happens again and again: "they meet *regularly*".
    is_habitual: habitual,
    /// Tells whether words between two days say that something was done once more: "*and again on*".
    tells_again: again,
    /// Tells whether a verb takes back what was imposed: "*lift* sanctions".
    is_lifting_verb: lifting,
    /// Tells whether a common noun means a body of many states: "the bloc".
    is_alliance: alliances,
    /// Tells whether a paper is one in which such members only speak with one voice: "issued a statement".
    is_utterance: utterances,
    /// Tells whether a common noun means the states of such a body or those who sit for them: "the bloc's ministers".
    is_member_of_alliance: members_of_alliances,
    /// Tells whether a word of an office says that somebody else holds the whole of it: "deputy".
    is_deputy: deputies,
    /// Tells whether a common noun means an armed group: "the rebels".
    is_rebels: rebels,
    /// Tells whether an organisation, by its main name, is an armed group.
    is_armed_group: armed_groups,
    /// Tells whether a verb brings its object to an end.
    is_ending_verb: ending,
    /// Tells whether a verb tells a beginning.
    is_beginning_verb: beginning,
    /// Tells whether a verb's object is whom something is for: "pledged $12 million to *help* Fiji".
    is_helping_verb: helping,
    /// Tells whether a noun with "of" only introduces the name of a place: "the port *city* of Oslo".
    is_town: towns,
    /// Tells whether a noun means a building in which people of state meet: "at the presidential *palace*".
    is_building: buildings,
    /// Tells whether a verb says when an occasion takes place: "a summit that *opens* on Friday".
    is_taking_place: taking_place,
    /// Tells whether a noun means talks of two sides.
    is_talks: talks,
    /// Tells whether a noun means a meeting of no particular sort: "met X at a *meeting*".
    is_plain_meeting: plain_meetings,
    /// Tells whether a verb is one by which somebody offers to do what stands below it.
    is_offering_verb: offering,
    /// Tells whether a noun means those who sit for states in a body.
    is_member_for_state: members_for_states,
    /// Tells whether a noun measures a long time: "three *years* of negotiations".
    is_long_time: long_times,
    /// Tells whether an adverb says that something was otherwise before: "until *recently*", "*now* resigned".
    is_change_adverb: change_adverbs,
    /// Tells whether a word of an office says that its holder does not hold it today: "*former* minister".
    is_not_in_office: not_in_office,
    others {
        circumstances: Vec<String>,
        members: Vec<String>,
        day_joiners: HashSet<String>,
        deed_joiners: HashSet<String>,
        delegations: HashSet<String>,
        venues: Vec<String>,
        ordinals: HashSet<String>,
        others: Vec<String>,
        commerce: HashSet<String>,
        companies: HashSet<String>,
        beneficiaries: Vec<String>,
        days_in_order: Vec<String>,
        first_person: HashSet<String>,
    }
}

impl WordLists {
    pub(crate) fn embedded() -> Result<Self, Error> {
        parse_toml("data/word-lists.toml", include_str!("../../../data/word-lists.toml"))
    }

    /// Returns the verbs of all lists.
    pub(crate) fn verbs(&self) -> impl Iterator<Item = &str> {
        let all = [&self.leading, &self.motion, &self.ending, &self.beginning, &self.accompanying, &self.helping];
        all.into_iter().flatten().map(String::as_str)
    }

    /// Returns the prepositions that make an occasion the circumstance of what somebody does: "said *after* talks with".
    pub fn circumstances(&self) -> &[String] {
        &self.circumstances
    }

    /// Returns the prepositions that lead from a body to those whom it is made of.
    pub fn member_prepositions(&self) -> &[String] {
        &self.members
    }

    /// Tells whether a name is that of a body of travellers.
    pub fn is_delegation(&self, name: &str) -> bool {
        name.split(' ').any(|word| self.delegations.contains(&word.to_lowercase()))
    }

    /// Returns the prepositions of venues.
    pub fn venue_prepositions(&self) -> &[String] {
        &self.venues
    }

    /// Returns the modifiers that set an event apart from the one told before; `#ordinal` stands for "third", "24th".
    pub fn others(&self) -> &[String] {
        &self.others
    }

    /// Returns the words of what is sold rather than given.
    pub fn commerce(&self) -> &HashSet<String> {
        &self.commerce
    }

    /// Tells whether a name is that of a company: "Salt Supply *Inc*".
    pub fn is_company(&self, name: &str) -> bool {
        name.split(' ').next_back().is_some_and(|word| self.companies.contains(word.trim_end_matches('.')))
    }

    /// Returns the prepositions of those for whom something is.
    pub fn beneficiary_prepositions(&self) -> &[String] {
        &self.beneficiaries
    }

    /// Returns which day of an occasion a word means: "the *second* day".
    pub fn nth_day(&self, word: &str) -> Option<u8> {
        let at = self.days_in_order.iter().position(|known| known == word)?;
        u8::try_from(at + 1).ok()
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

    /// Tells whether a word numbers something: "third", "24th".
    pub fn is_ordinal(&self, word: &str) -> bool {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let numbered = !digits.is_empty()
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && matches!(&word[digits.len()..], "st" | "nd" | "rd" | "th");
        numbered || self.ordinals.contains(word)
    }
}
