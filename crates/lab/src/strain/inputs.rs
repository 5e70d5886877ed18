//! Inputs that an adversary would send, of any size.

/// A kind of input.
pub struct Input {
    /// Its name on the command line.
    pub name: &'static str,
    /// Makes one of about so many bytes.
    pub make: fn(usize) -> String,
}

/// All kinds.
pub const INPUTS: &[Input] = &[
    Input { name: "plain-news", make: |size| paragraphs(size, |i| format!("{} {}", meeting(i), speech(i))) },
    Input { name: "one-meeting-again", make: |size| paragraphs(size, |_| meeting(7)) },
    Input { name: "one-pair-each-day", make: |size| paragraphs(size, on_day) },
    Input { name: "names-in-a-list", make: |size| repeated(size, "The talks were joined by ", |i| name(i) + ", ") },
    Input { name: "names-in-sentences", make: |size| repeated(size, "", |i| format!("{} spoke. ", name(i))) },
    Input {
        name: "one-surname",
        make: |size| paragraphs(size, |i| format!("{} Velkov met {} Velkov.", given(i), given(i + 1))),
    },
    Input {
        name: "pronouns",
        make: |size| repeated(size, "Mira Talvik spoke. ", |_| "He met her and they met them. ".into()),
    },
    Input {
        name: "one-sentence",
        make: |size| repeated(size, "The minister said ", |i| format!("that the envoy {i} met the ")),
    },
    Input { name: "commas", make: |size| repeated(size, "Oslo", |_| ", Oslo".into()) },
    Input { name: "no-space", make: |size| "a".repeat(size) },
    Input { name: "spaces", make: |size| format!("Oslo{}Oslo", " ".repeat(size)) },
    Input { name: "full-stops", make: |size| ". ".repeat(size / 2) },
    Input { name: "capitals", make: |size| repeated(size, "", |i| name(i).to_uppercase() + " ") },
    Input { name: "open-marks", make: |size| "\u{201c}".repeat(size / 3) },
    Input { name: "straight-marks", make: |size| "\" ".repeat(size / 2) },
    Input { name: "open-quotations", make: |size| paragraphs(size, |i| format!("\u{201c}We agree on point {i}.")) },
    Input { name: "nested-quotations", make: |size| repeated(size, "", |_| "\u{201c}He said \u{2018}we ".into()) },
    Input { name: "brackets", make: |size| "(".repeat(size) },
    Input { name: "dates", make: |size| repeated(size, "They met on ", |i| format!("January {}, ", i % 28 + 1)) },
    Input { name: "numbers", make: |size| repeated(size, "", |i| format!("{i} ")) },
    Input { name: "hyphens", make: |size| "a-".repeat(size / 2) },
    Input { name: "handles", make: |size| repeated(size, "", |i| format!("@desk{i} #talks{i} ")) },
    Input {
        name: "posts",
        make: |size| paragraphs(size, |i| format!("Mira Talvik (@talvik{i}) January {}, 2026", i % 28 + 1)),
    },
    Input { name: "links", make: |size| repeated(size, "", |i| format!("https://desk.example/{i} ")) },
    Input { name: "short-lines", make: |size| repeated(size, "", |i| format!("{i}\n")) },
    Input { name: "read-more", make: |size| paragraphs(size, |i| format!("READ MORE: Ministers meet again ({i})")) },
    Input {
        name: "comments",
        make: |size| paragraphs(size, |i| format!("Reader {i}\n{} hours ago\nWell said.", i % 20)),
    },
    Input { name: "blockquotes", make: |size| page(&"<blockquote>".repeat(size / 12)) },
    Input { name: "divisions", make: |size| page(&repeated(size, "", |i| format!("<div class=\"c{i}\"><p>Oslo"))) },
    Input { name: "inline-elements", make: |size| page(&repeated(size, "<p>", |_| "<b><a href=x><i>Oslo".into())) },
    Input {
        name: "list-items",
        make: |size| page(&repeated(size, "<ul>", |i| format!("<li><a href=\"/{i}\">Talks go on in Oslo</a>"))),
    },
    Input { name: "attributes", make: |size| page(&format!("<p {}>", repeated(size, "", |i| format!("a{i}=b ")))) },
    Input { name: "entities", make: |size| page(&"&amp;".repeat(size / 5)) },
    Input {
        name: "linked-data",
        make: |size| page(&format!("<script type=\"application/ld+json\">{}</script>", "[".repeat(size))),
    },
    Input { name: "open-comments", make: |size| page(&"<!--".repeat(size / 4)) },
    Input { name: "tables", make: |size| page(&repeated(size, "<table>", |i| format!("<tr><td>{i}<table>"))) },
];

/// A text of paragraphs under a headline.
fn paragraphs(size: usize, paragraph: impl Fn(usize) -> String) -> String {
    repeated(size, "Ministers meet\n\nOSLO, January 8, 2026 -- Talks began.\n\n", |i| paragraph(i) + "\n\n")
}

fn repeated(size: usize, opening: &str, piece: impl Fn(usize) -> String) -> String {
    let mut text = opening.to_owned();
    for i in 0.. {
        if text.len() >= size {
            break;
        }
        text += &piece(i);
    }
    text
}

fn page(body: &str) -> String {
    format!("<!DOCTYPE html><html><head><title>Talks</title></head><body><article>{body}</article></body></html>")
}

/// A given name of its own for each number.
fn given(i: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["ka", "ri", "mo", "te", "lu", "sa", "ne", "vo", "di", "ra", "pe", "ju", "ha", "bo", "mi", "zu"];
    let mut left = i + 16;
    let mut name = String::new();
    while left > 0 {
        name += SYLLABLES[left % 16];
        left /= 16;
    }
    name[..1].to_uppercase() + &name[1..]
}

fn name(i: usize) -> String {
    format!("{} {}ev", given(i), given(i / 3 + 40_000))
}

fn meeting(i: usize) -> String {
    format!("Foreign Minister {} met President {} in Oslo on Friday.", name(i), name(i + 1))
}

fn on_day(i: usize) -> String {
    let (month, day) = ([1, 2, 3, 4, 5, 6][i / 28 % 6], i % 28 + 1);
    format!("Norway and Estonia held talks on 2026-{month:02}-{day:02}.")
}

fn speech(i: usize) -> String {
    format!("\u{201c}We agree on point {i},\u{201d} {} said, adding that she would travel to Riga next week.", name(i))
}
