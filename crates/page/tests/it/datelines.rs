//! Where a marked-up page puts the place of the reporting: the cases of `tests/datelines.tsv`.

const CASES: &str = include_str!("../datelines.tsv");

#[test]
fn a_place_is_found_wherever_a_page_puts_it() {
    let mut misses = Vec::new();
    for case in CASES.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = case.split('\t').map(|column| if column == "-" { "" } else { column }).collect();
        let [head, line, opening, place, day, agency, byline] = columns[..] else { panic!("seven columns: {case}") };
        let read = plenipo_page::read("-", page(head, line, opening).as_bytes()).expect("a page").remove(0);
        let dateline = read.dateline.unwrap_or_default();
        let day_read = dateline.day.map(|day| day.to_string());
        let got = [dateline.place, day_read, read.agency, read.byline].map(Option::unwrap_or_default);
        let got = got.each_ref().map(String::as_str);
        if got != [place, day, agency, byline] {
            misses.push(format!("{case}\n    read: {got:?}"));
        }
    }
    assert!(misses.is_empty(), "{}", misses.join("\n"));
}

fn page(head: &str, line: &str, opening: &str) -> String {
    format!(
        "<html><head><title>Ministers discuss cod quotas - Harbour Post</title>{head}
        <meta property='article:published_time' content='2026-03-04T10:00:00+01:00'></head>
        <body><article><h1>Ministers discuss cod quotas</h1>{line}
        <p>{opening} The minister of fisheries, Mira Talvik, met her Chilean counterpart on Tuesday to discuss quotas for
        cod, officials of both countries said after the talks.</p>
        <p>The two sides have been arguing over the quotas for three years, and neither has given way so far, people close
        to the talks said.</p></article></body></html>"
    )
}
