//! Digests of contents, and short names made of them.

use sha2::{Digest as _, Sha256};

/// Returns the SHA-256 of the parts as hexadecimal digits; where one part ends counts too.
pub fn digest<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let mut text = String::with_capacity(64);
    for byte in hash.finalize() {
        for half in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(half), 16).expect("half a byte is a hexadecimal digit"));
        }
    }
    text
}

/// Returns the name of a record: a letter for what it is and twelve digits of its content's digest.
pub fn public_name<'a>(letter: char, parts: impl IntoIterator<Item = &'a str>) -> String {
    let whole = digest(parts.into_iter().map(str::as_bytes));
    format!("{letter}{}", &whole[..12])
}

/// Returns a hash of 63 bits that stays the same on every machine and in every version (FNV-1a).
pub fn short_hash<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> i64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for part in parts {
        // A byte that no UTF-8 text holds parts the parts.
        for &byte in part.iter().chain(&[0xff]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    (hash >> 1) as i64
}
