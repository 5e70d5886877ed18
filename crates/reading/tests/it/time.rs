//! What time expressions mean, by the day of the copy and the tense.

mod table;

use plenipo_reading::time::{Tense, time_mentions};
use plenipo_record::Span;
use proptest::prelude::*;

/// Reads a sentence of Friday 8 May 2026 and writes each expression with its days.
#[track_caller]
fn check(tense: Tense, text: &str, expect: &[&str]) {
    check_as_of(Some("2026-05-08"), tense, text, expect);
}

#[track_caller]
fn check_as_of(reference: Option<&str>, tense: Tense, text: &str, expect: &[&str]) {
    let reference = reference.map(|day| day.parse().expect("a day"));
    let found: Vec<String> = time_mentions(text, Span::new(0, text.len()), reference)
        .iter()
        .map(|time| {
            let when = time.resolve(tense).map_or_else(|| "unknown".to_owned(), |when| when.to_string());
            format!("{} = {when}", time.span.slice(text))
        })
        .collect();
    assert_eq!(found, expect, "{text}");
}

use Tense::{Future, Past, Present};

#[test]
fn weekdays_go_by_the_tense() {
    check(Past, "They met on Thursday.", &["Thursday = 2026-05-07"]);
    check(Past, "They met on Friday.", &["Friday = 2026-05-08"]);
    check(Future, "They will meet on Thursday.", &["Thursday = 2026-05-14"]);
    check(Past, "They met last Friday.", &["last Friday = 2026-05-01"]);
    check(Future, "They meet next Friday.", &["next Friday = 2026-05-15"]);
    check(Past, "They met on Monday morning.", &["Monday morning = 2026-05-04"]);
    check(Past, "They met on Tuesday, May 5.", &["Tuesday, May 5 = 2026-05-05"]);
    check(Past, "They met at the weekend.", &["the weekend = 2026-05-02 to 2026-05-03"]);
    check(Future, "They meet this weekend.", &["this weekend = 2026-05-09 to 2026-05-10"]);
}

#[test]
fn dates_take_the_nearest_year_that_fits() {
    check(Past, "They met on May 3.", &["May 3 = 2026-05-03"]);
    check(Past, "They met on 12 December.", &["12 December = 2025-12-12"]);
    check(Future, "They meet on January 4.", &["January 4 = 2027-01-04"]);
    check(Past, "They met on the 3rd of May, 2024.", &["3rd of May, 2024 = 2024-05-03"]);
    check(Past, "Imposed on Jan. 16, it stands.", &["Jan. 16 = 2026-01-16"]);
    check(Past, "On 2025-11-02 they met.", &["2025-11-02 = 2025-11-02"]);
    check(Future, "was due on April 20 but called off.", &["April 20 = 2026-04-20"]);
    check(Future, "due on the 12th.", &["the 12th = 2026-05-12"]);
}

#[test]
fn spans_of_days() {
    check(Future, "from May 20 to 22.", &["May 20 to 22 = 2026-05-20 to 2026-05-22"]);
    check(Future, "on May 20-22.", &["May 20-22 = 2026-05-20 to 2026-05-22"]);
    check(Future, "from 20 to 22 May.", &["20 to 22 May = 2026-05-20 to 2026-05-22"]);
    check(Future, "between May 30 and June 2.", &["May 30 and June 2 = 2026-05-30 to 2026-06-02"]);
    check(Past, "from December 30 to January 2.", &["December 30 to January 2 = 2025-12-30 to 2026-01-02"]);
    check(Past, "on March 3 and April 4.", &["March 3 = 2026-03-03", "April 4 = 2026-04-04"]);
    check(Past, "from Sunday till yesterday.", &["Sunday till yesterday = 2026-05-03 to 2026-05-07"]);
    check(Past, "met on Tuesday and left the same night.", &["Tuesday = 2026-05-05", "the same night = 2026-05-05"]);
    check(Future, "between June and August.", &["June and August = 2026-06 to 2026-08"]);
}

