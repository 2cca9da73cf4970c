//! What the entailment model said before: one file for a model, beside the snapshots.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::layout::{ANSWERS_PREFIX, REFUSALS_FILE, answers_file, is_answers};
use super::{Cache, Error, atomic, entries};
use crate::entailment::{Logits, PairKey};
use crate::files;
use crate::limits::ANSWERS_BYTES;

/// Keeps the answers out of git, where nobody said otherwise: they are made again from the snapshots.
const IGNORE: &str = ".gitignore";

/// A line of the file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    pair: String,
    #[serde(flatten)]
    told: Logits,
}

impl Cache {
    /// The answers of the model whose file has the SHA-256 `model`. A line that is none is passed over, and so is a file
    /// that is too large or can't be read: they are given again.
    pub fn answers(&self, model: &str) -> BTreeMap<PairKey, Logits> {
        let Ok(bytes) = files::read(&self.dir().join(answers_file(model)), ANSWERS_BYTES) else {
            return BTreeMap::new();
        };
        let lines = bytes.split(|byte| *byte == b'\n');
        let read = |line: &[u8]| -> Option<(PairKey, Logits)> {
            let line: Line = serde_json::from_slice(line).ok()?;
            Some((line.pair.parse().ok()?, line.told))
        };
        lines
            .filter_map(read)
            .filter(|(_, told)| told.is_finite())
            .collect()
    }

    /// Keeps `new` answers of the model besides those that are there. What another run keeps meanwhile may be lost, and is
    /// given again.
    ///
    /// # Errors
    /// The cache can't be written.
    pub fn keep_answers(&self, model: &str, new: &BTreeMap<PairKey, Logits>) -> Result<(), Error> {
        if new.is_empty() {
            return Ok(());
        }
        self.make_ready()?;
        let mut all = self.answers(model);
        all.extend(new.iter().map(|(key, told)| (*key, *told)));
        let write = |out: &mut dyn std::io::Write| {
            let mut text = String::new();
            for (key, told) in &all {
                let line = Line {
                    pair: key.to_string(),
                    told: *told,
                };
                // Plain numbers and strings always serialise, and writing to a String cannot fail.
                let line = serde_json::to_string(&line).unwrap_or_default();
                let _ = writeln!(text, "{line}");
            }
            out.write_all(text.as_bytes())
        };
        let name = answers_file(model);
        atomic::write(self.dir(), &name, write)
            .map_err(|error| Error::write(&self.dir().join(name), error))?;
        self.ignore_answers()
    }

    /// Keeps out of git what is no snapshot.
    pub(super) fn ignore_answers(&self) -> Result<(), Error> {
        let ignore = self.dir().join(IGNORE);
        let text = format!("{ANSWERS_PREFIX}*\n{REFUSALS_FILE}\n");
        // An older version told git of the answers alone.
        let before = format!("{ANSWERS_PREFIX}*\n");
        let is_ours = || {
            let found = files::read(&ignore, text.len() as u64);
            found.is_ok_and(|found| found == before.as_bytes())
        };
        if !ignore.exists() || is_ours() {
            atomic::write(self.dir(), IGNORE, |file| file.write_all(text.as_bytes()))
                .map_err(|error| Error::write(&ignore, error))?;
        }
        Ok(())
    }

    /// The files of answers of every model.
    pub(super) fn all_answers(&self) -> Vec<PathBuf> {
        let files = entries::files_in(self.dir()).unwrap_or_default();
        let is_ours = |path: &PathBuf| {
            let name = path.file_name().and_then(|name| name.to_str());
            name.is_some_and(is_answers) && entries::is_regular(path)
        };
        files.into_iter().filter(is_ours).collect()
    }
}
