//! Debug.
use citecheck::extract::Document;
use citecheck::matching::Prepared;
use citecheck::verify::study::study;
#[test]
fn dbg() {
    for l in std::fs::read_to_string("/tmp/vals/dbg.txt")
        .unwrap()
        .lines()
    {
        let (c, s) = l.trim().split_once('|').unwrap();
        let p = Prepared::new(Document::from_passages([s.to_owned()]));
        let st = study(c, &p);
        println!("{c}\n {s}");
        for k in st.checks {
            println!(
                "   {:?} {:?} {:?} {:?} {:.2}",
                k.kind,
                k.status,
                k.claim.text,
                k.source.map(|f| f.text),
                k.closeness
            );
        }
        for v in p.values(0) {
            println!("      src {:?} {:?}", v.span.of(s), v.meaning);
        }
    }
}
