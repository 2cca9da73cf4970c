//! The terminal report: what people read, as snapshots; what must hold for any report, as
//! promises.

mod common;

use citecheck::report::{Format, View};
use common::story;

fn rendered(change: impl FnOnce(&mut View)) -> String {
    let report = story::report();
    let mut view = View::new(&report);
    change(&mut view);
    let mut out = Vec::new();
    Format::Terminal
        .writer()
        .write(&report, &view, &mut out)
        .unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn worst_findings_come_first_with_place_passage_and_difference() {
    insta::assert_snapshot!(rendered(|_| {}));
}
