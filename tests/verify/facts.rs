//! What can be compared exactly: tables of claims and sources, a file a kind.
//!
//! A file of `rows` has a row a line: claim ‖ source ‖ what the check must say. The last is a kind of check, how it
//! must end, and after a colon the note, word for word, where it matters:
//!
//! - `match`: there is a check of the kind, and all of them match;
//! - `mismatch`: one of them mismatches, and the claim is never supported;
//! - `absent`: one of them is absent, and none mismatches;
//! - `quiet`: none of them mismatches;
//! - `none`: there is no check of the kind.
//!
//! The kind `value` is all kinds of numbers and dates, `any` is every kind. `# lang: de` holds for the rows after it, as
//! `# passages: one` does, with which a source is one passage and not one a sentence; `# dated: in the text`
//! for pages that say so only there; other lines that begin with `#` are comments. The pages are written on Thursday, 23 April
//! 2026.

use std::path::Path;

use citecheck::Span;
use citecheck::claims::Claim;
use citecheck::extract::Document;
use citecheck::inner::sentences;
use citecheck::verdict::Verdict;
use citecheck::verify::Prepared;
use citecheck::verify::{Check, Judge, Kind, Need, Status, analyse, verify};

const WRITTEN: &str = "2026-04-23";

const KINDS: [Kind; 8] = [
    Kind::Number,
    Kind::Date,
    Kind::Money,
    Kind::Percent,
    Kind::Quantity,
    Kind::Name,
    Kind::Quotation,
    Kind::Negation,
];

/// A row of a file.
struct Row<'a> {
    lang: &'a str,
    /// Whether the source is one passage, and not one a sentence.
    is_one: bool,
    /// Whether its page says when it was written only in its text.
    is_undated: bool,
    claim: &'a str,
    source: &'a str,
    kind: &'a str,
    ends: &'a str,
    note: Option<&'a str>,
}

fn rows(text: &str) -> Vec<Row<'_>> {
    let mut lang = "en";
    let (mut is_one, mut is_undated) = (false, false);
    let mut found = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty()) {
        if let Some(comment) = line.strip_prefix('#') {
            match comment.trim().split_once(": ") {
                Some(("lang", tag)) => lang = tag,
                Some(("passages", how)) => is_one = how == "one",
                Some(("dated", how)) => is_undated = how == "in the text",
                _ => {}
            }
            continue;
        }
        let cells: Vec<&str> = line.split('‖').map(str::trim).collect();
        let [claim, source, wanted] = cells[..] else {
            panic!("a row has three cells: {line}");
        };
        let (wanted, note) = match wanted.split_once(": ") {
            Some((wanted, note)) => (wanted, Some(note)),
            None => (wanted, None),
        };
        let (kind, ends) = wanted.split_once(' ').expect("a kind and how it ends");
        found.push(Row {
            lang,
            is_one,
            is_undated,
            claim,
            source,
            kind,
            ends,
            note,
        });
    }
    found
}

/// The page with the sentences of the row's source; " | " parts paragraphs.
fn page(row: &Row<'_>) -> Prepared {
    let paragraphs = row.source.split(" | ");
    let passages = paragraphs.flat_map(|text| {
        let spans = if row.is_one {
            vec![Span::new(0, text.len())]
        } else {
            sentences(text)
        };
        let spans = spans.into_iter();
        spans.map(move |span| span.of(text).to_owned())
    });
    let mut document = Document::from_passages(passages);
    document.lang = Some(row.lang.to_owned());
    document.published = (!row.is_undated).then(|| WRITTEN.parse().expect("a date"));
    Prepared::new(document)
}

fn is_of(check: &Check, kind: &str) -> bool {
    match kind {
        "any" => true,
        "value" => matches!(
            check.kind,
            Kind::Number | Kind::Date | Kind::Money | Kind::Percent | Kind::Quantity
        ),
        kind => check.kind.name() == kind,
    }
}

