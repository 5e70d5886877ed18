//! The hash by which forms, affixes and endings are known to the model; part of its format.

/// Hashes bytes of a kind: FNV-1a (Fowler, Noll and Vo), its bits mixed at the end so that every range of them is even.
pub fn hash(kind: u32, bytes: &[u8]) -> u32 {
    let start = 0x811c_9dc5_u32 ^ kind.wrapping_mul(0x9e37_79b1);
    let hash = bytes.iter().fold(start, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    let hash = (hash ^ (hash >> 16)).wrapping_mul(0x85eb_ca6b);
    hash ^ (hash >> 13)
}
