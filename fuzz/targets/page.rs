//! Any page or saved text: parts lie inside the text, in order, and do not overlap.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for article in plenipo_page::read("x", bytes).into_iter().flatten() {
        let mut end = 0;
        for part in &article.parts {
            assert!(part.span.start >= end, "parts overlap");
            assert!(article.text.get(part.span.range()).is_some(), "a part lies outside the text");
            end = part.span.end;
        }
        let spans = article.comments.iter().map(|comment| comment.span).chain(article.posts.iter().map(|post| post.span));
        for span in spans {
            assert!(article.text.get(span.range()).is_some(), "words lie outside the text");
        }
    }
});
