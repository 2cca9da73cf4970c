//! How much is taken of what strangers send, in one list: `docs/limits.md` shows it, and a test
//! compares the two.

use std::time::Duration;

/// Bytes of the largest input. A claims file of 100,000 claims has about 20 MB; what is larger is
/// no text that a person wrote.
pub const INPUT_BYTES: u64 = 32 << 20;

/// Files that a folder may hold, a bound for a path given by mistake (`/`).
pub const FOLDER_FILES: usize = 100_000;

/// Levels of folders that are looked into below one that was named.
pub const FOLDER_DEPTH: usize = 64;

/// Bytes of the largest local source.
pub const SOURCE_BYTES: u64 = 64 << 20;

/// Bytes of the largest settings file; with every key set, one has 4 KiB.
pub const SETTINGS_BYTES: u64 = 1 << 20;

/// Bytes of the largest report that is read; one of 100,000 claims has about 150 MB.
pub const REPORT_BYTES: u64 = 256 << 20;

/// Bytes that a WARC file may unpack to where nobody says more: a cache of some ten thousand pages.
pub const IMPORT_BYTES: u64 = 1 << 30;

/// Bytes of the longest line of `stream`.
pub const STREAM_LINE_BYTES: u64 = 64 << 20;

/// Bytes of the longest message of an editor: the largest input, each byte of it escaped.
pub const EDITOR_MESSAGE_BYTES: u64 = 192 << 20;

/// Bytes of the largest file of an entailment model's answers; a million of them have about 110 MB.
pub const ANSWERS_BYTES: u64 = 256 << 20;

/// Bytes of the largest file of what the web said of pages that it did not give: some hundred thousand pages.
pub const REFUSALS_BYTES: u64 = 32 << 20;

/// Time for a whole run in CI, where nobody says more.
pub const CI_TIME: Duration = Duration::from_mins(10);

/// What a settings file, which comes with the content that is checked, may say at most; flags and
/// the environment go further. Time for one page.
pub const SETTINGS_TIME: Duration = Duration::from_mins(2);

/// The same for the time to connect, and without a byte.
pub const SETTINGS_SHORT_TIME: Duration = Duration::from_mins(1);

/// The same for the bytes of a page.
pub const SETTINGS_SIZE: u64 = 64 << 20;

/// The same for the tries of a page after the first.
pub const SETTINGS_RETRIES: u32 = 10;

/// The same for requests at once.
pub const SETTINGS_CONCURRENCY: usize = 256;

/// The same for requests at once to one host.
pub const SETTINGS_HOST_CONCURRENCY: usize = 16;
