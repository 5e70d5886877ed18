//! The trained model and its file.
//!
//! A file is the magic bytes, the version, a checksum of all that follows, then the sections in fixed order, each
//! behind its length. Numbers are little-endian.

use crate::gazetteer::Gazetteer;
use crate::lemma::{Change, Lemmas};
use crate::look::{Forms, ROWS};
use crate::network::{self, Weights};
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

const MAGIC: &[u8; 8] = b"PLENIPOL";
const VERSION: u32 = 7;
const HEAD: usize = MAGIC.len() + 4 + 8;

/// All that is learnt from treebanks and newswire.
#[derive(Clone, Debug)]
pub struct Model {
    /// Scores tags, names, arcs and relations.
    pub network: Weights,
    /// The forms that the network knows.
    pub forms: Forms,
    /// Forms that are names, or none, beforehand.
    pub gazetteer: Gazetteer,
    /// Gives dictionary forms.
    pub lemmas: Lemmas,
}

/// The sections of a file, as trained.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// The network as [`network::write`] writes it.
    pub network: Vec<u8>,
    /// The forms that the network knows.
    pub forms: Forms,
    /// Forms that are names, or none, beforehand.
    pub gazetteer: Gazetteer,
    /// The learnt changes from form to lemma.
    pub lemmas: Lemmas,
}

/// Why a model file was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelError {
    kind: ModelErrorKind,
}

/// What is wrong with a model file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ModelErrorKind {
    /// The file does not begin as a model does.
    NotAModel,
    /// The file was written for another version of this program.
    Version {
        /// The version in the file.
        found: u32,
    },
    /// The bytes do not match their checksum: the file is cut off or changed.
    Damaged,
    /// The checksum is right but a section is not what it should be.
    Malformed {
        /// The name of the section.
        section: &'static str,
    },
}

impl ModelError {
    /// Returns what is wrong.
    pub fn kind(&self) -> &ModelErrorKind {
        &self.kind
    }
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            ModelErrorKind::NotAModel => f.write_str("not a language model"),
            ModelErrorKind::Version { found } => {
                write!(f, "language model of version {found}, this program reads version {VERSION}")
            }
            ModelErrorKind::Damaged => f.write_str("language model is damaged: its checksum does not match"),
            ModelErrorKind::Malformed { section } => write!(f, "language model has a malformed section `{section}`"),
        }
    }
}

impl std::error::Error for ModelError {}

fn fault(kind: ModelErrorKind) -> ModelError {
    ModelError { kind }
}

fn malformed(section: &'static str) -> ModelError {
    fault(ModelErrorKind::Malformed { section })
}

impl Model {
    /// Reads a model that lives as long as the program, without copying its tables.
    ///
    /// # Errors
    ///
    /// Fails if the bytes are not an undamaged model of this version.
    pub fn from_static(bytes: &'static [u8]) -> Result<Model, ModelError> {
        read(bytes, Cow::Borrowed)
    }

    /// Reads a model.
    ///
    /// # Errors
    ///
    /// Fails if the bytes are not an undamaged model of this version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Model, ModelError> {
        read(bytes, |section| Cow::Owned(section.to_vec()))
    }
}

fn read<'b>(bytes: &'b [u8], keep: impl Fn(&'b [u8]) -> Cow<'static, [u8]>) -> Result<Model, ModelError> {
    if !bytes.starts_with(MAGIC) || bytes.len() < HEAD {
        return Err(fault(ModelErrorKind::NotAModel));
    }
    let mut head = Reader { bytes: &bytes[MAGIC.len()..] };
    let found = head.u32().ok_or_else(|| fault(ModelErrorKind::NotAModel))?;
    if found != VERSION {
        return Err(fault(ModelErrorKind::Version { found }));
    }
    let body = &bytes[HEAD..];
    if bytes[HEAD - 8..HEAD] != checksum(body).to_le_bytes() {
        return Err(fault(ModelErrorKind::Damaged));
    }
    let mut reader = Reader { bytes: body };
    let (sizes, network) = network::read(take(&mut reader, "network")?, keep).ok_or_else(|| malformed("network"))?;
    let forms = read_forms(take(&mut reader, "forms")?).ok_or_else(|| malformed("forms"))?;
    if sizes.rows != forms.table_rows() {
        return Err(malformed("network"));
    }
    let gazetteer = read_gazetteer(take(&mut reader, "gazetteer")?).ok_or_else(|| malformed("gazetteer"))?;
    let lemmas = read_lemmas(take(&mut reader, "lemmas")?).ok_or_else(|| malformed("lemmas"))?;
    Ok(Model { network, forms, gazetteer, lemmas })
}

