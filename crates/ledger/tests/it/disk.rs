//! A disk that can lose its power, fill up and fail, under the `SQLite` that keeps the ledger.
//!
//! What is written is safe once it is synced. When the power is cut, each write since then is on the disk whole, in some of
//! its sectors, or not at all, and which of them is a matter of chance.

use std::collections::BTreeMap;
use std::io::{Error, ErrorKind, Result};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, Once, PoisonError};
use std::time::Duration;

use sqlite_vfs::wip::{WalIndex, WalIndexLock};
use sqlite_vfs::{DatabaseHandle, LockKind, OpenAccess, OpenOptions, Vfs};

/// The smallest piece that is written whole or not at all.
const SECTOR: usize = 512;

/// What goes wrong with a disk, from one of its operations on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The power is cut: nothing works until it is back.
    Power,
    /// Files grow no more.
    Full,
    /// Nothing can be written or synced.
    Broken,
    /// A single operation fails, and all goes on.
    Hiccup,
}

/// A disk of its own for one ledger, which is opened by [`Disk::path`], once at a time.
#[derive(Clone)]
pub struct Disk {
    name: String,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    files: BTreeMap<String, Image>,
    /// How many operations there were: writes, syncs, changes of length, deletions.
    operations: usize,
    fault: Option<(usize, Fault)>,
}

#[derive(Default)]
struct Image {
    /// What whoever reads the file sees.
    bytes: Vec<u8>,
    /// What is on the disk for certain.
    safe: Vec<u8>,
    /// What was done since the last sync.
    unsynced: Vec<Change>,
}

enum Change {
    Write(usize, Vec<u8>),
    Length(usize),
}

static DISKS: LazyLock<Mutex<BTreeMap<String, Disk>>> = LazyLock::new(Mutex::default);

impl Disk {
    /// Makes an empty disk; no two tests may give theirs the same name.
    pub fn new(name: &str) -> Self {
        static REGISTERED: Once = Once::new();
        REGISTERED.call_once(|| sqlite_vfs::register("brittle", Brittle, false).expect("SQLite takes a file system"));
        let disk = Disk { name: name.to_owned(), state: Arc::default() };
        lock(&DISKS).insert(name.to_owned(), disk.clone());
        disk
    }

    /// Returns the path by which a ledger on this disk is opened.
    pub fn path(&self) -> PathBuf {
        PathBuf::from(format!("file:{}?vfs=brittle", self.name))
    }

    /// Returns how many operations there were.
    pub fn operations(&self) -> usize {
        lock(&self.state).operations
    }

    /// Lets something go wrong after so many more operations.
    pub fn fails(&self, after: usize, fault: Fault) {
        let mut state = lock(&self.state);
        state.fault = Some((state.operations + after, fault));
    }

    /// Lets everything work again; after a power cut, with what chance has left of the files.
    pub fn works_again(&self, chance: &mut Chance) {
        let mut state = lock(&self.state);
        if let Some((_, Fault::Power)) = state.fault.take() {
            state.files.values_mut().for_each(|image| image.wake(chance));
        }
    }

    /// Returns the bytes of the ledger's own file.
    pub fn bytes(&self) -> Vec<u8> {
        lock(&self.state).files[&self.name].bytes.clone()
    }

    /// Writes over the ledger's own file.
    pub fn overwrite(&self, bytes: Vec<u8>) {
        let image = Image { safe: bytes.clone(), bytes, unsynced: Vec::new() };
        lock(&self.state).files.insert(self.name.clone(), image);
    }
}

/// Chance that falls the same way each time.
pub struct Chance(pub u64);

impl Chance {
    /// Returns a number below another.
    pub fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % most
    }
}

impl State {
    /// Counts an operation and tells whether something goes wrong with it.
    fn operate(&mut self) -> Option<Fault> {
        self.operations += 1;
        match self.fault {
            Some((at, Fault::Hiccup)) => (self.operations == at).then_some(Fault::Hiccup),
            Some((at, fault)) => (self.operations >= at).then_some(fault),
            None => None,
        }
    }

    fn is_dark(&self) -> bool {
        self.fault.is_some_and(|(at, fault)| fault == Fault::Power && self.operations >= at)
    }
}

impl Image {
    fn change(&mut self, change: Change) {
        apply(&mut self.bytes, &change);
        self.unsynced.push(change);
    }

    fn sync(&mut self) {
        for change in std::mem::take(&mut self.unsynced) {
            apply(&mut self.safe, &change);
        }
    }

