//! Who said what, in newswire's ways of attributing words.

use plenipo_language::Analyzer;
use plenipo_lexicon::Lexicon;
use plenipo_reading::Reader;
use plenipo_record::{Article, PartKind};

/// Reads paragraphs of Friday 8 May 2026 and writes each quotation as `speaker | kind | medium | day | words`.
#[track_caller]
fn check(paragraphs: &[&str], expect: &[&str]) {
    let mut article = Article::new("case");
    for paragraph in paragraphs {
        let kind = if paragraph.starts_with("https://") { PartKind::Link } else { PartKind::Body };
        article.push(kind, paragraph);
    }
    let reader = Reader::new(Analyzer::builtin(), Lexicon::builtin());
    let reading = reader.read(article, "2026-05-08".parse().ok());
    let found: Vec<String> = reading
        .quotations
        .iter()
        .map(|quotation| {
            let speaker =
                quotation.speaker.as_ref().and_then(|id| reading.actor(id)).map(|actor| actor.names[0].as_str());
            let said = quotation.said.map(|day| day.to_string());
            let told = [speaker, Some(quotation.kind.as_str()), quotation.medium.as_deref(), said.as_deref()];
            let told: Vec<&str> = told.into_iter().map(|value| value.unwrap_or("-")).collect();
            format!("{} | {}", told.join(" | "), quotation.text(&reading.article.text))
        })
        .collect();
    assert_eq!(found, expect, "{paragraphs:#?}");
}

#[test]
fn attributions_behind_the_words() {
    check(
        &["“Salt keeps us together,” Foreign Minister Mira Talvik said."],
        &["Mira Talvik | direct | - | 2026-05-08 | Salt keeps us together,"],
    );
    check(
        &["\"Salt keeps us together,\" said Foreign Minister Mira Talvik on Thursday."],
        &["Mira Talvik | direct | - | 2026-05-07 | Salt keeps us together,"],
    );
    check(
        &["'Salt keeps us together!' Mira Talvik wrote on X."],
        &["Mira Talvik | direct | X | 2026-05-08 | Salt keeps us together!"],
    );
}

#[test]
fn attributions_in_front_of_the_words() {
    check(
        &["Minister Mira Talvik told a news conference in Oslo: “We are close, very close.”"],
        &["Mira Talvik | direct | press conference | 2026-05-08 | We are close, very close."],
    );
    check(
        &["According to Mira Talvik, the road was “a gift to every village along it”."],
        &["Mira Talvik | partial | - | 2026-05-08 | a gift to every village along it"],
    );
    check(
        &["Osman Reyl had earlier called the road “a ribbon of holes”."],
        &["Osman Reyl | partial | - | - | a ribbon of holes"],
    );
}

#[test]
fn an_utterance_broken_by_its_attribution_is_one() {
    check(
        &["“The door is open,” Mira Talvik told reporters. “It stays open.”"],
        &["Mira Talvik | direct | - | 2026-05-08 | The door is open, It stays open."],
    );
    check(
        &["“The door,” Mira Talvik said, “is open to all of them.”"],
        &["Mira Talvik | direct | - | 2026-05-08 | The door, is open to all of them."],
    );
}

#[test]
fn words_without_an_attribution_of_their_own_go_on() {
    check(
        &[
            "Minister Mira Talvik spoke at the port, and said the road would open.",
            "“It will carry salt and bread,” she said.",
        ],
        &["Mira Talvik | direct | - | 2026-05-08 | It will carry salt and bread,"],
    );
    check(
        &["“It will carry salt,” Mira Talvik said.", "“It will carry bread as well.”"],
        &[
            "Mira Talvik | direct | - | 2026-05-08 | It will carry salt,",
            "Mira Talvik | direct | - | 2026-05-08 | It will carry bread as well.",
        ],
    );
}

#[test]
fn unnamed_officials_speak_for_their_house() {
    check(
        &["“Nothing has been decided,” an official of the Norwegian foreign ministry said."],
        &["Norwegian foreign ministry | direct | - | 2026-05-08 | Nothing has been decided,"],
    );
    check(
        &["“Nothing has been decided,” the foreign ministry of Chile said in a statement."],
        &["foreign ministry | direct | statement | 2026-05-08 | Nothing has been decided,"],
    );
}

#[test]
fn a_known_paper_speaks_for_whoever_spoke_through_it() {
    check(
        &[
            "The foreign ministry of Chile said in a statement that the port was open.",
            "Reporters waited outside.",
            "“Nothing has been decided,” the statement added.",
        ],
        &["foreign ministry | direct | statement | 2026-05-08 | Nothing has been decided,"],
    );
    check(
        &[
            "In a statement, the foreign ministry of Chile objected to the ban.",
            "“It is unfounded,” said the statement, adding that the port was open.",
        ],
        &["foreign ministry | direct | statement | 2026-05-08 | It is unfounded,"],
    );
}