/// What is wrong with a row's checks, if anything is.
fn complaint(row: &Row<'_>) -> Option<String> {
    assert!(
        matches!(row.kind, "any" | "value") || KINDS.iter().any(|kind| kind.name() == row.kind),
        "no kind of check: {}",
        row.kind
    );
    let page = page(row);
    let checks = analyse(row.claim, None, &page, &Judge::lexical()).checks;
    let checks: Vec<&Check> = checks
        .iter()
        .filter(|check| is_of(check, row.kind))
        .collect();
    let any = |status: Status| checks.iter().any(|check| check.status == status);
    let ends = match row.ends {
        "match" => !checks.is_empty() && !any(Status::Mismatch) && !any(Status::Absent),
        "mismatch" => any(Status::Mismatch),
        "absent" => any(Status::Absent) && !any(Status::Mismatch),
        "quiet" => !any(Status::Mismatch),
        "none" => checks.is_empty(),
        other => panic!("no way to end: {other}"),
    };
    let noted = row
        .note
        .is_none_or(|note| checks.iter().any(|check| check.note == note));
    let supported = || {
        let claim = Claim::of_text(row.claim);
        verify(&claim, &[Ok(&page)], Need::Any, &Judge::lexical()).verdict == Verdict::Supported
    };
    let right = ends && noted && !(row.ends == "mismatch" && supported());
    let got: Vec<String> = checks
        .iter()
        .map(|check| {
            format!(
                "{} {}: {}",
                check.kind.name(),
                check.status.name(),
                check.note
            )
        })
        .collect();
    (!right).then(|| {
        format!(
            "{} ‖ {}\n    want {} {}{}\n    got {got:?}",
            row.claim,
            row.source,
            row.kind,
            row.ends,
            row.note
                .map_or_else(String::new, |note| format!(": {note}")),
        )
    })
}

/// Fails with every row of `tests/verify/facts/NAME.txt` that ends otherwise than it says.
fn hold(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/verify/facts/{name}.txt"));
    let text = std::fs::read_to_string(path).expect("a file of rows");
    let rows = rows(&text);
    let wrong: Vec<String> = rows.iter().filter_map(complaint).collect();
    assert!(
        wrong.is_empty(),
        "{} of {} rows of {name}:\n{}",
        wrong.len(),
        rows.len(),
        wrong.join("\n")
    );
}

macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident $file:literal;)*) => {
        $($(#[$doc])* #[test] fn $name() { hold($file); })*

        #[test]
        fn every_file_is_read_and_a_third_of_it_are_traps() {
            let known = [$($file),*];
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verify/facts");
            for entry in std::fs::read_dir(folder).expect("the rows") {
                let path = entry.expect("an entry").path();
                let name = path.file_stem().and_then(|name| name.to_str()).expect("a name");
                assert!(known.contains(&name), "{name} is read by no test");
                let text = std::fs::read_to_string(&path).expect("a file of rows");
                let rows = rows(&text);
                let traps = rows.iter().filter(|row| row.ends != "match").count();
                assert!(traps * 10 >= rows.len() * 3, "{name}: {traps} of {} are traps", rows.len());
            }
        }
    };
}

tables! {
    signs_and_operators_tell_values_apart "signs";
    a_value_is_the_same_in_every_notation "notations";
    digits_that_name_a_thing_are_no_amount "labels";
    what_stands_in_a_names_place_is_a_name "instead";
    a_size_is_told_from_another "sizes";
    how_often_is_compared "often";
    each_end_of_a_range_has_its_role "ends";
    a_value_belongs_to_its_thing "owners";
    a_row_of_a_table_has_its_own_value "tables";
    a_row_is_about_what_heads_it "rows";
    a_bound_holds_as_people_mean_it "bounds";
    spans_of_years_and_ages_are_reckoned "spans";
    a_value_of_before_is_none_of_now "past";
    what_another_did_is_not_said_of_the_name "doers";
    what_follows_from_two_values_is_computed "computed";
    quotations_are_found_however_they_are_written "quotations";
    short_and_long_forms_of_a_name_are_one "aliases";
    dates_are_read_in_every_form_and_compared_as_far_as_both_say_them "dates";
    a_share_is_compared_with_what_it_follows_from "shares";
    numbers_differ_only_where_they_count_the_same "numbers";
    percentages_are_told_from_percentage_points "percents";
    money_is_compared_in_its_currency "money";
    a_currency_is_known_by_code_sign_and_country "currencies";
    four_languages_write_one_value_in_their_own_ways "languages";
    measures_are_compared_across_units "quantities";
    what_is_said_once_for_several_numbers_is_each_ones "shared";
    a_time_of_day_is_the_same_in_figures_and_as_it_is_spoken "clock";
    what_is_taken_back_or_left_open_is_not_said "doubts";
    a_passage_with_the_words_of_the_claim_is_what_it_speaks_of "twins";
}
