//! The records of the development data.

use serde::Deserialize;

/// Any error, for a tool that only prints it.
pub type Error = Box<dyn std::error::Error>;

/// One claim with the passages of its source.
#[derive(Clone, Debug, Deserialize)]
pub struct Record {
    pub id: String,
    pub claim: String,
    pub passages: Vec<String>,
    pub label: String,
    /// Words of the claim, for the sets that label them.
    #[serde(default)]
    pub words: Vec<String>,
    /// For each of them, whether nothing bears it out.
    #[serde(default)]
    pub unsupported: Vec<bool>,
    /// The passages that bear it out, in groups that do so together.
    #[serde(default)]
    pub support: Option<Vec<Vec<usize>>>,
    /// Which fact was changed, for the set of edited claims.
    #[serde(default)]
    pub kind: String,
    /// The claim that an edited one was made from.
    #[serde(default)]
    pub pair: String,
}

/// Reads JSON Lines files, in order.
pub fn read(files: &[String]) -> Result<Vec<Record>, Error> {
    let mut records = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
        for (index, line) in text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty())
        {
            let record = serde_json::from_str(line)
                .map_err(|error| format!("{file}:{}: {error}", index + 1))?;
            records.push(record);
        }
    }
    Ok(records)
}
