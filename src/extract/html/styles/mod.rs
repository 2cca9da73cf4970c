//! What a page's own styles hide from its readers: inline styles, `hidden`, the names of utility
//! classes, and the simple rules of its `style` elements. Scripts and style sheets that lie
//! elsewhere are not seen.
//!
//! Data passes `colour` and `look` (what declarations say), `selector` and `sheet` (which elements they
//! are said of), `hidden` (what that means for an element's text).

mod colour;
mod hidden;
mod look;
mod selector;
mod sheet;

pub use hidden::{Paint, Sight, Styles};
