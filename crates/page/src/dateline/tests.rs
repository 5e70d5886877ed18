//! Datelines as wires write them, and openings that are none.

use super::*;

#[track_caller]
fn check(text: &str, expect: &str) {
    let shown = run_in(text, &[], true).map_or("none".to_owned(), |found| {
        let day = found.day.map_or("-".to_owned(), |day| day.to_string());
        format!("{} {day} {} | {}", found.place, found.agency.as_deref().unwrap_or("-"), &text[found.end..])
    });
    assert_eq!(shown, expect, "{text}");
}

#[test]
fn datelines_are_read_in_the_forms_that_wires_use() {
    check("New Delhi [India], March 11 (ANI): External", "New Delhi --03-11 ANI | External");
    check("NEW DELHI, March 13 (Reuters) - India", "New Delhi --03-13 Reuters | India");
    check("New Delhi, Mar 12 (PTI) Senior officials", "New Delhi --03-12 PTI | Senior officials");
    check("KATHMANDU, Nov 16: Minister", "Kathmandu --11-16 - | Minister");
    check("ASHGABAT, May 21 (Xinhua) -- Turkmen", "Ashgabat --05-21 Xinhua | Turkmen");
    check("BRUSSELS, Oct 15, 2025 (AFP) - The", "Brussels 2025-10-15 AFP | The");
    check("ISTANBUL, November 5. /TASS/. Russia", "Istanbul --11-05 TASS | Russia");
    check("SEOUL (Yonhap) -- South", "Seoul - Yonhap | South");
    check("ASTANA – U.S. Special", "Astana - - | U.S. Special");
    check("WASHINGTON, D.C., Mar. 3 (UPI) -- The", "Washington --03-03 UPI | The");
    check("ST. GALLEN, Switzerland (AP) — Two", "St. Gallen - AP | Two");
    check("GENEVA/NEW YORK, 4 May 2024 – The", "Geneva/New York 2024-05-04 - | The");
    check("PORT-AU-PRINCE, Haiti, Aug. 9 (AP) — A", "Port-Au-Prince --08-09 AP | A");
    check("Rio de Janeiro, 3 June (EFE).- The", "Rio de Janeiro --06-03 EFE | The");
    check("BEIRUT: The cabinet", "Beirut - - | The cabinet");
    check("Lahore, Nov 24 (KNO): Police", "Lahore --11-24 KNO | Police");
    check("APA – Lomé (Togo) – The port", "Lomé - APA | The port");
    check("APA-Lomé (Togo) The port", "Lomé - APA | The port");
    check("Shiraz, IRNA – The port", "Shiraz - IRNA | The port");
    check("DAKAR, July 3 (Coast Post) – The port", "Dakar --07-03 - | The port");
    check("SALALAH—The port", "Salalah - - | The port");
    check("Salalah: The port", "Salalah - - | The port");
    check("LIMA, Peru, May 3, 2024 /NewsLine/ -- The port", "Lima 2024-05-03 - | The port");
    check("Abidjan, July 1, 2024 (NAN) The port", "Abidjan 2024-07-01 NAN | The port");
    check("YEREVAN, MAY 3, ARMENPRESS. The port", "Yerevan --05-03 Armenpress | The port");
    check("BAKU, Azerbaijan, May 3. The port", "Baku --05-03 - | The port");
    check("OSLO (May 3) — The port", "Oslo --05-03 - | The port");
    check("ABIDJAN, Côte d’Ivoire (AP) — The port", "Abidjan - AP | The port");
    check("N’DJAMENA, Chad, May 3 — The port", "N’Djamena --05-03 - | The port");
    check("Nouakchott, (APS) – The port", "Nouakchott - APS | The port");
    check("TIRANA – 3 May 2024 – The port", "Tirana 2024-05-03 - | The port");
    check("LIMA | The port", "Lima - - | The port");
    check("Doha, Qatar | May 3, 2024: The port", "Doha 2024-05-03 - | The port");
    check("OSLO. May 3 (Interfax) - The port", "Oslo --05-03 Interfax | The port");
    check("Oslo, Norway | Xinhua | The port", "Oslo - Xinhua | The port");
    check("OSLO (Coast News Service / Sputnik - 3rd May, 2026) The port", "Oslo 2026-05-03 Sputnik | The port");
    check("OSLO, Norway (AP) _ The port", "Oslo - AP | The port");
    check("3 May 2024, Oslo - The port", "Oslo 2024-05-03 - | The port");
    check("May 3, 2024 OSLO — The port", "Oslo 2024-05-03 - | The port");
    check("(Oslo, 3 May 2024) – The port", "Oslo 2024-05-03 - | The port");
    check("[Oslo, 3 May 2024] The port", "Oslo 2024-05-03 - | The port");
    check("OSLO, Tuesday – The port", "Oslo - - | The port");
    check("OSLO, today — The port", "Oslo - - | The port");
    check("OSLO (The Coast Post) The port", "Oslo - - | The port");
    check("OSLO BUREAU, May 3 – The port", "Oslo --05-03 - | The port");
    check("OSLO — the port", "Oslo - - | the port");
    check("OSLO ... The port", "Oslo - - | The port");
    check("OSLO • The port", "Oslo - - | The port");
    check("OSLO // The port", "Oslo - - | The port");
    check("Ana Writer / AFP / Updated: May 3, 2024", "none");
    check("OSLO-The port", "Oslo - - | The port");
    check("OSLO,- The port", "Oslo - - | The port");
    check("OSLO, May 3; The port", "Oslo --05-03 - | The port");
    check("OSLO 3 MAY The port", "Oslo --05-03 - | The port");
    check("Oslo, Norway – 3 May 2024. The port", "Oslo 2024-05-03 - | The port");
    check("OSLO, May 3 – (APS) – The port", "Oslo --05-03 APS | The port");
    check("OSLO: May 3 (AFP): The port", "Oslo --05-03 AFP | The port");
    check("OSLO, May 3 : (Agencies) The port", "Oslo --05-03 - | The port");
    check("OSLO/AGENCIES – The port", "Oslo - - | The port");
    check("OSLO – Our correspondent: The port", "Oslo - - | The port");
    check("OSLO, May 3 — Staff Reporter — The port", "Oslo --05-03 - | The port");
}

