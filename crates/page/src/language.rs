//! Tells in which language the reporting is.

use plenipo_record::Article;

use crate::cues::cues;
use crate::words::{self, bare};

/// How much of a text is looked at, in characters: more tells nothing new.
const SAMPLE: usize = 6_000;

/// Returns the language of the reporting, else the declared one; none where neither can be told.
///
/// English is told by its small words, which newswire is full of; anything else by the shapes of its words.
pub(crate) fn of(article: &Article, declared: Option<&str>) -> Option<String> {
    let body: String = article.paragraphs().map(|span| span.slice(&article.text)).collect::<Vec<_>>().join(" ");
    let text = if words::count(&body) >= 12 { body.as_str() } else { article.text.as_str() };
    let sample: String = text.chars().take(SAMPLE).collect();
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    let latin = sample.chars().filter(|c| c.is_alphabetic() && *c < '\u{250}').count();
    let declared = declared.and_then(|code| code.split(['-', '_']).next()).map(str::to_lowercase);
    let guessed = || whatlang::detect(&sample).map(|found| cues().language(found.lang().code()).to_owned());
    if latin * 2 < letters {
        return guessed().filter(|code| code != "en").or(declared).or(Some("und".to_owned()));
    }
    let all = bare(&sample);
    if all.len() < 12 {
        return declared.filter(|code| (2..=3).contains(&code.len()));
    }
    let common = all.iter().filter(|word| cues().stop_words.contains(*word)).count();
    if common * 8 >= all.len() {
        return Some("en".to_owned());
    }
    let guess = guessed();
    if common * 14 >= all.len() && guess.as_deref() == Some("en") {
        return Some("en".to_owned());
    }
    guess.filter(|code| code != "en").or(declared.filter(|code| code != "en")).or(Some("und".to_owned()))
}
