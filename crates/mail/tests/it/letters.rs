//! What is in a letter, read by a parser of mail that knows nothing of this crate.

use std::time::{Duration, SystemTime};

use mail_parser::MessageParser;
use plenipo_exchange::{Entry, Section, Sheet};
use plenipo_mail::Letter;

const EVIL: &str = "Talks\r\nBcc: thief@example.org\r\n\r\n<script>alert(1)</script> \u{202e}desrever";

/// Makes a letter whose every field holds this text.
pub fn letter(text: &str) -> Letter {
    let entry = Entry {
        days: "8 May 2026".to_owned(),
        line: text.to_owned(),
        aside: vec![text.to_owned()],
        proof: Some(text.to_owned()),
        told_by: Some(text.to_owned()),
        record: "e1f2".to_owned(),
    };
    let bad = Entry { record: format!("e\"{text}"), ..entry.clone() };
    Letter {
        subject: text.to_owned(),
        from: "The desk <desk@example.org>".to_owned(),
        to: vec!["reader@example.org".to_owned(), "Élise <elise@example.org>".to_owned()],
        date: SystemTime::UNIX_EPOCH + Duration::from_secs(1_778_250_000),
        key: "2026-05-08".to_owned(),
        sheets: vec![Sheet {
            title: text.to_owned(),
            headline: Some((text.to_owned(), "s1".to_owned())),
            sections: vec![Section { heading: "KEY POINTS", entries: vec![entry, bad] }],
            note: Some(text.to_owned()),
        }],
        site: Some("http://127.0.0.1:8080/".to_owned()),
    }
}

#[test]
fn a_letter_has_a_head_a_text_and_a_page() {
    let bytes = letter("Talvik met Reyl in Oslo – “fish”").to_eml().unwrap();
    assert_eq!(
        bytes,
        letter("Talvik met Reyl in Oslo – “fish”").to_eml().unwrap(),
        "the same letter is the same bytes"
    );
    let message = MessageParser::default().parse(&bytes).unwrap();
    assert_eq!(message.subject(), Some("Talvik met Reyl in Oslo – “fish”"));
    assert_eq!(message.date().unwrap().to_rfc3339(), "2026-05-08T14:20:00Z");
    let text = message.body_text(0).unwrap();
    assert!(text.contains("“Talvik met Reyl in Oslo – ‘fish’”"), "{text}");
    assert!(text.contains("http://127.0.0.1:8080/event/e1f2"), "{text}");
    let page = message.body_html(0).unwrap();
    assert!(page.contains("href=\"http://127.0.0.1:8080/event/e1f2\""), "{page}");
}

#[test]
fn hostile_text_adds_no_line_to_the_head_and_no_element_to_the_page() {
    let bytes = letter(EVIL).to_eml().unwrap();
    let message = MessageParser::default().parse(&bytes).unwrap();
    assert!(message.bcc().is_none());
    let mut heads: Vec<&str> = message.headers().iter().map(mail_parser::Header::name).collect();
    heads.sort_unstable();
    assert_eq!(heads, ["Content-Type", "Date", "From", "MIME-Version", "Message-ID", "Subject", "To"]);
    assert!(message.subject().unwrap().starts_with("Talks Bcc: thief@example.org <script>"));
    let page = message.body_html(0).unwrap();
    assert!(!page.contains("<script") && page.contains("&lt;script&gt;"), "{page}");
    assert!(!page.contains('\u{202e}') && !message.body_text(0).unwrap().contains('\u{202e}'));
    assert_eq!(page.matches("href=").count(), 1, "what is no name of a record leads nowhere");
    let fetched = ["src=", "url(", "<link", "<img", "@import"];
    assert!(fetched.iter().all(|what| !page.contains(what)), "nothing is fetched");
}

#[track_caller]
fn refuse(from: &str, to: &[&str], expected: &str) {
    let to = to.iter().map(|to| (*to).to_owned()).collect();
    let letter = Letter { from: from.to_owned(), to, ..letter("Talks") };
    let told = letter.to_eml().unwrap_err().to_string();
    assert!(told.contains(expected), "{told}");
}

#[test]
fn addresses_that_are_none_are_refused() {
    refuse("desk@example.org", &[], "nobody to send to");
    refuse("desk", &["reader@example.org"], "`desk` is no address of mail");
    refuse("desk@example.org", &["reader@example.org\r\nBcc: thief@example.org"], "is no address of mail");
    refuse("desk@example.org", &["a@example.org, b@example.org"], "is no address of mail");
}
