//! Exports, each read back by a strict reader that is not ours.

use std::collections::{BTreeMap, BTreeSet};

use plenipo_exchange::escape::inert;
use plenipo_exchange::export::{
    Calendar, Feed, FollowTheMoney, GDELT_COLUMNS, Gdelt, LinkedData, POLECAT_COLUMNS, Polecat, Stream, csv_writer,
};
use plenipo_ledger::Filter;
use plenipo_tables::{Tables, each_part};

use crate::hostile::{NAME, SENTENCE, country, ledger};

/// Returns all that a format makes of the ledger.
fn written(format: &mut dyn Stream) -> String {
    let (ledger, mut events) = (ledger(), 0);
    let mut text = format.begin();
    ledger
        .each_event(&Filter::default(), |view| {
            text += &format.event(&view);
            events += 1;
        })
        .unwrap();
    assert_eq!(events, 2);
    for quote in ledger.quotes(&Filter::default()).unwrap() {
        text += &format.quote(&quote);
    }
    text + &format.end()
}

#[test]
fn tables_have_whole_rows_and_no_formulas() {
    let ledger = ledger();
    let mut tables = Tables::default();
    each_part(&ledger, &Filter::default(), usize::MAX, |all| -> Result<(), plenipo_ledger::Error> {
        tables = all;
        Ok(())
    })
    .unwrap();
    let mut read: BTreeMap<&str, Vec<csv::StringRecord>> = BTreeMap::new();
    for ((name, rows), table) in tables.texts().into_iter().zip(Tables::all()) {
        let mut out = csv_writer(Vec::new());
        out.write_record(table.columns.iter().map(|column| column.name)).unwrap();
        for row in &rows {
            out.write_record(row.iter().map(|cell| inert(cell))).unwrap();
        }
        let bytes = out.into_inner().unwrap();
        let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(bytes.as_slice());
        let records: Vec<csv::StringRecord> = reader.records().map(|record| record.expect(name)).collect();
        assert_eq!((table.name, records.len()), (name, rows.len()));
        for cell in records.iter().flatten() {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{name}: {cell}");
        }
        read.insert(name, records);
    }
    assert_eq!(read["events"].len(), 2);
    assert!(read["event_actors"].iter().any(|row| &row[4] == format!("'{NAME}").as_str()));
    assert!(read["evidence"].iter().any(|row| row[6].starts_with("<script>") && row[6].contains("\tmet;")));
    let pairs: Vec<Vec<&str>> = read["pair_month"].iter().map(|row| row.iter().collect()).collect();
    assert_eq!(pairs, [["EST", "NOR", "2026-03", "1", "2", "2"]]);
}

#[test]
fn a_calendar_is_read_by_another_program() {
    let text = written(&mut Calendar::new(&country));
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{line}");
        assert!(!line.contains(['\r', '\n']), "{line}");
    }
    let unfolded = icalendar::parser::unfold(&text);
    let calendar = icalendar::parser::read_calendar(&unfolded).unwrap();
    let value =
        |at: usize, name: &str| calendar.components[at].find_prop(name).map(|property| property.val.to_string());
    assert_eq!(calendar.components.len(), 2);
    let met = (0..2).find(|at| value(*at, "DTSTART").as_deref() == Some("20260306")).expect("the meeting");
    assert_eq!(value(met, "DTEND").as_deref(), Some("20260307"));
    assert_eq!(value(met, "STATUS").as_deref(), Some("CONFIRMED"));
    assert_eq!(value(met, "SEQUENCE").as_deref(), Some("1"), "announced, then held");
    assert!(value(met, "UID").unwrap().ends_with("@plenipo"));
    let visit = 1 - met;
    assert_eq!(value(visit, "STATUS").as_deref(), Some("TENTATIVE"));
    assert_eq!(
        (value(visit, "DTSTART").as_deref(), value(visit, "DTEND").as_deref()),
        (Some("20260501"), Some("20260601"))
    );
}

#[test]
fn a_feed_is_well_formed_and_has_what_atom_demands() {
    let text = written(&mut Feed::new("Events & <more>", &country));
    let mut reader = quick_xml::Reader::from_str(&text);
    reader.config_mut().check_end_names = true;
    let (mut seen, mut depth) = (BTreeMap::<String, usize>::new(), 0);
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(tag) => {
                depth += 1;
                *seen.entry(tag.name().as_ref().to_owned()).or_default() += 1;
            }
            quick_xml::events::Event::End(_) => depth -= 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    let wanted = [("feed", 1), ("entry", 2), ("id", 3), ("title", 3), ("updated", 3), ("content", 2), ("author", 1)];
    for (name, count) in wanted {
        assert_eq!(seen.get(name), Some(&count), "{name}");
    }
    assert!(!seen.contains_key("script"), "words of an article are text");
    assert!(text.contains("<updated>2026-03-07T07:30:00Z</updated>"), "moments are those of Greenwich");
}

#[test]
fn rows_for_gdelt_have_sixty_one_columns_of_the_right_kinds() {
    let text = written(&mut Gdelt::new(&country));
    let mut ids = BTreeSet::new();
    for row in strict(&text, false) {
        assert_eq!(row.len(), GDELT_COLUMNS);
        assert!(ids.insert(row[0].parse::<u64>().unwrap()), "an id of its own");
        assert!(row[1].len() == 8 && row[1].parse::<u32>().is_ok(), "{}", &row[1]);
        assert!(row[4].parse::<f64>().is_ok());
        assert!(row[26].starts_with(&row[28]) && row[28].len() == 2, "codes are text: {}", &row[26]);
        assert!((1..=4).contains(&row[29].parse::<u8>().unwrap()));
        assert!((-10.0..=10.0).contains(&row[30].parse::<f64>().unwrap()));
        for count in &row.iter().collect::<Vec<_>>()[31..34] {
            assert!(count.parse::<u32>().unwrap() > 0);
        }
        assert_eq!(row[59].len(), 14);
        assert!(!row[60].is_empty());
    }
    assert_eq!(ids.len(), 2);
}

