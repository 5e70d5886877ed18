//! Every reading of the corpus keeps the promises of the format.

use serde_json::Value;

use crate::program::plenipo;

#[test]
fn every_proof_and_quotation_is_an_exact_slice_and_every_party_is_listed() {
    let run = plenipo(["read", "--format", "json", "--with-text", "corpus/articles"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let (mut events, mut quotes) = (0, 0);
    for line in run.stdout.lines() {
        let reading: Value = serde_json::from_str(line).unwrap();
        let (name, text) = (&reading["source"], reading["text"].as_str().unwrap());
        let actors: Vec<&str> = list(&reading["actors"]).map(|actor| actor["id"].as_str().unwrap()).collect();
        let listed = |id: &Value| id.is_null() || actors.contains(&id.as_str().unwrap());

        for event in list(&reading["events"]) {
            events += 1;
            assert!(list(&event["by"]).chain(list(&event["with"])).all(listed), "{name}: {event}");
            assert!(list(&event["evidence"]).count() > 0, "{name}: {event}");
            list(&event["evidence"]).for_each(|piece| check(text, piece));
            assert!(event["plover"].is_string() && event["cameo"].is_string(), "{name}: {event}");
        }
        quotes += list(&reading["quotes"]).count();
        for said in list(&reading["quotes"]).chain(list(&reading["statements"])) {
            assert!(listed(&said["speaker"]), "{name}: {said}");
            for piece in [&said["mention"], &said["cue"]].into_iter().filter(|piece| !piece.is_null()) {
                check(text, piece);
            }
            if said.get("pieces").is_none() {
                check(text, said);
                continue;
            }
            let pieces: Vec<&Value> = list(&said["pieces"]).collect();
            for piece in &pieces {
                check(text, piece);
            }
            let joined: Vec<&str> = pieces.iter().map(|piece| piece["text"].as_str().unwrap()).collect();
            assert_eq!(said["text"].as_str().unwrap(), joined.join(" "));
            assert_eq!((&said["start"], &said["end"]), (&pieces[0]["start"], &pieces[pieces.len() - 1]["end"]));
        }
        for actor in list(&reading["actors"]) {
            assert!(list(&actor["names"]).count() > 0, "{name}: {actor}");
        }
        let mut ids: Vec<&Value> =
            list(&reading["events"]).chain(list(&reading["quotes"])).map(|item| &item["id"]).collect();
        let all = ids.len();
        ids.sort_by_key(std::string::ToString::to_string);
        ids.dedup();
        assert_eq!(ids.len(), all, "{name}: two items with one id");
    }
    // A reader that finds nothing keeps every promise: it must find things.
    assert!(events > 100 && quotes > 50, "{events} events, {quotes} quotations");
}

#[track_caller]
fn check(text: &str, piece: &Value) {
    let at = |key: &str| usize::try_from(piece[key].as_u64().unwrap()).unwrap();
    assert_eq!(text.get(at("start")..at("end")), piece["text"].as_str(), "{piece}");
    assert_ne!(piece["text"], "");
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
