//! What is wrong with marks that name nothing, with the nearest right form.

use super::resolve::Resolver;
use super::statement::{Cited, MAX_CITATIONS};
use crate::claims::blocks::draft::Ref;
use crate::claims::broken::{Broken, Fault, Unresolved, Why};
use crate::claims::citations::address::{Address, classify};
use crate::claims::references::entries::{Entry, without_page};
use crate::text::{Span, nearest};

/// Broken references of one input that are told; a file of rubbish stays readable.
pub(super) const MAX_BROKEN: usize = 10_000;

/// Broken references for which the nearest right form is looked for.
const MAX_SUGGESTED: usize = 200;

impl Resolver<'_> {
    pub(super) fn add_broken(&mut self, file: Span, fault: &Fault, cited: &mut Cited) {
        const WRITTEN: usize = 80;
        cited.own = true;
        let next = self.broken.len();
        if next >= MAX_BROKEN {
            self.more_broken += 1;
            return;
        }
        let number = *self.broken_at.entry((file, fault.why)).or_insert(next);
        if number == next {
            let on_one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            let mut written = on_one_line(file.of(self.text));
            if written.is_empty() {
                // A footnote without a word.
                "…".clone_into(&mut written);
            }
            self.broken.push(Broken {
                place: self.lines.place(self.text, file.start),
                end: self.lines.place(self.text, file.end),
                span: file,
                fault: Unresolved {
                    written: written.chars().take(WRITTEN).collect(),
                    why: fault.why,
                    // What it quotes of an address may have a line break.
                    detail: on_one_line(&fault.detail),
                    meant: fault.meant.as_deref().map(on_one_line),
                },
            });
        }
        if !cited.broken.contains(&number) && cited.broken.len() < MAX_CITATIONS {
            cited.broken.push(number);
        }
    }

    /// Tells that a site was named and no page of it.
    pub(super) fn cite_unnamed(&mut self, name: &str, file: Span, cited: &mut Cited) {
        let detail = format!("`{name}` names a site; which of its pages, the text does not say");
        self.add_broken(file, &Fault::new(Why::NotExported, detail), cited);
    }

    /// Whether the nearest right form is still looked for: looking through all references costs more than is of
    /// use in a file of rubbish.
    pub(super) fn suggests(&self) -> bool {
        self.broken.len() < MAX_SUGGESTED
    }

    /// Tells that an entry, which is cited at `mark`, has no address; a remark needs none.
    pub(super) fn without_address(&mut self, index: usize, mark: Span, cited: &mut Cited) {
        let entry = &self.references.entries[index];
        // A footnote without a word of its own stands where its mark does.
        let place = |entry: &Entry| {
            if entry.file.is_empty() {
                mark
            } else {
                entry.file
            }
        };
        if entry.remark {
            return;
        }
        if !entry.addresses.is_empty() {
            // It has addresses, none of which is a page's: the article's own site, a mailbox.
            let broken = entry
                .addresses
                .iter()
                .find_map(|address| match classify(address) {
                    Address::Broken(fault) => Some(fault),
                    _ => None,
                });
            let file = place(entry);
            match broken {
                Some(fault) => self.add_broken(file, &fault, cited),
                None => cited.own = true,
            }
            return;
        }
        let name = if entry.label.starts_with('#') {
            "the reference".to_owned()
        } else {
            format!("reference {}", entry.label)
        };
        let fault = entry.fault.clone().unwrap_or_else(|| {
            let detail = match without_page(&entry.text) {
                Some(number) => format!("{name} is a book ({number}), which has no page to read"),
                None => format!("{name} has no address"),
            };
            Fault::new(Why::NoAddress, detail)
        });
        let file = place(entry);
        self.add_broken(file, &fault, cited);
    }

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
