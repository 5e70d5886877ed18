//! Articles in other languages are kept apart.

use plenipo_language::Analyzer;
use plenipo_lexicon::Lexicon;
use plenipo_reading::Reader;
use plenipo_record::{Article, PartKind};

#[test]
fn what_is_not_english_is_not_read() {
    let mut article = Article::new("note.txt");
    article.push(PartKind::Body, "Foreign Minister Mira Talvik met President Lena Hoeve in Oslo on Friday.");
    article.language = Some("de".to_owned());
    let reading = Reader::new(Analyzer::builtin(), Lexicon::builtin()).read(article, None);
    assert!(reading.actors.is_empty() && reading.events.is_empty() && reading.statements.is_empty());
    assert_eq!(reading.diagnostics[0].message, "not English (de)");
}