#[test]
fn a_dateline_may_be_a_line_of_its_own() {
    let place = |line: &str| bare(line).map(|found| (found.place, found.day.map(|day| day.to_string())));
    let on = |day: &str| Some(("Oslo".to_owned(), Some(day.to_owned())));
    assert_eq!(place("Oslo, May 3"), on("--05-03"));
    assert_eq!(place("OSLO, Norway, 3 May 2024 —"), on("2024-05-03"));
    assert_eq!(place("Oslo (Norway) | 3 May 2024"), on("2024-05-03"));
    assert_eq!(place("Ana Writer | 3 May 2024"), None);
    assert_eq!(place("Special Correspondent, Oslo, May 3"), None);
    assert_eq!(place("Oslo and its port"), None);
    assert_eq!(place("Oslo: a port on the move"), None);
}

#[test]
fn a_city_may_stand_alone() {
    for line in ["Oslo", "OSLO:", "Oslo, Norway", "Oslo, Tuesday", "Location: Oslo"] {
        assert_eq!(city_alone(line).map(|found| found.place).as_deref(), Some("Oslo"), "{line}");
    }
    for line in ["Norway", "Ana Writer", "Oslo port", "Oslo, a port", "Editor: Oslo"] {
        assert_eq!(city_alone(line), None, "{line}");
    }
}

#[test]
fn a_page_may_set_a_place_off() {
    let found = |text: &str, length: usize| set_off(text, length).map(|found| (found.place, found.end));
    assert_eq!(found("Oslo The port", 4), Some(("Oslo".to_owned(), 5)));
    assert_eq!(found("Oslo, Norway The port", 12), Some(("Oslo".to_owned(), 13)));
    assert_eq!(found("Oslo, whose port", 4), None);
}

#[test]
fn words_in_bold_end_a_dateline() {
    let check = |text: &str, cut: usize, expect: Option<(&str, usize)>| {
        let found = run_in(text, &[cut], true);
        assert_eq!(found.as_ref().map(|found| (found.place.as_str(), found.end)), expect, "{text}");
    };
    check("OSLO The port", 4, Some(("Oslo", 5)));
    check("OSLO, The port", 5, Some(("Oslo", 6)));
    check("Oslo, May 3 The port", 11, Some(("Oslo", 12)));
    check("OSLO, Norway, May 3 /Line/ -- The port", 4, Some(("Oslo", 30)));
    check("Norway The port", 6, None);
    check("OSLO The port", 9, None);
}

#[test]
fn a_service_may_stand_alone_before_the_reporting() {
    assert_eq!(credit_alone("(COAST) - The port"), Some(("COAST".to_owned(), 10)));
    assert_eq!(credit_alone("(COAST) -The port"), Some(("COAST".to_owned(), 9)));
    assert_eq!(credit_alone("(The port) - is open"), None);
}

#[test]
fn sentences_are_no_datelines() {
    check("The minister, who met the envoy (AFP) - said", "none");
    check("EXCLUSIVE - The minister", "none");
    check("IN THE DIARY — The minister", "none");
    check("WHO CAME — The minister", "none");
    check("In Geneva, March 3 was a holiday.", "none");
    check("Source: The office", "none");
    check("Written By Ana Writer May 3, 2024 – The", "none");
    check("Monday, March 3 - The", "none");
    check("LIVE | The port", "none");
    check("Trade | The port has a new crane, officials say", "none");
    check("NATO said on Monday - again - that it", "none");
    check("OSLO. The port has a new crane", "none");
    check("OSLO, The Port, a play about fishermen", "none");
    check("May 3, Constitution Day - which", "none");
    check("LIMA. May 3 was a holiday", "none");
    check("Tuesday – The port", "none");
    check("(Oslo) – The port", "none");
}
