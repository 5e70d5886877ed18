//! The table of all addresses: the router, the description for programs and the tests are made from it.

use crate::access::Role;
use crate::pages::{
    account, actor, admin, article, calendar, codebook, correct, country, coverage, data, day, feeds, help, log, login,
    map, network, pair, record, review, saved, search, statements, stories, story, submit, today,
};
use crate::route::{Route, Takes, page};

/// Returns all addresses with pages.
pub fn all() -> Vec<Route> {
    vec![
        page("/", "today", "What leads the news, what comes next, plans that changed, who deals with whom.", today::load)
            .list()
            .done(),
        page("/day/{day}", "day", "What happened or is planned on one day, such as 2026-01-29.", day::load)
            .list()
            .calendar()
            .done(),
        page("/event/{id}", "event", "One event, with the sentences that prove it and what became of it.", record::load)
            .list()
            .calendar()
            .done(),
        page("/article/{id}", "article", "One article: the stored text with the words of every record.", article::load)
            .done(),
        page("/person/{id}", "person", "One person: offices, meetings, travels, statements.", actor::person)
            .list()
            .done(),
        page("/organization/{id}", "organization", "One organisation.", actor::organization).list().done(),
        page("/country/{code}", "country", "One country, by its three letters of ISO 3166-1.", country::load).list().done(),
        page("/pair/{codes}", "pair", "Two countries, such as EST-NOR, and all that both take part in.", pair::load)
            .paged()
            .done(),
        page("/calendar", "calendar", "What is planned from the latest news on, or in one month.", calendar::load)
            .takes_some("month", Takes::Day, "The month, such as 2026-01; without it the agenda.")
            .list()
            .calendar()
            .done(),
        page("/stories", "stories", "Articles over days that tell of one thing, the latest first.", stories::load)
            .list()
            .done(),
        page("/story/{id}", "story", "One story: what it amounts to, and the articles that it is made of.", story::load)
            .list()
            .calendar()
            .done(),
        page("/statements", "statements", "Quotations, the latest first.", statements::load)
            .takes("q", "Words that were said; a \"phrase\" in marks.")
            .takes_some("wording", Takes::OneOf(&["quoted", "reported"]), "quoted or reported; without it both.")
            .takes("who", "Who speaks: a name, or a public name.")
            .takes_some("country", Takes::Country, "The country of the speaker, three letters.")
            .takes_some("since", Takes::Day, "The first day, month or year.")
            .takes_some("until", Takes::Day, "The last day, month or year.")
            .paged()
            .done(),
        page("/search", "search", "Events that fit a query, the latest first, and how they are spread.", search::load)
            .takes("q", "The query: words, \"phrases\", -without, who: with: country: kind: status: date:a..b said: outlet: n>=2 sure>=70.")
            .takes("who", "Somebody who takes part; this and the next are fields of the query by other means.")
            .takes("with", "Somebody else who takes part.")
            .takes("country", "A country, by its name or its three letters.")
            .takes("kind", "Kinds of event, with commas between.")
            .takes("status", "How far they have come, with commas between.")
            .takes("date", "A day, month or year, or two of them with `..` between.")
            .takes("said", "Words that somebody who takes part said.")
            .takes("outlet", "An outlet that reports it.")
            .paged()
            .calendar()
            .done(),
        page("/saved", "saved", "Saved searches, and how much each finds now.", saved::load).table().done(),
        page("/map", "map", "Where the events of a query are, as dots on land without borders.", map::load)
            .takes("q", "The query, as that of a search.")
            .table()
            .done(),
        page("/network", "network", "Who meets whom in the events of a query, sixty of them at most.", network::load)
            .takes("q", "The query, as that of a search.")
            .takes_some("between", Takes::OneOf(&["countries", "people"]), "`countries` or `people`; without it people where the query names somebody.")
            .table()
            .done(),
        page("/coverage", "coverage", "Which months and outlets the articles are of.", coverage::load).table().done(),
        page("/data", "data", "What the ledger holds, and what the columns of its tables mean.", data::load).done(),
        page("/codebook", "codebook", "What the columns of the exported tables hold.", |_| Ok(codebook::page())).table().done(),
        page("/feeds", "feeds", "What is watched, and how asking it went.", feeds::load).list().done(),
        page("/log", "log", "What people said of the record, the latest first.", log::load)
            .paged_by(Takes::Entry)
            .done(),
        page("/log/{number}", "log_entry", "One entry of the log of corrections.", log::one).done(),
        page("/correct/{id}", "correction", "What can be corrected in an event, an actor or a story.", correct::load).done(),
        page("/review", "review", "Uncertain records, names that may be one, notes that wait.", review::load)
            .needs(Some(Role::Editor))
            .list()
            .done(),
        page("/submit", "submission", "Where an article is handed in.", |asked| Ok(submit::page(asked))).needs(Some(Role::Editor)).done(),
        page("/draft/{id}", "draft", "What an article says that was handed in and is not kept yet.", submit::draft)
            .needs(Some(Role::Editor))
            .done(),
        page("/account", "account", "One's own role and tokens.", account::load).done(),
        page("/admin", "users", "Users, and the book of what was done.", admin::load)
            .needs(Some(Role::Admin))
            .list()
            .done(),
        page("/login", "login", "Where somebody signs in.", login::load)
            .takes("next", "The page to go on to.")
            .needs(None)
            .done(),
        page("/help", "help", "How to read the record and how to search it.", |_| Ok(help::page())).done(),
    ]
}
