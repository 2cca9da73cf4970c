//! Takes out of a PDF the text that its pages do not show: text drawn in the modes that leave no ink
//! (ISO 32000-1, 9.3.6).
//!
//! A scan has its text so, under the picture of its page. There the text is what is seen, and stays.

use memchr::memmem;
use pdf_extract::content::{Content, Operation};
use pdf_extract::{Document, Object, ObjectId};

/// Text rendering modes that leave no ink: neither fill nor stroke; clip alone.
const UNSEEN: [i64; 2] = [3, 7];

/// Part of a page that a picture covers when the page is a scan, one in so many.
const SCAN: f64 = 2.0;

/// Takes the unseen text out of the pages of `document` and of the forms that they draw.
pub fn drop_unseen(document: &mut Document) {
    let pages: Vec<ObjectId> = document.page_iter().collect();
    for page in pages {
        let area = page_area(document, page);
        let Ok(content) = document.get_page_content(page) else {
            continue;
        };
        if let Some(seen) = without_unseen(&content, area) {
            // Content that can't be put back stays as it was, and is read as it was.
            let _ = document.change_page_content(page, seen);
        }
    }
    for object in document.objects.values_mut() {
        let Object::Stream(stream) = object else {
            continue;
        };
        let subtype = stream.dict.get(b"Subtype").and_then(Object::as_name);
        if subtype.is_ok_and(|name| name == b"Form")
            && let Ok(content) = stream.get_plain_content()
            && let Some(seen) = without_unseen(&content, None)
        {
            stream.set_plain_content(seen);
        }
    }
}

/// The content of a page or form without what it does not show; none when it shows all of it, or is
/// a scan of `area` square points.
fn without_unseen(content: &[u8], area: Option<f64>) -> Option<Vec<u8>> {
    // The operator for a mode is rare, and decoding is dear.
    memmem::find(content, b"Tr")?;
    let content = Content::decode(content).ok()?;
    if area.is_some_and(|area| is_scan(&content.operations, area)) {
        return None;
    }
    let mut modes = vec![0];
    let mut seen = Vec::with_capacity(content.operations.len());
    let all = content.operations.len();
    for operation in content.operations {
        let unseen = modes.last().is_some_and(|mode| UNSEEN.contains(mode));
        match operation.operator.as_str() {
            "q" => modes.push(modes.last().copied().unwrap_or(0)),
            "Q" if modes.len() > 1 => {
                modes.pop();
            }
            "Tr" => {
                if let (Some(mode), Some(last)) = (operation.operands.first(), modes.last_mut()) {
                    *last = mode.as_i64().unwrap_or(0);
                }
            }
            "Tj" | "TJ" | "'" | "\"" if unseen => continue,
            _ => {}
        }
        seen.push(operation);
    }
    if seen.len() == all {
        return None;
    }
    Content { operations: seen }.encode().ok()
}

/// Whether a picture covers most of the page.
fn is_scan(operations: &[Operation], area: f64) -> bool {
    let number = |object: &Object| object.as_float().map(f64::from);
    let mut scales = vec![1.0];
    for operation in operations {
        let scale = scales.last().copied().unwrap_or(1.0);
        match operation.operator.as_str() {
            "q" => scales.push(scale),
            "Q" if scales.len() > 1 => {
                scales.pop();
            }
            "cm" => {
                let matrix: Vec<f64> = operation.operands.iter().flat_map(number).collect();
                if let ([a, b, c, d, ..], Some(last)) = (matrix.as_slice(), scales.last_mut()) {
                    *last *= (a * d - b * c).abs();
                }
            }
            // A picture is drawn on a square of one by one.
            "Do" if scale * SCAN >= area => return true,
            _ => {}
        }
    }
    false
}

/// The size of a page in square points, where it says so itself or its parent does.
fn page_area(document: &Document, page: ObjectId) -> Option<f64> {
    let mut at = document.get_dictionary(page).ok()?;
    for _ in 0..16 {
        if let Ok(sides) = at
            .get_deref(b"MediaBox", document)
            .and_then(Object::as_array)
        {
            let sides: Vec<f64> = sides
                .iter()
                .flat_map(|side| side.as_float().map(f64::from))
                .collect();
            let [left, low, right, high] = sides.as_slice() else {
                return None;
            };
            return Some(((right - left) * (high - low)).abs());
        }
        at = at
            .get_deref(b"Parent", document)
            .and_then(Object::as_dict)
            .ok()?;
    }
    None
}