#[test]
fn months_years_and_weeks() {
    check(Past, "It began in December.", &["December = 2025-12"]);
    check(Future, "It begins in March.", &["March = 2027-03"]);
    check(Past, "in March 2024.", &["March 2024 = 2024-03"]);
    check(Past, "a deal of 2019 and in 2020.", &["2019 = 2019", "2020 = 2020"]);
    check(Past, "They met last month.", &["last month = 2026-04"]);
    check(Future, "They meet next week.", &["next week = 2026-05-11 to 2026-05-17"]);
    check(Present, "They meet this week.", &["this week = 2026-05-04 to 2026-05-10"]);
    check(Past, "last year.", &["last year = 2025"]);
    check(Present, "in mid-June.", &["June = 2026-06"]);
    check(Past, "in November last year.", &["November last year = 2025-11"]);
    check(Future, "in the first half of June.", &["first half of June = 2026-06-01 to 2026-06-15"]);
    check(Future, "to meet in the autumn.", &["autumn = 2026-09 to 2026-11"]);
    check(Past, "met last winter.", &["last winter = 2025-12 to 2026-02"]);
}

#[test]
fn days_counted_from_the_copy() {
    check(Past, "They met yesterday.", &["yesterday = 2026-05-07"]);
    check(Past, "They met this morning.", &["this morning = 2026-05-08"]);
    check(Past, "They met last night.", &["last night = 2026-05-07"]);
    check(Past, "They met two days ago.", &["two days ago = 2026-05-06"]);
    check(Past, "It came a day earlier.", &["a day earlier = 2026-05-07"]);
    check(Past, "the day before yesterday", &["the day before yesterday = 2026-05-06"]);
    check(Future, "They meet in three weeks.", &["in three weeks = 2026-05-29"]);
    check(Past, "They met three months ago.", &["three months ago = 2026-02"]);
}

#[test]
fn open_ends() {
    check(Past, "They have talked since February.", &["since February = since 2026-02"]);
    check(Past, "closed since May 1.", &["since May 1 = since 2026-05-01"]);
}

#[test]
fn what_is_no_time_is_left_alone() {
    check(Past, "They may march on, and sat in the sun.", &[]);
    check(Past, "2026 tonnes of salt and 12 ships.", &[]);
    check(Past, "April Reyl and March of Salt.", &[]);
    check(Past, "in a day of talks.", &[]);
}

#[test]
fn copy_without_a_year_or_a_day() {
    check_as_of(
        Some("--05-08"),
        Past,
        "On May 3, on Thursday and yesterday.",
        &["May 3 = --05-03", "Thursday = unknown", "yesterday = --05-07"],
    );
    check_as_of(
        Some("--05-08"),
        Past,
        "Last month, in April, in June 2024 and last December.",
        &[
            "Last month = --04-01 to --04-30",
            "April = --04-01 to --04-30",
            "June 2024 = 2024-06",
            "last December = --12-01 to --12-31",
        ],
    );
    check_as_of(Some("--12-08"), Future, "They meet next month.", &["next month = --01-01 to --01-31"]);
    check_as_of(
        None,
        Past,
        "On May 3, on Thursday and in 2024.",
        &["May 3 = --05-03", "Thursday = unknown", "2024 = 2024"],
    );
}

/// A long sentence takes time in proportion to its words, and no deep stack.
#[test]
fn counts_from_counts_are_followed_only_so_far() {
    for phrase in ["a day later ", "a day after ", "two weeks before May 1 and ", "from until since the same day, "] {
        let text = format!("On May 3 {}", phrase.repeat(20_000));
        let times = time_mentions(&text, Span::new(0, text.len()), "2026-05-08".parse().ok());
        assert!(times.iter().filter(|time| time.resolve(Past).is_some()).count() > 0, "{phrase}");
    }
}

proptest! {
    #[test]
    fn any_text_gives_slices_in_order(text in "(([A-Za-z]{0,6}|[0-9]{1,4}|May|Monday|Q3|last|next|first|half|week|the|of|in|to|and|from|until|since|a day|two|later|ago|after|before|same|-|/|,|\\.|é) ?){0,40}") {
        let times = time_mentions(&text, Span::new(0, text.len()), "2024-02-29".parse().ok());
        let mut end = 0;
        for time in times {
            prop_assert!(time.span.start >= end && text.get(time.span.range()).is_some());
            end = time.span.end;
            for tense in [Past, Present, Future] {
                let _ = time.resolve(tense);
            }
        }
    }
}