#[test]
fn who_speaks_of_a_minister_is_somebody_else() {
    check(
        &[
            "Norwegian Foreign Minister Mira Talvik left on Friday.",
            "“I hope that my meeting with Foreign Minister Osman Reyl will be useful,” the foreign minister said.",
        ],
        &[
            "Mira Talvik | direct | - | 2026-05-08 | I hope that my meeting with Foreign Minister Osman Reyl will be useful,",
        ],
    );
}

#[test]
fn terms_and_titles_are_no_quotations() {
    check(&["Mira Talvik presented the “roadmap” in Oslo."], &[]);
    check(&["Mira Talvik read from “The Salt Road” and left."], &[]);
    check(&["Mira Talvik called the deal “historic”."], &["Mira Talvik | partial | - | 2026-05-08 | historic"]);
}

#[test]
fn a_link_below_tells_where_a_post_stands() {
    check(
        &["Mira Talvik wrote, “A good hour with a good neighbour.”", "https://x.com/someone/status/1"],
        &["Mira Talvik | direct | X | 2026-05-08 | A good hour with a good neighbour."],
    );
}

#[test]
fn an_unnamed_official_speaks_for_his_house() {
    check(
        &[
            "Foreign Minister Mira Talvik went home, a ministry official said, speaking for the foreign ministry.",
            "The official denied that a day had been fixed.",
            "“It is not true that a day has been set,” he said.",
        ],
        &["foreign ministry | direct | - | 2026-05-08 | It is not true that a day has been set,"],
    );
}

#[test]
fn the_speaker_goes_on_behind_what_he_reports() {
    check(
        &[
            "A Chilean official said Mira Talvik would come. The official added that Lima had offered pumps, but described the gift as “welcome and late”.",
        ],
        &["Chile | partial | - | 2026-05-08 | welcome and late"],
    );
    check(
        &[
            "Norwegian Foreign Minister Mira Talvik told a committee that Oslo was going to the talks “with a full purse and an empty list”.",
        ],
        &["Mira Talvik | partial | - | 2026-05-08 | with a full purse and an empty list"],
    );
    check(
        &[
            "Prime Minister Mira Talvik, for her part, thought the morning had gone “longer than the agenda, shorter than the queue”.",
        ],
        &["Mira Talvik | partial | - | 2026-05-08 | longer than the agenda, shorter than the queue"],
    );
}

#[test]
fn an_aside_attributes_the_words_around_it() {
    check(
        &[
            "Mira Talvik, the foreign minister, came home. The paper, she told lawmakers, “costs us nothing but honesty”.",
        ],
        &["Mira Talvik | partial | speech | 2026-05-08 | costs us nothing but honesty"],
    );
}

#[test]
fn papers_and_offices_have_somebody_behind_them() {
    check(
        &[
            "Chilean Foreign Minister Osman Reyl received the envoy. According to the Chilean readout, he impressed on his guest that any treaty had to start from “the depth of the harbour”.",
        ],
        &["Osman Reyl | partial | statement | 2026-05-08 | the depth of the harbour"],
    );
    check(
        &[
            "Estonian Foreign Minister Mira Talvik was described by her own office as having “counted more than she promised”.",
        ],
        &["Estonia | partial | - | 2026-05-08 | counted more than she promised"],
    );
    check(
        &[
            "Lena Hoeve met the minister after lunch. Her account, on Facebook: “She took notes. I showed the figures of the fishery.”",
        ],
        &["Lena Hoeve | direct | Facebook | 2026-05-08 | She took notes. I showed the figures of the fishery."],
    );
}

#[test]
fn an_answer_of_one_word_is_a_quotation() {
    check(
        &[
            "President Osman Reyl came home. Asked what he had in his briefcase, Reyl smiled at the cameras: “Sandwiches.”",
        ],
        &["Osman Reyl | direct | - | 2026-05-08 | Sandwiches."],
    );
    check(&["Osman Reyl has three words for it: “salt”, “bread” and “water”."], &[]);
}

#[test]
fn whoever_is_nobody_in_particular_is_nobody() {
    check(
        &[
            "Energy Commissioner Mira Talvik will pledge the money. “Nobody sells a bridge twice,” said one diplomat from a country that builds ferries.",
        ],
        &["- | direct | - | - | Nobody sells a bridge twice,"],
    );
    check(
        &["Lena Hoeve, who follows the file, sees it less kindly. “Maps are the dearest of promises,” she says."],
        &["Lena Hoeve | direct | - | - | Maps are the dearest of promises,"],
    );
}

