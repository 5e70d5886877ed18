//! What holds for every input, however broken.

use std::fs;
use std::path::Path;
use std::time::Duration;

use plenipo_record::Article;
use proptest::prelude::*;

/// Parts stand in text order without overlap and cover all but the line breaks; fields slice.
fn check(article: &Article) {
    let mut end = 0;
    for part in &article.parts {
        assert!(part.span.start >= end && part.span.start <= end + 1, "{:?} behind {end}", part.span);
        assert!(!part.span.slice(&article.text).is_empty());
        end = part.span.end;
    }
    assert_eq!(end, article.text.len());
    for comment in &article.comments {
        assert!(!comment.span.slice(&article.text).is_empty());
    }
    for post in &article.posts {
        assert!(!post.span.slice(&article.text).is_empty());
    }
    for entry in &article.live {
        assert!(!entry.span.slice(&article.text).is_empty());
    }
}

fn read(bytes: &[u8]) {
    if let Ok(articles) = plenipo_page::read("-", bytes) {
        articles.iter().for_each(check);
        assert_eq!(Ok(articles), plenipo_page::read("-", bytes));
    }
}

fn pages() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut paths: Vec<_> = fs::read_dir(folder).expect("pages").map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension != "expected"));
    paths.sort();
    paths.iter().map(|path| fs::read(path).expect("a page")).collect()
}

/// Pieces that pages are made of, to be thrown together.
const PIECES: [&str; 47] = [
    "<p>",
    "</p>",
    "<div class=related>",
    "</div>",
    "<h1>",
    "</h1>",
    "<a href=x>",
    "</a>",
    "<ul><li>",
    "</ul>",
    "<b>",
    "</b>",
    "<br>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<time datetime=2024>",
    "<div class=\"comments\">",
    "<blockquote>",
    "<blockquote class=\"twitter-tweet\">",
    "— A Ministry (@ministry) May 3, 2024",
    "<article class=\"live-blog-post\"><time datetime=\"2024-05-03T10:00:00Z\">10:00</time>",
    "<span class=sr-only>",
    "</span>",
    "<h2>Read more</h2>",
    "<script type=\"application/ld+json\">{\"@type\": \"NewsArticle\", \"headline\": \"a \"b\" c\",}</script>",
    "\n",
    "\n\n",
    " ",
    "NEW DELHI, ",
    "May 3",
    ", 2024",
    " (AFP)",
    " - ",
    "The ministers met on Friday in the capital. ",
    "(ANI)",
    "Read also",
    "Key Points:",
    "• ",
    "Reader Comments\n",
    "A\nAnna B\n",
    "“",
    "”",
    "é",
    "https://x.com/a/1",
    "10:22 UTC-3 | ",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        read(&bytes);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,400}") {
        read(text.as_bytes());
    }

    #[test]
    fn any_order_of_pieces_is_read(order in proptest::collection::vec(0..PIECES.len(), 0..60)) {
        let text: String = order.iter().map(|&i| PIECES[i]).collect();
        read(text.as_bytes());
    }

    #[test]
    fn damaged_pages_are_read_or_refused(
        page in any::<prop::sample::Index>(),
        cut in any::<prop::sample::Index>(),
        length in 0..200_usize,
        junk in proptest::collection::vec(any::<u8>(), 0..20),
    ) {
        let pages = pages();
        let mut bytes = pages[page.index(pages.len())].clone();
        let at = cut.index(bytes.len());
        let end = bytes.len().min(at + length);
        bytes.splice(at..end, junk);
        read(&bytes);
    }
}

#[test]
fn hostile_nesting_takes_linear_time() {
    let list = "<h2>Read more</h2><p>A word of it.</p><a href=x>one two three</a>";
    let post = "<blockquote class=twitter-tweet>x</blockquote><span class=sr-only>y</span>";
    let data = "<script type=\"application/ld+json\">{\"a\": \"b \"c\", d\",</script>";
    for piece in [
        list,
        post,
        data,
        "<div>",
        "<p><b>",
        "<a><li>",
        "<ul><li>word ",
        "<h1>",
        "</p>",
        "<div class=a hidden>",
        "x | ",
    ] {
        let bytes = piece.repeat(1_000_000 / piece.len());
        let start = core_time();
        read(bytes.as_bytes());
        let taken = core_time().saturating_sub(start);
        assert!(taken < Duration::from_secs(10), "{piece}: {taken:?}");
    }
}

/// Returns how long this thread has had a core, which other work on the machine does not change; Linux alone tells it.
fn core_time() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    told.split_whitespace().next().and_then(|word| word.parse().ok()).map_or(Duration::ZERO, Duration::from_nanos)
}
