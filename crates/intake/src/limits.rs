//! The bounds within which streams are read.

/// The largest item, record, line or message: 20 MB, a hundred times the size of a heavy news page.
pub const ITEM_BYTES: usize = plenipo_page::MAX_BYTES;

/// How much of one feed is read: 64 MB, some tens of thousands of entries.
pub const FEED_BYTES: u64 = 64_000_000;

/// How many containers may lie in each other: a mail in a zip in a gzip is three.
pub const DEPTH: usize = 4;

/// How many bytes a packed stream may unpack to for each of its own, above [`FREE_BYTES`]. News packs to a tenth.
pub const RATIO: u64 = 250;

/// How many bytes any stream may unpack to.
pub const FREE_BYTES: u64 = 64_000_000;

/// The longest head of a record or reply.
pub const HEAD_BYTES: usize = 64 * 1024;

/// The most columns of a table.
pub const COLUMNS: usize = 1000;