#[test]
fn partial_quotations_go_on_behind_and_that() {
    check(
        &[
            "Prime Minister Mira Talvik told reporters that Norway was “not in the business of buying friends”, and that the loan would be repaid “to the very last crown”.",
        ],
        &[
            "Mira Talvik | partial | - | 2026-05-08 | not in the business of buying friends",
            "Mira Talvik | partial | - | 2026-05-08 | to the very last crown",
        ],
    );
    check(
        &[
            "For the miners the text is close. One of them, Osman Reyl, put it this way: “Nine tenths are agreed. The rest is the treaty.”",
        ],
        &["Osman Reyl | direct | - | 2026-05-08 | Nine tenths are agreed. The rest is the treaty."],
    );
}

#[test]
fn pronouns_inside_the_words_tell_nothing_of_the_speaker() {
    check(
        &[
            "Chancellor Lena Hoeve rejected the report.",
            "Opposition leader Osman Reyl was not convinced. “She should read it a third time,” he said.",
        ],
        &["Osman Reyl | direct | - | 2026-05-08 | She should read it a third time,"],
    );
}

#[test]
fn a_house_goes_on_speaking_as_it() {
    check(
        &[
            "Chile's Foreign Ministry said in a statement on Friday that Mira Talvik would travel to Santiago next week.",
            "The stay will be short.",
            "“Much depends on this stay,” it said.",
        ],
        &["Chile's Foreign Ministry | direct | - | 2026-05-08 | Much depends on this stay,"],
    );
    check(
        &["The Norwegian hosts issued a short note. It said the evening was “long but never dull”."],
        &["Norway | partial | - | 2026-05-08 | long but never dull"],
    );
    check(
        &["The White House said Friday that the call was brief. A readout said the two “left little unsaid in it”."],
        &["White House | partial | statement | 2026-05-08 | left little unsaid in it"],
    );
}

#[test]
fn parts_of_a_house_speak_for_it() {
    check(
        &["Estonia's Foreign Ministry press service reported that “the guests went through every line of the draft”."],
        &["Estonia's Foreign Ministry | partial | - | 2026-05-08 | the guests went through every line of the draft"],
    );
    check(
        &[
            "Chilean President Osman Reyl called Mira Talvik on Friday.",
            "“The two share one aim and one fear,” the presidential office said.",
            "“They will speak again,” it added.",
        ],
        &[
            "Chile | direct | - | 2026-05-08 | The two share one aim and one fear,",
            "Chile | direct | - | 2026-05-08 | They will speak again,",
        ],
    );
    check(
        &["In Oslo, a government spokeswoman dismissed the ban as “theatre for tired clerks”."],
        &["Norway | partial | - | 2026-05-08 | theatre for tired clerks"],
    );
}

#[test]
fn who_is_quoted_by_others_speaks() {
    check(
        &["“We shall answer in kind,” Chilean state television quoted the minister, Osman Reyl, as saying."],
        &["Osman Reyl | direct | interview | 2026-05-08 | We shall answer in kind,"],
    );
    check(
        &[
            "The harbour office told of a call: “It took an hour”, spokesman Osman Reyl said, adding that “nobody hung up”.",
        ],
        &[
            "Osman Reyl | direct | - | 2026-05-08 | It took an hour",
            "Osman Reyl | partial | - | 2026-05-08 | nobody hung up",
        ],
    );
    check(
        &["Mira Talvik arrived on Friday. A copy of her speech read: “An old gate stands open again between us.”"],
        &["Mira Talvik | direct | - | 2026-05-08 | An old gate stands open again between us."],
    );
    check(
        &["“This burden is ours to carry,” the crown-appointed minister, Osman Reyl, told lawmakers."],
        &["Osman Reyl | direct | speech | 2026-05-08 | This burden is ours to carry,"],
    );
}

#[test]
fn coordinated_phrases_share_a_speaker() {
    check(
        &["Mira Talvik said the road marked “a new leaf” in their ties and “a nod to the whole coast”."],
        &[
            "Mira Talvik | partial | - | 2026-05-08 | a new leaf",
            "Mira Talvik | partial | - | 2026-05-08 | a nod to the whole coast",
        ],
    );
    // Another verb between the two may be anybody's.
    check(
        &["An official told reporters that Osman Reyl had talked to both by phone and “has not given up on July”."],
        &["- | partial | - | 2026-05-08 | has not given up on July"],
    );
}

#[test]
fn it_is_rather_who_spoke_last_than_what_was_named_last() {
    check(
        &[
            "Norway and the African Union ended their talks on Friday.",
            "The African Union's statement noted Norway's large fleet, which it said had helped.",
            "“Norway can do more,” it said.",
        ],
        &["African Union | direct | - | 2026-05-08 | Norway can do more,"],
    );
}
