//! The rules that results fall under, with what a code scanning page shows of them.

use super::model::{Configuration, Help, ReportingDescriptor, RuleProperties, Text};
use crate::report::finding::{FailOn, Rule};
use crate::report::reading::{Guide, project};
use crate::verdict::Verdict;

/// The rule of warnings, which are no findings.
pub const WARNING: &str = "warning";

/// Every rule, in the order of [`Rule::ALL`], then that of warnings.
pub fn all(guide: &dyn Guide) -> Vec<ReportingDescriptor> {
    let rules = Rule::ALL.into_iter().map(|rule| descriptor(rule, guide));
    rules.chain([warning()]).collect()
}

fn warning() -> ReportingDescriptor {
    let full = "The reader of an input met something that a person should know of: a reference that nothing cites, an ignore comment that nothing needs.";
    let next = "Mend it where it stands, or leave it: it fails no run.";
    ReportingDescriptor {
        id: WARNING,
        name: "InputWarning",
        short_description: Text {
            text: "Something in the input should be looked at.".into(),
        },
        full_description: Text { text: full.into() },
        help_uri: project::page("inputs.md"),
        help: help(full, next),
        default_configuration: Configuration { level: "warning" },
        properties: TAGS,
    }
}

const TAGS: RuleProperties = RuleProperties {
    tags: ["citations", "documentation"],
};

fn help(full: &str, next: &str) -> Help {
    Help {
        text: format!("{full}\n\n{next}"),
        markdown: format!("{full}\n\n**What to do.** {next}"),
    }
}

fn descriptor(rule: Rule, guide: &dyn Guide) -> ReportingDescriptor {
    let (name, short, full, next) = words(rule);
    let command = match rule {
        Rule::Verdict(Verdict::Unavailable) => guide.hand_over("URL"),
        _ => None,
    };
    let next = match command {
        Some(command) => format!("{next}: `{command}`."),
        None => format!("{next}."),
    };
    ReportingDescriptor {
        id: rule.name(),
        name,
        short_description: Text { text: short.into() },
        full_description: Text { text: full.into() },
        help_uri: project::page(&format!("verdicts/{}.md", rule.name())),
        help: help(full, &next),
        default_configuration: Configuration {
            level: match rule {
                _ if FailOn::default().includes(rule) => "error",
                Rule::Verdict(Verdict::Partial) | Rule::BrokenReference => "warning",
                _ => "note",
            },
        },
        properties: TAGS,
    }
}

/// Name, what it is in a sentence, what it means, what to do without its stop.
const fn words(rule: Rule) -> (&'static str, &'static str, &'static str, &'static str) {
    match rule {
        Rule::Expectation => (
            "ExpectationMissed",
            "The verdict is not the one that the author expects.",
            "The claim names the verdict that it expects, and the run came to another one: the page, the claim or the tool changed since.",
            "Read the passage. If the new verdict is right, change `expect`; otherwise mend the claim or its source",
        ),
        Rule::Verdict(Verdict::Contradicted) => (
            "ClaimContradicted",
            "The cited page says otherwise.",
            "A cited page speaks of the same thing and differs in a value that was checked, or says the opposite. Both values are shown.",
            "Correct the claim, or cite a page that says what it says",
        ),
        Rule::Verdict(Verdict::NotFound) => (
            "ClaimNotFound",
            "No cited page speaks of it.",
            "Every cited page was read, and none of them speaks of what the claim states.",
            "Cite the page that does, or drop the claim",
        ),
        Rule::BrokenReference => (
            "BrokenReference",
            "The citation names nothing.",
            "A number without an entry, an entry without an address, or a link that leads nowhere: no page can bear the sentence out.",
            "Give the reference its address; the nearest right form is shown where there is one",
        ),
        Rule::Verdict(Verdict::Partial) => (
            "ClaimPartlySupported",
            "The cited page bears out a part only.",
            "A cited page bears out a part of the claim. The words that nothing bears out are marked.",
            "Cite a further page for the marked words, or leave them out",
        ),
        Rule::Verdict(Verdict::Unavailable) => (
            "SourceUnavailable",
            "No cited page could be read.",
            "None of the pages that the claim cites could be read, so nothing is known of the claim. The reason is given.",
            "Replace a dead link; for a page that turns programs away, save it in a browser and hand it over",
        ),
        Rule::Verdict(Verdict::NotCheckable | Verdict::Supported) => (
            "ClaimNotCheckable",
            "There is nothing to check.",
            "The sentence is a question, an opinion or a promise, or it cites no source.",
            "Cite a source if it should be checked",
        ),
    }
}
