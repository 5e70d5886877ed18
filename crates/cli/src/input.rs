//! Inputs: what the command line names, and the stream behind a name.

use std::fmt;
use std::fs;
use std::io::{self, Read, Seek as _};
use std::path::{Path, PathBuf};

use plenipo_intake::PAGE_ENDINGS;

/// The largest page or text that is read; what holds several articles may be of any size.
pub const MAX_BYTES: u64 = plenipo_intake::limits::ITEM_BYTES as u64;

/// How much of a file is looked at to find what it is.
const HEAD_BYTES: u64 = 16 * 1024;

/// One input: where its bytes are, or why there are none.
#[derive(Debug)]
pub enum Input {
    /// A file.
    File(PathBuf),
    /// A file of a folder that nobody named, and that holds articles only if its content says so.
    Found(PathBuf),
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
            Trouble::EmptyFolder => {
                let endings = PAGE_ENDINGS.join(", .");
                write!(f, "no articles in this folder (files ending in .{endings}, feeds, archives and exports)")
            }
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
            Input::File(path) | Input::Found(path) => path.display().to_string(),
            Input::Stdin => "-".to_owned(),
            Input::Missing(name, _) => name.clone(),
        }
    }

    /// Opens the stream, from `offset` on where it is an archive that allows this.
    ///
    /// Returns the stream and the offset at which it begins.
    pub fn open(&self, offset: u64) -> Result<(Box<dyn Read>, u64), Trouble> {
        match self {
            Input::Stdin => Ok((Box::new(io::stdin().lock()), 0)),
            Input::Missing(_, trouble) => Err(trouble.again()),
            Input::File(path) | Input::Found(path) => {
                let mut file = fs::File::open(path).map_err(system)?;
                let size = file.metadata().map_err(system)?.len();
                let mut head = Vec::new();
                (&mut file).take(HEAD_BYTES).read_to_end(&mut head).map_err(system)?;
                if size > MAX_BYTES && !plenipo_intake::is_container(&head) {
                    return Err(Trouble::TooLarge(size));
                }
                if offset > 0 && plenipo_intake::is_archive_with_offsets(&head) {
                    file.seek(io::SeekFrom::Start(offset)).map_err(system)?;
                    return Ok((Box::new(file), offset));
                }
                Ok((Box::new(io::Cursor::new(head).chain(file)), 0))
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
/// A folder stands for the articles in it and in its subfolders, sorted by path, and for whatever holds articles there; a pattern such as `news/*.txt` for
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
        } else if path.is_file() && is_page(&path) {
            inputs.push(Input::File(path));
        } else if path.is_file() && is_container(&path) {
            inputs.push(Input::Found(path));
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

fn is_page(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    ending.is_some_and(|ending| PAGE_ENDINGS.contains(&ending.as_str()))
}

/// Tells by its first bytes whether a file may hold articles, whatever it is called.
fn is_container(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(HEAD_BYTES).read_to_end(&mut head));
    read.is_ok() && plenipo_intake::is_container(&head)
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

#[allow(clippy::needless_pass_by_value, reason = "fits `map_err`")]
fn system(error: io::Error) -> Trouble {
    match error.kind() {
        io::ErrorKind::NotFound => Trouble::NotFound,
        io::ErrorKind::PermissionDenied => Trouble::System("permission denied".to_owned()),
        _ => Trouble::System(error.to_string()),
    }
}
