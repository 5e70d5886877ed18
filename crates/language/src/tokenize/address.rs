//! Network addresses, mail addresses, handles and names of files: each is one token, whatever signs it holds.

use super::sign::is_word;
use crate::vocabulary::Vocabulary;

/// Returns the length of the address that `chunk` starts with, if it starts with one.
///
/// Looks at each character of `chunk`, which is short, a fixed number of times.
pub(super) fn address_len(chunk: &str, vocabulary: &Vocabulary) -> Option<usize> {
    if let Some(rest) = chunk.strip_prefix(['@', '#']) {
        let len = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        return (len > 0).then_some(1 + len);
    }
    if !chunk.contains(['.', '@', '/']) {
        return None;
    }
    // A sign such as a quote before the address was taken off already; one inside ends it.
    let chunk = &chunk[..chunk.find(['<', '>', '"', '“', '”', '«', '»']).unwrap_or(chunk.len())];
    let mut core = chunk.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '}', '\'', '’', '…']);
    if core.len() < chunk.len() && chunk[core.len()..].starts_with(')') && core.contains('(') {
        core = &chunk[..=core.len()];
    }
    if core.contains("://") || core.starts_with("www.") {
        return Some(core.len());
    }
    let host = core.rsplit_once('@').map_or(core, |(_, host)| host);
    let (host, path) = host.split_at(host.find(['/', '?', ':']).unwrap_or(host.len()));
    let (front, last) = host.rsplit_once('.')?;
    let mail = core.len() > host.len() + path.len() && is_plain(front) && is_plain(last);
    // One letter before the dot may be an initial, unless a path follows.
    let site = vocabulary.is_domain(last)
        && is_plain(front)
        && !front.ends_with('.')
        && (front.len() > 1 || path.len() > 1 && path.starts_with('/'));
    let file = path.is_empty() && vocabulary.is_file(last) && is_file_name(front);
    (mail || site || file).then_some(core.len())
}

fn is_plain(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'+'))
}

fn is_file_name(front: &str) -> bool {
    front.chars().any(char::is_alphanumeric)
        && front.chars().all(|c| is_word(c) || matches!(c, '.' | '-' | '_' | '#' | '%' | '+' | '~'))
}
