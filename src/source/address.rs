//! One spelling for every address, so that a page is asked for once and found in the cache again.

use std::fmt::Write as _;

use url::Url;

/// Longest address taken, in bytes. RFC 9110, 4.1, recommends that everyone take at least 8,000;
/// what is longer carries data, it doesn't name a page.
pub const MAX_ADDRESS: usize = 8_192;

/// Why an address is no address of a page.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AddressError {
    /// It is no address at all.
    #[error("`{address}` is no web address: {why}")]
    Malformed {
        /// The text given, shortened, without credentials.
        address: String,
        /// What the parser had to say.
        why: String,
    },
    /// Its scheme is neither `http` nor `https`.
    #[error("`{scheme}:` addresses are not read, only http and https")]
    Scheme {
        /// The scheme given.
        scheme: String,
    },
    /// It is longer than [`MAX_ADDRESS`].
    #[error("an address of {length} bytes is too long (at most {MAX_ADDRESS})")]
    TooLong {
        /// Its length in bytes.
        length: usize,
    },
}

/// The one spelling of an address (RFC 3986, 6.2.2 and 6.2.3): scheme and host in lower case, no
/// default port, no dot segments, percent-encoding only where it must be and in upper case.
/// Fragment and credentials are dropped: the one never reaches the server, the others must never
/// reach a report or a cache.
///
/// # Errors
/// What is not an absolute `http` or `https` address, and what is longer than [`MAX_ADDRESS`].
///
/// ```
/// let url = citecheck::source::normalise("HTTPS://me:secret@News.Example:443/a/../%7Eb?q=%c3%a9#top")?;
/// assert_eq!(url.as_str(), "https://news.example/~b?q=%C3%A9");
/// # Ok::<(), citecheck::source::AddressError>(())
/// ```
pub fn normalise(address: &str) -> Result<Url, AddressError> {
    let address = address.trim();
    if address.len() > MAX_ADDRESS {
        return Err(AddressError::TooLong {
            length: address.len(),
        });
    }
    let url = Url::parse(address).map_err(|error| AddressError::Malformed {
        address: without_credentials(address),
        why: error.to_string(),
    })?;
    normalise_url(url)
}

/// [`normalise`] for an address that is parsed already, such as one resolved against a page.
///
/// # Errors
/// As [`normalise`].
pub fn normalise_url(mut url: Url) -> Result<Url, AddressError> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(AddressError::Scheme {
            scheme: url.scheme().to_owned(),
        });
    }
    url.set_fragment(None);
    // These two fail only where there is no host, and http addresses always have one.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    let path = canonical_escapes(url.path());
    url.set_path(&path);
    let query = url.query().map(canonical_escapes);
    url.set_query(query.as_deref());
    if url.as_str().len() > MAX_ADDRESS {
        return Err(AddressError::TooLong {
            length: url.as_str().len(),
        });
    }
    Ok(url)
}

/// Percent-encoded octets in upper case, those of unreserved characters decoded (RFC 3986, 6.2.2).
/// A percent sign that begins no escape stays as it is: servers differ in what they make of it.
fn canonical_escapes(part: &str) -> String {
    let bytes = part.as_bytes();
    let mut out = String::with_capacity(part.len());
    let mut copied = 0;
    let mut at = 0;
    while at < bytes.len() {
        let Some(octet) = escaped_octet(&bytes[at..]) else {
            at += 1;
            continue;
        };
        out.push_str(&part[copied..at]);
        let unreserved =
            octet.is_ascii_alphanumeric() || matches!(octet, b'-' | b'.' | b'_' | b'~');
        if unreserved && !(octet.is_ascii_hexdigit() && ends_in_begun_escape(&out)) {
            out.push(char::from(octet));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{octet:02X}");
        }
        at += 3;
        copied = at;
    }
    out.push_str(&part[copied..]);
    out
}

/// Whether one or two hexadecimal digits more would make an escape of what `out` ends with: "%3%33" is no
/// "%33".
fn ends_in_begun_escape(out: &str) -> bool {
    let end = out.as_bytes();
    end.ends_with(b"%") || end.len() > 1 && end[end.len() - 2] == b'%'
}

/// The octet that an escape at the start of `bytes` stands for.
fn escaped_octet(bytes: &[u8]) -> Option<u8> {
    let [b'%', high, low, ..] = bytes else {
        return None;
    };
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    u8::try_from(digit(high)? * 16 + digit(low)?).ok()
}

/// An unparsable address as it may be shown: shortened, and without anything before an `@` that
/// could be a password.
fn without_credentials(address: &str) -> String {
    let start = address.find("//").map_or(0, |at| at + 2);
    let (scheme, rest) = address.split_at(start);
    let authority_end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = rest[..authority_end].rfind('@').map_or(0, |at| at + 1);
    scheme
        .chars()
        .chain(rest[host..].chars().take(120))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn spelled(address: &str) -> String {
        normalise(address).unwrap().into()
    }

    #[test]
    fn equal_addresses_get_one_spelling() {
        for same in [
            "http://news.example/a%2Fb/~c?x=%20",
            "HTTP://NEWS.example:80/a%2fb/%7ec?x=%20",
            "http://news.example/z/../a%2Fb/./~c?x=%20#:~:text=hello",
            "  http://user:pass@news.example/a%2Fb/~c?x=%20 \n",
        ] {
            assert_eq!(spelled(same), "http://news.example/a%2Fb/~c?x=%20");
        }
        assert_eq!(spelled("https://news.example"), "https://news.example/");
    }

    #[test]
    fn different_addresses_stay_different() {
        assert_ne!(
            spelled("http://a.example/x?"),
            spelled("http://a.example/x")
        );
        assert_ne!(
            spelled("http://a.example/x/"),
            spelled("http://a.example/x")
        );
        assert_ne!(spelled("http://a.example/X"), spelled("http://a.example/x"));
        // A server that decodes once reads "%3%33" as "%33", not as "3".
        for begun in ["%3%33", "%%333", "a%%34"] {
            let address = format!("http://a.example/{begun}");
            assert_eq!(spelled(&address), address);
        }
        assert_ne!(
            spelled("http://a.example/?a&b"),
            spelled("http://a.example/?b&a")
        );
    }

    #[test]
    fn credentials_never_survive() {
        assert_eq!(spelled("https://me:pw@a.example/"), "https://a.example/");
        let error = normalise("https://me:pw@a b.example/").unwrap_err();
        assert!(!error.to_string().contains("pw"), "{error}");
    }

    #[test]
    fn other_schemes_and_endless_addresses_are_refused() {
        assert!(matches!(
            normalise("file:///etc/passwd"),
            Err(AddressError::Scheme { .. })
        ));
        assert!(matches!(
            normalise("notes/interview.txt"),
            Err(AddressError::Malformed { .. })
        ));
        let long = format!("https://a.example/{}", "x".repeat(MAX_ADDRESS));
        assert!(matches!(
            normalise(&long),
            Err(AddressError::TooLong { .. })
        ));
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing(address in "https?://[a-z.]{1,9}/[ -~é]{0,40}") {
            if let Ok(url) = normalise(&address) {
                prop_assert_eq!(normalise(url.as_str()).unwrap(), url);
            }
        }

        #[test]
        fn any_text_is_taken_or_refused(text in "\\PC{0,60}") {
            let _ = normalise(&text);
        }
    }
}
