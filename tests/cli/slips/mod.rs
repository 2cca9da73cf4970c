//! What a newcomer's slips meet: each is told with its cause and what to do, and none looks like a
//! run that went well.

mod commands;
mod inputs;
mod verdicts;

use std::fs;
use std::path::Path;

use crate::support::program::{Run, citecheck};
use tempfile::TempDir;

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// A run that fails with exit code 2 and `words` on standard error.
fn refuses(dir: &Path, args: &[&str], words: &[&str]) -> Run {
    let run = citecheck(dir, args);
    assert_eq!(run.code, Some(2), "{args:?}: {run:?}");
    for word in words {
        assert!(run.stderr.contains(word), "{word}: {run:?}");
    }
    run
}

const NOTES: &str = "The film sold 4 million tickets.\n";

/// A claims file with one claim on `notes.txt`.
const CLAIMS: &str = "[[source]]\nid = \"notes\"\npath = \"notes.txt\"\n\n[[claim]]\nid = \"tickets\"\ntext = \"The film sold 4 million tickets.\"\ncites = [\"notes\"]\n";

/// A claims file with two claims on a page that is not cached.
const UNCACHED: &str = "[[source]]\nid = \"page\"\nurl = \"https://film.example/tickets\"\n\n[[claim]]\ntext = \"The film sold 4 million tickets.\"\n\n[[claim]]\ntext = \"The film cost 9 million crowns.\"\n";