fn take<'b>(reader: &mut Reader<'b>, section: &'static str) -> Result<&'b [u8], ModelError> {
    reader.section().ok_or_else(|| malformed(section))
}

impl Model {
    /// Looks at all tokens of a sentence, see [`Forms::looks`].
    pub fn looks<'t>(&self, tokens: impl Iterator<Item = &'t str> + Clone, looks: &mut Vec<[u32; ROWS]>) {
        self.forms.looks(tokens.clone(), &self.gazetteer.marks(tokens), looks);
    }
}

impl Parts {
    /// Writes the model file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = Vec::new();
        put_section(&mut body, &self.network);
        let forms: Vec<u8> = self.forms.known().iter().flat_map(|form| form.to_le_bytes()).collect();
        put_section(&mut body, &forms);
        let mut listed = Vec::new();
        for (hash, listings) in self.gazetteer.entries() {
            listed.extend(hash.to_le_bytes());
            listed.push(*listings);
        }
        put_section(&mut body, &listed);
        put_section(&mut body, &lemma_bytes(&self.lemmas));
        sealed(&body)
    }
}

/// Returns a model file of the sections: the head with the right checksum before them.
pub fn sealed(body: &[u8]) -> Vec<u8> {
    let mut file = Vec::with_capacity(body.len() + HEAD);
    file.extend_from_slice(MAGIC);
    file.extend_from_slice(&VERSION.to_le_bytes());
    file.extend_from_slice(&checksum(body).to_le_bytes());
    file.extend_from_slice(body);
    file
}

fn put_section(body: &mut Vec<u8>, section: &[u8]) {
    body.extend_from_slice(&(section.len() as u32).to_le_bytes());
    body.extend_from_slice(section);
}

/// Sums the bytes up, eight at a time so that start-up stays short.
fn checksum(bytes: &[u8]) -> u64 {
    const PRIME: u64 = 0x9e37_79b1_85eb_ca87;
    let mut lanes = [1u64, 2, 3, 4];
    let mut blocks = bytes.chunks_exact(32);
    for block in &mut blocks {
        for (lane, word) in lanes.iter_mut().zip(block.chunks_exact(8)) {
            let word = u64::from_le_bytes(word.try_into().expect("chunks of eight bytes"));
            *lane = (lane.rotate_left(27) ^ word).wrapping_mul(PRIME);
        }
    }
    let mut sum = bytes.len() as u64;
    for lane in lanes {
        sum = (sum.rotate_left(31) ^ lane).wrapping_mul(PRIME);
    }
    for byte in blocks.remainder() {
        sum = (sum.rotate_left(11) ^ u64::from(*byte)).wrapping_mul(PRIME);
    }
    sum ^ (sum >> 32)
}

fn lemma_bytes(lemmas: &Lemmas) -> Vec<u8> {
    let mut bytes = (lemmas.changes.len() as u32).to_le_bytes().to_vec();
    for change in &lemmas.changes {
        bytes.push(change.cut);
        bytes.push(change.add.len() as u8);
        bytes.extend_from_slice(change.add.as_bytes());
    }
    let mut rules: Vec<_> = lemmas.rules.iter().collect();
    rules.sort();
    bytes.extend_from_slice(&(rules.len() as u32).to_le_bytes());
    for (key, change) in rules {
        bytes.extend_from_slice(&key.to_le_bytes());
        bytes.extend_from_slice(&change.to_le_bytes());
    }
    bytes
}

