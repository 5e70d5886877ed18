//! Plans and what became of them, as desks tell them: who is meant by groups and pronouns, which day of an occasion, and
//! which talks go on.

use plenipo_language::Analyzer;
use plenipo_lexicon::Lexicon;
use plenipo_reading::Reader;
use plenipo_record::{ActorId, Article, Dateline, PartKind};

/// Reads copy that is dated Oslo, Friday 8 May 2026, and writes each event as `kind status day: parties`.
#[track_caller]
fn check(paragraphs: &[&str], expect: &[&str]) {
    let mut article = Article::new("case");
    article.dateline = Some(Dateline { place: Some("Oslo".to_owned()), day: "2026-05-08".parse().ok() });
    for paragraph in paragraphs {
        article.push(PartKind::Body, paragraph);
    }
    let reading = Reader::new(Analyzer::builtin(), Lexicon::builtin()).read(article, "2026-05-08".parse().ok());
    let name = |id: &ActorId| {
        let actor = reading.actors.iter().find(|actor| actor.id == *id);
        actor.map_or_else(|| id.to_string(), |actor| actor.names[0].clone())
    };
    let found: Vec<String> = reading
        .events
        .iter()
        .map(|event| {
            let when = event.when.map_or_else(|| "-".to_owned(), |when| when.to_string());
            let mut parties: Vec<String> = event.by.iter().chain(&event.with).map(name).collect();
            parties.sort();
            format!("{} {} {when}: {}", event.kind.as_str(), event.status.as_str(), parties.join(", "))
        })
        .collect();
    assert_eq!(found, expect, "{paragraphs:#?}");
}

#[test]
fn the_two_countries_may_be_one_that_is_named_and_that_of_the_copy() {
    check(
        &["Foreign Minister Lena Hoeve met Chilean envoy Osman Reyl on Thursday. \
           Negotiators of the two countries will hold a third round of talks on salmon on Monday."],
        &["meet occurred 2026-05-07: Lena Hoeve, Osman Reyl", "negotiate planned 2026-05-11: Chile, Norway"],
    );
}

#[test]
fn who_calls_on_a_minister_of_the_country_is_its_guest() {
    check(
        &[
            "Foreign Minister Osman Reyl and his Estonian counterpart Mira Talvik met on Thursday.",
            "\"The ferry is late,\" Reyl told reporters.",
            "In the evening she called on Prime Minister Lena Hoeve.",
        ],
        &["meet occurred 2026-05-07: Mira Talvik, Osman Reyl", "meet occurred 2026-05-08: Lena Hoeve, Mira Talvik"],
    );
}

#[test]
fn days_are_counted_within_an_occasion() {
    check(
        &["Chilean Foreign Minister Osman Reyl begins a three-day visit to Estonia on Tuesday. \
           On the second day he will sit down with his Estonian counterpart Mira Talvik."],
        &["visit planned 2026-05-12 to 2026-05-14: Osman Reyl", "meet planned 2026-05-13: Mira Talvik, Osman Reyl"],
    );
    check(
        &["Negotiators from Norway and Chile will hold a third round of talks in Lima from Monday to Wednesday. \
           Osman Reyl, the Chilean negotiator, is to meet Peruvian President Lucia Quiroga on the last day."],
        &[
            "negotiate planned 2026-05-11 to 2026-05-13: Chile, Norway",
            "meet planned 2026-05-13: Lucia Quiroga, Osman Reyl",
        ],
    );
    check(
        &["Chilean Foreign Minister Osman Reyl met Estonian Foreign Minister Mira Talvik in Riga on Monday. \
           On the first day of spring he met Latvian farmers."],
        &["meet occurred 2026-05-04: Mira Talvik, Osman Reyl"],
    );
}

#[test]
fn a_round_says_what_sort_of_meeting_it_is() {
    check(
        &["Delegations from Estonia and Chile met in Riga on Thursday for a third round of talks on a sea cable."],
        &["negotiate occurred 2026-05-07: Chile, Estonia"],
    );
}

