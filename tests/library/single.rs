//! One claim against one page, in one line.

use citecheck::check;
use citecheck::verdict::Verdict;

const PAGE: &str = "<html><body><nav><a href=/>Home</a></nav><article><h1>Harbour</h1>\
    <p>The licence of the ferry company runs through 2032. Its boats carry 310 people.</p></article>";

#[test]
fn a_page_is_read_as_html_text_or_bytes() {
    let claim = "The licence of the ferry company runs through 2032.";
    let text = "The licence of the ferry company runs through 2032.";
    for page in [PAGE.as_bytes(), text.as_bytes(), b"\xFF\xFET\0h\0e\0 \0l\0i\0c\0e\0n\0c\0e\0 \0o\0f\0 \0t\0h\0e\0 \0f\0e\0r\0r\0y\0 \0c\0o\0m\0p\0a\0n\0y\0 \0r\0u\0n\0s\0 \0t\0h\0r\0o\0u\0g\0h\0 \x002\x000\x003\x002\0.\0"] {
        let outcome = check(claim, page);
        assert_eq!(outcome.verdict, Verdict::Supported, "{outcome:?}");
    }
    let outcome = check("Its boats carry 130 people.", PAGE);
    assert_eq!(outcome.verdict, Verdict::Contradicted, "{outcome:?}");
}

#[test]
fn what_can_stand_as_no_source_is_unavailable_and_says_why() {
    for (page, why) in [
        (&b""[..], "no text"),
        (b"%PDF-1.7", "not text"),
        (b"\x89PNG\r\n\x1A\n\0\0", "not text"),
    ] {
        let outcome = check("The harbour opened in May.", page);
        assert_eq!(outcome.verdict, Verdict::Unavailable);
        assert!(outcome.why.contains(why), "{}", outcome.why);
        assert!(outcome.evidence.is_empty());
    }
}

#[test]
fn a_claim_that_states_nothing_is_not_checkable() {
    for claim in ["", "…", "?!"] {
        assert_eq!(
            check(claim, PAGE).verdict,
            Verdict::NotCheckable,
            "{claim:?}"
        );
    }
}
