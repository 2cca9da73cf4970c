//! Any bytes as an input in this format: no panic, and what is read is sound.
#![no_main]

mod sound;

use citecheck::claims::Format;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sound::check(bytes, Format::Json));
