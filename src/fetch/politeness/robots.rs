//! robots.txt (RFC 9309), read by the `robotstxt` crate.
//!
//! Two things of that crate are replaced, since both inputs are a stranger's: its matching of
//! patterns, which takes time in the cube of their length, and its reading of very long lines, which
//! can panic. See [`clean`] and [`Glob`].

use robotstxt::matcher::{RobotsMatchStrategy, RobotsMatcher};
use robotstxt::{RobotsParseHandler, parse_robotstxt};
use rustc_hash::FxHashSet;
use url::Url;

use crate::fetch::options::PRODUCT;

/// Bytes of a robots.txt that are read: the least that a crawler has to take (RFC 9309, 2.5).
pub const MAX_BYTES: usize = 500 << 10;

/// Longest line that is read, in bytes. No path that we ask for is longer.
const MAX_LINE: usize = crate::source::MAX_ADDRESS;

/// Bytes of rules that are kept of one host for a run, which may meet thousands. The rules for any
/// program of most sites have under 4 KiB.
const MAX_KEPT: usize = 16 << 10;

/// What a host's robots.txt allows.
#[derive(Clone, Debug)]
pub enum Rules {
    /// There is none, or it is none of our business (RFC 9309, 2.3.1.3: any 4xx).
    AllowAll,
    /// The rules that are for us, as a robots.txt of one group.
    Text(String),
    /// They are too long to be kept, and are read again for each page.
    Long,
    /// The server failed to give it, which means no to everything (RFC 9309, 2.3.1.4).
    DisallowAll(u16),
    /// The host can't be reached, so that its pages can't be either.
    Unreachable(crate::source::Unavailable),
}

impl Rules {
    /// Reads a robots.txt.
    pub fn parse(body: &[u8]) -> Self {
        let mut ours = Ours::default();
        parse_robotstxt(&clean(&String::from_utf8_lossy(body)), &mut ours);
        let group = ours.for_us.unwrap_or(ours.for_all);
        if group.rules.is_empty() {
            Self::AllowAll
        } else {
            Self::Text(format!("User-agent: *\n{}", group.rules))
        }
    }

    /// The same, to be kept for the run.
    pub fn kept(self) -> Self {
        match self {
            Self::Text(text) if text.len() > MAX_KEPT => Self::Long,
            rules => rules,
        }
    }
}

/// Gathers the rules of the group that counts: that which names us, else that for all (RFC 9309,
/// 2.2.1). Groups for the same name are one.
#[derive(Default)]
struct Ours {
    for_us: Option<Group>,
    for_all: Group,
    /// Whom the group that is being read is for.
    reading: Whom,
    /// Whether a rule came after the names of the group.
    begun: bool,
}

/// Whom a group is for, as far as we care; of two, the last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Whom {
    #[default]
    Others,
    All,
    Us,
}

#[derive(Default)]
struct Group {
    rules: String,
    seen: FxHashSet<String>,
}

impl Ours {
    fn rule(&mut self, key: &str, value: &str) {
        let group = match self.reading {
            Whom::Us => self.for_us.get_or_insert_default(),
            Whom::All => &mut self.for_all,
            Whom::Others => return,
        };
        self.begun = true;
        let rule = format!("{key}: {value}\n");
        // One without a path says nothing.
        if !value.is_empty() && group.seen.insert(rule.clone()) {
            group.rules.push_str(&rule);
        }
    }
}

impl RobotsParseHandler for Ours {
    fn handle_robots_start(&mut self) {}

    fn handle_robots_end(&mut self) {}

    fn handle_user_agent(&mut self, _: u32, name: &str) {
        if self.begun {
            (self.reading, self.begun) = (Whom::Others, false);
        }
        let product = name.split(|c: char| !(c.is_ascii_alphabetic() || "-_".contains(c)));
        if name == "*" || name.starts_with("* ") {
            self.reading = self.reading.max(Whom::All);
        } else if product
            .clone()
            .next()
            .is_some_and(|name| name.eq_ignore_ascii_case(PRODUCT))
        {
            self.reading = Whom::Us;
            self.for_us.get_or_insert_default();
        }
    }

    fn handle_allow(&mut self, _: u32, value: &str) {
        self.rule("Allow", value);
    }

    fn handle_disallow(&mut self, _: u32, value: &str) {
        self.rule("Disallow", value);
    }

    fn handle_sitemap(&mut self, _: u32, _: &str) {}

    fn handle_unknown_action(&mut self, _: u32, _: &str, _: &str) {}
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
    fn of_a_long_file_only_our_rules_are_kept_and_of_long_rules_none() {
        let others: Vec<String> = (0..20_000).map(|n| format!("Disallow: /{n}\n")).collect();
        let others = others.concat();
        let robots =
            format!("User-agent: other\n{others}\nUser-agent: *\nDisallow: /a\nDisallow: /a\n");
        let Rules::Text(kept) = Rules::parse(robots.as_bytes()).kept() else {
            panic!("no text");
        };
        assert_eq!(kept, "User-agent: *\nDisallow: /a\n");
        let long = format!("User-agent: *\n{others}");
        assert!(matches!(Rules::parse(long.as_bytes()).kept(), Rules::Long));
        assert!(!may_read(&long, "/19999") && may_read(&long, "/x"));
    }

    #[test]
    fn groups_are_told_by_their_names() {
        let robots = "User-agent: a\nUser-agent: citecheck\nDisallow: /one\n\n\
                      User-agent: *\nDisallow: /all\n\nUser-agent: CITECHECK/1.0\nAllow: /one/more\nDisallow: /two\n";
        assert!(!may_read(robots, "/one") && may_read(robots, "/one/more"));
        assert!(!may_read(robots, "/two") && may_read(robots, "/all"));
        let empty = "User-agent: *\nDisallow: /\nUser-agent: citecheck\nDisallow:\n";
        assert!(may_read(empty, "/x"));
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