#[test]
fn the_talks_are_those_told_before() {
    check(
        &[
            "Norway and Chile ended two days of trade talks on Friday. Chilean negotiator Osman Reyl praised the fish after \
           the talks with his counterpart, Lena Hoeve, wound up.",
        ],
        &["negotiate occurred 2026-05-07 to 2026-05-08: Norway, Osman Reyl"],
    );
}

#[test]
fn negotiators_who_meet_again_negotiate() {
    check(
        &["Estonia and Chile ended a third round of talks on salmon on Thursday. \
           The two sides will meet again in Riga on May 20."],
        &["negotiate occurred 2026-05-07: Chile, Estonia", "negotiate planned 2026-05-20: Chile, Estonia"],
    );
    check(
        &["Estonia and Chile ended a third round of talks on salmon on Thursday. \
           Chilean President Osman Reyl will meet Estonian President Mira Talvik again in Riga on May 20."],
        &["negotiate occurred 2026-05-07: Chile, Estonia", "meet planned 2026-05-20: Mira Talvik, Osman Reyl"],
    );
}

#[test]
fn who_chairs_the_talks_takes_part_in_them() {
    check(
        &["Estonia and Chile held a third round of talks on salmon in Oslo on Thursday. \
           The talks were chaired by Norwegian Foreign Minister Lena Hoeve. Estonia and Chile will meet again on Monday."],
        &["negotiate occurred 2026-05-07: Chile, Estonia, Lena Hoeve", "negotiate planned 2026-05-11: Chile, Estonia"],
    );
}

#[test]
fn who_arrives_in_the_island_arrives_where_the_copy_comes_from() {
    check(
        &["Chilean Foreign Minister Osman Reyl arrived in the country on Thursday."],
        &["visit occurred 2026-05-07: Osman Reyl"],
    );
    check(
        &["Chilean Foreign Minister Osman Reyl is expected in the country next week."],
        &["visit planned 2026-05-11 to 2026-05-17: Osman Reyl"],
    );
    check(&["Chilean poet Osman Reyl sang in the country on Thursday."], &[]);
}

#[test]
fn a_guest_may_stand_between_the_owner_and_the_counterpart() {
    check(
        &["Norwegian Defence Minister Lena Hoeve on Thursday received her visiting Chilean counterpart, Osman Reyl."],
        &["meet occurred 2026-05-07: Lena Hoeve, Osman Reyl"],
    );
}

#[test]
fn who_is_due_to_see_somebody_stands_before_it() {
    check(
        &["Estonian President Mira Talvik is due to see Chilean President Osman Reyl on Monday, officials said."],
        &["meet planned 2026-05-11: Mira Talvik, Osman Reyl"],
    );
}

#[test]
fn the_name_before_an_office_is_who_is_appointed_to_it() {
    check(
        &["Estonia on Monday appointed Mira Talvik ambassador to Chile."],
        &["appoint occurred 2026-05-04: Estonia, Mira Talvik"],
    );
}

#[test]
fn the_minister_is_no_deputy() {
    check(
        &[
            "Chilean Foreign Minister Osman Reyl will visit Tallinn on Monday. Deputy Foreign Minister Lena Hoeve is to \
             come along.",
            "In talks with Estonia's Mira Talvik in Riga on Thursday, the minister asked her to come to Santiago.",
        ],
        &[
            "visit planned 2026-05-11: Osman Reyl",
            "meet occurred 2026-05-07: Mira Talvik, Osman Reyl",
            "visit proposed -: Mira Talvik",
        ],
    );
}

#[test]
fn a_meeting_that_is_proposed_is_none_of_the_talks_that_are_set() {
    check(
        &[
            "Estonia and Chile ended a third round of talks on salmon on Thursday. The sides will meet again in Riga on \
           May 20, and Estonia has proposed a meeting of the two presidents before the end of the year.",
        ],
        &[
            "negotiate occurred 2026-05-07: Chile, Estonia",
            "negotiate planned 2026-05-20: Chile, Estonia",
            "meet proposed 2026: Chile, Estonia",
        ],
    );
}
