//! Numbers, percentages, money and measures: what a source bears out, what differs, and what is not
//! compared. Each row is a claim, a source, and what the check must say; about half are traps.

mod money;
mod numbers;
mod percents;
mod quantities;
mod ranks;
#[path = "../values/mod.rs"]
mod values;

use citecheck::verify::Kind;
use money::MONEY;
use numbers::NUMBERS;
use percents::PERCENTS;
use quantities::QUANTITIES;
use ranks::RANKS;
use values::check_rows;

#[test]
fn numbers_are_borne_out_in_any_form_and_differ_only_where_they_count_the_same() {
    check_rows(Kind::Number, NUMBERS);
}

#[test]
fn percentages_are_told_from_percentage_points() {
    check_rows(Kind::Percent, PERCENTS);
}

#[test]
fn money_is_compared_in_its_currency() {
    check_rows(Kind::Money, MONEY);
}

#[test]
fn measures_are_compared_across_units() {
    check_rows(Kind::Quantity, QUANTITIES);
}

#[test]
fn ranks_from_the_end_are_told_from_times() {
    check_rows(Kind::Number, RANKS);
}
