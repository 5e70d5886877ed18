//! A page as a row of blocks, the same for markup and for plain text.

use crate::cues::{Cue, CueKind, cues};
use crate::words::{count, ends_sentence};
use crate::{dateline, gazetteer};

/// What the markup calls a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A line of plain text.
    Line,
    /// A heading of level one to six.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    Item,
    /// Text in any other element.
    Loose,
}

/// What an element of the page holds, as its names tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Region {
    /// Headlines of other stories.
    Related,
    /// Readers' comments.
    Comments,
    /// Key points.
    KeyPoints,
    /// A standfirst or summary.
    Summary,
    /// Words to a photograph.
    Caption,
    /// Byline, time and agency.
    Credit,
    /// A pull quote.
    Pull,
    /// How long reading takes.
    ReadingTime,
    /// The section of the publication.
    Section,
    /// Everything that is there for the site and not for the story.
    Furniture,
}

/// A stretch of a page between two breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent marks of the page, each read on its own")]
pub(crate) struct Block {
    /// The words, with single spaces where the page is markup.
    pub text: String,
    /// What the markup calls it.
    pub shape: Shape,
    /// What the elements around it are for.
    pub region: Option<Region>,
    /// Whether all the words are a link.
    pub linked: bool,
    /// The link that holds all the words; blocks of one link belong together.
    pub link: Option<usize>,
    /// The address of the last link that begins in the block.
    pub href: Option<String>,
    /// The time that an element of the block holds for machines.
    pub stamp: Option<String>,
    /// The embedded post that the block is a part of.
    pub post: Option<usize>,
    /// The entry of a live blog that the block is a part of.
    pub entry: Option<usize>,
    /// Whether a person's name is marked: the element is called author, user or the like.
    pub named: bool,
    /// Length of the words in bold that open the block.
    pub bold: usize,
    /// Length of the words that open the block in an element called a place or a dateline.
    pub placed: usize,
    /// Byte offsets where an inline element begins or ends.
    pub cuts: Vec<usize>,
    /// Whether an empty line stands before the block.
    pub gap: bool,
    /// Whether the block is a quotation of a post or a speech.
    pub quoted: bool,
    /// The section of the page that the block stands in.
    pub group: usize,
    /// What the line is by the cues.
    pub cue: Option<Cue>,
}

impl Block {
    /// Returns the block with what its words are by the cues.
    pub fn with_cue(self) -> Self {
        let cue = cues().line(&self.text).filter(|cue| cue.kind != CueKind::Caption || !self.reports());
        // What a dateline opens is the first paragraph, whatever the page calls it.
        let region = self.region.filter(|&region| region != Region::Summary || !self.is_dated_paragraph());
        Block { region, cue, ..self }
    }

    fn is_dated_paragraph(&self) -> bool {
        !matches!(self.shape, Shape::Heading(_))
            && ends_sentence(&self.text)
            && count(&self.text) >= 12
            && dateline::run_in(&self.text, &self.cuts, true).is_some()
    }

    /// Tells whether a dateline opens the words, and no credit of a photographer ends them: `OSLO, May 4 (Xinhua/GNA) – The`.
    fn reports(&self) -> bool {
        let found = dateline::run_in(&self.text, &self.cuts, true);
        !self.text.trim_end().ends_with([')', ']'])
            && found.is_some_and(|found| found.agency.is_some() || found.day.is_some())
    }

    /// Returns the length of the opening words that the page sets off as a place: it calls them one, or a city stands in bold.
    pub fn place_set_off(&self) -> Option<usize> {
        let bold = || self.text.get(..self.bold).filter(|words| gazetteer::is_city(words.trim())).map(str::len);
        Some(self.placed).filter(|&length| length > 0).or_else(bold)
    }

    /// Makes a line of plain text.
    pub fn line(text: &str, gap: bool) -> Self {
        Block {
            text: text.to_owned(),
            shape: Shape::Line,
            region: None,
            linked: false,
            link: None,
            href: None,
            stamp: None,
            post: None,
            entry: None,
            named: false,
            bold: 0,
            placed: 0,
            cuts: Vec::new(),
            gap,
            quoted: false,
            group: 0,
            cue: None,
        }
    }
}

/// What the head of a marked-up page says about the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Meta {
    /// The headline by `og:title`, linked data or `<title>`.
    pub title: Option<String>,
    /// The whole `<title>`.
    pub window_title: Option<String>,
    /// The publication.
    pub outlet: Option<String>,
    /// The name of the site by the linked data.
    pub site: Option<String>,
    /// Authors that are persons or of unknown kind.
    pub authors: Vec<String>,
    /// Authors that are organisations.
    pub agencies: Vec<String>,
    /// The time of publication as printed in the metadata.
    pub published: Option<String>,
    /// The first machine-readable time in the page.
    pub time_element: Option<String>,
    /// The time of the last change as printed in the metadata.
    pub modified: Option<String>,
    /// The section of the publication.
    pub section: Option<String>,
    /// The dateline as printed in the metadata.
    pub dateline: Option<String>,
    /// The page's own address.
    pub canonical: Option<String>,
    /// The address for networks, which is the page's own on most sites.
    pub shared: Option<String>,
    /// The language that the page declares.
    pub language: Option<String>,
    /// The words of the article by the linked data: of each entry where it is a live blog.
    pub bodies: Vec<String>,
    /// Headlines of the entries of a live blog and their times as printed in the linked data.
    pub entries: Vec<(String, String)>,
}
