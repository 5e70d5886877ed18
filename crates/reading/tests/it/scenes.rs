//! Where and when events are placed that are told without place or day, and which reports are one event.

use plenipo_language::Analyzer;
use plenipo_lexicon::Lexicon;
use plenipo_reading::Reader;
use plenipo_record::{Article, PartKind};

/// Reads paragraphs of Friday 8 May 2026 and writes each event as `kind status day place`.
#[track_caller]
fn check(paragraphs: &[&str], expect: &[&str]) {
    let mut article = Article::new("case");
    for paragraph in paragraphs {
        article.push(PartKind::Body, paragraph);
    }
    let reader = Reader::new(Analyzer::builtin(), Lexicon::builtin());
    let reading = reader.read(article, "2026-05-08".parse().ok());
    let found: Vec<String> = reading
        .events
        .iter()
        .map(|event| {
            let when = event.when.map_or_else(|| "-".to_owned(), |when| when.to_string());
            let place = event
                .place
                .as_ref()
                .and_then(|place| place.country)
                .map_or_else(|| "-".to_owned(), |code| code.to_string());
            format!("{} {} {when} {place}", event.kind.as_str(), event.status.as_str())
        })
        .collect();
    assert_eq!(found, expect, "{paragraphs:#?}");
}

#[test]
fn talks_are_where_the_traveller_is() {
    check(
        &[
            "Norwegian Foreign Minister Osman Reyl arrived in Santiago on Thursday.",
            "He will meet Chilean President Lena Hoeve on Friday.",
        ],
        &["visit occurred 2026-05-07 CHL", "meet planned 2026-05-08 CHL"],
    );
    check(
        &["Osman Reyl will travel to Santiago on Monday to meet Chilean President Lena Hoeve."],
        &["visit planned 2026-05-11 CHL", "meet planned 2026-05-11 CHL"],
    );
}

#[test]
fn papers_are_signed_where_the_signers_met() {
    check(
        &[
            "Estonian Foreign Minister Mira Talvik met Norwegian Foreign Minister Osman Reyl in Oslo on Thursday.",
            "Talvik and Reyl signed an agreement on ferries.",
        ],
        &["meet occurred 2026-05-07 NOR", "agree occurred 2026-05-07 NOR"],
    );
}

#[test]
fn what_was_to_happen_on_a_lost_journey_is_off() {
    check(
        &[
            "Minister Mira Talvik's visit to Oslo has been put off.",
            "She was to meet Norwegian Prime Minister Osman Reyl.",
        ],
        &["visit cancelled - NOR", "meet cancelled - NOR"],
    );
}

#[test]
fn durations_stretch_days() {
    check(
        &["Mira Talvik began a three-day visit to Norway on Monday."],
        &["visit occurred 2026-05-04 to 2026-05-06 NOR"],
    );
    check(
        &["Chile and Norway ended two days of trade talks on Thursday."],
        &["negotiate occurred 2026-05-06 to 2026-05-07 -"],
    );
}

#[test]
fn further_rounds_are_events_of_their_own() {
    check(
        &[
            "Chile and Norway held a second round of peace talks in Oslo on Thursday.",
            "The next round will be held in Geneva in June.",
        ],
        &["negotiate occurred 2026-05-07 NOR", "negotiate planned 2026-06 CHE"],
    );
}

#[test]
fn repeated_reports_are_one_event() {
    check(
        &[
            "Estonian Foreign Minister Mira Talvik met Norwegian Foreign Minister Osman Reyl on Thursday.",
            "The meeting lasted an hour.",
            "Talvik and Reyl also met the press.",
        ],
        &["meet occurred 2026-05-07 -"],
    );
}

#[test]
fn a_post_says_more_of_a_meeting_and_tells_none_by_itself() {
    let met = "Estonian Foreign Minister Mira Talvik met Norwegian envoy Osman Reyl on Thursday.";
    check(
        &[met, "In a post on X, Talvik wrote, “Pleased to meet Osman Reyl yesterday in Riga.”"],
        &["meet occurred 2026-05-07 LVA"],
    );
    check(
        &[met, "“I held good talks with envoy Osman Reyl in Riga,” Talvik wrote on X."],
        &["meet occurred 2026-05-07 LVA"],
    );
    check(&[met, "“I will meet Osman Reyl in Riga in June,” Talvik wrote on X."], &["meet occurred 2026-05-07 -"]);
    check(&["Estonian Foreign Minister Mira Talvik wrote on X, “Great to meet Osman Reyl in Riga.”"], &[]);
}

