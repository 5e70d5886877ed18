//! Feeds bytes to the promise that `PROMISE` names, or to the first one where it names none.
#![no_main]

mod promises;

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;

static PROMISE: OnceLock<fn(&[u8])> = OnceLock::new();

fuzz_target!(|bytes: &[u8]| {
    let promise = PROMISE.get_or_init(|| {
        let name = std::env::var("PROMISE").unwrap_or_else(|_| "any".to_owned());
        let named = promises::PROMISES.iter().find(|(known, _)| *known == name);
        named.unwrap_or_else(|| panic!("there is no promise `{name}`")).1
    });
    promise(bytes);
});
