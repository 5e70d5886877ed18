//! Encodings, and inputs that are refused.

use encoding_rs::{UTF_16BE, WINDOWS_1252};
use plenipo_page::{MAX_BYTES, PageError, read};

const STORY: &str = "Talks resume in Bern\n\nBERN, 4 May 2024 (AFP) - The envoys of “both sides” met at the Café Fédéral on \
                     Saturday, and they said that the talks would go on in the summer.\n";

#[track_caller]
fn check(bytes: &[u8]) {
    let article = &read("-", bytes).expect("a page")[0];
    let body = article.paragraphs().next().expect("a paragraph").slice(&article.text);
    assert_eq!(article.title.as_deref(), Some("Talks resume in Bern"));
    assert!(body.starts_with("The envoys of “both sides” met at the Café Fédéral"), "{body}");
}

fn utf16(text: &str, big: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

#[test]
fn text_is_read_in_the_encodings_that_pages_have() {
    check(STORY.as_bytes());
    check(format!("\u{feff}{STORY}").as_bytes());
    check(&WINDOWS_1252.encode(STORY).0);
    check(&utf16(STORY, false));
    check(&utf16(&format!("\u{feff}{STORY}"), true));
    let mut cut = STORY.as_bytes().to_vec();
    let at = STORY.find('é').expect("the letter");
    cut.splice(at..at, []);
    check(&cut);
    assert_eq!(UTF_16BE.name(), "UTF-16BE");
}

#[test]
fn declared_encodings_are_believed() {
    let html = "<html><head><meta charset=\"windows-1252\"><title>Talks resume in Bern</title></head><body>\
                <h1>Talks resume in Bern</h1><p>The envoys of “both sides” met at the Café Fédéral on Saturday.</p></body></html>";
    check(&WINDOWS_1252.encode(html).0);
}

#[test]
fn what_is_no_page_is_refused() {
    #[track_caller]
    fn refused(bytes: &[u8], expect: PageError, message: &str) {
        let error = read("-", bytes).expect_err("an error");
        assert_eq!(error, expect);
        assert_eq!(error.to_string(), message);
    }
    refused(b"", PageError::Empty, "the input is empty");
    refused(b" \n\n\t", PageError::NoText, "the page holds no text");
    refused(
        b"<html><head><title></title></head><body><script>let a = 1;</script></body></html>",
        PageError::NoText,
        "the page holds no text",
    );
    refused(b"\x89PNG\r\n\x1a\n rest", PageError::Binary, "the input is no text: expected a web page or plain text");
    refused(b"%PDF-1.7 rest", PageError::Binary, "the input is no text: expected a web page or plain text");
    refused(
        &[0, 1, 2, 3, 4, 0, 200, 199].repeat(64),
        PageError::Binary,
        "the input is no text: expected a web page or plain text",
    );
    refused(&[0x1b, 1, 2, 3, b'a'].repeat(64), PageError::WrongEncoding, "the input is in no known text encoding");
    let large = vec![b'a'; MAX_BYTES + 1];
    refused(
        &large,
        PageError::TooLarge { bytes: MAX_BYTES + 1 },
        "the input has 20000001 bytes: at most 20000000 are read",
    );
}

#[test]
fn other_languages_are_told_apart() {
    #[track_caller]
    fn told(text: &str, language: Option<&str>) {
        assert_eq!(read("-", text.as_bytes()).expect("a page")[0].language.as_deref(), language, "{text}");
    }
    let german = "Die Minister beider Staaten haben sich am Montag in der Hauptstadt getroffen und über den Handel gesprochen. \
                  Sie wollen die Gespräche im nächsten Monat fortsetzen, sagte ein Sprecher nach dem Treffen.";
    told(german, Some("de"));
    told("Министры двух стран встретились в понедельник в столице и обсудили торговлю.", Some("ru"));
    let indonesian = "Menteri luar negeri kedua negara bertemu di ibu kota pada hari Senin untuk membahas perdagangan, dan \
                      mereka sepakat bahwa pembicaraan akan dilanjutkan pada bulan depan.";
    told(indonesian, Some("id"));
    told(STORY, Some("en"));
    // Too few words to tell.
    told("Talks resume in Bern", None);
}

#[test]
fn a_page_that_breaks_off_is_read_as_far_as_it_goes() {
    let html = "<html><head><title>Talks resume in Bern</title></head><body><h1>Talks resume in Bern</h1>\
                <p>The envoys of “both sides” met at the Café Fédéral on Saturday.</p><p>They will go on in the sum";
    check(html.as_bytes());
}
