//! robots.txt (RFC 9309), read by the `robotstxt` crate.
//!
//! Two things of that crate are replaced, since both inputs are a stranger's: its matching of
//! patterns, which takes time in the cube of their length, and its reading of very long lines, which
//! can panic. See [`clean`] and [`Glob`].

use robotstxt::matcher::{RobotsMatchStrategy, RobotsMatcher};
use url::Url;

use super::options::PRODUCT;

/// Bytes of a robots.txt that are read: the least that a crawler has to take (RFC 9309, 2.5).
pub const MAX_BYTES: usize = 500 << 10;

/// Longest line that is read, in bytes. No path that we ask for is longer.
const MAX_LINE: usize = crate::source::MAX_ADDRESS;

/// What a host's robots.txt allows.
#[derive(Clone, Debug)]
pub enum Rules {
    /// There is none, or it is none of our business (RFC 9309, 2.3.1.3: any 4xx).
    AllowAll,
    /// The text, as [`clean`] leaves it.
    Text(String),
    /// The server failed to give it, which means no to everything (RFC 9309, 2.3.1.4).
    DisallowAll(u16),
    /// The host can't be reached, so that its pages can't be either.
    Unreachable(crate::source::Unavailable),
}

impl Rules {
    /// Reads a robots.txt.
    pub fn parse(body: &[u8]) -> Self {
        let text = clean(&String::from_utf8_lossy(body));
        if text.is_empty() {
            Self::AllowAll
        } else {
            Self::Text(text)
        }
    }
}

/// Whether the rules of `text` let us read `url`.
pub fn allows(text: &str, url: &Url) -> bool {
    let mut matcher = RobotsMatcher::<Glob>::default();
    matcher.one_agent_allowed_by_robots(text, PRODUCT, url.as_str())
}

/// The lines of a robots.txt that could matter, each of bounded length, without byte order mark.
fn clean(text: &str) -> String {
    let text = text.trim_start_matches('\u{FEFF}');
    let mut kept = String::new();
    for line in text.split(['\n', '\r']) {
        let line = line.split('#').next().unwrap_or_default().trim();
        if !line.is_empty() && line.len() <= MAX_LINE {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// Matching of a pattern with `*` and a final `$`, where the longer of two matching patterns wins.
#[derive(Default)]
struct Glob;

impl RobotsMatchStrategy for Glob {
    fn match_allow(&self, path: &str, pattern: &str) -> i32 {
        Self::priority(path, pattern)
    }

    fn match_disallow(&self, path: &str, pattern: &str) -> i32 {
        Self::priority(path, pattern)
    }
}

impl Glob {
    fn priority(path: &str, pattern: &str) -> i32 {
        if glob(path, pattern) {
            i32::try_from(pattern.len()).unwrap_or(i32::MAX)
        } else {
            -1
        }
    }
}

/// Whether `path` begins with what `pattern` describes; with a final `$`, whether it is it. Each
/// piece between asterisks is taken at its first place, which leaves most room for the rest; only
/// the last piece before a `$` has its place given. Time is linear for each piece.
fn glob(path: &str, pattern: &str) -> bool {
    let (pattern, whole) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut pieces = pattern.split('*');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = path.strip_prefix(first) else {
        return false;
    };
    let mut pieces = pieces.peekable();
    if pieces.peek().is_none() {
        return !whole || rest.is_empty();
    }
    while let Some(piece) = pieces.next() {
        if whole && pieces.peek().is_none() {
            return rest.ends_with(piece);
        }
        match memchr::memmem::find(rest.as_bytes(), piece.as_bytes()) {
            Some(at) => rest = rest.get(at + piece.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn may_read(robots: &str, path: &str) -> bool {
        let url = Url::parse(&format!("https://news.example{path}")).unwrap();
        match Rules::parse(robots.as_bytes()) {
            Rules::Text(text) => allows(&text, &url),
            _ => true,
        }
    }

    #[test]
    fn the_group_that_names_us_is_the_one_that_counts() {
        let robots = "\u{FEFF}User-agent: *\nDisallow: /\n\nUser-agent: CiteCheck/2\nDisallow: /private # no\n";
        assert!(may_read(robots, "/story"));
        assert!(!may_read(robots, "/private/story"));
        assert!(!may_read("User-agent: *\r\nDisallow: /\r\n", "/story"));
        assert!(may_read("User-agent: other\nDisallow: /\n", "/story"));
        assert!(may_read("<html>Not found</html>", "/story"));
    }

    #[test]
    fn the_longest_rule_wins() {
        let robots = "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /*.pdf$\n";
        assert!(!may_read(robots, "/a/c"));
        assert!(may_read(robots, "/a/b/c"));
        assert!(!may_read(robots, "/x.pdf"));
        assert!(may_read(robots, "/x.pdf?page=2"));
        assert!(may_read("User-agent: *\nDisallow:\n", "/x"));
    }

    #[test]
    fn patterns_match_as_the_standard_says() {
        for (path, pattern, expected) in [
            ("/fish", "/fish", true),
            ("/fish.html", "/fish", true),
            ("/Fish", "/fish", false),
            ("/a/fish/b", "/*/fish", true),
            ("/fish", "/fish$", true),
            ("/fishes", "/fish$", false),
            ("/x.php?a.php", "/*.php$", true),
            ("/x.phpy", "/*.php$", false),
            ("/", "*", true),
            ("/", "", true),
            ("/ab", "/*ab*b$", false),
            ("/a$b", "/a$b", true),
        ] {
            assert_eq!(glob(path, pattern), expected, "{path} {pattern}");
        }
    }

    proptest! {
        #[test]
        fn any_file_is_read(body in proptest::collection::vec(any::<u8>(), 0..400)) {
            let mut robots = b"User-agent: *\nDisallow: ".to_vec();
            robots.extend(body);
            if let Rules::Text(text) = Rules::parse(&robots) {
                allows(&text, &Url::parse("https://news.example/a%20b?c").unwrap());
            }
        }
    }
}