#[test]
fn journeys_and_the_talks_on_them_share_their_days() {
    check(
        &[
            "Reviews came after a visit to Oslo by Estonian Senator Mira Talvik, who met Foreign Minister Osman Reyl and Lena Hoeve during May 4-6.",
        ],
        &[
            "visit occurred 2026-05-04 to 2026-05-06 NOR",
            "meet occurred 2026-05-04 to 2026-05-06 NOR",
            "meet occurred 2026-05-04 to 2026-05-06 NOR",
        ],
    );
    check(
        &[
            "Estonian Foreign Minister Mira Talvik will travel to Norway from May 11 to May 13.",
            "Talvik will hold a series of meetings with senior Norwegian officials.",
        ],
        &["visit planned 2026-05-11 to 2026-05-13 NOR", "meet planned 2026-05-11 to 2026-05-13 NOR"],
    );
}

#[test]
fn whoever_is_welcomed_arrives() {
    check(
        &[
            "OSLO: Norwegian Foreign Minister Osman Reyl welcomed Estonian Minister Mira Talvik on her arrival in Oslo on Thursday.",
        ],
        &["meet occurred 2026-05-07 NOR", "visit occurred 2026-05-07 NOR"],
    );
}

#[test]
fn what_goes_on_has_no_day_of_what_is_over() {
    check(
        &[
            "Foreign Minister Mira Talvik on Thursday met Chilean envoy Osman Reyl, who is currently on a visit to Estonia.",
        ],
        &["meet occurred 2026-05-07 EST", "visit ongoing - EST"],
    );
    check(
        &[
            "Norwegian Foreign Minister Osman Reyl met Chilean envoy Lena Hoeve in Oslo on Thursday.",
            "Norway has been in talks with Chile since March.",
        ],
        &["meet occurred 2026-05-07 NOR", "negotiate ongoing since 2026-03 -"],
    );
}

#[test]
fn days_of_a_journey_are_told_after_the_arrival() {
    check(
        &["Norwegian President Lena Hoeve arrived in Santiago on Thursday.", "The visit is scheduled for May 7 to 9."],
        &["visit occurred 2026-05-07 to 2026-05-09 CHL"],
    );
    check(
        &["Norwegian President Lena Hoeve will pay a two-day visit to Chile beginning Monday."],
        &["visit planned 2026-05-11 to 2026-05-12 CHL"],
    );
}

#[test]
fn where_and_there_take_up_a_place() {
    check(
        &[
            "Norwegian Foreign Minister Osman Reyl prepared the summit with stops in Santiago on Monday, where he met Chilean President Lena Hoeve, and in Tallinn a day later.",
        ],
        &["visit occurred 2026-05-04 CHL", "meet occurred 2026-05-04 CHL"],
    );
    check(
        &["Estonian Prime Minister Mira Talvik was not invited to Santiago and has no plans to travel there."],
        &["visit denied - CHL"],
    );
}

#[test]
fn what_is_news_is_not_what_was_done_long_ago() {
    check(
        &[
            "Norway imposed sanctions on 25 Chilean officials, the ministry said.",
            "In January, Norway imposed sanctions on ten Chilean officials.",
        ],
        &["sanction occurred 2026-05-08 -", "sanction occurred 2026-01 -"],
    );
}

#[test]
fn what_is_moved_has_its_new_day() {
    check(
        &["Norwegian Foreign Minister Osman Reyl postponed Monday's visit to Santiago to May 18 because of a strike."],
        &["visit planned 2026-05-18 CHL"],
    );
}

#[test]
fn the_length_of_a_visit_is_not_that_of_a_meeting() {
    check(
        &[
            "Norwegian Foreign Minister Osman Reyl, who is on a two-day visit to Chile, called on President Lena Hoeve in Santiago on Friday.",
        ],
        &["visit ongoing - CHL", "meet occurred 2026-05-08 CHL"],
    );
}

#[test]
fn papers_signed_together_are_one_agreement() {
    check(
        &[
            "Norway and Chile signed two memorandums of understanding on Wednesday.",
            "The memorandum on fire was signed by Norwegian Housing Minister Mira Talvik and Chilean Defence Minister \
             Osman Reyl.",
            "The memorandum on health was signed by Norwegian Health Minister Lena Hoeve and her Chilean counterpart \
             Ana Moreno.",
        ],
        &["agree occurred 2026-05-06 -"],
    );
}

