//! Inputs: what the command line names, and the bytes behind a name.

use std::fmt;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// The largest input that is read. Articles are a thousand times smaller.
pub const MAX_BYTES: u64 = plenipo_page::MAX_BYTES as u64;

/// Endings that make a file in a folder an article.
const ENDINGS: [&str; 4] = ["txt", "html", "htm", "xhtml"];

/// One input: where its bytes are, or why there are none.
#[derive(Debug)]
pub enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
    /// A name behind which nothing was found.
    Missing(String, Trouble),
}

/// Why an input cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No file of this name.
    NotFound,
    /// A pattern that fits no file.
    NoMatch,
    /// A pattern that is none.
    BadPattern(String),
    /// A folder without articles.
    EmptyFolder,
    /// Larger than [`MAX_BYTES`].
    TooLarge(u64),
    /// Not a file: a socket, a device.
    NotAFile,
    /// The operating system refused.
    System(String),
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trouble::NotFound => f.write_str("no such file or folder"),
            Trouble::NoMatch => f.write_str("no file matches this pattern"),
            Trouble::BadPattern(reason) => write!(f, "not a valid pattern: {reason}"),
            Trouble::EmptyFolder => write!(f, "no articles in this folder (files ending in .{})", ENDINGS.join(", .")),
            Trouble::TooLarge(bytes) => {
                write!(f, "too large: {} MB, the limit is {} MB", bytes.div_ceil(1_000_000), MAX_BYTES / 1_000_000)
            }
            Trouble::NotAFile => f.write_str("neither a file nor a folder"),
            Trouble::System(reason) => f.write_str(reason),
        }
    }
}

impl Input {
    /// Returns the name under which the input is reported.
    pub fn name(&self) -> String {
        match self {
            Input::File(path) => path.display().to_string(),
            Input::Stdin => "-".to_owned(),
            Input::Missing(name, _) => name.clone(),
        }
    }

    /// Reads the bytes, never more than [`MAX_BYTES`].
    pub fn bytes(&self) -> Result<Vec<u8>, Trouble> {
        match self {
            Input::Stdin => limited(io::stdin().lock()),
            Input::Missing(_, trouble) => Err(trouble.again()),
            Input::File(path) => {
                let file = fs::File::open(path).map_err(system)?;
                let size = file.metadata().map_err(system)?.len();
                if size > MAX_BYTES { Err(Trouble::TooLarge(size)) } else { limited(file) }
            }
        }
    }
}

impl Trouble {
    fn again(&self) -> Trouble {
        match self {
            Trouble::NotFound => Trouble::NotFound,
            Trouble::NoMatch => Trouble::NoMatch,
            Trouble::BadPattern(reason) => Trouble::BadPattern(reason.clone()),
            Trouble::EmptyFolder => Trouble::EmptyFolder,
            Trouble::TooLarge(bytes) => Trouble::TooLarge(*bytes),
            Trouble::NotAFile => Trouble::NotAFile,
            Trouble::System(reason) => Trouble::System(reason.clone()),
        }
    }
}

/// Finds the inputs that the names of a command line stand for, in the order of the names.
///
/// A folder stands for the articles in it and in its subfolders, sorted by path; a pattern such as `news/*.txt` for
/// the files that fit it; `-` for standard input.
pub fn gather(names: &[String]) -> Vec<Input> {
    let mut inputs = Vec::new();
    for name in names {
        let path = Path::new(name);
        if name == "-" {
            inputs.push(Input::Stdin);
        } else if path.exists() {
            gather_path(path, &mut inputs);
        } else if name.contains(['*', '?', '[']) {
            gather_pattern(name, &mut inputs);
        } else {
            inputs.push(Input::Missing(name.clone(), Trouble::NotFound));
        }
    }
    inputs
}

fn gather_path(path: &Path, inputs: &mut Vec<Input>) {
    let missing = |trouble| Input::Missing(path.display().to_string(), trouble);
    if path.is_file() || is_pipe(path) {
        inputs.push(Input::File(path.to_owned()));
    } else if path.is_dir() {
        let before = inputs.len();
        gather_folder(path, inputs);
        if inputs.len() == before {
            inputs.push(missing(Trouble::EmptyFolder));
        }
    } else {
        inputs.push(missing(Trouble::NotAFile));
    }
}

fn gather_folder(folder: &Path, inputs: &mut Vec<Input>) {
    let entries = match fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>) {
        Ok(entries) => entries,
        Err(error) => {
            inputs.push(Input::Missing(folder.display().to_string(), system(error)));
            return;
        }
    };
    let mut paths: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if hidden {
            continue;
        }
        // Links to folders are not followed, so that a circle of them ends.
        if path.is_dir() && !path.is_symlink() {
            gather_folder(&path, inputs);
        } else if path.is_file() && is_article(&path) {
            inputs.push(Input::File(path));
        }
    }
}

fn gather_pattern(pattern: &str, inputs: &mut Vec<Input>) {
    let before = inputs.len();
    let missing = |trouble| Input::Missing(pattern.to_owned(), trouble);
    match glob::glob(pattern) {
        // The matches come sorted by path.
        Ok(matches) => matches.flatten().for_each(|path| gather_path(&path, inputs)),
        Err(error) => inputs.push(missing(Trouble::BadPattern(error.msg.to_owned()))),
    }
    if inputs.len() == before {
        inputs.push(missing(Trouble::NoMatch));
    }
}

fn is_article(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// Tells whether the path is a named pipe, such as a shell's `<(command)`.
#[cfg(unix)]
fn is_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    fs::metadata(path).is_ok_and(|metadata| metadata.file_type().is_fifo())
}

#[cfg(not(unix))]
fn is_pipe(_: &Path) -> bool {
    false
}

fn limited(from: impl io::Read) -> Result<Vec<u8>, Trouble> {
    let mut bytes = Vec::new();
    from.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(system)?;
    let size = bytes.len() as u64;
    if size > MAX_BYTES { Err(Trouble::TooLarge(size)) } else { Ok(bytes) }
}

#[allow(clippy::needless_pass_by_value, reason = "fits `map_err`")]
fn system(error: io::Error) -> Trouble {
    match error.kind() {
        io::ErrorKind::NotFound => Trouble::NotFound,
        io::ErrorKind::PermissionDenied => Trouble::System("permission denied".to_owned()),
        _ => Trouble::System(error.to_string()),
    }
}
