//! What is wrong with marks that name nothing, with the nearest right form.

use super::resolve::Resolver;
use crate::claims::blocks::draft::Ref;
use crate::claims::broken::{Fault, Why};
use crate::text::nearest;

impl Resolver<'_> {
    /// What is wrong with a mark that names no entry.
    pub(super) fn no_entry(&self, target: &Ref) -> Fault {
        let numbers = || -> Vec<u32> {
            let labels = self.references.labels().filter(|_| self.suggests());
            let mut numbers: Vec<u32> = labels.filter_map(|label| label.parse().ok()).collect();
            numbers.sort_unstable();
            numbers
        };
        match target {
            Ref::Label(label) if label.bytes().all(|b| b.is_ascii_digit()) => {
                let numbers = numbers();
                let wanted: u32 = label.parse().unwrap_or(u32::MAX);
                let fault = Fault::new(
                    Why::NoEntry,
                    match (numbers.first(), numbers.last()) {
                        (Some(first), Some(last)) => {
                            format!(
                                "no reference has the number {label}: they go from {first} to {last}"
                            )
                        }
                        _ => format!("no reference has the number {label}: the article lists none"),
                    },
                );
                match numbers.iter().min_by_key(|number| number.abs_diff(wanted)) {
                    Some(near) => fault.meaning(near.to_string()),
                    None => fault,
                }
            }
            Ref::Label(label) | Ref::Note(label) => {
                let fault = Fault::new(Why::NoEntry, format!("no reference is called `{label}`"));
                match nearest(label, self.references.labels().filter(|_| self.suggests())) {
                    Some(near) => fault.meaning(near),
                    None => fault,
                }
            }
            Ref::Work { names, year, .. } => {
                let names = names.join(", ");
                Fault::new(
                    Why::NoEntry,
                    format!("no reference is by {names} of {year}"),
                )
            }
            _ => Fault::new(Why::NoEntry, "no reference has this name"),
        }
    }
}