#[test]
fn rows_for_polecat_have_forty_columns_under_their_heads() {
    let text = written(&mut Polecat::new("plenipo", &country));
    assert_eq!(text.lines().next().map(|heads| heads.split('\t').count()), Some(40));
    let rows = strict(&text, true);
    let cell = |row: &csv::StringRecord, head: &str| {
        row[POLECAT_COLUMNS.iter().position(|column| *column == head).unwrap()].to_owned()
    };
    let met = rows.iter().find(|row| cell(row, "Event Type") == "CONSULT").expect("the meeting");
    assert_eq!(cell(met, "Event Date"), "2026-03-06");
    assert_eq!(
        (cell(met, "Actor Country"), cell(met, "Recipient Country")),
        ("Norway".to_owned(), "Estonia".to_owned())
    );
    assert_eq!(cell(met, "Recipient Name").split(';').count(), 1, "a semicolon in a name parts no names");
    assert_eq!(rows.len(), 2);
}

#[test]
fn linked_data_names_its_things() {
    let value: serde_json::Value = serde_json::from_str(&written(&mut LinkedData::new(&country))).unwrap();
    assert_eq!(value["@context"], "https://schema.org");
    let graph = value["@graph"].as_array().unwrap();
    let met = graph.iter().find(|node| node["startDate"] == "2026-03-06").expect("the meeting");
    assert_eq!(met["eventStatus"], "https://schema.org/EventScheduled");
    assert_eq!(met["attendee"][0]["affiliation"]["name"], "Estonia");
    assert!(met["description"].as_str().unwrap().starts_with(&SENTENCE[..20]));
    assert!(graph.iter().filter(|node| node["@type"] == "Quotation").all(|node| node["creator"]["name"] == NAME));
    for node in graph {
        assert!(node["@id"].as_str().unwrap().starts_with("urn:plenipo:"));
    }
}

/// Reads tab-separated values that know no quotation, and fails on a row of another length.
fn strict(text: &str, has_heads: bool) -> Vec<csv::StringRecord> {
    let mut reader = csv::ReaderBuilder::new();
    reader.delimiter(b'\t').quoting(false).flexible(false).has_headers(has_heads);
    reader.from_reader(text.as_bytes()).records().map(|record| record.expect("a whole row")).collect()
}

#[test]
fn entities_are_written_once_and_before_what_refers_to_them() {
    let text = written(&mut FollowTheMoney::new(&country));
    let mut schemas = BTreeMap::<String, String>::new();
    let mut seen = BTreeMap::<String, usize>::new();
    for line in text.lines() {
        let entity: serde_json::Value = serde_json::from_str(line).unwrap();
        let (id, schema) = (entity["id"].as_str().unwrap(), entity["schema"].as_str().unwrap());
        for (name, values) in entity["properties"].as_object().unwrap() {
            let values = values.as_array().unwrap();
            assert!(!values.is_empty() && values.iter().all(serde_json::Value::is_string), "{name}");
            if ["involved", "proof", "entity"].contains(&name.as_str()) {
                assert!(values.iter().all(|value| schemas.contains_key(value.as_str().unwrap())), "{line}");
            }
        }
        assert!(schemas.insert(id.to_owned(), schema.to_owned()).is_none(), "{id} stands there twice");
        *seen.entry(schema.to_owned()).or_default() += 1;
    }
    let seen: Vec<(&str, usize)> = seen.iter().map(|(schema, count)| (schema.as_str(), *count)).collect();
    assert_eq!(seen, [("Article", 2), ("Event", 2), ("Note", 2), ("Person", 2)]);
    assert!(text.contains(r#""country":["ee"]"#) && text.contains(r#""startDate":["2026-03-06"]"#), "{text}");
}

#[test]
fn entities_have_the_properties_of_their_schemas() {
    let rows = include_str!("follow_the_money.tsv").lines().filter(|row| !row.starts_with('#')).skip(1);
    let known: BTreeMap<(&str, &str), (&str, &str)> = rows
        .map(|row| match row.split('\t').collect::<Vec<_>>()[..] {
            [schema, property, kind, leads_to] => ((schema, property), (kind, leads_to)),
            _ => panic!("four columns: {row}"),
        })
        .collect();
    let text = written(&mut FollowTheMoney::new(&country));
    let entities: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let schema_of = |id: &str| entities.iter().find(|entity| entity["id"] == id).unwrap()["schema"].as_str().unwrap();
    for entity in &entities {
        let schema = entity["schema"].as_str().unwrap();
        for (property, values) in entity["properties"].as_object().unwrap() {
            let (kind, leads_to) =
                known.get(&(schema, property.as_str())).unwrap_or_else(|| panic!("{schema} knows no {property}"));
            for value in values.as_array().unwrap().iter().map(|value| value.as_str().unwrap()) {
                let fits = match *kind {
                    "date" => value.len() <= 10 && value.split('-').all(|part| part.parse::<u16>().is_ok()),
                    "country" => value.len() == 2 && value.chars().all(|c| c.is_ascii_lowercase()),
                    "entity" => leads_to.split(',').any(|schema| schema == schema_of(value)),
                    "url" => value.contains("://"),
                    _ => !value.trim().is_empty(),
                };
                assert!(fits, "{schema} {property} of type {kind}: `{value}`");
            }
        }
    }
}