    /// Leaves of what was not synced what chance wants.
    fn wake(&mut self, chance: &mut Chance) {
        for change in std::mem::take(&mut self.unsynced) {
            match (chance.below(3), change) {
                (0, _) => {}
                (1, Change::Write(at, bytes)) => {
                    for (sector, piece) in bytes.chunks(SECTOR).enumerate().filter(|_| chance.below(2) == 0) {
                        apply(&mut self.safe, &Change::Write(at + sector * SECTOR, piece.to_vec()));
                    }
                }
                (_, written) => apply(&mut self.safe, &written),
            }
        }
        self.bytes.clone_from(&self.safe);
    }
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    match change {
        Change::Write(at, piece) => {
            bytes.resize(bytes.len().max(at + piece.len()), 0);
            bytes[*at..at + piece.len()].copy_from_slice(piece);
        }
        Change::Length(length) => bytes.resize(*length, 0),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn fails() -> Error {
    Error::other("the disk fails")
}

/// The file system of all such disks.
struct Brittle;

/// An open file.
struct Handle {
    disk: Disk,
    file: String,
    lock: LockKind,
}

/// Where `SQLite` keeps its index of the log; with one connection at a time nobody shares it.
struct OwnIndex;

fn disk_of(file: &str) -> Result<Disk> {
    let name = file.trim_end_matches("-wal").trim_end_matches("-journal");
    lock(&DISKS).get(name).cloned().ok_or_else(|| ErrorKind::NotFound.into())
}

impl Vfs for Brittle {
    type Handle = Handle;

    fn open(&self, file: &str, options: OpenOptions) -> Result<Handle> {
        let disk = disk_of(file)?;
        {
            let mut state = lock(&disk.state);
            if state.is_dark() {
                return Err(fails());
            }
            if !matches!(options.access, OpenAccess::Create | OpenAccess::CreateNew) && !state.files.contains_key(file)
            {
                return Err(ErrorKind::NotFound.into());
            }
            state.files.entry(file.to_owned()).or_default();
        }
        Ok(Handle { disk, file: file.to_owned(), lock: LockKind::None })
    }

    fn delete(&self, file: &str) -> Result<()> {
        let disk = disk_of(file)?;
        let mut state = lock(&disk.state);
        match state.operate() {
            None | Some(Fault::Full) => state.files.remove(file).map(|_| ()).ok_or_else(|| ErrorKind::NotFound.into()),
            Some(_) => Err(fails()),
        }
    }

    fn exists(&self, file: &str) -> Result<bool> {
        let disk = disk_of(file)?;
        let state = lock(&disk.state);
        if state.is_dark() { Err(fails()) } else { Ok(state.files.contains_key(file)) }
    }

    fn temporary_name(&self) -> String {
        // The ledger keeps what is temporary in memory.
        "temporary".to_owned()
    }

    fn random(&self, buffer: &mut [i8]) {
        buffer.fill(7);
    }

    fn sleep(&self, duration: Duration) -> Duration {
        duration
    }
}

impl Handle {
    fn image<T>(&self, use_it: impl FnOnce(&mut Image) -> T) -> Result<T> {
        let mut state = lock(&self.disk.state);
        state.files.get_mut(&self.file).map(use_it).ok_or_else(|| ErrorKind::NotFound.into())
    }

    fn alter(&self, change: Change) -> Result<()> {
        let mut state = lock(&self.disk.state);
        let fault = state.operate();
        let image = state.files.get_mut(&self.file).ok_or(ErrorKind::NotFound)?;
        let end = match &change {
            Change::Write(at, bytes) => at + bytes.len(),
            Change::Length(length) => *length,
        };
        match fault {
            None => image.change(change),
            Some(Fault::Full) if end <= image.bytes.len() => image.change(change),
            Some(Fault::Full) => return Err(ErrorKind::WriteZero.into()),
            Some(Fault::Power) => {
                // Cut in the middle of it.
                image.change(change);
                return Err(fails());
            }
            Some(Fault::Broken | Fault::Hiccup) => return Err(fails()),
        }
        Ok(())
    }
}

impl DatabaseHandle for Handle {
    type WalIndex = OwnIndex;

    fn size(&self) -> Result<u64> {
        self.image(|image| image.bytes.len() as u64)
    }

    fn read_exact_at(&mut self, buffer: &mut [u8], offset: u64) -> Result<()> {
        if lock(&self.disk.state).is_dark() {
            return Err(fails());
        }
        let at = usize::try_from(offset).expect("a small file");
        let count = self.image(|image| {
            let there = image.bytes.get(at..).unwrap_or_default();
            let count = there.len().min(buffer.len());
            buffer[..count].copy_from_slice(&there[..count]);
            count
        })?;
        buffer[count..].fill(0);
        if count < buffer.len() { Err(ErrorKind::UnexpectedEof.into()) } else { Ok(()) }
    }

    fn write_all_at(&mut self, bytes: &[u8], offset: u64) -> Result<()> {
        self.alter(Change::Write(usize::try_from(offset).expect("a small file"), bytes.to_vec()))
    }

    fn sync(&mut self, _: bool) -> Result<()> {
        let fault = lock(&self.disk.state).operate();
        match fault {
            None | Some(Fault::Full) => self.image(Image::sync),
            Some(_) => Err(fails()),
        }
    }

    fn set_len(&mut self, size: u64) -> Result<()> {
        self.alter(Change::Length(usize::try_from(size).expect("a small file")))
    }

    fn lock(&mut self, lock: LockKind) -> Result<bool> {
        self.lock = lock;
        Ok(true)
    }

    fn reserved(&mut self) -> Result<bool> {
        Ok(false)
    }

    fn current_lock(&self) -> Result<LockKind> {
        Ok(self.lock)
    }

    fn wal_index(&self, _: bool) -> Result<OwnIndex> {
        Ok(OwnIndex)
    }
}

#[expect(clippy::large_stack_arrays, reason = "the trait asks for a page of this size")]
impl WalIndex for OwnIndex {
    fn map(&mut self, _: u32) -> Result<[u8; 32768]> {
        Ok([0; 32768])
    }

    fn lock(&mut self, _: Range<u8>, _: WalIndexLock) -> Result<bool> {
        Ok(true)
    }

    fn delete(self) -> Result<()> {
        Ok(())
    }
}
