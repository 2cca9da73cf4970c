//! Any bytes read as a page: `cargo fuzz run extract`. The same promises as
//! `tests/extract_hostile.rs`: no panic, offsets that point, blocks that rise.

#![no_main]

use citecheck::extract::{Hints, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let html = Hints {
        content_type: Some("text/html".to_owned()),
        location: None,
    };
    for hints in [html, Hints::default()] {
        let Ok(reading) = read(bytes, &hints) else {
            continue;
        };
        let text: Vec<char> = reading.document.text().chars().collect();
        let mut block = 0;
        for passage in &reading.document.passages {
            assert!(passage.block >= block);
            block = passage.block;
            if passage.region.is_shown() {
                let shown: Vec<char> = passage.as_shown().chars().collect();
                assert_eq!(text.get(passage.offset..passage.offset + shown.len()), Some(&shown[..]));
            }
        }
    }
});
