//! Any bytes as an input: the first of them says in which format. No panic, and what is read is sound.
#![no_main]

mod sound;

use citecheck::claims::Format;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let formats: Vec<Format> = Format::all().collect();
    if let Some((first, rest)) = bytes.split_first() {
        sound::check(rest, formats[usize::from(*first) % formats.len()]);
    }
});
