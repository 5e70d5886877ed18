//! Mail, and pages that browsers save in the form of mail.

use mail_parser::MessageParser;

use crate::moment::moment;
use crate::open::{Flow, Intake};
use crate::{Content, Fault, Fields};

/// Reads one message: its subject, day and text, HTML before plain text.
pub(crate) fn message(intake: &mut Intake, name: &str, bytes: &[u8]) -> Flow {
    let Some(message) = MessageParser::default().parse(bytes) else {
        return intake.fault(name, Fault::Malformed("no header that mail has".to_owned()));
    };
    // A part counts as HTML only if it says so: the parser turns plain text into HTML on demand.
    let html = message.html_body.first().and_then(|&part| message.part(part)).filter(|part| part.is_text_html());
    let html = html.and_then(|part| part.text_contents()).map(str::to_owned);
    let saved = message.header_raw("Snapshot-Content-Location").map(|address| address.trim().to_owned());
    if let (Some(html), Some(address)) = (&html, &saved) {
        let fields = Fields { address: Some(address.clone()), ..Fields::default() };
        return intake.item(name.to_owned(), Content::Page(html.clone().into_bytes()), fields);
    }
    let text = message.body_text(0).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let content = match (html, text) {
        (Some(html), _) => Content::Html(html),
        (None, Some(text)) => Content::Plain(text),
        (None, None) => Content::Nothing,
    };
    let title = message.subject().map(|subject| subject.trim().to_owned()).filter(|subject| !subject.is_empty());
    if content == Content::Nothing && title.is_none() {
        return intake.fault(name, Fault::NoArticle);
    }
    let published = message.date().and_then(|day| moment(&day.to_rfc3339()));
    intake.item(name.to_owned(), content, Fields { title, published, ..Fields::default() })
}
