//! What holds of everything that the readers of claims read.

use citecheck::claims::{Format, Options, read, to_toml};

/// Reads `bytes`; what is read has unique ids, places, and citations of its own sources, and can
/// be written and read again.
pub fn check(bytes: &[u8], format: Format) {
    let Ok(input) = read("fuzz", bytes, format, &Options::default()) else {
        return;
    };
    let mut ids = std::collections::HashSet::new();
    for claim in &input.claims {
        assert!(ids.insert(&claim.id), "{} twice", claim.id);
        assert!(claim.place.line > 0 && claim.place.column > 0);
        for citation in &claim.citations {
            assert!(input.sources.iter().any(|source| source.id == citation.source));
        }
    }
    if !input.claims.is_empty() {
        let written = to_toml(std::slice::from_ref(&input));
        let again = read("again", written.as_bytes(), Format::Toml, &Options::default());
        assert_eq!(again.expect("what is written can be read").claims.len(), input.claims.len());
    }
}