#[test]
fn what_is_talked_of_behind_a_call_is_said_in_it() {
    check(
        &[
            "Norwegian Foreign Minister Mira Talvik spoke by phone with Chilean Foreign Minister Osman Reyl on Thursday.",
            "In the talks, Talvik and Reyl shared the view that salt was dear.",
        ],
        &["call occurred 2026-05-07 -"],
    );
}

#[test]
fn occasions_and_papers_are_called_after_towns() {
    check(
        &[
            "Norwegian Foreign Minister Osman Reyl met Chilean President Lena Hoeve on the sidelines of the Tallinn Security Conference on Thursday.",
        ],
        &["meet occurred 2026-05-07 EST"],
    );
    check(
        &["Norway and Chile put their names to the Tallinn Declaration on Thursday."],
        &["agree occurred 2026-05-07 EST"],
    );
    check(&["Norway and Chile signed a treaty on Tallinn amber on Thursday."], &["agree occurred 2026-05-07 -"]);
}

#[test]
fn each_partner_and_each_time_has_its_day() {
    check(
        &[
            "Norwegian envoy Osman Reyl met Chilean President Lena Hoeve on Tuesday and Estonian Prime Minister Mira Talvik on Wednesday.",
        ],
        &["meet occurred 2026-05-05 -", "meet occurred 2026-05-06 -"],
    );
    check(
        &["Norwegian officials spoke with their Chilean counterparts by video link on Tuesday and again on Thursday."],
        &["call occurred 2026-05-05 -", "call occurred 2026-05-07 -"],
    );
}

#[test]
fn what_is_announced_as_news_is_of_that_day() {
    check(
        &["Norway on Thursday said it had expelled two Chilean diplomats over spying."],
        &["sanction occurred 2026-05-07 -"],
    );
    check(
        &[
            "The Norwegian foreign ministry announced on Thursday that 20 Chilean officials are barred from entering Norway.",
        ],
        &["sanction occurred 2026-05-07 -"],
    );
    // Further down it is background.
    check(
        &["Norway held its breath.", "Osman Reyl said on Thursday that Norway had expelled two Chilean diplomats."],
        &["sanction occurred - -"],
    );
}

#[test]
fn each_stop_has_its_day() {
    check(
        &["Chilean Foreign Minister Osman Reyl will travel to Oslo on Sunday and to Tallinn on Tuesday."],
        &["visit planned 2026-05-10 NOR", "visit planned 2026-05-12 EST"],
    );
    check(
        &["Chilean Foreign Minister Osman Reyl visited Oslo on Sunday and Tallinn on Tuesday."],
        &["visit occurred 2026-05-03 NOR", "visit occurred 2026-05-05 EST"],
    );
    check(
        &["Chilean Foreign Minister Osman Reyl will travel to Oslo and Tallinn on Tuesday."],
        &["visit planned 2026-05-12 NOR", "visit planned 2026-05-12 EST"],
    );
}

#[test]
fn a_day_behind_and_is_of_the_verb_behind_it() {
    check(
        &["Norway imposed sanctions on Belarus and last week approved the sale of two frigates."],
        &["sanction occurred - -"],
    );
}

#[test]
fn the_present_with_a_weekday_is_a_plan() {
    check(
        &["Chilean Foreign Minister Osman Reyl is on a three-day visit to Norway, which ends on Saturday."],
        &["visit ongoing 2026-05-07 to 2026-05-09 NOR"],
    );
    check(
        &[
            "Norwegian Prime Minister Lena Hoeve is attending a meeting with Chilean Foreign Minister Osman Reyl on Saturday.",
        ],
        &["meet planned 2026-05-09 -"],
    );
    check(
        &["Chilean Foreign Minister Osman Reyl has been in Oslo since Tuesday, the foreign ministry said."],
        &["visit ongoing since 2026-05-05 NOR"],
    );
}

#[test]
fn who_gives_up_a_plan_cancels_it() {
    check(
        &["Norwegian Prime Minister Lena Hoeve had been scheduled to visit Chile on Tuesday but called off the trip."],
        &["visit cancelled 2026-05-05 CHL"],
    );
    check(
        &["Norwegian Prime Minister Lena Hoeve will visit Chile on Tuesday and called off a strike at home."],
        &["visit planned 2026-05-12 CHL"],
    );
}