fn read_lemmas(bytes: &[u8]) -> Option<Lemmas> {
    let mut reader = Reader { bytes };
    let mut lemmas = Lemmas::default();
    for _ in 0..reader.u32()? {
        let &[cut, len] = reader.take(2)? else { return None };
        let add = std::str::from_utf8(reader.take(usize::from(len))?).ok()?;
        lemmas.changes.push(Change { cut, add: add.into() });
    }
    let count = reader.u32()?;
    lemmas.rules = HashMap::with_capacity(count.min(1 << 20) as usize);
    for _ in 0..count {
        let key = reader.u32()?;
        let change = u16::from_le_bytes(reader.take(2)?.try_into().ok()?);
        if usize::from(change) >= lemmas.changes.len() {
            return None;
        }
        lemmas.rules.insert(key, change);
    }
    reader.bytes.is_empty().then_some(lemmas)
}

fn read_forms(bytes: &[u8]) -> Option<Forms> {
    let forms = bytes.chunks_exact(4).map(|form| u32::from_le_bytes([form[0], form[1], form[2], form[3]]));
    bytes.len().is_multiple_of(4).then(|| Forms::new(forms.collect()))
}

fn read_gazetteer(bytes: &[u8]) -> Option<Gazetteer> {
    let entry = |entry: &[u8]| (u32::from_le_bytes([entry[0], entry[1], entry[2], entry[3]]), entry[4]);
    bytes.len().is_multiple_of(5).then(|| Gazetteer::from_entries(bytes.chunks_exact(5).map(entry).collect()))
}

struct Reader<'b> {
    bytes: &'b [u8],
}

impl<'b> Reader<'b> {
    fn take(&mut self, len: usize) -> Option<&'b [u8]> {
        let (front, rest) = self.bytes.split_at_checked(len)?;
        self.bytes = rest;
        Some(front)
    }

    fn u32(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    fn section(&mut self) -> Option<&'b [u8]> {
        let len = self.u32()?;
        self.take(len as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Sizes;
    use crate::token::Tag;

    fn small() -> Vec<u8> {
        let tag = Tag::from_name("VBD").expect("a tag of the list");
        let lemmas = Lemmas {
            changes: vec![Change::between("met", "meet")],
            rules: HashMap::from([(crate::lemma::key(tag, "met", true), 0)]),
        };
        let forms = Forms::new(vec![5, 6]);
        let sizes = Sizes { rows: forms.table_rows(), width: 32, layers: 1, arc: 16, label: 16 };
        let lengths: HashMap<_, _> = network::arrays(sizes).into_iter().collect();
        let table = vec![0.5; sizes.rows * sizes.width];
        let network = network::write(sizes, &table, |name| vec![0.25; lengths[name]]);
        Parts { network, forms, gazetteer: Gazetteer::default(), lemmas }.to_bytes()
    }

    #[test]
    fn written_models_are_read() {
        let model = Model::from_bytes(&small()).expect("a whole model");
        let tag = Tag::from_name("VBD").expect("a tag of the list");
        assert_eq!(&*model.lemmas.lemma("met", tag), "meet");
    }

    #[test]
    fn wrong_files_are_refused() {
        let kind = |bytes: &[u8]| Model::from_bytes(bytes).expect_err("not a model").kind;
        let good = small();
        assert_eq!(kind(b""), ModelErrorKind::NotAModel);
        assert_eq!(kind(b"a text file of some length"), ModelErrorKind::NotAModel);
        assert_eq!(kind(&good[..good.len() - 1]), ModelErrorKind::Damaged);
        for at in [HEAD - 1, HEAD, HEAD + 40, good.len() - 1] {
            let mut bad = good.clone();
            bad[at] ^= 0x10;
            assert_eq!(kind(&bad), ModelErrorKind::Damaged, "byte {at}");
        }
        let mut old = good.clone();
        old[8] = 77;
        assert_eq!(kind(&old), ModelErrorKind::Version { found: 77 });
    }

    #[test]
    fn a_right_checksum_does_not_hide_wrong_sections() {
        let mut bytes = small();
        bytes.truncate(bytes.len() - 1);
        let sum = checksum(&bytes[HEAD..]).to_le_bytes();
        bytes[HEAD - 8..HEAD].copy_from_slice(&sum);
        let error = Model::from_bytes(&bytes).expect_err("a cut model");
        assert_eq!(error.kind, ModelErrorKind::Malformed { section: "lemmas" });
        assert_eq!(error.to_string(), "language model has a malformed section `lemmas`");
    }
}
