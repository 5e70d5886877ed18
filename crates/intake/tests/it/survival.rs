//! Whatever the bytes are, reading them never panics, ends, and repeats exactly.

use std::sync::OnceLock;

use proptest::prelude::*;

use crate::read;

fn corpus() -> &'static [Vec<u8>] {
    static CORPUS: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    CORPUS.get_or_init(|| {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/open");
        let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        let files = paths.iter().filter(|path| path.extension().unwrap() != "expected");
        files.map(|path| std::fs::read(path).unwrap()).collect()
    })
}

fn check(bytes: &[u8]) {
    let first = read("x", bytes);
    assert_eq!(first, read("x", bytes));
    for item in first.into_iter().flatten() {
        let _ = item.article();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check(&bytes);
    }

    #[test]
    fn files_cut_overwritten_and_repeated(
        which in any::<prop::sample::Index>(),
        places in prop::collection::vec((any::<usize>(), any::<u8>(), 0..4_u8), 1..6),
    ) {
        let mut bytes = which.get(corpus()).clone();
        for (at, byte, what) in places {
            if bytes.is_empty() {
                break;
            }
            let at = at % bytes.len();
            match what {
                0 => bytes.truncate(at),
                1 => bytes[at] = byte,
                2 => drop(bytes.remove(at)),
                _ => {
                    let piece = bytes[at..].to_vec();
                    bytes.extend_from_slice(&piece);
                }
            }
        }
        check(&bytes);
    }
}
