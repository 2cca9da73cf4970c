//! The part of SARIF 2.1.0 (OASIS Standard, 27 March 2020) that we write. Names are the standard's.

use serde::Serialize;

#[derive(Serialize)]
pub struct Driver {
    pub name: &'static str,
    #[serde(rename = "informationUri", skip_serializing_if = "Option::is_none")]
    pub information_uri: Option<&'static str>,
    #[serde(rename = "semanticVersion")]
    pub version: String,
    pub rules: Vec<ReportingDescriptor>,
}

#[derive(Serialize)]
pub struct ReportingDescriptor {
    pub id: &'static str,
    pub name: &'static str,
    #[serde(rename = "shortDescription")]
    pub short_description: Text<'static>,
    #[serde(rename = "fullDescription")]
    pub full_description: Text<'static>,
    #[serde(rename = "helpUri", skip_serializing_if = "Option::is_none")]
    pub help_uri: Option<String>,
    pub help: Help,
    #[serde(rename = "defaultConfiguration")]
    pub default_configuration: Configuration,
    pub properties: RuleProperties,
}

#[derive(Serialize)]
pub struct Help {
    pub text: String,
    pub markdown: String,
}

#[derive(Serialize)]
pub struct Configuration {
    pub level: &'static str,
}

#[derive(Serialize)]
pub struct RuleProperties {
    pub tags: [&'static str; 2],
}

#[derive(Serialize)]
pub struct Text<'t> {
    pub text: std::borrow::Cow<'t, str>,
}

/// A result; `P` is what is told of it beside the standard.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SarifResult<'r, P> {
    pub rule_id: &'static str,
    pub rule_index: usize,
    pub level: &'static str,
    pub message: Text<'r>,
    pub locations: [Location<'r>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related_locations: Vec<Location<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fixes: Vec<Fix<'r>>,
    pub partial_fingerprints: Fingerprints,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline_state: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub properties: Option<P>,
}

#[derive(Serialize)]
pub struct BrokenProperties<'r> {
    pub reason: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meant: Option<&'r str>,
    /// Ids of the claims that cite it.
    pub claims: &'r [String],
}

#[derive(Serialize)]
pub struct Fingerprints {
    /// The name carries a version, as the standard advises: another way to count is another name.
    #[serde(rename = "citecheckClaim/v1")]
    pub claim: String,
}

#[derive(Serialize)]
pub struct ResultProperties<'r> {
    pub claim: &'r str,
    pub verdict: &'static str,
    pub score: f64,
    /// Spans of the claim's words that differ or that nothing bears out; code points.
    pub spans: Vec<[usize; 2]>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Location<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<usize>,
    #[serde(rename = "physicalLocation")]
    pub place: PhysicalLocation<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<Text<'r>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PhysicalLocation<'r> {
    pub artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<Region<'r>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ArtifactLocation {
    pub uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uri_base_id: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Region<'r> {
    pub start_line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub snippet: Option<Text<'r>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Fix<'r> {
    pub description: Text<'r>,
    pub artifact_changes: [ArtifactChange<'r>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ArtifactChange<'r> {
    pub artifact_location: ArtifactLocation,
    pub replacements: [Replacement<'r>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Replacement<'r> {
    pub deleted_region: Deleted,
    pub inserted_content: Text<'r>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Deleted {
    pub start_line: usize,
    pub start_column: usize,
    pub end_line: usize,
    pub end_column: usize,
}
